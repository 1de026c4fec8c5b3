/* JSON that is kept in a column.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* NULL if it is no JSON, or has a string that is no text. */
JsonNode *sr_json_read (const char *json);

G_END_DECLS
