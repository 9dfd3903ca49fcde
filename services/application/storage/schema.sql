-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA application;

CREATE FUNCTION application.forget_application(office text, application uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'application', 'pg_temp'
    AS $$
DECLARE
  found text := (SELECT a.state FROM application a WHERE a.office_id = office AND a.id = application);
BEGIN
  IF office IS DISTINCT FROM current_setting('app.office_id', true) THEN
    RAISE EXCEPTION 'this case is of another office' USING ERRCODE = 'check_violation';
  END IF;
  IF found IS NULL OR found NOT IN ('DRAFT', 'CANCELLED', 'LAPSED', 'NOT_ACCEPTED') THEN
    RAISE EXCEPTION 'this case is not to be forgotten' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM document_number x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM form_value x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM material x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM material_replaced x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM missing_item x WHERE x.office_id = office AND x.application_id = application;
  IF found <> 'DRAFT' THEN
    UPDATE application x SET forgotten = true WHERE x.office_id = office AND x.id = application;
    RETURN;
  END IF;
  DELETE FROM consent x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM limit_passed x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM reveal x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM history x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM application x WHERE x.office_id = office AND x.id = application;
END $$;

CREATE FUNCTION application.hold_application(office text, case_id uuid, read_revision bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
  PERFORM FROM application
  WHERE office_id = office AND id = case_id AND revision = read_revision FOR UPDATE;
  IF NOT FOUND THEN
    RAISE serialization_failure USING MESSAGE = 'the case has moved';
  END IF;
END $$;

CREATE TABLE application.application (
    office_id text NOT NULL,
    id uuid NOT NULL,
    applicant text NOT NULL,
    matter text NOT NULL,
    capacity text NOT NULL,
    visit_mode text NOT NULL,
    handover_mode text NOT NULL,
    original_lost boolean NOT NULL,
    commitment_signed boolean NOT NULL,
    state text NOT NULL,
    revision bigint NOT NULL,
    acceptance_number text NOT NULL,
    accept_time timestamp with time zone,
    due_date date,
    due_date_provisional boolean NOT NULL,
    taker text NOT NULL,
    handler text NOT NULL,
    handler_name text NOT NULL,
    approver text NOT NULL,
    producer text NOT NULL,
    payment_state text NOT NULL,
    fee_note text NOT NULL,
    fee_fen bigint NOT NULL,
    refund_fen bigint NOT NULL,
    identity_state text NOT NULL,
    originals_state text NOT NULL,
    visit_count bigint NOT NULL,
    completion_rounds bigint NOT NULL,
    notice_sign_time timestamp with time zone,
    ground text NOT NULL,
    fault text NOT NULL,
    shipment text NOT NULL,
    waybill text NOT NULL,
    retention text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    update_time timestamp with time zone NOT NULL,
    mandate text DEFAULT ''::text NOT NULL,
    represented text DEFAULT ''::text NOT NULL,
    representative text DEFAULT ''::text NOT NULL,
    calendar_version text DEFAULT ''::text NOT NULL,
    recusal_open boolean DEFAULT false NOT NULL,
    recused text[] DEFAULT '{}'::text[] NOT NULL,
    freight_collect boolean DEFAULT false NOT NULL,
    parcels_sent bigint DEFAULT 0 NOT NULL,
    closure_reported boolean DEFAULT false NOT NULL,
    recall_state text DEFAULT 'NOT_RECALLED'::text NOT NULL,
    forgotten boolean DEFAULT false NOT NULL,
    uncollected boolean DEFAULT false NOT NULL,
    handler_name_pinyin text DEFAULT ''::text NOT NULL,
    called_visit bigint DEFAULT 0 NOT NULL,
    CONSTRAINT application_called_visit_check CHECK ((called_visit >= 0)),
    CONSTRAINT application_check CHECK (((refund_fen >= 0) AND (refund_fen <= fee_fen))),
    CONSTRAINT application_check1 CHECK (((approver = ''::text) OR (approver <> handler))),
    CONSTRAINT application_check2 CHECK (((state <> ALL (ARRAY['ISSUED'::text, 'PRODUCING'::text, 'READY'::text, 'IN_TRANSIT'::text, 'INCIDENT'::text, 'WITHHELD'::text, 'DELIVERED'::text])) OR (approver <> ''::text))),
    CONSTRAINT application_check3 CHECK (((fee_fen = 0) OR (accept_time IS NOT NULL))),
    CONSTRAINT application_check4 CHECK (((state <> 'IN_TRANSIT'::text) OR ((identity_state = 'IN_PERSON'::text) AND (originals_state = 'PASSED'::text)))),
    CONSTRAINT application_check5 CHECK ((NOT ((visit_mode = 'AT_COLLECTION'::text) AND (handover_mode = 'COURIER'::text)))),
    CONSTRAINT application_fee_fen_check CHECK ((fee_fen >= 0)),
    CONSTRAINT application_mandate_check CHECK ((((mandate = ''::text) = (representative = ''::text)) AND ((mandate <> ''::text) OR (represented = ''::text)))),
    CONSTRAINT application_parcels_sent_check CHECK ((parcels_sent >= 0)),
    CONSTRAINT application_recall_state_check CHECK ((recall_state = ANY (ARRAY['NOT_RECALLED'::text, 'RECALL_ASKED'::text, 'RECALL_TOO_LATE'::text, 'RECALLED'::text]))),
    CONSTRAINT application_recusal_open_check CHECK (((NOT recusal_open) OR (state = ANY (ARRAY['REVIEWING'::text, 'SUPPLEMENT_WAIT'::text, 'VERIFY_WAIT'::text, 'PENDING_APPROVAL'::text, 'REFUSAL_PENDING'::text, 'TERMINATION_PENDING'::text])))),
    CONSTRAINT application_recused_check CHECK (((handler <> ALL (recused)) AND (approver <> ALL (recused))))
);

ALTER TABLE ONLY application.application FORCE ROW LEVEL SECURITY;

CREATE TABLE application.calendar (
    version text NOT NULL,
    adopt_time timestamp with time zone NOT NULL
);

CREATE TABLE application.certificate (
    office_id text NOT NULL,
    year bigint NOT NULL,
    serial bigint NOT NULL,
    application_id uuid NOT NULL,
    number text NOT NULL,
    kind text NOT NULL,
    handler text NOT NULL,
    approver text NOT NULL,
    issue_date date NOT NULL,
    issue_time timestamp with time zone NOT NULL,
    status text NOT NULL,
    void_reason text NOT NULL,
    CONSTRAINT certificate_check CHECK (((handler <> ''::text) AND (approver <> ''::text) AND (handler <> approver))),
    CONSTRAINT certificate_check1 CHECK ((EXTRACT(year FROM issue_date) = (year)::numeric)),
    CONSTRAINT certificate_kind_check CHECK ((kind = ANY (ARRAY['MAIN'::text, 'COPY_TRANS'::text]))),
    CONSTRAINT certificate_status_check CHECK ((status = ANY (ARRAY['VALID'::text, 'VOID'::text])))
);

ALTER TABLE ONLY application.certificate FORCE ROW LEVEL SECURITY;

CREATE TABLE application.claim (
    application_id uuid NOT NULL,
    office text NOT NULL,
    matter text NOT NULL,
    party_index bytea NOT NULL,
    CONSTRAINT claim_party_index_check CHECK ((octet_length(party_index) = 16))
);

CREATE TABLE application.consent (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    code text NOT NULL,
    text_hash text NOT NULL,
    consent_time timestamp with time zone NOT NULL,
    withdraw_time timestamp with time zone,
    CONSTRAINT consent_check CHECK ((withdraw_time >= consent_time))
);

ALTER TABLE ONLY application.consent FORCE ROW LEVEL SECURITY;

CREATE TABLE application.document_number (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    field text NOT NULL,
    number_index bytea NOT NULL,
    CONSTRAINT document_number_number_index_check CHECK ((octet_length(number_index) = 16))
);

ALTER TABLE ONLY application.document_number FORCE ROW LEVEL SECURITY;

CREATE TABLE application.form_value (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    field text NOT NULL,
    value bytea NOT NULL
);

ALTER TABLE ONLY application.form_value FORCE ROW LEVEL SECURITY;

CREATE TABLE application.history (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    revision bigint NOT NULL,
    from_state text NOT NULL,
    event text NOT NULL,
    to_state text NOT NULL,
    role text NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    note bytea NOT NULL,
    event_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY application.history FORCE ROW LEVEL SECURITY;

CREATE TABLE application.limit_passed (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    limit_code text NOT NULL,
    revision bigint NOT NULL,
    pass_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY application.limit_passed FORCE ROW LEVEL SECURITY;

CREATE TABLE application.material (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    slot text NOT NULL,
    document text NOT NULL,
    by_data_sharing boolean NOT NULL,
    original text DEFAULT 'UNSEEN'::text NOT NULL,
    CONSTRAINT material_check CHECK ((by_data_sharing = (document = ''::text))),
    CONSTRAINT material_original_check CHECK ((original = ANY (ARRAY['UNSEEN'::text, 'PASSED'::text, 'FAILED'::text])))
);

ALTER TABLE ONLY application.material FORCE ROW LEVEL SECURITY;

CREATE TABLE application.material_replaced (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    document text NOT NULL,
    CONSTRAINT material_replaced_document_check CHECK ((document <> ''::text))
);

ALTER TABLE ONLY application.material_replaced FORCE ROW LEVEL SECURITY;

CREATE TABLE application.missing_item (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    revision bigint NOT NULL,
    slot text NOT NULL,
    note bytea NOT NULL
);

ALTER TABLE ONLY application.missing_item FORCE ROW LEVEL SECURITY;

CREATE TABLE application.number_search (
    office_id text NOT NULL,
    id uuid NOT NULL,
    viewer text NOT NULL,
    purpose text NOT NULL,
    number_index bytea NOT NULL,
    found bigint NOT NULL,
    search_time timestamp with time zone NOT NULL,
    CONSTRAINT number_search_found_check CHECK ((found >= 0)),
    CONSTRAINT number_search_number_index_check CHECK ((octet_length(number_index) = 16))
);

ALTER TABLE ONLY application.number_search FORCE ROW LEVEL SECURITY;

CREATE TABLE application.own_case (
    person text NOT NULL,
    application_id uuid NOT NULL,
    office text NOT NULL
);

CREATE TABLE application.pause (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    start_time timestamp with time zone NOT NULL,
    kind text NOT NULL,
    reason bytea NOT NULL,
    end_time timestamp with time zone,
    CONSTRAINT pause_check CHECK ((end_time >= start_time)),
    CONSTRAINT pause_kind_check CHECK ((kind = ANY (ARRAY['SUPPLEMENT'::text, 'VERIFY'::text, 'FORCE_MAJEURE'::text])))
);

ALTER TABLE ONLY application.pause FORCE ROW LEVEL SECURITY;

CREATE TABLE application.recusal (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    ask_revision bigint NOT NULL,
    notary text NOT NULL,
    asker text NOT NULL,
    ground text NOT NULL,
    explanation bytea NOT NULL,
    ask_time timestamp with time zone NOT NULL,
    outcome text DEFAULT 'OPEN'::text NOT NULL,
    decider text DEFAULT ''::text NOT NULL,
    reason bytea DEFAULT '\x'::bytea NOT NULL,
    decide_time timestamp with time zone,
    CONSTRAINT recusal_check CHECK ((decide_time >= ask_time)),
    CONSTRAINT recusal_check1 CHECK (((outcome = 'OPEN'::text) = (decide_time IS NULL))),
    CONSTRAINT recusal_check2 CHECK (((outcome = ANY (ARRAY['UPHELD'::text, 'NOT_UPHELD'::text])) = (decider <> ''::text))),
    CONSTRAINT recusal_check3 CHECK (((decider <> notary) AND (decider <> asker))),
    CONSTRAINT recusal_ground_check CHECK ((ground = ANY (ARRAY['SELF'::text, 'NEAR_RELATIVE'::text, 'INTERESTED'::text, 'OTHER_RELATION'::text]))),
    CONSTRAINT recusal_outcome_check CHECK ((outcome = ANY (ARRAY['OPEN'::text, 'UPHELD'::text, 'NOT_UPHELD'::text, 'LAPSED'::text])))
);

ALTER TABLE ONLY application.recusal FORCE ROW LEVEL SECURITY;

CREATE TABLE application.register_entry (
    office_id text NOT NULL,
    year bigint NOT NULL,
    serial bigint NOT NULL,
    application_id uuid NOT NULL,
    matter text NOT NULL,
    accept_date date NOT NULL,
    closing text NOT NULL,
    close_date date,
    CONSTRAINT register_entry_closing_check CHECK ((closing = ANY (ARRAY[''::text, 'ISSUED'::text, 'REFUSED'::text, 'TERMINATED'::text])))
);

ALTER TABLE ONLY application.register_entry FORCE ROW LEVEL SECURITY;

CREATE TABLE application.reveal (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    id uuid NOT NULL,
    viewer text NOT NULL,
    purpose text NOT NULL,
    reveal_time timestamp with time zone NOT NULL,
    kind text DEFAULT 'REVEAL'::text NOT NULL,
    document text DEFAULT ''::text NOT NULL,
    CONSTRAINT reveal_check CHECK (((document <> ''::text) = (kind = 'READING'::text))),
    CONSTRAINT reveal_kind_check CHECK ((kind = ANY (ARRAY['REVEAL'::text, 'READING'::text, 'HISTORY'::text])))
);

ALTER TABLE ONLY application.reveal FORCE ROW LEVEL SECURITY;

CREATE TABLE application.search_quota (
    office_id text NOT NULL,
    viewer text NOT NULL,
    hour timestamp with time zone NOT NULL,
    used bigint NOT NULL,
    CONSTRAINT search_quota_used_check CHECK ((used > 0))
);

ALTER TABLE ONLY application.search_quota FORCE ROW LEVEL SECURITY;

CREATE TABLE application.series (
    office_id text NOT NULL,
    year bigint NOT NULL,
    kind text NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT series_last_check CHECK ((last > 0))
);

ALTER TABLE ONLY application.series FORCE ROW LEVEL SECURITY;

CREATE TABLE application.transition_rule (
    from_state text NOT NULL,
    event text NOT NULL,
    to_state text NOT NULL
);

CREATE TABLE application.verification (
    office_id text NOT NULL,
    application_id uuid NOT NULL,
    name text NOT NULL,
    fact text NOT NULL,
    mode text NOT NULL,
    blocking boolean NOT NULL,
    supervisor text NOT NULL,
    stale_after_days bigint NOT NULL,
    outcome text NOT NULL,
    reason_code text NOT NULL,
    reply_number text NOT NULL,
    ask_time timestamp with time zone NOT NULL,
    answer_time timestamp with time zone,
    data_time timestamp with time zone,
    duration_ms bigint NOT NULL,
    opinion bytea NOT NULL,
    supporting_outcome text DEFAULT 'VERIFIED'::text NOT NULL,
    claim_changed boolean DEFAULT false NOT NULL,
    ask_revision bigint DEFAULT 0 NOT NULL,
    confirm_time timestamp with time zone,
    answer_revision bigint DEFAULT 0 NOT NULL,
    CONSTRAINT verification_mode_check CHECK ((mode = ANY (ARRAY['VERIFY'::text, 'DISCLOSE'::text, 'MANUAL'::text]))),
    CONSTRAINT verification_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'VERIFIED'::text, 'MISMATCH'::text, 'NOT_FOUND'::text, 'INCONCLUSIVE'::text, 'UNAVAILABLE'::text, 'REJECTED'::text]))),
    CONSTRAINT verification_supporting_outcome_check CHECK ((supporting_outcome = ANY (ARRAY['VERIFIED'::text, 'NOT_FOUND'::text])))
);

