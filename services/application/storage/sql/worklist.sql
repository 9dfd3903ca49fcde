-- Cases of one office that it has to see to, newest first: $1 office, $2 only this state, $3 ids below
-- this one, $4 at most so many, $5 what had happened before then.

-- name: worklist_due
SELECT * FROM application
WHERE office_id = $1 AND due_date < $5::date
  AND state IN ('ACCEPTED', 'REVIEWING', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL',
                'REFUSAL_PENDING', 'TERMINATION_PENDING')
  AND ($2 = '' OR state = $2) AND ($3 = '' OR id < $3::uuid)
ORDER BY id DESC LIMIT $4::bigint;

-- name: worklist_submitted
SELECT * FROM application a
WHERE office_id = $1 AND state IN ('SUBMITTED', 'PRE_CHECK')
  AND (SELECT max(event_time) FROM history h
       WHERE h.office_id = a.office_id AND h.application_id = a.id
         AND h.event IN ('SUBMIT', 'RESUBMIT')) < $5
  AND ($2 = '' OR state = $2) AND ($3 = '' OR id < $3::uuid)
ORDER BY id DESC LIMIT $4::bigint;

-- name: worklist_paused
-- $6 the kind of the pause, which only one state has.
SELECT * FROM application a
WHERE office_id = $1 AND state = CASE $6 WHEN 'VERIFY' THEN 'VERIFY_WAIT' ELSE 'SUPPLEMENT_WAIT' END
  AND EXISTS (
    SELECT FROM pause p
    WHERE p.office_id = a.office_id AND p.application_id = a.id AND p.kind = $6
      AND p.end_time IS NULL AND p.start_time < $5)
  AND ($2 = '' OR state = $2) AND ($3 = '' OR id < $3::uuid)
ORDER BY id DESC LIMIT $4::bigint;

-- name: worklist_closed
-- A certificate whose party was reminded for the last time, and did not come, is put away.
SELECT * FROM application a
WHERE office_id = $1
  AND (state IN ('DELIVERED', 'WITHHELD', 'REFUSED', 'TERMINATED')
      AND (SELECT close_date FROM register_entry r
           WHERE r.office_id = a.office_id AND r.application_id = a.id) < $5::date
    OR state = 'READY' AND EXISTS (
      SELECT FROM limit_passed p
      WHERE p.office_id = a.office_id AND p.application_id = a.id
        AND p.limit_code = 'UNCOLLECTED_REMIND_3' AND p.revision = a.revision))
  AND ($2 = '' OR state = $2) AND ($3 = '' OR id < $3::uuid)
ORDER BY id DESC LIMIT $4::bigint;

-- name: worklist_recusal
SELECT * FROM application
WHERE office_id = $1 AND recusal_open
  AND ($2 = '' OR state = $2) AND ($3 = '' OR id < $3::uuid)
ORDER BY id DESC LIMIT $4::bigint;

-- name: worklist_unconfirmed
-- $5 the second person whom a finding waits for (R28).
SELECT * FROM application a
WHERE office_id = $1 AND state IN ('REVIEWING', 'VERIFY_WAIT')
  AND EXISTS (
    SELECT FROM verification v
    WHERE v.office_id = a.office_id AND v.application_id = a.id AND v.supervisor = $5
      AND v.mode = 'MANUAL' AND v.supervisor <> '' AND v.confirm_time IS NULL
      AND v.reason_code <> 'DOCUMENTS' AND NOT v.claim_changed)
  AND ($2 = '' OR state = $2) AND ($3 = '' OR id < $3::uuid)
ORDER BY id DESC LIMIT $4::bigint;
