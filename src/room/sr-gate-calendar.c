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
is_removed (const SrRow *row)
{
  return sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_REMOVED) != 0;
}

static gboolean
is_official (const SrRow *row)
{
  return sr_row_is (row, SR_CALENDAR_EXCEPTION_RANK, "makeup_workday") ||
         sr_row_is (row, SR_CALENDAR_EXCEPTION_RANK, "public_holiday");
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

  return is_removed (a) == is_removed (b);
}

/* (transfer full): the days that the calendar has, by what they are; one that was removed counts only
 * where there is no other. */
static GHashTable *
index_present (SrGate *self,
               gint64  calendar)
{
  GPtrArray *present = sr_configuration_get_rows (self->configuration, &sr_calendar_exception_kind);
  GHashTable *by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < present->len; i++)
    {
      SrRow *row = g_ptr_array_index (present, i);
      g_autofree char *key = exception_key (row);

      if (sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_CALENDAR) == calendar &&
          (!is_removed (row) || g_hash_table_lookup (by_key, key) == NULL))
        g_hash_table_replace (by_key, g_steal_pointer (&key), row);
    }

  return by_key;
}

static int
get_year (const char *date)
{
  return (int) g_ascii_strtoll (date, NULL, 10);
}

/* What a notice of the year does not name any more stays, and whoever reads the notice is told. */
static void
collect_kept (GHashTable       *by_key,
              GHashTable       *given,
              GPtrArray        *exceptions,
              SrCalendarEffect *effect)
{
  g_autoptr (GHashTable) years = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;
  gpointer row;

  for (guint i = 0; i < exceptions->len; i++)
    {
      const SrException *exception = g_ptr_array_index (exceptions, i);
      int year;
      int month;

      /* The last December belongs to the notice of the year after it as often as not. */
      sr_day_get_ymd (exception->day, &year, &month, NULL);
      if (exception->rank == SR_EXCEPTION_PUBLIC_HOLIDAY && month < 12)
        g_hash_table_add (years, GINT_TO_POINTER (year));
    }

  g_hash_table_iter_init (&iter, by_key);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      if (is_official (row) && !is_removed (row) && !g_hash_table_contains (given, key) &&
          g_hash_table_contains (years, GINT_TO_POINTER (get_year (key))))
        g_ptr_array_add (effect->kept, sr_row_copy (row));
    }
}

/* Days that differ from what the calendar has, as changes behind the calendar's own. */
static void
collect_days (SrGate     *self,
              gint64      calendar,
              gint64      version,
              GPtrArray  *exceptions,
              GPtrArray  *changes)
{
  g_autoptr (GHashTable) by_key = index_present (self, calendar);
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < exceptions->len; i++)
    {
      SrRow *row = sr_exception_to_row (g_ptr_array_index (exceptions, i), calendar, version);
      char *key = exception_key (row);
      const SrRow *before = g_hash_table_lookup (by_key, key);

      g_hash_table_add (given, key);
      if (before != NULL && same_day (before, row))
        {
          self->effect->n_unchanged++;
          sr_row_free (row);
          continue;
        }

      if (before != NULL)
        {
          for (guint f = 0; f < SR_N_COMMON_FIELDS; f++)
            sr_row_set (row, f, sr_row_get (before, f));
        }
      g_ptr_array_add (changes, sr_change_new (before, row));
    }

  collect_kept (by_key, given, exceptions, self->effect);
}

/* Whoever looks before they apply is shown the days too. */
static void
note_days (SrGate    *self,
           GPtrArray *changes)
{
  for (guint i = 0; self->effect != NULL && i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (sr_row_get_kind (change->after) == &sr_calendar_exception_kind)
        g_ptr_array_add (self->effect->days,
                         sr_change_new (change->before, sr_row_copy (change->after)));
    }
}

static void
note_moves (SrGate      *self,
            const SrRow *request,
            GPtrArray   *changes)
{
  for (guint i = 0; self->effect != NULL && i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (sr_row_get_kind (change->after) == &sr_clock_kind)
        sr_calendar_effect_add_move (self->effect, request, change, sr_clock_now (self->clock));
    }
}

/* How the deadlines of one request move; writes them with an event of the room, unless somebody only
 * wants to see it. */
static gboolean
recompute (SrGate          *self,
           const SrSigner  *signer,
           gint64           request,
           GError         **error)
{
  g_autoptr (SrRow) subject = sr_table_load (self->connection, &sr_request_kind, request, error);
  g_autoptr (SrSituationHolder) holder = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  SrOutcome *outcome;
  SrRow *after;

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

  note_moves (self, subject, changes);
  if (self->is_rehearsal)
    return TRUE;

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
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
          !recompute (self, &signer, g_array_index (requests, gint64, i), error))
        return FALSE;
    }

  return sr_gate_settle_holidays (self, calendar, error);
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
  note_days (self, changes);

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

