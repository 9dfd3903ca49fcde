-- Who acts for whom (domain.md 1.3): the mandate under which a case was begun, whose case it is and
-- who fills it in. Empty where people act for themselves or by a power of attorney on paper.
ALTER TABLE application ADD COLUMN mandate text NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN represented text NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN representative text NOT NULL DEFAULT '';
ALTER TABLE application ADD CONSTRAINT application_mandate_check
  CHECK ((mandate = '') = (representative = '') AND (mandate <> '' OR represented = ''));

CREATE INDEX application_represented ON application (office_id, represented, id)
  WHERE represented <> '';
CREATE INDEX application_representative ON application (office_id, representative, id)
  WHERE representative <> '';
