-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA payment;

CREATE FUNCTION payment.sum_fen(fen bigint[]) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT
    AS $$SELECT sum(f) FROM unnest(fen) AS f$$;

CREATE TABLE payment.fee_discount (
    office_id text NOT NULL,
    fee_note_id uuid NOT NULL,
    line_number bigint NOT NULL,
    discount_fen bigint NOT NULL,
    CONSTRAINT fee_discount_discount_fen_check CHECK ((discount_fen > 0))
);

ALTER TABLE ONLY payment.fee_discount FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.fee_line (
    office_id text NOT NULL,
    fee_note_id uuid NOT NULL,
    line_number bigint NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    basis text NOT NULL,
    unit_fen bigint NOT NULL,
    quantity bigint NOT NULL,
    discount_fen bigint NOT NULL,
    subtotal_fen bigint NOT NULL,
    parcel boolean NOT NULL,
    CONSTRAINT fee_line_basis_check CHECK ((basis = ANY (ARRAY['GOVERNMENT'::text, 'MARKET'::text, 'THIRD_PARTY'::text]))),
    CONSTRAINT fee_line_check CHECK ((subtotal_fen = ((unit_fen * quantity) - discount_fen)))
);

ALTER TABLE ONLY payment.fee_line FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.fee_note (
    office_id text NOT NULL,
    id uuid NOT NULL,
    application text NOT NULL,
    payer text NOT NULL,
    office_fen bigint NOT NULL,
    third_party_fen bigint NOT NULL,
    from_state text NOT NULL,
    state text NOT NULL,
    paid_order_id uuid,
    refunded_office_fen bigint NOT NULL,
    refunded_third_party_fen bigint NOT NULL,
    create_time timestamp with time zone NOT NULL,
    discount_fen bigint,
    CONSTRAINT fee_note_check CHECK (((refunded_office_fen >= 0) AND (refunded_office_fen <= office_fen))),
    CONSTRAINT fee_note_check1 CHECK (((refunded_third_party_fen >= 0) AND (refunded_third_party_fen <= third_party_fen))),
    CONSTRAINT fee_note_check2 CHECK (((state = ANY (ARRAY['PAID'::text, 'PART_REFUNDED'::text, 'REFUNDED'::text])) = (paid_order_id IS NOT NULL))),
    CONSTRAINT fee_note_check3 CHECK ((refunded_office_fen <= (office_fen - COALESCE(discount_fen, (0)::bigint)))),
    CONSTRAINT fee_note_office_fen_check CHECK ((office_fen >= 0)),
    CONSTRAINT fee_note_third_party_fen_check CHECK ((third_party_fen >= 0))
);

ALTER TABLE ONLY payment.fee_note FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.fee_reduction (
    office_id text NOT NULL,
    fee_note_id uuid NOT NULL,
    code text NOT NULL,
    percent bigint NOT NULL,
    proof text NOT NULL,
    reason bytea NOT NULL,
    granter text NOT NULL,
    discount_fen bigint NOT NULL,
    grant_time timestamp with time zone NOT NULL,
    CONSTRAINT fee_reduction_discount_fen_check CHECK ((discount_fen > 0)),
    CONSTRAINT fee_reduction_percent_check CHECK (((percent >= 1) AND (percent <= 100)))
);

ALTER TABLE ONLY payment.fee_reduction FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.ledger_entry (
    office_id text NOT NULL,
    source uuid NOT NULL,
    fact text NOT NULL,
    accounts text[] NOT NULL,
    debits_fen bigint[] NOT NULL,
    entry_time timestamp with time zone NOT NULL,
    CONSTRAINT ledger_entry_accounts_check CHECK ((accounts <@ ARRAY['RECEIVABLE'::text, 'CHANNEL'::text, 'OFFICE_FEE'::text, 'THIRD_PARTY'::text, 'WAIVED'::text, 'REFUND_PAYABLE'::text, 'SUSPENSE'::text, 'BANK'::text])),
    CONSTRAINT ledger_entry_check CHECK (((cardinality(accounts) >= 2) AND (cardinality(accounts) = cardinality(debits_fen)))),
    CONSTRAINT ledger_entry_debits_fen_check CHECK (((array_position(debits_fen, NULL::bigint) IS NULL) AND (payment.sum_fen(debits_fen) = (0)::numeric)))
);

