-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA document;

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
    tells_position boolean,
    page_count integer,
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

ALTER TABLE ONLY document.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY document.document_view
    ADD CONSTRAINT document_view_pkey PRIMARY KEY (office_id, document_id, id);

CREATE INDEX document_of_content ON document.document USING btree (sha256) WHERE (state <> 'DELETED'::text);

CREATE INDEX document_of_owner ON document.document USING btree (office_id, owner, create_time);

CREATE INDEX document_to_sweep ON document.document USING btree (office_id, id) WHERE ((state = 'DELETED'::text) AND (NOT content_removed));

CREATE INDEX document_unfinished ON document.document USING btree (create_time) WHERE (state = 'UPLOADING'::text);

ALTER TABLE ONLY document.document_view
    ADD CONSTRAINT document_view_office_id_document_id_fkey FOREIGN KEY (office_id, document_id) REFERENCES document.document(office_id, id);

ALTER TABLE document.document ENABLE ROW LEVEL SECURITY;

ALTER TABLE document.document_view ENABLE ROW LEVEL SECURITY;

CREATE POLICY every_office ON document.document FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY office ON document.document USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON document.document_view USING ((office_id = current_setting('app.office_id'::text, true)));

GRANT USAGE ON SCHEMA document TO onevisit_document;

GRANT SELECT,INSERT ON TABLE document.document TO onevisit_document;

GRANT UPDATE(received_bytes) ON TABLE document.document TO onevisit_document;

GRANT UPDATE(state) ON TABLE document.document TO onevisit_document;

GRANT UPDATE(content_removed) ON TABLE document.document TO onevisit_document;

GRANT UPDATE(tells_position) ON TABLE document.document TO onevisit_document;

GRANT UPDATE(page_count) ON TABLE document.document TO onevisit_document;

GRANT SELECT,INSERT ON TABLE document.document_view TO onevisit_document;
