/* What the actions of a request do beside setting their inputs and the state.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-effects"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-conditions.h"
#include "domain/service/sr-request-effects.h"
#include "domain/service/sr-tags.h"

/* How an answer on the spot reaches who asked. */
static const struct
{
  const char *channel;
  const char *medium;
} media[] = {
  { "phone",  "call" },
  { "mail",   "mail" },
  { "online", "chat" },
  { "visit",  "visit" },
  { "letter", "letter" },
  { "other",  "call" },
};

/* What a request waits for unless it is said. */
static const struct
{
  const char *state;
  const char *reason;
} waits[] = {
  { "waiting_customer", "customer_answer" },
  { "waiting_parts",    "parts" },
  { "scheduled_visit",  "visit" },
};

static void
set_staff (const SrSituation *situation,
           SrRow             *row,
           guint              field)
{
  if (situation->staff != 0)
    sr_row_set_integer (row, field, situation->staff);
}

static void
set_default_text (SrRow      *row,
                  guint       field,
                  const char *text)
{
  if (sr_row_is_null (row, field))
    sr_row_set_text (row, field, text);
}

static void
set_default_integer (SrRow  *row,
                     guint   field,
                     gint64  integer)
{
  if (sr_row_is_null (row, field))
    sr_row_set_integer (row, field, integer);
}

/**
 * sr_request_add_child:
 * @changes: (element-type SrChange): gets the child
 * @kind: a kind that hangs on a request
 *
 * Returns: (transfer none): a new child of the subject with what is given for it
 */
SrRow *
sr_request_add_child (const SrSituation  *situation,
                      GPtrArray          *changes,
                      const SrRecordKind *kind)
{
  SrRow *child = sr_row_new (kind);
  int parent = sr_record_kind_find_field (kind, kind->parent);

  for (guint i = SR_N_COMMON_FIELDS; i < kind->n_fields; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", kind->name, kind->fields[i].name);
      const SrValue *value = sr_situation_get_given (situation, name);

      if (value != NULL)
        sr_row_set (child, i, value);
    }

  sr_row_set_integer (child, parent,
                      situation->subject != NULL ? sr_row_get_id (situation->subject) : -1);
  g_ptr_array_add (changes, sr_change_new (NULL, child));

  return child;
}

static gboolean
is_open_hand_off (const SrRow *hand_off)
{
  return sr_row_is_null (hand_off, SR_HAND_OFF_DONE_AT);
}

/* The open hand-off as it is to be, owned by the changes; NULL if there is none. */
static SrRow *
change_hand_off (const SrSituation *situation,
                 GPtrArray         *changes)
{
  const SrRow *stored = sr_situation_find_child (situation, &sr_hand_off_kind, is_open_hand_off);
  SrRow *hand_off;

  if (stored == NULL)
    return NULL;

  hand_off = sr_row_copy (stored);
  g_ptr_array_add (changes, sr_change_new (stored, hand_off));

  return hand_off;
}

static void
clear_fields (SrRow       *row,
              const guint *fields,
              guint        n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    sr_row_set_null (row, fields[i]);
}

#define CLEAR(row, ...) \
  G_STMT_START { \
    static const guint fields_[] = { __VA_ARGS__ }; \
    clear_fields ((row), fields_, G_N_ELEMENTS (fields_)); \
  } G_STMT_END

/* The customer asks for the same again before it can have been forgotten: the last time was not long
 * ago, counted in working days. What is split from a request, or a part of it, is the same matter and
 * no repeat. */
static void
note_repeat (const SrSituation *situation,
             SrRow             *after)
{
  const SrRow *earlier = situation->earlier;
  gint64 workdays = sr_setting_get_integer (situation->setting, "repeat_workdays",
                                            SR_REPEAT_WORKDAYS);

  if (earlier == NULL || !sr_row_is_null (after, SR_REQUEST_SPLIT_FROM) ||
      sr_row_get_integer (after, SR_REQUEST_PARENT) == sr_row_get_id (earlier))
    return;

  if (sr_row_get_integer (after, SR_REQUEST_RECEIVED_AT) <=
      sr_calendar_add_workdays_to_closing (situation->setting->calendar,
                                           sr_row_get_integer (earlier, SR_REQUEST_RECEIVED_AT),
                                           (guint) MAX (workdays, 0)))
    sr_row_set_integer (after, SR_REQUEST_REPEAT_OF, sr_row_get_id (earlier));
}

