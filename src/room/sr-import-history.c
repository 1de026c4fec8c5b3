/* An event log, replayed through the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import-history"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-instant.h"
#include "room/sr-import-private.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-table.h"

/**
 * Record:
 * @lines: (element-type SrImportLine): all of it in the order of the file; borrowed
 * @row: as it is in the room; %NULL before it is made
 * @is_sought: whether the room was asked for it
 * @is_broken: one of its lines was refused, so what follows would not fit
 *
 * A record of the log.
 */
typedef struct
{
  GPtrArray *lines;
  SrRow     *row;
  gint64     read;       /* how many lines an earlier import has read */
  gboolean   is_sought;
  gboolean   is_broken;
  gboolean   is_new;
  gboolean   is_changed;
} Record;

/**
 * Step:
 *
 * One line of one record, to be sorted by time.
 */
typedef struct
{
  Record             *record;
  const SrImportLine *line;
} Step;

static void
record_free (Record *record)
{
  g_ptr_array_unref (record->lines);
  sr_row_free (record->row);
  g_free (record);
}

static GPtrArray *
group_lines (SrImport *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->lines->len; i++)
    {
      SrImportLine *line = g_ptr_array_index (self->lines, i);
      Record *record;

      if (line->key == NULL)
        continue;

      record = g_hash_table_lookup (by_key, line->key);
      if (record == NULL)
        {
          record = g_new0 (Record, 1);
          record->lines = g_ptr_array_new ();
          g_ptr_array_add (records, record);
          g_hash_table_insert (by_key, line->key, record);
        }
      g_ptr_array_add (record->lines, line);
      line->step = record->lines->len;
    }

  return records;
}

/* A log is in the order in which it was written. A line that is stamped later than one after it was
 * not written at that instant: it is read at the instant of the line after it. */
static void
order_instants (SrImport *self,
                Record   *record)
{
  const char *zone = sr_zone_get_id (self->map->zone);
  gint64 next = G_MAXINT64;

  for (guint i = record->lines->len; i > 0; i--)
    {
      SrImportLine *line = g_ptr_array_index (record->lines, i - 1);

      if (line->is_bad)
        continue;

      if (line->at > next)
        {
          g_autofree char *stamped = sr_instant_to_iso (line->at, zone);
          g_autofree char *read = sr_instant_to_iso (next, zone);

          g_ptr_array_add (self->report->notices, g_strdup_printf (
            /* Translators: a file, a line in it, two instants */
            _("%s:%u: %s is later than the line after it; read as %s"), self->name, line->line,
            stamped, read));
          line->at = next;
        }
      next = line->at;
    }
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const Step *first = a;
  const Step *second = b;

  if (first->line->at != second->line->at)
    return first->line->at < second->line->at ? -1 : 1;

  return first->line->line < second->line->line ? -1 : 1;
}

static GArray *
sort_steps (SrImport  *self,
            GPtrArray *records)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));

  for (guint r = 0; r < records->len; r++)
    {
      Record *record = g_ptr_array_index (records, r);

      order_instants (self, record);
      for (guint i = 0; i < record->lines->len; i++)
        {
          Step step = { record, g_ptr_array_index (record->lines, i) };

          if (step.line->is_bad)
            continue;
          if (step.line->at > self->options->until)
            self->report->later++;
          else
            g_array_append_val (steps, step);
        }
    }
  g_array_sort (steps, compare_steps);

  return steps;
}

static gboolean
load_record (SrImport  *self,
             Record    *record,
             gint64     id,
             GError   **error)
{
  g_clear_pointer (&record->row, sr_row_free);
  record->row = sr_table_load (self->connection, self->map->kind, id, error);

  return record->row != NULL;
}

static gboolean
seek_record (SrImport            *self,
             Record              *record,
             const SrImportLine  *line,
             GError             **error)
{
  g_autofree char *source_key = sr_import_source_key (self, line->key);
  gint64 id = 0;

  record->is_sought = TRUE;
  if (!sr_request_table_find_source (self->connection, source_key, &id, error))
    return FALSE;
  if (id == 0)
    return TRUE;

  if (!load_record (self, record, id, error))
    return FALSE;
  record->read = sr_row_get_integer (record->row, SR_REQUEST_SOURCE_STEP);

  return TRUE;
}

