/* The dialog for a new request: one call, in the order in which it is told.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-call-card"

#include "config.h"

#include "ui/queue/sr-call-card.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "models/sr-due.h"
#include "ui/queue/sr-call-draft.h"
#include "ui/queue/sr-caller-panel.h"
#include "ui/queue/sr-customer-picker.h"
#include "ui/queue/sr-promise-chooser.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-choice-toggles.h"
#include "ui/widgets/sr-priority-label.h"
#include "ui/widgets/sr-reference-list.h"
#include "ui/widgets/sr-text-area.h"

/* The name of the scratch that is kept for each person. */
#define FORM "call-card"
/* From the last key to the disk; with the writing itself it stays under half a second. */
#define SAVE_DELAY_MS 300
/* A narrower window has no room for what is known of the caller. */
#define WIDE_FROM 1100
#define NARROW_WIDTH 568
#define HEIGHT 664

/**
 * SrCallCard:
 *
 * Everything on it is one [struct@Sr.CallDraft]: read from the fields to be saved while the person
 * types and to be asked of the gate, written to them when the card is opened again. The person closes
 * it with Escape at any time, and nothing that was typed is lost.
 */
struct _SrCallCard
{
  AdwWindow          parent_instance;

  /* template */
  AdwWindowTitle    *window_title;
  GtkScrolledWindow *scroller;
  SrCustomerPicker  *picker;
  GtkLabel          *picker_error;
  GtkEntry          *title_entry;
  GtkLabel          *title_error;
  SrTextArea        *body_area;
  SrChoiceToggles   *family_toggles;
  GtkDropDown       *type_drop_down;
  GtkEntry          *place_entry;
  SrChoiceToggles   *impact_toggles;
  SrChoiceToggles   *urgency_toggles;
  SrPriorityLabel   *priority_label;
  GtkCheckButton    *emergency_check;
  GtkLabel          *forecast_label;
  SrPromiseChooser  *promise_chooser;
  GtkLabel          *promise_error;
  GtkWidget         *promise_box;
  GtkRevealer       *answer_revealer;
  GtkDropDown       *resolution_drop_down;
  GtkDropDown       *cause_drop_down;
  SrTextArea        *solution_area;
  GtkLabel          *answer_error;
  GtkWidget         *side;
  SrCallerPanel     *caller_panel;
  GtkLabel          *error_label;
  GtkRevealer       *error_revealer;
  GtkToggleButton   *answer_button;
  GtkButton         *register_button;

  /* owned */
  SrRoom            *room;
  SrReferenceList   *types;
  SrReferenceList   *resolutions;
  SrReferenceList   *causes;

  /* state */
  gint64             received_at;
  guint              save_id;
  guint              scroll_id;
  gboolean           restoring;    /* the fields are being filled; nobody types */
  gboolean           registering;
  gboolean           draft_failed; /* what is shown of the draft is an error */
  gboolean           done;         /* registered: there is no draft any more */
};

G_DEFINE_FINAL_TYPE (SrCallCard, sr_call_card, ADW_TYPE_WINDOW)

static const char *
get_entry_text (GtkEntry *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static char *
dup_entry_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (get_entry_text (entry)));
}

static gint64
get_chosen_id (SrReferenceList *list,
               GtkDropDown     *drop_down)
{
  return sr_reference_list_get_id (list, gtk_drop_down_get_selected (drop_down));
}

static void
choose_id (SrReferenceList *list,
           GtkDropDown     *drop_down,
           gint64           id)
{
  guint position = sr_reference_list_find (list, id);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_drop_down_set_selected (drop_down, position);
}

/* The draft */

