-- name: session_insert
INSERT INTO session (id, secret_hash, subject, office_id, device, create_time, last_use_time,
                     expire_time, idle_s)
VALUES ($1::uuid, $2, $3, $4, $5, $6, $6, $7, $8::bigint);

-- name: session_find
SELECT * FROM session WHERE secret_hash = $1;

-- name: session_touch
UPDATE session SET last_use_time = $2 WHERE id = $1::uuid AND end_time IS NULL;

-- name: session_list
SELECT * FROM session WHERE subject = $1 AND end_time IS NULL ORDER BY id DESC LIMIT 100;

-- name: session_end
UPDATE session SET end_time = $3 WHERE id = $1::uuid AND subject = $2 AND end_time IS NULL;

-- name: session_end_all
UPDATE session SET end_time = $2 WHERE subject = $1 AND end_time IS NULL;
