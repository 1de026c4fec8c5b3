/* What a list model says of its changes, applied to a plain array.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "change-log.h"

static void
assert_same (ChangeLog *self)
{
  g_assert_cmpuint (g_list_model_get_n_items (self->model), ==, self->items->len);

  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == g_ptr_array_index (self->items, i));
    }

  g_assert_null (g_list_model_get_item (self->model, self->items->len));
}

static void
items_changed_cb (ChangeLog *self,
                  guint      position,
                  guint      removed,
                  guint      added)
{
  g_assert_cmpuint (position + removed, <=, self->items->len);

  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->items, (int) (position + i),
                        g_list_model_get_item (self->model, position + i));

  self->n_changes++;
  self->position = position;
  self->removed = removed;
  self->added = added;
  assert_same (self);
}

ChangeLog *
change_log_new (GListModel *model)
{
  ChangeLog *self = g_new0 (ChangeLog, 1);

  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->items, g_list_model_get_item (model, i));
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  assert_same (self);

  return self;
}

void
change_log_free (ChangeLog *self)
{
  assert_same (self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_ptr_array_unref (self->items);
  g_object_unref (self->model);
  g_free (self);
}

void
change_log_reset (ChangeLog *self)
{
  self->n_changes = 0;
  self->position = 0;
  self->removed = 0;
  self->added = 0;
}
