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
#include "domain/service/sr-request-clocks.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-duration.h"
#include "domain/time/sr-instant.h"
#include "models/sr-due.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/preferences/sr-replay-window.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-instant-entry.h"

/* What the table shows: a line for each priority, a column for each clock. */
static const char *const clocks[] = { "accept", "first_response", "resolution" };
#define N_CLOCKS G_N_ELEMENTS (clocks)
#define N_PRIORITIES 4
/* Types may be nested; a ring, which no rule makes, must not hang the list. */
#define MAX_DEPTH 16

/**
 * SrTargetsGroup:
 *
 * A policy is never changed: applying makes its next version with every target, those that the table
 * does not show as they were. It holds for requests that are registered from its date on; those from
 * before keep theirs. What is typed goes into a draft, of all types; the table shows one of them.
 */
struct _SrTargetsGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *apply_button;
  GtkWidget           *try_button;
  GtkDropDown         *type_drop_down;
  SrInstantEntry      *from_entry;
  GtkEntry            *entries[N_PRIORITIES][N_CLOCKS];
  GtkDropDown         *bases[N_PRIORITIES];
  GtkLabel            *error_label;

  /* owned */
  SrRoom              *room;
  GPtrArray           *draft;     /* of SrRow of kind target */
  GArray              *types;     /* of gint64: ids of the types in the drop-down; 0 for all */

  /* state */
  gint64               policy;
  guint                n_policies;  /* one may be still to come */
  gboolean             filling;
  gboolean             drafted;  /* the draft is other than what holds */
};

enum
{
  DRAFTED,
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

static guint
count_policies (SrTargetsGroup *self)
{
  return sr_configuration_get_rows (sr_room_get_configuration (self->room), &sr_policy_kind)->len;
}

/* The draft */

static gint64
get_type_shown (SrTargetsGroup *self)
{
  guint selected = gtk_drop_down_get_selected (self->type_drop_down);

  return selected < self->types->len ? g_array_index (self->types, gint64, selected) : 0;
}

/* The target of a cell in the draft; NULL if there is none. */
static SrRow *
find_target (SrTargetsGroup *self,
             guint           priority,
             guint           clock)
{
  for (guint i = 0; i < self->draft->len; i++)
    {
      SrRow *target = g_ptr_array_index (self->draft, i);

      if (sr_row_get_integer (target, SR_TARGET_SERVICE_TYPE) == get_type_shown (self) &&
          sr_row_is (target, SR_TARGET_PRIORITY, sr_priorities[priority].value) &&
          sr_row_is (target, SR_TARGET_CLOCK, clocks[clock]))
        return target;
    }

  return NULL;
}

static const char *
get_basis (SrTargetsGroup *self,
           guint           priority)
{
  return sr_time_bases[gtk_drop_down_get_selected (self->bases[priority])].value;
}

static void
store_cell (SrTargetsGroup   *self,
            guint             priority,
            guint             clock,
            const SrDuration *duration)
{
  SrRow *target = find_target (self, priority, clock);

  if (duration->seconds == 0 && duration->workdays == 0)
    {
      if (target != NULL)
        g_ptr_array_remove (self->draft, target);
      return;
    }

  if (target == NULL)
    {
      target = sr_row_new (&sr_target_kind);
      sr_row_set_text (target, SR_TARGET_CLOCK, clocks[clock]);
      sr_row_set_text (target, SR_TARGET_PRIORITY, sr_priorities[priority].value);
      if (get_type_shown (self) != 0)
        sr_row_set_integer (target, SR_TARGET_SERVICE_TYPE, get_type_shown (self));
      g_ptr_array_add (self->draft, target);
    }
  sr_row_set_null (target, SR_TARGET_SECONDS);
  sr_row_set_null (target, SR_TARGET_WORKDAYS);
  if (duration->workdays > 0)
    sr_row_set_integer (target, SR_TARGET_WORKDAYS, duration->workdays);
  else
    sr_row_set_integer (target, SR_TARGET_SECONDS, duration->seconds);
  sr_row_set_text (target, SR_TARGET_TIME_BASIS, get_basis (self, priority));
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

/* What holds where a cell is empty. */
static char *
describe_inherited (SrTargetsGroup *self,
                    guint           priority,
                    guint           clock)
{
  SrSetting setting = { 0 };

  get_setting (self, &setting);
  setting.targets = self->draft;

  return describe_target (sr_setting_find_target (&setting, clocks[clock], get_type_shown (self),
                                                  sr_priorities[priority].value));
}

static void
show_error (SrTargetsGroup *self,
            const char     *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static void
fill_line (SrTargetsGroup *self,
           guint           priority)
{
  const SrRow *any = NULL;

  for (guint i = 0; i < N_CLOCKS; i++)
    {
      const SrRow *target = find_target (self, priority, i);
      g_autofree char *text = describe_target (target);
      g_autofree char *inherited = target == NULL ? describe_inherited (self, priority, i) : NULL;

      any = target != NULL ? target : any;
      gtk_editable_set_text (GTK_EDITABLE (self->entries[priority][i]), text);
      gtk_entry_set_placeholder_text (self->entries[priority][i], inherited);
      gtk_widget_remove_css_class (GTK_WIDGET (self->entries[priority][i]), "error");
    }

  /* That of the last clock, the resolution. */
  gtk_drop_down_set_selected (self->bases[priority],
                              any != NULL && sr_row_is (any, SR_TARGET_TIME_BASIS, "real") ? 1 : 0);
}

static void
fill_table (SrTargetsGroup *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < N_PRIORITIES; i++)
    fill_line (self, i);
  self->filling = FALSE;
  show_error (self, NULL);
}

/* The policies that are still to come. */
static char *
describe_coming (SrTargetsGroup *self)
{
  GPtrArray *policies = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                                   &sr_policy_kind);
  gint64 now = sr_room_get_now (self->room);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < policies->len; i++)
    {
      const SrRow *policy = g_ptr_array_index (policies, i);
      gint64 from = sr_row_get_integer (policy, SR_POLICY_EFFECTIVE_FROM);
      g_autofree char *when = NULL;

      if (from <= now)
        continue;

      when = sr_due_when (from, sr_room_get_zone (self->room), now);
      g_string_append_c (words, '\n');
      /* Translators: a time, and the name of the targets that hold from then on */
      g_string_append_printf (words, _("From %1$s: %2$s"), when,
                              sr_row_get_text (policy, SR_POLICY_NAME));
    }

