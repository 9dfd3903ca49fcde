-- Accounts of offices. Row-level security, forced, is the second wall: a transaction sees the rows of
-- the office it has named (platform/pg/office_wall.h) and of no other, even if a statement forgets to.

-- The part of the login directory that leads to an office.
CREATE TABLE staff_login (
  login     text PRIMARY KEY CHECK (login ~ '^[a-z][a-z0-9.-]{2,31}$'),
  office_id text NOT NULL,
  staff_id  uuid NOT NULL
);

CREATE TABLE staff (
  office_id    text        NOT NULL,
  id           uuid        NOT NULL,
  login        text        NOT NULL,
  display_name text        NOT NULL,
  roles        text[]      NOT NULL CHECK (cardinality(roles) BETWEEN 1 AND 15),
  disabled     boolean     NOT NULL DEFAULT false,
  revision     bigint      NOT NULL DEFAULT 1,
  create_time  timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, login),
  -- Three administrators, apart from each other and from cases.
  CHECK (NOT roles && ARRAY['OPERATOR', 'SECURITY_ADMIN', 'AUDIT_ADMIN'] OR cardinality(roles) = 1)
);

CREATE TABLE credential (
  office_id            text    NOT NULL,
  staff_id             uuid    NOT NULL,
  password_hash        text    NOT NULL DEFAULT '',
  change_required      boolean NOT NULL DEFAULT true,
  password_expire_time timestamptz,
  totp_secret          bytea   NOT NULL DEFAULT '',
  totp_enrolled        boolean NOT NULL DEFAULT false,
  totp_last_step       bigint  NOT NULL DEFAULT 0,
  failures             bigint  NOT NULL DEFAULT 0 CHECK (failures >= 0),
  locked_until         timestamptz,
  PRIMARY KEY (office_id, staff_id),
  FOREIGN KEY (office_id, staff_id) REFERENCES staff,
  CHECK (NOT totp_enrolled OR totp_secret <> '')
);

-- Grants, sign-ins, locks, resets: only ever added to.
CREATE TABLE account_event (
  office_id  text        NOT NULL,
  id         uuid        NOT NULL,
  staff_id   uuid        NOT NULL,
  kind       text        NOT NULL CHECK (kind IN (
    'CREATED', 'ROLE_GRANTED', 'ROLE_REVOKED', 'PASSWORD_RESET', 'TOTP_RESET', 'TOTP_ENROLLED',
    'PASSWORD_CHANGED', 'SIGNED_IN', 'SIGN_IN_REFUSED', 'LOCKED', 'DISABLED', 'ENABLED')),
  actor      text        NOT NULL,
  role       text        NOT NULL CHECK ((role <> '') = (kind IN ('ROLE_GRANTED', 'ROLE_REVOKED'))),
  event_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  FOREIGN KEY (office_id, staff_id) REFERENCES staff
);

-- Who looked at whose particulars, and why; persons look at their own under the office "directory".
CREATE TABLE person_reveal (
  office_id   text        NOT NULL,
  id          uuid        NOT NULL,
  person_id   uuid        NOT NULL,
  viewer      text        NOT NULL,
  purpose     text        NOT NULL,
  application text        NOT NULL,
  reveal_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, id)
);

ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON staff USING (office_id = current_setting('app.office_id', true));
ALTER TABLE credential ENABLE ROW LEVEL SECURITY;
ALTER TABLE credential FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON credential USING (office_id = current_setting('app.office_id', true));
ALTER TABLE account_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_event FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON account_event USING (office_id = current_setting('app.office_id', true));
ALTER TABLE person_reveal ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_reveal FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON person_reveal USING (office_id = current_setting('app.office_id', true));

GRANT SELECT, INSERT ON staff_login, account_event, person_reveal TO onevisit_identity;
GRANT SELECT, INSERT ON staff, credential TO onevisit_identity;
GRANT UPDATE (roles, disabled, revision) ON staff TO onevisit_identity;
GRANT UPDATE (password_hash, change_required, password_expire_time, totp_secret, totp_enrolled,
              totp_last_step, failures, locked_until) ON credential TO onevisit_identity;
