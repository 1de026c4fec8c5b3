/* The playbooks of emergencies, with their steps.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-playbooks-group"

#include "config.h"

#include "ui/preferences/sr-playbooks-group.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-defaults.h"
#include "domain/service/sr-playbook.h"
#include "ui/preferences/sr-record-group.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-action-form.h"

/**
 * SrPlaybooksGroup:
 *
 * One row for each playbook, that opens to its steps. A step is edited by its form; it moves and goes
 * at a press. One that is gone stays in sight, to be taken back: what was ticked once must still have a
 * name. Rows are made anew when the configuration changes; what was open stays open, and the focus goes
 * where it was.
 */
struct _SrPlaybooksGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *add_button;

  /* owned */
  SrRoom              *room;
  GPtrArray           *rows;
  GHashTable          *open;       /* ids of playbooks that show their steps */
  char                *focus;      /* what a press was about: "up 12"; NULL for nothing */

  /* borrowed */
  GtkWidget           *focused;    /* what has the focus once the rows are made */
};

enum
{
  SAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrPlaybooksGroup, sr_playbooks_group, ADW_TYPE_PREFERENCES_GROUP)

static GtkWindow *
get_window (SrPlaybooksGroup *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
set_id (GtkWidget *widget,
        gint64     id)
{
  g_object_set_data_full (G_OBJECT (widget), "record", g_memdup2 (&id, sizeof id), g_free);
}

static gint64
get_id (gpointer widget)
{
  return *(const gint64 *) g_object_get_data (G_OBJECT (widget), "record");
}

static const SrRow *
find_row (SrPlaybooksGroup   *self,
          const SrRecordKind *kind,
          gint64              id)
{
  return sr_configuration_find (sr_room_get_configuration (self->room), kind, id);
}

/* (transfer container): the steps of a playbook, those among them that are gone */
static GPtrArray *
get_steps (SrPlaybooksGroup *self,
           const SrRow      *playbook)
{
  SrSetting setting;

  sr_configuration_get_setting (sr_room_get_configuration (self->room), 0, 0,
                                sr_room_get_now (self->room), &setting);

  return sr_playbook_get_all_steps (&setting, playbook);
}

/* Acts */

static void
on_acted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SrPlaybooksGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);

  if (outcomes == NULL)
    g_signal_emit (self, signals[SAID], 0, error->message);
}

static SrAct *
edit_step (const SrRow *step,
           const char  *field,
           const char  *text)
{
  SrAct *act = sr_act_new (&sr_playbook_step_kind, sr_row_get_id (step), "edit");

  act->revision = sr_row_get_integer (step, SR_COMMON_REVISION);

  return sr_act_set (act, field, text);
}

static void
send (SrPlaybooksGroup *self,
      GPtrArray        *acts)
{
  if (acts->len > 0)
    sr_room_act_async (self->room, g_ptr_array_ref (acts), NULL, on_acted_cb, g_object_ref (self));
}

static void
remember_focus (SrPlaybooksGroup *self,
                const char       *what,
                gint64            step)
{
  g_free (self->focus);
  self->focus = g_strdup_printf ("%s %" G_GINT64_FORMAT, what, step);
}

/* Numbers the steps from 1 in their new order; those that had their number keep it. */
static void
move (SrPlaybooksGroup *self,
      gint64            id,
      int               by)
{
  const SrRow *step = find_row (self, &sr_playbook_step_kind, id);
  const SrRow *playbook = find_row (self, &sr_playbook_kind,
                                    sr_row_get_integer (step, SR_PLAYBOOK_STEP_PLAYBOOK));
  g_autoptr (GPtrArray) steps = get_steps (self, playbook);
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  guint from = 0;
  guint to;

  g_ptr_array_find (steps, step, &from);
  to = from + by;
  if (to >= steps->len)
    return;

  g_ptr_array_insert (steps, to, g_ptr_array_steal_index (steps, from));
  for (guint i = 0; i < steps->len; i++)
    {
      const SrRow *other = g_ptr_array_index (steps, i);
      g_autofree char *position = g_strdup_printf ("%u", i + 1);

      if (sr_row_get_integer (other, SR_PLAYBOOK_STEP_POSITION) != i + 1)
        g_ptr_array_add (acts, edit_step (other, "position", position));
    }
  remember_focus (self, by < 0 ? "up" : "down", id);
  send (self, acts);
}

