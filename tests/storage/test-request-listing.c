/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "storage/service/sr-request-listing.h"
#include "storage/service/sr-request-statement.h"
#include "storage/service/sr-search-table.h"
#include "storage/sqlite/sr-sqlite-connection.h"
#include "storage/sr-table.h"
#include "test-room.h"

#define N_REQUESTS 700
#define N_STEPS 100
#define DAY 86400

static const SrQueueView large[] = { SR_QUEUE_CLOSED, SR_QUEUE_ALL };

static const SrQueueOrder carried[] = { SR_QUEUE_ORDER_OWN, SR_QUEUE_ORDER_NUMBER };

static const char *const words[] = {
  "打印机", "无法", "网络", "三楼", "空调", "VPN", "发票", "4871", "会议室", " "
};

/* What people type: a common word, several, one character, a number, nothing, and what means
 * something elsewhere. */
static const char *const searches[] = {
  "打印机", "打印 网络", "楼", "4871", "SR-2016-000123", "vpn", "nobody", " ", "\"", "*", "'; --", "a* OR b",
  "NEAR(", "{grams} : 打印", "%_\\", "-", "\xf0\x9f\x98\x80"
};

/* %1$d is the second customer, %2$d a type that has others below it, %3$d the colleague. */
static const char *const filters[] = {
  "{\"states\":[\"closed\",\"registered\"]}",
  "{\"states\":[\"draft\"]}",
  "{\"priorities\":[\"P1\",\"P2\"]}",
  "{\"channels\":[\"phone\"]}",
  "{\"tags\":[\"vip\",\"late\"]}",
  "{\"customer\":%1$d}",
  "{\"types\":[%2$d]}",
  "{\"owners\":[-1]}",
  "{\"owners\":[%3$d,0]}",
  "{\"teams\":[0]}",
  "{\"emergency\":true}",
  "{\"repeats\":true}",
  "{\"followed\":true}",
  "{\"time_field\":\"closed_at\",\"period\":\"today\"}",
  "{\"time_field\":\"received_at\",\"period\":\"today\"}",
  "{\"time_field\":\"due_at\",\"period\":\"today\"}",
  "{\"tags\":[\"vip\"],\"owners\":[-1],\"types\":[%2$d],\"time_field\":\"closed_at\",\"period\":\"today\"}",
};

/* What the random requests are about. */
typedef struct
{
  GRand  *random;
  gint64  customers[3];
  gint64  types[2];
  gint64  colleague;
  guint   n_states;
} World;

static gint64
add_type (TestRoom *room,
          gint64    parent)
{
  SrRow *row = test_row_new (&sr_service_type_kind);

  sr_row_set_text (row, SR_SERVICE_TYPE_CODE, "below");
  sr_row_set_text (row, SR_SERVICE_TYPE_NAME, "Below");
  sr_row_set_text (row, SR_SERVICE_TYPE_FAMILY, "repair");
  sr_row_set_integer (row, SR_SERVICE_TYPE_PARENT, parent);
  sr_row_set_integer (row, SR_SERVICE_TYPE_ACTIVE, TRUE);

  return test_room_insert (room, row);
}

static gint64
add_colleague (TestRoom *room)
{
  SrRow *row = test_row_new (&sr_staff_kind);

  sr_row_set_text (row, SR_STAFF_LOGIN, "chen");
  sr_row_set_text (row, SR_STAFF_NAME, "陈晓");
  sr_row_set_text (row, SR_STAFF_ROLES, "[\"handler\"]");
  sr_row_set_integer (row, SR_STAFF_ACTIVE, TRUE);

  return test_room_insert (room, row);
}

static char *
make_title (GRand *random)
{
  GString *title = g_string_new ("单");

  for (int i = g_rand_int_range (random, 1, 5); i > 0; i--)
    g_string_append (title, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);

  return g_string_free (title, FALSE);
}

static gboolean
is_one_in (World *world,
           int    n)
{
  return g_rand_int_range (world->random, 0, n) == 0;
}

/* An instant of some days, on the hour: many share it. */
static gint64
choose_instant (World *world)
{
  return TEST_NOW - 3600 * g_rand_int_range (world->random, 0, 200);
}

static gboolean
is_ended (const char *state)
{
  static const char *const ended[] = { "closed", "cancelled", "duplicate", "voided", NULL };

  return g_strv_contains (ended, state);
}

/* Mostly one that ended; then it has the instant, and may keep it when it is reopened. */
static void
set_state (World *world,
           SrRow *row)
{
  const char *state = "closed";

  if (is_one_in (world, 2))
    state = sr_request_states[g_rand_int_range (world->random, 0, world->n_states)].value;
  sr_row_set_text (row, SR_REQUEST_STATE, state);
  if (is_ended (state))
    sr_row_set_integer (row, SR_REQUEST_CLOSED_AT, choose_instant (world));
}

