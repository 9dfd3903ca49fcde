-- The notary who handles a case reports before the head ends it, also where the party or time brought it
-- there (R48, R51). One who falls ill meanwhile is replaced.
ALTER TABLE application ADD COLUMN closure_reported boolean NOT NULL DEFAULT false;
GRANT UPDATE (closure_reported) ON application TO onevisit_application;

INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('REFUSAL_PENDING', 'REPORT_CLOSURE', 'REFUSAL_PENDING'),
  ('TERMINATION_PENDING', 'REPORT_CLOSURE', 'TERMINATION_PENDING'),
  ('REFUSAL_PENDING', 'REASSIGN', 'REFUSAL_PENDING'),
  ('TERMINATION_PENDING', 'REASSIGN', 'TERMINATION_PENDING');

-- What a notary proposed before this came with a report. An owner whom the walls hold gets an error here.
SET LOCAL row_security = off;
UPDATE application a SET closure_reported = true
WHERE state IN ('REFUSAL_PENDING', 'TERMINATION_PENDING') AND EXISTS (
  SELECT FROM history h
  WHERE h.office_id = a.office_id AND h.application_id = a.id AND h.role = 'NOTARY'
    AND h.event IN ('PROPOSE_REFUSAL', 'PROPOSE_TERMINATION')
    AND h.revision > (SELECT coalesce(max(b.revision), 0) FROM history b
                      WHERE b.office_id = a.office_id AND b.application_id = a.id
                        AND b.event = 'SEND_BACK'));
