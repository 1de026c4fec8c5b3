/* What happens to a request of the demonstration, step by step.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-life"

#include "config.h"

#include "domain/service/sr-playbook.h"
#include "domain/service/sr-request-clocks.h"
#include "room/sr-demo-private.h"

#define MINUTE 60
#define HOUR 3600
/* Enough for a part that takes its time. */
#define MAX_REFUSALS 100

/**
 * StepRule:
 * @perform: does it; %FALSE if the rules refuse
 * @is_needed: without it the rest makes no sense, so it is tried again later
 */
typedef struct
{
  gboolean (*perform) (SrDemo     *self,
                       SrDemoLive *live);
  gboolean   is_needed;
} StepRule;

/* ---- what is drawn ---- */

double
sr_demo_draw (SrDemo *self)
{
  return g_rand_double (self->rand);
}

gboolean
sr_demo_chance (SrDemo *self,
                double  percent)
{
  return sr_demo_draw (self) * 100 < percent;
}

guint
sr_demo_below (SrDemo *self,
               guint   n)
{
  return g_rand_int_range (self->rand, 0, n);
}

const char *
sr_demo_pick_share (SrDemo            *self,
                    const SrDemoShare *shares)
{
  guint dice = sr_demo_below (self, 100);

  while (shares->until <= dice)
    shares++;

  return shares->value;
}

static const char *
say (SrDemo     *self,
     SrDemoLive *live,
     const char *symbol)
{
  return sr_demo_talk_say (live->talk, symbol, self->rand);
}

static void
give_said (SrDemo     *self,
           SrDemoLive *live,
           const char *field,
           const char *symbol)
{
  g_autofree char *text = sr_demo_talk_say_anew (live->talk, symbol, self->rand);

  sr_demo_give_text (self, field, text);
}

static gboolean
act_with_reason (SrDemo            *self,
                 SrDemoLive        *live,
                 const SrDemoStaff *staff,
                 const char        *action,
                 const char        *symbol)
{
  g_autofree char *reason = sr_demo_talk_say_anew (live->talk, symbol, self->rand);

  return sr_demo_act (self, live, staff, action, reason, NULL);
}

static const SrDemoStaff *
pick_desk (SrDemo *self)
{
  return sr_demo_people_pick (self, SR_ROLE_DESK, self->team_ids[SR_DEMO_TEAM_DESK], 0);
}

static const SrDemoStaff *
pick_handler (SrDemo     *self,
              SrDemoLive *live)
{
  return sr_demo_people_pick (self, SR_ROLE_HANDLER, self->team_ids[live->team], 0);
}

static gint64
get_row_id (SrDemoLive *live)
{
  return sr_row_get_id (live->row);
}

static gint64
working_after (SrDemo *self,
               gint64  seconds)
{
  return sr_calendar_add (self->calendar, self->now, seconds);
}

/* ---- taking in ---- */

static const SrDemoShare channels[] = {
  { "phone", 58 }, { "online", 80 }, { "mail", 89 }, { "visit", 97 }, { "other", 99 },
  { "letter", 100 }
};
static const SrDemoShare late_channels[] = {
  { "online", 55 }, { "mail", 85 }, { "phone", 100 }
};
static const SrDemoShare urgencies[] = { { "1", 25 }, { "2", 74 }, { "3", 100 } };

static void
begin_talk (SrDemo     *self,
            SrDemoLive *live)
{
  const SrDemoCustomer *customer = live->customer;

  live->talk = sr_demo_talk_new (self->words, live->type);
  sr_demo_talk_set (live->talk, "caller", customer->name);
  sr_demo_talk_set (live->talk, "phone", customer->phone);
  if (sr_demo_chance (self, 70))
    sr_demo_talk_set (live->talk, "department", customer->department);
  if (sr_demo_chance (self, 55))
    sr_demo_talk_set (live->talk, "place", customer->place);
  else
    sr_demo_talk_set (live->talk, "place", say (self, live, "public"));
}

/* What the matter is, and what will help: "core|fix". */
static void
find_matter (SrDemo     *self,
             SrDemoLive *live)
{
  g_auto (GStrv) parts = g_strsplit (say (self, live, "case"), "|", 2);

  sr_demo_talk_set (live->talk, "core", parts[0]);
  sr_demo_talk_set (live->talk, "fix", parts[1]);
}

