-- By which working calendar the due date was counted. The next year's comes in November, and what is
-- open then is counted again (domain.md 9). Cases of before have '', which no calendar is called.
ALTER TABLE application ADD COLUMN calendar_version text NOT NULL DEFAULT '';
GRANT UPDATE (calendar_version) ON application TO onevisit_application;

INSERT INTO transition_rule (from_state, event, to_state)
SELECT state, 'NEW_CALENDAR', state
FROM unnest(ARRAY['ACCEPTED', 'REVIEWING', 'PENDING_APPROVAL', 'REFUSAL_PENDING', 'TERMINATION_PENDING'])
  AS state;
