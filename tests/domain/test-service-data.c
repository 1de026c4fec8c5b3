/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/service/sr-number.h"
#include "domain/service/sr-record-actions.h"
#include "service-fixture.h"

static void
test_a_number_is_written_and_read_back (void)
{
  g_autofree char *number = sr_number_format ("SR", 2026, 4871);
  g_autofree char *large = sr_number_format ("SR", 2026, 12345678901);
  g_autofree char *order = sr_number_format ("WO", 2026, 7);
  g_autofree char *series = NULL;
  int year = 0;
  gint64 serial = 0;

  g_assert_cmpstr (number, ==, "SR-2026-004871");
  g_assert_cmpstr (large, ==, "SR-2026-12345678901");
  g_assert_cmpstr (order, ==, "WO-2026-00007");
  g_assert_true (sr_number_parse (large, &series, &year, &serial));
  g_assert_cmpstr (series, ==, "SR");
  g_assert_cmpint (year, ==, 2026);
  g_assert_cmpint (serial, ==, 12345678901);
}

static void
test_a_number_is_read_as_people_type_it (void)
{
  static const char *const typed[] = {
    "sr-2026-4871", " SR-2026-004871 ", "ＳＲ－２０２６－００４８７１", "Sr-2026-04871",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gint64 serial = 0;

      g_test_message ("%s", typed[i]);
      g_assert_true (sr_number_parse (typed[i], NULL, NULL, &serial));
      g_assert_cmpint (serial, ==, 4871);
    }
}

static void
test_what_is_no_number_is_not_read_as_one (void)
{
  static const char *const typed[] = {
    "", "4871", "SR-2026", "SR-26-4871", "SR-2026-0", "SR-2026--1", "S1-2026-1", "-2026-1",
    "SR-2026-1-1", "SR-2026-99999999999999999999", "SR-2026-1x", "VERYLONGSERIES-2026-1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_test_message ("%s", typed[i]);
      g_assert_false (sr_number_parse (typed[i], NULL, NULL, NULL));
    }
}

static void
test_the_matrix_gives_the_priority_of_every_pair (void)
{
  static const char *const matrix[3][3] = {
    { "P4", "P4", "P3" }, { "P4", "P3", "P2" }, { "P3", "P2", "P1" },
  };

  for (int impact = 1; impact <= 3; impact++)
    {
      for (int urgency = 1; urgency <= 3; urgency++)
        g_assert_cmpstr (sr_priority_of (impact, urgency), ==, matrix[impact - 1][urgency - 1]);
    }
}

static void
test_every_state_has_a_category (void)
{
  for (guint i = 0; sr_request_states[i].value != NULL; i++)
    {
      g_test_message ("%s", sr_request_states[i].value);
      g_assert_true (sr_request_state_category (sr_request_states[i].value) != 0);
    }

  g_assert_cmpint (sr_request_state_category ("waiting_parts"), ==, 'P');
  g_assert_cmpint (sr_request_state_category ("supporting"), ==, 'O');
  g_assert_cmpint (sr_request_state_category ("follow_up"), ==, 'R');
  g_assert_cmpint (sr_request_state_category ("voided"), ==, 'C');
  g_assert_cmpint (sr_request_state_category (NULL), ==, 0);
}

static void
test_roles_are_bits_in_the_order_of_their_table (void)
{
  g_assert_cmpint (sr_roles_from_list ("[\"desk\",\"manager\"]"), ==,
                   SR_ROLE_DESK | SR_ROLE_MANAGER);
  g_assert_cmpint (sr_roles_from_list ("[\"auditor\",\"king\",7]"), ==, SR_ROLE_AUDITOR);
  g_assert_cmpint (sr_roles_from_list ("[\"room\"]"), ==, 0);
  g_assert_cmpint (sr_roles_from_list ("manager"), ==, 0);
  g_assert_cmpint (sr_roles_from_list (NULL), ==, 0);
}

static void
test_a_parameter_that_is_no_number_does_not_count (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  g_assert_cmpint (sr_setting_get_integer (&room->setting, "reopen_workdays", 9), ==, 5);
  g_assert_cmpint (sr_setting_get_integer (&room->setting, "no_such_thing", 9), ==, 9);
  fixture_set_parameter (room, "reopen_workdays", "some");
  g_assert_cmpint (sr_setting_get_integer (&room->setting, "reopen_workdays", 9), ==, 9);
}

static gint64
add_target (Fixture    *room,
            GPtrArray  *targets,
            gint64      type,
            const char *priority)
{
  SrRow *target = sr_row_new (&sr_target_kind);

  sr_row_set_integer (target, SR_COMMON_ID, targets->len + 1);
  sr_row_set_text (target, SR_TARGET_CLOCK, "resolution");
  if (type != 0)
    sr_row_set_integer (target, SR_TARGET_SERVICE_TYPE, type);
  sr_row_set_text (target, SR_TARGET_PRIORITY, priority);
  g_ptr_array_add (targets, target);

  return sr_row_get_id (target);
}

