/* What a day is and why, and what a manager may do about it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-day-popover"

#include "config.h"

#include "ui/preferences/sr-day-popover.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-day-sentence.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-effect-window.h"

/**
 * SrDayPopover:
 *
 * Every exception of the day has a part: what it makes of the day, and the notice or the person that
 * it comes from. Where there are several the first in rank holds, and the heading says what that comes
 * to.
 */
struct _SrDayPopover
{
  GtkPopover  parent_instance;

  GtkWidget  *box;

  /* owned */
  SrRoom     *room;

  /* state */
  SrDay       day;
  gint64      chosen;  /* the exception of the button that was pressed */
};

enum
{
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrDayPopover, sr_day_popover, GTK_TYPE_POPOVER)

#define WIDTH 44

static GtkWindow *
get_window (SrDayPopover *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static const SrRow *
find_record (SrDayPopover *self,
             gint64        id)
{
  return sr_configuration_find (sr_room_get_configuration (self->room),
                                &sr_calendar_exception_kind, id);
}

/* ---- what is done ---- */

static void
on_change_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SrDayPopover *self = SR_DAY_POPOVER (widget);
  const SrRow *record = find_record (self, g_variant_get_int64 (parameter));
  GtkWindow *window = get_window (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (record != NULL)
    sr_action_form_present_record (window, self->room, &sr_calendar_exception_kind, record, "edit",
                                   NULL);
}

static void
on_add_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  SrDayPopover *self = SR_DAY_POPOVER (widget);
  g_autofree char *calendar =
    g_strdup_printf ("#%" G_GINT64_FORMAT, sr_configuration_get_calendar_id (
                                             sr_room_get_configuration (self->room)));
  g_autofree char *date = sr_day_to_iso (self->day);
  g_autoptr (GHashTable) given =
    sr_payload_new_with ("calendar", calendar, "date", date,
                         "source", sr_row_get_text (sr_room_get_staff (self->room), SR_STAFF_NAME),
                         NULL);
  GtkWindow *window = get_window (self);

  gtk_popover_popdown (GTK_POPOVER (self));
  sr_action_form_present_record (window, self->room, &sr_calendar_exception_kind, NULL, "create",
                                 given);
}

static GPtrArray *
make_removal (SrDayPopover *self)
{
  const SrRow *record = find_record (self, self->chosen);
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_calendar_exception_kind, self->chosen, "edit");

  if (record != NULL)
    act->revision = sr_row_get_integer (record, SR_COMMON_REVISION);
  sr_act_set (act, "removed", "yes");
  g_ptr_array_add (acts, act);

  return acts;
}

static void
on_removed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SrDayPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);

  g_signal_emit (self, signals[SAID], 0,
                 outcomes != NULL ? _("The day was removed.") : error->message);
}

static void
remove_day (SrDayPopover *self)
{
  sr_room_act_async (self->room, make_removal (self), NULL, on_removed_cb, g_object_ref (self));
}

static void
on_decided_cb (SrEffectWindow *window,
               gboolean        applies,
               SrDayPopover   *self)
{
  if (applies && self->room != NULL)
    remove_day (self);
}

static void
unref_closure (gpointer  popover,
               GClosure *closure)
{
  g_object_unref (popover);
}

/**
 * Asking:
 *
 * The popover is closed by then; what it knows is needed until somebody has decided.
 */
typedef struct
{
  SrDayPopover *popover;
  GtkWindow    *window;
} Asking;

static void
on_rehearsed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (SrDayPopover) self = asking->popover;
  g_autoptr (GtkWindow) parent = asking->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCalendarEffect) effect = sr_room_rehearse_finish (SR_ROOM (source), result, &error);
  SrEffectWindow *window = NULL;

  if (self->room == NULL)
    return;
  if (effect == NULL)
    {
      g_signal_emit (self, signals[SAID], 0, error->message);
      return;
    }
  if (effect->moves->len == 0)
    {
      remove_day (self);
      return;
    }
  if (!gtk_widget_get_visible (GTK_WIDGET (parent)))
    return;

  window = sr_effect_window_new (parent, _("Remove the Day?"), effect,
                                 sr_room_get_zone (self->room));
  g_signal_connect_data (window, "decided", G_CALLBACK (on_decided_cb), g_object_ref (self),
                         unref_closure, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_remove_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SrDayPopover *self = SR_DAY_POPOVER (widget);
  Asking *asking = g_new0 (Asking, 1);

  self->chosen = g_variant_get_int64 (parameter);
  asking->popover = g_object_ref (self);
  asking->window = g_object_ref (get_window (self));
  sr_room_rehearse_async (self->room, make_removal (self), NULL, on_rehearsed_cb, asking);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* ---- what is shown ---- */

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  if (class_name != NULL)
    gtk_widget_add_css_class (label, class_name);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_button (GtkWidget  *box,
            const char *label,
            const char *action,
            gint64      record,
            const char *name)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (record != 0)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", record);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (name != NULL)
    sr_accessible_set_name (button, name);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_record (SrDayPopover *self,
            const SrRow  *record,
            gboolean      may_change)
{
  g_autofree char *rule = sr_day_sentence_rule (record);
  const char *source = sr_row_get_text (record, SR_CALENDAR_EXCEPTION_SOURCE);
  GtkWidget *buttons;

  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_label (self->box, rule, "heading");
  if (source != NULL)
    {
      g_autofree char *text = g_strdup_printf (C_("day", "source: %s"), source);
      GtkWidget *label = add_label (self->box, text, "caption");

      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_set_focusable (label, FALSE);
    }
  if (!may_change)
    return;

  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  add_button (buttons, _("_Change…"), "day.change", sr_row_get_id (record), NULL);
  add_button (buttons, _("_Remove"), "day.remove", sr_row_get_id (record), NULL);
  gtk_box_append (GTK_BOX (self->box), buttons);
}

/* The first in rank first; the room has few hundred. */
static guint
add_records (SrDayPopover *self,
             gboolean      may_change)
{
  SrConfiguration *configuration = sr_room_get_configuration (self->room);
  GPtrArray *all = sr_configuration_get_rows (configuration, &sr_calendar_exception_kind);
  gint64 calendar = sr_configuration_get_calendar_id (configuration);
  g_autofree char *date = sr_day_to_iso (self->day);
  guint n = 0;

  for (guint rank = 0; sr_exception_ranks[rank].value != NULL; rank++)
    {
      for (guint i = 0; i < all->len; i++)
        {
          const SrRow *row = g_ptr_array_index (all, i);

          if (sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_CALENDAR) == calendar &&
              sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_REMOVED) == 0 &&
              sr_row_is (row, SR_CALENDAR_EXCEPTION_RANK, sr_exception_ranks[rank].value) &&
              sr_row_is (row, SR_CALENDAR_EXCEPTION_DATE, date))
            {
              add_record (self, row, may_change);
              n++;
            }
        }
    }

  return n;
}

