/* What a request has to do with others.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-relation-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-relation-table.h"
#include "storage/service/sr-request-states.h"
#include "storage/sr-table.h"

/**
 * sr_relation_free:
 * @self: (nullable) (transfer full):
 */
void
sr_relation_free (SrRelation *self)
{
  if (self == NULL)
    return;

  g_free (self->kind);
  g_free (self->number);
  g_free (self->title);
  g_free (self->state);
  g_free (self);
}

/* One question for all of them. The numbers are those of SrRelationHow. */
static const char load_sql[] =
  "WITH RECURSIVE merged (id) AS ("
  "  SELECT id FROM request WHERE merged_into = $1"
  "  UNION SELECT r.id FROM request r JOIN merged m ON r.merged_into = m.id), "
  "own (id, parent, split_from, repeat_of, follow_up_of, duplicate_of) AS ("
  "  SELECT id, parent, split_from, repeat_of, follow_up_of, duplicate_of"
  "  FROM request WHERE id = $1), "
  "related (how, kind, id) AS ("
  "  SELECT 0, kind, target FROM link WHERE request = $1 AND removed_at IS NULL"
  "  UNION ALL SELECT 1, kind, request FROM link WHERE target = $1 AND removed_at IS NULL"
  "  UNION ALL SELECT 2, NULL, parent FROM own"
  "  UNION ALL SELECT 3, NULL, id FROM request WHERE parent = $1"
  "  UNION ALL SELECT 4, NULL, split_from FROM own"
  "  UNION ALL SELECT 5, NULL, id FROM request WHERE split_from = $1"
  "  UNION ALL SELECT 6, NULL, repeat_of FROM own"
  "  UNION ALL SELECT 7, NULL, follow_up_of FROM own"
  "  UNION ALL SELECT 8, NULL, duplicate_of FROM own"
  "  UNION ALL SELECT 9, NULL, id FROM merged) "
  "SELECT x.how, x.kind, r.id, r.number, r.title, r.state "
  "FROM related x JOIN request r ON r.id = x.id ORDER BY x.how, r.id";

static SrRelation *
read_relation (SrCursor *cursor)
{
  SrRelation *relation = g_new0 (SrRelation, 1);

  relation->how = (SrRelationHow) sr_cursor_integer (cursor, 0);
  relation->kind = g_strdup (sr_cursor_text (cursor, 1));
  relation->request = sr_cursor_integer (cursor, 2);
  relation->number = g_strdup (sr_cursor_text (cursor, 3));
  relation->title = g_strdup (sr_cursor_text (cursor, 4));
  relation->state = g_strdup (sr_cursor_text (cursor, 5));

  return relation;
}

/**
 * sr_relation_table_load:
 * @request: the id of a request
 *
 * Returns: (transfer full) (nullable) (element-type SrRelation): all that it has to do with, or %NULL
 *   with %SR_STORE_ERROR
 */
GPtrArray *
sr_relation_table_load (SrConnection  *connection,
                        gint64         request,
                        GError       **error)
{
  g_autoptr (GPtrArray) relations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_relation_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection, load_sql,
                                                     SR_PARAMETERS (SR_INT (request)), error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (relations, read_relation (cursor));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&relations);
}

/**
 * sr_relation_table_load_links:
 * @request: the id of a request
 *
 * Returns: (transfer full) (nullable) (element-type SrRow): the links that were made at it and those
 *   that lead to it, removed ones too, in order of their ids
 */
GPtrArray *
sr_relation_table_load_links (SrConnection  *connection,
                              gint64         request,
                              GError       **error)
{
  return sr_table_select (connection, &sr_link_kind, " FROM link WHERE request = $1 OR target = $1 "
                    "ORDER BY id", SR_PARAMETERS (SR_INT (request)), error);
}

/**
 * sr_relation_table_is_part:
 * @part: the id of a request
 * @whole: the id of another
 * @out_is_part: (out): is the one, at whatever depth, a part of the other
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_relation_table_is_part (SrConnection  *connection,
                           gint64         part,
                           gint64         whole,
                           gboolean      *out_is_part,
                           GError       **error)
{
  gint64 count = 0;

  if (!sr_connection_get_integer (connection,
                                  "WITH RECURSIVE above (id) AS ("
                                  "SELECT parent FROM request WHERE id = $1 "
                                  "UNION SELECT r.parent FROM request r JOIN above a ON r.id = a.id) "
                                  "SELECT COUNT(*) FROM above WHERE id = $2",
                                  SR_PARAMETERS (SR_INT (part), SR_INT (whole)), 0, &count, error))
    return FALSE;

  *out_is_part = count > 0;

  return TRUE;
}

/* So many with each statement. */
#define MANY 50

static const char *
get_count_sql (void)
{
  static char *sql = NULL;

  if (g_once_init_enter (&sql))
    {
      GString *text = g_string_new ("SELECT parent, COUNT(*) FROM request WHERE parent IN (");

      for (guint i = 1; i <= MANY; i++)
        g_string_append_printf (text, "%s$%u", i > 1 ? ", " : "", i);
      g_string_append (text, ") AND state IN (" SR_STATES_ACTIVE ") GROUP BY parent");
      g_once_init_leave (&sql, g_string_free (text, FALSE));
    }

  return sql;
}

static gboolean
count_parts (SrConnection   *connection,
             const SrValue  *parameters,
             GHashTable     *counts,
             GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (connection, get_count_sql (), parameters, MANY,
                                                     error);

  if (cursor == NULL)
    return FALSE;

  while (sr_cursor_next (cursor, &local_error))
    {
      gint64 request = sr_cursor_integer (cursor, 0);
      guint count = (guint) sr_cursor_integer (cursor, 1);

      g_hash_table_insert (counts, g_memdup2 (&request, sizeof request),
                           g_memdup2 (&count, sizeof count));
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * sr_relation_table_count_open_parts:
 * @requests: ids of requests
 * @n_requests: how many
 *
 * Returns: (transfer full) (nullable) (element-type gint64 guint): how many open parts each has, those
 *   without any left out; or %NULL with %SR_STORE_ERROR
 */
GHashTable *
sr_relation_table_count_open_parts (SrConnection  *connection,
                                    const gint64  *requests,
                                    guint          n_requests,
                                    GError       **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint start = 0; start < n_requests; start += MANY)
    {
      SrValue parameters[MANY];

      for (guint i = 0; i < MANY; i++)
        parameters[i] = SR_INT (requests[MIN (start + i, n_requests - 1)]);
      if (!count_parts (connection, parameters, counts, error))
        return NULL;
    }

  return g_steal_pointer (&counts);
}

/**
 * sr_relation_table_find_earlier:
 * @customer: the id of a customer
 * @type: the id of a service type
 * @from: the first instant that counts
 * @to: the last one
 *
 * Returns: (transfer full) (nullable): the last request of both that was received between these, void
 *   and merged ones left out; %NULL without error if there is none
 */
SrRow *
sr_relation_table_find_earlier (SrConnection  *connection,
                                gint64         customer,
                                gint64         type,
                                gint64         from,
                                gint64         to,
                                GError       **error)
{
  g_autoptr (GPtrArray) rows =
    sr_table_select (connection, &sr_request_kind,
               " FROM request WHERE customer = $1 AND type = $2 "
               "AND received_at >= $3 AND received_at <= $4 "
               "AND state <> 'voided' AND merged_into IS NULL "
               "ORDER BY received_at DESC, id DESC LIMIT 1",
               SR_PARAMETERS (SR_INT (customer), SR_INT (type), SR_INT (from), SR_INT (to)), error);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}
