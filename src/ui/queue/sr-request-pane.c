/* All about the request that is selected.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-pane"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "domain/sr-domain-error.h"
#include "models/sr-step-sentence.h"
#include "ui/queue/sr-call-card.h"
#include "ui/queue/sr-call-draft.h"
#include "ui/queue/sr-request-pane-private.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-announce.h"
#include "ui/widgets/sr-sentence.h"

/**
 * SrRequestPane:
 *
 * Reads the request as one detail and hands it to its parts: customer, deadline, actions, history.
 * They borrow it until they are given the next. It is read anew when the room says that the request
 * changed, and its words of time at each minute.
 *
 * While another request is being read the old one stays, so that nothing flickers when somebody goes
 * through the list.
 */

G_DEFINE_FINAL_TYPE (SrRequestPane, sr_request_pane, ADW_TYPE_BIN)

void
_sr_request_pane_announce (SrRequestPane *self,
                           const char    *sentence)
{
  sr_announce (GTK_WIDGET (self), sentence);
}

static void
fill_body (SrRequestPane *self)
{
  const char *body = sr_row_get_text (self->detail->request->row, SR_REQUEST_BODY);

  gtk_label_set_label (self->body, body != NULL ? body : "");
  gtk_widget_set_visible (GTK_WIDGET (self->body), body != NULL && *body != '\0');
}

/* Gives the parts the next detail before the old one is freed, since they borrow it. */
static void
take_detail (SrRequestPane   *self,
             SrRequestDetail *detail)
{
  SrRequestDetail *old = self->detail;
  gint64 now = self->room != NULL ? sr_room_get_now (self->room) : 0;

  self->detail = detail;
  sr_request_header_set_detail (self->header, detail, now);
  sr_customer_card_set_detail (self->customer_card, detail);
  sr_deadline_strip_set_detail (self->deadline_strip, detail, now);
  sr_playbook_card_set_detail (self->playbook_card, detail, now);
  sr_action_bar_set_detail (self->action_bar, detail);
  sr_relations_card_set_detail (self->relations_card, detail);
  sr_attachment_strip_set_detail (self->attachment_strip, detail);
  sr_timeline_view_set_detail (self->timeline, detail, now);
  if (detail != NULL)
    fill_body (self);

  g_clear_pointer (&old, sr_request_detail_free);
}

static void
show_detail (SrRequestPane *self)
{
  gtk_stack_set_visible_child_name (self->stack, "detail");
  if (self->deadline_wanted)
    {
      self->deadline_wanted = FALSE;
      sr_deadline_strip_popup (self->deadline_strip);
    }
}

/* Not before it is seen: at its size the icon is an SVG, and to read one loads librsvg. */
static void
on_nothing_map_cb (AdwStatusPage *page)
{
  adw_status_page_set_icon_name (page, "sr-queue-symbolic");
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrRequestPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestDetail) detail = sr_room_load_finish (SR_ROOM (source), result, &error);

  /* A late answer about a request that nobody looks at any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (detail != NULL && sr_row_get_id (detail->request->row) != self->request))
    return;

  if (detail == NULL)
    {
      sr_status_page_set_sentence (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }

  take_detail (self, g_steal_pointer (&detail));
  show_detail (self);
}

static void
load (SrRequestPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->room == NULL || self->request == 0)
    return;

  self->cancellable = g_cancellable_new ();
  sr_room_load_async (self->room, self->request, self->cancellable, on_loaded_cb,
                      g_object_ref (self));
}

static gboolean
on_reload_idle_cb (gpointer data)
{
  SrRequestPane *self = data;

  self->reload_id = 0;
  load (self);

  return G_SOURCE_REMOVE;
}

/* Of the others that it has to do with, subject and state are seen, too. */
static gboolean
is_related (SrRequestPane *self,
            gint64         request)
{
  for (guint i = 0; self->detail != NULL && i < self->detail->relations->len; i++)
    {
      const SrRelation *relation = g_ptr_array_index (self->detail->relations, i);

      if (relation->request == request)
        return TRUE;
    }

  return FALSE;
}

/* An act of several steps is several events, and one reading. */
static void
on_room_changed_cb (SrRequestPane *self,
                    const char    *kind,
                    gint64         record)
{
  if (self->request == 0 || self->reload_id != 0)
    return;
  if (g_str_equal (kind, sr_request_kind.name) && record != self->request &&
      !is_related (self, record))
    return;

  self->reload_id = g_idle_add (on_reload_idle_cb, self);
}