ALTER TABLE ONLY application.verification FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY application.application
    ADD CONSTRAINT application_pkey PRIMARY KEY (office_id, id);

ALTER TABLE application.application
    ADD CONSTRAINT application_uncollected_check CHECK (((NOT uncollected) OR (state = 'ARCHIVED'::text))) NOT VALID;

ALTER TABLE ONLY application.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (version);

ALTER TABLE ONLY application.certificate
    ADD CONSTRAINT certificate_office_id_application_id_kind_key UNIQUE (office_id, application_id, kind);

ALTER TABLE ONLY application.certificate
    ADD CONSTRAINT certificate_pkey PRIMARY KEY (office_id, year, serial);

ALTER TABLE ONLY application.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (application_id);

ALTER TABLE ONLY application.consent
    ADD CONSTRAINT consent_pkey PRIMARY KEY (office_id, application_id, code, consent_time);

ALTER TABLE ONLY application.document_number
    ADD CONSTRAINT document_number_pkey PRIMARY KEY (office_id, application_id, field);

ALTER TABLE ONLY application.form_value
    ADD CONSTRAINT form_value_pkey PRIMARY KEY (office_id, application_id, field);

ALTER TABLE ONLY application.history
    ADD CONSTRAINT history_pkey PRIMARY KEY (office_id, application_id, revision);

