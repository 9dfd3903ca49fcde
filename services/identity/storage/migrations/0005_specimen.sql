-- From when to when a notary's signature is on file with the foreign ministry: only such a notary's
-- certificates are used abroad (domain.md 4.4). Of nobody is it known before it is entered.
ALTER TABLE staff ADD COLUMN specimen_from date, ADD COLUMN specimen_until date,
  ADD CONSTRAINT staff_specimen_check CHECK (
    (specimen_from IS NULL) = (specimen_until IS NULL) AND specimen_from <= specimen_until) NOT VALID;
GRANT UPDATE (specimen_from, specimen_until) ON staff TO onevisit_identity;

ALTER TABLE account_event ADD COLUMN specimen_from date, ADD COLUMN specimen_until date;
-- contract: what was allowed before, still is
ALTER TABLE account_event DROP CONSTRAINT account_event_kind_check;
ALTER TABLE account_event ADD CONSTRAINT account_event_kind_check CHECK (kind IN (
  'CREATED', 'ROLE_GRANTED', 'ROLE_REVOKED', 'PASSWORD_RESET', 'TOTP_RESET', 'TOTP_ENROLLED',
  'PASSWORD_CHANGED', 'SIGNED_IN', 'SIGN_IN_REFUSED', 'LOCKED', 'DISABLED', 'ENABLED',
  'NAME_SPELT', 'SPECIMEN_FILED')) NOT VALID;
ALTER TABLE account_event ADD CONSTRAINT account_event_specimen_check CHECK (
  (specimen_from IS NOT NULL) = (kind = 'SPECIMEN_FILED')
  AND (specimen_until IS NOT NULL) = (kind = 'SPECIMEN_FILED')) NOT VALID;