/* A promise is made for the end of a day or its noon. */
static gint64
draw_promise (SrDemo *self)
{
  static const guint32 times[] = { 11 * 3600 + 1800, 17 * 3600, 16 * 3600, 12 * 3600 };
  SrDay day = sr_calendar_day_of (self->calendar, self->now);
  gint64 at = 0;

  day = sr_calendar_add_workdays (self->calendar, day,
                                  (guint) (sr_demo_below (self, 4) * MIN (self->pace, 1.0) + 0.5));
  for (guint i = 0; i < G_N_ELEMENTS (times) && at <= self->now + HOUR; i++)
    at = sr_calendar_instant_at (self->calendar, day,
                                 times[sr_demo_below (self, G_N_ELEMENTS (times))]);

  return at;
}

static gboolean
receive (SrDemo     *self,
         SrDemoLive *live)
{
  gboolean is_late = self->now - live->received_at > 10 * MINUTE;
  const char *body;

  begin_talk (self, live);
  find_matter (self, live);
  sr_demo_give_integer (self, "customer", sr_row_get_id (live->customer->row));
  sr_demo_give_text (self, "channel", sr_demo_pick_share (self, is_late ? late_channels : channels));
  sr_demo_give_integer (self, "type", self->type_ids[live->type]);
  sr_demo_give_text (self, "title", say (self, live, "title"));
  body = say (self, live, "body");
  if (sr_demo_chance (self, 86))
    sr_demo_give_text (self, "body", body);
  sr_demo_give_text (self, "place", say (self, live, "place"));
  sr_demo_give_text (self, "impact", live->impact);
  sr_demo_give_text (self, "urgency", live->urgency);
  if (sr_demo_chance (self, 8))
    {
      give_said (self, live, "contact_name", "surname");
      sr_demo_give_text (self, "contact_phone", live->customer->phone);
    }
  if (is_late)
    sr_demo_give_integer (self, "received_at", live->received_at);
  if (live->is_emergency)
    sr_demo_give_integer (self, "emergency", 1);

  return sr_demo_act (self, live, pick_desk (self), "receive", NULL, NULL);
}

/* ---- answering and giving ---- */

static void
give_code (SrDemo             *self,
           const char         *field,
           const SrRecordKind *kind,
           const char         *code)
{
  const SrRow *row = sr_configuration_find_text (self->configuration, kind, code);

  sr_demo_give_integer (self, field, sr_row_get_id (row));
}

static const SrDemoShare answers[] = {
  { "answered", 62 }, { "solved", 92 }, { "no_fault", 97 }, { "declined", 100 }
};
static const SrDemoShare solutions[] = {
  { "solved", 62 }, { "replaced", 86 }, { "workaround", 92 }, { "no_fault", 97 },
  { "declined", 100 }
};
static const SrDemoShare replies[] = {
  { "answered", 55 }, { "solved", 88 }, { "declined", 100 }
};
static const SrDemoShare causes[] = {
  { "wear", 30 }, { "setting", 46 }, { "handling", 58 }, { "defect", 68 }, { "supply", 74 },
  { "supplier", 80 }, { "unknown", 86 }, { "none", 100 }
};
static const SrDemoShare reply_causes[] = {
  { "information", 34 }, { "none", 62 }, { "procedure", 84 }, { "staff", 94 }, { "unknown", 100 }
};

static void
give_solution (SrDemo      *self,
               SrDemoLive  *live,
               const SrDemoShare *codes)
{
  gboolean is_talk = live->team == SR_DEMO_TEAM_CONSULTATION;

  give_said (self, live, "solution", "solution");
  give_code (self, "resolution_code", &sr_resolution_kind,
             sr_demo_pick_share (self, is_talk ? replies : codes));
  give_code (self, "cause_code", &sr_cause_kind,
             sr_demo_pick_share (self, is_talk ? reply_causes : causes));
}

static gboolean
answer (SrDemo     *self,
        SrDemoLive *live)
{
  give_solution (self, live, answers);

  return sr_demo_act (self, live, pick_desk (self), "answer", NULL, NULL);
}

