-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA verification;

CREATE TABLE verification.evidence (
    office_id text NOT NULL,
    verification_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    use text NOT NULL,
    envelope bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT evidence_kind_check CHECK ((kind = ANY (ARRAY['QUESTION'::text, 'ANSWER'::text]))),
    CONSTRAINT evidence_use_check CHECK ((use = ANY (ARRAY['SENT'::text, 'USED'::text, 'NOT_NOW'::text, 'NOT_TRUSTED'::text, 'LATE'::text])))
);

ALTER TABLE ONLY verification.evidence FORCE ROW LEVEL SECURITY;

CREATE TABLE verification.letter_series (
    office_id text NOT NULL,
    year bigint NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT letter_series_last_check CHECK ((last > 0))
);

ALTER TABLE ONLY verification.letter_series FORCE ROW LEVEL SECURITY;

CREATE TABLE verification.verification (
    office_id text NOT NULL,
    id uuid NOT NULL,
    application text NOT NULL,
    acceptance_number text NOT NULL,
    accept_time timestamp with time zone NOT NULL,
    matter text NOT NULL,
    fact text NOT NULL,
    mode text NOT NULL,
    officer text NOT NULL,
    officer_name text NOT NULL,
    supervisor text NOT NULL,
    claim_fields text[] NOT NULL,
    consented boolean NOT NULL,
    letter_number text NOT NULL,
    state text NOT NULL,
    outcome text DEFAULT ''::text NOT NULL,
    reason_code text DEFAULT ''::text NOT NULL,
    reply_number text DEFAULT ''::text NOT NULL,
    attempts bigint DEFAULT 0 NOT NULL,
    next_attempt_time timestamp with time zone,
    fence bigint DEFAULT 0 NOT NULL,
    create_time timestamp with time zone NOT NULL,
    answer_time timestamp with time zone,
    data_time timestamp with time zone,
    consent_time timestamp with time zone,
    claims bytea NOT NULL,
    CONSTRAINT verification_check CHECK (((state = 'QUEUED'::text) = (next_attempt_time IS NOT NULL))),
    CONSTRAINT verification_check1 CHECK (((state = 'ANSWERED'::text) = (outcome <> ''::text))),
    CONSTRAINT verification_check3 CHECK ((consented = (consent_time IS NOT NULL))),
    CONSTRAINT verification_mode_check CHECK ((mode = ANY (ARRAY['VERIFY'::text, 'DISCLOSE'::text]))),
    CONSTRAINT verification_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'VERIFIED'::text, 'MISMATCH'::text, 'NOT_FOUND'::text, 'INCONCLUSIVE'::text, 'REJECTED'::text]))),
    CONSTRAINT verification_state_check CHECK ((state = ANY (ARRAY['QUEUED'::text, 'ANSWERED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY verification.verification FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY verification.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (office_id, verification_id, id);

ALTER TABLE ONLY verification.letter_series
    ADD CONSTRAINT letter_series_pkey PRIMARY KEY (office_id, year);

ALTER TABLE ONLY verification.verification
    ADD CONSTRAINT verification_pkey PRIMARY KEY (office_id, id);

CREATE UNIQUE INDEX evidence_one_answer ON verification.evidence USING btree (office_id, verification_id) WHERE (use = 'USED'::text);

CREATE UNIQUE INDEX evidence_one_question ON verification.evidence USING btree (office_id, verification_id) WHERE (kind = 'QUESTION'::text);

CREATE UNIQUE INDEX verification_letter ON verification.verification USING btree (office_id, letter_number) WHERE (letter_number <> ''::text);

CREATE INDEX verification_of_case ON verification.verification USING btree (office_id, application);

CREATE INDEX verification_queue ON verification.verification USING btree (next_attempt_time) WHERE (state = 'QUEUED'::text);

ALTER TABLE ONLY verification.evidence
    ADD CONSTRAINT evidence_office_id_verification_id_fkey FOREIGN KEY (office_id, verification_id) REFERENCES verification.verification(office_id, id);

CREATE POLICY every_office ON verification.verification FOR SELECT USING (((current_setting('app.office_id'::text, true) = '*'::text) AND (state = 'QUEUED'::text)));

ALTER TABLE verification.evidence ENABLE ROW LEVEL SECURITY;

ALTER TABLE verification.letter_series ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON verification.evidence USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON verification.letter_series USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON verification.verification USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE verification.verification ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA verification TO onevisit_verification;

GRANT SELECT,INSERT ON TABLE verification.evidence TO onevisit_verification;

GRANT SELECT,INSERT,UPDATE ON TABLE verification.letter_series TO onevisit_verification;

GRANT SELECT,INSERT ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(state) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(outcome) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(reason_code) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(reply_number) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(attempts) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(next_attempt_time) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(fence) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(answer_time) ON TABLE verification.verification TO onevisit_verification;

GRANT UPDATE(data_time) ON TABLE verification.verification TO onevisit_verification;
