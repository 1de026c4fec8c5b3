/* Another request, found by number, customer or subject.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-picker"

#include "config.h"

#include "ui/widgets/sr-request-picker.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrRequestPicker:
 *
 * A row of a form: an entry, and below it what matches. The arrows go through the matches without
 * leaving the entry, Enter takes one. What is open comes before what is closed.
 *
 * It asks in two steps, the open ones and then all, and drops answers to what is no longer typed.
 */
struct _SrRequestPicker
{
  AdwPreferencesRow  parent_instance;

  /* template */
  GtkLabel          *label;
  GtkEntry          *entry;
  GtkListBox        *list;
  GtkLabel          *nothing;

  /* owned */
  SrRoom            *room;
  GCancellable      *cancellable;
  char              *customer;

  /* state */
  gint64             subject;
  guint              search_id;
  gboolean           taken;        /* the text is the number of a request that was chosen */
  gboolean           composing;
};

enum
{
  CHANGED,
  DONE,
  N_SIGNALS
};

#define MAX_MATCHES 8
#define TYPING_MS 120

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrRequestPicker, sr_request_picker, ADW_TYPE_PREFERENCES_ROW)

static void search (SrRequestPicker *self,
                    SrQueueView      view);

static void
clear_matches (SrRequestPicker *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

static guint
count_matches (SrRequestPicker *self)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (self->list, (int) n) != NULL)
    n++;

  return n;
}

