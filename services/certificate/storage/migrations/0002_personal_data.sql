-- Name and wording are sealed (platform/pg/sealed.h); title, number and foot name the office and its
-- notary. Rows of before are clear bytes until `notaryctl migrate` has sealed them.
ALTER TABLE certificate
  ALTER COLUMN holder_name TYPE bytea USING convert_to(holder_name, 'UTF8'),
  ALTER COLUMN zh_head TYPE bytea USING convert_to(zh_head, 'UTF8'),
  ALTER COLUMN zh_body TYPE bytea USING convert_to(zh_body, 'UTF8'),
  ALTER COLUMN en_head TYPE bytea USING convert_to(en_head, 'UTF8'),
  ALTER COLUMN en_body TYPE bytea USING convert_to(en_body, 'UTF8');

-- The wall between offices, forced on the owner too: a transaction sees the rows of the office it has
-- named (platform/pg/office_wall.h).
ALTER TABLE certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON certificate USING (office_id = current_setting('app.office_id', true));