ALTER TABLE ONLY application.limit_passed
    ADD CONSTRAINT limit_passed_pkey PRIMARY KEY (office_id, application_id, limit_code, revision);

ALTER TABLE ONLY application.material
    ADD CONSTRAINT material_pkey PRIMARY KEY (office_id, application_id, slot);

ALTER TABLE ONLY application.material_replaced
    ADD CONSTRAINT material_replaced_pkey PRIMARY KEY (office_id, application_id, document);

ALTER TABLE ONLY application.missing_item
    ADD CONSTRAINT missing_item_pkey PRIMARY KEY (office_id, application_id, revision, slot);

ALTER TABLE ONLY application.number_search
    ADD CONSTRAINT number_search_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY application.own_case
    ADD CONSTRAINT own_case_pkey PRIMARY KEY (person, application_id);

ALTER TABLE ONLY application.pause
    ADD CONSTRAINT pause_pkey PRIMARY KEY (office_id, application_id, kind, start_time);

ALTER TABLE ONLY application.recusal
    ADD CONSTRAINT recusal_pkey PRIMARY KEY (office_id, application_id, ask_revision);

ALTER TABLE ONLY application.register_entry
    ADD CONSTRAINT register_entry_office_id_application_id_key UNIQUE (office_id, application_id);