static gboolean
transfer (SrDemo     *self,
          SrDemoLive *live)
{
  sr_demo_give_integer (self, "team", self->team_ids[live->team]);

  return act_with_reason (self, live, pick_desk (self), "transfer", "transfer_reason");
}

static gboolean
assign (SrDemo     *self,
        SrDemoLive *live)
{
  live->owner = pick_handler (self, live);
  sr_demo_give_integer (self, "team", self->team_ids[live->team]);
  /* Some teams share out their work by themselves. */
  if (sr_demo_chance (self, 82))
    sr_demo_give_integer (self, "owner", live->owner->id);
  else if (live->owner->team != self->team_ids[live->team])
    sr_demo_give_integer (self, "owner", live->owner->id);

  return sr_demo_act (self, live, pick_desk (self), "assign", NULL, NULL);
}

static gboolean
accept (SrDemo     *self,
        SrDemoLive *live)
{
  return sr_demo_act (self, live, live->owner, "accept", NULL, NULL);
}

/* Ticks the first so many steps of the playbook of an emergency, those that are ticked among them. */
static void
follow_playbook (SrDemo     *self,
                 SrDemoLive *live,
                 guint       n_steps)
{
  g_autoptr (GPtrArray) steps = NULL;
  SrSetting setting;

  sr_configuration_get_setting_of (self->configuration, live->row, &setting);
  steps = sr_playbook_get_steps (&setting, sr_playbook_of_request (&setting, live->row));

  for (guint i = 0; i < MIN (n_steps, steps->len); i++)
    {
      gint64 step = sr_row_get_id (g_ptr_array_index (steps, i));

      if (sr_playbook_find_tick (live->children, step) != NULL)
        continue;

      sr_demo_give_integer (self, "checked-step.step", step);
      sr_demo_act (self, live, live->owner, "tick_step", NULL, NULL);
    }
}

static gboolean
start (SrDemo     *self,
       SrDemoLive *live)
{
  gboolean is_started = sr_demo_act (self, live, live->owner, "start", NULL, NULL);

  follow_playbook (self, live, 4);

  return is_started;
}

static gboolean
give_back (SrDemo     *self,
           SrDemoLive *live)
{
  return act_with_reason (self, live, live->owner, "return", "return_reason");
}

/* ---- what is said ---- */

static const SrDemoShare media[] = {
  { "call", 72 }, { "chat", 86 }, { "visit", 96 }, { "mail", 100 }
};

static gboolean
contact (SrDemo     *self,
         SrDemoLive *live,
         gboolean    is_reached,
         const char *symbol)
{
  sr_demo_give_text (self, "contact.direction", "out");
  sr_demo_give_text (self, "contact.medium", sr_demo_pick_share (self, media));
  sr_demo_give_integer (self, "contact.reached", is_reached);
  give_said (self, live, "contact.summary", symbol);

  return sr_demo_act (self, live, live->owner != NULL ? live->owner : pick_desk (self), "contact",
                      NULL, NULL);
}

static gboolean
miss (SrDemo     *self,
      SrDemoLive *live)
{
  return contact (self, live, FALSE, "missed");
}

static gboolean
reach (SrDemo     *self,
       SrDemoLive *live)
{
  return contact (self, live, TRUE, "contact");
}

static gboolean
tell (SrDemo     *self,
      SrDemoLive *live)
{
  return contact (self, live, TRUE, "tell");
}

static gboolean
note (SrDemo     *self,
      SrDemoLive *live)
{
  give_said (self, live, "note.text", "note");

  return sr_demo_act (self, live, live->owner, "note", NULL, NULL);
}

static gboolean
promise (SrDemo     *self,
         SrDemoLive *live)
{
  gint64 at = draw_promise (self);

  sr_demo_give_integer (self, "promised_at", at);
  if (at > sr_row_get_integer (live->row, SR_REQUEST_DUE_AT))
    give_said (self, live, "promise_reason", "promise_reason");

  return sr_demo_act (self, live, live->owner, "promise", NULL, NULL);
}

static gboolean
edit (SrDemo     *self,
      SrDemoLive *live)
{
  give_said (self, live, "body", "edit_body");

  return sr_demo_act (self, live, pick_desk (self), "edit", NULL, NULL);
}

/* ---- when it goes on ---- */

