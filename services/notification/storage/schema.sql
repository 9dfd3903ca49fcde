-- Generated: the sum of migrations/, with the platform's own tables.
CREATE SCHEMA notification;

CREATE TABLE notification.data_key (
    office_id text NOT NULL,
    version bigint NOT NULL,
    kek_id text NOT NULL,
    wrapped bytea NOT NULL,
    active_time timestamp with time zone NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT data_key_version_check CHECK ((version > 0))
);

CREATE TABLE notification.notice (
    office_id text NOT NULL,
    id uuid NOT NULL,
    code text NOT NULL,
    number text NOT NULL,
    application text NOT NULL,
    addressee text NOT NULL,
    mobile bytea NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    text_zh bytea NOT NULL,
    text_en bytea NOT NULL,
    legal_basis text NOT NULL,
    message_state text NOT NULL,
    message_attempts bigint DEFAULT 0 NOT NULL,
    next_attempt_time timestamp with time zone,
    create_time timestamp with time zone NOT NULL,
    read_time timestamp with time zone,
    CONSTRAINT notice_check CHECK (((message_state = 'QUEUED'::text) = (next_attempt_time IS NOT NULL))),
    CONSTRAINT notice_message_state_check CHECK ((message_state = ANY (ARRAY['NONE'::text, 'QUEUED'::text, 'SENT'::text, 'FAILED'::text])))
);

ALTER TABLE ONLY notification.notice FORCE ROW LEVEL SECURITY;

CREATE TABLE notification.notice_series (
    office_id text NOT NULL,
    code text NOT NULL,
    year bigint NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT notice_series_last_check CHECK ((last > 0))
);

ALTER TABLE ONLY notification.notice_series FORCE ROW LEVEL SECURITY;

CREATE TABLE notification.outbox (
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

ALTER TABLE ONLY notification.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE notification.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME notification.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE notification.request_log (
    office_id text NOT NULL,
    principal text NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    hash text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY notification.request_log FORCE ROW LEVEL SECURITY;

CREATE TABLE notification.schema_migration (
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY notification.data_key
    ADD CONSTRAINT data_key_pkey PRIMARY KEY (office_id, version);

ALTER TABLE ONLY notification.notice
    ADD CONSTRAINT notice_office_id_number_key UNIQUE (office_id, number);

ALTER TABLE ONLY notification.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY notification.notice_series
    ADD CONSTRAINT notice_series_pkey PRIMARY KEY (office_id, code, year);

ALTER TABLE ONLY notification.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY notification.request_log
    ADD CONSTRAINT request_log_pkey PRIMARY KEY (office_id, principal, request_id);

ALTER TABLE ONLY notification.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (name);

CREATE INDEX notice_of_case ON notification.notice USING btree (office_id, application, id);

CREATE INDEX notice_queue ON notification.notice USING btree (next_attempt_time) WHERE (message_state = 'QUEUED'::text);

CREATE INDEX outbox_due ON notification.outbox USING btree (next_attempt_time) WHERE (refused_reason IS NULL);

CREATE INDEX outbox_order ON notification.outbox USING btree (office_id, ordering_key, "position");

CREATE INDEX request_log_expiry ON notification.request_log USING brin (expire_time);

CREATE POLICY every_office ON notification.notice FOR SELECT USING (((current_setting('app.office_id'::text, true) = '*'::text) AND (message_state = 'QUEUED'::text)));

CREATE POLICY every_office_answers ON notification.outbox FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_claims ON notification.outbox FOR UPDATE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_forgets ON notification.request_log FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON notification.outbox FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON notification.request_log FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

ALTER TABLE notification.notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE notification.notice_series ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON notification.notice USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON notification.notice_series USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON notification.outbox USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON notification.request_log USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE notification.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE notification.request_log ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA notification TO onevisit_notification;

GRANT SELECT,INSERT,UPDATE ON TABLE notification.data_key TO onevisit_notification;

GRANT SELECT,INSERT ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(message_state) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(message_attempts) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(next_attempt_time) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(read_time) ON TABLE notification.notice TO onevisit_notification;

GRANT SELECT,INSERT,UPDATE ON TABLE notification.notice_series TO onevisit_notification;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notification.outbox TO onevisit_notification;

GRANT SELECT,INSERT,DELETE ON TABLE notification.request_log TO onevisit_notification;

GRANT SELECT ON TABLE notification.schema_migration TO onevisit_notification;
