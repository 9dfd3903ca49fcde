-- name: login_find
SELECT office_id, staff_id FROM staff_login WHERE login = $1;

-- name: login_insert
INSERT INTO staff_login (login, office_id, staff_id) VALUES ($1, $2, $3::uuid)
ON CONFLICT (login) DO NOTHING;

-- name: staff_insert
INSERT INTO staff (office_id, id, login, display_name, roles, create_time, name_pinyin)
VALUES ($1, $2::uuid, $3, $4, $5::text[], $6, $7);

-- name: credential_insert
INSERT INTO credential (office_id, staff_id) VALUES ($1, $2::uuid);

-- name: staff_get
SELECT s.*, c.change_required, c.totp_enrolled FROM staff s
JOIN credential c ON c.office_id = s.office_id AND c.staff_id = s.id
WHERE s.office_id = $1 AND s.id = $2::uuid;

-- name: staff_list
SELECT s.*, c.change_required, c.totp_enrolled FROM staff s
JOIN credential c ON c.office_id = s.office_id AND c.staff_id = s.id
WHERE s.office_id = $1 AND s.login > $2 ORDER BY s.login LIMIT $3::bigint;

-- name: staff_lock
SELECT s.*, c.* FROM staff s
JOIN credential c ON c.office_id = s.office_id AND c.staff_id = s.id
WHERE s.office_id = $1 AND s.id = $2::uuid FOR UPDATE;

-- name: staff_password
SELECT c.password_hash FROM credential c WHERE c.office_id = $1 AND c.staff_id = $2::uuid;

-- name: staff_holders
SELECT count(*) AS n FROM staff WHERE office_id = $1 AND $2 = ANY (roles);

-- name: staff_update
UPDATE staff SET roles = $3::text[], disabled = $4::boolean, revision = $5::bigint,
  specimen_from = $6::date, specimen_until = $7::date, name_pinyin = $8
WHERE office_id = $1 AND id = $2::uuid AND revision = $5::bigint - 1;

-- name: credential_update
UPDATE credential SET password_hash = $3, change_required = $4::boolean, password_expire_time = $5,
  totp_secret = $6, totp_enrolled = $7::boolean, totp_last_step = $8::bigint, failures = $9::bigint,
  locked_until = $10
WHERE office_id = $1 AND staff_id = $2::uuid;

-- name: account_event_insert
INSERT INTO account_event (office_id, id, staff_id, kind, actor, role, event_time, specimen_from,
                           specimen_until)
VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6, $7, $8::date, $9::date);

-- name: account_event_list
SELECT office_id, id, staff_id, kind, actor, role, event_time, specimen_from, specimen_until
FROM account_event
WHERE office_id = $1 AND ($2 = '' OR id < nullif($2, '')::uuid) ORDER BY id DESC LIMIT $3::bigint;
