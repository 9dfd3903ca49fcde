-- Generated: the sum of migrations/, with the platform's own tables.
CREATE SCHEMA document;

CREATE TABLE document.data_key (
    office_id text NOT NULL,
    version bigint NOT NULL,
    kek_id text NOT NULL,
    wrapped bytea NOT NULL,
    active_time timestamp with time zone NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT data_key_version_check CHECK ((version > 0))
);

CREATE TABLE document.document (
    office_id text NOT NULL,
    id uuid NOT NULL,
    owner text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 text NOT NULL,
    received_bytes bigint NOT NULL,
    state text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    content_removed boolean DEFAULT false NOT NULL,
    CONSTRAINT document_check CHECK (((received_bytes >= 0) AND (received_bytes <= size_bytes))),
    CONSTRAINT document_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT document_size_bytes_check CHECK (((size_bytes >= 1) AND (size_bytes <= 20971520))),
    CONSTRAINT document_state_check CHECK ((state = ANY (ARRAY['UPLOADING'::text, 'READY'::text, 'DELETED'::text]))),
    CONSTRAINT document_whole CHECK (((state <> 'READY'::text) OR (received_bytes = size_bytes)))
);

ALTER TABLE ONLY document.document FORCE ROW LEVEL SECURITY;

CREATE TABLE document.document_view (
    office_id text NOT NULL,
    document_id uuid NOT NULL,
    id uuid NOT NULL,
    viewer text NOT NULL,
    purpose text NOT NULL,
    view_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY document.document_view FORCE ROW LEVEL SECURITY;

CREATE TABLE document.outbox (
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

ALTER TABLE ONLY document.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE document.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME document.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE document.request_log (
    office_id text NOT NULL,
    principal text NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    hash text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY document.request_log FORCE ROW LEVEL SECURITY;

CREATE TABLE document.schema_migration (
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY document.data_key
    ADD CONSTRAINT data_key_pkey PRIMARY KEY (office_id, version);

ALTER TABLE ONLY document.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY document.document_view
    ADD CONSTRAINT document_view_pkey PRIMARY KEY (office_id, document_id, id);

ALTER TABLE ONLY document.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY document.request_log
    ADD CONSTRAINT request_log_pkey PRIMARY KEY (office_id, principal, request_id);

ALTER TABLE ONLY document.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (name);

CREATE INDEX document_of_content ON document.document USING btree (sha256) WHERE (state <> 'DELETED'::text);

CREATE INDEX document_to_sweep ON document.document USING btree (office_id, id) WHERE ((state = 'DELETED'::text) AND (NOT content_removed));

CREATE INDEX document_unfinished ON document.document USING btree (create_time) WHERE (state = 'UPLOADING'::text);

CREATE INDEX outbox_due ON document.outbox USING btree (next_attempt_time) WHERE (refused_reason IS NULL);

CREATE INDEX outbox_order ON document.outbox USING btree (office_id, ordering_key, "position");

CREATE INDEX request_log_expiry ON document.request_log USING brin (expire_time);

ALTER TABLE ONLY document.document_view
    ADD CONSTRAINT document_view_office_id_document_id_fkey FOREIGN KEY (office_id, document_id) REFERENCES document.document(office_id, id);

ALTER TABLE document.document ENABLE ROW LEVEL SECURITY;

ALTER TABLE document.document_view ENABLE ROW LEVEL SECURITY;

CREATE POLICY every_office ON document.document FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_answers ON document.outbox FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_claims ON document.outbox FOR UPDATE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_forgets ON document.request_log FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON document.outbox FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON document.request_log FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY office ON document.document USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON document.document_view USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON document.outbox USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON document.request_log USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE document.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE document.request_log ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA document TO onevisit_document;

GRANT SELECT,INSERT,UPDATE ON TABLE document.data_key TO onevisit_document;

GRANT SELECT,INSERT ON TABLE document.document TO onevisit_document;

GRANT UPDATE(received_bytes) ON TABLE document.document TO onevisit_document;

GRANT UPDATE(state) ON TABLE document.document TO onevisit_document;

GRANT UPDATE(content_removed) ON TABLE document.document TO onevisit_document;

GRANT SELECT,INSERT ON TABLE document.document_view TO onevisit_document;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE document.outbox TO onevisit_document;

GRANT SELECT,INSERT,DELETE ON TABLE document.request_log TO onevisit_document;

GRANT SELECT ON TABLE document.schema_migration TO onevisit_document;