ALTER TABLE ONLY application.register_entry
    ADD CONSTRAINT register_entry_pkey PRIMARY KEY (office_id, year, serial);

ALTER TABLE ONLY application.reveal
    ADD CONSTRAINT reveal_pkey PRIMARY KEY (office_id, application_id, id);

ALTER TABLE ONLY application.search_quota
    ADD CONSTRAINT search_quota_pkey PRIMARY KEY (office_id, viewer);

ALTER TABLE ONLY application.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (office_id, year, kind);

ALTER TABLE ONLY application.transition_rule
    ADD CONSTRAINT transition_rule_pkey PRIMARY KEY (from_state, event, to_state);

ALTER TABLE ONLY application.verification
    ADD CONSTRAINT verification_pkey PRIMARY KEY (office_id, application_id, name);

CREATE INDEX application_lies_ready ON application.application USING btree (office_id, id) WHERE (state = 'READY'::text);

CREATE INDEX application_mine ON application.application USING btree (office_id, applicant, id);

CREATE INDEX application_open ON application.application USING btree (office_id, id) WHERE (state = ANY (ARRAY['ACCEPTED'::text, 'REVIEWING'::text, 'SUPPLEMENT_WAIT'::text, 'VERIFY_WAIT'::text, 'PENDING_APPROVAL'::text, 'REFUSAL_PENDING'::text, 'TERMINATION_PENDING'::text]));

