/* The rows of a long list, against a plain array.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-paged-rows.h"

#define N_STEPS 2000

/**
 * List:
 * @truth: (element-type gint64): what the list is, in its order
 * @seen: what whoever listens has seen of each row; %NULL where it did not look
 * @records: id -> the one object of it
 */
typedef struct
{
  SrPagedRows *rows;
  GArray      *truth;
  GPtrArray   *seen;
  GHashTable  *records;
  GRand       *rand;
  gint64       last_id;
  guint        n_splices;
  guint        n_touched;  /* rows that were told to be removed or added */
} List;

static void
unref_seen (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

/* What stands there, without looking at it. */
static SrRecord *
peek (List *self,
      guint position)
{
  GPtrArray *pieces = sr_paged_rows_get_pieces (self->rows);
  guint start = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const SrPiece *piece = g_ptr_array_index (pieces, i);

      if (position < start + piece->n_rows)
        return piece->items != NULL ? g_ptr_array_index (piece->items, position - start) : NULL;
      start += piece->n_rows;
    }

  return NULL;
}

static void
spliced_cb (guint    position,
            guint    removed,
            guint    added,
            gpointer user_data)
{
  List *self = user_data;

  self->n_splices++;
  self->n_touched += removed + added;
  g_assert_cmpuint (position + removed, <=, self->seen->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->seen, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      SrRecord *item = peek (self, i);

      /* Whoever listens holds what it has seen. */
      g_ptr_array_insert (self->seen, (gint) i,
                          item != NULL && sr_record_get_id (item) != 0 ? g_object_ref (item) : NULL);
    }
  g_assert_cmpuint (self->seen->len, ==, sr_paged_rows_get_n_rows (self->rows));
}

static SrListingKey
get_key (SrRecord *record,
         gpointer  user_data)
{
  return (SrListingKey) { 0, sr_record_get_id (record) };
}

/* As the room does: what stands for a record becomes its object, if there is none yet. */
static SrRecord *
get_record (List     *self,
            gint64    id,
            SrRecord *placeholder)
{
  SrRecord *record = g_hash_table_lookup (self->records, &id);

  if (record == NULL)
    {
      SrRow *row = sr_row_new (&sr_request_kind);

      sr_row_set_integer (row, SR_COMMON_ID, id);
      if (placeholder != NULL)
        {
          record = g_object_ref (placeholder);
          sr_record_take_row (record, row);
        }
      else
        {
          record = sr_record_new (row);
        }
      g_hash_table_insert (self->records, g_memdup2 (&id, sizeof id), record);
    }

  return record;
}

static void
set_up (List          *self,
        gconstpointer  data)
{
  self->rows = sr_paged_rows_new (spliced_cb, self);
  self->truth = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->seen = g_ptr_array_new_with_free_func (unref_seen);
  self->records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->rand = g_rand_new_with_seed (g_test_rand_int ());
  /* There is room before the first. */
  self->last_id = 100 * N_STEPS;
}

static void
tear_down (List          *self,
           gconstpointer  data)
{
  sr_paged_rows_free (self->rows);
  g_array_unref (self->truth);
  g_ptr_array_unref (self->seen);
  g_hash_table_unref (self->records);
  g_rand_free (self->rand);
}

static void
fill (List  *self,
      guint  n)
{
  for (guint i = 0; i < n; i++)
    {
      self->last_id += 10;
      g_array_append_val (self->truth, self->last_id);
    }
}

static GPtrArray *
make_records (List *self,
              guint first,
              guint n)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n && i < self->truth->len; i++)
    g_ptr_array_add (records,
                     g_object_ref (get_record (self, g_array_index (self->truth, gint64, i), NULL)));

  return records;
}

static void
look (List *self,
      guint position)
{
  SrRecord *item = sr_paged_rows_get (self->rows, position);

  unref_seen (g_ptr_array_index (self->seen, position));
  g_ptr_array_index (self->seen, position) = g_object_ref (item);
}

