/* New days for a calendar, and what they move.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-instant.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-clock-table.h"
#include "storage/sr-table.h"

/* A day is officially one thing, off or made up: a notice that amends another replaces it. */
static char *
exception_key (const SrRow *row)
{
  const char *rank = sr_row_get_text (row, SR_CALENDAR_EXCEPTION_RANK);

  if (g_str_equal (rank, "makeup_workday") || g_str_equal (rank, "public_holiday"))
    rank = "official";

  return g_strdup_printf ("%s/%s", sr_row_get_text (row, SR_CALENDAR_EXCEPTION_DATE), rank);
}

static gboolean
same_day (const SrRow *a,
          const SrRow *b)
{
  static const guint fields[] = {
    SR_CALENDAR_EXCEPTION_RANK, SR_CALENDAR_EXCEPTION_HOURS,
    SR_CALENDAR_EXCEPTION_TEMPLATE_WEEKDAY, SR_CALENDAR_EXCEPTION_HOLIDAY_KIND,
    SR_CALENDAR_EXCEPTION_NAME,
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!sr_value_equal (sr_row_get (a, fields[i]), sr_row_get (b, fields[i])))
        return FALSE;
    }

  return TRUE;
}

static void
add_day_line (GPtrArray   *lines,
              const SrRow *before,
              const SrRow *after)
{
  const char *name = sr_row_get_text (after, SR_CALENDAR_EXCEPTION_NAME);

  if (lines == NULL)
    return;

  g_ptr_array_add (lines, g_strdup_printf ("%c %s %s%s%s", before != NULL ? '~' : '+',
                                           sr_row_get_text (after, SR_CALENDAR_EXCEPTION_DATE),
                                           sr_row_get_text (after, SR_CALENDAR_EXCEPTION_RANK),
                                           name != NULL ? " " : "", name != NULL ? name : ""));
}

/* Days that differ from what the calendar has, as changes behind the calendar's own. */
static void
collect_days (SrGate     *self,
              gint64      calendar,
              gint64      version,
              GPtrArray  *exceptions,
              GPtrArray  *changes,
              GPtrArray  *lines)
{
  GPtrArray *present = sr_configuration_get_rows (self->configuration, &sr_calendar_exception_kind);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < present->len; i++)
    {
      SrRow *row = g_ptr_array_index (present, i);

      if (sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_CALENDAR) == calendar)
        g_hash_table_insert (by_key, exception_key (row), row);
    }

  for (guint i = 0; i < exceptions->len; i++)
    {
      SrRow *row = sr_exception_to_row (g_ptr_array_index (exceptions, i), calendar, version);
      g_autofree char *key = exception_key (row);
      const SrRow *before = g_hash_table_lookup (by_key, key);

      if (before != NULL && same_day (before, row))
        {
          sr_row_free (row);
          continue;
        }

      if (before != NULL)
        {
          for (guint f = 0; f < SR_N_COMMON_FIELDS; f++)
            sr_row_set (row, f, sr_row_get (before, f));
        }
      add_day_line (lines, before, row);
      g_ptr_array_add (changes, sr_change_new (before, row));
    }
}

