/* All SQL about requests.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-request-states.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-search-table.h"
#include "storage/sr-table.h"

typedef enum
{
  USES_NOTHING,
  USES_STAFF,
  USES_NOW
} Uses;

/**
 * View:
 * @name: as on the command line and in settings
 * @condition: which requests; $1 is what @uses says
 * @order: what comes first
 * @reverse: the other way round
 * @kept: (nullable): for a view that grows without bound: which of the counters by state
 */
typedef struct
{
  const char *name;
  Uses        uses;
  const char *condition;
  const char *order;
  const char *reverse;
  const char *kept;
} View;

#define ACTIVE "r.state IN (" SR_STATES_ACTIVE ")"
#define DUE_FIRST "r.due_at NULLS LAST, r.id", "r.due_at DESC NULLS LAST, r.id DESC"

static const View views[SR_N_QUEUE_VIEWS] = {
  [SR_QUEUE_OPEN] = { "open", USES_NOTHING, ACTIVE, DUE_FIRST },
  [SR_QUEUE_MINE] = { "mine", USES_STAFF, ACTIVE " AND r.owner = $1", DUE_FIRST },
  [SR_QUEUE_UNASSIGNED] = { "unassigned", USES_NOTHING, ACTIVE " AND r.owner IS NULL", DUE_FIRST },
  [SR_QUEUE_WAITING] = { "waiting", USES_NOTHING, "r.state IN (" SR_STATES_PAUSED ")", DUE_FIRST },
  /* Twice a list of states: the first one is that of the index, the second leaves out the paused. */
  [SR_QUEUE_OVERDUE] = { "overdue", USES_NOW,
                         ACTIVE " AND r.state IN (" SR_STATES_OPEN ") AND r.due_at < $1",
                         DUE_FIRST },
  [SR_QUEUE_RESOLVED] = { "resolved", USES_NOTHING, "r.state IN (" SR_STATES_RESOLVED ")",
                          "r.resolved_at DESC NULLS LAST, r.id DESC",
                          "r.resolved_at NULLS LAST, r.id" },
  [SR_QUEUE_CLOSED] = { "closed", USES_NOTHING, "r.state IN (" SR_STATES_CLOSED ")",
                        "r.closed_at DESC NULLS LAST, r.id DESC",
                        "r.closed_at NULLS LAST, r.id",
                        "state IN (" SR_STATES_CLOSED ")" },
  [SR_QUEUE_ALL] = { "all", USES_NOTHING, "r.id IS NOT NULL", "r.number_year, r.number_serial",
                     "r.number_year DESC, r.number_serial DESC",
                     "state IS NOT NULL" },
};

/* What comes first, and the other way round. The own order of a view stands there. */
static const char * const orders[SR_N_QUEUE_ORDERS][2] = {
  [SR_QUEUE_ORDER_NUMBER] = { "r.number_year, r.number_serial",
                              "r.number_year DESC, r.number_serial DESC" },
  [SR_QUEUE_ORDER_PRIORITY] = { "r.priority, r.due_at NULLS LAST, r.id",
                                "r.priority DESC, r.due_at NULLS LAST, r.id" },
  [SR_QUEUE_ORDER_CUSTOMER] = { "c.name, r.id", "c.name DESC, r.id" },
  [SR_QUEUE_ORDER_OWNER] = { "o.name NULLS LAST, r.due_at NULLS LAST, r.id",
                             "o.name DESC NULLS LAST, r.due_at NULLS LAST, r.id" },
  [SR_QUEUE_ORDER_RECEIVED] = { "r.received_at, r.id", "r.received_at DESC, r.id DESC" },
};

static const guint labelled[] = {
  SR_REQUEST_CUSTOMER, SR_REQUEST_OWNER, SR_REQUEST_TEAM, SR_REQUEST_TYPE
};

#define LABELS "c.name, o.name, t.name, y.name"
#define LABELLED_BY \
  " JOIN customer c ON c.id = r.customer JOIN service_type y ON y.id = r.type" \
  " LEFT JOIN staff o ON o.id = r.owner LEFT JOIN team t ON t.id = r.team"
#define FROM " FROM request r" LABELLED_BY

/* A statement while it is put together: its text, and its values in the order of $1, $2, ... */
typedef struct
{
  GString   *sql;
  GArray    *parameters;  /* (element-type SrValue), cleared with it */
} Statement;

static void
statement_init (Statement *statement)
{
  statement->sql = g_string_new (NULL);
  statement->parameters = g_array_new (FALSE, FALSE, sizeof (SrValue));
  g_array_set_clear_func (statement->parameters, (GDestroyNotify) sr_value_clear);
}