static void
test_the_most_specific_target_holds (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  gint64 family = sr_row_get_id (fixture_find (room, &sr_service_type_kind, "repair"));
  gint64 type = sr_row_get_id (fixture_find (room, &sr_service_type_kind, "repair.water"));
  SrSetting setting = room->setting;
  gint64 expected[5];

  expected[0] = add_target (room, targets, 0, NULL);
  expected[1] = add_target (room, targets, 0, "P2");
  expected[2] = add_target (room, targets, family, NULL);
  expected[3] = add_target (room, targets, type, NULL);
  expected[4] = add_target (room, targets, type, "P2");
  setting.targets = targets;

  for (guint i = G_N_ELEMENTS (expected); i > 0; i--)
    {
      const SrRow *target;

      g_ptr_array_set_size (targets, i);
      target = sr_setting_find_target (&setting, "resolution", type, "P2");
      g_assert_cmpint (sr_row_get_id (target), ==, expected[i - 1]);
    }

  g_ptr_array_set_size (targets, 0);
  g_assert_null (sr_setting_find_target (&setting, "resolution", type, "P2"));
}

static void
test_types_that_are_part_of_each_other_do_not_hang (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  SrRow *type = (SrRow *) fixture_find (room, &sr_service_type_kind, "repair.water");

  sr_row_set_integer (type, SR_SERVICE_TYPE_PARENT, sr_row_get_id (type));
  g_assert_nonnull (sr_setting_find_target (&room->setting, "resolution", sr_row_get_id (type),
                                            "P2"));
}

static void
test_what_a_new_room_has_is_valid_and_points_back (void)
{
  g_autoptr (GPtrArray) rows = sr_defaults_new (1000);

  for (guint i = 0; i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);
      const SrRecordKind *kind = sr_row_get_kind (row);
      g_autoptr (GError) error = NULL;

      sr_row_validate (row, &error);
      g_assert_no_error (error);

      for (guint field = SR_N_COMMON_FIELDS; field < kind->n_fields; field++)
        {
          gint64 reference = sr_row_get_integer (row, field);
          const SrRow *target;

          if (kind->fields[field].type != SR_FIELD_REFERENCE || reference == 0)
            continue;

          g_assert_cmpint (-reference, >, 0);
          g_assert_cmpint (-reference, <, i + 1);
          target = g_ptr_array_index (rows, -reference - 1);
          g_assert_cmpstr (sr_row_get_kind (target)->name, ==, kind->fields[field].reference);
        }
    }
}

static void
test_a_new_room_has_a_target_for_every_clock_and_priority (void)
{
  static const char *const clocks[] = {
    "accept", "first_response", "next_update", "resolution", "ola",
  };
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      for (guint priority = 0; sr_priorities[priority].value != NULL; priority++)
        g_assert_nonnull (sr_setting_find_target (&room->setting, clocks[i], 0,
                                                  sr_priorities[priority].value));
    }
}

static void
test_the_default_targets_are_those_of_the_regulation (void)
{
  static const struct
  {
    const char *priority;
    const char *response;
    const char *resolution;
  } expected[] = {
    { "P1", "2026-07-06 09:30", "2026-07-06 13:00" },
    { "P2", "2026-07-06 10:00", "2026-07-06 18:00" },
    { "P3", "2026-07-06 14:30", "2026-07-07 18:00" },
    { "P4", "2026-07-06 18:00", "2026-07-10 18:00" },
  };
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      assert_instant (room->setting.calendar,
                      sr_request_clocks_forecast (&room->setting, "first_response", 0,
                                                  expected[i].priority, FALSE, room->now),
                      expected[i].response);
      assert_instant (room->setting.calendar,
                      sr_request_clocks_forecast (&room->setting, "resolution", 0,
                                                  expected[i].priority, FALSE, room->now),
                      expected[i].resolution);
    }
}

