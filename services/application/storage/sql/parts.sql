-- name: form_get
SELECT field, value FROM form_value WHERE office_id = $1 AND application_id = $2::uuid;

-- name: form_put
-- Values, and indexes of the numbers among them.
WITH numbers AS (
  INSERT INTO document_number (office_id, application_id, field, number_index)
  SELECT $1, $2::uuid, field, number_index
  FROM unnest($5::text[], $6::bytea[]) AS given(field, number_index)
  ON CONFLICT (office_id, application_id, field)
  DO UPDATE SET number_index = excluded.number_index)
INSERT INTO form_value (office_id, application_id, field, value)
SELECT $1, $2::uuid, field, value FROM unnest($3::text[], $4::bytea[]) AS given(field, value)
ON CONFLICT (office_id, application_id, field) DO UPDATE SET value = excluded.value;

-- name: form_remove
WITH numbers AS (
  DELETE FROM document_number
  WHERE office_id = $1 AND application_id = $2::uuid AND field = ANY($3::text[]))
DELETE FROM form_value
WHERE office_id = $1 AND application_id = $2::uuid AND field = ANY($3::text[]);

-- name: material_get
SELECT slot, document, by_data_sharing, original FROM material
WHERE office_id = $1 AND application_id = $2::uuid ORDER BY slot;

-- name: material_put
-- The original of another document has not been seen, and the document that it replaces is deleted with
-- those of the case.
WITH replaced AS (
  INSERT INTO material_replaced (office_id, application_id, document)
  SELECT m.office_id, m.application_id, m.document
  FROM material m JOIN unnest($3::text[], $4::text[]) AS given(slot, document) USING (slot)
  WHERE m.office_id = $1 AND m.application_id = $2::uuid AND m.document NOT IN ('', given.document)
  ON CONFLICT (office_id, application_id, document) DO NOTHING)
INSERT INTO material (office_id, application_id, slot, document, by_data_sharing)
SELECT $1, $2::uuid, slot, document, document = ''
FROM unnest($3::text[], $4::text[]) AS given(slot, document)
ON CONFLICT (office_id, application_id, slot)
DO UPDATE SET document = excluded.document, by_data_sharing = excluded.by_data_sharing,
              original = CASE WHEN material.document = excluded.document THEN material.original
                              ELSE 'UNSEEN' END;

-- name: material_remove
-- Their documents are deleted with those of the case.
WITH removed AS (
  DELETE FROM material WHERE office_id = $1 AND application_id = $2::uuid AND slot = ANY ($3::text[])
  RETURNING office_id, application_id, document)
INSERT INTO material_replaced (office_id, application_id, document)
SELECT office_id, application_id, document FROM removed WHERE document <> ''
ON CONFLICT (office_id, application_id, document) DO NOTHING;

-- name: material_compared
UPDATE material m SET original = given.original
FROM unnest($3::text[], $4::text[]) AS given(slot, original)
WHERE m.office_id = $1 AND m.application_id = $2::uuid AND m.slot = given.slot;

-- name: consent_get
SELECT code, consent_time FROM consent
WHERE office_id = $1 AND application_id = $2::uuid AND withdraw_time IS NULL;

-- name: consent_withdrawn
SELECT DISTINCT w.code FROM consent w
WHERE w.office_id = $1 AND w.application_id = $2::uuid AND w.withdraw_time IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM consent c
    WHERE c.office_id = w.office_id AND c.application_id = w.application_id AND c.code = w.code
      AND c.withdraw_time IS NULL);

-- name: consent_put
INSERT INTO consent (office_id, application_id, code, text_hash, consent_time)
SELECT $1, $2::uuid, code, text_hash, $5
FROM unnest($3::text[], $4::text[]) AS given(code, text_hash)
ON CONFLICT (office_id, application_id, code) WHERE withdraw_time IS NULL DO NOTHING;

-- name: consent_withdraw
UPDATE consent SET withdraw_time = $4
WHERE office_id = $1 AND application_id = $2::uuid AND code = $3 AND withdraw_time IS NULL;

-- name: missing_latest
SELECT revision, slot, note FROM missing_item
WHERE office_id = $1 AND application_id = $2::uuid AND revision = (
  SELECT max(revision) FROM missing_item WHERE office_id = $1 AND application_id = $2::uuid)
ORDER BY slot;

-- name: missing_put
INSERT INTO missing_item (office_id, application_id, revision, slot, note)
SELECT $1, $2::uuid, $3::bigint, slot, note
FROM unnest($4::text[], $5::bytea[]) AS given(slot, note);

-- name: pause_get
SELECT kind, reason, start_time, end_time FROM pause
WHERE office_id = $1 AND application_id = $2::uuid ORDER BY start_time;

-- name: pause_start
INSERT INTO pause (office_id, application_id, kind, start_time, reason)
VALUES ($1, $2::uuid, $3, $4, $5);

-- name: pause_end
UPDATE pause SET end_time = $4
WHERE office_id = $1 AND application_id = $2::uuid AND kind = $3 AND end_time IS NULL;

-- name: verification_get
SELECT name, fact, mode, blocking, supervisor, stale_after_days, supporting_outcome, claim_changed, confirm_time, outcome, reason_code, reply_number, ask_time,
       answer_time, data_time, duration_ms, opinion, ask_revision, answer_revision
FROM verification WHERE office_id = $1 AND application_id = $2::uuid ORDER BY ask_revision, ask_time, name;

-- name: verification_ask
INSERT INTO verification (office_id, application_id, name, fact, mode, blocking, supervisor,
                          stale_after_days, supporting_outcome, outcome, reason_code, reply_number,
                          ask_time, ask_revision, duration_ms, opinion)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8::bigint, $10, '', '', '', $9, $11::bigint, 0, '');

-- name: verification_overtaken
UPDATE verification SET claim_changed = true
WHERE office_id = $1 AND application_id = $2::uuid AND name = ANY ($3::text[]);

-- name: verification_answer
UPDATE verification SET outcome = $4, reason_code = $5, reply_number = $6, answer_time = $7,
                        data_time = $8, duration_ms = $9::bigint, answer_revision = $10::bigint
WHERE office_id = $1 AND application_id = $2::uuid AND name = $3 AND outcome = '';

-- name: verification_confirm
UPDATE verification SET confirm_time = $4
WHERE office_id = $1 AND application_id = $2::uuid AND name = $3;

-- name: disclosure_permit
-- Who permitted it, and no question since has used that.
SELECT actor FROM history
WHERE office_id = $1 AND application_id = $2::uuid AND event = 'PERMIT_DISCLOSURE' AND reason = $3
  AND revision > coalesce((
    SELECT max(ask_revision) FROM verification
    WHERE office_id = $1 AND application_id = $2::uuid AND fact = $3 AND mode = 'DISCLOSE'), 0)
ORDER BY revision DESC LIMIT 1;

-- name: verification_opinion
UPDATE verification SET opinion = $4
WHERE office_id = $1 AND application_id = $2::uuid AND name = $3 AND outcome <> '';
