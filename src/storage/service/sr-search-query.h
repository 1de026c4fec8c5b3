/* What a person types into a search field, understood.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SrSearchQuery:
 *
 * The words of a search, folded. All must be found. A word of digits alone is found where a run of
 * digits begins or ends with it, any other word wherever it stands, Chinese as Latin. A word that
 * reads as a phone number is found by its digits alone, too, the number of a record ("sr-2026-4871")
 * also in its full spelling.
 *
 * Nothing in it is changed after it is made: any thread.
 */
typedef struct _SrSearchQuery SrSearchQuery;

/**
 * SrSearchSpelling:
 * @text: folded, not empty
 * @is_digits: whether it is a whole run of digits, found by its ends alone
 */
typedef struct
{
  char     *text;
  gboolean  is_digits;
} SrSearchSpelling;

/* More than this is cut off. */
#define SR_SEARCH_MAX_CHARACTERS 200
#define SR_SEARCH_MAX_WORDS 16

SrSearchQuery *sr_search_query_new         (const char          *text);
void           sr_search_query_free        (SrSearchQuery       *self);
guint          sr_search_query_get_n_words (const SrSearchQuery *self);
GArray        *sr_search_query_get_word    (const SrSearchQuery *self,
                                            guint                word);
const char    *sr_search_query_get_match   (const SrSearchQuery *self);
gboolean       sr_search_query_is_exact    (const SrSearchQuery *self);
gboolean       sr_search_query_scan        (const SrSearchQuery *self,
                                            const char          *folded);
char          *sr_search_query_cut_grams   (const char          *folded);
char          *sr_search_query_cut_ends    (const char          *folded);
gboolean       sr_search_query_is_kept     (const char          *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrSearchQuery, sr_search_query_free)

G_END_DECLS
