-- A record that is no longer in the bureau's file is no longer a registration: which import has put it
-- tells which those are. What was put before this is found by the next import or goes with it.
ALTER TABLE record ADD COLUMN import_id uuid;
GRANT DELETE ON record, district TO onevisit_register;
