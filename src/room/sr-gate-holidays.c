/* Who is told that the official days of a year are missing, and until when.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-audience.h"
#include "domain/time/sr-missing-days.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-reminder-table.h"

/* It is no clock of a record: the calendar stands in its place, and the year for the arm. */
static const char clock_kind[] = "holidays";

static gboolean
raise_missing (SrGate               *self,
               gint64                calendar,
               const SrMissingDays  *missing,
               gint64                now,
               GError              **error)
{
  g_autofree char *number = g_strdup_printf ("%d", missing->year);
  SrRaising raising = {
    .subject_kind = &sr_calendar_kind,
    .subject = calendar,
    .number = number,
    .clock = calendar,
    .clock_kind = clock_kind,
    .level = missing->level,
    .arm = missing->year,
    .audience = SR_AUDIENCE_MANAGER,
    .form = "popup",
    .due_at = missing->begins_at,
    .raised_at = missing->at,
  };
  gboolean raised;

  if (!sr_gate_open (self, error))
    return FALSE;

  /* Within the transaction: another program may have told them meanwhile. */
  if (!sr_reminder_table_is_raised (self->connection, calendar, clock_kind, missing->level,
                                    missing->year, &raised, error) ||
      (!raised && !sr_gate_raise (self, &raising, now, error)))
    {
      sr_gate_close (self, FALSE, NULL);
      return FALSE;
    }

  return sr_gate_close (self, !raised, error);
}

gboolean
sr_gate_raise_holidays (SrGate   *self,
                        gint64    now,
                        gint64   *out_next,
                        GError  **error)
{
  SrMissingDays found[SR_MISSING_DAYS_MAX];
  SrCalendar *calendar;
  gint64 id;
  guint n_found;

  *out_next = G_MAXINT64;
  if (!sr_gate_refresh (self, error))
    return FALSE;

  id = sr_configuration_get_calendar_id (self->configuration);
  calendar = sr_configuration_get_calendar (self->configuration, 0);
  if (calendar == NULL)
    return TRUE;

  n_found = sr_missing_days_look (calendar, now, found, out_next);
  for (guint i = 0; i < n_found; i++)
    {
      gboolean raised;

      if (!sr_reminder_table_is_raised (self->connection, id, clock_kind, found[i].level,
                                        found[i].year, &raised, error) ||
          (!raised && !raise_missing (self, id, &found[i], now, error)))
        return FALSE;
    }

  return TRUE;
}

gboolean
sr_gate_settle_holidays (SrGate   *self,
                         gint64    calendar,
                         GError  **error)
{
  SrCalendar *days = sr_configuration_get_calendar (self->configuration, calendar);
  g_autoptr (GPtrArray) open = sr_reminder_table_load_of (self->connection, sr_calendar_kind.name,
                                                          calendar, error);

  if (open == NULL)
    return FALSE;

  for (guint i = 0; i < open->len; i++)
    {
      const SrRow *reminder = g_ptr_array_index (open, i);
      int year = (int) sr_row_get_integer (reminder, SR_REMINDER_ARM);

      if (!sr_missing_days_is_missing (days, year) &&
          !sr_gate_withdraw (self, reminder, sr_clock_now (self->clock), error))
        return FALSE;
    }

  return TRUE;
}
