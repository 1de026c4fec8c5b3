/* The requests of a view, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-model"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-paged-rows.h"
#include "models/sr-queue-model.h"

/* A window of rows comes first, so that it stands there at once; the rest comes while people look at
 * it, each time twice as much, so that no step is long. It waits for whatever is to be drawn. After
 * the last step, which is whole pages, the list is read by pages. */
#define FIRST_ROWS 24
#define LAST_HEAD_ROWS (4 * SR_LISTING_PAGE)
#define GROW_MILLISECONDS 150

/* One step of a survey. */
#define SURVEY_MILLISECONDS 50
/* So many pages are read together. */
#define READ_TOGETHER 4
/* Of more news than these it is quicker to look at the whole list. */
#define MAX_NEWS 64
/* Whatever cannot be known of a change without looking at the whole list takes no more than this part
 * of the time. */
#define RECOUNT_SHARE 10

/**
 * SrQueueModel:
 *
 * The chain:
 *
 *   the query -> head: 24, 48, 96, 192, 256 rows as they come -> if there are more: a survey on a
 *   reader
 *   -> pieces (SrPagedRows) -> a page is read where somebody looks -> one object a record (room)
 *
 *   room "changed" -> what it named, coalesced -> where it stands now -> the pieces that it left and
 *   came to -> the rows that moved
 *
 * A view of what is in work is bounded: its survey is all ids, and it is taken anew after a change.
 * Closed and all grow without bound: their survey is a key for each page, and after a change only the
 * pieces concerned are looked at. Of a request that is in no page read and is not in the list now it
 * cannot be said whether it was; then the pieces are counted anew, in the background and seldom.
 *
 * Main thread only.
 */
struct _SrQueueModel
{
  GObject       parent_instance;

  /* Owned references */
  SrRoom       *room;
  SrPagedRows  *rows;
  GCancellable *cancellable;
  char         *search;
  char         *error;
  SrRequestFilter *filter;   /* NULL for none */
  GArray       *news;        /* ids (gint64) that the room named since it was asked last */
  GArray       *asked_news;  /* those that are being asked for */
  GHashTable   *gone;        /* ids (gint64) that are known not to be in the unbounded list */

  /* State */
  SrQueueView   view;
  SrQueueOrder  order;
  gboolean      descending;
  guint         limit;       /* rows of the head; 0 once the list is read by pages */
  guint         step_id;     /* the next step of the head or of the survey */
  guint         refresh_id;
  guint         read_id;
  guint         recount_id;
  guint         generation;  /* of the query; an answer to an older one is dropped */
  SrListingKey  next;        /* where the survey goes on */
  gint64        sought;      /* the id that somebody wants to see, 0 for none */
  gint64        recount_began;
  gint64        recount_from; /* not before, in monotonic microseconds */
  gint64        total;       /* how many rows there are, by the counters; -1 if they do not know */
  guint         loading : 1;
  guint         is_anew : 1;       /* the rows are still those of another query */
  guint         is_surveyed : 1;
  guint         is_refreshing : 1;
  guint         is_reading : 1;
  guint         is_recounting : 1;
  guint         wants_all : 1;     /* what is read shall be read anew */
};

