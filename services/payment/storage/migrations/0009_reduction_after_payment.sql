-- A reduction granted after the party has paid (L34): the difference goes back by a refund of two people, whose
-- proposal says which class, how much and on which proof.
ALTER TABLE proposal ADD COLUMN reduction text;
ALTER TABLE proposal ADD COLUMN percent bigint;
ALTER TABLE proposal ADD COLUMN proof text;  -- document M11
ALTER TABLE proposal ADD CONSTRAINT proposal_reduction
  CHECK (num_nonnulls(reduction, percent, proof) IN (0, 3)) NOT VALID;
