-- What became of a visit: kept by the party, or missed, so that its case can have another.
ALTER TABLE visit DROP CONSTRAINT visit_state_check;
ALTER TABLE visit ADD CONSTRAINT visit_state_check CHECK (state IN ('BOOKED', 'KEPT', 'MISSED', 'CANCELLED'));
