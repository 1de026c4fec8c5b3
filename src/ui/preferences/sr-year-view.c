/* Twelve months, each day a cell.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-year-view"

#include "config.h"

#include "ui/preferences/sr-year-view.h"

#include <glib/gi18n-lib.h>

#include "domain/time/sr-calendar-rules.h"
#include "ui/preferences/sr-day-cell.h"

/**
 * SrYearView:
 *
 * The months stand beside each other as the width allows, from one to four in a row. One day has the
 * focus, and the keys move it: to the days around it, to the ends of its month, to other years.
 */
struct _SrYearView
{
  AdwBin      parent_instance;

  GtkWidget  *months;

  /* owned */
  SrCalendar *calendar;

  /* borrowed, of the children */
  GtkWidget  *cells[366];

  /* state */
  SrDay       first;     /* of the year that is shown */
  guint       n_days;
  SrDay       today;
  SrDay       day;
};

enum
{
  PROP_YEAR = 1,
  N_PROPS
};

enum
{
  OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrYearView, sr_year_view, ADW_TYPE_BIN)

#define N_WEEKDAYS 7

static int
get_year (SrDay day)
{
  int year;

  sr_day_get_ymd (day, &year, NULL, NULL);

  return year;
}

/* ---- the months ---- */

static GtkWidget *
create_label (const char *text,
              const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, class_name);

  return label;
}

/* "October", and how many days of it are worked */
static GtkWidget *
create_title (SrYearView *self,
              SrDay       first,
              SrDay       last)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  int workdays = sr_calendar_workdays (self->calendar, first - 1, last);
  g_autoptr (GDateTime) noon = NULL;
  g_autofree char *name = NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%d working day", "%d working days",
                                                      (gulong) workdays), workdays);
  GtkWidget *label;
  int year;
  int month;

  sr_day_get_ymd (first, &year, &month, NULL);
  noon = g_date_time_new_utc (year, month, 1, 12, 0, 0);
  name = g_date_time_format (noon, "%OB");
  label = create_label (name, "heading");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  label = create_label (count, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
add_weekdays (GtkGrid *grid)
{
  for (int i = 0; i < N_WEEKDAYS; i++)
    {
      /* 2 January 2023 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (2023, 1, 2 + i, 12, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%a");
      GtkWidget *label = create_label (name, "caption");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_grid_attach (grid, label, i, 0, 1, 1);
    }
}

static GtkWidget *
create_month (SrYearView *self,
              SrDay       first,
              SrDay       last)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *grid = gtk_grid_new ();
  int column = sr_day_get_weekday (first);
  int row = 1;

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  add_weekdays (GTK_GRID (grid));
  for (SrDay day = first; day <= last; day++)
    {
      GtkWidget *cell = sr_day_cell_new (self->calendar, day, self->today);

      self->cells[day - self->first] = cell;
      gtk_grid_attach (GTK_GRID (grid), cell, column, row, 1, 1);
      if (++column == N_WEEKDAYS)
        {
          column = 0;
          row++;
        }
    }

  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), create_title (self, first, last));
  gtk_box_append (GTK_BOX (box), grid);

  return box;
}

/* Only the day with the focus is reached by Tab. */
static void
mark_current (SrYearView *self,
              gboolean    is_current)
{
  GtkWidget *cell = sr_year_view_get_cell (self, self->day);

  if (cell != NULL)
    gtk_widget_set_focusable (cell, is_current);
}

static void
draw_year (SrYearView *self,
           int         year)
{
  gboolean is_provisional;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->months)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->months), child);

  self->first = sr_day_new (year, 1, 1);
  self->n_days = (guint) (sr_day_new (year + 1, 1, 1) - self->first);
  for (int month = 1; month <= 12; month++)
    {
      SrDay last = month < 12 ? sr_day_new (year, month + 1, 1) - 1 : sr_day_new (year, 12, 31);

      gtk_flow_box_insert (GTK_FLOW_BOX (self->months),
                           create_month (self, sr_day_new (year, month, 1), last), -1);
      child = gtk_widget_get_last_child (self->months);
      gtk_widget_set_focusable (child, FALSE);
    }

  is_provisional = sr_calendar_is_provisional (
    self->calendar, sr_calendar_instant_at (self->calendar, self->first + 180, 0));
  if (is_provisional)
    gtk_widget_add_css_class (GTK_WIDGET (self), "provisional");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "provisional");
}

static void
set_day (SrYearView *self,
         SrDay       day)
{
  int year = get_year (day);
  gboolean is_other = year != get_year (self->first);

  mark_current (self, FALSE);
  if (is_other)
    draw_year (self, year);
  self->day = day;
  mark_current (self, TRUE);
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_YEAR]);
}

/* ---- keys and clicks ---- */

/* The same day of another year; of 29 February the day before. */
static SrDay
shift_years (SrDay day,
             int   years)
{
  int year;
  int month;
  int month_day;
  SrDay shifted;

  sr_day_get_ymd (day, &year, &month, &month_day);
  shifted = sr_day_new (year + years, month, month_day);

  return shifted != SR_DAY_INVALID ? shifted : sr_day_new (year + years, month, month_day - 1);
}

static SrDay
get_month_end (SrDay    day,
               gboolean is_last)
{
  int year;
  int month;

  sr_day_get_ymd (day, &year, &month, NULL);
  if (!is_last)
    return sr_day_new (year, month, 1);

  return month < 12 ? sr_day_new (year, month + 1, 1) - 1 : sr_day_new (year, 12, 31);
}

/* SR_DAY_INVALID for a key that does not move. */
static SrDay
find_target (SrYearView *self,
             guint       key)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return self->day - forward;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return self->day + forward;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return self->day - N_WEEKDAYS;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return self->day + N_WEEKDAYS;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return get_month_end (self->day, FALSE);
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return get_month_end (self->day, TRUE);
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return shift_years (self->day, -1);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return shift_years (self->day, 1);
    default:
      return SR_DAY_INVALID;
    }
}

