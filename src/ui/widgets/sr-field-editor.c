/* One field of a record in a form, by its declaration.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-field-editor"

#include "config.h"

#include "ui/widgets/sr-field-editor.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "domain/records/sr-kinds.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-instant-row.h"
#include "ui/widgets/sr-reference-list.h"
#include "ui/widgets/sr-request-picker.h"
#include "ui/widgets/sr-text-area.h"

/**
 * EditorKind:
 *
 * How a field is edited: the row, and the way from its state to text and back.
 */
typedef struct
{
  void   (*create)   (SrFieldEditor *self);
  char  *(*dup_text) (SrFieldEditor *self);
  void   (*set_text) (SrFieldEditor *self,
                      const char    *text);
} EditorKind;

/**
 * SrFieldEditor:
 *
 * Belongs to one form, and owns its row. It holds whatever is typed; whether that is a value is asked
 * of sr_field_parse().
 */
struct _SrFieldEditor
{
  GObject            parent_instance;

  /* borrowed: tables of the program */
  const SrField     *field;
  const EditorKind  *kind;

  /* owned */
  SrRoom            *room;
  char              *name;      /* with the child kind before a dot */
  char              *title;
  char              *present;   /* the text that it began with */
  GtkWidget         *row;
  SrReferenceList   *references;
  GPtrArray         *checks;    /* of GtkCheckButton, in the order of the options */

  /* within the row */
  GtkWidget         *control;

  gboolean           required;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrFieldEditor, sr_field_editor, G_TYPE_OBJECT)

/* Texts that people write in several lines. */
static const char *const long_fields[] = {
  "body", "solution", "summary", "text", "reason", "result", "waiting_for", "withdrawal",
  "follow_up_reason", "extension_reason", "remark", "basis", "happened", "helped", "to_change",
  "left_out", NULL
};

static void
on_changed_cb (SrFieldEditor *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_activate_cb (SrFieldEditor *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
name_row (SrFieldEditor *self,
          GtkWidget     *row)
{
  self->row = g_object_ref_sink (row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), self->title);
}

static void
name_control (SrFieldEditor *self,
              GtkWidget     *control)
{
  self->control = control;
  sr_accessible_set_name (control, self->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control),
                                  GTK_ACCESSIBLE_PROPERTY_REQUIRED, self->required,
                                  -1);
}

/* One line of text */

static void
create_entry (SrFieldEditor *self)
{
  name_row (self, adw_entry_row_new ());
  name_control (self, self->row);
  if (g_str_has_suffix (self->field->name, "phone") || g_str_equal (self->field->name, "phones"))
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self->row), GTK_INPUT_PURPOSE_PHONE);
  if (self->field->type == SR_FIELD_LIST)
    gtk_widget_set_tooltip_text (self->row, _("Several are separated by commas"));
  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "entry-activated", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_entry_text (SrFieldEditor *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row))));
}

static void
set_entry_text (SrFieldEditor *self,
                const char    *text)
{
  g_autofree char *display = NULL;

  /* A list is kept as JSON and typed with commas. */
  if (self->field->type == SR_FIELD_LIST || self->field->type == SR_FIELD_DURATION)
    display = sr_field_editor_display (self, text);
  gtk_editable_set_text (GTK_EDITABLE (self->row), display != NULL ? display : text);
}

/* Several lines of text */

static void
create_area (SrFieldEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (self->title);
  GtkWidget *area = sr_text_area_new (self->title);

  name_row (self, adw_preferences_row_new ());
  self->control = area;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (box, "form-row");
  gtk_widget_set_size_request (area, -1, 76);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), area);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), FALSE);
  gtk_widget_set_focusable (self->row, FALSE);
  g_signal_connect_object (area, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (area, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
}

static char *
dup_area_text (SrFieldEditor *self)
{
  return sr_text_area_dup_text (SR_TEXT_AREA (self->control));
}

static void
set_area_text (SrFieldEditor *self,
               const char    *text)
{
  sr_text_area_set_text (SR_TEXT_AREA (self->control), text);
}

/* Yes or no */

static void
create_switch (SrFieldEditor *self)
{
  GtkWidget *toggle = gtk_switch_new ();

  name_row (self, adw_action_row_new ());
  name_control (self, toggle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), toggle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_switch_text (SrFieldEditor *self)
{
  return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->control)) ? "true" : "false");
}

static void
set_switch_text (SrFieldEditor *self,
                 const char    *text)
{
  gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (text, "true"));
}

/* One of a table */