static void
on_up_clicked_cb (SrPlaybooksGroup *self,
                  GtkWidget        *button)
{
  move (self, get_id (button), -1);
}

static void
on_down_clicked_cb (SrPlaybooksGroup *self,
                    GtkWidget        *button)
{
  move (self, get_id (button), 1);
}

static void
on_switch_clicked_cb (SrPlaybooksGroup *self,
                      GtkWidget        *button)
{
  const SrRow *step = find_row (self, &sr_playbook_step_kind, get_id (button));
  gboolean is_active = sr_row_get_integer (step, SR_PLAYBOOK_STEP_ACTIVE) != 0;
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);

  g_ptr_array_add (acts, edit_step (step, "active", is_active ? "false" : "true"));
  remember_focus (self, "switch", get_id (button));
  send (self, acts);
}

/* Forms */

static void
on_step_activated_cb (SrPlaybooksGroup *self,
                      GtkWidget        *row)
{
  const SrRow *step = find_row (self, &sr_playbook_step_kind, get_id (row));
  g_autofree char *playbook = g_strdup_printf ("#%" G_GINT64_FORMAT,
                                               sr_row_get_integer (step,
                                                                   SR_PLAYBOOK_STEP_PLAYBOOK));
  g_autofree char *position = g_strdup_printf ("%" G_GINT64_FORMAT,
                                               sr_row_get_integer (step,
                                                                   SR_PLAYBOOK_STEP_POSITION));
  g_autoptr (GHashTable) given = sr_payload_new_with ("playbook", playbook, "position", position,
                                                      NULL);

  remember_focus (self, "step", get_id (row));
  sr_action_form_present_record (get_window (self), self->room, &sr_playbook_step_kind, step,
                                 "edit", given);
}

/* At the end of the others. */
static void
on_add_step_cb (SrPlaybooksGroup *self,
                GtkWidget        *row)
{
  const SrRow *playbook = find_row (self, &sr_playbook_kind, get_id (row));
  g_autoptr (GPtrArray) steps = get_steps (self, playbook);
  gint64 last = steps->len > 0 ? sr_row_get_integer (g_ptr_array_index (steps, steps->len - 1),
                                                     SR_PLAYBOOK_STEP_POSITION)
                               : 0;
  g_autofree char *reference = g_strdup_printf ("#%" G_GINT64_FORMAT, get_id (row));
  g_autofree char *position = g_strdup_printf ("%" G_GINT64_FORMAT, last + 1);
  g_autoptr (GHashTable) given = sr_payload_new_with ("playbook", reference, "position", position,
                                                      NULL);

  remember_focus (self, "add", get_id (row));
  sr_action_form_present_record (get_window (self), self->room, &sr_playbook_step_kind, NULL,
                                 "create", given);
}

static void
on_edit_clicked_cb (SrPlaybooksGroup *self,
                    GtkWidget        *button)
{
  remember_focus (self, "edit", get_id (button));
  sr_action_form_present_record (get_window (self), self->room, &sr_playbook_kind,
                                 find_row (self, &sr_playbook_kind, get_id (button)), "edit", NULL);
}

static void
on_add_clicked_cb (SrPlaybooksGroup *self)
{
  sr_action_form_present_record (get_window (self), self->room, &sr_playbook_kind, NULL, "create",
                                 NULL);
}

/* A record that the room does not have yet; what it refers to is the first of the batch. */
static SrAct *
make_create (const SrRow *row)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  SrAct *act = sr_act_new (kind, 0, "create");

  for (guint i = SR_N_COMMON_FIELDS; i < kind->n_fields; i++)
    {
      const SrField *field = &kind->fields[i];
      g_autofree char *text = NULL;

      if (sr_row_is_null (row, i))
        continue;

      text = field->type == SR_FIELD_REFERENCE ? g_strdup ("@1")
                                               : sr_field_to_text (field, sr_row_get (row, i),
                                                                   NULL);
      sr_act_set (act, field->name, text);
    }

  return act;
}

