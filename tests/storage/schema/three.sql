-- A third step.
--
-- SPDX-FileCopyrightText: the Service Room authors
-- SPDX-License-Identifier: GPL-3.0-or-later

INSERT INTO word (text, language) VALUES ('三', 'zh');
