/* What a person types into a search field, as patterns for LIKE.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-search-words"

#include "config.h"

#include <string.h>

#include "base/sr-text.h"
#include "storage/service/sr-search-words.h"

#define PHONE_DIGITS_MIN 3

/**
 * sr_search_words_is_space:
 * @character: a character
 *
 * Returns: %TRUE if it stands between words, for GLib or for the tables of FTS5, where the Mongolian
 *   vowel separator still does
 */
gboolean
sr_search_words_is_space (gunichar character)
{
  return g_unichar_isspace (character) || character == '\v' || character == 0x180e;
}

/**
 * sr_search_words_split:
 * @folded: what was typed, folded by [func@Sr.text_fold]
 *
 * Returns: (transfer full): the words between white space
 */
GStrv
sr_search_words_split (const char *folded)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *p = folded;

  while (*p != '\0')
    {
      const char *start = p;
      g_autofree char *word = NULL;

      while (*p != '\0' && !sr_search_words_is_space (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      word = g_strndup (start, p - start);
      if (word[0] != '\0')
        g_strv_builder_add (words, word);
      if (*p != '\0')
        p = g_utf8_next_char (p);
    }

  return g_strv_builder_end (words);
}

/**
 * sr_search_words_pattern:
 * @word: taken literally
 *
 * Returns: (transfer full): a pattern that matches whatever contains @word
 */
char *
sr_search_words_pattern (const char *word)
{
  GString *pattern = g_string_new ("%");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (strchr ("%_\\", *p) != NULL)
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *p);
    }
  g_string_append_c (pattern, '%');

  return g_string_free (pattern, FALSE);
}

/**
 * sr_search_words_phone:
 * @word: folded
 *
 * Returns: (transfer full) (nullable): its digits if it has three or more and beside them nothing
 *   but what stands between the digits of a phone number
 */
char *
sr_search_words_phone (const char *word)
{
  g_autofree char *digits = NULL;

  if (word[strspn (word, "0123456789+-()./ ")] != '\0')
    return NULL;

  digits = sr_text_digits (word);

  return strlen (digits) >= PHONE_DIGITS_MIN ? g_steal_pointer (&digits) : NULL;
}
