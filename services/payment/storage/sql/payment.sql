-- name: note_insert
INSERT INTO fee_note (office_id, id, application, payer, state, office_fen, third_party_fen, refund_fen, create_time)
VALUES ($1, $2::uuid, $3, $4, 'CREATED', $5::bigint, $6::bigint, 0, $7);

-- name: item_insert
INSERT INTO fee_item (office_id, fee_note_id, position, code, name_zh, name_en, basis, unit_fen,
                      quantity, discount_fen, subtotal_fen)
VALUES ($1, $2::uuid, $3::bigint, $4, $5, $6, $7, $8::bigint, $9::bigint, $10::bigint, $11::bigint);

-- name: item_list
SELECT * FROM fee_item WHERE office_id = $1 AND fee_note_id = $2::uuid ORDER BY position;

-- name: note_get
SELECT * FROM fee_note WHERE office_id = $1 AND id = $2::uuid;

-- name: note_lock
SELECT * FROM fee_note WHERE office_id = $1 AND id = $2::uuid FOR UPDATE;

-- name: note_lock_of_case
SELECT * FROM fee_note WHERE office_id = $1 AND application = $2 FOR UPDATE;

-- name: note_update
UPDATE fee_note SET state = $3, refund_fen = $4::bigint WHERE office_id = $1 AND id = $2::uuid;

-- name: order_insert
INSERT INTO payment_order (office_id, id, fee_note_id, order_number, total_fen, state, code_url,
                           transaction, expire_time, next_look_time, create_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5::bigint, 'CREATED', '', '', $6, $7, $8);

-- name: order_open
SELECT * FROM payment_order
WHERE office_id = $1 AND fee_note_id = $2::uuid AND state IN ('CREATED', 'PENDING');

-- name: order_paid_of_note
SELECT * FROM payment_order
WHERE office_id = $1 AND fee_note_id = $2::uuid AND state = 'PAID' ORDER BY create_time LIMIT 1;

-- name: order_by_number
SELECT * FROM payment_order WHERE office_id = $1 AND order_number = $2;

-- name: order_update
UPDATE payment_order SET state = $3, code_url = $4, transaction = $5, next_look_time = $6
WHERE office_id = $1 AND id = $2::uuid;

-- name: order_claim
WITH due AS (
  SELECT office_id, id FROM payment_order WHERE next_look_time <= $1
  ORDER BY next_look_time LIMIT $3::bigint FOR UPDATE SKIP LOCKED)
UPDATE payment_order o SET next_look_time = $2
FROM due WHERE o.office_id = due.office_id AND o.id = due.id RETURNING o.*;

-- name: refund_insert
INSERT INTO refund (office_id, id, fee_note_id, order_number, order_fen, refund_number, cause,
                    refund_fen, of_note, state, next_look_time, create_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5::bigint, $6, $7, $8::bigint, $9, 'APPROVED', $10, $10);

-- name: refund_claim
WITH due AS (
  SELECT office_id, id FROM refund WHERE next_look_time <= $1
  ORDER BY next_look_time LIMIT $3::bigint FOR UPDATE SKIP LOCKED)
UPDATE refund r SET next_look_time = $2
FROM due WHERE r.office_id = due.office_id AND r.id = due.id RETURNING r.*;

-- name: refund_move
UPDATE refund SET state = $4, next_look_time = $5
WHERE office_id = $1 AND id = $2::uuid AND state = $3;

-- name: ledger_insert
INSERT INTO ledger_entry (office_id, id, fee_note_id, fact, accounts, debits_fen, entry_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5::text[], $6::bigint[], $7);

-- name: quarantine_insert
INSERT INTO quarantine (office_id, id, order_number, reason, paid_fen, expected_fen, receive_time)
VALUES ($1, $2::uuid, $3, $4, $5::bigint, $6::bigint, $7) ON CONFLICT DO NOTHING;
