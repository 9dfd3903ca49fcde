-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA notification;

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
    service text DEFAULT 'ELECTRONIC'::text NOT NULL,
    paper_way text DEFAULT 'PAPER_WAY_UNSPECIFIED'::text NOT NULL,
    serve_date date,
    served_by text DEFAULT ''::text NOT NULL,
    mail_number text DEFAULT ''::text NOT NULL,
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

ALTER TABLE ONLY notification.notice
    ADD CONSTRAINT notice_office_id_number_key UNIQUE (office_id, number);

ALTER TABLE notification.notice
    ADD CONSTRAINT notice_paper_way CHECK (
CASE paper_way
    WHEN 'PAPER_WAY_UNSPECIFIED'::text THEN ((serve_date IS NULL) AND (served_by = ''::text) AND (mail_number = ''::text))
    WHEN 'HANDED_OVER'::text THEN ((serve_date IS NOT NULL) AND (served_by <> ''::text) AND (mail_number = ''::text))
    WHEN 'REGISTERED_MAIL'::text THEN ((serve_date IS NOT NULL) AND (served_by <> ''::text) AND (mail_number <> ''::text))
    ELSE false
END) NOT VALID;

ALTER TABLE ONLY notification.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY notification.notice_series
    ADD CONSTRAINT notice_series_pkey PRIMARY KEY (office_id, code, year);

ALTER TABLE notification.notice
    ADD CONSTRAINT notice_service CHECK (((service = 'PAPER'::text) OR ((service = 'ELECTRONIC'::text) AND (serve_date IS NULL)))) NOT VALID;

CREATE INDEX notice_of_case ON notification.notice USING btree (office_id, application, id);

CREATE INDEX notice_queue ON notification.notice USING btree (next_attempt_time) WHERE (message_state = 'QUEUED'::text);

CREATE INDEX notice_unserved ON notification.notice USING btree (office_id, id) WHERE ((service = 'PAPER'::text) AND (serve_date IS NULL));

CREATE POLICY every_office ON notification.notice FOR SELECT USING (((current_setting('app.office_id'::text, true) = '*'::text) AND (message_state = 'QUEUED'::text)));

ALTER TABLE notification.notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE notification.notice_series ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON notification.notice USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON notification.notice_series USING ((office_id = current_setting('app.office_id'::text, true)));

GRANT USAGE ON SCHEMA notification TO onevisit_notification;

GRANT SELECT,INSERT ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(message_state) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(message_attempts) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(next_attempt_time) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(read_time) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(paper_way) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(serve_date) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(served_by) ON TABLE notification.notice TO onevisit_notification;

GRANT UPDATE(mail_number) ON TABLE notification.notice TO onevisit_notification;

GRANT SELECT,INSERT,UPDATE ON TABLE notification.notice_series TO onevisit_notification;
