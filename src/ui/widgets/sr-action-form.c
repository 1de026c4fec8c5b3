/* The form of an action: its fields, its reason, and what comes of it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-action-form"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "models/sr-step-sentence.h"
#include "ui/widgets/sr-action-form-private.h"
#include "ui/widgets/sr-announce.h"

/**
 * SrActionForm:
 *
 * Built from the table of actions alone: one row for each input, by the type of its field. It asks
 * the gate; when the gate refuses, the sentence is shown above what was typed, which stays. When
 * somebody else has changed the record meanwhile, it shows what collides and lets the person decide.
 */
G_DEFINE_FINAL_TYPE (SrActionForm, sr_action_form, ADW_TYPE_WINDOW)

#define WIDTH 520

/* Actions that begin with what the record has, whatever they need. */
static const char *const editing_actions[] = { "edit", "prioritise", NULL };

/* What a new part of a request, or a new view, most often is. */
static const struct
{
  const char *name;
  const char *text;
} first_texts[] = {
  { "contact.direction", "out" },
  { "contact.medium", "call" },
  { "contact.reached", "true" },
  { "scope", "mine" },
};

/* Fields that a form does not ask for: they are kept by the room. */
static const char *const silent_fields[] = { "version", "source", "removed", NULL };

void
_sr_action_form_show_error (SrActionForm *self,
                            const char   *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_revealer_set_reveal_child (self->error_revealer, message != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->error_revealer), message != NULL);
  /* The window grows by what it says, so that no row is pushed out of it. */
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, -1);
}

/* The labels of what must still be given, NULL if nothing is missing. */
static char *
dup_missing (SrActionForm *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < self->editors->len; i++)
    {
      SrFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autofree char *text = sr_field_editor_dup_text (editor);

      if (sr_field_editor_is_required (editor) && *text == '\0')
        g_ptr_array_add (labels, (char *) sr_field_editor_get_label (editor));
    }

  if (self->reason_area != NULL)
    {
      g_autofree char *reason = sr_text_area_dup_text (self->reason_area);

      if (*reason == '\0')
        g_ptr_array_add (labels, (char *) _("Reason"));
    }

  if (labels->len == 0)
    return NULL;

  g_ptr_array_add (labels, NULL);
  /* Translators: between the members of a list */
  list = g_strjoinv (_(", "), (char **) labels->pdata);

  /* Translators: the labels of fields that must still be filled in */
  return g_strdup_printf (_("Missing: %s"), list);
}

static void
update (SrActionForm *self)
{
  g_autofree char *missing = dup_missing (self);

  gtk_label_set_label (self->missing_label, missing != NULL ? missing : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->missing_label), missing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->act_button), missing == NULL && !self->acting);
}

static void
on_changed_cb (SrActionForm *self)
{
  update (self);
}

static void
on_activate_cb (SrActionForm *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->act_button)))
    _sr_action_form_act (self);
}

/* The rows */

/* What the record that is made has from this one, unless something else is typed. */
static gboolean
is_passed_on (const SrAction *action,
              const char     *field)
{
  for (guint i = 0; i < SR_ACTION_MAX_PASSES && action->passes_on[i] != NULL; i++)
    {
      if (g_str_equal (action->passes_on[i], field))
        return TRUE;
    }

  return FALSE;
}

static const SrValue *
find_present (SrActionForm        *self,
              const SrActionInput *input)
{
  int field;

  if (self->subject == NULL || strchr (input->field, '.') != NULL ||
      !(input->keeps || is_passed_on (self->action, input->field) ||
        g_strv_contains (editing_actions, self->action->name)))
    return NULL;

  field = sr_record_kind_find_field (self->kind, input->field);

  return field >= 0 ? sr_row_get (self->subject, (guint) field) : NULL;
}

static void
fill_first_text (SrFieldEditor *editor)
{
  for (guint i = 0; i < G_N_ELEMENTS (first_texts); i++)
    {
      if (g_str_equal (first_texts[i].name, sr_field_editor_get_name (editor)))
        sr_field_editor_set_text (editor, first_texts[i].text);
    }
}

static gboolean
is_asked (SrActionForm        *self,
          const SrActionInput *input,
          const SrField       *field)
{
  return field != NULL &&
         !(field->flags & SR_FIELD_KEPT) &&
         !g_strv_contains (silent_fields, field->name) &&
         (self->given == NULL || !g_hash_table_contains (self->given, input->field));
}

