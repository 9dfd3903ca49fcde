-- R16: which office has accepted a matter of a party, and not ended it.

-- name: claim_alone
-- Offices that accept the same for the same party at once come one after the other.
SELECT pg_advisory_xact_lock(hashtextextended(encode($1::bytea, 'hex') || $2::text, 0));

-- name: claim_elsewhere
SELECT office FROM claim WHERE party_index = $1 AND matter = $2 AND office <> $3 LIMIT 1;

-- name: claim_insert
INSERT INTO claim (application_id, office, matter, party_index) VALUES ($1::uuid, $2, $3, $4);

-- name: claim_delete
DELETE FROM claim WHERE application_id = $1::uuid;
