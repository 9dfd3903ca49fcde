-- A parcel that was lost, or taken by somebody else, comes back to the office.
INSERT INTO transition_rule (from_state, event, to_state) VALUES ('INCIDENT', 'RETURNED', 'READY');
