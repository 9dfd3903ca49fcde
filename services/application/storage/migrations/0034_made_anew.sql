-- What is lost or damaged is made anew by whoever takes it on, from the list of what is to be produced, so that the
-- fourth eye is not the hand that made it this time. What is found false need not be printed to be withheld. Consents
-- can be taken back for as long as anything is still done under them. The two moves of before, REPRODUCE to PRODUCING,
-- stay: a process of the version before may make them, and histories say them.
INSERT INTO transition_rule (from_state, event, to_state)
VALUES ('INCIDENT', 'REPRODUCE', 'ISSUED'), ('READY', 'REPRODUCE', 'ISSUED'),
  ('ISSUED', 'WITHHOLD', 'WITHHELD'), ('PRODUCING', 'WITHHOLD', 'WITHHELD'),
  ('IN_TRANSIT', 'WITHDRAW_CONSENT', 'IN_TRANSIT'), ('INCIDENT', 'WITHDRAW_CONSENT', 'INCIDENT'),
  ('REFUSAL_PENDING', 'WITHDRAW_CONSENT', 'REFUSAL_PENDING'),
  ('TERMINATION_PENDING', 'WITHDRAW_CONSENT', 'TERMINATION_PENDING');
