/* What the bell shows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reminder-model"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-reminder-model.h"

/* Whoever was away for less has missed nothing that a glance does not show. */
#define AWAY_SECONDS (10 * 60)

/* How often it is kept that the person's program is there. */
#define SEEN_SECONDS (5 * 60)
#define SEEN_FORM "bell"

/**
 * SrReminderModel:
 *
 *     room --changed, minute--> one question at a time --> items, sorted --> what moved, came or went
 *
 * Everything open is few, and so is what is listed of the rest: an answer brings all of it. An item is
 * the same object as long as its reminder is listed. Main thread only.
 */
struct _SrReminderModel
{
  GObject       parent_instance;

  /* Owned */
  SrRoom       *room;
  GSignalGroup *room_signals;
  GPtrArray    *items;         /* SrReminderItem, in order */
  GHashTable   *by_id;         /* id -> SrReminderItem, borrowed of items */
  SrReminderItem *heading;     /* of what came while the person was away */
  GCancellable *cancellable;   /* of the present question */
  char         *error;

  /* State */
  gint64        opened_at;     /* when this began to look */
  gint64        away_from;
  gint64        away_until;
  gint64        last_minute;
  gint64        seen_at;
  gint64        next_at;       /* when one that was put off comes back */
  guint         limit;
  guint         unread;
  guint         hidden;
  guint         everybody : 1;
  guint         is_asking : 1;
  guint         is_wanted : 1;
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_ERROR,
  PROP_UNREAD,
  PROP_HIDDEN,
  PROP_EVERYBODY,
  PROP_LIMIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);
static void ask (SrReminderModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrReminderModel, sr_reminder_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
notify (SrReminderModel *self,
        guint            property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_number (SrReminderModel *self,
            guint           *slot,
            guint            number,
            guint            property)
{
  if (*slot == number)
    return;

  *slot = number;
  notify (self, property);
}

static void
set_error (SrReminderModel *self,
           const char      *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;

  g_free (self->error);
  self->error = g_strdup (message);
  notify (self, PROP_ERROR);
}

/* ---- what is listed ---- */

/* Takes away what is not in @kept; the last ones first, so that the positions hold. */
static void
remove_others (SrReminderModel *self,
               GHashTable      *kept)
{
  guint end = self->items->len;

  while (end > 0)
    {
      guint start = end;

      while (start > 0 && !g_hash_table_contains (kept, g_ptr_array_index (self->items, start - 1)))
        start--;
      if (start < end)
        {
          g_ptr_array_remove_range (self->items, start, end - start);
          g_list_model_items_changed (G_LIST_MODEL (self), start, end - start, 0);
        }
      end = start > 0 ? start - 1 : 0;
    }
}

/* What is listed are some of @items, in the same order. */
static void
insert_missing (SrReminderModel *self,
                GPtrArray       *items,
                GHashTable      *kept)
{
  guint start = 0;

  while (start < items->len)
    {
      guint end = start;

      while (end < items->len && !g_hash_table_contains (kept, g_ptr_array_index (items, end)))
        {
          g_ptr_array_insert (self->items, (int) end,
                              g_object_ref (g_ptr_array_index (items, end)));
          end++;
        }
      if (end > start)
        g_list_model_items_changed (G_LIST_MODEL (self), start, 0, end - start);
      start = end + 1;
    }
}

/* Takes away the heading, and puts it where it belongs if anything belongs below it. */
static void
add_heading (SrReminderModel *self,
             GPtrArray       *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += sr_reminder_item_get_section (g_ptr_array_index (items, i)) == SR_REMINDER_SECTION_AWAY;

  if (n == 0)
    return;

  sr_reminder_item_tell_away (self->heading, n);
  g_ptr_array_add (items, g_object_ref (self->heading));
}

/* Lists @items: those in @moved, and those that were not listed, by their places. */
static void
show (SrReminderModel *self,
      GPtrArray       *items,
      GHashTable      *moved)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);

  add_heading (self, items);
  g_ptr_array_sort (items, sr_reminder_item_compare);

  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_add (listed, g_ptr_array_index (self->items, i));
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < items->len; i++)
    {
      SrReminderItem *item = g_ptr_array_index (items, i);

      if (g_hash_table_contains (listed, item) && !g_hash_table_contains (moved, item))
        g_hash_table_add (kept, item);
      if (!sr_reminder_item_is_heading (item))
        g_hash_table_insert (self->by_id, GSIZE_TO_POINTER (sr_reminder_item_get_id (item)), item);
    }

  remove_others (self, kept);
  insert_missing (self, items, kept);
}

