/* Lives through a month of a room in which much happens, and writes down what popped up.
 *
 * reminder-month REQUESTS SEED LOG ROOM
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "room-fixture.h"
#include "room/sr-popup-state.h"
#include "storage/sr-table.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* From the Wednesday on which the fixture begins; what is still open then is looked at for a while. */
#define MONTH (31 * DAY)
#define N_STAFF 6
#define N_CUSTOMERS 20

static const char *const logins[N_STAFF] = {
  "li.na", "wang.wei", "he.jing", "ma.yue", "zhou.lixin", "xu.wenbo"
};

/**
 * Agent:
 *
 * The program of one person, which tells what time it is to act.
 */
typedef struct
{
  gint64   staff;
  gboolean is_on;
  gint64   since;
  gint64   next;
} Agent;

/**
 * Month:
 *
 * The room and who lives in it.
 */
typedef struct
{
  RoomFixture  room;
  GRand       *rand;
  FILE        *log;
  Agent        agents[N_STAFF];
  GArray      *open;        /* gint64: requests */
  gint64       now;
  gint64       next_tick;
  gint64       reminders;   /* the last event about a reminder that was looked at */
  guint        n_received;
} Month;

/* What somebody does with a request: refused as often as not, as the states go. */
static const struct
{
  const char *action;
  const char *fields[6];
} steps[] = {
  { "assign", { "owner", "STAFF" } },
  { "assign", { "owner", "STAFF" } },
  { "accept", { NULL } },
  { "accept", { NULL } },
  { "start", { NULL } },
  { "start", { NULL } },
  { "contact", { "contact.medium", "call", "contact.direction", "out", "contact.reached", "yes" } },
  { "wait_parts", { "waiting_for", "配件", "waiting_until", "AHEAD" } },
  { "wait_customer", { "waiting_for", "客户确认", "waiting_until", "AHEAD" } },
  { "resume", { NULL } },
  { "promise", { "promised_at", "AHEAD" } },
  { "prioritise", { "priority", "PRIORITY" } },
  { "mark_emergency", { NULL } },
  { "return", { NULL } },
  { "resolve", { "solution", "更换了故障部件并复测", "resolution_code", "#1", "cause_code", "#1" } },
  { "resolve", { "solution", "更换了故障部件并复测", "resolution_code", "#1", "cause_code", "#1" } },
  { "reopen", { NULL } },
  { "cancel", { "withdrawal", "客户来电撤回" } },
};

static gint64
pick (Month *self,
      gint64 below)
{
  return below > 0 ? (gint64) (g_rand_double (self->rand) * (double) below) : 0;
}

static void
set_now (Month *self,
         gint64 now)
{
  self->now = now;
  sr_clock_set (self->room.clock, now);
}

/* The program that acts knows whether it may; a refusal changes nothing. */
static gint64
act (Month              *self,
     const char         *login,
     const SrRecordKind *kind,
     gint64              record,
     const char         *action,
     const char *const  *fields)
{
  g_autoptr (GError) error = NULL;
  SrAct *act = sr_act_new (kind, record, action);
  SrOutcome *outcome;
  gint64 id = 0;

  for (guint i = 0; fields != NULL && fields[i] != NULL; i += 2)
    sr_act_set (act, fields[i], fields[i + 1]);
  act->reason = g_strdup ("例行");

  if (!sr_gate_sign_in (self->room.gate, login, &error))
    g_error ("%s", error->message);
  outcome = sr_gate_act_one (self->room.gate, act, &error);
  if (outcome != NULL)
    id = outcome->record;
  sr_outcome_free (outcome);

  return id;
}

static char *
write_instant (gint64 at)
{
  return sr_instant_to_iso (at, "Asia/Shanghai");
}

static void
note (Month      *self,
      const char *format,
      ...) G_GNUC_PRINTF (2, 3);

