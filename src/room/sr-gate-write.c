/* Writes a decided change: records, numbers, search text, event.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-gate"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-number.h"
#include "domain/service/sr-undo.h"
#include "room/sr-gate-private.h"
#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/service/sr-search-table.h"
#include "storage/sr-event-table.h"
#include "storage/sr-room-table.h"
#include "storage/sr-table.h"

/* A reference of -n becomes the id of the n-th change. */
static void
resolve_placeholders (SrRow     *row,
                      GPtrArray *changes)
{
  const SrRecordKind *kind = sr_row_get_kind (row);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      gint64 reference = sr_row_get_integer (row, i);

      if (kind->fields[i].type == SR_FIELD_REFERENCE && reference < 0)
        {
          const SrChange *change = g_ptr_array_index (changes, -reference - 1);

          sr_row_set_integer (row, i, sr_row_get_id (change->after));
        }
    }
}

void
sr_gate_set_number (SrRow  *row,
                    int     year,
                    gint64  serial)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  g_autofree char *number = sr_number_format (kind->series, year, serial);

  sr_row_set_text (row, sr_record_kind_find_field (kind, "number"), number);
  sr_row_set_integer (row, sr_record_kind_find_field (kind, "number_year"), year);
  sr_row_set_integer (row, sr_record_kind_find_field (kind, "number_serial"), serial);
}

static gboolean
take_number (SrGate    *self,
             SrRow     *row,
             gint64     at,
             GError   **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);
  SrCalendar *calendar = sr_configuration_get_calendar (self->configuration, 0);
  gint64 serial = 0;
  int year = 0;

  if (kind->series == NULL)
    return TRUE;

  sr_day_get_ymd (sr_calendar_day_of (calendar, at), &year, NULL, NULL);
  if (!sr_number_table_take (self->connection, kind->series, year, &serial, error))
    return FALSE;

  sr_gate_set_number (row, year, serial);

  return TRUE;
}

static void
sign_row (SrRow          *row,
          const SrRow    *before,
          const SrSigner *signer)
{
  sr_row_set_integer (row, SR_COMMON_REVISION,
                      before != NULL ? sr_row_get_integer (before, SR_COMMON_REVISION) + 1 : 1);
  sr_row_set_integer (row, SR_COMMON_UPDATED_AT, signer->at);
  if (signer->staff != 0)
    sr_row_set_integer (row, SR_COMMON_UPDATED_BY, signer->staff);
  else
    sr_row_set_null (row, SR_COMMON_UPDATED_BY);

  if (before == NULL)
    {
      sr_row_set (row, SR_COMMON_CREATED_AT, sr_row_get (row, SR_COMMON_UPDATED_AT));
      sr_row_set (row, SR_COMMON_CREATED_BY, sr_row_get (row, SR_COMMON_UPDATED_BY));
    }
}

void
sr_gate_settle (SrChange       *change,
                GPtrArray      *changes,
                const SrSigner *signer)
{
  resolve_placeholders (change->after, changes);
  sign_row (change->after, change->before, signer);
}

static gboolean
differs (const SrRow *a,
         const SrRow *b,
         guint        field)
{
  return a == NULL || !sr_value_equal (sr_row_get (a, field), sr_row_get (b, field));
}

/* The field of a kind that names the request in whose search text its rows stand, -1 for none. */
static int
find_request_field (const SrRecordKind *kind)
{
  if (kind == &sr_note_kind)
    return SR_NOTE_REQUEST;

  return kind == &sr_contact_kind ? SR_CONTACT_REQUEST : -1;
}

