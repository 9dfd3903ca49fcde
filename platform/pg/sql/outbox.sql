-- name: outbox_insert
INSERT INTO outbox (office_id, id, ordering_key, method, request, next_attempt_time, create_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $6);

-- name: outbox_claim
-- The first open call of each key, if it is due. next_attempt_time becomes the end of the lease and
-- fence its number, so that a relay which slept past its lease cannot record an outcome.
WITH due AS (
  SELECT office_id, id FROM outbox o
  WHERE next_attempt_time <= $1 AND refused_reason IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM outbox earlier
      WHERE earlier.office_id = o.office_id AND earlier.ordering_key = o.ordering_key
        AND earlier.position < o.position)
  ORDER BY next_attempt_time
  LIMIT $3::bigint
  FOR UPDATE SKIP LOCKED)
UPDATE outbox o SET next_attempt_time = $2, attempts = attempts + 1, fence = fence + 1
FROM due WHERE o.office_id = due.office_id AND o.id = due.id
RETURNING o.office_id, o.id, o.method, o.request, o.attempts, o.fence;

-- name: outbox_done
DELETE FROM outbox o USING unnest($1::text[], $2::uuid[], $3::bigint[]) AS done(office_id, id, fence)
WHERE o.office_id = done.office_id AND o.id = done.id AND o.fence = done.fence;

-- name: outbox_postpone
UPDATE outbox SET next_attempt_time = $4
WHERE office_id = $1 AND id = $2::uuid AND fence = $3::bigint;

-- name: outbox_refuse
UPDATE outbox SET refused_reason = $4
WHERE office_id = $1 AND id = $2::uuid AND fence = $3::bigint;

-- name: outbox_release
UPDATE outbox SET refused_reason = NULL, attempts = 0, next_attempt_time = $1
WHERE refused_reason IS NOT NULL;

-- name: outbox_depth
SELECT count(*) FILTER (WHERE refused_reason IS NULL) AS open,
       count(*) FILTER (WHERE refused_reason IS NOT NULL) AS refused,
       min(create_time) FILTER (WHERE refused_reason IS NULL) AS oldest
FROM outbox;
