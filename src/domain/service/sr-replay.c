/* What would have come of a clock under other targets.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-replay"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-clock-edit.h"
#include "domain/service/sr-replay.h"

/**
 * sr_judged_clock_free:
 * @self: (nullable) (transfer full):
 */
void
sr_judged_clock_free (SrJudgedClock *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->clock, sr_row_free);
  g_clear_pointer (&self->intervals, g_ptr_array_unref);
  g_free (self->number);
  g_free (self->priority);
  g_free (self);
}

/* The clock lives its stretches again. */
static void
live (SrClockEdit         *edit,
      const SrJudgedClock *judged)
{
  gint64 stopped_at = sr_row_get_integer (judged->clock, SR_CLOCK_STOPPED_AT);

  for (guint i = 0; i < judged->intervals->len; i++)
    {
      const SrRow *interval = g_ptr_array_index (judged->intervals, i);
      gint64 to = sr_row_is_null (interval, SR_CLOCK_INTERVAL_TO)
                    ? stopped_at : sr_row_get_integer (interval, SR_CLOCK_INTERVAL_TO);

      sr_clock_edit_run (edit, sr_row_get_integer (interval, SR_CLOCK_INTERVAL_FROM));
      /* It stopped as it ran. */
      if (i + 1 == judged->intervals->len && to >= stopped_at)
        break;

      sr_clock_edit_pause (edit, to, "");
    }

  sr_clock_edit_stop (edit, stopped_at, "");
}

/**
 * sr_replay_clock:
 * @setting: the targets to try, and the calendar of the request
 * @judged: a clock that has stopped, and its request as it is now
 * @out_kept: (out): whether it would have been in time
 * @out_due_at: (out): its deadline as it stopped; 0 where it was paused then
 *
 * The stretches are those that were; only how long it was allowed to run is another. An extension was
 * to the old target and does not count. By the rules that judge a clock that is alive.
 *
 * Returns: %TRUE, or %FALSE if the targets have nothing for such a clock
 */
gboolean
sr_replay_clock (const SrSetting     *setting,
                 const SrJudgedClock *judged,
                 gboolean            *out_kept,
                 gint64              *out_due_at)
{
  const char *kind = sr_row_get_text (judged->clock, SR_CLOCK_KIND);
  gint64 start = sr_row_get_integer (judged->clock, SR_CLOCK_STARTED_AT);
  g_autoptr (SrClockEdit) edit = NULL;
  SrAllowance allowance;

  if (!sr_allowance_find (setting, kind, judged->type, judged->priority, judged->emergency, start,
                          &allowance))
    return FALSE;

  edit = sr_clock_edit_new (setting, kind, judged->request,
                            sr_row_get_integer (judged->clock, SR_CLOCK_CYCLE), &allowance, start);
  live (edit, judged);
  *out_kept = sr_row_is (edit->clock, SR_CLOCK_OUTCOME, "met");
  *out_due_at = sr_row_get_integer (edit->clock, SR_CLOCK_JUDGED_BY);

  return TRUE;
}