/* How the deadlines of one request move; writes them with an event of the room. */
static gboolean
recompute (SrGate          *self,
           const SrSigner  *signer,
           gint64           request,
           GPtrArray       *lines,
           GError         **error)
{
  g_autoptr (SrRow) subject = sr_table_load (self->connection, &sr_request_kind, request, error);
  g_autoptr (SrSituationHolder) holder = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const char *zone = sr_configuration_get_zone (self->configuration);
  SrOutcome *outcome;
  SrRow *after;
  gint64 old_due;
  gint64 new_due;

  if (subject == NULL)
    return FALSE;

  holder = sr_situation_holder_new (self->connection, self->configuration, NULL, subject,
                                    signer->at, error);
  if (holder == NULL)
    return FALSE;

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  after = sr_row_copy (subject);
  g_ptr_array_add (changes, sr_change_new (subject, after));
  if (!sr_request_clocks_update (sr_situation_holder_get (holder), subject, after,
                                 SR_CLOCK_CAUSE_CALENDAR, changes, error))
    return FALSE;

  old_due = sr_row_get_integer (subject, SR_REQUEST_DUE_AT);
  new_due = sr_row_get_integer (after, SR_REQUEST_DUE_AT);
  if (lines != NULL && old_due != new_due)
    {
      g_autofree char *old_text = sr_instant_to_iso (old_due, zone);
      g_autofree char *new_text = sr_instant_to_iso (new_due, zone);

      g_ptr_array_add (lines, g_strdup_printf ("%s %s -> %s",
                                               sr_row_get_text (subject, SR_REQUEST_NUMBER),
                                               old_text, new_text));
    }

  outcome = sr_gate_write (self, signer, &sr_request_kind, request, "recompute", NULL, NULL, NULL,
                           changes, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  return TRUE;
}

gboolean
sr_gate_recompute (SrGate     *self,
                   gint64      calendar,
                   GPtrArray  *lines,
                   GError    **error)
{
  SrSigner signer = { 0, "room", "room", sr_clock_now (self->clock) };
  g_autoptr (GArray) requests = NULL;

  if (!sr_gate_refresh (self, error))
    return FALSE;

  requests = sr_clock_table_running_on (self->connection, calendar, error);
  if (requests == NULL)
    return FALSE;

  for (guint i = 0; i < requests->len; i++)
    {
      if (!recompute (self, &signer, g_array_index (requests, gint64, i), lines, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_calendar (SrGate     *self,
              GPtrArray  *changes,
              gint64      calendar,
              GError    **error)
{
  g_autoptr (SrRow) before = sr_table_load (self->connection, &sr_calendar_kind, calendar, error);
  SrRow *after;

  if (before == NULL)
    return FALSE;

  after = sr_row_copy (before);
  sr_row_set_integer (after, SR_CALENDAR_VERSION,
                      sr_row_get_integer (before, SR_CALENDAR_VERSION) + 1);
  g_ptr_array_add (changes, sr_change_new (before, after));

  return TRUE;
}

gboolean
sr_gate_raise_calendar (SrGate     *self,
                        GPtrArray  *changes,
                        gint64     *out_calendar,
                        GError    **error)
{
  *out_calendar = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);
      const SrRecordKind *kind = sr_row_get_kind (change->after);

      /* The rule of a calendar has raised its version if its zone or its hours are others. */
      if (kind == &sr_calendar_kind && change->before != NULL)
        {
          if (!sr_value_equal (sr_row_get (change->before, SR_CALENDAR_VERSION),
                               sr_row_get (change->after, SR_CALENDAR_VERSION)))
            *out_calendar = sr_row_get_id (change->after);
          return TRUE;
        }

      if (kind == &sr_calendar_exception_kind)
        {
          *out_calendar = sr_row_get_integer (change->after, SR_CALENDAR_EXCEPTION_CALENDAR);
          return add_calendar (self, changes, *out_calendar, error);
        }
    }

  return TRUE;
}

static gboolean
import_in_transaction (SrGate     *self,
                       gint64      calendar,
                       GPtrArray  *exceptions,
                       GPtrArray  *day_lines,
                       GPtrArray  *deadline_lines,
                       GError    **error)
{
  g_autoptr (SrRow) before = sr_table_load (self->connection, &sr_calendar_kind, calendar, error);
  g_autoptr (GPtrArray) changes = NULL;
  const SrRow *staff = sr_gate_get_staff (self);
  SrSigner signer = { 0 };
  SrOutcome *outcome;
  SrRow *after;
  gint64 version;

  if (before == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND,
                     _("There is no record %lld of “%s”."), (long long) calendar,
                     sr_calendar_kind.name);
      return FALSE;
    }

  signer.staff = self->staff;
  signer.actor = staff != NULL ? sr_row_get_text (staff, SR_STAFF_LOGIN) : "room";
  signer.role = "manager";
  signer.at = sr_clock_now (self->clock);

  version = sr_row_get_integer (before, SR_CALENDAR_VERSION) + 1;
  after = sr_row_copy (before);
  sr_row_set_integer (after, SR_CALENDAR_VERSION, version);

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  g_ptr_array_add (changes, sr_change_new (before, after));
  collect_days (self, calendar, version, exceptions, changes, day_lines);
  if (changes->len == 1)
    return TRUE;

  outcome = sr_gate_write (self, &signer, &sr_calendar_kind, calendar, "import", NULL, NULL, NULL,
                           changes, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  return sr_gate_recompute (self, calendar, deadline_lines, error);
}

/**
 * sr_gate_import_exceptions:
 * @calendar: the id of a calendar
 * @exceptions: (element-type SrException): its days from now on; days that are not named stay
 * @dry_run: %TRUE to only tell what would change
 * @out_days: (out) (optional) (element-type utf8): a line for each day that differs
 * @out_deadlines: (out) (optional) (element-type utf8): a line for each deadline that moves
 *
 * Gives the calendar a new version and recomputes the running clocks that use it, in one transaction.
 * Days that say what the calendar says already change nothing.
 *
 * Returns: %TRUE, or %FALSE with an error; then nothing is stored
 */
gboolean
sr_gate_import_exceptions (SrGate     *self,
                           gint64      calendar,
                           GPtrArray  *exceptions,
                           gboolean    dry_run,
                           GPtrArray **out_days,
                           GPtrArray **out_deadlines,
                           GError    **error)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func (g_free);

  if (!sr_gate_open (self, error))
    return FALSE;

  if (!import_in_transaction (self, calendar, exceptions, days, deadlines, error))
    {
      sr_gate_close (self, FALSE, NULL);
      return FALSE;
    }

  if (!sr_gate_close (self, !dry_run, error))
    return FALSE;

  if (out_days != NULL)
    *out_days = g_steal_pointer (&days);
  if (out_deadlines != NULL)
    *out_deadlines = g_steal_pointer (&deadlines);

  return TRUE;
}
