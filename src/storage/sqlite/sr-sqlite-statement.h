/* Prepared statements, kept by their text.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "domain/records/sr-value.h"

G_BEGIN_DECLS

#define SR_SQLITE_STATEMENT_CACHE_SIZE 96

/**
 * SrSqliteStatement:
 * @sql: its text
 * @places: for $1, $2, ... the index that SQLite gave it, by order of appearance; 0 if the text
 *   does not name it
 * @columns: for each column of its rows what the schema says is in it, %SR_VALUE_NULL where that is
 *   no column of a table
 * @values: (nullable): what the row has in its columns, once it was read and until the next step
 */
typedef struct
{
  char         *sql;
  sqlite3_stmt *handle;
  int          *places;
  guint         n_places;
  SrValueType  *columns;
  guint         n_columns;
  sqlite3_value **values;
} SrSqliteStatement;

/* Binds every parameter by its name; an error if the statement names others or not all. */
gboolean                sr_sqlite_statement_bind            (SrSqliteStatement  *self,
                                                             const SrValue      *parameters,
                                                             guint               n_parameters,
                                                             GError            **error);
/* Looks at each value of the row on which it stands; an error if one is not what may be there. */
gboolean                sr_sqlite_statement_read_row        (SrSqliteStatement  *self,
                                                             GError            **error);

typedef struct _SrSqliteStatementCache SrSqliteStatementCache;

SrSqliteStatementCache *sr_sqlite_statement_cache_new       (sqlite3                 *database);
void                    sr_sqlite_statement_cache_free      (SrSqliteStatementCache  *self);
guint                   sr_sqlite_statement_cache_get_size  (SrSqliteStatementCache  *self);
SrSqliteStatement      *sr_sqlite_statement_cache_take      (SrSqliteStatementCache  *self,
                                                             const char              *sql,
                                                             GError                 **error);
void                    sr_sqlite_statement_cache_give_back (SrSqliteStatementCache  *self,
                                                             SrSqliteStatement       *statement);

G_END_DECLS
