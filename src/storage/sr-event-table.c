/* The journal: append and read, nothing else.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-event-table"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-event.h"
#include "domain/records/sr-kinds.h"
#include "storage/sr-event-table.h"
#include "storage/sr-store-error.h"
#include "storage/sr-table.h"

/* The head stands in a row of its own, so that an append reads no event, and so that an event which
 * is missing at the end is missed. */

/**
 * sr_event_table_get_head:
 * @out_sequence: (out): the sequence of the last event, 0 if there is none
 * @out_hash: (out) (optional) (transfer full): its hash, %SR_EVENT_GENESIS if there is none
 *
 * Returns: %TRUE if the head could be read
 */
gboolean
sr_event_table_get_head (SrConnection  *connection,
                         gint64        *out_sequence,
                         char         **out_hash,
                         GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection,
                                                     "SELECT sequence, hash FROM journal_head",
                                                     SR_NO_PARAMETERS, error);

  if (cursor == NULL)
    return FALSE;

  if (!sr_cursor_next (cursor, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error_literal (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT,
                             _("The room file is damaged: the head of the journal is missing. "
                               "Restore a backup."));
      return FALSE;
    }

  *out_sequence = sr_cursor_integer (cursor, 0);
  if (out_hash != NULL)
    *out_hash = g_strdup (sr_cursor_text (cursor, 1));

  return TRUE;
}

/**
 * sr_event_table_append_after:
 * @event: its sequence, previous and hash are set by this
 * @sequence: (inout): that of the last event
 * @hash: (inout) (transfer full): the hash of the last event
 *
 * Appends behind the last event, for who has just appended that one too. Inside a transaction that
 * writes.
 *
 * Returns: %TRUE if the event is in the journal
 */
gboolean
sr_event_table_append_after (SrConnection  *connection,
                             SrRow         *event,
                             gint64        *sequence,
                             char         **hash,
                             GError       **error)
{
  g_return_val_if_fail (sr_row_get_kind (event) == &sr_event_kind, FALSE);

  (*sequence)++;
  sr_row_set_integer (event, SR_EVENT_SEQUENCE, *sequence);
  sr_row_set_text (event, SR_EVENT_PREVIOUS, *hash);
  g_free (*hash);
  *hash = sr_event_hash (event);
  sr_row_set_text (event, SR_EVENT_HASH, *hash);

  return sr_table_insert (connection, event, error) &&
         sr_connection_execute (connection, "UPDATE journal_head SET sequence = $1, hash = $2",
                                SR_PARAMETERS (SR_INT (*sequence), SR_STR (*hash)), error);
}

/**
 * sr_event_table_append:
 * @event: its sequence, previous and hash are set by this
 *
 * Appends behind the last event. Inside a transaction that writes.
 *
 * Returns: %TRUE if the event is in the journal
 */
gboolean
sr_event_table_append (SrConnection  *connection,
                       SrRow         *event,
                       GError       **error)
{
  g_autofree char *hash = NULL;
  gint64 sequence = 0;

  return sr_event_table_get_head (connection, &sequence, &hash, error) &&
         sr_event_table_append_after (connection, event, &sequence, &hash, error);
}

static GPtrArray *
load (SrConnection  *connection,
      const char    *condition,
      const SrValue *parameters,
      guint          n_parameters,
      GError       **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *sql = g_strconcat ("SELECT ", sr_table_get_columns (&sr_event_kind, ""),
                                      " FROM event ", condition, NULL);
  g_autoptr (SrCursor) cursor = sr_connection_query (connection, sql, parameters, n_parameters,
                                                     error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (events, sr_table_read_row (cursor, &sr_event_kind, 0));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&events);
}

/**
 * sr_event_table_load:
 * @kind: the name of a kind of record
 * @record: the id of the record
 *
 * Returns: (transfer full) (element-type SrRow): its events, the first one first
 */
GPtrArray *
sr_event_table_load (SrConnection  *connection,
                     const char    *kind,
                     gint64         record,
                     GError       **error)
{
  return load (connection, "WHERE kind = $1 AND record = $2 ORDER BY sequence",
               SR_PARAMETERS (SR_STR (kind), SR_INT (record)), error);
}

/**
 * sr_event_table_load_later:
 * @kind: the name of a kind of record
 * @record: the id of the record
 * @sequence: an event
 *
 * Returns: (transfer full) (element-type SrRow): the events of the record beyond it, in order
 */
GPtrArray *
sr_event_table_load_later (SrConnection  *connection,
                           const char    *kind,
                           gint64         record,
                           gint64         sequence,
                           GError       **error)
{
  return load (connection, "WHERE kind = $1 AND record = $2 AND sequence > $3 ORDER BY sequence",
               SR_PARAMETERS (SR_STR (kind), SR_INT (record), SR_INT (sequence)), error);
}

/**
 * sr_event_table_load_request:
 * @request: the id of a request
 *
 * Returns: (transfer full) (element-type SrRow): the events of the request and of those that were
 *   merged into it, at whatever depth, in order
 */
GPtrArray *
sr_event_table_load_request (SrConnection  *connection,
                             gint64         request,
                             GError       **error)
{
  return load (connection,
               "WHERE kind = 'request' AND record IN (WITH RECURSIVE merged (id) AS ("
               "SELECT id FROM request WHERE id = $1 "
               "UNION SELECT r.id FROM request r JOIN merged m ON r.merged_into = m.id) "
               "SELECT id FROM merged) ORDER BY sequence",
               SR_PARAMETERS (SR_INT (request)), error);
}

/**
 * sr_event_table_load_after:
 * @sequence: the last event that is known; 0 for none
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type SrRow): the events beyond it, in order
 */
GPtrArray *
sr_event_table_load_after (SrConnection  *connection,
                           gint64         sequence,
                           guint          limit,
                           GError       **error)
{
  return load (connection, "WHERE sequence > $1 ORDER BY sequence LIMIT $2",
               SR_PARAMETERS (SR_INT (sequence), SR_INT (limit)), error);
}

/**
 * sr_event_table_load_by_record:
 * @after_kind: (nullable): where to go on, with the two that follow; %NULL for the beginning
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type SrRow): events in order of kind, record and sequence
 */
GPtrArray *
sr_event_table_load_by_record (SrConnection  *connection,
                               const char    *after_kind,
                               gint64         after_record,
                               gint64         after_sequence,
                               guint          limit,
                               GError       **error)
{
  return load (connection,
               "WHERE (kind, record, sequence) > ($1, $2, $3) "
               "ORDER BY kind, record, sequence LIMIT $4",
               SR_PARAMETERS (SR_STR (after_kind != NULL ? after_kind : ""),
                              SR_INT (after_kind != NULL ? after_record : 0),
                              SR_INT (after_kind != NULL ? after_sequence : 0), SR_INT (limit)),
               error);
}
