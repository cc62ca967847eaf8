-- The tables of the SQLite ledger, with the same names and columns. What grows with every decision is cut into
-- ranges of numbers, so that pruning can drop them whole. Texts sort by their bytes, as they do there.

CREATE TABLE property (
  name TEXT COLLATE "C" PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO property VALUES ('schema_version', '1'), ('partition_events', '1000000');

CREATE TABLE event (
  sequence BIGINT PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  verdict TEXT COLLATE "C" NOT NULL,
  json TEXT COLLATE "C" NOT NULL,
  salt BYTEA
) PARTITION BY RANGE (sequence);
CREATE INDEX event_by_id ON event (id);
CREATE INDEX event_by_time ON event (at, sequence);
CREATE INDEX event_by_verdict ON event (verdict, at, sequence);

CREATE TABLE deciding_policy (
  policy TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (policy, at, sequence)
) PARTITION BY RANGE (sequence);

CREATE TABLE filed (
  sequence BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  reason TEXT COLLATE "C" NOT NULL,
  model TEXT COLLATE "C" NOT NULL,
  provider TEXT COLLATE "C" NOT NULL
) PARTITION BY RANGE (sequence);
CREATE INDEX filed_by_reason ON filed (reason, at, sequence);
CREATE INDEX filed_by_model ON filed (model, at, sequence);
CREATE INDEX filed_by_provider ON filed (provider, at, sequence);

CREATE TABLE capture (
  sequence BIGINT PRIMARY KEY,
  mode TEXT NOT NULL,
  key TEXT,
  omitted TEXT,
  body BYTEA NOT NULL
) PARTITION BY RANGE (sequence);

CREATE TABLE administration (
  sequence BIGINT PRIMARY KEY,
  id TEXT COLLATE "C" NOT NULL,
  at BIGINT NOT NULL,
  action TEXT COLLATE "C" NOT NULL,
  actor TEXT COLLATE "C" NOT NULL,
  json TEXT COLLATE "C" NOT NULL,
  salt BYTEA
);
CREATE UNIQUE INDEX administration_by_id ON administration (id);
CREATE INDEX administration_by_time ON administration (at, sequence);

CREATE TABLE leaf (
  sequence BIGINT PRIMARY KEY,
  hash BYTEA NOT NULL
);
CREATE TABLE subtree (
  height INTEGER NOT NULL,
  position BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (height, position)
);
CREATE TABLE checkpoint (
  size BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  note TEXT NOT NULL
);
CREATE TABLE checkpoint_key (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key TEXT NOT NULL
);

CREATE TABLE tally (
  kind TEXT COLLATE "C" NOT NULL,
  hour BIGINT NOT NULL,
  name TEXT COLLATE "C" NOT NULL,
  verdict TEXT COLLATE "C" NOT NULL,
  events BIGINT NOT NULL,
  tokens BIGINT NOT NULL,
  micro_usd BIGINT NOT NULL,
  unpriced BIGINT NOT NULL,
  PRIMARY KEY (kind, hour, name, verdict)
);

CREATE TABLE outbox (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  json TEXT NOT NULL
);
CREATE TABLE pack (
  digest TEXT COLLATE "C" PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  plan TEXT NOT NULL,
  sources TEXT NOT NULL
);
CREATE TABLE hold (
  name TEXT COLLATE "C" PRIMARY KEY,
  since TEXT NOT NULL,
  until TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE TABLE escalation (
  id TEXT COLLATE "C" PRIMARY KEY,
  binding BYTEA NOT NULL,
  state TEXT COLLATE "C" NOT NULL,
  created BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  assignee TEXT COLLATE "C",
  draft TEXT NOT NULL,
  claimed_by TEXT,
  claimed_at BIGINT,
  resolved_by TEXT,
  resolved_at BIGINT,
  reason TEXT,
  used_by TEXT,
  used_at BIGINT,
  content BYTEA
);
CREATE INDEX escalation_by_state ON escalation (state, created);
CREATE INDEX escalation_by_binding ON escalation (binding);
