/* What a list model says of its changes, applied to a plain array.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ChangeLog:
 * @items: (element-type GObject): what the model must hold by what it said
 * @n_changes: how often it said something
 * @position: where the last change was
 * @removed: how many items it took away
 * @added: how many it brought
 *
 * The test fails as soon as the model holds anything else than what it said.
 */
typedef struct
{
  GListModel *model;
  GPtrArray  *items;
  guint       n_changes;
  guint       position;
  guint       removed;
  guint       added;
} ChangeLog;

ChangeLog *change_log_new   (GListModel *model);
void       change_log_free  (ChangeLog  *self);
/* Forgets how often and where; keeps the items. */
void       change_log_reset (ChangeLog  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChangeLog, change_log_free)

G_END_DECLS
