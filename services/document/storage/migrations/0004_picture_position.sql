-- Whether a picture says where it was taken. It is evidence and stays as it came; who uploads it or
-- passes it on is told. NULL: uploaded before anybody looked.
ALTER TABLE document ADD COLUMN tells_position boolean;

GRANT UPDATE (tells_position) ON document TO onevisit_document;