static void
on_room_minute_cb (SrRequestPane *self)
{
  gint64 now = sr_room_get_now (self->room);

  if (self->detail == NULL)
    return;

  sr_request_header_set_detail (self->header, self->detail, now);
  sr_deadline_strip_set_detail (self->deadline_strip, self->detail, now);
  sr_playbook_card_set_detail (self->playbook_card, self->detail, now);
  sr_timeline_view_set_detail (self->timeline, self->detail, now);
}

static char *
describe_conflicts (GPtrArray *conflicts)
{
  const SrConflict *conflict = g_ptr_array_index (conflicts, 0);
  int field = sr_record_kind_find_field (&sr_request_kind, conflict->field);
  const char *label = field >= 0 ? _(sr_request_kind.fields[field].label) : conflict->field;

  /* Translators: a person, then the name of a field */
  return g_strdup_printf (_("%1$s changed “%2$s” meanwhile. Look again, then repeat."),
                          conflict->actor, label);
}

static void
announce_done (SrRequestPane  *self,
               const char     *action,
               GPtrArray      *outcomes)
{
  g_autofree char *step = sr_step_sentence (action, NULL, NULL);

  sr_announce_done (GTK_WIDGET (self), step, outcomes);
}

typedef struct
{
  SrRequestPane  *pane;
  const SrAction *action;
} Acting;

static void
acting_free (Acting *acting)
{
  g_object_unref (acting->pane);
  g_free (acting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Acting, acting_free)

static void
on_act_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Acting) acting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);
  GPtrArray *conflicts = sr_room_act_get_conflicts (result);
  SrRequestPane *self = acting->pane;

  if (outcomes != NULL)
    {
      announce_done (self, acting->action->name, outcomes);
      return;
    }

  if (conflicts != NULL && conflicts->len > 0)
    {
      g_autofree char *sentence = describe_conflicts (conflicts);

      _sr_request_pane_announce (self, sentence);
    }
  else
    {
      _sr_request_pane_announce (self, error->message);
    }
  /* What was set in the pane itself, such as a tick, shows again what holds. */
  load (self);
}

/* On the request that is seen, which may still be another one than the one that is being read. */
static SrAct *
make_act (SrRequestPane   *self,
          const char      *action,
          const SrPayload *given)
{
  const SrRow *request = self->detail->request->row;
  SrAct *act = sr_act_new (&sr_request_kind, sr_row_get_id (request), action);
  GHashTableIter iter;
  gpointer field;
  gpointer text;

  act->revision = sr_row_get_integer (request, SR_COMMON_REVISION);
  if (given != NULL)
    {
      g_hash_table_iter_init (&iter, (GHashTable *) given);
      while (g_hash_table_iter_next (&iter, &field, &text))
        sr_act_set (act, field, text);
    }

  return act;
}

static void
send (SrRequestPane   *self,
      const SrAction  *action,
      const SrPayload *given)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  Acting *acting = g_new0 (Acting, 1);

  g_ptr_array_add (acts, make_act (self, action->name, given));
  acting->pane = g_object_ref (self);
  acting->action = action;
  sr_room_act_async (self->room, g_steal_pointer (&acts), NULL, on_act_cb, acting);
}

static GtkWindow *
get_window (SrRequestPane *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
perform (SrRequestPane   *self,
         const SrAction  *action,
         const SrPayload *suggested)
{
  /* Of a file it is the file that is asked for. */
  if (g_str_equal (action->name, "attach"))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "request.attach", NULL);
    }
  else if (sr_action_wants_form (action) || suggested != NULL)
    {
      sr_action_form_present (get_window (self), self->room, self->detail, action, suggested);
    }
  else
    {
      send (self, action, NULL);
    }
}

/* NULL, with the reason told, if the request that is seen does not allow it. */
static const SrAction *
find_possible (SrRequestPane *self,
               const char    *name)
{
  const SrAction *found = sr_action_find (&sr_request_kind, name);
  g_autoptr (GError) error = NULL;

  if (found == NULL || self->detail == NULL)
    return NULL;

  if (sr_action_is_possible (found, &sr_request_kind,
                             sr_situation_holder_get (self->detail->situation), &error))
    return found;

  _sr_request_pane_announce (self, error->message);

  return NULL;
}

