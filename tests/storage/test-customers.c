/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "storage/service/sr-customer-table.h"
#include "storage/sr-table.h"
#include "test-room.h"

static void
assert_matches (TestRoom   *room,
                const char *text,
                guint       limit,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_customer_table_match (room->writer, text, limit, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const SrListedRow *listed = rows->pdata[i];

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                              sr_row_get_text (listed->row, SR_CUSTOMER_NAME));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
update_customer (TestRoom *room,
                 gint64    id,
                 guint     field,
                 gint64    integer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) row = sr_table_load (room->writer, &sr_customer_kind, id, &error);
  gint64 revision = sr_row_get_integer (row, SR_COMMON_REVISION);

  sr_row_set_integer (row, field, integer);
  sr_row_set_integer (row, SR_COMMON_REVISION, revision + 1);
  g_assert_true (sr_table_update (room->writer, row, revision, &error));
}

static void
test_four_digits_bring_the_person (TestRoom      *room,
                                   gconstpointer  user_data)
{
  test_room_add_customer (room, "Chen Wei", "138 1234 8307");
  test_room_add_customer (room, "Zhang San", "+86 (138) 8307-5555");

  /* The one whose number ends so comes before the one whose number only has it. */
  assert_matches (room, "8307", 0, "Chen Wei, Zhang San");
  assert_matches (room, "4826", 0, "李明");
  assert_matches (room, "５５５０－４８２６", 0, "李明");
  assert_matches (room, "123 483", 0, "Chen Wei");
  assert_matches (room, "9999", 0, "");
}

static void
test_two_digits_are_too_few_for_a_phone (TestRoom      *room,
                                         gconstpointer  user_data)
{
  assert_matches (room, "26", 0, "");
  assert_matches (room, "826", 0, "李明");
}

static void
test_a_part_of_the_name_brings_the_person (TestRoom      *room,
                                           gconstpointer  user_data)
{
  test_room_add_customer (room, "Chen Wei", "13812348307");

  assert_matches (room, "明", 0, "李明");
  assert_matches (room, " 李明 ", 0, "李明");
  assert_matches (room, "CHEN", 0, "Chen Wei");
  assert_matches (room, "ｗｅｉ", 0, "Chen Wei");
  assert_matches (room, "n w", 0, "Chen Wei");
  assert_matches (room, "%", 0, "");
  assert_matches (room, "_", 0, "");
  assert_matches (room, "", 0, "");
  assert_matches (room, "  ", 0, "");
}

static void
test_who_has_open_requests_comes_first (TestRoom      *room,
                                        gconstpointer  user_data)
{
  static const char * const states[] = { "closed", "waiting_parts", "resolved" };
  static const char * const names[] = { "Li A", "Li B", "Li C" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      SrRow *request = test_room_make_request (room, i + 1, states[i], "Printer");

      sr_row_set_integer (request, SR_REQUEST_CUSTOMER,
                          test_room_add_customer (room, names[i], "13800000000"));
      test_room_insert (room, request);
    }
  assert_matches (room, "li", 0, "Li B, Li A, Li C");
  assert_matches (room, "13800000000", 2, "Li B, Li A");
}

static void
test_a_merged_customer_is_left_out (TestRoom      *room,
                                    gconstpointer  user_data)
{
  gint64 twin = test_room_add_customer (room, "李明", "02155504826");
  gint64 found = -1;

  assert_matches (room, "李明", 0, "李明, 李明");
  update_customer (room, room->customer, SR_CUSTOMER_MERGED_INTO, twin);
  assert_matches (room, "李明", 0, "李明");
  g_assert_true (sr_customer_table_find (room->writer, "李明", NULL, &found, NULL));
  g_assert_cmpint (found, ==, twin);
}

static void
test_a_match_says_the_organisation (TestRoom      *room,
                                    gconstpointer  user_data)
{
  g_autoptr (GPtrArray) rows = NULL;
  gint64 company = test_room_add_customer (room, "Acme", "88880000");

  update_customer (room, room->customer, SR_CUSTOMER_ORGANISATION, company);
  rows = sr_customer_table_match (room->writer, "李明", 0, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (((SrListedRow *) rows->pdata[0])->labels[SR_CUSTOMER_ORGANISATION], ==, "Acme");
}

static void
test_a_phone_that_was_replaced_finds_nobody (TestRoom      *room,
                                             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) row = sr_table_load (room->writer, &sr_customer_kind, room->customer, &error);
  const char *phones[] = { "13900001111", "139 0000 1111", "ask at the desk", NULL };

  sr_row_set_list (row, SR_CUSTOMER_PHONES, phones);
  sr_row_set_integer (row, SR_COMMON_REVISION, 2);
  g_assert_true (sr_table_update (room->writer, row, 1, &error));
  g_assert_true (sr_customer_table_index (room->writer, row, &error));
  g_assert_no_error (error);
  assert_matches (room, "4826", 0, "");
  assert_matches (room, "1111", 0, "李明");
}

