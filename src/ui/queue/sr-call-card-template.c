/* Beginning a call with what comes again and again.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-call-card"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-call-card-private.h"
#include "ui/widgets/sr-action-form.h"

/* A template fills what is empty and what the template before it wrote. What somebody typed stays: a
 * subject is told beside it, a description is followed by that of the template. What is chosen, as
 * type and urgency, is what a template is for.
 */

static const SrRow *
get_template (SrCallCard *self)
{
  return sr_configuration_find (sr_room_get_configuration (self->room), &sr_request_template_kind,
                                self->template);
}

static const char *
get_name (const SrRow *row)
{
  return sr_row_get_text (row, SR_REQUEST_TEMPLATE_NAME);
}

static void
show_template (SrCallCard *self)
{
  const SrRow *row = get_template (self);

  gtk_menu_button_set_label (self->template_button,
                             row != NULL ? get_name (row) : _("From Templ_ate"));
  /* A name may have underscores of its own. */
  gtk_menu_button_set_use_underline (self->template_button, row == NULL);
}

static void
say_hint (SrCallCard *self,
          const char *subject)
{
  g_autofree char *hint = NULL;

  if (subject != NULL)
    /* Translators: %s is the subject that the template has */
    hint = g_strdup_printf (_("Your subject stays. The template says “%s”."), subject);
  gtk_label_set_label (self->title_hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->title_hint), hint != NULL);
}

/* What is there is nobody's work. */
static gboolean
is_free (const char *present,
         const char *put)
{
  return *present == '\0' || g_strcmp0 (present, put) == 0;
}

static void
put_title (SrCallCard *self,
           const char *title)
{
  const char *present = gtk_editable_get_text (GTK_EDITABLE (self->title_entry));

  say_hint (self, NULL);
  if (title == NULL || g_str_equal (title, present))
    return;

  if (!is_free (present, self->put_title))
    {
      say_hint (self, title);
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), title);
  g_free (self->put_title);
  self->put_title = g_strdup (title);
}

static void
put_body (SrCallCard *self,
          const char *body)
{
  g_autofree char *present = sr_text_area_dup_text (self->body_area);
  g_autofree char *both = NULL;

  if (body == NULL || strstr (present, body) != NULL)
    return;

  if (is_free (present, self->put_body))
    {
      sr_text_area_set_text (self->body_area, body);
      g_free (self->put_body);
      self->put_body = g_strdup (body);
      return;
    }

  both = g_strconcat (present, "\n\n", body, NULL);
  sr_text_area_set_text (self->body_area, both);
}

static void
put_choices (SrCallCard  *self,
             const SrRow *row)
{
  const char *impact = sr_row_get_text (row, SR_REQUEST_TEMPLATE_IMPACT);
  const char *urgency = sr_row_get_text (row, SR_REQUEST_TEMPLATE_URGENCY);
  const char *place = sr_row_get_text (row, SR_REQUEST_TEMPLATE_PLACE);

  if (!sr_row_is_null (row, SR_REQUEST_TEMPLATE_TYPE))
    _sr_call_card_choose_type (self, sr_row_get_integer (row, SR_REQUEST_TEMPLATE_TYPE));
  if (impact != NULL)
    sr_choice_toggles_set_value (self->impact_toggles, impact);
  if (urgency != NULL)
    sr_choice_toggles_set_value (self->urgency_toggles, urgency);
  if (place != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->place_entry)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->place_entry), place);
}

/* What has no field on the card. */
static void
put_silent (SrCallCard  *self,
            const SrRow *row)
{
  g_free (self->tags);
  self->tags = g_strdup (row != NULL ? sr_row_get_text (row, SR_REQUEST_TEMPLATE_TAGS) : NULL);
  g_free (self->channel);
  self->channel = g_strdup (row != NULL ? sr_row_get_text (row, SR_REQUEST_TEMPLATE_CHANNEL)
                                        : NULL);
  self->team = row != NULL ? sr_row_get_integer (row, SR_REQUEST_TEMPLATE_TEAM) : 0;
}

static void
on_use_template_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  SrCallCard *self = SR_CALL_CARD (widget);
  const SrRow *row;

  self->template = g_variant_get_int64 (parameter);
  row = get_template (self);
  put_silent (self, row);
  if (row != NULL)
    {
      put_title (self, sr_row_get_text (row, SR_REQUEST_TEMPLATE_TITLE));
      put_body (self, sr_row_get_text (row, SR_REQUEST_TEMPLATE_BODY));
      put_choices (self, row);
    }
  else
    {
      say_hint (self, NULL);
    }
  show_template (self);
  _sr_call_card_update_forecast (self);
  _sr_call_card_touch (self);
  gtk_widget_grab_focus (sr_customer_picker_get_customer (self->picker) == NULL
                           ? GTK_WIDGET (self->picker) : GTK_WIDGET (self->body_area));
}

/* Saving one */

static void
on_save_template_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  SrCallCard *self = SR_CALL_CARD (widget);
  g_autoptr (SrCallDraft) draft = _sr_call_card_collect (self);
  g_autoptr (GHashTable) suggested = sr_call_draft_to_template (draft);

  sr_action_form_present_new (GTK_WINDOW (self), self->room, &sr_request_template_kind, suggested);
}

