-- Visits. Two at one counter at one time are impossible, whatever the code does.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE TABLE visit (
  office_id   text        NOT NULL,
  id          uuid        NOT NULL,
  application text        NOT NULL,
  visitor     text        NOT NULL,
  counter     integer     NOT NULL CHECK (counter > 0),
  start_time  timestamptz NOT NULL,
  end_time    timestamptz NOT NULL CHECK (end_time > start_time),
  state       text        NOT NULL CHECK (state IN ('BOOKED', 'CANCELLED')),
  create_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  EXCLUDE USING gist (office_id WITH =, counter WITH =,
                      tstzrange(start_time, end_time) WITH &&) WHERE (state = 'BOOKED')
);
CREATE UNIQUE INDEX visit_of_case ON visit (office_id, application) WHERE state = 'BOOKED';
CREATE INDEX visit_of_day ON visit (office_id, start_time);

GRANT SELECT, INSERT ON visit TO onevisit_appointment;
GRANT UPDATE (state) ON visit TO onevisit_appointment;
