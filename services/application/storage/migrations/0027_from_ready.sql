-- What can happen to a certificate that lies ready: the consent to the courier is taken back, it is found damaged,
-- another notary withholds it, or nobody comes for it and it goes into the archive (domain.md 1.6, 8.4).
ALTER TABLE application ADD COLUMN uncollected boolean NOT NULL DEFAULT false;
-- No row there is has it: to look through all of them would hold everybody up.
ALTER TABLE application ADD CONSTRAINT application_uncollected_check
  CHECK (NOT uncollected OR state = 'ARCHIVED') NOT VALID;
GRANT UPDATE (uncollected) ON application TO onevisit_application;

INSERT INTO transition_rule (from_state, event, to_state)
VALUES ('ISSUED', 'WITHDRAW_CONSENT', 'ISSUED'), ('PRODUCING', 'WITHDRAW_CONSENT', 'PRODUCING'),
  ('READY', 'WITHDRAW_CONSENT', 'READY'), ('READY', 'REPRODUCE', 'PRODUCING'),
  ('READY', 'ARCHIVE', 'ARCHIVED'), ('ARCHIVED', 'HAND_OVER', 'ARCHIVED');

-- Without it the list of what is to be filed would be read from all that the office ever had.
CREATE INDEX application_lies_ready ON application (office_id, id) WHERE state = 'READY';
