/* The clocks of a request: when they start, run, stop.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-clocks"

#include "config.h"

#include "domain/records/sr-event.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-clock-edit.h"
#include "domain/service/sr-request-clocks.h"

/* Part of the target that a request has at least after it was reopened. */
#define REOPEN_PERCENT 50

typedef struct
{
  const SrSituation *situation;
  const SrRow       *before;
  const SrRow       *after;
  SrClockCause       causes;
  GPtrArray         *changes;
  GPtrArray         *clocks;      /* SrClockEdit: those that are live, then the new ones */
  char               category;
  gboolean           emergency;
  gint64             request;     /* its id, or -1: the first change of the set */
} Update;

/**
 * ClockRule:
 * @kind: the clock
 * @update: what starts it and what stops it
 * @pauses: it is paused while the request waits, unless that is an emergency
 * @has_target: its time is the policy's, so that priority and type change it
 */
typedef struct
{
  const char  *kind;
  void       (*update) (Update     *update,
                        const char *kind);
  gboolean     pauses;
  gboolean     has_target;
} ClockRule;

static gboolean
is_reached_contact (const SrRow *row)
{
  return sr_row_get_kind (row) == &sr_contact_kind &&
         sr_row_is (row, SR_CONTACT_DIRECTION, "out") &&
         sr_row_get_integer (row, SR_CONTACT_REACHED) != 0;
}

static gboolean
is_handed_back (const SrChange *change)
{
  return sr_row_get_kind (change->after) == &sr_hand_off_kind && change->before != NULL &&
         sr_row_is_null (change->before, SR_HAND_OFF_DONE_AT) &&
         !sr_row_is_null (change->after, SR_HAND_OFF_DONE_AT);
}

static gboolean
differs (const SrRow *before,
         const SrRow *after,
         guint        field)
{
  return !sr_value_equal (sr_row_get (before, field), sr_row_get (after, field));
}

/**
 * sr_request_clocks_causes:
 * @before: (nullable): the request as it was
 * @after: the request as it is to be
 * @changes: (element-type SrChange): what has been done so far
 *
 * Returns: what has happened that clocks answer to
 */
SrClockCause
sr_request_clocks_causes (const SrRow *before,
                          const SrRow *after,
                          GPtrArray   *changes)
{
  SrClockCause causes = SR_CLOCK_CAUSE_STATE;

  for (guint i = 0; i < changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (changes, i);

      if (change->before == NULL && is_reached_contact (change->after))
        causes |= SR_CLOCK_CAUSE_CONTACT;
      if (change->before == NULL && sr_row_get_kind (change->after) == &sr_hand_off_kind)
        causes |= SR_CLOCK_CAUSE_HAND_OFF;
      if (is_handed_back (change))
        causes |= SR_CLOCK_CAUSE_HAND_BACK;
    }

  if (!sr_row_is_null (after, SR_REQUEST_PROMISED_AT) &&
      (before == NULL || differs (before, after, SR_REQUEST_PROMISED_AT)))
    causes |= SR_CLOCK_CAUSE_PROMISE;

  if (before != NULL)
    {
      if (differs (before, after, SR_REQUEST_PRIORITY) ||
          differs (before, after, SR_REQUEST_TYPE) ||
          differs (before, after, SR_REQUEST_EMERGENCY))
        causes |= SR_CLOCK_CAUSE_TARGET;
      if (sr_row_get_integer (after, SR_REQUEST_EXTENSIONS) >
          sr_row_get_integer (before, SR_REQUEST_EXTENSIONS))
        causes |= SR_CLOCK_CAUSE_EXTENSION;
    }

  return causes;
}

static SrClockEdit *
find_live (Update     *update,
           const char *kind)
{
  for (guint i = 0; i < update->clocks->len; i++)
    {
      SrClockEdit *clock = g_ptr_array_index (update->clocks, i);

      if (sr_clock_edit_is (clock, kind) && sr_clock_edit_is_live (clock))
        return clock;
    }

  return NULL;
}

