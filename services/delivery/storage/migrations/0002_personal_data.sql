-- Recipients are sealed field by field (platform/pg/sealed.h). Rows of before are clear bytes until
-- `notaryctl migrate` has sealed them.
ALTER TABLE shipment
  ALTER COLUMN recipient_name TYPE bytea USING convert_to(recipient_name, 'UTF8'),
  ALTER COLUMN recipient_mobile TYPE bytea USING convert_to(recipient_mobile, 'UTF8'),
  ALTER COLUMN address TYPE bytea USING convert_to(address, 'UTF8');

-- The wall between offices, forced on the owner too: a transaction sees the rows of the office it has
-- named (platform/pg/office_wall.h). Who has named every office sees the parcels that wait for a look.
ALTER TABLE shipment ENABLE ROW LEVEL SECURITY;
ALTER TABLE shipment FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON shipment USING (office_id = current_setting('app.office_id', true));
ALTER TABLE scan ENABLE ROW LEVEL SECURITY;
ALTER TABLE scan FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON scan USING (office_id = current_setting('app.office_id', true));
CREATE POLICY every_office ON shipment FOR SELECT USING (current_setting('app.office_id', true) = '*' AND next_look_time IS NOT NULL);
