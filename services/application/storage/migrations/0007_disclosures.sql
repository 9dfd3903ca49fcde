-- Searches by the number of an identity document, recorded beside the reveals: who, when, what for and
-- how many cases were shown. Of the number only the keyed index by which it was looked up.
CREATE TABLE number_search (
  office_id    text        NOT NULL,
  id           uuid        NOT NULL,
  viewer       text        NOT NULL,
  purpose      text        NOT NULL,
  number_index bytea       NOT NULL CHECK (octet_length(number_index) = 16),
  found        bigint      NOT NULL CHECK (found >= 0),
  search_time  timestamptz NOT NULL,
  PRIMARY KEY (office_id, id)
);

-- How often somebody has searched in the hour of the last search. In the database, so that neither a
-- restart nor a second process begins anew.
CREATE TABLE search_quota (
  office_id text        NOT NULL,
  viewer    text        NOT NULL,
  hour      timestamptz NOT NULL,
  used      bigint      NOT NULL CHECK (used > 0),
  PRIMARY KEY (office_id, viewer)
);

-- Who read a certificate or a notice is recorded as who revealed a form: of a case, by somebody, for a
-- purpose.
ALTER TABLE reveal ADD COLUMN kind text NOT NULL DEFAULT 'REVEAL'
  CHECK (kind IN ('REVEAL', 'READING'));
ALTER TABLE reveal ADD COLUMN document text NOT NULL DEFAULT ''
  CHECK ((document <> '') = (kind = 'READING'));

-- Both records are read as one, the newest first.
CREATE INDEX reveal_newest ON reveal (office_id, id);

ALTER TABLE number_search ENABLE ROW LEVEL SECURITY;
ALTER TABLE number_search FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON number_search USING (office_id = current_setting('app.office_id', true));
ALTER TABLE search_quota ENABLE ROW LEVEL SECURITY;
ALTER TABLE search_quota FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON search_quota USING (office_id = current_setting('app.office_id', true));

GRANT SELECT, INSERT ON number_search TO onevisit_application;
GRANT SELECT, INSERT, UPDATE (hour, used) ON search_quota TO onevisit_application;
