/* Text as people type it, made comparable.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-text"

#include "config.h"

#include "base/sr-text.h"

/**
 * sr_text_fold:
 * @text: (nullable): UTF-8 text; invalid bytes are replaced
 *
 * Folds @text for comparison: compatibility composition (full-width becomes half-width), then case.
 * Folding twice gives the same as folding once.
 *
 * Returns: (transfer full): the folded text, empty for %NULL
 */
char *
sr_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  g_autofree char *folded = NULL;

  if (text == NULL)
    return g_strdup ("");

  valid = g_utf8_make_valid (text, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  folded = g_utf8_casefold (composed, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}

/**
 * sr_text_digits:
 * @text: (nullable): UTF-8 text, for instance a phone number as it was typed
 *
 * Keeps the decimal digits, full-width ones as their plain form, and drops all else.
 *
 * Returns: (transfer full): the digits in order, empty if there are none
 */
char *
sr_text_digits (const char *text)
{
  g_autofree char *folded = sr_text_fold (text);
  GString *digits = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
    }

  return g_string_free (digits, FALSE);
}
