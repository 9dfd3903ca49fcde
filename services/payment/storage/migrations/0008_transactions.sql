-- What is known of one transaction of the provider: it is booked once.
CREATE INDEX payment_order_of_transaction ON payment_order (office_id, transaction_id)
  WHERE transaction_id <> '';
CREATE INDEX quarantine_of_transaction ON quarantine (office_id, transaction_id)
  WHERE transaction_id <> '';
