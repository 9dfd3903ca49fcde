-- Generated: the sum of migrations/, with the platform's own tables.
CREATE SCHEMA delivery;

CREATE TABLE delivery.data_key (
    office_id text NOT NULL,
    version bigint NOT NULL,
    kek_id text NOT NULL,
    wrapped bytea NOT NULL,
    active_time timestamp with time zone NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT data_key_version_check CHECK ((version > 0))
);

CREATE TABLE delivery.outbox (
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

ALTER TABLE ONLY delivery.outbox FORCE ROW LEVEL SECURITY;

ALTER TABLE delivery.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME delivery.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE delivery.request_log (
    office_id text NOT NULL,
    principal text NOT NULL,
    request_id uuid NOT NULL,
    method text NOT NULL,
    hash text NOT NULL,
    response bytea NOT NULL,
    create_time timestamp with time zone NOT NULL,
    expire_time timestamp with time zone NOT NULL
);

ALTER TABLE ONLY delivery.request_log FORCE ROW LEVEL SECURITY;

CREATE TABLE delivery.scan (
    office_id text NOT NULL,
    shipment_id uuid NOT NULL,
    scan_key text NOT NULL,
    scan_time timestamp with time zone NOT NULL,
    event text NOT NULL,
    code text NOT NULL,
    place text NOT NULL
);

ALTER TABLE ONLY delivery.scan FORCE ROW LEVEL SECURITY;

CREATE TABLE delivery.schema_migration (
    name text NOT NULL,
    checksum text NOT NULL,
    apply_time timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE delivery.shipment (
    office_id text NOT NULL,
    id uuid NOT NULL,
    application text NOT NULL,
    recipient text NOT NULL,
    recipient_name bytea NOT NULL,
    recipient_mobile bytea NOT NULL,
    province text NOT NULL,
    city text NOT NULL,
    district text NOT NULL,
    address bytea NOT NULL,
    certificate_numbers text[] NOT NULL,
    order_number text NOT NULL,
    waybill text NOT NULL,
    state text NOT NULL,
    failed_attempts bigint NOT NULL,
    next_look_time timestamp with time zone,
    fence bigint DEFAULT 0 NOT NULL,
    create_time timestamp with time zone NOT NULL,
    CONSTRAINT shipment_certificate_numbers_check CHECK ((cardinality(certificate_numbers) > 0)),
    CONSTRAINT shipment_state_check CHECK ((state = ANY (ARRAY['CREATED'::text, 'PICKED_UP'::text, 'IN_TRANSIT'::text, 'OUT_FOR_DELIVERY'::text, 'SIGNED'::text, 'SIGNED_BY_OTHER'::text, 'FAILED_ATTEMPT'::text, 'RETURNING'::text, 'RETURNED'::text, 'LOST'::text, 'DAMAGED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY delivery.shipment FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY delivery.data_key
    ADD CONSTRAINT data_key_pkey PRIMARY KEY (office_id, version);

ALTER TABLE ONLY delivery.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (office_id, id);

ALTER TABLE ONLY delivery.request_log
    ADD CONSTRAINT request_log_pkey PRIMARY KEY (office_id, principal, request_id);

ALTER TABLE ONLY delivery.scan
    ADD CONSTRAINT scan_pkey PRIMARY KEY (office_id, shipment_id, scan_key);

ALTER TABLE ONLY delivery.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY delivery.shipment
    ADD CONSTRAINT shipment_office_id_order_number_key UNIQUE (office_id, order_number);

ALTER TABLE ONLY delivery.shipment
    ADD CONSTRAINT shipment_pkey PRIMARY KEY (office_id, id);

CREATE INDEX outbox_due ON delivery.outbox USING btree (next_attempt_time) WHERE (refused_reason IS NULL);

CREATE INDEX outbox_order ON delivery.outbox USING btree (office_id, ordering_key, "position");

CREATE INDEX request_log_expiry ON delivery.request_log USING brin (expire_time);

CREATE INDEX shipment_due ON delivery.shipment USING btree (next_look_time) WHERE (next_look_time IS NOT NULL);

CREATE UNIQUE INDEX shipment_waybill ON delivery.shipment USING btree (office_id, waybill) WHERE (waybill <> ''::text);

ALTER TABLE ONLY delivery.scan
    ADD CONSTRAINT scan_office_id_shipment_id_fkey FOREIGN KEY (office_id, shipment_id) REFERENCES delivery.shipment(office_id, id);

CREATE POLICY every_office ON delivery.shipment FOR SELECT USING (((current_setting('app.office_id'::text, true) = '*'::text) AND (next_look_time IS NOT NULL)));

CREATE POLICY every_office_answers ON delivery.outbox FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_claims ON delivery.outbox FOR UPDATE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_forgets ON delivery.request_log FOR DELETE USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON delivery.outbox FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY every_office_sees ON delivery.request_log FOR SELECT USING ((current_setting('app.office_id'::text, true) = '*'::text));

CREATE POLICY office ON delivery.outbox USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON delivery.request_log USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON delivery.scan USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON delivery.shipment USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE delivery.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE delivery.request_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE delivery.scan ENABLE ROW LEVEL SECURITY;

ALTER TABLE delivery.shipment ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA delivery TO onevisit_delivery;

GRANT SELECT,INSERT,UPDATE ON TABLE delivery.data_key TO onevisit_delivery;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE delivery.outbox TO onevisit_delivery;

GRANT SELECT,INSERT,DELETE ON TABLE delivery.request_log TO onevisit_delivery;

GRANT SELECT,INSERT ON TABLE delivery.scan TO onevisit_delivery;

GRANT SELECT ON TABLE delivery.schema_migration TO onevisit_delivery;

GRANT SELECT,INSERT ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(waybill) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(state) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(failed_attempts) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(next_look_time) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(fence) ON TABLE delivery.shipment TO onevisit_delivery;
