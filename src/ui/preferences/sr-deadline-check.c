/* The steps of any deadline.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-check"

#include "config.h"

#include "ui/preferences/sr-deadline-check.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-clock-edit.h"
#include "models/sr-due.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-deadline-table.h"
#include "ui/widgets/sr-instant-entry.h"

/* What the targets decide by themselves. */
static const char *const clocks[] = { "accept", "first_response", "resolution" };

/**
 * SrDeadlineCheck:
 *
 * Takes a type, a priority, a clock and an instant of receipt, and shows when it would be due and the
 * days that lead there: by the targets as they are typed, so that they are seen before they hold.
 */
struct _SrDeadlineCheck
{
  AdwPreferencesGroup  parent_instance;

  GtkDropDown         *type_drop_down;
  GtkDropDown         *priority_drop_down;
  GtkDropDown         *clock_drop_down;
  SrInstantEntry      *received_entry;
  GtkLabel            *sentence_label;
  GtkGrid             *table;

  /* owned */
  SrRoom              *room;
  GPtrArray           *targets;
  GArray              *types;    /* of gint64: what the drop-down lists */
};

G_DEFINE_FINAL_TYPE (SrDeadlineCheck, sr_deadline_check, ADW_TYPE_PREFERENCES_GROUP)

static void
show_lines (SrDeadlineCheck *self,
            const char      *sentence,
            GPtrArray       *lines)
{
  gtk_label_set_label (self->sentence_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->table), lines != NULL);
  if (lines != NULL)
    sr_deadline_table_fill (self->table, lines, FALSE);
}

static gint64
get_type_chosen (SrDeadlineCheck *self)
{
  guint selected = gtk_drop_down_get_selected (self->type_drop_down);

  return selected < self->types->len ? g_array_index (self->types, gint64, selected) : 0;
}

/* Empty is now. */
static gboolean
read_received (SrDeadlineCheck  *self,
               gint64           *out_received,
               GError          **error)
{
  g_autofree char *text = g_strstrip (g_strdup (sr_instant_entry_get_text (self->received_entry)));

  *out_received = sr_room_get_now (self->room);

  return *text == '\0' || sr_instant_entry_get_instant (self->received_entry, out_received, error);
}

/* A clock that starts then, as the gate would make it. */
static void
explain (SrDeadlineCheck   *self,
         const SrSetting   *setting,
         const char        *kind,
         const SrAllowance *allowance,
         gint64             received)
{
  g_autoptr (SrClockEdit) edit = sr_clock_edit_new (setting, kind, 0, 1, allowance, received);
  g_autoptr (GPtrArray) intervals = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *when = NULL;
  g_autofree char *sentence = NULL;

  sr_clock_edit_run (edit, received);
  lines = sr_deadline_explain (edit->clock, intervals, setting, received);
  when = sr_due_when (sr_row_get_integer (edit->clock, SR_CLOCK_DUE_AT), sr_room_get_zone (self->room),
                      sr_room_get_now (self->room));
  /* Translators: a clock, "Resolution", and when it is due */
  sentence = g_strdup_printf (_("%1$s due %2$s"), sr_choice_label (sr_clock_kinds, kind), when);
  show_lines (self, sentence, lines);
}

static void
check (SrDeadlineCheck *self)
{
  const char *kind = clocks[gtk_drop_down_get_selected (self->clock_drop_down)];
  const char *priority =
    sr_priorities[gtk_drop_down_get_selected (self->priority_drop_down)].value;
  g_autoptr (GError) error = NULL;
  SrSetting setting = { 0 };
  SrAllowance allowance;
  gint64 received;

  if (self->room == NULL || self->targets == NULL)
    return;

  if (!read_received (self, &received, &error))
    {
      show_lines (self, error->message, NULL);
      return;
    }

  sr_configuration_get_setting (sr_room_get_configuration (self->room), get_type_chosen (self), 0,
                                received, &setting);
  setting.targets = self->targets;
  if (sr_allowance_find (&setting, kind, get_type_chosen (self), priority, FALSE, received,
                         &allowance))
    explain (self, &setting, kind, &allowance, received);
  else
    show_lines (self, _("There is no target for it: it is never late."), NULL);
}