enum
{
  PROP_0,
  PROP_ROOM,
  PROP_VIEW,
  PROP_SEARCH,
  PROP_N_ITEMS,
  PROP_LOADING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrQueueModel, sr_queue_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void ask_head (SrQueueModel *self);
static void survey (SrQueueModel *self);
static void schedule_refresh (SrQueueModel *self);
static void schedule_read (SrQueueModel *self);
static void schedule_recount (SrQueueModel *self);

static void
set_loading (SrQueueModel *self,
             gboolean      loading)
{
  if (self->loading == !!loading)
    return;

  self->loading = !!loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_error (SrQueueModel *self,
           const char   *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;

  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
spliced_cb (guint    position,
            guint    removed,
            guint    added,
            gpointer user_data)
{
  SrQueueModel *self = user_data;

  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* Borrows from the model. */
static SrRequestQuery
make_query (SrQueueModel *self)
{
  SrRequestQuery query = { 0 };

  query.view = self->view;
  query.search = self->search;
  query.filter = self->filter;
  query.order = self->order;
  query.descending = self->descending;

  return query;
}

static gboolean
is_bounded (SrQueueModel *self)
{
  SrRequestQuery query = make_query (self);

  return sr_request_listing_is_bounded (&query);
}

static SrListingKey
get_key (SrRecord *record,
         gpointer  user_data)
{
  SrRequestQuery query = make_query (user_data);

  return sr_request_listing_get_key (&query, sr_record_get_row (record));
}

/* The objects of the rows that were read. */
static GPtrArray *
adopt (SrQueueModel *self,
       GPtrArray    *rows)
{
  GPtrArray *records = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (records, sr_room_adopt (self->room, g_ptr_array_index (rows, i)));
  /* The room has taken each row. */
  g_ptr_array_set_free_func (rows, NULL);
  g_ptr_array_set_size (rows, 0);

  return records;
}

/* Questions */

/**
 * Asked:
 * @model: for whom; it may be gone when the answer comes
 * @generation: of which query
 * @pieces: (nullable) (element-type SrPiece): which it is about
 * @stamps: (nullable) (element-type guint): what they were when it was asked
 * @all: whatever is read shall be read anew
 *
 * A question under way.
 */
typedef struct
{
  GWeakRef   model;
  guint      generation;
  GPtrArray *pieces;
  GArray    *stamps;
  gboolean   all;
} Asked;

static void
asked_free (Asked *asked)
{
  g_weak_ref_clear (&asked->model);
  g_clear_pointer (&asked->pieces, g_ptr_array_unref);
  g_clear_pointer (&asked->stamps, g_array_unref);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static Asked *
asked_new (SrQueueModel *self)
{
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->model, self);
  asked->generation = self->generation;

  return asked;
}

/* Takes the pieces. */
static Asked *
asked_new_of (SrQueueModel *self,
              GPtrArray    *pieces)
{
  Asked *asked = asked_new (self);

  asked->pieces = pieces;
  asked->stamps = g_array_sized_new (FALSE, FALSE, sizeof (guint), pieces->len);
  for (guint i = 0; i < pieces->len; i++)
    g_array_append_val (asked->stamps, ((SrPiece *) g_ptr_array_index (pieces, i))->stamp);

  return asked;
}

/* Whoever was told of an answer may have asked anew. */
static gboolean
is_late (SrQueueModel *self,
         const Asked  *asked)
{
  return self == NULL || asked->generation != self->generation;
}

/* Whether the answer is about the piece as it is. */
static gboolean
is_about (const Asked *asked,
          guint        index)
{
  const SrPiece *piece = g_ptr_array_index (asked->pieces, index);

  return sr_piece_is_listed (piece) && piece->stamp == g_array_index (asked->stamps, guint, index);
}

static void
refreshed (SrQueueModel *self)
{
  self->is_refreshing = FALSE;
  g_array_set_size (self->asked_news, 0);
  if (self->total >= 0 && self->is_surveyed
      && self->total != sr_paged_rows_get_n_rows (self->rows))
    schedule_recount (self);
  self->total = -1;
  if (self->news->len > 0 || self->wants_all)
    schedule_refresh (self);
  else
    set_loading (self, FALSE);
}

static void
refresh_failed (SrQueueModel *self,
                GError       *error)
{
  set_error (self, error->message);
  self->is_refreshing = FALSE;
  g_array_set_size (self->asked_news, 0);
  /* Whatever came meanwhile is asked for with the next news, or when somebody tries again. */
  set_loading (self, FALSE);
}

/* The head: the first rows, or all of a short list */

/* Where the row after the last one may stand. */
static SrListingKey
get_key_after_last (SrQueueModel *self)
{
  SrRequestQuery query = make_query (self);
  GPtrArray *pieces = sr_paged_rows_get_pieces (self->rows);
  const SrPiece *last = g_ptr_array_index (pieces, pieces->len - 1);
  SrListingKey key = get_key (g_ptr_array_index (last->items, last->n_rows - 1), self);
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
      ask_head (self);
    }
  else
    {
      self->limit = 0;
      if (!is_bounded (self))
        self->next = get_key_after_last (self);
      survey (self);
    }

  return G_SOURCE_REMOVE;
}

static void
schedule_step (SrQueueModel *self,
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
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_list_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) records = NULL;
  gboolean anew;

  if (is_late (self, asked))
    return;

  if (rows == NULL)
    {
      refresh_failed (self, error);
      return;
    }

  set_error (self, NULL);
  if (is_late (self, asked))
    return;

  anew = self->is_anew;
  self->is_anew = FALSE;
  records = adopt (self, rows);
  if (anew)
    sr_paged_rows_set_key (self->rows, is_bounded (self) ? NULL : get_key);
  sr_paged_rows_take_list (self->rows, records, anew);
  if (is_late (self, asked))
    return;

  if (records->len == self->limit)
    schedule_step (self, GROW_MILLISECONDS);
  else
    self->is_surveyed = TRUE;
  refreshed (self);
}

static void
ask_head (SrQueueModel *self)
{
  SrRequestQuery query = make_query (self);

  query.limit = self->limit;
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_array_set_size (self->news, 0);
  self->wants_all = FALSE;
  self->is_refreshing = TRUE;
  set_loading (self, TRUE);
  sr_room_list_async (self->room, &query, self->cancellable, headed_cb, asked_new (self));
}

/* Another query: what was asked before is late, and what is shown stays until the first answer. */
static void
begin (SrQueueModel *self)
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
  self->limit = FIRST_ROWS;
  self->is_anew = TRUE;
  self->is_surveyed = FALSE;
  self->is_refreshing = FALSE;
  self->is_reading = FALSE;
  self->is_recounting = FALSE;
  ask_head (self);
}

/* The survey: how long the list is, and where its pages begin */

static gboolean
is_key_surveyed (SrQueueModel       *self,
                 const SrListingKey *key)
{
  SrRequestQuery query = make_query (self);

  return self->is_surveyed || sr_listing_key_compare (key, &self->next, &query) < 0;
}

static SrPiece *
find_piece_of_key (SrQueueModel       *self,
                   const SrListingKey *key)
{
  SrRequestQuery query = make_query (self);
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
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (SrListingPlaces) places = sr_room_locate_finish (SR_ROOM (object), result, NULL);

  if (is_late (self, asked) || places == NULL || !g_array_index (places->found, gboolean, 0))
    return;

  sr_paged_rows_want (self->rows,
                      find_piece_of_key (self, &g_array_index (places->keys, SrListingKey, 0)));
  schedule_read (self);
}

/* The page of the record that somebody wants to see is read as soon as its place is known. */
static void
seek (SrQueueModel *self)
{
  SrRequestQuery query = make_query (self);
  gint64 sought = self->sought;

  if (sought == 0 || !self->is_surveyed || self->is_anew)
    return;

  self->sought = 0;
  if (self->limit == 0 && sr_paged_rows_find (self->rows, sought, NULL) == G_MAXUINT
      && !is_bounded (self))
    sr_room_locate_async (self->room, &query, &sought, 1, self->cancellable, sought_cb,
                          asked_new (self));
}

static void
surveyed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListingSurvey) answer = sr_room_survey_finish (SR_ROOM (object), result, &error);

  if (is_late (self, asked))
    return;

  if (answer == NULL)
    {
      /* The rows that are known stay; the next refresh goes on from there. */
      set_error (self, error->message);
      return;
    }

  self->is_surveyed = answer->complete;
  self->next = answer->next;
  if (answer->ids != NULL)
    sr_paged_rows_take_ids (self->rows, answer->ids);
  else
    sr_paged_rows_append (self->rows, answer->segments);

  if (is_late (self, asked))
    return;
  if (!self->is_surveyed)
    schedule_step (self, 0);
  seek (self);
}

