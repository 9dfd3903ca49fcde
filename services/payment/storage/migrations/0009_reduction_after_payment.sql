-- A reduction granted after the party has paid (L34): the difference goes back by a refund of two people, whose
-- proposal says which class, how much and on which proof.
ALTER TABLE proposal ADD COLUMN reduction text;
ALTER TABLE proposal ADD COLUMN percent bigint;
ALTER TABLE proposal ADD COLUMN proof text;  -- document M11
-- Off the whole fee, by the tariff of that day: who approves may come after another refund has changed what is left.
ALTER TABLE proposal ADD COLUMN discount_fen bigint;
ALTER TABLE proposal ADD CONSTRAINT proposal_reduction
  CHECK (num_nonnulls(reduction, percent, proof, discount_fen) IN (0, 4)) NOT VALID;