static void
test_a_kind_without_rules_is_created_and_edited (void)
{
  const SrAction *create = sr_action_find (&sr_customer_kind, "create");
  const SrAction *edit = sr_action_find (&sr_customer_kind, "edit");
  g_autoptr (GHashTable) payload = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  g_autoptr (GError) error = NULL;
  SrValue name = SR_STR ("王海燕");
  SrSituation situation = { 0 };
  const SrChange *change;

  g_assert_nonnull (create);
  g_assert_nonnull (edit);
  g_assert_true (sr_action_makes (create));
  g_assert_false (sr_action_makes (edit));

  situation.payload = payload;
  situation.roles = SR_ROLE_DESK;
  g_assert_false (sr_action_perform (create, &sr_customer_kind, &situation, changes, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING);
  g_clear_error (&error);

  g_hash_table_insert (payload, (gpointer) "name", &name);
  sr_action_perform (create, &sr_customer_kind, &situation, changes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 1);
  change = g_ptr_array_index (changes, 0);
  assert_text (change->after, SR_CUSTOMER_NAME, "王海燕");
  assert_text (change->after, SR_CUSTOMER_LEVEL, "normal");
  sr_row_validate (change->after, &error);
  g_assert_no_error (error);
}

static void
test_a_field_that_rules_keep_is_no_input (void)
{
  const SrAction *edit = sr_action_find (&sr_customer_kind, "edit");

  for (const SrActionInput *input = edit->inputs; input->field != NULL; input++)
    {
      const SrField *field = sr_action_input_field (&sr_customer_kind, input, NULL);

      g_assert_false (field->flags & SR_FIELD_KEPT);
    }
}

static void
test_staff_is_the_manager_s_business (void)
{
  const SrAction *create = sr_action_find (&sr_staff_kind, "create");
  SrSituation situation = { 0 };
  g_autoptr (GError) error = NULL;

  situation.roles = SR_ROLE_DESK | SR_ROLE_HANDLER;
  g_assert_false (sr_action_is_possible (create, &sr_staff_kind, &situation, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
  situation.roles = SR_ROLE_MANAGER;
  g_assert_true (sr_action_is_possible (create, &sr_staff_kind, &situation, NULL));
}

static void
test_a_version_is_followed_and_not_changed (void)
{
  g_assert_nonnull (sr_action_find (&sr_target_kind, "create"));
  g_assert_null (sr_action_find (&sr_target_kind, "edit"));
  g_assert_null (sr_action_find (&sr_policy_kind, "edit"));
}

static void
test_what_hangs_on_a_request_has_no_actions_of_its_own (void)
{
  g_assert_null (sr_actions_of (&sr_contact_kind)[0].name);
  g_assert_null (sr_actions_of (&sr_clock_kind)[0].name);
  g_assert_null (sr_actions_of (&sr_event_kind)[0].name);
}

static void
test_other_hours_are_another_version_of_the_calendar (void)
{
  g_autoptr (Fixture) room = fixture_new ("2026-07-06 09:00");
  const SrRow *calendar = fixture_find (room, &sr_calendar_kind, "Office hours");
  g_autoptr (GHashTable) payload = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) changes =
    g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrValue week = SR_STR ("[[],[],[],[],[],[],[[\"09:00\",\"12:00\"]]]");
  SrSituation situation = { 0 };
  const SrChange *change;

  g_hash_table_insert (payload, (gpointer) "week", &week);
  situation.subject = calendar;
  situation.payload = payload;
  situation.roles = SR_ROLE_MANAGER;
  g_assert_true (sr_action_perform (sr_action_find (&sr_calendar_kind, "edit"),
                                    &sr_calendar_kind, &situation, changes, NULL));
  change = g_ptr_array_index (changes, 0);
  g_assert_cmpint (sr_row_get_integer (change->after, SR_CALENDAR_VERSION), ==, 2);
}

static void
test_a_payload_is_made_of_pairs (void)
{
  g_autoptr (GHashTable) payload = sr_payload_new_with ("title", "No light", "place", "301", NULL);

  g_assert_cmpuint (g_hash_table_size (payload), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (payload, "place"), ==, "301");
}

/* A list that would be too long to read as calls. */
static const struct
{
  const char *name;
  void      (*run) (void);
} tests[] = {
#define TEST(name) { "/service/data/" #name, test_##name }
  TEST (a_number_is_written_and_read_back),
  TEST (a_number_is_read_as_people_type_it),
  TEST (what_is_no_number_is_not_read_as_one),
  TEST (the_matrix_gives_the_priority_of_every_pair),
  TEST (every_state_has_a_category),
  TEST (roles_are_bits_in_the_order_of_their_table),
  TEST (a_parameter_that_is_no_number_does_not_count),
  TEST (the_most_specific_target_holds),
  TEST (types_that_are_part_of_each_other_do_not_hang),
  TEST (what_a_new_room_has_is_valid_and_points_back),
  TEST (a_new_room_has_a_target_for_every_clock_and_priority),
  TEST (the_default_targets_are_those_of_the_regulation),
  TEST (a_kind_without_rules_is_created_and_edited),
  TEST (a_field_that_rules_keep_is_no_input),
  TEST (staff_is_the_manager_s_business),
  TEST (a_version_is_followed_and_not_changed),
  TEST (what_hangs_on_a_request_has_no_actions_of_its_own),
  TEST (other_hours_are_another_version_of_the_calendar),
  TEST (a_payload_is_made_of_pairs),
#undef TEST
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdelimit (g_strdup (tests[i].name), "_", '-');

      g_test_add_func (path, tests[i].run);
    }

  return g_test_run ();
}