static void
set_what_filters_ask_for (World    *world,
                          TestRoom *room,
                          SrRow    *row)
{
  static const char *const priorities[] = { "P1", "P2", "P3", "P4" };
  static const char *const channels[] = { "phone", "email", "counter" };
  const gint64 owners[] = { room->staff, world->colleague };

  sr_row_set_text (row, SR_REQUEST_PRIORITY, priorities[g_rand_int_range (world->random, 0, 4)]);
  sr_row_set_text (row, SR_REQUEST_CHANNEL, channels[g_rand_int_range (world->random, 0, 3)]);
  sr_row_set_integer (row, SR_REQUEST_EMERGENCY, is_one_in (world, 20));
  sr_row_set_integer (row, SR_REQUEST_CUSTOMER,
                      world->customers[g_rand_int_range (world->random, 0, 3)]);
  sr_row_set_integer (row, SR_REQUEST_TYPE, world->types[g_rand_int_range (world->random, 0, 2)]);
  sr_row_set_integer (row, SR_REQUEST_RECEIVED_AT, choose_instant (world));
  if (!is_one_in (world, 3))
    sr_row_set_integer (row, SR_REQUEST_OWNER, owners[g_rand_int_range (world->random, 0, 2)]);
  if (is_one_in (world, 2))
    sr_row_set_integer (row, SR_REQUEST_TEAM, room->team);
  if (is_one_in (world, 2))
    sr_row_set_integer (row, SR_REQUEST_DUE_AT, choose_instant (world));
  if (is_one_in (world, 2))
    sr_row_set_integer (row, SR_REQUEST_RESOLVED_AT, choose_instant (world));
}

static void
set_tags (World    *world,
          TestRoom *room,
          SrRow    *row)
{
  static const char *const tags[][3] = { { NULL }, { "vip" }, { "late", "vip" }, { "other" } };

  sr_row_set_list (row, SR_REQUEST_TAGS, tags[g_rand_int_range (world->random, 0, 4)]);
  g_assert_true (sr_request_table_tag (room->writer, row, NULL));
}

/* The numbers go against the ids, and over two years. */
static gint64
add_request (World    *world,
             TestRoom *room,
             guint     n)
{
  g_autofree char *title = make_title (world->random);
  g_autofree char *number = NULL;
  g_autoptr (SrRow) stored = NULL;
  guint serial = 1 + (n * 7919) % 100003;
  guint year = 2015 + n % 2;
  SrRow *row = test_room_make_request (room, serial, "closed", title);
  gint64 id;

  number = g_strdup_printf ("SR-%u-%06u", year, serial);
  sr_row_set_text (row, SR_REQUEST_NUMBER, number);
  sr_row_set_integer (row, SR_REQUEST_NUMBER_YEAR, year);
  set_state (world, row);
  set_what_filters_ask_for (world, room, row);
  if (n > 10 && is_one_in (world, 10))
    sr_row_set_integer (row, SR_REQUEST_REPEAT_OF, n - 5);
  id = test_room_insert (room, row);

  stored = sr_table_load (room->writer, &sr_request_kind, id, NULL);
  set_tags (world, room, stored);
  g_assert_true (sr_table_update (room->writer, stored, 1, NULL));
  if (is_one_in (world, 15))
    {
      SrRow *follower = test_row_new (&sr_follower_kind);

      sr_row_set_integer (follower, SR_FOLLOWER_REQUEST, id);
      sr_row_set_integer (follower, SR_FOLLOWER_STAFF, room->staff);
      sr_row_set_integer (follower, SR_FOLLOWER_ACTIVE, !is_one_in (world, 4));
      test_room_insert (room, follower);
    }

  return id;
}

static void
world_init (World    *world,
            TestRoom *room,
            guint32   seed,
            guint     n_requests)
{
  world->random = g_rand_new_with_seed (seed);
  world->customers[0] = room->customer;
  world->customers[1] = test_room_add_customer (room, "陈伟", "13812348307");
  world->customers[2] = test_room_add_customer (room, "Ada", "8000");
  world->types[0] = room->type;
  world->types[1] = add_type (room, room->type);
  world->colleague = add_colleague (room);
  world->n_states = 0;
  while (sr_request_states[world->n_states].value != NULL)
    world->n_states++;

  g_assert_true (sr_connection_begin (room->writer, TRUE, NULL));
  for (guint i = 1; i <= n_requests; i++)
    add_request (world, room, i);
  g_assert_true (sr_connection_commit (room->writer, NULL));
}