/* What the cycles before have used: the time between them is no part of it. */
static gint64
get_used_before (Update     *update,
                 const char *kind)
{
  GPtrArray *children = update->situation->children;
  gint64 cycle = sr_row_get_integer (update->after, SR_REQUEST_CYCLE);
  gint64 used = 0;

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (children, i);

      if (sr_row_get_kind (child) == &sr_clock_kind && sr_row_is (child, SR_CLOCK_KIND, kind) &&
          sr_row_get_integer (child, SR_CLOCK_CYCLE) < cycle)
        used += sr_row_get_integer (child, SR_CLOCK_ELAPSED);
    }

  return used;
}

/* A reopened request has what the cycles before have left, and a part of the target at least. */
static gboolean
find_allowance (Update      *update,
                const char  *kind,
                gint64       start,
                SrAllowance *out_allowance)
{
  const SrSetting *setting = update->situation->setting;

  if (!sr_allowance_find (setting, kind, sr_row_get_integer (update->after, SR_REQUEST_TYPE),
                          sr_row_get_text (update->after, SR_REQUEST_PRIORITY),
                          update->emergency, start, out_allowance))
    return FALSE;

  if (g_str_equal (kind, "resolution") &&
      sr_row_get_integer (update->after, SR_REQUEST_CYCLE) > 1)
    {
      gint64 least = out_allowance->whole *
                     sr_setting_get_integer (setting, "reopen_percent", REOPEN_PERCENT) / 100;

      out_allowance->budget = MAX (out_allowance->whole - get_used_before (update, kind), least);
    }

  return TRUE;
}

static SrClockEdit *
start_with (Update            *update,
            const char        *kind,
            gint64             start,
            const SrAllowance *allowance)
{
  SrClockEdit *clock =
    sr_clock_edit_new (update->situation->setting, kind, update->request,
                       sr_row_get_integer (update->after, SR_REQUEST_CYCLE), allowance, start);

  g_ptr_array_add (update->clocks, clock);

  return clock;
}

/* NULL if the policy has no target. */
static SrClockEdit *
start_clock (Update     *update,
             const char *kind,
             gint64      at)
{
  SrAllowance allowance;

  if (!find_allowance (update, kind, at, &allowance))
    return NULL;

  return start_with (update, kind, at, &allowance);
}

static gboolean
is_open (Update *update)
{
  return update->category == 'O' || update->category == 'P';
}

static gboolean
is_new (Update *update)
{
  return update->before == NULL;
}

static gint64
get_received_at (Update *update)
{
  return sr_row_get_integer (update->after, SR_REQUEST_RECEIVED_AT);
}

/* The instant of the contact that reached the customer; it may have been keyed in late. */
static gboolean
find_contact (Update *update,
              gint64 *out_at)
{
  if (!(update->causes & SR_CLOCK_CAUSE_CONTACT))
    return FALSE;

  for (guint i = 0; i < update->changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (update->changes, i);

      if (change->before == NULL && is_reached_contact (change->after))
        {
          *out_at = sr_row_get_integer (change->after, SR_CONTACT_AT);
          return TRUE;
        }
    }

  return FALSE;
}

/* A contact is no reply to what came after it. */
static void
stop_by_contact (Update     *update,
                 const char *kind)
{
  SrClockEdit *clock = find_live (update, kind);
  gint64 at;

  if (clock != NULL && find_contact (update, &at) &&
      at >= sr_row_get_integer (clock->clock, SR_CLOCK_STARTED_AT))
    sr_clock_edit_stop (clock, at, "contact");
}

/* Who has not taken it up yet: somebody it is assigned to; an emergency does not wait for that. */
static gboolean
waits_for_acceptance (Update *update)
{
  return sr_row_is (update->after, SR_REQUEST_STATE, "assigned") ||
         (update->emergency &&
          (sr_row_is (update->after, SR_REQUEST_STATE, "registered") ||
           sr_row_is (update->after, SR_REQUEST_STATE, "transferred") ||
           sr_row_is (update->after, SR_REQUEST_STATE, "returned")));
}