static void
fill_types (SrDeadlineCheck *self)
{
  GPtrArray *types = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                                &sr_service_type_kind);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->types, 0);
  for (guint i = 0; i < types->len; i++)
    {
      const SrRow *type = g_ptr_array_index (types, i);
      gint64 id = sr_row_get_id (type);

      if (sr_row_get_integer (type, SR_SERVICE_TYPE_ACTIVE) == 0)
        continue;

      gtk_string_list_append (names, sr_row_get_text (type, SR_SERVICE_TYPE_NAME));
      g_array_append_val (self->types, id);
    }
  gtk_drop_down_set_model (self->type_drop_down, G_LIST_MODEL (names));
}

static GtkDropDown *
add_drop_down (SrDeadlineCheck *self,
               GtkWidget       *box,
               const char      *title,
               GtkStringList   *labels)
{
  GtkWidget *drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);

  gtk_widget_set_hexpand (drop_down, TRUE);
  sr_accessible_set_name (drop_down, title);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (check), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), drop_down);

  return GTK_DROP_DOWN (drop_down);
}

static GtkWidget *
create_choices (SrDeadlineCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkStringList *priorities = gtk_string_list_new (NULL);
  GtkStringList *kinds = gtk_string_list_new (NULL);

  for (guint i = 0; sr_priorities[i].value != NULL; i++)
    gtk_string_list_append (priorities, sr_choice_label (sr_priorities, sr_priorities[i].value));
  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    gtk_string_list_append (kinds, sr_choice_label (sr_clock_kinds, clocks[i]));

  gtk_widget_add_css_class (box, "form-row");
  self->type_drop_down = add_drop_down (self, box, _("Service type"), NULL);
  self->priority_drop_down = add_drop_down (self, box, _("Priority"), priorities);
  self->clock_drop_down = add_drop_down (self, box, _("Clock"), kinds);
  gtk_drop_down_set_selected (self->clock_drop_down, G_N_ELEMENTS (clocks) - 1);

  return box;
}

static GtkWidget *
create_received (SrDeadlineCheck *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_("Received"));

  self->received_entry = SR_INSTANT_ENTRY (sr_instant_entry_new (_("Received"), FALSE));
  gtk_widget_add_css_class (box, "form-row");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->received_entry));
  g_signal_connect_object (self->received_entry, "changed", G_CALLBACK (check), self,
                           G_CONNECT_SWAPPED);

  return box;
}

static void
sr_deadline_check_dispose (GObject *object)
{
  SrDeadlineCheck *self = SR_DEADLINE_CHECK (object);

  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->types, g_array_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_deadline_check_parent_class)->dispose (object);
}

static void
sr_deadline_check_class_init (SrDeadlineCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_deadline_check_dispose;
}

static void
sr_deadline_check_init (SrDeadlineCheck *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *sentence = gtk_label_new (NULL);
  GtkWidget *table = gtk_grid_new ();

  self->types = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sentence_label = GTK_LABEL (sentence);
  self->table = GTK_GRID (table);
  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_selectable (GTK_LABEL (sentence), TRUE);
  gtk_widget_add_css_class (sentence, "form-row");
  gtk_widget_add_css_class (sentence, "heading");
  gtk_widget_add_css_class (sentence, "numeric");
  gtk_widget_add_css_class (table, "form-row");
  gtk_grid_set_column_spacing (GTK_GRID (table), 12);
  gtk_grid_set_row_spacing (GTK_GRID (table), 4);

  gtk_box_append (GTK_BOX (box), create_choices (self));
  gtk_box_append (GTK_BOX (box), create_received (self));
  gtk_box_append (GTK_BOX (box), sentence);
  gtk_box_append (GTK_BOX (box), table);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/**
 * sr_deadline_check_set_room:
 */
void
sr_deadline_check_set_room (SrDeadlineCheck *self,
                            SrRoom          *room)
{
  g_return_if_fail (SR_IS_DEADLINE_CHECK (self));
  g_return_if_fail (self->room == NULL);

  self->room = g_object_ref (room);
  sr_instant_entry_set_zone (self->received_entry, sr_room_get_zone (room));
  fill_types (self);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (check), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sr_deadline_check_set_targets:
 * @targets: (element-type SrRow): of kind target; copied
 *
 * The targets to check by, from now on.
 */
void
sr_deadline_check_set_targets (SrDeadlineCheck *self,
                               GPtrArray       *targets)
{
  g_return_if_fail (SR_IS_DEADLINE_CHECK (self));

  g_clear_pointer (&self->targets, g_ptr_array_unref);
  self->targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  for (guint i = 0; i < targets->len; i++)
    g_ptr_array_add (self->targets, sr_row_copy (g_ptr_array_index (targets, i)));
  check (self);
}
