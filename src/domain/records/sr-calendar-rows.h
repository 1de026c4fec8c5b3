/* A calendar between its rows and its arithmetic.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* The SrCalendar of a calendar row and its exceptions. */
SrCalendar  *sr_calendar_from_rows (const SrRow        *calendar,
                                    GPtrArray          *exceptions,
                                    GError            **error);
SrException *sr_exception_from_row (const SrRow        *row,
                                    GError            **error);
SrRow       *sr_exception_to_row   (const SrException  *exception,
                                    gint64              calendar,
                                    gint64              version);
/* The weekly hours of a calendar row: a JSON array of seven texts, Monday first, each such as
 * "09:00-12:00 13:30-18:00", empty for a day off. */
char        *sr_week_to_json       (const SrWeek       *week);
gboolean     sr_week_from_json     (const char         *json,
                                    SrWeek             *out_week,
                                    GError            **error);

G_END_DECLS
