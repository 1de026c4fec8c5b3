/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-event.h"
#include "storage/sr-event-table.h"
#include "storage/sr-room-table.h"
#include "storage/sr-table.h"
#include "test-room.h"

/* A row of any kind in which no field is empty. */
static SrRow *
make_row_of_everything (TestRoom           *room,
                        const SrRecordKind *kind,
                        GHashTable         *ids)
{
  SrRow *row = sr_row_new (kind);

  for (guint i = 1; i < kind->n_fields; i++)
    {
      const SrField *field = &kind->fields[i];

      switch (field->type)
        {
        case SR_FIELD_REFERENCE:
          if (g_hash_table_contains (ids, field->reference))
            sr_row_set_integer (row, i, GPOINTER_TO_INT (g_hash_table_lookup (ids,
                                                                              field->reference)));
          break;
        case SR_FIELD_BOOLEAN:
          sr_row_set_integer (row, i, 1);
          break;
        case SR_FIELD_INTEGER:
        case SR_FIELD_INSTANT:
        case SR_FIELD_DURATION:
          sr_row_set_integer (row, i, G_GINT64_CONSTANT (5000000000) + i);
          break;
        case SR_FIELD_CHOICE:
          sr_row_set_text (row, i, field->choices[0].value);
          break;
        case SR_FIELD_TEXT:
        case SR_FIELD_DATE:
        case SR_FIELD_LIST:
        default:
          sr_row_set_text (row, i, field->name);
          break;
        }
    }

  return row;
}

static void
test_a_record_of_every_kind_comes_back_as_it_went_in (TestRoom      *room,
                                                      gconstpointer  user_data)
{
  const SrRecordKind * const *kinds = sr_record_kinds ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_autoptr (SrRow) row = NULL;
      g_autoptr (SrRow) loaded = NULL;
      g_autoptr (GPtrArray) all = NULL;

      if (kinds[i] == &sr_event_kind)
        continue;

      row = make_row_of_everything (room, kinds[i], ids);
      sr_table_insert (room->writer, row, &error);
      g_assert_no_error (error);
      g_assert_cmpint (sr_row_get_id (row), ==, 1);
      g_hash_table_insert (ids, (gpointer) kinds[i]->name, GINT_TO_POINTER (1));

      loaded = sr_table_load (room->writer, kinds[i], 1, &error);
      g_assert_no_error (error);
      g_assert_true (sr_row_equal (loaded, row));
      all = sr_table_load_all (room->writer, kinds[i], &error);
      g_assert_cmpuint (all->len, ==, 1);
    }
}

static void
test_a_record_that_is_not_there_is_null_without_an_error (TestRoom      *room,
                                                          gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sr_table_load (room->writer, &sr_request_kind, 99, &error));
  g_assert_no_error (error);
}

static void
test_an_id_that_is_given_is_kept (TestRoom      *room,
                                  gconstpointer  user_data)
{
  SrRow *row = test_room_make_request (room, 1, "registered", "Printer");

  sr_row_set_integer (row, SR_COMMON_ID, 4242);
  g_assert_cmpint (test_room_insert (room, row), ==, 4242);
}

static void
test_the_second_of_two_changes_is_a_conflict (TestRoom      *room,
                                              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) mine = NULL;
  g_autoptr (SrRow) theirs = NULL;
  g_autoptr (SrRow) stored = NULL;
  gint64 id = test_room_insert (room, test_room_make_request (room, 1, "registered", "Printer"));

  mine = sr_table_load (room->writer, &sr_request_kind, id, &error);
  theirs = sr_row_copy (mine);
  sr_row_set_text (theirs, SR_REQUEST_PLACE, "3F");
  sr_row_set_integer (theirs, SR_COMMON_REVISION, 2);
  g_assert_true (sr_table_update (room->writer, theirs, 1, &error));

  sr_row_set_text (mine, SR_REQUEST_PLACE, "4F");
  sr_row_set_integer (mine, SR_COMMON_REVISION, 2);
  g_assert_false (sr_table_update (room->writer, mine, 1, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONFLICT);

  stored = sr_table_load (room->writer, &sr_request_kind, id, NULL);
  g_assert_true (sr_row_equal (stored, theirs));
}

static void
test_a_change_of_a_record_that_is_gone_is_a_conflict (TestRoom      *room,
                                                      gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) row = test_room_make_request (room, 1, "registered", "Printer");

  sr_row_set_integer (row, SR_COMMON_ID, 99);
  g_assert_false (sr_table_update (room->writer, row, 1, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONFLICT);
}