static SrAct *
new_act (SrImport            *self,
         Record              *record,
         const SrImportLine  *line,
         const SrAction      *action,
         gboolean             is_inferred)
{
  SrAct *act = sr_act_new (self->map->kind, record->row != NULL ? sr_row_get_id (record->row) : 0,
                           action->name);

  act->at = line->at;
  act->step = line->step;
  act->source = g_strdup_printf ("%s:%u%s", self->name, line->line,
                                 is_inferred ? SR_ACT_INFERRED : "");

  return act;
}

/* Takes the act. */
static gboolean
do_act (SrImport  *self,
        Record    *record,
        SrAct     *act,
        GError   **error)
{
  SrOutcome *outcome = sr_import_do (self, act, error);
  gint64 id;

  if (outcome == NULL)
    return FALSE;

  id = outcome->record;
  sr_outcome_free (outcome);
  record->is_changed = TRUE;

  return load_record (self, record, id, error);
}

static gboolean
do_action (SrImport            *self,
           Record              *record,
           const SrImportLine  *line,
           const SrAction      *action,
           const gboolean      *changed,
           gboolean             is_inferred,
           GError             **error)
{
  SrAct *act = new_act (self, record, line, action, is_inferred);

  if (!sr_import_fill_act (self, line, action, changed, act, error))
    {
      sr_act_free (act);
      return FALSE;
    }

  return do_act (self, record, act, error);
}

/* The first line makes the record. What a log knows to have been opened after it was first written
 * was received by then. */
static gboolean
make_record (SrImport            *self,
             Record              *record,
             const SrImportLine  *line,
             GError             **error)
{
  const SrAction *action = sr_action_find (self->map->kind, "receive");
  SrAct *act = new_act (self, record, line, action, FALSE);
  g_autofree char *source_key = sr_import_source_key (self, line->key);
  const char *received;
  gint64 received_at = 0;

  sr_act_set (act, "source_key", source_key);
  if (!sr_import_fill_act (self, line, action, NULL, act, error))
    {
      sr_act_free (act);
      return FALSE;
    }

  received = g_hash_table_lookup (act->payload, "received_at");
  if (received != NULL && sr_instant_parse (received, NULL, &received_at, NULL) &&
      received_at > line->at)
    {
      g_autofree char *read = sr_instant_to_iso (line->at, sr_zone_get_id (self->map->zone));

      g_ptr_array_add (self->report->notices, g_strdup_printf (
        /* Translators: a file, a line in it, two instants */
        _("%s:%u: received at %s, later than its first line; read as %s"), self->name, line->line,
        received, read));
      sr_act_set (act, "received_at", read);
    }

  record->is_new = TRUE;

  return do_act (self, record, act, error);
}

static const SrImportLine *
find_previous (Record             *record,
               const SrImportLine *line)
{
  for (guint i = line->step - 1; i > 0; i--)
    {
      const SrImportLine *previous = g_ptr_array_index (record->lines, i - 1);

      if (!previous->is_bad)
        return previous;
    }

  return NULL;
}

static gboolean
takes (const SrAction *action,
       const char     *name)
{
  for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
    {
      if (g_str_equal (input->field, name))
        return TRUE;
    }

  return FALSE;
}

/* Takes out of @changed what the action has taken over. */
static void
tick_off (SrImport       *self,
          const SrAction *action,
          gboolean       *changed)
{
  for (guint i = 0; i < self->map->fields->len; i++)
    {
      const SrImportField *field = g_ptr_array_index (self->map->fields, i);

      if (takes (action, field->name))
        changed[i] = FALSE;
    }
}

/* The first action of the map that is possible in the state and takes over any of what changed. */
static const SrAction *
find_change (SrImport       *self,
             const char     *state,
             const gboolean *changed)
{
  for (guint a = 0; self->map->changes[a] != NULL; a++)
    {
      const SrAction *action = sr_action_find (self->map->kind, self->map->changes[a]);

      if (!sr_import_leads_from (action, state))
        continue;

      for (guint i = 0; i < self->map->fields->len; i++)
        {
          const SrImportField *field = g_ptr_array_index (self->map->fields, i);

          if (changed[i] && takes (action, field->name))
            return action;
        }
    }

  return NULL;
}

static const char *
get_state (Record *record)
{
  return sr_row_get_text (record->row, SR_REQUEST_STATE);
}