static gboolean
is_reassigned (Update *update)
{
  return !is_new (update) &&
         sr_row_is (update->before, SR_REQUEST_STATE, "assigned") &&
         sr_row_is (update->after, SR_REQUEST_STATE, "assigned") &&
         (differs (update->before, update->after, SR_REQUEST_OWNER) ||
          differs (update->before, update->after, SR_REQUEST_TEAM));
}

static gboolean
is_marked_now (Update *update)
{
  return update->emergency && !is_new (update) &&
         sr_row_get_integer (update->before, SR_REQUEST_EMERGENCY) == 0;
}

/* What becomes an emergency is to be accepted anew, from then on; what is in hand has been. */
static void
mark_accept (Update      *update,
             const char  *kind,
             SrClockEdit *clock,
             gboolean     waits)
{
  gint64 now = update->situation->now;

  if (clock != NULL)
    sr_clock_edit_end (clock, now, "emergency");

  clock = start_clock (update, kind, now);
  if (clock != NULL && !waits)
    {
      sr_clock_edit_run (clock, now);
      sr_clock_edit_stop (clock, now, "accepted");
    }
}

static void
update_accept (Update     *update,
               const char *kind)
{
  SrClockEdit *clock = find_live (update, kind);
  gboolean waits = waits_for_acceptance (update);
  gint64 now = update->situation->now;

  if (is_marked_now (update) && is_open (update))
    {
      mark_accept (update, kind, clock, waits);
      return;
    }

  if (clock != NULL && is_reassigned (update))
    sr_clock_edit_end (clock, now, "reassigned");
  else if (clock != NULL && !waits && update->category == 'O')
    sr_clock_edit_stop (clock, now, "accepted");

  if (waits && find_live (update, kind) == NULL)
    start_clock (update, kind,
                 is_new (update) && sr_row_is (update->after, SR_REQUEST_STATE, "registered")
                 ? get_received_at (update) : now);
}

/* A log does not tell of contacts unless it says so: no response is claimed to be late by it. */
static void
update_first_response (Update     *update,
                       const char *kind)
{
  if (is_new (update) && is_open (update) && !update->situation->from_source)
    start_clock (update, kind, get_received_at (update));

  stop_by_contact (update, kind);
}

/* A promise is an instant, not an amount of work: it counts real time to it. */
static void
update_promise (Update     *update,
                const char *kind)
{
  SrClockEdit *clock;
  gint64 now = update->situation->now;

  stop_by_contact (update, kind);
  if (!(update->causes & SR_CLOCK_CAUSE_PROMISE) || !is_open (update))
    return;

  clock = find_live (update, kind);
  if (clock != NULL)
    sr_clock_edit_stop (clock, now, "promise");

  if (sr_row_get_integer (update->after, SR_REQUEST_PROMISED_AT) > now)
    {
      SrAllowance allowance = { 0, 0, "real", 0, 0 };

      allowance.seconds = sr_row_get_integer (update->after, SR_REQUEST_PROMISED_AT) - now;
      allowance.budget = allowance.seconds;
      start_with (update, kind, now, &allowance);
    }
}

/* Armed by a contact, so never before the first response. */
static void
update_next_update (Update     *update,
                    const char *kind)
{
  gint64 at;

  stop_by_contact (update, kind);
  if (is_open (update) && find_contact (update, &at) && find_live (update, kind) == NULL)
    start_clock (update, kind, at);
}

static void
update_resolution (Update     *update,
                   const char *kind)
{
  SrClockEdit *clock;
  gint64 now = update->situation->now;

  if (is_new (update))
    start_clock (update, kind, get_received_at (update));
  else if (is_open (update) && differs (update->before, update->after, SR_REQUEST_CYCLE))
    start_clock (update, kind, now);

  clock = find_live (update, kind);
  if (clock != NULL && update->category == 'R')
    sr_clock_edit_stop (clock, now, "resolved");
  else if (clock != NULL && (update->causes & SR_CLOCK_CAUSE_EXTENSION))
    sr_clock_edit_extend (clock, sr_row_get_integer (update->before, SR_REQUEST_EXTENSION_UNTIL),
                          now);
}

