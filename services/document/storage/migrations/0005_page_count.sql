-- How many pages a paper has, for slots that take only so many. NULL: uploaded before anybody counted,
-- or by a version that does not; 0: it does not tell.
ALTER TABLE document ADD COLUMN page_count integer;

GRANT UPDATE (page_count) ON document TO onevisit_document;
