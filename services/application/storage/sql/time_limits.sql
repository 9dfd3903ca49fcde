-- Candidates of the workers, of all offices; each is then locked and looked at again.

-- name: application_idle
-- Those in state $1 whose last move lies before $2 and whose limit $3 was not acted on. A parcel that
-- waits for the courier is the office's, not the party's; one that was ordered and lies here again is
-- the party's, whatever kept it. No limit begins in the archive; the index of what waits leaves out
-- what is there, and what is forgotten.
SELECT office_id, id FROM application a
WHERE state = $1 AND update_time < $2 AND NOT forgotten AND state <> 'ARCHIVED'
  AND (state <> 'READY' OR handover_mode = 'COUNTER' OR shipment <> '')
  AND NOT EXISTS (
    SELECT FROM limit_passed p
    WHERE p.office_id = a.office_id AND p.application_id = a.id AND p.limit_code = $3
      AND p.revision = a.revision)
ORDER BY update_time LIMIT $4::bigint;

-- name: application_unpaid
SELECT office_id, id FROM application a
WHERE payment_state = 'ASSESSED' AND state IN ('ACCEPTED', 'REVIEWING', 'PENDING_APPROVAL')
  AND accept_time < $1
  AND NOT EXISTS (
    SELECT FROM limit_passed p
    WHERE p.office_id = a.office_id AND p.application_id = a.id AND p.limit_code = $2
      AND p.revision = 0)
ORDER BY accept_time LIMIT $3::bigint;

-- name: application_with_old_answers
SELECT DISTINCT a.office_id, a.id
FROM application a
JOIN verification v ON v.office_id = a.office_id AND v.application_id = a.id
WHERE a.state = 'PENDING_APPROVAL' AND v.mode <> 'MANUAL' AND v.outcome <> ''
  AND v.ask_time < $1::timestamptz - interval '1 day'
  AND least(v.ask_time, coalesce(v.data_time, v.answer_time))
      < $1::timestamptz - v.stale_after_days * interval '1 day'
  AND NOT EXISTS (
    SELECT FROM verification n
    WHERE n.office_id = v.office_id AND n.application_id = v.application_id AND n.fact = v.fact
      AND (n.ask_revision, n.ask_time) > (v.ask_revision, v.ask_time))
  AND EXISTS (
    SELECT FROM consent c
    WHERE c.office_id = v.office_id AND c.application_id = v.application_id AND c.code = 'AGENCY'
      AND c.withdraw_time IS NULL)
LIMIT $2::bigint;

-- name: application_counted_otherwise
SELECT office_id, id FROM application
WHERE calendar_version <> $1 AND due_date IS NOT NULL
  AND state IN ('ACCEPTED', 'REVIEWING', 'PENDING_APPROVAL', 'REFUSAL_PENDING', 'TERMINATION_PENDING')
LIMIT $2::bigint;

-- name: calendar_adopt
-- After all that were adopted before, whatever the clocks of the processes say.
INSERT INTO calendar (version, adopt_time)
SELECT $1, greatest($2::timestamptz,
                    (SELECT max(adopt_time) + interval '1 microsecond' FROM calendar))
WHERE NOT EXISTS (SELECT FROM calendar WHERE version = $1)
ON CONFLICT (version) DO NOTHING;

-- name: calendar_adopted
SELECT version FROM calendar ORDER BY adopt_time DESC, version LIMIT 1;

-- name: application_calendar
UPDATE application SET calendar_version = $3 WHERE office_id = $1 AND id = $2::uuid;

-- name: limit_passed
INSERT INTO limit_passed (office_id, application_id, limit_code, revision, pass_time)
VALUES ($1, $2::uuid, $3, $4::bigint, $5);

-- name: application_forget
SELECT forget_application($1, $2::uuid);

-- name: material_own
-- The documents that it has or had, and no other case of the office.
SELECT h.document FROM (
  SELECT document FROM material
  WHERE office_id = $1 AND application_id = $2::uuid AND document <> ''
  UNION
  SELECT document FROM material_replaced WHERE office_id = $1 AND application_id = $2::uuid) AS h
WHERE NOT EXISTS (
    SELECT FROM material o
    WHERE o.office_id = $1 AND o.document = h.document AND o.document <> ''
      AND o.application_id <> $2::uuid)
  AND NOT EXISTS (
    SELECT FROM material_replaced o
    WHERE o.office_id = $1 AND o.document = h.document AND o.application_id <> $2::uuid);
