-- A party that comes is served, whatever else its case waits for.
INSERT INTO transition_rule (from_state, event, to_state)
SELECT state, 'RECORD_VISIT', state
FROM unnest(ARRAY['ACCEPTED', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL']) AS state;
