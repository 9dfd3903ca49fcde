-- The case, its history and everything that hangs on it. office_id leads every key: it is the shard.

CREATE TABLE transition_rule (
  from_state text NOT NULL,
  event      text NOT NULL,
  to_state   text NOT NULL,
  PRIMARY KEY (from_state, event, to_state)
);
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('NEW', 'START', 'DRAFT'),
  ('ACCEPTED', 'ASSIGN', 'REVIEWING'),
  ('ACCEPTED', 'PAUSE_FORCE', 'ACCEPTED'),
  ('ACCEPTED', 'PROPOSE_TERMINATION', 'TERMINATION_PENDING'),
  ('ACCEPTED', 'RECORD_IDENTITY', 'ACCEPTED'),
  ('ACCEPTED', 'REFUSE_PAYMENT', 'REFUSAL_PENDING'),
  ('ACCEPTED', 'RESUME_FORCE', 'ACCEPTED'),
  ('ACCEPTED', 'WITHDRAW', 'TERMINATION_PENDING'),
  ('DELIVERED', 'ARCHIVE', 'ARCHIVED'),
  ('DRAFT', 'CANCEL', 'CANCELLED'),
  ('DRAFT', 'SUBMIT', 'SUBMITTED'),
  ('DRAFT', 'UPDATE', 'DRAFT'),
  ('INCIDENT', 'RECEIVED', 'DELIVERED'),
  ('INCIDENT', 'REPRODUCE', 'PRODUCING'),
  ('IN_TRANSIT', 'DELIVERED', 'DELIVERED'),
  ('IN_TRANSIT', 'LOST', 'INCIDENT'),
  ('IN_TRANSIT', 'RETURNED', 'READY'),
  ('IN_TRANSIT', 'SIGNED_BY_OTHER', 'INCIDENT'),
  ('ISSUED', 'PRODUCE', 'PRODUCING'),
  ('PENDING_APPROVAL', 'APPROVE', 'ISSUED'),
  ('PENDING_APPROVAL', 'DISCUSS', 'PENDING_APPROVAL'),
  ('PENDING_APPROVAL', 'RETURN', 'REVIEWING'),
  ('PENDING_APPROVAL', 'WITHDRAW', 'TERMINATION_PENDING'),
  ('PRE_CHECK', 'ACCEPT', 'ACCEPTED'),
  ('PRE_CHECK', 'CANCEL', 'CANCELLED'),
  ('PRE_CHECK', 'DECLINE', 'NOT_ACCEPTED'),
  ('PRE_CHECK', 'REQUEST_COMPLETION', 'PRE_SUPPLEMENT'),
  ('PRE_SUPPLEMENT', 'CANCEL', 'CANCELLED'),
  ('PRE_SUPPLEMENT', 'LAPSE', 'LAPSED'),
  ('PRE_SUPPLEMENT', 'RESUBMIT', 'PRE_CHECK'),
  ('PRE_SUPPLEMENT', 'UPDATE', 'PRE_SUPPLEMENT'),
  ('PRODUCING', 'PASS_QUALITY', 'READY'),
  ('READY', 'DISPATCH', 'IN_TRANSIT'),
  ('READY', 'HAND_OVER', 'DELIVERED'),
  ('READY', 'WITHHOLD', 'WITHHELD'),
  ('REFUSAL_PENDING', 'APPROVE_REFUSAL', 'REFUSED'),
  ('REFUSAL_PENDING', 'SEND_BACK', 'REVIEWING'),
  ('REFUSED', 'ARCHIVE', 'ARCHIVED'),
  ('REVIEWING', 'AGENCY_ANSWERED', 'REVIEWING'),
  ('REVIEWING', 'ASK_AGENCY', 'REVIEWING'),
  ('REVIEWING', 'HOLD_FOR_AGENCY', 'VERIFY_WAIT'),
  ('REVIEWING', 'PAUSE_FORCE', 'REVIEWING'),
  ('REVIEWING', 'PROPOSE_REFUSAL', 'REFUSAL_PENDING'),
  ('REVIEWING', 'PROPOSE_TERMINATION', 'TERMINATION_PENDING'),
  ('REVIEWING', 'REASSIGN', 'REVIEWING'),
  ('REVIEWING', 'RECORD_IDENTITY', 'REVIEWING'),
  ('REVIEWING', 'RECORD_VISIT', 'REVIEWING'),
  ('REVIEWING', 'REFUSE_PAYMENT', 'REFUSAL_PENDING'),
  ('REVIEWING', 'REQUEST_SUPPLEMENT', 'SUPPLEMENT_WAIT'),
  ('REVIEWING', 'RESOLVE_ANSWER', 'REVIEWING'),
  ('REVIEWING', 'RESUME_FORCE', 'REVIEWING'),
  ('REVIEWING', 'SIGN_NOTICE', 'REVIEWING'),
  ('REVIEWING', 'SUBMIT_DRAFT', 'PENDING_APPROVAL'),
  ('REVIEWING', 'WITHDRAW', 'TERMINATION_PENDING'),
  ('SUBMITTED', 'CANCEL', 'CANCELLED'),
  ('SUBMITTED', 'TAKE', 'PRE_CHECK'),
  ('SUPPLEMENT_WAIT', 'PAUSE_FORCE', 'SUPPLEMENT_WAIT'),
  ('SUPPLEMENT_WAIT', 'PROPOSE_TERMINATION', 'TERMINATION_PENDING'),
  ('SUPPLEMENT_WAIT', 'REFUSE_SUPPLEMENT', 'REFUSAL_PENDING'),
  ('SUPPLEMENT_WAIT', 'RESUME_FORCE', 'SUPPLEMENT_WAIT'),
  ('SUPPLEMENT_WAIT', 'SUPPLEMENT', 'REVIEWING'),
  ('SUPPLEMENT_WAIT', 'UPDATE', 'SUPPLEMENT_WAIT'),
  ('SUPPLEMENT_WAIT', 'WITHDRAW', 'TERMINATION_PENDING'),
  ('TERMINATED', 'ARCHIVE', 'ARCHIVED'),
  ('TERMINATION_PENDING', 'APPROVE_TERMINATION', 'TERMINATED'),
  ('TERMINATION_PENDING', 'SEND_BACK', 'REVIEWING'),
  ('VERIFY_WAIT', 'AGENCY_ANSWERED', 'REVIEWING'),
  ('VERIFY_WAIT', 'ASK_AGENCY', 'VERIFY_WAIT'),
  ('VERIFY_WAIT', 'PAUSE_FORCE', 'VERIFY_WAIT'),
  ('VERIFY_WAIT', 'PROPOSE_TERMINATION', 'TERMINATION_PENDING'),
  ('VERIFY_WAIT', 'RESUME_FORCE', 'VERIFY_WAIT'),
  ('VERIFY_WAIT', 'WITHDRAW', 'TERMINATION_PENDING');
