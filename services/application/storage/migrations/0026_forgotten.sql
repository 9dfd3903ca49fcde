-- What was cancelled and forgotten is never looked at again: without this, every minute's look for limits that ran
-- out read all that was ever cancelled. And what is archived waits for nothing.
ALTER TABLE application ADD COLUMN forgotten boolean NOT NULL DEFAULT false;
-- An owner whom the walls hold gets an error here.
SET LOCAL row_security = off;
UPDATE application a SET forgotten = true
WHERE state IN ('CANCELLED', 'LAPSED', 'NOT_ACCEPTED') AND EXISTS (
  SELECT FROM limit_passed p
  WHERE p.office_id = a.office_id AND p.application_id = a.id AND p.revision = a.revision
    AND p.limit_code IN ('CANCELLED_KEPT', 'NOT_ACCEPTED_KEPT'));
DROP INDEX application_waiting;
CREATE INDEX application_waiting ON application (state, update_time) WHERE NOT forgotten AND state <> 'ARCHIVED';

-- As before, and says that it was done.
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
    UPDATE application x SET forgotten = true WHERE x.office_id = office AND x.id = application;
    RETURN;
  END IF;
  DELETE FROM consent x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM limit_passed x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM reveal x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM history x WHERE x.office_id = office AND x.application_id = application;
  DELETE FROM application x WHERE x.office_id = office AND x.id = application;
END $$;
