-- When an order was paid, as the provider says: what comes in after the end of a case was proposed goes
-- back in full. Of what was paid before, nothing is known.
ALTER TABLE payment_order ADD COLUMN paid_time timestamptz;
GRANT UPDATE (paid_time) ON payment_order TO onevisit_payment;