static void
world_clear (World *world)
{
  g_rand_free (world->random);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static SrRequestFilter *
make_filter (World *world,
             guint  i)
{
  g_autofree char *customer = g_strdup_printf ("%d", (int) world->customers[1]);
  g_autofree char *type = g_strdup_printf ("%d", (int) world->types[0]);
  g_autofree char *owner = g_strdup_printf ("%d", (int) world->colleague);
  g_autoptr (GString) json = g_string_new (filters[i]);
  g_autoptr (GError) error = NULL;
  SrRequestFilter *filter;

  g_string_replace (json, "%1$d", customer, 0);
  g_string_replace (json, "%2$d", type, 0);
  g_string_replace (json, "%3$d", owner, 0);
  filter = sr_request_filter_from_json (json->str, &error);
  g_assert_no_error (error);

  return filter;
}

static SrRequestQuery
make_query (TestRoom    *room,
            SrQueueView  view)
{
  return (SrRequestQuery) { .view = view, .staff = room->staff, .now = TEST_NOW - 2 * DAY,
                            .time_from = TEST_NOW - 5 * DAY, .time_to = TEST_NOW - DAY };
}

typedef void (*Check) (TestRoom             *room,
                       const SrRequestQuery *query);

/* Each filter and each search on its own, and some filters with a search. */
static void
for_each_condition (TestRoom       *room,
                    World          *world,
                    SrRequestQuery  query,
                    Check           check)
{
  check (room, &query);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      query.search = searches[i];
      check (room, &query);
    }
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      g_autoptr (SrRequestFilter) filter = make_filter (world, i);

      query.filter = filter;
      query.search = NULL;
      check (room, &query);
      query.search = searches[i % 2];
      if (i % 3 == 0)
        check (room, &query);
    }
}

static void
for_each_large_list (TestRoom *room,
                     World    *world,
                     Check     check)
{
  for (guint view = 0; view < G_N_ELEMENTS (large); view++)
    {
      for (guint i = 0; i < 2 * G_N_ELEMENTS (carried); i++)
        {
          SrRequestQuery query = make_query (room, large[view]);

          query.order = carried[i / 2];
          query.descending = i % 2 == 1;
          for_each_condition (room, world, query, check);
        }
    }
}

/* For messages. */
static char *
describe (const SrRequestQuery *query)
{
  g_autofree char *filter = NULL;

  if (query->filter != NULL)
    filter = sr_request_filter_to_json (query->filter);

  return g_strdup_printf ("%s, order %u%s, %s, \"%s\"", sr_queue_view_get_name (query->view),
                          query->order, query->descending ? " turned round" : "",
                          filter != NULL ? filter : "no filter",
                          query->search != NULL ? query->search : "");
}

static GPtrArray *
list (TestRoom             *room,
      const SrRequestQuery *query)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = sr_request_table_list (room->writer, query, &error);

  g_assert_no_error (error);

  return rows;
}

static const SrRow *
get_row (const GPtrArray *rows,
         guint            i)
{
  return ((const SrListedRow *) rows->pdata[i])->row;
}

static SrListingSurvey *
survey (TestRoom             *room,
        const SrRequestQuery *query,
        const SrListingKey   *from,
        guint                 max_segments,
        guint                 max_milliseconds)
{
  g_autoptr (GError) error = NULL;
  SrListingSurvey *found = sr_request_listing_survey (room->writer, query, from, max_segments,
                                                      max_milliseconds, &error);

  g_assert_no_error (error);

  return found;
}

static SrListingAnswer *
read_stretch (TestRoom               *room,
              const SrRequestQuery   *query,
              const SrListingStretch *stretch)
{
  g_autoptr (GError) error = NULL;
  SrListingAnswer *answer = sr_request_listing_read (room->writer, query, stretch, &error);

  g_assert_no_error (error);

  return answer;
}

static SrListingSegment *
get_segment (const SrListingSurvey *found,
             guint                  i)
{
  return &g_array_index (found->segments, SrListingSegment, i);
}

static SrListingStretch
get_stretch (const SrListingSurvey *found,
             guint                  i)
{
  SrListingStretch stretch = { .from = get_segment (found, i)->first, .has_from = TRUE };

  stretch.has_to = i + 1 < found->segments->len;
  if (stretch.has_to)
    stretch.to = get_segment (found, i + 1)->first;

  return stretch;
}

static void
assert_rows_equal (const GPtrArray *rows,
                   const GPtrArray *expected,
                   guint            at,
                   const char      *what)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SrListedRow *a = rows->pdata[i];
      const SrListedRow *b = expected->pdata[at + i];

      if (!sr_row_equal (a->row, b->row))
        g_error ("%s: another request at %u", what, at + i);
      for (guint j = 0; j < a->n_labels; j++)
        g_assert_cmpstr (a->labels[j], ==, b->labels[j]);
    }
}

/* The parts of the list, one after the other, are the list. */
static void
check_parts (TestRoom             *room,
             const SrRequestQuery *query)
{
  g_autofree char *what = describe (query);
  g_autoptr (GPtrArray) whole = list (room, query);
  g_autoptr (SrListingSurvey) found = survey (room, query, NULL, 0, 0);
  guint at = 0;

  g_assert_true (found->complete);
  g_assert_null (found->ids);
  for (guint i = 0; i < found->segments->len; i++)
    {
      const SrListingSegment *segment = get_segment (found, i);
      SrListingStretch stretch = get_stretch (found, i);
      g_autoptr (SrListingAnswer) answer = read_stretch (room, query, &stretch);
      SrListingKey key;

      if (at + segment->n_rows > whole->len || answer->rows->len != segment->n_rows)
        g_error ("%s: segment %u of %u rows has %u", what, i, segment->n_rows, answer->rows->len);
      key = sr_request_listing_get_key (query, get_row (whole, at));
      g_assert_cmpint (sr_listing_key_compare (&key, &segment->first, query), ==, 0);
      g_assert_true (segment->n_rows == SR_LISTING_PAGE || i + 1 == found->segments->len);
      g_assert_cmpuint (answer->n_rows, ==, segment->n_rows);
      assert_rows_equal (answer->rows, whole, at, what);
      at += segment->n_rows;
    }
  if (at != whole->len)
    g_error ("%s: %u rows in parts, %u in the list", what, at, whole->len);
}

