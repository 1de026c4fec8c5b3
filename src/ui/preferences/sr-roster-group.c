/* Who is on duty, or away, now and later.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-roster-group"

#include "config.h"

#include "ui/preferences/sr-roster-group.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-action-form.h"

/**
 * SrRosterGroup:
 *
 * One row for each duty, or each absence, that is not over, the first one first; a row opens its form.
 * The description says who it is now. Duties of years are many, so they are asked of the room and not
 * kept in its configuration.
 */
struct _SrRosterGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *add_button;

  /* owned */
  SrRoom              *room;
  GPtrArray           *records;
  GPtrArray           *rows;
  GCancellable        *cancellable;

  /* borrowed */
  const SrRecordKind  *kind;
};

G_DEFINE_FINAL_TYPE (SrRosterGroup, sr_roster_group, ADW_TYPE_PREFERENCES_GROUP)

/* Two kinds, and the same in both: who, from when, until when. */
static const struct
{
  const SrRecordKind *kind;
  guint               staff;
  guint               from;
  guint               until;
  guint               remark;
  const char         *now;
  const char         *nobody;
} shapes[] = {
  { &sr_duty_kind, SR_DUTY_STAFF, SR_DUTY_FROM, SR_DUTY_UNTIL, SR_DUTY_REMARK,
    /* Translators: {names} stays as it is, and becomes names of people */
    N_("On duty now: {names}"),
    N_("Nobody is on the roster now: an emergency is told to all who take calls or do the work") },
  { &sr_absence_kind, SR_ABSENCE_STAFF, SR_ABSENCE_FROM, SR_ABSENCE_UNTIL, SR_ABSENCE_REMARK,
    /* Translators: {names} stays as it is, and becomes names of people */
    N_("Away now: {names}"),
    N_("Nobody is away now. The deadlines of who is away are told to the deputy, or to the lead") },
};

static guint
get_shape (SrRosterGroup *self)
{
  guint shape = 0;

  while (shapes[shape].kind != self->kind)
    shape++;

  return shape;
}

static const char *
get_name (SrRosterGroup *self,
          const SrRow   *record,
          guint          field)
{
  return sr_configuration_get_label (sr_room_get_configuration (self->room), sr_staff_kind.name,
                                     sr_row_get_integer (record, field));
}

static char *
describe (SrRosterGroup *self,
          const SrRow   *record)
{
  guint shape = get_shape (self);
  const char *zone = sr_room_get_zone (self->room);
  gint64 now = sr_room_get_now (self->room);
  g_autofree char *from = sr_due_when (sr_row_get_integer (record, shapes[shape].from), zone, now);
  g_autofree char *until = sr_due_when (sr_row_get_integer (record, shapes[shape].until), zone, now);
  const char *remark = sr_row_get_text (record, shapes[shape].remark);
  /* Translators: two times: from, until */
  g_autofree char *stretch = g_strdup_printf (C_("roster", "%s to %s"), from, until);
  g_autofree char *deputy = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_ptr_array_add (parts, stretch);
  if (self->kind == &sr_absence_kind && !sr_row_is_null (record, SR_ABSENCE_DEPUTY))
    {
      /* Translators: the name of a person */
      deputy = g_strdup_printf (_("Deputy: %s"), get_name (self, record, SR_ABSENCE_DEPUTY));
      g_ptr_array_add (parts, deputy);
    }
  if (remark != NULL && *remark != '\0')
    g_ptr_array_add (parts, (char *) remark);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* Who it is now, in words. */
static char *
describe_now (SrRosterGroup *self)
{
  guint shape = get_shape (self);
  gint64 now = sr_room_get_now (self->room);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;
  GString *words;

  for (guint i = 0; i < self->records->len; i++)
    {
      const SrRow *record = g_ptr_array_index (self->records, i);

      if (sr_row_get_integer (record, shapes[shape].from) <= now)
        g_ptr_array_add (names, (char *) get_name (self, record, shapes[shape].staff));
    }
  if (names->len == 0)
    return g_strdup (_(shapes[shape].nobody));

  g_ptr_array_add (names, NULL);
  list = g_strjoinv (_(", "), (char **) names->pdata);

  words = g_string_new (_(shapes[shape].now));
  g_string_replace (words, "{names}", list, 0);

  return g_string_free (words, FALSE);
}

static void
on_row_activated_cb (SrRosterGroup *self,
                     GtkWidget     *row)
{
  guint place;

  if (g_ptr_array_find (self->rows, row, &place))
    sr_action_form_present_record (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->room,
                                   self->kind, g_ptr_array_index (self->records, place), "edit", NULL);
}

static void
on_add_clicked_cb (SrRosterGroup *self)
{
  sr_action_form_present_record (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->room,
                                 self->kind, NULL, "create", NULL);
}

static void
add_row (SrRosterGroup *self,
         const SrRow   *record,
         gboolean       editable)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (self, record);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 get_name (self, record, shapes[get_shape (self)].staff));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (editable)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (SrRosterGroup *self)
{
  const char *why_not = sr_record_group_why_not (self->room, self->kind);
  g_autofree char *now = describe_now (self);
  g_autofree char *both = why_not != NULL ? g_strjoin ("\n", now, why_not, NULL) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < self->records->len; i++)
    add_row (self, g_ptr_array_index (self->records, i), why_not == NULL);

  gtk_widget_set_sensitive (self->add_button, why_not == NULL);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), both != NULL ? both : now);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = sr_room_list_roster_finish (SR_ROOM (source), result, &error);
  SrRosterGroup *self = user_data;

  /* It may be gone then. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (records == NULL)
    {
      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), error->message);
      return;
    }

  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = g_steal_pointer (&records);
  fill (self);
}

static void
load (SrRosterGroup *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  sr_room_list_roster_async (self->room, self->kind, self->cancellable, on_loaded_cb, self);
}

static void
on_changed_cb (SrRosterGroup *self,
               const char    *kind,
               gint64         record)
{
  if (g_str_equal (kind, self->kind->name))
    load (self);
}

static void
sr_roster_group_dispose (GObject *object)
{
  SrRosterGroup *self = SR_ROSTER_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_roster_group_parent_class)->dispose (object);
}

static void
sr_roster_group_class_init (SrRosterGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_roster_group_dispose;
}

static void
sr_roster_group_init (SrRosterGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, _("Add"));
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (on_add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
}

/**
 * sr_roster_group_set_room:
 * @kind: duty or absence
 */
void
sr_roster_group_set_room (SrRosterGroup      *self,
                          SrRoom             *room,
                          const SrRecordKind *kind)
{
  g_autofree char *name = NULL;

  g_return_if_fail (SR_IS_ROSTER_GROUP (self));
  g_return_if_fail (self->room == NULL);

  self->room = g_object_ref (room);
  self->kind = kind;
  name = g_strdup_printf (_("Add: %s"), _(kind->label));
  sr_accessible_set_name (self->add_button, name);
  g_signal_connect_object (room, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  /* Whoever is listed may be called otherwise. */
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  load (self);
}
