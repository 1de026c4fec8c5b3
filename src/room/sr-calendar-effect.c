/* What other days or hours of a calendar would do.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-calendar-effect"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-calendar-effect.h"

static void
deadline_move_free (SrDeadlineMove *self)
{
  g_free (self->number);
  g_free (self->clock);
  g_free (self);
}

/**
 * sr_calendar_effect_new:
 *
 * Returns: (transfer full): one of nothing
 */
SrCalendarEffect *
sr_calendar_effect_new (void)
{
  SrCalendarEffect *self = g_new0 (SrCalendarEffect, 1);

  self->days = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  self->moves = g_ptr_array_new_with_free_func ((GDestroyNotify) deadline_move_free);

  return self;
}

/**
 * sr_calendar_effect_free:
 * @self: (nullable) (transfer full):
 */
void
sr_calendar_effect_free (SrCalendarEffect *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->days);
  g_ptr_array_unref (self->kept);
  g_ptr_array_unref (self->moves);
  g_free (self);
}

/**
 * sr_calendar_effect_add_move:
 * @request: a row of kind request
 * @clock: a change of one of its clocks; nothing happens if its deadline stays
 * @now: the present instant
 */
void
sr_calendar_effect_add_move (SrCalendarEffect *self,
                             const SrRow      *request,
                             const SrChange   *clock,
                             gint64            now)
{
  gint64 from = clock->before != NULL ? sr_row_get_integer (clock->before, SR_CLOCK_DUE_AT) : 0;
  gint64 to = sr_row_get_integer (clock->after, SR_CLOCK_DUE_AT);
  SrDeadlineMove *move;

  if (from == 0 || to == 0 || from == to)
    return;

  move = g_new0 (SrDeadlineMove, 1);
  move->request = sr_row_get_id (request);
  move->number = g_strdup (sr_row_get_text (request, SR_REQUEST_NUMBER));
  move->clock = g_strdup (sr_row_get_text (clock->after, SR_CLOCK_KIND));
  move->from = from;
  move->to = to;
  move->becomes_overdue = from > now && to <= now;
  self->n_overdue += move->becomes_overdue;
  g_ptr_array_add (self->moves, move);
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  const SrChange *first = *(const SrChange *const *) a;
  const SrChange *second = *(const SrChange *const *) b;

  return g_strcmp0 (sr_row_get_text (first->after, SR_CALENDAR_EXCEPTION_DATE),
                    sr_row_get_text (second->after, SR_CALENDAR_EXCEPTION_DATE));
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  return g_strcmp0 (sr_row_get_text (*(const SrRow *const *) a, SR_CALENDAR_EXCEPTION_DATE),
                    sr_row_get_text (*(const SrRow *const *) b, SR_CALENDAR_EXCEPTION_DATE));
}

static int
compare_moves (gconstpointer a,
               gconstpointer b)
{
  const SrDeadlineMove *first = *(const SrDeadlineMove *const *) a;
  const SrDeadlineMove *second = *(const SrDeadlineMove *const *) b;
  gint64 first_far = ABS (first->to - first->from);
  gint64 second_far = ABS (second->to - second->from);

  if (first->becomes_overdue != second->becomes_overdue)
    return second->becomes_overdue - first->becomes_overdue;
  if (first_far != second_far)
    return first_far > second_far ? -1 : 1;
  if (first->request != second->request)
    return first->request < second->request ? -1 : 1;

  return g_strcmp0 (first->clock, second->clock);
}

/**
 * sr_calendar_effect_sort:
 *
 * Days by date; what becomes overdue first, then the deadline that moves the furthest.
 */
void
sr_calendar_effect_sort (SrCalendarEffect *self)
{
  g_ptr_array_sort (self->days, compare_days);
  g_ptr_array_sort (self->kept, compare_rows);
  g_ptr_array_sort (self->moves, compare_moves);
}
