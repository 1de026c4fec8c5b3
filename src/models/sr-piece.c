/* Rows of a long list that stand together.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-piece"

#include "config.h"

#include "models/sr-piece.h"

/**
 * sr_piece_new:
 * @n_rows: how many rows it has
 *
 * Returns: (transfer full): a piece of which no more is known
 */
SrPiece *
sr_piece_new (guint n_rows)
{
  SrPiece *self = g_rc_box_new0 (SrPiece);

  self->n_rows = n_rows;

  return self;
}

static void
piece_clear (gpointer data)
{
  SrPiece *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

SrPiece *
sr_piece_ref (SrPiece *self)
{
  return g_rc_box_acquire (self);
}

void
sr_piece_unref (SrPiece *self)
{
  g_rc_box_release_full (self, piece_clear);
}

/**
 * sr_piece_is_listed:
 *
 * Returns: %FALSE once the list does not have the piece any more
 */
gboolean
sr_piece_is_listed (const SrPiece *self)
{
  return !self->is_gone;
}

/**
 * sr_piece_get_placeholder:
 * @index: of a row; there may be fewer
 *
 * Returns: (transfer none) (nullable): what was seen where the record is to come
 */
SrRecord *
sr_piece_get_placeholder (const SrPiece *self,
                          guint          index)
{
  SrRecord *item = self->items != NULL && index < self->n_rows
                     ? g_ptr_array_index (self->items, index) : NULL;

  return item != NULL && sr_record_get_id (item) == 0 ? item : NULL;
}

/**
 * sr_piece_has_all:
 *
 * Returns: %TRUE if each row of the items is a record
 */
gboolean
sr_piece_has_all (const SrPiece *self)
{
  for (guint i = 0; i < self->n_rows; i++)
    {
      SrRecord *item = g_ptr_array_index (self->items, i);

      if (item == NULL || sr_record_get_id (item) == 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_piece_is_held:
 *
 * Returns: %TRUE if somebody else holds an item: it is in sight, and stays
 */
gboolean
sr_piece_is_held (const SrPiece *self)
{
  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    {
      GObject *item = g_ptr_array_index (self->items, i);

      if (item != NULL && g_atomic_int_get ((gint *) &item->ref_count) > 1)
        return TRUE;
    }

  return FALSE;
}

static void
item_free (gpointer item)
{
  if (item != NULL)
    g_object_unref (item);
}

/**
 * sr_piece_make_items:
 *
 * There are items from then on: where there were none, each is %NULL.
 */
void
sr_piece_make_items (SrPiece *self)
{
  if (self->items != NULL)
    return;

  self->items = g_ptr_array_new_full (self->n_rows, item_free);
  g_ptr_array_set_size (self->items, (gint) self->n_rows);
}

/**
 * sr_piece_forget:
 * @keep_ids: which rows it has stays known
 *
 * What was read is not read any more.
 */
void
sr_piece_forget (SrPiece  *self,
                 gboolean  keep_ids)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  if (!keep_ids)
    g_clear_pointer (&self->ids, g_array_unref);
  self->is_read = FALSE;
  self->stamp++;
}

/**
 * sr_piece_cut:
 * @n_rows: how many rows stay; the ids are known, and there are more
 *
 * Returns: (transfer full): the others
 */
SrPiece *
sr_piece_cut (SrPiece *self,
              guint    n_rows)
{
  guint n_rest = self->n_rows - n_rows;
  SrPiece *rest = sr_piece_new (n_rest);

  rest->used = self->used;
  rest->is_read = self->is_read;
  rest->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_rest);
  g_array_append_vals (rest->ids, &g_array_index (self->ids, gint64, n_rows), n_rest);
  g_array_set_size (self->ids, n_rows);
  if (self->items != NULL)
    {
      sr_piece_make_items (rest);
      for (guint i = 0; i < n_rest; i++)
        {
          gpointer *item = &g_ptr_array_index (self->items, n_rows + i);

          g_ptr_array_index (rest->items, i) = g_steal_pointer (item);
        }
      g_ptr_array_set_size (self->items, (gint) n_rows);
    }
  self->n_rows = n_rows;
  self->stamp++;

  return rest;
}
