/* What is selected stays selected, wherever it goes.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui/widgets/sr-record-selection.h"

static SrRecord *
make (gint64 id)
{
  SrRow *row = sr_row_new (&sr_request_kind);

  sr_row_set_integer (row, SR_COMMON_ID, id);

  return sr_record_new (row);
}

static GListStore *
make_list (gint64 first,
           gint64 last)
{
  GListStore *list = g_list_store_new (SR_TYPE_RECORD);

  for (gint64 id = first; id <= last; id++)
    {
      g_autoptr (SrRecord) record = make (id);

      g_list_store_append (list, record);
    }

  return list;
}

/* The ids, in the order of the list: "3 5 6". */
static char *
list_selected (SrRecordSelection *selection)
{
  g_autoptr (GPtrArray) records = sr_record_selection_dup_records (selection);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (ids, "%s%d", i > 0 ? " " : "",
                            (int) sr_record_get_id (g_ptr_array_index (records, i)));

  return g_string_free (ids, FALSE);
}

static void
assert_selected (SrRecordSelection *selection,
                 const char        *expected)
{
  g_autofree char *ids = list_selected (selection);

  g_assert_cmpstr (ids, ==, expected);
}

static void
test_ctrl_adds_and_takes_away (void)
{
  g_autoptr (GListStore) list = make_list (1, 9);
  g_autoptr (SrRecordSelection) selection = sr_record_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);

  gtk_selection_model_select_item (model, 2, TRUE);
  g_assert_cmpint (sr_record_get_id (sr_record_selection_get_single (selection)), ==, 3);
  gtk_selection_model_select_item (model, 6, FALSE);
  gtk_selection_model_select_item (model, 4, FALSE);
  assert_selected (selection, "3 5 7");
  g_assert_null (sr_record_selection_get_single (selection));

  gtk_selection_model_unselect_item (model, 4);
  assert_selected (selection, "3 7");
  gtk_selection_model_select_range (model, 0, 3, TRUE);
  assert_selected (selection, "1 2 3");
  gtk_selection_model_unselect_all (model);
  assert_selected (selection, "");
}

static void
test_a_list_read_anew_keeps_what_is_selected (void)
{
  g_autoptr (GListStore) list = make_list (1, 9);
  g_autoptr (SrRecordSelection) selection = sr_record_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  gpointer fresh[5];

  gtk_selection_model_select_range (model, 2, 2, TRUE);
  assert_selected (selection, "3 4");

  /* Other objects, another order, one of the two gone. */
  for (guint i = 0; i < G_N_ELEMENTS (fresh); i++)
    fresh[i] = make (7 - i);
  g_list_store_splice (list, 0, 9, fresh, G_N_ELEMENTS (fresh));
  for (guint i = 0; i < G_N_ELEMENTS (fresh); i++)
    g_object_unref (fresh[i]);

  g_assert_true (gtk_selection_model_is_selected (model, 4));
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  g_assert_false (gtk_selection_model_is_selected (model, 2));
  assert_selected (selection, "4 3");
}

