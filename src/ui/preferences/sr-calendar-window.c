/* The year of the room: which days are off, which are worked, and why.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-calendar-window"

#include "config.h"

#include "ui/preferences/sr-calendar-window.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-missing-days.h"
#include "models/sr-day-sentence.h"
#include "room/sr-shipped-days.h"
#include "ui/preferences/sr-day-import.h"
#include "ui/preferences/sr-day-popover.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/preferences/sr-year-view.h"
#include "ui/widgets/sr-sentence.h"

/**
 * SrCalendarWindow:
 *
 * A page of the year, which everybody may read and managers may change. It follows the configuration,
 * so whatever was changed, here or elsewhere, shows by itself.
 */
struct _SrCalendarWindow
{
  AdwWindow        parent_instance;

  /* template */
  AdwToastOverlay *toasts;
  AdwWindowTitle  *window_title;
  GtkWidget       *import_button;
  GtkWidget       *working;
  GtkWidget       *notice;
  GtkLabel        *notice_label;
  GtkWidget       *notice_import;
  GtkWidget       *notice_shipped;
  SrYearView      *year_view;
  GtkLabel        *legend;

  /* owned */
  SrRoom          *room;
  SrDayImport     *import;
};

G_DEFINE_FINAL_TYPE (SrCalendarWindow, sr_calendar_window, ADW_TYPE_WINDOW)

static void
say (SrCalendarWindow *self,
     const char       *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, sr_toast_new (sentence));
}

static SrDay
get_today (SrCalendarWindow *self)
{
  return sr_calendar_day_of (sr_room_get_calendar (self->room), sr_room_get_now (self->room));
}

static gboolean
may_change (SrCalendarWindow *self)
{
  return sr_record_group_why_not (self->room, &sr_calendar_exception_kind) == NULL;
}

/* ---- what is said of the year ---- */

static void
tell_title (SrCalendarWindow *self)
{
  int year = sr_year_view_get_year (self->year_view);
  int workdays = sr_calendar_workdays (sr_room_get_calendar (self->room),
                                       sr_day_new (year, 1, 1) - 1, sr_day_new (year, 12, 31));
  g_autofree char *title = g_strdup_printf ("%d", year);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%d working day", "%d working days",
                                                         (gulong) workdays), workdays);
  g_autofree char *provisional = NULL;

  if (sr_missing_days_is_missing (sr_room_get_calendar (self->room), year))
    /* Translators: how many working days a year has whose notice is not here yet */
    provisional = g_strdup_printf (_("%s, provisional"), subtitle);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title,
                                 provisional != NULL ? provisional : subtitle);
}

static void
tell_notice (SrCalendarWindow *self)
{
  int year = sr_year_view_get_year (self->year_view);
  gboolean is_missing = sr_missing_days_is_missing (sr_room_get_calendar (self->room), year);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->notice, is_missing);
  if (!is_missing)
    return;

  /* Translators: %d is a year */
  text = g_strdup_printf (_("The official days of %d are not here yet. Until they are, the weekly hours "
                            "and the days that the law fixes hold, and deadlines may still move."),
                          year);
  gtk_label_set_label (self->notice_label, text);
  gtk_widget_set_visible (self->notice_import, may_change (self));
  gtk_widget_set_visible (self->notice_shipped,
                          may_change (self) && sr_shipped_days_has_year (year));
}

static void
tell_legend (SrCalendarWindow *self)
{
  GString *text = g_string_new (NULL);

  for (guint mark = SR_DAY_MARK_OFF; mark <= SR_DAY_MARK_HOURS; mark++)
    g_string_append_printf (text, "%s%s = %s", text->len > 0 ? "   ·   " : "",
                            sr_day_sentence_mark (mark), sr_day_sentence_meaning (mark));
  gtk_label_set_label (self->legend, text->str);
  g_string_free (text, TRUE);
}

static void
on_year_cb (SrCalendarWindow *self)
{
  tell_title (self);
  tell_notice (self);
}

static void
fill (SrCalendarWindow *self)
{
  sr_year_view_set_calendar (self->year_view, sr_room_get_calendar (self->room), get_today (self),
                             sr_year_view_get_day (self->year_view));
}

/* ---- what is asked ---- */

static void
turn (SrCalendarWindow *self,
      int               years)
{
  sr_year_view_turn (self->year_view, years);
}

