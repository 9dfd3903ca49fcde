-- What was shown of people, and the search for a person.

-- name: reveal_insert
INSERT INTO reveal (office_id, application_id, id, viewer, purpose, reveal_time, kind, document)
VALUES ($1, $2::uuid, $3::uuid, $4, $5, $6, $7, $8);

-- name: search_quota_take
-- No row when the hour's searches are used up. A clock that is behind another process's counts on in
-- the later hour.
INSERT INTO search_quota (office_id, viewer, hour, used) VALUES ($1, $2, $3, 1)
ON CONFLICT (office_id, viewer) DO UPDATE
  SET used = CASE WHEN search_quota.hour < $3 THEN 1 ELSE search_quota.used + 1 END,
      hour = greatest(search_quota.hour, $3)
  WHERE search_quota.hour < $3 OR search_quota.used < $4::bigint
RETURNING used;

-- name: application_search
-- Cases with this number in one field or several, newest first.
SELECT a.*, n.fields
FROM (SELECT application_id, string_agg(field, ',' ORDER BY field) AS fields FROM document_number
      WHERE office_id = $1 AND number_index = $2
        AND ($3 = '' OR application_id < nullif($3, '')::uuid)
      GROUP BY application_id ORDER BY application_id DESC LIMIT $4::bigint) n
JOIN application a ON a.office_id = $1 AND a.id = n.application_id
ORDER BY a.id DESC;

-- name: number_search_insert
INSERT INTO number_search (office_id, id, viewer, purpose, number_index, found, search_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6::bigint, $7);

-- name: disclosure_list
-- Ids follow time, so both records merge by them.
(SELECT id, kind, viewer, purpose, application_id::text AS application, document,
        ''::bytea AS number_index, 0 AS found, reveal_time AS disclose_time
 FROM reveal WHERE office_id = $1 AND ($2 = '' OR id < nullif($2, '')::uuid)
 ORDER BY id DESC LIMIT $3::bigint)
UNION ALL
(SELECT id, 'SEARCH', viewer, purpose, '', '', number_index, found, search_time
 FROM number_search WHERE office_id = $1 AND ($2 = '' OR id < nullif($2, '')::uuid)
 ORDER BY id DESC LIMIT $3::bigint)
ORDER BY id DESC LIMIT $3::bigint;
