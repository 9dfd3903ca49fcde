-- Fee notes, the attempts to pay them, refunds, and the books in double entry. office_id leads every
-- key: it is the shard. Nothing in the books is ever changed.

-- The legal moves of domain/states.h: a row remembers the state it came from, and the foreign key
-- refuses a move that is not listed.
CREATE TABLE note_move   (from_state text, to_state text, PRIMARY KEY (from_state, to_state));
CREATE TABLE order_move  (from_state text, to_state text, PRIMARY KEY (from_state, to_state));
CREATE TABLE refund_move (from_state text, to_state text, PRIMARY KEY (from_state, to_state));
INSERT INTO note_move VALUES
  ('NEW', 'CREATED'), ('CREATED', 'PENDING'), ('CREATED', 'PAID'), ('CREATED', 'WAIVED'),
  ('CREATED', 'CLOSED'), ('PENDING', 'CREATED'), ('PENDING', 'PAID'), ('PENDING', 'CLOSED'),
  ('PAID', 'PART_REFUNDED'), ('PAID', 'REFUNDED'), ('PART_REFUNDED', 'PART_REFUNDED'),
  ('PART_REFUNDED', 'REFUNDED'), ('CLOSED', 'PAID');
INSERT INTO order_move VALUES
  ('NEW', 'CREATED'), ('CREATED', 'PENDING'), ('CREATED', 'PAID'), ('CREATED', 'CLOSED'),
  ('PENDING', 'PAID'), ('PENDING', 'CLOSED'), ('CLOSED', 'PAID');
INSERT INTO refund_move VALUES
  ('NEW', 'PROPOSED'), ('NEW', 'APPROVED'), ('PROPOSED', 'APPROVED'), ('PROPOSED', 'REJECTED'),
  ('APPROVED', 'SENT'), ('APPROVED', 'DONE'), ('APPROVED', 'ABNORMAL'), ('SENT', 'DONE'),
  ('SENT', 'ABNORMAL'), ('ABNORMAL', 'DONE');

CREATE TABLE fee_note (
  office_id                text        NOT NULL,
  id                       uuid        NOT NULL,
  application              text        NOT NULL,
  payer                    text        NOT NULL,
  office_fen               bigint      NOT NULL CHECK (office_fen >= 0),
  third_party_fen          bigint      NOT NULL CHECK (third_party_fen >= 0),
  from_state               text        NOT NULL,
  state                    text        NOT NULL,
  paid_order_id            uuid,
  refunded_office_fen      bigint      NOT NULL,
  refunded_third_party_fen bigint      NOT NULL,
  create_time              timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, application),
  FOREIGN KEY (from_state, state) REFERENCES note_move,
  CHECK (refunded_office_fen BETWEEN 0 AND office_fen),
  CHECK (refunded_third_party_fen BETWEEN 0 AND third_party_fen),
  CHECK ((state IN ('PAID', 'PART_REFUNDED', 'REFUNDED')) = (paid_order_id IS NOT NULL))
);

CREATE TABLE fee_line (
  office_id    text   NOT NULL,
  fee_note_id  uuid   NOT NULL,
  line_number  bigint NOT NULL,
  code         text   NOT NULL,
  name_zh      text   NOT NULL,
  name_en      text   NOT NULL,
  basis        text   NOT NULL CHECK (basis IN ('GOVERNMENT', 'MARKET', 'THIRD_PARTY')),
  unit_fen     bigint NOT NULL,
  quantity     bigint NOT NULL,
  discount_fen bigint NOT NULL,
  subtotal_fen bigint NOT NULL CHECK (subtotal_fen = unit_fen * quantity - discount_fen),
  PRIMARY KEY (office_id, fee_note_id, line_number),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note
);

CREATE TABLE payment_order (
  office_id      text        NOT NULL,
  id             uuid        NOT NULL,
  fee_note_id    uuid        NOT NULL,
  number         text        NOT NULL,
  merchant       text        NOT NULL,
  total_fen      bigint      NOT NULL CHECK (total_fen > 0),
  from_state     text        NOT NULL,
  state          text        NOT NULL,
  code_url       text        NOT NULL,
  transaction_id text        NOT NULL,  -- the provider's number
  create_time    timestamptz NOT NULL,
  expire_time    timestamptz NOT NULL,
  next_poll_time timestamptz,           -- NULL: nothing left to ask the provider
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, number),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note,
  FOREIGN KEY (from_state, state) REFERENCES order_move
);
-- One QR code at a time: two payers of one note cannot be shown two.
CREATE UNIQUE INDEX payment_order_open ON payment_order (office_id, fee_note_id)
  WHERE state IN ('CREATED', 'PENDING');
