-- Which working calendars cases were counted by, in the order in which they came: what one process has
-- counted by the next, another that still has the one before leaves as it is. Of no office, as the
-- calendar is.
CREATE TABLE calendar (
  version    text        NOT NULL PRIMARY KEY,
  adopt_time timestamptz NOT NULL
);
GRANT SELECT, INSERT ON calendar TO onevisit_application;

-- Those of before, in the order of their names, which begin with the year. An owner whom the walls hold
-- gets an error here.
SET LOCAL row_security = off;
INSERT INTO calendar (version, adopt_time)
SELECT version, now() + row_number() OVER (ORDER BY version) * interval '1 microsecond'
FROM (SELECT DISTINCT calendar_version AS version FROM application WHERE calendar_version <> '') AS known;
