-- name: order_insert
INSERT INTO payment_order (office_id, id, fee_note_id, number, merchant, total_fen, from_state, state,
                           code_url, transaction_id, create_time, expire_time, next_poll_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6, 'NEW', 'CREATED', '', '', $7, $8, $9);

-- name: order_open
SELECT * FROM payment_order
WHERE office_id = $1 AND fee_note_id = $2::uuid AND state IN ('CREATED', 'PENDING');

-- name: order_get
SELECT * FROM payment_order WHERE office_id = $1 AND id = $2::uuid;

-- name: order_find
SELECT * FROM payment_order WHERE office_id = $1 AND number = $2;

-- name: order_move
UPDATE payment_order SET from_state = state, state = $3, code_url = $4, transaction_id = $5,
                         next_poll_time = $6, paid_time = $7
WHERE office_id = $1 AND id = $2::uuid;

-- name: order_poll_at
UPDATE payment_order SET next_poll_time = $3 WHERE office_id = $1 AND id = $2::uuid;

-- name: order_due
SELECT office_id FROM payment_order WHERE next_poll_time <= $1
ORDER BY next_poll_time LIMIT $2::bigint;

-- name: order_claim
WITH due AS (
  SELECT office_id, id FROM payment_order WHERE office_id = $1 AND next_poll_time <= $2
  ORDER BY next_poll_time LIMIT $4::bigint FOR UPDATE SKIP LOCKED)
UPDATE payment_order o SET next_poll_time = $3
FROM due WHERE o.office_id = due.office_id AND o.id = due.id
RETURNING o.*;
