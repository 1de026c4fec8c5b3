/* Phones as people read them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-phone-text"

#include "config.h"

#include "ui/queue/sr-phone-text.h"

#include <string.h>

#include "base/sr-text.h"

/* Fewer digits are in every phone. */
#define MIN_DIGITS 3

/* The last place of @needle in @hay: people give the end of a number. */
static const char *
find_last (const char *hay,
           const char *needle)
{
  return *needle != '\0' ? g_strrstr (hay, needle) : NULL;
}

/**
 * sr_phone_is_typed:
 * @text: what was typed to find somebody
 *
 * Returns: whether it is a phone, or a part of one: digits, and no letter
 */
gboolean
sr_phone_is_typed (const char *text)
{
  g_autofree char *digits = sr_text_digits (text);

  for (const char *cursor = text; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      if (g_unichar_isalpha (g_utf8_get_char (cursor)))
        return FALSE;
    }

  return strlen (digits) >= MIN_DIGITS;
}

/**
 * sr_phone_matches:
 * @phone: a phone as it is kept
 * @typed: what was typed to find it
 *
 * Returns: whether the digits of @typed are in @phone
 */
gboolean
sr_phone_matches (const char *phone,
                  const char *typed)
{
  g_autofree char *digits = sr_text_digits (phone);
  g_autofree char *wanted = sr_text_digits (typed);

  return strlen (wanted) >= MIN_DIGITS && find_last (digits, wanted) != NULL;
}

/**
 * sr_phone_to_markup:
 * @phone: a phone as it is kept
 * @typed: what was typed to find it
 *
 * Returns: (transfer full): Pango markup of @phone, as it is written, with the typed digits bold
 */
char *
sr_phone_to_markup (const char *phone,
                    const char *typed)
{
  g_autofree char *digits = sr_text_digits (phone);
  g_autofree char *wanted = sr_text_digits (typed);
  g_autofree char *head = NULL;
  g_autofree char *middle = NULL;
  g_autofree char *tail = NULL;
  const char *found = strlen (wanted) >= MIN_DIGITS ? find_last (digits, wanted) : NULL;
  const char *from = NULL;
  const char *to = NULL;
  gsize first;
  gsize position = 0;

  if (found == NULL)
    return g_markup_escape_text (phone, -1);

  /* The digits of @phone stand in the same order in its text, with marks between them. */
  first = (gsize) (found - digits);
  for (const char *cursor = phone; *cursor != '\0'; cursor = g_utf8_next_char (cursor))
    {
      if (g_unichar_digit_value (g_utf8_get_char (cursor)) < 0)
        continue;
      if (position == first)
        from = cursor;
      position++;
      if (position == first + strlen (wanted))
        to = g_utf8_next_char (cursor);
    }

  if (from == NULL || to == NULL)
    return g_markup_escape_text (phone, -1);

  head = g_markup_escape_text (phone, from - phone);
  middle = g_markup_escape_text (from, to - from);
  tail = g_markup_escape_text (to, -1);

  return g_strdup_printf ("%s<b>%s</b>%s", head, middle, tail);
}
