/* Saved views and templates: who makes them, and what they may say.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room-fixture.h"
#include "storage/sr-table.h"

static SrOutcome *
act_va (RoomFixture         *self,
        const char          *login,
        const SrRecordKind  *kind,
        gint64               record,
        GError             **error,
        va_list              arguments)
{
  SrAct *act = sr_act_new (kind, record, record == 0 ? "create" : "edit");
  const char *field;

  while ((field = va_arg (arguments, const char *)) != NULL)
    sr_act_set (act, field, va_arg (arguments, const char *));
  g_assert_true (sr_gate_sign_in (self->gate, login, NULL));

  return sr_gate_act_one (self->gate, act, error);
}

/* Makes a record, or changes one that is there; its id. */
static gint64
keep (RoomFixture        *self,
      const char         *login,
      const SrRecordKind *kind,
      gint64              record,
      ...)
{
  g_autoptr (GError) error = NULL;
  SrOutcome *outcome;
  va_list arguments;
  gint64 id;

  va_start (arguments, record);
  outcome = act_va (self, login, kind, record, &error, arguments);
  va_end (arguments);
  g_assert_no_error (error);
  id = outcome->record;
  sr_outcome_free (outcome);

  return id;
}

static void
refuse (RoomFixture        *self,
        int                 code,
        const char         *login,
        const SrRecordKind *kind,
        gint64              record,
        ...)
{
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, record);
  g_assert_null (act_va (self, login, kind, record, &error, arguments));
  va_end (arguments);
  g_assert_error (error, SR_DOMAIN_ERROR, code);
  g_test_message ("%s", error->message);
}

static SrRow *
load (RoomFixture        *self,
      const SrRecordKind *kind,
      gint64              id)
{
  SrRow *row = sr_table_load (sr_gate_get_connection (self->gate), kind, id, NULL);

  g_assert_nonnull (row);

  return row;
}

#define VIEW &sr_saved_view_kind

static void
test_a_view_belongs_to_who_makes_it (RoomFixture   *self,
                                     gconstpointer  data)
{
  gint64 id = keep (self, "he.jing", VIEW, 0, "name", "今天要回的", "filter",
                    "{\"priorities\":[\"P1\"]}", NULL);
  g_autoptr (SrRow) view = load (self, VIEW, id);
  const SrRow *who = sr_gate_get_staff (self->gate);
  g_autoptr (SrRow) removed = NULL;

  g_assert_cmpstr (sr_row_get_text (view, SR_SAVED_VIEW_SCOPE), ==, "mine");
  g_assert_cmpint (sr_row_get_integer (view, SR_SAVED_VIEW_STAFF), ==, sr_row_get_id (who));
  g_assert_cmpint (sr_row_get_integer (view, SR_SAVED_VIEW_ACTIVE), ==, 1);

  refuse (self, SR_DOMAIN_ERROR_GUARD, "wang.wei", VIEW, id, "name", "我的", NULL);
  keep (self, "he.jing", VIEW, id, "name", "今天", NULL);
  keep (self, "li.na", VIEW, id, "active", "no", NULL);
  removed = load (self, VIEW, id);
  g_assert_cmpint (sr_row_get_integer (removed, SR_SAVED_VIEW_ACTIVE), ==, 0);
  g_assert_cmpint (sr_row_get_integer (removed, SR_SAVED_VIEW_STAFF), ==, sr_row_get_id (who));
  refuse (self, SR_DOMAIN_ERROR_INVALID, "he.jing", VIEW, 0, "name", "我的", "filter", "{}",
          "staff", "li.na", NULL);
  room_fixture_verify (self);
}

static void
test_a_view_for_others_needs_their_team_or_a_manager (RoomFixture   *self,
                                                      gconstpointer  data)
{
  gint64 other = keep (self, "li.na", &sr_team_kind, 0, "name", "维修班", NULL);
  g_autofree char *other_team = g_strdup_printf ("#%" G_GINT64_FORMAT, other);
  gint64 wang = sr_row_get_id (sr_configuration_find_text (
    sr_gate_get_configuration (self->gate, NULL), &sr_staff_kind, "wang.wei"));
  g_autoptr (SrRow) view = NULL;
  gint64 id;

  refuse (self, SR_DOMAIN_ERROR_GUARD, "wang.wei", VIEW, 0, "name", "班组", "scope", "team",
          "filter", "{}", NULL);
  keep (self, "li.na", &sr_staff_kind, wang, "team", "#1", NULL);

  id = keep (self, "wang.wei", VIEW, 0, "name", "班组", "scope", "team", "filter", "{}", NULL);
  view = load (self, VIEW, id);
  g_assert_cmpint (sr_row_get_integer (view, SR_SAVED_VIEW_TEAM), ==, 1);
  refuse (self, SR_DOMAIN_ERROR_GUARD, "wang.wei", VIEW, id, "team", other_team, NULL);
  refuse (self, SR_DOMAIN_ERROR_GUARD, "wang.wei", VIEW, id, "scope", "all", NULL);
  keep (self, "li.na", VIEW, id, "team", other_team, NULL);
  keep (self, "li.na", VIEW, id, "scope", "all", NULL);
  g_clear_pointer (&view, sr_row_free);
  view = load (self, VIEW, id);
  g_assert_true (sr_row_is_null (view, SR_SAVED_VIEW_TEAM));
  room_fixture_verify (self);
}

