-- A parcel that came back is sent again at the recipient's cost, to an address that may be another
-- (domain.md 8.4). What came back before this was charged to nobody, and stays so.
ALTER TABLE application ADD COLUMN freight_collect boolean NOT NULL DEFAULT false;
-- What a courier took on is paid for, whatever became of it.
ALTER TABLE application ADD COLUMN parcels_sent bigint NOT NULL DEFAULT 0 CHECK (parcels_sent >= 0);
GRANT UPDATE (freight_collect, parcels_sent) ON application TO onevisit_application;
-- An owner whom the walls hold gets an error here.
SET LOCAL row_security = off;
UPDATE application SET parcels_sent = 1 WHERE waybill <> '';

INSERT INTO transition_rule (from_state, event, to_state)
SELECT state, 'CHANGE_ADDRESS', state
FROM unnest(ARRAY['ACCEPTED', 'REVIEWING', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL', 'ISSUED',
                  'PRODUCING', 'READY']) AS state;

-- Findings that wait for their second person, among all there are.
CREATE INDEX verification_unconfirmed ON verification (office_id, supervisor)
  WHERE mode = 'MANUAL' AND supervisor <> '' AND confirm_time IS NULL;
