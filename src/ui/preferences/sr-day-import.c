/* Other days for the calendar, looked at before they hold.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-day-import"

#include "config.h"

#include "ui/preferences/sr-day-import.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/sr-effect-window.h"

/**
 * SrDayImport:
 *
 * A file is read twice: once to show what would change, and again to change it.
 */
struct _SrDayImport
{
  GObject               parent_instance;

  /* owned */
  SrRoom               *room;
  GtkFileChooserNative *chooser;
  GFile                *file;         /* while it is looked at; NULL for the days of the program */
  GCancellable         *cancellable;  /* while it is busy */

  /* borrowed */
  GtkWindow            *parent;
};

enum
{
  PROP_BUSY = 1,
  N_PROPS
};

enum
{
  SAID,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrDayImport, sr_day_import, G_TYPE_OBJECT)

static gint64
get_calendar_id (SrDayImport *self)
{
  return sr_configuration_get_calendar_id (sr_room_get_configuration (self->room));
}

static void
set_busy (SrDayImport *self,
          gboolean     busy)
{
  g_clear_object (&self->cancellable);
  if (busy)
    self->cancellable = g_cancellable_new ();
  else
    g_clear_object (&self->file);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
say (SrDayImport *self,
     const char  *sentence)
{
  g_signal_emit (self, signals[SAID], 0, sentence);
}

static void
on_imported_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (SrDayImport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCalendarEffect) effect =
    sr_room_import_exceptions_finish (SR_ROOM (source), result, &error);

  set_busy (self, FALSE);
  say (self, effect != NULL ? _("The days were imported.") : error->message);
}

static void
on_decided_cb (SrDayImport *self,
               gboolean     applies)
{
  if (applies)
    sr_room_import_exceptions_async (self->room, get_calendar_id (self), self->file, FALSE,
                                     self->cancellable, on_imported_cb, g_object_ref (self));
  else
    set_busy (self, FALSE);
}

/* The sentence names the line and what is wrong with it, which is too much for a toast. */
static void
refuse (SrDayImport  *self,
        const GError *error)
{
  GtkWidget *dialog = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->parent == NULL)
    return;

  dialog = adw_message_dialog_new (self->parent, _("The Days Cannot Be Read"), NULL);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_rehearsed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (SrDayImport) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCalendarEffect) effect =
    sr_room_import_exceptions_finish (SR_ROOM (source), result, &error);
  SrEffectWindow *window = NULL;

  if (effect == NULL)
    {
      refuse (self, error);
      set_busy (self, FALSE);
      return;
    }
  if (effect->days->len == 0)
    {
      say (self, _("The calendar has these days already."));
      set_busy (self, FALSE);
      return;
    }
  if (self->parent == NULL)
    {
      set_busy (self, FALSE);
      return;
    }

  window = sr_effect_window_new (self->parent, _("Import These Days?"), effect,
                                 sr_room_get_zone (self->room));
  g_signal_connect_object (window, "decided", G_CALLBACK (on_decided_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
set_parent (SrDayImport *self,
            GtkWindow   *parent)
{
  if (self->parent != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->parent), (gpointer *) &self->parent);
  self->parent = parent;
  if (self->parent != NULL)
    g_object_add_weak_pointer (G_OBJECT (self->parent), (gpointer *) &self->parent);
}

static void
on_response_cb (SrDayImport *self,
                int          response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      sr_day_import_look (self, self->parent, file);
    }
  g_clear_object (&self->chooser);
}

static void
sr_day_import_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  SrDayImport *self = SR_DAY_IMPORT (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_day_import_dispose (GObject *object)
{
  SrDayImport *self = SR_DAY_IMPORT (object);

  set_parent (self, NULL);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->file);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_day_import_parent_class)->dispose (object);
}

static void
sr_day_import_class_init (SrDayImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sr_day_import_dispose;
  object_class->get_property = sr_day_import_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY |
                                                G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sr_day_import_init (SrDayImport *self)
{
}

/**
 * sr_day_import_new:
 * @room: an open room
 *
 * Returns: (transfer full): what imports days into its calendar
 */
SrDayImport *
sr_day_import_new (SrRoom *room)
{
  SrDayImport *self = g_object_new (SR_TYPE_DAY_IMPORT, NULL);

  self->room = g_object_ref (room);

  return self;
}

/**
 * sr_day_import_choose:
 * @parent: the window that asks
 */
void
sr_day_import_choose (SrDayImport *self,
                      GtkWindow   *parent)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (SR_IS_DAY_IMPORT (self));

  set_parent (self, parent);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Import Days"), parent,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("_Import"),
                                               _("_Cancel"));
  gtk_file_filter_set_name (filter, _("Calendars (JSON, iCalendar, CSV)"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_filter_add_suffix (filter, "ics");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/**
 * sr_day_import_look:
 * @parent: the window over which it is shown what would change
 * @file: (nullable): a file of days; %NULL for those that the program ships
 *
 * Does nothing while it is busy.
 */
void
sr_day_import_look (SrDayImport *self,
                    GtkWindow   *parent,
                    GFile       *file)
{
  g_return_if_fail (SR_IS_DAY_IMPORT (self));

  if (self->cancellable != NULL)
    return;

  set_parent (self, parent);
  g_set_object (&self->file, file);
  set_busy (self, TRUE);
  sr_room_import_exceptions_async (self->room, get_calendar_id (self), file, TRUE,
                                   self->cancellable, on_rehearsed_cb, g_object_ref (self));
}

/**
 * sr_day_import_cancel:
 *
 * Nothing is imported any more, unless it is stored already.
 */
void
sr_day_import_cancel (SrDayImport *self)
{
  g_return_if_fail (SR_IS_DAY_IMPORT (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}
