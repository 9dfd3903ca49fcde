-- name: mandate_insert
INSERT INTO mandate (id, kind, state, represented, representative, ward_name, ward_id_type,
                     ward_id_number, matters, office, application, invitation_hash, expire_time,
                     create_time)
VALUES ($1::uuid, $2, 'OFFERED', $3, $4, $5, $6, $7, $8::text[], $9, $10, $11, $12, $13);

-- name: mandate_get
SELECT * FROM mandate WHERE id = $1::uuid;

-- name: mandate_lock
SELECT * FROM mandate WHERE id = $1::uuid FOR UPDATE;

-- name: mandate_list
SELECT * FROM mandate WHERE represented = $1 OR representative = $1 ORDER BY id DESC LIMIT 200;

-- name: mandate_any
SELECT EXISTS (
  SELECT FROM mandate
  WHERE (represented = $1 OR representative = $1) AND state <> 'REVOKED' AND expire_time > $2) AS has;

-- name: mandate_update
UPDATE mandate SET state = $2, representative = $3, acceptor = $4, proof = $5 WHERE id = $1::uuid;

-- name: mandate_history_insert
INSERT INTO mandate_history (mandate_id, id, from_state, event, to_state, actor, event_time)
VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7);
