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
/* The pages of a file that is not large. */
gboolean sr_sqlite_check_quick (SrSqliteConnection  *connection,
                                GError             **error);

G_END_DECLS
