/* What the bell opens: every reminder, and what to do about it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-bell-tray"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-step-sentence.h"
#include "ui/desk/sr-bell-tray.h"
#include "ui/desk/sr-reminder-row.h"
#include "ui/widgets/sr-announce.h"

/* "All Reminders" shows so many. */
#define LIMIT_OF_ALL 1000

/**
 * SrBellTray:
 *
 * A list of few rows, so a list box; it follows the model. Whatever is done here goes through the room,
 * and the list changes when the room says that it was done.
 */
struct _SrBellTray
{
  GtkPopover parent_instance;

  /* Template */
  GtkLabel        *unread;
  GtkToggleButton *everybody;
  GtkLabel        *error;
  GtkListBox      *list;
  GtkWidget       *more;

  /* Owned */
  SrReminderModel *model;
};

G_DEFINE_FINAL_TYPE (SrBellTray, sr_bell_tray, GTK_TYPE_POPOVER)

/* ---- what is done ---- */

/**
 * Doing:
 * @tray: where it was asked for
 * @step: (nullable): what it is called, if it is to be said
 */
typedef struct
{
  SrBellTray *tray;
  char       *step;
} Doing;

static void
doing_free (Doing *doing)
{
  g_object_unref (doing->tray);
  g_free (doing->step);
  g_free (doing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Doing, doing_free)

static void
acted_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Doing) doing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (object), result, &error);

  if (outcomes == NULL)
    sr_announce (GTK_WIDGET (doing->tray), error->message);
  else if (doing->step != NULL)
    sr_announce_done (GTK_WIDGET (doing->tray), doing->step, outcomes);
}

/* Takes the acts and the step. */
static void
act (SrBellTray *self,
     GPtrArray  *acts,
     char       *step)
{
  Doing *doing = g_new0 (Doing, 1);

  doing->tray = g_object_ref (self);
  doing->step = step;
  sr_room_act_async (sr_reminder_model_get_room (self->model), acts, NULL, acted_cb, doing);
}

static GPtrArray *
acts_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
}

static void
on_open (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SrBellTray *self = SR_BELL_TRAY (widget);
  SrReminderItem *item = sr_reminder_model_find (self->model, g_variant_get_int64 (parameter));
  const SrRow *row = item != NULL ? sr_reminder_item_get_row (item) : NULL;

  if (row == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  if (sr_row_is (row, SR_REMINDER_SUBJECT_KIND, sr_calendar_kind.name))
    gtk_widget_activate_action (widget, "win.show-calendar", "i",
                                (gint32) sr_row_get_integer (row, SR_REMINDER_ARM));
  else if (sr_row_is (row, SR_REMINDER_SUBJECT_KIND, sr_request_kind.name))
    gtk_widget_activate_action (widget, "win.show-request", "x",
                                sr_row_get_integer (row, SR_REMINDER_SUBJECT));
}

static void
on_acknowledge (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  SrBellTray *self = SR_BELL_TRAY (widget);
  SrReminderItem *item = sr_reminder_model_find (self->model, g_variant_get_int64 (parameter));
  GPtrArray *acts;

  if (item == NULL)
    return;

  acts = acts_new ();
  sr_reminder_item_add_acts (item, acts, "acknowledge", NULL);
  act (self, acts, NULL);
}

/* Those of the person that are listed and not put off. */
static void
on_acknowledge_all (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  SrBellTray *self = SR_BELL_TRAY (widget);
  g_autoptr (GPtrArray) acts = acts_new ();

  for (GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0); row != NULL;
       row = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + 1))
    {
      SrReminderItem *item = sr_reminder_row_get_item (SR_REMINDER_ROW (row));

      if (sr_reminder_row_is_own (SR_REMINDER_ROW (row)) &&
          sr_reminder_item_get_section (item) < SR_REMINDER_SECTION_LATER)
        sr_reminder_item_add_acts (item, acts, "acknowledge", NULL);
    }

  if (acts->len > 0)
    act (self, g_steal_pointer (&acts), NULL);
}

static void
on_later (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  SrBellTray *self = SR_BELL_TRAY (widget);
  SrRoom *room = sr_reminder_model_get_room (self->model);
  g_auto (SrValue) until = { SR_VALUE_INTEGER, { 0 } };
  g_autofree char *text = NULL;
  SrReminderItem *item;
  GPtrArray *acts;
  gint64 reminder;

  g_variant_get (parameter, "(xx)", &reminder, &until.integer);
  item = sr_reminder_model_find (self->model, reminder);
  if (item == NULL)
    return;

  text = sr_field_to_text (&sr_reminder_kind.fields[SR_REMINDER_SNOOZED_UNTIL], &until,
                           sr_room_get_zone (room));
  acts = acts_new ();
  sr_reminder_item_add_acts (item, acts, "snooze", text);
  act (self, acts, NULL);
}

static gboolean
is_possible (const char         *action,
             const SrSituation  *situation,
             GError            **error)
{
  return sr_action_is_possible (sr_action_find (&sr_request_kind, action), &sr_request_kind,
                                situation, error);
}

