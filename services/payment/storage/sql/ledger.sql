-- name: ledger_insert
INSERT INTO ledger_entry (office_id, source, fact, accounts, debits_fen, entry_time)
VALUES ($1, $2::uuid, $3, $4::text[], $5::bigint[], $6);

-- name: quarantine_insert
INSERT INTO quarantine (office_id, id, reason, merchant, number, transaction_id, total_fen, currency,
                        create_time)
VALUES ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (office_id, number, transaction_id, reason) DO NOTHING;
