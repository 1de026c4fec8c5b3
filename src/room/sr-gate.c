/* The one way in for a change.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-content-table.h"
#include "storage/sr-room-table.h"
#include "storage/sr-table.h"

/* The way of a change:
 *
 *   SrAct -> payload read -> record, children, setting loaded -> conflict? -> right, state, inputs,
 *   guard, effect (domain) -> rows, number, search text, event written -> commit
 *
 * all of it in one transaction that took the write lock at its start, so that nothing a rule saw can
 * change before what it decided is stored.
 */

/**
 * sr_gate_new:
 * @store: an open store
 * @clock: what "now" is
 *
 * Returns: (transfer full): a gate; nobody has signed in yet
 */
SrGate *
sr_gate_new (SrStore *store,
             SrClock *clock)
{
  SrGate *self = g_new0 (SrGate, 1);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->connection = g_object_ref (sr_store_get_writer (store));

  return self;
}

/**
 * sr_gate_free:
 * @self: (nullable) (transfer full):
 */
void
sr_gate_free (SrGate *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->configuration, sr_configuration_unref);
  g_object_unref (self->connection);
  g_object_unref (self->clock);
  g_object_unref (self->store);
  g_free (self);
}

gboolean
sr_gate_read_version (SrGate  *self,
                      gint64  *out_version,
                      GError **error)
{
  g_autofree char *text = NULL;

  if (!sr_room_table_get (self->connection, SR_GATE_CONFIGURATION_KEY, &text, error))
    return FALSE;

  *out_version = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  return TRUE;
}

gboolean
sr_gate_refresh (SrGate  *self,
                 GError **error)
{
  SrConfiguration *configuration;
  guint kinds = SR_CONFIGURATION_ALL;
  gint64 version = 0;

  if (!sr_gate_read_version (self, &version, error))
    return FALSE;

  if (self->configuration != NULL && version == self->configuration_version)
    return TRUE;

  if (version == self->own_version)
    kinds = self->own_kinds;
  configuration = sr_configuration_reload (self->connection, self->configuration, kinds, error);
  if (configuration == NULL)
    return FALSE;

  self->own_kinds = 0;

  g_clear_pointer (&self->configuration, sr_configuration_unref);
  self->configuration = configuration;
  self->configuration_version = version;

  return TRUE;
}

gboolean
sr_gate_open (SrGate  *self,
              GError **error)
{
  if (!self->in_batch && !sr_connection_begin (self->connection, TRUE, error))
    return FALSE;

  if (!sr_gate_refresh (self, error))
    {
      sr_gate_close (self, FALSE, NULL);
      return FALSE;
    }

  if (!self->in_batch)
    self->opened_version = self->configuration_version;

  return TRUE;
}

gboolean
sr_gate_close (SrGate    *self,
               gboolean   commit,
               GError   **error)
{
  if (self->in_batch)
    return TRUE;

  if (commit)
    {
      if (sr_connection_commit (self->connection, error))
        return TRUE;
    }

  sr_connection_rollback (self->connection);
  self->own_version = 0;
  self->own_kinds = 0;

  /* What was read after an act of this transaction has never been. */
  if (self->configuration_version != self->opened_version)
    g_clear_pointer (&self->configuration, sr_configuration_unref);

  return !commit;
}

/**
 * sr_gate_begin:
 *
 * Every act until [method@Sr.Gate.end] is part of one transaction. An act that is refused leaves no
 * trace only if the whole is ended without commit.
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_gate_begin (SrGate  *self,
               GError **error)
{
  g_return_val_if_fail (!self->in_batch, FALSE);

  if (!sr_gate_open (self, error))
    return FALSE;

  self->in_batch = TRUE;

  return TRUE;
}

/**
 * sr_gate_end:
 * @commit: %FALSE to undo all since [method@Sr.Gate.begin]
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR; then nothing is stored
 */
gboolean
sr_gate_end (SrGate    *self,
             gboolean   commit,
             GError   **error)
{
  g_return_val_if_fail (self->in_batch, FALSE);

  self->in_batch = FALSE;

  return sr_gate_close (self, commit, error);
}

/**
 * sr_gate_sign_in:
 * @login: a login of the room's staff
 *
 * Returns: %TRUE, or %FALSE with %SR_DOMAIN_ERROR_RIGHT if nobody active has that login
 */
gboolean
sr_gate_sign_in (SrGate      *self,
                 const char  *login,
                 GError     **error)
{
  GPtrArray *staff;

  if (!sr_gate_refresh (self, error))
    return FALSE;

  staff = sr_configuration_get_rows (self->configuration, &sr_staff_kind);
  for (guint i = 0; i < staff->len; i++)
    {
      const SrRow *row = g_ptr_array_index (staff, i);

      if (sr_row_is (row, SR_STAFF_LOGIN, login) && sr_row_get_integer (row, SR_STAFF_ACTIVE))
        {
          self->staff = sr_row_get_id (row);
          return TRUE;
        }
    }

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
               _("“%s” is not on the staff of this room. Ask a manager of the room to add you."),
               login);

  return FALSE;
}

/**
 * sr_gate_get_staff:
 *
 * Returns: (transfer none) (nullable): who signed in
 */
const SrRow *
sr_gate_get_staff (SrGate *self)
{
  if (self->configuration == NULL || self->staff == 0)
    return NULL;

  return sr_configuration_find (self->configuration, &sr_staff_kind, self->staff);
}

