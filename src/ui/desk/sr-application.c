/* The program: one room, one window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-application"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-missing-days.h"
#include "storage/sr-store-error.h"
#include "ui/desk/sr-about.h"
#include "ui/desk/sr-application-private.h"
#include "ui/preferences/sr-preferences.h"
#include "ui/queue/sr-call-card.h"

/**
 * SrApplication:
 *
 * Opens the room on its thread while GTK starts and the window is made. The window comes with the rows,
 * but waits for them no longer than a person notices: laying out and drawing it once without them and
 * once with them would take twice as long. At the end the room is drained, so that what was acknowledged
 * is stored.
 *
 * As a service of D-Bus, as the desktop starts it, it stays when the window is closed, until it is told
 * to quit: its popups come without a window.
 */

#define PATIENCE_MILLISECONDS 500
#define MILLISECONDS_BETWEEN_LOOKS 4
/* After which rows that come take no focus any more. */
#define LAST_LOOK_MILLISECONDS 20000

G_DEFINE_FINAL_TYPE (SrApplication, sr_application, ADW_TYPE_APPLICATION)

/* ecosystem of the desktop: the keys that people know from other programs. */
static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "app.new-request", { "<Control>n" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.back", { "<Alt>Left" } },
  { "win.explain", { "<Control>e" } },
  { "win.find", { "<Control>f" } },
  { "win.menu", { "F10" } },
  { "win.next-action", { "<Control>d" } },
  { "win.next-pane", { "F6" } },
  { "win.page::queue", { "<Alt>1" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.reload", { "F5", "<Control>r" } },
  { "win.reminders", { "<Control>b" } },
  { "win.show-help-overlay", { "<Control>question" } },
};

static void open_room (SrApplication *self);

static void
on_about_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  sr_about_present (GTK_WINDOW (SR_APPLICATION (data)->window));
}

static void
on_new_request_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  SrApplication *self = data;

  g_application_activate (G_APPLICATION (self));
  if (self->room != NULL)
    sr_call_card_present (GTK_WINDOW (self->window), self->room);
}

static void
on_preferences_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  SrApplication *self = data;

  if (self->room != NULL)
    sr_preferences_present (GTK_WINDOW (self->window), self->room);
}

static void
on_page_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  SrApplication *self = data;

  g_application_activate (G_APPLICATION (self));
  sr_desk_window_show_page (self->window, g_variant_get_string (parameter, NULL));
}

/* The window may have something to ask before it goes; then the program goes with it. */
static void
on_quit_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  SrApplication *self = data;

  if (self->stays)
    g_application_release (G_APPLICATION (self));
  self->stays = FALSE;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
perform_on_popup (SrApplication *self,
                  GVariant      *parameter,
                  SrPopupAction  action)
{
  if (self->agent != NULL)
    sr_popup_agent_perform (self->agent, g_variant_get_string (parameter, NULL), action);
}

static void
on_reminder_open_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  perform_on_popup (data, parameter, SR_POPUP_ACTION_OPEN);
}

static void
on_reminder_acknowledge_cb (GSimpleAction *action,
                            GVariant      *parameter,
                            gpointer       data)
{
  perform_on_popup (data, parameter, SR_POPUP_ACTION_ACKNOWLEDGE);
}

static void
on_reminder_later_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       data)
{
  perform_on_popup (data, parameter, SR_POPUP_ACTION_LATER);
}

static void
on_retry_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  open_room (data);
}

static void
on_room_chosen_cb (SrApplication  *self,
                   int             response,
                   GtkFileChooser *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

      g_free (self->location);
      self->location = g_file_get_path (file);
      open_room (self);
    }
  g_object_unref (chooser);
}

static void
on_choose_room_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  SrApplication *self = data;
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Open a Room"), GTK_WINDOW (self->window),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, _("_Open"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_room_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static const GActionEntry entries[] = {
  { "about", on_about_cb },
  { "choose-room", on_choose_room_cb },
  { "new-request", on_new_request_cb },
  { "page", on_page_cb, "s" },
  { "preferences", on_preferences_cb },
  { "quit", on_quit_cb },
  { "reminder-acknowledge", on_reminder_acknowledge_cb, "s" },
  { "reminder-later", on_reminder_later_cb, "s" },
  { "reminder-open", on_reminder_open_cb, "s" },
  { "retry", on_retry_cb },
};

