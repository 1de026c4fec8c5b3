/* The rows of a list that may be long, as far as they are known.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-paged-rows"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-paged-rows.h"
#include "models/sr-row-moves.h"

/**
 * SrPagedRows:
 *
 * A list is a row of pieces, of about a page each. Of a piece it is known how many rows it has and,
 * in an unbounded list, where its first row stands; so any place is reached by the key of its piece.
 * Objects are made where somebody looks. Each change is told as it is made, so that whoever listens
 * sees the list as it was said to be, after every splice.
 *
 * Nothing here asks anybody: what is wanted is asked for by the model that has the rows.
 *
 * Main thread only.
 */
struct _SrPagedRows
{
  GPtrArray     *pieces;   /* SrPiece; at least one */
  GPtrArray     *wanted;   /* SrPiece, the last wanted last */
  SrRowsSpliced  spliced;
  SrRowKey       get_key;  /* NULL for a bounded list */
  gpointer       user_data;
  guint          n_rows;
  guint64        looks;
  gboolean       is_moved; /* the places of the pieces are to be counted anew */
};

/* A piece beyond is cut into pages. */
#define MAX_PIECE (2 * SR_LISTING_PAGE)
/* Fewer rows than these are replaced at once: whoever has the focus among them keeps it. */
#define MAX_SPLICE 256
/* More single changes than these are one. */
#define MAX_RUNS 100
/* Nobody sees more pages than these at a time. */
#define MAX_WANTED 12

/* Places */

/* A piece may be gone from the list while an answer for it is under way. */
static void
drop_piece (SrPagedRows *self,
            guint        index)
{
  SrPiece *piece = g_ptr_array_index (self->pieces, index);

  piece->is_gone = TRUE;
  g_ptr_array_remove (self->wanted, piece);
  g_ptr_array_remove_index (self->pieces, index);
}

static void
drop_all (SrPagedRows *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    ((SrPiece *) g_ptr_array_index (self->pieces, i))->is_gone = TRUE;
  g_ptr_array_set_size (self->wanted, 0);
  g_ptr_array_set_size (self->pieces, 0);
  self->n_rows = 0;
  self->is_moved = TRUE;
}

static void
count_places (SrPagedRows *self)
{
  guint start = 0;

  if (!self->is_moved)
    return;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (self->pieces, i);

      piece->start = start;
      start += piece->n_rows;
    }
  self->n_rows = start;
  self->is_moved = FALSE;
}

