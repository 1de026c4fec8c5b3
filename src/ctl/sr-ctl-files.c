/* serviceroomctl import, export: files of other programs.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <stdio.h>

#include <glib/gi18n-lib.h>

#include "ctl/sr-ctl-print.h"
#include "ctl/sr-ctl.h"
#include "room/sr-export.h"
#include "room/sr-import.h"

static gboolean
parse_options (SrCtl            *self,
               SrImportOptions  *options,
               GError          **error)
{
  options->dry_run = sr_ctl_has_option (self, "dry-run");
  options->skip_bad = sr_ctl_has_option (self, "skip-bad");

  return sr_ctl_get_until (self, &options->until, error);
}

static JsonArray *
problems_to_json (GPtrArray *problems)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < problems->len; i++)
    {
      const SrImportProblem *problem = g_ptr_array_index (problems, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "line", problem->line);
      json_object_set_string_member (object, "column", problem->column);
      json_object_set_string_member (object, "value", problem->value);
      json_object_set_string_member (object, "reason", problem->reason);
      json_array_add_object_element (array, object);
    }

  return array;
}

static void
print_report_json (const SrImportReport *report)
{
  JsonObject *object = json_object_new ();
  JsonArray *notices = json_array_new ();
  JsonNode *node;

  for (guint i = 0; i < report->notices->len; i++)
    json_array_add_string_element (notices, g_ptr_array_index (report->notices, i));

  json_object_set_int_member (object, "lines", report->lines);
  json_object_set_int_member (object, "later", report->later);
  json_object_set_int_member (object, "made", report->made);
  json_object_set_int_member (object, "continued", report->continued);
  json_object_set_int_member (object, "unchanged", report->unchanged);
  json_object_set_int_member (object, "acts", report->acts);
  json_object_set_int_member (object, "inferred", report->inferred);
  json_object_set_int_member (object, "others", report->others);
  json_object_set_boolean_member (object, "stored", report->is_stored);
  json_object_set_array_member (object, "notices", notices);
  json_object_set_array_member (object, "problems", problems_to_json (report->problems));

  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  sr_ctl_print_json (node);
}

static void
print_report (const SrImportReport *report)
{
  for (guint i = 0; i < report->notices->len; i++)
    sr_ctl_print_line ("%s", (const char *) g_ptr_array_index (report->notices, i));

  sr_ctl_print_line (ngettext ("%u line read", "%u lines read", report->lines), report->lines);
  if (report->later > 0)
    sr_ctl_print_line (ngettext ("%u line is later and was left out",
                                 "%u lines are later and were left out", report->later),
                       report->later);
  sr_ctl_print_line (_("%u new, %u continued, %u unchanged"), report->made, report->continued,
                     report->unchanged);
  if (report->others > 0)
    sr_ctl_print_line (ngettext ("%u other record that they refer to",
                                 "%u other records that they refer to", report->others),
                       report->others);
  sr_ctl_print_line (ngettext ("%u action, of which %u inferred",
                               "%u actions, of which %u inferred", report->acts),
                     report->acts, report->inferred);
  if (!report->is_stored)
    sr_ctl_print_line (_("Nothing was stored."));
}

/* Every bad line has its own line on standard error. */
static void
print_problems (const SrImportReport *report,
                const char           *name)
{
  for (guint i = 0; i < report->problems->len; i++)
    {
      g_autofree char *text = sr_import_problem_to_text (g_ptr_array_index (report->problems, i),
                                                         name);

      fprintf (stderr, "%s\n", text);
    }
}

gboolean
sr_ctl_import (SrCtl   *self,
               char   **arguments,
               GError **error)
{
  const char *map_path = sr_ctl_get_option (self, "map");
  g_autofree char *name = g_filename_display_basename (arguments[0]);
  g_autoptr (SrImportMap) map = NULL;
  g_autoptr (SrImportReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *content = NULL;
  SrImportOptions options;
  gsize length;

  if (map_path == NULL)
    return sr_ctl_set_usage (error, _("--map is missing. Give the file that says how to read %s."),
                             name);

  map = sr_import_map_load (map_path, error);
  if (map == NULL || !g_file_get_contents (arguments[0], &content, &length, error))
    return FALSE;

  bytes = g_bytes_new_take (g_steal_pointer (&content), length);
  if (!sr_ctl_open (self, SR_CTL_WRITE, error) || !parse_options (self, &options, error))
    return FALSE;

  report = sr_import_run (self->gate, map, name, bytes, &options, error);
  if (report == NULL)
    return FALSE;

  if (self->is_json)
    print_report_json (report);
  else if (report->problems->len == 0 || options.skip_bad)
    print_report (report);
  print_problems (report, name);

  if (report->problems->len == 0 || options.skip_bad)
    return TRUE;

  g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
               ngettext ("%u line cannot be read as it is: nothing was stored.",
                         "%u lines cannot be read as they are: nothing was stored.",
                         report->problems->len),
               report->problems->len);

  return FALSE;
}

gboolean
sr_ctl_export (SrCtl   *self,
               char   **arguments,
               GError **error)
{
  const SrRecordKind *kind = sr_ctl_find_kind (arguments[0], error);
  guint count = 0;
  JsonObject *object;
  JsonNode *node;

  if (kind == NULL || !sr_ctl_open (self, SR_CTL_READ, error) ||
      !sr_export_write (self->connection, self->configuration, kind, arguments[1], &count, error))
    return FALSE;

  if (!self->is_json)
    {
      g_autofree char *name = g_filename_display_name (arguments[1]);

      sr_ctl_print_line (ngettext ("%u record in %s", "%u records in %s", count), count, name);
      return TRUE;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "file", arguments[1]);
  json_object_set_int_member (object, "records", count);
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  sr_ctl_print_json (node);

  return TRUE;
}