/* Takes the reminders. */
static void
take_reminders (SrReminderModel *self,
                GPtrArray       *reminders,
                GPtrArray       *items,
                GHashTable      *moved)
{
  gint64 now = sr_room_get_now (self->room);

  while (reminders->len > 0)
    {
      SrListedReminder *reminder = g_ptr_array_steal_index (reminders, reminders->len - 1);
      gint64 id = sr_row_get_id (reminder->row);
      SrReminderItem *item = g_hash_table_lookup (self->by_id, GSIZE_TO_POINTER (id));

      item = item != NULL ? g_object_ref (item) : sr_reminder_item_new (id);
      sr_reminder_item_take (item, reminder);
      if (sr_reminder_item_place (item, self->away_from, self->away_until, now))
        g_hash_table_add (moved, item);
      sr_reminder_item_tell (item, self->room);
      g_ptr_array_add (items, item);
    }
}

static void
take_list (SrReminderModel *self,
           SrReminderList  *list)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);
  guint n_listed = list->open->len;

  take_reminders (self, list->open, items, moved);
  take_reminders (self, list->ended, items, moved);
  self->next_at = list->next_at;
  show (self, items, moved);
  set_number (self, &self->hidden, list->n_open - MIN (list->n_open, n_listed), PROP_HIDDEN);
  set_number (self, &self->unread, list->n_unread, PROP_UNREAD);
}

static void
empty (SrReminderModel *self)
{
  guint n = self->items->len;

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->items, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  set_number (self, &self->hidden, 0, PROP_HIDDEN);
  set_number (self, &self->unread, 0, PROP_UNREAD);
}

/* ---- the question ---- */

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SrReminderModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrReminderList) list =
    sr_room_list_reminders_finish (SR_ROOM (object), result, &error);

  /* An answer to another question, or to nobody. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  self->is_asking = FALSE;
  if (list != NULL)
    take_list (self, list);
  set_error (self, error != NULL ? error->message : NULL);

  if (self->is_wanted)
    ask (self);
  else
    notify (self, PROP_LOADING);
}

static void
ask (SrReminderModel *self)
{
  if (self->room == NULL)
    return;

  if (self->is_asking)
    {
      self->is_wanted = TRUE;
      return;
    }

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_wanted = FALSE;
  self->is_asking = TRUE;
  notify (self, PROP_LOADING);
  sr_room_list_reminders_async (self->room, self->everybody, self->limit, self->cancellable,
                                listed_cb, g_object_ref (self));
}

static void
drop_question (SrReminderModel *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_asking = FALSE;
  self->is_wanted = FALSE;
}

/* ---- who is there ---- */

static void
keep_seen (SrReminderModel *self,
           gint64           now)
{
  g_autofree char *seen = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  self->seen_at = now;
  sr_room_save_draft_async (self->room, SEEN_FORM, seen, NULL, NULL);
}

static void
note_absence (SrReminderModel *self,
              gint64           from,
              gint64           until)
{
  if (from == 0 || until - from <= AWAY_SECONDS)
    return;

  self->away_from = from;
  self->away_until = until;
}

static void
seen_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SrReminderModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = sr_room_load_draft_finish (SR_ROOM (object), result, &error);
  gint64 now;

  if (self->room != SR_ROOM (object))
    return;

  now = sr_room_get_now (self->room);
  /* What this run has kept meanwhile, while the answer was on its way, is no absence. */
  if (seen != NULL)
    note_absence (self, g_ascii_strtoll (seen, NULL, 10), self->opened_at);
  set_error (self, error != NULL ? error->message : NULL);
  keep_seen (self, now);
  ask (self);
}

