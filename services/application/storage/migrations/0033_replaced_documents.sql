-- Documents that a case had until others took their place. They go when those that it has go: the party
-- was told that what it uploaded is deleted (PIPL 47). Which were replaced before this, nobody wrote down.
CREATE TABLE material_replaced (
  office_id      text NOT NULL,
  application_id uuid NOT NULL,
  document       text NOT NULL CHECK (document <> ''),
  PRIMARY KEY (office_id, application_id, document),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);
CREATE INDEX material_replaced_document ON material_replaced (office_id, document);
GRANT SELECT, INSERT ON material_replaced TO onevisit_application;

ALTER TABLE material_replaced ENABLE ROW LEVEL SECURITY;
ALTER TABLE material_replaced FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON material_replaced USING (office_id = current_setting('app.office_id', true));

-- As before, and what was replaced.
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
  DELETE FROM material_replaced x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM missing_item x WHERE x.office_id = office AND x.application_id = application;
  IF found <> 'DRAFT' THEN
    UPDATE application x SET forgotten = true WHERE x.office_id = office AND x.id = application;
    RETURN;
  END IF;
  DELETE FROM consent x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM limit_passed x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM reveal x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM history x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM application x WHERE x.office_id = office AND x.id = application;
END $$;