static void
survey (SrQueueModel *self)
{
  SrRequestQuery query = make_query (self);

  if (is_bounded (self))
    {
      sr_room_survey_async (self->room, &query, NULL, 0, 0, self->cancellable, surveyed_cb,
                            asked_new (self));
      return;
    }

  sr_room_survey_async (self->room, &query, &self->next, 0, SURVEY_MILLISECONDS,
                        self->cancellable, surveyed_cb, asked_new (self));
}

/* Reading where somebody looks */

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
static GArray *
make_stretches (SrQueueModel *self,
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

/* What came of the pieces; an answer about a piece as it was is asked for anew. */
static void
take_stretches (SrQueueModel *self,
                const Asked  *asked,
                GPtrArray    *answers)
{
  for (guint i = 0; i < answers->len && !is_late (self, asked); i++)
    {
      SrPiece *piece = g_ptr_array_index (asked->pieces, i);
      SrListingAnswer *answer = g_ptr_array_index (answers, i);

      if (is_about (asked, i) && answer->rows != NULL)
        {
          g_autoptr (GPtrArray) records = adopt (self, answer->rows);

          sr_paged_rows_take_piece (self->rows, piece, records);
        }
      else if (is_about (asked, i) && piece->items == NULL)
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
reading_is_over (SrQueueModel *self,
                 const Asked  *asked,
                 GError       *error)
{
  self->is_reading = FALSE;
  if (error == NULL)
    {
      set_error (self, NULL);
      return is_late (self, asked);
    }

  /* They are wanted still: by the next look, or when somebody tries again. */
  for (guint i = 0; i < asked->pieces->len; i++)
    {
      if (sr_piece_is_listed (g_ptr_array_index (asked->pieces, i)))
        sr_paged_rows_want (self->rows, g_ptr_array_index (asked->pieces, i));
    }
  set_error (self, error->message);

  return TRUE;
}

static void
rows_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = sr_room_read_stretches_finish (SR_ROOM (object), result, &error);

  if (is_late (self, asked) || reading_is_over (self, asked, error))
    return;

  take_stretches (self, asked, answers);
  if (!is_late (self, asked))
    schedule_read (self);
}

static void
ids_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_read_ids_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) records = NULL;

  if (is_late (self, asked) || reading_is_over (self, asked, error))
    return;

  records = adopt (self, rows);
  sr_paged_rows_take_records (self->rows, records);
  if (!is_late (self, asked))
    schedule_read (self);
}

