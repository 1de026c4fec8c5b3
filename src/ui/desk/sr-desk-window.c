/* The desk: pages at the left, one of them at the right.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-desk-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/desk/sr-desk-window-private.h"
#include "ui/desk/sr-sidebar-row.h"
#include "ui/queue/sr-queue-page.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-sentence.h"
#include "ui/widgets/sr-wait-page.h"

/**
 * SrDeskWindow:
 *
 * The frame around the pages. It knows of a page what [class@Sr.Page] says and no more: a page is
 * added by one line in the table below.
 *
 * The window stands before its room is there, so that the first frame waits for no disk.
 */

/* Below the first width the detail takes the place of the list, below the second the sidebar shows
 * icons only. Logical pixels. */
#define NARROW_WIDTH 1100
#define COMPACT_WIDTH 900
#define SIDEBAR_WIDTH 184
#define COMPACT_SIDEBAR_WIDTH 56

static const struct
{
  const char *name;
  GType     (*get_type) (void);
} pages[] = {
  { "queue", sr_queue_page_get_type },
};

G_DEFINE_FINAL_TYPE (SrDeskWindow, sr_desk_window, ADW_TYPE_APPLICATION_WINDOW)

/* "Tue 24 Nov 10:12 · working hours" */
static void
fill_subtitle (SrDeskWindow *self)
{
  gint64 now = sr_room_get_now (self->room);
  SrCalendar *calendar = sr_room_get_calendar (self->room);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (sr_room_get_zone (self->room));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) local = zone != NULL ? g_date_time_to_timezone (utc, zone)
                                             : g_date_time_ref (utc);
  /* Translators: the present day and time in the title of the window; see strftime(3) */
  g_autofree char *time = g_date_time_format (local, C_("title", "%a %-d %b %H:%M"));
  const char *open = sr_calendar_is_open (calendar, now) ? C_("title", "working hours")
                                                         : C_("title", "closed");
  g_autofree char *subtitle = g_strdup_printf (C_("facts", "%s · %s"), time, open);

  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
fill_person (SrDeskWindow *self)
{
  const SrRow *staff = sr_room_get_staff (self->room);
  g_auto (GStrv) roles = sr_row_get_list (staff, SR_STAFF_ROLES);
  const char *name = sr_row_get_text (staff, SR_STAFF_NAME);
  const char *seat = sr_configuration_get_label (sr_room_get_configuration (self->room),
                                                 sr_team_kind.name,
                                                 sr_row_get_integer (staff, SR_STAFF_TEAM));

  if ((seat == NULL || *seat == '\0') && roles[0] != NULL)
    seat = sr_choice_label (sr_roles, roles[0]);

  adw_avatar_set_text (self->person_avatar, name);
  gtk_label_set_label (self->person_name, name);
  gtk_label_set_label (self->person_seat, seat != NULL ? seat : "");
  gtk_widget_set_tooltip_text (self->person, name);
  gtk_widget_set_visible (self->person, TRUE);
}

static void
apply_width (SrDeskWindow *self)
{
  int width = sr_measured_bin_get_width (self->measure);
  gboolean compact = width < COMPACT_WIDTH;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->pages, pages[i].name);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->page_list, i);

      sr_page_set_narrow (SR_PAGE (page), width < NARROW_WIDTH);
      sr_sidebar_row_set_compact (SR_SIDEBAR_ROW (row), compact);
    }

  if (compact)
    gtk_widget_add_css_class (self->sidebar, "compact");
  else
    gtk_widget_remove_css_class (self->sidebar, "compact");
  gtk_widget_set_size_request (self->sidebar, compact ? COMPACT_SIDEBAR_WIDTH : SIDEBAR_WIDTH, -1);
  adw_window_title_set_title (self->sidebar_title, compact ? "" : _("Service Room"));
  gtk_widget_set_visible (self->person_words, !compact);
}

static void
add_pages (SrDeskWindow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *page = g_object_new (pages[i].get_type (), NULL);

      gtk_stack_add_named (self->pages, page, pages[i].name);
      gtk_list_box_append (self->page_list, sr_sidebar_row_new (pages[i].name, SR_PAGE (page)));
    }
}

static void
on_page_cb (SrDeskWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->pages);
  const char *name = gtk_stack_get_visible_child_name (self->pages);

  if (child == NULL)
    return;

  self->page = SR_PAGE (child);
  g_binding_group_set_source (self->page_bindings, self->page);
  gtk_window_set_title (GTK_WINDOW (self), sr_page_get_title (self->page));
  g_settings_set_string (self->settings, "page", name);
  _sr_desk_window_actions_follow (self);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (g_str_equal (pages[i].name, name))
        gtk_list_box_select_row (self->page_list,
                                 gtk_list_box_get_row_at_index (self->page_list, i));
    }
}

static void
on_row_activated_cb (SrDeskWindow *self,
                     SrSidebarRow *row)
{
  sr_desk_window_show_page (self, sr_sidebar_row_get_name (row));
}

static gboolean
sr_desk_window_close_request (GtkWindow *window)
{
  SrDeskWindow *self = SR_DESK_WINDOW (window);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);

  return GTK_WINDOW_CLASS (sr_desk_window_parent_class)->close_request (window);
}