static void
create_choice (SrFieldEditor *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _("Not chosen"));
  for (const SrChoice *choice = self->field->choices; choice->value != NULL; choice++)
    gtk_string_list_append (labels, sr_choice_label (self->field->choices, choice->value));

  name_row (self, adw_combo_row_new ());
  name_control (self, self->row);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (labels));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_choice_text (SrFieldEditor *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return g_strdup ("");

  return g_strdup (self->field->choices[selected - 1].value);
}

static void
set_choice_text (SrFieldEditor *self,
                 const char    *text)
{
  guint selected = 0;

  for (guint i = 0; self->field->choices[i].value != NULL; i++)
    {
      if (g_str_equal (self->field->choices[i].value, text))
        selected = i + 1;
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), selected);
}

/* A day of the week, 0 for Monday */

static void
create_weekday (SrFieldEditor *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Not chosen"));
  for (int i = 0; i < 7; i++)
    {
      /* 2 January 2023 was a Monday. */
      g_autoptr (GDateTime) day = g_date_time_new_utc (2023, 1, 2 + i, 0, 0, 0);
      g_autofree char *name = g_date_time_format (day, "%A");

      gtk_string_list_append (names, name);
    }

  name_row (self, adw_combo_row_new ());
  name_control (self, self->row);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->row), G_LIST_MODEL (names));
  g_signal_connect_object (self->row, "notify::selected", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_weekday_text (SrFieldEditor *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));

  return selected >= 1 && selected <= 7 ? g_strdup_printf ("%u", selected - 1) : g_strdup ("");
}

static void
set_weekday_text (SrFieldEditor *self,
                  const char    *text)
{
  guint day = *text >= '0' && *text <= '6' ? (guint) (*text - '0') + 1 : 0;

  adw_combo_row_set_selected (ADW_COMBO_ROW (self->row), day);
}

/* One of the records of a small table */

static gint64
read_reference (const char *text)
{
  return text[0] == '#' ? g_ascii_strtoll (text + 1, NULL, 10) : 0;
}

static void
create_reference (SrFieldEditor *self)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  self->references = sr_reference_list_new (sr_room_get_configuration (self->room),
                                            sr_record_kind_find (self->field->reference),
                                            self->required ? _("Not chosen") : _("None"),
                                            read_reference (self->present), NULL, NULL);
  name_row (self, adw_action_row_new ());
  name_control (self, drop_down);
  sr_reference_list_show_in (self->references, GTK_DROP_DOWN (drop_down));
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), drop_down);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self->row), drop_down);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_reference_text (SrFieldEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
  gint64 id = sr_reference_list_get_id (self->references, selected);

  return id != 0 ? g_strdup_printf ("#%" G_GINT64_FORMAT, id) : g_strdup ("");
}

static void
set_reference_text (SrFieldEditor *self,
                    const char    *text)
{
  guint position = sr_reference_list_find (self->references, read_reference (text));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control),
                              position != GTK_INVALID_LIST_POSITION ? position : 0);
}

/* Another request */

static void
create_request (SrFieldEditor *self)
{
  name_row (self, sr_request_picker_new (self->room, self->title));
  self->control = self->row;
  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "done", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_request_text (SrFieldEditor *self)
{
  return sr_request_picker_dup_text (SR_REQUEST_PICKER (self->row));
}

static void
set_request_text (SrFieldEditor *self,
                  const char    *text)
{
  sr_request_picker_set_text (SR_REQUEST_PICKER (self->row), text);
}

/* A day and a time */

static void
create_instant (SrFieldEditor *self)
{
  gboolean past = g_str_equal (self->field->name, "at");

  name_row (self, sr_instant_row_new (self->title, sr_room_get_calendar (self->room),
                                      sr_room_get_now (self->room), past));
  self->control = self->row;
  g_signal_connect_object (self->row, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->row, "done", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_instant_text (SrFieldEditor *self)
{
  return sr_instant_row_dup_text (SR_INSTANT_ROW (self->row));
}

static void
set_instant_text (SrFieldEditor *self,
                  const char    *text)
{
  sr_instant_row_set_text (SR_INSTANT_ROW (self->row), text);
}

/* A day */

static void
create_date (SrFieldEditor *self)
{
  GtkWidget *entry = sr_instant_entry_new (self->title, TRUE);

  name_row (self, adw_action_row_new ());
  self->control = entry;
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
}

static char *
dup_date_text (SrFieldEditor *self)
{
  return g_strstrip (g_strdup (sr_instant_entry_get_text (SR_INSTANT_ENTRY (self->control))));
}

static void
set_date_text (SrFieldEditor *self,
               const char    *text)
{
  sr_instant_entry_set_text (SR_INSTANT_ENTRY (self->control), text);
}

/* A choice of several: the roles of a person, what a template asks for */

/* What the card of a call can ask for; named by the fields of a request. */
static const SrChoice asked_fields[] = {
  { "place", NULL },
  { "contact_phone", NULL },
  { "body", NULL },
  { "promised_at", NULL },
  { NULL, NULL }
};

static const SrChoice *
get_options (SrFieldEditor *self)
{
  return g_str_equal (self->field->name, "roles") ? sr_roles : asked_fields;
}

static const char *
name_option (const SrChoice *options,
             const char     *value)
{
  if (options == sr_roles)
    return sr_choice_label (sr_roles, value);

  return _(sr_request_kind.fields[sr_record_kind_find_field (&sr_request_kind, value)].label);
}

static void
create_several (SrFieldEditor *self)
{
  const SrChoice *options = get_options (self);

  name_row (self, adw_expander_row_new ());
  self->control = self->row;
  self->checks = g_ptr_array_new ();
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->row), TRUE);

  for (const SrChoice *option = options; option->value != NULL; option++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *check = gtk_check_button_new ();
      const char *label = name_option (options, option->value);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self->row), row);
      g_ptr_array_add (self->checks, check);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
}

