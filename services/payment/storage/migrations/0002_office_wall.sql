-- The wall between offices, forced on the owner too: a transaction sees the rows of the office it has
-- named (platform/pg/office_wall.h). Who has named every
-- office sees the orders and refunds that wait for a look.
ALTER TABLE fee_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE fee_note FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON fee_note USING (office_id = current_setting('app.office_id', true));
ALTER TABLE fee_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE fee_line FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON fee_line USING (office_id = current_setting('app.office_id', true));
ALTER TABLE payment_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE payment_order FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON payment_order USING (office_id = current_setting('app.office_id', true));
ALTER TABLE refund ENABLE ROW LEVEL SECURITY;
ALTER TABLE refund FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON refund USING (office_id = current_setting('app.office_id', true));
ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE ledger_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON ledger_entry USING (office_id = current_setting('app.office_id', true));
ALTER TABLE quarantine ENABLE ROW LEVEL SECURITY;
ALTER TABLE quarantine FORCE ROW LEVEL SECURITY;
CREATE POLICY office ON quarantine USING (office_id = current_setting('app.office_id', true));
CREATE POLICY every_office ON payment_order FOR SELECT USING (current_setting('app.office_id', true) = '*' AND next_poll_time IS NOT NULL);
CREATE POLICY every_office ON refund FOR SELECT USING (current_setting('app.office_id', true) = '*' AND next_attempt_time IS NOT NULL);
-- A view reads with the rights of its owner unless told otherwise.
ALTER VIEW posting SET (security_invoker = true);