static void
sr_desk_window_dispose (GObject *object)
{
  SrDeskWindow *self = SR_DESK_WINDOW (object);

  _sr_desk_window_undo_dispose (self);
  g_clear_object (&self->page_bindings);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->room);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (sr_desk_window_parent_class)->dispose (object);
}

/* Its widgets are made when somebody opens it. */
static void
make_menu (GtkMenuButton *button,
           gpointer       data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, SR_DESK_WINDOW (data)->main_menu);
}

static void
sr_desk_window_class_init (SrDeskWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_desk_window_dispose;

  GTK_WINDOW_CLASS (klass)->close_request = sr_desk_window_close_request;

  g_type_ensure (SR_TYPE_BELL);
  g_type_ensure (SR_TYPE_MEASURED_BIN);
  g_type_ensure (SR_TYPE_WAIT_PAGE);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/desk/sr-desk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, measure);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, sidebar_title);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, page_list);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, person);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, person_avatar);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, person_words);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, person_name);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, person_seat);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, bell);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, states);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, SrDeskWindow, failed_button);
  gtk_widget_class_bind_template_callback (widget_class, apply_width);
  gtk_widget_class_bind_template_callback (widget_class, on_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);

  _sr_desk_window_undo_class_init (widget_class);
}

static void
sr_desk_window_init (SrDeskWindow *self)
{
  self->settings = g_settings_new (APP_ID);
  self->page_bindings = g_binding_group_new ();
  self->room_signals = g_signal_group_new (SR_TYPE_ROOM);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_group_connect_swapped (self->room_signals, "minute", G_CALLBACK (fill_subtitle), self);
  g_signal_group_connect_swapped (self->room_signals, "notify::configuration",
                                  G_CALLBACK (fill_person), self);
  g_binding_group_bind (self->page_bindings, "title", self->title, "title", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->page_bindings, "can-go-back", self->back_button, "visible",
                        G_BINDING_SYNC_CREATE);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu, self, NULL);
  sr_accessible_set_name (GTK_WIDGET (self->menu_button), _("Main Menu"));
  _sr_desk_window_actions_init (self);
  _sr_desk_window_undo_init (self);

  add_pages (self);
  on_page_cb (self);
  sr_desk_window_set_loading (self);
}

/**
 * sr_desk_window_new:
 *
 * Returns: (transfer none): a window as large as the last one was; it has no room yet
 */
SrDeskWindow *
sr_desk_window_new (GtkApplication *application)
{
  SrDeskWindow *self = g_object_new (SR_TYPE_DESK_WINDOW, "application", application, NULL);
  g_autofree char *page = g_settings_get_string (self->settings, "page");

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  sr_desk_window_show_page (self, page);

  return self;
}

const char *const *
sr_desk_window_list_pages (void)
{
  static const char *names[G_N_ELEMENTS (pages) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    names[i] = pages[i].name;

  return names;
}

/**
 * sr_desk_window_show_page:
 *
 * Returns: %FALSE if there is no page of that name
 */
gboolean
sr_desk_window_show_page (SrDeskWindow *self,
                          const char   *name)
{
  g_return_val_if_fail (SR_IS_DESK_WINDOW (self), FALSE);

  if (gtk_stack_get_child_by_name (self->pages, name) == NULL)
    return FALSE;

  gtk_stack_set_visible_child_name (self->pages, name);

  return TRUE;
}

SrPage *
sr_desk_window_get_page (SrDeskWindow *self)
{
  g_return_val_if_fail (SR_IS_DESK_WINDOW (self), NULL);

  return self->page;
}

void
sr_desk_window_set_loading (SrDeskWindow *self)
{
  g_return_if_fail (SR_IS_DESK_WINDOW (self));

  gtk_stack_set_visible_child_name (self->states, "loading");
}

void
sr_desk_window_set_room (SrDeskWindow *self,
                         SrRoom       *room)
{
  g_return_if_fail (SR_IS_DESK_WINDOW (self));
  g_return_if_fail (SR_IS_ROOM (room));

  if (!g_set_object (&self->room, room))
    return;

  g_signal_group_set_target (self->room_signals, room);
  fill_subtitle (self);
  fill_person (self);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    sr_page_set_room (SR_PAGE (gtk_stack_get_child_by_name (self->pages, pages[i].name)), room);

  sr_bell_set_room (self->bell, room);
  gtk_stack_set_visible_child_name (self->states, "pages");
  sr_page_focus_pane (self->page, FALSE, TRUE);
}

void
sr_desk_window_set_failed (SrDeskWindow *self,
                           const char   *title,
                           const char   *sentence,
                           const char   *button,
                           const char   *action)
{
  g_return_if_fail (SR_IS_DESK_WINDOW (self));

  /* Not before it is seen: at its size the icon is an SVG, and to read one loads librsvg. */
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, title);
  sr_status_page_set_sentence (self->failed, sentence);
  gtk_button_set_label (self->failed_button, button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->failed_button), action);
  gtk_stack_set_visible_child_name (self->states, "failed");
  gtk_widget_grab_focus (GTK_WIDGET (self->failed_button));
}
