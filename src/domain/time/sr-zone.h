/* Wall time of one IANA zone.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "domain/time/sr-day.h"

G_BEGIN_DECLS

#define SR_SECONDS_PER_DAY 86400

/**
 * SrZone:
 *
 * The offsets of a zone, as a table to search. Immutable, loaded once for each zone and kept for
 * the life of the process: may be used from any thread and is never freed.
 */
typedef struct _SrZone SrZone;

const SrZone *sr_zone_lookup        (const char    *zone_id,
                                     GError       **error);
const char   *sr_zone_get_id        (const SrZone  *self);
int           sr_zone_get_offset    (const SrZone  *self,
                                     gint64         instant);
SrDay         sr_zone_get_day       (const SrZone  *self,
                                     gint64         instant,
                                     guint32       *second_of_day);
gint64        sr_zone_get_instant   (const SrZone  *self,
                                     SrDay          day,
                                     guint32        second_of_day);

G_END_DECLS