static void
stop_hand_off (Update     *update,
               const char *kind,
               gint64      hand_off)
{
  for (guint i = 0; i < update->clocks->len; i++)
    {
      SrClockEdit *clock = g_ptr_array_index (update->clocks, i);

      if (sr_clock_edit_is (clock, kind) &&
          sr_row_get_integer (clock->clock, SR_CLOCK_HAND_OFF) == hand_off)
        sr_clock_edit_stop (clock, update->situation->now, "done");
    }
}

static void
update_ola (Update     *update,
            const char *kind)
{
  for (guint i = 0; i < update->changes->len; i++)
    {
      const SrChange *change = g_ptr_array_index (update->changes, i);

      if (is_handed_back (change) && (update->causes & SR_CLOCK_CAUSE_HAND_BACK))
        {
          stop_hand_off (update, kind, sr_row_get_id (change->after));
        }
      else if (sr_row_get_kind (change->after) == &sr_hand_off_kind && change->before == NULL &&
               (update->causes & SR_CLOCK_CAUSE_HAND_OFF))
        {
          SrClockEdit *clock = start_clock (update, kind, update->situation->now);

          if (clock != NULL)
            sr_row_set_integer (clock->clock, SR_CLOCK_HAND_OFF, -(gint64) (i + 1));
        }
    }
}

/* The table of domain.md 2.4, in an order in which one may ask for the one before. */
static const ClockRule rules[] = {
  /* clock            starts; stops                                  pauses  target */
  /* assigned; accepted */
  { "accept",         update_accept,                                 FALSE,  TRUE },
  /* received; the customer was reached with something to say */
  { "first_response", update_first_response,                         FALSE,  TRUE },
  /* promised; the customer was reached, or has a new promise */
  { "promise",        update_promise,                                FALSE,  FALSE },
  /* the customer was reached; the next time */
  { "next_update",    update_next_update,                            TRUE,   TRUE },
  /* received or reopened; resolved */
  { "resolution",     update_resolution,                             TRUE,   TRUE },
  /* help was asked for; given */
  { "ola",            update_ola,                                    FALSE,  TRUE },
};

static void
apply_rule (Update          *update,
            const ClockRule *rule)
{
  const char *state = sr_row_get_text (update->after, SR_REQUEST_STATE);
  gboolean pauses = rule->pauses && update->category == 'P' && !update->emergency;
  gint64 now = update->situation->now;

  rule->update (update, rule->kind);

  for (guint i = 0; i < update->clocks->len; i++)
    {
      SrClockEdit *clock = g_ptr_array_index (update->clocks, i);
      gint64 started_at = sr_row_get_integer (clock->clock, SR_CLOCK_STARTED_AT);
      SrAllowance allowance;

      if (!sr_clock_edit_is (clock, rule->kind) || !sr_clock_edit_is_live (clock))
        continue;

      if (rule->has_target && (update->causes & SR_CLOCK_CAUSE_TARGET) &&
          find_allowance (update, rule->kind, started_at, &allowance))
        sr_clock_edit_retarget (clock, &allowance, now);
      if (update->causes & SR_CLOCK_CAUSE_CALENDAR)
        sr_clock_edit_recalendar (clock, now);

      if (!is_open (update))
        sr_clock_edit_end (clock, now, state);
      else if (pauses)
        sr_clock_edit_pause (clock, now, state);
      else
        sr_clock_edit_run (clock, clock->stored != NULL ? now : started_at);
    }
}

static void
load_clocks (Update *update)
{
  GPtrArray *children = update->situation->children;

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (children, i);

      if (sr_row_get_kind (child) == &sr_clock_kind &&
          sr_row_is_null (child, SR_CLOCK_STOPPED_AT))
        g_ptr_array_add (update->clocks,
                         sr_clock_edit_load (update->situation->setting, child, children));
    }
}

/* What the paused clock that is the nearest to its end has left, negative if it is past it. */
static void
set_left (Update *update,
          SrRow  *after)
{
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < update->clocks->len; i++)
    {
      SrClockEdit *clock = g_ptr_array_index (update->clocks, i);

      if (sr_row_is (clock->clock, SR_CLOCK_STATE, "paused"))
        least = MIN (least, sr_clock_row_remaining (clock->clock, update->situation->setting,
                                                    update->situation->now));
    }

  if (least != G_MAXINT64)
    sr_row_set_integer (after, SR_REQUEST_DUE_LEFT, least);
}

