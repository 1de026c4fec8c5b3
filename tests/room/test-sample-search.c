/* The real sample, searched: the index finds what a scan of all texts finds.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room-fixture.h"
#include "room/sr-import.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-search-query.h"

#define N_QUERIES 200

/* 2016-03-04 10:00 in Shanghai: half of the sample is open then. */
#define UNTIL G_GINT64_CONSTANT (1457056800)

static const char *const made[] = {
  "INC0000045", "inc0000045", "0000045", "45", "caller 2403", "Caller", "2403", "Symptom 72", "location 143",
  "code 5", "5", "1", "4", "c", "sr-2016-45", "SR-2016-000045", "2016", "2016-", "caller  24", "er 24",
  "不在", "caller 不在", "symptom72", "caller2403", "code5"
};

static void
import_sample (RoomFixture *room)
{
  const char *data = g_getenv ("SR_DATA_DIR");
  g_autofree char *path = g_build_filename (data, "samples", "incident_event_log.csv", NULL);
  g_autofree char *map_path = g_build_filename (data, "maps", "incident-event-log.map", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrImportMap) map = sr_import_map_load (map_path, &error);
  g_autoptr (SrImportReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  SrImportOptions options = { .until = UNTIL };
  char *content = NULL;
  gsize length = 0;

  g_assert_no_error (error);
  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (content, length);
  sr_clock_set (room->clock, UNTIL);
  sr_gate_sign_in (room->gate, "li.na", &error);
  g_assert_no_error (error);
  report = sr_import_run (room->gate, map, "incident_event_log.csv", bytes, &options, &error);
  g_assert_no_error (error);
  g_assert_true (report->is_stored);
}

/* By id, the highest first. */
static void
read_texts (RoomFixture *room,
            GArray      *ids,
            GPtrArray   *texts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrCursor) cursor = sr_connection_query (sr_gate_get_connection (room->gate),
                                                     "SELECT request, text FROM request_search "
                                                     "ORDER BY request DESC", SR_NO_PARAMETERS,
                                                     &error);

  g_assert_no_error (error);
  while (sr_cursor_next (cursor, &error))
    {
      gint64 id = sr_cursor_integer (cursor, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (texts, g_strdup (sr_cursor_text (cursor, 1)));
    }
  g_assert_no_error (error);
}

/* How many were found. */
static guint
check (RoomFixture *room,
       const char  *text,
       GArray      *ids,
       GPtrArray   *texts)
{
  SrRequestQuery question = { .view = SR_QUEUE_ALL, .search = text };
  g_autoptr (SrSearchQuery) query = sr_search_query_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = sr_request_table_list (sr_gate_get_connection (room->gate),
                                                       &question, &error);
  guint n = 0;

  g_assert_no_error (error);
  g_test_message ("%s: %u", text, found->len);
  for (guint i = 0; i < ids->len; i++)
    {
      if (!sr_search_query_scan (query, g_ptr_array_index (texts, i)))
        continue;
      g_assert_cmpuint (n, <, found->len);
      g_assert_cmpint (sr_row_get_id (((SrListedRow *) g_ptr_array_index (found, n))->row), ==,
                       g_array_index (ids, gint64, i));
      n++;
    }
  g_assert_cmpuint (n, ==, found->len);

  return n;
}

static char *
choose (GRand     *random,
        GPtrArray *texts)
{
  const char *text = g_ptr_array_index (texts, g_rand_int_range (random, 0, texts->len));
  glong length = g_utf8_strlen (text, -1);
  glong start = g_rand_int_range (random, 0, length);
  glong end = start + g_rand_int_range (random, 2, 12);
  char *part = g_utf8_substring (text, start, MIN (length, end));

  /* What is white space alone finds all, and in the order of the view. */
  if (part[strspn (part, " \n")] != '\0')
    return part;

  g_free (part);

  return g_strdup ("symptom");
}

static void
test_the_index_finds_in_the_sample_what_a_scan_finds (RoomFixture   *room,
                                                      gconstpointer  data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n_with_finds = 0;

  import_sample (room);
  read_texts (room, ids, texts);
  g_assert_cmpuint (ids->len, ==, 890);

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    check (room, made[i], ids, texts);
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *first = choose (random, texts);
      g_autofree char *second = choose (random, texts);
      g_autofree char *both = g_strconcat (first, " ", second, NULL);

      n_with_finds += check (room, i % 4 == 0 ? both : first, ids, texts) > 0;
    }
  g_assert_cmpuint (n_with_finds, >, N_QUERIES / 2);
  room_fixture_verify (room);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/room/search/the-index-finds-in-the-sample-what-a-scan-finds", RoomFixture, NULL,
              room_fixture_set_up, test_the_index_finds_in_the_sample_what_a_scan_finds,
              room_fixture_tear_down);

  return g_test_run ();
}