static gboolean
has_other_search_text (const SrChange *change)
{
  static const guint fields[] = {
    SR_REQUEST_TITLE, SR_REQUEST_BODY, SR_REQUEST_PLACE, SR_REQUEST_CUSTOMER,
    SR_REQUEST_CONTACT_NAME, SR_REQUEST_CONTACT_PHONE, SR_REQUEST_SOLUTION
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (differs (change->before, change->after, fields[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
write_search_text (SrGate          *self,
                   const SrChange  *change,
                   GError         **error)
{
  const SrRecordKind *kind = sr_row_get_kind (change->after);
  int request = find_request_field (kind);

  if (kind == &sr_request_kind && has_other_search_text (change))
    return sr_search_table_index (self->connection, change->after, error);

  if (request >= 0)
    return sr_search_table_index_by_id (self->connection,
                                        sr_row_get_integer (change->after, request), error);

  if (kind == &sr_customer_kind &&
      (differs (change->before, change->after, SR_CUSTOMER_NAME) ||
       differs (change->before, change->after, SR_CUSTOMER_PHONES)))
    return sr_customer_table_index (self->connection, change->after, error);

  return TRUE;
}

static gboolean
write_tags (SrGate          *self,
            const SrChange  *change,
            GError         **error)
{
  /* A request without tags, as most are when they are received, has none to take away. */
  if (sr_row_get_kind (change->after) != &sr_request_kind ||
      (change->before == NULL && sr_row_is_null (change->after, SR_REQUEST_TAGS)) ||
      !differs (change->before, change->after, SR_REQUEST_TAGS))
    return TRUE;

  return sr_request_table_tag (self->connection, change->after, error);
}

static gboolean
write_change (SrGate          *self,
              const SrSigner  *signer,
              SrChange        *change,
              GPtrArray       *changes,
              GError         **error)
{
  sr_gate_settle (change, changes, signer);

  if (change->before == NULL && !take_number (self, change->after, signer->at, error))
    return FALSE;

  if (!sr_row_validate (change->after, error))
    return FALSE;

  if (change->before == NULL)
    {
      if (!sr_table_insert (self->connection, change->after, error))
        return FALSE;
    }
  else if (!sr_table_update (self->connection, change->after,
                             sr_row_get_integer (change->before, SR_COMMON_REVISION), error))
    {
      return FALSE;
    }

  return write_search_text (self, change, error) && write_tags (self, change, error);
}

gboolean
sr_gate_is_idle (const SrChange *change)
{
  return change->before != NULL && sr_row_equal (change->before, change->after);
}

/* The n of -n must keep its meaning, so the places stay until every row is written. */
void
sr_gate_drop_idle (GPtrArray *changes)
{
  for (guint i = changes->len; i > 0; i--)
    {
      if (sr_gate_is_idle (g_ptr_array_index (changes, i - 1)))
        g_ptr_array_remove_index (changes, i - 1);
    }
}

static guint
find_kinds (GPtrArray *changes)
{
  guint kinds = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      kinds |= sr_configuration_get_bit (sr_row_get_kind (change->after));
    }

  return kinds;
}

/* Who has read a configuration learns from its version that it is another now. */
static gboolean
raise_configuration (SrGate     *self,
                     GPtrArray  *changes,
                     GError    **error)
{
  guint kinds = find_kinds (changes);
  gint64 version = 0;
  g_autofree char *text = NULL;

  if (kinds == 0)
    return TRUE;

  if (!sr_gate_read_version (self, &version, error))
    return FALSE;

  /* What else changed meanwhile is not known, unless nothing did. */
  if (version == self->configuration_version || version == self->own_version)
    {
      self->own_version = version + 1;
      self->own_kinds |= kinds;
    }
  text = g_strdup_printf ("%" G_GINT64_FORMAT, version + 1);

  return sr_room_table_set (self->connection, SR_GATE_CONFIGURATION_KEY, text, error);
}

SrRow *
sr_gate_make_event (const SrSigner     *signer,
                    const SrRecordKind *kind,
                    gint64              record,
                    const char         *action,
                    const char         *reason,
                    const char         *clause,
                    const char         *source,
                    GPtrArray          *changes)
{
  SrRow *event = sr_row_new (&sr_event_kind);
  g_autofree char *body = sr_event_body_write (changes, source);

  sr_row_set_integer (event, SR_EVENT_AT, signer->at);
  sr_row_set_text (event, SR_EVENT_ACTOR, signer->actor);
  sr_row_set_text (event, SR_EVENT_ROLE, signer->role);
  sr_row_set_text (event, SR_EVENT_KIND, kind->name);
  sr_row_set_integer (event, SR_EVENT_RECORD, record);
  sr_row_set_text (event, SR_EVENT_ACTION, action);
  sr_row_set_text (event, SR_EVENT_BODY, body);
  sr_row_set_text (event, SR_EVENT_REASON, reason);
  sr_row_set_text (event, SR_EVENT_CLAUSE, clause);

  return event;
}

static SrOutcome *
make_outcome (const SrRow *subject)
{
  const SrRecordKind *kind = sr_row_get_kind (subject);
  SrOutcome *outcome = g_new0 (SrOutcome, 1);

  outcome->record = sr_row_get_id (subject);
  outcome->revision = sr_row_get_integer (subject, SR_COMMON_REVISION);
  if (kind->series != NULL)
    outcome->number = g_strdup (sr_row_get_text (subject,
                                                 sr_record_kind_find_field (kind, "number")));

  return outcome;
}

SrOutcome *
sr_gate_write (SrGate             *self,
               const SrSigner     *signer,
               const SrRecordKind *kind,
               gint64              record,
               const char         *action,
               const char         *reason,
               const char         *clause,
               const char         *source,
               GPtrArray          *changes,
               GError            **error)
{
  const SrChange *first = g_ptr_array_index (changes, 0);
  g_autoptr (SrRow) event = NULL;
  SrOutcome *outcome;

  for (guint i = 0; i < changes->len; i++)
    {
      SrChange *change = g_ptr_array_index (changes, i);

      if (!sr_gate_is_idle (change) && !write_change (self, signer, change, changes, error))
        return NULL;
    }

  if (record == 0)
    record = sr_row_get_id (first->after);
  outcome = make_outcome (first->after);
  outcome->undoable = source == NULL && sr_undo_is_possible (kind, action, changes);

  sr_gate_drop_idle (changes);

  event = sr_gate_make_event (signer, kind, record, action, reason, clause, source, changes);
  if (!sr_event_table_append (self->connection, event, error) ||
      !raise_configuration (self, changes, error) ||
      !sr_gate_arm (self, kind, record, signer->at, changes, error))
    {
      sr_outcome_free (outcome);
      return NULL;
    }

  outcome->sequence = sr_row_get_integer (event, SR_EVENT_SEQUENCE);

  return outcome;
}