static gboolean
read_cb (gpointer data)
{
  SrQueueModel *self = data;
  SrRequestQuery query = make_query (self);
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
  if (is_bounded (self))
    {
      g_autoptr (GArray) ids = list_unread_ids (pieces);

      sr_room_read_ids_async (self->room, (const gint64 *) (gpointer) ids->data, ids->len,
                              self->cancellable, ids_read_cb, asked_new_of (self, pieces));
    }
  else
    {
      g_autoptr (GArray) stretches = make_stretches (self, pieces, TRUE);

      sr_room_read_stretches_async (self->room, &query, stretches, self->cancellable,
                                    rows_read_cb, asked_new_of (self, pieces));
    }

  return G_SOURCE_REMOVE;
}

/* After whatever is being drawn has said all that it wants. */
static void
schedule_read (SrQueueModel *self)
{
  if (self->read_id == 0 && !self->is_reading && sr_paged_rows_has_wanted (self->rows))
    self->read_id = g_idle_add_full (G_PRIORITY_DEFAULT, read_cb, self, NULL);
}

/* Refreshing */

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
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_read_ids_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) records = NULL;

  if (is_late (self, asked))
    return;

  if (rows == NULL)
    {
      refresh_failed (self, error);
      return;
    }

  set_error (self, NULL);
  records = adopt (self, rows);
  sr_paged_rows_take_records (self->rows, records);
  if (!is_late (self, asked))
    refreshed (self);
}

