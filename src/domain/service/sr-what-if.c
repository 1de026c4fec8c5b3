/* Where a deadline would go.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-what-if"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/service/sr-what-if.h"

/* The row of @changes that takes the place of @row, else @row itself. */
static const SrRow *
find_changed (GPtrArray   *changes,
              const SrRow *row)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (change->before != NULL && sr_row_get_kind (change->after) == sr_row_get_kind (row) &&
          sr_row_get_id (change->before) == sr_row_get_id (row))
        return change->after;
    }

  return row;
}

/* One step of the clocks, to a request that becomes @after. */
static GPtrArray *
step (const SrSituation *situation,
      const SrRow       *before,
      SrRow             *after,
      GPtrArray         *children,
      gint64             at)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrSituation then = *situation;

  then.children = children;
  then.now = at;
  sr_request_clocks_update (&then, before, after,
                            sr_request_clocks_causes (before, after, changes), changes, NULL);

  return changes;
}

/**
 * sr_what_if_paused:
 * @situation: the request as it is
 * @clock: one of its clocks
 * @until: when it would go on
 *
 * Returns: the deadline if the request waited for the customer from now; 0 if that does not stop the
 *   clock
 */
gint64
sr_what_if_paused (const SrSituation *situation,
                   const SrRow       *clock,
                   gint64             until)
{
  g_autoptr (SrRow) waiting = sr_row_copy (situation->subject);
  g_autoptr (SrRow) resumed = sr_row_copy (situation->subject);
  g_autoptr (GPtrArray) pause = NULL;
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  g_autoptr (GPtrArray) run = NULL;
  const SrRow *stopped = NULL;

  if (!sr_row_is (clock, SR_CLOCK_STATE, "running"))
    return 0;

  sr_row_set_text (waiting, SR_REQUEST_STATE, "waiting_customer");
  sr_row_set_integer (waiting, SR_REQUEST_WAITING_UNTIL, until);
  pause = step (situation, situation->subject, waiting, situation->children, situation->now);
  stopped = find_changed (pause, clock);
  if (!sr_row_is (stopped, SR_CLOCK_STATE, "paused"))
    return 0;

  for (guint i = 0; i < situation->children->len; i++)
    g_ptr_array_add (children, (gpointer) find_changed (pause, g_ptr_array_index (
                                                                 situation->children, i)));
  sr_row_set_text (resumed, SR_REQUEST_STATE, "in_progress");
  run = step (situation, waiting, resumed, children, until);

  return sr_row_get_integer (find_changed (run, stopped), SR_CLOCK_DUE_AT);
}

/**
 * sr_what_if_priority:
 * @situation: the request as it is
 * @clock: one of its clocks
 * @priority: "P1" to "P4"
 *
 * Returns: the deadline if the request had this priority from now on; 0 if that does not move it
 */
gint64
sr_what_if_priority (const SrSituation *situation,
                     const SrRow       *clock,
                     const char        *priority)
{
  g_autoptr (SrRow) after = sr_row_copy (situation->subject);
  g_autoptr (GPtrArray) changes = NULL;
  gint64 due = 0;

  sr_row_set_text (after, SR_REQUEST_PRIORITY, priority);
  changes = step (situation, situation->subject, after, situation->children, situation->now);
  due = sr_row_get_integer (find_changed (changes, clock), SR_CLOCK_DUE_AT);

  return due != sr_row_get_integer (clock, SR_CLOCK_DUE_AT) ? due : 0;
}
