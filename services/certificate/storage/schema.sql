-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
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

ALTER TABLE ONLY certificate.certificate
    ADD CONSTRAINT certificate_office_id_number_key UNIQUE (office_id, number);

ALTER TABLE ONLY certificate.certificate
    ADD CONSTRAINT certificate_pkey PRIMARY KEY (office_id, id);

CREATE INDEX certificate_of_case ON certificate.certificate USING btree (office_id, application, id);

ALTER TABLE certificate.certificate ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON certificate.certificate USING ((office_id = current_setting('app.office_id'::text, true)));

GRANT USAGE ON SCHEMA certificate TO onevisit_certificate;

GRANT SELECT,INSERT ON TABLE certificate.certificate TO onevisit_certificate;

GRANT UPDATE(status) ON TABLE certificate.certificate TO onevisit_certificate;
