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

void
sr_room_set_error (SrRoom     *self,
                   const char *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;

  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
sr_room_take_configuration (SrRoom          *self,
                            SrConfiguration *configuration)
{
  SR_ASSERT_MAIN ();

  sr_configuration_unref (self->configuration);
  self->configuration = configuration;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFIGURATION]);
}

void
sr_room_tell_changed (SrRoom     *self,
                      const char *kind,
                      gint64      record)
{
  g_signal_emit (self, signals[CHANGED], 0, kind, record);
}

void
sr_room_tell_minute (SrRoom *self)
{
  g_signal_emit (self, signals[MINUTE], 0);
}

/* Runs the task on a thread; in a room that is closed it ends at once. */
void
sr_room_run (SrRoom          *self,
             SrWorker        *worker,
             GTask           *task,
             GTaskThreadFunc  func)
{
  SR_ASSERT_MAIN ();

  if (self->closed)
    g_task_return_new_error (task, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE, "%s",
                             _("The room is closed."));
  else
    sr_worker_run (worker, task, func);
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

static void
register_record (SrRoom     *self,
                 const char *key,
                 SrRecord   *record)
{
  RecordGone *gone = g_new0 (RecordGone, 1);

  gone->records = g_hash_table_ref (self->records);
  gone->key = g_strdup (key);
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, gone);
  g_hash_table_insert (self->records, g_strdup (key), record);
}

/**
 * sr_room_adopt:
 * @row: (transfer full): a row as it was just read
 * @empty: (nullable): an object of the same kind, without an id, that was shown where the record is to
 *   come; it becomes the object of the record unless there is one already
 *
 * What is notified of the object is notified once values and labels are in place.
 *
 * Returns: (transfer full): the one object of that record, with the values and labels of @row unless
 *   it has newer ones
 */
SrRecord *
sr_room_adopt (SrRoom      *self,
               SrListedRow *row,
               SrRecord    *empty)
{
  g_autoptr (SrListedRow) listed = row;
  g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, sr_row_get_kind (row->row)->name,
                                          sr_row_get_id (row->row));
  SrRecord *record = g_hash_table_lookup (self->records, key);

  SR_ASSERT_MAIN ();

  if (record == NULL)
    {
      g_assert (empty == NULL || sr_record_get_id (empty) == 0);
      record = empty != NULL ? g_object_ref (empty)
                             : sr_record_new (g_steal_pointer (&listed->row));
      register_record (self, key, record);
    }
  else
    {
      g_object_ref (record);
      if (sr_row_get_integer (listed->row, SR_COMMON_REVISION) < sr_record_get_revision (record))
        return record;
    }

  g_object_freeze_notify (G_OBJECT (record));
  if (listed->row != NULL)
    sr_record_take_row (record, g_steal_pointer (&listed->row));
  for (guint i = 0; i < listed->n_labels; i++)
    {
      if (sr_record_get_kind (record)->fields[i].type == SR_FIELD_REFERENCE)
        sr_record_set_label (record, i, listed->labels[i]);
    }
  g_object_thaw_notify (G_OBJECT (record));

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

  SR_ASSERT_WORKER ();

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
