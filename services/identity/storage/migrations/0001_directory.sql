-- The login directory: who somebody is before any office is known, so its tables have no office (rule
-- R5 of the design: a directory of its own). Particulars are encrypted field by field; what is searched
-- is a keyed index of 16 bytes.

-- Keys of offices, wrapped by the key of the installation (platform/vault). The directory's own stand
-- under the office "directory".
CREATE TABLE data_key (
  office_id   text        NOT NULL,
  version     bigint      NOT NULL CHECK (version > 0),
  kek_id      text        NOT NULL,
  wrapped     bytea       NOT NULL,
  active_time timestamptz NOT NULL,
  create_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, version)
);

CREATE TABLE person (
  id           uuid        PRIMARY KEY,
  mobile_index bytea       NOT NULL UNIQUE CHECK (octet_length(mobile_index) = 16),
  mobile       bytea       NOT NULL,
  create_time  timestamptz NOT NULL
);

-- What a person stated about itself; the newest counts, the others stay.
CREATE TABLE real_name (
  person_id          uuid        NOT NULL REFERENCES person,
  revision           bigint      NOT NULL CHECK (revision > 0),
  name               bytea       NOT NULL,
  id_type            text        NOT NULL,
  id_number          bytea       NOT NULL,
  needs_manual_check boolean     NOT NULL,
  record_time        timestamptz NOT NULL,
  PRIMARY KEY (person_id, revision)
);

-- Codes on their way. The code itself is nowhere.
CREATE TABLE sign_in_code (
  id           uuid        PRIMARY KEY,
  mobile_index bytea       NOT NULL CHECK (octet_length(mobile_index) = 16),
  mobile       bytea       NOT NULL,
  code_hash    bytea       NOT NULL CHECK (octet_length(code_hash) = 32),
  tries        bigint      NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
  create_time  timestamptz NOT NULL,
  expire_time  timestamptz NOT NULL
);
CREATE INDEX sign_in_code_expiry ON sign_in_code (expire_time);

-- How many codes a number got on its last day.
CREATE TABLE code_quota (
  mobile_index bytea       PRIMARY KEY,
  day          date        NOT NULL,
  sent         bigint      NOT NULL CHECK (sent > 0),
  next_time    timestamptz NOT NULL
);

-- Devices that are or were signed in.
CREATE TABLE session (
  id            uuid        PRIMARY KEY,
  secret_hash   bytea       NOT NULL UNIQUE CHECK (octet_length(secret_hash) = 32),
  subject       text        NOT NULL CHECK (subject ~ '^(persons|staff)/'),
  office_id     text        NOT NULL CHECK ((office_id = '') = (subject LIKE 'persons/%')),
  device        text        NOT NULL,
  create_time   timestamptz NOT NULL,
  last_use_time timestamptz NOT NULL,
  expire_time   timestamptz NOT NULL CHECK (expire_time > create_time),
  idle_s        bigint      NOT NULL CHECK (idle_s > 0),
  end_time      timestamptz
);
CREATE INDEX session_of_subject ON session (subject, id) WHERE end_time IS NULL;
CREATE INDEX session_expiry ON session (expire_time);

GRANT SELECT, INSERT, UPDATE ON data_key TO onevisit_identity;
GRANT SELECT, INSERT ON person, real_name TO onevisit_identity;
GRANT SELECT, INSERT, DELETE ON sign_in_code, code_quota, session TO onevisit_identity;
GRANT UPDATE (tries) ON sign_in_code TO onevisit_identity;
GRANT UPDATE (day, sent, next_time) ON code_quota TO onevisit_identity;
GRANT UPDATE (last_use_time, end_time) ON session TO onevisit_identity;
