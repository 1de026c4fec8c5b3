/* Taking a step back: by a step of its own, not by erasing.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-undo"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "domain/service/sr-undo.h"
#include "domain/sr-domain-error.h"

#define REASON_PREFIX "event "

/* An event tells of each field what it was and what it is. To take it back is to give each its former
 * value; the rows that it made cannot go, so they are switched off. Clocks need no rule of their own:
 * what one was before the step - since when it ran, how much was used - is what it is after it is
 * taken back, and thereby its deadline is the same. */

struct _SrUndo
{
  const SrRow        *event;   /* borrowed */
  const SrRecordKind *kind;
  const SrAction     *action;  /* NULL for none of the table */
  JsonNode           *body;
  JsonArray          *changes; /* of the body */
};

/* What makes a row as if it were not there: the instant at which it ended. */
static const struct
{
  const SrRecordKind *kind;
  guint               field;
} ends[] = {
  { &sr_note_kind,     SR_NOTE_RETRACTED_AT },
  { &sr_contact_kind,  SR_CONTACT_RETRACTED_AT },
  { &sr_hand_off_kind, SR_HAND_OFF_DONE_AT },
  { &sr_link_kind,     SR_LINK_REMOVED_AT },
  { &sr_snooze_kind,   SR_SNOOZE_ENDED_AT },
  { &sr_review_kind,   SR_REVIEW_RETRACTED_AT },
};

static gboolean
refuse (GError     **error,
        int          code,
        const char  *message)
{
  g_set_error_literal (error, SR_DOMAIN_ERROR, code, message);

  return FALSE;
}

static gboolean
set_unreadable (GError **error)
{
  return refuse (error, SR_DOMAIN_ERROR_INVALID, _("The body of the event cannot be read."));
}

static JsonObject *
get_change (SrUndo *self,
            guint   position)
{
  return json_array_get_object_element (self->changes, position);
}

static JsonObject *
get_set (SrUndo *self,
         guint   position)
{
  return json_object_get_object_member (get_change (self, position), "set");
}

/* The value before (0) or after (1) of a field that the event set. */
static void
read_value (JsonNode *node,
            guint     which,
            SrValue  *out_value)
{
  JsonNode *value = json_array_get_element (json_node_get_array (node), which);

  sr_value_set_null (out_value);
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    sr_value_set_text (out_value, json_node_get_string (value));
  else if (json_node_get_value_type (value) == G_TYPE_INT64)
    sr_value_set_integer (out_value, json_node_get_int (value));
}

