-- Generated: the sum of migrations/, beside platform/pg/schema.sql.
CREATE SCHEMA delivery;

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
    freight_collect boolean DEFAULT false NOT NULL,
    recall_time timestamp with time zone,
    cancel_time timestamp with time zone,
    CONSTRAINT shipment_certificate_numbers_check CHECK ((cardinality(certificate_numbers) > 0)),
    CONSTRAINT shipment_state_check CHECK ((state = ANY (ARRAY['CREATED'::text, 'PICKED_UP'::text, 'IN_TRANSIT'::text, 'OUT_FOR_DELIVERY'::text, 'SIGNED'::text, 'SIGNED_BY_OTHER'::text, 'FAILED_ATTEMPT'::text, 'RETURNING'::text, 'RETURNED'::text, 'LOST'::text, 'DAMAGED'::text, 'CANCELLED'::text])))
);

ALTER TABLE ONLY delivery.shipment FORCE ROW LEVEL SECURITY;

ALTER TABLE ONLY delivery.scan
    ADD CONSTRAINT scan_pkey PRIMARY KEY (office_id, shipment_id, scan_key);

ALTER TABLE ONLY delivery.shipment
    ADD CONSTRAINT shipment_office_id_order_number_key UNIQUE (office_id, order_number);

ALTER TABLE ONLY delivery.shipment
    ADD CONSTRAINT shipment_pkey PRIMARY KEY (office_id, id);

CREATE INDEX shipment_due ON delivery.shipment USING btree (next_look_time) WHERE (next_look_time IS NOT NULL);

CREATE UNIQUE INDEX shipment_waybill ON delivery.shipment USING btree (office_id, waybill) WHERE (waybill <> ''::text);

ALTER TABLE ONLY delivery.scan
    ADD CONSTRAINT scan_office_id_shipment_id_fkey FOREIGN KEY (office_id, shipment_id) REFERENCES delivery.shipment(office_id, id);

CREATE POLICY every_office ON delivery.shipment FOR SELECT USING (((current_setting('app.office_id'::text, true) = '*'::text) AND (next_look_time IS NOT NULL)));

CREATE POLICY office ON delivery.scan USING ((office_id = current_setting('app.office_id'::text, true)));

CREATE POLICY office ON delivery.shipment USING ((office_id = current_setting('app.office_id'::text, true)));

ALTER TABLE delivery.scan ENABLE ROW LEVEL SECURITY;

ALTER TABLE delivery.shipment ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA delivery TO onevisit_delivery;

GRANT SELECT,INSERT ON TABLE delivery.scan TO onevisit_delivery;

GRANT SELECT,INSERT ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(waybill) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(state) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(failed_attempts) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(next_look_time) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(fence) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(recall_time) ON TABLE delivery.shipment TO onevisit_delivery;

GRANT UPDATE(cancel_time) ON TABLE delivery.shipment TO onevisit_delivery;