/* The piece in which the row stands; the last one for the place after all. */
static guint
find_index (SrPagedRows *self,
            guint        position)
{
  guint low = 0;
  guint high = self->pieces->len;

  count_places (self);
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      const SrPiece *piece = g_ptr_array_index (self->pieces, middle);

      if (piece->start <= position)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static guint
index_of (SrPagedRows *self,
          SrPiece     *piece)
{
  guint index = 0;
  gboolean is_there;

  count_places (self);
  /* An empty piece stands alone, so that its place is its own. */
  index = find_index (self, piece->start);
  is_there = g_ptr_array_index (self->pieces, index) == piece;
  g_assert (is_there);

  return index;
}

static void
set_first (SrPagedRows *self,
           SrPiece     *piece)
{
  if (self->get_key != NULL && piece->is_read && piece->n_rows > 0)
    piece->first = self->get_key (g_ptr_array_index (piece->items, 0), self->user_data);
}

static void
tell (SrPagedRows *self,
      guint        position,
      guint        removed,
      guint        added)
{
  count_places (self);
  if (removed > 0 || added > 0)
    self->spliced (position, removed, added, self->user_data);
}

static int
compare_used (gconstpointer a,
              gconstpointer b)
{
  const SrPiece *first = *(SrPiece *const *) a;
  const SrPiece *second = *(SrPiece *const *) b;

  return first->used < second->used ? -1 : first->used > second->used;
}

static void
forget_unused (SrPagedRows *self)
{
  g_autoptr (GPtrArray) read = g_ptr_array_new ();

  for (guint i = 0; i < self->pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (self->pieces, i);

      if (piece->items != NULL)
        g_ptr_array_add (read, piece);
    }

  g_ptr_array_sort (read, compare_used);
  for (guint i = 0; i + SR_PAGED_ROWS_KEPT < read->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (read, i);

      if (!piece->is_wanted && !sr_piece_is_held (piece))
        sr_piece_forget (piece, self->get_key == NULL);
    }
}

/* Cuts the piece into pages where it has become too long, and drops it where nothing is left. */
static void
mend_piece (SrPagedRows *self,
            guint        index)
{
  SrPiece *piece = g_ptr_array_index (self->pieces, index);

  self->is_moved = TRUE;
  if (piece->n_rows == 0 && self->pieces->len > 1)
    {
      drop_piece (self, index);
      return;
    }

  while (piece->n_rows > MAX_PIECE && piece->ids != NULL)
    {
      SrPiece *rest = sr_piece_cut (piece, SR_LISTING_PAGE);

      set_first (self, rest);
      g_ptr_array_insert (self->pieces, (gint) ++index, rest);
      if (piece->is_wanted)
        sr_paged_rows_want (self, rest);
      piece = rest;
    }
}

/* Runs of rows */

static void
remove_run (SrPagedRows *self,
            guint        position,
            guint        n_rows)
{
  guint left = n_rows;

  while (left > 0)
    {
      guint index = find_index (self, position);
      SrPiece *piece = g_ptr_array_index (self->pieces, index);
      guint offset = position - piece->start;
      guint n = MIN (left, piece->n_rows - offset);

      g_array_remove_range (piece->ids, offset, n);
      if (piece->items != NULL)
        g_ptr_array_remove_range (piece->items, offset, n);
      piece->n_rows -= n;
      piece->stamp++;
      left -= n;
      set_first (self, piece);
      mend_piece (self, index);
    }

  tell (self, position, n_rows, 0);
}

/* Takes the items; each may be NULL. */
static void
insert_run (SrPagedRows  *self,
            guint         position,
            const gint64 *ids,
            SrRecord    **items,
            guint         n_rows)
{
  guint index = find_index (self, position);
  SrPiece *piece = g_ptr_array_index (self->pieces, index);
  guint offset = position - piece->start;

  if (piece->ids == NULL)
    piece->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sr_piece_make_items (piece);
  g_array_insert_vals (piece->ids, offset, ids, n_rows);
  for (guint i = 0; i < n_rows; i++)
    g_ptr_array_insert (piece->items, (gint) (offset + i), items[i]);
  piece->n_rows += n_rows;
  piece->is_read = sr_piece_has_all (piece);
  piece->stamp++;
  for (guint i = 0; i < n_rows; i++)
    {
      if (sr_piece_get_placeholder (piece, offset + i) != NULL)
        sr_paged_rows_want (self, piece);
    }
  set_first (self, piece);
  mend_piece (self, index);

  tell (self, position, 0, n_rows);
}

/* All ids in order; NULL if some are not known. */
static GArray *
dup_ids (SrPagedRows *self)
{
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->n_rows);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (self->pieces, i);

      if (piece->ids != NULL)
        g_array_append_vals (ids, piece->ids->data, piece->n_rows);
      else if (piece->n_rows > 0)
        return NULL;
    }

  return g_steal_pointer (&ids);
}

/* id -> item, for each item that is there. */
static GHashTable *
map_items (SrPagedRows *self)
{
  GHashTable *items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (self->pieces, i);

      for (guint j = 0; piece->ids != NULL && piece->items != NULL && j < piece->n_rows; j++)
        {
          SrRecord *item = g_ptr_array_index (piece->items, j);

          if (item != NULL)
            g_hash_table_insert (items, g_memdup2 (&g_array_index (piece->ids, gint64, j),
                                                   sizeof (gint64)),
                                 g_object_ref (item));
        }
    }

  return items;
}

static SrRecord *
dup_item (GHashTable   *items,
          const gint64 *id)
{
  SrRecord *item = g_hash_table_lookup (items, id);

  return item != NULL ? g_object_ref (item) : NULL;
}

