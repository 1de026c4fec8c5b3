/* Notices that a SQLite file was written to, by whomever.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-watcher"

#include "config.h"

#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sqlite/sr-sqlite-watcher.h"

#define LOOK_EVERY        G_TIME_SPAN_SECOND
#define MONITOR_MILLIS    100

/**
 * SrSqliteWatcher:
 *
 * A thread with a connection of its own asks `PRAGMA data_version`, which differs after each commit
 * of any other connection: every second, and at once when the monitor sees the write-ahead log
 * change. The monitor alone would not do: it may have run out of watches, and the log may be written
 * before the commit is to be seen.
 *
 * "changed" comes on the main context that was the thread's default when the watcher was made. It
 * comes once at the start, for what happened before the first look.
 */
struct _SrSqliteWatcher
{
  GObject parent_instance;

  /* owned */
  char         *path;
  GMainContext *context;
  GFileMonitor *monitor;  /* (nullable) */
  GThread      *thread;
  GMutex        mutex;
  GCond         cond;

  /* state, under the mutex */
  gboolean      is_closing;
  gboolean      is_wanted;     /* the monitor asks for a look */
  gboolean      is_announced;  /* a "changed" is on its way */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrSqliteWatcher, sr_sqlite_watcher, G_TYPE_OBJECT)

static gboolean
on_announced_cb (gpointer user_data)
{
  SrSqliteWatcher *self = user_data;
  gboolean is_closing = FALSE;

  g_mutex_lock (&self->mutex);
  self->is_announced = FALSE;
  is_closing = self->is_closing;
  g_mutex_unlock (&self->mutex);

  if (!is_closing)
    g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
announce (SrSqliteWatcher *self)
{
  g_autoptr (GSource) source = NULL;
  gboolean is_announced = FALSE;

  g_mutex_lock (&self->mutex);
  is_announced = self->is_announced;
  self->is_announced = TRUE;
  g_mutex_unlock (&self->mutex);

  if (is_announced)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[serviceroom] the room has changed");
  g_source_set_callback (source, on_announced_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}

/* FALSE when it is time to end. */
static gboolean
wait_for_next_look (SrSqliteWatcher *self)
{
  gint64 until = g_get_monotonic_time () + LOOK_EVERY;
  gboolean goes_on = FALSE;

  g_mutex_lock (&self->mutex);
  while (!self->is_closing && !self->is_wanted &&
         g_cond_wait_until (&self->cond, &self->mutex, until))
    ;
  self->is_wanted = FALSE;
  goes_on = !self->is_closing;
  g_mutex_unlock (&self->mutex);

  return goes_on;
}

/* A look that fails counts as a change: one too many is allowed, one too few is not. */
static void
look (SrSqliteWatcher  *self,
      SrConnection    **connection,
      gint64           *version)
{
  gint64 before = *version;

  *version = -1;
  if (*connection == NULL)
    *connection = sr_sqlite_connection_new (self->path, SR_SQLITE_ACCESS_QUERY, NULL);
  if (*connection != NULL)
    sr_connection_get_integer (*connection, "PRAGMA data_version", SR_NO_PARAMETERS, -1, version,
                               NULL);

  if (*version != before)
    announce (self);
}

static gpointer
watch (gpointer user_data)
{
  SrSqliteWatcher *self = user_data;
  g_autoptr (SrConnection) connection = NULL;
  gint64 version = -2;

  do
    look (self, &connection, &version);
  while (wait_for_next_look (self));

  return NULL;
}

static void
on_monitor_changed_cb (SrSqliteWatcher   *self,
                       GFile             *file,
                       GFile             *other_file,
                       GFileMonitorEvent  event,
                       GFileMonitor      *monitor)
{
  g_mutex_lock (&self->mutex);
  self->is_wanted = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
sr_sqlite_watcher_finalize (GObject *object)
{
  SrSqliteWatcher *self = SR_SQLITE_WATCHER (object);

  sr_sqlite_watcher_close (self);
  g_free (self->path);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (sr_sqlite_watcher_parent_class)->finalize (object);
}

static void
sr_sqlite_watcher_class_init (SrSqliteWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = sr_sqlite_watcher_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_sqlite_watcher_init (SrSqliteWatcher *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->context = g_main_context_ref_thread_default ();
}

/**
 * sr_sqlite_watcher_new:
 * @path: the room file
 *
 * Returns: (transfer full): a watcher that watches until it is closed
 */
SrSqliteWatcher *
sr_sqlite_watcher_new (const char *path)
{
  SrSqliteWatcher *self = g_object_new (SR_TYPE_SQLITE_WATCHER, NULL);
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  g_autoptr (GFile) log = g_file_new_for_path (log_path);

  self->path = g_strdup (path);
  self->monitor = g_file_monitor_file (log, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    {
      g_file_monitor_set_rate_limit (self->monitor, MONITOR_MILLIS);
      g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_monitor_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->thread = g_thread_new ("sr-watcher", watch, self);

  return self;
}

/**
 * sr_sqlite_watcher_close:
 *
 * Ends the watching and waits for the thread. No signal comes after.
 */
void
sr_sqlite_watcher_close (SrSqliteWatcher *self)
{
  g_return_if_fail (SR_IS_SQLITE_WATCHER (self));

  g_mutex_lock (&self->mutex);
  self->is_closing = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&self->thread, g_thread_join);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}
