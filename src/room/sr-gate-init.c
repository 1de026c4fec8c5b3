/* What a new room starts with.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-defaults.h"
#include "room/sr-gate-private.h"
#include "room/sr-shipped-days.h"

static gboolean
write_one (SrGate          *self,
           const SrSigner  *signer,
           SrRow           *row,
           gint64          *out_id,
           GError         **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  const SrRecordKind *root_kind = kind;
  gint64 root = 0;
  SrOutcome *outcome;

  if (kind->parent != NULL)
    {
      int parent = sr_record_kind_find_field (kind, kind->parent);

      root_kind = sr_record_kind_find (kind->fields[parent].reference);
      root = sr_row_get_integer (row, parent);
    }

  g_ptr_array_add (changes, sr_change_new (NULL, row));
  outcome = sr_gate_write (self, signer, root_kind, root, "create", NULL, NULL, NULL, changes,
                           error);
  if (outcome == NULL)
    return FALSE;

  *out_id = outcome->record;
  sr_outcome_free (outcome);

  return TRUE;
}

static gboolean
write_defaults (SrGate          *self,
                const SrSigner  *signer,
                gint64          *out_calendar,
                GError         **error)
{
  g_autoptr (GPtrArray) rows = sr_defaults_new (signer->at);
  g_autofree gint64 *ids = g_new0 (gint64, rows->len);

  *out_calendar = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      SrRow *row = sr_row_copy (g_ptr_array_index (rows, i));
      const SrRecordKind *kind = sr_row_get_kind (row);

      for (guint f = 0; f < kind->n_fields; f++)
        {
          gint64 reference = sr_row_get_integer (row, f);

          if (kind->fields[f].type == SR_FIELD_REFERENCE && reference < 0)
            sr_row_set_integer (row, f, ids[-reference - 1]);
        }

      if (!write_one (self, signer, row, &ids[i], error))
        return FALSE;

      if (kind == &sr_calendar_kind && *out_calendar == 0)
        *out_calendar = ids[i];
    }

  return TRUE;
}

static gboolean
write_first_manager (SrGate      *self,
                     SrSigner    *signer,
                     const char  *login,
                     const char  *name,
                     GError     **error)
{
  static const char *const roles[] = { "desk", "handler", "manager", NULL };
  SrRow *staff = sr_row_new (&sr_staff_kind);

  sr_row_set_text (staff, SR_STAFF_LOGIN, login);
  sr_row_set_text (staff, SR_STAFF_NAME, name != NULL && *name != '\0' ? name : login);
  sr_row_set_list (staff, SR_STAFF_ROLES, roles);
  sr_row_set_integer (staff, SR_STAFF_ACTIVE, 1);

  return write_one (self, signer, staff, &signer->staff, error);
}

static gboolean
init_in_transaction (SrGate      *self,
                     const char  *login,
                     const char  *name,
                     GError     **error)
{
  GPtrArray *staff = sr_configuration_get_rows (self->configuration, &sr_staff_kind);
  SrSigner signer = { 0, login, "manager", sr_clock_now (self->clock) };
  g_autoptr (GPtrArray) days = NULL;
  gint64 calendar = 0;

  if (staff->len > 0)
    return TRUE;

  days = sr_shipped_days_load (error);
  if (days == NULL)
    return FALSE;

  if (!write_first_manager (self, &signer, login, name, error) ||
      !write_defaults (self, &signer, &calendar, error))
    return FALSE;

  self->staff = signer.staff;

  return sr_gate_import_exceptions (self, calendar, days, FALSE, NULL, NULL, error);
}

/**
 * sr_gate_init:
 * @login: who becomes the first manager
 * @name: (nullable): what that person is called
 *
 * Fills a new room: calendar with the official days that the program ships, policy, types, codes,
 * parameters, first manager. A room that has staff is left as it is.
 *
 * Returns: %TRUE, or %FALSE with an error; then nothing is stored
 */
gboolean
sr_gate_init (SrGate      *self,
              const char  *login,
              const char  *name,
              GError     **error)
{
  gboolean done;

  if (!sr_gate_begin (self, error))
    return FALSE;

  done = init_in_transaction (self, login, name, error);
  if (!done)
    {
      sr_gate_end (self, FALSE, NULL);
      return FALSE;
    }

  return sr_gate_end (self, TRUE, error);
}
