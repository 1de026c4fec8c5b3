/* The weekly hours of the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-hours-group"

#include "config.h"

#include "ui/preferences/sr-hours-group.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/widgets/sr-effect-window.h"

#define N_DAYS 7

/**
 * SrHoursGroup:
 *
 * A line for each weekday, "09:00-12:00 13:30-18:00", empty for a day off. Other hours are a new
 * version of the calendar; deadlines that still run are counted anew by the gate.
 */
struct _SrHoursGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *apply_button;
  GtkWidget           *rows[N_DAYS];
  GtkWidget           *error_row;

  /* owned */
  SrRoom              *room;

  /* state */
  gint64               revision;
  gboolean             filling;
};

enum
{
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrHoursGroup, sr_hours_group, ADW_TYPE_PREFERENCES_GROUP)

static const SrRow *
get_calendar (SrHoursGroup *self)
{
  SrConfiguration *configuration = sr_room_get_configuration (self->room);

  return sr_configuration_find (configuration, &sr_calendar_kind,
                                sr_configuration_get_calendar_id (configuration));
}

static void
show_error (SrHoursGroup *self,
            const char   *message)
{
  if (message != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->error_row), message);
  gtk_widget_set_visible (self->error_row, message != NULL);
}

/* Full-width forms and the dashes that people type are read as plain ones. */
static char *
dup_hours (GtkWidget *row)
{
  g_autofree char *plain = g_utf8_normalize (gtk_editable_get_text (GTK_EDITABLE (row)), -1,
                                             G_NORMALIZE_ALL_COMPOSE);
  GString *hours = g_string_new (plain != NULL ? plain : "");

  g_string_replace (hours, "–", "-", 0);
  g_string_replace (hours, "—", "-", 0);
  g_string_replace (hours, "~", "-", 0);
  g_string_replace (hours, ",", " ", 0);
  g_string_replace (hours, "、", " ", 0);

  return g_strstrip (g_string_free (hours, FALSE));
}

static char *
days_to_json (char **days)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < N_DAYS; i++)
    json_array_add_string_element (array, days[i]);
  json_node_take_array (node, array);

  return json_to_string (node, FALSE);
}

/* Marks the first day that is wrong, and says why. */
static char *
read_week (SrHoursGroup *self)
{
  g_auto (GStrv) days = g_new0 (char *, N_DAYS + 1);
  g_autoptr (GError) error = NULL;
  gboolean valid = TRUE;
  SrWeek week;

  for (guint i = 0; i < N_DAYS; i++)
    days[i] = g_strdup ("");

  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autofree char *so_far = NULL;

      g_free (days[i]);
      days[i] = dup_hours (self->rows[i]);
      so_far = days_to_json (days);
      gtk_widget_remove_css_class (self->rows[i], "error");
      if (!sr_week_from_json (so_far, &week, valid ? &error : NULL))
        {
          gtk_widget_add_css_class (self->rows[i], "error");
          valid = FALSE;
          /* The others are judged without it. */
          g_free (days[i]);
          days[i] = g_strdup ("");
        }
    }

  show_error (self, error != NULL ? error->message : NULL);

  /* In the room's own spelling, so that equal hours are equal texts. */
  return valid ? sr_week_to_json (&week) : NULL;
}

static void
on_changed_cb (SrHoursGroup *self)
{
  g_autofree char *week = NULL;

  if (self->filling)
    return;

  week = read_week (self);
  gtk_widget_set_sensitive (self->apply_button,
                            week != NULL && !sr_row_is (get_calendar (self), SR_CALENDAR_WEEK,
                                                        week));
}

static void
on_applied_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SrHoursGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);

  if (outcomes == NULL)
    {
      show_error (self, error->message);
      gtk_widget_set_sensitive (self->apply_button, TRUE);
      return;
    }

  show_error (self, NULL);
  g_signal_emit (self, signals[SAID], 0, _("The hours hold from now on."));
}

/* (transfer full): the act that gives the calendar these hours */
static GPtrArray *
make_acts (SrHoursGroup *self,
           const char   *week)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_calendar_kind, sr_row_get_id (get_calendar (self)), "edit");

  act->revision = self->revision;
  sr_act_set (act, "week", week);
  g_ptr_array_add (acts, act);

  return acts;
}

