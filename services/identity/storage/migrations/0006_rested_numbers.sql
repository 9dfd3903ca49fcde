-- A telephone number that nobody has signed in with for long may be another's by now (ADR a number that rested). When
-- the persons there are were last here, nobody has written down: for them, the time begins today.
ALTER TABLE person ADD COLUMN sign_in_time timestamptz NOT NULL DEFAULT now();
-- Numbers of documents that were stated and did not fit, since the last sign-in.
ALTER TABLE person ADD COLUMN wrong_proofs integer NOT NULL DEFAULT 0;
-- NULL: the number went to somebody else.
ALTER TABLE person ALTER COLUMN mobile_index DROP NOT NULL;
GRANT UPDATE (sign_in_time, wrong_proofs, mobile_index) ON person TO onevisit_identity;
