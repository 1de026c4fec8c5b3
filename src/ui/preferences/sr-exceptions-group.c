/* The days that are unlike others: holidays, make-up workdays, closures.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-exceptions-group"

#include "config.h"

#include "ui/preferences/sr-exceptions-group.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/preferences/sr-calendar-window.h"
#include "ui/preferences/sr-day-import.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/widgets/sr-action-form.h"

/**
 * SrExceptionsGroup:
 *
 * Those of this year and the next. A file of official days shows what would change first.
 */
struct _SrExceptionsGroup
{
  AdwPreferencesGroup   parent_instance;

  GtkWidget            *add_button;
  GtkWidget            *import_button;

  /* owned */
  SrRoom               *room;
  GPtrArray            *rows;
  SrDayImport          *import;
};

enum
{
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrExceptionsGroup, sr_exceptions_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWindow *
get_window (SrExceptionsGroup *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static gint64
get_calendar_id (SrExceptionsGroup *self)
{
  return sr_configuration_get_calendar_id (sr_room_get_configuration (self->room));
}

static int
get_year (SrExceptionsGroup *self)
{
  int year;
  int month;
  int day;

  sr_day_get_ymd (sr_calendar_day_of (sr_room_get_calendar (self->room),
                                      sr_room_get_now (self->room)),
                  &year, &month, &day);

  return year;
}

/* The rows */

static void
on_row_activated_cb (SrExceptionsGroup *self,
                     GtkWidget         *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "record");
  const SrRow *record = sr_configuration_find (sr_room_get_configuration (self->room),
                                               &sr_calendar_exception_kind, *id);

  if (record != NULL)
    sr_action_form_present_record (get_window (self), self->room, &sr_calendar_exception_kind,
                                   record, "edit", NULL);
}

static GtkWidget *
create_row (SrExceptionsGroup *self,
            const SrRow       *record,
            gboolean           editable)
{
  GtkWidget *row = adw_action_row_new ();
  const char *date = sr_row_get_text (record, SR_CALENDAR_EXCEPTION_DATE);
  const char *name = sr_row_get_text (record, SR_CALENDAR_EXCEPTION_NAME);
  const char *rank = sr_choice_label (sr_exception_ranks,
                                      sr_row_get_text (record, SR_CALENDAR_EXCEPTION_RANK));
  g_autofree char *title = g_strjoin (" · ", date, name, NULL);
  g_autofree char *subtitle = g_strjoin (" · ", rank,
                                         sr_row_get_text (record, SR_CALENDAR_EXCEPTION_HOURS),
                                         NULL);
  const char *source = sr_row_get_text (record, SR_CALENDAR_EXCEPTION_SOURCE);
  gint64 id = sr_row_get_id (record);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "numeric");
  if (source != NULL)
    {
      g_autofree char *from = g_strdup_printf (C_("day", "source: %s"), source);

      gtk_widget_set_tooltip_text (row, from);
    }
  if (editable)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_set_data_full (G_OBJECT (row), "record", g_memdup2 (&id, sizeof id), g_free);

  return row;
}

static gint
compare_dates (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (sr_row_get_text (*(const SrRow *const *) a, SR_CALENDAR_EXCEPTION_DATE),
                    sr_row_get_text (*(const SrRow *const *) b, SR_CALENDAR_EXCEPTION_DATE));
}

/* (transfer container): the exceptions of the room's calendar in this year and the next */
static GPtrArray *
find_exceptions (SrExceptionsGroup *self)
{
  GPtrArray *all = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                              &sr_calendar_exception_kind);
  GPtrArray *shown = g_ptr_array_new ();
  int year = get_year (self);
  g_autofree char *from = g_strdup_printf ("%04d-01-01", year);
  g_autofree char *to = g_strdup_printf ("%04d-12-31", year + 1);

  for (guint i = 0; i < all->len; i++)
    {
      SrRow *row = g_ptr_array_index (all, i);
      const char *date = sr_row_get_text (row, SR_CALENDAR_EXCEPTION_DATE);

      if (sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_CALENDAR) == get_calendar_id (self) &&
          sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_REMOVED) == 0 &&
          g_strcmp0 (date, from) >= 0 && g_strcmp0 (date, to) <= 0)
        g_ptr_array_add (shown, row);
    }
  g_ptr_array_sort (shown, compare_dates);

  return shown;
}

