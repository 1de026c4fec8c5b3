/* What a person did on the last day of work, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-past-model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-past-model.h"

/**
 * SrPastModel:
 *
 * What is past does not change: it is read once, and once more on each new day.
 * Main thread only.
 */
struct _SrPastModel
{
  GObject       parent_instance;

  GPtrArray    *items;
  SrRoom       *room;
  GCancellable *cancellable;
  char         *heading;
  char         *summary;
  char         *error;
  SrDay         today;        /* the one that was read; SR_DAY_INVALID for none */
};

enum
{
  PROP_0,
  PROP_HEADING,
  PROP_SUMMARY,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrPastModel, sr_past_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* What is counted by itself, in the order in which it is said; {n} stays as it is. */
static const struct
{
  const char *action;
  const char *words;
} counted[] = {
  { "resolve", NC_("past", "{n} resolved") },
  { "answer", NC_("past", "{n} answered on the spot") },
  { "close", NC_("past", "{n} closed") },
  { "receive", NC_("past", "{n} taken in") },
  { "accept", NC_("past", "{n} accepted") },
  { "assign", NC_("past", "{n} assigned") },
};

static void
append_count (GString    *summary,
              const char *words,
              guint       n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autoptr (GString) text = g_string_new (words);

  g_string_replace (text, "{n}", number, 1);
  if (summary->len > 0)
    g_string_append (summary, " · ");
  g_string_append (summary, text->str);
}

static char *
make_summary (GPtrArray *steps)
{
  guint counts[G_N_ELEMENTS (counted)] = { 0 };
  guint n_others = steps->len;
  GString *summary = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const SrPersonStep *step = g_ptr_array_index (steps, i);

      for (guint j = 0; j < G_N_ELEMENTS (counted); j++)
        {
          if (!sr_row_is (step->event, SR_EVENT_ACTION, counted[j].action))
            continue;
          counts[j]++;
          n_others--;
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      if (counts[i] > 0)
        append_count (summary, g_dpgettext2 (GETTEXT_PACKAGE, "past", counted[i].words),
                      counts[i]);
    }
  if (n_others > 0)
    append_count (summary, ngettext ("{n} other step", "{n} other steps", n_others), n_others);
  if (steps->len == 0)
    g_string_append (summary, C_("past", "nothing is on record"));

  return g_string_free (summary, FALSE);
}

static char *
make_heading (const SrPastSteps *steps)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *text = NULL;
  int year;
  int month;
  int day;

  sr_day_get_ymd (steps->from, &year, &month, &day);
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  /* Translators: a day in the table of a deadline; see strftime(3) */
  text = g_date_time_format (date, C_("deadline table", "%a %-d %b"));

  /* Translators: above what the person did then; %s is a day such as "Mon 23 Nov" */
  if (steps->until != steps->from)
    return g_strdup_printf (_("Done since %s"), text);
  if (steps->from == steps->today - 1)
    return g_strdup_printf (_("Done yesterday, %s"), text);

  return g_strdup_printf (_("Done on %s"), text);
}

static void
set_text (SrPastModel *self,
          char       **field,
          char        *text,
          guint        property)
{
  g_autofree char *owned = text;

  if (g_strcmp0 (*field, owned) == 0)
    return;

  g_free (*field);
  *field = g_steal_pointer (&owned);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Takes the items. */
static void
replace_items (SrPastModel *self,
               GPtrArray   *items)
{
  guint n_before = self->items->len;

  g_ptr_array_unref (self->items);
  self->items = items;
  if (n_before > 0 || items->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, items->len);
}

static GPtrArray *
items_new (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SrPastModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrPastSteps) steps = sr_room_load_past_steps_finish (SR_ROOM (object), result, &error);
  GPtrArray *items;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->room == NULL)
    return;

  set_text (self, &self->error, error != NULL ? g_strdup (error->message) : NULL, PROP_ERROR);
  if (steps == NULL)
    {
      self->today = SR_DAY_INVALID;
      return;
    }

  items = items_new ();
  for (guint i = 0; i < steps->steps->len; i++)
    g_ptr_array_add (items, sr_past_item_new (g_ptr_array_index (steps->steps, i), steps,
                                              sr_room_get_configuration (self->room)));
  replace_items (self, items);
  set_text (self, &self->summary, make_summary (steps->steps), PROP_SUMMARY);
  set_text (self, &self->heading, make_heading (steps), PROP_HEADING);
}

static void
follow_day (SrPastModel *self)
{
  SrDay today = sr_calendar_day_of (sr_room_get_calendar (self->room),
                                    sr_room_get_now (self->room));

  if (self->today == today)
    return;

  self->today = today;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  sr_room_load_past_steps_async (self->room, self->cancellable, loaded_cb, g_object_ref (self));
}

static gpointer
sr_past_model_get_item (GListModel *model,
                        guint       position)
{
  SrPastModel *self = SR_PAST_MODEL (model);

  if (position >= self->items->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->items, position));
}

static GType
sr_past_model_get_item_type (GListModel *model)
{
  return SR_TYPE_PAST_ITEM;
}

static guint
sr_past_model_get_n_items (GListModel *model)
{
  return SR_PAST_MODEL (model)->items->len;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = sr_past_model_get_item;
  iface->get_item_type = sr_past_model_get_item_type;
  iface->get_n_items = sr_past_model_get_n_items;
}

static void
sr_past_model_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SrPastModel *self = SR_PAST_MODEL (object);

  switch (id)
    {
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->summary);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leave_room (SrPastModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_func (self->room, follow_day, self);
  g_clear_object (&self->room);
  self->today = SR_DAY_INVALID;
}

static void
sr_past_model_dispose (GObject *object)
{
  leave_room (SR_PAST_MODEL (object));

  G_OBJECT_CLASS (sr_past_model_parent_class)->dispose (object);
}

static void
sr_past_model_finalize (GObject *object)
{
  SrPastModel *self = SR_PAST_MODEL (object);

  g_ptr_array_unref (self->items);
  g_free (self->heading);
  g_free (self->summary);
  g_free (self->error);

  G_OBJECT_CLASS (sr_past_model_parent_class)->finalize (object);
}

static void
sr_past_model_class_init (SrPastModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sr_past_model_get_property;
  object_class->dispose = sr_past_model_dispose;
  object_class->finalize = sr_past_model_finalize;

  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, "", flags);
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, "", flags);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_past_model_init (SrPastModel *self)
{
  self->items = items_new ();
  self->heading = g_strdup ("");
  self->summary = g_strdup ("");
  self->today = SR_DAY_INVALID;
}

/**
 * sr_past_model_new:
 *
 * Returns: (transfer full): an empty list
 */
SrPastModel *
sr_past_model_new (void)
{
  return g_object_new (SR_TYPE_PAST_MODEL, NULL);
}

/**
 * sr_past_model_set_room:
 * @room: (nullable): the room that who signed in works in
 */
void
sr_past_model_set_room (SrPastModel *self,
                        SrRoom      *room)
{
  g_return_if_fail (SR_IS_PAST_MODEL (self));
  g_return_if_fail (room == NULL || SR_IS_ROOM (room));

  if (self->room == room)
    return;

  leave_room (self);
  replace_items (self, items_new ());
  set_text (self, &self->heading, g_strdup (""), PROP_HEADING);
  set_text (self, &self->summary, g_strdup (""), PROP_SUMMARY);
  if (room == NULL)
    return;

  self->room = g_object_ref (room);
  g_signal_connect_object (room, "minute", G_CALLBACK (follow_day), self, G_CONNECT_SWAPPED);
  follow_day (self);
}
