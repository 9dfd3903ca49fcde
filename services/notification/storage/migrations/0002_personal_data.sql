-- Mobiles and texts are sealed (platform/pg/sealed.h): the values filled into a text may name people.
-- Rows of before are clear bytes until `notaryctl migrate` has sealed them.
ALTER TABLE notice
  ALTER COLUMN mobile TYPE bytea USING convert_to(mobile, 'UTF8'),
  ALTER COLUMN text_zh TYPE bytea USING convert_to(text_zh, 'UTF8'),
  ALTER COLUMN text_en TYPE bytea USING convert_to(text_en, 'UTF8');

-- The wall between offices, forced on the owner too: a transaction sees the rows of the office it has
-- named (platform/pg/office_wall.h). Who has named every office sees the messages that wait.
ALTER TABLE notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON notice USING (office_id = current_setting('app.office_id', true));
ALTER TABLE notice_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_series FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON notice_series USING (office_id = current_setting('app.office_id', true));
CREATE POLICY every_office ON notice FOR SELECT USING (current_setting('app.office_id', true) = '*' AND message_state = 'QUEUED');
