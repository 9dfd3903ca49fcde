-- Cases by the numbers of the documents in their forms.

-- name: old_number_offices
SELECT DISTINCT f.office_id FROM form_value f
WHERE f.field LIKE '%.id\_number' AND NOT EXISTS (
  SELECT FROM document_number n WHERE n.office_id = f.office_id
    AND n.application_id = f.application_id AND n.field = f.field);

-- name: old_numbers
SELECT f.application_id, f.field, f.value FROM form_value f
WHERE f.office_id = $1 AND f.field LIKE '%.id\_number' AND NOT EXISTS (
  SELECT FROM document_number n WHERE n.office_id = f.office_id
    AND n.application_id = f.application_id AND n.field = f.field)
LIMIT $2::bigint;

-- name: old_number_insert
INSERT INTO document_number (office_id, application_id, field, number_index)
VALUES ($1, $2::uuid, $3, $4);