static char *
dup_several_text (SrFieldEditor *self)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *values = json_array_new ();

  for (guint i = 0; i < self->checks->len; i++)
    {
      if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        json_array_add_string_element (values, get_options (self)[i].value);
    }

  if (json_array_get_length (values) == 0)
    {
      json_array_unref (values);
      return g_strdup ("");
    }

  node = json_node_init_array (json_node_alloc (), values);
  json_array_unref (values);

  return json_to_string (node, FALSE);
}

static void
set_several_text (SrFieldEditor *self,
                  const char    *text)
{
  for (guint i = 0; i < self->checks->len; i++)
    {
      /* The spelling of none is a part of another's. */
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", get_options (self)[i].value);

      gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                   strstr (text, quoted) != NULL);
    }
}

static const EditorKind entry_kind = { create_entry, dup_entry_text, set_entry_text };
static const EditorKind area_kind = { create_area, dup_area_text, set_area_text };
static const EditorKind switch_kind = { create_switch, dup_switch_text, set_switch_text };
static const EditorKind choice_kind = { create_choice, dup_choice_text, set_choice_text };
static const EditorKind weekday_kind = { create_weekday, dup_weekday_text, set_weekday_text };
static const EditorKind reference_kind = { create_reference, dup_reference_text,
                                           set_reference_text };
static const EditorKind request_kind = { create_request, dup_request_text, set_request_text };
static const EditorKind instant_kind = { create_instant, dup_instant_text, set_instant_text };
static const EditorKind date_kind = { create_date, dup_date_text, set_date_text };
static const EditorKind several_kind = { create_several, dup_several_text, set_several_text };

static const EditorKind *
choose_kind (const SrField *field)
{
  switch (field->type)
    {
    case SR_FIELD_BOOLEAN:
      return &switch_kind;
    case SR_FIELD_CHOICE:
      return &choice_kind;
    case SR_FIELD_INSTANT:
      return &instant_kind;
    case SR_FIELD_DATE:
      return &date_kind;
    case SR_FIELD_REFERENCE:
      /* Requests and customers are too many for a list: one is searched, the other is typed. */
      if (g_str_equal (field->reference, sr_request_kind.name))
        return &request_kind;
      return sr_configuration_has_kind (sr_record_kind_find (field->reference)) ? &reference_kind
                                                                                : &entry_kind;
    case SR_FIELD_LIST:
      return g_str_equal (field->name, "roles") || g_str_equal (field->name, "mandatory")
               ? &several_kind : &entry_kind;
    case SR_FIELD_TEXT:
      return g_strv_contains (long_fields, field->name) ? &area_kind : &entry_kind;
    case SR_FIELD_INTEGER:
      return g_str_has_suffix (field->name, "weekday") ? &weekday_kind : &entry_kind;
    case SR_FIELD_DURATION:
    default:
      return &entry_kind;
    }
}

static void
sr_field_editor_finalize (GObject *object)
{
  SrFieldEditor *self = SR_FIELD_EDITOR (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_object (&self->references);
  g_clear_object (&self->row);
  g_clear_object (&self->room);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->present, g_free);

  G_OBJECT_CLASS (sr_field_editor_parent_class)->finalize (object);
}

