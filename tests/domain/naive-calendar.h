/* A working-time calendar that knows nothing clever: it looks at every second.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

typedef struct _NaiveCalendar NaiveCalendar;

NaiveCalendar *naive_calendar_new      (const char    *zone_id,
                                        const SrWeek  *week,
                                        GPtrArray     *exceptions);
void           naive_calendar_free     (NaiveCalendar *self);
gboolean       naive_calendar_add      (NaiveCalendar *self,
                                        gint64         start,
                                        gint64         seconds,
                                        gint64         limit,
                                        gint64        *end);
gboolean       naive_calendar_subtract (NaiveCalendar *self,
                                        gint64         end,
                                        gint64         seconds,
                                        gint64         limit,
                                        gint64        *start);
gint64         naive_calendar_between  (NaiveCalendar *self,
                                        gint64         a,
                                        gint64         b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaiveCalendar, naive_calendar_free)

G_END_DECLS
