-- The handling notary's name as an English page prints it (domain.md 2.4).
ALTER TABLE application ADD COLUMN handler_name_pinyin text NOT NULL DEFAULT '';
GRANT UPDATE (handler_name_pinyin) ON application TO onevisit_application;

-- The office puts a translation on file (domain.md 1.5 row 22).
INSERT INTO transition_rule (from_state, event, to_state)
VALUES ('ACCEPTED', 'FILE_TRANSLATION', 'ACCEPTED'),
       ('REVIEWING', 'FILE_TRANSLATION', 'REVIEWING'),
       ('SUPPLEMENT_WAIT', 'FILE_TRANSLATION', 'SUPPLEMENT_WAIT'),
       ('VERIFY_WAIT', 'FILE_TRANSLATION', 'VERIFY_WAIT');
