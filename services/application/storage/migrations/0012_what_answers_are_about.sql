-- What has to come back for a certificate, and whether the party has changed since what was asked about:
-- an answer counts for what it was asked, and for nothing else.
ALTER TABLE verification
  ADD COLUMN supporting_outcome text    NOT NULL DEFAULT 'VERIFIED'
    CHECK (supporting_outcome IN ('VERIFIED', 'NOT_FOUND')),
  ADD COLUMN claim_changed      boolean NOT NULL DEFAULT false;

SET LOCAL row_security = off;
UPDATE verification v SET supporting_outcome = 'NOT_FOUND'
FROM application a
WHERE a.office_id = v.office_id AND a.id = v.application_id AND a.matter = 'MARITAL';

-- An agency that is away is not waited for: the notary verifies another way.
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('VERIFY_WAIT', 'RESOLVE_ANSWER', 'VERIFY_WAIT'),
  ('VERIFY_WAIT', 'FOUND_BY_HAND', 'REVIEWING');
