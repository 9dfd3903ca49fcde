-- A person's cases at all offices. These belong to no office (rule R5): the person leads, and the
-- case itself is read behind the wall of its own.

-- name: own_case_insert
INSERT INTO own_case (person, application_id, office) VALUES ($1, $2::uuid, $3)
ON CONFLICT (person, application_id) DO NOTHING;

-- name: own_case_delete
DELETE FROM own_case WHERE person = $1 AND application_id = $2::uuid;

-- name: own_case_list
SELECT person, office, application_id FROM own_case
WHERE person = $1 AND ($2 = '' OR application_id < $2::uuid)
ORDER BY application_id DESC LIMIT $3::bigint;

-- name: application_among
SELECT * FROM application
WHERE office_id = $1 AND id = ANY ($2::uuid[]) AND ($3 = '' OR state = $3);

-- name: own_case_number
-- Whether the number of a document stands in one of these cases of an office.
SELECT EXISTS (SELECT FROM document_number
               WHERE office_id = $1 AND number_index = $3 AND application_id = ANY ($2::uuid[])) AS stands;
