/* The dialog for a new request: one call, in the order in which it is told.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-call-card"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-call-card-private.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-announce.h"

/* A narrower window has no room for what is known of the caller beside the fields. */
#define WIDE_FROM 1100
#define NARROW_WIDTH 568
#define HEIGHT 664
#define FOLDED_HEIGHT 230

/**
 * SrCallCard:
 *
 * Everything on it is one [struct@Sr.CallDraft]: read from the fields to be saved while the person
 * types and to be asked of the gate, written to them when the card is opened again. The person closes
 * it with Escape at any time, and nothing that was typed is lost.
 */

G_DEFINE_FINAL_TYPE (SrCallCard, sr_call_card, ADW_TYPE_WINDOW)

/* What is missing */

static void
show_error (SrCallCard *self,
            GtkLabel   *where,
            const char *message)
{
  GtkLabel *labels[] = { self->picker_error, self->title_error, self->promise_error,
                         self->answer_error };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_label (labels[i], labels[i] == where ? message : "");
      gtk_widget_set_visible (GTK_WIDGET (labels[i]), labels[i] == where);
    }

  gtk_label_set_label (self->error_label, where == NULL && message != NULL ? message : "");
  gtk_revealer_set_reveal_child (self->error_revealer, where == NULL && message != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->error_revealer), where == NULL && message != NULL);
}

static gboolean
check_answer (SrCallCard *self)
{
  g_autofree char *solution = NULL;

  if (!gtk_toggle_button_get_active (self->answer_button))
    return TRUE;

  if (sr_reference_list_get_chosen (self->resolutions, self->resolution_drop_down) == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->resolution_drop_down));
      show_error (self, self->answer_error, _("Say how it was resolved."));
      return FALSE;
    }

  solution = sr_text_area_dup_text (self->solution_area);
  if (*solution == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->solution_area));
      show_error (self, self->answer_error, _("Write what was answered."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check (SrCallCard *self)
{
  const char *message = NULL;
  g_autofree char *asked = NULL;
  g_autofree char *title =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_entry))));

  show_error (self, NULL, NULL);
  if (!sr_customer_picker_check (self->picker, &message))
    {
      show_error (self, self->picker_error, message);
      return FALSE;
    }

  if (*title == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
      gtk_widget_add_css_class (GTK_WIDGET (self->title_entry), "error");
      show_error (self, self->title_error, _("Say in one line what it is about."));
      return FALSE;
    }

  if (!_sr_call_card_check_template (self, &asked))
    {
      show_error (self, NULL, asked);
      return FALSE;
    }

  if (!gtk_toggle_button_get_active (self->answer_button) &&
      !sr_promise_chooser_check (self->promise_chooser, &message))
    {
      show_error (self, self->promise_error, message);
      return FALSE;
    }

  return check_answer (self);
}

/* Registering */

static void
set_registering (SrCallCard *self,
                 gboolean    registering)
{
  self->registering = registering;
  gtk_widget_set_sensitive (GTK_WIDGET (self->register_button), !registering);
  gtk_widget_set_sensitive (GTK_WIDGET (self->answer_button), !registering);
}

/* Shows the request in the window that the call came in. It is what the last act of the batch made
 * or answered. */
static void
show_outcome (GtkWidget *parent,
              GPtrArray *outcomes)
{
  const SrOutcome *outcome = g_ptr_array_index (outcomes, outcomes->len - 1);
  g_autofree char *sentence = NULL;

  gtk_widget_activate_action (parent, "win.show-request", "x", outcome->record);
  if (outcome->number != NULL)
    {
      /* Translators: the number of a request */
      sentence = g_strdup_printf (_("%s is registered."), outcome->number);
      sr_announce (parent, sentence);
    }
}

static void
on_registered_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (SrCallCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);
  GtkWindow *parent = NULL;

  set_registering (self, FALSE);
  if (outcomes == NULL)
    {
      show_error (self, NULL, error->message);
      return;
    }

  self->done = TRUE;
  _sr_call_card_drop_draft (self);

  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL)
    show_outcome (GTK_WIDGET (parent), outcomes);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
