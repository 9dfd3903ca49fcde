-- name: document_insert
INSERT INTO document (office_id, id, owner, media_type, size_bytes, sha256, received_bytes, state, create_time)
VALUES ($1, $2::uuid, $3, $4, $5::bigint, $6, $7::bigint, $8, $9);

-- name: document_get
SELECT * FROM document WHERE office_id = $1 AND id = $2::uuid;

-- name: document_batch
SELECT * FROM document WHERE office_id = $1 AND id = ANY($2::uuid[]);

-- name: document_lock
SELECT * FROM document WHERE office_id = $1 AND id = $2::uuid FOR UPDATE;

-- name: document_received
UPDATE document SET received_bytes = $3::bigint
WHERE office_id = $1 AND id = $2::uuid AND state = 'UPLOADING';

-- name: document_ready
UPDATE document SET state = 'READY'
WHERE office_id = $1 AND id = $2::uuid AND state = 'UPLOADING' AND received_bytes = size_bytes;

-- name: document_view_insert
INSERT INTO document_view (office_id, document_id, id, viewer, purpose, view_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6);