  return g_string_free (words, FALSE);
}

static void
fill (SrTargetsGroup *self)
{
  SrSetting setting = { 0 };
  const char *why_not = sr_record_group_why_not (self->room, &sr_policy_kind);
  g_autofree char *coming = describe_coming (self);
  g_autofree char *description = NULL;

  get_setting (self, &setting);
  self->policy = setting.policy;
  self->n_policies = count_policies (self);
  g_clear_pointer (&self->draft, g_ptr_array_unref);
  self->draft = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  for (guint i = 0; setting.targets != NULL && i < setting.targets->len; i++)
    g_ptr_array_add (self->draft, sr_row_copy (g_ptr_array_index (setting.targets, i)));

  fill_table (self);
  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      for (guint j = 0; j < N_CLOCKS; j++)
        gtk_editable_set_editable (GTK_EDITABLE (self->entries[i][j]), why_not == NULL);
      gtk_widget_set_sensitive (GTK_WIDGET (self->bases[i]), why_not == NULL);
    }
  sr_instant_entry_set_text (self->from_entry, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->from_entry), why_not == NULL);

  description =
    g_strconcat (why_not != NULL ? why_not : _("Hours and minutes such as 1h30m, or working days such as 3wd; empty for no target of its own"),
                 coming, NULL);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
  self->drafted = FALSE;
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  gtk_widget_set_sensitive (self->try_button, FALSE);
  g_signal_emit (self, signals[DRAFTED], 0);
}

/* The types, each after the one that it is a part of. */
static void
add_types (SrTargetsGroup *self,
           GtkStringList  *names,
           gint64          parent,
           guint           depth)
{
  GPtrArray *types = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                                &sr_service_type_kind);

  for (guint i = 0; depth < MAX_DEPTH && i < types->len; i++)
    {
      const SrRow *type = g_ptr_array_index (types, i);
      gint64 id = sr_row_get_id (type);
      g_autofree char *name = NULL;

      if (sr_row_get_integer (type, SR_SERVICE_TYPE_PARENT) != parent ||
          sr_row_get_integer (type, SR_SERVICE_TYPE_ACTIVE) == 0)
        continue;

      name = g_strdup_printf ("%*s%s", (int) (2 * depth), "",
                              sr_row_get_text (type, SR_SERVICE_TYPE_NAME));
      gtk_string_list_append (names, name);
      g_array_append_val (self->types, id);
      add_types (self, names, id, depth + 1);
    }
}

static void
fill_types (SrTargetsGroup *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const gint64 all = 0;

  g_array_set_size (self->types, 0);
  g_array_append_val (self->types, all);
  gtk_string_list_append (names, _("All types"));
  add_types (self, names, 0, 0);
  gtk_drop_down_set_model (self->type_drop_down, G_LIST_MODEL (names));
}

