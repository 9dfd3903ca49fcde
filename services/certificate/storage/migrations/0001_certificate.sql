-- Certificates whose text is fixed. Nobody may edit an issued text (invariant 8): the service's role
-- can change nothing but the status.

CREATE TABLE certificate (
  office_id   text        NOT NULL,
  id          uuid        NOT NULL,
  application text        NOT NULL,
  matter      text        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('MAIN', 'COPY_TRANS')),
  number      text        NOT NULL,
  issue_date  date        NOT NULL,
  holder      text        NOT NULL,
  holder_name text        NOT NULL,
  zh_title    text        NOT NULL,
  zh_head     text        NOT NULL,
  zh_body     text        NOT NULL,
  zh_foot     text        NOT NULL,
  en_title    text        NOT NULL,
  en_number   text        NOT NULL,
  en_head     text        NOT NULL,
  en_body     text        NOT NULL,
  en_foot     text        NOT NULL,
  check_code  text        NOT NULL,
  digest      text        NOT NULL,
  status      text        NOT NULL CHECK (status IN ('VALID', 'VOID')),
  create_time timestamptz NOT NULL,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, number)
);
CREATE INDEX certificate_of_case ON certificate (office_id, application, id);

GRANT SELECT, INSERT ON certificate TO onevisit_certificate;
GRANT UPDATE (status) ON certificate TO onevisit_certificate;