static void
test_children_come_by_their_parent_in_order (TestRoom      *room,
                                             gconstpointer  user_data)
{
  gint64 first = test_room_insert (room, test_room_make_request (room, 1, "registered", "A"));
  gint64 second = test_room_insert (room, test_room_make_request (room, 2, "registered", "B"));
  const gint64 parents[] = { first, second, first };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parents); i++)
    {
      SrRow *note = test_row_new (&sr_note_kind);
      g_autofree char *text = g_strdup_printf ("note %u", i);

      sr_row_set_integer (note, SR_NOTE_REQUEST, parents[i]);
      sr_row_set_text (note, SR_NOTE_TEXT, text);
      test_room_insert (room, note);
    }

  notes = sr_table_load_children (room->writer, &sr_note_kind, first, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, 2);
  g_assert_cmpstr (sr_row_get_text (notes->pdata[0], SR_NOTE_TEXT), ==, "note 0");
  g_assert_cmpstr (sr_row_get_text (notes->pdata[1], SR_NOTE_TEXT), ==, "note 2");
}

static void
test_a_name_that_two_records_have_finds_neither (TestRoom      *room,
                                                 gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 id = -1;

  g_assert_true (sr_table_find (room->writer, &sr_customer_kind, "李明", &id, &error));
  g_assert_cmpint (id, ==, room->customer);
  g_assert_true (sr_table_find (room->writer, &sr_customer_kind, "李", &id, &error));
  g_assert_cmpint (id, ==, 0);
  test_room_add_customer (room, "李明", "13800001111");
  g_assert_true (sr_table_find (room->writer, &sr_customer_kind, "李明", &id, &error));
  g_assert_cmpint (id, ==, 0);
  g_assert_no_error (error);
}

static void
test_a_reference_to_nothing_is_refused (TestRoom      *room,
                                        gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) row = test_room_make_request (room, 1, "registered", "A");

  sr_row_set_integer (row, SR_REQUEST_OWNER, 99);
  g_assert_false (sr_table_insert (room->writer, row, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT);
}

static void
test_a_number_is_given_once (TestRoom      *room,
                             gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) row = test_room_make_request (room, 1, "registered", "B");

  test_room_insert (room, test_room_make_request (room, 1, "registered", "A"));
  g_assert_false (sr_table_insert (room->writer, row, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT);
}

static void
test_a_room_keeps_its_name_when_it_is_opened_again (TestRoom      *room,
                                                    gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *none = NULL;

  g_assert_true (sr_store_is_new (room->store));
  g_assert_true (sr_room_table_get (room->writer, SR_ROOM_UUID, &before, &error));
  g_assert_true (g_uuid_string_is_valid (before));
  test_room_close (room);
  test_room_open (room);
  g_assert_false (sr_store_is_new (room->store));
  g_assert_true (sr_room_table_get (room->writer, SR_ROOM_UUID, &after, &error));
  g_assert_cmpstr (after, ==, before);
  g_assert_true (sr_room_table_get (room->writer, "nothing", &none, &error));
  g_assert_null (none);
  g_assert_true (sr_room_table_set (room->writer, "nothing", "a", &error));
  g_assert_true (sr_room_table_set (room->writer, "nothing", "b", &error));
  g_assert_true (sr_room_table_get (room->writer, "nothing", &none, &error));
  g_assert_cmpstr (none, ==, "b");
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST_ROOM_ADD ("/storage/table/a-record-of-every-kind-comes-back-as-it-went-in",
                 test_room_set_up, test_a_record_of_every_kind_comes_back_as_it_went_in);
  TEST_ROOM_ADD ("/storage/table/a-record-that-is-not-there-is-null-without-an-error",
                 test_room_set_up, test_a_record_that_is_not_there_is_null_without_an_error);
  TEST_ROOM_ADD ("/storage/table/an-id-that-is-given-is-kept",
                 test_room_set_up_full, test_an_id_that_is_given_is_kept);
  TEST_ROOM_ADD ("/storage/table/the-second-of-two-changes-is-a-conflict",
                 test_room_set_up_full, test_the_second_of_two_changes_is_a_conflict);
  TEST_ROOM_ADD ("/storage/table/a-change-of-a-record-that-is-gone-is-a-conflict",
                 test_room_set_up_full, test_a_change_of_a_record_that_is_gone_is_a_conflict);
  TEST_ROOM_ADD ("/storage/table/children-come-by-their-parent-in-order",
                 test_room_set_up_full, test_children_come_by_their_parent_in_order);
  TEST_ROOM_ADD ("/storage/table/a-name-that-two-records-have-finds-neither",
                 test_room_set_up_full, test_a_name_that_two_records_have_finds_neither);
  TEST_ROOM_ADD ("/storage/table/a-reference-to-nothing-is-refused",
                 test_room_set_up_full, test_a_reference_to_nothing_is_refused);
  TEST_ROOM_ADD ("/storage/table/a-number-is-given-once",
                 test_room_set_up_full, test_a_number_is_given_once);
  TEST_ROOM_ADD ("/storage/table/a-room-keeps-its-name-when-it-is-opened-again",
                 test_room_set_up, test_a_room_keeps_its_name_when_it_is_opened_again);

  return g_test_run ();
}