static void
on_configuration_cb (SrTargetsGroup *self)
{
  GPtrArray *types = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                                &sr_service_type_kind);
  SrSetting setting = { 0 };

  get_setting (self, &setting);
  if (types->len + 1 != self->types->len)
    fill_types (self);
  if (setting.policy != self->policy || count_policies (self) != self->n_policies)
    fill (self);
}

static void
on_type_selected_cb (SrTargetsGroup *self)
{
  if (self->room != NULL && self->draft != NULL)
    fill_table (self);
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

/* FALSE if it is no time, or one that is past; 0 for none. */
static gboolean
read_from (SrTargetsGroup  *self,
           gint64          *out_from,
           GError         **error)
{
  g_autofree char *text = g_strstrip (g_strdup (sr_instant_entry_get_text (self->from_entry)));

  *out_from = 0;
  if (*text == '\0')
    return TRUE;
  if (!sr_instant_entry_get_instant (self->from_entry, out_from, error))
    return FALSE;

  if (*out_from < sr_room_get_now (self->room))
    {
      g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                           _("Targets hold from now on or later, not from a time that is past. Leave the date empty for now."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check (SrTargetsGroup *self)
{
  g_autoptr (GError) error = NULL;
  gint64 from;

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
  if (error == NULL)
    read_from (self, &from, &error);

  show_error (self, error != NULL ? error->message : NULL);

  return error == NULL;
}

static void
on_drafted (SrTargetsGroup *self)
{
  gboolean good = check (self);

  self->drafted = TRUE;
  gtk_widget_set_sensitive (self->apply_button, good);
  gtk_widget_set_sensitive (self->try_button, good);
  /* What cannot be read would be lost under another type. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->type_drop_down), good);
  if (good)
    g_signal_emit (self, signals[DRAFTED], 0);
}

static void
on_cell_changed_cb (SrTargetsGroup *self,
                    GtkEditable    *entry)
{
  if (self->filling)
    return;

  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      for (guint j = 0; j < N_CLOCKS; j++)
        {
          SrDuration duration;

          if (GTK_EDITABLE (self->entries[i][j]) == entry &&
              read_cell (self->entries[i][j], &duration, NULL))
            store_cell (self, i, j, &duration);
        }
    }
  on_drafted (self);
}

static void
on_basis_changed_cb (GtkDropDown    *basis,
                     GParamSpec     *pspec,
                     SrTargetsGroup *self)
{
  if (self->filling)
    return;

  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      for (guint j = 0; self->bases[i] == basis && j < N_CLOCKS; j++)
        {
          SrRow *target = find_target (self, i, j);

          if (target != NULL)
            sr_row_set_text (target, SR_TARGET_TIME_BASIS, get_basis (self, i));
        }
    }
  on_drafted (self);
}

static void
on_from_changed_cb (SrTargetsGroup *self)
{
  if (self->drafted)
    gtk_widget_set_sensitive (self->apply_button, check (self));
}

/* Applying */

/* One that is still to come counts too. */
static gint64
find_last_version (SrConfiguration *configuration)
{
  GPtrArray *policies = sr_configuration_get_rows (configuration, &sr_policy_kind);
  gint64 last = 0;

  for (guint i = 0; i < policies->len; i++)
    last = MAX (last, sr_row_get_integer (g_ptr_array_index (policies, i), SR_POLICY_VERSION));

  return last;
}

static SrAct *
create_policy (SrTargetsGroup *self,
               gint64          from)
{
  SrConfiguration *configuration = sr_room_get_configuration (self->room);
  const SrRow *present = sr_configuration_find (configuration, &sr_policy_kind, self->policy);
  gint64 version = find_last_version (configuration) + 1;
  SrAct *act = sr_act_new (&sr_policy_kind, 0, "create");
  g_autofree char *effective = sr_instant_to_iso (from, sr_room_get_zone (self->room));
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, version);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *before = NULL;
  g_autofree char *suffix = NULL;

  base = g_strdup (present != NULL ? sr_row_get_text (present, SR_POLICY_NAME)
                                   : _("Service targets"));
  /* "Service targets, version 2" becomes "Service targets, version 3", in any language. */
  before = g_strdup_printf ("%" G_GINT64_FORMAT,
                            present != NULL ? sr_row_get_integer (present, SR_POLICY_VERSION) : 0);
  suffix = g_strdup_printf (_("%1$s, version %2$s"), "", before);
  if (g_str_has_suffix (base, suffix))
    base[strlen (base) - strlen (suffix)] = '\0';
  /* Translators: the name of a policy, and which version of it */
  name = g_strdup_printf (_("%1$s, version %2$s"), base, number);

  sr_act_set (act, "name", name);
  sr_act_set (act, "version", number);
  sr_act_set (act, "effective_from", effective);
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
add_targets (SrTargetsGroup *self,
             GPtrArray      *acts)
{
  for (guint i = 0; i < self->draft->len; i++)
    {
      const SrRow *target = g_ptr_array_index (self->draft, i);
      SrDuration duration = { 0, 0 };

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

  g_signal_emit (self, signals[SAID], 0, _("The targets hold for requests from their date on."));
}

static void
on_apply_clicked_cb (SrTargetsGroup *self)
{
  GPtrArray *acts = NULL;
  gint64 from;

  if (!check (self) || !read_from (self, &from, NULL))
    return;

  acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_ptr_array_add (acts, create_policy (self, from != 0 ? from : sr_room_get_now (self->room)));
  add_targets (self, acts);
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  sr_room_act_async (self->room, acts, NULL, on_applied_cb, g_object_ref (self));
}

static void
on_try_clicked_cb (SrTargetsGroup *self)
{
  sr_replay_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->room,
                            self->draft);
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
      g_signal_connect_object (entry, "changed", G_CALLBACK (on_cell_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (grid, entry, (int) i + 1, line, 1, 1);
    }

  for (guint i = 0; sr_time_bases[i].value != NULL; i++)
    gtk_string_list_append (bases, sr_choice_label (sr_time_bases, sr_time_bases[i].value));
  self->bases[priority] = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&bases)),
                                                            NULL));
  sr_accessible_set_name (GTK_WIDGET (self->bases[priority]), name);
  g_signal_connect_object (self->bases[priority], "notify::selected",
                           G_CALLBACK (on_basis_changed_cb), self, 0);
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

/* A line above the table. */
static GtkWidget *
create_choice (const char *title,
               GtkWidget  *widget)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (box, "form-row");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), widget);
  sr_accessible_set_name (widget, title);

  return box;
}