static void
test_the_parts_of_a_large_list_are_the_list (TestRoom      *room,
                                             gconstpointer  user_data)
{
  g_auto (World) world = { NULL };

  world_init (&world, room, 1, N_REQUESTS);
  for_each_large_list (room, &world, check_parts);
}

static void
check_ids (TestRoom             *room,
           const SrRequestQuery *query)
{
  g_autofree char *what = describe (query);
  g_autoptr (GPtrArray) whole = list (room, query);
  g_autoptr (SrListingSurvey) found = survey (room, query, NULL, 1, 1);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (found->complete);
  g_assert_null (found->segments);
  if (found->ids->len != whole->len)
    g_error ("%s: %u ids, %u in the list", what, found->ids->len, whole->len);
  rows = sr_request_listing_read_ids (room->writer, (const gint64 *) (gpointer) found->ids->data,
                                      found->ids->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, whole->len);
  assert_rows_equal (rows, whole, 0, what);
}

static void
test_a_small_list_has_all_its_ids_in_any_order (TestRoom      *room,
                                                gconstpointer  user_data)
{
  g_auto (World) world = { NULL };

  world_init (&world, room, 2, 150);
  for (guint view = 0; view < SR_N_QUEUE_VIEWS; view++)
    {
      for (guint i = 0; i < 2 * SR_N_QUEUE_ORDERS; i++)
        {
          SrRequestQuery query = make_query (room, view);

          query.order = i / 2;
          query.descending = i % 2 == 1;
          if (sr_request_listing_is_bounded (&query))
            for_each_condition (room, &world, query, check_ids);
        }
    }
}

static void
test_only_closed_and_all_grow_without_bound (TestRoom      *room,
                                             gconstpointer  user_data)
{
  for (guint view = 0; view < SR_N_QUEUE_VIEWS; view++)
    {
      SrRequestQuery query = make_query (room, view);

      g_assert_cmpint (sr_request_listing_is_bounded (&query), ==,
                       view != SR_QUEUE_CLOSED && view != SR_QUEUE_ALL);
    }
}

static void
test_requests_that_are_not_there_are_left_out (TestRoom      *room,
                                               gconstpointer  user_data)
{
  g_auto (World) world = { NULL };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 ids[] = { 3, 4711, 1, G_MININT64, -1, 0, 2, G_MAXINT64 };
  const gint64 expected[] = { 3, 1, 2 };

  world_init (&world, room, 3, 3);
  rows = sr_request_listing_read_ids (room->writer, ids, G_N_ELEMENTS (ids), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (sr_row_get_id (get_row (rows, i)), ==, expected[i]);
}

/* Many surveys, each from where the last one ended. */
static GArray *
survey_in_steps (TestRoom             *room,
                 const SrRequestQuery *query,
                 guint                 max_segments,
                 guint                *out_n_steps)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (SrListingSegment));
  SrListingKey next = { 0 };
  gboolean complete = FALSE;

  for (*out_n_steps = 0; !complete; (*out_n_steps)++)
    {
      g_autoptr (SrListingSurvey) step = survey (room, query, *out_n_steps > 0 ? &next : NULL,
                                                 max_segments, 0);

      g_assert_cmpuint (step->segments->len, <=, max_segments);
      g_array_append_vals (segments, step->segments->data, step->segments->len);
      complete = step->complete;
      next = step->next;
    }

  return segments;
}

static void
check_steps (TestRoom             *room,
             const SrRequestQuery *query)
{
  g_autoptr (SrListingSurvey) whole = survey (room, query, NULL, 0, 0);

  for (guint max_segments = 1; max_segments < 4; max_segments++)
    {
      guint n_steps = 0;
      g_autoptr (GArray) segments = survey_in_steps (room, query, max_segments, &n_steps);

      g_assert_cmpuint (segments->len, ==, whole->segments->len);
      for (guint i = 0; i < segments->len; i++)
        {
          const SrListingSegment *segment = &g_array_index (segments, SrListingSegment, i);

          g_assert_cmpuint (segment->n_rows, ==, get_segment (whole, i)->n_rows);
          g_assert_cmpint (sr_listing_key_compare (&segment->first, &get_segment (whole, i)->first,
                                                   query), ==, 0);
        }
      g_assert_cmpuint (n_steps, ==, MAX (1, (segments->len + max_segments - 1) / max_segments));
    }
}

