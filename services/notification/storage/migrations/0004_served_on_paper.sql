-- How a notice is served: to who did not agree to electronic service, on paper (domain.md 1.8). All
-- notices of before went out electronically.
ALTER TABLE notice
  ADD COLUMN service     text NOT NULL DEFAULT 'ELECTRONIC',
  ADD COLUMN paper_way   text NOT NULL DEFAULT 'PAPER_WAY_UNSPECIFIED',
  ADD COLUMN serve_date  date,
  ADD COLUMN served_by   text NOT NULL DEFAULT '',
  ADD COLUMN mail_number text NOT NULL DEFAULT '';
ALTER TABLE notice ADD CONSTRAINT notice_service CHECK (
  service = 'PAPER' OR (service = 'ELECTRONIC' AND serve_date IS NULL)) NOT VALID;
ALTER TABLE notice ADD CONSTRAINT notice_paper_way CHECK (
  CASE paper_way
    WHEN 'PAPER_WAY_UNSPECIFIED' THEN serve_date IS NULL AND served_by = '' AND mail_number = ''
    WHEN 'HANDED_OVER' THEN serve_date IS NOT NULL AND served_by <> '' AND mail_number = ''
    WHEN 'REGISTERED_MAIL' THEN serve_date IS NOT NULL AND served_by <> '' AND mail_number <> ''
    ELSE false
  END) NOT VALID;
CREATE INDEX notice_unserved ON notice (office_id, id) WHERE service = 'PAPER' AND serve_date IS NULL;
GRANT UPDATE (paper_way, serve_date, served_by, mail_number) ON notice TO onevisit_notification;