static SrPayload *
read_payload (GVariant    *parameter,
              const char **out_action)
{
  SrPayload *payload = sr_payload_new ();
  g_autoptr (GVariantIter) iter = NULL;
  const char *field;
  const char *text;

  g_variant_get (parameter, "(&sa{ss})", out_action, &iter);
  while (g_variant_iter_next (iter, "{&s&s}", &field, &text))
    g_hash_table_insert (payload, g_strdup (field), g_strdup (text));

  return payload;
}

/* For parts of the pane that propose what to do: the name of the action, then fields and texts that
 * the form begins with. */
static void
on_act_with_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  const char *name;
  g_autoptr (GHashTable) suggested = read_payload (parameter, &name);
  const SrAction *found = find_possible (SR_REQUEST_PANE (widget), name);

  if (found != NULL)
    perform (SR_REQUEST_PANE (widget), found, suggested);
}

/* For parts that have all that the action needs: the same, without a form. */
static void
on_act_now_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  const char *name;
  g_autoptr (GHashTable) given = read_payload (parameter, &name);
  const SrAction *found = find_possible (SR_REQUEST_PANE (widget), name);

  if (found != NULL)
    send (SR_REQUEST_PANE (widget), found, given);
}

static void
on_copy_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  SrRequestPane *self = SR_REQUEST_PANE (widget);

  if (self->detail != NULL)
    sr_call_card_present_like (get_window (self), self->room, self->detail);
}

static void
on_save_template_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  SrRequestPane *self = SR_REQUEST_PANE (widget);
  g_autoptr (SrCallDraft) draft = NULL;
  g_autoptr (GHashTable) suggested = NULL;

  if (self->detail == NULL)
    return;

  draft = sr_call_draft_new_like (self->detail);
  suggested = sr_call_draft_to_template (draft);
  sr_action_form_present_new (get_window (self), self->room, &sr_request_template_kind, suggested);
}

static void
on_action_chosen_cb (SrRequestPane *self,
                     const char    *name)
{
  sr_request_pane_activate_action (self, name);
}

static void
on_note_saved_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (SrRequestPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);
  SrOutcome *outcome;

  if (outcomes == NULL)
    {
      _sr_request_pane_announce (self, error->message);
      return;
    }

  outcome = g_ptr_array_index (outcomes, 0);
  sr_timeline_view_note_saved (self->timeline, outcome->record);
  announce_done (self, "note", outcomes);
}

static void
on_save_note_cb (SrRequestPane *self)
{
  g_autofree char *text = sr_timeline_view_dup_note (self->timeline);
  g_autoptr (GPtrArray) acts = NULL;

  if (self->detail == NULL)
    return;

  /* A note collides with nothing: it is saved whatever others did meanwhile. */
  acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_ptr_array_add (acts, sr_act_set (sr_act_new (&sr_request_kind, self->request, "note"),
                                     "note.text", text));
  sr_room_act_async (self->room, g_steal_pointer (&acts), NULL, on_note_saved_cb,
                     g_object_ref (self));
}

static void
sr_request_pane_dispose (GObject *object)
{
  SrRequestPane *self = SR_REQUEST_PANE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  _sr_request_pane_attach_dispose (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->detail != NULL)
    take_detail (self, NULL);
  g_clear_object (&self->room_signals);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_request_pane_parent_class)->dispose (object);
}

static void
sr_request_pane_class_init (SrRequestPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_request_pane_dispose;

  g_type_ensure (SR_TYPE_ACTION_BAR);
  g_type_ensure (SR_TYPE_ATTACHMENT_STRIP);
  g_type_ensure (SR_TYPE_CUSTOMER_CARD);
  g_type_ensure (SR_TYPE_DEADLINE_STRIP);
  g_type_ensure (SR_TYPE_PLAYBOOK_CARD);
  g_type_ensure (SR_TYPE_RELATIONS_CARD);
  g_type_ensure (SR_TYPE_REQUEST_HEADER);
  g_type_ensure (SR_TYPE_TIMELINE_VIEW);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-request-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, several);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, failed);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, header);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, body);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, relations_card);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, attachment_strip);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, customer_card);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, deadline_strip);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, playbook_card);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, action_bar);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, timeline);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, attaching_box);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, attaching_label);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPane, attaching_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_nothing_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_action_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, sr_request_pane_reload);

  gtk_widget_class_install_action (widget_class, "request.act-with", "(sa{ss})", on_act_with_cb);
  gtk_widget_class_install_action (widget_class, "request.act-now", "(sa{ss})", on_act_now_cb);
  gtk_widget_class_install_action (widget_class, "request.copy", NULL, on_copy_cb);
  gtk_widget_class_install_action (widget_class, "request.save-template", NULL,
                                   on_save_template_cb);
  _sr_request_pane_attach_class_init (widget_class);
  _sr_request_pane_paste_class_init (widget_class);
}

