/* A room in a SQLite file.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-database.h"
#include "storage/sr-store.h"

G_BEGIN_DECLS

#define SR_TYPE_SQLITE_DATABASE (sr_sqlite_database_get_type ())
G_DECLARE_FINAL_TYPE (SrSqliteDatabase, sr_sqlite_database, SR, SQLITE_DATABASE, SrDatabase)

/* @schema is the folder of resources with the steps: SR_SCHEMA_SQLITE, or a test's own. */
SrDatabase *sr_sqlite_database_open (const char        *path,
                                     SrStoreOpenFlags   flags,
                                     const char        *schema,
                                     gboolean          *out_is_new,
                                     GError           **error);

G_END_DECLS
