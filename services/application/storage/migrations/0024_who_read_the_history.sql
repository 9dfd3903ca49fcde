-- Opinions, reports and minutes are shown for a purpose, and the record says that it was they.
ALTER TABLE reveal DROP CONSTRAINT reveal_kind_check;
ALTER TABLE reveal ADD CONSTRAINT reveal_kind_check CHECK (kind IN ('REVEAL', 'READING', 'HISTORY'));