static void
test_a_survey_in_steps_is_the_survey (TestRoom      *room,
                                      gconstpointer  user_data)
{
  g_auto (World) world = { NULL };

  world_init (&world, room, 4, N_REQUESTS / 2);
  for_each_large_list (room, &world, check_steps);
}

/* No clock of this test: each step knows one segment at least, whatever it took. */
static void
test_a_survey_gets_on_however_short_its_time_is (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_auto (World) world = { NULL };
  SrRequestQuery query = make_query (room, SR_QUEUE_ALL);
  SrListingKey next = { 0 };
  gboolean complete = FALSE;
  guint n_rows = 0;
  guint n_steps = 0;

  world_init (&world, room, 5, N_REQUESTS);
  while (!complete)
    {
      g_autoptr (SrListingSurvey) step = survey (room, &query, n_steps++ > 0 ? &next : NULL, 0, 1);

      g_assert_cmpuint (step->segments->len, >, 0);
      for (guint i = 0; i < step->segments->len; i++)
        n_rows += get_segment (step, i)->n_rows;
      complete = step->complete;
      next = step->next;
    }
  g_assert_cmpuint (n_rows, ==, N_REQUESTS);
}

static guint
count_stretch (TestRoom             *room,
               const SrRequestQuery *query,
               const SrListingKey   *from,
               const SrListingKey   *to,
               gboolean              is_counted)
{
  g_autoptr (SrListingAnswer) answer = NULL;
  SrListingStretch stretch = { .has_from = from != NULL, .has_to = to != NULL,
                               .is_counted = is_counted };

  if (from != NULL)
    stretch.from = *from;
  if (to != NULL)
    stretch.to = *to;
  answer = read_stretch (room, query, &stretch);
  g_assert_true ((answer->rows == NULL) == is_counted);
  if (!is_counted)
    g_assert_cmpuint (answer->rows->len, ==, answer->n_rows);

  return answer->n_rows;
}

/* From a place on, up to a place but without it; a place that no row has is one, too. */
static void
check_edges (TestRoom             *room,
             const SrRequestQuery *query)
{
  static const SrListingKey lowest = { G_MININT64, G_MININT64 };
  static const SrListingKey highest = { G_MAXINT64, G_MAXINT64 };
  gboolean falls = sr_listing_key_compare (&highest, &lowest, query) < 0;
  const SrListingKey *before = falls ? &highest : &lowest;
  const SrListingKey *after = falls ? &lowest : &highest;
  g_autoptr (GPtrArray) whole = list (room, query);
  SrListingKey first;
  SrListingKey last;
  SrListingKey missing;

  for (guint is_counted = 0; is_counted < 2; is_counted++)
    {
      g_assert_cmpuint (count_stretch (room, query, NULL, NULL, is_counted), ==, whole->len);
      /* A search has one number for a place: the other one is 0 in each. */
      g_assert_cmpuint (count_stretch (room, query, before, after, is_counted), ==, whole->len);
      g_assert_cmpuint (count_stretch (room, query, after, NULL, is_counted), ==, 0);
      g_assert_cmpuint (count_stretch (room, query, NULL, before, is_counted), ==, 0);
      if (whole->len == 0)
        continue;

      first = sr_request_listing_get_key (query, get_row (whole, 0));
      last = sr_request_listing_get_key (query, get_row (whole, whole->len - 1));
      missing = last;
      missing.minor += falls ? 1 : -1;
      g_assert_cmpuint (count_stretch (room, query, &first, &first, is_counted), ==, 0);
      g_assert_cmpuint (count_stretch (room, query, &last, NULL, is_counted), ==, 1);
      g_assert_cmpuint (count_stretch (room, query, &first, &last, is_counted), ==,
                        whole->len - 1);
      g_assert_cmpuint (count_stretch (room, query, &last, &first, is_counted), ==, 0);
      g_assert_cmpuint (count_stretch (room, query, &missing, NULL, is_counted), >=, 1);
    }
}

static void
test_a_stretch_has_its_first_place_and_not_its_last (TestRoom      *room,
                                                     gconstpointer  user_data)
{
  g_auto (World) world = { NULL };

  world_init (&world, room, 6, 100);
  for_each_large_list (room, &world, check_edges);
}

static void
check_empty (TestRoom             *room,
             const SrRequestQuery *query)
{
  g_autoptr (SrListingSurvey) found = survey (room, query, NULL, 0, 0);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SrListingKey));
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) counts = NULL;
  SrListingKey key = { 2016, 5 };

  g_assert_true (found->complete);
  g_assert_cmpuint (found->segments->len, ==, 0);
  none = sr_request_listing_count (room->writer, query, keys, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_array_append_val (keys, key);
  counts = sr_request_listing_count (room->writer, query, keys, NULL);
  g_assert_cmpuint (counts->len, ==, 1);
  g_assert_cmpuint (g_array_index (counts, guint, 0), ==, 0);
}