static gboolean
is_wanted (const SrImportLine *line,
           const char         *state)
{
  return g_ptr_array_find_with_equal_func (line->wanted, state, g_str_equal, NULL);
}

static gboolean
set_no_way (const SrImportLine  *line,
            const char          *state,
            GError             **error)
{
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_STATE,
               /* Translators: two states as the room and as the file spell them */
               _("no step of the map leads from “%s” to “%s”"), state, line->state);

  return FALSE;
}

/* Takes over what changed as soon as a state on the way allows it, and goes on, step by step, until
 * the record is where the line says. */
static gboolean
follow_line (SrImport            *self,
             Record              *record,
             const SrImportLine  *line,
             gboolean            *changed,
             gboolean             has_moved,
             GError             **error)
{
  const char *const *steps = (const char *const *) self->map->steps;

  for (;;)
    {
      const char *state = get_state (record);
      const SrAction *action = find_change (self, state, changed);
      gboolean is_inferred = FALSE;

      if (action == NULL)
        {
          if (is_wanted (line, state))
            return TRUE;

          action = sr_import_next_step (self->map->kind, steps, state, line->wanted);
          if (action == NULL)
            return set_no_way (line, state, error);

          /* The log tells of the move, not of the steps before it. */
          is_inferred = !has_moved || !is_wanted (line, action->to);
        }

      if (!do_action (self, record, line, action, changed, is_inferred, error))
        return FALSE;
      tick_off (self, action, changed);
    }
}

/* What changed although no action can change it any more is kept as text. */
static gboolean
keep_rest (SrImport            *self,
           Record              *record,
           const SrImportLine  *line,
           const gboolean      *changed,
           GError             **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const SrAction *action;
  SrAct *act;

  for (guint i = 0; i < self->map->fields->len; i++)
    {
      const SrImportField *field = g_ptr_array_index (self->map->fields, i);
      g_autofree char *columns = NULL;

      if (!changed[i])
        continue;

      columns = g_strjoinv (", ", field->columns);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", columns,
                              line->values[i]);
    }

  if (text->len == 0 || self->map->otherwise == NULL)
    return TRUE;

  for (action = sr_actions_of (self->map->kind); action->name != NULL; action++)
    {
      if (takes (action, self->map->otherwise))
        break;
    }
  if (action->name == NULL || !sr_import_leads_from (action, get_state (record)))
    return TRUE;

  act = new_act (self, record, line, action, FALSE);
  sr_act_set (act, self->map->otherwise, text->str);

  return do_act (self, record, act, error);
}

static gboolean
replay_line (SrImport            *self,
             Record              *record,
             const SrImportLine  *line,
             GError             **error)
{
  const SrImportLine *previous = find_previous (record, line);
  guint n_fields = self->map->fields->len;
  g_autofree gboolean *changed = g_new0 (gboolean, n_fields);

  if (!record->is_sought && !seek_record (self, record, line, error))
    return FALSE;
  if (line->step <= record->read)
    return TRUE;

  if (record->row == NULL)
    {
      if (!make_record (self, record, line, error))
        return FALSE;
    }
  else if (previous != NULL)
    {
      for (guint i = 0; i < n_fields; i++)
        changed[i] = !g_str_equal (line->values[i], previous->values[i]);
    }

  return follow_line (self, record, line, changed,
                      previous == NULL || !g_str_equal (previous->state, line->state), error) &&
         keep_rest (self, record, line, changed, error);
}

static void
count_records (SrImport  *self,
               GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = g_ptr_array_index (records, i);

      if (record->is_new)
        self->report->made++;
      else if (record->is_changed)
        self->report->continued++;
      else if (record->row != NULL)
        self->report->unchanged++;
    }
}

gboolean
sr_import_history (SrImport  *self,
                   GError   **error)
{
  g_autoptr (GPtrArray) records = group_lines (self);
  g_autoptr (GArray) steps = sort_steps (self, records);

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);
      GError *refusal = NULL;

      if (step->record->is_broken || replay_line (self, step->record, step->line, &refusal))
        continue;

      step->record->is_broken = TRUE;
      if (!sr_import_take_refusal (self, step->line->line, refusal, error))
        return FALSE;
    }

  count_records (self, records);

  return TRUE;
}
