/* Records read from the files of other programs.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import"

#include "config.h"

#include "room/sr-import.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-csv.h"
#include "room/sr-import-private.h"

/* The way of a file:
 *
 *   bytes -> text -> cells -> lines, checked one by one -> acts -> the gate, in one transaction
 *
 * What the map says is checked before anything is done; what the rules say, by doing it.
 */

static void
problem_free (SrImportProblem *problem)
{
  g_free (problem->column);
  g_free (problem->value);
  g_free (problem->reason);
  g_free (problem);
}

static SrImportReport *
report_new (void)
{
  SrImportReport *self = g_new0 (SrImportReport, 1);

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  self->notices = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * sr_import_report_free:
 * @self: (nullable) (transfer full):
 */
void
sr_import_report_free (SrImportReport *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->notices);
  g_free (self);
}

/**
 * sr_import_problem_to_text:
 * @name: the file's name
 *
 * Returns: (transfer full): one line for people
 */
char *
sr_import_problem_to_text (const SrImportProblem *problem,
                           const char            *name)
{
  if (problem->column == NULL)
    return g_strdup_printf ("%s:%u: %s", name, problem->line, problem->reason);

  /* Translators: a file, a line in it, a column, what it holds, why that cannot be */
  return g_strdup_printf (_("%s:%u: “%s” is “%s”: %s"), name, problem->line, problem->column,
                          problem->value, problem->reason);
}

void
sr_import_add_problem (SrImport   *self,
                       guint       line,
                       const char *column,
                       const char *value,
                       const char *reason)
{
  SrImportProblem *problem = g_new0 (SrImportProblem, 1);

  problem->line = line;
  problem->column = g_strdup (column);
  problem->value = g_strdup (value);
  problem->reason = g_strdup (reason);
  g_ptr_array_add (self->report->problems, problem);
}

gboolean
sr_import_take_refusal (SrImport  *self,
                        guint      line,
                        GError    *refusal,
                        GError   **error)
{
  g_autoptr (GError) own = refusal;

  if (own->domain != SR_DOMAIN_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }

  sr_import_add_problem (self, line, NULL, NULL, own->message);

  return TRUE;
}

char *
sr_import_source_key (SrImport   *self,
                      const char *key)
{
  return g_strconcat (self->map->source, ":", key, NULL);
}

SrOutcome *
sr_import_do (SrImport  *self,
              SrAct     *act,
              GError   **error)
{
  gboolean is_inferred = g_str_has_suffix (act->source, SR_ACT_INFERRED);
  SrOutcome *outcome = sr_gate_act_one (self->gate, act, error);

  if (outcome != NULL)
    {
      self->report->acts++;
      self->report->inferred += is_inferred;
    }

  return outcome;
}

static gboolean
check_right (SrGate  *gate,
             GError **error)
{
  const SrRow *staff = sr_gate_get_staff (gate);

  if (staff != NULL &&
      (sr_roles_from_list (sr_row_get_text (staff, SR_STAFF_ROLES)) & SR_ROLE_MANAGER))
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
               _("Only a manager may import. Ask one to do it."));

  return FALSE;
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  const SrImportProblem *first = *(const SrImportProblem *const *) a;
  const SrImportProblem *second = *(const SrImportProblem *const *) b;

  return first->line < second->line ? -1 : first->line > second->line;
}

static gboolean
may_go_on (SrImport *self)
{
  return self->report->problems->len == 0 || self->options->skip_bad;
}

static gboolean
do_lines (SrImport  *self,
          GError   **error)
{
  gboolean is_done;

  if (!may_go_on (self))
    return TRUE;

  if (!sr_gate_begin (self->gate, error))
    return FALSE;

  is_done = self->map->instant != NULL ? sr_import_history (self, error)
                                       : sr_import_records (self, error);
  if (!is_done)
    {
      sr_gate_end (self->gate, FALSE, NULL);
      return FALSE;
    }

  self->report->is_stored = may_go_on (self) && !self->options->dry_run;

  return sr_gate_end (self->gate, self->report->is_stored, error);
}

/**
 * sr_import_run:
 * @gate: somebody with the right has signed in
 * @map: how to read the file
 * @name: the file's name, which the journal will tell with each line
 * @bytes: its content
 * @options: what to do with it
 *
 * Returns: (transfer full) (nullable): what came of it, or %NULL with an error; then nothing is
 *   stored
 */
SrImportReport *
sr_import_run (SrGate                 *gate,
               const SrImportMap      *map,
               const char             *name,
               GBytes                 *bytes,
               const SrImportOptions  *options,
               GError                **error)
{
  g_autoptr (SrImportReport) report = report_new ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_import_line_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  SrImport self = {
    gate, sr_gate_get_connection (gate), map, name, options, report, lines, known,
  };

  if (!check_right (gate, error))
    return NULL;

  text = sr_csv_decode (name, bytes, (const char *const *) map->encodings, error);
  if (text == NULL || !sr_import_read_lines (&self, text, error) || !do_lines (&self, error))
    return NULL;

  g_ptr_array_sort (report->problems, compare_problems);

  return g_steal_pointer (&report);
}
