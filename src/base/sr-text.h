/* Text as people type it, made comparable.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *sr_text_fold   (const char *text);
char *sr_text_digits (const char *text);

G_END_DECLS
