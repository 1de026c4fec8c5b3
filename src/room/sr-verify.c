/* Does the room say what its journal says?
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-verify"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-event.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-clocks.h"
#include "domain/sr-domain-error.h"
#include "room/sr-verify.h"
#include "storage/service/sr-content-table.h"
#include "storage/service/sr-customer-check.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-search-check.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"
#include "storage/sr-verify-table.h"

#define BATCH 500

/**
 * Fold:
 *
 * The rows of one aggregate as its events make them, until the next aggregate begins.
 */
typedef struct
{
  SrConnection   *connection;
  SrVerifyReport *report;
  GHashTable     *rows;    /* "kind/id" -> SrRow */
  GHashTable     *counts;  /* SrRecordKind -> how many records the journal knows */
} Fold;

static gboolean G_GNUC_PRINTF (2, 3)
bad (GError     **error,
     const char  *format,
     ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID, message);

  return FALSE;
}

static gboolean
verify_event (const SrRow  *event,
              gint64        sequence,
              const char   *previous,
              GError      **error)
{
  gint64 own = sr_row_get_integer (event, SR_EVENT_SEQUENCE);
  g_autofree char *hash = NULL;

  if (own != sequence)
    return bad (error, _("Event %lld is missing from the journal."), (long long) sequence);

  if (!sr_row_is (event, SR_EVENT_PREVIOUS, previous))
    return bad (error, _("Event %lld does not follow from the event before it."),
                (long long) own);

  hash = sr_event_hash (event);
  if (!sr_row_is (event, SR_EVENT_HASH, hash))
    return bad (error, _("Event %lld was changed after it was written."), (long long) own);

  return TRUE;
}

static gboolean
verify_chain (SrConnection    *connection,
              SrVerifyReport  *report,
              GError         **error)
{
  g_autofree char *last = g_strdup (SR_EVENT_GENESIS);
  g_autofree char *head = NULL;
  gint64 head_sequence = 0;
  gint64 sequence = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) events = sr_event_table_load_after (connection, sequence, BATCH, error);

      if (events == NULL)
        return FALSE;
      if (events->len == 0)
        break;

      for (guint i = 0; i < events->len; i++)
        {
          const SrRow *event = g_ptr_array_index (events, i);

          if (!verify_event (event, sequence + 1, last, error))
            return FALSE;

          sequence++;
          g_free (last);
          last = g_strdup (sr_row_get_text (event, SR_EVENT_HASH));
        }
    }

  if (!sr_event_table_get_head (connection, &head_sequence, &head, error))
    return FALSE;

  if (head_sequence != sequence)
    return bad (error, _("Event %lld is missing from the journal."), (long long) (sequence + 1));
  if (g_strcmp0 (head, last) != 0)
    return bad (error, _("The head of the journal is not its last event."));

  report->events = sequence;
  report->head = g_steal_pointer (&last);

  return TRUE;
}

static gboolean
verify_row (SrConnection  *connection,
            const SrRow   *told,
            GError       **error)
{
  const SrRecordKind *kind = sr_row_get_kind (told);
  gint64 id = sr_row_get_id (told);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrRow) stored = sr_table_load (connection, kind, id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (stored == NULL)
    return bad (error, _("%s %lld is in the journal and not in the room."),
                kind->name, (long long) id);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (!sr_value_equal (sr_row_get (stored, i), sr_row_get (told, i)) &&
          (kind->fields[i].flags & SR_FIELD_DERIVED) == 0)
        {
          g_autofree char *has = sr_field_to_text (&kind->fields[i], sr_row_get (stored, i), NULL);
          g_autofree char *should = sr_field_to_text (&kind->fields[i], sr_row_get (told, i), NULL);

          /* Translators: kind, id, column, value in the room, value by the journal */
          return bad (error, _("%s %lld: “%s” is “%s”; by its events it is “%s”."),
                      kind->name, (long long) id, kind->fields[i].name, has, should);
        }
    }

  return TRUE;
}

static gboolean
verify_clock (Fold         *fold,
              const SrRow  *clock,
              GError      **error)
{
  g_autoptr (GPtrArray) intervals = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, fold->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      if (sr_row_get_kind (row) == &sr_clock_interval_kind &&
          sr_row_get_integer (row, SR_CLOCK_INTERVAL_CLOCK) == sr_row_get_id (clock))
        g_ptr_array_add (intervals, row);
    }

  fold->report->clocks++;
  if (sr_clock_row_verify (clock, intervals, error))
    return TRUE;

  g_prefix_error (error, _("Clock %lld: "), (long long) sr_row_get_id (clock));

  return FALSE;
}

/* The aggregate is whole: compare what its events made with what the room has. */
static gboolean
finish_aggregate (Fold    *fold,
                  GError **error)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, fold->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      const SrRecordKind *kind = sr_row_get_kind (row);
      gint64 count = GPOINTER_TO_SIZE (g_hash_table_lookup (fold->counts, kind));

      g_hash_table_insert (fold->counts, (gpointer) kind, GSIZE_TO_POINTER (count + 1));
      fold->report->records++;

      if (!verify_row (fold->connection, row, error))
        return FALSE;

      if (kind == &sr_clock_kind && !verify_clock (fold, row, error))
        return FALSE;

      if (kind == &sr_attachment_kind)
        {
          fold->report->contents++;
          if (!sr_content_table_verify (fold->connection,
                                        sr_row_get_text (row, SR_ATTACHMENT_SHA256),
                                        sr_row_get_integer (row, SR_ATTACHMENT_SIZE), error))
            {
              g_prefix_error (error, _("Attachment %lld: "),
                              (long long) sr_row_get_id (row));
              return FALSE;
            }
        }
    }

  g_hash_table_remove_all (fold->rows);

  return TRUE;
}

