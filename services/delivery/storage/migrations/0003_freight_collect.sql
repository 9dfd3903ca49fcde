-- Who pays the courier: what came back is sent again at the recipient's cost (domain.md 8.4).
ALTER TABLE shipment ADD COLUMN freight_collect boolean NOT NULL DEFAULT false;