static void
add_editor (SrActionForm        *self,
            const SrActionInput *input)
{
  const SrRecordKind *child = NULL;
  const SrField *field = sr_action_input_field (self->kind, input, &child);
  const SrValue *present = NULL;
  SrFieldEditor *editor = NULL;

  if (!is_asked (self, input, field))
    return;

  present = find_present (self, input);
  editor = sr_field_editor_new (self->room, field, input->field, input->required, present);
  if (present == NULL)
    fill_first_text (editor);
  /* A new record is in use from the start. */
  if (self->subject == NULL && g_str_equal (field->name, "active"))
    sr_field_editor_set_text (editor, "true");

  g_ptr_array_add (self->editors, editor);
  adw_preferences_group_add (self->group, sr_field_editor_get_row (editor));
  g_signal_connect_object (editor, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_reason (SrActionForm *self)
{
  static const SrField field = {
    "reason", SR_FIELD_TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Reason")
  };
  g_autofree char *title = g_strdup_printf (_("%s (required)"), _(field.label));
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *area = sr_text_area_new (title);

  self->reason_area = SR_TEXT_AREA (area);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "form-row");
  gtk_widget_set_size_request (area, -1, 76);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), area);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_preferences_group_add (self->group, row);
  g_signal_connect_object (area, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
}

/* Acting */

SrFieldEditor *
_sr_action_form_find_editor (SrActionForm *self,
                             const char   *name)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      SrFieldEditor *editor = g_ptr_array_index (self->editors, i);

      if (g_strcmp0 (sr_field_editor_get_name (editor), name) == 0)
        return editor;
    }

  return NULL;
}

/* What is not changed is not sent: then it cannot collide with what somebody else does to it. */
static SrAct *
collect (SrActionForm *self,
         gint64        record,
         gint64        revision)
{
  SrAct *what = sr_act_new (self->kind, record, self->action->name);
  GHashTableIter iter;
  gpointer name;
  gpointer text;

  what->revision = revision;
  for (guint i = 0; i < self->editors->len; i++)
    {
      SrFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autofree char *typed = sr_field_editor_dup_text (editor);
      gboolean begins = find_present (self, &(SrActionInput) {
                          sr_field_editor_get_name (editor), FALSE, TRUE }) == NULL;

      if (sr_field_editor_is_changed (editor) || (begins && *typed != '\0') ||
          sr_field_editor_is_required (editor))
        sr_act_set (what, sr_field_editor_get_name (editor), typed);
    }

  if (self->given != NULL)
    {
      g_hash_table_iter_init (&iter, self->given);
      while (g_hash_table_iter_next (&iter, &name, &text))
        sr_act_set (what, name, text);
    }
  if (self->reason_area != NULL)
    what->reason = sr_text_area_dup_text (self->reason_area);

  return what;
}

static gboolean
check (SrActionForm *self)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      SrFieldEditor *editor = g_ptr_array_index (self->editors, i);
      g_autoptr (GError) error = NULL;

      if (!sr_field_editor_check (editor, &error))
        {
          _sr_action_form_show_error (self, error->message);
          sr_field_editor_grab_focus (editor);
          return FALSE;
        }
    }

  return TRUE;
}

void
_sr_action_form_set_acting (SrActionForm *self,
                            gboolean      acting)
{
  self->acting = acting;
  update (self);
}

/* What was given to a field of the request or of what the step makes: "owner", "snooze.until". */
static char *
describe_field (const char *field,
                gpointer    user_data)
{
  SrActionForm *self = user_data;

  for (guint i = 0; i < self->editors->len; i++)
    {
      SrFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const char *name = sr_field_editor_get_name (editor);
      const char *dot = strchr (name, '.');
      g_autofree char *text = NULL;

      if (!g_str_equal (dot != NULL ? dot + 1 : name, field))
        continue;

      text = sr_field_editor_dup_text (editor);
      return sr_field_editor_display (editor, text);
    }

  return NULL;
}

static void
announce_done (SrActionForm *self,
               GPtrArray    *outcomes)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *step = sr_step_sentence (self->action->name, describe_field, self);

  if (parent != NULL)
    sr_announce_done (GTK_WIDGET (parent), step, outcomes);
}

static void
on_acted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SrActionForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);

  _sr_action_form_set_acting (self, FALSE);
  if (outcomes != NULL)
    {
      if (self->kind == &sr_request_kind)
        announce_done (self, outcomes);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }

  _sr_action_form_show_error (self, error->message);
  /* Of several each has what it is now: to do it again is to look again. */
  if (self->several == NULL && g_error_matches (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_CONFLICT))
    {
      GPtrArray *conflicts = sr_room_act_get_conflicts (result);

      if (conflicts != NULL)
        _sr_action_form_show_conflicts (self, conflicts);
    }
}