static void
fill (SrExceptionsGroup *self)
{
  g_autoptr (GPtrArray) exceptions = find_exceptions (self);
  const char *why_not = sr_record_group_why_not (self->room, &sr_calendar_exception_kind);
  g_autofree char *description = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < exceptions->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (exceptions, i), why_not == NULL);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }

  if (why_not == NULL)
    description = g_strdup_printf (ngettext ("%u day in %d and %d", "%u days in %d and %d",
                                             exceptions->len),
                                   exceptions->len, get_year (self), get_year (self) + 1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         why_not != NULL ? why_not : description);
  gtk_widget_set_sensitive (self->add_button, why_not == NULL);
  gtk_widget_set_sensitive (self->import_button, why_not == NULL);
}

static void
on_year_activated_cb (SrExceptionsGroup *self)
{
  sr_calendar_window_present (get_window (self), self->room, 0);
}

static void
on_add_clicked_cb (SrExceptionsGroup *self)
{
  g_autofree char *calendar = g_strdup_printf ("#%" G_GINT64_FORMAT, get_calendar_id (self));
  g_autoptr (GHashTable) given =
    sr_payload_new_with ("calendar", calendar,
                         "source", sr_row_get_text (sr_room_get_staff (self->room), SR_STAFF_NAME),
                         NULL);

  sr_action_form_present_record (get_window (self), self->room, &sr_calendar_exception_kind, NULL,
                                 "create", given);
}

static void
on_said_cb (SrExceptionsGroup *self,
            const char        *sentence)
{
  g_signal_emit (self, signals[SAID], 0, sentence);
}

static void
on_busy_cb (SrExceptionsGroup *self)
{
  gboolean busy = FALSE;

  g_object_get (self->import, "busy", &busy, NULL);
  gtk_widget_set_sensitive (self->import_button, !busy);
}

static void
on_import_clicked_cb (SrExceptionsGroup *self)
{
  sr_day_import_choose (self->import, get_window (self));
}

static void
sr_exceptions_group_dispose (GObject *object)
{
  SrExceptionsGroup *self = SR_EXCEPTIONS_GROUP (object);

  g_clear_object (&self->import);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_exceptions_group_parent_class)->dispose (object);
}

static void
sr_exceptions_group_class_init (SrExceptionsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_exceptions_group_dispose;

  signals[SAID] =
    g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sr_exceptions_group_init (SrExceptionsGroup *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *year_row = NULL;

  self->rows = g_ptr_array_new ();
  self->import_button = gtk_button_new_with_mnemonic (_("I_mport…"));
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->import_button, "flat");
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->import_button, _("Read the official days from a file"));
  gtk_widget_set_tooltip_text (self->add_button, _("Add a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a Day"),
                                  -1);
  gtk_box_append (GTK_BOX (buttons), self->import_button);
  gtk_box_append (GTK_BOX (buttons), self->add_button);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), buttons);

  year_row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (year_row), _("Year Calendar"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (year_row),
                               _("Every day of a year, what it is, and which notice says so"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (year_row),
                             gtk_image_new_from_icon_name ("x-office-calendar-symbolic"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (year_row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (year_row), TRUE);
  g_signal_connect_object (year_row, "activated", G_CALLBACK (on_year_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), year_row);

  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (on_add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import_button, "clicked", G_CALLBACK (on_import_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sr_exceptions_group_set_room (SrExceptionsGroup *self,
                              SrRoom            *room)
{
  g_return_if_fail (SR_IS_EXCEPTIONS_GROUP (self));
  g_return_if_fail (self->room == NULL);

  self->room = g_object_ref (room);
  self->import = sr_day_import_new (room);
  g_signal_connect_object (self->import, "said", G_CALLBACK (on_said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}
