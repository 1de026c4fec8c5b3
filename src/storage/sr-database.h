/* One kind of database, as the store sees it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

#define SR_TYPE_DATABASE (sr_database_get_type ())
G_DECLARE_DERIVABLE_TYPE (SrDatabase, sr_database, SR, DATABASE, GObject)

/**
 * SrDatabaseClass:
 * @connect: a new connection; any thread
 * @watch: from now on emits "changed" on the thread-default main context of the caller
 * @backup: a verified copy while in use
 * @restore: puts what another room holds in the place of what this one holds
 * @begin_bulk: makes the writer fast and careless
 * @end_bulk: makes it careful again, and durable what it wrote meanwhile
 * @check: the database's own look at itself
 * @close: ends the watching; no connection is asked for after
 *
 * What [class@Sr.Store] needs of SQLite or PostgreSQL beyond the statements of a connection.
 */
struct _SrDatabaseClass
{
  GObjectClass parent_class;

  SrConnection *(*connect) (SrDatabase  *self,
                            gboolean     writes,
                            GError     **error);
  void          (*watch)   (SrDatabase  *self);
  gboolean      (*backup)  (SrDatabase  *self,
                            const char  *path,
                            GError     **error);
  gboolean      (*restore) (SrDatabase    *self,
                            SrConnection  *writer,
                            const char    *path,
                            GError       **error);
  gboolean      (*begin_bulk) (SrDatabase    *self,
                               SrConnection  *writer,
                               GError       **error);
  gboolean      (*end_bulk)   (SrDatabase    *self,
                               SrConnection  *writer,
                               GError       **error);
  gboolean      (*check)   (SrDatabase  *self,
                            GError     **error);
  void          (*close)   (SrDatabase  *self);
};

SrConnection *sr_database_connect      (SrDatabase  *self,
                                        gboolean     writes,
                                        GError     **error);
void          sr_database_watch        (SrDatabase  *self);
gboolean      sr_database_backup       (SrDatabase  *self,
                                        const char  *path,
                                        GError     **error);
gboolean      sr_database_restore      (SrDatabase    *self,
                                        SrConnection  *writer,
                                        const char    *path,
                                        GError       **error);
gboolean      sr_database_begin_bulk   (SrDatabase    *self,
                                        SrConnection  *writer,
                                        GError       **error);
gboolean      sr_database_end_bulk     (SrDatabase    *self,
                                        SrConnection  *writer,
                                        GError       **error);
gboolean      sr_database_check        (SrDatabase  *self,
                                        GError     **error);
void          sr_database_close        (SrDatabase  *self);

/* For subclasses. */
void          sr_database_emit_changed (SrDatabase  *self);

G_END_DECLS
