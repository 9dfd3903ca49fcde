-- The wall between offices, forced on the owner too: a transaction sees the rows of the office it has
-- named (platform/pg/office_wall.h). Who has named every
-- office sees what is to be swept, and whether content is shared: nothing here tells of a person.
ALTER TABLE document ENABLE ROW LEVEL SECURITY;
ALTER TABLE document FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON document USING (office_id = current_setting('app.office_id', true));
ALTER TABLE document_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_view FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON document_view USING (office_id = current_setting('app.office_id', true));
CREATE POLICY every_office ON document FOR SELECT USING (current_setting('app.office_id', true) = '*');
