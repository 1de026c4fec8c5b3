/* Sentences that are not ours to mark up, in widgets that take markup.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sentence"

#include "config.h"

#include "ui/widgets/sr-sentence.h"

/* Error messages name files, fields and what somebody typed: any of them may have a "<". */

/**
 * sr_toast_new:
 * @sentence: what it says, as plain text
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
sr_toast_new (const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  return adw_toast_new (escaped);
}

/**
 * sr_status_page_set_sentence:
 * @page: a status page
 * @sentence: (nullable): what it says below its title, as plain text
 */
void
sr_status_page_set_sentence (AdwStatusPage *page,
                             const char    *sentence)
{
  g_autofree char *escaped = sentence != NULL ? g_markup_escape_text (sentence, -1) : NULL;

  adw_status_page_set_description (page, escaped);
}