static void
fill (SrDayPopover *self)
{
  SrCalendar *calendar = sr_room_get_calendar (self->room);
  const char *why_not = sr_record_group_why_not (self->room, &sr_calendar_exception_kind);
  const SrException *exception = sr_calendar_get_exception (calendar, self->day);
  g_autofree char *date = sr_day_sentence_date (self->day);
  g_autofree char *hours = sr_day_sentence_hours (calendar, self->day);
  guint n_records;

  add_label (self->box, date, "title-4");
  add_label (self->box, hours, NULL);
  if (exception == NULL)
    add_label (self->box, _("As the weekly hours say."), "dim-label");
  if (sr_calendar_is_provisional (calendar, sr_calendar_instant_at (calendar, self->day, 0)))
    add_label (self->box, _("The notice of this year is not here yet."), "dim-label");

  n_records = add_records (self, why_not == NULL);
  if (exception != NULL && n_records == 0)
    {
      g_autofree char *text =
        /* Translators: the name of a day that the law fixes to its date, as the New Year */
        g_strdup_printf (_("%s, by law: it is off whatever the notice will say."), exception->name);

      add_label (self->box, text, NULL);
    }

  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  if (why_not == NULL)
    add_button (self->box, _("_Add Something to This Day…"), "day.add", 0, NULL);
  else
    add_label (self->box, why_not, "dim-label");
}

static void
sr_day_popover_dispose (GObject *object)
{
  SrDayPopover *self = SR_DAY_POPOVER (object);

  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_day_popover_parent_class)->dispose (object);
}

static void
sr_day_popover_class_init (SrDayPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_day_popover_dispose;

  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "day.change", "x", on_change_cb);
  gtk_widget_class_install_action (widget_class, "day.remove", "x", on_remove_cb);
  gtk_widget_class_install_action (widget_class, "day.add", NULL, on_add_cb);
}

static void
sr_day_popover_init (SrDayPopover *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "day-popover");
  gtk_popover_set_child (GTK_POPOVER (self), self->box);
}

/**
 * sr_day_popover_new:
 * @room: an open room
 * @day: a day
 *
 * Returns: (transfer floating): a popover that tells of it
 */
GtkWidget *
sr_day_popover_new (SrRoom *room,
                    SrDay   day)
{
  SrDayPopover *self = g_object_new (SR_TYPE_DAY_POPOVER, NULL);

  self->room = g_object_ref (room);
  self->day = day;
  fill (self);

  return GTK_WIDGET (self);
}

/* Not while it is still closing. The keys go on from the day. */
static gboolean
on_gone_cb (gpointer popover)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);

  if (parent != NULL)
    {
      gtk_widget_unparent (popover);
      gtk_widget_grab_focus (parent);
    }

  return G_SOURCE_REMOVE;
}

static void
on_closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_gone_cb, g_object_ref (popover), g_object_unref);
}

void
sr_day_popover_show (SrDayPopover *self,
                     GtkWidget    *widget,
                     GtkWidget    *cell)
{
  graphene_rect_t bounds;

  g_return_if_fail (SR_IS_DAY_POPOVER (self));

  gtk_widget_set_parent (GTK_WIDGET (self), widget);
  if (cell != NULL && gtk_widget_compute_bounds (cell, widget, &bounds))
    {
      GdkRectangle place = { (int) bounds.origin.x, (int) bounds.origin.y,
                             (int) bounds.size.width, (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
    }
  g_signal_connect (self, "closed", G_CALLBACK (on_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (self));
}
