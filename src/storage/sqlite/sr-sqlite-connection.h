/* One connection to a SQLite file.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "storage/sr-connection.h"

G_BEGIN_DECLS

#define SR_TYPE_SQLITE_CONNECTION (sr_sqlite_connection_get_type ())
G_DECLARE_FINAL_TYPE (SrSqliteConnection, sr_sqlite_connection, SR, SQLITE_CONNECTION, SrConnection)

/**
 * SrSqliteAccess:
 * @SR_SQLITE_ACCESS_CREATE: reads and writes, makes an empty file if there is none
 * @SR_SQLITE_ACCESS_WRITE: reads and writes
 * @SR_SQLITE_ACCESS_QUERY: only reads. The file is opened for writing all the same where that is
 *   allowed: else SQLite could not clear away the log that it makes beside it.
 */
typedef enum
{
  SR_SQLITE_ACCESS_CREATE,
  SR_SQLITE_ACCESS_WRITE,
  SR_SQLITE_ACCESS_QUERY
} SrSqliteAccess;

SrConnection *sr_sqlite_connection_new              (const char          *path,
                                                     SrSqliteAccess       access,
                                                     GError             **error);
sqlite3      *sr_sqlite_connection_get_handle       (SrSqliteConnection  *self);
void          sr_sqlite_connection_set_busy_timeout (SrSqliteConnection  *self,
                                                     int                  milliseconds);
/* Several statements, one after the other, without parameters: the schema. */
gboolean      sr_sqlite_connection_run_script       (SrSqliteConnection  *self,
                                                     const char          *script,
                                                     GError             **error);
/* The one value of a PRAGMA, as text. (transfer full) (nullable) */
char         *sr_sqlite_connection_get_pragma       (SrSqliteConnection  *self,
                                                     const char          *sql,
                                                     GError             **error);
/* Durable in a write-ahead log, which a room needs; checked, not only asked for. */
gboolean      sr_sqlite_connection_enter_wal        (SrSqliteConnection  *self,
                                                     GError             **error);

G_END_DECLS