CREATE INDEX payment_order_poll ON payment_order (next_poll_time) WHERE next_poll_time IS NOT NULL;

CREATE TABLE refund (
  office_id         text        NOT NULL,
  id                uuid        NOT NULL,
  fee_note_id       uuid        NOT NULL,
  order_id          uuid        NOT NULL,
  number            text        NOT NULL,
  cause             text        NOT NULL,
  unexplained       boolean     NOT NULL,  -- money that paid nothing: the note is not touched
  office_fen        bigint      NOT NULL CHECK (office_fen >= 0),
  third_party_fen   bigint      NOT NULL CHECK (third_party_fen >= 0),
  from_state        text        NOT NULL,
  state             text        NOT NULL,
  attempts          bigint      NOT NULL,
  next_attempt_time timestamptz,
  create_time       timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, number),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note,
  FOREIGN KEY (office_id, order_id) REFERENCES payment_order,
  FOREIGN KEY (from_state, state) REFERENCES refund_move,
  CHECK (office_fen + third_party_fen > 0),
  CHECK ((state IN ('APPROVED', 'SENT')) = (next_attempt_time IS NOT NULL))
);
-- Money that paid nothing goes back once.
CREATE UNIQUE INDEX refund_unexplained ON refund (office_id, order_id) WHERE unexplained;
CREATE INDEX refund_of_note ON refund (office_id, fee_note_id);
CREATE INDEX refund_due ON refund (next_attempt_time) WHERE next_attempt_time IS NOT NULL;

CREATE FUNCTION sum_fen(fen bigint[]) RETURNS numeric IMMUTABLE STRICT LANGUAGE sql
  AS 'SELECT sum(f) FROM unnest(fen) AS f';

-- One fact about money. `source` is the note, order, refund or quarantined notice that it is about:
-- the key makes booking a fact twice impossible.
CREATE TABLE ledger_entry (
  office_id  text        NOT NULL,
  source     uuid        NOT NULL,
  fact       text        NOT NULL,
  accounts   text[]      NOT NULL CHECK (accounts <@ ARRAY['RECEIVABLE', 'CHANNEL', 'OFFICE_FEE',
                           'THIRD_PARTY', 'WAIVED', 'REFUND_PAYABLE', 'SUSPENSE']),
  debits_fen bigint[]    NOT NULL,
  entry_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, source, fact),
  CHECK (cardinality(accounts) >= 2 AND cardinality(accounts) = cardinality(debits_fen)),
  CHECK (array_position(debits_fen, NULL) IS NULL AND sum_fen(debits_fen) = 0)
);
CREATE VIEW posting AS
  SELECT office_id, source, fact, p.account, p.debit_fen, entry_time
  FROM ledger_entry, unnest(accounts, debits_fen) AS p (account, debit_fen);

-- What the provider reported and our books cannot explain: a person looks.
CREATE TABLE quarantine (
  office_id      text        NOT NULL,
  id             uuid        NOT NULL,
  reason         text        NOT NULL,
  merchant       text        NOT NULL,
  number         text        NOT NULL,  -- of the order or refund
  transaction_id text        NOT NULL,
  total_fen      bigint      NOT NULL,
  currency       text        NOT NULL,
  create_time    timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, number, transaction_id, reason)
);

GRANT SELECT ON note_move, order_move, refund_move, posting TO onevisit_payment;
GRANT SELECT, INSERT ON fee_note, fee_line, payment_order, refund, ledger_entry, quarantine
  TO onevisit_payment;
-- Amounts, numbers and parties are fixed once they are written.
GRANT UPDATE (from_state, state, paid_order_id, refunded_office_fen, refunded_third_party_fen)
  ON fee_note TO onevisit_payment;
GRANT UPDATE (from_state, state, code_url, transaction_id, next_poll_time) ON payment_order
  TO onevisit_payment;
GRANT UPDATE (from_state, state, attempts, next_attempt_time) ON refund TO onevisit_payment;
