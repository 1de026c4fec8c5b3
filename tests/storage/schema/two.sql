-- A second step.
--
-- SPDX-FileCopyrightText: the Service Room authors
-- SPDX-License-Identifier: GPL-3.0-or-later

ALTER TABLE word ADD COLUMN language TEXT;
UPDATE word SET language = 'en';
