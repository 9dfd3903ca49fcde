-- name: refund_insert
INSERT INTO refund (office_id, id, fee_note_id, order_id, number, cause, unexplained, office_fen,
                    third_party_fen, from_state, state, attempts, next_attempt_time, create_time)
VALUES ($1, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8, $9, 'NEW', $10, 0, $11, $12);

-- name: refund_get
SELECT * FROM refund WHERE office_id = $1 AND id = $2::uuid;

-- name: refund_waiting
SELECT * FROM refund
WHERE office_id = $1
  AND (state IN ('PROPOSED', 'ABNORMAL', 'RESOLVING')
       OR attempts >= 10 AND next_attempt_time IS NOT NULL)
  AND ($2 = '' OR id > nullif($2, '')::uuid)
ORDER BY id LIMIT $3::bigint;

-- name: refund_find
SELECT * FROM refund WHERE office_id = $1 AND number = $2;

-- name: refund_move
UPDATE refund SET from_state = state, state = $3, next_attempt_time = $4, way = $5,
                  failure = $6, revision = revision + 1
WHERE office_id = $1 AND id = $2::uuid;

-- name: refund_proposed
SELECT count(*) AS n FROM refund
WHERE office_id = $1 AND fee_note_id = $2::uuid AND state = 'PROPOSED';

-- name: refund_by_cause
SELECT count(*) AS n FROM refund WHERE office_id = $1 AND fee_note_id = $2::uuid AND cause = $3 AND state <> 'REJECTED';

-- name: refund_decided
SELECT coalesce(sum(office_fen), 0)::bigint AS office_fen,
       coalesce(sum(third_party_fen), 0)::bigint AS third_party_fen,
       coalesce(sum(office_fen) FILTER (WHERE cause = 'FINAL_FEE_LOWER'), 0)::bigint AS reduced_fen
FROM refund
WHERE office_id = $1 AND fee_note_id = $2::uuid AND NOT unexplained
  AND state NOT IN ('PROPOSED', 'REJECTED');

-- name: refund_due
SELECT office_id FROM refund WHERE next_attempt_time <= $1
ORDER BY next_attempt_time LIMIT $2::bigint;

-- name: refund_claim
WITH due AS (
  SELECT office_id, id FROM refund WHERE office_id = $1 AND next_attempt_time <= $2
  ORDER BY next_attempt_time LIMIT $4::bigint FOR UPDATE SKIP LOCKED)
UPDATE refund r SET next_attempt_time = $3, attempts = attempts + 1
FROM due WHERE r.office_id = due.office_id AND r.id = due.id
RETURNING r.*;

-- name: refund_postpone
UPDATE refund SET next_attempt_time = $3, failure = $4
WHERE office_id = $1 AND id = $2::uuid AND next_attempt_time IS NOT NULL;
