-- name: shipment_insert
INSERT INTO shipment (office_id, id, application, recipient, recipient_name, recipient_mobile, province,
                      city, district, address, certificate_numbers, order_number, waybill, state,
                      failed_attempts, next_look_time, create_time, freight_collect)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11::text[], $12, '', 'CREATED', 0, $13, $13, $14);

-- name: shipment_get
SELECT * FROM shipment WHERE office_id = $1 AND id = $2::uuid;

-- name: shipment_due
SELECT office_id FROM shipment WHERE next_look_time <= $1 ORDER BY next_look_time LIMIT $2::bigint;

-- name: shipment_claim
-- What is due in an office, held until $3 under a new fence.
WITH due AS (
  SELECT office_id, id FROM shipment WHERE office_id = $1 AND next_look_time <= $2
  ORDER BY next_look_time LIMIT $4::bigint FOR UPDATE SKIP LOCKED)
UPDATE shipment s SET next_look_time = $3, fence = fence + 1
FROM due WHERE s.office_id = due.office_id AND s.id = due.id
RETURNING s.*;

-- name: shipment_update
-- A push that came before the lease ran out ($8) asked for a look at once: not put off to $7. Nor is a
-- recall that came since the claim, which knew of $11.
UPDATE shipment SET waybill = $4, state = $5, failed_attempts = $6::bigint,
                    cancel_time = $9, recall_time = CASE WHEN $10 THEN NULL ELSE recall_time END,
                    next_look_time = LEAST($7::timestamptz,
                                           CASE WHEN next_look_time < $8 THEN next_look_time END,
                                           CASE WHEN recall_time IS DISTINCT FROM $11 THEN recall_time END)
WHERE office_id = $1 AND id = $2::uuid AND fence = $3::bigint;

-- name: shipment_renew
-- Still held, and not wanted back since the claim.
UPDATE shipment SET next_look_time = $4
WHERE office_id = $1 AND id = $2::uuid AND fence = $3::bigint AND recall_time IS NOT DISTINCT FROM $5;

-- name: shipment_look_now
-- What was cancelled is of interest again: the courier may have left with it all the same. So is all that has not
-- been asked about for long and has not arrived.
UPDATE shipment SET next_look_time = $3
WHERE office_id = $1 AND order_number = ANY($2::text[])
  AND (next_look_time > $3
       OR (next_look_time IS NULL AND waybill <> ''
           AND state NOT IN ('SIGNED', 'RETURNED')));

-- name: shipment_recall
-- Whoever holds it, until $4 at most, may be ordering the courier now: its next look comes after that.
UPDATE shipment SET recall_time = $3,
                    next_look_time = CASE WHEN next_look_time <= $4 THEN next_look_time ELSE $3 END
WHERE office_id = $1 AND id = $2::uuid AND recall_time IS NULL AND state <> 'CANCELLED';

-- name: scan_insert
INSERT INTO scan (office_id, shipment_id, scan_key, scan_time, event, code, place)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING;

-- name: scan_list
SELECT scan_key, scan_time, event, code, place FROM scan
WHERE office_id = $1 AND shipment_id = $2::uuid ORDER BY scan_time, scan_key LIMIT 500;