static void
statement_clear (Statement *statement)
{
  g_string_free (statement->sql, TRUE);
  g_array_unref (statement->parameters);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Statement, statement_clear)

/* The number of the parameter. */
static guint
statement_add (Statement     *statement,
               const SrValue *value)
{
  SrValue copy = SR_VALUE_INIT;

  sr_value_copy (value, &copy);
  g_array_append_val (statement->parameters, copy);

  return statement->parameters->len;
}

static void
statement_add_view (Statement  *statement,
                    const View *view,
                    gint64      staff,
                    gint64      now)
{
  if (view->uses == USES_STAFF)
    statement_add (statement, &SR_INT (staff));
  else if (view->uses == USES_NOW)
    statement_add (statement, &SR_INT (now));

  g_string_append_printf (statement->sql, " WHERE %s", view->condition);
}

static void
statement_add_texts (Statement          *statement,
                     const char         *before,
                     const char * const *texts,
                     const char         *after)
{
  if (texts == NULL || texts[0] == NULL)
    return;

  g_string_append (statement->sql, before);
  for (guint i = 0; texts[i] != NULL; i++)
    g_string_append_printf (statement->sql, "%s$%u", i > 0 ? ", " : "",
                            statement_add (statement, &SR_STR (texts[i])));
  g_string_append (statement->sql, after);
}

static void
statement_add_ids (Statement    *statement,
                   const GArray *ids,
                   gint64        staff)
{
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      g_string_append_printf (statement->sql, "%s$%u", i > 0 ? ", " : "",
                              statement_add (statement, &SR_INT (id == SR_FILTER_ME ? staff : id)));
    }
}

/* No id is 0, so that nobody may stand among the others. */
static void
statement_add_people (Statement    *statement,
                      const char   *column,
                      const GArray *ids,
                      gint64        staff)
{
  if (ids == NULL || ids->len == 0)
    return;

  g_string_append_printf (statement->sql, " AND COALESCE (%s, 0) IN (", column);
  statement_add_ids (statement, ids, staff);
  g_string_append_c (statement->sql, ')');
}

static void
statement_add_types (Statement    *statement,
                     const GArray *types)
{
  if (types == NULL || types->len == 0)
    return;

  g_string_append (statement->sql,
                   " AND r.type IN (WITH RECURSIVE below (id) AS ("
                   "SELECT id FROM service_type WHERE id IN (");
  statement_add_ids (statement, types, 0);
  g_string_append (statement->sql,
                   ") UNION SELECT x.id FROM service_type x JOIN below b ON x.parent = b.id)"
                   " SELECT id FROM below)");
}

/* Columns come from this table alone, never from the filter. */
static void
statement_add_time (Statement            *statement,
                    const SrRequestQuery *query)
{
  static const char * const fields[][2] = {
    { "received_at", "r.received_at" },
    { "closed_at", "r.closed_at" },
    { "promised_at", "r.promised_at" },
    { "due_at", "r.due_at" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_strcmp0 (query->filter->time_field, fields[i][0]) == 0)
        g_string_append_printf (statement->sql, " AND %s >= $%u AND %s < $%u", fields[i][1],
                                statement_add (statement, &SR_INT (query->time_from)), fields[i][1],
                                statement_add (statement, &SR_INT (query->time_to)));
    }
}

static void
statement_add_filter (Statement            *statement,
                      const SrRequestQuery *query)
{
  const SrRequestFilter *filter = query->filter;

  if (filter == NULL)
    return;

  statement_add_texts (statement, " AND r.state IN (", (const char *const *) filter->states, ")");
  statement_add_texts (statement, " AND r.priority IN (", (const char *const *) filter->priorities,
                       ")");
  statement_add_texts (statement, " AND r.channel IN (", (const char *const *) filter->channels,
                       ")");
  statement_add_texts (statement, " AND r.id IN (SELECT g.request FROM request_tag g WHERE g.tag IN (",
                       (const char *const *) filter->tags, "))");
  statement_add_types (statement, filter->types);
  statement_add_people (statement, "r.owner", filter->owners, query->staff);
  statement_add_people (statement, "r.team", filter->teams, query->staff);
  if (filter->customer != 0)
    g_string_append_printf (statement->sql, " AND r.customer = $%u",
                            statement_add (statement, &SR_INT (filter->customer)));
  if (filter->emergency)
    g_string_append (statement->sql, " AND r.emergency = 1");
  if (filter->repeats)
    g_string_append (statement->sql, " AND r.repeat_of IS NOT NULL");
  if (filter->followed)
    g_string_append_printf (statement->sql,
                            " AND r.id IN (SELECT w.request FROM follower w"
                            " WHERE w.staff = $%u AND w.active = 1)",
                            statement_add (statement, &SR_INT (query->staff)));
  statement_add_time (statement, query);
}