/* Not one that waits, which stays so whoever has it, and not by who hands work out but does none. */
static gboolean
is_accepted_with_it (SrBellTray *self,
                     const char *state)
{
  const SrAction *declared = sr_action_find (&sr_request_kind, "assign");
  SrRoles roles = sr_room_get_roles (sr_reminder_model_get_room (self->model));

  for (guint i = 0; i < G_N_ELEMENTS (declared->stays) && declared->stays[i] != NULL; i++)
    {
      if (g_str_equal (declared->stays[i], state))
        return FALSE;
    }

  return (sr_action_find (&sr_request_kind, "accept")->roles & roles) != 0;
}

static void
add_request_act (GPtrArray  *acts,
                 gint64      request,
                 const char *action,
                 const char *field,
                 const char *text)
{
  SrAct *request_act = sr_act_new (&sr_request_kind, request, action);

  if (field != NULL)
    sr_act_set (request_act, field, text);
  g_ptr_array_add (acts, request_act);
}

/* By the actions that the request allows now: given to the person, and accepted. NULL and @error if
 * it allows none. */
static GPtrArray *
make_take_over (SrBellTray       *self,
                SrRequestDetail  *detail,
                GError          **error)
{
  const SrSituation *situation = sr_situation_holder_get (detail->situation);
  const SrRow *me = sr_room_get_staff (sr_reminder_model_get_room (self->model));
  const SrRow *request = situation->subject;
  gint64 id = sr_row_get_id (request);
  g_autoptr (GPtrArray) acts = acts_new ();

  if (sr_row_get_integer (request, SR_REQUEST_OWNER) == sr_row_get_id (me))
    {
      if (!is_possible ("accept", situation, error))
        return NULL;
      add_request_act (acts, id, "accept", NULL, NULL);
      return g_steal_pointer (&acts);
    }

  if (!is_possible ("assign", situation, error))
    return NULL;

  add_request_act (acts, id, "assign", "owner", sr_row_get_text (me, SR_STAFF_LOGIN));
  if (is_accepted_with_it (self, sr_row_get_text (request, SR_REQUEST_STATE)))
    add_request_act (acts, id, "accept", NULL, NULL);

  return g_steal_pointer (&acts);
}

static void
request_loaded_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SrBellTray) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestDetail) detail = sr_room_load_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) acts = detail != NULL ? make_take_over (self, detail, &error) : NULL;

  if (acts == NULL)
    sr_announce (GTK_WIDGET (self), error->message);
  else
    act (self, g_steal_pointer (&acts), g_strdup (C_("bell", "Taken over")));
}

static void
on_take_over (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SrBellTray *self = SR_BELL_TRAY (widget);
  SrReminderItem *item = sr_reminder_model_find (self->model, g_variant_get_int64 (parameter));

  if (item == NULL)
    return;

  sr_room_load_async (sr_reminder_model_get_room (self->model),
                      sr_row_get_integer (sr_reminder_item_get_row (item), SR_REMINDER_SUBJECT),
                      NULL, request_loaded_cb, g_object_ref (self));
}

static gboolean
is_manager (SrBellTray *self)
{
  SrRoom *room = sr_reminder_model_get_room (self->model);

  return room != NULL && (sr_room_get_roles (room) & SR_ROLE_MANAGER) != 0;
}

static void
on_show_all (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  SrBellTray *self = SR_BELL_TRAY (widget);

  sr_reminder_model_set_limit (self->model, LIMIT_OF_ALL);
  if (is_manager (self))
    gtk_toggle_button_set_active (self->everybody, TRUE);
}

static void
on_everybody_cb (SrBellTray *self)
{
  if (self->model != NULL)
    sr_reminder_model_set_everybody (self->model, gtk_toggle_button_get_active (self->everybody));
}

static void
on_row_activated_cb (SrBellTray    *self,
                     SrReminderRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "bell.open", "x",
                              sr_reminder_item_get_id (sr_reminder_row_get_item (row)));
}

