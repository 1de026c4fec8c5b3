/* What a person types into a search field, as patterns for LIKE.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* LIKE knows % and _; they are escaped by this, and so is it itself. */
#define SR_LIKE_ESCAPE "ESCAPE '\\'"

/* Whether the character stands between words. */
gboolean sr_search_words_is_space (gunichar character);
/* The words of a folded text; empty for a text without any. (transfer full) */
GStrv  sr_search_words_split   (const char *folded);
/* "%word%", the special characters of LIKE escaped. (transfer full) */
char  *sr_search_words_pattern (const char *word);
/* The digits of a word that reads as a phone number of at least three, else NULL. (transfer full) */
char  *sr_search_words_phone   (const char *word);

G_END_DECLS