static gboolean
is_listed (SrRequestPicker *self,
           const char      *number)
{
  for (guint i = 0; i < count_matches (self); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "number"), number) == 0)
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
add_match (SrRequestPicker   *self,
           const SrListedRow *request)
{
  const char *number = sr_row_get_text (request->row, SR_REQUEST_NUMBER);
  const char *title = sr_row_get_text (request->row, SR_REQUEST_TITLE);
  const char *customer = request->labels[SR_REQUEST_CUSTOMER];
  const char *state = sr_choice_label (sr_request_states,
                                       sr_row_get_text (request->row, SR_REQUEST_STATE));
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *facts = NULL;
  g_autofree char *spoken = NULL;

  if (customer == NULL)
    customer = "";
  facts = g_strjoin (" · ", number, customer, state, NULL);
  spoken = g_strjoin (", ", title, number, customer, state, NULL);
  gtk_widget_add_css_class (box, "request-match");
  gtk_box_append (GTK_BOX (box), make_label (title, NULL));
  gtk_box_append (GTK_BOX (box), make_label (facts, "caption"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  sr_accessible_set_name (row, spoken);
  g_object_set_data_full (G_OBJECT (row), "number", g_strdup (number), g_free);
  gtk_list_box_append (self->list, row);
}

static void
show_matches (SrRequestPicker *self)
{
  guint n = self->taken ? 0 : count_matches (self);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n == 0 && !self->taken && *typed != '\0');
  if (n > 0 && *typed != '\0' && gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

typedef struct
{
  SrRequestPicker *picker;
  SrQueueView      view;
} Asking;

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (SrRequestPicker) self = asking->picker;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = sr_room_list_finish (SR_ROOM (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (asking->view == SR_QUEUE_OPEN)
    clear_matches (self);
  for (guint i = 0; requests != NULL && i < requests->len; i++)
    {
      const SrListedRow *request = g_ptr_array_index (requests, i);

      if (count_matches (self) < MAX_MATCHES && sr_row_get_id (request->row) != self->subject &&
          !is_listed (self, sr_row_get_text (request->row, SR_REQUEST_NUMBER)))
        add_match (self, request);
    }

  if (error != NULL)
    gtk_label_set_label (self->nothing, error->message);
  else
    gtk_label_set_label (self->nothing, _("No request matches"));
  if (asking->view == SR_QUEUE_OPEN && error == NULL && count_matches (self) < MAX_MATCHES)
    search (self, SR_QUEUE_ALL);
  else
    show_matches (self);
}

static void
search (SrRequestPicker *self,
        SrQueueView      view)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *words = *typed != '\0' ? typed : self->customer;
  SrRequestQuery query = {
    .view = view, .search = words, .limit = MAX_MATCHES + 1, .with_snoozed = TRUE,
  };
  Asking *asking = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->taken || words == NULL || *words == '\0')
    {
      clear_matches (self);
      show_matches (self);
      return;
    }

  self->cancellable = g_cancellable_new ();
  asking = g_new0 (Asking, 1);
  asking->picker = g_object_ref (self);
  asking->view = view;
  sr_room_list_async (self->room, &query, self->cancellable, on_listed_cb, asking);
}

static gboolean
on_typed_cb (gpointer data)
{
  SrRequestPicker *self = data;

  self->search_id = 0;
  search (self, SR_QUEUE_OPEN);

  return G_SOURCE_REMOVE;
}

static void
on_entry_changed_cb (SrRequestPicker *self)
{
  self->taken = FALSE;
  g_clear_handle_id (&self->search_id, g_source_remove);
  self->search_id = g_timeout_add (TYPING_MS, on_typed_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take (SrRequestPicker *self,
      GtkListBoxRow   *row)
{
  g_autofree char *number = g_strdup (g_object_get_data (G_OBJECT (row), "number"));

  sr_request_picker_set_text (self, number);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_activated_cb (SrRequestPicker *self,
                     GtkListBoxRow   *row)
{
  take (self, row);
}

static void
move_selection (SrRequestPicker *self,
                int              step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int position = selected != NULL ? gtk_list_box_row_get_index (selected) + step : 0;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, MAX (position, 0));

  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
}

static gboolean
on_key_pressed_cb (SrRequestPicker *self,
                   guint            key,
                   guint            code,
                   GdkModifierType  modifiers)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  gboolean is_listing = gtk_widget_get_visible (GTK_WIDGET (self->list));

  if (self->composing || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      if (!is_listing)
        return GDK_EVENT_PROPAGATE;
      move_selection (self, key == GDK_KEY_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (is_listing && selected != NULL)
        take (self, selected);
      else
        g_signal_emit (self, signals[DONE], 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_preedit_changed_cb (SrRequestPicker *self,
                       const char      *preedit)
{
  self->composing = *preedit != '\0';
}

static gboolean
sr_request_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SR_REQUEST_PICKER (widget)->entry));
}

static void
sr_request_picker_dispose (GObject *object)
{
  SrRequestPicker *self = SR_REQUEST_PICKER (object);

  g_clear_handle_id (&self->search_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->customer, g_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_request_picker_parent_class)->dispose (object);
}

static void
sr_request_picker_class_init (SrRequestPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_request_picker_dispose;
  widget_class->grab_focus = sr_request_picker_grab_focus;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/widgets/sr-request-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, SrRequestPicker, label);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPicker, list);
  gtk_widget_class_bind_template_child (widget_class, SrRequestPicker, nothing);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
sr_request_picker_init (SrRequestPicker *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)),
                           "preedit-changed", G_CALLBACK (on_preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sr_request_picker_new:
 * @title: what the request is to the form: "Same as"
 *
 * Returns: (transfer floating): a row without a request
 */
GtkWidget *
sr_request_picker_new (SrRoom     *room,
                       const char *title)
{
  SrRequestPicker *self = g_object_new (SR_TYPE_REQUEST_PICKER, NULL);

  self->room = g_object_ref (room);
  gtk_label_set_label (self->label, title);
  sr_accessible_set_name (GTK_WIDGET (self->entry), title);

  return GTK_WIDGET (self);
}

/**
 * sr_request_picker_set_subject:
 * @request: the id of the request that the form is about
 * @customer: (nullable): the name of its customer
 */
void
sr_request_picker_set_subject (SrRequestPicker *self,
                               gint64           request,
                               const char      *customer)
{
  g_return_if_fail (SR_IS_REQUEST_PICKER (self));

  self->subject = request;
  g_free (self->customer);
  self->customer = g_strdup (customer);
  if (!self->taken)
    search (self, SR_QUEUE_OPEN);
}

/**
 * sr_request_picker_dup_text:
 *
 * Returns: (transfer full): the number of what is chosen, else what is typed
 */
char *
sr_request_picker_dup_text (SrRequestPicker *self)
{
  g_return_val_if_fail (SR_IS_REQUEST_PICKER (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/**
 * sr_request_picker_set_text:
 * @text: the number of a request; empty for none
 */
void
sr_request_picker_set_text (SrRequestPicker *self,
                            const char      *text)
{
  g_return_if_fail (SR_IS_REQUEST_PICKER (self));

  g_signal_handlers_block_by_func (self->entry, on_entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_signal_handlers_unblock_by_func (self->entry, on_entry_changed_cb, self);
  g_clear_handle_id (&self->search_id, g_source_remove);
  self->taken = *text != '\0';
  search (self, SR_QUEUE_OPEN);
}