static void
test_a_list_of_nothing_is_known_at_once (TestRoom      *room,
                                         gconstpointer  user_data)
{
  g_auto (World) world = { NULL };

  world_init (&world, room, 7, 0);
  for_each_large_list (room, &world, check_empty);
}

/* Where each of some requests stands, against the list. */
static void
check_places (TestRoom             *room,
              const SrRequestQuery *query)
{
  g_autofree char *what = describe (query);
  g_autoptr (GPtrArray) whole = list (room, query);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SrListingPlaces) places = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < whole->len; i++)
    g_hash_table_insert (listed, (gpointer) &sr_row_get (get_row (whole, i), 0)->integer,
                         (gpointer) get_row (whole, i));
  for (gint64 id = -1; id < 60; id++)
    g_array_append_val (ids, id);

  places = sr_request_listing_locate (room->writer, query, (const gint64 *) (gpointer) ids->data,
                                      ids->len, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    {
      const SrRow *row = g_hash_table_lookup (listed, &g_array_index (ids, gint64, i));
      SrListingKey key;

      if (g_array_index (places->found, gboolean, i) != (row != NULL))
        g_error ("%s: request %d is %s", what, (int) g_array_index (ids, gint64, i),
                 row != NULL ? "not found" : "found");
      if (row == NULL)
        continue;
      key = sr_request_listing_get_key (query, row);
      g_assert_cmpint (sr_listing_key_compare (&g_array_index (places->keys, SrListingKey, i), &key,
                                               query), ==, 0);
    }
  if (places->total != -1)
    g_assert_cmpint (places->total, ==, whole->len);
  g_assert_cmpint (places->total != -1, ==, query->filter == NULL && query->search == NULL);
}

/* How many stand from each place to the next, against the list. */
static void
check_counts (TestRoom             *room,
              const SrRequestQuery *query,
              GArray               *keys)
{
  g_autoptr (GPtrArray) whole = list (room, query);
  g_autoptr (GArray) expected = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GArray) counts = NULL;
  g_autoptr (GError) error = NULL;

  if (keys->len == 0)
    return;

  g_array_set_size (expected, keys->len);
  for (guint i = 0; i < whole->len; i++)
    {
      SrListingKey key = sr_request_listing_get_key (query, get_row (whole, i));
      guint place = keys->len - 1;

      while (place > 0 && sr_listing_key_compare (&g_array_index (keys, SrListingKey, place), &key,
                                                  query) > 0)
        place--;
      g_array_index (expected, guint, place)++;
    }

  counts = sr_request_listing_count (room->writer, query, keys, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (counts->data, counts->len * sizeof (guint), expected->data,
                   expected->len * sizeof (guint));
}

static void
test_a_request_is_found_where_it_stands (TestRoom      *room,
                                         gconstpointer  user_data)
{
  g_auto (World) world = { NULL };

  world_init (&world, room, 8, 120);
  for_each_large_list (room, &world, check_places);
}

static void
change_one (World    *world,
            TestRoom *room,
            guint     n_requests)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) row = sr_table_load (room->writer, &sr_request_kind,
                                         g_rand_int_range (world->random, 1, n_requests + 1), &error);
  gint64 revision;

  g_assert_no_error (error);
  revision = sr_row_get_integer (row, SR_COMMON_REVISION);
  set_state (world, row);
  set_what_filters_ask_for (world, room, row);
  set_tags (world, room, row);
  sr_row_set_integer (row, SR_COMMON_REVISION, revision + 1);
  sr_table_update (room->writer, row, revision, &error);
  g_assert_no_error (error);
  g_assert_true (sr_search_table_index (room->writer, row, NULL));
}

/* The places are old ones: of lists as they once were. */
static void
test_old_places_are_counted_in_a_list_that_changes (TestRoom      *room,
                                                    gconstpointer  user_data)
{
  g_auto (World) world = { NULL };
  g_autoptr (SrRequestFilter) filter = NULL;
  guint n_requests = 300;

  world_init (&world, room, 9, n_requests);
  filter = make_filter (&world, 6);
  for (guint step = 0; step < N_STEPS; step++)
    {
      SrRequestQuery query = make_query (room, large[g_rand_int_range (world.random, 0, 2)]);
      g_autoptr (SrListingSurvey) found = NULL;
      g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SrListingKey));

      query.order = carried[g_rand_int_range (world.random, 0, 2)];
      query.descending = g_rand_boolean (world.random);
      query.filter = is_one_in (&world, 3) ? filter : NULL;
      query.search = is_one_in (&world, 3) ? searches[0] : NULL;
      found = survey (room, &query, NULL, 0, 0);
      for (guint i = 0; i < found->segments->len; i++)
        g_array_append_val (keys, get_segment (found, i)->first);
      g_assert_true (sr_connection_begin (room->writer, TRUE, NULL));
      for (int i = g_rand_int_range (world.random, 1, 20); i > 0; i--)
        {
          if (is_one_in (&world, 4))
            add_request (&world, room, ++n_requests);
          else
            change_one (&world, room, n_requests);
        }
      g_assert_true (sr_connection_commit (room->writer, NULL));
      check_counts (room, &query, keys);
      check_places (room, &query);
    }
}

