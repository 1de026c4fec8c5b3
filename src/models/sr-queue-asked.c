/* A question of the queue that is under way.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-model"

#include "config.h"

#include "models/sr-queue-model-private.h"

void
_sr_queue_asked_free (SrQueueAsked *asked)
{
  g_weak_ref_clear (&asked->model);
  g_clear_pointer (&asked->pieces, g_ptr_array_unref);
  g_clear_pointer (&asked->stamps, g_array_unref);
  g_free (asked);
}

SrQueueAsked *
_sr_queue_asked_new (SrQueueModel *self)
{
  SrQueueAsked *asked = g_new0 (SrQueueAsked, 1);

  g_weak_ref_init (&asked->model, self);
  asked->generation = self->generation;

  return asked;
}

/* Takes the pieces. */
SrQueueAsked *
_sr_queue_asked_new_of (SrQueueModel *self,
                        GPtrArray    *pieces)
{
  SrQueueAsked *asked = _sr_queue_asked_new (self);

  asked->pieces = pieces;
  asked->stamps = g_array_sized_new (FALSE, FALSE, sizeof (guint), pieces->len);
  for (guint i = 0; i < pieces->len; i++)
    g_array_append_val (asked->stamps, ((SrPiece *) g_ptr_array_index (pieces, i))->stamp);

  return asked;
}

/* Whoever was told of an answer may have asked anew. */
gboolean
_sr_queue_is_late (SrQueueModel       *self,
                   const SrQueueAsked *asked)
{
  return self == NULL || asked->generation != self->generation;
}

/* Whether there is an answer to go on with; a failure ends the refresh and is told. */
gboolean
_sr_queue_is_answered (SrQueueModel       *self,
                       const SrQueueAsked *asked,
                       const GError       *error)
{
  if (_sr_queue_is_late (self, asked))
    return FALSE;

  if (error != NULL)
    {
      _sr_queue_refresh_failed (self, error);
      return FALSE;
    }
  _sr_queue_set_error (self, NULL);

  return !_sr_queue_is_late (self, asked);
}

/* Whether the answer is about the piece as it is. */
gboolean
_sr_queue_is_about (const SrQueueAsked *asked,
                    guint               index)
{
  const SrPiece *piece = g_ptr_array_index (asked->pieces, index);

  return sr_piece_is_listed (piece) && piece->stamp == g_array_index (asked->stamps, guint, index);
}
