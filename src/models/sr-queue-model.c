/* The requests of a view, as a list.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-queue-model"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-queue-model.h"

/* A window of rows comes first, so that it stands there at once; the rest comes while people look at
 * it, each time twice as much, so that no step is long. It waits for whatever is to be drawn. */
#define FIRST_ROWS 30
#define GROW_MILLISECONDS 150

/**
 * SrQueueModel:
 *
 * The chain:
 *
 *   room "changed" -> reload (coalesced) -> SQL on a reader -> rows -> one object a record (room)
 *   -> the common beginning and end stay -> one items-changed for the middle
 *
 * The overdue ones are read anew each minute, too.
 *
 * Main thread only.
 */
struct _SrQueueModel
{
  GObject       parent_instance;

  /* Owned references */
  SrRoom       *room;
  GPtrArray    *items;       /* SrRecord */
  GCancellable *cancellable;
  char         *search;
  char         *error;
  SrRequestFilter *filter;   /* NULL for none */

  /* State */
  SrQueueView   view;
  SrQueueOrder  order;
  gboolean      descending;
  guint         limit;       /* at most so many rows for now */
  guint         grow_id;
  guint         generation;  /* of the question; an answer to an older one is dropped */
  guint         loading : 1;
  guint         wanted : 1;  /* something changed while a question was under way */
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

static void ask (SrQueueModel *self);

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

/* Takes the new items; tells the least that changed. */
static void
take_items (SrQueueModel *self,
            GPtrArray    *items)
{
  g_autoptr (GPtrArray) old = self->items;
  guint shorter = MIN (old->len, items->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter &&
         g_ptr_array_index (old, head) == g_ptr_array_index (items, head))
    head++;
  while (tail < shorter - head &&
         g_ptr_array_index (old, old->len - 1 - tail) ==
         g_ptr_array_index (items, items->len - 1 - tail))
    tail++;

  self->items = items;

  if (old->len - head - tail > 0 || items->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                items->len - head - tail);
  if (old->len != items->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/**
 * Asked:
 * @model: for whom; it may be gone when the answer comes
 * @generation: which of its questions it is
 *
 * A question under way.
 */
typedef struct
{
  GWeakRef model;
  guint    generation;
} Asked;

static void
asked_free (Asked *asked)
{
  g_weak_ref_clear (&asked->model);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* Whoever was told of an answer may have asked anew. */
static gboolean
is_late (SrQueueModel *self,
         const Asked  *asked)
{
  return self == NULL || asked->generation != self->generation;
}

static gboolean
grow_cb (gpointer data)
{
  SrQueueModel *self = data;

  self->grow_id = 0;
  self->limit *= 2;
  ask (self);

  return G_SOURCE_REMOVE;
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (SrQueueModel) self = g_weak_ref_get (&asked->model);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sr_room_list_finish (SR_ROOM (object), result, &error);
  GPtrArray *items;

  if (is_late (self, asked))
    return;

  g_clear_object (&self->cancellable);
  set_error (self, rows != NULL ? NULL : error->message);

  if (rows != NULL && !is_late (self, asked))
    {
      items = g_ptr_array_new_full (rows->len, g_object_unref);
      for (guint i = 0; i < rows->len; i++)
        g_ptr_array_add (items, sr_room_adopt (self->room, g_ptr_array_index (rows, i)));
      /* The room has taken each row. */
      g_ptr_array_set_free_func (rows, NULL);

      take_items (self, items);
    }

  if (is_late (self, asked))
    return;

  set_loading (self, FALSE);
  if (self->wanted)
    sr_queue_model_reload (self);
  else if (rows != NULL && rows->len == self->limit && !is_late (self, asked))
    self->grow_id = g_timeout_add_full (G_PRIORITY_LOW, GROW_MILLISECONDS, grow_cb, self, NULL);
}

static void
ask (SrQueueModel *self)
{
  SrRequestQuery query = { 0 };
  Asked *asked;

  if (self->room == NULL)
    return;

  query.view = self->view;
  query.search = self->search;
  query.filter = self->filter;
  query.order = self->order;
  query.descending = self->descending;
  query.limit = self->limit;

  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->generation++;
  self->wanted = FALSE;

  asked = g_new0 (Asked, 1);
  g_weak_ref_init (&asked->model, self);
  asked->generation = self->generation;
  set_loading (self, TRUE);
  sr_room_list_async (self->room, &query, self->cancellable, listed_cb, asked);
}

static void
room_changed_cb (SrQueueModel *self,
                 const char   *kind,
                 gint64        record)
{
  sr_queue_model_reload (self);
}

/* Time alone makes a request overdue. */
static void
room_minute_cb (SrQueueModel *self)
{
  if (self->view == SR_QUEUE_OVERDUE)
    sr_queue_model_reload (self);
}

static gpointer
sr_queue_model_get_item (GListModel *model,
                         guint       position)
{
  SrQueueModel *self = SR_QUEUE_MODEL (model);

  if (position >= self->items->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->items, position));
}

static GType
sr_queue_model_get_item_type (GListModel *model)
{
  return sr_record_kind_get_type (&sr_request_kind);
}

static guint
sr_queue_model_get_n_items (GListModel *model)
{
  return SR_QUEUE_MODEL (model)->items->len;
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
      g_value_set_uint (value, self->items->len);
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
  ask (self);
}

static void
sr_queue_model_dispose (GObject *object)
{
  SrQueueModel *self = SR_QUEUE_MODEL (object);

  self->generation++;
  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_queue_model_parent_class)->dispose (object);
}

static void
sr_queue_model_finalize (GObject *object)
{
  SrQueueModel *self = SR_QUEUE_MODEL (object);

  g_ptr_array_unref (self->items);
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
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->limit = FIRST_ROWS;
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
  self->limit = FIRST_ROWS;
  ask (self);
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
  self->limit = FIRST_ROWS;
  ask (self);
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
  self->limit = FIRST_ROWS;
  ask (self);
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
  self->limit = FIRST_ROWS;
  ask (self);
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

  if (self->loading)
    self->wanted = TRUE;
  else
    ask (self);
}

/**
 * sr_queue_model_find:
 * @request: the id of a request
 *
 * Returns: its position, %G_MAXUINT if it is not among the rows
 */
guint
sr_queue_model_find (SrQueueModel *self,
                     gint64        request)
{
  g_return_val_if_fail (SR_IS_QUEUE_MODEL (self), G_MAXUINT);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (sr_record_get_id (g_ptr_array_index (self->items, i)) == request)
        return i;
    }

  return G_MAXUINT;
}