static gboolean
wait_for (SrDemo     *self,
          SrDemoLive *live,
          const char *action,
          const char *symbol)
{
  SrDay day = sr_calendar_day_of (self->calendar, self->now);
  guint days = 1 + (guint) (sr_demo_below (self, 5) * MIN (self->pace, 1.0));

  day = sr_calendar_add_workdays (self->calendar, day, days);
  give_said (self, live, "waiting_for", symbol);
  sr_demo_give_integer (self, "waiting_until",
                        sr_calendar_instant_at (self->calendar, day,
                                                (9 + sr_demo_below (self, 8)) * 3600));

  return sr_demo_act (self, live, live->owner, action, NULL, NULL);
}

static gboolean
wait_customer (SrDemo     *self,
               SrDemoLive *live)
{
  return wait_for (self, live, "wait_customer", "wait_customer");
}

static gboolean
wait_parts (SrDemo     *self,
            SrDemoLive *live)
{
  return wait_for (self, live, "wait_parts", "wait_parts");
}

static gboolean
visit (SrDemo     *self,
       SrDemoLive *live)
{
  return wait_for (self, live, "schedule_visit", "visit");
}

/* By whoever has what it waited for, or by the room when its time has come. */
static gboolean
resume (SrDemo     *self,
        SrDemoLive *live)
{
  gboolean is_due = self->now >= sr_row_get_integer (live->row, SR_REQUEST_WAITING_UNTIL);

  return sr_demo_act (self, live, is_due ? NULL : live->owner, "resume", NULL, NULL);
}

static gint64
get_resolution_due (SrDemoLive *live)
{
  for (guint i = 0; i < live->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (live->children, i);

      if (sr_row_get_kind (child) == &sr_clock_kind &&
          sr_row_is (child, SR_CLOCK_KIND, "resolution") &&
          sr_row_is_null (child, SR_CLOCK_STOPPED_AT))
        return sr_row_get_integer (child, SR_CLOCK_DUE_AT);
    }

  return 0;
}

static gboolean
extend (SrDemo     *self,
        SrDemoLive *live)
{
  gint64 due = get_resolution_due (live);

  if (due == 0)
    return FALSE;

  sr_demo_give_integer (self, "extension_until",
                        sr_calendar_add (self->calendar, due, (8 + sr_demo_below (self, 16)) * HOUR));
  give_said (self, live, "extension_reason", "delay");

  return sr_demo_act (self, live, live->owner, "extend", NULL, NULL);
}

static gboolean
approve (SrDemo     *self,
         SrDemoLive *live)
{
  gint64 by = sr_row_get_integer (live->row, SR_REQUEST_EXTENSION_BY);

  return sr_demo_act (self, live, sr_demo_people_pick (self, SR_ROLE_MANAGER, 0, by),
                      "approve_extension", NULL, NULL);
}

static gboolean
refuse (SrDemo     *self,
        SrDemoLive *live)
{
  return act_with_reason (self, live, sr_demo_people_pick (self, SR_ROLE_MANAGER, 0, 0),
                          "refuse_extension", "refuse_reason");
}

/* ---- with others ---- */

static gint64
pick_other_team (SrDemo     *self,
                 SrDemoLive *live)
{
  return self->team_ids[live->team == SR_DEMO_TEAM_REPAIR ? SR_DEMO_TEAM_TECHNICAL
                                                          : SR_DEMO_TEAM_REPAIR];
}

static gboolean
support (SrDemo     *self,
         SrDemoLive *live)
{
  sr_demo_give_integer (self, "hand-off.to_team", pick_other_team (self, live));
  give_said (self, live, "hand-off.reason", "support");

  return sr_demo_act (self, live, live->owner, "support", NULL, NULL);
}

static gboolean
support_accept (SrDemo     *self,
                SrDemoLive *live)
{
  return sr_demo_act (self, live,
                      sr_demo_people_pick (self, SR_ROLE_HANDLER, pick_other_team (self, live), 0),
                      "support_accept", NULL, NULL);
}

static gboolean
support_done (SrDemo     *self,
              SrDemoLive *live)
{
  give_said (self, live, "hand-off.result", "support_result");

  return sr_demo_act (self, live,
                      sr_demo_people_pick (self, SR_ROLE_HANDLER, pick_other_team (self, live), 0),
                      "support_done", NULL, NULL);
}