static void
build (SrPagedRows  *self,
       const gint64 *ids,
       guint         n_ids,
       GHashTable   *items)
{
  drop_all (self);
  for (guint start = 0; start < n_ids || start == 0; start += SR_LISTING_PAGE)
    {
      guint n = MIN (n_ids - start, SR_LISTING_PAGE);
      SrPiece *piece = sr_piece_new (n);
      gboolean has_items = FALSE;
      gboolean has_placeholders = FALSE;

      piece->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
      if (n > 0)
        g_array_append_vals (piece->ids, ids + start, n);
      sr_piece_make_items (piece);
      for (guint i = 0; i < n; i++)
        {
          SrRecord *item = dup_item (items, ids + start + i);

          g_ptr_array_index (piece->items, i) = item;
          has_items = has_items || item != NULL;
          has_placeholders = has_placeholders || sr_piece_get_placeholder (piece, i) != NULL;
        }
      piece->is_read = n > 0 && sr_piece_has_all (piece);
      if (!has_items)
        g_clear_pointer (&piece->items, g_ptr_array_unref);
      g_ptr_array_add (self->pieces, piece);
      set_first (self, piece);
      if (has_placeholders)
        sr_paged_rows_want (self, piece);
    }
}

/* Only what moved, came or went is told. FALSE if that is too much. */
static gboolean
move_rows (SrPagedRows *self,
           GArray      *old,
           GArray      *ids,
           GHashTable  *items)
{
  g_autofree gboolean *is_kept = g_new0 (gboolean, ids->len);
  g_autofree gboolean *is_staying = g_new0 (gboolean, old->len);

  if (sr_row_moves_find (old, ids, is_staying, is_kept) > MAX_RUNS)
    return FALSE;

  for (guint end = old->len; end > 0;)
    {
      guint start = end - 1;

      if (!is_staying[start])
        {
          while (start > 0 && !is_staying[start - 1])
            start--;
          remove_run (self, start, end - start);
        }
      end = start;
    }
  for (guint start = 0; start < ids->len;)
    {
      guint end = start + 1;

      if (!is_kept[start])
        {
          g_autofree SrRecord **come = NULL;

          while (end < ids->len && !is_kept[end])
            end++;
          come = g_new (SrRecord *, end - start);
          for (guint i = start; i < end; i++)
            come[i - start] = dup_item (items, &g_array_index (ids, gint64, i));
          insert_run (self, start, &g_array_index (ids, gint64, start), come, end - start);
        }
      start = end;
    }

  return TRUE;
}

/* Whether nobody sees a difference between what stood there and what shall stand there. */
static gboolean
is_same (GHashTable   *old_items,
         GHashTable   *items,
         const gint64 *old,
         const gint64 *id)
{
  SrRecord *before = g_hash_table_lookup (old_items, old);

  return *old == *id && (before == NULL || before == g_hash_table_lookup (items, id));
}

/* @items has what shall be shown of the new rows. */
static void
take (SrPagedRows *self,
      GArray      *ids,
      GHashTable  *old_items,
      GHashTable  *items,
      gboolean     anew)
{
  g_autoptr (GArray) old = NULL;
  guint n_old;
  guint head = 0;
  guint tail = 0;

  count_places (self);
  n_old = self->n_rows;
  old = dup_ids (self);
  if (old != NULL)
    {
      guint shorter = MIN (old->len, ids->len);

      while (head < shorter && is_same (old_items, items, &g_array_index (old, gint64, head),
                                        &g_array_index (ids, gint64, head)))
        head++;
      while (tail < shorter - head
             && is_same (old_items, items, &g_array_index (old, gint64, old->len - 1 - tail),
                         &g_array_index (ids, gint64, ids->len - 1 - tail)))
        tail++;
    }

  if (!anew && old != NULL && MAX (n_old, ids->len) - head - tail > MAX_SPLICE
      && move_rows (self, old, ids, items))
    return;

  build (self, (const gint64 *) (gpointer) ids->data, ids->len, items);
  tell (self, head, n_old - head - tail, ids->len - head - tail);
}

/**
 * sr_paged_rows_new:
 * @spliced: told of each change
 *
 * Returns: (transfer full): no rows
 */
