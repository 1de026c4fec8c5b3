/* How a list follows what changes in the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-model"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-queue-model-private.h"

/* Of more news than these it is quicker to look at the whole list. */
#define MAX_NEWS 64
/* Whatever cannot be known of a change without looking at the whole list takes no more than this part
 * of the time. */
#define RECOUNT_SHARE 10

static void recount (SrQueueModel *self,
                     gboolean      all);

void
_sr_queue_refreshed (SrQueueModel *self)
{
  self->is_refreshing = FALSE;
  g_array_set_size (self->asked_news, 0);
  if (self->total >= 0 && self->is_surveyed
      && self->total != sr_paged_rows_get_n_rows (self->rows))
    _sr_queue_schedule_recount (self);
  self->total = -1;
  if (self->news->len > 0 || self->wants_all)
    _sr_queue_schedule_refresh (self);
  else
    _sr_queue_set_loading (self, FALSE);
}

void
_sr_queue_refresh_failed (SrQueueModel *self,
                          const GError *error)
{
  _sr_queue_set_error (self, error->message);
  self->is_refreshing = FALSE;
  g_array_set_size (self->asked_news, 0);
  /* Whatever came meanwhile is asked for with the next news, or when somebody tries again. */
  _sr_queue_set_loading (self, FALSE);
}

/* Requests of the news whose rows are read. */
static GArray *
list_read_news (SrQueueModel *self,
                gboolean      all)
{
  GPtrArray *pieces = sr_paged_rows_get_pieces (self->rows);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; all && i < pieces->len; i++)
    {
      const SrPiece *piece = g_ptr_array_index (pieces, i);

      for (guint j = 0; piece->items != NULL && j < piece->n_rows; j++)
        {
          if (g_ptr_array_index (piece->items, j) != NULL)
            g_array_append_val (ids, g_array_index (piece->ids, gint64, j));
        }
    }
  for (guint i = 0; !all && i < self->asked_news->len; i++)
    {
      gint64 id = g_array_index (self->asked_news, gint64, i);

      if (sr_paged_rows_find (self->rows, id, NULL) != G_MAXUINT)
        g_array_append_val (ids, id);
    }

  return ids;
}

static void
news_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_read_ids_finish (SR_ROOM (object), result, &error);

  if (!_sr_queue_is_answered (self, asked, error))
    return;

  _sr_queue_take_rows (self, NULL, rows);
  if (!_sr_queue_is_late (self, asked))
    _sr_queue_refreshed (self);
}

static void
ids_listed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListingSurvey) answer = sr_room_survey_finish (SR_ROOM (object), result, &error);
  g_autoptr (GArray) ids = NULL;

  if (!_sr_queue_is_answered (self, asked, error))
    return;

  self->is_surveyed = TRUE;
  sr_paged_rows_take_ids (self->rows, answer->ids);
  if (_sr_queue_is_late (self, asked))
    return;

  _sr_queue_seek (self);
  ids = list_read_news (self, asked->all);
  if (ids->len == 0)
    {
      _sr_queue_refreshed (self);
      return;
    }
  sr_room_read_ids_async (self->room, (const gint64 *) (gpointer) ids->data, ids->len,
                          self->cancellable, news_read_cb, _sr_queue_asked_new (self));
}

static void
stretches_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = sr_room_read_stretches_finish (SR_ROOM (object), result, &error);

  if (!_sr_queue_is_answered (self, asked, error))
    return;

  _sr_queue_take_stretches (self, asked, answers);
  if (_sr_queue_is_late (self, asked))
    return;
  _sr_queue_schedule_read (self);
  _sr_queue_refreshed (self);
}

/* Takes the pieces. */
static void
read_pieces (SrQueueModel *self,
             GPtrArray    *pieces)
{
  SrRequestQuery query = _sr_queue_make_query (self);
  g_autoptr (GArray) stretches = _sr_queue_make_stretches (self, pieces, FALSE);

  sr_room_read_stretches_async (self->room, &query, stretches, self->cancellable,
                                stretches_read_cb, _sr_queue_asked_new_of (self, pieces));
}

static void
add_piece (GPtrArray *pieces,
           SrPiece   *piece)
{
  if (!g_ptr_array_find (pieces, piece, NULL))
    g_ptr_array_add (pieces, sr_piece_ref (piece));
}

static GPtrArray *
pieces_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sr_piece_unref);
}

/* How many rows each piece has now. Pieces that are read and have another number are read anew, or
 * all that are read. */
