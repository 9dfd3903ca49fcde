-- Which cases a person is of the side of, at all offices: keyed by the person, so it belongs to no
-- office and has no wall, as the login directory (rule R5). An index and no more: what a case says
-- is read behind the wall of its office.
CREATE TABLE own_case (
  person         text NOT NULL,
  application_id uuid NOT NULL,
  office         text NOT NULL,
  PRIMARY KEY (person, application_id)
);
GRANT SELECT, INSERT, DELETE ON own_case TO onevisit_application;

-- Cases of before. An owner whom the walls hold gets an error here instead of an empty answer.
SET LOCAL row_security = off;
INSERT INTO own_case (person, application_id, office)
SELECT DISTINCT side.person, a.id, a.office_id
FROM application a
CROSS JOIN LATERAL unnest(ARRAY[a.applicant, a.represented, a.representative]) AS side (person)
WHERE side.person <> '';