static gboolean
verify_records (Fold    *fold,
                GError **error)
{
  g_autofree char *kind = g_strdup ("");
  gint64 record = 0;
  gint64 sequence = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) events = sr_event_table_load_by_record (fold->connection, kind, record,
                                                                    sequence, BATCH, error);

      if (events == NULL)
        return FALSE;
      if (events->len == 0)
        return finish_aggregate (fold, error);

      for (guint i = 0; i < events->len; i++)
        {
          const SrRow *event = g_ptr_array_index (events, i);

          if (!sr_row_is (event, SR_EVENT_KIND, kind) ||
              sr_row_get_integer (event, SR_EVENT_RECORD) != record)
            {
              if (!finish_aggregate (fold, error))
                return FALSE;
              g_free (kind);
              kind = g_strdup (sr_row_get_text (event, SR_EVENT_KIND));
              record = sr_row_get_integer (event, SR_EVENT_RECORD);
            }

          sequence = sr_row_get_integer (event, SR_EVENT_SEQUENCE);
          if (!sr_event_body_apply (sr_row_get_text (event, SR_EVENT_BODY), fold->rows, error))
            {
              g_prefix_error (error, _("Event %lld: "), (long long) sequence);
              return FALSE;
            }
        }
    }
}

static gboolean
verify_counts (Fold    *fold,
               GError **error)
{
  const SrRecordKind *const *kinds = sr_record_kinds ();

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      gint64 told = GPOINTER_TO_SIZE (g_hash_table_lookup (fold->counts, kinds[i]));
      gint64 stored = 0;
      gint64 year = 0;

      if (kinds[i] == &sr_event_kind)
        continue;

      if (!sr_verify_table_count (fold->connection, kinds[i], &stored, error))
        return FALSE;
      if (stored != told)
        return bad (error, _("The room has %lld of “%s”; the journal tells of %lld."),
                    (long long) stored, kinds[i]->name, (long long) told);

      if (kinds[i]->series == NULL)
        continue;

      if (!sr_verify_table_find_hole (fold->connection, kinds[i], &year, error))
        return FALSE;
      if (year != 0)
        return bad (error, _("The numbers %s-%d have a hole or do not fit their counter."),
                    kinds[i]->series, (int) year);
    }

  return TRUE;
}

static gboolean
verify_counters (SrConnection  *connection,
                 GError       **error)
{
  g_autofree char *state = NULL;

  if (!sr_verify_table_find_miscount (connection, &state, error))
    return FALSE;

  /* Translators: %s is a state of a request, as it is spelled in the room */
  return state == NULL ||
         bad (error, _("The counter of requests that are “%s” is not their number."), state);
}

static gboolean
verify_customers (SrConnection  *connection,
                  GError       **error)
{
  gint64 customer = 0;

  if (!sr_customer_check (connection, &customer, error))
    return FALSE;

  return customer == 0 ||
         bad (error, _("Customer %lld is not found by name and phones."), (long long) customer);
}

static gboolean
verify_search (SrConnection  *connection,
               GError       **error)
{
  gint64 request = 0;

  if (!sr_search_check (connection, &request, error))
    return FALSE;

  return request == 0 ||
         bad (error, _("Request %lld is not found by the words of its records."),
              (long long) request);
}

static gboolean
verify_tags (SrConnection  *connection,
             GError       **error)
{
  gint64 request = 0;

  if (!sr_request_table_check_tags (connection, &request, error))
    return FALSE;

  return request == 0 ||
         bad (error, _("Request %lld is not found by its tags, or by others."),
              (long long) request);
}

/**
 * sr_verify:
 * @connection: a connection; the whole verification reads one state of the room
 * @out_report: (out caller-allocates): what was looked at, as far as it came
 *
 * Recomputes the room from its journal: the chain of hashes, every record from its events, every clock
 * from its stretches, every attachment's content from its bytes, every series of numbers, the
 * counters by state, the names and phones that each customer is found by, and the tags and words that
 * each request is.
 *
 * Returns: %TRUE if all is well, or %FALSE with %SR_DOMAIN_ERROR_INVALID naming the first bad row, or
 *   %SR_STORE_ERROR
 */
gboolean
sr_verify (SrConnection    *connection,
           SrVerifyReport  *out_report,
           GError         **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) sr_row_free);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  Fold fold = { connection, out_report, rows, counts };
  gboolean good;

  memset (out_report, 0, sizeof *out_report);

  if (!sr_connection_begin (connection, FALSE, error))
    return FALSE;

  good = verify_chain (connection, out_report, error) &&
         verify_records (&fold, error) &&
         verify_counts (&fold, error) &&
         verify_counters (connection, error) &&
         verify_customers (connection, error) &&
         verify_tags (connection, error) &&
         verify_search (connection, error);

  sr_connection_rollback (connection);

  return good;
}

/**
 * sr_verify_report_clear:
 *
 * Frees what the report owns.
 */
void
sr_verify_report_clear (SrVerifyReport *report)
{
  g_clear_pointer (&report->head, g_free);
}
