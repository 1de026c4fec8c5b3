/* Where a room is kept: opens it, gives out connections, tells of changes.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-store"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "storage/schema/sr-schema.h"
#include "storage/sqlite/sr-sqlite-database.h"
#include "storage/sr-store-error.h"
#include "storage/sr-store.h"

/* What is beyond it is closed when it comes back. */
#define MAX_IDLE_READERS 4

/**
 * SrStore:
 *
 * One connection that writes and a pool of those that read. Readers see what was committed before
 * their statement or their transaction began and never wait for the writer.
 *
 * The store may be used from any thread; each connection that it gives out belongs to one thread at
 * a time. Whoever opened the store closes it, when no connection is in use.
 */
struct _SrStore
{
  GObject parent_instance;

  /* owned */
  char         *location;
  SrDatabase   *database;
  SrConnection *writer;   /* (nullable): none if opened for reading only */
  GMutex        mutex;
  GQueue        readers;  /* (element-type SrConnection): those that nobody uses */

  /* state */
  GThread      *owner;    /* of the writer; compared, never used */
  gboolean      is_new;
  gboolean      is_closed;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrStore, sr_store, G_TYPE_OBJECT)

static void
on_database_changed_cb (SrStore    *self,
                        SrDatabase *database)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
sr_store_finalize (GObject *object)
{
  SrStore *self = SR_STORE (object);

  sr_store_close (self);
  g_clear_object (&self->database);
  g_free (self->location);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (sr_store_parent_class)->finalize (object);
}

static void
sr_store_class_init (SrStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sr_store_finalize;

  /**
   * SrStore::changed:
   *
   * Something was committed, by this program or another; see [method@Sr.Store.watch].
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_store_init (SrStore *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->readers);
}

/* A file: location is turned into the path; any other scheme is none that we know. */
static char *
resolve_location (const char  *location,
                  GError     **error)
{
  if (strstr (location, "://") == NULL)
    return g_canonicalize_filename (location, NULL);

  if (g_str_has_prefix (location, "file:"))
    {
      g_autofree char *path = g_filename_from_uri (location, NULL, NULL);

      if (path != NULL)
        return g_steal_pointer (&path);
    }

  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE,
               _("“%s” names no room that this program can open. Give the path of a file."),
               location);

  return NULL;
}

/**
 * sr_store_open:
 * @location: a path, relative to the working folder or absolute, or a "file:" URI
 * @flags: without %SR_STORE_OPEN_CREATE there must be a room; with %SR_STORE_OPEN_READONLY nothing is
 *   written, not even a migration
 *
 * Opens the room, after looking whether it is one. Blocks on the disk: not for the main thread of a
 * window. An older schema is brought up to date, after a backup beside the file.
 *
 * Returns: (transfer full): the open store; errors of %SR_STORE_ERROR are whole sentences that name
 *   the file and what to do, and nothing was written
 */
