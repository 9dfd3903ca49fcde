-- Cases that the office has to see to in time (domain.md 1.6) are found among those that are open, not
-- among all there ever were.
CREATE INDEX application_open ON application (office_id, id)
  WHERE state IN ('ACCEPTED', 'REVIEWING', 'SUPPLEMENT_WAIT', 'VERIFY_WAIT', 'PENDING_APPROVAL',
                  'REFUSAL_PENDING', 'TERMINATION_PENDING');
CREATE INDEX application_unanswered ON application (office_id, id)
  WHERE state IN ('SUBMITTED', 'PRE_CHECK');
CREATE INDEX application_unfiled ON application (office_id, id)
  WHERE state IN ('DELIVERED', 'WITHHELD', 'REFUSED', 'TERMINATED');
CREATE INDEX application_recusal_open ON application (office_id, id) WHERE recusal_open;