static void
sr_targets_group_dispose (GObject *object)
{
  SrTargetsGroup *self = SR_TARGETS_GROUP (object);

  g_clear_pointer (&self->draft, g_ptr_array_unref);
  g_clear_pointer (&self->types, g_array_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_targets_group_parent_class)->dispose (object);
}

static void
sr_targets_group_class_init (SrTargetsGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_targets_group_dispose;

  signals[DRAFTED] = g_signal_new ("drafted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] =
    g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_button (SrTargetsGroup *self,
               const char     *label,
               GCallback       callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static void
add_buttons (SrTargetsGroup *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->try_button = create_button (self, _("_Try on the Past…"), G_CALLBACK (on_try_clicked_cb));
  self->apply_button = create_button (self, _("_Apply"), G_CALLBACK (on_apply_clicked_cb));
  gtk_box_append (GTK_BOX (buttons), self->try_button);
  gtk_box_append (GTK_BOX (buttons), self->apply_button);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), buttons);
}

static GtkLabel *
create_error_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "error");
  gtk_widget_add_css_class (label, "form-row");
  gtk_widget_set_visible (label, FALSE);

  return GTK_LABEL (label);
}

static void
sr_targets_group_init (SrTargetsGroup *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->types = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->type_drop_down = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  self->from_entry = SR_INSTANT_ENTRY (sr_instant_entry_new (_("In force from"), FALSE));
  self->error_label = create_error_label ();
  add_buttons (self);

  self->filling = TRUE;
  gtk_box_append (GTK_BOX (box), create_choice (_("For"), GTK_WIDGET (self->type_drop_down)));
  gtk_box_append (GTK_BOX (box), create_table (self));
  gtk_box_append (GTK_BOX (box), create_choice (_("In force from"), GTK_WIDGET (self->from_entry)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error_label));
  self->filling = FALSE;
  g_signal_connect_object (self->type_drop_down, "notify::selected",
                           G_CALLBACK (on_type_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->from_entry, "changed", G_CALLBACK (on_from_changed_cb), self,
                           G_CONNECT_SWAPPED);
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
  sr_instant_entry_set_zone (self->from_entry, sr_room_get_zone (room));
  fill_types (self);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (on_configuration_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}

/**
 * sr_targets_group_get_draft:
 *
 * Returns: (transfer none) (element-type SrRow): the targets as they are typed, of all types
 */
GPtrArray *
sr_targets_group_get_draft (SrTargetsGroup *self)
{
  g_return_val_if_fail (SR_IS_TARGETS_GROUP (self), NULL);

  return self->draft;
}
