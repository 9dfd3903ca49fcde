-- Fee notes, attempts to pay them, refunds, and the books behind it all.

CREATE TABLE fee_note (
  office_id   text        NOT NULL,
  id          uuid        NOT NULL,
  application text        NOT NULL,
  payer       text        NOT NULL,
  state       text        NOT NULL CHECK (state IN (
                'CREATED', 'PENDING', 'PAID', 'PART_REFUNDED', 'REFUNDED', 'CLOSED', 'WAIVED')),
  office_fen      bigint  NOT NULL CHECK (office_fen >= 0),
  third_party_fen bigint  NOT NULL CHECK (third_party_fen >= 0),
  refund_fen      bigint  NOT NULL CHECK (refund_fen BETWEEN 0 AND office_fen + third_party_fen),
  create_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, application)
);

CREATE TABLE fee_item (
  office_id    text   NOT NULL,
  fee_note_id  uuid   NOT NULL,
  position     bigint NOT NULL,
  code         text   NOT NULL,
  name_zh      text   NOT NULL,
  name_en      text   NOT NULL,
  basis        text   NOT NULL CHECK (basis IN ('GOVERNMENT', 'MARKET', 'THIRD_PARTY')),
  unit_fen     bigint NOT NULL,
  quantity     bigint NOT NULL,
  discount_fen bigint NOT NULL,
  subtotal_fen bigint NOT NULL CHECK (subtotal_fen = unit_fen * quantity - discount_fen),
  PRIMARY KEY (office_id, fee_note_id, position),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note
);

CREATE TABLE payment_order (
  office_id      text        NOT NULL,
  id             uuid        NOT NULL,
  fee_note_id    uuid        NOT NULL,
  order_number   text        NOT NULL,
  total_fen      bigint      NOT NULL CHECK (total_fen > 0),
  state          text        NOT NULL CHECK (state IN ('CREATED', 'PENDING', 'PAID', 'CLOSED')),
  code_url       text        NOT NULL,
  transaction    text        NOT NULL,
  expire_time    timestamptz NOT NULL,
  next_look_time timestamptz,
  create_time    timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, order_number),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note
);
CREATE UNIQUE INDEX payment_order_open ON payment_order (office_id, fee_note_id)
  WHERE state IN ('CREATED', 'PENDING');
CREATE INDEX payment_order_due ON payment_order (next_look_time) WHERE next_look_time IS NOT NULL;

-- A decision to give money back; the worker carries it out under one number.
CREATE TABLE refund (
  office_id      text        NOT NULL,
  id             uuid        NOT NULL,
  fee_note_id    uuid        NOT NULL,
  order_number   text        NOT NULL,
  order_fen      bigint      NOT NULL,
  refund_number  text        NOT NULL,
  cause          text        NOT NULL,
  refund_fen     bigint      NOT NULL CHECK (refund_fen > 0 AND refund_fen <= order_fen),
  of_note        boolean     NOT NULL,  -- false: money that never belonged to the note
  state          text        NOT NULL CHECK (state IN ('APPROVED', 'SENT', 'DONE', 'ABNORMAL')),
  next_look_time timestamptz,
  create_time    timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, refund_number),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note
);
CREATE INDEX refund_due ON refund (next_look_time) WHERE next_look_time IS NOT NULL;

-- The books: each row is one entry with all its postings, and its sum is zero.
CREATE FUNCTION sum_of(bigint[]) RETURNS numeric LANGUAGE sql IMMUTABLE AS
  'SELECT coalesce(sum(v), 0) FROM unnest($1) AS v';
CREATE TABLE ledger_entry (
  office_id   text        NOT NULL,
  id          uuid        NOT NULL,
  fee_note_id uuid        NOT NULL,
  fact        text        NOT NULL,
  accounts    text[]      NOT NULL,
  debits_fen  bigint[]    NOT NULL,
  entry_time  timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note,
  CHECK (cardinality(accounts) = cardinality(debits_fen) AND cardinality(accounts) >= 2),
  CHECK (sum_of(debits_fen) = 0)
);

-- Money or messages that match nothing we asked for: a person must look.
CREATE TABLE quarantine (
  office_id     text        NOT NULL,
  id            uuid        NOT NULL,
  order_number  text        NOT NULL,
  reason        text        NOT NULL,
  paid_fen      bigint      NOT NULL,
  expected_fen  bigint      NOT NULL,
  receive_time  timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, order_number, reason)
);

GRANT SELECT, INSERT ON fee_note, fee_item, payment_order, refund, ledger_entry, quarantine
  TO onevisit_payment;
GRANT UPDATE (state, refund_fen) ON fee_note TO onevisit_payment;
GRANT UPDATE (state, code_url, transaction, next_look_time) ON payment_order TO onevisit_payment;
GRANT UPDATE (state, next_look_time) ON refund TO onevisit_payment;
