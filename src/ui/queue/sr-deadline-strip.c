/* What is due of a request, and a way to ask why.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-strip"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "models/sr-due.h"
#include "ui/queue/sr-deadline-popover.h"
#include "ui/queue/sr-deadline-strip.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-deadline-table.h"
#include "ui/widgets/sr-due-label.h"

/**
 * SrDeadlineStrip:
 *
 * The clock that is due first in large, the next one below it, and how much of the longest is used.
 * A click opens the explanation.
 */
struct _SrDeadlineStrip
{
  AdwBin parent_instance;

  /* Template */
  GtkMenuButton     *button;
  GtkWidget         *content;
  GtkImage          *icon;
  GtkLabel          *first;
  GtkLabel          *first_left;
  GtkLevelBar       *level;
  GtkLabel          *second;
  GtkLabel          *used;

  /* Borrowed */
  SrDeadlinePopover *popover;
  SrRequestDetail   *detail;
  const SrRow       *clock;

  /* State */
  gint64             now;
  gboolean           is_narrow;
};

G_DEFINE_FINAL_TYPE (SrDeadlineStrip, sr_deadline_strip, ADW_TYPE_BIN)

static const SrSetting *
get_setting (SrDeadlineStrip *self)
{
  return sr_situation_holder_get (self->detail->situation)->setting;
}

/* "Resolution today 15:30", "Resolution paused" */
static char *
name_clock (SrDeadlineStrip *self,
            const SrRow     *clock)
{
  const char *kind = sr_choice_label (sr_clock_kinds, sr_row_get_text (clock, SR_CLOCK_KIND));
  g_autofree char *when = NULL;

  if (sr_row_is_null (clock, SR_CLOCK_DUE_AT))
    /* Translators: %s is the name of a clock that stands still */
    return g_strdup_printf (_("%s paused"), kind);

  when = sr_due_when (sr_row_get_integer (clock, SR_CLOCK_DUE_AT),
                      sr_calendar_get_zone (sr_deadline_calendar (self->detail, clock)),
                      self->now);

  /* Translators: the name of a clock and when it is due: "Resolution today 15:30" */
  return g_strdup_printf (C_("due", "%1$s %2$s"), kind, when);
}

/* "48 min left", "35 min overdue" */
static char *
say_remaining (SrDeadlineStrip *self,
               const SrRow     *clock)
{
  gint64 remaining = sr_clock_row_remaining (clock, get_setting (self), self->now);
  g_autofree char *span = sr_due_span (ABS (remaining));

  if (remaining < 0)
    return g_strdup_printf (_("%s overdue"), span);

  return g_strdup_printf (_("%s left"), span);
}

static SrDueLevel
level_of (SrDeadlineStrip *self,
          const SrRow     *clock)
{
  gint64 due = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);

  if (sr_row_is (clock, SR_CLOCK_STATE, "paused"))
    return SR_DUE_PAUSED;
  if (due <= self->now)
    return SR_DUE_OVERDUE;

  return due - self->now <= 3600 ? SR_DUE_SOON : SR_DUE_LATER;
}

/* The bar belongs to the line above it. A clock without a length of its own, as one in working days,
 * leaves it to the next that has one. */
static const SrRow *
find_measured (GPtrArray *clocks)
{
  for (guint i = 0; i < clocks->len; i++)
    {
      const SrRow *clock = g_ptr_array_index (clocks, i);

      if (sr_row_get_integer (clock, SR_CLOCK_TARGET) > 0)
        return clock;
    }

  return g_ptr_array_index (clocks, 0);
}

static void
fill_measure (SrDeadlineStrip *self,
              GPtrArray       *clocks)
{
  const SrRow *clock = find_measured (clocks);
  gint64 target = sr_row_get_integer (clock, SR_CLOCK_TARGET);
  gint64 elapsed = sr_clock_row_elapsed (clock, get_setting (self), self->now);
  g_autofree char *used = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->level), target > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->used), target > 0);
  if (target <= 0)
    return;

  used = sr_deadline_hours (elapsed);
  whole = sr_deadline_hours (target);
  /* Translators: hours used of the hours that there are: "used 3.7 / 7.5 h" */
  text = g_strdup_printf (_("used %1$s / %2$s h"), used, whole);
  gtk_label_set_label (self->used, text);
  gtk_level_bar_set_value (self->level, CLAMP ((double) elapsed / target, 0.0, 1.0));
  sr_accessible_set_name (GTK_WIDGET (self->level), text);

  if (elapsed > target)
    gtk_widget_add_css_class (GTK_WIDGET (self->level), "overdue");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->level), "overdue");
}