static guint
random_below (List *self,
              guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

/* What was told is what is there, and what is there is true. */
static void
check (List *self)
{
  g_assert_cmpuint (sr_paged_rows_get_n_rows (self->rows), ==, self->truth->len);
  g_assert_cmpuint (self->seen->len, ==, self->truth->len);
  for (guint i = 0; i < self->truth->len; i++)
    {
      SrRecord *item = peek (self, i);
      SrRecord *seen = g_ptr_array_index (self->seen, i);

      if (item != NULL && sr_record_get_id (item) != 0)
        g_assert_cmpint (sr_record_get_id (item), ==, g_array_index (self->truth, gint64, i));
      /* A page that nobody holds may be forgotten, not replaced. */
      if (seen != NULL && item != NULL)
        g_assert_true (seen == item);
      if (seen != NULL && item == NULL)
        g_assert_cmpint (sr_record_get_id (seen), !=, 0);
    }
}

/* As the model does with a bounded list: by id. */
static void
serve_ids (List *self)
{
  g_autoptr (GPtrArray) pieces = sr_paged_rows_take_wanted (self->rows, 3);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GHashTable) placeholders = sr_paged_rows_map_placeholders (self->rows);

  for (guint i = 0; i < pieces->len; i++)
    {
      const SrPiece *piece = g_ptr_array_index (pieces, i);

      for (guint j = 0; j < piece->n_rows; j++)
        {
          const gint64 *id = &g_array_index (piece->ids, gint64, j);

          g_ptr_array_add (records, get_record (self, *id, g_hash_table_lookup (placeholders, id)));
        }
    }
  sr_paged_rows_take_records (self->rows, records);
}

static void
test_a_bounded_list_walks_like_an_array (List          *self,
                                         gconstpointer  data)
{
  g_autoptr (GPtrArray) head = NULL;

  fill (self, 900);
  head = make_records (self, 0, 256);
  sr_paged_rows_take_list (self->rows, head, TRUE);
  sr_paged_rows_take_ids (self->rows, self->truth);
  check (self);

  for (guint step = 0; step < N_STEPS; step++)
    {
      guint n_moves = random_below (self, 4) == 0 ? random_below (self, 200) : random_below (self, 3);

      for (guint i = 0; i < n_moves; i++)
        {
          guint place = random_below (self, self->truth->len);
          gint64 id = g_array_index (self->truth, gint64, place);

          switch (random_below (self, 3))
            {
            case 0:
              g_array_remove_index (self->truth, place);
              break;
            case 1:
              g_array_remove_index (self->truth, place);
              g_array_insert_val (self->truth, random_below (self, self->truth->len), id);
              break;
            default:
              id = ++self->last_id;
              g_array_insert_val (self->truth, place, id);
            }
        }
      while (self->truth->len < 500)
        fill (self, 300);
      sr_paged_rows_take_ids (self->rows, self->truth);
      for (guint i = random_below (self, 40); i > 0; i--)
        look (self, random_below (self, self->truth->len));
      serve_ids (self);
      check (self);
    }
}

static void
test_a_row_that_moves_far_is_one_row (List          *self,
                                      gconstpointer  data)
{
  g_autoptr (GPtrArray) head = NULL;
  gint64 id;

  fill (self, 2000);
  head = make_records (self, 0, 256);
  sr_paged_rows_take_list (self->rows, head, TRUE);
  sr_paged_rows_take_ids (self->rows, self->truth);

  self->n_splices = 0;
  self->n_touched = 0;
  id = g_array_index (self->truth, gint64, 3);
  g_array_remove_index (self->truth, 3);
  g_array_insert_val (self->truth, 1500, id);
  sr_paged_rows_take_ids (self->rows, self->truth);
  g_assert_cmpuint (self->n_splices, ==, 2);
  g_assert_cmpuint (self->n_touched, ==, 2);
  g_assert_cmpuint (sr_paged_rows_find (self->rows, id, NULL), ==, 1500);
  check (self);
}

static void
test_another_list_is_one_splice (List          *self,
                                 gconstpointer  data)
{
  g_autoptr (GPtrArray) head = NULL;
  g_autoptr (GPtrArray) other = NULL;

  fill (self, 1000);
  head = make_records (self, 0, 256);
  sr_paged_rows_take_list (self->rows, head, TRUE);
  sr_paged_rows_take_ids (self->rows, self->truth);
  look (self, 900);

  self->n_splices = 0;
  g_array_remove_range (self->truth, 20, 980);
  g_array_remove_index (self->truth, 4);
  other = make_records (self, 0, 19);
  sr_paged_rows_take_list (self->rows, other, TRUE);
  g_assert_cmpuint (self->n_splices, ==, 1);
  check (self);
}

static GArray *
make_segments (List  *self,
               guint  first)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (SrListingSegment));

  for (guint i = first; i < self->truth->len; i += SR_LISTING_PAGE)
    {
      SrListingSegment segment = {
        { 0, g_array_index (self->truth, gint64, i) },
        MIN (self->truth->len - i, SR_LISTING_PAGE),
      };

      g_array_append_val (segments, segment);
    }

  return segments;
}

