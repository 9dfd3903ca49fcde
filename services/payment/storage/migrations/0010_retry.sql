-- What the provider refused because of a fault of ours is mended, and it is asked anew by a person.
INSERT INTO refund_move VALUES ('ABNORMAL', 'SENT');
-- Meanwhile somebody else may have sent the money in another way, and says so.
INSERT INTO refund_move VALUES ('SENT', 'RESOLVING');
