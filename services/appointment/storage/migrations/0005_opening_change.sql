-- What an office changes of its opening hours for a time. Two of one kind that are in force never
-- overlap, whatever the code does.
CREATE TABLE opening_change (
  office_id     text        NOT NULL,
  id            uuid        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('CLOSED', 'EXTRA')),
  start_time    timestamptz NOT NULL,
  end_time      timestamptz NOT NULL CHECK (end_time > start_time),
  reason_zh     text        NOT NULL CHECK (reason_zh <> ''),
  reason_en     text        NOT NULL CHECK (reason_en <> ''),
  state         text        NOT NULL CHECK (state IN ('IN_FORCE', 'WITHDRAWN')),
  author        text        NOT NULL,
  withdrawn_by  text        NOT NULL DEFAULT '',
  withdraw_time timestamptz,
  revision      bigint      NOT NULL,
  create_time   timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  CHECK ((state = 'WITHDRAWN') = (withdrawn_by <> '') AND (state = 'WITHDRAWN') = (withdraw_time IS NOT NULL)),
  EXCLUDE USING gist (office_id WITH =, kind WITH =,
                      tstzrange(start_time, end_time) WITH &&) WHERE (state = 'IN_FORCE')
);

GRANT SELECT, INSERT ON opening_change TO onevisit_appointment;
GRANT UPDATE (state, withdrawn_by, withdraw_time, revision) ON opening_change TO onevisit_appointment;

ALTER TABLE opening_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening_change FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON opening_change USING (office_id = current_setting('app.office_id', true));
