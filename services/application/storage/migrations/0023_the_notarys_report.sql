-- The notary who handles a case reports before the head ends it, also where the party or time brought it
-- there (R48, R51). What waits for the head when this comes waits for the report, too.
ALTER TABLE application ADD COLUMN closure_reported boolean NOT NULL DEFAULT false;
GRANT UPDATE (closure_reported) ON application TO onevisit_application;

INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('REFUSAL_PENDING', 'REPORT_CLOSURE', 'REFUSAL_PENDING'),
  ('TERMINATION_PENDING', 'REPORT_CLOSURE', 'TERMINATION_PENDING');
