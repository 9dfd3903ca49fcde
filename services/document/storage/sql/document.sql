-- name: document_insert
INSERT INTO document (office_id, id, owner, media_type, size_bytes, sha256, received_bytes, state, create_time,
                      tells_position, page_count)
VALUES ($1, $2::uuid, $3, $4, $5::bigint, $6, $7::bigint, $8, $9, $10::boolean, $11::integer);

-- name: document_get
SELECT * FROM document WHERE office_id = $1 AND id = $2::uuid AND state <> 'DELETED';

-- name: document_batch
SELECT * FROM document WHERE office_id = $1 AND id = ANY($2::uuid[]) AND state <> 'DELETED';

-- name: document_lock
SELECT * FROM document WHERE office_id = $1 AND id = $2::uuid AND state <> 'DELETED' FOR UPDATE;

-- name: document_lately
-- What an owner has begun since $3, deleted or not: it was all sent here. The first $4 of them are enough to know.
SELECT count(*) AS documents, coalesce(sum(size_bytes), 0)::bigint AS size_bytes, min(create_time) AS first_time
FROM (SELECT size_bytes, create_time FROM document
      WHERE office_id = $1 AND owner = $2 AND create_time > $3
      ORDER BY create_time DESC LIMIT $4::bigint) lately;

-- name: document_received
UPDATE document SET received_bytes = $3::bigint
WHERE office_id = $1 AND id = $2::uuid AND state = 'UPLOADING';

-- name: document_ready
UPDATE document SET state = 'READY', tells_position = $3::boolean, page_count = $4::integer
WHERE office_id = $1 AND id = $2::uuid AND state = 'UPLOADING' AND received_bytes = size_bytes;

-- name: document_view_insert
INSERT INTO document_view (office_id, document_id, id, viewer, purpose, view_time)
VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6);

-- name: document_view_insert_unless_seen
-- Whoever reads on has been recorded at the beginning, after $7; who begins further on has not.
INSERT INTO document_view (office_id, document_id, id, viewer, purpose, view_time)
SELECT $1, $2::uuid, $3::uuid, $4, $5, $6
WHERE NOT EXISTS (SELECT FROM document_view WHERE office_id = $1 AND document_id = $2::uuid
                  AND viewer = $4 AND purpose = $5 AND view_time > $7);

-- name: document_delete
UPDATE document SET state = 'DELETED'
WHERE office_id = $1 AND id = ANY($2::uuid[]) AND state <> 'DELETED';

-- name: document_unfinished
-- Uploads that nobody went on with.
SELECT office_id FROM document WHERE state = 'UPLOADING' AND create_time <= $1
ORDER BY create_time LIMIT $2::bigint;

-- name: document_delete_unfinished
WITH unfinished AS (
  SELECT office_id, id FROM document
  WHERE office_id = $1 AND state = 'UPLOADING' AND create_time <= $2
  ORDER BY create_time LIMIT $3::bigint
  FOR UPDATE SKIP LOCKED)
UPDATE document d SET state = 'DELETED' FROM unfinished u
WHERE d.office_id = u.office_id AND d.id = u.id;

-- name: document_to_sweep
-- Deleted ones of all offices. shared: another document has the same content.
SELECT d.office_id, d.id, d.sha256,
       EXISTS (SELECT FROM document o WHERE o.sha256 = d.sha256 AND o.state <> 'DELETED') AS shared
FROM document d
WHERE d.state = 'DELETED' AND NOT d.content_removed ORDER BY d.office_id, d.id LIMIT $1::bigint;

-- name: document_swept
UPDATE document SET content_removed = true
WHERE office_id = $1 AND id = $2::uuid AND state = 'DELETED';
