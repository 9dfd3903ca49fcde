-- Questions to agencies, the numbers of their letters, and both sides' messages as they travelled.

CREATE TABLE letter_series (
  office_id text   NOT NULL,
  year      bigint NOT NULL,
  last      bigint NOT NULL CHECK (last > 0),
  PRIMARY KEY (office_id, year)
);

CREATE TABLE verification (
  office_id         text        NOT NULL,
  id                uuid        NOT NULL,
  application       text        NOT NULL,
  acceptance_number text        NOT NULL,
  accept_time       timestamptz NOT NULL,
  matter            text        NOT NULL,
  fact              text        NOT NULL,
  mode              text        NOT NULL CHECK (mode IN ('VERIFY', 'DISCLOSE')),
  officer           text        NOT NULL,
  officer_name      text        NOT NULL,
  supervisor        text        NOT NULL,
  claim_fields      text[]      NOT NULL,
  claim_values      text[]      NOT NULL,
  consented         boolean     NOT NULL,
  letter_number     text        NOT NULL,  -- empty: nothing was sent
  state             text        NOT NULL CHECK (state IN ('QUEUED', 'ANSWERED', 'CANCELLED')),
  outcome           text        NOT NULL DEFAULT '',
  reason_code       text        NOT NULL DEFAULT '',
  reply_number      text        NOT NULL DEFAULT '',
  attempts          bigint      NOT NULL DEFAULT 0,
  next_attempt_time timestamptz,
  fence             bigint      NOT NULL DEFAULT 0,
  create_time       timestamptz NOT NULL,
  answer_time       timestamptz,
  data_time         timestamptz,
  PRIMARY KEY (office_id, id),
  CHECK ((state = 'QUEUED') = (next_attempt_time IS NOT NULL)),
  CHECK ((state = 'ANSWERED') = (outcome <> '')),
  CHECK (outcome IN ('', 'VERIFIED', 'MISMATCH', 'NOT_FOUND', 'INCONCLUSIVE', 'REJECTED')),
  CHECK (array_length(claim_fields, 1) IS NOT DISTINCT FROM array_length(claim_values, 1))
);
CREATE UNIQUE INDEX verification_letter ON verification (office_id, letter_number)
  WHERE letter_number <> '';
CREATE INDEX verification_of_case ON verification (office_id, application);
CREATE INDEX verification_queue ON verification (next_attempt_time) WHERE state = 'QUEUED';

-- What travelled, byte for byte, and what was made of it.
CREATE TABLE evidence (
  office_id       text        NOT NULL,
  verification_id uuid        NOT NULL,
  id              uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('QUESTION', 'ANSWER')),
  use             text        NOT NULL
    CHECK (use IN ('SENT', 'USED', 'NOT_NOW', 'NOT_TRUSTED', 'LATE')),
  envelope        bytea       NOT NULL,
  create_time     timestamptz NOT NULL,
  PRIMARY KEY (office_id, verification_id, id),
  FOREIGN KEY (office_id, verification_id) REFERENCES verification
);
CREATE UNIQUE INDEX evidence_one_question ON evidence (office_id, verification_id)
  WHERE kind = 'QUESTION';
CREATE UNIQUE INDEX evidence_one_answer ON evidence (office_id, verification_id)
  WHERE use = 'USED';

GRANT SELECT, INSERT, UPDATE ON letter_series TO onevisit_verification;
GRANT SELECT, INSERT ON verification, evidence TO onevisit_verification;
-- What was asked is never changed.
GRANT UPDATE (state, outcome, reason_code, reply_number, attempts, next_attempt_time, fence,
              answer_time, data_time) ON verification TO onevisit_verification;
