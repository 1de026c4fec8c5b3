/* One day in the page of a year.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-day-cell"

#include "config.h"

#include "ui/preferences/sr-day-cell.h"

#include "models/sr-day-sentence.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrDayCell:
 *
 * A page has 366 of them, so a cell draws its number itself and has a label only for its mark, which
 * few days have.
 */
struct _SrDayCell
{
  GtkWidget    parent_instance;

  /* owned */
  PangoLayout *number;
  GtkWidget   *mark;    /* nullable */
  char        *name;

  /* state */
  SrDay        day;
};

#define PADDING_X 6
#define PADDING_Y 4
/* The mark lies over the corner of the number as far as this, and so far from the edges. */
#define OVERLAP 2
#define INSET 2

G_DEFINE_FINAL_TYPE (SrDayCell, sr_day_cell, GTK_TYPE_WIDGET)

static void
measure_mark (SrDayCell *self,
              int       *width,
              int       *height)
{
  *width = 0;
  *height = 0;
  if (self->mark == NULL)
    return;

  gtk_widget_measure (self->mark, GTK_ORIENTATION_HORIZONTAL, -1, NULL, width, NULL, NULL);
  gtk_widget_measure (self->mark, GTK_ORIENTATION_VERTICAL, -1, NULL, height, NULL, NULL);
}

static void
sr_day_cell_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  SrDayCell *self = SR_DAY_CELL (widget);
  int width;
  int height;
  int mark_width;
  int mark_height;

  pango_layout_get_pixel_size (self->number, &width, &height);
  measure_mark (self, &mark_width, &mark_height);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL
             ? width + 2 * MAX (PADDING_X, mark_width + INSET - OVERLAP)
             : height + 2 * PADDING_Y;
  *natural = *minimum;
}

static void
sr_day_cell_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  SrDayCell *self = SR_DAY_CELL (widget);
  gboolean is_reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0, 0, 0, 0 };

  if (self->mark == NULL)
    return;

  measure_mark (self, &place.width, &place.height);
  place.x = is_reversed ? INSET : width - place.width - INSET;
  gtk_widget_size_allocate (self->mark, &place, -1);
}

static void
sr_day_cell_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  SrDayCell *self = SR_DAY_CELL (widget);
  int width;
  int height;

  pango_layout_get_pixel_size (self->number, &width, &height);
  gtk_snapshot_render_layout (snapshot, gtk_widget_get_style_context (widget),
                              (gtk_widget_get_width (widget) - width) / 2.0,
                              (gtk_widget_get_height (widget) - height) / 2.0, self->number);
  if (self->mark != NULL)
    gtk_widget_snapshot_child (widget, self->mark, snapshot);
}

/* Another font, or larger text. */
static void
sr_day_cell_css_changed (GtkWidget         *widget,
                         GtkCssStyleChange *change)
{
  SrDayCell *self = SR_DAY_CELL (widget);

  GTK_WIDGET_CLASS (sr_day_cell_parent_class)->css_changed (widget, change);
  if (self->number != NULL)
    pango_layout_context_changed (self->number);
}

static void
sr_day_cell_dispose (GObject *object)
{
  SrDayCell *self = SR_DAY_CELL (object);

  g_clear_pointer (&self->mark, gtk_widget_unparent);
  g_clear_object (&self->number);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (sr_day_cell_parent_class)->dispose (object);
}

static void
sr_day_cell_class_init (SrDayCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_day_cell_dispose;

  widget_class->css_changed = sr_day_cell_css_changed;
  widget_class->measure = sr_day_cell_measure;
  widget_class->size_allocate = sr_day_cell_size_allocate;
  widget_class->snapshot = sr_day_cell_snapshot;

  gtk_widget_class_set_css_name (widget_class, "day");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
sr_day_cell_init (SrDayCell *self)
{
}

static void
add_mark (SrDayCell *self,
          SrDayMark  mark)
{
  static const char *const classes[] = {
    [SR_DAY_MARK_OFF] = "off",
    [SR_DAY_MARK_ON] = "on",
    [SR_DAY_MARK_HOURS] = "hours",
  };

  if (mark == SR_DAY_MARK_NONE)
    return;

  self->mark = gtk_label_new (sr_day_sentence_mark (mark));
  gtk_widget_add_css_class (self->mark, "mark");
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[mark]);
}

/**
 * sr_day_cell_new:
 * @calendar: the calendar of the room
 * @day: a day
 * @today: the present one
 *
 * Returns: (transfer floating): a widget that shows it
 */
GtkWidget *
sr_day_cell_new (SrCalendar *calendar,
                 SrDay       day,
                 SrDay       today)
{
  SrDayCell *self = g_object_new (SR_TYPE_DAY_CELL, NULL);
  char number[12];
  int month_day;

  sr_day_get_ymd (day, NULL, NULL, &month_day);
  g_snprintf (number, sizeof number, "%d", month_day);

  self->day = day;
  self->number = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);
  self->name = sr_day_sentence_spoken (calendar, day, today);
  sr_accessible_set_name (GTK_WIDGET (self), self->name);

  add_mark (self, sr_day_mark_of (calendar, day));
  if (!sr_calendar_is_workday (calendar, day))
    gtk_widget_add_css_class (GTK_WIDGET (self), "free");
  if (day == today)
    gtk_widget_add_css_class (GTK_WIDGET (self), "today");

  return GTK_WIDGET (self);
}

SrDay
sr_day_cell_get_day (SrDayCell *self)
{
  g_return_val_if_fail (SR_IS_DAY_CELL (self), SR_DAY_INVALID);

  return self->day;
}

const char *
sr_day_cell_get_name (SrDayCell *self)
{
  g_return_val_if_fail (SR_IS_DAY_CELL (self), NULL);

  return self->name;
}
