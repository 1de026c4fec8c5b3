/* What may be done with several requests at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-shared-actions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "ui/queue/sr-shared-actions.h"

/* Requests are read one after the other, and the actions of each are taken together with what is
 * left of the ones before. The room forgets nothing meanwhile that matters: the gate checks again.
 */

typedef struct
{
  GPtrArray *ids;      /* of gint64 * */
  guint      next;
  GPtrArray *choices;  /* NULL before the first */
} Sharing;

static void
sharing_free (gpointer data)
{
  Sharing *sharing = data;

  g_ptr_array_unref (sharing->ids);
  g_clear_pointer (&sharing->choices, g_ptr_array_unref);
  g_free (sharing);
}

static void
choice_free (gpointer data)
{
  SrActionChoice *choice = data;

  g_free (choice->reason);
  g_free (choice);
}

static gboolean
leads_from (const SrAction *action,
            const char     *state)
{
  for (guint i = 0; i < SR_ACTION_MAX_STATES && action->from[i] != NULL; i++)
    {
      if (g_strcmp0 (action->from[i], state) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * sr_action_choices_of:
 * @detail: a request
 *
 * Returns: (transfer full) (element-type SrActionChoice): the actions that lead from its state, what
 *   comes next before the others in the order of use, without those that are no person's button
 */
GPtrArray *
sr_action_choices_of (SrRequestDetail *detail)
{
  const char *state = sr_row_get_text (detail->request->row, SR_REQUEST_STATE);
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  const SrAction *next = sr_action_find_next (&sr_request_kind,
                                              sr_situation_holder_get (detail->situation));

  for (const SrAction *action = sr_actions_of (&sr_request_kind); action->name != NULL; action++)
    {
      g_autoptr (GError) error = NULL;
      SrActionChoice *choice;

      /* A note is written where it will be read; the rest of the room is no person's button. */
      if (!leads_from (action, state) || g_str_equal (action->name, "note")
          || action->roles == SR_ROLE_ROOM)
        continue;

      choice = g_new0 (SrActionChoice, 1);
      choice->action = action;
      if (!sr_action_is_possible (action, &sr_request_kind,
                                  sr_situation_holder_get (detail->situation), &error))
        choice->reason = g_strdup (error->message);
      g_ptr_array_insert (choices, action == next ? 0 : -1, choice);
    }

  return choices;
}

static const SrActionChoice *
find_choice (GPtrArray      *choices,
             const SrAction *action)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const SrActionChoice *choice = g_ptr_array_index (choices, i);

      if (choice->action == action)
        return choice;
    }

  return NULL;
}

/* What one of them cannot, all cannot; the sentence says which one. */
static void
share (Sharing         *sharing,
       SrRequestDetail *detail)
{
  g_autoptr (GPtrArray) its = sr_action_choices_of (detail);

  sharing->next++;
  if (sharing->choices == NULL)
    {
      sharing->choices = g_steal_pointer (&its);
      return;
    }

  for (guint i = sharing->choices->len; i-- > 0;)
    {
      SrActionChoice *choice = g_ptr_array_index (sharing->choices, i);
      const SrActionChoice *other = find_choice (its, choice->action);

      /* A file is attached to one. */
      if (other == NULL || g_str_equal (choice->action->name, "attach"))
        g_ptr_array_remove_index (sharing->choices, i);
      else if (choice->reason == NULL && other->reason != NULL)
        choice->reason = g_strdup_printf ("%s: %s",
                                          sr_row_get_text (detail->request->row,
                                                           SR_REQUEST_NUMBER),
                                          other->reason);
    }
}

static void load_next (GTask *task);

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestDetail) detail = sr_room_load_finish (SR_ROOM (source), result, &error);

  if (detail == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  share (g_task_get_task_data (task), detail);
  load_next (g_steal_pointer (&task));
}

/* Takes the task. */
static void
load_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Sharing *sharing = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* Nothing is shared already: no further one can add to it. */
  if (sharing->next == sharing->ids->len
      || (sharing->choices != NULL && sharing->choices->len == 0))
    {
      g_task_return_pointer (task, g_steal_pointer (&sharing->choices),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }

  sr_room_load_async (SR_ROOM (g_task_get_source_object (task)),
                      *(gint64 *) g_ptr_array_index (sharing->ids, sharing->next),
                      g_task_get_cancellable (task), on_loaded_cb, g_steal_pointer (&owned));
}

/**
 * sr_shared_actions_async:
 * @records: (element-type SrRecord): requests, at least one
 *
 * Asks which actions lead from the states of all @records.
 */
void
sr_shared_actions_async (SrRoom              *room,
                         GPtrArray           *records,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = NULL;
  Sharing *sharing = NULL;

  g_return_if_fail (SR_IS_ROOM (room));
  g_return_if_fail (records != NULL && records->len > 0);

  sharing = g_new0 (Sharing, 1);
  sharing->ids = g_ptr_array_new_full (records->len, g_free);
  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = sr_record_get_id (g_ptr_array_index (records, i));

      g_ptr_array_add (sharing->ids, g_memdup2 (&id, sizeof id));
    }

  task = g_task_new (room, cancellable, callback, user_data);
  g_task_set_source_tag (task, sr_shared_actions_async);
  g_task_set_task_data (task, sharing, sharing_free);
  load_next (task);
}

/**
 * sr_shared_actions_finish:
 *
 * Returns: (transfer full) (element-type SrActionChoice): what all of them share, each with the reason
 *   of the first that cannot; %NULL with an error
 */
GPtrArray *
sr_shared_actions_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
