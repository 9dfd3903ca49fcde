-- Generated: the sum of migrations/, the tables that every service's schema has.
CREATE SCHEMA platform;

CREATE TABLE platform.data_key (
    office_id text NOT NULL,
    version bigint NOT NULL,
    kek_id text NOT NULL,
    wrapped bytea NOT NULL,
    active_time timestamp with time zone NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT data_key_version_check CHECK ((version > 0))
);

CREATE TABLE platform.outbox (
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

ALTER TABLE ONLY platform.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE platform.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME platform.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE platform.request_log (
    office_id text NOT NULL,
    principal text NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    hash text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY platform.request_log FORCE ROW LEVEL SECURITY;

CREATE TABLE platform.schema_migration (
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY platform.data_key
    ADD CONSTRAINT data_key_pkey PRIMARY KEY (office_id, version);

ALTER TABLE ONLY platform.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY platform.request_log
    ADD CONSTRAINT request_log_pkey PRIMARY KEY (office_id, principal, request_id);

ALTER TABLE ONLY platform.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (name);

CREATE INDEX outbox_due ON platform.outbox USING btree (next_attempt_time) WHERE (refused_reason IS NULL);

CREATE INDEX outbox_order ON platform.outbox USING btree (office_id, ordering_key, "position");

CREATE INDEX request_log_expiry ON platform.request_log USING brin (expire_time);

CREATE POLICY every_office_answers ON platform.outbox FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_claims ON platform.outbox FOR UPDATE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_forgets ON platform.request_log FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON platform.outbox FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON platform.request_log FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY office ON platform.outbox USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON platform.request_log USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE platform.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE platform.request_log ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA platform TO onevisit_platform;

GRANT SELECT,INSERT,UPDATE ON TABLE platform.data_key TO onevisit_platform;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE platform.outbox TO onevisit_platform;

GRANT SELECT,INSERT,DELETE ON TABLE platform.request_log TO onevisit_platform;

GRANT SELECT ON TABLE platform.schema_migration TO onevisit_platform;