SrPagedRows *
sr_paged_rows_new (SrRowsSpliced spliced,
                   gpointer      user_data)
{
  SrPagedRows *self = g_new0 (SrPagedRows, 1);

  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_piece_unref);
  self->wanted = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_piece_unref);
  self->spliced = spliced;
  self->user_data = user_data;
  g_ptr_array_add (self->pieces, sr_piece_new (0));

  return self;
}

/**
 * sr_paged_rows_set_key:
 * @get_key: (nullable): where a row of the next list stands, if that list is unbounded
 */
void
sr_paged_rows_set_key (SrPagedRows *self,
                       SrRowKey     get_key)
{
  self->get_key = get_key;
}

void
sr_paged_rows_free (SrPagedRows *self)
{
  g_ptr_array_unref (self->wanted);
  g_ptr_array_unref (self->pieces);
  g_free (self);
}

/**
 * sr_paged_rows_get_n_rows:
 *
 * Returns: how many rows are known of
 */
guint
sr_paged_rows_get_n_rows (SrPagedRows *self)
{
  count_places (self);

  return self->n_rows;
}

/**
 * sr_paged_rows_get:
 * @position: less than there are rows
 *
 * Returns: (transfer none): the record, or a placeholder (id 0) until it has come; its piece is
 *   wanted then
 */
SrRecord *
sr_paged_rows_get (SrPagedRows *self,
                   guint        position)
{
  SrPiece *piece = g_ptr_array_index (self->pieces, find_index (self, position));
  guint offset = position - piece->start;

  piece->used = ++self->looks;
  sr_piece_make_items (piece);
  if (g_ptr_array_index (piece->items, offset) == NULL)
    {
      g_ptr_array_index (piece->items, offset) = sr_record_new (sr_row_new (&sr_request_kind));
      sr_paged_rows_want (self, piece);
    }

  return g_ptr_array_index (piece->items, offset);
}

/**
 * sr_paged_rows_map_placeholders:
 *
 * Returns: (transfer full) (element-type gint64 SrRecord): what was seen where a record whose id is
 *   known is to come
 */
GHashTable *
sr_paged_rows_map_placeholders (SrPagedRows *self)
{
  GHashTable *placeholders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                    g_object_unref);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const SrPiece *piece = g_ptr_array_index (self->pieces, i);

      for (guint j = 0; piece->ids != NULL && !piece->is_read && j < piece->n_rows; j++)
        {
          SrRecord *placeholder = sr_piece_get_placeholder (piece, j);

          if (placeholder != NULL)
            g_hash_table_insert (placeholders, g_memdup2 (&g_array_index (piece->ids, gint64, j),
                                                          sizeof (gint64)),
                                 g_object_ref (placeholder));
        }
    }

  return placeholders;
}

/**
 * sr_paged_rows_find:
 * @record: an id
 * @out_piece: (out) (optional) (transfer none): the piece that has it
 *
 * Returns: where it stands; %G_MAXUINT if it is not among the rows whose ids are known
 */
guint
sr_paged_rows_find (SrPagedRows  *self,
                    gint64        record,
                    SrPiece     **out_piece)
{
  count_places (self);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (self->pieces, i);

      for (guint j = 0; piece->ids != NULL && j < piece->n_rows; j++)
        {
          if (g_array_index (piece->ids, gint64, j) != record)
            continue;
          if (out_piece != NULL)
            *out_piece = piece;
          return piece->start + j;
        }
    }

  return G_MAXUINT;
}

GPtrArray *
sr_paged_rows_get_pieces (SrPagedRows *self)
{
  return self->pieces;
}

/**
 * sr_paged_rows_get_end:
 * @piece: a piece of the list
 * @out_end: (out): where the next one begins
 *
 * Returns: %FALSE for the last piece
 */
gboolean
sr_paged_rows_get_end (SrPagedRows  *self,
                       SrPiece      *piece,
                       SrListingKey *out_end)
{
  guint index = index_of (self, piece);

  if (index + 1 >= self->pieces->len)
    return FALSE;

  *out_end = ((SrPiece *) g_ptr_array_index (self->pieces, index + 1))->first;

  return TRUE;
}

