-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA appointment;

CREATE TABLE appointment.office_cancellation (
    office_id text NOT NULL,
    visit_id uuid NOT NULL,
    reason text NOT NULL,
    canceller text NOT NULL,
    cancel_time timestamp with time zone NOT NULL,
    CONSTRAINT office_cancellation_reason_check CHECK ((reason = ANY (ARRAY['PARTY_ASKED'::text, 'STAFF_AWAY'::text, 'DEVICE_FAILED'::text, 'OFFICE_REASON'::text, 'OFFICE_CLOSED'::text])))
);

ALTER TABLE ONLY appointment.office_cancellation FORCE ROW LEVEL SECURITY;

CREATE TABLE appointment.visit (
    office_id text NOT NULL,
    id uuid NOT NULL,
    application text NOT NULL,
    visitor text NOT NULL,
    counter integer NOT NULL,
    start_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone NOT NULL,
    state text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT visit_check CHECK ((end_time > start_time)),
    CONSTRAINT visit_counter_check CHECK ((counter > 0)),
    CONSTRAINT visit_state_check CHECK ((state = ANY (ARRAY['BOOKED'::text, 'KEPT'::text, 'MISSED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY appointment.visit FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY appointment.office_cancellation
    ADD CONSTRAINT office_cancellation_pkey PRIMARY KEY (office_id, visit_id);

ALTER TABLE ONLY appointment.visit
    ADD CONSTRAINT visit_office_id_counter_tstzrange_excl EXCLUDE USING gist (office_id WITH =, counter WITH =, tstzrange(start_time, end_time) WITH &&) WHERE ((state = 'BOOKED'::text));

ALTER TABLE ONLY appointment.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (office_id, id);

CREATE UNIQUE INDEX visit_of_case ON appointment.visit USING btree (office_id, application) WHERE (state = 'BOOKED'::text);

CREATE INDEX visit_of_day ON appointment.visit USING btree (office_id, start_time);

ALTER TABLE ONLY appointment.office_cancellation
    ADD CONSTRAINT office_cancellation_office_id_visit_id_fkey FOREIGN KEY (office_id, visit_id) REFERENCES appointment.visit(office_id, id);

CREATE POLICY office ON appointment.office_cancellation USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON appointment.visit USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE appointment.office_cancellation ENABLE ROW LEVEL SECURITY;

ALTER TABLE appointment.visit ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA appointment TO onevisit_appointment;

GRANT SELECT,INSERT ON TABLE appointment.office_cancellation TO onevisit_appointment;

GRANT SELECT,INSERT ON TABLE appointment.visit TO onevisit_appointment;

GRANT UPDATE(state) ON TABLE appointment.visit TO onevisit_appointment;
