-- A case is read, and others are asked about it, before anything is locked. Then it is held, as it was
-- read: one that has moved meanwhile is a serialization failure, and all of it is done anew.
CREATE FUNCTION hold_application(office text, case_id uuid, read_revision bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM application
  WHERE office_id = office AND id = case_id AND revision = read_revision FOR UPDATE;
  IF NOT FOUND THEN
    RAISE serialization_failure USING MESSAGE = 'the case has moved';
  END IF;
END $$;
