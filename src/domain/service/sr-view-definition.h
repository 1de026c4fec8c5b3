/* What a saved view shows: a view of the queue, a filter on it, its order and its columns.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/service/sr-request-filter.h"

G_BEGIN_DECLS

/**
 * SrViewDefinition:
 * @view: (nullable): the view of the queue that it begins with, "open"; %NULL for that one
 * @order: (nullable): the column that it is sorted by, "priority"; with "-" before it the other way
 *   round; %NULL for the own order of the view
 * @columns: (nullable): the columns from first to last; %NULL for those of the person
 * @filter: what must hold beside
 *
 * The text of a saved view is one JSON object: the members of a filter, and these.
 */
typedef struct
{
  char             *view;
  char             *order;
  GStrv             columns;
  SrRequestFilter  *filter;
} SrViewDefinition;

SrViewDefinition *sr_view_definition_new       (void);
void              sr_view_definition_free      (SrViewDefinition        *self);
/* (transfer full): on one line */
char             *sr_view_definition_to_json   (const SrViewDefinition  *self);
/* NULL with SR_DOMAIN_ERROR_INVALID that names the member. */
SrViewDefinition *sr_view_definition_from_json (const char              *json,
                                                GError                 **error);

/* Whether a saved view is for a person. */
gboolean          sr_saved_view_is_seen_by     (const SrRow             *view,
                                                const SrRow             *staff);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrViewDefinition, sr_view_definition_free)

G_END_DECLS