static void
note (Month      *self,
      const char *format,
      ...)
{
  gint64 sequence = 0;
  va_list arguments;

  sr_connection_get_integer (sr_gate_get_connection (self->room.gate),
                             "SELECT sequence FROM journal_head", SR_NO_PARAMETERS, 0, &sequence,
                             NULL);
  fprintf (self->log, "{\"sequence\": %" G_GINT64_FORMAT ", \"now\": %" G_GINT64_FORMAT ", ",
           sequence, self->now);
  va_start (arguments, format);
  vfprintf (self->log, format, arguments);
  va_end (arguments);
  fprintf (self->log, "}\n");
}

static void
write_plans (Month     *self,
             Agent     *agent,
             GPtrArray *plans)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < plans->len; i++)
    {
      SrPopupPlan *plan = g_ptr_array_index (plans, i);

      g_string_append_printf (text, "%s[\"%s\", [", i > 0 ? ", " : "",
                              sr_reminder_showings[plan->showing].value);
      for (guint j = 0; j < plan->reminders->len; j++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, j > 0 ? ", " : "",
                                sr_row_get_id (g_ptr_array_index (plan->reminders, j)));
      g_string_append (text, "]]");
    }
  g_string_append_c (text, ']');

  note (self, "\"what\": \"plan\", \"staff\": %" G_GINT64_FORMAT ", \"since\": %" G_GINT64_FORMAT
        ", \"next\": %" G_GINT64_FORMAT ", \"popups\": %s",
        agent->staff, agent->since, agent->next, text->str);
}

static void
show (Month             *self,
      const char        *login,
      const SrPopupPlan *plan)
{
  const char *fields[] = { "shown_as", sr_reminder_showings[plan->showing].value, NULL };

  for (guint i = 0; i < plan->reminders->len; i++)
    {
      if (act (self, login, &sr_reminder_kind,
               sr_row_get_id (g_ptr_array_index (plan->reminders, i)), "show", fields) == 0)
        g_error ("a reminder could not be shown");
    }
}

/* A person who is told acknowledges, puts it off, or does neither. */
static void
answer (Month             *self,
        const char        *login,
        const SrPopupPlan *plan)
{
  g_autofree char *until = write_instant (self->now + (pick (self, 2) == 0 ? 15 * MINUTE : HOUR));
  const char *fields[] = { "snoozed_until", until, NULL };
  gint64 choice = pick (self, 4);

  for (guint i = 0; choice > 1 && i < plan->reminders->len; i++)
    act (self, login, &sr_reminder_kind, sr_row_get_id (g_ptr_array_index (plan->reminders, i)),
         choice == 2 ? "snooze" : "acknowledge", choice == 2 ? fields : NULL);
}

static void
look (Month *self,
      guint  n)
{
  Agent *agent = &self->agents[n];
  g_autoptr (GError) error = NULL;
  g_autoptr (SrPopupState) state =
    sr_popup_state_load (sr_gate_get_connection (self->room.gate), agent->staff, self->now, &error);
  SrConfiguration *configuration = sr_gate_get_configuration (self->room.gate, &error);
  g_autoptr (GPtrArray) plans = NULL;

  g_assert_no_error (error);
  plans = sr_popup_state_plan (state, sr_configuration_get_calendar (configuration, 0),
                               agent->since, self->now, &agent->next);
  write_plans (self, agent, plans);

  for (guint i = 0; i < plans->len; i++)
    show (self, logins[n], g_ptr_array_index (plans, i));
  for (guint i = 0; i < plans->len; i++)
    answer (self, logins[n], g_ptr_array_index (plans, i));

  /* What was put off is to come again. */
  if (plans->len > 0)
    agent->next = self->now;
}

