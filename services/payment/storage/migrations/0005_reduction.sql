-- A fee that the head of the office has reduced (L34), before anybody paid it, and on which proof. What was
-- assessed stays as it is: what is owed is that less a reduction which must be on record.
INSERT INTO note_move VALUES ('CREATED', 'CREATED');

CREATE TABLE fee_reduction (
  office_id    text        NOT NULL,
  fee_note_id  uuid        NOT NULL,
  code         text        NOT NULL,
  percent      bigint      NOT NULL CHECK (percent BETWEEN 1 AND 100),
  proof        text        NOT NULL,  -- document M11
  reason       bytea       NOT NULL,
  granter      text        NOT NULL,
  discount_fen bigint      NOT NULL CHECK (discount_fen > 0),
  grant_time   timestamptz NOT NULL,
  PRIMARY KEY (office_id, fee_note_id),
  UNIQUE (office_id, fee_note_id, discount_fen),
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_note
);

ALTER TABLE fee_note ADD COLUMN discount_fen bigint;  -- NULL: none
ALTER TABLE fee_note ADD FOREIGN KEY (office_id, id, discount_fen)
  REFERENCES fee_reduction (office_id, fee_note_id, discount_fen);
ALTER TABLE fee_note ADD CHECK (refunded_office_fen <= office_fen - coalesce(discount_fen, 0));

-- What the reduction takes off a line.
CREATE TABLE fee_discount (
  office_id    text   NOT NULL,
  fee_note_id  uuid   NOT NULL,
  line_number  bigint NOT NULL,
  discount_fen bigint NOT NULL CHECK (discount_fen > 0),
  PRIMARY KEY (office_id, fee_note_id, line_number),
  FOREIGN KEY (office_id, fee_note_id, line_number) REFERENCES fee_line,
  FOREIGN KEY (office_id, fee_note_id) REFERENCES fee_reduction
);

ALTER TABLE fee_reduction ENABLE ROW LEVEL SECURITY;
ALTER TABLE fee_reduction FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON fee_reduction USING (office_id = current_setting('app.office_id', true));
ALTER TABLE fee_discount ENABLE ROW LEVEL SECURITY;
ALTER TABLE fee_discount FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON fee_discount USING (office_id = current_setting('app.office_id', true));

GRANT SELECT, INSERT ON fee_reduction, fee_discount TO onevisit_payment;
GRANT UPDATE (discount_fen) ON fee_note TO onevisit_payment;
