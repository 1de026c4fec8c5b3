/* serviceroomctl list, show, history: what is in the room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/sr-text.h"
#include "ctl/sr-ctl-print.h"
#include "ctl/sr-ctl-requests.h"
#include "ctl/sr-ctl.h"
#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "room/sr-record-json.h"
#include "storage/service/sr-customer-table.h"
#include "storage/service/sr-listed-row.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

#define PAGE 1000

/* What a list of a kind shows to people; every other kind shows its first fields. */
static const guint request_columns[] = {
  SR_REQUEST_NUMBER, SR_REQUEST_STATE, SR_REQUEST_PRIORITY, SR_REQUEST_DUE_AT, SR_REQUEST_OWNER,
  SR_REQUEST_CUSTOMER, SR_REQUEST_TITLE,
};
static const guint customer_columns[] = {
  SR_CUSTOMER_ID, SR_CUSTOMER_NAME, SR_CUSTOMER_PHONES, SR_CUSTOMER_DEPARTMENT, SR_CUSTOMER_PLACE,
};
static const guint event_columns[] = {
  SR_EVENT_SEQUENCE, SR_EVENT_AT, SR_EVENT_ACTOR, SR_EVENT_KIND, SR_EVENT_RECORD, SR_EVENT_ACTION,
  SR_EVENT_REASON,
};

#define MAX_PLAIN_COLUMNS 6

static gboolean
parse_limit (SrCtl   *self,
             guint   *out_limit,
             GError **error)
{
  const char *text = sr_ctl_get_option (self, "limit");
  guint64 limit = 0;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT32, &limit, NULL))
    return sr_ctl_set_usage (error, _("--limit cannot be “%s”. Give a number from 1."), text);

  *out_limit = (guint) limit;

  return TRUE;
}

static GPtrArray *
take_listed (GPtrArray *listed)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);

  for (guint i = 0; i < listed->len; i++)
    g_ptr_array_add (rows, g_steal_pointer (&((SrListedRow *) listed->pdata[i])->row));
  g_ptr_array_unref (listed);

  return rows;
}

static gboolean
has_text (const SrRow *row,
          const char  *folded)
{
  const SrRecordKind *kind = sr_row_get_kind (row);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *own = NULL;

      if (kind->fields[i].type != SR_FIELD_TEXT || sr_row_is_null (row, i))
        continue;

      own = sr_text_fold (sr_row_get_text (row, i));
      if (strstr (own, folded) != NULL)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
load_page (SrCtl               *self,
           const SrRecordKind  *kind,
           gint64               after,
           GError             **error)
{
  return kind == &sr_event_kind
         ? sr_event_table_load_after (self->connection, after, PAGE, error)
         : sr_table_load_after (self->connection, kind, after, PAGE, error);
}

/* Page by page, so that a limit ends the reading. */
static GPtrArray *
load_others (SrCtl               *self,
             const SrRecordKind  *kind,
             guint                limit,
             GError             **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  const char *search = sr_ctl_get_option (self, "search");
  g_autofree char *folded = search != NULL ? sr_text_fold (search) : NULL;
  gint64 last = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) rows = load_page (self, kind, last, error);

      if (rows == NULL)
        return NULL;

      for (guint i = 0; i < rows->len && (limit == 0 || found->len < limit); i++)
        {
          SrRow *row = g_ptr_array_index (rows, i);

          last = sr_row_get_integer (row, 0);
          if (folded == NULL || has_text (row, folded))
            g_ptr_array_add (found, sr_row_copy (row));
        }

      if (rows->len < PAGE || (limit > 0 && found->len >= limit))
        return g_steal_pointer (&found);
    }
}

static GPtrArray *
load_rows (SrCtl               *self,
           const SrRecordKind  *kind,
           guint                limit,
           GError             **error)
{
  const char *search = sr_ctl_get_option (self, "search");
  GPtrArray *listed;

  if (kind == &sr_request_kind)
    {
      listed = sr_ctl_list_requests (self, limit, error);
      return listed != NULL ? take_listed (listed) : NULL;
    }

  if (kind == &sr_customer_kind && search != NULL)
    {
      listed = sr_customer_table_match (self->connection, search, limit > 0 ? limit : G_MAXINT32,
                                        error);
      return listed != NULL ? take_listed (listed) : NULL;
    }

  return load_others (self, kind, limit, error);
}

