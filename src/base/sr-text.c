/* Text as people type it, made comparable.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-text"

#include "config.h"

#include <string.h>

#include "base/sr-text.h"
#include "base/sr-text-simplified.h"

#define FIRST_TRADITIONAL 0x3400

static gunichar
simplify (gunichar character)
{
  guint low = 0;
  guint high = G_N_ELEMENTS (simplified);

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (simplified[middle].from == character)
        return simplified[middle].to;
      if (simplified[middle].from < character)
        low = middle + 1;
      else
        high = middle;
    }

  return character;
}

/* Character by character, whatever stands beside it: what is part of a text is then, folded, part of
 * the folded text. */
static char *
simplify_all (const char *text)
{
  GString *all = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character < FIRST_TRADITIONAL)
        g_string_append_len (all, p, g_utf8_next_char (p) - p);
      else
        g_string_append_unichar (all, simplify (character));
    }

  return g_string_free (all, FALSE);
}

/**
 * sr_text_fold:
 * @text: (nullable): UTF-8 text; invalid bytes are replaced
 *
 * Folds @text for comparison: compatibility composition (full-width becomes half-width), case, then
 * traditional characters to simplified ones, each by itself. Folding twice gives the same as folding
 * once. Any thread.
 *
 * Returns: (transfer full): the folded text, empty for %NULL
 */
char *
sr_text_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *composed = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *recomposed = NULL;

  if (text == NULL)
    return g_strdup ("");

  valid = g_utf8_make_valid (text, -1);
  composed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  folded = g_utf8_casefold (composed, -1);

  recomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

  return simplify_all (recomposed);
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
