/* The room in use: what windows talk to.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-room"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/sr-worker.h"
#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-gate.h"
#include "room/sr-room-private.h"
#include "storage/sr-event-table.h"
#include "storage/sr-store-error.h"

#define FEED_BATCH 500

/**
 * SrRoom:
 *
 * Lives on the main thread and never waits. One writer thread owns the gate, and with it the writing
 * connection; a small pool of readers answers questions. Plain rows cross the border; the objects that
 * lists show are made here, one for each record.
 *
 * News comes from the journal alone: after each own act, and whenever the store says that somebody
 * else wrote, the events beyond the last sequence are read and told one by one.
 */

enum
{
  PROP_0,
  PROP_CONFIGURATION,
  PROP_ERROR,
  N_PROPS
};

enum
{
  CHANGED,
  MINUTE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrRoom, sr_room, G_TYPE_OBJECT)

/* The journal as a feed */

/**
 * Feed:
 *
 * What one reading of the journal brought over the border.
 */
typedef struct
{
  GPtrArray       *events;
  SrConfiguration *configuration;  /* NULL if it is the same */
} Feed;

static void
feed_free (Feed *feed)
{
  g_clear_pointer (&feed->events, g_ptr_array_unref);
  g_clear_pointer (&feed->configuration, sr_configuration_unref);
  g_free (feed);
}

static gboolean
concerns_configuration (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const char *name = sr_row_get_text (g_ptr_array_index (events, i), SR_EVENT_KIND);
      const SrRecordKind *kind = sr_record_kind_find (name);

      if (kind != NULL && sr_configuration_has_kind (kind))
        return TRUE;
    }

  return FALSE;
}

static void
look_for_news_in_thread (GTask        *task,
                         gpointer      source,
                         gpointer      task_data,
                         GCancellable *cancellable)
{
  SrRoom *self = source;
  gint64 *sequence = task_data;
  GError *error = NULL;
  SrConnection *reader = sr_store_acquire_reader (self->store, &error);
  Feed *feed;

  if (reader == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  feed = g_new0 (Feed, 1);
  feed->events = sr_event_table_load_after (reader, *sequence, FEED_BATCH, &error);
  if (feed->events != NULL && concerns_configuration (feed->events))
    feed->configuration = sr_configuration_load (reader, NULL, &error);

  sr_store_release_reader (self->store, reader);

  if (error != NULL)
    {
      feed_free (feed);
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, feed, (GDestroyNotify) feed_free);
}

static void
set_error (SrRoom     *self,
           const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;

  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
take_feed (SrRoom *self,
           Feed   *feed)
{
  if (feed->configuration != NULL)
    {
      sr_configuration_unref (self->configuration);
      self->configuration = g_steal_pointer (&feed->configuration);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIGURATION]);
    }

  for (guint i = 0; i < feed->events->len; i++)
    {
      const SrRow *event = g_ptr_array_index (feed->events, i);

      self->sequence = sr_row_get_integer (event, SR_EVENT_SEQUENCE);
      g_signal_emit (self, signals[CHANGED], 0, sr_row_get_text (event, SR_EVENT_KIND),
                     sr_row_get_integer (event, SR_EVENT_RECORD));
    }
}

static void
feed_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  SrRoom *self = SR_ROOM (object);
  g_autoptr (GError) error = NULL;
  Feed *feed = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean again = self->feed_wanted;

  self->feed_running = FALSE;
  self->feed_wanted = FALSE;

  if (feed == NULL)
    {
      set_error (self, error->message);
      self->feed_wanted = TRUE;
      return;
    }

  set_error (self, NULL);
  again = again || feed->events->len == FEED_BATCH;
  if (feed->events->len > 0)
    self->next_tick = 0;  /* something may be waiting until an earlier instant now */
  take_feed (self, feed);
  feed_free (feed);

  if (again)
    sr_room_look_for_news (self);
}

void
sr_room_look_for_news (SrRoom *self)
{
  g_autoptr (GTask) task = NULL;
  gint64 *sequence;

  if (self->closed)
    return;

  if (self->feed_running)
    {
      self->feed_wanted = TRUE;
      return;
    }

  self->feed_running = TRUE;
  self->feed_wanted = FALSE;
  sequence = g_new (gint64, 1);
  *sequence = self->sequence;

  task = g_task_new (self, NULL, feed_read_cb, NULL);
  g_task_set_source_tag (task, sr_room_look_for_news);
  g_task_set_task_data (task, sequence, g_free);
  sr_worker_run (self->readers, task, look_for_news_in_thread);
}

/* Runs the task on a thread; in a room that is closed it ends at once. */
void
sr_room_run (SrRoom          *self,
             SrWorker        *worker,
             GTask           *task,
             GTaskThreadFunc  func)
{
  if (self->closed)
    g_task_return_new_error (task, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE, "%s",
                             _("The room is closed."));
  else
    sr_worker_run (worker, task, func);
}