CREATE INDEX application_queue ON application.application USING btree (office_id, state, id);

CREATE INDEX application_recusal_open ON application.application USING btree (office_id, id) WHERE recusal_open;

CREATE INDEX application_representative ON application.application USING btree (office_id, representative, id) WHERE (representative <> ''::text);

CREATE INDEX application_represented ON application.application USING btree (office_id, represented, id) WHERE (represented <> ''::text);

CREATE INDEX application_unanswered ON application.application USING btree (office_id, id) WHERE (state = ANY (ARRAY['SUBMITTED'::text, 'PRE_CHECK'::text]));

CREATE INDEX application_unfiled ON application.application USING btree (office_id, id) WHERE (state = ANY (ARRAY['DELIVERED'::text, 'WITHHELD'::text, 'REFUSED'::text, 'TERMINATED'::text]));

CREATE INDEX application_unpaid ON application.application USING btree (accept_time) WHERE (payment_state = 'ASSESSED'::text);

CREATE INDEX application_waiting ON application.application USING btree (state, update_time) WHERE ((NOT forgotten) AND (state <> 'ARCHIVED'::text));

CREATE INDEX claim_party ON application.claim USING btree (party_index, matter);

CREATE UNIQUE INDEX consent_in_force ON application.consent USING btree (office_id, application_id, code) WHERE (withdraw_time IS NULL);

