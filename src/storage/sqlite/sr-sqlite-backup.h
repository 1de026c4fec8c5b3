/* A copy of a SQLite file while it is in use.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sqlite/sr-sqlite-connection.h"

G_BEGIN_DECLS

/* Replaces what stands at @path, once the copy is whole, verified and on the disk. */
gboolean sr_sqlite_backup  (SrSqliteConnection  *source,
                            const char          *path,
                            GError             **error);
/* What @path holds takes the place of what @target holds, in one transaction. */
gboolean sr_sqlite_restore (SrSqliteConnection  *target,
                            const char          *path,
                            GError             **error);

G_END_DECLS
