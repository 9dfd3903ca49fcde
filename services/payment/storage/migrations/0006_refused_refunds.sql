-- Why the last attempt to bring money back failed: a refund that the provider refuses for good, or has
-- refused many times, is shown to people with it.
ALTER TABLE refund ADD COLUMN failure text NOT NULL DEFAULT '';
CREATE INDEX refund_tried ON refund (office_id, id)
  WHERE attempts >= 10 AND next_attempt_time IS NOT NULL;
GRANT UPDATE (failure) ON refund TO onevisit_payment;
