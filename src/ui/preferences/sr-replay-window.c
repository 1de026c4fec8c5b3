/* What a past period would have been under other targets.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-replay-window"

#include "config.h"

#include "ui/preferences/sr-replay-window.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"

/**
 * SrReplayWindow:
 *
 * Asks the room anew for each period, and names the results that would have been otherwise. Nothing is
 * changed by it.
 */
struct _SrReplayWindow
{
  AdwWindow     parent_instance;

  /* template */
  GtkDropDown  *period_drop_down;
  GtkSpinner   *spinner;
  GtkLabel     *sentence_label;
  GtkLabel     *left_out_label;
  GtkWidget    *flips_window;
  GtkListBox   *flips_list;

  /* owned */
  SrRoom       *room;
  GPtrArray    *targets;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (SrReplayWindow, sr_replay_window, ADW_TYPE_WINDOW)

#define DAY (24 * 60 * 60)

static const struct
{
  guint       days;
  const char *label;
} periods[] = {
  { 30, N_("The last 30 days") },
  { 90, N_("The last 90 days") },
  { 365, N_("The last 365 days") },
};

static char *
describe_due (SrReplayWindow *self,
              gint64          due)
{
  return due != 0 ? sr_due_when (due, sr_room_get_zone (self->room), sr_room_get_now (self->room))
                  : g_strdup (C_("replay", "no deadline then"));
}

static GtkWidget *
create_row (SrReplayWindow *self,
            const SrFlip   *flip)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *outcome = gtk_label_new (flip->kept ? C_("replay", "In time") : C_("replay", "Late"));
  g_autofree char *title = g_strjoin (" · ", flip->number,
                                      sr_choice_label (sr_clock_kinds, flip->clock), NULL);
  g_autofree char *stopped = describe_due (self, flip->stopped_at);
  g_autofree char *before = describe_due (self, flip->due_before);
  g_autofree char *after = describe_due (self, flip->due_after);
  /* Translators: three times: when it was done, its deadline, and the other deadline */
  g_autofree char *subtitle = g_strdup_printf (_("Done %1$s; was due %2$s, would be due %3$s"),
                                               stopped, before, after);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "numeric");
  gtk_widget_add_css_class (outcome, flip->kept ? "success" : "error");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), outcome);

  return row;
}

static char *
describe_report (const SrReplayReport *report)
{
  g_autofree char *results = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *won = NULL;

  if (report->n_results == 0)
    return g_strdup (_("Nothing ended in this time that had a deadline."));

  results = g_strdup_printf (ngettext ("Of %1$u result, %2$u was in time; under these targets it would have been %3$u.",
                                       "Of %1$u results, %2$u were in time; under these targets it would have been %3$u.",
                                       report->n_results),
                             report->n_results, report->n_kept_before, report->n_kept_after);
  if (report->n_lost + report->n_won == 0)
    return g_strjoin ("\n", results, _("None would be otherwise."), NULL);

  lost = g_strdup_printf (ngettext ("%u would be late that was in time.",
                                    "%u would be late that were in time.", report->n_lost),
                          report->n_lost);
  won = g_strdup_printf (ngettext ("%u would be in time that was late.",
                                   "%u would be in time that were late.", report->n_won),
                         report->n_won);

  return g_strjoin ("\n", results, lost, won, NULL);
}

