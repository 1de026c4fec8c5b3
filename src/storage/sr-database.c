/* One kind of database, as the store sees it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-database"

#include "config.h"

#include "storage/sr-database.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE (SrDatabase, sr_database, G_TYPE_OBJECT)

static void
sr_database_class_init (SrDatabaseClass *klass)
{
  /**
   * SrDatabase::changed:
   *
   * Somebody, perhaps this very program, has committed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_database_init (SrDatabase *self)
{
}

SrConnection *
sr_database_connect (SrDatabase  *self,
                     gboolean     writes,
                     GError     **error)
{
  g_return_val_if_fail (SR_IS_DATABASE (self), NULL);

  return SR_DATABASE_GET_CLASS (self)->connect (self, writes, error);
}

void
sr_database_watch (SrDatabase *self)
{
  g_return_if_fail (SR_IS_DATABASE (self));

  SR_DATABASE_GET_CLASS (self)->watch (self);
}

gboolean
sr_database_backup (SrDatabase  *self,
                    const char  *path,
                    GError     **error)
{
  g_return_val_if_fail (SR_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return SR_DATABASE_GET_CLASS (self)->backup (self, path, error);
}

gboolean
sr_database_restore (SrDatabase    *self,
                     SrConnection  *writer,
                     const char    *path,
                     GError       **error)
{
  g_return_val_if_fail (SR_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (SR_IS_CONNECTION (writer), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return SR_DATABASE_GET_CLASS (self)->restore (self, writer, path, error);
}

gboolean
sr_database_begin_bulk (SrDatabase    *self,
                        SrConnection  *writer,
                        GError       **error)
{
  g_return_val_if_fail (SR_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (SR_IS_CONNECTION (writer), FALSE);

  return SR_DATABASE_GET_CLASS (self)->begin_bulk (self, writer, error);
}

gboolean
sr_database_end_bulk (SrDatabase    *self,
                      SrConnection  *writer,
                      GError       **error)
{
  g_return_val_if_fail (SR_IS_DATABASE (self), FALSE);
  g_return_val_if_fail (SR_IS_CONNECTION (writer), FALSE);

  return SR_DATABASE_GET_CLASS (self)->end_bulk (self, writer, error);
}

gboolean
sr_database_check (SrDatabase  *self,
                   GError     **error)
{
  g_return_val_if_fail (SR_IS_DATABASE (self), FALSE);

  return SR_DATABASE_GET_CLASS (self)->check (self, error);
}

void
sr_database_close (SrDatabase *self)
{
  g_return_if_fail (SR_IS_DATABASE (self));

  SR_DATABASE_GET_CLASS (self)->close (self);
}

void
sr_database_emit_changed (SrDatabase *self)
{
  g_return_if_fail (SR_IS_DATABASE (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
