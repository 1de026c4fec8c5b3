/* All SQL about requests.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-table"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-request-statement.h"
#include "storage/service/sr-request-states.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-request-today.h"
#include "storage/service/sr-search-table.h"
#include "storage/sr-table.h"

typedef enum
{
  USES_NOTHING,
  USES_STAFF,
  USES_NOW,
  USES_SIGHT,     /* now, or the end of time: until then nothing is put aside */
  USES_DAY_START,
  USES_DAY_END
} Uses;

/**
 * View:
 * @name: as on the command line and in settings
 * @uses: what $1, $2, ... are
 * @condition: which requests
 * @order: what comes first
 * @reverse: the other way round
 * @kept: (nullable): for a view that grows without bound: which of the counters by state
 * @add: (nullable): appends what of the condition hangs on the query
 */
typedef struct
{
  const char *name;
  Uses        uses[SR_TODAY_N_USES];
  const char *condition;
  const char *order;
  const char *reverse;
  const char *kept;
  void      (*add) (SrRequestStatement   *statement,
                    const SrRequestQuery *query);
} View;

#define ACTIVE "r.state IN (" SR_STATES_ACTIVE ")"
#define DUE_FIRST "r.due_at NULLS LAST, r.id", "r.due_at DESC NULLS LAST, r.id DESC"
#define SNOOZED \
  "(SELECT z.request FROM snooze z" \
  " WHERE z.staff = $1 AND z.ended_at IS NULL AND z.until > $2)"
#define SNOOZED_UNTIL "(SELECT z.until FROM snooze z WHERE z.request = r.id AND z.staff = $1)"
/* By their indexes alone: what somebody follows for years is closed, all but a little. */
#define NOT_CLOSED \
  "SELECT a.id FROM request a WHERE a.state IN (" SR_STATES_ACTIVE ")" \
  " UNION ALL SELECT b.id FROM request b WHERE b.state IN (" SR_STATES_RESOLVED ")"
/* What the person put aside is not in sight, unless it is due or an emergency. */
#define IN_SIGHT \
  " AND NOT (r.id IN " SNOOZED " AND r.emergency = 0 AND (r.due_at IS NULL OR r.due_at > $2))"