static char *
display (SrCtl        *self,
         const SrRow  *row,
         guint         field,
         GError      **error)
{
  const SrField *declaration = &sr_row_get_kind (row)->fields[field];

  if (declaration->type == SR_FIELD_REFERENCE && !sr_row_is_null (row, field))
    return g_strdup (sr_reference_names_get (self->names, declaration->reference,
                                             sr_row_get_integer (row, field), error));

  return sr_field_to_display (declaration, sr_row_get (row, field), self->zone);
}

static GArray *
choose_columns (const SrRecordKind *kind)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  if (kind == &sr_request_kind)
    g_array_append_vals (columns, request_columns, G_N_ELEMENTS (request_columns));
  else if (kind == &sr_customer_kind)
    g_array_append_vals (columns, customer_columns, G_N_ELEMENTS (customer_columns));
  else if (kind == &sr_event_kind)
    g_array_append_vals (columns, event_columns, G_N_ELEMENTS (event_columns));

  if (columns->len > 0)
    return columns;

  for (guint i = 0; columns->len < MAX_PLAIN_COLUMNS && i < kind->n_fields; i++)
    {
      if (i == SR_COMMON_ID || i >= SR_N_COMMON_FIELDS)
        g_array_append_val (columns, i);
    }

  return columns;
}

static gboolean
print_rows (SrCtl               *self,
            const SrRecordKind  *kind,
            GPtrArray           *rows,
            GError             **error)
{
  g_autoptr (GArray) columns = choose_columns (kind);
  g_autoptr (SrCtlTable) table = sr_ctl_table_new (columns->len);

  for (guint i = 0; i < rows->len; i++)
    {
      for (guint c = 0; c < columns->len; c++)
        {
          char *text = display (self, g_ptr_array_index (rows, i),
                                g_array_index (columns, guint, c), error);

          if (text == NULL)
            return FALSE;
          sr_ctl_table_add (table, text);
        }
    }
  sr_ctl_table_print (g_steal_pointer (&table));

  return TRUE;
}

static JsonArray *
rows_to_json (SrCtl      *self,
              GPtrArray  *rows,
              GError    **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *object = sr_record_to_json (g_ptr_array_index (rows, i), self->names, self->zone,
                                              error);

      if (object == NULL)
        return NULL;
      json_array_add_object_element (array, object);
    }

  return g_steal_pointer (&array);
}

static gboolean
print_rows_json (SrCtl      *self,
                 GPtrArray  *rows,
                 GError    **error)
{
  g_autoptr (JsonArray) array = rows_to_json (self, rows, error);

  if (array == NULL)
    return FALSE;

  sr_ctl_print_json (json_node_init_array (json_node_alloc (), array));

  return TRUE;
}

gboolean
sr_ctl_list (SrCtl   *self,
             char   **arguments,
             GError **error)
{
  const SrRecordKind *kind = sr_ctl_find_kind (arguments[0], error);
  g_autoptr (GPtrArray) rows = NULL;
  guint limit = 0;

  if (kind == NULL || !parse_limit (self, &limit, error) ||
      !sr_ctl_check_request_options (self, kind, error) ||
      !sr_ctl_open (self, SR_CTL_READ, error))
    return FALSE;

  rows = load_rows (self, kind, limit, error);
  if (rows == NULL)
    return FALSE;

  return self->is_json ? print_rows_json (self, rows, error) : print_rows (self, kind, rows, error);
}

