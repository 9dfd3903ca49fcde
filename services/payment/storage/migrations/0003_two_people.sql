-- What one person proposes about money and another decides (domain.md 3.3): refunds that no rule makes by
-- itself, how money went back outside the provider, what became of a report our books could not explain.

-- A refund the provider cannot bring back is resolved by two people; until the second has looked it waits.
-- Turned down, it is with the provider again, which is asked what it knows.
INSERT INTO refund_move VALUES
  ('ABNORMAL', 'RESOLVING'), ('RESOLVING', 'DONE'), ('RESOLVING', 'SENT');

ALTER TABLE refund ADD COLUMN way text NOT NULL DEFAULT 'CHANNEL'
  CHECK (way IN ('CHANNEL', 'BANK_TRANSFER', 'PROVIDER_SITE'));
ALTER TABLE refund ADD COLUMN revision bigint NOT NULL DEFAULT 1;
ALTER TABLE refund ADD CHECK (way = 'CHANNEL' OR state = 'DONE');
-- One proposal at a time: what it may ask for depends on what else goes back.
CREATE UNIQUE INDEX refund_proposed ON refund (office_id, fee_note_id) WHERE state = 'PROPOSED';
CREATE INDEX refund_waits ON refund (office_id, id)
  WHERE state IN ('PROPOSED', 'ABNORMAL', 'RESOLVING');

CREATE TABLE proposal (
  office_id    text        NOT NULL,
  id           uuid        NOT NULL,
  refund_id    uuid,
  report_id    uuid,
  proposer     text        NOT NULL,
  reason       bytea       NOT NULL,
  way          text        NOT NULL CHECK (way IN ('CHANNEL', 'BANK_TRANSFER', 'PROVIDER_SITE', 'NONE')),
  reference    bytea       NOT NULL,
  propose_time timestamptz NOT NULL,
  verdict      text        NOT NULL CHECK (verdict IN ('OPEN', 'APPROVED', 'REJECTED', 'OVERTAKEN')),
  decider      text,
  note         bytea       NOT NULL,
  decide_time  timestamptz,
  PRIMARY KEY (office_id, id),
  FOREIGN KEY (office_id, refund_id) REFERENCES refund,
  FOREIGN KEY (office_id, report_id) REFERENCES quarantine,
  CHECK (num_nonnulls(refund_id, report_id) = 1),
  CHECK (decider <> proposer),  -- four eyes
  CHECK ((verdict IN ('APPROVED', 'REJECTED')) = (decider IS NOT NULL)),
  CHECK ((verdict = 'OPEN') = (decide_time IS NULL))
);
CREATE UNIQUE INDEX proposal_of_refund ON proposal (office_id, refund_id) WHERE verdict = 'OPEN';
-- A report is settled once.
CREATE UNIQUE INDEX proposal_of_report ON proposal (office_id, report_id)
  WHERE verdict IN ('OPEN', 'APPROVED');
CREATE INDEX proposal_by_refund ON proposal (office_id, refund_id);
CREATE INDEX proposal_by_report ON proposal (office_id, report_id);

ALTER TABLE proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON proposal USING (office_id = current_setting('app.office_id', true));

-- The books know the office's bank account.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_accounts_check;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_accounts_check
  CHECK (accounts <@ ARRAY['RECEIVABLE', 'CHANNEL', 'OFFICE_FEE', 'THIRD_PARTY', 'WAIVED',
                           'REFUND_PAYABLE', 'SUSPENSE', 'BANK']);

GRANT SELECT, INSERT ON proposal TO onevisit_payment;
-- What was proposed stays as it was; it is decided once.
GRANT UPDATE (verdict, decider, note, decide_time) ON proposal TO onevisit_payment;
GRANT UPDATE (way, revision) ON refund TO onevisit_payment;