static int
on_statement_cb (unsigned  type,
                 void     *user_data,
                 void     *statement,
                 void     *text)
{
  const char *sql = sqlite3_sql (statement);

  /* The index of words has statements of its own. */
  if (strstr (sql, "request r") != NULL)
    g_ptr_array_add (user_data, g_strdup (sql));

  return 0;
}

static const char *expected_index;

/* A customer, a tag and a person who follows have few requests: these lead, and are sorted. */
static gboolean
is_led_by_few (const SrRequestQuery *query)
{
  return query->filter != NULL && !_sr_request_query_is_by_index (query)
         && (query->filter->customer != 0 || query->filter->tags != NULL || query->filter->followed);
}

static void
assert_plan (TestRoom             *room,
             const SrRequestQuery *query,
             const char           *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autofree char *plan = test_file_ask (room->path, explain);

  if (is_led_by_few (query))
    {
      if (strstr (plan, "SCAN r") != NULL)
        g_error ("%s\n%s", sql, plan);
      return;
    }
  if (strstr (plan, "TEMP B-TREE") != NULL || strstr (plan, expected_index) == NULL)
    g_error ("%s\n%s", sql, plan);
}

static void
check_plans (TestRoom             *room,
             const SrRequestQuery *query)
{
  sqlite3 *handle = sr_sqlite_connection_get_handle (SR_SQLITE_CONNECTION (room->writer));
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
  SrListingKey from = { 5, 5 };
  SrListingKey to = { 7, 7 };

  expected_index = "request_serial";
  if (query->view == SR_QUEUE_CLOSED && query->order == SR_QUEUE_ORDER_OWN)
    expected_index = "request_closed";
  if (_sr_request_query_is_by_index (query))
    expected_index = "f VIRTUAL TABLE";

  sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement_cb, statements);
  sr_listing_survey_free (survey (room, query, NULL, 0, 0));
  sr_listing_survey_free (survey (room, query, &from, 0, 0));
  count_stretch (room, query, NULL, &to, FALSE);
  count_stretch (room, query, &from, NULL, FALSE);
  count_stretch (room, query, &from, &to, FALSE);
  count_stretch (room, query, &from, &to, TRUE);
  sqlite3_trace_v2 (handle, 0, NULL, NULL);

  g_assert_cmpuint (statements->len, ==, 6);
  for (guint i = 0; i < statements->len; i++)
    assert_plan (room, query, statements->pdata[i]);
}

static void
test_a_large_list_is_read_by_an_index_and_never_sorted (TestRoom      *room,
                                                        gconstpointer  user_data)
{
  g_auto (World) world = { NULL };

  world_init (&world, room, 10, 1);
  for_each_large_list (room, &world, check_plans);
}

static int
on_end_cb (unsigned  type,
           void     *user_data,
           void     *statement,
           void     *time)
{
  int *n_steps = user_data;

  if (strstr (sqlite3_sql (statement), "request r") != NULL)
    *n_steps += sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, TRUE);

  return 0;
}

/* What SQLite does for one row of the list: nothing that grows with what stands before or after. */
static void
check_steps_of_a_row (TestRoom             *room,
                      const SrRequestQuery *query)
{
  sqlite3 *handle = sr_sqlite_connection_get_handle (SR_SQLITE_CONNECTION (room->writer));
  g_autofree char *what = describe (query);
  g_autoptr (GPtrArray) whole = list (room, query);

  for (guint i = 0; i + 1 < whole->len; i += MAX (whole->len / 4, 1))
    {
      SrListingKey from = sr_request_listing_get_key (query, get_row (whole, i));
      SrListingKey to = sr_request_listing_get_key (query, get_row (whole, i + 1));
      int n_steps = 0;

      sqlite3_trace_v2 (handle, SQLITE_TRACE_PROFILE, on_end_cb, &n_steps);
      g_assert_cmpuint (count_stretch (room, query, &from, &to, TRUE), ==, 1);
      sqlite3_trace_v2 (handle, 0, NULL, NULL);
      g_assert_cmpint (n_steps, >, 0);
      if (n_steps > 200)
        g_error ("%s: %d steps for row %u", what, n_steps, i);
    }
}

static void
test_a_row_is_read_without_those_around_it (TestRoom      *room,
                                            gconstpointer  user_data)
{
  g_auto (World) world = { NULL };
  g_autoptr (SrRequestFilter) filter = NULL;

  world_init (&world, room, 13, N_REQUESTS);
  filter = make_filter (&world, 13);
  g_assert_cmpstr (filter->time_field, ==, "closed_at");
  for (guint view = 0; view < G_N_ELEMENTS (large); view++)
    {
      for (guint i = 0; i < 2 * G_N_ELEMENTS (carried); i++)
        {
          SrRequestQuery query = make_query (room, large[view]);

          query.order = carried[i / 2];
          query.descending = i % 2 == 1;
          check_steps_of_a_row (room, &query);
          /* By number, those of other times stand between. */
          query.filter = query.order == SR_QUEUE_ORDER_OWN && view == 0 ? filter : NULL;
          query.search = query.order == SR_QUEUE_ORDER_OWN && view == 1 ? searches[0] : NULL;
          check_steps_of_a_row (room, &query);
        }
    }
}