CREATE INDEX document_number_search ON application.document_number USING btree (office_id, number_index, application_id);

CREATE INDEX material_document ON application.material USING btree (office_id, document) WHERE (document <> ''::text);

CREATE INDEX material_replaced_document ON application.material_replaced USING btree (office_id, document);

CREATE UNIQUE INDEX pause_open ON application.pause USING btree (office_id, application_id, kind) WHERE (end_time IS NULL);

CREATE UNIQUE INDEX recusal_open ON application.recusal USING btree (office_id, application_id) WHERE (outcome = 'OPEN'::text);

CREATE INDEX reveal_newest ON application.reveal USING btree (office_id, id);

CREATE INDEX verification_unconfirmed ON application.verification USING btree (office_id, supervisor) WHERE ((mode = 'MANUAL'::text) AND (supervisor <> ''::text) AND (confirm_time IS NULL));

ALTER TABLE ONLY application.certificate
    ADD CONSTRAINT certificate_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.consent
    ADD CONSTRAINT consent_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.document_number
    ADD CONSTRAINT document_number_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.form_value
    ADD CONSTRAINT form_value_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.history
    ADD CONSTRAINT history_from_state_event_to_state_fkey FOREIGN KEY (from_state, event, to_state) REFERENCES application.transition_rule(from_state, event, to_state);

ALTER TABLE ONLY application.history
    ADD CONSTRAINT history_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.limit_passed
    ADD CONSTRAINT limit_passed_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.material
    ADD CONSTRAINT material_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.material_replaced
    ADD CONSTRAINT material_replaced_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.missing_item
    ADD CONSTRAINT missing_item_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.pause
    ADD CONSTRAINT pause_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.recusal
    ADD CONSTRAINT recusal_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.register_entry
    ADD CONSTRAINT register_entry_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.reveal
    ADD CONSTRAINT reveal_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE ONLY application.verification
    ADD CONSTRAINT verification_office_id_application_id_fkey FOREIGN KEY (office_id, application_id) REFERENCES application.application(office_id, id);

ALTER TABLE application.application ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.certificate ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.consent ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.document_number ENABLE ROW LEVEL SECURITY;

