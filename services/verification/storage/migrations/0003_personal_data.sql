-- What an agency is asked about a person, and what it said, is sealed (platform/pg/sealed.h). The values
-- of the claims become one field, in the order of claim_fields, with a NUL between: none holds one.
-- Rows of before are clear bytes until `notaryctl migrate` has sealed them.
ALTER TABLE verification ADD COLUMN claims bytea NOT NULL DEFAULT '';
UPDATE verification SET claims = coalesce(
  (SELECT string_agg(convert_to(value, 'UTF8'), '\x00'::bytea ORDER BY n)
   FROM unnest(claim_values) WITH ORDINALITY AS claim(value, n)), '');
ALTER TABLE verification ALTER COLUMN claims DROP DEFAULT;
ALTER TABLE verification DROP CONSTRAINT verification_check2;
ALTER TABLE verification DROP COLUMN claim_values;

-- The wall between offices, forced on the owner too: a transaction sees the rows of the office it has
-- named (platform/pg/office_wall.h). Who has named every office sees the questions that wait.
ALTER TABLE verification ENABLE ROW LEVEL SECURITY;
ALTER TABLE verification FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON verification USING (office_id = current_setting('app.office_id', true));
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON evidence USING (office_id = current_setting('app.office_id', true));
ALTER TABLE letter_series ENABLE ROW LEVEL SECURITY;
ALTER TABLE letter_series FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON letter_series USING (office_id = current_setting('app.office_id', true));
CREATE POLICY every_office ON verification FOR SELECT USING (current_setting('app.office_id', true) = '*' AND state = 'QUEUED');