/* The earliest deadline; of a request that waits, the opening at which it goes on. */
static void
set_due (Update *update,
         SrRow  *after)
{
  const SrRow *first = NULL;

  sr_row_set_null (after, SR_REQUEST_DUE_AT);
  sr_row_set_null (after, SR_REQUEST_DUE_CLOCK);
  sr_row_set_null (after, SR_REQUEST_DUE_LEFT);

  if (update->category == 'P' && !update->emergency)
    {
      if (!sr_row_is_null (after, SR_REQUEST_WAITING_UNTIL))
        sr_row_set_integer (after, SR_REQUEST_DUE_AT,
                            sr_calendar_next_open (update->situation->setting->calendar,
                                                   sr_row_get_integer (after,
                                                                       SR_REQUEST_WAITING_UNTIL)));
      set_left (update, after);
      return;
    }

  for (guint i = 0; i < update->clocks->len; i++)
    {
      SrClockEdit *clock = g_ptr_array_index (update->clocks, i);

      if (!sr_row_is_null (clock->clock, SR_CLOCK_DUE_AT) &&
          (first == NULL || sr_row_get_integer (clock->clock, SR_CLOCK_DUE_AT) <
                            sr_row_get_integer (first, SR_CLOCK_DUE_AT)))
        first = clock->clock;
    }

  if (first != NULL)
    {
      sr_row_set (after, SR_REQUEST_DUE_AT, sr_row_get (first, SR_CLOCK_DUE_AT));
      sr_row_set (after, SR_REQUEST_DUE_CLOCK, sr_row_get (first, SR_CLOCK_KIND));
    }
}

/**
 * sr_request_clocks_update:
 * @situation: who acts, when, and the children of the request as they are stored
 * @before: (nullable): the request as it was; %NULL for a new one, which is the first change of the
 *   set then
 * @after: the request as it is to be; gets due_at, due_clock and due_left
 * @causes: what has happened
 * @changes: (element-type SrChange): what has been done so far; gets the clocks and stretches
 *
 * Brings the clocks to what the request is now, by the rules of domain.md 2.4 (Regulation 3.1.3 and
 * 3.2.3): a pause, another priority, a reopening, an extension and a new calendar leave the time
 * used as it was, and what a clock was judged to be is never judged again.
 *
 * Returns: %TRUE
 */
gboolean
sr_request_clocks_update (const SrSituation  *situation,
                          const SrRow        *before,
                          SrRow              *after,
                          SrClockCause        causes,
                          GPtrArray          *changes,
                          GError            **error)
{
  g_autoptr (GPtrArray) clocks =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_clock_edit_free);
  Update update = { situation, before, after, causes, changes, clocks };

  update.category = sr_request_state_category (sr_row_get_text (after, SR_REQUEST_STATE));
  update.emergency = sr_row_get_integer (after, SR_REQUEST_EMERGENCY) != 0;
  update.request = before != NULL ? sr_row_get_id (before) : -1;
  load_clocks (&update);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    apply_rule (&update, &rules[i]);

  set_due (&update, after);
  for (guint i = 0; i < clocks->len; i++)
    sr_clock_edit_emit (g_ptr_array_index (clocks, i), changes);

  return TRUE;
}

/**
 * sr_request_clocks_forecast:
 * @clock: the kind of clock, "resolution"
 *
 * Returns: when a request of this type and priority, received at @received_at, would be due; 0 if
 *   the policy has no target for this clock
 */
gint64
sr_request_clocks_forecast (const SrSetting *setting,
                            const char      *clock,
                            gint64           service_type,
                            const char      *priority,
                            gboolean         emergency,
                            gint64           received_at)
{
  SrAllowance allowance;

  if (!sr_allowance_find (setting, clock, service_type, priority, emergency, received_at,
                          &allowance))
    return 0;

  return sr_calendar_add (sr_setting_calendar (setting, allowance.time_basis), received_at,
                          allowance.budget);
}
