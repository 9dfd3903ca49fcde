-- name: note_insert
INSERT INTO fee_note (office_id, id, application, payer, office_fen, third_party_fen, from_state,
                      state, refunded_office_fen, refunded_third_party_fen, create_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, 'NEW', 'CREATED', 0, 0, $7);

-- name: line_insert
INSERT INTO fee_line (office_id, fee_note_id, line_number, code, name_zh, name_en, basis, unit_fen,
                      quantity, discount_fen, subtotal_fen, parcel)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- name: note_get
SELECT * FROM fee_note WHERE office_id = $1 AND id = $2::uuid;

-- name: note_lock
SELECT * FROM fee_note WHERE office_id = $1 AND id = $2::uuid FOR UPDATE;

-- name: note_lock_of_case
SELECT * FROM fee_note WHERE office_id = $1 AND application = $2 FOR UPDATE;

-- name: note_of_case
SELECT * FROM fee_note WHERE office_id = $1 AND application = $2;

-- name: line_list
SELECT l.code, l.name_zh, l.name_en, l.basis, l.unit_fen, l.quantity, l.parcel,
       l.discount_fen + coalesce(d.discount_fen, 0) AS discount_fen,
       l.subtotal_fen - coalesce(d.discount_fen, 0) AS subtotal_fen
FROM fee_line l LEFT JOIN fee_discount d USING (office_id, fee_note_id, line_number)
WHERE l.office_id = $1 AND l.fee_note_id = $2::uuid ORDER BY l.line_number;

-- name: note_move
UPDATE fee_note SET from_state = state, state = $3, paid_order_id = $4::uuid,
                    refunded_office_fen = $5, refunded_third_party_fen = $6
WHERE office_id = $1 AND id = $2::uuid;

-- name: note_reduce
UPDATE fee_note SET from_state = state, state = $3, discount_fen = $4
WHERE office_id = $1 AND id = $2::uuid;

-- name: discount_insert
INSERT INTO fee_discount (office_id, fee_note_id, line_number, discount_fen)
SELECT office_id, fee_note_id, line_number, $4::bigint - discount_fen FROM fee_line
WHERE office_id = $1 AND fee_note_id = $2::uuid AND line_number = $3 AND discount_fen < $4::bigint;

-- name: reduction_insert
INSERT INTO fee_reduction (office_id, fee_note_id, code, percent, proof, reason, granter,
                           discount_fen, grant_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9);

-- name: reduction_of_note
SELECT * FROM fee_reduction WHERE office_id = $1 AND fee_note_id = $2::uuid;
