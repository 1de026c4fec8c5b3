/* One connection to a database, whichever it is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "domain/records/sr-value.h"

G_BEGIN_DECLS

#define SR_TYPE_CONNECTION (sr_connection_get_type ())
G_DECLARE_DERIVABLE_TYPE (SrConnection, sr_connection, SR, CONNECTION, GObject)

/**
 * SrCursor:
 *
 * The rows of one statement. Close it as soon as its use ends: an open cursor holds its statement
 * and, on SQLite, keeps checkpoints waiting.
 */
typedef struct _SrCursor SrCursor;

/**
 * SrConnectionClass:
 * @query: runs one statement with its parameters bound to $1, $2, ...
 * @begin: opens a transaction; one that writes takes the write lock at once
 * @set_cancellable: what stops a running query from another thread; %NULL for none
 *
 * SQL is the portable dialect of design.md: one text serves SQLite and PostgreSQL.
 * A connection belongs to one thread at a time.
 */
struct _SrConnectionClass
{
  GObjectClass parent_class;

  SrCursor *(*query)           (SrConnection  *self,
                                const char    *sql,
                                const SrValue *parameters,
                                guint          n_parameters,
                                GError       **error);
  gboolean  (*begin)           (SrConnection  *self,
                                gboolean       writes,
                                GError       **error);
  gboolean  (*commit)          (SrConnection  *self,
                                GError       **error);
  void      (*rollback)        (SrConnection  *self);
  void      (*set_cancellable) (SrConnection  *self,
                                GCancellable  *cancellable);
};

/* The first member of every cursor of a connection class. */
struct _SrCursor
{
  gboolean    (*next)    (SrCursor  *cursor,
                          GError   **error);
  SrValueType (*type)    (SrCursor  *cursor,
                          guint      column);
  gint64      (*integer) (SrCursor  *cursor,
                          guint      column);
  const char *(*text)    (SrCursor  *cursor,
                          guint      column);
  GBytes     *(*bytes)   (SrCursor  *cursor,
                          guint      column);
  void        (*value)   (SrCursor  *cursor,
                          guint      column,
                          SrValue   *out_value);
  void        (*close)   (SrCursor  *cursor);
};

#define SR_PARAMETERS(...) \
  ((const SrValue[]) { __VA_ARGS__ }), \
  (sizeof ((const SrValue[]) { __VA_ARGS__ }) / sizeof (SrValue))
#define SR_NO_PARAMETERS NULL, 0

SrCursor *sr_connection_query           (SrConnection  *self,
                                         const char    *sql,
                                         const SrValue *parameters,
                                         guint          n_parameters,
                                         GError       **error);
/* For a statement whose rows nobody reads. */
gboolean  sr_connection_execute         (SrConnection  *self,
                                         const char    *sql,
                                         const SrValue *parameters,
                                         guint          n_parameters,
                                         GError       **error);
/* The first column of the first row; @fallback if there is no row or it is NULL. */
gboolean  sr_connection_get_integer     (SrConnection  *self,
                                         const char    *sql,
                                         const SrValue *parameters,
                                         guint          n_parameters,
                                         gint64         fallback,
                                         gint64        *out_integer,
                                         GError       **error);
/* The first column of every row (gint64), in order. */
GArray   *sr_connection_list_integers   (SrConnection  *self,
                                         const char    *sql,
                                         const SrValue *parameters,
                                         guint          n_parameters,
                                         GError       **error);
gboolean  sr_connection_begin           (SrConnection  *self,
                                         gboolean       writes,
                                         GError       **error);
gboolean  sr_connection_commit          (SrConnection  *self,
                                         GError       **error);
void      sr_connection_rollback        (SrConnection  *self);
void      sr_connection_set_cancellable (SrConnection  *self,
                                         GCancellable  *cancellable);

/* TRUE: there is a row. FALSE without error: there is none left. */
gboolean    sr_cursor_next    (SrCursor  *cursor,
                               GError   **error);
gboolean    sr_cursor_is_null (SrCursor  *cursor,
                               guint      column);
gint64      sr_cursor_integer (SrCursor  *cursor,
                               guint      column);
/* Borrowed until the next row. */
const char *sr_cursor_text    (SrCursor  *cursor,
                               guint      column);
/* (transfer full) */
GBytes     *sr_cursor_bytes   (SrCursor  *cursor,
                               guint      column);
void        sr_cursor_value   (SrCursor  *cursor,
                               guint      column,
                               SrValue   *out_value);
void        sr_cursor_close   (SrCursor  *cursor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCursor, sr_cursor_close)

G_END_DECLS
