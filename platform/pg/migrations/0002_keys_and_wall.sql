-- Keys of offices, wrapped by the key of the installation (platform/vault), and the wall between
-- offices around the platform's own tables. Run once in each schema, after the service's files: one
-- service had its keys before the platform.
CREATE TABLE IF NOT EXISTS data_key (
  office_id   text        NOT NULL,
  version     bigint      NOT NULL CHECK (version > 0),
  kek_id      text        NOT NULL,
  wrapped     bytea       NOT NULL,
  active_time timestamptz NOT NULL,
  create_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, version)
);

-- A transaction that has named every office ('*') is the relay, or the one that forgets old answers.
ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON outbox USING (office_id = current_setting('app.office_id', true));
CREATE POLICY every_office_sees ON outbox FOR SELECT
  USING (current_setting('app.office_id', true) = '*');
CREATE POLICY every_office_claims ON outbox FOR UPDATE
  USING (current_setting('app.office_id', true) = '*');
CREATE POLICY every_office_answers ON outbox FOR DELETE
  USING (current_setting('app.office_id', true) = '*');

ALTER TABLE request_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE request_log FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON request_log USING (office_id = current_setting('app.office_id', true));
CREATE POLICY every_office_sees ON request_log FOR SELECT
  USING (current_setting('app.office_id', true) = '*');
CREATE POLICY every_office_forgets ON request_log FOR DELETE
  USING (current_setting('app.office_id', true) = '*');
