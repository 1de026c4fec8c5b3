-- A step that fails half-way.
--
-- SPDX-FileCopyrightText: the Service Room authors
-- SPDX-License-Identifier: GPL-3.0-or-later

INSERT INTO word (text) VALUES ('two');
INSERT INTO nowhere (text) VALUES ('three');
