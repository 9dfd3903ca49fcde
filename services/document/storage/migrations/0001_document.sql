-- Particulars of uploaded papers; their content lies in the blob store under its digest.

CREATE TABLE document (
  office_id      text        NOT NULL,
  id             uuid        NOT NULL,
  owner          text        NOT NULL,
  media_type     text        NOT NULL,
  size_bytes     bigint      NOT NULL CHECK (size_bytes BETWEEN 1 AND 20971520),
  sha256         text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  received_bytes bigint      NOT NULL CHECK (received_bytes BETWEEN 0 AND size_bytes),
  state          text        NOT NULL CHECK (state IN ('UPLOADING', 'READY')),
  create_time    timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  CHECK (state = 'UPLOADING' OR received_bytes = size_bytes)
);

-- Who of the staff looked at whose papers, and why.
CREATE TABLE document_view (
  office_id   text        NOT NULL,
  document_id uuid        NOT NULL,
  id          uuid        NOT NULL,
  viewer      text        NOT NULL,
  purpose     text        NOT NULL,
  view_time   timestamptz NOT NULL,
  PRIMARY KEY (office_id, document_id, id),
  FOREIGN KEY (office_id, document_id) REFERENCES document
);

GRANT SELECT, INSERT ON document TO onevisit_document;
GRANT UPDATE (received_bytes, state) ON document TO onevisit_document;
GRANT SELECT, INSERT ON document_view TO onevisit_document;