static void
ids_listed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListingSurvey) answer = sr_room_survey_finish (SR_ROOM (object), result, &error);
  g_autoptr (GArray) ids = NULL;

  if (is_late (self, asked))
    return;

  if (answer == NULL)
    {
      refresh_failed (self, error);
      return;
    }

  self->is_surveyed = TRUE;
  sr_paged_rows_take_ids (self->rows, answer->ids);
  if (is_late (self, asked))
    return;

  seek (self);
  ids = list_read_news (self, asked->all);
  if (ids->len == 0)
    {
      refreshed (self);
      return;
    }
  sr_room_read_ids_async (self->room, (const gint64 *) (gpointer) ids->data, ids->len,
                          self->cancellable, news_read_cb, asked_new (self));
}

static void
stretches_read_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) answers = sr_room_read_stretches_finish (SR_ROOM (object), result, &error);

  if (is_late (self, asked))
    return;

  if (answers == NULL)
    {
      refresh_failed (self, error);
      return;
    }

  set_error (self, NULL);
  take_stretches (self, asked, answers);
  if (is_late (self, asked))
    return;
  schedule_read (self);
  refreshed (self);
}

/* Takes the pieces. */
static void
read_pieces (SrQueueModel *self,
             GPtrArray    *pieces)
{
  SrRequestQuery query = make_query (self);
  g_autoptr (GArray) stretches = make_stretches (self, pieces, FALSE);

  sr_room_read_stretches_async (self->room, &query, stretches, self->cancellable,
                                stretches_read_cb, asked_new_of (self, pieces));
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
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) counts = sr_room_recount_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) pieces = pieces_new ();

  if (is_late (self, asked))
    return;

  self->is_recounting = FALSE;
  self->recount_from = g_get_monotonic_time ()
                       + (g_get_monotonic_time () - self->recount_began) * (RECOUNT_SHARE - 1);
  if (counts == NULL)
    {
      refresh_failed (self, error);
      return;
    }

  for (guint i = 0; i < counts->len && !is_late (self, asked); i++)
    {
      SrPiece *piece = g_ptr_array_index (asked->pieces, i);
      guint n_rows = g_array_index (counts, guint, i);

      if (!is_about (asked, i) || (piece->n_rows == n_rows && !asked->all))
        continue;
      if (piece->items != NULL)
        add_piece (pieces, piece);
      else
        sr_paged_rows_take_count (self->rows, piece, n_rows);
    }
  if (is_late (self, asked))
    return;

  if (asked->all && pieces->len > 0)
    {
      read_pieces (self, g_steal_pointer (&pieces));
      return;
    }
  for (guint i = 0; i < pieces->len; i++)
    sr_paged_rows_want (self->rows, g_ptr_array_index (pieces, i));
  schedule_read (self);
  if (asked->all)
    refreshed (self);
}

