-- name: application_insert
WITH made AS (
  INSERT INTO application (
    office_id, id, applicant, matter, capacity, visit_mode, handover_mode, original_lost,
    commitment_signed, state, revision, acceptance_number, due_date_provisional, taker, handler,
    handler_name, approver, producer, payment_state, fee_note, fee_fen, refund_fen, identity_state,
    originals_state, visit_count, completion_rounds, ground, fault, shipment, waybill, retention,
    create_time, update_time, mandate, represented, representative)
  VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, false, 'DRAFT', 1, '', false, '', '', '', '', '',
          'NONE', '', 0, 0, 'UNCHECKED', 'UNSEEN', 0, 0, '', '', '', '', '', $9, $9, $10, $11, $12)
  RETURNING office_id, id)
INSERT INTO history (office_id, application_id, revision, from_state, event, to_state, role, actor,
                     reason, note, event_time)
SELECT office_id, id, 1, 'NEW', 'START', 'DRAFT', 'APPLICANT', $13, '', '', $9 FROM made;

-- name: application_hold
SELECT hold_application($1, $2::uuid, $3::bigint);

-- name: application_get
-- With what the party agreed to for its notices.
SELECT a.*, EXISTS (
    SELECT FROM consent c
    WHERE c.office_id = a.office_id AND c.application_id = a.id
      AND c.code = 'ELECTRONIC_SERVICE' AND c.withdraw_time IS NULL) AS electronic_service
FROM application a WHERE a.office_id = $1 AND a.id = $2::uuid;

-- name: application_advance
-- One legal move with its history line. The WHERE repeats what was read: a lost lock gives a NULL
-- revision, which history refuses, never an overwrite; its foreign key refuses what no rule allows.
WITH moved AS (
  UPDATE application SET
    state = $4, revision = revision + 1, update_time = $5, visit_mode = $6, handover_mode = $7,
    original_lost = $8, commitment_signed = $9, acceptance_number = $10, accept_time = $11,
    due_date = $12::date, due_date_provisional = $13, taker = $14, handler = $15, approver = $16,
    producer = $17, payment_state = $18, fee_note = $19, fee_fen = $20::bigint,
    refund_fen = $21::bigint, identity_state = $22, originals_state = $23,
    visit_count = $24::bigint, completion_rounds = $25::bigint, notice_sign_time = $26,
    ground = $27, fault = $28, shipment = $29, waybill = $30, retention = $31, capacity = $32,
    handler_name = $39, recusal_open = $40, recused = $41::text[], calendar_version = $42,
    freight_collect = $43, closure_reported = $44,
    parcels_sent = $45::bigint, recall_state = $46, uncollected = $47,
    called_visit = $48::bigint, handler_name_pinyin = $49
  WHERE office_id = $1 AND id = $2::uuid AND revision = $3::bigint AND state = $33
  RETURNING revision)
INSERT INTO history (office_id, application_id, revision, from_state, event, to_state, role, actor,
                     reason, note, event_time)
VALUES ($1, $2::uuid, (SELECT revision FROM moved), $33, $34, $4, $35, $36, $37, $38, $5);

-- name: application_list
SELECT * FROM application
WHERE office_id = $1 AND ($2 = '' OR applicant = $2 OR represented = $2 OR representative = $2)
  AND ($3 = '' OR state = $3)
  AND ($4 = '' OR id < $4::uuid)
ORDER BY id DESC LIMIT $5::bigint;

-- name: history_who_brought
-- Who moved the case into the state that it is in, when, and from which.
SELECT actor, event_time, from_state FROM history
WHERE office_id = $1 AND application_id = $2::uuid AND to_state = $3 AND from_state <> to_state
ORDER BY revision DESC LIMIT 1;

-- name: history_list
SELECT office_id, revision, from_state, event, to_state, role, actor, reason, note, event_time FROM history
WHERE office_id = $1 AND application_id = $2::uuid ORDER BY revision LIMIT 1000;
