/* The schema of a room, step by step.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder of resources with the steps for SQLite. */
#define SR_SCHEMA_SQLITE "/org/serviceroom/ServiceRoom/schema/sqlite"

/* The number of the last step; 0 if the folder has none. */
guint   sr_schema_get_latest (const char *folder);
/* The SQL that leads from the schema before to @step. */
GBytes *sr_schema_get_step   (const char *folder,
                              guint       step);

G_END_DECLS
