-- The service may change what it does change and nothing else: whose case it is, in which office, for
-- which matter and since when stays as it was written.
REVOKE UPDATE ON application, form_value FROM onevisit_application;
GRANT UPDATE (state, revision, update_time, visit_mode, handover_mode, original_lost, commitment_signed,
              acceptance_number, accept_time, due_date, due_date_provisional, taker, handler, handler_name,
              approver, producer, payment_state, fee_note, fee_fen, refund_fen, identity_state, originals_state,
              visit_count, completion_rounds, notice_sign_time, ground, fault, shipment, waybill, retention,
              capacity)
  ON application TO onevisit_application;
GRANT UPDATE (value) ON form_value TO onevisit_application;
