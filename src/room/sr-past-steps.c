/* What a person did on the last day of work.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-past-steps"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-undo.h"
#include "room/sr-past-steps.h"

void
sr_past_steps_free (SrPastSteps *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

static gint64
get_instant (const SrPersonStep *step)
{
  return sr_row_get_integer (step->event, SR_EVENT_AT);
}

static gboolean
is_undo (const SrPersonStep *step)
{
  return sr_row_is (step->event, SR_EVENT_ACTION, SR_UNDO_ACTION);
}

/* Neither a step that was taken back nor the one that took it back is anything that was done. */
static void
drop_undone (GPtrArray *steps)
{
  g_autoptr (GHashTable) undone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint i = 0;

  for (guint j = 0; j < steps->len; j++)
    {
      const SrPersonStep *step = g_ptr_array_index (steps, j);
      gint64 sequence;

      if (!is_undo (step))
        continue;
      sequence = sr_undo_reason_parse (sr_row_get_text (step->event, SR_EVENT_REASON));
      g_hash_table_add (undone, g_memdup2 (&sequence, sizeof sequence));
    }

  while (i < steps->len)
    {
      const SrPersonStep *step = g_ptr_array_index (steps, i);
      gint64 sequence = sr_row_get_integer (step->event, SR_EVENT_SEQUENCE);

      if (is_undo (step) || g_hash_table_contains (undone, &sequence))
        g_ptr_array_remove_index (steps, i);
      else
        i++;
    }
}

/**
 * sr_past_steps_load:
 * @calendar: the room's
 * @login: who it is about
 * @now: the present instant
 *
 * Returns: (transfer full) (nullable): what the person did from the day on that
 *   sr_look_back_find_day() says until the present day, or %NULL with %SR_STORE_ERROR
 */
SrPastSteps *
sr_past_steps_load (SrConnection  *connection,
                    SrCalendar    *calendar,
                    const char    *login,
                    gint64         now,
                    GError       **error)
{
  g_autoptr (SrPastSteps) self = g_new0 (SrPastSteps, 1);
  gint64 until;
  gint64 last;

  self->today = sr_calendar_day_of (calendar, now);
  until = sr_calendar_instant_at (calendar, self->today, 0);
  if (!sr_step_table_find_last (connection, login, until, SR_LOOK_BACK_NEVER, &last, error))
    return NULL;

  self->from = sr_look_back_find_day (calendar, self->today, last);
  self->steps = sr_step_table_list (connection, login,
                                    sr_calendar_instant_at (calendar, self->from, 0), until,
                                    SR_PAST_STEPS_MAX, error);
  if (self->steps == NULL)
    return NULL;

  drop_undone (self->steps);
  self->until = self->from;
  if (self->steps->len > 0)
    self->until = sr_calendar_day_of (calendar, get_instant (g_ptr_array_index (self->steps, 0)));

  return g_steal_pointer (&self);
}
