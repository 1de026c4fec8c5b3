/* What a request of the demonstration will live through, as it is laid down when it comes in.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-plan"

#include "config.h"

#include "domain/service/sr-request-clocks.h"
#include "room/sr-demo-private.h"

#define MINUTE 60
#define HOUR 3600
#define WORKDAY (7.5 * HOUR)

/* Percent of all that are not answered on the spot. */
#define LATE 12
#define CANCELLED 3
#define DUPLICATE 1.2
#define MERGED 0.7
#define VOIDED 0.5
#define TRANSFERRED 9
#define UNREACHED 14
#define NOTED 42
#define PROMISED 42
#define WAITS 16
#define LEFT_LYING 14
#define SUPPORTED 5
#define RETURNED 3
#define EXTENDED 4
#define REFUSED 25
#define REOPENED 4.5

/**
 * sr_demo_plan_add:
 * @after: working seconds after the step before
 */
void
sr_demo_plan_add (SrDemoLive *live,
                  guint       step,
                  gint64      after)
{
  g_assert (live->n_steps < SR_DEMO_MAX_STEPS);

  live->steps[live->n_steps].step = step;
  live->steps[live->n_steps].after = after;
  live->n_steps++;
}

static gint64
between (SrDemo *self,
         gint64  from,
         gint64  to)
{
  return from + (gint64) (sr_demo_draw (self) * (to - from));
}

/* How much there is of a type depends on the season and the weather. */
static double
weigh_type (SrDemo           *self,
            const SrDemoType *type,
            gint64            at)
{
  double weight = type->weight;
  int month = 1;

  sr_day_get_ymd (sr_calendar_day_of (self->calendar, at), NULL, &month, NULL);
  if (month >= 6 && month <= 8)
    weight *= type->summer;
  if (at >= self->storm_start && at < self->storm_end)
    weight *= type->storm;

  return weight;
}

static guint
pick_type (SrDemo *self,
           gint64  at)
{
  guint n_types = sr_demo_words_get_n_types (self->words);
  double total = 0;
  double dice;

  for (guint i = 0; i < n_types; i++)
    total += weigh_type (self, sr_demo_words_get_type (self->words, i), at);

  dice = sr_demo_draw (self) * total;
  for (guint i = 0; i < n_types; i++)
    {
      dice -= weigh_type (self, sr_demo_words_get_type (self->words, i), at);
      if (dice < 0)
        return i;
    }

  return n_types - 1;
}

typedef struct
{
  guint customer;
  guint type;
} Recent;

#define N_RECENT 64

/* Some call much, most hardly ever, and some call again about the same. */
static void
pick_who_and_what (SrDemo     *self,
                   SrDemoLive *live)
{
  double draw = sr_demo_draw (self);
  Recent recent = { (guint) (draw * draw * self->customers->len), 0 };

  if (self->recent->len == N_RECENT && sr_demo_chance (self, 4))
    recent = g_array_index (self->recent, Recent, sr_demo_below (self, N_RECENT));
  else
    recent.type = pick_type (self, live->received_at);

  if (self->recent->len < N_RECENT)
    g_array_append_val (self->recent, recent);
  else
    g_array_index (self->recent, Recent, sr_demo_below (self, N_RECENT)) = recent;

  live->customer = &g_array_index (self->customers, SrDemoCustomer, recent.customer);
  live->type = recent.type;
}

static SrDemoTeam
team_of_type (const char *code)
{
  if (g_str_has_prefix (code, "technical"))
    return SR_DEMO_TEAM_TECHNICAL;

  return g_str_has_prefix (code, "repair") ? SR_DEMO_TEAM_REPAIR : SR_DEMO_TEAM_CONSULTATION;
}

static void
plan_to_accept (SrDemo     *self,
                SrDemoLive *live,
                gint64      whole)
{
  gint64 quick = MIN (whole / 10, 40 * MINUTE);

  if (sr_demo_chance (self, TRANSFERRED))
    sr_demo_plan_add (live, SR_DEMO_TRANSFER, between (self, MINUTE, 10 * MINUTE));
  if (!live->is_emergency && sr_demo_chance (self, LEFT_LYING))
    quick += between (self, HOUR / 2, 2 * WORKDAY) * self->pace;
  sr_demo_plan_add (live, SR_DEMO_ASSIGN, between (self, MINUTE, quick + 5 * MINUTE));
  quick = MIN (quick, 40 * MINUTE);
  sr_demo_plan_add (live, SR_DEMO_ACCEPT, between (self, MINUTE, 2 * quick + 5 * MINUTE));
}

static void
plan_contact (SrDemo     *self,
              SrDemoLive *live)
{
  if (sr_demo_chance (self, UNREACHED))
    sr_demo_plan_add (live, SR_DEMO_MISS, between (self, 2 * MINUTE, 20 * MINUTE));
  sr_demo_plan_add (live, SR_DEMO_CONTACT, between (self, 2 * MINUTE, 25 * MINUTE));
}

