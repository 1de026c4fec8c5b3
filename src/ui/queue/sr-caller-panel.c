/* What is known of who is calling.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-caller-panel"

#include "config.h"

#include "ui/queue/sr-caller-panel.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"

/* More open requests of one person are for the queue to show. */
#define MAX_SHOWN 5
/* People of the same name stand in one search. */
#define MAX_SEARCHED 100

/**
 * SrCallerPanel:
 *
 * The person, what happened lately, and what is open: so that nobody takes in twice what is already
 * worked on. It asks in two steps: the requests of that name, then the newest of them in full.
 */
struct _SrCallerPanel
{
  AdwBin          parent_instance;

  /* template */
  GtkStack       *stack;
  GtkLabel       *name_label;
  GtkLabel       *contact_label;
  GtkLabel       *recent_label;
  GtkLabel       *remark_label;
  GtkWidget      *remark_row;
  GtkLabel       *open_label;
  GtkListBox     *open_list;

  /* owned */
  SrRoom         *room;
  SrRow          *customer;
  GCancellable   *cancellable;

  /* state */
  SrQueueView     view;        /* the one that is being searched */
};

enum
{
  SHOW_REQUEST,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrCallerPanel, sr_caller_panel, ADW_TYPE_BIN)

static void search (SrCallerPanel *self,
                    SrQueueView    view);

static void
clear_open (SrCallerPanel *self)
{
  GtkWidget *row = NULL;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->open_list))) != NULL)
    gtk_list_box_remove (self->open_list, row);
  gtk_widget_set_visible (GTK_WIDGET (self->open_list), FALSE);
  gtk_label_set_label (self->open_label, "");
}

static GtkWidget *
create_open_row (SrCallerPanel     *self,
                 const SrListedRow *request)
{
  const SrRow *row = request->row;
  GtkWidget *widget = adw_action_row_new ();
  g_autofree char *due = sr_due_to_words (row, sr_room_get_calendar (self->room),
                                          sr_room_get_now (self->room));
  const char *state = sr_choice_label (sr_request_states, sr_row_get_text (row, SR_REQUEST_STATE));
  const char *owner = request->labels[SR_REQUEST_OWNER];
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *subtitle = NULL;

  g_ptr_array_add (words, (char *) state);
  if (owner != NULL)
    g_ptr_array_add (words, (char *) owner);
  if (due != NULL && *due != '\0')
    g_ptr_array_add (words, due);
  g_ptr_array_add (words, NULL);
  subtitle = g_strjoinv (" · ", (char **) words->pdata);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (widget), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget),
                                 sr_row_get_text (row, SR_REQUEST_TITLE));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (widget), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (widget), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (widget), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), TRUE);
  gtk_widget_set_tooltip_text (widget, sr_row_get_text (row, SR_REQUEST_NUMBER));
  g_object_set_data_full (G_OBJECT (widget), "request",
                          g_memdup2 (&(gint64) { sr_row_get_id (row) }, sizeof (gint64)), g_free);

  return widget;
}

