-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA identity;

CREATE TABLE identity.account_event (
    office_id text NOT NULL,
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    event_time timestamp with time zone NOT NULL,
    specimen_from date,
    specimen_until date,
    CONSTRAINT account_event_check CHECK (((role <> ''::text) = (kind = ANY (ARRAY['ROLE_GRANTED'::text, 'ROLE_REVOKED'::text]))))
);

ALTER TABLE ONLY identity.account_event FORCE ROW LEVEL SECURITY;

CREATE TABLE identity.code_quota (
    mobile_index bytea NOT NULL,
    day date NOT NULL,
    sent bigint NOT NULL,
    next_time timestamp with time zone NOT NULL,
    CONSTRAINT code_quota_sent_check CHECK ((sent > 0))
);

CREATE TABLE identity.credential (
    office_id text NOT NULL,
    staff_id uuid NOT NULL,
    password_hash text DEFAULT ''::text NOT NULL,
    change_required boolean DEFAULT true NOT NULL,
    password_expire_time timestamp with time zone,
    totp_secret bytea DEFAULT '\x'::bytea NOT NULL,
    totp_enrolled boolean DEFAULT false NOT NULL,
    totp_last_step bigint DEFAULT 0 NOT NULL,
    failures bigint DEFAULT 0 NOT NULL,
    locked_until timestamp with time zone,
    CONSTRAINT credential_check CHECK (((NOT totp_enrolled) OR (totp_secret <> '\x'::bytea))),
    CONSTRAINT credential_failures_check CHECK ((failures >= 0))
);

ALTER TABLE ONLY identity.credential FORCE ROW LEVEL SECURITY;

CREATE TABLE identity.mandate (
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    represented text NOT NULL,
    representative text NOT NULL,
    ward_name bytea NOT NULL,
    ward_id_type text NOT NULL,
    ward_id_number bytea NOT NULL,
    matters text[] NOT NULL,
    office text NOT NULL,
    application text NOT NULL,
    invitation_hash bytea NOT NULL,
    acceptor text DEFAULT ''::text NOT NULL,
    proof text DEFAULT ''::text NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT mandate_check CHECK (((represented = ''::text) = (kind = 'GUARDIAN'::text))),
    CONSTRAINT mandate_check1 CHECK ((representative <> represented)),
    CONSTRAINT mandate_check2 CHECK (((ward_id_type <> ''::text) = (kind = 'GUARDIAN'::text))),
    CONSTRAINT mandate_check3 CHECK ((expire_time > create_time)),
    CONSTRAINT mandate_check4 CHECK (((state <> 'ACTIVE'::text) OR ((representative <> ''::text) AND (acceptor <> ''::text)))),
    CONSTRAINT mandate_kind_check CHECK ((kind = ANY (ARRAY['AGENT'::text, 'GUARDIAN'::text, 'HELPER'::text]))),
    CONSTRAINT mandate_state_check CHECK ((state = ANY (ARRAY['OFFERED'::text, 'ACTIVE'::text, 'REVOKED'::text])))
);

CREATE TABLE identity.mandate_history (
    mandate_id uuid NOT NULL,
    id uuid NOT NULL,
    from_state text NOT NULL,
    event text NOT NULL,
    to_state text NOT NULL,
    actor text NOT NULL,
    event_time timestamp with time zone NOT NULL
);

CREATE TABLE identity.mandate_move (
    from_state text NOT NULL,
    event text NOT NULL,
    to_state text NOT NULL
);

CREATE TABLE identity.person (
    id uuid NOT NULL,
    mobile_index bytea,
    mobile bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    sign_in_time timestamp with time zone DEFAULT now() NOT NULL,
    wrong_proofs integer DEFAULT 0 NOT NULL,
    CONSTRAINT person_mobile_index_check CHECK ((octet_length(mobile_index) = 16))
);