-- Facts are recorded in any state and move nothing.
INSERT INTO transition_rule (from_state, event, to_state)
SELECT state, event, state
FROM unnest(ARRAY['DRAFT', 'SUBMITTED', 'PRE_CHECK', 'PRE_SUPPLEMENT', 'LAPSED', 'CANCELLED', 'NOT_ACCEPTED', 'ACCEPTED', 'REVIEWING', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL', 'ISSUED', 'PRODUCING', 'READY', 'IN_TRANSIT', 'INCIDENT', 'WITHHELD', 'DELIVERED', 'ARCHIVED', 'REFUSAL_PENDING', 'TERMINATION_PENDING', 'REFUSED', 'TERMINATED']) AS state,
     unnest(ARRAY['PAYMENT', 'SHIPMENT_NEWS', 'LATE_ANSWER']) AS event;

CREATE TABLE application (
  office_id            text        NOT NULL,
  id                   uuid        NOT NULL,
  applicant            text        NOT NULL,
  matter               text        NOT NULL,
  capacity             text        NOT NULL,
  visit_mode           text        NOT NULL,
  handover_mode        text        NOT NULL,
  original_lost        boolean     NOT NULL,
  commitment_signed    boolean     NOT NULL,
  state                text        NOT NULL,
  revision             bigint      NOT NULL,
  acceptance_number    text        NOT NULL,
  accept_time          timestamptz,
  due_date             date,
  due_date_provisional boolean     NOT NULL,
  taker                text        NOT NULL,
  handler              text        NOT NULL,
  handler_name         text        NOT NULL,
  approver             text        NOT NULL,
  producer             text        NOT NULL,
  payment_state        text        NOT NULL,
  fee_note             text        NOT NULL,
  fee_fen              bigint      NOT NULL CHECK (fee_fen >= 0),
  refund_fen           bigint      NOT NULL CHECK (refund_fen BETWEEN 0 AND fee_fen),
  identity_state       text        NOT NULL,
  originals_state      text        NOT NULL,
  visit_count          bigint      NOT NULL,
  completion_rounds    bigint      NOT NULL,
  notice_sign_time     timestamptz,
  ground               text        NOT NULL,
  fault                text        NOT NULL,
  shipment             text        NOT NULL,
  waybill              text        NOT NULL,
  retention            text        NOT NULL,
  create_time          timestamptz NOT NULL,
  update_time          timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  -- R40: nobody approves a case of their own. R44: what is issued has an approver.
  CHECK (approver = '' OR approver <> handler),
  CHECK (state NOT IN ('ISSUED', 'PRODUCING', 'READY', 'IN_TRANSIT', 'INCIDENT', 'WITHHELD', 'DELIVERED')
         OR approver <> ''),
  -- Invariant 1: no fee before acceptance.
  CHECK (fee_fen = 0 OR accept_time IS NOT NULL),
  -- The courier carries nothing that was never compared with its originals (invariant 7).
  CHECK (state <> 'IN_TRANSIT' OR (identity_state = 'IN_PERSON' AND originals_state = 'PASSED')),
  CHECK (NOT (visit_mode = 'AT_COLLECTION' AND handover_mode = 'COURIER'))
);
CREATE INDEX application_queue ON application (office_id, state, id);
CREATE INDEX application_mine ON application (office_id, applicant, id);

CREATE TABLE history (
  office_id      text        NOT NULL,
  application_id uuid        NOT NULL,
  revision       bigint      NOT NULL,
  from_state     text        NOT NULL,
  event          text        NOT NULL,
  to_state       text        NOT NULL,
  role           text        NOT NULL,
  actor          text        NOT NULL,
  reason         text        NOT NULL,
  note           text        NOT NULL,
  event_time     timestamptz NOT NULL,
  PRIMARY KEY (office_id, application_id, revision),
  FOREIGN KEY (office_id, application_id) REFERENCES application,
  FOREIGN KEY (from_state, event, to_state) REFERENCES transition_rule
);

CREATE TABLE form_value (
  office_id      text NOT NULL,
  application_id uuid NOT NULL,
  field          text NOT NULL,
  value          text NOT NULL,
  PRIMARY KEY (office_id, application_id, field),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);

CREATE TABLE material (
  office_id       text    NOT NULL,
  application_id  uuid    NOT NULL,
  slot            text    NOT NULL,
  document        text    NOT NULL,
  by_data_sharing boolean NOT NULL,
  PRIMARY KEY (office_id, application_id, slot),
  FOREIGN KEY (office_id, application_id) REFERENCES application,
  CHECK (by_data_sharing = (document = ''))
);

CREATE TABLE consent (
  office_id      text        NOT NULL,
  application_id uuid        NOT NULL,
  code           text        NOT NULL,
  text_hash      text        NOT NULL,
  consent_time   timestamptz NOT NULL,
  PRIMARY KEY (office_id, application_id, code),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);

-- What the applicant was asked for, as one complete list per round.
CREATE TABLE missing_item (
  office_id      text   NOT NULL,
  application_id uuid   NOT NULL,
  revision       bigint NOT NULL,
  slot           text   NOT NULL,
  note           text   NOT NULL,
  PRIMARY KEY (office_id, application_id, revision, slot),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);

-- The ledger of time that does not count (R35). One open pause of a kind at most.
CREATE TABLE pause (
  office_id      text        NOT NULL,
  application_id uuid        NOT NULL,
  start_time     timestamptz NOT NULL,
  kind           text        NOT NULL CHECK (kind IN ('SUPPLEMENT', 'VERIFY', 'FORCE_MAJEURE')),
  reason         text        NOT NULL,
  end_time       timestamptz CHECK (end_time >= start_time),
  PRIMARY KEY (office_id, application_id, kind, start_time),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);
CREATE UNIQUE INDEX pause_open ON pause (office_id, application_id, kind) WHERE end_time IS NULL;

CREATE TABLE verification (
  office_id        text        NOT NULL,
  application_id   uuid        NOT NULL,
  name             text        NOT NULL,
  fact             text        NOT NULL,
  mode             text        NOT NULL CHECK (mode IN ('VERIFY', 'DISCLOSE', 'MANUAL')),
  blocking         boolean     NOT NULL,
  supervisor       text        NOT NULL,
  stale_after_days bigint      NOT NULL,
  outcome          text        NOT NULL CHECK (outcome IN (
                     '', 'VERIFIED', 'MISMATCH', 'NOT_FOUND', 'INCONCLUSIVE', 'UNAVAILABLE', 'REJECTED')),
  reason_code      text        NOT NULL,
  reply_number     text        NOT NULL,
  ask_time         timestamptz NOT NULL,
  answer_time      timestamptz,
  data_time        timestamptz,
  duration_ms      bigint      NOT NULL,
  opinion          text        NOT NULL,
  PRIMARY KEY (office_id, application_id, name),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);

-- Gapless counters, allocated by row lock in the deciding transaction.
CREATE TABLE series (
  office_id text   NOT NULL,
  year      bigint NOT NULL,
  kind      text   NOT NULL,  -- ACCEPTANCE, CERTIFICATE
  last      bigint NOT NULL CHECK (last > 0),
  PRIMARY KEY (office_id, year, kind)
);

CREATE TABLE certificate (
  office_id      text   NOT NULL,
  year           bigint NOT NULL,
  serial         bigint NOT NULL,
  application_id uuid   NOT NULL,
  number         text   NOT NULL,
  kind           text   NOT NULL CHECK (kind IN ('MAIN', 'COPY_TRANS')),
  handler        text   NOT NULL,
  approver       text   NOT NULL,
  issue_date     date   NOT NULL,
  issue_time     timestamptz NOT NULL,
  status         text   NOT NULL CHECK (status IN ('VALID', 'VOID')),
  void_reason    text   NOT NULL,
  PRIMARY KEY (office_id, year, serial),
  UNIQUE (office_id, application_id, kind),
  FOREIGN KEY (office_id, application_id) REFERENCES application,
  CHECK (handler <> '' AND approver <> '' AND handler <> approver),
  CHECK (extract(year FROM issue_date) = year)
);

-- The register of R57: one line for each accepted case, kept for ever.
CREATE TABLE register_entry (
  office_id      text   NOT NULL,
  year           bigint NOT NULL,
  serial         bigint NOT NULL,
  application_id uuid   NOT NULL,
  matter         text   NOT NULL,
  accept_date    date   NOT NULL,
  closing        text   NOT NULL CHECK (closing IN ('', 'ISSUED', 'REFUSED', 'TERMINATED')),
  close_date     date,
  PRIMARY KEY (office_id, year, serial),
  UNIQUE (office_id, application_id),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);

-- Who looked at whose data, and why (invariant 10).
CREATE TABLE reveal (
  office_id      text        NOT NULL,
  application_id uuid        NOT NULL,
  id             uuid        NOT NULL,
  viewer         text        NOT NULL,
  purpose        text        NOT NULL,
  reveal_time    timestamptz NOT NULL,
  PRIMARY KEY (office_id, application_id, id),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);

GRANT SELECT ON transition_rule TO onevisit_application;
GRANT SELECT, INSERT, UPDATE ON application, pause, verification, series, certificate, register_entry
  TO onevisit_application;
GRANT SELECT, INSERT ON history, consent, missing_item, reveal TO onevisit_application;
GRANT SELECT, INSERT, UPDATE, DELETE ON form_value, material TO onevisit_application;
