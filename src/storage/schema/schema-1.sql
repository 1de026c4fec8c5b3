-- The first schema: one table for each kind of record, with the columns of its declaration
-- (src/domain/records/sr-kinds.h), and what the storage keeps beside them.
--
-- SPDX-FileCopyrightText: the Service Room authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Records. NOT NULL where the declaration says "required", REFERENCES where it says "reference".

CREATE TABLE team (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  name TEXT NOT NULL,
  lead INTEGER REFERENCES staff (id),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  team INTEGER REFERENCES team (id),
  phone TEXT,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE calendar (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  week TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE calendar_exception (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  calendar INTEGER NOT NULL REFERENCES calendar (id),
  date TEXT NOT NULL,
  rank TEXT NOT NULL,
  hours TEXT,
  template_weekday INTEGER,
  holiday_kind TEXT,
  name TEXT,
  source TEXT,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE service_type (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent INTEGER REFERENCES service_type (id),
  family TEXT NOT NULL,
  team INTEGER REFERENCES team (id),
  calendar INTEGER REFERENCES calendar (id),
  position INTEGER,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE cause (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  service_type INTEGER REFERENCES service_type (id),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE resolution (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE policy (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  effective_from INTEGER NOT NULL,
  decided_by TEXT,
  basis TEXT
) STRICT;

CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  policy INTEGER NOT NULL REFERENCES policy (id),
  clock TEXT NOT NULL,
  service_type INTEGER REFERENCES service_type (id),
  priority TEXT,
  seconds INTEGER,
  workdays INTEGER,
  time_basis TEXT NOT NULL
) STRICT;

CREATE TABLE parameter (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  unit TEXT,
  effective_from TEXT,
  decided_by TEXT,
  basis TEXT
) STRICT;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  salutation TEXT,
  organisation INTEGER REFERENCES customer (id),
  department TEXT,
  place TEXT,
  phones TEXT,
  emails TEXT,
  address TEXT,
  level TEXT NOT NULL,
  preferred_channel TEXT,
  best_time TEXT,
  do_not_call INTEGER NOT NULL CHECK (do_not_call IN (0, 1)),
  consent_at INTEGER,
  remark TEXT,
  merged_into INTEGER REFERENCES customer (id),
  source_key TEXT
) STRICT;

CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  number TEXT NOT NULL,
  number_year INTEGER NOT NULL,
  number_serial INTEGER NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT,
  customer INTEGER NOT NULL REFERENCES customer (id),
  contact_name TEXT,
  contact_phone TEXT,
  channel TEXT NOT NULL,
  type INTEGER NOT NULL REFERENCES service_type (id),
  place TEXT,
  impact TEXT NOT NULL,
  urgency TEXT NOT NULL,
  priority TEXT NOT NULL,
  emergency INTEGER NOT NULL CHECK (emergency IN (0, 1)),
  owner INTEGER REFERENCES staff (id),
  team INTEGER REFERENCES team (id),
  received_at INTEGER NOT NULL,
  registered_at INTEGER NOT NULL,
  registered_by INTEGER REFERENCES staff (id),
  promised_at INTEGER,
  promise_reason TEXT,
  answered_on_spot INTEGER NOT NULL CHECK (answered_on_spot IN (0, 1)),
  cycle INTEGER NOT NULL,
  resolution_code INTEGER REFERENCES resolution (id),
  solution TEXT,
  cause_code INTEGER REFERENCES cause (id),
  waiting_for TEXT,
  waiting_reason TEXT,
  waiting_until INTEGER,
  assigned_at INTEGER,
  accepted_at INTEGER,
  resolved_at INTEGER,
  resolved_by INTEGER REFERENCES staff (id),
  closed_at INTEGER,
  follow_up TEXT,
  follow_up_reason TEXT,
  withdrawal TEXT,
  approver INTEGER REFERENCES staff (id),
  extension_until INTEGER,
  extension_reason TEXT,
  extension_by INTEGER REFERENCES staff (id),
  extension_asked_at INTEGER,
  extensions INTEGER NOT NULL,
  parent INTEGER REFERENCES request (id),
  duplicate_of INTEGER REFERENCES request (id),
  merged_into INTEGER REFERENCES request (id),
  follow_up_of INTEGER REFERENCES request (id),
  calendar INTEGER NOT NULL REFERENCES calendar (id),
  policy INTEGER NOT NULL REFERENCES policy (id),
  source_key TEXT,
  source_step INTEGER,
  absent TEXT,
  due_at INTEGER,
  due_clock TEXT,
  due_left INTEGER
) STRICT;

CREATE TABLE contact (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  at INTEGER NOT NULL,
  direction TEXT NOT NULL,
  medium TEXT NOT NULL,
  by_staff INTEGER REFERENCES staff (id),
  reached INTEGER NOT NULL CHECK (reached IN (0, 1)),
  summary TEXT,
  recording TEXT
) STRICT;

CREATE TABLE note (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE hand_off (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  from_team INTEGER REFERENCES team (id),
  to_team INTEGER NOT NULL REFERENCES team (id),
  reason TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  requested_by INTEGER REFERENCES staff (id),
  accepted_at INTEGER,
  accepted_by INTEGER REFERENCES staff (id),
  done_at INTEGER,
  result TEXT
) STRICT;

CREATE TABLE clock (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  kind TEXT NOT NULL,
  cycle INTEGER NOT NULL,
  state TEXT NOT NULL,
  time_basis TEXT NOT NULL,
  target INTEGER,
  target_workdays INTEGER,
  budget INTEGER NOT NULL,
  extension INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  elapsed INTEGER NOT NULL,
  running_since INTEGER,
  due_at INTEGER,
  original_due_at INTEGER,
  stopped_at INTEGER,
  judged_by INTEGER,
  outcome TEXT,
  original_outcome TEXT,
  hand_off INTEGER REFERENCES hand_off (id),
  calendar INTEGER NOT NULL REFERENCES calendar (id),
  calendar_version INTEGER NOT NULL,
  policy INTEGER NOT NULL REFERENCES policy (id)
) STRICT;

CREATE TABLE clock_interval (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  clock INTEGER NOT NULL REFERENCES clock (id),
  from_at INTEGER NOT NULL,
  to_at INTEGER,
  used INTEGER,
  why TEXT
) STRICT;

CREATE TABLE event (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  kind TEXT NOT NULL,
  record INTEGER NOT NULL,
  action TEXT NOT NULL,
  body TEXT NOT NULL,
  reason TEXT,
  clause TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- What names a record names one.

CREATE UNIQUE INDEX team_name ON team (name);
CREATE UNIQUE INDEX staff_login ON staff (login);
CREATE UNIQUE INDEX calendar_name ON calendar (name);
CREATE UNIQUE INDEX service_type_code ON service_type (code);
CREATE UNIQUE INDEX cause_code ON cause (code);
CREATE UNIQUE INDEX resolution_code ON resolution (code);
CREATE UNIQUE INDEX policy_version ON policy (name, version);
CREATE INDEX parameter_key ON parameter (key);
CREATE INDEX customer_name ON customer (name);
CREATE UNIQUE INDEX customer_source_key ON customer (source_key);
CREATE UNIQUE INDEX request_number ON request (number);
CREATE UNIQUE INDEX request_serial ON request (number_year, number_serial);
CREATE UNIQUE INDEX request_source_key ON request (source_key);

-- The views of the queue. The lists of states are those of src/storage/service/sr-request-states.h,
-- word for word: only then does the planner use these indexes.

CREATE INDEX request_active ON request (due_at, id, state) WHERE state IN (
  'draft', 'registered', 'transferred', 'assigned', 'accepted', 'in_progress',
  'supporting', 'returned', 'reopened', 'waiting_customer', 'waiting_parts', 'scheduled_visit');
CREATE INDEX request_owner ON request (owner, due_at, id) WHERE state IN (
  'draft', 'registered', 'transferred', 'assigned', 'accepted', 'in_progress',
  'supporting', 'returned', 'reopened', 'waiting_customer', 'waiting_parts', 'scheduled_visit');
CREATE INDEX request_waiting ON request (due_at, id)
  WHERE state IN ('waiting_customer', 'waiting_parts', 'scheduled_visit');
CREATE INDEX request_resume ON request (waiting_until, id)
  WHERE state IN ('waiting_customer', 'waiting_parts', 'scheduled_visit');
CREATE INDEX request_resolved ON request (resolved_at, id) WHERE state IN ('resolved', 'follow_up');
CREATE INDEX request_closed ON request (closed_at, id)
  WHERE state IN ('closed', 'cancelled', 'duplicate', 'voided');
CREATE INDEX request_customer ON request (customer, received_at);
CREATE INDEX request_parent ON request (parent) WHERE parent IS NOT NULL;
CREATE INDEX request_merged ON request (merged_into) WHERE merged_into IS NOT NULL;

-- Children by their parent.

CREATE INDEX calendar_exception_calendar ON calendar_exception (calendar, date);
CREATE INDEX target_policy ON target (policy);
CREATE INDEX contact_request ON contact (request);
CREATE INDEX note_request ON note (request);
CREATE INDEX attachment_request ON attachment (request);
CREATE INDEX attachment_content ON attachment (sha256);
CREATE INDEX hand_off_request ON hand_off (request);
CREATE INDEX clock_request ON clock (request);
CREATE INDEX clock_due ON clock (due_at) WHERE state = 'running';
CREATE INDEX clock_interval_request ON clock_interval (request);
CREATE INDEX clock_interval_clock ON clock_interval (clock);

-- The journal: rows are added behind the last one, never changed, never removed.

CREATE INDEX event_record ON event (kind, record, sequence);

CREATE TABLE journal_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

INSERT INTO journal_head (id, sequence, hash)
  VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER event_insert BEFORE INSERT ON event
  WHEN NEW.sequence <> (SELECT sequence + 1 FROM journal_head)
    OR NEW.previous <> (SELECT hash FROM journal_head)
BEGIN
  SELECT RAISE (ABORT, 'the journal only grows at its end');
END;

CREATE TRIGGER event_update BEFORE UPDATE ON event
BEGIN
  SELECT RAISE (ABORT, 'the journal is never changed');
END;

CREATE TRIGGER event_delete BEFORE DELETE ON event
BEGIN
  SELECT RAISE (ABORT, 'nothing is removed from the journal');
END;

-- What is kept beside the records; all but the series and the content can be made anew from them.

CREATE TABLE room (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE number_series (
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  next INTEGER NOT NULL,
  PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE request_search (
  request INTEGER PRIMARY KEY REFERENCES request (id),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE customer_search (
  customer INTEGER PRIMARY KEY REFERENCES customer (id),
  name TEXT NOT NULL
) STRICT;

CREATE TABLE customer_phone (
  customer INTEGER NOT NULL REFERENCES customer (id),
  digits TEXT NOT NULL,
  reversed TEXT NOT NULL,
  PRIMARY KEY (customer, digits)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_phone_reversed ON customer_phone (reversed);

CREATE TABLE content (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  chunks INTEGER NOT NULL
) STRICT;

CREATE TABLE content_chunk (
  content INTEGER NOT NULL REFERENCES content (id),
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  UNIQUE (content, position)
) STRICT;

CREATE TABLE draft (
  staff INTEGER NOT NULL REFERENCES staff (id),
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (staff, kind)
) STRICT;
