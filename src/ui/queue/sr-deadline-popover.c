/* Why a deadline stands where it stands.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-popover"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "models/sr-due.h"
#include "ui/queue/sr-deadline-bar.h"
#include "ui/queue/sr-deadline-popover.h"
#include "ui/queue/sr-deadline-proposals.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-deadline-table.h"

/**
 * SrDeadlinePopover:
 *
 * One clock of a request, from its start to its deadline: as a sentence, as a picture, and line by
 * line. Where several clocks run, it shows each in turn. Below stands where the deadline would go if
 * something were done now; a press begins to do it.
 *
 * The detail is borrowed from who shows the popover.
 */
struct _SrDeadlinePopover
{
  GtkPopover parent_instance;

  /* Template */
  GtkBox          *content;
  GtkBox          *clocks_box;
  GtkWidget       *legend;
  GtkWidget       *scroller;
  GtkLabel        *title;
  GtkLabel        *summary;
  GtkButton       *copy_button;
  SrDeadlineBar   *bar;
  GtkGrid         *table;
  GtkWidget       *what_if;
  SrDeadlineProposals *proposals;
  GtkWidget       *provisional;

  /* Owned */
  GPtrArray       *lines;

  /* Borrowed */
  SrRequestDetail *detail;
  const SrRow     *clock;

  /* State */
  gint64           now;
  gboolean         narrow;
};

G_DEFINE_FINAL_TYPE (SrDeadlinePopover, sr_deadline_popover, GTK_TYPE_POPOVER)

#define WIDTH 672
#define NARROW_WIDTH 600
/* What stays free at the edge of the window. */
#define MARGIN 12

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const SrRow *left = *(const SrRow *const *) a;
  const SrRow *right = *(const SrRow *const *) b;
  gint64 left_due = sr_row_get_integer (left, SR_CLOCK_DUE_AT);
  gint64 right_due = sr_row_get_integer (right, SR_CLOCK_DUE_AT);

  /* What stands still has no deadline and comes last. */
  if (left_due == 0 || right_due == 0)
    return (left_due == 0) - (right_due == 0);

  return (left_due > right_due) - (left_due < right_due);
}

GPtrArray *
sr_deadline_live_clocks (SrRequestDetail *detail)
{
  GPtrArray *clocks = g_ptr_array_new ();
  gint64 cycle = sr_row_get_integer (detail->request->row, SR_REQUEST_CYCLE);

  for (guint i = 0; i < detail->children->len; i++)
    {
      const SrRow *row = g_ptr_array_index (detail->children, i);

      if (sr_row_get_kind (row) == &sr_clock_kind
          && sr_row_get_integer (row, SR_CLOCK_CYCLE) == cycle
          && (sr_row_is (row, SR_CLOCK_STATE, "running")
              || sr_row_is (row, SR_CLOCK_STATE, "paused")))
        g_ptr_array_add (clocks, (gpointer) row);
    }
  g_ptr_array_sort (clocks, compare_due);

  return clocks;
}

SrCalendar *
sr_deadline_calendar (SrRequestDetail *detail,
                      const SrRow     *clock)
{
  const SrSetting *setting = sr_situation_holder_get (detail->situation)->setting;

  return sr_row_is (clock, SR_CLOCK_TIME_BASIS, "real") ? setting->always : setting->calendar;
}

static GPtrArray *
collect_intervals (SrRequestDetail *detail,
                   const SrRow     *clock)
{
  GPtrArray *intervals = g_ptr_array_new ();

  for (guint i = 0; i < detail->children->len; i++)
    {
      const SrRow *row = g_ptr_array_index (detail->children, i);

      if (sr_row_get_kind (row) == &sr_clock_interval_kind
          && sr_row_get_integer (row, SR_CLOCK_INTERVAL_CLOCK) == sr_row_get_id (clock))
        g_ptr_array_add (intervals, (gpointer) row);
    }

  return intervals;
}

