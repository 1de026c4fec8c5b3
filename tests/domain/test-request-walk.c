/* Random lives of requests: whatever is done in whatever order, the clocks stay true.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "service-fixture.h"

#define N_WALKS 150
#define N_WALKS_SHORT 20
#define N_STEPS 40

/* One thing to try; whether the rules allow it is theirs to say. */
typedef struct
{
  const char *action;
  const char *payload[10];
  gboolean    has_until;  /* the field that gets an instant ahead is the first of the payload */
} Step;

static const Step steps[] = {
  { "assign",          { "owner", "#901" } },
  { "assign",          { "owner", "#902" } },
  { "assign",          { "team", "#911" } },
  { "accept",          { NULL } },
  { "accept",          { NULL } },
  { "start",           { NULL } },
  { "start",           { NULL } },
  { "wait_customer",   { "waiting_until", NULL, "waiting_for", "The key" }, TRUE },
  { "wait_parts",      { "waiting_until", NULL, "waiting_for", "A pump" }, TRUE },
  { "schedule_visit",  { "waiting_until", NULL, "waiting_for", "Room 301" }, TRUE },
  { "resume",          { NULL } },
  { "resume",          { NULL } },
  { "support",         { "hand-off.to_team", "#911", "hand-off.reason", "Power" } },
  { "support_accept",  { NULL } },
  { "support_done",    { "hand-off.result", "Power is back" } },
  { "return",          { NULL } },
  { "contact",         { "contact.direction", "out", "contact.medium", "call", "contact.reached",
                         "true", "contact.summary", "Told" } },
  { "contact",         { "contact.direction", "in", "contact.medium", "call", "contact.reached",
                         "true", "contact.summary", "Asks" } },
  { "promise",         { "promised_at", NULL, "promise_reason", "Says the customer" }, TRUE },
  { "prioritise",      { "priority", "P2" } },
  { "prioritise",      { "priority", "P3" } },
  { "prioritise",      { "urgency", "3" } },
  { "reclassify",      { "type", "complaint.delay" } },
  { "reclassify",      { "type", "repair.water" } },
  { "mark_emergency",  { NULL } },
  { "extend",          { "extension_until", NULL, "extension_reason", "Part" }, TRUE },
  { "approve_extension", { NULL } },
  { "refuse_extension", { NULL } },
  { "resolve",         { "solution", "It is done", "resolution_code", "solved", "cause_code", "wear" } },
  { "resolve",         { "solution", "It is done", "resolution_code", "solved", "cause_code", "wear" } },
  { "answer",          { "solution", "Told how", "resolution_code", "answered" } },
  { "follow_up",       { NULL } },
  { "reopen",          { NULL } },
  { "reopen",          { NULL } },
  { "close",           { "follow_up", "done" } },
  { "cancel",          { "withdrawal", "Mail" } },
};

static const gint64 people[] = { DESK_LI, HANDLER_WANG, MANAGER_ZHAO, MANAGER_CHEN };

/* Emergencies and ends come seldom, or no walk would be long. */
static gboolean
is_rare (const char *action)
{
  return g_str_equal (action, "mark_emergency") || g_str_equal (action, "cancel") ||
         g_str_equal (action, "close") || g_str_equal (action, "answer");
}

static GHashTable *
make_payload (Fixture    *room,
              const Step *step,
              GRand      *rand)
{
  SrPayload *payload = sr_payload_new ();

  for (guint i = 0; i < G_N_ELEMENTS (step->payload) && step->payload[i] != NULL; i += 2)
    {
      g_autofree char *until = sr_instant_to_iso (room->now + g_rand_int_range (rand, 1, 400000),
                                                  "Asia/Shanghai");

      g_hash_table_insert (payload, g_strdup (step->payload[i]),
                           g_strdup (step->has_until && i == 0 ? until : step->payload[i + 1]));
    }

  return payload;
}

static gint64
sum_intervals (Fixture     *room,
               const SrRow *clock)
{
  gint64 used = 0;

  for (guint i = 0; i < room->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (room->children, i);

      if (sr_row_get_kind (child) == &sr_clock_interval_kind &&
          sr_row_get_integer (child, SR_CLOCK_INTERVAL_CLOCK) == sr_row_get_id (clock))
        used += sr_row_get_integer (child, SR_CLOCK_INTERVAL_USED);
    }

  return used;
}

