-- name: proposal_insert
INSERT INTO proposal (office_id, id, refund_id, report_id, proposer, reason, way, reference,
                      propose_time, verdict, note, reduction, percent, proof,
                      discount_fen)
VALUES ($1, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8, $9, 'OPEN', '', $10, $11::bigint, $12,
        $13::bigint)
ON CONFLICT DO NOTHING;

-- name: proposal_decide
UPDATE proposal SET verdict = $3, decider = nullif($4, ''), note = $5, decide_time = $6
WHERE office_id = $1 AND id = $2::uuid AND verdict = 'OPEN';

-- name: proposal_last_of_refunds
SELECT DISTINCT ON (refund_id) * FROM proposal
WHERE office_id = $1 AND refund_id = ANY ($2::uuid[])
ORDER BY refund_id, verdict = 'OPEN' DESC, id DESC;

-- name: proposal_last_of_reports
SELECT DISTINCT ON (report_id) * FROM proposal
WHERE office_id = $1 AND report_id = ANY ($2::uuid[])
ORDER BY report_id, verdict IN ('OPEN', 'APPROVED') DESC, id DESC;
