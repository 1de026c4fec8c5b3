-- A first schema for the tests of the steps.
--
-- SPDX-FileCopyrightText: the Service Room authors
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE room (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE word (text TEXT NOT NULL) STRICT;
INSERT INTO word (text) VALUES ('one');
