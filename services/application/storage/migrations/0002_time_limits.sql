-- What time does to a case: limits that ran out and were acted on, each once; and forgetting.

CREATE TABLE limit_passed (
  office_id      text        NOT NULL,
  application_id uuid        NOT NULL,
  limit_code     text        NOT NULL,
  revision       bigint      NOT NULL,  -- of what was waited for; 0: the fee
  pass_time      timestamptz NOT NULL,
  PRIMARY KEY (office_id, application_id, limit_code, revision),
  FOREIGN KEY (office_id, application_id) REFERENCES application
);
GRANT SELECT, INSERT ON limit_passed TO onevisit_application;

CREATE INDEX application_waiting ON application (state, update_time);
CREATE INDEX application_unpaid ON application (accept_time) WHERE payment_state = 'ASSESSED';
CREATE INDEX material_document ON material (office_id, document) WHERE document <> '';

-- Row 36 holds for every open case.
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('PENDING_APPROVAL', 'AGENCY_ANSWERED', 'PENDING_APPROVAL'),
  ('PENDING_APPROVAL', 'ASK_AGENCY', 'PENDING_APPROVAL'),
  ('PENDING_APPROVAL', 'PROPOSE_TERMINATION', 'TERMINATION_PENDING');

-- Takes a person's data out of a case that never was accepted; a draft goes altogether. The service
-- itself may not delete history: this is the one way, and it looks at the state again.
CREATE FUNCTION forget_application(office text, application uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = application, pg_temp AS $$
DECLARE
  found text := (SELECT a.state FROM application a WHERE a.office_id = office AND a.id = application);
BEGIN
  IF found IS NULL OR found NOT IN ('DRAFT', 'CANCELLED', 'LAPSED', 'NOT_ACCEPTED') THEN
    RAISE EXCEPTION 'this case is not to be forgotten' USING ERRCODE = 'check_violation';
  END IF;
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
REVOKE EXECUTE ON FUNCTION forget_application FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_application TO onevisit_application;
