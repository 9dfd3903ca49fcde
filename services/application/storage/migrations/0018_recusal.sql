-- Recusal (domain.md 1.5 row 11; L23(3), R20): who asked that another notary handles a case, and what
-- the head decided, who is neither of the two.
CREATE TABLE recusal (
  office_id      text        NOT NULL,
  application_id uuid        NOT NULL,
  ask_revision   bigint      NOT NULL,  -- of the case: their order
  notary         text        NOT NULL,
  asker          text        NOT NULL,
  ground         text        NOT NULL CHECK (ground IN (
                   'SELF', 'NEAR_RELATIVE', 'INTERESTED', 'OTHER_RELATION')),
  explanation    bytea       NOT NULL,
  ask_time       timestamptz NOT NULL,
  outcome        text        NOT NULL DEFAULT 'OPEN' CHECK (outcome IN (
                   'OPEN', 'UPHELD', 'NOT_UPHELD', 'LAPSED')),
  decider        text        NOT NULL DEFAULT '',
  reason         bytea       NOT NULL DEFAULT '',
  decide_time    timestamptz CHECK (decide_time >= ask_time),
  PRIMARY KEY (office_id, application_id, ask_revision),
  FOREIGN KEY (office_id, application_id) REFERENCES application,
  CHECK ((outcome = 'OPEN') = (decide_time IS NULL)),
  CHECK ((outcome IN ('UPHELD', 'NOT_UPHELD')) = (decider <> '')),
  CHECK (decider <> notary AND decider <> asker)
);
CREATE UNIQUE INDEX recusal_open ON recusal (office_id, application_id) WHERE outcome = 'OPEN';
ALTER TABLE recusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE recusal FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON recusal USING (office_id = current_setting('app.office_id', true));
-- What was asked stays as it was written.
GRANT SELECT, INSERT ON recusal TO onevisit_application;
GRANT UPDATE (outcome, decider, reason, decide_time) ON recusal TO onevisit_application;

-- Nobody recused handles or approves the case again, and nothing is issued or ended while one asks.
ALTER TABLE application
  ADD COLUMN recusal_open boolean NOT NULL DEFAULT false,
  ADD COLUMN recused      text[]  NOT NULL DEFAULT '{}',
  ADD CONSTRAINT application_recused_check
    CHECK (handler <> ALL (recused) AND approver <> ALL (recused)),
  ADD CONSTRAINT application_recusal_open_check
    CHECK (NOT recusal_open OR state IN (
      'REVIEWING', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL', 'REFUSAL_PENDING',
      'TERMINATION_PENDING'));
GRANT UPDATE (recusal_open, recused) ON application TO onevisit_application;

INSERT INTO transition_rule (from_state, event, to_state)
SELECT state, event, state
FROM unnest(ARRAY['REVIEWING', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL']) AS state,
     unnest(ARRAY['ASK_RECUSAL', 'DENY_RECUSAL']) AS event;
-- A draft by the notary who is recused goes back.
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('REVIEWING', 'UPHOLD_RECUSAL', 'REVIEWING'),
  ('SUPPLEMENT_WAIT', 'UPHOLD_RECUSAL', 'SUPPLEMENT_WAIT'),
  ('VERIFY_WAIT', 'UPHOLD_RECUSAL', 'VERIFY_WAIT'),
  ('PENDING_APPROVAL', 'UPHOLD_RECUSAL', 'REVIEWING');
