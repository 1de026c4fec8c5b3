/* The records of one small kind, to look at, add and edit.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-record-group"

#include "config.h"

#include "ui/preferences/sr-record-group.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/widgets/sr-action-form.h"

/**
 * SrRecordGroup:
 *
 * One row for each record of the configuration, in the order of the room; a row opens its form. The
 * group follows the configuration, so what was added or edited shows by itself.
 */
struct _SrRecordGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *add_button;

  /* owned */
  SrRoom              *room;
  GPtrArray           *rows;

  /* borrowed */
  const SrRecordKind  *kind;
};

G_DEFINE_FINAL_TYPE (SrRecordGroup, sr_record_group, ADW_TYPE_PREFERENCES_GROUP)

static char *
describe_staff (SrConfiguration *configuration,
                const SrRow     *row)
{
  g_auto (GStrv) roles = sr_row_get_list (row, SR_STAFF_ROLES);
  const char *team = sr_configuration_get_label (configuration, "team",
                                                 sr_row_get_integer (row, SR_STAFF_TEAM));
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; roles[i] != NULL; i++)
    g_ptr_array_add (words, (char *) sr_choice_label (sr_roles, roles[i]));
  g_ptr_array_add (words, NULL);
  list = g_strjoinv (_(", "), (char **) words->pdata);

  return g_strjoin (" · ", sr_row_get_text (row, SR_STAFF_LOGIN), list,
                    *team != '\0' ? team : NULL, NULL);
}

static char *
describe (SrConfiguration    *configuration,
          const SrRecordKind *kind,
          const SrRow        *row)
{
  if (kind == &sr_staff_kind)
    return describe_staff (configuration, row);

  if (kind == &sr_service_type_kind)
    return g_strdup (sr_choice_label (sr_type_families,
                                      sr_row_get_text (row, SR_SERVICE_TYPE_FAMILY)));

  if (kind == &sr_request_template_kind)
    return g_strdup (sr_configuration_get_label (configuration, "service-type",
                                                 sr_row_get_integer (row,
                                                                     SR_REQUEST_TEMPLATE_TYPE)));

  if (kind == &sr_team_kind)
    return g_strdup (sr_configuration_get_label (configuration, "staff",
                                                 sr_row_get_integer (row, SR_TEAM_LEAD)));

  return g_strdup ("");
}

static void
on_row_activated_cb (SrRecordGroup *self,
                     GtkWidget     *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "record");
  const SrRow *record = sr_configuration_find (sr_room_get_configuration (self->room), self->kind,
                                               *id);

  if (record != NULL)
    sr_action_form_present_record (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   self->room, self->kind, record, "edit", NULL);
}

static void
on_add_clicked_cb (SrRecordGroup *self)
{
  sr_action_form_present_record (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 self->room, self->kind, NULL, "create", NULL);
}

static GtkWidget *
create_row (SrRecordGroup *self,
            const SrRow   *record,
            gboolean       editable)
{
  SrConfiguration *configuration = sr_room_get_configuration (self->room);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *subtitle = describe (configuration, self->kind, record);
  gint64 id = sr_row_get_id (record);
  int active = sr_record_kind_find_field (self->kind, "active");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 sr_configuration_get_label (configuration, self->kind->name, id));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (active >= 0 && sr_row_get_integer (record, (guint) active) == 0)
    {
      GtkWidget *label = gtk_label_new (_("Not active"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  if (editable)
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

      adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_set_data_full (G_OBJECT (row), "record", g_memdup2 (&id, sizeof id), g_free);

  return row;
}

static void
fill (SrRecordGroup *self)
{
  GPtrArray *records = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                                  self->kind);
  const char *why_not = sr_record_group_why_not (self->room, self->kind);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < records->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (records, i), why_not == NULL);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }

  gtk_widget_set_sensitive (self->add_button, why_not == NULL);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), why_not);
}

static void
sr_record_group_dispose (GObject *object)
{
  SrRecordGroup *self = SR_RECORD_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_record_group_parent_class)->dispose (object);
}

static void
sr_record_group_class_init (SrRecordGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_record_group_dispose;
}

static void
sr_record_group_init (SrRecordGroup *self)
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
 * sr_record_group_set_room:
 * @kind: one of the kinds that the configuration keeps
 */
void
sr_record_group_set_room (SrRecordGroup      *self,
                          SrRoom             *room,
                          const SrRecordKind *kind)
{
  g_autofree char *name = NULL;

  g_return_if_fail (SR_IS_RECORD_GROUP (self));
  g_return_if_fail (self->room == NULL);

  self->room = g_object_ref (room);
  self->kind = kind;
  /* Translators: a kind of record: "Add: Team" */
  name = g_strdup_printf (_("Add: %s"), _(kind->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}

/**
 * sr_record_group_why_not:
 *
 * Returns: (nullable): why the person may not change records of the kind
 */
const char *
sr_record_group_why_not (SrRoom             *room,
                         const SrRecordKind *kind)
{
  const SrAction *create = sr_action_find (kind, "create");

  if (create != NULL && (create->roles & sr_room_get_roles (room)) != 0)
    return NULL;

  return _("Only a manager may change this.");
}
