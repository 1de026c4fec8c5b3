/* JSON that is kept in a column.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-json"

#include "config.h"

#include "domain/records/sr-json.h"

#include <string.h>

#define ESCAPE_LENGTH 6  /* "\u" and four digits */

/* The number of "\u1234", -1 if there is none. */
static int
read_escape (const char *at)
{
  int number = 0;

  if (at[0] != '\\' || at[1] != 'u')
    return -1;

  for (guint i = 2; i < ESCAPE_LENGTH; i++)
    {
      int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      number = number * 16 + digit;
    }

  return number;
}

/* The first half of a character beyond the first 65536 needs the second one; JSON-GLib makes bytes of
 * it alone that are no UTF-8, and ends a string at a NUL. */
static gboolean
has_only_text (const char *json)
{
  const char *at = strchr (json, '\\');

  while (at != NULL)
    {
      int number = read_escape (at);
      gboolean is_half = number >= 0xd800 && number <= 0xdfff;
      int second = is_half ? read_escape (at + ESCAPE_LENGTH) : -1;

      if (number == 0 || (is_half && (number >= 0xdc00 || second < 0xdc00 || second > 0xdfff)))
        return FALSE;

      if (number >= 0)
        at += is_half ? 2 * ESCAPE_LENGTH : ESCAPE_LENGTH;
      else
        at += at[1] != '\0' ? 2 : 1;
      at = strchr (at, '\\');
    }

  return TRUE;
}

/**
 * sr_json_read:
 * @json: (nullable): UTF-8
 *
 * Text that is UTF-8 may yet spell bytes that are none, and what comes of them is shown by a label that
 * takes nothing else.
 *
 * Returns: (transfer full) (nullable): its root; %NULL if it is no JSON, or a string in it has a NUL
 *   or half a character
 */
JsonNode *
sr_json_read (const char *json)
{
  return json != NULL && has_only_text (json) ? json_from_string (json, NULL) : NULL;
}
