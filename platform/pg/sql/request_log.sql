-- name: request_log_find
SELECT method, hash, response FROM request_log
WHERE office_id = $1 AND principal = $2 AND request_id = $3::uuid;

-- name: request_log_insert
INSERT INTO request_log (office_id, principal, request_id, method, hash, response, create_time, expire_time)
VALUES ($1, $2, $3::uuid, $4, $5, $6, $7, $8);

-- name: request_log_forget
DELETE FROM request_log WHERE ctid IN (
  SELECT ctid FROM request_log WHERE expire_time <= $1 LIMIT $2::bigint);
