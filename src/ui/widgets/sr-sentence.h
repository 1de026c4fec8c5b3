/* Sentences that are not ours to mark up, in widgets that take markup.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A toast that says exactly @sentence, "<" and "&" too. (transfer full) */
AdwToast *sr_toast_new                  (const char    *sentence);
/* A status page that says exactly @sentence below its title; %NULL for nothing. */
void      sr_status_page_set_sentence   (AdwStatusPage *page,
                                         const char    *sentence);

G_END_DECLS