static gboolean
on_key_cb (SrYearView      *self,
           guint            key,
           guint            code,
           GdkModifierType  state)
{
  SrDay target;

  if (self->calendar == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    {
      g_signal_emit (self, signals[OPENED], 0);
      return GDK_EVENT_STOP;
    }

  target = find_target (self, key);
  if (target == SR_DAY_INVALID)
    return GDK_EVENT_PROPAGATE;

  sr_year_view_go_to (self, target);

  return GDK_EVENT_STOP;
}

static GtkWidget *
find_cell_at (SrYearView *self,
              double      x,
              double      y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  if (widget != NULL && !SR_IS_DAY_CELL (widget))
    widget = gtk_widget_get_ancestor (widget, SR_TYPE_DAY_CELL);

  return widget;
}

static void
on_released_cb (SrYearView *self,
                int         n_presses,
                double      x,
                double      y)
{
  GtkWidget *cell = find_cell_at (self, x, y);

  if (cell == NULL)
    return;

  sr_year_view_go_to (self, sr_day_cell_get_day (SR_DAY_CELL (cell)));
  g_signal_emit (self, signals[OPENED], 0);
}

static gboolean
on_query_tooltip_cb (SrYearView *self,
                     int         x,
                     int         y,
                     gboolean    by_keyboard,
                     GtkTooltip *tooltip)
{
  GtkWidget *cell = by_keyboard ? sr_year_view_get_cell (self, self->day)
                                : find_cell_at (self, x, y);

  if (cell == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, sr_day_cell_get_name (SR_DAY_CELL (cell)));

  return TRUE;
}

/* ---- the object ---- */

static void
sr_year_view_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_YEAR:
      g_value_set_int (value, sr_year_view_get_year (SR_YEAR_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
sr_year_view_grab_focus (GtkWidget *widget)
{
  SrYearView *self = SR_YEAR_VIEW (widget);
  GtkWidget *cell = sr_year_view_get_cell (self, self->day);

  return cell != NULL && gtk_widget_grab_focus (cell);
}

static void
sr_year_view_dispose (GObject *object)
{
  SrYearView *self = SR_YEAR_VIEW (object);
  GtkWidget *last;

  self->n_days = 0;
  g_clear_pointer (&self->calendar, sr_calendar_unref);
  /* A popover that is still open: the bin knows only its child. */
  while ((last = gtk_widget_get_last_child (GTK_WIDGET (self))) != NULL && GTK_IS_POPOVER (last))
    gtk_widget_unparent (last);

  G_OBJECT_CLASS (sr_year_view_parent_class)->dispose (object);
}

static void
sr_year_view_class_init (SrYearViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_year_view_dispose;
  object_class->get_property = sr_year_view_get_property;
  widget_class->grab_focus = sr_year_view_grab_focus;

  properties[PROP_YEAR] = g_param_spec_int ("year", NULL, NULL, 0, SR_CALENDAR_LAST_YEAR, 0,
                                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                            G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "year");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
sr_year_view_init (SrYearView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->months = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->months), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->months), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->months), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->months), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->months), 18);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->months), 12);
  gtk_widget_set_valign (self->months, GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), self->months);

  /* Before the flow box, which has a use of its own for the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

/**
 * sr_year_view_set_calendar:
 * @calendar: the calendar of the room
 * @today: the present day
 * @day: the day that has the focus, of the year that is shown
 */
void
sr_year_view_set_calendar (SrYearView *self,
                           SrCalendar *calendar,
                           SrDay       today,
                           SrDay       day)
{
  gboolean has_focus;

  g_return_if_fail (SR_IS_YEAR_VIEW (self));
  g_return_if_fail (calendar != NULL);

  has_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  sr_calendar_ref (calendar);
  g_clear_pointer (&self->calendar, sr_calendar_unref);
  self->calendar = calendar;
  self->today = today;
  self->n_days = 0;
  self->day = day;
  draw_year (self, get_year (day));
  mark_current (self, TRUE);
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_YEAR]);
}

/**
 * sr_year_view_go_to:
 * @day: a day; beyond the years of a calendar nothing happens
 */
void
sr_year_view_go_to (SrYearView *self,
                    SrDay       day)
{
  g_return_if_fail (SR_IS_YEAR_VIEW (self));
  g_return_if_fail (self->calendar != NULL);

  if (get_year (day) <= SR_CALENDAR_FIRST_YEAR || get_year (day) >= SR_CALENDAR_LAST_YEAR)
    return;

  set_day (self, day);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * sr_year_view_turn:
 * @years: how many years later; less than 0 for earlier
 */
void
sr_year_view_turn (SrYearView *self,
                   int         years)
{
  g_return_if_fail (SR_IS_YEAR_VIEW (self));

  sr_year_view_go_to (self, shift_years (self->day, years));
}

int
sr_year_view_get_year (SrYearView *self)
{
  g_return_val_if_fail (SR_IS_YEAR_VIEW (self), 0);

  return self->calendar != NULL ? get_year (self->first) : 0;
}

SrDay
sr_year_view_get_day (SrYearView *self)
{
  g_return_val_if_fail (SR_IS_YEAR_VIEW (self), SR_DAY_INVALID);

  return self->day;
}

GtkWidget *
sr_year_view_get_cell (SrYearView *self,
                       SrDay       day)
{
  g_return_val_if_fail (SR_IS_YEAR_VIEW (self), NULL);

  if (day < self->first || day >= self->first + (SrDay) self->n_days)
    return NULL;

  return self->cells[day - self->first];
}