static void
check_clock (Fixture     *room,
             GHashTable  *over,
             const SrRow *clock)
{
  char category = sr_request_state_category (sr_row_get_text (room->request, SR_REQUEST_STATE));
  gint64 id = sr_row_get_id (clock);
  const SrRow *before = g_hash_table_lookup (over, &id);
  gboolean is_running = sr_row_is (clock, SR_CLOCK_STATE, "running");

  g_assert_cmpint (sum_intervals (room, clock), ==, sr_row_get_integer (clock, SR_CLOCK_ELAPSED));
  g_assert_cmpint (is_running, !=, sr_row_is_null (clock, SR_CLOCK_DUE_AT));
  if (category == 'R' || category == 'C')
    g_assert_false (sr_row_is_null (clock, SR_CLOCK_STOPPED_AT));

  /* While it runs, deadline and time left say the same. */
  if (is_running && sr_row_get_integer (clock, SR_CLOCK_DUE_AT) > room->now)
    g_assert_cmpint (sr_clock_row_remaining (clock, &room->setting, room->now), >, 0);

  if (before != NULL)
    {
      g_assert_true (sr_row_equal (before, clock));
    }
  else if (!sr_row_is_null (clock, SR_CLOCK_STOPPED_AT))
    {
      g_assert_cmpint (sr_row_is (clock, SR_CLOCK_STATE, "cancelled"), ==,
                       sr_row_is_null (clock, SR_CLOCK_OUTCOME));
      g_hash_table_insert (over, g_memdup2 (&id, sizeof id), sr_row_copy (clock));
    }
}

static void
check_request (Fixture    *room,
               GHashTable *over)
{
  guint n_live_resolutions = 0;
  char category = sr_request_state_category (sr_row_get_text (room->request, SR_REQUEST_STATE));

  for (guint i = 0; i < room->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (room->children, i);

      if (sr_row_get_kind (child) != &sr_clock_kind)
        continue;

      check_clock (room, over, child);
      if (sr_row_is (child, SR_CLOCK_KIND, "resolution") &&
          sr_row_is_null (child, SR_CLOCK_STOPPED_AT))
        {
          n_live_resolutions++;
          g_assert_cmpint (category == 'P' &&
                           !sr_row_get_integer (room->request, SR_REQUEST_EMERGENCY), ==,
                           sr_row_is (child, SR_CLOCK_STATE, "paused"));
        }
    }

  g_assert_cmpuint (n_live_resolutions, ==, category == 'O' || category == 'P' ? 1 : 0);
  g_assert_cmpint (category == 'R' || category == 'C', ==,
                   sr_row_is_null (room->request, SR_REQUEST_DUE_AT));
}

static guint
walk (GRand *rand)
{
  g_autoptr (Fixture) room = fixture_new ("2026-01-05 09:30");
  g_autoptr (GHashTable) over = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                       (GDestroyNotify) sr_row_free);
  guint n_done = 0;

  room->reason = "So it is";
  room->staff_team = OTHER_TEAM;
  fixture_receive (room, g_rand_boolean (rand) ? "P3" : "P1");

  for (guint i = 0; i < N_STEPS; i++)
    {
      const Step *step = &steps[g_rand_int_range (rand, 0, G_N_ELEMENTS (steps))];
      g_autoptr (GHashTable) payload = NULL;

      if (is_rare (step->action) && g_rand_int_range (rand, 0, 6) > 0)
        continue;

      room->now += g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 3600 : 90000);
      fixture_as (room, people[g_rand_int_range (rand, 0, G_N_ELEMENTS (people))],
                  SR_ROLE_DESK | SR_ROLE_HANDLER | SR_ROLE_MANAGER);
      payload = make_payload (room, step, rand);
      if (fixture_try_payload (room, step->action, payload, NULL))
        {
          n_done++;
          check_request (room, over);
        }
    }

  return n_done;
}

static void
test_no_order_of_actions_makes_a_clock_untrue (void)
{
  guint n_walks = g_getenv ("SR_TEST_SHORT") != NULL ? N_WALKS_SHORT : N_WALKS;
  guint n_done = 0;

  for (guint i = 0; i < n_walks; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (20260706 + i);

      g_test_message ("walk %u", i);
      n_done += walk (rand);
    }

  /* A walk that is refused everything would prove nothing. */
  g_assert_cmpuint (n_done, >, n_walks * 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service/walk/no-order-of-actions-makes-a-clock-untrue",
                   test_no_order_of_actions_makes_a_clock_untrue);

  return g_test_run ();
}