/* ---- what the room says ---- */

static void
on_changed_cb (SrReminderModel *self,
               const char      *kind,
               gint64           record)
{
  if (g_str_equal (kind, sr_reminder_kind.name))
    {
      ask (self);
      return;
    }
  if (!g_str_equal (kind, sr_request_kind.name))
    return;

  for (guint i = 0; i < self->items->len; i++)
    {
      const SrRow *row = sr_reminder_item_get_row (g_ptr_array_index (self->items, i));

      if (row != NULL && sr_row_get_integer (row, SR_REMINDER_SUBJECT) == record)
        {
          ask (self);
          return;
        }
    }
}

static void
tell_all (SrReminderModel *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      SrReminderItem *item = g_ptr_array_index (self->items, i);

      if (!sr_reminder_item_is_heading (item))
        sr_reminder_item_tell (item, self->room);
    }
}

static void
on_minute_cb (SrReminderModel *self)
{
  gint64 now = sr_room_get_now (self->room);
  gint64 last = self->last_minute;

  self->last_minute = now;
  /* The machine slept: it is as if the program had not run. */
  note_absence (self, last, now);
  if (now >= self->next_at || now - last > AWAY_SECONDS)
    ask (self);
  else
    tell_all (self);
  if (now - self->seen_at >= SEEN_SECONDS)
    keep_seen (self, now);
}

/* ---- the object ---- */

static gpointer
sr_reminder_model_get_item (GListModel *model,
                            guint       position)
{
  SrReminderModel *self = SR_REMINDER_MODEL (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static GType
sr_reminder_model_get_item_type (GListModel *model)
{
  return SR_TYPE_REMINDER_ITEM;
}

static guint
sr_reminder_model_get_n_items (GListModel *model)
{
  return SR_REMINDER_MODEL (model)->items->len;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = sr_reminder_model_get_item;
  iface->get_item_type = sr_reminder_model_get_item_type;
  iface->get_n_items = sr_reminder_model_get_n_items;
}

static void
sr_reminder_model_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SrReminderModel *self = SR_REMINDER_MODEL (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, sr_reminder_model_is_loading (self));
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    case PROP_UNREAD:
      g_value_set_uint (value, self->unread);
      break;
    case PROP_HIDDEN:
      g_value_set_uint (value, self->hidden);
      break;
    case PROP_EVERYBODY:
      g_value_set_boolean (value, self->everybody);
      break;
    case PROP_LIMIT:
      g_value_set_uint (value, self->limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_reminder_model_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  SrReminderModel *self = SR_REMINDER_MODEL (object);

  switch (id)
    {
    case PROP_EVERYBODY:
      sr_reminder_model_set_everybody (self, g_value_get_boolean (value));
      break;
    case PROP_LIMIT:
      sr_reminder_model_set_limit (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_reminder_model_dispose (GObject *object)
{
  SrReminderModel *self = SR_REMINDER_MODEL (object);

  drop_question (self);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_reminder_model_parent_class)->dispose (object);
}

static void
sr_reminder_model_finalize (GObject *object)
{
  SrReminderModel *self = SR_REMINDER_MODEL (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_object_unref (self->heading);
  g_free (self->error);

  G_OBJECT_CLASS (sr_reminder_model_parent_class)->finalize (object);
}

static void
sr_reminder_model_class_init (SrReminderModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags write = read | G_PARAM_WRITABLE;

  object_class->get_property = sr_reminder_model_get_property;
  object_class->set_property = sr_reminder_model_set_property;
  object_class->dispose = sr_reminder_model_dispose;
  object_class->finalize = sr_reminder_model_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, read);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_HIDDEN] = g_param_spec_uint ("hidden", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_EVERYBODY] = g_param_spec_boolean ("everybody", NULL, NULL, FALSE, write);
  properties[PROP_LIMIT] = g_param_spec_uint ("limit", NULL, NULL, 1, G_MAXUINT,
                                              SR_REMINDER_MODEL_LIMIT, write);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_reminder_model_init (SrReminderModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (NULL, NULL);
  self->heading = sr_reminder_item_new_heading ();
  self->limit = SR_REMINDER_MODEL_LIMIT;
  self->next_at = G_MAXINT64;

  self->room_signals = g_signal_group_new (SR_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "changed", G_CALLBACK (on_changed_cb), self);
  g_signal_group_connect_swapped (self->room_signals, "minute", G_CALLBACK (on_minute_cb), self);
}

/**
 * sr_reminder_model_new:
 *
 * Returns: (transfer full): an empty model
 */
SrReminderModel *
sr_reminder_model_new (void)
{
  return g_object_new (SR_TYPE_REMINDER_MODEL, NULL);
}

/**
 * sr_reminder_model_set_room:
 * @room: (nullable): where somebody is signed in
 *
 * Looks when the person's program was there last, and lists what there is.
 */
void
sr_reminder_model_set_room (SrReminderModel *self,
                            SrRoom          *room)
{
  g_return_if_fail (SR_IS_REMINDER_MODEL (self));

  if (self->room == room)
    return;

  drop_question (self);
  g_set_object (&self->room, room);
  g_signal_group_set_target (self->room_signals, room);
  self->away_from = 0;
  self->away_until = 0;
  self->next_at = G_MAXINT64;
  empty (self);
  set_error (self, NULL);
  if (room == NULL)
    return;

  self->last_minute = sr_room_get_now (room);
  self->opened_at = self->last_minute;
  /* Nothing is kept before it is known what was. */
  self->seen_at = G_MAXINT64;
  sr_room_load_draft_async (room, SEEN_FORM, seen_loaded_cb, g_object_ref (self));
}

/**
 * sr_reminder_model_get_room:
 *
 * Returns: (transfer none) (nullable): whose reminders these are
 */
SrRoom *
sr_reminder_model_get_room (SrReminderModel *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_MODEL (self), NULL);

  return self->room;
}

guint
sr_reminder_model_get_unread (SrReminderModel *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_MODEL (self), 0);

  return self->unread;
}

guint
sr_reminder_model_get_hidden (SrReminderModel *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_MODEL (self), 0);

  return self->hidden;
}

const char *
sr_reminder_model_get_error (SrReminderModel *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_MODEL (self), NULL);

  return self->error;
}