/* The kinds that hang on a record of @kind, with the name of their member in its JSON. */
static const struct
{
  const SrRecordKind *kind;
  const char         *member;
} children[] = {
  { &sr_contact_kind,        "contacts" },
  { &sr_note_kind,           "notes" },
  { &sr_hand_off_kind,       "hand_offs" },
  { &sr_attachment_kind,     "attachments" },
  { &sr_clock_kind,          "clocks" },
  { &sr_clock_interval_kind, "clock_intervals" },
  { &sr_link_kind,           "links" },
  { &sr_follower_kind,       "followers" },
  { &sr_snooze_kind,         "snoozes" },
  { &sr_checked_step_kind,   "checked_steps" },
  { &sr_review_kind,         "reviews" },
};

static gboolean
print_record_json (SrCtl        *self,
                   const SrRow  *row,
                   GError      **error)
{
  g_autoptr (JsonObject) object = sr_record_to_json (row, self->names, self->zone, error);

  if (object == NULL)
    return FALSE;

  for (guint i = 0; sr_row_get_kind (row) == &sr_request_kind && i < G_N_ELEMENTS (children); i++)
    {
      g_autoptr (GPtrArray) rows = sr_table_load_children (self->connection, children[i].kind,
                                                           sr_row_get_id (row), error);
      JsonArray *array = rows != NULL ? rows_to_json (self, rows, error) : NULL;

      if (array == NULL)
        return FALSE;
      json_object_set_array_member (object, children[i].member, array);
    }

  sr_ctl_print_json (json_node_init_object (json_node_alloc (), object));

  return TRUE;
}

static gboolean
add_fields (SrCtl        *self,
            SrCtlTable   *table,
            const SrRow  *row,
            guint         first,
            const char   *indent,
            GError      **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);

  for (guint i = first; i < kind->n_fields; i++)
    {
      char *text;

      if (sr_row_is_null (row, i))
        continue;

      text = display (self, row, i, error);
      if (text == NULL)
        return FALSE;
      sr_ctl_table_add (table, g_strconcat (indent, _(kind->fields[i].label), NULL));
      sr_ctl_table_add (table, text);
    }

  return TRUE;
}

static gboolean
print_record (SrCtl        *self,
              const SrRow  *row,
              GError      **error)
{
  g_autoptr (SrCtlTable) table = sr_ctl_table_new (2);

  if (!add_fields (self, table, row, 0, "", error))
    return FALSE;

  for (guint i = 0; sr_row_get_kind (row) == &sr_request_kind && i < G_N_ELEMENTS (children); i++)
    {
      g_autoptr (GPtrArray) rows = sr_table_load_children (self->connection, children[i].kind,
                                                           sr_row_get_id (row), error);

      if (rows == NULL)
        return FALSE;

      for (guint n = 0; n < rows->len; n++)
        {
          sr_ctl_table_add (table, g_strdup (_(children[i].kind->label)));
          sr_ctl_table_add (table, g_strdup (""));
          if (!add_fields (self, table, g_ptr_array_index (rows, n), SR_N_COMMON_FIELDS, "  ",
                           error))
            return FALSE;
        }
    }
  sr_ctl_table_print (g_steal_pointer (&table));

  return TRUE;
}

gboolean
sr_ctl_show (SrCtl   *self,
             char   **arguments,
             GError **error)
{
  g_autoptr (SrRow) row = NULL;

  if (!sr_ctl_open (self, SR_CTL_READ, error) ||
      !sr_ctl_find_record (self, arguments[0], &row, error))
    return FALSE;

  return self->is_json ? print_record_json (self, row, error) : print_record (self, row, error);
}

/* Where a replayed event was read. */
static char *
get_source (const SrRow *event)
{
  g_autoptr (JsonNode) body = sr_json_read (sr_row_get_text (event, SR_EVENT_BODY));
  const char *source = NULL;

  if (body != NULL && JSON_NODE_HOLDS_OBJECT (body))
    source = json_object_get_string_member_with_default (json_node_get_object (body), "source",
                                                         NULL);

  return g_strdup (source != NULL ? source : "");
}

