/* What is on the call card as one draft, and keeping it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-call-card"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "models/sr-due.h"
#include "ui/queue/sr-call-card-private.h"

/* From the last key to the disk; with the writing itself it stays under half a second. */
#define SAVE_DELAY_MS 300

static char *
dup_entry_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

SrCallDraft *
_sr_call_card_collect (SrCallCard *self)
{
  SrCallDraft *draft = sr_call_draft_new ();
  const SrRow *customer = sr_customer_picker_get_customer (self->picker);

  draft->text = g_strdup (sr_customer_picker_get_text (self->picker));
  draft->customer = customer != NULL ? sr_row_get_id (customer) : 0;
  draft->name = g_strstrip (g_strdup (sr_customer_picker_get_name (self->picker)));
  draft->phone = g_strdup (sr_customer_picker_get_phone (self->picker));
  draft->title = dup_entry_text (self->title_entry);
  draft->body = sr_text_area_dup_text (self->body_area);
  draft->type = sr_reference_list_get_chosen (self->types, self->type_drop_down);
  draft->place = dup_entry_text (self->place_entry);
  draft->impact = g_strdup (sr_choice_toggles_get_value (self->impact_toggles));
  draft->urgency = g_strdup (sr_choice_toggles_get_value (self->urgency_toggles));
  draft->emergency = gtk_check_button_get_active (self->emergency_check);
  draft->promised_at = sr_promise_chooser_get_instant (self->promise_chooser);
  draft->promise_reason = g_strdup (sr_promise_chooser_get_reason (self->promise_chooser));
  draft->received_at = self->received_at;
  draft->answered = gtk_toggle_button_get_active (self->answer_button);
  draft->resolution = sr_reference_list_get_chosen (self->resolutions, self->resolution_drop_down);
  draft->cause = sr_reference_list_get_chosen (self->causes, self->cause_drop_down);
  draft->solution = sr_text_area_dup_text (self->solution_area);
  draft->template = self->template;
  draft->tags = g_strdup (self->tags);
  draft->team = self->team;
  draft->channel = g_strdup (self->channel);

  return draft;
}

void
_sr_call_card_restore (SrCallCard        *self,
                       const SrCallDraft *draft)
{
  self->restoring = TRUE;
  if (draft->received_at != 0)
    self->received_at = draft->received_at;
  sr_customer_picker_restore (self->picker, draft->text, draft->customer, draft->name,
                              draft->phone);
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), draft->title != NULL ? draft->title : "");
  sr_text_area_set_text (self->body_area, draft->body);
  _sr_call_card_choose_type (self, draft->type);
  gtk_editable_set_text (GTK_EDITABLE (self->place_entry), draft->place != NULL ? draft->place : "");
  sr_choice_toggles_set_value (self->impact_toggles, draft->impact);
  sr_choice_toggles_set_value (self->urgency_toggles, draft->urgency);
  gtk_check_button_set_active (self->emergency_check, draft->emergency);
  sr_promise_chooser_restore (self->promise_chooser, draft->promised_at, draft->promise_reason);
  gtk_toggle_button_set_active (self->answer_button, draft->answered);
  sr_reference_list_choose (self->resolutions, self->resolution_drop_down, draft->resolution);
  sr_reference_list_choose (self->causes, self->cause_drop_down, draft->cause);
  sr_text_area_set_text (self->solution_area, draft->solution);
  _sr_call_card_restore_template (self, draft->template);
  g_free (self->tags);
  self->tags = g_strdup (draft->tags);
  self->team = draft->team;
  g_free (self->channel);
  self->channel = g_strdup (draft->channel);
  self->restoring = FALSE;
}

void
_sr_call_card_say_state (SrCallCard *self,
                         const char *state)
{
  g_autofree char *when = sr_due_when (self->received_at, sr_room_get_zone (self->room),
                                       sr_room_get_now (self->room));
  /* Translators: when the call came: "Call today 10:12" */
  g_autofree char *call = g_strdup_printf (C_("call card", "Call %s"), when);
  g_autofree char *subtitle = NULL;

  if (state == NULL)
    subtitle = g_steal_pointer (&call);
  else
    /* Translators: two facts side by side: "Draft saved", "Call today 10:12" */
    subtitle = g_strdup_printf (_("%1$s · %2$s"), state, call);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static void
on_draft_saved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SrCallCard) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sr_room_save_draft_finish (SR_ROOM (source), result, &error))
    {
      self->draft_failed = TRUE;
      _sr_call_card_say_state (self, error->message);
    }
  else if (!self->done && self->save_id == 0)
    {
      self->draft_failed = FALSE;
      _sr_call_card_say_state (self, _("Draft saved"));
    }
}

void
_sr_call_card_save_draft (SrCallCard *self)
{
  g_autoptr (SrCallDraft) draft = _sr_call_card_collect (self);
  g_autofree char *json = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (!sr_call_draft_is_empty (draft))
    json = sr_call_draft_to_json (draft);
  sr_room_save_draft_async (self->room, SR_CALL_CARD_FORM, json, on_draft_saved_cb,
                            g_object_ref (self));
}

static gboolean
on_save_delay_cb (gpointer user_data)
{
  SrCallCard *self = user_data;

  self->save_id = 0;
  _sr_call_card_save_draft (self);

  return G_SOURCE_REMOVE;
}

void
_sr_call_card_touch (SrCallCard *self)
{
  if (self->restoring || self->done || self->room == NULL)
    return;

  /* It is called saved only when all of it is. */
  _sr_call_card_say_state (self, NULL);
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, on_save_delay_cb, self);
}

void
_sr_call_card_drop_draft (SrCallCard *self)
{
  g_clear_handle_id (&self->save_id, g_source_remove);
  sr_room_save_draft_async (self->room, SR_CALL_CARD_FORM, NULL, on_draft_saved_cb,
                            g_object_ref (self));
}
