/* How quickly the room promises to answer, by priority.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-targets-group"

#include "config.h"

#include "ui/preferences/sr-targets-group.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-duration.h"
#include "domain/time/sr-instant.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/widgets/sr-accessible.h"

/* What the table shows: a line for each priority, a column for each clock. */
static const char *const clocks[] = { "accept", "first_response", "resolution" };
#define N_CLOCKS G_N_ELEMENTS (clocks)
#define N_PRIORITIES 4

/**
 * SrTargetsGroup:
 *
 * A policy is never changed: applying makes its next version with every target, those that the table
 * does not show as they were. Requests that were registered before keep theirs.
 */
struct _SrTargetsGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *apply_button;
  GtkEntry            *entries[N_PRIORITIES][N_CLOCKS];
  GtkDropDown         *bases[N_PRIORITIES];
  GtkLabel            *error_label;

  /* owned */
  SrRoom              *room;

  /* state */
  gint64               policy;
  gboolean             filling;
};

enum
{
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrTargetsGroup, sr_targets_group, ADW_TYPE_PREFERENCES_GROUP)

static void
get_setting (SrTargetsGroup *self,
             SrSetting      *setting)
{
  sr_configuration_get_setting (sr_room_get_configuration (self->room), 0, 0,
                                sr_room_get_now (self->room), setting);
}

/* The target of a cell, NULL if the policy has none; those of single types are not shown. */
static const SrRow *
find_target (GPtrArray *targets,
             guint      priority,
             guint      clock)
{
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      const SrRow *target = g_ptr_array_index (targets, i);

      if (sr_row_is_null (target, SR_TARGET_SERVICE_TYPE) &&
          sr_row_is (target, SR_TARGET_PRIORITY, sr_priorities[priority].value) &&
          sr_row_is (target, SR_TARGET_CLOCK, clocks[clock]))
        return target;
    }

  return NULL;
}

/* Which cell shows the target; FALSE if none does. */
static gboolean
find_cell (const SrRow *target,
           guint       *out_priority,
           guint       *out_clock)
{
  if (!sr_row_is_null (target, SR_TARGET_SERVICE_TYPE))
    return FALSE;

  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      for (guint j = 0; j < N_CLOCKS; j++)
        {
          if (sr_row_is (target, SR_TARGET_PRIORITY, sr_priorities[i].value) &&
              sr_row_is (target, SR_TARGET_CLOCK, clocks[j]))
            {
              *out_priority = i;
              *out_clock = j;
              return TRUE;
            }
        }
    }

  return FALSE;
}

static char *
describe_target (const SrRow *target)
{
  SrDuration duration = { 0, 0 };

  if (target == NULL)
    return g_strdup ("");

  duration.seconds = sr_row_get_integer (target, SR_TARGET_SECONDS);
  duration.workdays = (guint) sr_row_get_integer (target, SR_TARGET_WORKDAYS);

  return sr_duration_to_string (&duration);
}

static void
show_error (SrTargetsGroup *self,
            const char     *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static void
fill (SrTargetsGroup *self)
{
  SrSetting setting = { 0 };
  const char *why_not = sr_record_group_why_not (self->room, &sr_policy_kind);

  get_setting (self, &setting);
  self->filling = TRUE;
  self->policy = setting.policy;
  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      const SrRow *resolution = find_target (setting.targets, i, N_CLOCKS - 1);

      for (guint j = 0; j < N_CLOCKS; j++)
        {
          g_autofree char *text = describe_target (find_target (setting.targets, i, j));

          gtk_editable_set_text (GTK_EDITABLE (self->entries[i][j]), text);
          gtk_editable_set_editable (GTK_EDITABLE (self->entries[i][j]), why_not == NULL);
        }
      gtk_drop_down_set_selected (self->bases[i],
                                  resolution != NULL &&
                                  sr_row_is (resolution, SR_TARGET_TIME_BASIS, "real") ? 1 : 0);
      gtk_widget_set_sensitive (GTK_WIDGET (self->bases[i]), why_not == NULL);
    }
  self->filling = FALSE;

  adw_preferences_group_set_description
    (ADW_PREFERENCES_GROUP (self),
     why_not != NULL ? why_not : _("Hours and minutes such as 1h30m, or working days such as 3wd; empty for no target"));
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  show_error (self, NULL);
}

static void
on_configuration_cb (SrTargetsGroup *self)
{
  SrSetting setting = { 0 };

  get_setting (self, &setting);
  if (setting.policy != self->policy)
    fill (self);
}

/* Reads one cell; an empty one is a target that is not set. */
static gboolean
read_cell (GtkEntry    *entry,
           SrDuration  *duration,
           GError     **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  *duration = (SrDuration) { 0, 0 };

  return *text == '\0' || sr_duration_parse (text, duration, error);
}

