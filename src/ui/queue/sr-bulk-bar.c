/* How many are selected, and what may be done with all of them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-bulk-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/queue/sr-action-bar.h"
#include "ui/queue/sr-bulk-bar.h"
#include "ui/widgets/sr-announce.h"

/* While somebody still selects, nothing is asked. */
#define ASK_MILLISECONDS 120

/**
 * SrBulkBar:
 *
 * Stands below a list in which several are selected. The actions are those that all of them share, as
 * a request alone has its own in its detail.
 */
struct _SrBulkBar
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel     *count;
  SrActionBar  *actions;

  /* Owned */
  SrRoom       *room;
  GPtrArray    *records;
  GCancellable *cancellable;

  /* State */
  guint         ask_id;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrBulkBar, sr_bulk_bar, ADW_TYPE_BIN)

static void
on_shared_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrBulkBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = sr_shared_actions_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (error != NULL)
    sr_announce (GTK_WIDGET (self), error->message);
  sr_action_bar_set_choices (self->actions, choices);
}

static void
stop (SrBulkBar *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static gboolean
on_ask_cb (gpointer data)
{
  SrBulkBar *self = data;

  self->ask_id = 0;
  self->cancellable = g_cancellable_new ();
  sr_shared_actions_async (self->room, self->records, self->cancellable, on_shared_cb,
                           g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
on_chosen_cb (SrBulkBar  *self,
              const char *action)
{
  g_signal_emit (self, signals[CHOSEN], 0, action);
}

static void
sr_bulk_bar_dispose (GObject *object)
{
  SrBulkBar *self = SR_BULK_BAR (object);

  stop (self);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_bulk_bar_parent_class)->dispose (object);
}

static void
sr_bulk_bar_class_init (SrBulkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_bulk_bar_dispose;

  /**
   * SrBulkBar::chosen:
   * @action: the name of the action
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SR_TYPE_ACTION_BAR);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-bulk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SrBulkBar, count);
  gtk_widget_class_bind_template_child (widget_class, SrBulkBar, actions);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
}

static void
sr_bulk_bar_init (SrBulkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SrBulkBar *
sr_bulk_bar_new (void)
{
  return g_object_new (SR_TYPE_BULK_BAR, NULL);
}

/**
 * sr_bulk_bar_set_records:
 * @records: (element-type SrRecord): those that are selected and there
 * @n_selected: how many are selected
 *
 * The actions follow a moment later.
 */
void
sr_bulk_bar_set_records (SrBulkBar *self,
                         SrRoom    *room,
                         GPtrArray *records,
                         guint      n_selected)
{
  /* Translators: how many requests are selected; always more than one */
  g_autofree char *count = g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected),
                                            n_selected);

  g_return_if_fail (SR_IS_BULK_BAR (self));
  g_return_if_fail (SR_IS_ROOM (room));

  gtk_label_set_label (self->count, count);
  stop (self);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = g_ptr_array_ref (records);
  g_set_object (&self->room, room);

  /* What all share is not known while some have not come. */
  sr_action_bar_set_choices (self->actions, NULL);
  if (records->len > 0 && records->len == n_selected)
    self->ask_id = g_timeout_add (ASK_MILLISECONDS, on_ask_cb, self);
}

const SrAction *
sr_bulk_bar_get_next (SrBulkBar *self)
{
  g_return_val_if_fail (SR_IS_BULK_BAR (self), NULL);

  return sr_action_bar_get_next (self->actions);
}