static void
on_previous_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  turn (SR_CALENDAR_WINDOW (widget), -1);
}

static void
on_next_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  turn (SR_CALENDAR_WINDOW (widget), 1);
}

static void
on_today_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  SrCalendarWindow *self = SR_CALENDAR_WINDOW (widget);

  sr_year_view_go_to (self->year_view, get_today (self));
}

static void
on_close_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
on_import_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SrCalendarWindow *self = SR_CALENDAR_WINDOW (widget);

  sr_day_import_choose (self->import, GTK_WINDOW (self));
}

static void
on_import_shipped_cb (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  SrCalendarWindow *self = SR_CALENDAR_WINDOW (widget);

  sr_day_import_look (self->import, GTK_WINDOW (self), NULL);
}

/* Of ten thousand clocks the look takes its time. */
static void
on_stop_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  sr_day_import_cancel (SR_CALENDAR_WINDOW (widget)->import);
}

static void
on_busy_cb (SrCalendarWindow *self)
{
  gboolean busy = FALSE;

  g_object_get (self->import, "busy", &busy, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "calendar.import",
                                 !busy && may_change (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "calendar.import-shipped",
                                 !busy && may_change (self));
  gtk_widget_set_visible (self->working, busy);
}

static void
on_opened_cb (SrCalendarWindow *self)
{
  SrDay day = sr_year_view_get_day (self->year_view);
  GtkWidget *cell = sr_year_view_get_cell (self->year_view, day);
  GtkWidget *popover = sr_day_popover_new (self->room, day);

  g_signal_connect_object (popover, "said", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  sr_day_popover_show (SR_DAY_POPOVER (popover), GTK_WIDGET (self->year_view), cell);
}

/* ---- the object ---- */

static void
sr_calendar_window_dispose (GObject *object)
{
  SrCalendarWindow *self = SR_CALENDAR_WINDOW (object);

  if (self->import != NULL)
    sr_day_import_cancel (self->import);
  g_clear_object (&self->import);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_calendar_window_parent_class)->dispose (object);
}

static void
sr_calendar_window_class_init (SrCalendarWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_calendar_window_dispose;

  g_type_ensure (SR_TYPE_YEAR_VIEW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/preferences/sr-calendar-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, working);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, notice_import);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, notice_shipped);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, year_view);
  gtk_widget_class_bind_template_child (widget_class, SrCalendarWindow, legend);
  gtk_widget_class_bind_template_callback (widget_class, on_year_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_opened_cb);

  gtk_widget_class_install_action (widget_class, "calendar.previous", NULL, on_previous_cb);
  gtk_widget_class_install_action (widget_class, "calendar.next", NULL, on_next_cb);
  gtk_widget_class_install_action (widget_class, "calendar.today", NULL, on_today_cb);
  gtk_widget_class_install_action (widget_class, "calendar.import", NULL, on_import_cb);
  gtk_widget_class_install_action (widget_class, "calendar.import-shipped", NULL,
                                   on_import_shipped_cb);
  gtk_widget_class_install_action (widget_class, "calendar.stop", NULL, on_stop_cb);
  gtk_widget_class_install_action (widget_class, "calendar.close", NULL, on_close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "calendar.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "calendar.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "calendar.next", NULL);
}

static void
sr_calendar_window_init (SrCalendarWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tell_legend (self);
}

/**
 * sr_calendar_window_present:
 * @parent: the window that asks
 * @room: an open room
 * @year: the year to show; 0 for the present one
 */
void
sr_calendar_window_present (GtkWindow *parent,
                            SrRoom    *room,
                            int        year)
{
  SrCalendarWindow *self = NULL;
  SrDay today;
  int present;

  g_return_if_fail (SR_IS_ROOM (room));

  self = g_object_new (SR_TYPE_CALENDAR_WINDOW, "transient-for", parent, "modal", TRUE, NULL);
  self->room = g_object_ref (room);
  self->import = sr_day_import_new (room);
  g_signal_connect_object (self->import, "said", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  on_busy_cb (self);
  gtk_widget_set_visible (self->import_button, may_change (self));

  today = get_today (self);
  sr_day_get_ymd (today, &present, NULL, NULL);
  sr_year_view_set_calendar (self->year_view, sr_room_get_calendar (room), today,
                             year == 0 || year == present ? today : sr_day_new (year, 1, 1));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->year_view));
}