CREATE TABLE identity.person_reveal (
    office_id text NOT NULL,
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    viewer text NOT NULL,
    purpose text NOT NULL,
    application text NOT NULL,
    reveal_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY identity.person_reveal FORCE ROW LEVEL SECURITY;

CREATE TABLE identity.real_name (
    person_id uuid NOT NULL,
    revision bigint NOT NULL,
    name bytea NOT NULL,
    id_type text NOT NULL,
    id_number bytea NOT NULL,
    needs_manual_check boolean NOT NULL,
    record_time timestamp with time zone NOT NULL,
    CONSTRAINT real_name_revision_check CHECK ((revision > 0))
);

CREATE TABLE identity.session (
    id uuid NOT NULL,
    secret_hash bytea NOT NULL,
    subject text NOT NULL,
    office_id text NOT NULL,
    device text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    last_use_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    idle_s bigint NOT NULL,
    end_time timestamp with time zone,
    CONSTRAINT session_check CHECK (((office_id = ''::text) = (subject ~~ 'persons/%'::text))),
    CONSTRAINT session_check1 CHECK ((expire_time > create_time)),
    CONSTRAINT session_idle_s_check CHECK ((idle_s > 0)),
    CONSTRAINT session_secret_hash_check CHECK ((octet_length(secret_hash) = 32)),
    CONSTRAINT session_subject_check CHECK ((subject ~ '^(persons|staff)/'::text))
);

CREATE TABLE identity.sign_in_code (
    id uuid NOT NULL,
    mobile_index bytea NOT NULL,
    mobile bytea NOT NULL,
    code_hash bytea NOT NULL,
    tries bigint DEFAULT 0 NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    CONSTRAINT sign_in_code_code_hash_check CHECK ((octet_length(code_hash) = 32)),
    CONSTRAINT sign_in_code_mobile_index_check CHECK ((octet_length(mobile_index) = 16)),
    CONSTRAINT sign_in_code_tries_check CHECK (((tries >= 0) AND (tries <= 5)))
);

CREATE TABLE identity.staff (
    office_id text NOT NULL,
    id uuid NOT NULL,
    login text NOT NULL,
    display_name text NOT NULL,
    roles text[] NOT NULL,
    disabled boolean DEFAULT false NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    create_time timestamp with time zone NOT NULL,
    name_pinyin text DEFAULT ''::text NOT NULL,
    specimen_from date,
    specimen_until date,
    CONSTRAINT staff_roles_check CHECK (((cardinality(roles) >= 1) AND (cardinality(roles) <= 15))),
    CONSTRAINT staff_roles_check1 CHECK (((NOT (roles && ARRAY['OPERATOR'::text, 'SECURITY_ADMIN'::text, 'AUDIT_ADMIN'::text])) OR (cardinality(roles) = 1)))
);

ALTER TABLE ONLY identity.staff FORCE ROW LEVEL SECURITY;

CREATE TABLE identity.staff_login (
    login text NOT NULL,
    office_id text NOT NULL,
    staff_id uuid NOT NULL,
    CONSTRAINT staff_login_login_check CHECK ((login ~ '^[a-z][a-z0-9.-]{2,31}$'::text))
);

ALTER TABLE identity.account_event
    ADD CONSTRAINT account_event_kind_check CHECK ((kind = ANY (ARRAY['CREATED'::text, 'ROLE_GRANTED'::text, 'ROLE_REVOKED'::text, 'PASSWORD_RESET'::text, 'TOTP_RESET'::text, 'TOTP_ENROLLED'::text, 'PASSWORD_CHANGED'::text, 'SIGNED_IN'::text, 'SIGN_IN_REFUSED'::text, 'LOCKED'::text, 'DISABLED'::text, 'ENABLED'::text, 'NAME_SPELT'::text, 'SPECIMEN_FILED'::text]))) NOT VALID;

ALTER TABLE ONLY identity.account_event
    ADD CONSTRAINT account_event_pkey PRIMARY KEY (office_id, id);

ALTER TABLE identity.account_event
    ADD CONSTRAINT account_event_specimen_check CHECK ((((specimen_from IS NOT NULL) = (kind = 'SPECIMEN_FILED'::text)) AND ((specimen_until IS NOT NULL) = (kind = 'SPECIMEN_FILED'::text)))) NOT VALID;

ALTER TABLE ONLY identity.code_quota
    ADD CONSTRAINT code_quota_pkey PRIMARY KEY (mobile_index);

ALTER TABLE ONLY identity.credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (office_id, staff_id);

ALTER TABLE ONLY identity.mandate_history
    ADD CONSTRAINT mandate_history_pkey PRIMARY KEY (mandate_id, id);

ALTER TABLE ONLY identity.mandate_move
    ADD CONSTRAINT mandate_move_pkey PRIMARY KEY (from_state, event, to_state);

ALTER TABLE ONLY identity.mandate
    ADD CONSTRAINT mandate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_mobile_index_key UNIQUE (mobile_index);

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.person_reveal
    ADD CONSTRAINT person_reveal_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY identity.real_name
    ADD CONSTRAINT real_name_pkey PRIMARY KEY (person_id, revision);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY identity.sign_in_code
    ADD CONSTRAINT sign_in_code_pkey PRIMARY KEY (id);

ALTER TABLE ONLY identity.staff_login
    ADD CONSTRAINT staff_login_pkey PRIMARY KEY (login);

ALTER TABLE ONLY identity.staff
    ADD CONSTRAINT staff_office_id_login_key UNIQUE (office_id, login);

ALTER TABLE ONLY identity.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (office_id, id);

ALTER TABLE identity.staff
    ADD CONSTRAINT staff_specimen_check CHECK ((((specimen_from IS NULL) = (specimen_until IS NULL)) AND (specimen_from <= specimen_until))) NOT VALID;

CREATE INDEX mandate_given ON identity.mandate USING btree (represented, id) WHERE (represented <> ''::text);

CREATE INDEX mandate_held ON identity.mandate USING btree (representative, id) WHERE (representative <> ''::text);

CREATE INDEX session_expiry ON identity.session USING btree (expire_time);

CREATE INDEX session_of_subject ON identity.session USING btree (subject, id) WHERE (end_time IS NULL);

CREATE INDEX sign_in_code_expiry ON identity.sign_in_code USING btree (expire_time);

ALTER TABLE ONLY identity.account_event
    ADD CONSTRAINT account_event_office_id_staff_id_fkey FOREIGN KEY (office_id, staff_id) REFERENCES identity.staff(office_id, id);

ALTER TABLE ONLY identity.credential
    ADD CONSTRAINT credential_office_id_staff_id_fkey FOREIGN KEY (office_id, staff_id) REFERENCES identity.staff(office_id, id);

ALTER TABLE ONLY identity.mandate_history
    ADD CONSTRAINT mandate_history_from_state_event_to_state_fkey FOREIGN KEY (from_state, event, to_state) REFERENCES identity.mandate_move(from_state, event, to_state);

ALTER TABLE ONLY identity.mandate_history
    ADD CONSTRAINT mandate_history_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES identity.mandate(id);

ALTER TABLE ONLY identity.real_name
    ADD CONSTRAINT real_name_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id);

