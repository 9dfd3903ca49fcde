-- How a notary's name is spelt in Latin letters: English pages of certificates print it.
ALTER TABLE staff ADD COLUMN name_pinyin text NOT NULL DEFAULT '';
GRANT UPDATE (name_pinyin) ON staff TO onevisit_identity;

-- contract: what was allowed before, still is
ALTER TABLE account_event DROP CONSTRAINT account_event_kind_check;
ALTER TABLE account_event ADD CONSTRAINT account_event_kind_check CHECK (kind IN (
  'CREATED', 'ROLE_GRANTED', 'ROLE_REVOKED', 'PASSWORD_RESET', 'TOTP_RESET', 'TOTP_ENROLLED',
  'PASSWORD_CHANGED', 'SIGNED_IN', 'SIGN_IN_REFUSED', 'LOCKED', 'DISABLED', 'ENABLED',
  'NAME_SPELT')) NOT VALID;
