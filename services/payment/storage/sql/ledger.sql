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

-- name: quarantine_waiting
SELECT q.*, coalesce((SELECT sum(p.debit_fen) FROM posting p
                      WHERE p.office_id = q.office_id AND p.source = q.id
                        AND p.account = 'SUSPENSE'), 0)::bigint AS suspense_fen
FROM quarantine q
WHERE q.office_id = $1 AND ($2 = '' OR q.id > nullif($2, '')::uuid)
  AND NOT EXISTS (SELECT FROM proposal s WHERE s.office_id = q.office_id AND s.report_id = q.id
                                           AND s.verdict = 'APPROVED')
ORDER BY q.id LIMIT $3::bigint;