/* What was counted, as one sentence. */
static char *
summarize (SrDeadlinePopover *self)
{
  const SrSetting *setting = sr_situation_holder_get (self->detail->situation)->setting;
  SrCalendar *calendar = sr_deadline_calendar (self->detail, self->clock);
  gint64 elapsed = sr_clock_row_elapsed (self->clock, setting, self->now);
  gint64 started = sr_row_get_integer (self->clock, SR_CLOCK_STARTED_AT);
  gint64 paused = sr_calendar_between (calendar, started, self->now) - elapsed;
  gint64 target = sr_row_get_integer (self->clock, SR_CLOCK_TARGET);
  g_autofree char *elapsed_text = sr_deadline_hours (elapsed);
  g_autofree char *target_text = sr_deadline_hours (target);
  g_autofree char *paused_text = sr_deadline_hours (paused);
  g_autofree char *left_text = sr_deadline_hours (MAX (target - elapsed, 0));
  guint workdays = sr_row_get_integer (self->clock, SR_CLOCK_TARGET_WORKDAYS);
  gboolean is_real = sr_row_is (self->clock, SR_CLOCK_TIME_BASIS, "real");

  if (workdays > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Closing time of the first working day after the start",
                                         "Closing time of working day %u after the start",
                                         workdays), workdays);
  if (target == 0)
    return g_strdup (_("A fixed instant"));
  if (is_real)
    return g_strdup_printf (_("%1$s hours of real time: %2$s used, %3$s left"), target_text,
                            elapsed_text, left_text);
  if (paused < 60)
    return g_strdup_printf (_("%1$s working hours: %2$s used, %3$s left"), target_text,
                            elapsed_text, left_text);

  return g_strdup_printf (_("%1$s working hours: %2$s used, %3$s paused and not counted, %4$s left"),
                          target_text, elapsed_text, paused_text, left_text);
}

static char *
make_title (SrDeadlinePopover *self)
{
  const char *kind = sr_choice_label (sr_clock_kinds,
                                      sr_row_get_text (self->clock, SR_CLOCK_KIND));
  g_autofree char *when = NULL;

  if (sr_row_is_null (self->clock, SR_CLOCK_DUE_AT))
    /* Translators: %s is the name of a clock: "Resolution: paused" */
    return g_strdup_printf (_("%s: paused"), kind);

  when = sr_due_when (sr_row_get_integer (self->clock, SR_CLOCK_DUE_AT),
                      sr_calendar_get_zone (sr_deadline_calendar (self->detail, self->clock)),
                      self->now);

  /* Translators: the name of a clock and its deadline: "Resolution: why Wed 14 Oct 11:30" */
  return g_strdup_printf (_("%1$s: why %2$s"), kind, when);
}

static gboolean
sr_deadline_popover_grab_focus (GtkWidget *widget)
{
  SrDeadlinePopover *self = SR_DEADLINE_POPOVER (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->proposals))
         || gtk_widget_grab_focus (GTK_WIDGET (self->copy_button));
}

static void
sr_deadline_popover_show (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sr_deadline_popover_parent_class)->show (widget);
  gtk_widget_grab_focus (widget);
}

/* In a low window there is not enough place below the strip. Then the popover goes up, over the strip,
 * as far as it has to: nothing of it is beyond the edge of the window, where no mouse comes. */
static void
place (SrDeadlinePopover *self)
{
  GtkWidget *strip = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  graphene_rect_t bounds;
  int height;
  int beyond = 0;

  if (strip == NULL || root == NULL)
    return;

  if (self->narrow && gtk_widget_compute_bounds (strip, GTK_WIDGET (root), &bounds))
    {
      gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, NARROW_WIDTH, NULL, &height,
                          NULL, NULL);
      beyond = (int) (bounds.origin.y + bounds.size.height) + height + MARGIN
               - gtk_widget_get_height (GTK_WIDGET (root));
    }

  gtk_popover_set_offset (GTK_POPOVER (self), 0, beyond > 0 ? -beyond : 0);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), beyond <= 0);
}

static void
refresh (SrDeadlinePopover *self)
{
  g_autoptr (GPtrArray) intervals = collect_intervals (self->detail, self->clock);
  SrCalendar *calendar = sr_deadline_calendar (self->detail, self->clock);
  g_autofree char *title = make_title (self);
  g_autofree char *summary = summarize (self);
  gint64 due = sr_row_get_integer (self->clock, SR_CLOCK_DUE_AT);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = sr_deadline_explain (self->clock, intervals,
                                     sr_situation_holder_get (self->detail->situation)->setting,
                                     self->now);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary);
  sr_accessible_set_name (GTK_WIDGET (self), title);
  sr_deadline_bar_set_clock (self->bar, self->clock, intervals, calendar, self->now);
  gtk_widget_set_visible (self->provisional,
                          due != 0 && sr_calendar_is_provisional (calendar, due));
  sr_deadline_table_fill (self->table, self->lines, self->narrow);
  gtk_widget_set_visible (self->what_if,
                          sr_deadline_proposals_fill (self->proposals, self->detail, self->clock,
                                                      self->now));
  place (self);
}