static gboolean
is_watched (Month *self)
{
  for (guint i = 0; i < N_STAFF; i++)
    {
      if (self->agents[i].is_on)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_news (Month *self)
{
  gint64 last = 0;
  gboolean has;

  sr_connection_get_integer (sr_gate_get_connection (self->room.gate),
                             "SELECT max(sequence) FROM event WHERE kind = 'reminder'",
                             SR_NO_PARAMETERS, 0, &last, NULL);
  has = last != self->reminders;
  self->reminders = last;

  return has;
}

/* What each program that runs does when it hears of a change, or when it is time. */
static void
watch (Month *self)
{
  g_autoptr (GError) error = NULL;
  gboolean news;

  if (!is_watched (self))
    return;

  if (self->next_tick <= self->now)
    {
      sr_gate_tick (self->room.gate, &self->next_tick, &error);
      g_assert_no_error (error);
      note (self, "\"what\": \"tick\", \"next\": %" G_GINT64_FORMAT, self->next_tick);
    }

  news = has_news (self);
  for (guint i = 0; i < N_STAFF; i++)
    {
      if (self->agents[i].is_on && (news || self->agents[i].next <= self->now))
        look (self, i);
    }
}

static void
receive (Month *self)
{
  g_autofree char *customer = g_strdup_printf ("#%u", self->n_received % N_CUSTOMERS + 1);
  const char *fields[] = { "customer", customer, "title", "打印机卡纸", "channel", "phone",
                           "type", "#1", NULL };
  gint64 request = act (self, "he.jing", &sr_request_kind, 0, "receive", fields);

  self->n_received++;
  g_assert_cmpint (request, !=, 0);
  g_array_append_val (self->open, request);
}

static const char *
fill (Month      *self,
      const char *text,
      char      **out_owned)
{
  static const char *const priorities[] = { "P1", "P2", "P3", "P4" };

  if (g_strcmp0 (text, "STAFF") == 0)
    return logins[pick (self, N_STAFF)];
  if (g_strcmp0 (text, "PRIORITY") == 0)
    return priorities[pick (self, G_N_ELEMENTS (priorities))];
  if (g_strcmp0 (text, "AHEAD") != 0)
    return text;

  *out_owned = write_instant (self->now + 5 * MINUTE + pick (self, 2 * DAY));

  return *out_owned;
}

static void
step (Month *self)
{
  guint n = (guint) pick (self, G_N_ELEMENTS (steps));
  const char *fields[7] = { NULL };
  g_autofree char *owned = NULL;
  guint place = (guint) pick (self, self->open->len);
  gboolean is_over;
  gint64 request;

  if (self->open->len == 0)
    return;

  /* Few of them are emergencies. */
  if (g_str_equal (steps[n].action, "mark_emergency") && pick (self, 8) > 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (steps[n].fields) && steps[n].fields[i] != NULL; i++)
    fields[i] = fill (self, steps[n].fields[i], &owned);

  request = g_array_index (self->open, gint64, place);
  is_over = act (self, "li.na", &sr_request_kind, request, steps[n].action, fields) != 0 &&
            g_str_equal (steps[n].action, "cancel");

  /* and some are left alone, to grow old */
  if (is_over || pick (self, 30) == 0)
    g_array_remove_index_fast (self->open, place);
}

static void
add_stretch (Month              *self,
             const SrRecordKind *kind)
{
  gint64 start = self->now + pick (self, DAY);
  g_autofree char *from = write_instant (start);
  g_autofree char *until = write_instant (start + HOUR + pick (self, 2 * DAY));
  guint staff = (guint) pick (self, N_STAFF);
  const char *fields[] = { "staff", logins[staff], "from_at", from, "until_at", until, NULL, NULL,
                           NULL };

  if (kind == &sr_absence_kind && pick (self, 2) == 0)
    {
      fields[6] = "deputy";
      fields[7] = logins[(staff + 1 + pick (self, N_STAFF - 1)) % N_STAFF];
    }

  act (self, "li.na", kind, 0, "create", fields);
}

static void
turn (Month    *self,
      Agent    *agent,
      gboolean  on)
{
  agent->is_on = on;
  agent->since = self->now;
  agent->next = self->now;
}

/* What befalls the machines and the people. */
static void
befall (Month *self)
{
  Agent *agent = &self->agents[pick (self, N_STAFF)];

  switch (pick (self, 8))
    {
    case 0:
    case 1:
      turn (self, agent, !agent->is_on);
      break;

    case 2:  /* all of them are suspended, as over a night */
      for (guint i = 0; i < N_STAFF; i++)
        turn (self, &self->agents[i], FALSE);
      break;

    case 3:
    case 4:
      for (guint i = 0; i < N_STAFF; i++)
        turn (self, &self->agents[i], TRUE);
      break;

    case 5:  /* the clock on the wall is set, either way */
      set_now (self, self->now + pick (self, 6 * HOUR) - 3 * HOUR);
      self->next_tick = self->now;
      for (guint i = 0; i < N_STAFF; i++)
        self->agents[i].next = self->now;
      note (self, "\"what\": \"jump\"");
      break;

    case 6:
      add_stretch (self, &sr_absence_kind);
      break;

    default:
      add_stretch (self, &sr_duty_kind);
    }
}

static gint64
find_next (Month *self)
{
  gint64 next = is_watched (self) ? self->next_tick : G_MAXINT64;

  for (guint i = 0; i < N_STAFF; i++)
    {
      if (self->agents[i].is_on)
        next = MIN (next, self->agents[i].next);
    }

  return next;
}

static void
live (Month *self,
      guint  n_requests)
{
  gint64 end = self->now + MONTH;
  guint n_acts = n_requests * 10;
  gint64 gap = 2 * MONTH / (n_acts + 1);
  gint64 next_act = self->now;

  while (self->now < end)
    {
      gint64 next = find_next (self);

      if (next <= next_act)
        {
          set_now (self, MAX (self->now, next));
          watch (self);
          continue;
        }

      set_now (self, MAX (self->now, next_act));
      if (self->n_received < n_requests && pick (self, 10) == 0)
        receive (self);
      else if (pick (self, 60) == 0)
        befall (self);
      else
        step (self);

      next_act = self->now + pick (self, gap) + 1;
      self->next_tick = self->now;
      watch (self);
    }
}

static void
set_up (Month *self)
{
  const char *team[] = { "name", "班组", "lead", "he.jing", NULL };
  const char *member[] = { "team", "班组", "deputy", "ma.yue", NULL };

  room_fixture_set_up (&self->room, NULL);
  self->now = FIXTURE_NOW;
  for (guint i = 3; i < N_STAFF; i++)
    {
      const char *fields[] = { "login", logins[i], "name", logins[i], "roles", "handler", NULL };

      act (self, "li.na", &sr_staff_kind, 0, "create", fields);
    }
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      g_autofree char *name = g_strdup_printf ("客户%u", i);
      const char *fields[] = { "name", name, NULL };

      act (self, "li.na", &sr_customer_kind, 0, "create", fields);
    }
  act (self, "li.na", &sr_team_kind, 0, "create", team);

  for (guint i = 0; i < N_STAFF; i++)
    {
      g_autoptr (GError) error = NULL;
      SrConfiguration *configuration = sr_gate_get_configuration (self->room.gate, &error);

      self->agents[i].staff = sr_row_get_id (sr_configuration_find_text (configuration,
                                                                         &sr_staff_kind,
                                                                         logins[i]));
      turn (self, &self->agents[i], i % 2 == 0);
      if (i % 2 == 1)
        act (self, "li.na", &sr_staff_kind, self->agents[i].staff, "edit", member);
    }
}

int
main (int   argc,
      char *argv[])
{
  Month self = { .next_tick = 0 };
  g_autoptr (GError) error = NULL;

  if (argc != 5)
    {
      g_printerr ("reminder-month REQUESTS SEED LOG ROOM\n");
      return 2;
    }

  self.rand = g_rand_new_with_seed ((guint32) atoi (argv[2]));
  self.open = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.log = fopen (argv[3], "w");
  g_assert_nonnull (self.log);

  set_up (&self);
  live (&self, (guint) atoi (argv[1]));
  room_fixture_verify (&self.room);

  sr_store_backup (self.room.store, argv[4], &error);
  g_assert_no_error (error);

  fclose (self.log);
  room_fixture_tear_down (&self.room, NULL);
  g_array_unref (self.open);
  g_rand_free (self.rand);

  return 0;
}
