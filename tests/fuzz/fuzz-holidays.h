/* Any bytes as a file of days.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/time/sr-holidays.h"

typedef GPtrArray *(*FuzzParseFunc) (const char  *text,
                                     gssize       length,
                                     const char  *name,
                                     GError     **error);

/* Days or an error, never both, and whatever is said or kept is UTF-8. */
void fuzz_holidays (FuzzParseFunc  parse,
                    const guint8  *data,
                    size_t         size);
