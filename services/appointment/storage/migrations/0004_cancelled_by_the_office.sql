-- What the office cancelled, who did so, and why: its party was told. A table of its own, since a
-- process of the version before has prepared its questions about visits as they were.
CREATE TABLE office_cancellation (
  office_id   text        NOT NULL,
  visit_id    uuid        NOT NULL,
  reason      text        NOT NULL CHECK (reason IN (
    'PARTY_ASKED', 'STAFF_AWAY', 'DEVICE_FAILED', 'OFFICE_REASON', 'OFFICE_CLOSED')),
  canceller   text        NOT NULL,
  cancel_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, visit_id),
  FOREIGN KEY (office_id, visit_id) REFERENCES visit (office_id, id)
);

GRANT SELECT, INSERT ON office_cancellation TO onevisit_appointment;

ALTER TABLE office_cancellation ENABLE ROW LEVEL SECURITY;
ALTER TABLE office_cancellation FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON office_cancellation USING (office_id = current_setting('app.office_id', true));
