-- The tables every service schema has: the answers it gave and the calls it owes.
-- Run once in each schema, with that schema first in search_path.

CREATE TABLE request_log (
  office_id   text        NOT NULL,
  principal   text        NOT NULL,
  request_id  uuid        NOT NULL,
  method      text        NOT NULL,
  hash        text        NOT NULL,
  response    bytea       NOT NULL,
  create_time timestamptz NOT NULL,
  expire_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, principal, request_id)
);
CREATE INDEX request_log_expiry ON request_log USING brin (expire_time);

-- A call this service owes another one. Deleted when answered; kept, with its reason, when refused.
CREATE TABLE outbox (
  office_id         text        NOT NULL,
  id                uuid        NOT NULL,  -- the request_id of the call
  ordering_key      text        NOT NULL,  -- calls of one key are made in order
  position          bigint      GENERATED ALWAYS AS IDENTITY,
  method            text        NOT NULL,
  request           bytea       NOT NULL,
  attempts          integer     NOT NULL DEFAULT 0,
  next_attempt_time timestamptz NOT NULL,
  fence             bigint      NOT NULL DEFAULT 0,
  refused_reason    text,
  create_time       timestamptz NOT NULL,
  PRIMARY KEY (office_id, id)
) WITH (autovacuum_vacuum_scale_factor = 0.01);
CREATE INDEX outbox_order ON outbox (office_id, ordering_key, position);
CREATE INDEX outbox_due ON outbox (next_attempt_time) WHERE refused_reason IS NULL;
