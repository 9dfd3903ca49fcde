-- The register of civil affairs: registrations, what it has answered to whom, and what its
-- operators have to look at. Registrations belong to no office, so their keys begin with what they
-- are found by.

CREATE TABLE record (
  certificate_number text NOT NULL PRIMARY KEY,
  kind               text NOT NULL CHECK (kind IN ('MARRIAGE', 'DIVORCE', 'REPLACEMENT_OF_MARRIAGE',
                                                   'REPLACEMENT_OF_DIVORCE', 'ANNULMENT')),
  registration_date  date NOT NULL,
  authority          text NOT NULL,
  refers_to          text NOT NULL,
  hold               text NOT NULL CHECK (hold IN ('NONE', 'DISPUTED', 'SEALED')),
  first_name         text NOT NULL,
  first_id_type      text NOT NULL,
  first_id_number    text NOT NULL,
  first_birth_date   date,
  second_name        text NOT NULL,
  second_id_type     text NOT NULL,
  second_id_number   text NOT NULL,
  second_birth_date  date
);

-- Numbers, expanded numbers, name with birth: everything a record is found by.
CREATE TABLE record_key (
  key                text NOT NULL,
  certificate_number text NOT NULL REFERENCES record ON DELETE CASCADE,
  PRIMARY KEY (key, certificate_number)
);
CREATE INDEX record_key_of ON record_key (certificate_number);

CREATE TABLE district (
  division      text NOT NULL PRIMARY KEY,
  name          text NOT NULL,
  complete_from date NOT NULL
);

-- One row: when data last arrived.
CREATE TABLE synchronisation (
  only_one  boolean     NOT NULL PRIMARY KEY DEFAULT true CHECK (only_one),
  sync_time timestamptz NOT NULL
);

-- Numbers of replies: gapless per year.
CREATE TABLE reply_series (
  year bigint NOT NULL PRIMARY KEY,
  last bigint NOT NULL CHECK (last > 0)
);

-- Both messages as they crossed the wire. Never changed: the same question gives the same bytes.
CREATE TABLE answer (
  office_id       text        NOT NULL,
  request_id      uuid        NOT NULL,
  question_digest bytea       NOT NULL,
  question        bytea       NOT NULL,
  answer          bytea       NOT NULL,
  year            bigint      NOT NULL,
  serial          bigint      NOT NULL,
  outcome         text        NOT NULL,
  reason_code     text        NOT NULL,
  answer_time     timestamptz NOT NULL,
  PRIMARY KEY (office_id, request_id),
  UNIQUE (year, serial)
);
CREATE INDEX answer_of_day ON answer (office_id, answer_time);

-- What an operator has to look at, because the system could not decide.
CREATE TABLE ticket (
  office_id   text        NOT NULL,
  request_id  uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('REVIEW', 'ARCHIVE', 'CORRECTION')),
  reason_code text        NOT NULL,
  state       text        NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DONE')),
  create_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, request_id),
  FOREIGN KEY (office_id, request_id) REFERENCES answer
);
CREATE INDEX ticket_queue ON ticket (create_time) WHERE state = 'OPEN';

GRANT SELECT, INSERT, UPDATE ON record, district, synchronisation, reply_series
  TO onevisit_register;
GRANT SELECT, INSERT, DELETE ON record_key TO onevisit_register;
GRANT SELECT, INSERT ON answer, ticket TO onevisit_register;
