-- name: recusal_get
SELECT ask_revision, notary, asker, ground, explanation, ask_time, outcome, decider, reason, decide_time
FROM recusal WHERE office_id = $1 AND application_id = $2::uuid ORDER BY ask_revision;

-- name: recusal_ask
INSERT INTO recusal (office_id, application_id, ask_revision, notary, asker, ground, explanation, ask_time)
VALUES ($1, $2::uuid, $3::bigint, $4, $5, $6, $7, $8);

-- name: recusal_close
UPDATE recusal SET outcome = $4, decider = $5, reason = $6, decide_time = $7
WHERE office_id = $1 AND application_id = $2::uuid AND ask_revision = $3::bigint AND outcome = 'OPEN';