static void
recount (SrQueueModel *self,
         gboolean      all)
{
  SrRequestQuery query = make_query (self);
  GPtrArray *listed = sr_paged_rows_get_pieces (self->rows);
  g_autoptr (GArray) keys = g_array_sized_new (FALSE, FALSE, sizeof (SrListingKey), listed->len);
  GPtrArray *pieces = pieces_new ();
  Asked *asked;

  for (guint i = 0; i < listed->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (listed, i);

      g_array_append_val (keys, piece->first);
      g_ptr_array_add (pieces, sr_piece_ref (piece));
    }

  self->is_recounting = TRUE;
  self->recount_began = g_get_monotonic_time ();
  asked = asked_new_of (self, pieces);
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

static void
schedule_recount (SrQueueModel *self)
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
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListingPlaces) places = sr_room_locate_finish (SR_ROOM (object), result, &error);
  g_autoptr (GPtrArray) pieces = NULL;
  gboolean is_sure = TRUE;

  if (is_late (self, asked))
    return;

  if (places == NULL)
    {
      refresh_failed (self, error);
      return;
    }

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
      if (is_found && is_key_surveyed (self, key))
        add_piece (pieces, find_piece_of_key (self, key));
      if (is_found)
        g_hash_table_remove (self->gone, id);
      else
        g_hash_table_add (self->gone, g_memdup2 (id, sizeof *id));
    }

  if (!is_sure)
    schedule_recount (self);
  self->total = places->total;
  if (pieces->len > 0)
    read_pieces (self, g_steal_pointer (&pieces));
  else
    refreshed (self);
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
    schedule_step (self, 0);
  for (guint i = 0; i < sr_paged_rows_get_pieces (self->rows)->len; i++)
    {
      SrPiece *piece = g_ptr_array_index (sr_paged_rows_get_pieces (self->rows), i);

      if (piece->items != NULL)
        sr_paged_rows_want (self->rows, piece);
    }
  schedule_read (self);
  refreshed (self);
}

static gboolean
refresh_cb (gpointer data)
{
  SrQueueModel *self = data;
  SrRequestQuery query = make_query (self);
  gboolean all;
  Asked *asked;

  self->refresh_id = 0;
  if (self->is_refreshing || self->room == NULL)
    return G_SOURCE_REMOVE;

  if (self->limit > 0)
    {
      ask_head (self);
      return G_SOURCE_REMOVE;
    }

  all = self->wants_all || self->news->len > MAX_NEWS;
  self->wants_all = FALSE;
  self->is_refreshing = TRUE;
  g_array_append_vals (self->asked_news, self->news->data, self->news->len);
  g_array_set_size (self->news, 0);
  if (is_bounded (self))
    {
      asked = asked_new (self);
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
                            asked_new (self));
    }

  return G_SOURCE_REMOVE;
}

