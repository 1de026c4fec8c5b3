/* The public holidays that the law of mainland China names.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-day.h"

G_BEGIN_DECLS

gboolean sr_statutory_is_holiday (SrDay day);
gboolean sr_statutory_is_fixed   (SrDay day);

G_END_DECLS