/**
 * sr_paged_rows_has_wanted:
 *
 * Returns: %TRUE if pieces wait to be read
 */
gboolean
sr_paged_rows_has_wanted (SrPagedRows *self)
{
  return self->wanted->len > 0;
}

/**
 * sr_paged_rows_want:
 * @piece: a piece of the list
 *
 * Its rows are to be read.
 */
void
sr_paged_rows_want (SrPagedRows *self,
                    SrPiece     *piece)
{
  if (piece->is_wanted)
    return;

  piece->is_wanted = TRUE;
  g_ptr_array_add (self->wanted, sr_piece_ref (piece));
}

/* Whoever drags the bar through a long list passes more pages than anybody waits for. */
static void
forget_passed (SrPagedRows *self)
{
  for (guint i = 0; i + MAX_WANTED < self->wanted->len;)
    {
      SrPiece *piece = g_ptr_array_index (self->wanted, i);

      if (sr_piece_is_held (piece) || piece->is_read)
        {
          i++;
          continue;
        }
      piece->is_wanted = FALSE;
      sr_piece_forget (piece, self->get_key == NULL);
      g_ptr_array_remove_index (self->wanted, i);
    }
}

/**
 * sr_paged_rows_take_wanted:
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type SrPiece): what is to be read, the last wanted first
 */
GPtrArray *
sr_paged_rows_take_wanted (SrPagedRows *self,
                           guint        limit)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_piece_unref);

  forget_passed (self);
  while (taken->len < limit && self->wanted->len > 0)
    {
      SrPiece *piece = g_ptr_array_steal_index (self->wanted, self->wanted->len - 1);

      piece->is_wanted = FALSE;
      g_ptr_array_add (taken, piece);
    }

  return taken;
}

/**
 * sr_paged_rows_take_list:
 * @records: (transfer none) (element-type SrRecord): all rows of the list
 * @anew: they are another list: what differs is one splice
 */
void
sr_paged_rows_take_list (SrPagedRows *self,
                         GPtrArray   *records,
                         gboolean     anew)
{
  g_autoptr (GHashTable) old_items = map_items (self);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), records->len);
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                                        g_object_unref);

  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = sr_record_get_id (g_ptr_array_index (records, i));

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (items, &g_array_index (ids, gint64, i),
                         g_object_ref (g_ptr_array_index (records, i)));

  take (self, ids, old_items, items, anew);
}

/**
 * sr_paged_rows_take_ids:
 * @ids: (transfer none) (element-type gint64): all rows of the list
 *
 * Rows that stay keep their objects.
 */
void
sr_paged_rows_take_ids (SrPagedRows *self,
                        GArray      *ids)
{
  g_autoptr (GHashTable) items = map_items (self);

  take (self, ids, items, items, FALSE);
}

/**
 * sr_paged_rows_append:
 * @segments: (element-type SrListingSegment): what follows the last row that is known
 */
void
sr_paged_rows_append (SrPagedRows *self,
                      GArray      *segments)
{
  guint before = sr_paged_rows_get_n_rows (self);

  for (guint i = 0; i < segments->len; i++)
    {
      const SrListingSegment *segment = &g_array_index (segments, SrListingSegment, i);
      SrPiece *piece;

      if (segment->n_rows == 0)
        continue;
      if (self->n_rows == 0 && self->pieces->len == 1 && i == 0)
        drop_piece (self, 0);
      piece = sr_piece_new (segment->n_rows);
      piece->first = segment->first;
      g_ptr_array_add (self->pieces, piece);
    }

  self->is_moved = TRUE;
  count_places (self);
  tell (self, before, 0, self->n_rows - before);
}

/* The first rows of a piece that is not read, %NULL where none came. Where something else was seen,
 * whoever saw it is told, in runs; a placeholder that has become the record is the record. */
