-- Notices, their gapless numbers, and the text messages still to be sent.

CREATE TABLE notice_series (
  office_id text   NOT NULL,
  code      text   NOT NULL,
  year      bigint NOT NULL,
  last      bigint NOT NULL CHECK (last > 0),
  PRIMARY KEY (office_id, code, year)
);

CREATE TABLE notice (
  office_id        text        NOT NULL,
  id               uuid        NOT NULL,
  code             text        NOT NULL,
  number           text        NOT NULL,
  application      text        NOT NULL,
  addressee        text        NOT NULL,
  mobile           text        NOT NULL,
  title_zh         text        NOT NULL,
  title_en         text        NOT NULL,
  text_zh          text        NOT NULL,
  text_en          text        NOT NULL,
  legal_basis      text        NOT NULL,
  message_state    text        NOT NULL CHECK (message_state IN ('NONE', 'QUEUED', 'SENT', 'FAILED')),
  message_attempts bigint      NOT NULL DEFAULT 0,
  next_attempt_time timestamptz,
  create_time      timestamptz NOT NULL,
  read_time        timestamptz,
  PRIMARY KEY (office_id, id),
  UNIQUE (office_id, number),
  CHECK ((message_state = 'QUEUED') = (next_attempt_time IS NOT NULL))
);
CREATE INDEX notice_of_case ON notice (office_id, application, id);
CREATE INDEX notice_queue ON notice (next_attempt_time) WHERE message_state = 'QUEUED';

GRANT SELECT, INSERT, UPDATE ON notice_series TO onevisit_notification;
GRANT SELECT, INSERT ON notice TO onevisit_notification;
-- The text of a notice is fixed once it is made.
GRANT UPDATE (message_state, message_attempts, next_attempt_time, read_time) ON notice
  TO onevisit_notification;