/* The first days of a new room are its own. */
static gboolean
check_right (const SrRow  *staff,
             GError      **error)
{
  if (staff == NULL ||
      (sr_roles_from_list (sr_row_get_text (staff, SR_STAFF_ROLES)) & SR_ROLE_MANAGER) != 0)
    return TRUE;

  g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
                       _("Only a manager may change this."));

  return FALSE;
}

static gboolean
import_in_transaction (SrGate     *self,
                       gint64      calendar,
                       GPtrArray  *exceptions,
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

  if (!check_right (staff, error))
    return FALSE;

  signer.staff = self->staff;
  signer.actor = staff != NULL ? sr_row_get_text (staff, SR_STAFF_LOGIN) : "room";
  signer.role = "manager";
  signer.at = sr_clock_now (self->clock);

  version = sr_row_get_integer (before, SR_CALENDAR_VERSION) + 1;
  after = sr_row_copy (before);
  sr_row_set_integer (after, SR_CALENDAR_VERSION, version);

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  g_ptr_array_add (changes, sr_change_new (before, after));
  collect_days (self, calendar, version, exceptions, changes);
  if (changes->len == 1)
    return TRUE;

  note_days (self, changes);
  outcome = sr_gate_write (self, &signer, &sr_calendar_kind, calendar, "import", NULL, NULL, NULL,
                           changes, error);
  if (outcome == NULL)
    return FALSE;

  sr_outcome_free (outcome);

  return sr_gate_recompute (self, calendar, error);
}

/* From here on what other days do is noted in the effect. */
static void
begin_noting (SrGate           *self,
              SrCalendarEffect *effect,
              gboolean          is_rehearsal,
              GCancellable     *cancellable)
{
  self->effect = effect;
  self->is_rehearsal = is_rehearsal;
  self->cancellable = cancellable;
}

static void
end_noting (SrGate *self)
{
  begin_noting (self, NULL, FALSE, NULL);
}

/**
 * sr_gate_import_exceptions:
 * @calendar: the id of a calendar
 * @exceptions: (element-type SrException): its days from now on; days that are not named stay
 * @dry_run: %TRUE to only tell what would change
 * @cancellable: (nullable): stops it before anything is stored
 * @out_effect: (out) (optional): what changes: days and deadlines
 *
 * Gives the calendar a new version and recomputes the running clocks that use it, in one transaction.
 * Days that say what the calendar says already change nothing. A dry run asks the same rules for every
 * deadline in a transaction that is taken back.
 *
 * Returns: %TRUE, or %FALSE with an error; then nothing is stored
 */
gboolean
sr_gate_import_exceptions (SrGate            *self,
                           gint64             calendar,
                           GPtrArray         *exceptions,
                           gboolean           dry_run,
                           GCancellable      *cancellable,
                           SrCalendarEffect **out_effect,
                           GError           **error)
{
  g_autoptr (SrCalendarEffect) effect = sr_calendar_effect_new ();
  gboolean done;

  if (!sr_gate_open (self, error))
    return FALSE;

  begin_noting (self, effect, dry_run, cancellable);
  done = import_in_transaction (self, calendar, exceptions, error);
  end_noting (self);
  if (!done)
    {
      sr_gate_close (self, FALSE, NULL);
      return FALSE;
    }

  if (!sr_gate_close (self, !dry_run, error))
    return FALSE;

  sr_calendar_effect_sort (effect);
  if (out_effect != NULL)
    *out_effect = g_steal_pointer (&effect);

  return TRUE;
}

/**
 * sr_gate_rehearse:
 * @acts: (element-type SrAct): acts on days or hours of a calendar
 * @cancellable: (nullable): stops it
 *
 * What the acts would do to the running deadlines, by doing them in a transaction that is taken back.
 *
 * Returns: (transfer full) (nullable): days and deadlines that change, or %NULL with the error of who
 *   may not do it
 */
SrCalendarEffect *
sr_gate_rehearse (SrGate        *self,
                  GPtrArray     *acts,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (SrCalendarEffect) effect = sr_calendar_effect_new ();
  g_autoptr (GPtrArray) outcomes = NULL;

  if (!sr_gate_begin (self, error))
    return NULL;

  begin_noting (self, effect, TRUE, cancellable);
  outcomes = sr_gate_act (self, acts, NULL, error);
  end_noting (self);
  sr_gate_end (self, FALSE, NULL);
  if (outcomes == NULL)
    return NULL;

  sr_calendar_effect_sort (effect);

  return g_steal_pointer (&effect);
}
