-- A document of a case that is forgotten loses its content and keeps its particulars: who looked at
-- it stays on record. Content is shared by its digest, so it goes when nobody else has it.

ALTER TABLE document DROP CONSTRAINT document_state_check;
ALTER TABLE document ADD CONSTRAINT document_state_check
  CHECK (state IN ('UPLOADING', 'READY', 'DELETED'));
ALTER TABLE document DROP CONSTRAINT document_check1;
ALTER TABLE document ADD CONSTRAINT document_whole
  CHECK (state <> 'READY' OR received_bytes = size_bytes);
-- False while a deleted document's content may still be there.
ALTER TABLE document ADD COLUMN content_removed boolean NOT NULL DEFAULT false;
CREATE INDEX document_to_sweep ON document (office_id, id) WHERE state = 'DELETED' AND NOT content_removed;
CREATE INDEX document_of_content ON document (sha256) WHERE state <> 'DELETED';
CREATE INDEX document_unfinished ON document (create_time) WHERE state = 'UPLOADING';

GRANT UPDATE (content_removed) ON document TO onevisit_document;
