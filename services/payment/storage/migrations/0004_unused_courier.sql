-- Which lines pay the courier: they go back when the certificate is collected and no parcel ever left.
ALTER TABLE fee_line ADD COLUMN parcel boolean NOT NULL DEFAULT false;
-- Of the notes made so far the tariff's codes say it. The wall lets the owner through meanwhile.
ALTER TABLE fee_line NO FORCE ROW LEVEL SECURITY;
UPDATE fee_line SET parcel = code IN ('COURIER_DELTA', 'COURIER_OTHER');
ALTER TABLE fee_line FORCE ROW LEVEL SECURITY;
ALTER TABLE fee_line ALTER COLUMN parcel DROP DEFAULT;
