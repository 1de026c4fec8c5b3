/* A list of requests that may be long: where its rows stand, and the rows of a part of it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-listing"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "storage/service/sr-request-listing.h"
#include "storage/service/sr-request-statement.h"
#include "storage/sr-table.h"

/**
 * Order:
 * @columns: what the key is read from
 * @place: what is compared with a key
 * @has_major: the place has two parts
 * @is_falling: the highest comes first, unless the query has it the other way round
 *
 * An order of an unbounded list. An index has each, so that a place is reached without counting.
 */
typedef struct
{
  const char *columns;
  const char *place;
  gboolean    has_major;
  gboolean    is_falling;
} Order;

static const Order by_index = { "0, f.rowid", "f.rowid", FALSE, TRUE };
static const Order by_closing = { "r.closed_at, r.id", "(r.closed_at, r.id)", TRUE, TRUE };
static const Order by_number = { "r.number_year, r.number_serial",
                                 "(r.number_year, r.number_serial)", TRUE, FALSE };

static const Order *
get_order (const SrRequestQuery *query)
{
  if (_sr_request_query_is_by_index (query))
    return &by_index;
  if (query->view == SR_QUEUE_CLOSED && query->order != SR_QUEUE_ORDER_NUMBER)
    return &by_closing;

  return &by_number;
}

static gboolean
is_falling (const SrRequestQuery *query,
            const Order          *order)
{
  return order->is_falling != !!query->descending;
}

void
sr_listing_survey_free (SrListingSurvey *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->segments, g_array_unref);
  g_free (self);
}

