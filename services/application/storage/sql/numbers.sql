-- name: series_take
-- The row lock is held to the end of the transaction: no gap, no repeat (L32, invariant 3).
INSERT INTO series (office_id, year, kind, last) VALUES ($1, $2::bigint, $3, $4::bigint)
ON CONFLICT (office_id, year, kind) DO UPDATE SET last = series.last + $4::bigint
RETURNING last;

-- name: certificate_last
SELECT issue_time FROM certificate WHERE office_id = $1 AND year = $2::bigint
ORDER BY serial DESC LIMIT 1;

-- name: certificate_insert
INSERT INTO certificate (office_id, year, serial, application_id, number, kind, handler, approver,
                         issue_date, issue_time, status, void_reason)
VALUES ($1, $2::bigint, $3::bigint, $4::uuid, $5, $6, $7, $8, $9::date, $10, 'VALID', '');

-- name: certificate_get
SELECT number, year, serial, kind, issue_date, status FROM certificate
WHERE office_id = $1 AND application_id = $2::uuid ORDER BY serial;

-- name: certificate_void
UPDATE certificate SET status = 'VOID', void_reason = $3
WHERE office_id = $1 AND application_id = $2::uuid;

-- name: register_insert
INSERT INTO register_entry (office_id, year, serial, application_id, matter, accept_date, closing)
VALUES ($1, $2::bigint, $3::bigint, $4::uuid, $5, $6::date, '');

-- name: register_close
UPDATE register_entry SET closing = $3, close_date = $4::date
WHERE office_id = $1 AND application_id = $2::uuid AND closing = '';