static void
sr_field_editor_class_init (SrFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sr_field_editor_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[ACTIVATE] =
    g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
sr_field_editor_init (SrFieldEditor *self)
{
}

/**
 * sr_field_editor_new:
 * @field: the field
 * @name: what the action calls it, "contact.summary"
 * @required: whether the action needs it
 * @value: (nullable): what it begins with
 *
 * Returns: (transfer full): an editor with its row
 */
SrFieldEditor *
sr_field_editor_new (SrRoom        *room,
                     const SrField *field,
                     const char    *name,
                     gboolean       required,
                     const SrValue *value)
{
  SrFieldEditor *self = g_object_new (SR_TYPE_FIELD_EDITOR, NULL);
  const char *label = _(field->label);

  self->room = g_object_ref (room);
  self->field = field;
  self->name = g_strdup (name);
  self->required = required;
  self->kind = choose_kind (field);
  if (required && field->type != SR_FIELD_BOOLEAN)
    /* Translators: the label of a field that must be filled in */
    self->title = g_strdup_printf (_("%s (required)"), label);
  else
    self->title = g_strdup (label);
  self->present = value != NULL ? sr_field_to_text (field, value, sr_room_get_zone (room))
                                : g_strdup ("");

  self->kind->create (self);
  self->kind->set_text (self, self->present);
  /* What the row makes of it is what it is compared with: seconds of an instant are not shown. */
  g_free (self->present);
  self->present = self->kind->dup_text (self);

  return self;
}

const char *
sr_field_editor_get_name (SrFieldEditor *self)
{
  return self->name;
}

const char *
sr_field_editor_get_label (SrFieldEditor *self)
{
  return _(self->field->label);
}

gboolean
sr_field_editor_is_required (SrFieldEditor *self)
{
  return self->required;
}

GtkWidget *
sr_field_editor_get_row (SrFieldEditor *self)
{
  return self->row;
}

char *
sr_field_editor_dup_text (SrFieldEditor *self)
{
  return self->kind->dup_text (self);
}

/**
 * sr_field_editor_set_text:
 * @text: a text of the field; it counts as what the record has, not as a change
 */
void
sr_field_editor_set_text (SrFieldEditor *self,
                          const char    *text)
{
  self->kind->set_text (self, text != NULL ? text : "");
  g_free (self->present);
  self->present = self->kind->dup_text (self);
}

/**
 * sr_field_editor_suggest:
 * @text: a text of the field; it counts as typed
 */
void
sr_field_editor_suggest (SrFieldEditor *self,
                         const char    *text)
{
  self->kind->set_text (self, text);
}

/**
 * sr_field_editor_set_subject:
 * @request: the id of the request that the form is about
 * @customer: (nullable): the name of its customer
 *
 * Lets a field for another request offer what belongs together.
 */
void
sr_field_editor_set_subject (SrFieldEditor *self,
                             gint64         request,
                             const char    *customer)
{
  if (self->kind == &request_kind)
    sr_request_picker_set_subject (SR_REQUEST_PICKER (self->row), request, customer);
}

/* Whether it says something else than what it began with. */
gboolean
sr_field_editor_is_changed (SrFieldEditor *self)
{
  g_autofree char *text = self->kind->dup_text (self);

  return !g_str_equal (text, self->present);
}

/**
 * sr_field_editor_check:
 *
 * Returns: whether what is typed is a value of the field, or nothing
 */
gboolean
sr_field_editor_check (SrFieldEditor  *self,
                       GError        **error)
{
  g_autofree char *text = self->kind->dup_text (self);
  g_auto (SrValue) value = SR_VALUE_INIT;
  g_autoptr (GError) local_error = NULL;
  gboolean valid = sr_field_parse (self->field, text, sr_room_get_zone (self->room), &value,
                                   &local_error);

  if (valid)
    gtk_widget_remove_css_class (self->row, "error");
  else
    gtk_widget_add_css_class (self->row, "error");
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return valid;
}

/**
 * sr_field_editor_display:
 * @text: (nullable): a text of the field
 *
 * Returns: (transfer full): the same as people read it; @text itself if it is no value
 */
char *
sr_field_editor_display (SrFieldEditor *self,
                         const char    *text)
{
  g_auto (SrValue) value = SR_VALUE_INIT;

  if (text == NULL || *text == '\0')
    return g_strdup ("");

  if (!sr_field_parse (self->field, text, sr_room_get_zone (self->room), &value, NULL))
    return g_strdup (text);

  if (self->references != NULL && value.type == SR_VALUE_INTEGER)
    return g_strdup (sr_configuration_get_label (sr_room_get_configuration (self->room),
                                                 self->field->reference, value.integer));

  return sr_field_to_display (self->field, &value, sr_room_get_zone (self->room));
}

void
sr_field_editor_grab_focus (SrFieldEditor *self)
{
  gtk_widget_grab_focus (self->control);
}
