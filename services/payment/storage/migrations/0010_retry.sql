-- What the provider refused because of a fault of ours is mended, and it is asked anew by a person.
INSERT INTO refund_move VALUES ('ABNORMAL', 'SENT');