CREATE POLICY every_office ON application.application FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office ON application.consent FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office ON application.limit_passed FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office ON application.verification FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

ALTER TABLE application.form_value ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.history ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.limit_passed ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.material ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.material_replaced ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.missing_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.number_search ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON application.application USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.certificate USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.consent USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.document_number USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.form_value USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.history USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.limit_passed USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.material USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.material_replaced USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.missing_item USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.number_search USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.pause USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.recusal USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.register_entry USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.reveal USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.search_quota USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.series USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON application.verification USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE application.pause ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.recusal ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.register_entry ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.reveal ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.search_quota ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.series ENABLE ROW LEVEL SECURITY;

ALTER TABLE application.verification ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA application TO onevisit_application;

REVOKE ALL ON FUNCTION application.forget_application(office text, application uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION application.forget_application(office text, application uuid) TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.application TO onevisit_application;

GRANT UPDATE(capacity) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(visit_mode) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(handover_mode) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(original_lost) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(commitment_signed) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(state) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(revision) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(acceptance_number) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(accept_time) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(due_date) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(due_date_provisional) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(taker) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(handler) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(handler_name) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(approver) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(producer) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(payment_state) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(fee_note) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(fee_fen) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(refund_fen) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(identity_state) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(originals_state) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(visit_count) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(completion_rounds) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(notice_sign_time) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(ground) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(fault) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(shipment) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(waybill) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(retention) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(update_time) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(calendar_version) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(recusal_open) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(recused) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(freight_collect) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(parcels_sent) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(closure_reported) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(recall_state) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(uncollected) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(handler_name_pinyin) ON TABLE application.application TO onevisit_application;

GRANT UPDATE(called_visit) ON TABLE application.application TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.calendar TO onevisit_application;

GRANT SELECT,INSERT,UPDATE ON TABLE application.certificate TO onevisit_application;

GRANT SELECT,INSERT,DELETE ON TABLE application.claim TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.consent TO onevisit_application;

GRANT UPDATE(withdraw_time) ON TABLE application.consent TO onevisit_application;

GRANT SELECT,INSERT,DELETE ON TABLE application.document_number TO onevisit_application;

GRANT UPDATE(number_index) ON TABLE application.document_number TO onevisit_application;

GRANT SELECT,INSERT,DELETE ON TABLE application.form_value TO onevisit_application;

GRANT UPDATE(value) ON TABLE application.form_value TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.history TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.limit_passed TO onevisit_application;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE application.material TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.material_replaced TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.missing_item TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.number_search TO onevisit_application;

GRANT SELECT,INSERT,DELETE ON TABLE application.own_case TO onevisit_application;

GRANT SELECT,INSERT,UPDATE ON TABLE application.pause TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.recusal TO onevisit_application;

GRANT UPDATE(outcome) ON TABLE application.recusal TO onevisit_application;

GRANT UPDATE(decider) ON TABLE application.recusal TO onevisit_application;

GRANT UPDATE(reason) ON TABLE application.recusal TO onevisit_application;

GRANT UPDATE(decide_time) ON TABLE application.recusal TO onevisit_application;

GRANT SELECT,INSERT,UPDATE ON TABLE application.register_entry TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.reveal TO onevisit_application;

GRANT SELECT,INSERT ON TABLE application.search_quota TO onevisit_application;

GRANT UPDATE(hour) ON TABLE application.search_quota TO onevisit_application;

GRANT UPDATE(used) ON TABLE application.search_quota TO onevisit_application;

GRANT SELECT,INSERT,UPDATE ON TABLE application.series TO onevisit_application;

GRANT SELECT ON TABLE application.transition_rule TO onevisit_application;

GRANT SELECT,INSERT,UPDATE ON TABLE application.verification TO onevisit_application;

GRANT UPDATE(confirm_time) ON TABLE application.verification TO onevisit_application;

GRANT UPDATE(answer_revision) ON TABLE application.verification TO onevisit_application;