SrStore *
sr_store_open (const char        *location,
               SrStoreOpenFlags   flags,
               GError           **error)
{
  g_autoptr (SrStore) self = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (location != NULL, NULL);

  path = resolve_location (location, error);
  if (path == NULL)
    return NULL;

  self = g_object_new (SR_TYPE_STORE, NULL);
  self->location = g_steal_pointer (&path);
  self->database = sr_sqlite_database_open (self->location, flags, SR_SCHEMA_SQLITE, &self->is_new,
                                            error);
  if (self->database == NULL)
    return NULL;

  g_signal_connect_object (self->database, "changed", G_CALLBACK (on_database_changed_cb), self,
                           G_CONNECT_SWAPPED);

  if ((flags & SR_STORE_OPEN_READONLY) == 0)
    {
      self->writer = sr_database_connect (self->database, TRUE, error);
      if (self->writer == NULL)
        return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * sr_store_get_location:
 *
 * Returns: (transfer none): the absolute path of the room
 */
const char *
sr_store_get_location (SrStore *self)
{
  g_return_val_if_fail (SR_IS_STORE (self), NULL);

  return self->location;
}

/**
 * sr_store_is_new:
 *
 * Returns: %TRUE if [ctor@Sr.Store.open] made the room: the schema is there, no record is
 */
gboolean
sr_store_is_new (SrStore *self)
{
  g_return_val_if_fail (SR_IS_STORE (self), FALSE);

  return self->is_new;
}

/**
 * sr_store_get_writer:
 *
 * The one connection that writes. The first thread that asks for it owns it until the store is
 * closed.
 *
 * Returns: (transfer none) (nullable): the connection; %NULL if the store is only read
 */
SrConnection *
sr_store_get_writer (SrStore *self)
{
  g_return_val_if_fail (SR_IS_STORE (self), NULL);

  g_mutex_lock (&self->mutex);
  if (self->owner == NULL)
    self->owner = g_thread_self ();
  g_assert (self->owner == g_thread_self ());
  g_mutex_unlock (&self->mutex);

  return self->writer;
}

/**
 * sr_store_acquire_reader:
 *
 * Any thread. The caller owns the connection until it gives it back by
 * [method@Sr.Store.release_reader].
 *
 * Returns: (transfer full): a connection that reads
 */
SrConnection *
sr_store_acquire_reader (SrStore  *self,
                         GError  **error)
{
  SrConnection *reader = NULL;
  gboolean is_closed = FALSE;

  g_return_val_if_fail (SR_IS_STORE (self), NULL);

  g_mutex_lock (&self->mutex);
  is_closed = self->is_closed;
  reader = g_queue_pop_head (&self->readers);
  g_mutex_unlock (&self->mutex);

  if (is_closed)
    {
      g_set_error_literal (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE,
                           _("The room is closed."));
      return NULL;
    }

  return reader != NULL ? reader : sr_database_connect (self->database, FALSE, error);
}

/**
 * sr_store_release_reader:
 * @reader: (transfer full): a connection of [method@Sr.Store.acquire_reader], its cursors closed
 *
 * Any thread. Ends what transaction the reader may still be in.
 */
void
sr_store_release_reader (SrStore      *self,
                         SrConnection *reader)
{
  g_autoptr (SrConnection) surplus = reader;

  g_return_if_fail (SR_IS_STORE (self));
  g_return_if_fail (SR_IS_CONNECTION (reader));

  sr_connection_set_cancellable (reader, NULL);
  sr_connection_rollback (reader);

  g_mutex_lock (&self->mutex);
  if (!self->is_closed && self->readers.length < MAX_IDLE_READERS)
    g_queue_push_head (&self->readers, g_steal_pointer (&surplus));
  g_mutex_unlock (&self->mutex);
}

/**
 * sr_store_watch:
 *
 * From now on "changed" is emitted on the thread-default main context of the caller, within about a
 * second after a commit of any program, and once at the start.
 */
void
sr_store_watch (SrStore *self)
{
  g_return_if_fail (SR_IS_STORE (self));
  g_return_if_fail (!self->is_closed);

  sr_database_watch (self->database);
}

/**
 * sr_store_backup:
 * @path: where the copy is to stand; replaced only when the copy is verified and on the disk
 *
 * Copies the room while it is in use. Blocks; any thread.
 *
 * Returns: %TRUE if there is a good copy at @path
 */
gboolean
sr_store_backup (SrStore     *self,
                 const char  *path,
                 GError     **error)
{
  g_return_val_if_fail (SR_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return sr_database_backup (self->database, path, error);
}

/**
 * sr_store_restore:
 * @path: a room, which is only read
 *
 * All at once or not at all. Blocks; on the thread that owns the writer.
 *
 * Returns: %TRUE if the room now holds what @path holds
 */
gboolean
sr_store_restore (SrStore     *self,
                  const char  *path,
                  GError     **error)
{
  g_return_val_if_fail (SR_IS_STORE (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return sr_database_restore (self->database, sr_store_get_writer (self), path, error);
}

/**
 * sr_store_begin_bulk:
 *
 * From now on the writer is fast: what it writes is not durable and may be lost or broken if the
 * program ends, and references between records are not checked. For a new file under a name of its
 * own, which is renamed when it is whole.
 *
 * Returns: %TRUE if the writer is in that mode
 */
gboolean
sr_store_begin_bulk (SrStore  *self,
                     GError  **error)
{
  g_return_val_if_fail (SR_IS_STORE (self), FALSE);

  return sr_database_begin_bulk (self->database, sr_store_get_writer (self), error);
}

/**
 * sr_store_end_bulk:
 *
 * Ends what [method@Sr.Store.begin_bulk] began. [method@Sr.Store.check] looks at the references that
 * were not checked.
 *
 * Returns: %TRUE if all that was written is on the disk
 */
gboolean
sr_store_end_bulk (SrStore  *self,
                   GError  **error)
{
  g_return_val_if_fail (SR_IS_STORE (self), FALSE);

  return sr_database_end_bulk (self->database, sr_store_get_writer (self), error);
}

/**
 * sr_store_check:
 *
 * The look of the database at itself: pages, indexes, references between records. Blocks for as long
 * as it takes to read all of the room; any thread.
 *
 * Returns: %TRUE if nothing is wrong; else %SR_STORE_ERROR_CORRUPT with the first thing that is
 */
gboolean
sr_store_check (SrStore  *self,
                GError  **error)
{
  g_return_val_if_fail (SR_IS_STORE (self), FALSE);

  return sr_database_check (self->database, error);
}

/**
 * sr_store_close:
 *
 * Closes all connections; if no other program has the room open it is then one file without a log.
 * Connections that are still in use are closed when they are given back. Closing twice does nothing.
 */
void
sr_store_close (SrStore *self)
{
  g_autoptr (SrConnection) writer = NULL;
  GQueue readers = G_QUEUE_INIT;

  g_return_if_fail (SR_IS_STORE (self));

  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  writer = g_steal_pointer (&self->writer);
  readers = self->readers;
  g_queue_init (&self->readers);
  g_mutex_unlock (&self->mutex);

  g_queue_clear_full (&readers, g_object_unref);
  if (self->database != NULL)
    sr_database_close (self->database);
}
