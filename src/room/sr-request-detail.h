/* All about one request, read at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-configuration.h"
#include "room/sr-gate.h"
#include "storage/service/sr-relation-table.h"
#include "storage/service/sr-request-table.h"

G_BEGIN_DECLS

/**
 * SrRequestDetail:
 * @request: the request with its labels
 * @customer: the customer (kind customer)
 * @children: contacts, notes, hand-offs, clocks, stretches, attachments, followers, snoozes, steps
 *   that were done, reviews, links (SrRow); and of the requests that were merged into it, what was said, noted and attached, and
 *   who follows them
 * @events: its events in order (SrRow); those of requests merged into it, too
 * @customer_open: how many requests of the customer are open
 * @customer_recent: how many were received in the last 90 days
 * @situation: what the rules would be asked; for the buttons
 * @relations: what it has to do with other requests (SrRelation), in the order of SrRelationHow
 * @followers: the names of those who follow it or one that was merged into it, in their order (utf8)
 * @follows: who looks follows it
 * @snoozed_until: who looks has put it aside until then; 0 if not
 */
typedef struct
{
  SrListedRow       *request;
  SrRow             *customer;
  GPtrArray         *children;
  GPtrArray         *events;
  guint              customer_open;
  guint              customer_recent;
  SrConfiguration   *configuration;
  SrSituationHolder *situation;
  GPtrArray         *relations;
  GPtrArray         *followers;
  gboolean           follows;
  gint64             snoozed_until;

  /*< private >*/
  GPtrArray         *merged_children;
} SrRequestDetail;

/* NULL with SR_DOMAIN_ERROR_NOT_FOUND if there is none. */
SrRequestDetail *sr_request_detail_load (SrConnection     *connection,
                                         SrConfiguration  *configuration,
                                         const SrRow      *staff,
                                         gint64            request,
                                         gint64            now,
                                         GError          **error);
void             sr_request_detail_free (SrRequestDetail  *self);
/* The clock of @kind in the present cycle, NULL if there is none; if there are several, one that is not
 * over before one that is, one with an outcome before one that was cancelled, then the newest. */
const SrRow     *sr_request_detail_get_clock (SrRequestDetail *self,
                                              const char      *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrRequestDetail, sr_request_detail_free)

G_END_DECLS
