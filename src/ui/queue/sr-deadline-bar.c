/* A deadline as a picture: one column a day.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "ui/queue/sr-deadline-bar.h"
#include "ui/queue/sr-deadline-columns.h"

/**
 * SrDeadlineBar:
 *
 * What was used, what stood still and what is left of a clock, day by day, between two lines of
 * words: the days above, the marks (received, now, deadline) below. The table beside it says the
 * same, and its accessible name says the three marks.
 */
struct _SrDeadlineBar
{
  GtkWidget parent_instance;

  /* Owned */
  GPtrArray  *columns;
  SrCalendar *calendar;

  /* State */
  SrDay       today;
  gint64      marks[3];
};

enum
{
  MARK_RECEIVED,
  MARK_NOW,
  MARK_DEADLINE,
  N_MARKS
};

/* Logical pixels. */
#define BAR_HEIGHT 30
#define GAP 4
#define CLOSED_SHARE 0.7

G_DEFINE_FINAL_TYPE (SrDeadlineBar, sr_deadline_bar, GTK_TYPE_WIDGET)

static const char *const mark_colors[N_MARKS] = {
  [MARK_RECEIVED] = "window_fg_color",
  [MARK_NOW] = "accent_color",
  [MARK_DEADLINE] = "error_color",
};

static const char *
mark_name (guint mark)
{
  switch (mark)
    {
    case MARK_RECEIVED:
      return C_("deadline", "Received");
    case MARK_NOW:
      return C_("deadline", "Now");
    default:
      return C_("deadline", "Deadline");
    }
}

static void
set_color (SrDeadlineBar *self,
           cairo_t       *cr,
           const char    *name,
           double         alpha)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color = { 0.5f, 0.5f, 0.5f, 1.0f };

  gtk_style_context_lookup_color (context, name, &color);
  color.alpha *= alpha;
  gdk_cairo_set_source_rgba (cr, &color);
}

static void
hatch (SrDeadlineBar *self,
       cairo_t       *cr,
       double         x,
       double         y,
       double         width,
       double         height,
       const char    *color,
       double         alpha)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  set_color (self, cr, color, alpha * 0.35);
  cairo_paint (cr);
  set_color (self, cr, color, alpha);
  cairo_set_line_width (cr, 2);
  for (double offset = -height; offset < width; offset += 6)
    {
      cairo_move_to (cr, x + offset, y);
      cairo_line_to (cr, x + offset + height, y + height);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_stretch (SrDeadlineBar   *self,
              cairo_t         *cr,
              const SrStretch *stretch,
              double           left,
              double           width,
              double           top)
{
  double x = left + stretch->from * width;
  double length = MAX ((stretch->to - stretch->from) * width, 1);

  switch (stretch->kind)
    {
    case SR_STRETCH_PAUSED:
      hatch (self, cr, x, top, length, BAR_HEIGHT, "warning_bg_color", 0.9);
      return;
    case SR_STRETCH_USED:
      set_color (self, cr, "accent_bg_color", 1.0);
      break;
    case SR_STRETCH_LEFT:
      set_color (self, cr, "accent_bg_color", 0.26);
      break;
    case SR_STRETCH_LATE:
      set_color (self, cr, "error_bg_color", 0.75);
      break;
    case SR_STRETCH_OUTSIDE:
    default:
      set_color (self, cr, "window_fg_color", 0.07);
      break;
    }
  cairo_rectangle (cr, x, top, length, BAR_HEIGHT);
  cairo_fill (cr);
}

/* The width that the columns share, in the order of the columns; closed days are narrower. */
static double *
share_width (SrDeadlineBar *self,
             double         width)
{
  double *edges = g_new0 (double, self->columns->len + 1);
  double shares = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const SrDeadlineColumn *column = g_ptr_array_index (self->columns, i);

      shares += column->is_closed ? CLOSED_SHARE : 1.0;
      edges[i + 1] = shares;
    }
  for (guint i = 1; i <= self->columns->len; i++)
    edges[i] *= width / shares;

  return edges;
}