static void
test_a_customer_is_found_by_exact_name_and_any_phone (TestRoom      *room,
                                                      gconstpointer  user_data)
{
  gint64 other = test_room_add_customer (room, "李明", "13812348307");
  gint64 found = -1;

  g_assert_true (sr_customer_table_find (room->writer, "李明", "138-1234-8307", &found, NULL));
  g_assert_cmpint (found, ==, other);
  g_assert_true (sr_customer_table_find (room->writer, "李明", NULL, &found, NULL));
  g_assert_cmpint (found, ==, room->customer);
  g_assert_true (sr_customer_table_find (room->writer, "李明", "1234", &found, NULL));
  g_assert_cmpint (found, ==, 0);
  g_assert_true (sr_customer_table_find (room->writer, "李", NULL, &found, NULL));
  g_assert_cmpint (found, ==, 0);
}

static void
test_the_requests_of_a_customer_are_counted (TestRoom      *room,
                                             gconstpointer  user_data)
{
  static const struct
  {
    const char *state;
    gint64      received_at;
  } requests[] = {
    { "registered", TEST_NOW }, { "scheduled_visit", TEST_NOW - 1 }, { "closed", TEST_NOW + 1 }
  };
  guint n_open = 0;
  guint n_since = 0;

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      SrRow *request = test_room_make_request (room, i + 1, requests[i].state, "Printer");

      sr_row_set_integer (request, SR_REQUEST_RECEIVED_AT, requests[i].received_at);
      test_room_insert (room, request);
    }
  g_assert_true (sr_customer_table_count (room->writer, room->customer, TEST_NOW, &n_open,
                                          &n_since, NULL));
  g_assert_cmpuint (n_open, ==, 2);
  g_assert_cmpuint (n_since, ==, 2);
}

static void
test_a_customer_is_found_by_its_key_in_the_source (TestRoom      *room,
                                                   gconstpointer  user_data)
{
  SrRow *row = test_row_new (&sr_customer_kind);
  gint64 id = 0;
  gint64 found = -1;

  sr_row_set_text (row, SR_CUSTOMER_KIND, "person");
  sr_row_set_text (row, SR_CUSTOMER_NAME, "Caller 2403");
  sr_row_set_text (row, SR_CUSTOMER_LEVEL, "normal");
  sr_row_set_integer (row, SR_CUSTOMER_DO_NOT_CALL, FALSE);
  sr_row_set_text (row, SR_CUSTOMER_SOURCE_KEY, "Caller 2403");
  id = test_room_insert (room, row);
  g_assert_true (sr_customer_table_find_source (room->writer, "Caller 2403", &found, NULL));
  g_assert_cmpint (found, ==, id);
  g_assert_true (sr_customer_table_find_source (room->writer, "Caller 2404", &found, NULL));
  g_assert_cmpint (found, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/customers/four-digits-bring-the-person",
                 test_room_set_up_full, test_four_digits_bring_the_person);
  TEST_ROOM_ADD ("/storage/customers/two-digits-are-too-few-for-a-phone",
                 test_room_set_up_full, test_two_digits_are_too_few_for_a_phone);
  TEST_ROOM_ADD ("/storage/customers/a-part-of-the-name-brings-the-person",
                 test_room_set_up_full, test_a_part_of_the_name_brings_the_person);
  TEST_ROOM_ADD ("/storage/customers/who-has-open-requests-comes-first",
                 test_room_set_up_full, test_who_has_open_requests_comes_first);
  TEST_ROOM_ADD ("/storage/customers/a-merged-customer-is-left-out",
                 test_room_set_up_full, test_a_merged_customer_is_left_out);
  TEST_ROOM_ADD ("/storage/customers/a-match-says-the-organisation",
                 test_room_set_up_full, test_a_match_says_the_organisation);
  TEST_ROOM_ADD ("/storage/customers/a-phone-that-was-replaced-finds-nobody",
                 test_room_set_up_full, test_a_phone_that_was_replaced_finds_nobody);
  TEST_ROOM_ADD ("/storage/customers/a-customer-is-found-by-exact-name-and-any-phone",
                 test_room_set_up_full, test_a_customer_is_found_by_exact_name_and_any_phone);
  TEST_ROOM_ADD ("/storage/customers/the-requests-of-a-customer-are-counted",
                 test_room_set_up_full, test_the_requests_of_a_customer_are_counted);
  TEST_ROOM_ADD ("/storage/customers/a-customer-is-found-by-its-key-in-the-source",
                 test_room_set_up_full, test_a_customer_is_found_by_its_key_in_the_source);

  return g_test_run ();
}
