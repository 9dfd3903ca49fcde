-- A certificate that is not handed over leaves a file too (R60).
INSERT INTO transition_rule (from_state, event, to_state) VALUES ('WITHHELD', 'ARCHIVE', 'ARCHIVED');
