-- name: old_digests
SELECT office_id, principal, request_id, hash FROM request_log WHERE hash NOT LIKE 'keyed:%'
LIMIT $1::bigint;

-- name: old_digest_replace
UPDATE request_log SET hash = $4
WHERE office_id = $1 AND principal = $2 AND request_id = $3::uuid AND hash NOT LIKE 'keyed:%';
