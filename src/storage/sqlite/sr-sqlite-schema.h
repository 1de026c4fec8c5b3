/* Brings a SQLite file to the schema of this program.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sqlite/sr-sqlite-connection.h"

G_BEGIN_DECLS

/* Makes the room in an empty file, in one transaction; TRUE in @out_is_new if it was this call that
 * did and not another program at the same time. */
gboolean sr_sqlite_schema_create  (SrSqliteConnection  *connection,
                                   const char          *folder,
                                   gboolean            *out_is_new,
                                   GError             **error);
/* Takes the steps that the room lacks, one transaction each, after a backup beside the file. */
gboolean sr_sqlite_schema_upgrade (SrSqliteConnection  *connection,
                                   const char          *folder,
                                   GError             **error);
gboolean sr_sqlite_schema_get     (SrSqliteConnection  *connection,
                                   guint               *out_schema,
                                   GError             **error);

G_END_DECLS
