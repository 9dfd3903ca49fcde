-- name: letter_number
INSERT INTO letter_series (office_id, year, last) VALUES ($1, $2::bigint, 1)
ON CONFLICT (office_id, year) DO UPDATE SET last = letter_series.last + 1
RETURNING last;

-- name: verification_insert
INSERT INTO verification (office_id, id, application, acceptance_number, accept_time, matter, fact,
                          mode, officer, officer_name, supervisor, claim_fields, claims,
                          consented, consent_time, letter_number, state, outcome, reason_code,
                          next_attempt_time, create_time, answer_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::text[], $13,
        $14::timestamptz IS NOT NULL, $14, $15, $16, $17, $18, $19, $20, $21);

-- name: verification_get
SELECT * FROM verification WHERE office_id = $1 AND id = $2::uuid;

-- name: verification_get_for_update
SELECT * FROM verification WHERE office_id = $1 AND id = $2::uuid FOR UPDATE;

-- name: verification_due
SELECT office_id FROM verification WHERE state = 'QUEUED' AND next_attempt_time <= $1
ORDER BY next_attempt_time LIMIT $2::bigint;

-- name: verification_claim
-- One due question of an office, held until $3 under a new fence, oldest first.
WITH due AS (
  SELECT office_id, id FROM verification
  WHERE office_id = $1 AND state = 'QUEUED' AND next_attempt_time <= $2
  ORDER BY next_attempt_time LIMIT 1 FOR UPDATE SKIP LOCKED)
UPDATE verification v
SET next_attempt_time = $3, attempts = attempts + 1, fence = fence + 1
FROM due WHERE v.office_id = due.office_id AND v.id = due.id
RETURNING v.*;

-- name: verification_answer
UPDATE verification SET state = 'ANSWERED', outcome = $4, reason_code = $5, reply_number = $6,
                        answer_time = $7, data_time = $8, next_attempt_time = NULL
WHERE office_id = $1 AND id = $2::uuid AND fence = $3::bigint AND state = 'QUEUED';

-- name: verification_postpone
UPDATE verification SET next_attempt_time = $4, reason_code = $5
WHERE office_id = $1 AND id = $2::uuid AND fence = $3::bigint AND state = 'QUEUED';

-- name: verification_cancel
UPDATE verification SET state = 'CANCELLED', next_attempt_time = NULL, fence = fence + 1
WHERE office_id = $1 AND application = $2 AND state = 'QUEUED';

-- name: evidence_insert
INSERT INTO evidence (office_id, verification_id, id, kind, use, envelope, create_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6, $7);

-- name: evidence_question
SELECT id, envelope FROM evidence
WHERE office_id = $1 AND verification_id = $2::uuid AND kind = 'QUESTION';

-- name: evidence_answer
SELECT id, envelope FROM evidence
WHERE office_id = $1 AND verification_id = $2::uuid AND use = 'USED';