/* ---- what it is ---- */

static gboolean
prioritise (SrDemo     *self,
            SrDemoLive *live)
{
  sr_demo_give_text (self, "urgency", sr_demo_pick_share (self, urgencies));

  return sr_demo_act (self, live, live->owner, "prioritise", NULL, NULL);
}

static gboolean
reclassify (SrDemo     *self,
            SrDemoLive *live)
{
  guint type;

  do
    type = sr_demo_below (self, sr_demo_words_get_n_types (self->words));
  while (sr_demo_words_get_type (self->words, type)->weight < 1);

  sr_demo_give_integer (self, "type", self->type_ids[type]);

  return sr_demo_act (self, live, live->owner, "reclassify", NULL, NULL);
}

static gboolean
tag (SrDemo     *self,
     SrDemoLive *live)
{
  g_autofree char *first = sr_demo_talk_say_anew (live->talk, "tag", self->rand);
  g_autofree char *second = sr_demo_talk_say_anew (live->talk, "tag", self->rand);
  gboolean is_one = sr_demo_chance (self, 70) || g_str_equal (first, second);
  g_autofree char *tags = is_one ? g_strdup_printf ("[\"%s\"]", first)
                                 : g_strdup_printf ("[\"%s\",\"%s\"]", first, second);

  sr_demo_give_text (self, "tags", tags);

  return sr_demo_act (self, live, live->owner, "tag", NULL, NULL);
}

static gboolean
follow (SrDemo     *self,
        SrDemoLive *live)
{
  return sr_demo_act (self, live, sr_demo_people_pick (self, SR_ROLE_MANAGER | SR_ROLE_DESK, 0, 0),
                      "follow", NULL, NULL);
}

static gboolean
snooze (SrDemo     *self,
        SrDemoLive *live)
{
  sr_demo_give_integer (self, "snooze.until",
                        working_after (self, HOUR + sr_demo_draw (self) * 3 * HOUR));

  return sr_demo_act (self, live, live->owner, "snooze", NULL, NULL);
}

static gboolean
mark_emergency (SrDemo     *self,
                SrDemoLive *live)
{
  gboolean is_marked = sr_demo_act (self, live, live->owner, "mark_emergency", NULL, NULL);

  follow_playbook (self, live, 2);

  return is_marked;
}

/* ---- ends ---- */

static gboolean
resolve (SrDemo     *self,
         SrDemoLive *live)
{
  gint64 due = get_resolution_due (live);

  /* Nobody will be in time with this one. */
  if (live->is_late && due >= self->now)
    {
      live->is_late = FALSE;
      live->at = sr_calendar_next_open (self->calendar,
                                        due + (gint64) (sr_demo_draw (self) * 10 * HOUR *
                                                        MIN (self->pace, 1.0)) + 1);
      return FALSE;
    }

  follow_playbook (self, live, G_MAXUINT);
  give_solution (self, live, solutions);

  return sr_demo_act (self, live, live->owner, "resolve", NULL, NULL);
}

static gboolean
follow_up (SrDemo     *self,
           SrDemoLive *live)
{
  return sr_demo_act (self, live, pick_desk (self), "follow_up", NULL, NULL);
}

static void
review (SrDemo     *self,
        SrDemoLive *live)
{
  if (sr_row_get_integer (live->row, SR_REQUEST_EMERGENCY) == 0)
    return;

  give_said (self, live, "review.happened", "happened");
  give_said (self, live, "review.helped", "helped");
  give_said (self, live, "review.to_change", "to_change");
  sr_demo_act (self, live, live->owner, "review", NULL, NULL);
}

static gboolean
close_done (SrDemo     *self,
            SrDemoLive *live)
{
  review (self, live);
  sr_demo_give_text (self, "follow_up", "done");

  return sr_demo_act (self, live, pick_desk (self), "close", NULL, NULL);
}

static gboolean
close_exempt (SrDemo     *self,
              SrDemoLive *live)
{
  review (self, live);
  sr_demo_give_text (self, "follow_up", "exempt");
  give_said (self, live, "follow_up_reason", "exempt");

  return sr_demo_act (self, live, pick_desk (self), "close", NULL, NULL);
}