static void
recounted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = sr_room_recount_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) pieces = pieces_new ();

  if (_sr_queue_is_late (self, asked))
    return;

  self->is_recounting = FALSE;
  self->recount_from = g_get_monotonic_time ()
                       + (g_get_monotonic_time () - self->recount_began) * (RECOUNT_SHARE - 1);
  if (counts == NULL)
    {
      /* Only if it was the refresh that asked: another may be under way. */
      if (asked->all)
        _sr_queue_refresh_failed (self, error);
      else
        _sr_queue_set_error (self, error->message);
      return;
    }

  for (guint i = 0; i < counts->len && !_sr_queue_is_late (self, asked); i++)
    {
      SrPiece *piece = g_ptr_array_index (asked->pieces, i);
      guint n_rows = g_array_index (counts, guint, i);

      if (!_sr_queue_is_about (asked, i) || (piece->n_rows == n_rows && !asked->all))
        continue;
      if (piece->items != NULL)
        add_piece (pieces, piece);
      else
        sr_paged_rows_take_count (self->rows, piece, n_rows);
    }
  if (_sr_queue_is_late (self, asked))
    return;

  if (asked->all && pieces->len > 0)
    {
      read_pieces (self, g_steal_pointer (&pieces));
      return;
    }
  for (guint i = 0; i < pieces->len; i++)
    sr_paged_rows_want (self->rows, g_ptr_array_index (pieces, i));
  _sr_queue_schedule_read (self);
  if (asked->all)
    _sr_queue_refreshed (self);
}

static void
recount (SrQueueModel *self,
         gboolean      all)
{
  SrRequestQuery query = _sr_queue_make_query (self);
  GPtrArray *listed = sr_paged_rows_get_pieces (self->rows);
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (SrListingKey), listed->len);
  GPtrArray *pieces = pieces_new ();
  SrQueueAsked *asked;

  for (guint i = 0; i < listed->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (listed, i);

      g_array_append_val (keys, piece->first);
      g_ptr_array_add (pieces, sr_piece_ref (piece));
    }

  self->is_recounting = TRUE;
  self->recount_began = g_get_monotonic_time ();
  asked = _sr_queue_asked_new_of (self, pieces);
  asked->all = all;
  sr_room_recount_async (self->room, &query, keys, self->cancellable, recounted_cb, asked);
}

static gboolean
recount_cb (gpointer data)
{
  SrQueueModel *self = data;

  self->recount_id = 0;
  if (self->is_recounting)
    return G_SOURCE_REMOVE;
  if (self->is_surveyed && self->limit == 0)
    recount (self, FALSE);

  return G_SOURCE_REMOVE;
}

void
_sr_queue_schedule_recount (SrQueueModel *self)
{
  gint64 wait = MAX (0, self->recount_from - g_get_monotonic_time ());

  if (self->recount_id == 0)
    self->recount_id = g_timeout_add_full (G_PRIORITY_LOW, (guint) (wait / 1000), recount_cb, self,
                                           NULL);
}

static void
located_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SrQueueAsked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListingPlaces) places = sr_room_locate_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) pieces = NULL;
  gboolean is_sure = TRUE;

  if (!_sr_queue_is_answered (self, asked, error))
    return;

  pieces = pieces_new ();
  for (guint i = 0; i < self->asked_news->len; i++)
    {
      const gint64 *id = &g_array_index (self->asked_news, gint64, i);
      gboolean is_found = g_array_index (places->found, gboolean, i);
      const SrListingKey *key = &g_array_index (places->keys, SrListingKey, i);
      SrPiece *piece = NULL;

      if (sr_paged_rows_find (self->rows, *id, &piece) != G_MAXUINT)
        add_piece (pieces, piece);
      else if (places->total < 0 && !g_hash_table_contains (self->gone, id))
        is_sure = FALSE;
      if (is_found && _sr_queue_is_key_surveyed (self, key))
        add_piece (pieces, _sr_queue_find_piece_of_key (self, key));
      if (is_found)
        g_hash_table_remove (self->gone, id);
      else
        g_hash_table_add (self->gone, g_memdup2 (id, sizeof *id));
    }

  if (!is_sure)
    _sr_queue_schedule_recount (self);
  self->total = places->total;
  if (pieces->len > 0)
    read_pieces (self, g_steal_pointer (&pieces));
  else
    _sr_queue_refreshed (self);
}