static gboolean
on_key_cb (SrBellTray      *self,
           guint            key,
           guint            code,
           GdkModifierType  state)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  if (!SR_IS_REMINDER_ROW (row) || !sr_reminder_row_is_own (SR_REMINDER_ROW (row)) ||
      (state & gtk_accelerator_get_default_mod_mask () & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_a:
      gtk_widget_activate_action (
        GTK_WIDGET (self), "bell.acknowledge", "x",
        sr_reminder_item_get_id (sr_reminder_row_get_item (SR_REMINDER_ROW (row))));
      return GDK_EVENT_STOP;
    case GDK_KEY_l:
      sr_reminder_row_popup_later (SR_REMINDER_ROW (row));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* ---- what is shown ---- */

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  SrBellTray *self = user_data;

  return sr_reminder_row_new (item, sr_reminder_model_get_room (self->model));
}

static const char *
get_heading (SrReminderSection section,
             SrReminderSection previous)
{
  switch (section)
    {
    case SR_REMINDER_SECTION_LATER:
      return C_("bell", "Later");
    case SR_REMINDER_SECTION_ENDED:
      return C_("bell", "Acknowledged or settled");
    case SR_REMINDER_SECTION_UNREAD:
      return previous == SR_REMINDER_SECTION_AWAY ? C_("bell", "Since then") : NULL;
    case SR_REMINDER_SECTION_EMERGENCY:
    case SR_REMINDER_SECTION_AWAY:
    default:
      return NULL;
    }
}

static void
set_header_cb (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  SrReminderSection section =
    sr_reminder_item_get_section (sr_reminder_row_get_item (SR_REMINDER_ROW (row)));
  SrReminderSection previous =
    before != NULL
    ? sr_reminder_item_get_section (sr_reminder_row_get_item (SR_REMINDER_ROW (before)))
    : SR_REMINDER_SECTION_EMERGENCY;
  const char *words = section != previous ? get_heading (section, previous) : NULL;
  GtkWidget *header = NULL;

  if (words != NULL)
    {
      header = gtk_label_new (words);
      gtk_label_set_xalign (GTK_LABEL (header), 0);
      gtk_widget_add_css_class (header, "caption-heading");
      gtk_widget_add_css_class (header, "dim-label");
      gtk_widget_add_css_class (header, "bell-section");
    }
  gtk_list_box_row_set_header (row, header);
}

/* The first one that can be answered, from @index on; else the one before. */
static void
focus_row (SrBellTray *self,
           int         index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

  if (row == NULL && index > 0)
    row = gtk_list_box_get_row_at_index (self->list, index - 1);
  if (row != NULL && !gtk_list_box_row_get_activatable (row))
    row = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + 1);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_map_cb (SrBellTray *self)
{
  focus_row (self, 0);
}

/* The row that had the focus went: whoever answers one after the other goes on with the next. */
static void
on_items_changed_cb (SrBellTray *self,
                     guint       position)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL &&
      gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    focus_row (self, (int) position);
}

static void
tell (SrBellTray *self)
{
  guint unread = sr_reminder_model_get_unread (self->model);
  guint hidden = sr_reminder_model_get_hidden (self->model);
  const char *error = sr_reminder_model_get_error (self->model);
  g_autofree char *words = NULL;

  if (hidden > 0)
    /* Translators: how many reminders wait for an answer, how many are not listed for want of room */
    words = g_strdup_printf (C_("bell", "%1$u unread, %2$u more not listed"), unread, hidden);
  else
    words = g_strdup_printf (C_("bell", "%u unread"), unread);

  gtk_label_set_label (self->unread, words);
  gtk_label_set_label (self->error, error != NULL ? error : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), error != NULL);
  gtk_widget_set_visible (self->more,
                          hidden > 0 ||
                          (is_manager (self) && !sr_reminder_model_get_everybody (self->model)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "bell.acknowledge-all", unread > 0);
}

static void
sr_bell_tray_dispose (GObject *object)
{
  SrBellTray *self = SR_BELL_TRAY (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (sr_bell_tray_parent_class)->dispose (object);
}

static void
sr_bell_tray_class_init (SrBellTrayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_bell_tray_dispose;

  gtk_widget_class_install_action (widget_class, "bell.open", "x", on_open);
  gtk_widget_class_install_action (widget_class, "bell.acknowledge", "x", on_acknowledge);
  gtk_widget_class_install_action (widget_class, "bell.acknowledge-all", NULL, on_acknowledge_all);
  gtk_widget_class_install_action (widget_class, "bell.later", "(xx)", on_later);
  gtk_widget_class_install_action (widget_class, "bell.take-over", "x", on_take_over);
  gtk_widget_class_install_action (widget_class, "bell.show-all", NULL, on_show_all);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/desk/sr-bell-tray.ui");
  gtk_widget_class_bind_template_child (widget_class, SrBellTray, unread);
  gtk_widget_class_bind_template_child (widget_class, SrBellTray, everybody);
  gtk_widget_class_bind_template_child (widget_class, SrBellTray, error);
  gtk_widget_class_bind_template_child (widget_class, SrBellTray, list);
  gtk_widget_class_bind_template_child (widget_class, SrBellTray, more);
  gtk_widget_class_bind_template_callback (widget_class, on_everybody_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_cb);
}

static void
sr_bell_tray_init (SrBellTray *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, set_header_cb, self, NULL);
  g_signal_connect (self, "map", G_CALLBACK (on_map_cb), NULL);
}

/**
 * sr_bell_tray_new:
 * @model: what it shows; it has a room
 *
 * Returns: (transfer floating): a popover
 */
GtkWidget *
sr_bell_tray_new (SrReminderModel *model)
{
  SrBellTray *self = g_object_new (SR_TYPE_BELL_TRAY, NULL);

  self->model = g_object_ref (model);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (model), create_row_cb, self, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "notify", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  tell (self);

  return GTK_WIDGET (self);
}
