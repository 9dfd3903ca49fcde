-- Which question was the last one must not hang on a clock: the case's revision at the asking says it.
-- Questions asked before this column came have 0 and stay in the order of their time.
ALTER TABLE verification ADD COLUMN ask_revision bigint NOT NULL DEFAULT 0;
