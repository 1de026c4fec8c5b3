-- The third schema: a promise is kept. Alarms of clocks, reminders, the roster, who stands in for
-- whom, playbooks and reviews of emergencies.
--
-- SPDX-FileCopyrightText: the Service Room authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Records

ALTER TABLE staff ADD COLUMN deputy INTEGER REFERENCES staff (id);
-- A day that was removed stays, as whatever was counted on it does.
ALTER TABLE calendar_exception ADD COLUMN removed INTEGER CHECK (removed IN (0, 1));

CREATE TABLE duty (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  staff INTEGER NOT NULL REFERENCES staff (id),
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  remark TEXT,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE absence (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  staff INTEGER NOT NULL REFERENCES staff (id),
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  deputy INTEGER REFERENCES staff (id),
  remark TEXT,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE reminder (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  staff INTEGER NOT NULL REFERENCES staff (id),
  subject_kind TEXT NOT NULL,
  subject INTEGER NOT NULL,
  number TEXT NOT NULL,
  clock INTEGER NOT NULL,
  clock_kind TEXT NOT NULL,
  level INTEGER NOT NULL,
  arm INTEGER NOT NULL,
  form TEXT NOT NULL,
  emergency INTEGER NOT NULL CHECK (emergency IN (0, 1)),
  due_at INTEGER NOT NULL,
  raised_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  shown_at INTEGER,
  shown_as TEXT,
  snoozed_until INTEGER,
  ended_at INTEGER
) STRICT;

CREATE TABLE playbook (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  name TEXT NOT NULL,
  service_type INTEGER REFERENCES service_type (id),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE playbook_step (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  playbook INTEGER NOT NULL REFERENCES playbook (id),
  text TEXT NOT NULL,
  required INTEGER NOT NULL CHECK (required IN (0, 1)),
  position INTEGER,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE checked_step (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  step INTEGER NOT NULL REFERENCES playbook_step (id),
  text TEXT NOT NULL,
  done_at INTEGER,
  done_by INTEGER REFERENCES staff (id)
) STRICT;

CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  happened TEXT NOT NULL,
  helped TEXT,
  to_change TEXT NOT NULL,
  left_out TEXT,
  reviewed_at INTEGER NOT NULL,
  reviewed_by INTEGER REFERENCES staff (id),
  retracted_at INTEGER
) STRICT;

-- A rung of a deadline is raised once for a person. The end of a pause is no clock: there "clock" is
-- the request, and "arm" the instant. Nor are official days that are missing: there "clock" is the
-- calendar, and "arm" the year.

CREATE UNIQUE INDEX reminder_key ON reminder (clock, clock_kind, level, arm, staff);
CREATE INDEX reminder_subject ON reminder (subject_kind, subject)
  WHERE state IN ('waiting', 'shown', 'snoozed');
CREATE INDEX reminder_open ON reminder (staff, raised_at)
  WHERE state IN ('waiting', 'shown', 'snoozed');
CREATE INDEX reminder_ended ON reminder (staff, raised_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX reminder_shown ON reminder (staff, shown_at) WHERE shown_at IS NOT NULL;

CREATE INDEX playbook_step_playbook ON playbook_step (playbook);
CREATE UNIQUE INDEX checked_step_request ON checked_step (request, step);
CREATE INDEX review_request ON review (request);

-- What a person did in a stretch of time.

CREATE INDEX event_actor ON event (actor, at);

CREATE INDEX duty_until ON duty (until_at) WHERE active = 1;
CREATE INDEX absence_until ON absence (until_at) WHERE active = 1;

-- Kept beside the records. A clock that runs or is paused has one alarm, and the watcher asks for the
-- nearest. Those of a room that was there before are armed by the first look at the time.

CREATE TABLE alarm (
  clock INTEGER PRIMARY KEY REFERENCES clock (id),
  arm INTEGER NOT NULL,
  level INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  next_at INTEGER
) STRICT;

CREATE INDEX alarm_next ON alarm (next_at) WHERE next_at IS NOT NULL;

-- What the notification server shows, so that a program that starts again replaces it.

CREATE TABLE popup (
  staff INTEGER NOT NULL REFERENCES staff (id),
  key TEXT NOT NULL,
  server TEXT NOT NULL,
  server_id INTEGER NOT NULL,
  PRIMARY KEY (staff, key)
) STRICT, WITHOUT ROWID;

INSERT INTO room (key, value) SELECT 'alarms_stale', '1' WHERE EXISTS (
  SELECT 1 FROM clock WHERE state IN ('running', 'paused'));
