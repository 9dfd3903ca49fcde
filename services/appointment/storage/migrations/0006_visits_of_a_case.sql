-- What became of a visit is asked of all that a case ever had: one may have been taken for missed
-- before it was said that its party came.
CREATE INDEX visit_by_case ON visit (office_id, application, create_time);