static void
test_a_view_has_a_filter_that_can_be_read (RoomFixture   *self,
                                           gconstpointer  data)
{
  refuse (self, SR_DOMAIN_ERROR_MISSING, "he.jing", VIEW, 0, "name", "空", NULL);
  refuse (self, SR_DOMAIN_ERROR_INVALID, "he.jing", VIEW, 0, "name", "坏", "filter", "{", NULL);
  refuse (self, SR_DOMAIN_ERROR_INVALID, "he.jing", VIEW, 0, "name", "坏", "filter",
          "{\"states\":[\"nowhere\"]}", NULL);
  keep (self, "he.jing", VIEW, 0, "name", "好", "filter", "{\"states\":[\"registered\"]}", NULL);
}

#define TEMPLATE &sr_request_template_kind

static void
test_a_template_is_made_by_a_manager_and_asks_for_what_is_received (RoomFixture   *self,
                                                                    gconstpointer  data)
{
  gint64 id;
  g_autoptr (SrRow) template = NULL;

  refuse (self, SR_DOMAIN_ERROR_RIGHT, "he.jing", TEMPLATE, 0, "name", "漏水", NULL);
  refuse (self, SR_DOMAIN_ERROR_INVALID, "li.na", TEMPLATE, 0, "name", "漏水", "mandatory",
          "place,colour", NULL);
  refuse (self, SR_DOMAIN_ERROR_INVALID, "li.na", TEMPLATE, 0, "name", "漏水", "mandatory", "state",
          NULL);
  id = keep (self, "li.na", TEMPLATE, 0, "name", "漏水", "type", "repair.water", "mandatory",
             "place,contact_phone", "tags", "漏水, 漏水 ,急", NULL);
  template = load (self, TEMPLATE, id);
  g_assert_cmpstr (sr_row_get_text (template, SR_REQUEST_TEMPLATE_TAGS), ==, "[\"漏水\",\"急\"]");
  keep (self, "li.na", TEMPLATE, id, "active", "no", NULL);
  room_fixture_verify (self);
}

static void
test_the_templates_of_a_new_room_ask_for_what_is_received (RoomFixture   *self,
                                                           gconstpointer  data)
{
  g_autoptr (GPtrArray) templates = sr_table_load_all (sr_gate_get_connection (self->gate),
                                                       TEMPLATE, NULL);

  g_assert_cmpuint (templates->len, >, 5);
  for (guint i = 0; i < templates->len; i++)
    {
      const SrRow *template = g_ptr_array_index (templates, i);
      g_autofree char *title = g_strdup_printf ("%s.", sr_row_get_text (template,
                                                                        SR_REQUEST_TEMPLATE_TITLE));

      /* Its rules are asked when it is changed. */
      keep (self, "li.na", TEMPLATE, sr_row_get_id (template), "title", title, "mandatory",
            sr_row_get_text (template, SR_REQUEST_TEMPLATE_MANDATORY), NULL);
    }
}

#define ADD(path, test) \
  g_test_add ("/room/views/" path, RoomFixture, NULL, room_fixture_set_up, test, \
              room_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-view-belongs-to-who-makes-it", test_a_view_belongs_to_who_makes_it);
  ADD ("a-view-for-others-needs-their-team-or-a-manager",
       test_a_view_for_others_needs_their_team_or_a_manager);
  ADD ("a-view-has-a-filter-that-can-be-read", test_a_view_has_a_filter_that_can_be_read);
  ADD ("a-template-is-made-by-a-manager-and-asks-for-what-is-received",
       test_a_template_is_made_by_a_manager_and_asks_for_what_is_received);
  ADD ("the-templates-of-a-new-room-ask-for-what-is-received",
       test_the_templates_of_a_new_room_ask_for_what_is_received);

  return g_test_run ();
}