/* (transfer full) */
static GPtrArray *
make_acts (SrActionForm *self)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);

  if (self->several == NULL)
    g_ptr_array_add (acts, collect (self, self->subject != NULL ? sr_row_get_id (self->subject) : 0,
                                    self->revision));
  for (guint i = 0; self->several != NULL && i < self->several->len; i++)
    {
      SrRecord *record = g_ptr_array_index (self->several, i);

      g_ptr_array_add (acts, collect (self, sr_record_get_id (record),
                                      sr_record_get_revision (record)));
    }

  return acts;
}

void
_sr_action_form_perform (SrActionForm *self)
{
  _sr_action_form_set_acting (self, TRUE);
  sr_room_act_async (self->room, make_acts (self), NULL, on_acted_cb, g_object_ref (self));
}

void
_sr_action_form_act (SrActionForm *self)
{
  if (self->acting || !check (self))
    return;

  _sr_action_form_show_error (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->conflict_view), FALSE);
  if (self->kind == &sr_calendar_exception_kind)
    _sr_action_form_rehearse (self, make_acts (self));
  else
    _sr_action_form_perform (self);
}

static void
on_act_cb (SrActionForm *self)
{
  _sr_action_form_act (self);
}

static void
on_act_key_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  on_activate_cb (SR_ACTION_FORM (widget));
}

static void
on_close_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
sr_action_form_dispose (GObject *object)
{
  SrActionForm *self = SR_ACTION_FORM (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_pointer (&self->several, g_ptr_array_unref);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_pointer (&self->subject, sr_row_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_action_form_parent_class)->dispose (object);
}

static void
sr_action_form_class_init (SrActionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_action_form_dispose;

  g_type_ensure (SR_TYPE_CONFLICT_VIEW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/widgets/sr-action-form.ui");
  gtk_widget_class_bind_template_child (widget_class, SrActionForm, window_title);
  gtk_widget_class_bind_template_child (widget_class, SrActionForm, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, SrActionForm, error_label);
  gtk_widget_class_bind_template_child (widget_class, SrActionForm, conflict_view);
  gtk_widget_class_bind_template_child (widget_class, SrActionForm, group);
  gtk_widget_class_bind_template_child (widget_class, SrActionForm, missing_label);
  gtk_widget_class_bind_template_child (widget_class, SrActionForm, act_button);
  gtk_widget_class_bind_template_callback (widget_class, on_act_cb);
  _sr_action_form_conflict_class_init (widget_class);

  gtk_widget_class_install_action (widget_class, "form.close", NULL, on_close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "form.close", NULL);
  gtk_widget_class_install_action (widget_class, "form.act", NULL, on_act_key_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.act",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "form.act",
                                       NULL);
}

static void
sr_action_form_init (SrActionForm *self)
{
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static SrActionForm *
create_form (GtkWindow          *parent,
             SrRoom             *room,
             const SrRecordKind *kind,
             const SrRow        *subject,
             const SrAction     *action,
             const SrPayload    *given)
{
  SrActionForm *self = g_object_new (SR_TYPE_ACTION_FORM,
                                     "transient-for", parent,
                                     "modal", TRUE,
                                     NULL);
  g_autofree char *title = sr_action_dup_title (action);
  gboolean asks = FALSE;

  self->room = g_object_ref (room);
  self->kind = kind;
  self->action = action;
  if (subject != NULL)
    {
      self->subject = sr_row_copy (subject);
      self->revision = sr_row_get_integer (subject, SR_COMMON_REVISION);
    }
  if (given != NULL)
    self->given = g_hash_table_ref ((GHashTable *) given);

  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
  gtk_button_set_label (self->act_button,
                        g_str_equal (action->name, "edit") ? _("Save") : title);

  for (guint i = 0; i < SR_ACTION_MAX_INPUTS && action->inputs[i].field != NULL; i++)
    add_editor (self, &action->inputs[i]);
  if (action->needs_reason)
    add_reason (self);
  asks = self->editors->len > 0 || action->needs_reason;
  gtk_widget_set_visible (GTK_WIDGET (self->group), asks);
  update (self);

  return self;
}

static void
present (SrActionForm *self)
{
  gtk_window_present (GTK_WINDOW (self));
  if (self->editors->len > 0)
    sr_field_editor_grab_focus (g_ptr_array_index (self->editors, 0));
  else if (self->reason_area != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->reason_area));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->act_button));
}

/* A record of a large table is shown by its name: that is what one would type for another. */
static void
name_references (SrActionForm      *self,
                 const SrListedRow *listed)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const SrField *field = &self->kind->fields[i];
      SrFieldEditor *editor = _sr_action_form_find_editor (self, field->name);

      if (editor != NULL && field->type == SR_FIELD_REFERENCE && listed->labels[i] != NULL &&
          !sr_configuration_has_kind (sr_record_kind_find (field->reference)))
        sr_field_editor_set_text (editor, listed->labels[i]);
    }
}

