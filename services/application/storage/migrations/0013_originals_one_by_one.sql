-- How the original of each paper compared with what was uploaded (rows 21 and 29).
ALTER TABLE material
  ADD COLUMN original text NOT NULL DEFAULT 'UNSEEN' CHECK (original IN ('UNSEEN', 'PASSED', 'FAILED'));

SET LOCAL row_security = off;
UPDATE material m SET original = 'PASSED'
FROM application a
WHERE a.office_id = m.office_id AND a.id = m.application_id AND a.originals_state = 'PASSED'
  AND m.document <> '';