static void
show_open (SrCallerPanel *self,
           GPtrArray     *requests)
{
  guint n = 0;
  g_autofree char *text = NULL;

  clear_open (self);
  for (guint i = 0; i < requests->len; i++, n++)
    {
      if (n < MAX_SHOWN)
        gtk_list_box_append (self->open_list,
                             create_open_row (self, g_ptr_array_index (requests, i)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->open_list), n > 0);

  if (n == 0)
    text = g_strdup (_("No open request"));
  else
    text = g_strdup_printf (ngettext ("%u open request", "%u open requests", n), n);
  gtk_label_set_label (self->open_label, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_history (SrCallerPanel         *self,
              const SrRequestDetail *detail)
{
  g_autofree char *recent = g_strdup_printf (ngettext ("%u request", "%u requests",
                                                       detail->customer_recent),
                                             detail->customer_recent);
  gint64 last = 0;

  for (guint i = 0; i < detail->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (detail->children, i);

      if (sr_row_get_kind (child) == &sr_contact_kind &&
          sr_row_get_integer (child, SR_CONTACT_REACHED) &&
          sr_row_is_null (child, SR_CONTACT_RETRACTED_AT))
        last = MAX (last, sr_row_get_integer (child, SR_CONTACT_AT));
    }
  if (last == 0)
    last = sr_row_get_integer (detail->request->row, SR_REQUEST_RECEIVED_AT);

  gtk_label_set_label (self->recent_label, recent);
  if (last != 0)
    {
      g_autofree char *when = sr_due_when (last, sr_room_get_zone (self->room),
                                           sr_room_get_now (self->room));

      gtk_label_set_label (self->contact_label, when);
    }
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrCallerPanel) self = user_data;
  g_autoptr (SrRequestDetail) detail = sr_room_load_finish (SR_ROOM (source), result, NULL);

  /* What is not known is left open: the call goes on without it. */
  if (detail == NULL || self->customer == NULL ||
      sr_row_get_integer (detail->request->row, SR_REQUEST_CUSTOMER) !=
      sr_row_get_id (self->customer))
    return;

  show_history (self, detail);
}

static void
keep_own (SrCallerPanel *self,
          GPtrArray     *requests)
{
  for (guint i = requests->len; i > 0; i--)
    {
      const SrListedRow *request = g_ptr_array_index (requests, i - 1);

      if (sr_row_get_integer (request->row, SR_REQUEST_CUSTOMER) != sr_row_get_id (self->customer))
        g_ptr_array_remove_index (requests, i - 1);
    }
}

static gint64
find_newest (GPtrArray *requests)
{
  gint64 newest = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const SrListedRow *request = g_ptr_array_index (requests, i);

      newest = MAX (newest, sr_row_get_id (request->row));
    }

  return newest;
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrCallerPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = sr_room_list_finish (SR_ROOM (source), result, &error);

  /* Only the question that stands now may be answered; a cancelled one is older. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->customer == NULL)
    return;

  if (requests == NULL)
    {
      gtk_label_set_label (self->open_label, error->message);
      return;
    }

  keep_own (self, requests);
  if (self->view == SR_QUEUE_OPEN)
    show_open (self, requests);

  if (requests->len > 0)
    sr_room_load_async (self->room, find_newest (requests), self->cancellable,
                        on_loaded_cb, g_object_ref (self));
  else if (self->view == SR_QUEUE_OPEN)
    search (self, SR_QUEUE_RESOLVED);
  else if (self->view == SR_QUEUE_RESOLVED)
    search (self, SR_QUEUE_CLOSED);
  else
    gtk_label_set_label (self->recent_label, _("none"));
}

static void
search (SrCallerPanel *self,
        SrQueueView    view)
{
  SrRequestQuery query = { 0 };

  self->view = view;
  query.view = view;
  query.staff = sr_row_get_id (sr_room_get_staff (self->room));
  query.now = sr_room_get_now (self->room);
  query.search = sr_row_get_text (self->customer, SR_CUSTOMER_NAME);
  query.limit = MAX_SEARCHED;
  query.with_snoozed = TRUE;
  sr_room_list_async (self->room, &query, self->cancellable, on_listed_cb, g_object_ref (self));
}

static void
on_row_activated_cb (SrCallerPanel *self,
                     GtkListBoxRow *row)
{
  gint64 *request = g_object_get_data (G_OBJECT (row), "request");

  g_signal_emit (self, signals[SHOW_REQUEST], 0, *request);
}

/* One stop of the Tab key: the arrows go from request to request. */
static gboolean
sr_caller_panel_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  if ((direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) &&
      gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;

  return GTK_WIDGET_CLASS (sr_caller_panel_parent_class)->focus (widget, direction);
}

static void
sr_caller_panel_dispose (GObject *object)
{
  SrCallerPanel *self = SR_CALLER_PANEL (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->customer, sr_row_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_caller_panel_parent_class)->dispose (object);
}

static void
sr_caller_panel_class_init (SrCallerPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_caller_panel_dispose;
  widget_class->focus = sr_caller_panel_focus;

  signals[SHOW_REQUEST] =
    g_signal_new ("show-request", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/queue/sr-caller-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, name_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, contact_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, recent_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, remark_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, remark_row);
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, open_label);
  gtk_widget_class_bind_template_child (widget_class, SrCallerPanel, open_list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
sr_caller_panel_init (SrCallerPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sr_caller_panel_set_room (SrCallerPanel *self,
                          SrRoom        *room)
{
  g_return_if_fail (SR_IS_CALLER_PANEL (self));

  g_set_object (&self->room, room);
}

/**
 * sr_caller_panel_set_customer:
 * @customer: (nullable): who is calling; copied; %NULL while nobody is known
 */
void
sr_caller_panel_set_customer (SrCallerPanel *self,
                              const SrRow   *customer)
{
  const char *remark = NULL;

  g_return_if_fail (SR_IS_CALLER_PANEL (self));

  if (customer != NULL && self->customer != NULL &&
      sr_row_get_id (customer) == sr_row_get_id (self->customer))
    return;
  if (customer == NULL && self->customer == NULL)
    return;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->customer, sr_row_free);

  gtk_stack_set_visible_child_name (self->stack, customer != NULL ? "person" : "nobody");
  if (customer == NULL)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  self->customer = sr_row_copy (customer);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->name_label, sr_row_get_text (customer, SR_CUSTOMER_NAME));
  gtk_label_set_label (self->contact_label, "—");
  gtk_label_set_label (self->recent_label, "—");
  remark = sr_row_get_text (customer, SR_CUSTOMER_REMARK);
  gtk_label_set_label (self->remark_label, remark != NULL ? remark : "");
  gtk_widget_set_visible (self->remark_row, remark != NULL);
  clear_open (self);
  search (self, SR_QUEUE_OPEN);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * sr_caller_panel_dup_summary:
 *
 * Returns: (transfer full) (nullable): who is calling and how much is open, %NULL while nobody is known
 */
char *
sr_caller_panel_dup_summary (SrCallerPanel *self)
{
  const char *name;
  const char *open;

  g_return_val_if_fail (SR_IS_CALLER_PANEL (self), NULL);

  if (self->customer == NULL)
    return NULL;

  name = sr_row_get_text (self->customer, SR_CUSTOMER_NAME);
  open = gtk_label_get_label (self->open_label);
  if (*open == '\0')
    return g_strdup (name);

  /* Translators: who is calling, then how much is open: "Ann Miller · 2 open requests" */
  return g_strdup_printf (C_("caller", "%1$s · %2$s"), name, open);
}