static gboolean
reopen (SrDemo     *self,
        SrDemoLive *live)
{
  gboolean is_reopened = act_with_reason (self, live, pick_desk (self), "reopen", "reopen_reason");

  if (is_reopened)
    sr_demo_plan_reopened (self, live);
  else
    sr_demo_plan_add (live, SR_DEMO_CLOSE, HOUR);

  return is_reopened;
}

static gboolean
cancel (SrDemo     *self,
        SrDemoLive *live)
{
  give_said (self, live, "withdrawal", "withdrawal");

  return sr_demo_act (self, live, pick_desk (self), "cancel", NULL, NULL);
}

static gboolean
is_good_other (SrDemoLive *live,
               SrDemoLive *other)
{
  char category = other->row != NULL
                  ? sr_request_state_category (sr_row_get_text (other->row, SR_REQUEST_STATE)) : 0;

  return other != live && (category == 'O' || category == 'P') && other->team == live->team &&
         get_row_id (other) < get_row_id (live);
}

static SrDemoLive *
pick_other (SrDemo     *self,
            SrDemoLive *live)
{
  for (guint try = 0; try < 30; try++)
    {
      SrDemoLive *other = g_ptr_array_index (self->live, sr_demo_below (self, self->live->len));

      if (is_good_other (live, other))
        return other;
    }

  return NULL;
}

static gboolean
end_as_other (SrDemo     *self,
              SrDemoLive *live,
              const char *action)
{
  SrDemoLive *other = pick_other (self, live);

  if (other == NULL)
    return cancel (self, live);

  sr_demo_give_integer (self, "duplicate_of", get_row_id (other));

  return sr_demo_act (self, live, pick_desk (self), action, NULL, other);
}

static const SrDemoShare link_kinds[] = { { "related", 70 }, { "caused_by", 90 }, { "waits_for", 100 } };

static gboolean
link_other (SrDemo     *self,
            SrDemoLive *live)
{
  SrDemoLive *other = pick_other (self, live);

  if (other == NULL)
    return FALSE;

  sr_demo_give_integer (self, "link.target", get_row_id (other));
  sr_demo_give_text (self, "link.kind", sr_demo_pick_share (self, link_kinds));

  return sr_demo_act (self, live, live->owner, "link", NULL, other);
}

/* A whole is no part itself, so that no ring comes of it. */
static gboolean
set_parent (SrDemo     *self,
            SrDemoLive *live)
{
  SrDemoLive *other = pick_other (self, live);

  if (other == NULL || live->n_open_parts > 0 || !sr_row_is_null (other->row, SR_REQUEST_PARENT))
    return FALSE;

  sr_demo_give_integer (self, "parent", get_row_id (other));

  return sr_demo_act (self, live, live->owner, "set_parent", NULL, other);
}

static gboolean
duplicate (SrDemo     *self,
           SrDemoLive *live)
{
  return end_as_other (self, live, "duplicate");
}

static gboolean
merge (SrDemo     *self,
       SrDemoLive *live)
{
  return end_as_other (self, live, "merge");
}

static gboolean
make_void (SrDemo     *self,
           SrDemoLive *live)
{
  gint64 by = sr_row_get_integer (live->row, SR_REQUEST_REGISTERED_BY);

  return act_with_reason (self, live, sr_demo_people_pick (self, SR_ROLE_MANAGER, 0, by), "void",
                          "void_reason");
}