static void
fill_second (SrDeadlineStrip *self,
             GPtrArray       *clocks)
{
  g_autofree char *name = NULL;
  g_autofree char *remaining = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->second), clocks->len > 1);
  if (clocks->len < 2)
    return;

  name = name_clock (self, g_ptr_array_index (clocks, 1));
  remaining = say_remaining (self, g_ptr_array_index (clocks, 1));
  text = g_strdup_printf (C_("facts", "%s · %s"), name, remaining);
  gtk_label_set_label (self->second, text);
}

static void
fill (SrDeadlineStrip *self,
      GPtrArray       *clocks)
{
  SrDueLevel level = level_of (self, self->clock);
  g_autofree char *name = name_clock (self, self->clock);
  g_autofree char *remaining = say_remaining (self, self->clock);
  g_autofree char *spoken = NULL;

  gtk_image_set_from_icon_name (self->icon, sr_due_level_get_icon_name (level));
  sr_due_level_style (level, GTK_WIDGET (self->icon));
  sr_due_level_style (level, GTK_WIDGET (self->first));
  gtk_label_set_label (self->first, name);
  gtk_label_set_label (self->first_left, remaining);
  fill_second (self, clocks);
  fill_measure (self, clocks);

  /* Translators: the spoken name of the deadline's button: clock, time left */
  spoken = g_strdup_printf (_("%1$s, %2$s. Why?"), name, remaining);
  sr_accessible_set_name (GTK_WIDGET (self->button), spoken);
}

static void
fill_popover (SrDeadlineStrip *self)
{
  if (self->detail != NULL && self->clock != NULL)
    sr_deadline_popover_set_detail (self->popover, self->detail, self->clock, self->now);
}

/* Made when somebody asks why. */
static void
make_popover (GtkMenuButton *button,
              gpointer       data)
{
  SrDeadlineStrip *self = data;

  if (self->popover == NULL)
    {
      self->popover = sr_deadline_popover_new ();
      sr_deadline_popover_set_narrow (self->popover, self->is_narrow);
      gtk_menu_button_set_popover (button, GTK_WIDGET (self->popover));
    }
  fill_popover (self);
}

static void
sr_deadline_strip_class_init (SrDeadlineStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-deadline-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, button);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, content);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, icon);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, first);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, first_left);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, level);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, second);
  gtk_widget_class_bind_template_child (widget_class, SrDeadlineStrip, used);
}

static void
sr_deadline_strip_init (SrDeadlineStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* A menu button puts its content into the middle; this one fills the card. */
  for (GtkWidget *widget = self->content; widget != GTK_WIDGET (self->button);
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_halign (widget, GTK_ALIGN_FILL);

  gtk_menu_button_set_create_popup_func (self->button, make_popover, self, NULL);
  sr_deadline_strip_set_narrow (self, FALSE);
}

/**
 * sr_deadline_strip_set_detail:
 * @detail: (nullable): borrowed until the next call
 * @now: the present instant
 */
void
sr_deadline_strip_set_detail (SrDeadlineStrip *self,
                              SrRequestDetail *detail,
                              gint64           now)
{
  g_autoptr (GPtrArray) clocks = NULL;

  g_return_if_fail (SR_IS_DEADLINE_STRIP (self));

  self->detail = detail;
  self->clock = NULL;
  self->now = now;
  if (detail != NULL)
    clocks = sr_deadline_live_clocks (detail);

  gtk_widget_set_visible (GTK_WIDGET (self), clocks != NULL && clocks->len > 0);
  if (clocks == NULL || clocks->len == 0)
    {
      gtk_menu_button_popdown (self->button);
      return;
    }

  self->clock = g_ptr_array_index (clocks, 0);
  fill (self, clocks);
  if (self->popover != NULL && gtk_widget_is_visible (GTK_WIDGET (self->popover)))
    fill_popover (self);
}

/**
 * sr_deadline_strip_set_narrow:
 * @narrow: %TRUE where nothing stands at its left
 */
void
sr_deadline_strip_set_narrow (SrDeadlineStrip *self,
                              gboolean         narrow)
{
  g_return_if_fail (SR_IS_DEADLINE_STRIP (self));

  gtk_menu_button_set_direction (self->button, narrow ? GTK_ARROW_DOWN : GTK_ARROW_LEFT);
  self->is_narrow = narrow;
  if (self->popover != NULL)
    sr_deadline_popover_set_narrow (self->popover, narrow);
}

void
sr_deadline_strip_popup (SrDeadlineStrip *self)
{
  g_return_if_fail (SR_IS_DEADLINE_STRIP (self));

  gtk_menu_button_popup (self->button);
}