static double
place (SrDeadlineBar *self,
       const double  *edges,
       gint64         instant)
{
  double columns = sr_deadline_columns_place (self->columns, instant);
  guint i = MIN ((guint) columns, self->columns->len - 1);

  return edges[i] + (columns - i) * (edges[i + 1] - edges[i]);
}

static char *
format_day (SrDay       day,
            const char *format)
{
  g_autoptr (GDateTime) date = NULL;
  int year;
  int month;
  int month_day;

  sr_day_get_ymd (day, &year, &month, &month_day);
  date = g_date_time_new_utc (year, month, month_day, 0, 0, 0);

  return g_date_time_format (date, format);
}

static char *
title_of (const SrDeadlineColumn *column)
{
  /* Translators: a date over a column, as short as it can be; see strftime(3) */
  const char *format = C_("deadline", "%-d %b");
  g_autofree char *from = format_day (column->from, format);
  g_autofree char *to = NULL;

  if (column->is_folded)
    return g_strdup ("…");
  if (column->from == column->to)
    return g_steal_pointer (&from);

  to = format_day (column->to, format);
  /* Translators: from one day to another */
  return g_strdup_printf (C_("deadline", "%s–%s"), from, to);
}

static char *
subtitle_of (SrDeadlineBar          *self,
             const SrDeadlineColumn *column)
{
  guint n_days = column->to - column->from + 1;

  if (self->today >= column->from && self->today <= column->to && n_days == 1)
    return g_strdup (C_("deadline", "today"));
  if (column->name != NULL)
    return g_strdup (column->name);
  if (n_days > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", n_days), n_days);

  /* Translators: a day of the week under its date, as short as it can be; see strftime(3) */
  return format_day (column->from, C_("deadline", "%a"));
}

static PangoLayout *
make_layout (SrDeadlineBar *self,
             const char    *text,
             gboolean       bold,
             double         width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  if (width > 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
    }

  return layout;
}

static int
line_height (SrDeadlineBar *self)
{
  g_autoptr (PangoLayout) layout = make_layout (self, "0", FALSE, -1);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static void
draw_heading (SrDeadlineBar          *self,
              cairo_t                *cr,
              const SrDeadlineColumn *column,
              double                  left,
              double                  width)
{
  g_autofree char *title = title_of (column);
  g_autofree char *subtitle = subtitle_of (self, column);
  g_autoptr (PangoLayout) first = make_layout (self, title, TRUE, width);
  g_autoptr (PangoLayout) second = make_layout (self, subtitle, FALSE, width);
  gboolean is_today = column->from == self->today && column->to == self->today;

  set_color (self, cr, is_today ? "accent_color" : "window_fg_color", 1.0);
  cairo_move_to (cr, left, 0);
  pango_cairo_show_layout (cr, first);
  set_color (self, cr, is_today ? "accent_color" : "window_fg_color", is_today ? 1.0 : 0.6);
  cairo_move_to (cr, left, line_height (self));
  pango_cairo_show_layout (cr, second);
}

static void
draw_marks (SrDeadlineBar *self,
            cairo_t       *cr,
            const double  *edges,
            double         width,
            double         top)
{
  double taken[2] = { -1, -1 };
  double bottom = top + BAR_HEIGHT + GAP;

  for (guint i = 0; i < N_MARKS; i++)
    {
      g_autofree char *words = NULL;
      g_autofree char *when = NULL;
      g_autoptr (PangoLayout) layout = NULL;
      guint row = 0;
      double x;
      double left;
      int length;

      if (self->marks[i] == 0)
        continue;

      x = place (self, edges, self->marks[i]);
      set_color (self, cr, mark_colors[i], 1.0);
      cairo_rectangle (cr, CLAMP (x - 1, 0, width - 2), top - GAP, 2, BAR_HEIGHT + 2 * GAP);
      cairo_fill (cr);

      when = sr_due_when (self->marks[i], sr_calendar_get_zone (self->calendar),
                          self->marks[MARK_NOW]);
      /* Translators: a mark on the bar of a deadline and its time: "Received Wed 10:00" */
      words = g_strdup_printf (C_("deadline", "%s %s"), mark_name (i), when);
      layout = make_layout (self, words, TRUE, -1);
      pango_layout_get_pixel_size (layout, &length, NULL);
      left = CLAMP (x - length / 2.0, 0, MAX (width - length, 0));
      if (left < taken[0])
        row = 1;
      taken[row] = left + length + 2 * GAP;
      cairo_move_to (cr, left, bottom + row * line_height (self));
      pango_cairo_show_layout (cr, layout);
    }
}

static void
sr_deadline_bar_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  SrDeadlineBar *self = SR_DEADLINE_BAR (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double top = 2 * line_height (self) + GAP;
  g_autofree double *edges = NULL;
  cairo_t *cr;

  if (self->columns == NULL || self->columns->len == 0)
    return;

  edges = share_width (self, width);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < self->columns->len; i++)
    {
      const SrDeadlineColumn *column = g_ptr_array_index (self->columns, i);
      double length = edges[i + 1] - edges[i] - 1;

      draw_heading (self, cr, column, edges[i], length);
      if (column->is_closed)
        hatch (self, cr, edges[i], top, length, BAR_HEIGHT, "window_fg_color", 0.12);
      for (guint j = 0; j < column->stretches->len; j++)
        draw_stretch (self, cr, &g_array_index (column->stretches, SrStretch, j), edges[i], length,
                      top);
    }
  draw_marks (self, cr, edges, width, top);
  cairo_destroy (cr);
}

static void
sr_deadline_bar_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  SrDeadlineBar *self = SR_DEADLINE_BAR (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 280;
      *natural = 640;
    }
  else
    {
      *minimum = *natural = 4 * line_height (self) + BAR_HEIGHT + 2 * GAP;
    }
}

