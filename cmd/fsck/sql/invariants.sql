-- Each statement returns the rows that break one invariant: none when it holds.

-- name: fee_before_acceptance
SELECT f.application AS detail FROM payment.fee_note f
JOIN application.application a ON f.application = 'offices/' || a.office_id || '/applications/' || a.id
WHERE a.accept_time IS NULL OR f.create_time < a.accept_time LIMIT 10;

-- name: number_without_approval
SELECT c.number AS detail FROM application.certificate c
LEFT JOIN application.history h ON h.office_id = c.office_id AND h.application_id = c.application_id
  AND h.event = 'APPROVE' AND h.to_state = 'ISSUED' AND h.event_time = c.issue_time
WHERE h.revision IS NULL LIMIT 10;

-- name: numbers_with_gap
SELECT office_id || ' ' || year || ': ' || count(*) || ' numbers up to ' || max(serial) AS detail
FROM application.certificate GROUP BY office_id, year
HAVING count(*) <> max(serial) OR min(serial) <> 1
UNION ALL
SELECT coalesce(s.office_id, c.office_id) || ': the series stands at ' || coalesce(s.last, 0)
FROM (SELECT * FROM application.series WHERE kind = 'CERTIFICATE') s
FULL JOIN (SELECT office_id, year, count(*) AS issued FROM application.certificate
           GROUP BY office_id, year) c USING (office_id, year)
WHERE s.last IS DISTINCT FROM c.issued
UNION ALL
SELECT office_id || ' ' || year || ': register' FROM application.register_entry
GROUP BY office_id, year HAVING count(*) <> max(serial) OR min(serial) <> 1 LIMIT 10;

-- name: four_eyes
SELECT id::text AS detail FROM application.application
WHERE (approver <> '' AND approver = handler)
UNION ALL
-- Of what was made last before it: other news may lie between.
SELECT h.application_id::text FROM application.history h
JOIN LATERAL (
  SELECT p.actor FROM application.history p
  WHERE p.office_id = h.office_id AND p.application_id = h.application_id AND p.event = 'PRODUCE'
    AND p.revision < h.revision
  ORDER BY p.revision DESC LIMIT 1) made ON made.actor = h.actor
WHERE h.event = 'PASS_QUALITY'
LIMIT 10;

-- name: recusal_disagrees
-- What the case says of a recusal, and the requests themselves.
SELECT a.id::text AS detail FROM application.application a
WHERE a.recusal_open <> EXISTS (
    SELECT FROM application.recusal r
    WHERE r.office_id = a.office_id AND r.application_id = a.id AND r.outcome = 'OPEN')
  OR EXISTS (
    SELECT FROM application.recusal r
    WHERE r.office_id = a.office_id AND r.application_id = a.id AND r.outcome = 'UPHELD'
      AND r.notary <> ALL (a.recused))
LIMIT 10;

-- name: repeated_without_reason
-- The applicant goes to the office once (S23); originals that failed are the reason of their own visit.
SELECT a.id::text AS detail FROM application.application a
WHERE a.visit_count > 1 AND a.visit_count - 1 > (
  SELECT count(*) FROM application.history h
  WHERE h.office_id = a.office_id AND h.application_id = a.id
    AND h.event IN ('RECORD_VISIT', 'HAND_OVER', 'WITHHOLD') AND h.reason <> '')
LIMIT 10;

-- name: visit_in_closure
-- Nobody is expected where the office has closed: such visits were cancelled when it did.
SELECT v.id::text AS detail FROM appointment.visit v
JOIN appointment.opening_change c USING (office_id)
WHERE v.state = 'BOOKED' AND c.state = 'IN_FORCE' AND c.kind = 'CLOSED'
  AND v.start_time < c.end_time AND c.start_time < v.end_time LIMIT 10;

