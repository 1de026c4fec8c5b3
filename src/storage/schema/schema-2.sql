-- The second schema: what staff expect of a list. Tags, links, followers, snoozes, saved views and
-- templates; counters, so that no view counts a million rows.
--
-- SPDX-FileCopyrightText: the Service Room authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Records

ALTER TABLE request ADD COLUMN tags TEXT;
ALTER TABLE request ADD COLUMN repeat_of INTEGER REFERENCES request (id);
ALTER TABLE request ADD COLUMN split_from INTEGER REFERENCES request (id);
ALTER TABLE contact ADD COLUMN retracted_at INTEGER;
ALTER TABLE note ADD COLUMN retracted_at INTEGER;

CREATE TABLE link (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  target INTEGER NOT NULL REFERENCES request (id),
  kind TEXT NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE TABLE follower (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  staff INTEGER NOT NULL REFERENCES staff (id),
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE snooze (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  request INTEGER NOT NULL REFERENCES request (id),
  staff INTEGER NOT NULL REFERENCES staff (id),
  until INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

CREATE TABLE saved_view (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  staff INTEGER REFERENCES staff (id),
  team INTEGER REFERENCES team (id),
  filter TEXT NOT NULL,
  position INTEGER,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE request_template (
  id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES staff (id),
  updated_at INTEGER NOT NULL,
  updated_by INTEGER REFERENCES staff (id),
  name TEXT NOT NULL,
  type INTEGER REFERENCES service_type (id),
  title TEXT,
  body TEXT,
  place TEXT,
  channel TEXT,
  impact TEXT,
  urgency TEXT,
  team INTEGER REFERENCES team (id),
  tags TEXT,
  mandatory TEXT,
  position INTEGER,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX request_template_name ON request_template (name);

-- One person follows or snoozes a request once; it is switched on and off.

CREATE UNIQUE INDEX follower_request ON follower (request, staff);
CREATE INDEX follower_staff ON follower (staff, request) WHERE active = 1;
CREATE UNIQUE INDEX snooze_request ON snooze (request, staff);
CREATE INDEX snooze_staff ON snooze (staff, until) WHERE ended_at IS NULL;
CREATE INDEX link_request ON link (request);
CREATE INDEX link_target ON link (target);
CREATE INDEX request_split ON request (split_from) WHERE split_from IS NOT NULL;

-- The list of states is that of src/storage/service/sr-request-states.h, word for word.

CREATE INDEX request_promised ON request (promised_at, id) WHERE state IN (
  'draft', 'registered', 'transferred', 'assigned', 'accepted', 'in_progress',
  'supporting', 'returned', 'reopened', 'waiting_customer', 'waiting_parts', 'scheduled_visit');

-- Kept beside the records; both can be made anew from them.

CREATE TABLE request_tag (
  tag TEXT NOT NULL,
  request INTEGER NOT NULL REFERENCES request (id),
  PRIMARY KEY (tag, request)
) STRICT, WITHOUT ROWID;

CREATE INDEX request_tag_request ON request_tag (request);

CREATE TABLE request_count (
  state TEXT PRIMARY KEY,
  n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO request_count (state, n) SELECT state, COUNT(*) FROM request GROUP BY state;

CREATE TRIGGER request_count_insert AFTER INSERT ON request
BEGIN
  INSERT INTO request_count (state, n) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET n = n + 1;
END;

CREATE TRIGGER request_count_update AFTER UPDATE OF state ON request WHEN OLD.state <> NEW.state
BEGIN
  UPDATE request_count SET n = n - 1 WHERE state = OLD.state;
  INSERT INTO request_count (state, n) VALUES (NEW.state, 1)
    ON CONFLICT (state) DO UPDATE SET n = n + 1;
END;

-- Search, kept beside the records. The index has no text of its own, and takes every character but
-- white space as it is: what is cut from the texts is cut by src/storage/service/sr-search-query.c.
-- The texts of the first schema lack what is found now; they are made anew after this step.

CREATE VIRTUAL TABLE request_fts USING fts5 (
  grams, ends, content = '', columnsize = 0,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'");

DELETE FROM request_search;
INSERT INTO room (key, value) SELECT 'search_stale', '1' WHERE EXISTS (SELECT 1 FROM request);