static GPtrArray *
read_listed (SrConnection     *connection,
             const Statement  *statement,
             GError          **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_listed_row_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;

  cursor = sr_connection_query (connection, statement->sql->str,
                                &g_array_index (statement->parameters, SrValue, 0),
                                statement->parameters->len, error);
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

/**
 * sr_queue_view_get_name:
 *
 * Returns: (transfer none): the name of the view, as on the command line and in settings
 */
const char *
sr_queue_view_get_name (SrQueueView view)
{
  g_return_val_if_fail (view < SR_N_QUEUE_VIEWS, NULL);

  return views[view].name;
}

/**
 * sr_queue_view_find:
 * @name: (nullable): a name
 * @out_view: (out): the view of that name
 *
 * Returns: %TRUE if there is one
 */
gboolean
sr_queue_view_find (const char  *name,
                    SrQueueView *out_view)
{
  for (guint i = 0; i < SR_N_QUEUE_VIEWS; i++)
    {
      if (g_strcmp0 (views[i].name, name) != 0)
        continue;
      *out_view = i;
      return TRUE;
    }

  return FALSE;
}

/**
 * sr_queue_view_has_order:
 * @view: a view
 * @order: what shall come first
 *
 * Returns: %TRUE if the view can be listed in that order; those that grow without bound only in
 *   their own and by number, which indexes have
 */
gboolean
sr_queue_view_has_order (SrQueueView  view,
                         SrQueueOrder order)
{
  g_return_val_if_fail (view < SR_N_QUEUE_VIEWS && order < SR_N_QUEUE_ORDERS, FALSE);

  return order == SR_QUEUE_ORDER_OWN || order == SR_QUEUE_ORDER_NUMBER ||
         (view != SR_QUEUE_CLOSED && view != SR_QUEUE_ALL);
}

static const char *
get_order (const SrRequestQuery *query)
{
  if (query->order == SR_QUEUE_ORDER_OWN || !sr_queue_view_has_order (query->view, query->order))
    return query->descending ? views[query->view].reverse : views[query->view].order;

  return orders[query->order][query->descending ? 1 : 0];
}

/* A search in a view that grows without bound is led by the index, the newest request first: so the
 * first rows of a common word come without looking at all that have it. */
static gboolean
is_led_by_index (const SrRequestQuery *query,
                 const SrSearchQuery  *search)
{
  return (query->view == SR_QUEUE_CLOSED || query->view == SR_QUEUE_ALL) &&
         query->order == SR_QUEUE_ORDER_OWN && sr_search_query_get_match (search) != NULL;
}

/**
 * sr_request_table_list:
 * @query: which requests and how many
 *
 * The views "mine" and "unassigned" hold the paused ones too: who owns a request that waits still
 * owns it. A paused request stands where it resumes. What is searched for in "closed" and "all" comes
 * with the newest request first.
 *
 * Returns: (transfer full) (element-type SrListedRow): the requests in the order of the view, with
 *   the names of customer, owner, team and service type
 */
GPtrArray *
sr_request_table_list (SrConnection          *connection,
                       const SrRequestQuery  *query,
                       GError               **error)
{
  g_autoptr (SrSearchQuery) search = sr_search_query_new (query->search);
  const View *view = &views[query->view];
  g_auto (Statement) statement = { NULL, NULL };
  gint64 limit = query->limit > 0 ? query->limit : G_MAXINT64;
  gboolean by_index = is_led_by_index (query, search);
  const char *newest = query->descending ? "f.rowid" : "f.rowid DESC";

  g_return_val_if_fail (query->view < SR_N_QUEUE_VIEWS, NULL);

  statement_init (&statement);
  g_string_append_printf (statement.sql, "SELECT %s, " LABELS "%s",
                          sr_table_get_columns (&sr_request_kind, "r."),
                          by_index ? " FROM " SR_SEARCH_FROM LABELLED_BY : FROM);
  statement_add_view (&statement, view, query->staff, query->now);
  statement_add_filter (&statement, query);
  if (by_index)
    sr_search_table_append_match (search, statement.sql, statement.parameters);
  else
    sr_search_table_append_scan (search, statement.sql, statement.parameters);
  g_string_append_printf (statement.sql, " ORDER BY %s LIMIT $%u",
                          by_index ? newest : get_order (query),
                          statement_add (&statement, &SR_INT (limit)));

  return read_listed (connection, &statement, error);
}

/**
 * sr_request_table_load:
 *
 * Returns: (transfer full) (nullable): the request with its labels, %NULL without @error if there is
 *   none
 */
SrListedRow *
sr_request_table_load (SrConnection  *connection,
                       gint64         id,
                       GError       **error)
{
  g_auto (Statement) statement = { NULL, NULL };
  g_autoptr (GPtrArray) rows = NULL;

  statement_init (&statement);
  g_string_append_printf (statement.sql, "SELECT %s, " LABELS FROM " WHERE r.id = $%u",
                          sr_table_get_columns (&sr_request_kind, "r."),
                          statement_add (&statement, &SR_INT (id)));
  rows = read_listed (connection, &statement, error);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

/**
 * sr_request_table_count:
 * @staff: the person, for "mine"
 * @now: for "overdue"
 * @counts: (out caller-allocates) (array fixed-size=8): how many requests each view holds
 *
 * Returns: %TRUE if all were counted
 */
gboolean
sr_request_table_count (SrConnection  *connection,
                        gint64         staff,
                        gint64         now,
                        guint         *counts,
                        GError       **error)
{
  for (guint i = 0; i < SR_N_QUEUE_VIEWS; i++)
    {
      g_auto (Statement) statement = { NULL, NULL };
      gint64 count = 0;

      statement_init (&statement);
      if (views[i].kept != NULL)
        {
          g_string_append_printf (statement.sql,
                                  "SELECT COALESCE (SUM(n), 0) FROM request_count WHERE %s",
                                  views[i].kept);
        }
      else
        {
          g_string_append (statement.sql, "SELECT COUNT(*) FROM request r");
          statement_add_view (&statement, &views[i], staff, now);
        }
      if (!sr_connection_get_integer (connection, statement.sql->str,
                                      &g_array_index (statement.parameters, SrValue, 0),
                                      statement.parameters->len, 0, &count, error))
        return FALSE;

      counts[i] = count;
    }

  return TRUE;
}

/**
 * sr_request_table_find_source:
 * @source_key: what an import called the request
 * @out_id: (out): its id, 0 if there is none
 *
 * Returns: %TRUE if the room could be asked
 */
gboolean
sr_request_table_find_source (SrConnection  *connection,
                              const char    *source_key,
                              gint64        *out_id,
                              GError       **error)
{
  return sr_connection_get_integer (connection, "SELECT id FROM request WHERE source_key = $1",
                                    SR_PARAMETERS (SR_STR (source_key)), 0, out_id, error);
}

/**
 * sr_request_table_count_open_children:
 * @out_count: (out): how many requests that are part of @parent are open or paused
 *
 * Returns: %TRUE if they were counted
 */
gboolean
sr_request_table_count_open_children (SrConnection  *connection,
                                      gint64         parent,
                                      guint         *out_count,
                                      GError       **error)
{
  gint64 count = 0;

  if (!sr_connection_get_integer (connection,
                                  "SELECT COUNT(*) FROM request r WHERE r.parent = $1 AND " ACTIVE,
                                  SR_PARAMETERS (SR_INT (parent)), 0, &count, error))
    return FALSE;

  *out_count = count;

  return TRUE;
}

/**
 * sr_request_table_due_to_resume:
 *
 * Returns: (transfer full) (element-type gint64): the ids of the requests that are paused until an
 *   instant at or before @now, in order of that instant
 */
GArray *
sr_request_table_due_to_resume (SrConnection  *connection,
                                gint64         now,
                                GError       **error)
{
  return sr_connection_list_integers (connection,
                                      "SELECT id FROM request "
                                      "WHERE state IN (" SR_STATES_PAUSED ") "
                                      "AND waiting_until <= $1 ORDER BY waiting_until, id",
                                      SR_PARAMETERS (SR_INT (now)), error);
}

/**
 * sr_request_table_tag:
 * @request: as it is stored
 *
 * Makes anew what a filter finds the tags of the request by.
 *
 * Returns: %TRUE if it is written
 */
gboolean
sr_request_table_tag (SrConnection  *connection,
                      const SrRow   *request,
                      GError       **error)
{
  g_auto (GStrv) tags = sr_row_get_list (request, SR_REQUEST_TAGS);
  gint64 id = sr_row_get_id (request);

  if (!sr_connection_execute (connection, "DELETE FROM request_tag WHERE request = $1",
                              SR_PARAMETERS (SR_INT (id)), error))
    return FALSE;

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (!sr_connection_execute (connection,
                                  "INSERT INTO request_tag (tag, request) VALUES ($1, $2) "
                                  "ON CONFLICT (tag, request) DO NOTHING",
                                  SR_PARAMETERS (SR_STR (tags[i]), SR_INT (id)), error))
        return FALSE;
    }

  return TRUE;
}