register_call (SrCallCard *self)
{
  g_autoptr (SrCallDraft) draft = NULL;

  if (self->registering || self->done || !check (self))
    return;

  draft = _sr_call_card_collect (self);
  set_registering (self, TRUE);
  sr_room_act_async (self->room, sr_call_draft_to_acts (draft, sr_room_get_zone (self->room)), NULL,
                     on_registered_cb, g_object_ref (self));
}

static void
on_register_cb (SrCallCard *self)
{
  register_call (self);
}

/* Ctrl+Enter asks for the answer first, and registers once it is there. */
static void
on_answer_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  SrCallCard *self = SR_CALL_CARD (widget);

  if (gtk_toggle_button_get_active (self->answer_button))
    register_call (self);
  else
    gtk_toggle_button_set_active (self->answer_button, TRUE);
}

static void
on_area_activate_cb (SrCallCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "call-card.answer", NULL);
}

static gboolean
on_scroll_down_cb (gpointer user_data)
{
  SrCallCard *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->scroll_id = 0;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));

  return G_SOURCE_REMOVE;
}

/* What comes last is shown whole when it appears. Not at once: this is told while the fields are
 * given their places, and a viewport does not move them then. */
static void
on_extent_changed_cb (SrCallCard *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->answer_revealer)) &&
      self->scroll_id == 0)
    self->scroll_id = g_idle_add (on_scroll_down_cb, self);
}

static void
on_answer_toggled_cb (SrCallCard *self)
{
  gboolean answered = gtk_toggle_button_get_active (self->answer_button);

  gtk_revealer_set_reveal_child (self->answer_revealer, answered);
  gtk_widget_set_visible (GTK_WIDGET (self->answer_revealer), answered);
  gtk_widget_set_visible (self->promise_box, !answered);
  gtk_button_set_label (self->register_button,
                        answered ? _("_Register as Answered") : _("_Register"));
  show_error (self, NULL, NULL);
  if (answered && !self->restoring)
    gtk_widget_grab_focus (GTK_WIDGET (self->resolution_drop_down));
  _sr_call_card_touch (self);
}

static void
on_show_request_cb (SrCallCard *self,
                    gint64      request)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-request", "x", request);
  gtk_window_close (GTK_WINDOW (self));
}

static void
update_fold (SrCallCard *self)
{
  g_autofree char *summary = sr_caller_panel_dup_summary (self->caller_panel);

  gtk_widget_set_visible (self->fold, self->is_folded && summary != NULL);
  gtk_label_set_label (self->fold_label, summary != NULL ? summary : "");
  sr_accessible_set_name (GTK_WIDGET (self->fold_button), summary != NULL ? summary : "");
  if (summary == NULL)
    gtk_toggle_button_set_active (self->fold_button, FALSE);
}

static void
on_fold_toggled_cb (SrCallCard *self)
{
  gboolean is_shown = gtk_toggle_button_get_active (self->fold_button);

  gtk_revealer_set_reveal_child (self->fold_revealer, is_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->fold_revealer), is_shown);
}

static void
on_minute_cb (SrCallCard *self)
{
  sr_promise_chooser_set_calendar (self->promise_chooser, sr_room_get_calendar (self->room),
                                   sr_room_get_now (self->room));
  _sr_call_card_update_forecast (self);
}

static void
on_keep_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
sr_call_card_close_request (GtkWindow *window)
{
  SrCallCard *self = SR_CALL_CARD (window);

  /* What is being registered is either stored or still a draft, never both. */
  if (self->registering)
    return TRUE;

  if (self->save_id != 0 || self->draft_failed)
    _sr_call_card_save_draft (self);

  return GTK_WINDOW_CLASS (sr_call_card_parent_class)->close_request (window);
}

