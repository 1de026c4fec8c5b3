/* All SQL about requests.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/service/sr-request-filter.h"
#include "domain/service/sr-share.h"
#include "storage/service/sr-listed-row.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SR_QUEUE_TODAY,       /* what falls to the person and is due today or before, by consequence */
  SR_QUEUE_OPEN,        /* every open or paused request, what is due first */
  SR_QUEUE_MINE,        /* open, owned by the person */
  SR_QUEUE_UNASSIGNED,  /* open, without an owner */
  SR_QUEUE_WAITING,     /* paused */
  SR_QUEUE_PROMISED,    /* open, promised for today or before */
  SR_QUEUE_OVERDUE,     /* open, a running clock past its due instant */
  SR_QUEUE_RESOLVED,    /* resolved or in follow-up, the newest first */
  SR_QUEUE_CLOSED,      /* closed, cancelled, duplicate, voided, the newest first */
  SR_QUEUE_SNOOZED,     /* what the person put aside */
  SR_QUEUE_FOLLOWED,    /* what the person follows, until it is closed */
  SR_QUEUE_ALL,         /* every one, by number */
  SR_N_QUEUE_VIEWS
} SrQueueView;

/* What is counted: the views, and then the ones of today that are overdue. */
#define SR_QUEUE_COUNT_LATE SR_N_QUEUE_VIEWS
#define SR_N_QUEUE_COUNTS (SR_N_QUEUE_VIEWS + 1)

/* "open", "mine", ...: as on the command line and in settings. */
const char *sr_queue_view_get_name (SrQueueView  view);
gboolean    sr_queue_view_find     (const char  *name,
                                    SrQueueView *out_view);

/* TRUE if requests come and go with time alone. */
gboolean    sr_queue_view_depends_on_time (SrQueueView  view);
/* TRUE if they do with records of that kind, beside requests and what hangs on them. */
gboolean    sr_queue_view_depends_on_kind (SrQueueView  view,
                                           const char  *kind);

/**
 * SrQueueOrder:
 * @SR_QUEUE_ORDER_OWN: the order of the view
 *
 * What comes first; what is not there comes last.
 */
typedef enum
{
  SR_QUEUE_ORDER_OWN,
  SR_QUEUE_ORDER_NUMBER,
  SR_QUEUE_ORDER_PRIORITY,
  SR_QUEUE_ORDER_CUSTOMER,
  SR_QUEUE_ORDER_OWNER,
  SR_QUEUE_ORDER_RECEIVED,
  SR_N_QUEUE_ORDERS
} SrQueueOrder;

/* "due", which stands for the own order, "number", ...: as on the command line and in saved views. */
const char *sr_queue_order_get_name (SrQueueOrder  order);
gboolean    sr_queue_order_find     (const char   *name,
                                     SrQueueOrder *out_order);
/* FALSE where the view grows without bound and no index has the order. */
gboolean    sr_queue_view_has_order (SrQueueView  view,
                                     SrQueueOrder order);

/**
 * SrRequestQuery:
 * @view: which requests
 * @filter: (nullable): what else must hold
 * @time_from: the period of the filter, as sr_request_filter_resolve_period() gives it
 * @time_to: the end of it
 * @order: what comes first; one that the view does not have is its own
 * @descending: the other way round; what is not there still comes last
 * @staff: the person, for "mine", what is put aside, and what the filter says of "me"
 * @share: (nullable): for "today", what falls to the person; %NULL for what they own
 * @now: for what is overdue or put aside
 * @day_start: when the present day began, for what was put aside until today
 * @day_end: when the present day ends, for what is due or promised today
 * @with_snoozed: what the person put aside is in "open", "mine" and "unassigned", too
 * @search: (nullable): words that all must be in number, customer, phone or subject
 * @limit: at most so many, 0 for all
 */
typedef struct
{
  SrQueueView            view;
  const SrRequestFilter *filter;
  gint64                 time_from;
  gint64                 time_to;
  SrQueueOrder           order;
  gboolean               descending;
  gint64                 staff;
  const SrShare         *share;
  gint64                 now;
  gint64                 day_start;
  gint64                 day_end;
  gboolean               with_snoozed;
  const char            *search;
  guint                  limit;
} SrRequestQuery;

/* From its now and its filter: when the day begins and ends, and when the filter's period is. */
void       sr_request_query_resolve  (SrRequestQuery        *query,
                                      SrCalendar            *calendar);

/* (element-type SrListedRow). Labels: customer name, owner name, team name, type name, and the
 * number of the earlier request that is repeated. */
GPtrArray *sr_request_table_list     (SrConnection          *connection,
                                      const SrRequestQuery  *query,
                                      GError               **error);
SrListedRow *sr_request_table_load   (SrConnection          *connection,
                                      gint64                 id,
                                      GError               **error);
/* For the query's staff, share, now and day; @counts has SR_N_QUEUE_COUNTS places. */
gboolean   sr_request_table_count    (SrConnection          *connection,
                                      const SrRequestQuery  *query,
                                      guint                 *counts,
                                      GError               **error);
/* 0 if there is none. */
gboolean   sr_request_table_find_source (SrConnection       *connection,
                                         const char         *source_key,
                                         gint64             *out_id,
                                         GError            **error);
/* Open children, open hand-offs are counted by the gate from the loaded children. */
gboolean   sr_request_table_count_open_children (SrConnection *connection,
                                                 gint64        parent,
                                                 guint        *out_count,
                                                 GError      **error);
/* Requests paused until an instant at or before @now, in order of that instant: ids. */
GArray    *sr_request_table_due_to_resume (SrConnection *connection,
                                           gint64        now,
                                           GError      **error);
/* What the tags of a request are found by; after each write that changes them. */
gboolean   sr_request_table_tag      (SrConnection          *connection,
                                      const SrRow           *request,
                                      GError               **error);
/* Every tag that a request has, each once, in order; (element-type utf8). */
GPtrArray *sr_request_table_list_tags (SrConnection        *connection,
                                       GError             **error);
/* The first request that is not found by exactly its tags; 0 if there is none. */
gboolean   sr_request_table_check_tags (SrConnection        *connection,
                                        gint64              *out_request,
                                        GError             **error);
/* Takes the next number of the series in the year, inside the inserting transaction. */
gboolean   sr_number_table_take      (SrConnection          *connection,
                                      const char            *series,
                                      int                    year,
                                      gint64                *out_serial,
                                      GError               **error);
/* For who has given out the numbers of a year by itself: @next comes next. */
gboolean   sr_number_table_set       (SrConnection          *connection,
                                      const char            *series,
                                      int                    year,
                                      gint64                 next,
                                      GError               **error);

G_END_DECLS