-- name: pause_outlives_case
SELECT p.application_id::text AS detail FROM application.pause p
JOIN application.application a ON a.office_id = p.office_id AND a.id = p.application_id
WHERE p.end_time IS NULL
  AND a.state NOT IN ('SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'REFUSAL_PENDING', 'TERMINATION_PENDING')
  AND NOT (p.kind = 'FORCE_MAJEURE' AND a.state IN ('ACCEPTED', 'REVIEWING', 'PENDING_APPROVAL'))
LIMIT 10;

-- name: pause_without_notice
SELECT p.application_id::text AS detail FROM application.pause p
WHERE NOT EXISTS (
  SELECT FROM notification.notice n
  WHERE n.office_id = p.office_id AND n.application = 'offices/' || p.office_id || '/applications/' || p.application_id
    AND n.code IN ('N07', 'N08'))
LIMIT 10;

-- name: left_unseen
-- A void certificate was withheld and has not left.
SELECT a.id::text AS detail FROM application.application a
WHERE a.state IN ('IN_TRANSIT', 'DELIVERED', 'ARCHIVED') AND a.approver <> ''
  AND (a.identity_state <> 'IN_PERSON' OR a.originals_state <> 'PASSED')
  AND NOT EXISTS (
    SELECT FROM application.certificate c
    WHERE c.office_id = a.office_id AND c.application_id = a.id AND c.status = 'VOID')
LIMIT 10;

-- name: issued_without_text
SELECT c.number AS detail FROM application.certificate c
LEFT JOIN certificate.certificate t ON t.office_id = c.office_id AND t.number = c.number
WHERE t.id IS NULL OR t.issue_date <> c.issue_date OR t.status <> c.status LIMIT 10;

-- name: not_in_register
SELECT a.id::text AS detail FROM application.application a
LEFT JOIN application.register_entry r ON r.office_id = a.office_id AND r.application_id = a.id
WHERE a.accept_time IS NOT NULL AND r.serial IS NULL LIMIT 10;

-- name: state_is_not_history
SELECT a.id::text AS detail FROM application.application a
JOIN LATERAL (
  SELECT count(*) AS lines, max(revision) AS last FROM application.history h
  WHERE h.office_id = a.office_id AND h.application_id = a.id) h ON true
LEFT JOIN application.history l ON l.office_id = a.office_id AND l.application_id = a.id AND l.revision = h.last
WHERE h.lines <> a.revision OR h.last <> a.revision OR l.to_state <> a.state
UNION ALL
SELECT h.application_id::text FROM application.history h
JOIN application.history p ON p.office_id = h.office_id AND p.application_id = h.application_id
  AND p.revision = h.revision - 1
WHERE p.to_state <> h.from_state LIMIT 10;

-- name: moved_after_the_end
SELECT application_id::text AS detail FROM application.history
WHERE from_state IN ('LAPSED', 'CANCELLED', 'NOT_ACCEPTED', 'ARCHIVED') AND to_state <> from_state
LIMIT 10;

-- name: delivered_without_receipt
SELECT DISTINCT h.application_id::text AS detail FROM application.history h
WHERE h.to_state = 'DELIVERED' AND h.from_state <> 'DELIVERED' AND NOT EXISTS (
  SELECT FROM notification.notice n
  WHERE n.office_id = h.office_id AND n.code = 'N14'
    AND n.application = 'offices/' || h.office_id || '/applications/' || h.application_id)
LIMIT 10;

-- name: ledger_unbalanced
SELECT office_id || ' ' || fact AS detail FROM payment.ledger_entry
WHERE (SELECT sum(v) FROM unnest(debits_fen) AS v) <> 0 LIMIT 10;

-- name: refunded_too_much
SELECT o.id::text AS detail FROM payment.refund r
JOIN payment.payment_order o ON o.office_id = r.office_id AND o.id = r.order_id
WHERE r.state = 'DONE' GROUP BY o.id, o.total_fen
HAVING sum(r.office_fen + r.third_party_fen) > o.total_fen LIMIT 10;

-- name: owed_back_untracked
SELECT office_id AS detail FROM (
  SELECT office_id, debit_fen AS fen FROM payment.posting WHERE account = 'REFUND_PAYABLE'
  UNION ALL
  SELECT office_id, office_fen + third_party_fen FROM payment.refund
  WHERE state IN ('APPROVED', 'SENT', 'ABNORMAL', 'RESOLVING')) AS owed
GROUP BY office_id HAVING sum(fen) <> 0 LIMIT 10;

-- name: refund_without_proposal
SELECT r.id::text AS detail FROM payment.refund r
WHERE (r.state IN ('PROPOSED', 'RESOLVING')) <> EXISTS (
  SELECT FROM payment.proposal p
  WHERE p.office_id = r.office_id AND p.refund_id = r.id AND p.verdict = 'OPEN') LIMIT 10;

-- name: money_disagrees
SELECT a.id::text AS detail FROM application.application a
JOIN payment.fee_note f ON f.office_id = a.office_id
  AND f.application = 'offices/' || a.office_id || '/applications/' || a.id
WHERE a.fee_fen <> f.office_fen + f.third_party_fen - coalesce(f.discount_fen, 0)
   OR a.refund_fen <> f.refunded_office_fen + f.refunded_third_party_fen LIMIT 10;

-- name: own_lists_disagree
-- What is still owed to a list is on its way there.
WITH side AS (
  SELECT DISTINCT p.person, a.id AS application_id, a.office_id AS office
  FROM application.application a
  CROSS JOIN LATERAL unnest(ARRAY[a.applicant, a.represented, a.representative]) AS p (person)
  WHERE p.person <> '')
SELECT person || ' ' || application_id AS detail
FROM side s FULL JOIN application.own_case o USING (person, application_id, office)
WHERE (s.person IS NULL OR o.person IS NULL)
  AND NOT EXISTS (
    SELECT FROM application.outbox c WHERE c.ordering_key = person || '/' || application_id)
LIMIT 10;

-- name: claims_disagree
SELECT c.application_id::text AS detail FROM application.claim c
LEFT JOIN application.application a ON a.office_id = c.office AND a.id = c.application_id
WHERE a.id IS NULL OR a.accept_time IS NULL
   OR a.state NOT IN ('ACCEPTED', 'REVIEWING', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL',
                      'REFUSAL_PENDING', 'TERMINATION_PENDING')
UNION ALL
SELECT min(application_id::text) FROM application.claim GROUP BY party_index, matter
HAVING count(DISTINCT office) > 1
LIMIT 10;

-- name: refused_calls
SELECT method || ': ' || refused_reason AS detail FROM (
  SELECT method, refused_reason FROM application.outbox
  UNION ALL SELECT method, refused_reason FROM appointment.outbox
  UNION ALL SELECT method, refused_reason FROM certificate.outbox
  UNION ALL SELECT method, refused_reason FROM delivery.outbox
  UNION ALL SELECT method, refused_reason FROM document.outbox
  UNION ALL SELECT method, refused_reason FROM identity.outbox
  UNION ALL SELECT method, refused_reason FROM notification.outbox
  UNION ALL SELECT method, refused_reason FROM payment.outbox
  UNION ALL SELECT method, refused_reason FROM verification.outbox) AS calls
WHERE refused_reason IS NOT NULL LIMIT 10;

-- name: parcel_untold
-- Unless the report is on its way.
SELECT s.id::text AS detail FROM delivery.shipment s
JOIN application.application a ON s.office_id = a.office_id
  AND s.application = 'offices/' || a.office_id || '/applications/' || a.id
WHERE a.state = 'IN_TRANSIT' AND a.shipment = 'offices/' || s.office_id || '/shipments/' || s.id
  AND s.state IN ('SIGNED', 'RETURNED', 'CANCELLED')
  AND NOT EXISTS (SELECT FROM delivery.outbox o
                  WHERE o.office_id = s.office_id AND o.ordering_key = a.id::text)
LIMIT 10;

-- name: papers_after
SELECT DISTINCT sha256 FROM document.document
WHERE state = 'READY' AND sha256 > $1 ORDER BY sha256 LIMIT 1000;

-- name: paper_of
SELECT 'offices/' || office_id || '/documents/' || id AS detail FROM document.document
WHERE state = 'READY' AND sha256 = $1 ORDER BY id LIMIT 1;
