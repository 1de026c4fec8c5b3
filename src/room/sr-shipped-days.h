/* The official days and the hours that a new room starts with.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* (element-type SrException), free func set. */
GPtrArray  *sr_shipped_days_load    (GError **error);
gboolean    sr_shipped_days_has_year (int year);
/* The calendar of a new room, with those days. */
SrCalendar *sr_shipped_calendar_new (GError **error);

G_END_DECLS
