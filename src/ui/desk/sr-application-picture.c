/* The program as a painter: shows a page, draws it, ends.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-application"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/desk/sr-application-private.h"
#include "ui/desk/sr-picture.h"

/* Waits until nothing is on its way any more, then for some frames, since a layout that became
 * narrow is drawn one frame later. What is shown over the page is given the same time.
 */

#define STEP_MILLISECONDS 40
#define STEPS_TO_SETTLE 8
#define STEPS_TO_GIVE_UP (60 * 1000 / STEP_MILLISECONDS)

typedef struct
{
  SrApplication *application;
  guint          n_steps;
  guint          n_settled;
  gint64         record;      /* to be selected, 0 for what the page selects */
  gboolean       is_shown;
} Painting;

static void
show_over (SrApplication *self)
{
  const char *name = self->options.show;
  GActionGroup *actions = G_ACTION_GROUP (self);

  if (g_strcmp0 (name, "deadline") == 0)
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "explain", NULL);
  else if (g_strcmp0 (name, "shortcuts") == 0)
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "show-help-overlay", NULL);
  else if (g_strcmp0 (name, "bell") == 0)
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "reminders", NULL);
  else if (g_strcmp0 (name, "calendar") == 0)
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "show-calendar",
                                    g_variant_new_int32 (0));
  else if (g_strcmp0 (name, "call-card") == 0)
    g_action_group_activate_action (actions, "new-request", NULL);
  else if (name != NULL)
    g_action_group_activate_action (actions, name, NULL);
}

static void
finish (Painting *painting)
{
  SrApplication *self = painting->application;
  g_autoptr (GError) error = NULL;

  if (!sr_picture_save (GTK_WINDOW (self->window), self->options.picture, &error))
    {
      g_printerr ("serviceroom: %s\n", error->message);
      self->status = 1;
    }
  g_application_quit (G_APPLICATION (self));
}

static gboolean
on_step_cb (gpointer data)
{
  Painting *painting = data;
  SrApplication *self = painting->application;

  painting->n_steps++;
  if (self->window == NULL)
    return G_SOURCE_REMOVE;

  if (!sr_page_is_drawn (sr_desk_window_get_page (self->window))
      && painting->n_steps < STEPS_TO_GIVE_UP)
    {
      painting->n_settled = 0;
      return G_SOURCE_CONTINUE;
    }
  if (++painting->n_settled < STEPS_TO_SETTLE)
    return G_SOURCE_CONTINUE;

  if (painting->record != 0)
    {
      sr_page_show_record (sr_desk_window_get_page (self->window), painting->record);
      painting->record = 0;
      painting->n_settled = 0;
      return G_SOURCE_CONTINUE;
    }
  if (!painting->is_shown && self->options.show != NULL)
    {
      painting->is_shown = TRUE;
      painting->n_settled = 0;
      show_over (self);
      return G_SOURCE_CONTINUE;
    }

  finish (painting);

  return G_SOURCE_REMOVE;
}

static void
start (SrApplication *self,
       gint64         record)
{
  Painting *painting = g_new0 (Painting, 1);

  painting->application = self;
  painting->record = record;
  g_timeout_add_full (G_PRIORITY_LOW, STEP_MILLISECONDS, on_step_cb, painting, g_free);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  SrApplication *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_list_finish (SR_ROOM (source), result, &error);
  gint64 found = 0;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const SrListedRow *listed = g_ptr_array_index (rows, i);

      if (sr_row_is (listed->row, SR_REQUEST_NUMBER, self->options.select))
        found = sr_row_get_id (listed->row);
    }

  if (found != 0)
    {
      start (self, found);
    }
  else
    {
      g_printerr (_("serviceroom: --select: there is no request “%s”\n"), self->options.select);
      self->status = 1;
      gtk_window_destroy (GTK_WINDOW (self->window));
    }
  g_application_release (G_APPLICATION (self));
}

/**
 * _sr_application_draw_picture:
 *
 * The room is open. Selects what was asked for, and draws as soon as everything is there.
 */
void
_sr_application_draw_picture (SrApplication *self)
{
  SrRequestQuery query = { .view = SR_QUEUE_ALL, .search = self->options.select };

  if (self->options.select == NULL)
    {
      start (self, 0);
      return;
    }

  g_application_hold (G_APPLICATION (self));
  sr_room_list_async (self->room, &query, NULL, on_found_cb, self);
}
