/* The pages of a list that somebody looks at.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-model"

#include "config.h"

#include "models/sr-queue-model-private.h"

/* So many pages are read together. */
#define READ_TOGETHER 4

static GArray *
list_unread_ids (GPtrArray *pieces)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < pieces->len; i++)
    {
      const SrPiece *piece = g_ptr_array_index (pieces, i);

      for (guint j = 0; sr_piece_is_listed (piece) && j < piece->n_rows; j++)
        {
          SrRecord *item = piece->items != NULL ? g_ptr_array_index (piece->items, j) : NULL;

          if (item == NULL || sr_record_get_id (item) == 0)
            g_array_append_val (ids, g_array_index (piece->ids, gint64, j));
        }
    }

  return ids;
}

/* The stretches of the list that the pieces are; if not @all, they are only counted where nobody
 * looked. */
GArray *
_sr_queue_make_stretches (SrQueueModel *self,
                          GPtrArray    *pieces,
                          gboolean      all)
{
  GArray *stretches = g_array_new (FALSE, TRUE, sizeof (SrListingStretch));

  for (guint i = 0; i < pieces->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (pieces, i);
      SrListingStretch stretch = { 0 };

      stretch.from = piece->first;
      stretch.has_from = piece != g_ptr_array_index (sr_paged_rows_get_pieces (self->rows), 0);
      stretch.has_to = sr_paged_rows_get_end (self->rows, piece, &stretch.to);
      if (!stretch.has_to && !self->is_surveyed)
        {
          stretch.has_to = TRUE;
          stretch.to = self->next;
        }
      stretch.is_counted = !all && piece->items == NULL;
      g_array_append_val (stretches, stretch);
    }

  return stretches;
}

static void
thaw_placeholder (gpointer placeholder)
{
  if (placeholder == NULL)
    return;

  g_object_thaw_notify (placeholder);
  g_object_unref (placeholder);
}

/* Rows of @piece, all of them, or if that is %NULL of ids that the list holds. Who hears that what was
 * seen in their place is a record finds it in the list. */
void
_sr_queue_take_rows (SrQueueModel *self,
                     SrPiece      *piece,
                     GPtrArray    *rows)
{
  g_autoptr (GHashTable) by_id = piece == NULL ? sr_paged_rows_map_placeholders (self->rows) : NULL;
  g_autoptr (GPtrArray) empty = g_ptr_array_new_full (rows->len, thaw_placeholder);
  g_autoptr (GPtrArray) records = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = sr_row_get_id (((SrListedRow *) g_ptr_array_index (rows, i))->row);
      SrRecord *placeholder = piece != NULL ? sr_piece_get_placeholder (piece, i)
                                            : g_hash_table_lookup (by_id, &id);

      if (placeholder != NULL)
        g_object_freeze_notify (g_object_ref (G_OBJECT (placeholder)));
      g_ptr_array_add (empty, placeholder);
    }

  records = _sr_queue_adopt (self, rows, empty);
  if (piece != NULL)
    sr_paged_rows_take_piece (self->rows, piece, records);
  else
    sr_paged_rows_take_records (self->rows, records);
  g_clear_pointer (&empty, g_ptr_array_unref);
  _sr_queue_tell_read (self);
}

/* What came of the pieces; an answer about a piece as it was is asked for anew. */
void
_sr_queue_take_stretches (SrQueueModel       *self,
                          const SrQueueAsked *asked,
                          GPtrArray          *answers)
{
  for (guint i = 0; i < answers->len && !_sr_queue_is_late (self, asked); i++)
    {
      SrPiece *piece = g_ptr_array_index (asked->pieces, i);
      SrListingAnswer *answer = g_ptr_array_index (answers, i);

      if (_sr_queue_is_about (asked, i) && answer->rows != NULL)
        {
          _sr_queue_take_rows (self, piece, answer->rows);
        }
      else if (_sr_queue_is_about (asked, i) && piece->items == NULL)
        {
          sr_paged_rows_take_count (self->rows, piece, answer->n_rows);
        }
      else if (sr_piece_is_listed (piece))
        {
          sr_paged_rows_want (self->rows, piece);
        }
    }
}

static gboolean
reading_is_over (SrQueueModel       *self,
                 const SrQueueAsked *asked,
                 GError             *error)
{
  self->is_reading = FALSE;
  if (error == NULL)
    {
      _sr_queue_set_error (self, NULL);
      return _sr_queue_is_late (self, asked);
    }

  /* They are wanted still: by the next look, or when somebody tries again. */
  for (guint i = 0; i < asked->pieces->len; i++)
    {
      if (sr_piece_is_listed (g_ptr_array_index (asked->pieces, i)))
        sr_paged_rows_want (self->rows, g_ptr_array_index (asked->pieces, i));
    }
  _sr_queue_set_error (self, error->message);

  return TRUE;
}

static void
rows_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = sr_room_read_stretches_finish (SR_ROOM (object), result, &error);

  if (_sr_queue_is_late (self, asked) || reading_is_over (self, asked, error))
    return;

  _sr_queue_take_stretches (self, asked, answers);
  if (!_sr_queue_is_late (self, asked))
    _sr_queue_schedule_read (self);
}

static void
ids_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_read_ids_finish (SR_ROOM (object), result, &error);

  if (_sr_queue_is_late (self, asked) || reading_is_over (self, asked, error))
    return;

  _sr_queue_take_rows (self, NULL, rows);
  if (!_sr_queue_is_late (self, asked))
    _sr_queue_schedule_read (self);
}

static gboolean
read_cb (gpointer data)
{
  SrQueueModel *self = data;
  SrRequestQuery query = _sr_queue_make_query (self);
  GPtrArray *pieces;

  self->read_id = 0;
  if (self->is_reading || self->is_anew || self->room == NULL)
    return G_SOURCE_REMOVE;

  pieces = sr_paged_rows_take_wanted (self->rows, READ_TOGETHER);
  if (pieces->len == 0)
    {
      g_ptr_array_unref (pieces);
      return G_SOURCE_REMOVE;
    }

  self->is_reading = TRUE;
  if (_sr_queue_is_bounded (self))
    {
      g_autoptr (GArray) ids = list_unread_ids (pieces);

      sr_room_read_ids_async (self->room, (const gint64 *) (gpointer) ids->data, ids->len,
                              self->cancellable, ids_read_cb,
                              _sr_queue_asked_new_of (self, pieces));
    }
  else
    {
      g_autoptr (GArray) stretches = _sr_queue_make_stretches (self, pieces, TRUE);

      sr_room_read_stretches_async (self->room, &query, stretches, self->cancellable,
                                    rows_read_cb, _sr_queue_asked_new_of (self, pieces));
    }

  return G_SOURCE_REMOVE;
}

/* After whatever is being drawn has said all that it wants. */
void
_sr_queue_schedule_read (SrQueueModel *self)
{
  if (self->read_id == 0 && !self->is_reading && sr_paged_rows_has_wanted (self->rows))
    self->read_id = g_idle_add_full (G_PRIORITY_DEFAULT, read_cb, self, NULL);
}