static void
plan_wait (SrDemo     *self,
           SrDemoLive *live,
           gint64      after)
{
  static const SrDemoStepKind waits[] = {
    SR_DEMO_WAIT_CUSTOMER, SR_DEMO_WAIT_PARTS, SR_DEMO_VISIT
  };

  sr_demo_plan_add (live, waits[sr_demo_below (self, G_N_ELEMENTS (waits))], after);
  sr_demo_plan_add (live, SR_DEMO_RESUME, 0);
}

static void
plan_support (SrDemo     *self,
              SrDemoLive *live,
              gint64      after)
{
  sr_demo_plan_add (live, SR_DEMO_SUPPORT, after);
  sr_demo_plan_add (live, SR_DEMO_SUPPORT_ACCEPT, between (self, 10 * MINUTE, 90 * MINUTE));
  sr_demo_plan_add (live, SR_DEMO_SUPPORT_DONE,
                    between (self, 30 * MINUTE, 4 * HOUR) * self->pace);
}

static void
plan_extension (SrDemo     *self,
                SrDemoLive *live,
                gint64      after)
{
  sr_demo_plan_add (live, SR_DEMO_EXTEND, after);
  sr_demo_plan_add (live, SR_DEMO_TELL, between (self, 5 * MINUTE, HOUR));
  after = between (self, 10 * MINUTE, 2 * HOUR);
  sr_demo_plan_add (live, sr_demo_chance (self, REFUSED) ? SR_DEMO_REFUSE : SR_DEMO_APPROVE, after);
}

/* What happens while it is worked on; of the time some is left for the end. */
static void
plan_work (SrDemo     *self,
           SrDemoLive *live,
           gint64      whole)
{
  gint64 part = whole / 6;

  sr_demo_plan_add (live, SR_DEMO_START, between (self, MINUTE, part + MINUTE));
  if (sr_demo_chance (self, 2))
    sr_demo_plan_add (live, SR_DEMO_PRIORITISE, between (self, 0, part));
  if (sr_demo_chance (self, 1.2))
    sr_demo_plan_add (live, SR_DEMO_RECLASSIFY, between (self, 0, part));
  if (sr_demo_chance (self, 9))
    sr_demo_plan_add (live, SR_DEMO_TAG, between (self, 0, 10 * MINUTE));
  if (sr_demo_chance (self, 1.5))
    sr_demo_plan_add (live, SR_DEMO_LINK, between (self, 0, 10 * MINUTE));
  if (sr_demo_chance (self, 0.6))
    sr_demo_plan_add (live, SR_DEMO_SET_PARENT, between (self, 0, 10 * MINUTE));
  if (sr_demo_chance (self, 3))
    sr_demo_plan_add (live, SR_DEMO_FOLLOW, between (self, 0, 10 * MINUTE));
  if (sr_demo_chance (self, 2))
    sr_demo_plan_add (live, SR_DEMO_SNOOZE, between (self, 0, 10 * MINUTE));
  if (sr_demo_chance (self, 0.2))
    sr_demo_plan_add (live, SR_DEMO_EMERGENCY, between (self, 0, part));
  if (sr_demo_chance (self, NOTED))
    sr_demo_plan_add (live, SR_DEMO_NOTE, between (self, 0, part));
  if (sr_demo_chance (self, PROMISED))
    {
      sr_demo_plan_add (live, SR_DEMO_PROMISE, between (self, 0, 20 * MINUTE));
      if (sr_demo_chance (self, 75))
        sr_demo_plan_add (live, SR_DEMO_CONTACT, between (self, part / 2, part + HOUR));
    }
  if (sr_demo_chance (self, WAITS))
    plan_wait (self, live, between (self, 0, part));
  if (sr_demo_chance (self, SUPPORTED))
    plan_support (self, live, between (self, 0, part));
  if (sr_demo_chance (self, EXTENDED))
    plan_extension (self, live, between (self, 0, part));
  if (sr_demo_chance (self, 3))
    sr_demo_plan_add (live, SR_DEMO_EDIT, between (self, 0, part));
}

static gint64
get_planned (SrDemoLive *live)
{
  gint64 planned = 0;

  for (guint i = 1; i < live->n_steps; i++)
    planned += live->steps[i].after;

  return planned;
}

static void
plan_end (SrDemo     *self,
          SrDemoLive *live,
          gint64      whole)
{
  gint64 left = MAX (whole - get_planned (live), 5 * MINUTE);
  gint64 day = WORKDAY * self->pace;

  sr_demo_plan_add (live, SR_DEMO_RESOLVE, left);
  if (sr_demo_chance (self, REOPENED))
    {
      sr_demo_plan_add (live, SR_DEMO_REOPEN, between (self, HOUR, HOUR + 3 * day));
      return;
    }
  if (sr_demo_chance (self, 45))
    sr_demo_plan_add (live, SR_DEMO_FOLLOW_UP, between (self, 10 * MINUTE, HOUR + day / 2));
  sr_demo_plan_add (live, SR_DEMO_CLOSE, between (self, 20 * MINUTE, HOUR + 2 * day));
}

