-- What applicants fill in, and what staff type where people are spoken of, is sealed field by field
-- (platform/pg/sealed.h). Rows of before are clear bytes until `notaryctl migrate` has sealed them.
ALTER TABLE form_value ALTER COLUMN value TYPE bytea USING convert_to(value, 'UTF8');
ALTER TABLE history ALTER COLUMN note TYPE bytea USING convert_to(note, 'UTF8');
ALTER TABLE missing_item ALTER COLUMN note TYPE bytea USING convert_to(note, 'UTF8');
ALTER TABLE pause ALTER COLUMN reason TYPE bytea USING convert_to(reason, 'UTF8');
ALTER TABLE verification ALTER COLUMN opinion TYPE bytea USING convert_to(opinion, 'UTF8');

-- By which a case is found again: keyed indexes of the document numbers in its form.
CREATE TABLE document_number (
  office_id      text  NOT NULL,
  application_id uuid  NOT NULL,
  field          text  NOT NULL,
  number_index   bytea NOT NULL CHECK (octet_length(number_index) = 16),
  PRIMARY KEY (office_id, application_id, field),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);
CREATE INDEX document_number_search ON document_number (office_id, number_index, application_id);

GRANT SELECT, INSERT, DELETE ON document_number TO onevisit_application;
GRANT UPDATE (number_index) ON document_number TO onevisit_application;

-- As before, with the numbers; and because it runs with the rights of its owner, whom no wall may
-- hold, it looks at the office itself.
CREATE OR REPLACE FUNCTION forget_application(office text, application uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = application, pg_temp AS $$
DECLARE
  found text := (SELECT a.state FROM application a WHERE a.office_id = office AND a.id = application);
BEGIN
  IF office IS DISTINCT FROM current_setting('app.office_id', true) THEN
    RAISE EXCEPTION 'this case is of another office' USING ERRCODE = 'check_violation';
  END IF;
  IF found IS NULL OR found NOT IN ('DRAFT', 'CANCELLED', 'LAPSED', 'NOT_ACCEPTED') THEN
    RAISE EXCEPTION 'this case is not to be forgotten' USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM document_number x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM form_value x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM material x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM missing_item x WHERE x.office_id = office AND x.application_id = application;
  IF found <> 'DRAFT' THEN
    RETURN;
  END IF;
  DELETE FROM consent x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM limit_passed x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM reveal x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM history x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM application x WHERE x.office_id = office AND x.id = application;
END $$;
