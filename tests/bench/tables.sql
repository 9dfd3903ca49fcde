-- What lifecycle.sql works on.
CREATE SCHEMA bench;
CREATE TABLE bench.application (office int, id uuid, state text, revision bigint, at timestamptz, form text, PRIMARY KEY (office, id));
CREATE INDEX ON bench.application (office, state, id);
CREATE TABLE bench.event (office int, id uuid, seq bigint, event text, at timestamptz, PRIMARY KEY (office, id, seq));
CREATE TABLE bench.outbox (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, office int, id uuid, body text);
CREATE INDEX ON bench.outbox (office, id);
CREATE TABLE bench.payment (office int, id uuid, fen bigint, state text, PRIMARY KEY (office, id));
CREATE TABLE bench.ledger (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, office int, id uuid, debit text, credit text, fen bigint);
CREATE TABLE bench.series (office int PRIMARY KEY, last bigint);
INSERT INTO bench.series SELECT n, 0 FROM generate_series(1, 6) AS n;
