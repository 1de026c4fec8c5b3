/* Fields of the call card that answer to each other, and the deadlines that follow.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-call-card"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "models/sr-due.h"
#include "ui/queue/sr-call-card-private.h"

void
_sr_call_card_update_forecast (SrCallCard *self)
{
  SrSetting setting = { 0 };
  gboolean emergency = gtk_check_button_get_active (self->emergency_check);
  const char *impact = sr_choice_toggles_get_value (self->impact_toggles);
  const char *urgency = sr_choice_toggles_get_value (self->urgency_toggles);
  const char *priority = NULL;
  gint64 type;
  gint64 response;
  gint64 resolution;
  g_autofree char *text = NULL;

  if (self->types == NULL || impact == NULL || urgency == NULL)
    return;

  type = sr_reference_list_get_chosen (self->types, self->type_drop_down);
  priority = sr_priority_of ((int) g_ascii_strtoll (impact, NULL, 10),
                             (int) g_ascii_strtoll (urgency, NULL, 10));
  sr_priority_label_set_priority (self->priority_label, priority);

  sr_configuration_get_setting (sr_room_get_configuration (self->room), type, 0, self->received_at,
                                &setting);
  response = sr_request_clocks_forecast (&setting, "first_response", type, priority, emergency,
                                         self->received_at);
  resolution = sr_request_clocks_forecast (&setting, "resolution", type, priority, emergency,
                                           self->received_at);
  if (response != 0 && resolution != 0)
    {
      const char *zone = sr_room_get_zone (self->room);
      gint64 now = sr_room_get_now (self->room);
      g_autofree char *response_text = sr_due_when (response, zone, now);
      g_autofree char *resolution_text = sr_due_when (resolution, zone, now);

      /* Translators: two instants, "today 11:12" and "Thu 10:12" */
      text = g_strdup_printf (_("Response by %1$s, resolution by %2$s"), response_text,
                              resolution_text);
    }
  gtk_label_set_label (self->forecast_label, text != NULL ? text : "");
  sr_promise_chooser_set_deadline (self->promise_chooser, resolution);
}

static gboolean
is_of_family (const SrRow *row,
              gpointer     user_data)
{
  return sr_row_is (row, SR_SERVICE_TYPE_FAMILY, user_data);
}

/* A cause belongs to one type, or to all of them. */
static gboolean
is_of_type (const SrRow *row,
            gpointer     user_data)
{
  const gint64 *type = user_data;
  gint64 own = sr_row_get_integer (row, SR_CAUSE_SERVICE_TYPE);

  return own == 0 || own == *type;
}

static void
on_type_changed_cb (SrCallCard *self)
{
  gint64 type;
  gint64 cause;

  if (self->types == NULL)
    return;

  type = sr_reference_list_get_chosen (self->types, self->type_drop_down);
  cause = self->causes != NULL ? sr_reference_list_get_chosen (self->causes, self->cause_drop_down) : 0;
  g_clear_object (&self->causes);
  self->causes = sr_reference_list_new (sr_room_get_configuration (self->room), &sr_cause_kind,
                                        _("Not chosen"), 0, is_of_type, &type);
  sr_reference_list_show_in (self->causes, self->cause_drop_down);
  sr_reference_list_choose (self->causes, self->cause_drop_down, cause);
  _sr_call_card_update_forecast (self);
  _sr_call_card_touch (self);
}

void
_sr_call_card_update_types (SrCallCard *self)
{
  const char *family = sr_choice_toggles_get_value (self->family_toggles);

  if (self->room == NULL || family == NULL)
    return;

  g_clear_object (&self->types);
  self->types = sr_reference_list_new (sr_room_get_configuration (self->room),
                                       &sr_service_type_kind, NULL, 0, is_of_family,
                                       (gpointer) family);
  sr_reference_list_show_in (self->types, self->type_drop_down);
  gtk_widget_set_sensitive (GTK_WIDGET (self->type_drop_down),
                            g_list_model_get_n_items (G_LIST_MODEL (self->types)) > 1);
  on_type_changed_cb (self);
}

void
_sr_call_card_choose_type (SrCallCard *self,
                           gint64      type)
{
  const SrRow *row = sr_configuration_find (sr_room_get_configuration (self->room),
                                            &sr_service_type_kind, type);

  if (row == NULL)
    return;

  sr_choice_toggles_set_value (self->family_toggles,
                               sr_row_get_text (row, SR_SERVICE_TYPE_FAMILY));
  sr_reference_list_choose (self->types, self->type_drop_down, type);
}

static void
on_weight_changed_cb (SrCallCard *self)
{
  _sr_call_card_update_forecast (self);
  _sr_call_card_touch (self);
}

static void
on_changed_cb (SrCallCard *self)
{
  _sr_call_card_touch (self);
}

static void
on_title_changed_cb (SrCallCard *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->title_entry), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->title_error), FALSE);
  _sr_call_card_touch (self);
}

static void
on_customer_changed_cb (SrCallCard *self)
{
  const SrRow *customer = sr_customer_picker_get_customer (self->picker);

  gtk_widget_set_visible (GTK_WIDGET (self->picker_error), FALSE);
  sr_caller_panel_set_customer (self->caller_panel, customer);
  if (customer != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->place_entry)) == '\0' &&
      !sr_row_is_null (customer, SR_CUSTOMER_PLACE))
    gtk_editable_set_text (GTK_EDITABLE (self->place_entry),
                           sr_row_get_text (customer, SR_CUSTOMER_PLACE));
  _sr_call_card_touch (self);
}

static void
on_customer_taken_cb (SrCallCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
}

void
_sr_call_card_fields_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_customer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_customer_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_type_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_weight_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_family_changed_cb",
                                                G_CALLBACK (_sr_call_card_update_types));
}
