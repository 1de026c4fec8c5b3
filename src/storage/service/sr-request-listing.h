/* A list of requests that may be long: where its rows stand, and the rows of a part of it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/service/sr-request-table.h"

G_BEGIN_DECLS

/* So many rows stand together in a survey. */
#define SR_LISTING_PAGE 64

/**
 * SrListingKey:
 *
 * Where a row stands in a list that grows without bound: what its order compares first, and what
 * decides then and is another one for each row. Never NULL.
 */
typedef struct
{
  gint64 major;
  gint64 minor;
} SrListingKey;

/**
 * SrListingSegment:
 * @first: where its first row stands
 *
 * Rows that stand together.
 */
typedef struct
{
  SrListingKey first;
  guint        n_rows;
} SrListingSegment;

/**
 * SrListingSurvey:
 * @ids: (nullable) (element-type gint64): of a bounded list every row in its order
 * @segments: (nullable) (element-type SrListingSegment): of an unbounded list; each has
 *   %SR_LISTING_PAGE rows but the last
 * @complete: that was all
 * @next: where it goes on if it was not
 */
typedef struct
{
  GArray       *ids;
  GArray       *segments;
  gboolean      complete;
  SrListingKey  next;
} SrListingSurvey;

/**
 * SrListingStretch:
 * @from: the first place, if @has_from; from the beginning otherwise
 * @to: the place after the last one, if @has_to; to the end otherwise
 * @is_counted: only how many rows there are is asked for
 *
 * A part of an unbounded list.
 */
typedef struct
{
  SrListingKey from;
  SrListingKey to;
  gboolean     has_from;
  gboolean     has_to;
  gboolean     is_counted;
} SrListingStretch;

/**
 * SrListingAnswer:
 * @rows: (nullable) (element-type SrListedRow): the rows; %NULL if they were only counted
 *
 * What stands in a stretch.
 */
typedef struct
{
  GPtrArray *rows;
  guint      n_rows;
} SrListingAnswer;

/**
 * SrListingPlaces:
 * @found: (element-type gboolean): for each request that was asked for, whether the list has it
 * @keys: (element-type SrListingKey): where, if it has
 * @total: how many rows the list has if the counters know; -1 otherwise
 */
typedef struct
{
  GArray *found;
  GArray *keys;
  gint64  total;
} SrListingPlaces;

void             sr_listing_survey_free        (SrListingSurvey         *self);
void             sr_listing_answer_free        (SrListingAnswer         *self);
void             sr_listing_places_free        (SrListingPlaces         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrListingSurvey, sr_listing_survey_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrListingAnswer, sr_listing_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrListingPlaces, sr_listing_places_free)

/* Which of two places comes first in the list, as in qsort(). */
int              sr_listing_key_compare        (const SrListingKey      *a,
                                                const SrListingKey      *b,
                                                const SrRequestQuery    *query);

/* What is in work is small: all its ids are read at once, in any order. */
gboolean         sr_request_listing_is_bounded (const SrRequestQuery    *query);
/* Unbounded: where the row stands. */
SrListingKey     sr_request_listing_get_key    (const SrRequestQuery    *query,
                                                const SrRow             *row);
/* Unbounded: from a place (NULL for the beginning), no longer than that and no more segments; 0 for
 * no limit. Bounded: everything. */
SrListingSurvey *sr_request_listing_survey     (SrConnection            *connection,
                                                const SrRequestQuery    *query,
                                                const SrListingKey      *from,
                                                guint                    max_segments,
                                                guint                    max_milliseconds,
                                                GError                 **error);
/* Unbounded. */
SrListingAnswer *sr_request_listing_read       (SrConnection            *connection,
                                                const SrRequestQuery    *query,
                                                const SrListingStretch  *stretch,
                                                GError                 **error);
/* (element-type SrListedRow): in the order of the ids; those that are not there are left out. */
GPtrArray       *sr_request_listing_read_ids   (SrConnection            *connection,
                                                const gint64            *ids,
                                                guint                    n_ids,
                                                GError                 **error);
/* Unbounded. */
SrListingPlaces *sr_request_listing_locate     (SrConnection            *connection,
                                                const SrRequestQuery    *query,
                                                const gint64            *ids,
                                                guint                    n_ids,
                                                GError                 **error);
/* Unbounded: how many rows (element-type guint) stand from each key (element-type SrListingKey) to
 * the next; the first counts those before it, too. */
GArray          *sr_request_listing_count      (SrConnection            *connection,
                                                const SrRequestQuery    *query,
                                                const GArray            *keys,
                                                GError                 **error);

G_END_DECLS