static void
sr_deadline_bar_dispose (GObject *object)
{
  SrDeadlineBar *self = SR_DEADLINE_BAR (object);

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->calendar, sr_calendar_unref);

  G_OBJECT_CLASS (sr_deadline_bar_parent_class)->dispose (object);
}

static void
sr_deadline_bar_class_init (SrDeadlineBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_deadline_bar_dispose;

  widget_class->measure = sr_deadline_bar_measure;
  widget_class->snapshot = sr_deadline_bar_snapshot;

  gtk_widget_class_set_css_name (widget_class, "deadlinebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sr_deadline_bar_init (SrDeadlineBar *self)
{
}

static void
say_marks (SrDeadlineBar *self)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  for (guint i = 0; i < N_MARKS; i++)
    {
      g_autofree char *when = NULL;

      if (self->marks[i] == 0)
        continue;

      when = sr_due_when (self->marks[i], sr_calendar_get_zone (self->calendar),
                          self->marks[MARK_NOW]);
      g_string_append_printf (sentence, "%s%s %s", sentence->len > 0 ? ", " : "", mark_name (i),
                              when);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence->str, -1);
}

/**
 * sr_deadline_bar_set_clock:
 * @clock: of kind clock
 * @intervals: (element-type SrRow): of kind clock-interval
 * @calendar: the one that the clock is counted by
 * @now: the present instant
 *
 * Draws the clock as it is now. Nothing of the rows is kept.
 */
void
sr_deadline_bar_set_clock (SrDeadlineBar *self,
                           const SrRow   *clock,
                           GPtrArray     *intervals,
                           SrCalendar    *calendar,
                           gint64         now)
{
  g_return_if_fail (SR_IS_DEADLINE_BAR (self));

  sr_calendar_ref (calendar);
  g_clear_pointer (&self->calendar, sr_calendar_unref);
  self->calendar = calendar;

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  self->columns = sr_deadline_columns_new (clock, intervals, calendar, now);

  self->today = sr_calendar_day_of (calendar, now);
  self->marks[MARK_RECEIVED] = sr_row_get_integer (clock, SR_CLOCK_STARTED_AT);
  self->marks[MARK_NOW] = now;
  self->marks[MARK_DEADLINE] = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);

  say_marks (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