/* Time */

static void
tick_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SrRoom *self = source;
  GError *error = NULL;
  gint64 *next = g_new (gint64, 1);

  if (sr_gate_tick (self->gate, next, &error))
    {
      g_task_return_pointer (task, next, g_free);
      return;
    }

  g_free (next);
  g_task_return_error (task, error);
}

static void
ticked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  SrRoom *self = SR_ROOM (object);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *next = g_task_propagate_pointer (G_TASK (result), &error);

  if (next == NULL)
    {
      set_error (self, error->message);
      self->next_tick = 0;
      return;
    }

  set_error (self, NULL);
  /* What was heard meanwhile may wait until an earlier instant. */
  self->next_tick = MIN (self->next_tick, *next);
  sr_room_look_for_news (self);
}

static void
tick (SrRoom *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, ticked_cb, NULL);

  g_task_set_source_tag (task, tick);
  sr_worker_run (self->writer, task, tick_in_thread);
}

static void
look_at_clock (SrRoom *self)
{
  gint64 now = sr_clock_now (self->clock);

  if (now / 60 != self->shown_minute)
    {
      self->shown_minute = now / 60;
      g_signal_emit (self, signals[MINUTE], 0);
    }

  if (now >= self->next_tick)
    {
      self->next_tick = G_MAXINT64;
      tick (self);
    }
}

/* Each second the wall clock is read, never counted: suspend and a moved clock cost nothing. What
 * failed is tried again. */
static gboolean
second_cb (gpointer data)
{
  SrRoom *self = data;

  look_at_clock (self);
  if (self->feed_wanted)
    sr_room_look_for_news (self);

  return G_SOURCE_CONTINUE;
}

/* GObject */

