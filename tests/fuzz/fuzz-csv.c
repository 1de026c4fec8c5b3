/* Any bytes as a table: of days, of customers, of the steps of requests.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-holidays.h"
#include "fuzz-import.h"
#include "fuzz.h"

static SrImportMap *
load_map (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("SR_DATA_DIR"), "maps", name, NULL);
  g_autoptr (GError) error = NULL;
  SrImportMap *map = sr_import_map_load (path, &error);

  g_assert_no_error (error);

  return map;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  static SrImportMap *customers = NULL;
  static SrImportMap *log = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  if (customers == NULL)
    {
      customers = load_map ("customers.map");
      log = load_map ("incident-event-log.map");
    }

  fuzz_holidays (sr_holidays_parse_csv, data, size);
  fuzz_import (customers, bytes);
  fuzz_import (log, bytes);

  return 0;
}