void
sr_listing_answer_free (SrListingAnswer *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

void
sr_listing_places_free (SrListingPlaces *self)
{
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_free (self);
}

static int
compare_keys (const SrListingKey *a,
              const SrListingKey *b,
              gboolean            falling)
{
  int sign = falling ? -1 : 1;

  if (a->major != b->major)
    return a->major < b->major ? -sign : sign;
  if (a->minor != b->minor)
    return a->minor < b->minor ? -sign : sign;

  return 0;
}

/**
 * sr_listing_key_compare:
 * @query: whose list it is
 *
 * Returns: less than 0 if @a comes first in the list, more than 0 if @b does, 0 if they are the same
 *   place
 */
int
sr_listing_key_compare (const SrListingKey   *a,
                        const SrListingKey   *b,
                        const SrRequestQuery *query)
{
  return compare_keys (a, b, is_falling (query, get_order (query)));
}

/**
 * sr_request_listing_is_bounded:
 *
 * Returns: %TRUE for the views of what is in work or was just resolved; %FALSE for closed and all
 */
gboolean
sr_request_listing_is_bounded (const SrRequestQuery *query)
{
  return _sr_request_query_get_kept (query) == NULL;
}

/**
 * sr_request_listing_get_key:
 * @query: of an unbounded list
 * @row: a request of it
 *
 * Returns: where the row stands
 */
SrListingKey
sr_request_listing_get_key (const SrRequestQuery *query,
                            const SrRow          *row)
{
  const Order *order = get_order (query);

  if (order == &by_index)
    return (SrListingKey) { 0, sr_row_get_id (row) };
  if (order == &by_closing)
    return (SrListingKey) { sr_row_get_integer (row, SR_REQUEST_CLOSED_AT), sr_row_get_id (row) };

  return (SrListingKey) { sr_row_get_integer (row, SR_REQUEST_NUMBER_YEAR),
                          sr_row_get_integer (row, SR_REQUEST_NUMBER_SERIAL) };
}

static SrListingKey
read_key (SrCursor *cursor)
{
  return (SrListingKey) { sr_cursor_integer (cursor, 0), sr_cursor_integer (cursor, 1) };
}

static void
add_bound (SrRequestStatement *statement,
           const Order        *order,
           const char         *comparison,
           const SrListingKey *key)
{
  if (!order->has_major)
    {
      g_string_append_printf (statement->sql, " AND %s %s $%u", order->place, comparison,
                              sr_request_statement_add (statement, &SR_INT (key->minor)));
      return;
    }

  g_string_append_printf (statement->sql, " AND %s %s ($%u, $%u)", order->place, comparison,
                          sr_request_statement_add (statement, &SR_INT (key->major)),
                          sr_request_statement_add (statement, &SR_INT (key->minor)));
}

/* A period of closing is a part of the list by itself, and of two parts SQLite may take the longer one
 * and look at each row of it. So the period is made as short as the stretch. */
static SrRequestQuery
narrow (const SrRequestQuery   *query,
        const SrListingStretch *stretch)
{
  const Order *order = get_order (query);
  gboolean falling = is_falling (query, order);
  const SrListingKey *low = falling ? &stretch->to : &stretch->from;
  const SrListingKey *high = falling ? &stretch->from : &stretch->to;
  SrRequestQuery narrowed = *query;

  if (order != &by_closing || query->filter == NULL
      || g_strcmp0 (query->filter->time_field, "closed_at") != 0)
    return narrowed;

  if (falling ? stretch->has_to : stretch->has_from)
    narrowed.time_from = MAX (query->time_from, low->major);
  if ((falling ? stretch->has_from : stretch->has_to) && high->major < G_MAXINT64)
    narrowed.time_to = MIN (query->time_to, high->major + 1);

  return narrowed;
}

/* "SELECT columns FROM ... WHERE ..." of a stretch, without its order. */
static void
select_stretch (SrRequestStatement     *statement,
                const char             *columns,
                gboolean                labelled,
                const SrRequestQuery   *query,
                const SrListingStretch *stretch)
{
  const Order *order = get_order (query);
  gboolean falling = is_falling (query, order);
  SrRequestQuery narrowed = narrow (query, stretch);

  _sr_request_statement_select (statement, columns, labelled, &narrowed);
  if (stretch->has_from)
    add_bound (statement, order, falling ? "<=" : ">=", &stretch->from);
  if (stretch->has_to)
    add_bound (statement, order, falling ? ">" : "<", &stretch->to);
}

static void
add_order (SrRequestStatement   *statement,
           const SrRequestQuery *query)
{
  g_string_append_printf (statement->sql, " ORDER BY %s", _sr_request_query_get_order (query));
}

static SrListingSurvey *
survey_bounded (SrConnection          *connection,
                const SrRequestQuery  *query,
                GError               **error)
{
  g_auto (SrRequestStatement) statement = { NULL, NULL };
  SrListingSurvey *survey;
  GArray *ids;

  sr_request_statement_init (&statement);
  /* The order may be that of a label. */
  _sr_request_statement_select (&statement, "r.id", TRUE, query);
  add_order (&statement, query);
  ids = sr_connection_list_integers (connection, statement.sql->str,
                                     (const SrValue *) (gpointer) statement.parameters->data,
                                     statement.parameters->len, error);
  if (ids == NULL)
    return NULL;

  survey = g_new0 (SrListingSurvey, 1);
  survey->ids = ids;
  survey->complete = TRUE;

  return survey;
}

/* The keys of a list from a place on, in its order. */
static SrCursor *
query_keys (SrConnection          *connection,
            const SrRequestQuery  *query,
            const SrListingKey    *from,
            GError               **error)
{
  g_auto (SrRequestStatement) statement = { NULL, NULL };
  SrListingStretch stretch = { 0 };

  if (from != NULL)
    {
      stretch.from = *from;
      stretch.has_from = TRUE;
    }
  sr_request_statement_init (&statement);
  select_stretch (&statement, get_order (query)->columns, FALSE, query, &stretch);
  add_order (&statement, query);

  return sr_request_statement_query (&statement, connection, error);
}

/**
 * sr_request_listing_survey:
 * @query: which list; its limit is not looked at
 * @from: (nullable): of an unbounded list, where to begin
 * @max_segments: of an unbounded list, end after so many; 0 for no limit
 * @max_milliseconds: of an unbounded list, end so long after the first row came, yet not before one
 *   segment is known; 0 for no limit
 *
 * Returns: (transfer full) (nullable): how long the list is, and what stands where
 */
SrListingSurvey *
sr_request_listing_survey (SrConnection          *connection,
                           const SrRequestQuery  *query,
                           const SrListingKey    *from,
                           guint                  max_segments,
                           guint                  max_milliseconds,
                           GError               **error)
{
  g_autoptr (SrListingSurvey) survey = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;
  SrListingSegment *last = NULL;
  gint64 end;

  if (sr_request_listing_is_bounded (query))
    return survey_bounded (connection, query, error);

  cursor = query_keys (connection, query, from, error);
  if (cursor == NULL)
    return NULL;

  /* What a customer or a tag has is sorted before its first row comes, in each survey anew. Were that
   * time to count, each would end after one segment. */
  end = g_get_monotonic_time () + (gint64) max_milliseconds * 1000;
  survey = g_new0 (SrListingSurvey, 1);
  survey->segments = g_array_new (FALSE, FALSE, sizeof (SrListingSegment));
  while (sr_cursor_next (cursor, &local_error))
    {
      SrListingSegment segment;

      if (last != NULL && last->n_rows < SR_LISTING_PAGE)
        {
          last->n_rows++;
          continue;
        }
      if (last != NULL
          && ((max_segments > 0 && survey->segments->len == max_segments)
              || (max_milliseconds > 0 && g_get_monotonic_time () >= end)))
        {
          survey->next = read_key (cursor);
          return g_steal_pointer (&survey);
        }

      segment.first = read_key (cursor);
      segment.n_rows = 1;
      g_array_append_val (survey->segments, segment);
      last = &g_array_index (survey->segments, SrListingSegment, survey->segments->len - 1);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  survey->complete = TRUE;

  return g_steal_pointer (&survey);
}

/**
 * sr_request_listing_read:
 * @query: which unbounded list
 * @stretch: which part of it
 *
 * Returns: (transfer full) (nullable): the rows of the part, or how many they are
 */
SrListingAnswer *
sr_request_listing_read (SrConnection            *connection,
                         const SrRequestQuery    *query,
                         const SrListingStretch  *stretch,
                         GError                 **error)
{
  g_auto (SrRequestStatement) statement = { NULL, NULL };
  g_autofree char *columns = NULL;
  SrListingAnswer *answer;
  GPtrArray *rows = NULL;
  gint64 n_rows = 0;

  columns = stretch->is_counted
              ? g_strdup ("COUNT(*)")
              : g_strconcat (sr_table_get_columns (&sr_request_kind, "r."),
                             ", " SR_REQUEST_LABELS, NULL);
  sr_request_statement_init (&statement);
  select_stretch (&statement, columns, !stretch->is_counted, query, stretch);
  if (stretch->is_counted)
    {
      if (!sr_connection_get_integer (connection, statement.sql->str,
                                      (const SrValue *) (gpointer) statement.parameters->data,
                                      statement.parameters->len, 0, &n_rows, error))
        return NULL;
    }
  else
    {
      add_order (&statement, query);
      rows = sr_request_statement_read (&statement, connection, error);
      if (rows == NULL)
        return NULL;
      n_rows = rows->len;
    }

  answer = g_new0 (SrListingAnswer, 1);
  answer->rows = rows;
  answer->n_rows = (guint) n_rows;

  return answer;
}

/**
 * sr_request_listing_read_ids:
 * @ids: (array length=n_ids): which requests
 *
 * Returns: (transfer full) (nullable) (element-type SrListedRow): the requests in the order of the
 *   ids; those that are not there are left out
 */
GPtrArray *
sr_request_listing_read_ids (SrConnection  *connection,
                             const gint64  *ids,
                             guint          n_ids,
                             GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n_ids, (GDestroyNotify) sr_listed_row_free);
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < n_ids; i++)
    {
      SrListedRow *row = sr_request_table_load (connection, ids[i], &local_error);

      if (row != NULL)
        g_ptr_array_add (rows, row);
      if (local_error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
locate_one (SrConnection          *connection,
            const SrRequestQuery  *query,
            gint64                 id,
            gboolean              *out_found,
            SrListingKey          *out_key,
            GError               **error)
{
  g_auto (SrRequestStatement) statement = { NULL, NULL };
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;
  const Order *order = get_order (query);

  sr_request_statement_init (&statement);
  _sr_request_statement_select (&statement, order->columns, FALSE, query);
  g_string_append_printf (statement.sql, " AND %s = $%u", order->has_major ? "r.id" : "f.rowid",
                          sr_request_statement_add (&statement, &SR_INT (id)));
  cursor = sr_request_statement_query (&statement, connection, error);
  if (cursor == NULL)
    return FALSE;

  *out_found = sr_cursor_next (cursor, &local_error);
  if (*out_found)
    *out_key = read_key (cursor);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* -1 if the counters do not know. */
static gboolean
get_total (SrConnection          *connection,
           const SrRequestQuery  *query,
           gint64                *out_total,
           GError               **error)
{
  g_autofree char *sql = NULL;

  *out_total = -1;
  if (query->search != NULL || !sr_request_filter_is_empty (query->filter))
    return TRUE;

  sql = g_strdup_printf ("SELECT COALESCE (SUM(n), 0) FROM request_count WHERE %s",
                         _sr_request_query_get_kept (query));

  return sr_connection_get_integer (connection, sql, SR_NO_PARAMETERS, 0, out_total, error);
}

/**
 * sr_request_listing_locate:
 * @query: which unbounded list
 * @ids: (array length=n_ids): requests
 *
 * Returns: (transfer full) (nullable): whether the list has each of them and where, and how many rows
 *   it has in all if that is known without looking at them
 */
SrListingPlaces *
sr_request_listing_locate (SrConnection          *connection,
                           const SrRequestQuery  *query,
                           const gint64          *ids,
                           guint                  n_ids,
                           GError               **error)
{
  g_autoptr (SrListingPlaces) places = g_new0 (SrListingPlaces, 1);

  places->found = g_array_sized_new (FALSE, FALSE, sizeof (gboolean), n_ids);
  places->keys = g_array_sized_new (FALSE, FALSE, sizeof (SrListingKey), n_ids);
  for (guint i = 0; i < n_ids; i++)
    {
      gboolean found = FALSE;
      SrListingKey key = { 0 };

      if (!locate_one (connection, query, ids[i], &found, &key, error))
        return NULL;
      g_array_append_val (places->found, found);
      g_array_append_val (places->keys, key);
    }

  if (!get_total (connection, query, &places->total, error))
    return NULL;

  return g_steal_pointer (&places);
}

/**
 * sr_request_listing_count:
 * @query: which unbounded list
 * @keys: (element-type SrListingKey): places, in the order of the list
 *
 * Returns: (transfer full) (nullable) (element-type guint): for each place how many rows stand there
 *   and after it before the next place; the first counts what stands before it, too
 */
GArray *
sr_request_listing_count (SrConnection          *connection,
                          const SrRequestQuery  *query,
                          const GArray          *keys,
                          GError               **error)
{
  gboolean falling = is_falling (query, get_order (query));
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SrCursor) cursor = NULL;
  guint i = 0;

  g_array_set_size (counts, keys->len);
  if (keys->len == 0)
    return g_steal_pointer (&counts);

  cursor = query_keys (connection, query, NULL, error);
  if (cursor == NULL)
    return NULL;

  while (sr_cursor_next (cursor, &local_error))
    {
      SrListingKey key = read_key (cursor);

      while (i + 1 < keys->len
             && compare_keys (&g_array_index (keys, SrListingKey, i + 1), &key, falling) <= 0)
        i++;
      g_array_index (counts, guint, i)++;
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&counts);
}
