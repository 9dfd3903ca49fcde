-- name: notice_number
INSERT INTO notice_series (office_id, code, year, last) VALUES ($1, $2, $3::bigint, 1)
ON CONFLICT (office_id, code, year) DO UPDATE SET last = notice_series.last + 1
RETURNING last;

-- name: notice_insert
INSERT INTO notice (office_id, id, code, number, application, addressee, mobile, title_zh, title_en,
                    text_zh, text_en, legal_basis, message_state, next_attempt_time, create_time,
                    service)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- name: notice_get
SELECT * FROM notice WHERE office_id = $1 AND id = $2::uuid;

-- name: notice_hold
SELECT * FROM notice WHERE office_id = $1 AND id = $2::uuid FOR UPDATE;

-- name: notice_unserved
SELECT * FROM notice
WHERE office_id = $1 AND service = 'PAPER' AND serve_date IS NULL AND ($2 = '' OR id > $2::uuid)
ORDER BY id LIMIT $3::bigint;

-- name: notice_served
UPDATE notice SET paper_way = $3, serve_date = $4::date, served_by = $5, mail_number = $6
WHERE office_id = $1 AND id = $2::uuid;

-- name: notice_list
SELECT * FROM notice WHERE office_id = $1 AND application = $2 ORDER BY id LIMIT 200;

-- name: notice_read
UPDATE notice SET read_time = $3 WHERE office_id = $1 AND id = $2::uuid AND read_time IS NULL;

-- name: message_due
SELECT office_id FROM notice WHERE message_state = 'QUEUED' AND next_attempt_time <= $1
ORDER BY next_attempt_time LIMIT $2::bigint;

-- name: message_claim
WITH due AS (
  SELECT office_id, id FROM notice
  WHERE office_id = $1 AND message_state = 'QUEUED' AND next_attempt_time <= $2
  ORDER BY next_attempt_time LIMIT $4::bigint FOR UPDATE SKIP LOCKED)
UPDATE notice n SET next_attempt_time = $3, message_attempts = message_attempts + 1
FROM due WHERE n.office_id = due.office_id AND n.id = due.id
RETURNING n.*;

-- name: message_outcome
UPDATE notice SET message_state = $3, next_attempt_time = $4
WHERE office_id = $1 AND id = $2::uuid AND message_state = 'QUEUED';