/* The rows that stand in the piece now, by its key and that of the next. */
static GPtrArray *
read_piece (List    *self,
            SrPiece *piece)
{
  gboolean is_first = piece == g_ptr_array_index (sr_paged_rows_get_pieces (self->rows), 0);
  SrListingKey end;
  gboolean has_end = sr_paged_rows_get_end (self->rows, piece, &end);
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; i < self->truth->len; i++)
    {
      gint64 id = g_array_index (self->truth, gint64, i);

      if ((is_first || id >= piece->first.minor) && (!has_end || id < end.minor))
        g_ptr_array_add (records,
                         get_record (self, id, sr_piece_get_placeholder (piece, records->len)));
    }

  return records;
}

static void
refresh_piece (List    *self,
               SrPiece *piece)
{
  g_autoptr (GPtrArray) records = read_piece (self, piece);

  if (piece->items != NULL)
    sr_paged_rows_take_piece (self->rows, piece, records);
  else
    sr_paged_rows_take_count (self->rows, piece, records->len);
}

static void
serve_pieces (List  *self,
              guint  limit)
{
  g_autoptr (GPtrArray) pieces = sr_paged_rows_take_wanted (self->rows, limit);

  for (guint i = 0; i < pieces->len; i++)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (!sr_piece_is_listed (g_ptr_array_index (pieces, i)))
        continue;
      records = read_piece (self, g_ptr_array_index (pieces, i));
      sr_paged_rows_take_piece (self->rows, g_ptr_array_index (pieces, i), records);
    }
}

static SrPiece *
find_piece (List   *self,
            gint64  id)
{
  GPtrArray *pieces = sr_paged_rows_get_pieces (self->rows);
  SrPiece *found = g_ptr_array_index (pieces, 0);

  for (guint i = 1; i < pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->first.minor <= id)
        found = piece;
    }

  return found;
}

static void
start_unbounded (List  *self,
                 guint  n_rows)
{
  g_autoptr (GPtrArray) head = NULL;
  g_autoptr (GArray) segments = NULL;

  fill (self, n_rows);
  head = make_records (self, 0, 256);
  sr_paged_rows_set_key (self->rows, get_key);
  sr_paged_rows_take_list (self->rows, head, TRUE);
  segments = make_segments (self, 256);
  sr_paged_rows_append (self->rows, segments);
  check (self);
}

static void
test_an_unbounded_list_walks_like_an_array (List          *self,
                                            gconstpointer  data)
{
  start_unbounded (self, 1500);

  for (guint step = 0; step < N_STEPS; step++)
    {
      guint place = random_below (self, self->truth->len);
      gint64 id = g_array_index (self->truth, gint64, place);

      if (random_below (self, 2) == 0 && self->truth->len > 200)
        {
          /* Sometimes many of the same neighbourhood, so that pieces empty. */
          guint n = random_below (self, 10) == 0 ? 100 : 1;

          for (guint i = 0; i < n && place < self->truth->len; i++)
            {
              id = g_array_index (self->truth, gint64, place);
              g_array_remove_index (self->truth, place);
              refresh_piece (self, find_piece (self, id));
            }
        }
      else if (place == 0 || g_array_index (self->truth, gint64, place - 1) < id - 1)
        {
          id--;
          g_array_insert_val (self->truth, place, id);
          refresh_piece (self, find_piece (self, id));
        }
      else
        {
          self->last_id += 10;
          g_array_append_val (self->truth, self->last_id);
          refresh_piece (self, find_piece (self, self->last_id));
        }

      for (guint i = random_below (self, 8); i > 0; i--)
        look (self, random_below (self, self->truth->len));
      serve_pieces (self, random_below (self, 6));
      check (self);
    }
}

static void
test_what_was_seen_becomes_the_record_without_a_splice (List          *self,
                                                        gconstpointer  data)
{
  start_unbounded (self, 900);
  for (guint i = 700; i < 720; i++)
    look (self, i);
  self->n_splices = 0;
  serve_pieces (self, 6);
  g_assert_cmpuint (self->n_splices, ==, 0);
  for (guint i = 700; i < 720; i++)
    g_assert_cmpint (sr_record_get_id (g_ptr_array_index (self->seen, i)), ==,
                     g_array_index (self->truth, gint64, i));
  check (self);
}

static void
test_an_object_that_is_there_is_put_in_its_place (List          *self,
                                                  gconstpointer  data)
{
  start_unbounded (self, 900);
  for (guint i = 700; i < 720; i++)
    look (self, i);
  /* Two that stand together, and one alone. */
  get_record (self, g_array_index (self->truth, gint64, 705), NULL);
  get_record (self, g_array_index (self->truth, gint64, 706), NULL);
  get_record (self, g_array_index (self->truth, gint64, 711), NULL);
  self->n_splices = 0;
  self->n_touched = 0;
  serve_pieces (self, 6);
  g_assert_cmpuint (self->n_splices, ==, 2);
  g_assert_cmpuint (self->n_touched, ==, 6);
  check (self);
}

