-- Each record of the state of a mock is one row, with its latest value.
CREATE TABLE record (
  number INTEGER PRIMARY KEY, -- the order in which records were first written
  tenant TEXT NOT NULL,
  kind TEXT NOT NULL,         -- the table of the mock: bucket, action, key, delivery, …
  id TEXT NOT NULL,
  value TEXT NOT NULL,        -- JSON
  UNIQUE (tenant, kind, id)
);
