-- Row 18 holds for every open case, also for one that waits for approval.
INSERT INTO transition_rule (from_state, event, to_state) VALUES
  ('PENDING_APPROVAL', 'PAUSE_FORCE', 'PENDING_APPROVAL'),
  ('PENDING_APPROVAL', 'RESUME_FORCE', 'PENDING_APPROVAL');