static const View views[SR_N_QUEUE_VIEWS] = {
  [SR_QUEUE_TODAY] = { "today", { USES_STAFF, USES_NOW, USES_DAY_START, USES_DAY_END },
                       SR_TODAY_CONDITION, SR_TODAY_ORDER, SR_TODAY_REVERSE, NULL,
                       sr_request_today_add },
  [SR_QUEUE_OPEN] = { "open", { USES_STAFF, USES_SIGHT }, ACTIVE IN_SIGHT, DUE_FIRST },
  [SR_QUEUE_MINE] = { "mine", { USES_STAFF, USES_SIGHT }, ACTIVE " AND r.owner = $1" IN_SIGHT,
                      DUE_FIRST },
  [SR_QUEUE_UNASSIGNED] = { "unassigned", { USES_STAFF, USES_SIGHT },
                            ACTIVE " AND r.owner IS NULL" IN_SIGHT, DUE_FIRST },
  [SR_QUEUE_WAITING] = { "waiting", { USES_NOTHING }, "r.state IN (" SR_STATES_PAUSED ")",
                         DUE_FIRST },
  /* A promise of an earlier day that was not kept is to be kept today. */
  [SR_QUEUE_PROMISED] = { "promised_today", { USES_DAY_END }, ACTIVE " AND r.promised_at < $1",
                          "r.promised_at, r.id", "r.promised_at DESC, r.id DESC" },
  /* Twice a list of states: the first one is that of the index, the second leaves out the paused. */
  [SR_QUEUE_OVERDUE] = { "overdue", { USES_NOW },
                         ACTIVE " AND r.state IN (" SR_STATES_OPEN ") AND r.due_at < $1",
                         DUE_FIRST },
  [SR_QUEUE_RESOLVED] = { "resolved", { USES_NOTHING }, "r.state IN (" SR_STATES_RESOLVED ")",
                          "r.resolved_at DESC NULLS LAST, r.id DESC",
                          "r.resolved_at NULLS LAST, r.id" },
  [SR_QUEUE_CLOSED] = { "closed", { USES_NOTHING }, "r.state IN (" SR_STATES_CLOSED ")",
                        "r.closed_at DESC NULLS LAST, r.id DESC",
                        "r.closed_at NULLS LAST, r.id",
                        "state IN (" SR_STATES_CLOSED ")" },
  [SR_QUEUE_SNOOZED] = { "snoozed", { USES_STAFF, USES_NOW }, ACTIVE " AND r.id IN " SNOOZED,
                         SNOOZED_UNTIL ", r.id", SNOOZED_UNTIL " DESC, r.id DESC" },
  [SR_QUEUE_FOLLOWED] = { "followed", { USES_STAFF },
                          "r.state IN (" SR_STATES_ACTIVE ", " SR_STATES_RESOLVED ")"
                          " AND r.id IN (SELECT w.request FROM follower w"
                          " WHERE w.staff = $1 AND w.active = 1 AND w.request IN (" NOT_CLOSED "))",
                          DUE_FIRST },
  [SR_QUEUE_ALL] = { "all", { USES_NOTHING }, "r.id IS NOT NULL", "r.number_year, r.number_serial",
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
 * sr_queue_view_depends_on_time:
 * @view: a view
 *
 * Returns: %TRUE if time alone brings requests into the view or takes them out
 */
gboolean
sr_queue_view_depends_on_time (SrQueueView view)
{
  g_return_val_if_fail (view < SR_N_QUEUE_VIEWS, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (views[view].uses); i++)
    {
      if (views[view].uses[i] > USES_STAFF)
        return TRUE;
    }

  return FALSE;
}

/**
 * sr_queue_view_depends_on_kind:
 * @view: a view
 * @kind: the name of a kind of record
 *
 * Returns: %TRUE if a change of such a record may bring requests into the view or take them out
 */
gboolean
sr_queue_view_depends_on_kind (SrQueueView  view,
                               const char  *kind)
{
  g_return_val_if_fail (view < SR_N_QUEUE_VIEWS, FALSE);

  return view == SR_QUEUE_TODAY && (g_str_equal (kind, sr_reminder_kind.name) ||
                                    g_str_equal (kind, sr_absence_kind.name) ||
                                    g_str_equal (kind, sr_duty_kind.name));
}

static const char * const order_names[SR_N_QUEUE_ORDERS] = {
  [SR_QUEUE_ORDER_OWN] = "due",
  [SR_QUEUE_ORDER_NUMBER] = "number",
  [SR_QUEUE_ORDER_PRIORITY] = "priority",
  [SR_QUEUE_ORDER_CUSTOMER] = "customer",
  [SR_QUEUE_ORDER_OWNER] = "owner",
  [SR_QUEUE_ORDER_RECEIVED] = "received",
};

/**
 * sr_queue_order_get_name:
 *
 * Returns: (transfer none): the name of the order, as on the command line and in saved views
 */
const char *
sr_queue_order_get_name (SrQueueOrder order)
{
  g_return_val_if_fail (order < SR_N_QUEUE_ORDERS, NULL);

  return order_names[order];
}

/**
 * sr_queue_order_find:
 * @name: (nullable): a name
 * @out_order: (out): the order of that name
 *
 * Returns: %TRUE if there is one
 */
gboolean
sr_queue_order_find (const char   *name,
                     SrQueueOrder *out_order)
{
  for (guint i = 0; i < SR_N_QUEUE_ORDERS; i++)
    {
      if (g_strcmp0 (order_names[i], name) != 0)
        continue;
      *out_order = i;
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

/**
 * sr_request_query_resolve:
 * @query: with its now and its filter
 * @calendar: the room's
 *
 * Sets the present day, and the period of the filter.
 */
void
sr_request_query_resolve (SrRequestQuery *query,
                          SrCalendar     *calendar)
{
  SrDay day = sr_calendar_day_of (calendar, query->now);

  query->day_start = sr_calendar_instant_at (calendar, day, 0);
  query->day_end = sr_calendar_instant_at (calendar, day + 1, 0);
  sr_request_filter_resolve_period (query->filter, calendar, query->now, &query->time_from,
                                    &query->time_to);
}

const char *
_sr_request_query_get_order (const SrRequestQuery *query)
{
  if (_sr_request_query_is_by_index (query))
    return query->descending ? "f.rowid" : "f.rowid DESC";
  if (query->order == SR_QUEUE_ORDER_OWN || !sr_queue_view_has_order (query->view, query->order))
    return query->descending ? views[query->view].reverse : views[query->view].order;

  return orders[query->order][query->descending ? 1 : 0];
}

const char *
_sr_request_query_get_kept (const SrRequestQuery *query)
{
  return views[query->view].kept;
}

/* A search in a view that grows without bound is led by the index, the newest request first: so the
 * first rows of a common word come without looking at all that have it. */
gboolean
_sr_request_query_is_by_index (const SrRequestQuery *query)
{
  g_autoptr (SrSearchQuery) search = NULL;

  if (query->search == NULL || query->order != SR_QUEUE_ORDER_OWN
      || views[query->view].kept == NULL)
    return FALSE;

  search = sr_search_query_new (query->search);

  return sr_search_query_get_match (search) != NULL;
}

/* Their values come first in the statement. */
static void
add_view (SrRequestStatement   *statement,
          const View           *view,
          const SrRequestQuery *query)
{
  for (guint i = 0; i < G_N_ELEMENTS (view->uses) && view->uses[i] != USES_NOTHING; i++)
    {
      const SrValue values[] = {
        [USES_STAFF] = SR_INT (query->staff),
        [USES_NOW] = SR_INT (query->now),
        [USES_SIGHT] = SR_INT (query->with_snoozed ? G_MAXINT64 : query->now),
        [USES_DAY_START] = SR_INT (query->day_start),
        [USES_DAY_END] = SR_INT (query->day_end),
      };

      sr_request_statement_add (statement, &values[view->uses[i]]);
    }

  g_string_append_printf (statement->sql, " WHERE %s", view->condition);
  if (view->add != NULL)
    view->add (statement, query);
}

void
_sr_request_statement_select (SrRequestStatement   *statement,
                              const char           *columns,
                              gboolean              labelled,
                              const SrRequestQuery *query)
{
  g_autoptr (SrSearchQuery) search = sr_search_query_new (query->search);
  gboolean by_index = _sr_request_query_is_by_index (query);

  g_string_append_printf (statement->sql, "SELECT %s FROM %s%s", columns,
                          by_index ? SR_SEARCH_FROM : "request r",
                          labelled ? SR_REQUEST_LABELLED_BY : "");
  add_view (statement, &views[query->view], query);
  sr_request_statement_add_filter (statement, query);
  if (by_index)
    sr_search_table_append_match (search, statement->sql, statement->parameters);
  else
    sr_search_table_append_scan (search, statement->sql, statement->parameters);
}

/**
 * sr_request_table_list:
 * @query: which requests and how many
 *
 * The views "mine" and "unassigned" hold the paused ones too: who owns a request that waits still
 * owns it. A paused request stands where it resumes. What the person put aside is not in "open",
 * "mine" and "unassigned" until then, unless it is due or an emergency. What is searched for in
 * "closed" and "all" comes with the newest request first.
 *
 * Returns: (transfer full) (element-type SrListedRow): the requests in the order of the view, with
 *   the names of customer, owner, team and service type, and the number of the one that it repeats
 */
GPtrArray *
sr_request_table_list (SrConnection          *connection,
                       const SrRequestQuery  *query,
                       GError               **error)
{
  g_auto (SrRequestStatement) statement = { NULL, NULL };
  g_autofree char *columns = NULL;
  gint64 limit = query->limit > 0 ? query->limit : G_MAXINT64;

  g_return_val_if_fail (query->view < SR_N_QUEUE_VIEWS, NULL);

  columns = g_strconcat (sr_table_get_columns (&sr_request_kind, "r."), ", " SR_REQUEST_LABELS,
                         NULL);
  sr_request_statement_init (&statement);
  _sr_request_statement_select (&statement, columns, TRUE, query);
  g_string_append_printf (statement.sql, " ORDER BY %s LIMIT $%u",
                          _sr_request_query_get_order (query),
                          sr_request_statement_add (&statement, &SR_INT (limit)));

  return sr_request_statement_read (&statement, connection, error);
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
  g_auto (SrRequestStatement) statement = { NULL, NULL };
  g_autoptr (GPtrArray) rows = NULL;

  sr_request_statement_init (&statement);
  g_string_append_printf (statement.sql,
                          "SELECT %s, " SR_REQUEST_LABELS " FROM request r" SR_REQUEST_LABELLED_BY
                          " WHERE r.id = $%u",
                          sr_table_get_columns (&sr_request_kind, "r."),
                          sr_request_statement_add (&statement, &SR_INT (id)));
  rows = sr_request_statement_read (&statement, connection, error);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

/* @also (nullable): what else holds of those that are counted */
static gboolean
count_view (SrConnection          *connection,
            const View            *view,
            const char            *also,
            const SrRequestQuery  *query,
            guint                 *out_count,
            GError               **error)
{
  g_auto (SrRequestStatement) statement = { NULL, NULL };
  gint64 count = 0;

  sr_request_statement_init (&statement);
  if (view->kept != NULL)
    {
      g_string_append_printf (statement.sql,
                              "SELECT COALESCE (SUM(n), 0) FROM request_count WHERE %s",
                              view->kept);
    }
  else
    {
      g_string_append (statement.sql, "SELECT COUNT(*) FROM request r");
      add_view (&statement, view, query);
    }
  if (also != NULL)
    g_string_append (statement.sql, also);
  if (!sr_connection_get_integer (connection, statement.sql->str,
                                  (const SrValue *) (gpointer) statement.parameters->data,
                                  statement.parameters->len, 0, &count, error))
    return FALSE;

  *out_count = (guint) count;

  return TRUE;
}

/**
 * sr_request_table_count:
 * @query: whose, and when: its staff, share, now and day; all else is not looked at
 * @counts: (out caller-allocates) (array): how many requests each of %SR_N_QUEUE_VIEWS views holds,
 *   and at %SR_QUEUE_COUNT_LATE how many of those of today are overdue
 *
 * Returns: %TRUE if all were counted
 */
gboolean
sr_request_table_count (SrConnection          *connection,
                        const SrRequestQuery  *query,
                        guint                 *counts,
                        GError               **error)
{
  for (guint i = 0; i < SR_N_QUEUE_VIEWS; i++)
    {
      if (!count_view (connection, &views[i], NULL, query, &counts[i], error))
        return FALSE;
    }

  return count_view (connection, &views[SR_QUEUE_TODAY], SR_TODAY_LATE, query,
                     &counts[SR_QUEUE_COUNT_LATE], error);
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

/* So many are enough to choose from. */
#define MAX_TAGS "1000"

/**
 * sr_request_table_list_tags:
 *
 * Goes from one tag to the next by the index: what it costs depends on how many tags there are, not on
 * how many requests have them.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): every tag in use, each once, the first
 *   thousand; or %NULL with %SR_STORE_ERROR
 */
GPtrArray *
sr_request_table_list_tags (SrConnection  *connection,
                            GError       **error)
{
  g_autoptr (GPtrArray) tags = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor =
    sr_connection_query (connection,
                         "WITH RECURSIVE used (tag) AS ("
                         "SELECT MIN(tag) FROM request_tag "
                         "UNION ALL SELECT (SELECT MIN(g.tag) FROM request_tag g "
                         "WHERE g.tag > u.tag) FROM used u WHERE u.tag IS NOT NULL) "
                         "SELECT tag FROM used WHERE tag IS NOT NULL LIMIT " MAX_TAGS,
                         NULL, 0, error);

  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    g_ptr_array_add (tags, g_strdup (sr_cursor_text (cursor, 0)));

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&tags);
}

/* Goes on to the next tag of the index; 0 for its end. */
static gboolean
next_tag (SrCursor  *tags,
          gint64    *out_request,
          GError   **error)
{
  g_autoptr (GError) local_error = NULL;

  *out_request = sr_cursor_next (tags, &local_error) ? sr_cursor_integer (tags, 0) : 0;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The tags of one request against those of the index, which stands at its first; all in order. */
static gboolean
check_tags (const char  *list,
            gint64       request,
            SrCursor    *tags,
            gint64      *tagged,
            gboolean    *out_same,
            GError     **error)
{
  g_autoptr (SrRow) row = sr_row_new (&sr_request_kind);
  g_auto (GStrv) own = NULL;

  sr_row_set_text (row, SR_REQUEST_TAGS, list);
  own = sr_row_get_list (row, SR_REQUEST_TAGS);
  qsort (own, g_strv_length (own), sizeof *own, compare_texts);
  *out_same = TRUE;
  for (guint i = 0; own[i] != NULL && *out_same; i++)
    {
      if (i > 0 && g_str_equal (own[i], own[i - 1]))
        continue;
      *out_same = *tagged == request && g_strcmp0 (sr_cursor_text (tags, 1), own[i]) == 0;
      if (*out_same && !next_tag (tags, tagged, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_request_table_check_tags:
 * @out_request: (out): the first request that is not found by exactly its tags, 0 if there is none
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_request_table_check_tags (SrConnection  *connection,
                             gint64        *out_request,
                             GError       **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) tags = NULL;
  g_autoptr (SrCursor) requests = NULL;
  gint64 tagged;

  *out_request = 0;
  tags = sr_connection_query (connection,
                              "SELECT request, tag FROM request_tag ORDER BY request, tag",
                              SR_NO_PARAMETERS, error);
  if (tags == NULL || !next_tag (tags, &tagged, error))
    return FALSE;
  requests = sr_connection_query (connection,
                                  "SELECT id, tags FROM request WHERE tags IS NOT NULL ORDER BY id",
                                  SR_NO_PARAMETERS, error);
  if (requests == NULL)
    return FALSE;

  while (sr_cursor_next (requests, &local_error))
    {
      gint64 request = sr_cursor_integer (requests, 0);
      gboolean is_same;

      /* A tag of a request that has none is left over. */
      if (tagged != 0 && tagged < request)
        break;
      if (!check_tags (sr_cursor_text (requests, 1), request, tags, &tagged, &is_same, error))
        return FALSE;
      if (is_same && tagged != request)
        continue;
      *out_request = request;
      return TRUE;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  *out_request = tagged;

  return TRUE;
}
