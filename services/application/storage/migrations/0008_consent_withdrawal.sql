-- A consent can be withdrawn as it was given (PIPL 15), and given again. What was done under it stays
-- lawful, so the row stays with both times.
ALTER TABLE consent ADD COLUMN withdraw_time timestamptz CHECK (withdraw_time >= consent_time);
ALTER TABLE consent DROP CONSTRAINT consent_pkey;
ALTER TABLE consent ADD PRIMARY KEY (office_id, application_id, code, consent_time);
CREATE UNIQUE INDEX consent_in_force ON consent (office_id, application_id, code)
  WHERE withdraw_time IS NULL;
GRANT UPDATE (withdraw_time) ON consent TO onevisit_application;

-- Withdrawn while an agency is asked: nobody waits for the answer any more (6.6 row 37).
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('VERIFY_WAIT', 'STOP_ASKING', 'REVIEWING');
INSERT INTO transition_rule (from_state, event, to_state)
SELECT state, 'WITHDRAW_CONSENT', state
FROM unnest(ARRAY['SUBMITTED', 'PRE_CHECK', 'PRE_SUPPLEMENT', 'ACCEPTED', 'REVIEWING', 'SUPPLEMENT_WAIT',
                  'VERIFY_WAIT', 'PENDING_APPROVAL']) AS state;

-- One of several answers that a case waits for.
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('VERIFY_WAIT', 'PART_ANSWERED', 'VERIFY_WAIT');

-- Who looks in every office for answers that are too old asks again only where that is agreed to.
CREATE POLICY every_office ON consent FOR SELECT USING (current_setting('app.office_id', true) = '*');
