/* What SQLite finds when it looks at its own file.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sqlite/sr-sqlite-connection.h"

G_BEGIN_DECLS

/* Every page, index and reference. */
gboolean sr_sqlite_check       (SrSqliteConnection  *connection,
                                GError             **error);
/* Is the schema the one that all steps in the folder make? */
gboolean sr_sqlite_check_schema (SrSqliteConnection *connection,
                                 const char         *folder,
                                 GError            **error);
/* Is the search index whole? Afterwards the connection is good for nothing but to be closed. */
gboolean sr_sqlite_check_search (SrSqliteConnection *connection,
                                 GError            **error);
/* The pages of a file that is not large. */
gboolean sr_sqlite_check_quick (SrSqliteConnection  *connection,
                                GError             **error);

G_END_DECLS
