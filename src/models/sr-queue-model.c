/* The requests of a view, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-model"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-queue-model-private.h"

/**
 * SrQueueModel:
 *
 * The chain:
 *
 *   the query -> head: 24, 48, 96, 192, 256 rows as they come -> if there are more: a survey
 *   -> pieces (SrPagedRows) -> a page is read where somebody looks -> one object a record (room): the
 *   one that stood there already, without an id, unless the room has another
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

enum
{
  READ,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrQueueModel, sr_queue_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

void
_sr_queue_set_loading (SrQueueModel *self,
                       gboolean      loading)
{
  if (self->loading == !!loading)
    return;

  self->loading = !!loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

void
_sr_queue_set_error (SrQueueModel *self,
                     const char   *message)
{
  if (g_strcmp0 (self->error, message) == 0)
    return;

  g_free (self->error);
  self->error = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

void
_sr_queue_tell_read (SrQueueModel *self)
{
  g_signal_emit (self, signals[READ], 0);
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
SrRequestQuery
_sr_queue_make_query (SrQueueModel *self)
{
  SrRequestQuery query = { 0 };

  query.view = self->view;
  query.search = self->search;
  query.filter = self->filter;
  query.order = self->order;
  query.descending = self->descending;

  return query;
}

gboolean
_sr_queue_is_bounded (SrQueueModel *self)
{
  SrRequestQuery query = _sr_queue_make_query (self);

  return sr_request_listing_is_bounded (&query);
}

SrListingKey
_sr_queue_get_key (SrRecord *record,
                   gpointer  user_data)
{
  SrRequestQuery query = _sr_queue_make_query (user_data);

  return sr_request_listing_get_key (&query, sr_record_get_row (record));
}

/* The objects of the rows that were read; @empty (nullable) has as many, what was seen in the place of
 * each, or %NULL. */
GPtrArray *
_sr_queue_adopt (SrQueueModel *self,
                 GPtrArray    *rows,
                 GPtrArray    *empty)
{
  GPtrArray *records = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (records,
                     sr_room_adopt (self->room, g_ptr_array_index (rows, i),
                                    empty != NULL ? g_ptr_array_index (empty, i) : NULL));
  /* The room has taken each row. */
  g_ptr_array_set_free_func (rows, NULL);
  g_ptr_array_set_size (rows, 0);

  return records;
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
  _sr_queue_schedule_read (self);

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

  g_signal_connect_object (self->room, "changed", G_CALLBACK (_sr_queue_room_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->room, "minute", G_CALLBACK (_sr_queue_room_minute), self,
                           G_CONNECT_SWAPPED);
  _sr_queue_begin (self);
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

  /**
   * SrQueueModel::read:
   *
   * Rows that were known to be there were read. Where somebody had looked, the items are the same and
   * have told what they are.
   */
  signals[READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
sr_queue_model_init (SrQueueModel *self)
{
  self->rows = sr_paged_rows_new (spliced_cb, self);
  self->news = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->asked_news = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->view = SR_QUEUE_OPEN;
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
  _sr_queue_begin (self);
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
  _sr_queue_begin (self);
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
  _sr_queue_begin (self);
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
  _sr_queue_begin (self);
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
  _sr_queue_schedule_refresh (self);
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
 * Reads the page of the request as soon as its place is known, if the list has it: then
 * [signal@Sr.QueueModel::read] tells so, and sr_queue_model_find() finds it. One at a time; another query
 * ends it.
 */
void
sr_queue_model_seek (SrQueueModel *self,
                     gint64        request)
{
  g_return_if_fail (SR_IS_QUEUE_MODEL (self));

  self->sought = request;
  _sr_queue_seek (self);
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
  if (self->limit == 0 && !_sr_queue_is_bounded (self))
    return g_hash_table_contains (self->gone, &request);

  return self->is_surveyed;
}
