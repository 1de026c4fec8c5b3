/* Statements about requests, put together from conditions that are written here and values that are
 * not.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-statement"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-request-statement.h"
#include "storage/sr-table.h"

static const guint labelled[] = {
  SR_REQUEST_CUSTOMER, SR_REQUEST_OWNER, SR_REQUEST_TEAM, SR_REQUEST_TYPE, SR_REQUEST_REPEAT_OF
};

/**
 * sr_request_statement_init:
 * @statement: (out caller-allocates): to be cleared by sr_request_statement_clear()
 */
void
sr_request_statement_init (SrRequestStatement *statement)
{
  statement->sql = g_string_new (NULL);
  statement->parameters = g_array_new (FALSE, FALSE, sizeof (SrValue));
  g_array_set_clear_func (statement->parameters, (GDestroyNotify) sr_value_clear);
}

/**
 * sr_request_statement_clear:
 * @statement: one that was set up
 */
void
sr_request_statement_clear (SrRequestStatement *statement)
{
  g_string_free (statement->sql, TRUE);
  g_array_unref (statement->parameters);
}

/**
 * sr_request_statement_add:
 * @value: copied
 *
 * Returns: the number of the parameter that the value became
 */
guint
sr_request_statement_add (SrRequestStatement *statement,
                          const SrValue      *value)
{
  SrValue copy = SR_VALUE_INIT;

  sr_value_copy (value, &copy);
  g_array_append_val (statement->parameters, copy);

  return statement->parameters->len;
}

static void
add_texts (SrRequestStatement *statement,
           const char         *before,
           const char * const *texts,
           const char         *after)
{
  if (texts == NULL || texts[0] == NULL)
    return;

  g_string_append (statement->sql, before);
  for (guint i = 0; texts[i] != NULL; i++)
    g_string_append_printf (statement->sql, "%s$%u", i > 0 ? ", " : "",
                            sr_request_statement_add (statement, &SR_STR (texts[i])));
  g_string_append (statement->sql, after);
}

static void
add_ids (SrRequestStatement *statement,
         const GArray       *ids,
         gint64              staff)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      g_string_append_printf (statement->sql, "%s$%u", i > 0 ? ", " : "",
                              sr_request_statement_add (statement, &SR_INT (id == SR_FILTER_ME ? staff : id)));
    }
}

/**
 * sr_request_statement_add_ids:
 * @ids: (element-type gint64): ids of records
 *
 * Appends the numbers of the parameters that the ids became: "$4, $5".
 */
void
sr_request_statement_add_ids (SrRequestStatement *statement,
                              const GArray       *ids)
{
  add_ids (statement, ids, 0);
}

/* No id is 0, so that nobody may stand among the others. */
static void
add_people (SrRequestStatement *statement,
            const char         *column,
            const GArray       *ids,
            gint64              staff)
{
  if (ids == NULL || ids->len == 0)
    return;

  g_string_append_printf (statement->sql, " AND COALESCE (%s, 0) IN (", column);
  add_ids (statement, ids, staff);
  g_string_append_c (statement->sql, ')');
}

static void
add_types (SrRequestStatement *statement,
           const GArray       *types)
{
  if (types == NULL || types->len == 0)
    return;

  g_string_append (statement->sql,
                   " AND r.type IN (WITH RECURSIVE below (id) AS ("
                   "SELECT id FROM service_type WHERE id IN (");
  add_ids (statement, types, 0);
  g_string_append (statement->sql,
                   ") UNION SELECT x.id FROM service_type x JOIN below b ON x.parent = b.id)"
                   " SELECT id FROM below)");
}

/* Columns come from this table alone, never from the filter. The sign keeps the index of a column from
 * leading: a list by number would be sorted then, all of it for each of its pages. */
static void
add_time (SrRequestStatement   *statement,
          const SrRequestQuery *query)
{
  static const char * const fields[][2] = {
    { "received_at", "r.received_at" },
    { "closed_at", "r.closed_at" },
    { "promised_at", "r.promised_at" },
    { "due_at", "r.due_at" },
  };
  const char *sign = query->order == SR_QUEUE_ORDER_NUMBER ? "+" : "";

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      guint from;
      guint to;

      if (g_strcmp0 (query->filter->time_field, fields[i][0]) != 0)
        continue;

      from = sr_request_statement_add (statement, &SR_INT (query->time_from));
      to = sr_request_statement_add (statement, &SR_INT (query->time_to));
      g_string_append_printf (statement->sql, " AND %s%s >= $%u AND %s%s < $%u", sign, fields[i][1],
                              from, sign, fields[i][1], to);
    }
}

/**
 * sr_request_statement_add_filter:
 *
 * Appends " AND ..." for all that the filter of the query asks for.
 */
void
sr_request_statement_add_filter (SrRequestStatement   *statement,
                                 const SrRequestQuery *query)
{
  const SrRequestFilter *filter = query->filter;

  if (filter == NULL)
    return;

  add_texts (statement, " AND r.state IN (", (const char *const *) filter->states, ")");
  add_texts (statement, " AND r.priority IN (", (const char *const *) filter->priorities, ")");
  add_texts (statement, " AND r.channel IN (", (const char *const *) filter->channels, ")");
  add_texts (statement, " AND r.id IN (SELECT g.request FROM request_tag g WHERE g.tag IN (",
             (const char *const *) filter->tags, "))");
  add_types (statement, filter->types);
  add_people (statement, "r.owner", filter->owners, query->staff);
  add_people (statement, "r.team", filter->teams, query->staff);
  if (filter->customer != 0)
    g_string_append_printf (statement->sql, " AND r.customer = $%u",
                            sr_request_statement_add (statement, &SR_INT (filter->customer)));
  if (filter->emergency)
    g_string_append (statement->sql, " AND r.emergency = 1");
  if (filter->repeats)
    g_string_append (statement->sql, " AND r.repeat_of IS NOT NULL");
  if (filter->followed)
    g_string_append_printf (statement->sql,
                            " AND r.id IN (SELECT w.request FROM follower w"
                            " WHERE w.staff = $%u AND w.active = 1)",
                            sr_request_statement_add (statement, &SR_INT (query->staff)));
  add_time (statement, query);
}

/**
 * sr_request_statement_query:
 *
 * Returns: (transfer full) (nullable): the rows of the statement
 */
SrCursor *
sr_request_statement_query (const SrRequestStatement  *statement,
                            SrConnection              *connection,
                            GError                   **error)
{
  return sr_connection_query (connection, statement->sql->str,
                              (const SrValue *) (gpointer) statement->parameters->data,
                              statement->parameters->len, error);
}

/**
 * sr_request_statement_read:
 * @statement: one that selects sr_table_get_columns() and %SR_REQUEST_LABELS
 *
 * Returns: (transfer full) (element-type SrListedRow): the rows of the statement
 */
GPtrArray *
sr_request_statement_read (const SrRequestStatement  *statement,
                           SrConnection              *connection,
                           GError                   **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_listed_row_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = sr_request_statement_query (statement, connection, error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (rows, sr_listed_row_read (cursor, &sr_request_kind, labelled,
                                               G_N_ELEMENTS (labelled)));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}
