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

CREATE TABLE appointment.opening_change (
    office_id text NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    start_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone NOT NULL,
    reason_zh text NOT NULL,
    reason_en text NOT NULL,
    state text NOT NULL,
    author text NOT NULL,
    withdrawn_by text DEFAULT ''::text NOT NULL,
    withdraw_time timestamp with time zone,
    revision bigint NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT opening_change_check CHECK ((end_time > start_time)),
    CONSTRAINT opening_change_check1 CHECK ((((state = 'WITHDRAWN'::text) = (withdrawn_by <> ''::text)) AND ((state = 'WITHDRAWN'::text) = (withdraw_time IS NOT NULL)))),
    CONSTRAINT opening_change_kind_check CHECK ((kind = ANY (ARRAY['CLOSED'::text, 'EXTRA'::text]))),
    CONSTRAINT opening_change_reason_en_check CHECK ((reason_en <> ''::text)),
    CONSTRAINT opening_change_reason_zh_check CHECK ((reason_zh <> ''::text)),
    CONSTRAINT opening_change_state_check CHECK ((state = ANY (ARRAY['IN_FORCE'::text, 'WITHDRAWN'::text])))
);

ALTER TABLE ONLY appointment.opening_change FORCE ROW LEVEL SECURITY;

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

ALTER TABLE ONLY appointment.opening_change
    ADD CONSTRAINT opening_change_office_id_kind_tstzrange_excl EXCLUDE USING gist (office_id WITH =, kind WITH =, tstzrange(start_time, end_time) WITH &&) WHERE ((state = 'IN_FORCE'::text));

ALTER TABLE ONLY appointment.opening_change
    ADD CONSTRAINT opening_change_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY appointment.visit
    ADD CONSTRAINT visit_office_id_counter_tstzrange_excl EXCLUDE USING gist (office_id WITH =, counter WITH =, tstzrange(start_time, end_time) WITH &&) WHERE ((state = 'BOOKED'::text));

ALTER TABLE ONLY appointment.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (office_id, id);

CREATE INDEX visit_by_case ON appointment.visit USING btree (office_id, application, create_time);

CREATE UNIQUE INDEX visit_of_case ON appointment.visit USING btree (office_id, application) WHERE (state = 'BOOKED'::text);

CREATE INDEX visit_of_day ON appointment.visit USING btree (office_id, start_time);

ALTER TABLE ONLY appointment.office_cancellation
    ADD CONSTRAINT office_cancellation_office_id_visit_id_fkey FOREIGN KEY (office_id, visit_id) REFERENCES appointment.visit(office_id, id);

CREATE POLICY office ON appointment.office_cancellation USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON appointment.opening_change USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON appointment.visit USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE appointment.office_cancellation ENABLE ROW LEVEL SECURITY;

ALTER TABLE appointment.opening_change ENABLE ROW LEVEL SECURITY;

ALTER TABLE appointment.visit ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA appointment TO onevisit_appointment;

GRANT SELECT,INSERT ON TABLE appointment.office_cancellation TO onevisit_appointment;

GRANT SELECT,INSERT ON TABLE appointment.opening_change TO onevisit_appointment;

GRANT UPDATE(state) ON TABLE appointment.opening_change TO onevisit_appointment;

GRANT UPDATE(withdrawn_by) ON TABLE appointment.opening_change TO onevisit_appointment;

GRANT UPDATE(withdraw_time) ON TABLE appointment.opening_change TO onevisit_appointment;

GRANT UPDATE(revision) ON TABLE appointment.opening_change TO onevisit_appointment;

GRANT SELECT,INSERT ON TABLE appointment.visit TO onevisit_appointment;

GRANT UPDATE(state) ON TABLE appointment.visit TO onevisit_appointment;