ALTER TABLE ONLY payment.ledger_entry FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.note_move (
    from_state text NOT NULL,
    to_state text NOT NULL
);

CREATE TABLE payment.order_move (
    from_state text NOT NULL,
    to_state text NOT NULL
);

CREATE TABLE payment.payment_order (
    office_id text NOT NULL,
    id uuid NOT NULL,
    fee_note_id uuid NOT NULL,
    number text NOT NULL,
    merchant text NOT NULL,
    total_fen bigint NOT NULL,
    from_state text NOT NULL,
    state text NOT NULL,
    code_url text NOT NULL,
    transaction_id text NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL,
    next_poll_time timestamp with time zone,
    paid_time timestamp with time zone,
    CONSTRAINT payment_order_total_fen_check CHECK ((total_fen > 0))
);

ALTER TABLE ONLY payment.payment_order FORCE ROW LEVEL SECURITY;

CREATE VIEW payment.posting WITH (security_invoker='true') AS
 SELECT ledger_entry.office_id,
    ledger_entry.source,
    ledger_entry.fact,
    p.account,
    p.debit_fen,
    ledger_entry.entry_time
   FROM payment.ledger_entry,
    LATERAL UNNEST(ledger_entry.accounts, ledger_entry.debits_fen) p(account, debit_fen);

CREATE TABLE payment.proposal (
    office_id text NOT NULL,
    id uuid NOT NULL,
    refund_id uuid,
    report_id uuid,
    proposer text NOT NULL,
    reason bytea NOT NULL,
    way text NOT NULL,
    reference bytea NOT NULL,
    propose_time timestamp with time zone NOT NULL,
    verdict text NOT NULL,
    decider text,
    note bytea NOT NULL,
    decide_time timestamp with time zone,
    reduction text,
    percent bigint,
    proof text,
    discount_fen bigint,
    CONSTRAINT proposal_check CHECK ((num_nonnulls(refund_id, report_id) = 1)),
    CONSTRAINT proposal_check1 CHECK ((decider <> proposer)),
    CONSTRAINT proposal_check2 CHECK (((verdict = ANY (ARRAY['APPROVED'::text, 'REJECTED'::text])) = (decider IS NOT NULL))),
    CONSTRAINT proposal_check3 CHECK (((verdict = 'OPEN'::text) = (decide_time IS NULL))),
    CONSTRAINT proposal_verdict_check CHECK ((verdict = ANY (ARRAY['OPEN'::text, 'APPROVED'::text, 'REJECTED'::text, 'OVERTAKEN'::text]))),
    CONSTRAINT proposal_way_check CHECK ((way = ANY (ARRAY['CHANNEL'::text, 'BANK_TRANSFER'::text, 'PROVIDER_SITE'::text, 'NONE'::text])))
);

