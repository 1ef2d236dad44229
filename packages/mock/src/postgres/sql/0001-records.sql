-- A mock: each tenant of a server has one row. A process that changes the state locks it.
CREATE TABLE tmf654_tenant (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  epoch integer NOT NULL DEFAULT 0,    -- grows when the whole state is replaced
  position bigint NOT NULL DEFAULT 0   -- the position of the latest write
);

-- Each record of the state of a mock is one row, with its latest value.
CREATE TABLE tmf654_record (
  tenant integer NOT NULL,
  kind text NOT NULL,        -- the table of the mock: bucket, action, key, delivery, …
  id text NOT NULL,          -- a long id is cut, and ends with its hash
  long_id text,              -- the complete id, if it is long
  value text,                -- JSON; NULL after the record was removed
  number bigint NOT NULL,    -- the position of the first write
  position bigint NOT NULL,  -- the position of the latest write
  PRIMARY KEY (tenant, kind, id)
);
CREATE INDEX tmf654_record_position ON tmf654_record (tenant, position);
CREATE INDEX tmf654_record_removed ON tmf654_record (tenant, position) WHERE value IS NULL;

-- The running processes. One that was silent for long is removed, and loads the state again.
CREATE TABLE tmf654_replica (
  id text PRIMARY KEY,
  tenant integer NOT NULL,
  position bigint NOT NULL,            -- the process has seen all writes up to here
  transactions integer NOT NULL,       -- the number of its latest transaction
  seen_at timestamptz NOT NULL DEFAULT now()
);

-- The process that sends the events of a mock.
CREATE TABLE tmf654_lease (
  tenant integer PRIMARY KEY,
  replica text NOT NULL,
  ends_at timestamptz NOT NULL
);