static void
test_what_moves_stays_selected (void)
{
  g_autoptr (GListStore) list = make_list (1, 9);
  g_autoptr (SrRecordSelection) selection = sr_record_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  g_autoptr (SrRecord) moved = g_list_model_get_item (G_LIST_MODEL (list), 1);

  gtk_selection_model_select_item (model, 1, TRUE);
  g_list_store_remove (list, 1);
  g_assert_cmpint (sr_record_get_id (sr_record_selection_get_single (selection)), ==, 2);
  for (guint i = 0; i < 8; i++)
    g_assert_false (gtk_selection_model_is_selected (model, i));

  g_list_store_insert (list, 6, moved);
  g_assert_true (gtk_selection_model_is_selected (model, 6));

  sr_record_selection_drop (selection, 2);
  assert_selected (selection, "");
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
give_id (SrRecord *record,
         gint64    id)
{
  SrRow *row = sr_row_new (&sr_request_kind);

  sr_row_set_integer (row, SR_COMMON_ID, id);
  sr_record_take_row (record, row);
}

static void
test_what_tells_its_id_stays_selected (void)
{
  g_autoptr (GListStore) list = g_list_store_new (SR_TYPE_RECORD);
  g_autoptr (SrRecordSelection) selection = sr_record_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  SrRecord *rows[6];
  guint n_changed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SrRecord) empty = make (0);

      g_list_store_append (list, empty);
      rows[i] = empty;
    }
  gtk_selection_model_select_range (model, 2, 3, TRUE);
  gtk_selection_model_unselect_item (model, 3);
  /* Rows that come before it move it. */
  g_list_store_remove (list, 0);
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  g_assert_false (gtk_selection_model_is_selected (model, 2));

  g_signal_connect_swapped (selection, "selection-changed", G_CALLBACK (count_cb), &n_changed);
  give_id (rows[4], 15);
  give_id (rows[3], 14);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_cmpuint (sr_record_selection_get_n_selected (selection), ==, 2);
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  give_id (rows[2], 13);
  /* Once for all that were awaited. */
  g_assert_cmpuint (n_changed, ==, 1);
  assert_selected (selection, "13 15");
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  g_assert_false (gtk_selection_model_is_selected (model, 2));
  g_assert_true (gtk_selection_model_is_selected (model, 3));
}

static void
test_what_has_not_come_yet_is_selected_when_it_comes (void)
{
  g_autoptr (GListStore) list = g_list_store_new (SR_TYPE_RECORD);
  g_autoptr (SrRecordSelection) selection = sr_record_selection_new (G_LIST_MODEL (list));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (selection);
  gpointer page[4];

  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (SrRecord) empty = make (0);

      g_list_store_append (list, empty);
    }
  gtk_selection_model_select_range (model, 2, 3, TRUE);
  g_assert_cmpuint (sr_record_selection_get_n_selected (selection), ==, 3);
  assert_selected (selection, "");

  for (guint i = 0; i < G_N_ELEMENTS (page); i++)
    page[i] = make (i + 1);
  g_list_store_splice (list, 0, 4, page, 4);
  for (guint i = 0; i < G_N_ELEMENTS (page); i++)
    g_object_unref (page[i]);

  assert_selected (selection, "3 4");
  g_assert_cmpuint (sr_record_selection_get_n_selected (selection), ==, 3);
  g_assert_true (gtk_selection_model_is_selected (model, 4));
  g_assert_false (gtk_selection_model_is_selected (model, 5));
}


static void
test_at_most_five_hundred_are_selected (void)
{
  g_autoptr (GListStore) list = make_list (1, SR_RECORD_SELECTION_MAX + 10);
  g_autoptr (SrRecordSelection) selection = sr_record_selection_new (G_LIST_MODEL (list));
  guint n_full = 0;

  g_signal_connect_swapped (selection, "full", G_CALLBACK (count_cb), &n_full);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));

  g_assert_cmpuint (n_full, ==, 1);
  g_assert_cmpuint (sr_record_selection_get_n_selected (selection), ==, SR_RECORD_SELECTION_MAX);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), 0));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection),
                                                   SR_RECORD_SELECTION_MAX));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/record-selection/ctrl-adds-and-takes-away", test_ctrl_adds_and_takes_away);
  g_test_add_func ("/ui/record-selection/a-list-read-anew-keeps-what-is-selected",
                   test_a_list_read_anew_keeps_what_is_selected);
  g_test_add_func ("/ui/record-selection/what-moves-stays-selected",
                   test_what_moves_stays_selected);
  g_test_add_func ("/ui/record-selection/what-has-not-come-yet-is-selected-when-it-comes",
                   test_what_has_not_come_yet_is_selected_when_it_comes);
  g_test_add_func ("/ui/record-selection/what-tells-its-id-stays-selected",
                   test_what_tells_its_id_stays_selected);
  g_test_add_func ("/ui/record-selection/at-most-five-hundred-are-selected",
                   test_at_most_five_hundred_are_selected);

  return g_test_run ();
}
