/* Any bytes as a file of days.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-holidays.h"

void
fuzz_holidays (FuzzParseFunc  parse,
               const guint8  *data,
               size_t         size)
{
  /* Exactly as long as it is, so that a byte read beyond its end is seen. */
  g_autofree char *text = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = parse (text != NULL ? text : "", (gssize) size, "days", &error);

  g_assert_true ((days == NULL) == (error != NULL));

  if (error != NULL)
    {
      g_assert_true (error->domain == SR_TIME_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      const SrException *day = g_ptr_array_index (days, i);

      g_assert_true (day->name == NULL || g_utf8_validate (day->name, -1, NULL));
      g_assert_true (day->source == NULL || g_utf8_validate (day->source, -1, NULL));
      g_assert_cmpuint (day->n_intervals, <=, SR_DAY_MAX_INTERVALS);
    }
}