/**
 * sr_demo_plan_reopened:
 *
 * What follows when a request was opened again.
 */
void
sr_demo_plan_reopened (SrDemo     *self,
                       SrDemoLive *live)
{
  gint64 day = WORKDAY * self->pace;

  sr_demo_plan_add (live, SR_DEMO_CONTACT, between (self, 5 * MINUTE, HOUR));
  sr_demo_plan_add (live, SR_DEMO_START, between (self, MINUTE, HOUR));
  sr_demo_plan_add (live, SR_DEMO_RESOLVE, between (self, HOUR / 2, HOUR + day));
  sr_demo_plan_add (live, SR_DEMO_FOLLOW_UP, between (self, 10 * MINUTE, HOUR));
  sr_demo_plan_add (live, SR_DEMO_CLOSE, between (self, HOUR / 2, HOUR + day));
}

/* TRUE if it will not be worked on. */
static gboolean
plan_other_end (SrDemo     *self,
                SrDemoLive *live)
{
  static const struct
  {
    SrDemoStepKind step;
    double         percent;
  } ends[] = {
    { SR_DEMO_CANCEL,    CANCELLED },
    { SR_DEMO_DUPLICATE, DUPLICATE },
    { SR_DEMO_MERGE,     MERGED },
    { SR_DEMO_VOID,      VOIDED },
  };
  double dice = sr_demo_draw (self) * 100;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      dice -= ends[i].percent;
      if (dice < 0)
        {
          if (sr_demo_chance (self, 50))
            sr_demo_plan_add (live, SR_DEMO_ASSIGN, between (self, MINUTE, 20 * MINUTE));
          sr_demo_plan_add (live, ends[i].step, between (self, 5 * MINUTE, 2 * HOUR));
          return TRUE;
        }
    }

  return FALSE;
}

static const SrDemoShare impacts[] = { { "1", 72 }, { "2", 95 }, { "3", 100 } };
static const SrDemoShare urgencies[] = { { "1", 25 }, { "2", 74 }, { "3", 100 } };

/* What the targets of a new room allow. */
static double
get_allowed (SrDemoLive       *live,
             const SrDemoType *type)
{
  static const double workdays[] = { 0.5, 1, 2, 5 };
  const char *priority = sr_priority_of (atoi (live->impact), atoi (live->urgency));

  if (live->is_emergency)
    return workdays[0] * WORKDAY;
  if (g_str_has_prefix (type->code, "consultation"))
    return 3 * WORKDAY;
  if (g_str_has_prefix (type->code, "complaint") || g_str_has_prefix (type->code, "suggestion"))
    return 13 * WORKDAY;

  return workdays[priority[1] - '1'] * WORKDAY;
}

/* Most need a small part of what they may take; a few more than that. */
static gint64
draw_whole (SrDemo           *self,
            SrDemoLive       *live,
            const SrDemoType *type)
{
  double draw = sr_demo_draw (self);

  return 15 * MINUTE + get_allowed (live, type) * self->pace * (0.07 + draw * draw * 0.9);
}

/**
 * sr_demo_plan_new:
 * @received_at: when it comes in
 *
 * Returns: (transfer full): a request that is not registered yet, with all that it will live through
 */
SrDemoLive *
sr_demo_plan_new (SrDemo *self,
                  gint64  received_at)
{
  SrDemoLive *live = g_new0 (SrDemoLive, 1);
  const SrDemoType *type;
  gint64 whole;

  live->received_at = received_at;
  live->children = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  pick_who_and_what (self, live);
  type = sr_demo_words_get_type (self->words, live->type);
  live->team = team_of_type (type->code);
  live->is_emergency = sr_demo_chance (self, 0.25);
  live->impact = sr_demo_pick_share (self, impacts);
  live->urgency = sr_demo_pick_share (self, urgencies);

  sr_demo_plan_add (live, SR_DEMO_RECEIVE, 0);
  if (!live->is_emergency && sr_demo_chance (self, type->spot))
    {
      sr_demo_plan_add (live, SR_DEMO_ANSWER, between (self, 90, 12 * MINUTE));
      sr_demo_plan_add (live, SR_DEMO_EXEMPT, between (self, MINUTE, HOUR * self->pace + MINUTE));
      return live;
    }

  if (plan_other_end (self, live))
    return live;

  whole = draw_whole (self, live, type);
  if (sr_demo_chance (self, LATE))
    live->is_late = TRUE;
  plan_to_accept (self, live, whole);
  plan_contact (self, live);
  if (sr_demo_chance (self, RETURNED))
    {
      sr_demo_plan_add (live, SR_DEMO_RETURN, between (self, 5 * MINUTE, HOUR));
      plan_to_accept (self, live, whole);
      plan_contact (self, live);
    }
  plan_work (self, live, whole);
  plan_end (self, live, whole);

  return live;
}
