-- A party that is to come before the certificate is issued is called in, once for each visit: for
-- which one it was (domain.md 1.8, N12). Nobody was before this.
ALTER TABLE application ADD COLUMN called_visit bigint NOT NULL DEFAULT 0 CHECK (called_visit >= 0);
GRANT UPDATE (called_visit) ON application TO onevisit_application;
