-- A parcel that is ordered and not picked up can be called back (domain.md 8.4). The case asks for it; the courier
-- says whether it is in time.
ALTER TABLE shipment ADD COLUMN recall_time timestamptz;  -- asked for, and not answered with "too late"
ALTER TABLE shipment ADD COLUMN cancel_time timestamptz;  -- the courier has cancelled its order
GRANT UPDATE (recall_time, cancel_time) ON shipment TO onevisit_delivery;
