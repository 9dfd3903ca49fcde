-- name: certificate_insert
INSERT INTO certificate (office_id, id, application, matter, kind, number, issue_date, holder,
                         holder_name, zh_title, zh_head, zh_body, zh_foot, en_title, en_number,
                         en_head, en_body, en_foot, check_code, digest, status, create_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7::date, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
        $19, $20, 'VALID', $21);

-- name: certificate_get
SELECT * FROM certificate WHERE office_id = $1 AND id = $2::uuid;

-- name: certificate_list
SELECT * FROM certificate WHERE office_id = $1 AND application = $2 ORDER BY id LIMIT 100;

-- name: certificate_by_number
SELECT * FROM certificate WHERE office_id = $1 AND number = $2;

-- name: certificate_void
UPDATE certificate SET status = 'VOID' WHERE office_id = $1 AND application = $2;
