-- What a person has uploaded lately, counted before it may upload more.
CREATE INDEX document_of_owner ON document (office_id, owner, create_time);