static void
sr_room_get_property (GObject    *object,
                      guint       id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  SrRoom *self = SR_ROOM (object);

  switch (id)
    {
    case PROP_CONFIGURATION:
      g_value_set_pointer (value, self->configuration);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_room_dispose (GObject *object)
{
  SrRoom *self = SR_ROOM (object);

  if (!self->closed)
    sr_room_close (self);

  G_OBJECT_CLASS (sr_room_parent_class)->dispose (object);
}

static void
sr_room_finalize (GObject *object)
{
  SrRoom *self = SR_ROOM (object);

  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->configuration, sr_configuration_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_free (self->error);

  G_OBJECT_CLASS (sr_room_parent_class)->finalize (object);
}

static void
sr_room_class_init (SrRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sr_room_get_property;
  object_class->dispose = sr_room_dispose;
  object_class->finalize = sr_room_finalize;

  properties[PROP_CONFIGURATION] =
    g_param_spec_pointer ("configuration", NULL, NULL,
                          (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  properties[PROP_ERROR] =
    g_param_spec_string ("error", NULL, NULL, NULL,
                         (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SrRoom::changed:
   * @kind: the name of the kind of the record
   * @record: its id
   *
   * Somebody, here or elsewhere, did something; once for each event of the journal.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * SrRoom::minute:
   *
   * What is said in words of time must be said anew.
   */
  signals[MINUTE] = g_signal_new ("minute", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sr_room_init (SrRoom *self)
{
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->next_tick = 0;
}

/* Opening and closing */

/**
 * Opening:
 *
 * What a room is opened with.
 */
typedef struct
{
  char             *location;
  char             *login;
  SrStoreOpenFlags  flags;
} Opening;

static void
opening_free (Opening *opening)
{
  g_free (opening->location);
  g_free (opening->login);
  g_free (opening);
}

static gboolean
open_in_thread (SrRoom         *self,
                const Opening  *opening,
                GError        **error)
{
  g_autofree char *hash = NULL;

  self->store = sr_store_open (opening->location, opening->flags, error);
  if (self->store == NULL)
    return FALSE;

  self->gate = sr_gate_new (self->store, self->clock);
  if ((opening->flags & SR_STORE_OPEN_CREATE) &&
      !sr_gate_init (self->gate, opening->login, g_get_real_name (), error))
    return FALSE;

  if (!sr_gate_sign_in (self->gate, opening->login, error))
    return FALSE;

  self->staff = sr_row_get_id (sr_gate_get_staff (self->gate));
  self->configuration = sr_configuration_ref (sr_gate_get_configuration (self->gate, NULL));

  return sr_event_table_get_head (sr_gate_get_connection (self->gate), &self->sequence, &hash,
                                  error);
}

static void
open_task_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  SrRoom *self = source;
  GError *error = NULL;

  if (open_in_thread (self, task_data, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_clear_pointer (&self->gate, sr_gate_free);
  if (self->store != NULL)
    sr_store_close (self->store);
  g_task_return_error (task, error);
}

/**
 * sr_room_open_async:
 * @location: a path or URI
 * @flags: whether a room is made if there is none
 * @clock: what "now" is
 * @login: who works in it
 * @cancellable: (nullable):
 * @callback: called on the main thread
 *
 * Opens a room off the main thread. With %SR_STORE_OPEN_CREATE a new room gets what a new room starts
 * with, and @login becomes its first manager.
 */
void
sr_room_open_async (const char          *location,
                    SrStoreOpenFlags     flags,
                    SrClock             *clock,
                    const char          *login,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_autoptr (SrRoom) self = g_object_new (SR_TYPE_ROOM, NULL);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->location = g_strdup (location);
  opening->login = g_strdup (login);
  opening->flags = flags;

  self->clock = g_object_ref (clock);
  self->writer = sr_worker_new ("sr-writer", 1);
  self->readers = sr_worker_new ("sr-reader", 2);

  g_task_set_source_tag (task, sr_room_open_async);
  g_task_set_task_data (task, opening, (GDestroyNotify) opening_free);
  sr_worker_run (self->writer, task, open_task_in_thread);
}

/**
 * sr_room_open_finish:
 *
 * Returns: (transfer full) (nullable): the room, or %NULL with an error whose message is a sentence
 *   for people
 */
SrRoom *
sr_room_open_finish (GAsyncResult  *result,
                     GError       **error)
{
  SrRoom *self;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  self = g_object_ref (g_task_get_source_object (G_TASK (result)));
  self->shown_minute = sr_clock_now (self->clock) / 60;
  self->second_id = g_timeout_add_seconds (1, second_cb, self);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (sr_room_look_for_news), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "changed", G_CALLBACK (look_at_clock), self,
                           G_CONNECT_SWAPPED);
  sr_store_watch (self->store);
  look_at_clock (self);

  return self;
}

/**
 * sr_room_close:
 *
 * Waits until every act that was given is stored, then closes the store and ends the threads. For the
 * end of a program; whatever is asked of the room after is answered by %SR_STORE_ERROR_UNAVAILABLE.
 */
void
sr_room_close (SrRoom *self)
{
  g_return_if_fail (SR_IS_ROOM (self));

  if (self->closed)
    return;

  self->closed = TRUE;
  g_clear_handle_id (&self->second_id, g_source_remove);

  if (self->writer != NULL)
    sr_worker_close (self->writer);
  if (self->readers != NULL)
    sr_worker_close (self->readers);
  g_clear_object (&self->writer);
  g_clear_object (&self->readers);

  /* Its thread has ended. */
  g_clear_pointer (&self->gate, sr_gate_free);
  if (self->store != NULL)
    sr_store_close (self->store);
}

/* What is at hand */

/**
 * sr_room_get_clock:
 *
 * Returns: (transfer none): what "now" is
 */
SrClock *
sr_room_get_clock (SrRoom *self)
{
  g_return_val_if_fail (SR_IS_ROOM (self), NULL);

  return self->clock;
}

/**
 * sr_room_get_now:
 *
 * Returns: the present instant, in seconds in UTC
 */
gint64
sr_room_get_now (SrRoom *self)
{
  g_return_val_if_fail (SR_IS_ROOM (self), 0);

  return sr_clock_now (self->clock);
}

/**
 * sr_room_get_configuration:
 *
 * Returns: (transfer none): staff, teams, types and the rest, as last read
 */
SrConfiguration *
sr_room_get_configuration (SrRoom *self)
{
  g_return_val_if_fail (SR_IS_ROOM (self), NULL);

  return self->configuration;
}

/**
 * sr_room_get_calendar:
 *
 * Returns: (transfer none): the room's own calendar
 */
SrCalendar *
sr_room_get_calendar (SrRoom *self)
{
  g_return_val_if_fail (SR_IS_ROOM (self), NULL);

  return sr_configuration_get_calendar (self->configuration, 0);
}

/**
 * sr_room_get_zone:
 *
 * Returns: (transfer none): the room's IANA zone
 */
const char *
sr_room_get_zone (SrRoom *self)
{
  g_return_val_if_fail (SR_IS_ROOM (self), NULL);

  return sr_configuration_get_zone (self->configuration);
}

/**
 * sr_room_get_location:
 *
 * Returns: (transfer none): where the room is kept
 */
const char *
sr_room_get_location (SrRoom *self)
{
  g_return_val_if_fail (SR_IS_ROOM (self), NULL);

  return sr_store_get_location (self->store);
}

/**
 * sr_room_get_staff:
 *
 * Returns: (transfer none) (nullable): who works here
 */
const SrRow *
sr_room_get_staff (SrRoom *self)
{
  g_return_val_if_fail (SR_IS_ROOM (self), NULL);

  return sr_configuration_find (self->configuration, &sr_staff_kind, self->staff);
}

/**
 * sr_room_get_roles:
 *
 * Returns: the roles of who works here
 */
SrRoles
sr_room_get_roles (SrRoom *self)
{
  const SrRow *staff = sr_room_get_staff (self);

  return staff != NULL ? sr_roles_from_list (sr_row_get_text (staff, SR_STAFF_ROLES)) : 0;
}

/* One object a record */

static void
record_gone_cb (gpointer  data,
                GObject  *where_the_object_was)
{
  RecordGone *gone = data;

  g_hash_table_remove (gone->records, gone->key);
  g_hash_table_unref (gone->records);
  g_free (gone->key);
  g_free (gone);
}

static SrRecord *
make_record (SrRoom     *self,
             const char *key,
             SrRow      *row)
{
  SrRecord *record = sr_record_new (row);
  RecordGone *gone = g_new0 (RecordGone, 1);

  gone->records = g_hash_table_ref (self->records);
  gone->key = g_strdup (key);
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, gone);
  g_hash_table_insert (self->records, g_strdup (key), record);

  return record;
}

/**
 * sr_room_adopt:
 * @row: (transfer full): a row as it was just read
 *
 * Returns: (transfer full): the one object of that record, with the values and labels of @row unless
 *   it has newer ones
 */
SrRecord *
sr_room_adopt (SrRoom      *self,
               SrListedRow *row)
{
  g_autoptr (SrListedRow) listed = row;
  g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, sr_row_get_kind (row->row)->name,
                                          sr_row_get_id (row->row));
  SrRecord *record = g_hash_table_lookup (self->records, key);

  if (record == NULL)
    {
      record = make_record (self, key, g_steal_pointer (&listed->row));
    }
  else
    {
      g_object_ref (record);
      if (sr_row_get_integer (listed->row, SR_COMMON_REVISION) < sr_record_get_revision (record))
        return record;
      sr_record_take_row (record, g_steal_pointer (&listed->row));
    }

  for (guint i = 0; i < listed->n_labels; i++)
    {
      if (sr_record_get_kind (record)->fields[i].type == SR_FIELD_REFERENCE)
        sr_record_set_label (record, i, listed->labels[i]);
    }

  return record;
}

/* The one way in */

/**
 * Acting:
 *
 * Acts on their way to the writer, and what came back beside the answer.
 */
typedef struct
{
  GPtrArray *acts;
  GPtrArray *conflicts;
} Acting;

static void
acting_free (Acting *acting)
{
  g_ptr_array_unref (acting->acts);
  g_clear_pointer (&acting->conflicts, g_ptr_array_unref);
  g_free (acting);
}

static void
act_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  SrRoom *self = source;
  Acting *acting = task_data;
  GError *error = NULL;
  GPtrArray *outcomes;

  if (g_task_return_error_if_cancelled (task))
    return;

  outcomes = sr_gate_act (self->gate, acting->acts, &acting->conflicts, &error);
  if (outcomes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* It is stored: nobody may be told otherwise. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_return_pointer (task, outcomes, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * sr_room_act_async:
 * @acts: (transfer full) (element-type SrAct): what shall be done, all of it or nothing
 * @cancellable: (nullable): stops it before it begins
 * @callback: called on the main thread
 *
 * Gives acts to the gate. Once they are stored the answer is success even if they were cancelled
 * meanwhile.
 */
void
sr_room_act_async (SrRoom              *self,
                   GPtrArray           *acts,
                   GCancellable        *cancellable,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Acting *acting;

  g_return_if_fail (SR_IS_ROOM (self));

  acting = g_new0 (Acting, 1);
  acting->acts = acts;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sr_room_act_async);
  g_task_set_task_data (task, acting, (GDestroyNotify) acting_free);
  sr_room_run (self, self->writer, task, act_in_thread);
}

/**
 * sr_room_act_finish:
 *
 * Returns: (transfer full) (nullable) (element-type SrOutcome): one for each act, or %NULL with
 *   %SR_DOMAIN_ERROR or %SR_STORE_ERROR
 */
GPtrArray *
sr_room_act_finish (SrRoom        *self,
                    GAsyncResult  *result,
                    GError       **error)
{
  GPtrArray *outcomes;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  outcomes = g_task_propagate_pointer (G_TASK (result), error);
  if (outcomes != NULL)
    sr_room_look_for_news (self);

  return outcomes;
}

/**
 * sr_room_act_get_conflicts:
 * @result: the result of acts that ended with %SR_DOMAIN_ERROR_CONFLICT
 *
 * Returns: (transfer none) (nullable) (element-type SrConflict): what collides
 */
GPtrArray *
sr_room_act_get_conflicts (GAsyncResult *result)
{
  Acting *acting = g_task_get_task_data (G_TASK (result));

  return acting->conflicts;
}