static const StepRule rules[SR_DEMO_N_STEPS] = {
  [SR_DEMO_RECEIVE] =        { receive,        TRUE },
  [SR_DEMO_ANSWER] =         { answer,         TRUE },
  [SR_DEMO_TRANSFER] =       { transfer,       FALSE },
  [SR_DEMO_ASSIGN] =         { assign,         TRUE },
  [SR_DEMO_ACCEPT] =         { accept,         TRUE },
  [SR_DEMO_MISS] =           { miss,           FALSE },
  [SR_DEMO_CONTACT] =        { reach,          TRUE },
  [SR_DEMO_START] =          { start,          TRUE },
  [SR_DEMO_NOTE] =           { note,           FALSE },
  [SR_DEMO_PROMISE] =        { promise,        FALSE },
  [SR_DEMO_WAIT_CUSTOMER] =  { wait_customer,  FALSE },
  [SR_DEMO_WAIT_PARTS] =     { wait_parts,     FALSE },
  [SR_DEMO_VISIT] =          { visit,          FALSE },
  [SR_DEMO_RESUME] =         { resume,         FALSE },
  [SR_DEMO_SUPPORT] =        { support,        FALSE },
  [SR_DEMO_SUPPORT_ACCEPT] = { support_accept, FALSE },
  [SR_DEMO_SUPPORT_DONE] =   { support_done,   FALSE },
  [SR_DEMO_EXTEND] =         { extend,         FALSE },
  [SR_DEMO_TELL] =           { tell,           FALSE },
  [SR_DEMO_APPROVE] =        { approve,        FALSE },
  [SR_DEMO_REFUSE] =         { refuse,         FALSE },
  [SR_DEMO_PRIORITISE] =     { prioritise,     FALSE },
  [SR_DEMO_RECLASSIFY] =     { reclassify,     FALSE },
  [SR_DEMO_EMERGENCY] =      { mark_emergency, FALSE },
  [SR_DEMO_EDIT] =           { edit,           FALSE },
  [SR_DEMO_TAG] =            { tag,            FALSE },
  [SR_DEMO_LINK] =           { link_other,     FALSE },
  [SR_DEMO_SET_PARENT] =     { set_parent,     FALSE },
  [SR_DEMO_FOLLOW] =         { follow,         FALSE },
  [SR_DEMO_SNOOZE] =         { snooze,         FALSE },
  [SR_DEMO_RETURN] =         { give_back,      FALSE },
  [SR_DEMO_RESOLVE] =        { resolve,        TRUE },
  [SR_DEMO_FOLLOW_UP] =      { follow_up,      FALSE },
  [SR_DEMO_CLOSE] =          { close_done,     TRUE },
  [SR_DEMO_EXEMPT] =         { close_exempt,   TRUE },
  [SR_DEMO_REOPEN] =         { reopen,         FALSE },
  [SR_DEMO_CANCEL] =         { cancel,         TRUE },
  [SR_DEMO_DUPLICATE] =      { duplicate,      TRUE },
  [SR_DEMO_MERGE] =          { merge,          TRUE },
  [SR_DEMO_VOID] =           { make_void,      TRUE },
};

/* Early, if what it waits for comes early; else at the very instant that was agreed. */
static gint64
draw_resume (SrDemo     *self,
             SrDemoLive *live)
{
  gint64 until = sr_row_get_integer (live->row, SR_REQUEST_WAITING_UNTIL);
  gint64 early = working_after (self, HOUR + sr_demo_draw (self) * (until - self->now) / 4);

  return sr_demo_chance (self, 55) && early < until ? early : until;
}

static void
set_next (SrDemo     *self,
          SrDemoLive *live)
{
  const SrDemoStep *step = &live->steps[live->next];
  double hand = live->owner != NULL ? live->owner->hand : 1.0;

  if (step->step == SR_DEMO_RESUME && live->row != NULL &&
      !sr_row_is_null (live->row, SR_REQUEST_WAITING_UNTIL))
    live->at = draw_resume (self, live);
  else if (live->is_emergency)
    live->at = self->now + step->after / 3 + 1;
  else
    live->at = working_after (self, step->after * hand + 1);
}

/**
 * sr_demo_life_go_on:
 *
 * Does what is next for a request at the present instant.
 *
 * Returns: %TRUE if something is to come after, at the instant @live tells
 */
gboolean
sr_demo_life_go_on (SrDemo     *self,
                    SrDemoLive *live)
{
  const StepRule *rule = &rules[live->steps[live->next].step];
  gint64 before = live->at;
  gboolean is_done = rule->perform (self, live);

  /* It said by itself when it will be tried again. */
  if (!is_done && live->at > before)
    return TRUE;

  if (!is_done && rule->is_needed && live->n_refused < MAX_REFUSALS)
    {
      live->n_refused++;
      live->at = working_after (self, 3 * HOUR);
      return TRUE;
    }

  live->next++;
  if (live->next >= live->n_steps)
    return FALSE;

  set_next (self, live);

  return TRUE;
}