/* A room of before has none. */
static void
on_add_usual_cb (SrPlaybooksGroup *self)
{
  g_autoptr (GPtrArray) rows = sr_defaults_new_playbook ();
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (acts, make_create (g_ptr_array_index (rows, i)));
  send (self, acts);
}

static void
on_expanded_cb (SrPlaybooksGroup *self,
                GParamSpec       *pspec,
                AdwExpanderRow   *row)
{
  gint64 id = get_id (row);

  if (adw_expander_row_get_expanded (row))
    g_hash_table_add (self->open, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->open, &id);
}

/* Rows */

/* What stands where it stood before the rows were made anew has the focus again. */
static void
take_focus (SrPlaybooksGroup *self,
            GtkWidget        *widget,
            const char       *what,
            gint64            id)
{
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, what, id);

  if (g_strcmp0 (self->focus, name) == 0)
    self->focused = widget;
}

static GtkWidget *
create_button (SrPlaybooksGroup *self,
               const char       *icon,
               const char       *label,
               const char       *what,
               gint64            id,
               GCallback         callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  sr_accessible_set_name (button, label);
  set_id (button, id);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  take_focus (self, button, what, id);

  return button;
}

static void
add_step_buttons (SrPlaybooksGroup *self,
                  AdwActionRow     *row,
                  gint64            id,
                  gboolean          is_active,
                  gboolean          is_first,
                  gboolean          is_last)
{
  GtkWidget *up = create_button (self, "go-up-symbolic", _("Move Up"), "up", id,
                                 G_CALLBACK (on_up_clicked_cb));
  GtkWidget *down = create_button (self, "go-down-symbolic", _("Move Down"), "down", id,
                                   G_CALLBACK (on_down_clicked_cb));

  gtk_widget_set_sensitive (up, !is_first);
  gtk_widget_set_sensitive (down, !is_last);
  adw_action_row_add_suffix (row, up);
  adw_action_row_add_suffix (row, down);
  adw_action_row_add_suffix (row, create_button (self,
                                                 is_active ? "list-remove-symbolic"
                                                           : "edit-undo-symbolic",
                                                 is_active ? _("Take Out") : _("Use Again"),
                                                 "switch", id, G_CALLBACK (on_switch_clicked_cb)));
}

static GtkWidget *
create_step (SrPlaybooksGroup *self,
             const SrRow      *step,
             gboolean          is_editable,
             gboolean          is_first,
             gboolean          is_last)
{
  GtkWidget *row = adw_action_row_new ();
  gint64 id = sr_row_get_id (step);
  gboolean is_active = sr_row_get_integer (step, SR_PLAYBOOK_STEP_ACTIVE) != 0;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 sr_row_get_text (step, SR_PLAYBOOK_STEP_TEXT));
  if (!is_active)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), C_("playbook", "Taken out"));
  else if (sr_row_get_integer (step, SR_PLAYBOOK_STEP_REQUIRED) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), C_("playbook", "Required"));
  set_id (row, id);
  if (!is_editable)
    return row;

  add_step_buttons (self, ADW_ACTION_ROW (row), id, is_active, is_first, is_last);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_step_activated_cb), self,
                           G_CONNECT_SWAPPED);
  take_focus (self, row, "step", id);

  return row;
}

static GtkWidget *
create_add_row (SrPlaybooksGroup *self,
                gint64            playbook)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Add a Step…"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  set_id (row, playbook);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_add_step_cb), self, G_CONNECT_SWAPPED);
  take_focus (self, row, "add", playbook);

  return row;
}

