-- name: data_key_list
SELECT version, kek_id, wrapped, active_time FROM data_key WHERE office_id = $1 ORDER BY version;

-- name: data_key_insert
INSERT INTO data_key (office_id, version, kek_id, wrapped, active_time, create_time)
VALUES ($1, $2::bigint, $3, $4, $5, $6)
ON CONFLICT (office_id, version) DO NOTHING;

-- name: data_key_foreign
-- Keys that another key than the current one has wrapped.
SELECT office_id, version, kek_id, wrapped FROM data_key WHERE kek_id <> $1
ORDER BY office_id, version FOR UPDATE;

-- name: data_key_rewrap
UPDATE data_key SET kek_id = $3, wrapped = $4 WHERE office_id = $1 AND version = $2::bigint;

-- name: data_key_offices
SELECT DISTINCT office_id FROM data_key ORDER BY office_id;