ALTER TABLE ONLY payment.proposal FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.quarantine (
    office_id text NOT NULL,
    id uuid NOT NULL,
    reason text NOT NULL,
    merchant text NOT NULL,
    number text NOT NULL,
    transaction_id text NOT NULL,
    total_fen bigint NOT NULL,
    currency text NOT NULL,
    create_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY payment.quarantine FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.refund (
    office_id text NOT NULL,
    id uuid NOT NULL,
    fee_note_id uuid NOT NULL,
    order_id uuid NOT NULL,
    number text NOT NULL,
    cause text NOT NULL,
    unexplained boolean NOT NULL,
    office_fen bigint NOT NULL,
    third_party_fen bigint NOT NULL,
    from_state text NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    next_attempt_time timestamp with time zone,
    create_time timestamp with time zone NOT NULL,
    way text DEFAULT 'CHANNEL'::text NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    failure text DEFAULT ''::text NOT NULL,
    CONSTRAINT refund_check CHECK (((office_fen + third_party_fen) > 0)),
    CONSTRAINT refund_check1 CHECK (((state = ANY (ARRAY['APPROVED'::text, 'SENT'::text])) = (next_attempt_time IS NOT NULL))),
    CONSTRAINT refund_check2 CHECK (((way = 'CHANNEL'::text) OR (state = 'DONE'::text))),
    CONSTRAINT refund_office_fen_check CHECK ((office_fen >= 0)),
    CONSTRAINT refund_third_party_fen_check CHECK ((third_party_fen >= 0)),
    CONSTRAINT refund_way_check CHECK ((way = ANY (ARRAY['CHANNEL'::text, 'BANK_TRANSFER'::text, 'PROVIDER_SITE'::text])))
);

ALTER TABLE ONLY payment.refund FORCE ROW LEVEL SECURITY;

CREATE TABLE payment.refund_move (
    from_state text NOT NULL,
    to_state text NOT NULL
);

ALTER TABLE ONLY payment.fee_discount
    ADD CONSTRAINT fee_discount_pkey PRIMARY KEY (office_id, fee_note_id, line_number);

ALTER TABLE ONLY payment.fee_line
    ADD CONSTRAINT fee_line_pkey PRIMARY KEY (office_id, fee_note_id, line_number);

ALTER TABLE ONLY payment.fee_note
    ADD CONSTRAINT fee_note_office_id_application_key UNIQUE (office_id, application);

ALTER TABLE ONLY payment.fee_note
    ADD CONSTRAINT fee_note_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY payment.fee_reduction
    ADD CONSTRAINT fee_reduction_office_id_fee_note_id_discount_fen_key UNIQUE (office_id, fee_note_id, discount_fen);

ALTER TABLE ONLY payment.fee_reduction
    ADD CONSTRAINT fee_reduction_pkey PRIMARY KEY (office_id, fee_note_id);

ALTER TABLE ONLY payment.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (office_id, source, fact);

ALTER TABLE ONLY payment.note_move
    ADD CONSTRAINT note_move_pkey PRIMARY KEY (from_state, to_state);

ALTER TABLE ONLY payment.order_move
    ADD CONSTRAINT order_move_pkey PRIMARY KEY (from_state, to_state);

ALTER TABLE ONLY payment.payment_order
    ADD CONSTRAINT payment_order_office_id_number_key UNIQUE (office_id, number);

ALTER TABLE ONLY payment.payment_order
    ADD CONSTRAINT payment_order_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY payment.proposal
    ADD CONSTRAINT proposal_pkey PRIMARY KEY (office_id, id);

ALTER TABLE payment.proposal
    ADD CONSTRAINT proposal_reduction CHECK ((num_nonnulls(reduction, percent, proof, discount_fen) = ANY (ARRAY[0, 4]))) NOT VALID;

ALTER TABLE ONLY payment.quarantine
    ADD CONSTRAINT quarantine_office_id_number_transaction_id_reason_key UNIQUE (office_id, number, transaction_id, reason);

ALTER TABLE ONLY payment.quarantine
    ADD CONSTRAINT quarantine_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY payment.refund_move
    ADD CONSTRAINT refund_move_pkey PRIMARY KEY (from_state, to_state);

ALTER TABLE ONLY payment.refund
    ADD CONSTRAINT refund_office_id_number_key UNIQUE (office_id, number);

ALTER TABLE ONLY payment.refund
    ADD CONSTRAINT refund_pkey PRIMARY KEY (office_id, id);

CREATE INDEX payment_order_of_transaction ON payment.payment_order USING btree (office_id, transaction_id) WHERE (transaction_id <> ''::text);

CREATE UNIQUE INDEX payment_order_open ON payment.payment_order USING btree (office_id, fee_note_id) WHERE (state = ANY (ARRAY['CREATED'::text, 'PENDING'::text]));

CREATE INDEX payment_order_poll ON payment.payment_order USING btree (next_poll_time) WHERE (next_poll_time IS NOT NULL);

CREATE INDEX proposal_by_refund ON payment.proposal USING btree (office_id, refund_id);

CREATE INDEX proposal_by_report ON payment.proposal USING btree (office_id, report_id);

CREATE UNIQUE INDEX proposal_of_refund ON payment.proposal USING btree (office_id, refund_id) WHERE (verdict = 'OPEN'::text);

CREATE UNIQUE INDEX proposal_of_report ON payment.proposal USING btree (office_id, report_id) WHERE (verdict = ANY (ARRAY['OPEN'::text, 'APPROVED'::text]));

CREATE INDEX quarantine_of_transaction ON payment.quarantine USING btree (office_id, transaction_id) WHERE (transaction_id <> ''::text);

CREATE INDEX refund_due ON payment.refund USING btree (next_attempt_time) WHERE (next_attempt_time IS NOT NULL);

CREATE INDEX refund_of_note ON payment.refund USING btree (office_id, fee_note_id);

CREATE UNIQUE INDEX refund_proposed ON payment.refund USING btree (office_id, fee_note_id) WHERE (state = 'PROPOSED'::text);

CREATE INDEX refund_tried ON payment.refund USING btree (office_id, id) WHERE ((attempts >= 10) AND (next_attempt_time IS NOT NULL));

CREATE UNIQUE INDEX refund_unexplained ON payment.refund USING btree (office_id, order_id) WHERE unexplained;

CREATE INDEX refund_waits ON payment.refund USING btree (office_id, id) WHERE (state = ANY (ARRAY['PROPOSED'::text, 'ABNORMAL'::text, 'RESOLVING'::text]));

ALTER TABLE ONLY payment.fee_discount
    ADD CONSTRAINT fee_discount_office_id_fee_note_id_fkey FOREIGN KEY (office_id, fee_note_id) REFERENCES payment.fee_reduction(office_id, fee_note_id);

ALTER TABLE ONLY payment.fee_discount
    ADD CONSTRAINT fee_discount_office_id_fee_note_id_line_number_fkey FOREIGN KEY (office_id, fee_note_id, line_number) REFERENCES payment.fee_line(office_id, fee_note_id, line_number);

ALTER TABLE ONLY payment.fee_line
    ADD CONSTRAINT fee_line_office_id_fee_note_id_fkey FOREIGN KEY (office_id, fee_note_id) REFERENCES payment.fee_note(office_id, id);

ALTER TABLE ONLY payment.fee_note
    ADD CONSTRAINT fee_note_from_state_state_fkey FOREIGN KEY (from_state, state) REFERENCES payment.note_move(from_state, to_state);

ALTER TABLE ONLY payment.fee_note
    ADD CONSTRAINT fee_note_office_id_id_discount_fen_fkey FOREIGN KEY (office_id, id, discount_fen) REFERENCES payment.fee_reduction(office_id, fee_note_id, discount_fen);

ALTER TABLE ONLY payment.fee_reduction
    ADD CONSTRAINT fee_reduction_office_id_fee_note_id_fkey FOREIGN KEY (office_id, fee_note_id) REFERENCES payment.fee_note(office_id, id);

ALTER TABLE ONLY payment.payment_order
    ADD CONSTRAINT payment_order_from_state_state_fkey FOREIGN KEY (from_state, state) REFERENCES payment.order_move(from_state, to_state);

ALTER TABLE ONLY payment.payment_order
    ADD CONSTRAINT payment_order_office_id_fee_note_id_fkey FOREIGN KEY (office_id, fee_note_id) REFERENCES payment.fee_note(office_id, id);

ALTER TABLE ONLY payment.proposal
    ADD CONSTRAINT proposal_office_id_refund_id_fkey FOREIGN KEY (office_id, refund_id) REFERENCES payment.refund(office_id, id);

ALTER TABLE ONLY payment.proposal
    ADD CONSTRAINT proposal_office_id_report_id_fkey FOREIGN KEY (office_id, report_id) REFERENCES payment.quarantine(office_id, id);

ALTER TABLE ONLY payment.refund
    ADD CONSTRAINT refund_from_state_state_fkey FOREIGN KEY (from_state, state) REFERENCES payment.refund_move(from_state, to_state);

ALTER TABLE ONLY payment.refund
    ADD CONSTRAINT refund_office_id_fee_note_id_fkey FOREIGN KEY (office_id, fee_note_id) REFERENCES payment.fee_note(office_id, id);

ALTER TABLE ONLY payment.refund
    ADD CONSTRAINT refund_office_id_order_id_fkey FOREIGN KEY (office_id, order_id) REFERENCES payment.payment_order(office_id, id);

CREATE POLICY every_office ON payment.payment_order FOR SELECT USING (((current_setting('app.office_id'::text, true) = '*'::text) AND (next_poll_time IS NOT NULL)));

CREATE POLICY every_office ON payment.refund FOR SELECT USING (((current_setting('app.office_id'::text, true) = '*'::text) AND (next_attempt_time IS NOT NULL)));

ALTER TABLE payment.fee_discount ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment.fee_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment.fee_note ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment.fee_reduction ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment.ledger_entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY office ON payment.fee_discount USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.fee_line USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.fee_note USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.fee_reduction USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.ledger_entry USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.payment_order USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.proposal USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.quarantine USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON payment.refund USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE payment.payment_order ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment.proposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment.quarantine ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment.refund ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA payment TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.fee_discount TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.fee_line TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.fee_note TO onevisit_payment;

GRANT UPDATE(from_state) ON TABLE payment.fee_note TO onevisit_payment;

GRANT UPDATE(state) ON TABLE payment.fee_note TO onevisit_payment;

GRANT UPDATE(paid_order_id) ON TABLE payment.fee_note TO onevisit_payment;

GRANT UPDATE(refunded_office_fen) ON TABLE payment.fee_note TO onevisit_payment;

GRANT UPDATE(refunded_third_party_fen) ON TABLE payment.fee_note TO onevisit_payment;

GRANT UPDATE(discount_fen) ON TABLE payment.fee_note TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.fee_reduction TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.ledger_entry TO onevisit_payment;

GRANT SELECT ON TABLE payment.note_move TO onevisit_payment;

GRANT SELECT ON TABLE payment.order_move TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.payment_order TO onevisit_payment;

GRANT UPDATE(from_state) ON TABLE payment.payment_order TO onevisit_payment;

GRANT UPDATE(state) ON TABLE payment.payment_order TO onevisit_payment;

GRANT UPDATE(code_url) ON TABLE payment.payment_order TO onevisit_payment;

GRANT UPDATE(transaction_id) ON TABLE payment.payment_order TO onevisit_payment;

GRANT UPDATE(next_poll_time) ON TABLE payment.payment_order TO onevisit_payment;

GRANT UPDATE(paid_time) ON TABLE payment.payment_order TO onevisit_payment;

GRANT SELECT ON TABLE payment.posting TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.proposal TO onevisit_payment;

GRANT UPDATE(verdict) ON TABLE payment.proposal TO onevisit_payment;

GRANT UPDATE(decider) ON TABLE payment.proposal TO onevisit_payment;

GRANT UPDATE(note) ON TABLE payment.proposal TO onevisit_payment;

GRANT UPDATE(decide_time) ON TABLE payment.proposal TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.quarantine TO onevisit_payment;

GRANT SELECT,INSERT ON TABLE payment.refund TO onevisit_payment;

GRANT UPDATE(from_state) ON TABLE payment.refund TO onevisit_payment;

GRANT UPDATE(state) ON TABLE payment.refund TO onevisit_payment;

GRANT UPDATE(attempts) ON TABLE payment.refund TO onevisit_payment;

GRANT UPDATE(next_attempt_time) ON TABLE payment.refund TO onevisit_payment;

GRANT UPDATE(way) ON TABLE payment.refund TO onevisit_payment;

GRANT UPDATE(revision) ON TABLE payment.refund TO onevisit_payment;

GRANT UPDATE(failure) ON TABLE payment.refund TO onevisit_payment;

GRANT SELECT ON TABLE payment.refund_move TO onevisit_payment;
