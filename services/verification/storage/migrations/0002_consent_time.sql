-- When the subject consented to the question (PIPL 23): the agency is told, so it must be known.
-- Questions asked before this column rest on consents that were given before acceptance.

ALTER TABLE verification ADD COLUMN consent_time timestamptz;
UPDATE verification SET consent_time = accept_time WHERE consented;
ALTER TABLE verification ADD CHECK (consented = (consent_time IS NOT NULL));