static gboolean
is_whole_change (JsonNode *node)
{
  JsonObject *change = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *set_node = change != NULL ? json_object_get_member (change, "set") : NULL;
  const SrRecordKind *kind;
  JsonObjectIter iter;
  const char *name;
  JsonNode *pair;

  if (set_node == NULL || !JSON_NODE_HOLDS_OBJECT (set_node))
    return FALSE;

  kind = sr_record_kind_find (json_object_get_string_member_with_default (change, "kind", ""));
  if (kind == NULL || json_object_get_int_member_with_default (change, "id", 0) <= 0)
    return FALSE;

  json_object_iter_init (&iter, json_node_get_object (set_node));
  while (json_object_iter_next (&iter, &name, &pair))
    {
      if (sr_record_kind_find_field (kind, name) < 0 || !JSON_NODE_HOLDS_ARRAY (pair) ||
          json_array_get_length (json_node_get_array (pair)) != 2)
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_undo_new:
 * @event: a row of kind event; must live as long as the undo
 *
 * Returns: (transfer full) (nullable): the event, read; %NULL with %SR_DOMAIN_ERROR_INVALID if its
 *   body cannot be
 */
SrUndo *
sr_undo_new (const SrRow  *event,
             GError      **error)
{
  g_autoptr (SrUndo) self = g_new0 (SrUndo, 1);
  JsonNode *changes = NULL;

  self->event = event;
  self->kind = sr_record_kind_find (sr_row_get_text (event, SR_EVENT_KIND));
  self->body = sr_json_read (sr_row_get_text (event, SR_EVENT_BODY));
  if (self->body != NULL && JSON_NODE_HOLDS_OBJECT (self->body))
    changes = json_object_get_member (json_node_get_object (self->body), "changes");

  if (self->kind == NULL || changes == NULL || !JSON_NODE_HOLDS_ARRAY (changes))
    {
      set_unreadable (error);
      return NULL;
    }

  self->action = sr_action_find (self->kind, sr_row_get_text (event, SR_EVENT_ACTION));
  self->changes = json_node_get_array (changes);

  for (guint i = 0; i < json_array_get_length (self->changes); i++)
    {
      if (!is_whole_change (json_array_get_element (self->changes, i)))
        {
          set_unreadable (error);
          return NULL;
        }
    }

  return g_steal_pointer (&self);
}

/**
 * sr_undo_free:
 * @self: (nullable) (transfer full):
 */
void
sr_undo_free (SrUndo *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->body, json_node_unref);
  g_free (self);
}

/* A promise was told to the customer, with whatever step it was given. */
static gboolean
gives_promise (SrUndo *self)
{
  for (guint i = 0; i < sr_undo_get_n_rows (self); i++)
    {
      g_auto (SrValue) after = SR_VALUE_INIT;
      JsonNode *pair = json_object_get_member (get_set (self, i), "promised_at");

      if (pair == NULL)
        continue;
      read_value (pair, 1, &after);
      if (after.type != SR_VALUE_NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * sr_undo_is_allowed:
 * @login: who asks
 * @roles: the roles of that person
 * @now: seconds in UTC
 *
 * Who did it may take it back within %SR_UNDO_SECONDS, unless it has left the house or was itself
 * the taking back of another step. That nothing was done to the record since is the caller's to
 * check.
 *
 * Returns: %TRUE if it may be taken back; else %SR_DOMAIN_ERROR_GUARD, _DUTIES or _RIGHT, a whole
 *   sentence
 */
gboolean
sr_undo_is_allowed (SrUndo      *self,
                    const char  *login,
                    SrRoles      roles,
                    gint64       now,
                    GError     **error)
{
  g_autofree char *title = NULL;

  if (sr_row_is (self->event, SR_EVENT_ACTION, SR_UNDO_ACTION))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("What was undone cannot be undone again. Do the step anew."));

  if (self->action == NULL || !self->action->undoable)
    {
      title = self->action != NULL ? sr_action_dup_title (self->action)
                                   : g_strdup (sr_row_get_text (self->event, SR_EVENT_ACTION));
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                   _("“%s” cannot be undone, since others know of it already. Set it right by "
                     "another step."), title);
      return FALSE;
    }

  if (gives_promise (self))
    return refuse (error, SR_DOMAIN_ERROR_GUARD,
                   _("The step gave the customer a promise, and that cannot be undone. Promise "
                     "another instant, or assign the request anew."));

  if (!sr_row_is (self->event, SR_EVENT_ACTOR, login))
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_DUTIES,
                   /* Translators: a login */
                   _("Only %s, who did it, can undo it."),
                   sr_row_get_text (self->event, SR_EVENT_ACTOR));
      return FALSE;
    }

  if ((roles & self->action->roles) == 0)
    return refuse (error, SR_DOMAIN_ERROR_RIGHT,
                   _("You no longer have the role that this step takes."));

  if (now - sr_row_get_integer (self->event, SR_EVENT_AT) > SR_UNDO_SECONDS)
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                   ngettext ("A step can be undone for %d second. Set it right by another step.",
                             "A step can be undone for %d seconds. Set it right by another step.",
                             SR_UNDO_SECONDS),
                   SR_UNDO_SECONDS);
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_undo_get_n_rows:
 *
 * Returns: how many rows the event changed or made
 */
guint
sr_undo_get_n_rows (SrUndo *self)
{
  return json_array_get_length (self->changes);
}

/**
 * sr_undo_get_row:
 * @position: less than sr_undo_get_n_rows()
 * @out_id: (out): its id
 *
 * Returns: (transfer none): its kind
 */
const SrRecordKind *
sr_undo_get_row (SrUndo *self,
                 guint   position,
                 gint64 *out_id)
{
  JsonObject *change = get_change (self, position);

  *out_id = json_object_get_int_member (change, "id");

  return sr_record_kind_find (json_object_get_string_member (change, "kind"));
}

static gboolean
is_signature (int field)
{
  return field == SR_COMMON_REVISION || field == SR_COMMON_UPDATED_AT ||
         field == SR_COMMON_UPDATED_BY;
}

/* A revision out of nothing is that of a new row. */
static gboolean
is_made (JsonObject *set)
{
  JsonNode *pair = json_object_get_member (set, "revision");
  g_auto (SrValue) before = SR_VALUE_INIT;

  if (pair == NULL)
    return FALSE;

  read_value (pair, 0, &before);

  return before.type == SR_VALUE_NULL;
}

/* It never ran: its only stretch ends where it began. */
static void
switch_clock_off (SrRow  *clock,
                  gint64  now)
{
  sr_row_set_text (clock, SR_CLOCK_STATE, "cancelled");
  sr_row_set_integer (clock, SR_CLOCK_ELAPSED, 0);
  sr_row_set_null (clock, SR_CLOCK_RUNNING_SINCE);
  sr_row_set_null (clock, SR_CLOCK_DUE_AT);
  sr_row_set_null (clock, SR_CLOCK_OUTCOME);
  sr_row_set_null (clock, SR_CLOCK_ORIGINAL_OUTCOME);
  sr_row_set_integer (clock, SR_CLOCK_STOPPED_AT, now);
}