static void
sr_call_card_dispose (GObject *object)
{
  SrCallCard *self = SR_CALL_CARD (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_object (&self->types);
  g_clear_object (&self->resolutions);
  g_clear_object (&self->causes);
  g_clear_object (&self->room);
  g_clear_pointer (&self->beginning, sr_call_draft_free);
  g_clear_pointer (&self->put_title, g_free);
  g_clear_pointer (&self->put_body, g_free);
  g_clear_pointer (&self->tags, g_free);
  g_clear_pointer (&self->channel, g_free);

  G_OBJECT_CLASS (sr_call_card_parent_class)->dispose (object);
}

static void
sr_call_card_class_init (SrCallCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  G_OBJECT_CLASS (klass)->dispose = sr_call_card_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sr_call_card_close_request;

  g_type_ensure (SR_TYPE_CALLER_PANEL);
  g_type_ensure (SR_TYPE_CHOICE_TOGGLES);
  g_type_ensure (SR_TYPE_CUSTOMER_PICKER);
  g_type_ensure (SR_TYPE_PRIORITY_LABEL);
  g_type_ensure (SR_TYPE_PROMISE_CHOOSER);
  g_type_ensure (SR_TYPE_TEXT_AREA);

  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/queue/sr-call-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, window_title);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, template_button);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, picker);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, picker_error);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, fold);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, fold_button);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, fold_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, fold_revealer);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, title_entry);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, title_error);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, title_hint);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, body_area);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, family_toggles);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, type_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, place_entry);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, impact_toggles);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, urgency_toggles);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, priority_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, emergency_check);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, forecast_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, promise_box);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, promise_chooser);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, promise_error);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, answer_revealer);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, resolution_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, cause_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, solution_area);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, answer_error);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, side);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, caller_panel);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, error_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, answer_button);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, register_button);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_area_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_fold_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_register_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_fold);

  _sr_call_card_fields_class_init (widget_class);
  _sr_call_card_template_class_init (widget_class);
  gtk_widget_class_install_action (widget_class, "call-card.keep", NULL, on_keep_cb);
  gtk_widget_class_install_action (widget_class, "call-card.answer", NULL, on_answer_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "call-card.keep", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "call-card.answer", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "call-card.answer", NULL);
}

static void
sr_call_card_init (SrCallCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  _sr_call_card_template_init (self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (on_extent_changed_cb), self, G_CONNECT_SWAPPED);

  sr_accessible_set_name (GTK_WIDGET (self->type_drop_down), _("Kind of request"));
  sr_accessible_set_name (GTK_WIDGET (self->resolution_drop_down), _("Resolution code"));
  sr_accessible_set_name (GTK_WIDGET (self->cause_drop_down), _("Cause"));

  self->restoring = TRUE;
  sr_choice_toggles_set_choices (self->family_toggles, sr_type_families, _("Type"));
  sr_choice_toggles_set_choices (self->impact_toggles, sr_impacts, _("Impact"));
  sr_choice_toggles_set_choices (self->urgency_toggles, sr_urgencies, _("Urgency"));
  /* Who calls wants it today; that it can wait is said. */
  sr_choice_toggles_set_value (self->urgency_toggles, "2");
  self->restoring = FALSE;
}

static void
set_room (SrCallCard *self,
          SrRoom     *room)
{
  self->restoring = TRUE;
  self->room = g_object_ref (room);
  self->received_at = sr_room_get_now (room);
  sr_customer_picker_set_room (self->picker, room);
  sr_caller_panel_set_room (self->caller_panel, room);
  sr_promise_chooser_set_calendar (self->promise_chooser, sr_room_get_calendar (room),
                                   self->received_at);
  self->resolutions = sr_reference_list_new (sr_room_get_configuration (room), &sr_resolution_kind,
                                             _("Not chosen"), 0, NULL, NULL);
  sr_reference_list_show_in (self->resolutions, self->resolution_drop_down);
  _sr_call_card_update_types (self);
  _sr_call_card_say_state (self, NULL);
  g_signal_connect_object (room, "minute", G_CALLBACK (on_minute_cb), self, G_CONNECT_SWAPPED);
  self->restoring = FALSE;
}

static void
begin_with (SrCallCard        *self,
            const SrCallDraft *draft,
            const char        *state)
{
  _sr_call_card_restore (self, draft);
  _sr_call_card_update_forecast (self);
  _sr_call_card_say_state (self, state);
}