static char *
describe (SrPlaybooksGroup *self,
          const SrRow      *playbook,
          GPtrArray        *steps)
{
  SrConfiguration *configuration = sr_room_get_configuration (self->room);
  gint64 type = sr_row_get_integer (playbook, SR_PLAYBOOK_SERVICE_TYPE);
  g_autofree char *count = NULL;
  guint n_active = 0;

  for (guint i = 0; i < steps->len; i++)
    n_active += sr_row_get_integer (g_ptr_array_index (steps, i), SR_PLAYBOOK_STEP_ACTIVE) != 0;
  count = g_strdup_printf (ngettext ("%u step", "%u steps", n_active), n_active);

  return g_strjoin (" · ",
                    type != 0 ? sr_configuration_get_label (configuration, "service-type", type)
                              : _("For every type"),
                    count,
                    sr_row_get_integer (playbook, SR_PLAYBOOK_ACTIVE) != 0 ? NULL : _("Not active"),
                    NULL);
}

static GtkWidget *
create_playbook (SrPlaybooksGroup *self,
                 const SrRow      *playbook,
                 gboolean          is_editable)
{
  GtkWidget *row = adw_expander_row_new ();
  gint64 id = sr_row_get_id (playbook);
  g_autoptr (GPtrArray) steps = get_steps (self, playbook);
  g_autofree char *subtitle = describe (self, playbook, steps);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 sr_row_get_text (playbook, SR_PLAYBOOK_NAME));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  sr_accessible_set_name (row, sr_row_get_text (playbook, SR_PLAYBOOK_NAME));
  set_id (row, id);
  for (guint i = 0; i < steps->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              create_step (self, g_ptr_array_index (steps, i), is_editable, i == 0,
                                           i + 1 == steps->len));
  if (is_editable)
    {
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_add_row (self, id));
      adw_expander_row_add_action (ADW_EXPANDER_ROW (row),
                                   create_button (self, "document-edit-symbolic",
                                                  _("Edit the Playbook"), "edit", id,
                                                  G_CALLBACK (on_edit_clicked_cb)));
    }

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), g_hash_table_contains (self->open, &id));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded_cb), self,
                           G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
create_usual_row (SrPlaybooksGroup *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Add the Usual Playbook"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _("Six steps for every emergency, to begin with"));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_add_usual_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
add_row (SrPlaybooksGroup *self,
         GtkWidget        *row)
{
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (SrPlaybooksGroup *self)
{
  GPtrArray *playbooks = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                                    &sr_playbook_kind);
  const char *why_not = sr_record_group_why_not (self->room, &sr_playbook_kind);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < playbooks->len; i++)
    add_row (self, create_playbook (self, g_ptr_array_index (playbooks, i), why_not == NULL));
  if (playbooks->len == 0 && why_not == NULL)
    add_row (self, create_usual_row (self));

  gtk_widget_set_sensitive (self->add_button, why_not == NULL);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         why_not != NULL ? why_not
                                         : _("What to do in an emergency. The one for the type of "
                                             "the request goes before the one for every type."));

  if (self->focused != NULL)
    gtk_widget_grab_focus (self->focused);
  self->focused = NULL;
  g_clear_pointer (&self->focus, g_free);
}

static void
sr_playbooks_group_dispose (GObject *object)
{
  SrPlaybooksGroup *self = SR_PLAYBOOKS_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->open, g_hash_table_unref);
  g_clear_pointer (&self->focus, g_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_playbooks_group_parent_class)->dispose (object);
}

static void
sr_playbooks_group_class_init (SrPlaybooksGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_playbooks_group_dispose;

  signals[SAID] =
    g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
sr_playbooks_group_init (SrPlaybooksGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->add_button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_widget_set_tooltip_text (self->add_button, _("Add a Playbook"));
  sr_accessible_set_name (self->add_button, _("Add a Playbook"));
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (on_add_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->add_button);
}

/**
 * sr_playbooks_group_set_room:
 * @room: the room; given once
 */
void
sr_playbooks_group_set_room (SrPlaybooksGroup *self,
                             SrRoom           *room)
{
  g_return_if_fail (SR_IS_PLAYBOOKS_GROUP (self));
  g_return_if_fail (self->room == NULL);

  self->room = g_object_ref (room);
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}
