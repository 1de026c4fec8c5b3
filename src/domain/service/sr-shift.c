/* When one person works.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-shift"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-shift.h"

/* Absences and duties that follow each other: more of them are a mistake in the roster. */
#define MAX_STEPS 64

/* The fields of both kinds, in one place. */
typedef struct
{
  guint from;
  guint until;
} Stretch;

static const Stretch duty = { SR_DUTY_FROM, SR_DUTY_UNTIL };
static const Stretch absence = { SR_ABSENCE_FROM, SR_ABSENCE_UNTIL };

static const SrRow *
find_at (GPtrArray     *rows,
         const Stretch *stretch,
         gint64         at)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);

      if (sr_row_get_integer (row, stretch->from) <= at &&
          at < sr_row_get_integer (row, stretch->until))
        return row;
    }

  return NULL;
}

/**
 * sr_shift_is_working:
 * @at: an instant
 *
 * Returns: %TRUE if the person works then
 */
gboolean
sr_shift_is_working (const SrShift *self,
                     gint64         at)
{
  return find_at (self->absences, &absence, at) == NULL &&
         (find_at (self->duties, &duty, at) != NULL || sr_calendar_is_open (self->calendar, at));
}

static gint64
find_opening (const SrShift *self,
              gint64         at)
{
  gint64 from[SR_DAY_MAX_INTERVALS * 2];
  gint64 to[SR_DAY_MAX_INTERVALS * 2];
  guint n = sr_calendar_get_intervals (self->calendar, sr_calendar_day_of (self->calendar, at),
                                       from, to);

  for (guint i = 0; i < n; i++)
    {
      if (from[i] <= at && at < to[i])
        return from[i];
    }

  return at;
}

/**
 * sr_shift_get_start:
 * @at: an instant
 *
 * Returns: since when the person works without a break, at @at; @at if the person does not work then
 */
gint64
sr_shift_get_start (const SrShift *self,
                    gint64         at)
{
  const SrRow *row = find_at (self->duties, &duty, at);
  gint64 start = at;

  if (!sr_shift_is_working (self, at))
    return at;

  if (sr_calendar_is_open (self->calendar, at))
    start = find_opening (self, at);
  if (row != NULL)
    start = MIN (start, sr_row_get_integer (row, SR_DUTY_FROM));

  for (guint i = 0; i < self->absences->len; i++)
    {
      gint64 end = sr_row_get_integer (g_ptr_array_index (self->absences, i), SR_ABSENCE_UNTIL);

      if (end <= at)
        start = MAX (start, end);
    }

  return start;
}

/* The next instant after @at at which anything begins. */
static gint64
find_next_start (const SrShift *self,
                 gint64         at)
{
  gint64 next = sr_calendar_next_open (self->calendar, at);

  for (guint i = 0; i < self->duties->len; i++)
    {
      gint64 from = sr_row_get_integer (g_ptr_array_index (self->duties, i), SR_DUTY_FROM);

      if (from > at)
        next = MIN (next, from);
    }

  return next;
}

/**
 * sr_shift_get_next:
 * @at: an instant
 *
 * Returns: @at if the person works then, else when the person works next; %G_MAXINT64 for never
 */
gint64
sr_shift_get_next (const SrShift *self,
                   gint64         at)
{
  for (guint i = 0; i < MAX_STEPS && at < G_MAXINT64; i++)
    {
      const SrRow *away = find_at (self->absences, &absence, at);

      if (sr_shift_is_working (self, at))
        return at;

      at = away != NULL ? sr_row_get_integer (away, SR_ABSENCE_UNTIL)
                        : find_next_start (self, at);
    }

  return G_MAXINT64;
}
