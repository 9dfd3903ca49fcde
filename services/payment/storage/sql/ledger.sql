-- name: ledger_insert
INSERT INTO ledger_entry (office_id, source, fact, accounts, debits_fen, entry_time)
VALUES ($1, $2::uuid, $3, $4::text[], $5::bigint[], $6);

-- name: quarantine_insert
INSERT INTO quarantine (office_id, id, reason, merchant, number, transaction_id, total_fen, currency,
                        create_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (office_id, number, transaction_id, reason) DO NOTHING;

-- name: quarantine_get
SELECT q.*, coalesce((SELECT sum(p.debit_fen) FROM posting p
                      WHERE p.office_id = q.office_id AND p.source = q.id
                        AND p.account = 'SUSPENSE'), 0)::bigint AS suspense_fen
FROM quarantine q WHERE q.office_id = $1 AND q.id = $2::uuid;

-- name: quarantine_of_transaction
SELECT q.*, coalesce((SELECT sum(p.debit_fen) FROM posting p
                      WHERE p.office_id = q.office_id AND p.source = q.id
                        AND p.account = 'SUSPENSE'), 0)::bigint AS suspense_fen
FROM quarantine q WHERE q.office_id = $1 AND q.transaction_id = $2 AND q.transaction_id <> ''
ORDER BY q.id;

-- name: quarantine_returned_twice
SELECT q.*, coalesce((SELECT sum(p.debit_fen) FROM posting p
                      WHERE p.office_id = q.office_id AND p.source = q.id
                        AND p.account = 'SUSPENSE'), 0)::bigint AS suspense_fen
FROM quarantine q WHERE q.office_id = $1 AND q.number = $2 AND q.reason = 'RETURNED_TWICE';

-- name: transaction_booked
SELECT (SELECT count(*) FROM payment_order o
        WHERE o.office_id = $1 AND o.transaction_id = $2 AND o.transaction_id <> ''
          AND o.state = 'PAID')
     + (SELECT count(*) FROM quarantine q
        JOIN ledger_entry l ON l.office_id = q.office_id AND l.source = q.id AND l.fact = 'RECEIVED'
        WHERE q.office_id = $1 AND q.transaction_id = $2 AND q.transaction_id <> '') AS n;

-- name: transaction_of_others
SELECT count(*) AS n FROM payment_order
WHERE office_id = $1 AND transaction_id = $2 AND transaction_id <> '' AND state = 'PAID'
  AND id <> $3::uuid;

-- name: quarantine_waiting
SELECT q.*, coalesce((SELECT sum(p.debit_fen) FROM posting p
                      WHERE p.office_id = q.office_id AND p.source = q.id
                        AND p.account = 'SUSPENSE'), 0)::bigint AS suspense_fen
FROM quarantine q
WHERE q.office_id = $1 AND ($2 = '' OR q.id > nullif($2, '')::uuid)
  AND NOT EXISTS (SELECT FROM proposal s WHERE s.office_id = q.office_id AND s.report_id = q.id
                                           AND s.verdict = 'APPROVED')
ORDER BY q.id LIMIT $3::bigint;

-- name: quarantine_waits
SELECT count(*) AS n FROM quarantine q
WHERE q.office_id = $1 AND q.number = $2 AND q.reason = $3
  AND NOT EXISTS (SELECT FROM proposal s WHERE s.office_id = q.office_id AND s.report_id = q.id
                                           AND s.verdict = 'APPROVED');