static void
on_beginning_response_cb (SrCallCard *self,
                          const char *response)
{
  if (g_str_equal (response, "copy"))
    {
      self->received_at = sr_room_get_now (self->room);
      begin_with (self, self->beginning, NULL);
      _sr_call_card_touch (self);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
}

/* There is one card and one draft: what is in it is not lost without a word. */
static void
ask_for_beginning (SrCallCard        *self,
                   const SrCallDraft *draft)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Go On with the Draft?"), NULL);
  const char *title = draft->title != NULL ? draft->title : draft->text;

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  /* Translators: what a call that is not registered is about */
                                  _("A call is not registered yet: “%s”. The copy would take its "
                                    "place."), title != NULL ? title : "…");
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "draft", _("_Go On with the Draft"),
                                    "copy", _("_Take the Copy"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "copy",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "draft");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "draft");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_beginning_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes the draft over before anybody can type, so that neither overwrites the other. */
static void
on_draft_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (SrCallCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = sr_room_load_draft_finish (SR_ROOM (source), result, &error);
  g_autoptr (SrCallDraft) draft = sr_call_draft_from_json (json);

  if (draft != NULL)
    begin_with (self, draft, _("Draft saved"));
  else if (self->beginning != NULL)
    begin_with (self, self->beginning, NULL);
  if (error != NULL)
    show_error (self, NULL, error->message);

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
  if (draft != NULL && self->beginning != NULL)
    ask_for_beginning (self, draft);
}

static SrCallCard *
find_card (GtkWindow *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SR_IS_CALL_CARD (window) && gtk_window_get_transient_for (window) == parent)
        return SR_CALL_CARD (window);
    }

  return NULL;
}

/* What is known of the caller stands beside the fields, or folds to one line among them. */
static void
fold_side (SrCallCard *self)
{
  GtkWidget *panel = GTK_WIDGET (self->caller_panel);

  g_object_ref (panel);
  gtk_box_remove (self->side, panel);
  gtk_revealer_set_child (self->fold_revealer, panel);
  g_object_unref (panel);
  gtk_widget_set_size_request (panel, -1, FOLDED_HEIGHT);
  gtk_widget_set_visible (GTK_WIDGET (self->side), FALSE);
  self->is_folded = TRUE;
}

static void
present (GtkWindow   *parent,
         SrRoom      *room,
         SrCallDraft *beginning)
{
  SrCallCard *self = g_object_new (SR_TYPE_CALL_CARD,
                                   "transient-for", parent,
                                   "modal", TRUE,
                                   NULL);
  int width = gtk_widget_get_width (GTK_WIDGET (parent));

  self->beginning = beginning;
  if (width > 0 && width < WIDE_FROM)
    {
      fold_side (self);
      gtk_window_set_default_size (GTK_WINDOW (self), NARROW_WIDTH, HEIGHT);
    }

  set_room (self, room);
  sr_room_load_draft_async (room, SR_CALL_CARD_FORM, on_draft_loaded_cb, g_object_ref (self));
}

/**
 * sr_call_card_present:
 * @parent: the window that the call came in; it has the action `win.show-request`
 * @room: the room
 *
 * Opens the card, with the draft that was left. A window has one card at most.
 */
void
sr_call_card_present (GtkWindow *parent,
                      SrRoom    *room)
{
  SrCallCard *self = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (SR_IS_ROOM (room));

  self = find_card (parent);
  if (self != NULL)
    gtk_window_present (GTK_WINDOW (self));
  else
    present (parent, room, NULL);
}

/**
 * sr_call_card_present_like:
 * @parent: the window that shows the request
 * @room: the room
 * @detail: a request; nothing of it is kept
 *
 * Opens the card with what was asked for in @detail, as a new call. A draft that was left goes first,
 * and who works here decides.
 */
void
sr_call_card_present_like (GtkWindow       *parent,
                           SrRoom          *room,
                           SrRequestDetail *detail)
{
  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (SR_IS_ROOM (room));
  g_return_if_fail (detail != NULL);

  if (find_card (parent) == NULL)
    present (parent, room, sr_call_draft_new_like (detail));
}