static gboolean
check (SrTargetsGroup *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      for (guint j = 0; j < N_CLOCKS; j++)
        {
          GtkWidget *entry = GTK_WIDGET (self->entries[i][j]);
          SrDuration duration;

          gtk_widget_remove_css_class (entry, "error");
          if (!read_cell (self->entries[i][j], &duration, error == NULL ? &error : NULL))
            gtk_widget_add_css_class (entry, "error");
        }
    }

  show_error (self, error != NULL ? error->message : NULL);

  return error == NULL;
}

static void
on_changed_cb (SrTargetsGroup *self)
{
  if (!self->filling)
    gtk_widget_set_sensitive (self->apply_button, check (self));
}

/* Applying */

static SrAct *
create_policy (SrTargetsGroup *self)
{
  SrConfiguration *configuration = sr_room_get_configuration (self->room);
  const SrRow *present = sr_configuration_find (configuration, &sr_policy_kind, self->policy);
  gint64 version = present != NULL ? sr_row_get_integer (present, SR_POLICY_VERSION) + 1 : 1;
  SrAct *act = sr_act_new (&sr_policy_kind, 0, "create");
  g_autofree char *now = sr_instant_to_iso (sr_room_get_now (self->room),
                                            sr_room_get_zone (self->room));
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *before = NULL;
  g_autofree char *suffix = NULL;

  base = g_strdup (present != NULL ? sr_row_get_text (present, SR_POLICY_NAME)
                                   : _("Service targets"));
  /* "Service targets, version 2" becomes "Service targets, version 3", in any language. */
  before = g_strdup_printf ("%" G_GINT64_FORMAT, version - 1);
  suffix = g_strdup_printf (_("%1$s, version %2$s"), "", before);
  if (g_str_has_suffix (base, suffix))
    base[strlen (base) - strlen (suffix)] = '\0';
  /* Translators: the name of a policy, and which version of it */
  name = g_strdup_printf (_("%1$s, version %2$s"), base, number);

  sr_act_set (act, "name", name);
  sr_act_set (act, "version", number);
  sr_act_set (act, "effective_from", now);
  sr_act_set (act, "decided_by", sr_row_get_text (sr_room_get_staff (self->room), SR_STAFF_NAME));

  return act;
}

static void
set_duration (SrAct            *act,
              const SrDuration *duration)
{
  g_autofree char *text = NULL;

  if (duration->workdays > 0)
    {
      text = g_strdup_printf ("%u", duration->workdays);
      sr_act_set (act, "workdays", text);
    }
  else
    {
      text = g_strdup_printf ("%" G_GINT64_FORMAT "s", duration->seconds);
      sr_act_set (act, "seconds", text);
    }
}

static SrAct *
create_target (const char       *clock,
               const char       *priority,
               gint64            service_type,
               const SrDuration *duration,
               const char       *basis)
{
  SrAct *act = sr_act_new (&sr_target_kind, 0, "create");

  sr_act_set (act, "policy", "@1");
  sr_act_set (act, "clock", clock);
  sr_act_set (act, "priority", priority);
  if (service_type != 0)
    {
      g_autofree char *type = g_strdup_printf ("#%" G_GINT64_FORMAT, service_type);

      sr_act_set (act, "service_type", type);
    }
  sr_act_set (act, "time_basis", basis);
  set_duration (act, duration);

  return act;
}

static void
add_cells (SrTargetsGroup *self,
           GPtrArray      *acts)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      const char *basis = sr_time_bases[gtk_drop_down_get_selected (self->bases[i])].value;

      for (guint j = 0; j < N_CLOCKS; j++)
        {
          SrDuration duration;

          if (read_cell (self->entries[i][j], &duration, NULL) &&
              (duration.seconds > 0 || duration.workdays > 0))
            g_ptr_array_add (acts, create_target (clocks[j], sr_priorities[i].value, 0, &duration,
                                                  basis));
        }
    }
}

/* The targets that the table does not show go into the next version as they are. */
static void
add_others (GPtrArray *targets,
            GPtrArray *acts)
{
  for (guint i = 0; targets != NULL && i < targets->len; i++)
    {
      const SrRow *target = g_ptr_array_index (targets, i);
      SrDuration duration = { 0, 0 };
      guint priority;
      guint clock;

      if (find_cell (target, &priority, &clock))
        continue;

      duration.seconds = sr_row_get_integer (target, SR_TARGET_SECONDS);
      duration.workdays = (guint) sr_row_get_integer (target, SR_TARGET_WORKDAYS);
      g_ptr_array_add (acts, create_target (sr_row_get_text (target, SR_TARGET_CLOCK),
                                            sr_row_get_text (target, SR_TARGET_PRIORITY),
                                            sr_row_get_integer (target, SR_TARGET_SERVICE_TYPE),
                                            &duration,
                                            sr_row_get_text (target, SR_TARGET_TIME_BASIS)));
    }
}

