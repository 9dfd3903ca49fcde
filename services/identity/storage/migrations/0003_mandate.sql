-- Mandates between persons: part of the login directory, because both sides are (rule R5).

CREATE TABLE mandate_move (
  from_state text NOT NULL,
  event      text NOT NULL,
  to_state   text NOT NULL,
  PRIMARY KEY (from_state, event, to_state)
);
INSERT INTO mandate_move (from_state, event, to_state) VALUES
  ('NEW', 'OFFER', 'OFFERED'),
  ('OFFERED', 'ACCEPT', 'ACTIVE'),
  ('OFFERED', 'REVOKE', 'REVOKED'),
  ('ACTIVE', 'REVOKE', 'REVOKED');

CREATE TABLE mandate (
  id              uuid        PRIMARY KEY,
  kind            text        NOT NULL CHECK (kind IN ('AGENT', 'GUARDIAN', 'HELPER')),
  state           text        NOT NULL CHECK (state IN ('OFFERED', 'ACTIVE', 'REVOKED')),
  represented     text        NOT NULL CHECK ((represented = '') = (kind = 'GUARDIAN')),
  representative  text        NOT NULL CHECK (representative <> represented),
  ward_name       bytea       NOT NULL,
  ward_id_type    text        NOT NULL CHECK ((ward_id_type <> '') = (kind = 'GUARDIAN')),
  ward_id_number  bytea       NOT NULL,
  matters         text[]      NOT NULL,
  office          text        NOT NULL,
  application     text        NOT NULL,
  invitation_hash bytea       NOT NULL,
  acceptor        text        NOT NULL DEFAULT '',
  proof           text        NOT NULL DEFAULT '',
  expire_time     timestamptz NOT NULL CHECK (expire_time > create_time),
  create_time     timestamptz NOT NULL,
  CHECK (state <> 'ACTIVE' OR (representative <> '' AND acceptor <> ''))
);
CREATE INDEX mandate_given ON mandate (represented, id) WHERE represented <> '';
CREATE INDEX mandate_held ON mandate (representative, id) WHERE representative <> '';

-- Every move with who made it; the foreign key refuses one that is not in the rules.
CREATE TABLE mandate_history (
  mandate_id uuid        NOT NULL REFERENCES mandate,
  id         uuid        NOT NULL,
  from_state text        NOT NULL,
  event      text        NOT NULL,
  to_state   text        NOT NULL,
  actor      text        NOT NULL,
  event_time timestamptz NOT NULL,
  PRIMARY KEY (mandate_id, id),
  FOREIGN KEY (from_state, event, to_state) REFERENCES mandate_move
);

GRANT SELECT ON mandate_move TO onevisit_identity;
GRANT SELECT, INSERT ON mandate, mandate_history TO onevisit_identity;
GRANT UPDATE (state, representative, acceptor, proof) ON mandate TO onevisit_identity;