/* What was looked at is read anew, and how many rows there are is counted anew. */
static void
refresh_all (SrQueueModel *self)
{
  if (self->is_surveyed && !self->is_recounting)
    {
      recount (self, TRUE);
      return;
    }

  /* It is counted just now, or still for the first time: what is in sight comes at once. */
  if (!self->is_surveyed)
    _sr_queue_schedule_step (self, 0);
  for (guint i = 0; i < sr_paged_rows_get_pieces (self->rows)->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (sr_paged_rows_get_pieces (self->rows), i);

      if (piece->items != NULL)
        sr_paged_rows_want (self->rows, piece);
    }
  _sr_queue_schedule_read (self);
  _sr_queue_refreshed (self);
}

static gboolean
refresh_cb (gpointer data)
{
  SrQueueModel *self = data;
  SrRequestQuery query = _sr_queue_make_query (self);
  gboolean all;
  SrQueueAsked *asked;

  self->refresh_id = 0;
  if (self->is_refreshing || self->room == NULL)
    return G_SOURCE_REMOVE;

  if (self->limit > 0)
    {
      _sr_queue_ask_head (self);
      return G_SOURCE_REMOVE;
    }

  all = self->wants_all || self->news->len > MAX_NEWS;
  self->wants_all = FALSE;
  self->is_refreshing = TRUE;
  g_array_append_vals (self->asked_news, self->news->data, self->news->len);
  g_array_set_size (self->news, 0);
  if (_sr_queue_is_bounded (self))
    {
      asked = _sr_queue_asked_new (self);
      asked->all = all;
      sr_room_survey_async (self->room, &query, NULL, 0, 0, self->cancellable, ids_listed_cb,
                            asked);
    }
  else if (all)
    {
      refresh_all (self);
    }
  else
    {
      sr_room_locate_async (self->room, &query,
                            (const gint64 *) (gpointer) self->asked_news->data,
                            self->asked_news->len, self->cancellable, located_cb,
                            _sr_queue_asked_new (self));
    }

  return G_SOURCE_REMOVE;
}

/* What is told in one turn is asked for together. */
void
_sr_queue_schedule_refresh (SrQueueModel *self)
{
  _sr_queue_set_loading (self, TRUE);
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_DEFAULT, refresh_cb, self, NULL);
}

static void
add_news (SrQueueModel *self,
          gint64        request)
{
  for (guint i = 0; i < self->news->len; i++)
    {
      if (g_array_index (self->news, gint64, i) == request)
        return;
    }

  g_array_append_val (self->news, request);
}

/* Rows show what other records are called. */
static const struct
{
  const SrRecordKind *kind;
  guint               field;
} shown[] = {
  { &sr_customer_kind, SR_REQUEST_CUSTOMER },
  { &sr_staff_kind, SR_REQUEST_OWNER },
  { &sr_team_kind, SR_REQUEST_TEAM },
  { &sr_service_type_kind, SR_REQUEST_TYPE },
};

static void
add_referring (SrQueueModel *self,
               guint         field,
               gint64        record)
{
  GPtrArray *pieces = sr_paged_rows_get_pieces (self->rows);

  for (guint i = 0; i < pieces->len; i++)
    {
      const SrPiece *piece = g_ptr_array_index (pieces, i);

      for (guint j = 0; piece->items != NULL && j < piece->n_rows; j++)
        {
          SrRecord *item = g_ptr_array_index (piece->items, j);

          if (item != NULL && sr_record_get_id (item) != 0
              && sr_record_get_integer (item, field) == record)
            add_news (self, sr_record_get_id (item));
        }
    }
}

void
_sr_queue_room_changed (SrQueueModel *self,
                        const char   *kind,
                        gint64        record)
{
  if (g_str_equal (kind, sr_request_kind.name))
    {
      add_news (self, record);
      _sr_queue_schedule_refresh (self);
      return;
    }

  if (sr_queue_view_depends_on_kind (self->view, kind))
    _sr_queue_schedule_refresh (self);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      if (!g_str_equal (kind, shown[i].kind->name))
        continue;
      add_referring (self, shown[i].field, record);
      /* A name may be what is searched for, or what comes first. */
      if (self->news->len > 0 || self->limit > 0 || _sr_queue_is_bounded (self))
        _sr_queue_schedule_refresh (self);
    }
}

void
_sr_queue_room_minute (SrQueueModel *self)
{
  if (sr_queue_view_depends_on_time (self->view))
    _sr_queue_schedule_refresh (self);
}
