-- A parcel that is ordered and not picked up can be called back (domain.md 8.4).
ALTER TABLE application ADD COLUMN recall_state text NOT NULL DEFAULT 'NOT_RECALLED'
  CHECK (recall_state IN ('NOT_RECALLED', 'RECALL_ASKED', 'RECALL_TOO_LATE', 'RECALLED'));
GRANT UPDATE (recall_state) ON application TO onevisit_application;

INSERT INTO transition_rule (from_state, event, to_state)
VALUES ('IN_TRANSIT', 'RECALL', 'IN_TRANSIT'), ('READY', 'DELIVERED', 'DELIVERED');
