-- name: visit_lock_slot
SELECT pg_advisory_xact_lock_shared(hashtextextended('opening ' || $1, 0)),
       pg_advisory_xact_lock(hashtextextended('visit ' || $1 || ' ' || extract(epoch FROM $2::timestamptz), 0));

-- name: visit_taken
SELECT counter, start_time FROM visit
WHERE office_id = $1 AND state = 'BOOKED' AND start_time >= $2 AND start_time < $3;

-- name: visit_booked_within
SELECT * FROM visit
WHERE office_id = $1 AND state = 'BOOKED' AND start_time < $3 AND end_time > $2 AND end_time > $4
ORDER BY start_time, counter LIMIT $5::bigint FOR UPDATE;

-- name: visit_insert
INSERT INTO visit (office_id, id, application, visitor, counter, start_time, end_time, state, create_time)
VALUES ($1, $2::uuid, $3, $4, $5::integer, $6, $7, 'BOOKED', $8);

-- name: visit_get
SELECT * FROM visit WHERE office_id = $1 AND id = $2::uuid;

-- name: visit_cancel
UPDATE visit SET state = 'CANCELLED' WHERE office_id = $1 AND id = $2::uuid AND state = 'BOOKED';

-- name: visit_note_cancelled
INSERT INTO office_cancellation (office_id, visit_id, reason, canceller, cancel_time) VALUES ($1, $2::uuid, $3, $4, $5);

-- name: visit_settle
-- What was booked when it happened ($4; NULL: whatever is booked). Who came has also kept what was
-- taken for missed since: the last that was booked by then, for a visit is noted as missed when the
-- next is booked.
UPDATE visit v SET state = $3
WHERE office_id = $1 AND application = $2
  AND (state = 'BOOKED' AND ($4::timestamptz IS NULL OR create_time <= $4)
    OR state = 'MISSED' AND $3 = 'KEPT' AND create_time <= $4 AND NOT EXISTS (
      SELECT FROM visit n
      WHERE n.office_id = v.office_id AND n.application = v.application
        AND n.create_time > v.create_time AND n.create_time <= $4));

-- name: visit_miss
UPDATE visit SET state = 'MISSED' WHERE office_id = $1 AND application = $2 AND state = 'BOOKED' AND end_time <= $3;

-- name: visit_list
SELECT * FROM visit
WHERE office_id = $1 AND state <> 'CANCELLED' AND start_time >= $2 AND start_time < $3
ORDER BY start_time, counter LIMIT 500;

-- name: visit_of_application
SELECT * FROM visit WHERE office_id = $1 AND application = $2 AND state = 'BOOKED';