static void
on_applied_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SrTargetsGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);

  if (outcomes == NULL)
    {
      show_error (self, error->message);
      gtk_widget_set_sensitive (self->apply_button, TRUE);
      return;
    }

  g_signal_emit (self, signals[SAID], 0, _("The targets hold for requests from now on."));
}

static void
on_apply_clicked_cb (SrTargetsGroup *self)
{
  GPtrArray *acts = NULL;
  SrSetting setting = { 0 };

  if (!check (self))
    return;

  get_setting (self, &setting);
  acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_ptr_array_add (acts, create_policy (self));
  add_cells (self, acts);
  add_others (setting.targets, acts);
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  sr_room_act_async (self->room, acts, NULL, on_applied_cb, g_object_ref (self));
}

/* The table */

static GtkWidget *
create_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
add_line (SrTargetsGroup *self,
          GtkGrid        *grid,
          guint           priority)
{
  const char *name = sr_choice_label (sr_priorities, sr_priorities[priority].value);
  GtkWidget *label = gtk_label_new (name);
  g_autoptr (GtkStringList) bases = gtk_string_list_new (NULL);
  int line = (int) priority + 1;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_grid_attach (grid, label, 0, line, 1, 1);
  for (guint i = 0; i < N_CLOCKS; i++)
    {
      GtkWidget *entry = gtk_entry_new ();
      g_autofree char *full = g_strdup_printf ("%s: %s", name,
                                               sr_choice_label (sr_clock_kinds, clocks[i]));

      self->entries[priority][i] = GTK_ENTRY (entry);
      gtk_editable_set_width_chars (GTK_EDITABLE (entry), 7);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 7);
      gtk_widget_set_hexpand (entry, TRUE);
      gtk_widget_add_css_class (entry, "numeric");
      gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, full,
                                      -1);
      g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (grid, entry, (int) i + 1, line, 1, 1);
    }

  for (guint i = 0; sr_time_bases[i].value != NULL; i++)
    gtk_string_list_append (bases, sr_choice_label (sr_time_bases, sr_time_bases[i].value));
  self->bases[priority] = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&bases)),
                                                            NULL));
  sr_accessible_set_name (GTK_WIDGET (self->bases[priority]), name);
  g_signal_connect_object (self->bases[priority], "notify::selected", G_CALLBACK (on_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_grid_attach (grid, GTK_WIDGET (self->bases[priority]), N_CLOCKS + 1, line, 1, 1);
}

static GtkWidget *
create_table (SrTargetsGroup *self)
{
  GtkGrid *grid = GTK_GRID (gtk_grid_new ());

  gtk_grid_set_column_spacing (grid, 10);
  gtk_grid_set_row_spacing (grid, 8);
  gtk_widget_add_css_class (GTK_WIDGET (grid), "form-row");
  for (guint i = 0; i < N_CLOCKS; i++)
    gtk_grid_attach (grid, create_heading (sr_choice_label (sr_clock_kinds, clocks[i])),
                     (int) i + 1, 0, 1, 1);
  gtk_grid_attach (grid, create_heading (_("Counted in")), N_CLOCKS + 1, 0, 1, 1);
  for (guint i = 0; i < N_PRIORITIES; i++)
    add_line (self, grid, i);

  return GTK_WIDGET (grid);
}

static void
sr_targets_group_dispose (GObject *object)
{
  g_clear_object (&SR_TARGETS_GROUP (object)->room);

  G_OBJECT_CLASS (sr_targets_group_parent_class)->dispose (object);
}

static void
sr_targets_group_class_init (SrTargetsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_targets_group_dispose;

  signals[SAID] =
    g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sr_targets_group_init (SrTargetsGroup *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->apply_button = gtk_button_new_with_mnemonic (_("_Apply"));
  gtk_widget_set_valign (self->apply_button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->apply_button, "clicked", G_CALLBACK (on_apply_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->apply_button);

  self->error_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->error_label, TRUE);
  gtk_label_set_xalign (self->error_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error_label), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->error_label), "form-row");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);

  self->filling = TRUE;
  gtk_box_append (GTK_BOX (box), create_table (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error_label));
  self->filling = FALSE;
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

void
sr_targets_group_set_room (SrTargetsGroup *self,
                           SrRoom         *room)
{
  g_return_if_fail (SR_IS_TARGETS_GROUP (self));
  g_return_if_fail (self->room == NULL);

  self->room = g_object_ref (room);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (on_configuration_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}