static void
enable_action (SrApplication *self,
               const char    *name,
               gboolean       enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_failure (SrApplication *self,
              const GError  *error)
{
  if (self->options.picture != NULL)
    {
      g_printerr ("serviceroom: %s\n", error->message);
      self->status = 1;
      gtk_window_destroy (GTK_WINDOW (self->window));
      return;
    }

  if (g_error_matches (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT))
    sr_desk_window_set_failed (self->window, _("You Do Not Work in This Room"), error->message,
                               _("_Choose Another Room…"), "app.choose-room");
  else if (g_error_matches (error, SR_STORE_ERROR, SR_STORE_ERROR_BUSY)
           || g_error_matches (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE))
    sr_desk_window_set_failed (self->window, _("The Room Does Not Answer"), error->message,
                               _("_Try Again"), "app.retry");
  else
    sr_desk_window_set_failed (self->window, _("The Room Cannot Be Opened"), error->message,
                               _("_Choose Another Room…"), "app.choose-room");
}

static void
present (SrApplication *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
on_look_cb (gpointer data)
{
  SrApplication *self = data;
  SrPage *page = sr_desk_window_get_page (self->window);
  GtkWindow *window = GTK_WINDOW (self->window);
  gint64 late = g_get_monotonic_time () - self->patience_end;
  gboolean is_visible = gtk_widget_get_visible (GTK_WIDGET (window));
  gboolean is_drawn = sr_page_is_drawn (page);

  /* Unless the person has gone elsewhere while the rows were on their way. */
  if (is_drawn && (!is_visible || gtk_window_get_focus (window) == self->first_focus))
    sr_page_focus_pane (page, FALSE, TRUE);
  if (!is_visible && (is_drawn || late >= 0))
    {
      gtk_window_present (window);
      self->first_focus = gtk_window_get_focus (window);
    }
  if (!is_drawn && late < LAST_LOOK_MILLISECONDS * 1000)
    return G_SOURCE_CONTINUE;

  self->look_id = 0;
  return G_SOURCE_REMOVE;
}

static void
present_with_rows (SrApplication *self)
{
  self->patience_end = g_get_monotonic_time () + PATIENCE_MILLISECONDS * 1000;
  self->look_id = g_timeout_add (MILLISECONDS_BETWEEN_LOOKS, on_look_cb, self);
}

/* What a popup about the calendar is about; 0 when it is there by now. */
static int
find_missing_year (SrApplication *self)
{
  SrMissingDays found[SR_MISSING_DAYS_MAX];
  gint64 next;

  return sr_missing_days_look (sr_room_get_calendar (self->room), sr_room_get_now (self->room),
                               found, &next) > 0 ? found[0].year : 0;
}

static void
on_popup_open_cb (SrApplication *self,
                  const char    *kind,
                  gint64         record)
{
  g_application_activate (G_APPLICATION (self));
  if (g_strcmp0 (kind, sr_request_kind.name) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-request", "x", record);
  else if (g_strcmp0 (kind, sr_calendar_kind.name) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-calendar", "i",
                                find_missing_year (self));
  else if (kind == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.reminders", NULL);
}

/* A picture is of one instant: nothing is due in it. */
static void
start_agent (SrApplication *self)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);
  g_autoptr (SrPresenter) presenter = NULL;

  if (self->options.picture != NULL)
    return;

  presenter = sr_presenter_new_for_session (G_APPLICATION (self));
  self->agent = sr_popup_agent_new (self->room, presenter);
  g_settings_bind (settings, "notifications-show-names", self->agent, "shows-names",
                   G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->agent, "open", G_CALLBACK (on_popup_open_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
on_room_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  SrApplication *self = user_data;
  g_autoptr (GError) error = NULL;

  self->opening = FALSE;
  self->room = sr_room_open_finish (result, &error);
  enable_action (self, "new-request", self->room != NULL);
  enable_action (self, "preferences", self->room != NULL);
  if (self->room != NULL)
    start_agent (self);

  /* The window may have been closed meanwhile: then the room is closed with the application. */
  if (self->window != NULL && self->room != NULL)
    {
      sr_desk_window_set_room (self->window, self->room);
      if (self->options.picture != NULL)
        _sr_application_draw_picture (self);
    }
  else if (self->window != NULL)
    {
      show_failure (self, error);
      if (self->window != NULL)
        present (self);
    }

  g_application_release (G_APPLICATION (self));
}

static void
open_room (SrApplication *self)
{
  const char *login = self->options.login != NULL ? self->options.login : g_get_user_name ();

  if (self->opening || self->room != NULL)
    return;

  self->opening = TRUE;
  if (self->window != NULL)
    sr_desk_window_set_loading (self->window);
  g_application_hold (G_APPLICATION (self));
  sr_room_open_async (self->location, SR_STORE_OPEN_CREATE, self->clock, login, NULL,
                      on_room_opened_cb, self);
}

static char *
default_location (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "serviceroom", NULL);

  g_mkdir_with_parents (folder, 0700);

  return g_build_filename (folder, "room.db", NULL);
}

static void
on_window_destroyed_cb (SrApplication *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  self->window = NULL;
}

static void
make_window (SrApplication *self)
{
  SrOptions *options = &self->options;

  self->window = sr_desk_window_new (GTK_APPLICATION (self));
  g_signal_connect_object (self->window, "destroy", G_CALLBACK (on_window_destroyed_cb), self,
                           G_CONNECT_SWAPPED);
  if (options->width > 0)
    {
      gtk_window_unmaximize (GTK_WINDOW (self->window));
      gtk_window_set_default_size (GTK_WINDOW (self->window), options->width, options->height);
    }
  /* The frame that GTK draws where there is no compositor is not part of the picture. */
  if (options->picture != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->window), "solid-csd");
  if (options->page != NULL)
    sr_desk_window_show_page (self->window, options->page);
}

static void
sr_application_activate (GApplication *application)
{
  SrApplication *self = SR_APPLICATION (application);

  if (self->window == NULL)
    {
      make_window (self);
      if (self->room != NULL)
        sr_desk_window_set_room (self->window, self->room);
      else
        open_room (self);
      present_with_rows (self);
    }
  else
    {
      present (self);
    }
}

static void
sr_application_startup (GApplication *application)
{
  SrApplication *self = SR_APPLICATION (application);
  gboolean is_service;

  self->location = self->options.room != NULL ? g_strdup (self->options.room)
                                              : default_location ();
  self->clock = self->options.is_fixed ? sr_clock_new_fixed (self->options.now)
                                       : sr_clock_new_system ();
  /* The desktop starts it for whoever signs in: who has no room is not given one. */
  is_service = (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0;
  if (!is_service || g_file_test (self->location, G_FILE_TEST_EXISTS))
    {
      open_room (self);
      self->stays = is_service;
    }

  G_APPLICATION_CLASS (sr_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  enable_action (self, "new-request", FALSE);
  enable_action (self, "preferences", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action,
                                           accelerators[i].keys);

  /* Started by the desktop, it tells of deadlines before there is a window and after. */
  if (self->stays)
    g_application_hold (application);

  /* A picture shows the end of a movement, not its middle. */
  if (self->options.picture != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                  "gtk-cursor-blink", FALSE, NULL);
}

static void
sr_application_shutdown (GApplication *application)
{
  SrApplication *self = SR_APPLICATION (application);

  /* Everything that was asked for is written before the program ends. */
  g_clear_object (&self->agent);
  if (self->room != NULL)
    sr_room_close (self->room);
  g_clear_object (&self->room);

  G_APPLICATION_CLASS (sr_application_parent_class)->shutdown (application);
}

static int
sr_application_handle_local_options (GApplication *application,
                                     GVariantDict *given)
{
  return _sr_application_options_read (SR_APPLICATION (application), given);
}

static void
sr_application_finalize (GObject *object)
{
  SrApplication *self = SR_APPLICATION (object);

  _sr_application_options_clear (self);
  g_clear_object (&self->clock);
  g_free (self->location);

  G_OBJECT_CLASS (sr_application_parent_class)->finalize (object);
}

static void
sr_application_class_init (SrApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = sr_application_finalize;

  application_class->activate = sr_application_activate;
  application_class->startup = sr_application_startup;
  application_class->shutdown = sr_application_shutdown;
  application_class->handle_local_options = sr_application_handle_local_options;
}

static void
sr_application_init (SrApplication *self)
{
  _sr_application_options_init (self);
}

SrApplication *
sr_application_new (void)
{
  return g_object_new (SR_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "flags", G_APPLICATION_DEFAULT_FLAGS,
                       "resource-base-path", "/org/serviceroom/ServiceRoom",
                       NULL);
}

/**
 * sr_application_get_status:
 *
 * Returns: 0, or 1 if the picture that was asked for could not be drawn
 */
int
sr_application_get_status (SrApplication *self)
{
  g_return_val_if_fail (SR_IS_APPLICATION (self), 1);

  return self->status;
}
