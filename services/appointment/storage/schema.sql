-- Generated: the sum of migrations/, with the platform's own tables.
CREATE SCHEMA appointment;

CREATE TABLE appointment.data_key (
    office_id text NOT NULL,
    version bigint NOT NULL,
    kek_id text NOT NULL,
    wrapped bytea NOT NULL,
    active_time timestamp with time zone NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT data_key_version_check CHECK ((version > 0))
);

CREATE TABLE appointment.outbox (
    office_id text NOT NULL,
    id uuid NOT NULL,
    ordering_key text NOT NULL,
    "position" bigint NOT NULL,
    method text NOT NULL,
    request bytea NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_time timestamp with time zone NOT NULL,
    fence bigint DEFAULT 0 NOT NULL,
    refused_reason text,
    create_time timestamp with time zone NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.01');

ALTER TABLE ONLY appointment.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE appointment.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME appointment.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE appointment.request_log (
    office_id text NOT NULL,
    principal text NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    hash text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY appointment.request_log FORCE ROW LEVEL SECURITY;

CREATE TABLE appointment.schema_migration (
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone DEFAULT now() NOT NULL
);

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
    CONSTRAINT visit_state_check CHECK ((state = ANY (ARRAY['BOOKED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY appointment.visit FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY appointment.data_key
    ADD CONSTRAINT data_key_pkey PRIMARY KEY (office_id, version);

ALTER TABLE ONLY appointment.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY appointment.request_log
    ADD CONSTRAINT request_log_pkey PRIMARY KEY (office_id, principal, request_id);

ALTER TABLE ONLY appointment.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY appointment.visit
    ADD CONSTRAINT visit_office_id_counter_tstzrange_excl EXCLUDE USING gist (office_id WITH =, counter WITH =, tstzrange(start_time, end_time) WITH &&) WHERE ((state = 'BOOKED'::text));

ALTER TABLE ONLY appointment.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (office_id, id);

CREATE INDEX outbox_due ON appointment.outbox USING btree (next_attempt_time) WHERE (refused_reason IS NULL);

CREATE INDEX outbox_order ON appointment.outbox USING btree (office_id, ordering_key, "position");

CREATE INDEX request_log_expiry ON appointment.request_log USING brin (expire_time);

CREATE UNIQUE INDEX visit_of_case ON appointment.visit USING btree (office_id, application) WHERE (state = 'BOOKED'::text);

CREATE INDEX visit_of_day ON appointment.visit USING btree (office_id, start_time);

CREATE POLICY every_office_answers ON appointment.outbox FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_claims ON appointment.outbox FOR UPDATE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_forgets ON appointment.request_log FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON appointment.outbox FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON appointment.request_log FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY office ON appointment.outbox USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON appointment.request_log USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON appointment.visit USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE appointment.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE appointment.request_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE appointment.visit ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA appointment TO onevisit_appointment;

GRANT SELECT,INSERT,UPDATE ON TABLE appointment.data_key TO onevisit_appointment;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE appointment.outbox TO onevisit_appointment;

GRANT SELECT,INSERT,DELETE ON TABLE appointment.request_log TO onevisit_appointment;

GRANT SELECT ON TABLE appointment.schema_migration TO onevisit_appointment;

GRANT SELECT,INSERT ON TABLE appointment.visit TO onevisit_appointment;

GRANT UPDATE(state) ON TABLE appointment.visit TO onevisit_appointment;
