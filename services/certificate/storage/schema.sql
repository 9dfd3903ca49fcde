-- Generated: the sum of migrations/, with the platform's own tables.
CREATE SCHEMA certificate;

CREATE TABLE certificate.certificate (
    office_id text NOT NULL,
    id uuid NOT NULL,
    application text NOT NULL,
    matter text NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    issue_date date NOT NULL,
    holder text NOT NULL,
    holder_name bytea NOT NULL,
    zh_title text NOT NULL,
    zh_head bytea NOT NULL,
    zh_body bytea NOT NULL,
    zh_foot text NOT NULL,
    en_title text NOT NULL,
    en_number text NOT NULL,
    en_head bytea NOT NULL,
    en_body bytea NOT NULL,
    en_foot text NOT NULL,
    check_code text NOT NULL,
    digest text NOT NULL,
    status text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT certificate_kind_check CHECK ((kind = ANY (ARRAY['MAIN'::text, 'COPY_TRANS'::text]))),
    CONSTRAINT certificate_status_check CHECK ((status = ANY (ARRAY['VALID'::text, 'VOID'::text])))
);

ALTER TABLE ONLY certificate.certificate FORCE ROW LEVEL SECURITY;

CREATE TABLE certificate.data_key (
    office_id text NOT NULL,
    version bigint NOT NULL,
    kek_id text NOT NULL,
    wrapped bytea NOT NULL,
    active_time timestamp with time zone NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT data_key_version_check CHECK ((version > 0))
);

CREATE TABLE certificate.outbox (
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

ALTER TABLE ONLY certificate.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE certificate.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME certificate.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE certificate.request_log (
    office_id text NOT NULL,
    principal text NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    hash text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY certificate.request_log FORCE ROW LEVEL SECURITY;

CREATE TABLE certificate.schema_migration (
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY certificate.certificate
    ADD CONSTRAINT certificate_office_id_number_key UNIQUE (office_id, number);

ALTER TABLE ONLY certificate.certificate
    ADD CONSTRAINT certificate_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY certificate.data_key
    ADD CONSTRAINT data_key_pkey PRIMARY KEY (office_id, version);

ALTER TABLE ONLY certificate.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY certificate.request_log
    ADD CONSTRAINT request_log_pkey PRIMARY KEY (office_id, principal, request_id);

ALTER TABLE ONLY certificate.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (name);

CREATE INDEX certificate_of_case ON certificate.certificate USING btree (office_id, application, id);

CREATE INDEX outbox_due ON certificate.outbox USING btree (next_attempt_time) WHERE (refused_reason IS NULL);

CREATE INDEX outbox_order ON certificate.outbox USING btree (office_id, ordering_key, "position");

CREATE INDEX request_log_expiry ON certificate.request_log USING brin (expire_time);

ALTER TABLE certificate.certificate ENABLE ROW LEVEL SECURITY;

CREATE POLICY every_office_answers ON certificate.outbox FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_claims ON certificate.outbox FOR UPDATE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_forgets ON certificate.request_log FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON certificate.outbox FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON certificate.request_log FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY office ON certificate.certificate USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON certificate.outbox USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON certificate.request_log USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE certificate.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE certificate.request_log ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA certificate TO onevisit_certificate;

GRANT SELECT,INSERT ON TABLE certificate.certificate TO onevisit_certificate;

GRANT UPDATE(status) ON TABLE certificate.certificate TO onevisit_certificate;

GRANT SELECT,INSERT,UPDATE ON TABLE certificate.data_key TO onevisit_certificate;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE certificate.outbox TO onevisit_certificate;

GRANT SELECT,INSERT,DELETE ON TABLE certificate.request_log TO onevisit_certificate;

GRANT SELECT ON TABLE certificate.schema_migration TO onevisit_certificate;