static SrCallDraft *
collect (SrCallCard *self)
{
  SrCallDraft *draft = sr_call_draft_new ();
  const SrRow *customer = sr_customer_picker_get_customer (self->picker);

  draft->text = g_strdup (sr_customer_picker_get_text (self->picker));
  draft->customer = customer != NULL ? sr_row_get_id (customer) : 0;
  draft->name = g_strstrip (g_strdup (sr_customer_picker_get_name (self->picker)));
  draft->phone = g_strdup (sr_customer_picker_get_phone (self->picker));
  draft->title = dup_entry_text (self->title_entry);
  draft->body = sr_text_area_dup_text (self->body_area);
  draft->type = get_chosen_id (self->types, self->type_drop_down);
  draft->place = dup_entry_text (self->place_entry);
  draft->impact = g_strdup (sr_choice_toggles_get_value (self->impact_toggles));
  draft->urgency = g_strdup (sr_choice_toggles_get_value (self->urgency_toggles));
  draft->emergency = gtk_check_button_get_active (self->emergency_check);
  draft->promised_at = sr_promise_chooser_get_instant (self->promise_chooser);
  draft->promise_reason = g_strdup (sr_promise_chooser_get_reason (self->promise_chooser));
  draft->received_at = self->received_at;
  draft->answered = gtk_toggle_button_get_active (self->answer_button);
  draft->resolution = get_chosen_id (self->resolutions, self->resolution_drop_down);
  draft->cause = get_chosen_id (self->causes, self->cause_drop_down);
  draft->solution = sr_text_area_dup_text (self->solution_area);

  return draft;
}

static void
choose_type (SrCallCard *self,
             gint64      type)
{
  const SrRow *row = sr_configuration_find (sr_room_get_configuration (self->room),
                                            &sr_service_type_kind, type);

  if (row == NULL)
    return;

  sr_choice_toggles_set_value (self->family_toggles,
                               sr_row_get_text (row, SR_SERVICE_TYPE_FAMILY));
  choose_id (self->types, self->type_drop_down, type);
}

static void
restore (SrCallCard        *self,
         const SrCallDraft *draft)
{
  self->restoring = TRUE;
  if (draft->received_at != 0)
    self->received_at = draft->received_at;
  sr_customer_picker_restore (self->picker, draft->text, draft->customer, draft->name,
                              draft->phone);
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), draft->title != NULL ? draft->title : "");
  sr_text_area_set_text (self->body_area, draft->body);
  choose_type (self, draft->type);
  gtk_editable_set_text (GTK_EDITABLE (self->place_entry), draft->place != NULL ? draft->place : "");
  sr_choice_toggles_set_value (self->impact_toggles, draft->impact);
  sr_choice_toggles_set_value (self->urgency_toggles, draft->urgency);
  gtk_check_button_set_active (self->emergency_check, draft->emergency);
  sr_promise_chooser_restore (self->promise_chooser, draft->promised_at, draft->promise_reason);
  gtk_toggle_button_set_active (self->answer_button, draft->answered);
  choose_id (self->resolutions, self->resolution_drop_down, draft->resolution);
  choose_id (self->causes, self->cause_drop_down, draft->cause);
  sr_text_area_set_text (self->solution_area, draft->solution);
  self->restoring = FALSE;
}

static void
say_state (SrCallCard *self,
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
      say_state (self, error->message);
    }
  else if (!self->done && self->save_id == 0)
    {
      self->draft_failed = FALSE;
      say_state (self, _("Draft saved"));
    }
}

static void
save_draft (SrCallCard *self)
{
  g_autoptr (SrCallDraft) draft = collect (self);
  g_autofree char *json = NULL;

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (!sr_call_draft_is_empty (draft))
    json = sr_call_draft_to_json (draft);
  sr_room_save_draft_async (self->room, FORM, json, on_draft_saved_cb, g_object_ref (self));
}

static gboolean
on_save_delay_cb (gpointer user_data)
{
  SrCallCard *self = user_data;

  self->save_id = 0;
  save_draft (self);

  return G_SOURCE_REMOVE;
}

