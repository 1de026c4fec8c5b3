/* The history of a request, newest first.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-timeline-model"

#include "config.h"

#include "models/sr-timeline-item.h"
#include "models/sr-timeline-model.h"

/**
 * SrTimelineModel:
 *
 * One item an event. The items of a detail are made at once: a request has tens of events, not
 * thousands. An event that had an item before keeps it, so that a new step is one insertion.
 * Main thread only.
 */
struct _SrTimelineModel
{
  GObject    parent_instance;

  GPtrArray *all;       /* owned; SrTimelineItem, newest first */
  GPtrArray *shown;     /* owned; those that the filter lets through */
  char      *category;  /* owned; nullable */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SrTimelineModel, sr_timeline_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
show (SrTimelineModel *self)
{
  g_autoptr (GPtrArray) old = self->shown;
  guint shorter;
  guint tail = 0;

  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->all->len; i++)
    {
      SrTimelineItem *item = g_ptr_array_index (self->all, i);

      if (self->category == NULL ||
          g_str_equal (sr_timeline_item_get_category (item), self->category))
        g_ptr_array_add (self->shown, g_object_ref (item));
    }

  /* What is new stands at the top. */
  shorter = MIN (old->len, self->shown->len);
  while (tail < shorter && g_ptr_array_index (old, old->len - 1 - tail) ==
                             g_ptr_array_index (self->shown, self->shown->len - 1 - tail))
    tail++;

  if (old->len - tail > 0 || self->shown->len - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, old->len - tail, self->shown->len - tail);
}

static gpointer
sr_timeline_model_get_item (GListModel *model,
                            guint       position)
{
  SrTimelineModel *self = SR_TIMELINE_MODEL (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static GType
sr_timeline_model_get_item_type (GListModel *model)
{
  return SR_TYPE_TIMELINE_ITEM;
}

static guint
sr_timeline_model_get_n_items (GListModel *model)
{
  return SR_TIMELINE_MODEL (model)->shown->len;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = sr_timeline_model_get_item;
  iface->get_item_type = sr_timeline_model_get_item_type;
  iface->get_n_items = sr_timeline_model_get_n_items;
}

static void
sr_timeline_model_finalize (GObject *object)
{
  SrTimelineModel *self = SR_TIMELINE_MODEL (object);

  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->shown);
  g_free (self->category);

  G_OBJECT_CLASS (sr_timeline_model_parent_class)->finalize (object);
}

static void
sr_timeline_model_class_init (SrTimelineModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sr_timeline_model_finalize;
}

static void
sr_timeline_model_init (SrTimelineModel *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * sr_timeline_model_new:
 *
 * Returns: (transfer full): an empty model
 */
SrTimelineModel *
sr_timeline_model_new (void)
{
  return g_object_new (SR_TYPE_TIMELINE_MODEL, NULL);
}

/**
 * sr_timeline_model_set_detail:
 * @detail: (nullable): all about a request; used during the call only. %NULL empties the model
 * @now: seconds in UTC, for "today" and "yesterday"
 */
void
sr_timeline_model_set_detail (SrTimelineModel *self,
                              SrRequestDetail *detail,
                              gint64           now)
{
  g_autoptr (GPtrArray) old = self->all;
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_return_if_fail (SR_IS_TIMELINE_MODEL (self));

  for (guint i = 0; i < old->len; i++)
    {
      SrTimelineItem *item = g_ptr_array_index (old, i);

      g_hash_table_insert (known, sr_timeline_item_get_sequence (item), item);
    }

  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = detail != NULL ? detail->events->len : 0; i > 0; i--)
    {
      const SrRow *event = g_ptr_array_index (detail->events, i - 1);
      gint64 sequence = sr_row_get_id (event);
      SrTimelineItem *item = g_hash_table_lookup (known, &sequence);

      if (item != NULL)
        sr_timeline_item_set_detail (g_object_ref (item), detail);
      else
        item = sr_timeline_item_new (event, detail);
      sr_timeline_item_set_now (item, now);
      g_ptr_array_add (self->all, item);
    }

  show (self);
}

/**
 * sr_timeline_model_set_filter:
 * @category: (nullable): "contact" or "note" for only those, %NULL for all
 */
void
sr_timeline_model_set_filter (SrTimelineModel *self,
                              const char      *category)
{
  g_return_if_fail (SR_IS_TIMELINE_MODEL (self));

  if (g_strcmp0 (self->category, category) == 0)
    return;

  g_free (self->category);
  self->category = g_strdup (category);
  show (self);
}
