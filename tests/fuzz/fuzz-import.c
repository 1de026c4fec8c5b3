/* Any bytes as a file that a map reads.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/sr-domain-error.h"
#include "fuzz-import.h"
#include "room/sr-csv.h"
#include "room/sr-import-private.h"

static void
assert_text (const char *text)
{
  g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
}

static void
check_problems (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const SrImportProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *text = sr_import_problem_to_text (problem, "file.csv");

      g_assert_cmpuint (problem->line, >, 0);
      assert_text (text);
    }
}

static void
check_lines (const SrImportMap *map,
             GPtrArray         *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const SrImportLine *line = g_ptr_array_index (lines, i);

      assert_text (line->key);
      assert_text (line->state);
      g_assert_cmpuint (g_strv_length (line->values), ==, map->fields->len);
      for (guint n = 0; line->values[n] != NULL; n++)
        assert_text (line->values[n]);
    }
}

static void
free_problem (SrImportProblem *problem)
{
  g_free (problem->column);
  g_free (problem->value);
  g_free (problem->reason);
  g_free (problem);
}

void
fuzz_import (const SrImportMap *map,
             GBytes            *bytes)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) free_problem);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_import_line_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sr_csv_decode ("file.csv", bytes, (const char *const *) map->encodings,
                                         &error);
  SrImportOptions options = { G_MAXINT64, FALSE, FALSE };
  SrImportReport report = { .problems = problems };
  SrImport import = {
    .map = map, .name = "file.csv", .options = &options, .report = &report, .lines = lines,
  };

  if (text != NULL)
    {
      assert_text (text);
      g_assert_true (sr_import_read_lines (&import, text, &error) == (error == NULL));
    }

  if (error != NULL)
    {
      g_assert_true (error->domain == SR_DOMAIN_ERROR);
      assert_text (error->message);
    }
  check_problems (problems);
  check_lines (map, lines);
}
