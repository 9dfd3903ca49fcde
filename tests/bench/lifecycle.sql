-- The yardstick of a lifecycle: 8 transactions, 25 statements, on tables of the usual shape.
-- BEGIN_PIPELINE and END_PIPELINE become \startpipeline and \endpipeline, or nothing.
\set office random(1, 6)
SELECT gen_random_uuid() AS id \gset
BEGIN_PIPELINE
BEGIN;
INSERT INTO bench.application VALUES (:office, :id, 'SUBMITTED', 1, now(), repeat('x', 400));
INSERT INTO bench.event VALUES (:office, :id, 1, 'SUBMIT', now());
INSERT INTO bench.outbox (office, id, body) VALUES (:office, :id, repeat('y', 200));
COMMIT;
END_PIPELINE
BEGIN_PIPELINE
BEGIN;
INSERT INTO bench.payment VALUES (:office, :id, 38000, 'CREATED');
INSERT INTO bench.event VALUES (:office, :id, 2, 'ORDER', now());
COMMIT;
END_PIPELINE
BEGIN_PIPELINE
BEGIN;
UPDATE bench.payment SET state = 'PAID' WHERE office = :office AND id = :id;
INSERT INTO bench.ledger (office, id, debit, credit, fen) VALUES (:office, :id, 'CHANNEL', 'FEES', 38000);
UPDATE bench.application SET state = 'PAID', revision = 2 WHERE office = :office AND id = :id AND revision = 1;
INSERT INTO bench.event VALUES (:office, :id, 3, 'PAID', now());
COMMIT;
END_PIPELINE
BEGIN_PIPELINE
BEGIN;
INSERT INTO bench.event VALUES (:office, :id, 4, 'ASK', now());
INSERT INTO bench.outbox (office, id, body) VALUES (:office, :id, repeat('y', 200));
COMMIT;
END_PIPELINE
BEGIN_PIPELINE
BEGIN;
UPDATE bench.application SET state = 'VERIFIED', revision = 3 WHERE office = :office AND id = :id AND revision = 2;
INSERT INTO bench.event VALUES (:office, :id, 5, 'VERIFIED', now());
COMMIT;
END_PIPELINE
BEGIN_PIPELINE
BEGIN;
UPDATE bench.application SET state = 'ISSUED', revision = 4 WHERE office = :office AND id = :id AND revision = 3;
INSERT INTO bench.event VALUES (:office, :id, 6, 'APPROVE', now());
UPDATE bench.series SET last = last + 1 WHERE office = :office RETURNING last;
COMMIT;
END_PIPELINE
BEGIN_PIPELINE
BEGIN;
INSERT INTO bench.event VALUES (:office, :id, 7, 'DISPATCH', now());
INSERT INTO bench.outbox (office, id, body) VALUES (:office, :id, repeat('y', 200));
COMMIT;
END_PIPELINE
BEGIN_PIPELINE
BEGIN;
UPDATE bench.application SET state = 'DELIVERED', revision = 5 WHERE office = :office AND id = :id AND revision = 4;
INSERT INTO bench.event VALUES (:office, :id, 8, 'DELIVERED', now());
DELETE FROM bench.outbox WHERE office = :office AND id = :id;
COMMIT;
END_PIPELINE
