/* What a request has to do with others.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrRelationHow:
 * @SR_RELATION_LINK: linked with, the link was made here and can be removed here
 * @SR_RELATION_LINKED: linked with, the link was made at the other end
 * @SR_RELATION_PARENT: a part of
 * @SR_RELATION_PART: has as a part
 * @SR_RELATION_SPLIT_FROM: split from
 * @SR_RELATION_SPLIT_INTO: was split, and this came of it
 * @SR_RELATION_REPEATS: the same of the same customer, a few working days ago
 * @SR_RELATION_FOLLOWS: follows
 * @SR_RELATION_DUPLICATE_OF: is a duplicate of, or merged into
 * @SR_RELATION_MERGED: has taken in, at whatever depth
 *
 * In the order in which they are told.
 */
typedef enum
{
  SR_RELATION_LINK,
  SR_RELATION_LINKED,
  SR_RELATION_PARENT,
  SR_RELATION_PART,
  SR_RELATION_SPLIT_FROM,
  SR_RELATION_SPLIT_INTO,
  SR_RELATION_REPEATS,
  SR_RELATION_FOLLOWS,
  SR_RELATION_DUPLICATE_OF,
  SR_RELATION_MERGED
} SrRelationHow;

/**
 * SrRelation:
 * @how: seen from the request that was asked about
 * @kind: (nullable): of a link, as in sr_link_kinds; as it was said at the end that it was made at
 * @request: the other one
 * @number: its number
 * @title: its subject
 * @state: its state
 */
typedef struct
{
  SrRelationHow  how;
  char          *kind;
  gint64         request;
  char          *number;
  char          *title;
  char          *state;
} SrRelation;

void       sr_relation_free                (SrRelation    *self);

/* (element-type SrRelation) */
GPtrArray *sr_relation_table_load          (SrConnection  *connection,
                                            gint64         request,
                                            GError       **error);
/* The links at either end; (element-type SrRow). */
GPtrArray *sr_relation_table_load_links    (SrConnection  *connection,
                                            gint64         request,
                                            GError       **error);
/* Is @part, at whatever depth, a part of @whole? A request is no part of itself. */
gboolean   sr_relation_table_is_part       (SrConnection  *connection,
                                            gint64         part,
                                            gint64         whole,
                                            gboolean      *out_is_part,
                                            GError       **error);
/* How many open parts each of the requests has (id to guint); those without any are left out. */
GHashTable *sr_relation_table_count_open_parts (SrConnection  *connection,
                                                const gint64  *requests,
                                                guint          n_requests,
                                                GError       **error);
/* The last request of the customer and the type that was received from @from to @to, NULL without
 * error if there is none; void and merged ones do not count. */
SrRow     *sr_relation_table_find_earlier  (SrConnection  *connection,
                                            gint64         customer,
                                            gint64         type,
                                            gint64         from,
                                            gint64         to,
                                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrRelation, sr_relation_free)

G_END_DECLS