static void
touch (SrCallCard *self)
{
  if (self->restoring || self->done || self->room == NULL)
    return;

  /* It is called saved only when all of it is. */
  say_state (self, NULL);
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY_MS, on_save_delay_cb, self);
}

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

  if (get_chosen_id (self->resolutions, self->resolution_drop_down) == 0)
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
  g_autofree char *title = dup_entry_text (self->title_entry);

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
      gtk_widget_activate_action (parent, "win.announce", "s", sentence);
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
  g_clear_handle_id (&self->save_id, g_source_remove);
  sr_room_save_draft_async (self->room, FORM, NULL, on_draft_saved_cb, g_object_ref (self));

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

  draft = collect (self);
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
  touch (self);
}

/* Priority and deadlines */

static void
update_forecast (SrCallCard *self)
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

  type = get_chosen_id (self->types, self->type_drop_down);
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

  type = get_chosen_id (self->types, self->type_drop_down);
  cause = self->causes != NULL ? get_chosen_id (self->causes, self->cause_drop_down) : 0;
  g_clear_object (&self->causes);
  self->causes = sr_reference_list_new (sr_room_get_configuration (self->room), &sr_cause_kind,
                                        _("Not chosen"), 0, is_of_type, &type);
  sr_reference_list_show_in (self->causes, self->cause_drop_down);
  choose_id (self->causes, self->cause_drop_down, cause);
  update_forecast (self);
  touch (self);
}

static void
on_family_changed_cb (SrCallCard *self)
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

static void
on_weight_changed_cb (SrCallCard *self)
{
  update_forecast (self);
  touch (self);
}

/* The fields */

static void
on_changed_cb (SrCallCard *self)
{
  touch (self);
}

static void
on_title_changed_cb (SrCallCard *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->title_entry), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->title_error), FALSE);
  touch (self);
}

static void
on_customer_changed_cb (SrCallCard *self)
{
  const SrRow *customer = sr_customer_picker_get_customer (self->picker);

  gtk_widget_set_visible (GTK_WIDGET (self->picker_error), FALSE);
  sr_caller_panel_set_customer (self->caller_panel, customer);
  if (customer != NULL && *get_entry_text (self->place_entry) == '\0' &&
      !sr_row_is_null (customer, SR_CUSTOMER_PLACE))
    gtk_editable_set_text (GTK_EDITABLE (self->place_entry),
                           sr_row_get_text (customer, SR_CUSTOMER_PLACE));
  touch (self);
}

static void
on_customer_taken_cb (SrCallCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
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
on_minute_cb (SrCallCard *self)
{
  sr_promise_chooser_set_calendar (self->promise_chooser, sr_room_get_calendar (self->room),
                                   sr_room_get_now (self->room));
  update_forecast (self);
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
    save_draft (self);

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
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, scroller);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, picker);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, picker_error);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, title_entry);
  gtk_widget_class_bind_template_child (widget_class, SrCallCard, title_error);
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
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_customer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_customer_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_family_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_register_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_title_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_type_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_weight_changed_cb);

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
  on_family_changed_cb (self);
  say_state (self, NULL);
  g_signal_connect_object (room, "minute", G_CALLBACK (on_minute_cb), self, G_CONNECT_SWAPPED);
  self->restoring = FALSE;
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

  if (error != NULL)
    {
      show_error (self, NULL, error->message);
    }
  else if (draft != NULL)
    {
      restore (self, draft);
      update_forecast (self);
      say_state (self, _("Draft saved"));
    }

  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->picker));
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
  int width;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (SR_IS_ROOM (room));

  self = find_card (parent);
  if (self != NULL)
    {
      gtk_window_present (GTK_WINDOW (self));
      return;
    }

  self = g_object_new (SR_TYPE_CALL_CARD, "transient-for", parent, "modal", TRUE, NULL);
  width = gtk_widget_get_width (GTK_WIDGET (parent));
  if (width > 0 && width < WIDE_FROM)
    {
      gtk_widget_set_visible (self->side, FALSE);
      gtk_window_set_default_size (GTK_WINDOW (self), NARROW_WIDTH, HEIGHT);
    }

  set_room (self, room);
  sr_room_load_draft_async (room, FORM, on_draft_loaded_cb, g_object_ref (self));
}
