/* What a stored clock says of its time.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-clock-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-allowance.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/sr-domain-error.h"

/**
 * sr_clock_row_elapsed:
 * @clock: a row of kind clock
 * @now: an instant, not before the present run
 *
 * Returns: the seconds used until @now, of working or real time as the clock counts; paused
 *   stretches are no part of them
 */
gint64
sr_clock_row_elapsed (const SrRow     *clock,
                      const SrSetting *setting,
                      gint64           now)
{
  gint64 elapsed = sr_row_get_integer (clock, SR_CLOCK_ELAPSED);

  if (!sr_row_is_null (clock, SR_CLOCK_RUNNING_SINCE))
    {
      gint64 since = sr_row_get_integer (clock, SR_CLOCK_RUNNING_SINCE);
      SrCalendar *calendar = sr_setting_calendar (setting,
                                                  sr_row_get_text (clock, SR_CLOCK_TIME_BASIS));

      if (now > since)
        elapsed += sr_calendar_between (calendar, since, now);
    }

  return elapsed;
}

/**
 * sr_clock_row_remaining:
 * @clock: a row of kind clock
 * @now: an instant, not before the present run
 *
 * Returns: the seconds left at @now, extensions included; negative when they are used up
 */
gint64
sr_clock_row_remaining (const SrRow     *clock,
                        const SrSetting *setting,
                        gint64           now)
{
  return sr_row_get_integer (clock, SR_CLOCK_BUDGET) +
         sr_row_get_integer (clock, SR_CLOCK_EXTENSION) -
         sr_clock_row_elapsed (clock, setting, now);
}

static gboolean
refuse (const SrRow  *clock,
        const char   *what,
        GError      **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, sr_row_get_id (clock));

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("Clock %s (%s) is not explained by its stretches: %s."), id,
               sr_choice_label (sr_clock_kinds, sr_row_get_text (clock, SR_CLOCK_KIND)), what);

  return FALSE;
}

/**
 * sr_clock_row_verify:
 * @clock: a row of kind clock
 * @intervals: (element-type SrRow): its stretches, in any order
 *
 * Returns: %TRUE if they explain what the clock says: the time used, since when it runs, when it
 *   stopped; else SR_DOMAIN_ERROR_INVALID
 */
gboolean
sr_clock_row_verify (const SrRow  *clock,
                     GPtrArray    *intervals,
                     GError      **error)
{
  gboolean is_running = sr_row_is (clock, SR_CLOCK_STATE, "running");
  gboolean is_over = sr_row_is (clock, SR_CLOCK_STATE, "stopped") ||
                     sr_row_is (clock, SR_CLOCK_STATE, "cancelled");
  gint64 stopped_at = sr_row_get_integer (clock, SR_CLOCK_STOPPED_AT);
  gint64 used = 0;
  guint n_open = 0;

  for (guint i = 0; i < intervals->len; i++)
    {
      const SrRow *interval = g_ptr_array_index (intervals, i);
      gint64 from = sr_row_get_integer (interval, SR_CLOCK_INTERVAL_FROM);

      if (sr_row_is_null (interval, SR_CLOCK_INTERVAL_TO))
        {
          n_open++;
          if (!is_running || from != sr_row_get_integer (clock, SR_CLOCK_RUNNING_SINCE))
            return refuse (clock, _("one is open that the clock does not know"), error);
        }
      else
        {
          gint64 to = sr_row_get_integer (interval, SR_CLOCK_INTERVAL_TO);

          if (to < from)
            return refuse (clock, _("one ends before it begins"), error);
          if (is_over && to > stopped_at)
            return refuse (clock, _("one ends after the clock stopped"), error);
          used += sr_row_get_integer (interval, SR_CLOCK_INTERVAL_USED);
        }
    }

  if (used != sr_row_get_integer (clock, SR_CLOCK_ELAPSED))
    return refuse (clock, _("the time used does not add up"), error);
  if (n_open != (is_running ? 1 : 0) ||
      is_running == sr_row_is_null (clock, SR_CLOCK_RUNNING_SINCE))
    return refuse (clock, _("the present run is missing"), error);
  if (is_over == sr_row_is_null (clock, SR_CLOCK_STOPPED_AT))
    return refuse (clock, _("the instant at which it stopped does not fit its state"), error);
  if (is_running == sr_row_is_null (clock, SR_CLOCK_DUE_AT))
    return refuse (clock, _("only a running clock has a deadline"), error);

  return TRUE;
}
