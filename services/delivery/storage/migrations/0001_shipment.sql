-- Parcels and what the courier scanned. A parcel's state is the replay of its scans.

CREATE TABLE shipment (
  office_id           text        NOT NULL,
  id                  uuid        NOT NULL,
  application         text        NOT NULL,
  recipient           text        NOT NULL,
  recipient_name      text        NOT NULL,
  recipient_mobile    text        NOT NULL,
  province            text        NOT NULL,
  city                text        NOT NULL,
  district            text        NOT NULL,
  address             text        NOT NULL,
  certificate_numbers text[]      NOT NULL CHECK (cardinality(certificate_numbers) > 0),
  order_number        text        NOT NULL,
  waybill             text        NOT NULL,
  state               text        NOT NULL CHECK (state IN (
                        'CREATED', 'PICKED_UP', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'SIGNED',
                        'SIGNED_BY_OTHER', 'FAILED_ATTEMPT', 'RETURNING', 'RETURNED', 'LOST',
                        'DAMAGED', 'CANCELLED')),
  failed_attempts     bigint      NOT NULL,
  next_look_time      timestamptz,  -- when to ask the courier; NULL: never again
  fence               bigint      NOT NULL DEFAULT 0,
  create_time         timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, order_number)
);
CREATE INDEX shipment_due ON shipment (next_look_time) WHERE next_look_time IS NOT NULL;
CREATE UNIQUE INDEX shipment_waybill ON shipment (office_id, waybill) WHERE waybill <> '';

CREATE TABLE scan (
  office_id   text        NOT NULL,
  shipment_id uuid        NOT NULL,
  scan_key    text        NOT NULL,
  scan_time   timestamptz NOT NULL,
  event       text        NOT NULL,  -- '' changes nothing
  code        text        NOT NULL,
  place       text        NOT NULL,
  PRIMARY KEY (office_id, shipment_id, scan_key),
  FOREIGN KEY (office_id, shipment_id) REFERENCES shipment
);

GRANT SELECT, INSERT ON shipment, scan TO onevisit_delivery;
GRANT UPDATE (waybill, state, failed_attempts, next_look_time, fence) ON shipment TO onevisit_delivery;