/* What is told in one turn is asked for together. */
static void
schedule_refresh (SrQueueModel *self)
{
  set_loading (self, TRUE);
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

static void
room_changed_cb (SrQueueModel *self,
                 const char   *kind,
                 gint64        record)
{
  if (g_str_equal (kind, sr_request_kind.name))
    {
      add_news (self, record);
      schedule_refresh (self);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      if (!g_str_equal (kind, shown[i].kind->name))
        continue;
      add_referring (self, shown[i].field, record);
      /* A name may be what is searched for, or what comes first. */
      if (self->news->len > 0 || self->limit > 0 || is_bounded (self))
        schedule_refresh (self);
    }
}

static void
room_minute_cb (SrQueueModel *self)
{
  if (sr_queue_view_depends_on_time (self->view))
    schedule_refresh (self);
}

static gpointer
sr_queue_model_get_item (GListModel *model,
                         guint       position)
{
  SrQueueModel *self = SR_QUEUE_MODEL (model);
  SrRecord *record;

  if (position >= sr_paged_rows_get_n_rows (self->rows))
    return NULL;

  record = g_object_ref (sr_paged_rows_get (self->rows, position));
  schedule_read (self);

  return record;
}

static GType
sr_queue_model_get_item_type (GListModel *model)
{
  return sr_record_kind_get_type (&sr_request_kind);
}

static guint
sr_queue_model_get_n_items (GListModel *model)
{
  return sr_paged_rows_get_n_rows (SR_QUEUE_MODEL (model)->rows);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = sr_queue_model_get_item;
  iface->get_item_type = sr_queue_model_get_item_type;
  iface->get_n_items = sr_queue_model_get_n_items;
}

static void
sr_queue_model_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SrQueueModel *self = SR_QUEUE_MODEL (object);

  switch (id)
    {
    case PROP_ROOM:
      g_value_set_object (value, self->room);
      break;
    case PROP_VIEW:
      g_value_set_int (value, self->view);
      break;
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, sr_paged_rows_get_n_rows (self->rows));
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_queue_model_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SrQueueModel *self = SR_QUEUE_MODEL (object);

  switch (id)
    {
    case PROP_ROOM:
      self->room = g_value_dup_object (value);
      break;
    case PROP_VIEW:
      sr_queue_model_set_view (self, g_value_get_int (value));
      break;
    case PROP_SEARCH:
      sr_queue_model_set_search (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_queue_model_constructed (GObject *object)
{
  SrQueueModel *self = SR_QUEUE_MODEL (object);

  G_OBJECT_CLASS (sr_queue_model_parent_class)->constructed (object);

  g_signal_connect_object (self->room, "changed", G_CALLBACK (room_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->room, "minute", G_CALLBACK (room_minute_cb), self,
                           G_CONNECT_SWAPPED);
  begin (self);
}

static void
sr_queue_model_dispose (GObject *object)
{
  SrQueueModel *self = SR_QUEUE_MODEL (object);

  self->generation++;
  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->recount_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_queue_model_parent_class)->dispose (object);
}

static void
sr_queue_model_finalize (GObject *object)
{
  SrQueueModel *self = SR_QUEUE_MODEL (object);

  sr_paged_rows_free (self->rows);
  g_array_unref (self->news);
  g_array_unref (self->asked_news);
  g_hash_table_unref (self->gone);
  g_clear_pointer (&self->filter, sr_request_filter_free);
  g_free (self->search);
  g_free (self->error);

  G_OBJECT_CLASS (sr_queue_model_parent_class)->finalize (object);
}

static void
sr_queue_model_class_init (SrQueueModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sr_queue_model_get_property;
  object_class->set_property = sr_queue_model_set_property;
  object_class->constructed = sr_queue_model_constructed;
  object_class->dispose = sr_queue_model_dispose;
  object_class->finalize = sr_queue_model_finalize;

  properties[PROP_ROOM] =
    g_param_spec_object ("room", NULL, NULL, SR_TYPE_ROOM,
                         (G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | flags));
  properties[PROP_VIEW] =
    g_param_spec_int ("view", NULL, NULL, 0, SR_N_QUEUE_VIEWS - 1, SR_QUEUE_OPEN,
                      (G_PARAM_READWRITE | flags));
  properties[PROP_SEARCH] =
    g_param_spec_string ("search", NULL, NULL, NULL, (G_PARAM_READWRITE | flags));
  properties[PROP_N_ITEMS] =
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, (G_PARAM_READABLE | flags));
  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE, (G_PARAM_READABLE | flags));
  properties[PROP_ERROR] =
    g_param_spec_string ("error", NULL, NULL, NULL, (G_PARAM_READABLE | flags));
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_queue_model_init (SrQueueModel *self)
{
  self->rows = sr_paged_rows_new (spliced_cb, self);
  self->news = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->asked_news = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->total = -1;
}

/**
 * sr_queue_model_new:
 * @room: an open room
 *
 * Returns: (transfer full): a model of the open requests, loading
 */
SrQueueModel *
sr_queue_model_new (SrRoom *room)
{
  g_return_val_if_fail (SR_IS_ROOM (room), NULL);

  return g_object_new (SR_TYPE_QUEUE_MODEL, "room", room, NULL);
}

/**
 * sr_queue_model_get_view:
 *
 * Returns: which requests are listed
 */
SrQueueView
sr_queue_model_get_view (SrQueueModel *self)
{
  g_return_val_if_fail (SR_IS_QUEUE_MODEL (self), SR_QUEUE_OPEN);

  return self->view;
}

/**
 * sr_queue_model_set_view:
 * @view: which requests shall be listed
 */
void
sr_queue_model_set_view (SrQueueModel *self,
                         SrQueueView   view)
{
  g_return_if_fail (SR_IS_QUEUE_MODEL (self));

  if (self->view == view)
    return;

  self->view = view;
  begin (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

/**
 * sr_queue_model_get_search:
 *
 * Returns: (transfer none) (nullable): the words that all must be there
 */
const char *
sr_queue_model_get_search (SrQueueModel *self)
{
  g_return_val_if_fail (SR_IS_QUEUE_MODEL (self), NULL);

  return self->search;
}

/**
 * sr_queue_model_set_search:
 * @search: (nullable): words that all must be in number, customer, phone or subject; empty is none
 */
void
sr_queue_model_set_search (SrQueueModel *self,
                           const char   *search)
{
  g_return_if_fail (SR_IS_QUEUE_MODEL (self));

  if (search != NULL && *search == '\0')
    search = NULL;

  if (g_strcmp0 (self->search, search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  begin (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

/**
 * sr_queue_model_get_filter:
 *
 * Returns: (transfer none) (nullable): what must hold beside the view
 */
const SrRequestFilter *
sr_queue_model_get_filter (SrQueueModel *self)
{
  g_return_val_if_fail (SR_IS_QUEUE_MODEL (self), NULL);

  return self->filter;
}

/**
 * sr_queue_model_set_filter:
 * @filter: (nullable): what must hold beside the view; copied. An empty one is none
 */
void
sr_queue_model_set_filter (SrQueueModel          *self,
                           const SrRequestFilter *filter)
{
  g_return_if_fail (SR_IS_QUEUE_MODEL (self));

  if (sr_request_filter_equal (self->filter, filter))
    return;

  sr_request_filter_free (self->filter);
  self->filter = sr_request_filter_is_empty (filter) ? NULL : sr_request_filter_copy (filter);
  begin (self);
}

/**
 * sr_queue_model_set_order:
 * @order: what comes first; the own order of the view where it does not have this one
 * @descending: the other way round
 *
 * The order stays when the view changes.
 */
void
sr_queue_model_set_order (SrQueueModel *self,
                          SrQueueOrder  order,
                          gboolean      descending)
{
  g_return_if_fail (SR_IS_QUEUE_MODEL (self));
  g_return_if_fail (order < SR_N_QUEUE_ORDERS);

  if (self->order == order && self->descending == !!descending)
    return;

  self->order = order;
  self->descending = !!descending;
  begin (self);
}

/**
 * sr_queue_model_reload:
 *
 * Reads the view again; while a question is under way, once more after it.
 */
void
sr_queue_model_reload (SrQueueModel *self)
{
  g_return_if_fail (SR_IS_QUEUE_MODEL (self));

  self->wants_all = TRUE;
  schedule_refresh (self);
}

/**
 * sr_queue_model_find:
 * @request: the id of a request
 *
 * Returns: its position, %G_MAXUINT if it is not among the rows whose ids are known; see
 *   sr_queue_model_seek() and sr_queue_model_is_gone()
 */
guint
sr_queue_model_find (SrQueueModel *self,
                     gint64        request)
{
  g_return_val_if_fail (SR_IS_QUEUE_MODEL (self), G_MAXUINT);

  return sr_paged_rows_find (self->rows, request, NULL);
}

/**
 * sr_queue_model_seek:
 * @request: the id of a request, 0 for none
 *
 * Reads the page of the request as soon as its place is known, if the list has it: then the items
 * change, and sr_queue_model_find() finds it. One at a time; another query ends it.
 */
void
sr_queue_model_seek (SrQueueModel *self,
                     gint64        request)
{
  g_return_if_fail (SR_IS_QUEUE_MODEL (self));

  self->sought = request;
  seek (self);
}

/**
 * sr_queue_model_is_gone:
 * @request: the id of a request
 *
 * Returns: %TRUE if it is known that the list does not hold it
 */
gboolean
sr_queue_model_is_gone (SrQueueModel *self,
                        gint64        request)
{
  g_return_val_if_fail (SR_IS_QUEUE_MODEL (self), FALSE);

  if (self->is_anew || sr_paged_rows_find (self->rows, request, NULL) != G_MAXUINT)
    return FALSE;
  if (self->limit == 0 && !is_bounded (self))
    return g_hash_table_contains (self->gone, &request);

  return self->is_surveyed;
}
