/* How a list begins, and how long it is.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-model"

#include "config.h"

#include "models/sr-queue-model-private.h"

/* A window of rows comes first, so that it stands there at once; the rest comes while people look at
 * it, each time twice as much, so that no step is long. It waits for whatever is to be drawn. After
 * the last step, which is whole pages, the list is read by pages. */
#define FIRST_ROWS 24
#define LAST_HEAD_ROWS (4 * SR_LISTING_PAGE)
#define GROW_MILLISECONDS 150

/* One step of a survey. */
#define SURVEY_MILLISECONDS 50

static void survey (SrQueueModel *self);

/* The head: the first rows, or all of a short list */

/* Where the row after the last one may stand. */
static SrListingKey
get_key_after_last (SrQueueModel *self)
{
  SrRequestQuery query = _sr_queue_make_query (self);
  GPtrArray *pieces = sr_paged_rows_get_pieces (self->rows);
  const SrPiece *last = g_ptr_array_index (pieces, pieces->len - 1);
  SrListingKey key = _sr_queue_get_key (g_ptr_array_index (last->items, last->n_rows - 1), self);
  SrListingKey after = { key.major, key.minor + 1 };

  if (sr_listing_key_compare (&after, &key, &query) < 0)
    after.minor = key.minor - 1;

  return after;
}

static gboolean
step_cb (gpointer data)
{
  SrQueueModel *self = data;

  self->step_id = 0;
  if (self->limit == 0)
    {
      survey (self);
    }
  else if (self->is_refreshing)
    {
      /* The answer under way has the rows that are there; the step comes after it. */
    }
  else if (self->limit < LAST_HEAD_ROWS)
    {
      self->limit = MIN (2 * self->limit, LAST_HEAD_ROWS);
      _sr_queue_ask_head (self);
    }
  else
    {
      self->limit = 0;
      if (!_sr_queue_is_bounded (self))
        self->next = get_key_after_last (self);
      survey (self);
    }

  return G_SOURCE_REMOVE;
}

void
_sr_queue_schedule_step (SrQueueModel *self,
                         guint         milliseconds)
{
  if (self->step_id == 0)
    self->step_id = g_timeout_add_full (G_PRIORITY_LOW, milliseconds, step_cb, self, NULL);
}

static void
headed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_list_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) records = NULL;
  gboolean anew;

  if (!_sr_queue_is_answered (self, asked, error))
    return;

  anew = self->is_anew;
  self->is_anew = FALSE;
  records = _sr_queue_adopt (self, rows, NULL);
  if (anew)
    sr_paged_rows_set_key (self->rows, _sr_queue_is_bounded (self) ? NULL : _sr_queue_get_key);
  sr_paged_rows_take_list (self->rows, records, anew);
  if (_sr_queue_is_late (self, asked))
    return;

  /* A list that was short may have grown. */
  self->is_surveyed = records->len < self->limit;
  if (!self->is_surveyed)
    _sr_queue_schedule_step (self, GROW_MILLISECONDS);
  _sr_queue_refreshed (self);
}

void
_sr_queue_ask_head (SrQueueModel *self)
{
  SrRequestQuery query = _sr_queue_make_query (self);

  query.limit = self->limit;
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_array_set_size (self->news, 0);
  self->wants_all = FALSE;
  self->is_refreshing = TRUE;
  _sr_queue_set_loading (self, TRUE);
  sr_room_list_async (self->room, &query, self->cancellable, headed_cb, _sr_queue_asked_new (self));
}

/* Another query: what was asked before is late, and what is shown stays until the first answer. */
void
_sr_queue_begin (SrQueueModel *self)
{
  if (self->room == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->recount_id, g_source_remove);
  g_hash_table_remove_all (self->gone);
  g_array_set_size (self->asked_news, 0);
  self->limit = FIRST_ROWS;
  self->is_anew = TRUE;
  self->is_surveyed = FALSE;
  self->is_surveying = FALSE;
  self->is_refreshing = FALSE;
  self->is_reading = FALSE;
  self->is_recounting = FALSE;
  _sr_queue_ask_head (self);
}

/* The survey: how long the list is, and where its pages begin */

gboolean
_sr_queue_is_key_surveyed (SrQueueModel       *self,
                           const SrListingKey *key)
{
  SrRequestQuery query = _sr_queue_make_query (self);

  return self->is_surveyed || sr_listing_key_compare (key, &self->next, &query) < 0;
}

SrPiece *
_sr_queue_find_piece_of_key (SrQueueModel       *self,
                             const SrListingKey *key)
{
  SrRequestQuery query = _sr_queue_make_query (self);
  GPtrArray *pieces = sr_paged_rows_get_pieces (self->rows);
  guint low = 0;
  guint high = pieces->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      const SrPiece *piece = g_ptr_array_index (pieces, middle);

      if (sr_listing_key_compare (&piece->first, key, &query) <= 0)
        low = middle;
      else
        high = middle;
    }

  return g_ptr_array_index (pieces, low);
}

static void
sought_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (SrListingPlaces) places = sr_room_locate_finish (SR_ROOM (object), result, NULL);

  if (_sr_queue_is_late (self, asked) || places == NULL
      || !g_array_index (places->found, gboolean, 0))
    return;

  sr_paged_rows_want (self->rows,
                      _sr_queue_find_piece_of_key (self, &g_array_index (places->keys,
                                                                         SrListingKey, 0)));
  _sr_queue_schedule_read (self);
}

/* The page of the record that somebody wants to see is read as soon as its place is known. */
void
_sr_queue_seek (SrQueueModel *self)
{
  SrRequestQuery query = _sr_queue_make_query (self);
  gint64 sought = self->sought;

  if (sought == 0 || !self->is_surveyed || self->is_anew)
    return;

  self->sought = 0;
  if (self->limit == 0 && sr_paged_rows_find (self->rows, sought, NULL) == G_MAXUINT
      && !_sr_queue_is_bounded (self))
    sr_room_locate_async (self->room, &query, &sought, 1, self->cancellable, sought_cb,
                          _sr_queue_asked_new (self));
}

static void
surveyed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListingSurvey) answer = sr_room_survey_finish (SR_ROOM (object), result, &error);

  if (_sr_queue_is_late (self, asked))
    return;

  self->is_surveying = FALSE;
  if (answer == NULL)
    {
      /* The rows that are known stay; whoever tries again goes on from there. */
      _sr_queue_set_error (self, error->message);
      return;
    }

  self->is_surveyed = answer->complete;
  self->next = answer->next;
  if (answer->ids != NULL)
    sr_paged_rows_take_ids (self->rows, answer->ids);
  else
    sr_paged_rows_append (self->rows, answer->segments);

  if (_sr_queue_is_late (self, asked))
    return;
  if (!self->is_surveyed)
    _sr_queue_schedule_step (self, 0);
  _sr_queue_seek (self);
}

static void
survey (SrQueueModel *self)
{
  SrRequestQuery query = _sr_queue_make_query (self);

  /* What it brings is appended, so it must not come twice. */
  if (self->is_surveying)
    return;

  self->is_surveying = TRUE;
  if (_sr_queue_is_bounded (self))
    {
      sr_room_survey_async (self->room, &query, NULL, 0, 0, self->cancellable, surveyed_cb,
                            _sr_queue_asked_new (self));
      return;
    }

  sr_room_survey_async (self->room, &query, &self->next, 0, SURVEY_MILLISECONDS,
                        self->cancellable, surveyed_cb, _sr_queue_asked_new (self));
}
