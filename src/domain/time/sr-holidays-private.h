/* What the readers of official days share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-holidays.h"

G_BEGIN_DECLS

char        *sr_holidays_read_text    (const char      *text,
                                       gssize           length,
                                       const char      *name,
                                       GError         **error);
char        *sr_holidays_shorten      (const char      *value);
SrException *sr_holidays_add          (GPtrArray       *days,
                                       SrDay            day,
                                       SrExceptionRank  rank,
                                       const char      *name,
                                       const char      *source);
gboolean     sr_holidays_is_in_range  (SrDay            day);
GPtrArray   *sr_holidays_new          (void);

G_END_DECLS