/* A piece had another number of rows than was known. */
static void
test_rows_that_are_more_or_fewer_come_at_the_end (List          *self,
                                                  gconstpointer  data)
{
  start_unbounded (self, 900);
  for (guint i = 700; i < 720; i++)
    look (self, i);
  g_array_remove_index (self->truth, 705);
  self->n_splices = 0;
  self->n_touched = 0;
  serve_pieces (self, 6);
  g_assert_cmpuint (self->n_splices, ==, 1);
  g_assert_cmpuint (self->n_touched, ==, 1);
  check (self);
}

static void
test_what_moves_before_it_is_read_stays_what_it_is (List          *self,
                                                    gconstpointer  data)
{
  g_autoptr (GPtrArray) head = NULL;
  g_autoptr (SrRecord) seen = NULL;
  gint64 id;

  fill (self, 900);
  head = make_records (self, 0, 256);
  sr_paged_rows_take_list (self->rows, head, TRUE);
  sr_paged_rows_take_ids (self->rows, self->truth);
  look (self, 700);
  seen = g_object_ref (g_ptr_array_index (self->seen, 700));
  id = g_array_index (self->truth, gint64, 700);

  g_array_remove_index (self->truth, 700);
  g_array_insert_val (self->truth, 300, id);
  sr_paged_rows_take_ids (self->rows, self->truth);
  serve_ids (self);
  g_assert_cmpint (sr_record_get_id (seen), ==, id);
  g_assert_true (peek (self, 300) == seen);
  check (self);
}

static void
test_only_what_is_looked_at_has_objects (List          *self,
                                         gconstpointer  data)
{
  guint n_items = 0;
  GPtrArray *pieces;

  start_unbounded (self, 20000);
  for (guint start = 0; start < self->truth->len; start += 20)
    {
      for (guint i = start; i < MIN (start + 20, self->truth->len); i++)
        {
          look (self, i);
          if (i >= 200)
            g_clear_object (&g_ptr_array_index (self->seen, i - 200));
        }
      serve_pieces (self, 4);
      /* The room keeps no object that nobody has. */
      g_hash_table_remove_all (self->records);
    }

  pieces = sr_paged_rows_get_pieces (self->rows);
  for (guint i = 0; i < pieces->len; i++)
    n_items += ((SrPiece *) g_ptr_array_index (pieces, i))->items != NULL ? SR_LISTING_PAGE : 0;
  g_assert_cmpuint (n_items, <=, (SR_PAGED_ROWS_KEPT + 4) * SR_LISTING_PAGE);
}

static void
test_pages_that_were_passed_are_not_read (List          *self,
                                          gconstpointer  data)
{
  g_autoptr (GPtrArray) wanted = NULL;

  start_unbounded (self, 20000);
  /* The bar is dragged from top to bottom. */
  for (guint i = 0; i < self->truth->len; i += SR_LISTING_PAGE)
    {
      look (self, i);
      g_clear_object (&g_ptr_array_index (self->seen, i));
    }
  look (self, self->truth->len - 1);

  wanted = sr_paged_rows_take_wanted (self->rows, 1000);
  g_assert_cmpuint (wanted->len, <, 20);
  g_assert_true (g_ptr_array_index (wanted, 0)
                 == g_ptr_array_index (sr_paged_rows_get_pieces (self->rows),
                                       sr_paged_rows_get_pieces (self->rows)->len - 1));
}

#define TEST(path, test) g_test_add ("/models/paged/" path, List, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("a-bounded-list-walks-like-an-array", test_a_bounded_list_walks_like_an_array);
  TEST ("a-row-that-moves-far-is-one-row", test_a_row_that_moves_far_is_one_row);
  TEST ("another-list-is-one-splice", test_another_list_is_one_splice);
  TEST ("an-unbounded-list-walks-like-an-array", test_an_unbounded_list_walks_like_an_array);
  TEST ("what-was-seen-becomes-the-record-without-a-splice",
        test_what_was_seen_becomes_the_record_without_a_splice);
  TEST ("an-object-that-is-there-is-put-in-its-place",
        test_an_object_that_is_there_is_put_in_its_place);
  TEST ("rows-that-are-more-or-fewer-come-at-the-end",
        test_rows_that_are_more_or_fewer_come_at_the_end);
  TEST ("what-moves-before-it-is-read-stays-what-it-is",
        test_what_moves_before_it_is_read_stays_what_it_is);
  TEST ("only-what-is-looked-at-has-objects", test_only_what_is_looked_at_has_objects);
  TEST ("pages-that-were-passed-are-not-read", test_pages_that_were_passed_are_not_read);

  return g_test_run ();
}
