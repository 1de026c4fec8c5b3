/* Below the view "today": what the person did on the last day of work.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-page"

#include "config.h"

#include "ui/queue/sr-queue-page-private.h"

/* A step that is chosen shows its request in the detail, as a row of the list does, and takes the
 * selection of the list with it: what is done next is done to what is shown.
 */

/**
 * _sr_queue_page_past_follow:
 *
 * The page has another view. Nothing is read before somebody looks; what was read stays.
 */
void
_sr_queue_page_past_follow (SrQueuePage *self)
{
  gboolean is_shown = self->view == SR_QUEUE_TODAY && sr_page_get_room (SR_PAGE (self)) != NULL;

  if (is_shown)
    sr_past_strip_set_room (self->past_strip, sr_page_get_room (SR_PAGE (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->past_strip), is_shown);
}

static void
on_chosen_cb (SrQueuePage *self,
              gint64       request)
{
  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  sr_request_pane_set_request (self->pane, request);
}

static void
on_opened_cb (SrQueuePage *self)
{
  _sr_queue_page_enter_detail (self);
}

void
_sr_queue_page_past_init (SrQueuePage *self)
{
  g_signal_connect_object (self->past_strip, "chosen", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->past_strip, "opened", G_CALLBACK (on_opened_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (self->settings, "queue-past-open", self->past_strip, "open",
                   G_SETTINGS_BIND_DEFAULT);
}