static void
apply (SrHoursGroup *self)
{
  g_autofree char *week = read_week (self);

  if (week != NULL)
    sr_room_act_async (self->room, make_acts (self, week), NULL, on_applied_cb,
                       g_object_ref (self));
}

static void
on_decided_cb (SrHoursGroup *self,
               gboolean      applies)
{
  if (applies)
    apply (self);
  else
    gtk_widget_set_sensitive (self->apply_button, TRUE);
}

/* Hours that move no deadline are no question. */
static void
on_rehearsed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (SrHoursGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCalendarEffect) effect = sr_room_rehearse_finish (SR_ROOM (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  SrEffectWindow *window = NULL;

  if (root == NULL)
    return;
  if (effect == NULL)
    {
      show_error (self, error->message);
      gtk_widget_set_sensitive (self->apply_button, TRUE);
      return;
    }
  if (effect->moves->len == 0)
    {
      apply (self);
      return;
    }

  window = sr_effect_window_new (GTK_WINDOW (root), _("Change the Hours?"), effect,
                                 sr_room_get_zone (self->room));
  g_signal_connect_object (window, "decided", G_CALLBACK (on_decided_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_apply_clicked_cb (SrHoursGroup *self)
{
  g_autofree char *week = read_week (self);

  if (week == NULL)
    return;

  gtk_widget_set_sensitive (self->apply_button, FALSE);
  sr_room_rehearse_async (self->room, make_acts (self, week), NULL, on_rehearsed_cb,
                          g_object_ref (self));
}

static void
fill (SrHoursGroup *self)
{
  const SrRow *calendar = get_calendar (self);
  g_autoptr (JsonNode) node = sr_json_read (sr_row_get_text (calendar, SR_CALENDAR_WEEK));
  JsonArray *days = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                 : NULL;
  const char *why_not = sr_record_group_why_not (self->room, &sr_calendar_kind);

  self->filling = TRUE;
  self->revision = sr_row_get_integer (calendar, SR_COMMON_REVISION);
  for (guint i = 0; i < N_DAYS; i++)
    {
      const char *hours = days != NULL && i < json_array_get_length (days)
                          ? json_array_get_string_element (days, i) : NULL;

      gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), hours != NULL ? hours : "");
      gtk_editable_set_editable (GTK_EDITABLE (self->rows[i]), why_not == NULL);
      gtk_widget_remove_css_class (self->rows[i], "error");
    }
  self->filling = FALSE;

  adw_preferences_group_set_description
    (ADW_PREFERENCES_GROUP (self),
     why_not != NULL ? why_not : _("Stretches such as 09:00-12:00 13:30-18:00; empty for a day off"));
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  show_error (self, NULL);
}

static void
on_configuration_cb (SrHoursGroup *self)
{
  /* What is being typed stays; the gate tells of a collision. */
  if (sr_row_get_integer (get_calendar (self), SR_COMMON_REVISION) != self->revision)
    fill (self);
}

static void
sr_hours_group_dispose (GObject *object)
{
  g_clear_object (&SR_HOURS_GROUP (object)->room);

  G_OBJECT_CLASS (sr_hours_group_parent_class)->dispose (object);
}

static void
sr_hours_group_class_init (SrHoursGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_hours_group_dispose;

  signals[SAID] =
    g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sr_hours_group_init (SrHoursGroup *self)
{
  self->apply_button = gtk_button_new_with_mnemonic (_("_Apply"));
  gtk_widget_set_valign (self->apply_button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  g_signal_connect_object (self->apply_button, "clicked", G_CALLBACK (on_apply_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->apply_button);

  for (guint i = 0; i < N_DAYS; i++)
    {
      /* 2 January 2023 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (2023, 1, 2 + (int) i, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%A");

      self->rows[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), name);
      gtk_widget_add_css_class (self->rows[i], "numeric");
      g_signal_connect_object (self->rows[i], "changed", G_CALLBACK (on_changed_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->rows[i]);
    }

  self->error_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->error_row), FALSE);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (self->error_row), "dialog-warning-symbolic");
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->error_row), 0);
  gtk_widget_add_css_class (self->error_row, "error");
  gtk_widget_set_visible (self->error_row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->error_row);
}

void
sr_hours_group_set_room (SrHoursGroup *self,
                         SrRoom       *room)
{
  g_return_if_fail (SR_IS_HOURS_GROUP (self));
  g_return_if_fail (self->room == NULL);

  self->room = g_object_ref (room);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (on_configuration_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}