static void
print_events (SrCtl     *self,
              GPtrArray *events)
{
  SrCtlTable *table = sr_ctl_table_new (7);

  for (guint i = 0; i < events->len; i++)
    {
      const SrRow *event = g_ptr_array_index (events, i);
      const char *reason = sr_row_get_text (event, SR_EVENT_REASON);
      const char *clause = sr_row_get_text (event, SR_EVENT_CLAUSE);

      sr_ctl_table_add (table, g_strdup_printf ("%" G_GINT64_FORMAT,
                                                sr_row_get_integer (event, SR_EVENT_SEQUENCE)));
      sr_ctl_table_add (table, sr_instant_to_iso (sr_row_get_integer (event, SR_EVENT_AT),
                                                  self->zone));
      sr_ctl_table_add (table, g_strdup (sr_row_get_text (event, SR_EVENT_ACTOR)));
      sr_ctl_table_add (table, g_strdup (sr_row_get_text (event, SR_EVENT_ACTION)));
      sr_ctl_table_add (table, g_strdup (clause != NULL ? clause : ""));
      sr_ctl_table_add (table, g_strdup (reason != NULL ? reason : ""));
      sr_ctl_table_add (table, get_source (event));
    }
  sr_ctl_table_print (table);
}

gboolean
sr_ctl_history (SrCtl   *self,
                char   **arguments,
                GError **error)
{
  g_autoptr (SrRow) row = NULL;
  g_autoptr (GPtrArray) events = NULL;

  if (!sr_ctl_open (self, SR_CTL_READ, error) ||
      !sr_ctl_find_record (self, arguments[0], &row, error))
    return FALSE;

  events = sr_event_table_load (self->connection, sr_row_get_kind (row)->name, sr_row_get_id (row),
                                error);
  if (events == NULL)
    return FALSE;

  if (self->is_json)
    return print_rows_json (self, events, error);

  print_events (self, events);

  return TRUE;
}

static void
print_reminders (SrCtl     *self,
                 GPtrArray *reminders)
{
  SrCtlTable *table = sr_ctl_table_new (7);

  for (guint i = 0; i < reminders->len; i++)
    {
      const SrRow *row = g_ptr_array_index (reminders, i);
      const SrRow *staff = sr_configuration_find (self->configuration, &sr_staff_kind,
                                                  sr_row_get_integer (row, SR_REMINDER_STAFF));

      sr_ctl_table_add (table, sr_instant_to_iso (sr_row_get_integer (row, SR_REMINDER_RAISED_AT),
                                                  self->zone));
      sr_ctl_table_add (table, g_strdup (sr_row_get_text (row, SR_REMINDER_NUMBER)));
      sr_ctl_table_add (table, g_strdup (sr_row_get_text (row, SR_REMINDER_CLOCK_KIND)));
      sr_ctl_table_add (table, g_strdup_printf ("%d", (int) sr_row_get_integer (row,
                                                                                SR_REMINDER_LEVEL)));
      sr_ctl_table_add (table, g_strdup (sr_row_get_text (row, SR_REMINDER_FORM)));
      sr_ctl_table_add (table, g_strdup (staff != NULL ? sr_row_get_text (staff, SR_STAFF_LOGIN)
                                                       : ""));
      sr_ctl_table_add (table, sr_instant_to_iso (sr_row_get_integer (row, SR_REMINDER_DUE_AT),
                                                  self->zone));
    }
  sr_ctl_table_print (table);
}

gboolean
sr_ctl_reminders (SrCtl   *self,
                  char   **arguments,
                  GError **error)
{
  g_autoptr (GPtrArray) reminders = NULL;
  gint64 until = 0;

  if (!sr_ctl_has_option (self, "until"))
    return sr_ctl_set_usage (error, _("--until is missing. Give the instant until which to look."));

  if (!sr_ctl_open (self, SR_CTL_WRITE, error) || !sr_ctl_get_until (self, &until, error))
    return FALSE;

  reminders = sr_gate_look_ahead (self->gate, until, error);
  if (reminders == NULL)
    return FALSE;

  if (self->is_json)
    return print_rows_json (self, reminders, error);

  print_reminders (self, reminders);

  return TRUE;
}
