-- name: record_put
-- Many at once, each as it stands in the file that import $15 reads.
INSERT INTO record (certificate_number, kind, registration_date, authority, refers_to, hold,
                    first_name, first_id_type, first_id_number, first_birth_date,
                    second_name, second_id_type, second_id_number, second_birth_date, import_id)
SELECT r.number, r.kind, r.day::date, r.authority, r.refers_to, r.hold,
       r.first_name, r.first_type, r.first_number, nullif(r.first_birth, '')::date,
       r.second_name, r.second_type, r.second_number, nullif(r.second_birth, '')::date, $15::uuid
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
            $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
  AS r (number, kind, day, authority, refers_to, hold, first_name, first_type, first_number,
        first_birth, second_name, second_type, second_number, second_birth)
ON CONFLICT (certificate_number) DO UPDATE SET
  kind = excluded.kind, registration_date = excluded.registration_date,
  authority = excluded.authority, refers_to = excluded.refers_to, hold = excluded.hold,
  first_name = excluded.first_name, first_id_type = excluded.first_id_type,
  first_id_number = excluded.first_id_number, first_birth_date = excluded.first_birth_date,
  second_name = excluded.second_name, second_id_type = excluded.second_id_type,
  second_id_number = excluded.second_id_number, second_birth_date = excluded.second_birth_date,
  import_id = excluded.import_id;

-- name: record_drop
-- What import $1 did not find in the file, at most $2 of it; their keys go with them.
DELETE FROM record WHERE certificate_number IN (
  SELECT certificate_number FROM record WHERE import_id IS DISTINCT FROM $1::uuid
  LIMIT $2::bigint);

-- name: record_keys_drop
DELETE FROM record_key WHERE certificate_number = ANY ($1::text[]);

-- name: record_keys_put
INSERT INTO record_key (key, certificate_number)
SELECT DISTINCT key, number FROM unnest($1::text[], $2::text[]) AS k (key, number);

-- name: record_find
-- Those last that have only a day of birth and the first character of a name in common with whoever
-- is asked about: they are many.
SELECT r.* FROM record r
JOIN (SELECT certificate_number, bool_and(starts_with(key, 'birth:')) AS by_birth
      FROM record_key WHERE key = ANY ($1::text[]) GROUP BY certificate_number) found
  USING (certificate_number)
ORDER BY found.by_birth, r.registration_date, r.certificate_number LIMIT 200;

-- name: district_put
INSERT INTO district (division, name, complete_from) VALUES ($1, $2, $3::date)
ON CONFLICT (division) DO UPDATE SET name = excluded.name, complete_from = excluded.complete_from;

-- name: district_drop
DELETE FROM district WHERE division <> ALL ($1::text[]);

-- name: district_list
SELECT division, name, complete_from FROM district ORDER BY division;

-- name: synchronisation_put
INSERT INTO synchronisation (sync_time) VALUES ($1)
ON CONFLICT (only_one) DO UPDATE SET sync_time = excluded.sync_time;

-- name: synchronisation_get
SELECT sync_time FROM synchronisation;

-- name: reply_number
INSERT INTO reply_series (year, last) VALUES ($1::bigint, 1)
ON CONFLICT (year) DO UPDATE SET last = reply_series.last + 1
RETURNING last;

-- name: answer_get
SELECT question_digest, answer FROM answer WHERE office_id = $1 AND request_id = $2::uuid;

-- name: answer_put
INSERT INTO answer (office_id, request_id, question_digest, question, answer, year, serial, outcome,
                    reason_code, answer_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6::bigint, $7::bigint, $8, $9, $10);

-- name: answer_count
SELECT count(*) AS n FROM answer WHERE office_id = $1 AND answer_time >= $2;

-- name: ticket_put
INSERT INTO ticket (office_id, request_id, kind, reason_code, create_time)
VALUES ($1, $2::uuid, $3, $4, $5);