gboolean
sr_reminder_model_is_loading (SrReminderModel *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_MODEL (self), FALSE);

  return self->is_asking;
}

gboolean
sr_reminder_model_get_everybody (SrReminderModel *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_MODEL (self), FALSE);

  return self->everybody;
}

/**
 * sr_reminder_model_set_everybody:
 * @everybody: whether those of the others are listed too
 */
void
sr_reminder_model_set_everybody (SrReminderModel *self,
                                 gboolean         everybody)
{
  g_return_if_fail (SR_IS_REMINDER_MODEL (self));

  if (self->everybody == !!everybody)
    return;

  self->everybody = !!everybody;
  notify (self, PROP_EVERYBODY);
  drop_question (self);
  ask (self);
}

/**
 * sr_reminder_model_set_limit:
 * @limit: at most so many open ones are listed
 */
void
sr_reminder_model_set_limit (SrReminderModel *self,
                             guint            limit)
{
  g_return_if_fail (SR_IS_REMINDER_MODEL (self));

  if (self->limit == limit)
    return;

  self->limit = limit;
  notify (self, PROP_LIMIT);
  drop_question (self);
  ask (self);
}

/**
 * sr_reminder_model_find:
 * @reminder: the id of a reminder
 *
 * Returns: (transfer none) (nullable): its item, if it is listed
 */
SrReminderItem *
sr_reminder_model_find (SrReminderModel *self,
                        gint64           reminder)
{
  g_return_val_if_fail (SR_IS_REMINDER_MODEL (self), NULL);

  return g_hash_table_lookup (self->by_id, GSIZE_TO_POINTER (reminder));
}