ALTER TABLE identity.account_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE identity.credential ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON identity.account_event USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON identity.credential USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON identity.person_reveal USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON identity.staff USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE identity.person_reveal ENABLE ROW LEVEL SECURITY;

ALTER TABLE identity.staff ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA identity TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.account_event TO onevisit_identity;

GRANT SELECT,INSERT,DELETE ON TABLE identity.code_quota TO onevisit_identity;

GRANT UPDATE(day) ON TABLE identity.code_quota TO onevisit_identity;

GRANT UPDATE(sent) ON TABLE identity.code_quota TO onevisit_identity;

GRANT UPDATE(next_time) ON TABLE identity.code_quota TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(password_hash) ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(change_required) ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(password_expire_time) ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(totp_secret) ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(totp_enrolled) ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(totp_last_step) ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(failures) ON TABLE identity.credential TO onevisit_identity;

GRANT UPDATE(locked_until) ON TABLE identity.credential TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.mandate TO onevisit_identity;

GRANT UPDATE(state) ON TABLE identity.mandate TO onevisit_identity;

GRANT UPDATE(representative) ON TABLE identity.mandate TO onevisit_identity;

GRANT UPDATE(acceptor) ON TABLE identity.mandate TO onevisit_identity;

GRANT UPDATE(proof) ON TABLE identity.mandate TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.mandate_history TO onevisit_identity;

GRANT SELECT ON TABLE identity.mandate_move TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.person TO onevisit_identity;

GRANT UPDATE(mobile_index) ON TABLE identity.person TO onevisit_identity;

GRANT UPDATE(sign_in_time) ON TABLE identity.person TO onevisit_identity;

GRANT UPDATE(wrong_proofs) ON TABLE identity.person TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.person_reveal TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.real_name TO onevisit_identity;

GRANT SELECT,INSERT,DELETE ON TABLE identity.session TO onevisit_identity;

GRANT UPDATE(last_use_time) ON TABLE identity.session TO onevisit_identity;

GRANT UPDATE(end_time) ON TABLE identity.session TO onevisit_identity;

GRANT SELECT,INSERT,DELETE ON TABLE identity.sign_in_code TO onevisit_identity;

GRANT UPDATE(tries) ON TABLE identity.sign_in_code TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.staff TO onevisit_identity;

GRANT UPDATE(roles) ON TABLE identity.staff TO onevisit_identity;

GRANT UPDATE(disabled) ON TABLE identity.staff TO onevisit_identity;

GRANT UPDATE(revision) ON TABLE identity.staff TO onevisit_identity;

GRANT UPDATE(name_pinyin) ON TABLE identity.staff TO onevisit_identity;

GRANT UPDATE(specimen_from) ON TABLE identity.staff TO onevisit_identity;

GRANT UPDATE(specimen_until) ON TABLE identity.staff TO onevisit_identity;

GRANT SELECT,INSERT ON TABLE identity.staff_login TO onevisit_identity;
