-- After which move of the case an answer came: one that came after what was found by hand, and says
-- otherwise, is not passed over (domain.md 6.6 row 33). Answers of before this, and those that a process
-- of the version before writes down, count as having come in time.
ALTER TABLE verification ADD COLUMN answer_revision bigint NOT NULL DEFAULT 0;
GRANT UPDATE (answer_revision) ON verification TO onevisit_application;