static void
fill_piece (SrPagedRows *self,
            SrPiece     *piece,
            SrRecord   **records,
            guint        n_records)
{
  SrRecord **items;

  sr_piece_make_items (piece);
  items = (SrRecord **) piece->items->pdata;
  for (guint i = 0; i < n_records; i++)
    {
      if (items[i] == NULL && records[i] != NULL)
        items[i] = g_object_ref (records[i]);
    }

  for (guint i = 0; i < n_records; i++)
    {
      guint first = i;

      for (; i < n_records && records[i] != NULL && items[i] != records[i]; i++)
        g_set_object (&items[i], records[i]);
      tell (self, piece->start + first, i - first, i - first);
    }
}

/**
 * sr_paged_rows_take_records:
 * @records: (element-type SrRecord): rows that were read by their ids
 */
void
sr_paged_rows_take_records (SrPagedRows *self,
                            GPtrArray   *records)
{
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), records->len);
  g_autoptr (GHashTable) map = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = sr_record_get_id (g_ptr_array_index (records, i));

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (map, &g_array_index (ids, gint64, i), g_ptr_array_index (records, i));

  count_places (self);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (self->pieces, i);
      g_autofree SrRecord **come = NULL;

      if (piece->ids == NULL || piece->items == NULL || piece->is_read)
        continue;
      come = g_new (SrRecord *, piece->n_rows);
      for (guint j = 0; j < piece->n_rows; j++)
        come[j] = g_hash_table_lookup (map, &g_array_index (piece->ids, gint64, j));
      fill_piece (self, piece, come, piece->n_rows);
      piece->is_read = sr_piece_has_all (piece);
    }
  forget_unused (self);
}

/**
 * sr_paged_rows_take_piece:
 * @piece: a piece of the list
 * @records: (element-type SrRecord): all its rows
 */
void
sr_paged_rows_take_piece (SrPagedRows *self,
                          SrPiece     *piece,
                          GPtrArray   *records)
{
  g_autoptr (GPtrArray) old = NULL;
  guint index = index_of (self, piece);
  guint start = piece->start;
  guint n_old = piece->n_rows;
  guint shorter = MIN (n_old, records->len);
  guint head = 0;
  guint tail = 0;

  /* What was not seen before may be what is there. */
  if (!piece->is_read)
    fill_piece (self, piece, (SrRecord **) records->pdata, shorter);
  old = g_steal_pointer (&piece->items);
  g_clear_pointer (&piece->ids, g_array_unref);
  while (head < shorter
         && g_ptr_array_index (old, head) == g_ptr_array_index (records, head))
    head++;
  while (tail < shorter - head
         && g_ptr_array_index (old, n_old - 1 - tail)
              == g_ptr_array_index (records, records->len - 1 - tail))
    tail++;

  piece->n_rows = records->len;
  piece->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), records->len);
  sr_piece_make_items (piece);
  for (guint i = 0; i < records->len; i++)
    {
      SrRecord *record = g_ptr_array_index (records, i);
      gint64 id = sr_record_get_id (record);

      g_array_append_val (piece->ids, id);
      g_ptr_array_index (piece->items, i) = g_object_ref (record);
    }
  piece->is_read = TRUE;
  piece->stamp++;
  piece->used = ++self->looks;
  set_first (self, piece);
  mend_piece (self, index);

  tell (self, start + head, n_old - head - tail, records->len - head - tail);
  forget_unused (self);
}

/**
 * sr_paged_rows_take_count:
 * @piece: a piece of the list that is not read
 * @n_rows: how many rows it has
 */
void
sr_paged_rows_take_count (SrPagedRows *self,
                          SrPiece     *piece,
                          guint        n_rows)
{
  guint index = index_of (self, piece);
  guint start = piece->start;
  guint n_old = piece->n_rows;

  if (n_old == n_rows)
    return;

  g_clear_pointer (&piece->items, g_ptr_array_unref);
  g_clear_pointer (&piece->ids, g_array_unref);
  piece->n_rows = n_rows;
  piece->is_read = FALSE;
  piece->stamp++;
  mend_piece (self, index);

  tell (self, start + MIN (n_old, n_rows), n_old > n_rows ? n_old - n_rows : 0,
        n_rows > n_old ? n_rows - n_old : 0);
}
