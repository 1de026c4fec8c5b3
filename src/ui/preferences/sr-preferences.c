/* The preferences: hours, people, types, targets, and what one person likes.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-preferences"

#include "config.h"

#include "ui/preferences/sr-preferences.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/notify/sr-autostart.h"
#include "ui/notify/sr-presenter.h"
#include "ui/preferences/sr-deadline-check.h"
#include "ui/preferences/sr-exceptions-group.h"
#include "ui/preferences/sr-hours-group.h"
#include "ui/preferences/sr-playbooks-group.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/preferences/sr-roster-group.h"
#include "ui/preferences/sr-targets-group.h"
#include "ui/widgets/sr-sentence.h"

/**
 * SrPreferences:
 *
 * Each page is groups that know the room; the window only puts them together. What belongs to one
 * person stands in GSettings, all else in the room, where only a manager changes it.
 */
struct _SrPreferences
{
  AdwPreferencesWindow  parent_instance;

  /* template */
  GtkWidget            *start_row;
  GtkSwitch            *start_switch;
  GtkSwitch            *hide_names_switch;
  AdwActionRow         *backup_row;
  GtkSpinner           *backup_spinner;
  GtkWidget            *backup_button;
  SrHoursGroup         *hours_group;
  SrExceptionsGroup    *exceptions_group;
  SrRosterGroup        *duties_group;
  SrRosterGroup        *absences_group;
  SrRecordGroup        *staff_group;
  SrRecordGroup        *teams_group;
  SrRecordGroup        *types_group;
  SrRecordGroup        *templates_group;
  SrPlaybooksGroup     *playbooks_group;
  SrTargetsGroup       *targets_group;
  SrDeadlineCheck      *check_group;

  /* owned */
  SrRoom               *room;
  GSettings            *settings;
  GtkFileChooserNative *chooser;

  /* state */
  gboolean              starts;   /* with the desktop, as the files say */
};

G_DEFINE_FINAL_TYPE (SrPreferences, sr_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* An answer finds the window by this, and does not keep it: a window must not outlive its parent. */
static GWeakRef *
refer (SrPreferences *self)
{
  GWeakRef *reference = g_new (GWeakRef, 1);

  g_weak_ref_init (reference, self);

  return reference;
}

/* (transfer full) (nullable): the window, %NULL if it was closed meanwhile. */
static SrPreferences *
find_again (GWeakRef *reference)
{
  SrPreferences *self = g_weak_ref_get (reference);

  g_weak_ref_clear (reference);
  g_free (reference);

  return self;
}

static void
say (SrPreferences *self,
     const char    *sentence)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), sr_toast_new (sentence));
}

static void
set_backing_up (SrPreferences *self,
                gboolean       running)
{
  gtk_spinner_set_spinning (self->backup_spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->backup_spinner), running);
  gtk_widget_set_sensitive (self->backup_button, !running);
}

static void
on_backed_up_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (SrPreferences) self = find_again (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = sr_room_backup_finish (SR_ROOM (source), result, &error);

  if (self == NULL)
    return;

  set_backing_up (self, FALSE);
  adw_action_row_set_subtitle (self->backup_row,
                               done ? _("The copy was made and verified.") : error->message);
}

static void
on_backup_response_cb (SrPreferences *self,
                       int            response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      set_backing_up (self, TRUE);
      sr_room_backup_async (self->room, file, NULL, on_backed_up_cb, refer (self));
    }
  g_clear_object (&self->chooser);
}

static void
on_backup_clicked_cb (SrPreferences *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (sr_room_get_now (self->room));
  g_autofree char *name = g_date_time_format (now, "service-room-%Y-%m-%d.room");

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Back up the Room"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("_Back Up"),
                                               _("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_backup_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Shows what is so, without asking for it. */
static void
show_start (SrPreferences *self,
            gboolean       starts)
{
  self->starts = starts;
  gtk_switch_set_active (self->start_switch, starts);
  gtk_switch_set_state (self->start_switch, starts);
}

static void
on_start_saved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SrPreferences) self = find_again (user_data);
  g_autoptr (GError) error = NULL;
  gboolean saved = sr_autostart_save_finish (result, &error);

  if (self == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->start_switch), TRUE);
  show_start (self, saved ? !self->starts : self->starts);
  if (!saved)
    say (self, error->message);
}

