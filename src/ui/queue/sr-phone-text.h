/* Phones as people read them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean sr_phone_is_typed  (const char *text);
gboolean sr_phone_matches   (const char *phone,
                             const char *typed);
char    *sr_phone_to_markup (const char *phone,
                             const char *typed);

G_END_DECLS