/* The menu */

static int
compare_templates (gconstpointer a,
                   gconstpointer b)
{
  const SrRow *first = *(const SrRow *const *) a;
  const SrRow *second = *(const SrRow *const *) b;
  gint64 left = sr_row_get_integer (first, SR_REQUEST_TEMPLATE_POSITION);
  gint64 right = sr_row_get_integer (second, SR_REQUEST_TEMPLATE_POSITION);

  if (left != right)
    return left < right ? -1 : 1;

  return sr_row_get_id (first) < sr_row_get_id (second) ? -1 : 1;
}

static GPtrArray *
list_templates (SrCallCard *self)
{
  GPtrArray *rows = sr_configuration_get_rows (sr_room_get_configuration (self->room),
                                               &sr_request_template_kind);
  GPtrArray *active = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      if (sr_row_get_integer (g_ptr_array_index (rows, i), SR_REQUEST_TEMPLATE_ACTIVE) != 0)
        g_ptr_array_add (active, g_ptr_array_index (rows, i));
    }
  g_ptr_array_sort (active, compare_templates);

  return active;
}

static void
append_template (GMenu      *menu,
                 const char *label,
                 gint64      id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);
  /* In a menu an underscore marks a letter, unless there are two. */
  g_autoptr (GString) text = g_string_new (label);

  g_string_replace (text, "_", "__", 0);
  g_menu_item_set_label (item, text->str);
  g_menu_item_set_action_and_target (item, "call-card.use-template", "x", id);
  g_menu_append_item (menu, item);
}

static void
on_create_popup_cb (GtkMenuButton *button,
                    gpointer       user_data)
{
  SrCallCard *self = user_data;
  g_autoptr (GPtrArray) templates = list_templates (self);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) all = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  for (guint i = 0; i < templates->len; i++)
    {
      const SrRow *row = g_ptr_array_index (templates, i);

      append_template (all, get_name (row), sr_row_get_id (row));
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (all));

  if (self->template != 0)
    append_template (rest, _("No Template"), 0);
  if (sr_action_find (&sr_request_template_kind, "create")->roles & sr_room_get_roles (self->room))
    g_menu_append (rest, _("_Save as Template…"), "call-card.save-template");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

void
_sr_call_card_restore_template (SrCallCard *self,
                                gint64      template)
{
  self->template = template;
  if (get_template (self) == NULL)
    self->template = 0;
  show_template (self);
}

/* What it asks for */

/* NULL for what the card cannot be asked for, or has. */
static GtkWidget *
find_missing (SrCallCard  *self,
              const SrRow *row,
              const char  *field)
{
  if (g_str_equal (field, "place"))
    {
      g_autofree char *place =
        g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->place_entry))));

      return *place == '\0' ? GTK_WIDGET (self->place_entry) : NULL;
    }

  if (g_str_equal (field, "body"))
    {
      g_autofree char *body = sr_text_area_dup_text (self->body_area);

      /* Questions are no answers. */
      return is_free (body, sr_row_get_text (row, SR_REQUEST_TEMPLATE_BODY))
               ? GTK_WIDGET (self->body_area) : NULL;
    }

  if (g_str_equal (field, "contact_phone"))
    {
      const char *phone = sr_customer_picker_get_phone (self->picker);

      return phone == NULL || *phone == '\0' ? GTK_WIDGET (self->picker) : NULL;
    }

  if (g_str_equal (field, "promised_at"))
    return !gtk_toggle_button_get_active (self->answer_button) &&
           sr_promise_chooser_get_instant (self->promise_chooser) == 0
             ? GTK_WIDGET (self->promise_chooser) : NULL;

  return NULL;
}

gboolean
_sr_call_card_check_template (SrCallCard  *self,
                              char       **out_message)
{
  const SrRow *row = get_template (self);
  g_auto (GStrv) fields = NULL;

  if (row == NULL)
    return TRUE;

  fields = sr_row_get_list (row, SR_REQUEST_TEMPLATE_MANDATORY);
  for (guint i = 0; fields[i] != NULL; i++)
    {
      GtkWidget *missing = find_missing (self, row, fields[i]);
      int field = sr_record_kind_find_field (&sr_request_kind, fields[i]);

      if (missing == NULL || field < 0)
        continue;

      gtk_widget_grab_focus (missing);
      /* Translators: the name of a template, then the name of a field */
      *out_message = g_strdup_printf (_("“%1$s” asks for: %2$s"), get_name (row),
                                      _(sr_request_kind.fields[field].label));
      return FALSE;
    }

  return TRUE;
}

void
_sr_call_card_template_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "call-card.use-template", "x",
                                   on_use_template_cb);
  gtk_widget_class_install_action (widget_class, "call-card.save-template", NULL,
                                   on_save_template_cb);
}

void
_sr_call_card_template_init (SrCallCard *self)
{
  gtk_menu_button_set_create_popup_func (self->template_button, on_create_popup_cb, self, NULL);
}
