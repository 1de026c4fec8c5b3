/* Any bytes as a map, and a small table read by it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fuzz-import.h"
#include "fuzz.h"

static const char table[] =
  "number,name,level,at,state\n"
  "1,王海燕,普通,2016-03-04 10:00,New\n"
  "2,-,VIP,29-02-2016 09:52,Active\n";

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  /* Exactly as long as it is, so that a byte read beyond its end is seen. */
  g_autofree char *text = g_memdup2 (data, size);
  g_autoptr (GBytes) bytes = g_bytes_new_static (table, strlen (table));
  g_autoptr (GError) error = NULL;
  g_autoptr (SrImportMap) map = sr_import_map_parse (text != NULL ? text : "", size,
                                                      "file.map", &error);

  g_assert_true ((map == NULL) == (error != NULL));

  if (map != NULL)
    fuzz_import (map, bytes);
  else
    g_assert_true (g_utf8_validate (error->message, -1, NULL));

  return 0;
}
