-- R16: whoever applies for the same at two offices is served by the one that accepted first. A claim
-- stands from acceptance until the case is issued or closed, so that it links a party's cases at
-- several offices no longer than the law makes it necessary. It belongs to no office and has no wall
-- (rule R5). Cases accepted before this have none; they end within weeks.
CREATE TABLE claim (
  application_id uuid  NOT NULL PRIMARY KEY,
  office         text  NOT NULL,
  matter         text  NOT NULL,
  party_index    bytea NOT NULL CHECK (octet_length(party_index) = 16)  -- of the party's number
);
CREATE INDEX claim_party ON claim (party_index, matter);
GRANT SELECT, INSERT, DELETE ON claim TO onevisit_application;