static gboolean
switch_off (SrRow   *row,
            gint64   now,
            GError **error)
{
  const SrRecordKind *kind = sr_row_get_kind (row);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (ends[i].kind == kind)
        {
          sr_row_set_integer (row, ends[i].field, now);
          return TRUE;
        }
    }

  if (kind == &sr_follower_kind)
    {
      sr_row_set_integer (row, SR_FOLLOWER_ACTIVE, 0);
    }
  else if (kind == &sr_checked_step_kind)
    {
      sr_row_set_null (row, SR_CHECKED_STEP_DONE_AT);
      sr_row_set_null (row, SR_CHECKED_STEP_DONE_BY);
    }
  else if (kind == &sr_clock_kind)
    {
      switch_clock_off (row, now);
    }
  else if (kind == &sr_clock_interval_kind)
    {
      sr_row_set (row, SR_CLOCK_INTERVAL_TO, sr_row_get (row, SR_CLOCK_INTERVAL_FROM));
      sr_row_set_integer (row, SR_CLOCK_INTERVAL_USED, 0);
      sr_row_set_text (row, SR_CLOCK_INTERVAL_WHY, SR_UNDO_ACTION);
    }
  else
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD,
                   /* Translators: a kind of record */
                   _("The step made a record that cannot be taken away again: %s."),
                   _(kind->label));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_undo_apply:
 * @position: less than sr_undo_get_n_rows()
 * @after: the row as it is stored; changed
 * @now: seconds in UTC
 *
 * Gives each field that the event set its former value. A row that it made stays, and is switched
 * off.
 *
 * Returns: %TRUE, or %FALSE with %SR_DOMAIN_ERROR_GUARD if the row is not what the event made it
 */
gboolean
sr_undo_apply (SrUndo  *self,
               guint    position,
               SrRow   *after,
               gint64   now,
               GError **error)
{
  const SrRecordKind *kind = sr_row_get_kind (after);
  JsonObject *set = get_set (self, position);
  gboolean made = is_made (set);
  JsonObjectIter iter;
  const char *name;
  JsonNode *pair;

  json_object_iter_init (&iter, set);
  while (json_object_iter_next (&iter, &name, &pair))
    {
      int field = sr_record_kind_find_field (kind, name);
      g_auto (SrValue) value = SR_VALUE_INIT;

      if (is_signature (field))
        continue;

      read_value (pair, 1, &value);
      if (!sr_value_equal (&value, sr_row_get (after, field)))
        return refuse (error, SR_DOMAIN_ERROR_GUARD,
                       _("Something was done to this record since. Only its last step can be "
                         "undone."));

      read_value (pair, 0, &value);
      if (!made)
        sr_row_set (after, field, &value);
    }

  return !made || switch_off (after, now, error);
}

/**
 * sr_undo_is_possible:
 * @kind: a kind of record
 * @action: what was done
 * @changes: (element-type SrChange): what came of it
 *
 * Returns: %TRUE if who did it may take it back, as far as the step itself is concerned
 */
gboolean
sr_undo_is_possible (const SrRecordKind *kind,
                     const char         *action,
                     GPtrArray          *changes)
{
  const SrAction *declared = sr_action_find (kind, action);

  if (declared == NULL || !declared->undoable)
    return FALSE;

  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (sr_row_get_kind (change->after) == &sr_request_kind && change->before != NULL &&
          !sr_row_is_null (change->after, SR_REQUEST_PROMISED_AT) &&
          !sr_value_equal (sr_row_get (change->before, SR_REQUEST_PROMISED_AT),
                           sr_row_get (change->after, SR_REQUEST_PROMISED_AT)))
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_undo_reason:
 * @sequence: an event
 *
 * Returns: (transfer full): what stands as the reason of the event that takes it back; the same in
 *   every language, a timeline makes a sentence of it
 */
char *
sr_undo_reason (gint64 sequence)
{
  return g_strdup_printf (REASON_PREFIX "%" G_GINT64_FORMAT, sequence);
}

/**
 * sr_undo_reason_parse:
 * @reason: (nullable): the reason of an event of %SR_UNDO_ACTION
 *
 * Returns: the event that it takes back; 0 if @reason does not say so
 */
gint64
sr_undo_reason_parse (const char *reason)
{
  gint64 sequence = 0;

  if (reason == NULL || !g_str_has_prefix (reason, REASON_PREFIX) ||
      !g_ascii_string_to_signed (reason + strlen (REASON_PREFIX), 10, 1, G_MAXINT64, &sequence,
                                 NULL))
    return 0;

  return sequence;
}