/**
 * sr_gate_get_connection:
 *
 * Returns: (transfer none): the writing connection
 */
SrConnection *
sr_gate_get_connection (SrGate *self)
{
  return self->connection;
}

/**
 * sr_gate_get_clock:
 *
 * Returns: (transfer none): what "now" is
 */
SrClock *
sr_gate_get_clock (SrGate *self)
{
  return self->clock;
}

/**
 * sr_gate_get_configuration:
 *
 * Returns: (transfer none) (nullable): the configuration as it is now, or %NULL with an error
 */
SrConfiguration *
sr_gate_get_configuration (SrGate  *self,
                           GError **error)
{
  return sr_gate_refresh (self, error) ? self->configuration : NULL;
}

static gboolean
concerns_several (GPtrArray *acts)
{
  const SrAct *first = g_ptr_array_index (acts, 0);

  for (guint i = 1; i < acts->len; i++)
    {
      const SrAct *act = g_ptr_array_index (acts, i);

      if (act->record > 0 && first->record > 0 &&
          (act->record != first->record || act->kind != first->kind))
        return TRUE;
    }

  return FALSE;
}

/* Who acts on many records is told which one is in the way. */
static void
name_refused (SrGate       *self,
              const SrAct  *act,
              GError      **error)
{
  int field = sr_record_kind_find_field (act->kind, "number");
  g_autoptr (SrRow) row = NULL;

  if (error == NULL || *error == NULL || (*error)->domain != SR_DOMAIN_ERROR || field < 0 ||
      act->record <= 0)
    return;

  row = sr_table_load (self->connection, act->kind, act->record, NULL);
  if (row != NULL)
    g_prefix_error (error, "%s: ", sr_row_get_text (row, field));
}

/**
 * sr_gate_act:
 * @acts: (element-type SrAct): what shall be done, in order
 * @out_conflicts: (out) (optional) (nullable) (element-type SrConflict): after a conflict, what
 *   collides
 *
 * Does all of the acts in one transaction, or none. When it returns, what was done is durable.
 *
 * Returns: (transfer full) (nullable) (element-type SrOutcome): one for each act, or %NULL with
 *   %SR_DOMAIN_ERROR or %SR_STORE_ERROR
 */
GPtrArray *
sr_gate_act (SrGate     *self,
             GPtrArray  *acts,
             GPtrArray **out_conflicts,
             GError    **error)
{
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_outcome_free);

  if (out_conflicts != NULL)
    *out_conflicts = NULL;

  if (!sr_gate_open (self, error))
    return NULL;

  for (guint i = 0; i < acts->len; i++)
    {
      const SrAct *act = g_ptr_array_index (acts, i);
      SrOutcome *outcome = sr_gate_perform (self, act, outcomes, out_conflicts, error);

      if (outcome == NULL)
        {
          if (concerns_several (acts))
            name_refused (self, act, error);
          sr_gate_close (self, FALSE, NULL);
          return NULL;
        }
      g_ptr_array_add (outcomes, outcome);
    }

  if (!sr_gate_close (self, TRUE, error))
    return NULL;

  return g_steal_pointer (&outcomes);
}

/**
 * sr_gate_act_one:
 * @act: (transfer full): what shall be done
 *
 * Returns: (transfer full) (nullable): what came of it, or %NULL with an error
 */
SrOutcome *
sr_gate_act_one (SrGate  *self,
                 SrAct   *act,
                 GError **error)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autoptr (GPtrArray) outcomes = NULL;

  g_ptr_array_add (acts, act);
  outcomes = sr_gate_act (self, acts, NULL, error);

  return outcomes != NULL ? g_ptr_array_steal_index (outcomes, 0) : NULL;
}

/**
 * sr_gate_attach:
 * @request: the id of a request
 * @name: the file's name
 * @media_type: its media type
 * @content: what it holds
 * @cancellable: (nullable): stops the reading; nothing is stored then
 *
 * Stores the content, unless the room has it already, and makes the attachment in one transaction.
 *
 * Returns: (transfer full) (nullable): what came of it, or %NULL with an error
 */
SrOutcome *
sr_gate_attach (SrGate        *self,
                gint64         request,
                const char    *name,
                const char    *media_type,
                GInputStream  *content,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *size_text = NULL;
  gint64 size = 0;
  SrOutcome *outcome;
  SrAct *act;

  if (!sr_gate_begin (self, error))
    return NULL;

  if (!sr_content_table_store (self->connection, content, &sha256, &size, cancellable, error))
    {
      sr_gate_end (self, FALSE, NULL);
      return NULL;
    }

  size_text = g_strdup_printf ("%" G_GINT64_FORMAT, size);
  act = sr_act_new (&sr_request_kind, request, "attach");
  sr_act_set (act, "attachment.name", name);
  sr_act_set (act, "attachment.media_type", media_type);
  sr_act_set (act, "attachment.size", size_text);
  sr_act_set (act, "attachment.sha256", sha256);

  outcome = sr_gate_act_one (self, act, error);
  if (outcome == NULL)
    {
      sr_gate_end (self, FALSE, NULL);
      return NULL;
    }

  if (!sr_gate_end (self, TRUE, error))
    g_clear_pointer (&outcome, sr_outcome_free);

  return outcome;
}