/* Given to somebody at once, it waits to be accepted. */
SR_REQUEST_EFFECT (receive)
{
  sr_row_set_text (after, SR_REQUEST_PRIORITY, sr_request_coming_priority (situation));
  set_default_text (after, SR_REQUEST_IMPACT, SR_REQUEST_USUAL_IMPACT);
  set_default_text (after, SR_REQUEST_URGENCY, SR_REQUEST_USUAL_URGENCY);
  set_default_integer (after, SR_REQUEST_EMERGENCY, 0);
  set_default_integer (after, SR_REQUEST_RECEIVED_AT, situation->now);
  sr_row_set_integer (after, SR_REQUEST_REGISTERED_AT, situation->now);
  set_staff (situation, after, SR_REQUEST_REGISTERED_BY);
  sr_row_set_integer (after, SR_REQUEST_ANSWERED_ON_SPOT, 0);
  sr_row_set_integer (after, SR_REQUEST_CYCLE, 1);
  sr_row_set_integer (after, SR_REQUEST_EXTENSIONS, 0);
  sr_row_set_integer (after, SR_REQUEST_CALENDAR, situation->setting->calendar_id);
  sr_row_set_integer (after, SR_REQUEST_POLICY, situation->setting->policy);
  sr_tags_tidy (after, SR_REQUEST_TAGS);
  note_repeat (situation, after);

  if (!sr_row_is_null (after, SR_REQUEST_OWNER) || !sr_row_is_null (after, SR_REQUEST_TEAM))
    {
      sr_row_set_text (after, SR_REQUEST_STATE, "assigned");
      sr_row_set_integer (after, SR_REQUEST_ASSIGNED_AT, situation->now);
    }

  if (situation->from_source)
    sr_row_set_list (after, SR_REQUEST_ABSENT,
                     (const char *const[]) { "first_response", NULL });
}

/* The answer is the contact that reached the customer. */
SR_REQUEST_EFFECT (answer)
{
  SrRow *contact = sr_request_add_child (situation, changes, &sr_contact_kind);

  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    {
      if (sr_row_is (after, SR_REQUEST_CHANNEL, media[i].channel))
        sr_row_set_text (contact, SR_CONTACT_MEDIUM, media[i].medium);
    }
  sr_row_set_text (contact, SR_CONTACT_DIRECTION, "out");
  sr_row_set_integer (contact, SR_CONTACT_REACHED, 1);
  sr_row_set_integer (contact, SR_CONTACT_AT, situation->now);
  set_staff (situation, contact, SR_CONTACT_BY);
  sr_row_set (contact, SR_CONTACT_SUMMARY, sr_row_get (after, SR_REQUEST_SOLUTION));

  sr_row_set_integer (after, SR_REQUEST_ANSWERED_ON_SPOT, 1);
  sr_effect_resolve (situation, after, changes);
}

/* Another team without a person means that the person before has nothing to do with it any more. */
SR_REQUEST_EFFECT (assign)
{
  if (sr_situation_get_given (situation, "owner") == NULL &&
      !sr_value_equal (sr_row_get (situation->subject, SR_REQUEST_TEAM),
                       sr_row_get (after, SR_REQUEST_TEAM)))
    sr_row_set_null (after, SR_REQUEST_OWNER);

  sr_row_set_integer (after, SR_REQUEST_ASSIGNED_AT, situation->now);
  if (sr_row_is (after, SR_REQUEST_STATE, "assigned"))
    sr_row_set_null (after, SR_REQUEST_ACCEPTED_AT);
}

static void
take_if_free (const SrSituation *situation,
              SrRow             *after)
{
  if (sr_row_is_null (after, SR_REQUEST_OWNER))
    set_staff (situation, after, SR_REQUEST_OWNER);
}

SR_REQUEST_EFFECT (accept)
{
  take_if_free (situation, after);
  sr_row_set_integer (after, SR_REQUEST_ACCEPTED_AT, situation->now);
}

SR_REQUEST_EFFECT (start)
{
  take_if_free (situation, after);
}

SR_REQUEST_EFFECT (give_back)
{
  CLEAR (after, SR_REQUEST_OWNER, SR_REQUEST_TEAM, SR_REQUEST_ASSIGNED_AT,
         SR_REQUEST_ACCEPTED_AT);
}

SR_REQUEST_EFFECT (wait)
{
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      if (sr_row_is (after, SR_REQUEST_STATE, waits[i].state))
        set_default_text (after, SR_REQUEST_WAITING_REASON, waits[i].reason);
    }
}

SR_REQUEST_EFFECT (resume)
{
  CLEAR (after, SR_REQUEST_WAITING_FOR, SR_REQUEST_WAITING_REASON, SR_REQUEST_WAITING_UNTIL);
}

SR_REQUEST_EFFECT (support)
{
  SrRow *hand_off = sr_request_add_child (situation, changes, &sr_hand_off_kind);

  sr_row_set (hand_off, SR_HAND_OFF_FROM_TEAM, sr_row_get (after, SR_REQUEST_TEAM));
  sr_row_set_integer (hand_off, SR_HAND_OFF_REQUESTED_AT, situation->now);
  set_staff (situation, hand_off, SR_HAND_OFF_REQUESTED_BY);
}

