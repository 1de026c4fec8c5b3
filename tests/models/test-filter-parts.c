/* The parts of a filter in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "models/sr-filter-parts.h"
#include "room-fixture.h"

static SrConfiguration *
load (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, &error);

  g_assert_no_error (error);

  return sr_configuration_ref (configuration);
}

static void
assert_says (RoomFixture           *self,
             SrFilterPart           part,
             const SrRequestFilter *filter,
             const char            *expected)
{
  g_autoptr (SrConfiguration) configuration = load (self);
  g_autofree char *words = sr_filter_part_say (part, filter, configuration, "Wang Fang");

  g_assert_cmpstr (words, ==, expected);
}

static void
test_a_part_says_what_is_asked_for (RoomFixture   *self,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestFilter) filter = sr_request_filter_from_json (
    "{\"priorities\":[\"P1\",\"P2\"],\"owners\":[-1,0],\"teams\":[0],\"tags\":[\"lift\"],"
    "\"customer\":7,\"emergency\":true,\"time_field\":\"received_at\",\"period\":\"between\","
    "\"from\":\"2026-11-01\"}", &error);

  g_assert_no_error (error);
  assert_says (self, SR_FILTER_PART_PRIORITY, filter, "Priority: Urgent, High");
  assert_says (self, SR_FILTER_PART_OWNER, filter, "Owner: Me, Nobody");
  assert_says (self, SR_FILTER_PART_TEAM, filter, "Team: No team");
  assert_says (self, SR_FILTER_PART_TAG, filter, "Tag: lift");
  assert_says (self, SR_FILTER_PART_CUSTOMER, filter, "Customer: Wang Fang");
  assert_says (self, SR_FILTER_PART_EMERGENCY, filter, "Emergencies only");
  assert_says (self, SR_FILTER_PART_TIME, filter, "Received: since 2026-11-01");
  g_assert_false (sr_filter_part_is_set (SR_FILTER_PART_STATE, filter));

  filter->to = g_strdup ("2026-11-30");
  assert_says (self, SR_FILTER_PART_TIME, filter, "Received: 2026-11-01 to 2026-11-30");
  sr_filter_part_clear (SR_FILTER_PART_TIME, filter);
  g_assert_false (sr_filter_part_is_set (SR_FILTER_PART_TIME, filter));
}

/* Whatever can be set can be taken away again, and then nothing is left of it. */
static void
test_what_is_chosen_can_be_taken_away (RoomFixture   *self,
                                       gconstpointer  data)
{
  g_autoptr (SrConfiguration) configuration = load (self);
  g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();

  for (guint part = 0; part < SR_N_FILTER_PARTS; part++)
    {
      g_autoptr (GPtrArray) options = sr_filter_part_options (part, filter, configuration);

      if (part == SR_FILTER_PART_TIME)
        continue;
      for (guint i = 0; i < MIN (options->len, 5); i++)
        {
          const SrFilterOption *option = g_ptr_array_index (options, i);

          g_assert_false (sr_filter_part_has (part, filter, option->value));
          g_assert_true (sr_filter_part_set (part, filter, option->value, TRUE));
          g_assert_true (sr_filter_part_has (part, filter, option->value));
        }
      if (options->len == 0)
        g_assert_true (sr_filter_part_set (part, filter, "7", TRUE));
      g_assert_true (sr_filter_part_is_set (part, filter));

      for (guint i = 0; i < MIN (options->len, 5); i++)
        sr_filter_part_set (part, filter,
                            ((SrFilterOption *) g_ptr_array_index (options, i))->value, FALSE);
      sr_filter_part_set (part, filter, "7", FALSE);
      g_assert_true (sr_request_filter_is_empty (filter));
    }
}

static void
test_whoever_has_left_is_offered_only_while_asked_for (RoomFixture   *self,
                                                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrConfiguration) configuration = load (self);
  const SrRow *person = sr_configuration_find_text (configuration, &sr_staff_kind, "wang.wei");
  gint64 id = sr_row_get_id (person);
  g_autoptr (SrConfiguration) after = NULL;
  g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();
  g_autofree char *value = g_strdup_printf ("%lld", (long long) id);
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) with = NULL;
  SrAct *act = sr_act_new (&sr_staff_kind, id, "edit");

  sr_act_set (act, "active", "false");
  sr_outcome_free (sr_gate_act_one (self->gate, act, &error));
  g_assert_no_error (error);

  after = load (self);
  without = sr_filter_part_options (SR_FILTER_PART_OWNER, filter, after);
  g_assert_true (sr_filter_part_set (SR_FILTER_PART_OWNER, filter, value, TRUE));
  with = sr_filter_part_options (SR_FILTER_PART_OWNER, filter, after);
  g_assert_cmpuint (with->len, ==, without->len + 1);
}

#define ADD(path, function) \
  g_test_add (path, RoomFixture, NULL, room_fixture_set_up, function, room_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/models/filter-parts/a-part-says-what-is-asked-for", test_a_part_says_what_is_asked_for);
  ADD ("/models/filter-parts/what-is-chosen-can-be-taken-away",
       test_what_is_chosen_can_be_taken_away);
  ADD ("/models/filter-parts/whoever-has-left-is-offered-only-while-asked-for",
       test_whoever_has_left_is_offered_only_while_asked_for);

  return g_test_run ();
}