static char *
describe_left_out (const SrReplayReport *report)
{
  guint more = report->n_lost + report->n_won - report->flips->len;
  g_autofree char *unnamed = NULL;
  g_autofree char *left_out = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (more > 0)
    {
      unnamed = g_strdup_printf (ngettext ("%u earlier one is counted and not named.",
                                           "%u earlier ones are counted and not named.", more),
                                 more);
      g_ptr_array_add (parts, unnamed);
    }
  if (report->n_left_out > 0)
    {
      left_out = g_strdup_printf (ngettext ("%u result is left out, since its target changed while it ran.",
                                            "%u results are left out, since their targets changed while they ran.",
                                            report->n_left_out),
                                  report->n_left_out);
      g_ptr_array_add (parts, left_out);
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv ("\n", (char **) parts->pdata);
}

static void
set_busy (SrReplayWindow *self,
          gboolean        busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}

static void
show_report (SrReplayWindow       *self,
             const SrReplayReport *report)
{
  g_autofree char *sentence = describe_report (report);
  g_autofree char *left_out = describe_left_out (report);

  gtk_label_set_label (self->sentence_label, sentence);
  gtk_label_set_label (self->left_out_label, left_out);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label), *left_out != '\0');

  /* The last ones first: they are remembered best. */
  for (guint i = report->flips->len; i > 0; i--)
    gtk_list_box_append (self->flips_list,
                         create_row (self, g_ptr_array_index (report->flips, i - 1)));
  gtk_widget_set_visible (self->flips_window, report->flips->len > 0);
}

static void
on_replayed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  SrReplayWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrReplayReport) report = sr_room_replay_finish (SR_ROOM (source), result, &error);

  /* It is gone, or it asks for another period. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  set_busy (self, FALSE);
  if (report != NULL)
    show_report (self, report);
  else
    gtk_label_set_label (self->sentence_label, error->message);
}

static void
stop (SrReplayWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (SrReplayWindow *self)
{
  guint period = gtk_drop_down_get_selected (self->period_drop_down);
  GtkWidget *row;

  stop (self);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->flips_list))) != NULL)
    gtk_list_box_remove (self->flips_list, row);
  gtk_widget_set_visible (self->flips_window, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_label), FALSE);
  gtk_label_set_label (self->sentence_label, _("The period is lived through again…"));
  set_busy (self, TRUE);

  self->cancellable = g_cancellable_new ();
  sr_room_replay_async (self->room, self->targets,
                        sr_room_get_now (self->room) - (gint64) periods[period].days * DAY,
                        self->cancellable, on_replayed_cb, self);
}

static void
on_period_selected_cb (SrReplayWindow *self)
{
  if (self->room != NULL)
    ask (self);
}

static void
sr_replay_window_dispose (GObject *object)
{
  SrReplayWindow *self = SR_REPLAY_WINDOW (object);

  stop (self);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_replay_window_parent_class)->dispose (object);
}

static void
sr_replay_window_class_init (SrReplayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_replay_window_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/preferences/sr-replay-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SrReplayWindow, period_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SrReplayWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, SrReplayWindow, sentence_label);
  gtk_widget_class_bind_template_child (widget_class, SrReplayWindow, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, SrReplayWindow, flips_window);
  gtk_widget_class_bind_template_child (widget_class, SrReplayWindow, flips_list);
  gtk_widget_class_bind_template_callback (widget_class, on_period_selected_cb);
}

static void
sr_replay_window_init (SrReplayWindow *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    gtk_string_list_append (labels, _(periods[i].label));
  gtk_drop_down_set_model (self->period_drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->period_drop_down, 1);
}

/* The draft may go on changing below the window. */
static GPtrArray *
copy_targets (GPtrArray *targets)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);

  for (guint i = 0; i < targets->len; i++)
    g_ptr_array_add (copy, sr_row_copy (g_ptr_array_index (targets, i)));

  return copy;
}

/**
 * sr_replay_window_present:
 * @parent: the window that asks
 * @room: the room
 * @targets: (element-type SrRow): targets that are not in force; copied
 */
void
sr_replay_window_present (GtkWindow *parent,
                          SrRoom    *room,
                          GPtrArray *targets)
{
  SrReplayWindow *self = g_object_new (SR_TYPE_REPLAY_WINDOW, "transient-for", parent,
                                       "modal", TRUE, NULL);

  self->room = g_object_ref (room);
  self->targets = copy_targets (targets);
  ask (self);
  gtk_window_present (GTK_WINDOW (self));
}