static void
test_one_request_is_found_without_the_others (TestRoom      *room,
                                              gconstpointer  user_data)
{
  sqlite3 *handle = sr_sqlite_connection_get_handle (SR_SQLITE_CONNECTION (room->writer));
  g_auto (World) world = { NULL };
  gint64 id = 1;

  world_init (&world, room, 11, 1);
  for (guint view = 0; view < G_N_ELEMENTS (large); view++)
    {
      g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
      SrRequestQuery query = make_query (room, large[view]);
      g_autofree char *explain = NULL;
      g_autofree char *plan = NULL;

      sqlite3_trace_v2 (handle, SQLITE_TRACE_STMT, on_statement_cb, statements);
      sr_listing_places_free (sr_request_listing_locate (room->writer, &query, &id, 1, NULL));
      sqlite3_trace_v2 (handle, 0, NULL, NULL);
      explain = g_strconcat ("EXPLAIN QUERY PLAN ", statements->pdata[0], NULL);
      plan = test_file_ask (room->path, explain);
      g_assert_true (g_str_has_suffix (plan, "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)"));
      g_assert_null (strchr (plan, '\n'));
    }
}

static void
test_a_survey_stops_when_it_is_told_to (TestRoom      *room,
                                        gconstpointer  user_data)
{
  g_auto (World) world = { NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListingSurvey) again = NULL;
  SrRequestQuery query = make_query (room, SR_QUEUE_ALL);

  world_init (&world, room, 12, N_REQUESTS);
  query.search = "打印机";
  g_cancellable_cancel (cancellable);
  sr_connection_set_cancellable (room->writer, cancellable);
  g_assert_null (sr_request_listing_survey (room->writer, &query, NULL, 0, 0, &error));
  sr_connection_set_cancellable (room->writer, NULL);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  again = survey (room, &query, NULL, 0, 0);
  g_assert_cmpuint (again->segments->len, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/request-listing/the-parts-of-a-large-list-are-the-list",
                 test_room_set_up_full, test_the_parts_of_a_large_list_are_the_list);
  TEST_ROOM_ADD ("/storage/request-listing/a-small-list-has-all-its-ids-in-any-order",
                 test_room_set_up_full, test_a_small_list_has_all_its_ids_in_any_order);
  TEST_ROOM_ADD ("/storage/request-listing/only-closed-and-all-grow-without-bound",
                 test_room_set_up_full, test_only_closed_and_all_grow_without_bound);
  TEST_ROOM_ADD ("/storage/request-listing/requests-that-are-not-there-are-left-out",
                 test_room_set_up_full, test_requests_that_are_not_there_are_left_out);
  TEST_ROOM_ADD ("/storage/request-listing/a-survey-in-steps-is-the-survey",
                 test_room_set_up_full, test_a_survey_in_steps_is_the_survey);
  TEST_ROOM_ADD ("/storage/request-listing/a-survey-gets-on-however-short-its-time-is",
                 test_room_set_up_full, test_a_survey_gets_on_however_short_its_time_is);
  TEST_ROOM_ADD ("/storage/request-listing/a-stretch-has-its-first-place-and-not-its-last",
                 test_room_set_up_full, test_a_stretch_has_its_first_place_and_not_its_last);
  TEST_ROOM_ADD ("/storage/request-listing/a-list-of-nothing-is-known-at-once",
                 test_room_set_up_full, test_a_list_of_nothing_is_known_at_once);
  TEST_ROOM_ADD ("/storage/request-listing/a-request-is-found-where-it-stands",
                 test_room_set_up_full, test_a_request_is_found_where_it_stands);
  TEST_ROOM_ADD ("/storage/request-listing/old-places-are-counted-in-a-list-that-changes",
                 test_room_set_up_full, test_old_places_are_counted_in_a_list_that_changes);
  TEST_ROOM_ADD ("/storage/request-listing/a-large-list-is-read-by-an-index-and-never-sorted",
                 test_room_set_up_full, test_a_large_list_is_read_by_an_index_and_never_sorted);
  TEST_ROOM_ADD ("/storage/request-listing/a-row-is-read-without-those-around-it",
                 test_room_set_up_full, test_a_row_is_read_without_those_around_it);
  TEST_ROOM_ADD ("/storage/request-listing/one-request-is-found-without-the-others",
                 test_room_set_up_full, test_one_request_is_found_without_the_others);
  TEST_ROOM_ADD ("/storage/request-listing/a-survey-stops-when-it-is-told-to",
                 test_room_set_up_full, test_a_survey_stops_when_it_is_told_to);

  return g_test_run ();
}