static void
suggest (SrActionForm    *self,
         const SrPayload *suggested)
{
  for (guint i = 0; i < self->editors->len; i++)
    {
      SrFieldEditor *editor = g_ptr_array_index (self->editors, i);
      const char *text = g_hash_table_lookup ((GHashTable *) suggested,
                                              sr_field_editor_get_name (editor));

      if (text != NULL)
        sr_field_editor_suggest (editor, text);
    }
}

/**
 * sr_action_form_present:
 * @parent: the window that the request is shown in
 * @detail: the request as the person sees it; not kept
 * @action: one of its actions
 * @suggested: (nullable): what the form begins with, as if it had been typed
 *
 * Asks for what @action needs and performs it on the request.
 */
void
sr_action_form_present (GtkWindow       *parent,
                        SrRoom          *room,
                        SrRequestDetail *detail,
                        const SrAction  *action,
                        const SrPayload *suggested)
{
  SrActionForm *self = NULL;
  g_autofree char *subtitle = NULL;
  const SrRow *row = NULL;

  g_return_if_fail (SR_IS_ROOM (room));
  g_return_if_fail (detail != NULL && action != NULL);

  row = detail->request->row;
  self = create_form (parent, room, &sr_request_kind, row, action, NULL);
  name_references (self, detail->request);
  for (guint i = 0; i < self->editors->len; i++)
    sr_field_editor_set_subject (g_ptr_array_index (self->editors, i), sr_row_get_id (row),
                                 detail->request->labels[SR_REQUEST_CUSTOMER]);
  if (suggested != NULL)
    suggest (self, suggested);
  subtitle = g_strdup_printf ("%s · %s", sr_row_get_text (row, SR_REQUEST_NUMBER),
                              sr_row_get_text (row, SR_REQUEST_TITLE));
  adw_window_title_set_subtitle (self->window_title, subtitle);
  present (self);
}

/**
 * sr_action_form_present_several:
 * @records: (element-type SrRecord): requests; referenced
 *
 * Asks once for what @action needs, and performs it on all of them: all or none.
 */
void
sr_action_form_present_several (GtkWindow      *parent,
                                SrRoom         *room,
                                GPtrArray      *records,
                                const SrAction *action)
{
  SrActionForm *self = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (SR_IS_ROOM (room));
  g_return_if_fail (records != NULL && action != NULL);

  self = create_form (parent, room, &sr_request_kind, NULL, action, NULL);
  self->several = g_ptr_array_ref (records);
  subtitle = g_strdup_printf (ngettext ("%u request", "%u requests", records->len), records->len);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  present (self);
}

/**
 * sr_action_form_present_record:
 * @kind: a kind of record
 * @subject: (nullable): the record as the person sees it; copied; %NULL for a new one
 * @action: the name of one of its actions
 * @given: (nullable): fields that are set without being asked, as for an act
 *
 * The same for any other record.
 */
void
sr_action_form_present_record (GtkWindow          *parent,
                               SrRoom             *room,
                               const SrRecordKind *kind,
                               const SrRow        *subject,
                               const char         *action,
                               const SrPayload    *given)
{
  const SrAction *found = sr_action_find (kind, action);
  SrActionForm *self = NULL;

  g_return_if_fail (SR_IS_ROOM (room));
  g_return_if_fail (found != NULL);

  self = create_form (parent, room, kind, subject, found, given);
  adw_window_title_set_subtitle (self->window_title, _(kind->label));
  present (self);
}

/**
 * sr_action_form_present_new:
 * @kind: a kind of record
 * @suggested: what the form begins with, as if it had been typed
 *
 * Asks for a new record of @kind.
 */
void
sr_action_form_present_new (GtkWindow          *parent,
                            SrRoom             *room,
                            const SrRecordKind *kind,
                            const SrPayload    *suggested)
{
  const SrAction *create = sr_action_find (kind, "create");
  SrActionForm *self = NULL;

  g_return_if_fail (SR_IS_ROOM (room));
  g_return_if_fail (create != NULL);

  self = create_form (parent, room, kind, NULL, create, NULL);
  suggest (self, suggested);
  adw_window_title_set_subtitle (self->window_title, _(kind->label));
  present (self);
}

/**
 * sr_action_wants_form:
 *
 * Returns: %TRUE if @action cannot be done without asking
 */
gboolean
sr_action_wants_form (const SrAction *action)
{
  g_return_val_if_fail (action != NULL, FALSE);

  if (action->needs_reason || g_str_has_suffix (action->label, "…"))
    return TRUE;

  for (guint i = 0; i < SR_ACTION_MAX_INPUTS && action->inputs[i].field != NULL; i++)
    {
      if (action->inputs[i].required && !action->inputs[i].keeps)
        return TRUE;
    }

  return FALSE;
}