SR_REQUEST_EFFECT (support_accept)
{
  SrRow *hand_off = change_hand_off (situation, changes);

  sr_row_set_integer (hand_off, SR_HAND_OFF_ACCEPTED_AT, situation->now);
  set_staff (situation, hand_off, SR_HAND_OFF_ACCEPTED_BY);
}

SR_REQUEST_EFFECT (support_done)
{
  SrRow *hand_off = change_hand_off (situation, changes);
  const SrValue *result = sr_situation_get_given (situation, "hand-off.result");

  if (hand_off == NULL)
    return;

  sr_row_set_integer (hand_off, SR_HAND_OFF_DONE_AT, situation->now);
  if (result != NULL)
    sr_row_set (hand_off, SR_HAND_OFF_RESULT, result);
}

SR_REQUEST_EFFECT (contact)
{
  SrRow *contact = sr_request_add_child (situation, changes, &sr_contact_kind);

  set_default_integer (contact, SR_CONTACT_AT, situation->now);
  set_staff (situation, contact, SR_CONTACT_BY);
}

SR_REQUEST_EFFECT (note)
{
  sr_request_add_child (situation, changes, &sr_note_kind);
}

SR_REQUEST_EFFECT (attach)
{
  sr_request_add_child (situation, changes, &sr_attachment_kind);
}

/* The reason belongs to the promise that it was given for. */
SR_REQUEST_EFFECT (promise)
{
  if (sr_situation_get_given (situation, "promise_reason") == NULL)
    sr_row_set_null (after, SR_REQUEST_PROMISE_REASON);
}

SR_REQUEST_EFFECT (prioritise)
{
  sr_row_set_text (after, SR_REQUEST_PRIORITY, sr_request_coming_priority (situation));
}

SR_REQUEST_EFFECT (extend)
{
  set_staff (situation, after, SR_REQUEST_EXTENSION_BY);
  sr_row_set_integer (after, SR_REQUEST_EXTENSION_ASKED_AT, situation->now);
}

SR_REQUEST_EFFECT (refuse_extension)
{
  CLEAR (after, SR_REQUEST_EXTENSION_UNTIL, SR_REQUEST_EXTENSION_REASON,
         SR_REQUEST_EXTENSION_BY, SR_REQUEST_EXTENSION_ASKED_AT);
}

/* The clock takes the new deadline from what was asked for. */
SR_REQUEST_EFFECT (approve_extension)
{
  set_staff (situation, after, SR_REQUEST_APPROVER);
  sr_row_set_integer (after, SR_REQUEST_EXTENSIONS,
                      sr_row_get_integer (after, SR_REQUEST_EXTENSIONS) + 1);
  sr_effect_refuse_extension (situation, after, changes);
}

SR_REQUEST_EFFECT (mark_emergency)
{
  sr_row_set_integer (after, SR_REQUEST_EMERGENCY, 1);
  sr_row_set_text (after, SR_REQUEST_PRIORITY, "P1");
}

SR_REQUEST_EFFECT (resolve)
{
  sr_row_set_integer (after, SR_REQUEST_RESOLVED_AT, situation->now);
  set_staff (situation, after, SR_REQUEST_RESOLVED_BY);
  sr_effect_refuse_extension (situation, after, changes);
}

/* Also of what is cancelled, a duplicate or void: it waits for nothing any more. */
SR_REQUEST_EFFECT (close)
{
  sr_row_set_integer (after, SR_REQUEST_CLOSED_AT, situation->now);
  sr_effect_resume (situation, after, changes);
  sr_effect_refuse_extension (situation, after, changes);
}

/* The new cycle has its own solution; that of the one before stays in the journal. */
SR_REQUEST_EFFECT (reopen)
{
  sr_row_set_integer (after, SR_REQUEST_CYCLE, sr_row_get_integer (after, SR_REQUEST_CYCLE) + 1);
  CLEAR (after, SR_REQUEST_RESOLUTION, SR_REQUEST_SOLUTION, SR_REQUEST_CAUSE,
         SR_REQUEST_RESOLVED_AT, SR_REQUEST_RESOLVED_BY, SR_REQUEST_FOLLOW_UP,
         SR_REQUEST_FOLLOW_UP_REASON);
}

SR_REQUEST_EFFECT (merge)
{
  sr_row_set (after, SR_REQUEST_MERGED_INTO, sr_row_get (after, SR_REQUEST_DUPLICATE_OF));
  sr_effect_close (situation, after, changes);
}

SR_REQUEST_EFFECT (void)
{
  set_staff (situation, after, SR_REQUEST_APPROVER);
  sr_effect_close (situation, after, changes);
}