static void
sr_request_pane_init (SrRequestPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->room_signals = g_signal_group_new (SR_TYPE_ROOM);
  g_signal_group_connect_swapped (self->room_signals, "changed", G_CALLBACK (on_room_changed_cb),
                                  self);
  g_signal_group_connect_swapped (self->room_signals, "minute", G_CALLBACK (on_room_minute_cb),
                                  self);
  _sr_request_pane_paste_init (self);
  take_detail (self, NULL);
}

static gboolean
may_make_templates (SrRoom *room)
{
  return (sr_action_find (&sr_request_template_kind, "create")->roles
          & sr_room_get_roles (room)) != 0;
}

void
sr_request_pane_set_room (SrRequestPane *self,
                          SrRoom        *room)
{
  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  if (!g_set_object (&self->room, room))
    return;

  g_signal_group_set_target (self->room_signals, room);
  sr_request_header_set_room (self->header, room);
  sr_attachment_strip_set_room (self->attachment_strip, room);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "request.save-template",
                                 room != NULL && may_make_templates (room));
  sr_request_pane_set_request (self, 0);
}

gint64
sr_request_pane_get_request (SrRequestPane *self)
{
  g_return_val_if_fail (SR_IS_REQUEST_PANE (self), 0);

  return self->request;
}

/**
 * sr_request_pane_set_request:
 * @request: the id of a request; 0 for none
 */
void
sr_request_pane_set_request (SrRequestPane *self,
                             gint64         request)
{
  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  if (self->request == request)
    return;

  self->request = request;
  if (request == 0)
    {
      take_detail (self, NULL);
      gtk_stack_set_visible_child_name (self->stack, "none");
    }
  load (self);
}

/**
 * sr_request_pane_set_several:
 * @n_requests: how many are selected; more than one
 *
 * Shows no request, and says how many are selected.
 */
void
sr_request_pane_set_several (SrRequestPane *self,
                             guint          n_requests)
{
  /* Translators: in the place of a detail; always more than one */
  g_autofree char *title = g_strdup_printf (ngettext ("%u Request Selected",
                                                      "%u Requests Selected", n_requests),
                                            n_requests);

  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  sr_request_pane_set_request (self, 0);
  adw_status_page_set_title (self->several, title);
  gtk_stack_set_visible_child_name (self->stack, "several");
}

void
sr_request_pane_set_narrow (SrRequestPane *self,
                            gboolean       narrow)
{
  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  sr_deadline_strip_set_narrow (self->deadline_strip, narrow);
}

void
sr_request_pane_reload (SrRequestPane *self)
{
  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  load (self);
}

void
sr_request_pane_activate_next (SrRequestPane *self)
{
  const SrAction *next;

  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  next = sr_action_bar_get_next (self->action_bar);
  if (next != NULL)
    perform (self, next, NULL);
}

/**
 * sr_request_pane_activate_action:
 * @action: the name of an action of the table
 *
 * Does the action on the request that is shown, or says why it is not possible.
 */
void
sr_request_pane_activate_action (SrRequestPane *self,
                                 const char    *action)
{
  const SrAction *found;

  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  found = find_possible (self, action);
  if (found != NULL)
    perform (self, found, NULL);
}

void
sr_request_pane_show_deadline (SrRequestPane *self)
{
  g_return_if_fail (SR_IS_REQUEST_PANE (self));

  if (sr_request_pane_is_loaded (self))
    sr_deadline_strip_popup (self->deadline_strip);
  else
    self->deadline_wanted = TRUE;
}

gboolean
sr_request_pane_is_loaded (SrRequestPane *self)
{
  g_return_val_if_fail (SR_IS_REQUEST_PANE (self), FALSE);

  return self->detail != NULL
         && sr_row_get_id (self->detail->request->row) == self->request;
}