static gboolean
on_start_state_set_cb (SrPreferences *self,
                       gboolean       wanted)
{
  if (wanted != self->starts)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->start_switch), FALSE);
      sr_autostart_save_async (wanted, on_start_saved_cb, refer (self));
    }

  return GDK_EVENT_STOP;
}

static void
on_start_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (SrPreferences) self = find_again (user_data);
  g_autoptr (GError) error = NULL;
  int starts = sr_autostart_load_finish (result, &error);

  if (self == NULL)
    return;

  if (error != NULL)
    say (self, error->message);

  show_start (self, starts == 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_switch), TRUE);
}

static void
on_drafted_cb (SrPreferences *self)
{
  sr_deadline_check_set_targets (self->check_group, sr_targets_group_get_draft (self->targets_group));
}

static void
on_said_cb (SrPreferences *self,
            const char    *sentence)
{
  say (self, sentence);
}

static void
sr_preferences_dispose (GObject *object)
{
  SrPreferences *self = SR_PREFERENCES (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_preferences_parent_class)->dispose (object);
}

static void
sr_preferences_class_init (SrPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_preferences_dispose;

  g_type_ensure (SR_TYPE_DEADLINE_CHECK);
  g_type_ensure (SR_TYPE_EXCEPTIONS_GROUP);
  g_type_ensure (SR_TYPE_HOURS_GROUP);
  g_type_ensure (SR_TYPE_PLAYBOOKS_GROUP);
  g_type_ensure (SR_TYPE_RECORD_GROUP);
  g_type_ensure (SR_TYPE_ROSTER_GROUP);
  g_type_ensure (SR_TYPE_TARGETS_GROUP);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/preferences/sr-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, start_row);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, start_switch);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, hide_names_switch);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, backup_row);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, backup_spinner);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, backup_button);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, hours_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, exceptions_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, duties_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, absences_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, staff_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, teams_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, types_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, templates_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, playbooks_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, targets_group);
  gtk_widget_class_bind_template_child (widget_class, SrPreferences, check_group);
  gtk_widget_class_bind_template_callback (widget_class, on_drafted_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_backup_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_start_state_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_said_cb);
}

static void
sr_preferences_init (SrPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (APP_ID);
  /* The key says what notifications show, the switch what they hide. */
  g_settings_bind (self->settings, "notifications-show-names", self->hide_names_switch, "active",
                   G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_INVERT_BOOLEAN);
}

/**
 * sr_preferences_present:
 * @parent: the window that asks
 * @room: the room
 */
void
sr_preferences_present (GtkWindow *parent,
                        SrRoom    *room)
{
  SrPreferences *self = NULL;

  g_return_if_fail (SR_IS_ROOM (room));

  self = g_object_new (SR_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE, NULL);
  self->room = g_object_ref (room);
  sr_hours_group_set_room (self->hours_group, room);
  sr_exceptions_group_set_room (self->exceptions_group, room);
  sr_roster_group_set_room (self->duties_group, room, &sr_duty_kind);
  sr_roster_group_set_room (self->absences_group, room, &sr_absence_kind);
  sr_record_group_set_room (self->staff_group, room, &sr_staff_kind);
  sr_record_group_set_room (self->teams_group, room, &sr_team_kind);
  sr_record_group_set_room (self->types_group, room, &sr_service_type_kind);
  sr_record_group_set_room (self->templates_group, room, &sr_request_template_kind);
  sr_playbooks_group_set_room (self->playbooks_group, room);
  sr_deadline_check_set_room (self->check_group, room);
  sr_targets_group_set_room (self->targets_group, room);
  /* The portal of a sandbox is asked by the desktop's own settings. */
  gtk_widget_set_visible (self->start_row, !sr_presenter_is_in_sandbox ());
  sr_autostart_load_async (on_start_loaded_cb, refer (self));
  gtk_window_present (GTK_WINDOW (self));
}
