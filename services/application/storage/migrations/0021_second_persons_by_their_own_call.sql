-- Who came along to verify says so by a call of their own (R28), and who permits that a register shows
-- its record does (domain.md 6.3). The permission stands in the history and is good for one question.
ALTER TABLE verification ADD COLUMN confirm_time timestamptz;
GRANT UPDATE (confirm_time) ON verification TO onevisit_application;
-- What was found before this counts as it did. An owner whom the walls hold gets an error here.
SET LOCAL row_security = off;
UPDATE verification SET confirm_time = answer_time WHERE mode = 'MANUAL';

INSERT INTO transition_rule (from_state, event, to_state)
SELECT state, event, state
FROM unnest(ARRAY['REVIEWING', 'VERIFY_WAIT']) AS state,
     unnest(ARRAY['PERMIT_DISCLOSURE', 'CONFIRM_FINDING']) AS event;

-- A notary may fall ill whatever the case waits for; a draft goes back to whoever takes over.
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('SUPPLEMENT_WAIT', 'REASSIGN', 'SUPPLEMENT_WAIT'),
  ('VERIFY_WAIT', 'REASSIGN', 'VERIFY_WAIT'),
  ('PENDING_APPROVAL', 'REASSIGN', 'REVIEWING');
