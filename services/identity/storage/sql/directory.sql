-- name: quota_take
-- One more code for a number, unless it is too soon or the day is used up: then no row.
INSERT INTO code_quota (mobile_index, day, sent, next_time) VALUES ($1, $2, 1, $3)
ON CONFLICT (mobile_index) DO UPDATE
  SET sent = CASE WHEN code_quota.day = $2 THEN code_quota.sent + 1 ELSE 1 END,
      day = $2, next_time = $3
  WHERE code_quota.next_time <= $4 AND (code_quota.day <> $2 OR code_quota.sent < $5::bigint)
RETURNING sent;

-- name: quota_get
SELECT day, sent, next_time FROM code_quota WHERE mobile_index = $1;

-- name: code_insert
INSERT INTO sign_in_code (id, mobile_index, mobile, code_hash, create_time, expire_time)
VALUES ($1::uuid, $2, $3, $4, $5, $6);

-- name: code_try
-- Counts a try before anything is compared; no row for a code that is unknown, used up or too old.
UPDATE sign_in_code SET tries = tries + 1
WHERE id = $1::uuid AND tries < $3::bigint AND expire_time > $2
RETURNING id, mobile_index, mobile, code_hash, create_time;

-- name: code_delete
DELETE FROM sign_in_code WHERE id = $1::uuid;

-- name: directory_sweep
WITH codes AS (
  DELETE FROM sign_in_code WHERE ctid IN (
    SELECT ctid FROM sign_in_code WHERE expire_time < $1 LIMIT $3::bigint) RETURNING 1),
quotas AS (
  DELETE FROM code_quota WHERE ctid IN (
    SELECT ctid FROM code_quota WHERE next_time < $2 LIMIT $3::bigint) RETURNING 1),
sessions AS (
  DELETE FROM session WHERE ctid IN (
    SELECT ctid FROM session WHERE expire_time < $2 LIMIT $3::bigint) RETURNING 1)
SELECT (SELECT count(*) FROM codes) + (SELECT count(*) FROM quotas) + (SELECT count(*) FROM sessions)
  AS swept;

-- name: person_insert
INSERT INTO person (id, mobile_index, mobile, create_time, sign_in_time)
VALUES ($1::uuid, $2, $3, $4, $5)
ON CONFLICT (mobile_index) DO NOTHING;

-- name: person_of_mobile
SELECT id, mobile, create_time, sign_in_time FROM person WHERE mobile_index = $1;

-- name: person_signed_in
UPDATE person SET sign_in_time = $2, wrong_proofs = 0 WHERE id = $1::uuid;

-- name: person_try_proof
-- Counts a try before it is said whether it fits; no row once they are used up.
UPDATE person SET wrong_proofs = wrong_proofs + 1 WHERE id = $1::uuid AND wrong_proofs < $2::integer;

-- name: person_release_number
UPDATE person SET mobile_index = NULL WHERE id = $1::uuid AND mobile_index = $2;

-- name: person_get
SELECT id, mobile, create_time, sign_in_time FROM person WHERE id = $1::uuid;

-- name: real_name_latest
SELECT revision, name, id_type, id_number, needs_manual_check, record_time FROM real_name
WHERE person_id = $1::uuid ORDER BY revision DESC LIMIT 1;

-- name: real_name_insert
INSERT INTO real_name (person_id, revision, name, id_type, id_number, needs_manual_check, record_time)
VALUES ($1::uuid, $2::bigint, $3, $4, $5, $6::boolean, $7);

-- name: person_reveal_insert
INSERT INTO person_reveal (office_id, id, person_id, viewer, purpose, application, reveal_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6, $7);

-- name: person_reveal_list
SELECT office_id, id, person_id, viewer, purpose, application, reveal_time FROM person_reveal
WHERE office_id = $1 AND ($2 = '' OR id < nullif($2, '')::uuid) ORDER BY id DESC LIMIT $3::bigint;