static void
on_clock_toggled_cb (SrDeadlinePopover *self,
                     GtkToggleButton   *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  self->clock = g_object_get_data (G_OBJECT (button), "clock");
  refresh (self);
}

static void
fill_clocks (SrDeadlinePopover *self)
{
  g_autoptr (GPtrArray) clocks = sr_deadline_live_clocks (self->detail);
  GtkWidget *first = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->clocks_box))) != NULL)
    gtk_box_remove (self->clocks_box, child);

  gtk_widget_set_visible (GTK_WIDGET (self->clocks_box), clocks->len > 1);
  for (guint i = 0; i < clocks->len; i++)
    {
      const SrRow *clock = g_ptr_array_index (clocks, i);
      const char *kind = sr_row_get_text (clock, SR_CLOCK_KIND);
      GtkWidget *button = gtk_toggle_button_new_with_label (sr_choice_label (sr_clock_kinds, kind));

      g_object_set_data (G_OBJECT (button), "clock", (gpointer) clock);
      if (first == NULL)
        first = button;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), clock == self->clock);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_clock_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->clocks_box, button);
    }
}

static void
on_copy_clicked_cb (SrDeadlinePopover *self)
{
  g_autoptr (GString) text = g_string_new (gtk_label_get_label (self->title));

  g_string_append_printf (text, "\n%s\n", gtk_label_get_label (self->summary));
  sr_deadline_table_print (self->lines, text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
sr_deadline_popover_dispose (GObject *object)
{
  SrDeadlinePopover *self = SR_DEADLINE_POPOVER (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);

  G_OBJECT_CLASS (sr_deadline_popover_parent_class)->dispose (object);
}

static void
sr_deadline_popover_class_init (SrDeadlinePopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_deadline_popover_dispose;
  widget_class->grab_focus = sr_deadline_popover_grab_focus;
  widget_class->show = sr_deadline_popover_show;

  g_type_ensure (SR_TYPE_DEADLINE_BAR);
  g_type_ensure (SR_TYPE_DEADLINE_PROPOSALS);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-deadline-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, clocks_box);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, title);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, summary);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, copy_button);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, bar);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, table);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, provisional);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, content);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, legend);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, what_if);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlinePopover, proposals);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked_cb);
}

static void
sr_deadline_popover_init (SrDeadlinePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SrDeadlinePopover *
sr_deadline_popover_new (void)
{
  return g_object_new (SR_TYPE_DEADLINE_POPOVER, NULL);
}

/**
 * sr_deadline_popover_set_detail:
 * @detail: borrowed until the popover is given another or is destroyed
 * @clock: the clock to begin with
 * @now: the present instant
 */
void
sr_deadline_popover_set_detail (SrDeadlinePopover *self,
                                SrRequestDetail   *detail,
                                const SrRow       *clock,
                                gint64             now)
{
  g_return_if_fail (SR_IS_DEADLINE_POPOVER (self));
  g_return_if_fail (detail != NULL && clock != NULL);

  self->detail = detail;
  self->clock = clock;
  self->now = now;
  fill_clocks (self);
  refresh (self);
}

void
sr_deadline_popover_set_narrow (SrDeadlinePopover *self,
                                gboolean           narrow)
{
  g_return_if_fail (SR_IS_DEADLINE_POPOVER (self));

  self->narrow = narrow;
  gtk_widget_set_size_request (GTK_WIDGET (self), narrow ? NARROW_WIDTH : WIDTH, -1);
  /* There is less place below the strip than beside it, and the table scrolls. */
  gtk_box_reorder_child_after (self->content, self->what_if,
                               narrow ? self->legend : self->scroller);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              narrow ? 120 : 290);
  gtk_popover_set_position (GTK_POPOVER (self), narrow ? GTK_POS_BOTTOM : GTK_POS_LEFT);
}
