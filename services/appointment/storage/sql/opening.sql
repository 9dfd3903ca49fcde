-- name: opening_lock
SELECT pg_advisory_xact_lock(hashtextextended('opening ' || $1, 0));

-- name: opening_within
SELECT * FROM opening_change
WHERE office_id = $1 AND state = 'IN_FORCE' AND tstzrange(start_time, end_time) && tstzrange($2, $3)
ORDER BY start_time;

-- name: opening_ahead
SELECT count(*) AS ahead FROM opening_change WHERE office_id = $1 AND state = 'IN_FORCE' AND end_time > $2;

-- name: opening_insert
INSERT INTO opening_change (office_id, id, kind, start_time, end_time, reason_zh, reason_en, state, author, revision, create_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, 'IN_FORCE', $8, 1, $9);

-- name: opening_get
SELECT * FROM opening_change WHERE office_id = $1 AND id = $2::uuid;

-- name: opening_withdraw
UPDATE opening_change SET state = 'WITHDRAWN', withdrawn_by = $4, withdraw_time = $5, revision = revision + 1
WHERE office_id = $1 AND id = $2::uuid AND state = 'IN_FORCE' AND revision = $3::bigint;

-- name: opening_page
SELECT * FROM opening_change WHERE office_id = $1 AND ($2 = '' OR id < nullif($2, '')::uuid)
ORDER BY id DESC LIMIT $3::bigint;
