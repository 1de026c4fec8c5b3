/* What may be done with many requests at once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room-fixture.h"
#include "room/sr-shared-actions.h"

/* More than one statement asks for. */
#define N_MANY 120

#define act(self, login, request, ...) \
  sr_outcome_free (room_fixture_act (self, login, request, __VA_ARGS__, NULL))

static GPtrArray *
share (RoomFixture  *self,
       const char   *login,
       const gint64 *requests,
       guint         n_requests)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *shared;

  sr_gate_sign_in (self->gate, login, NULL);
  shared = sr_shared_actions_load (sr_gate_get_connection (self->gate),
                                   sr_gate_get_configuration (self->gate, NULL),
                                   sr_gate_get_staff (self->gate), requests, n_requests,
                                   sr_clock_now (self->clock), &error);
  g_assert_no_error (error);

  return shared;
}

static const SrSharedAction *
find (GPtrArray  *shared,
      const char *name)
{
  for (guint i = 0; i < shared->len; i++)
    {
      const SrSharedAction *action = g_ptr_array_index (shared, i);

      if (g_str_equal (action->action->name, name))
        return action;
    }

  g_assert_not_reached ();
}

static void
test_what_one_cannot_all_cannot_and_that_one_is_named (RoomFixture   *self,
                                                       gconstpointer  data)
{
  gint64 requests[3];
  g_autoptr (GPtrArray) shared = NULL;

  for (guint i = 0; i < 3; i++)
    requests[i] = room_fixture_receive (self, "灯不亮");
  act (self, "he.jing", requests[1], "assign", "owner", "wang.wei");
  shared = share (self, "wang.wei", requests, 3);

  g_assert_null (find (shared, "assign")->reason);
  g_assert_true (find (shared, "assign")->leads);
  g_assert_cmpstr (find (shared, "accept")->number, ==, "SR-2026-000001");
  g_assert_false (find (shared, "accept")->leads);
  g_assert_cmpstr (find (shared, "answer")->number, ==, "SR-2026-000002");
  g_assert_nonnull (find (shared, "answer")->reason);
  g_assert_nonnull (find (shared, "void")->reason);
  g_assert_true (find (shared, "void")->leads);
}

/* Something of everything that a rule asks of. */
static void
live (RoomFixture *self,
      gint64       request,
      guint        which)
{
  gint64 other = request > 1 ? request - 1 : request;
  g_autofree char *ref = g_strdup_printf ("#%" G_GINT64_FORMAT, other);

  if (which % 2 == 0)
    act (self, "li.na", request, "assign", "owner", "wang.wei");
  if (which % 4 == 0)
    {
      act (self, "wang.wei", request, "accept");
      act (self, "wang.wei", request, "start");
    }
  if (which % 3 == 0)
    act (self, "he.jing", request, "contact", "contact.direction", "out", "contact.medium", "call",
         "contact.reached", "yes", "contact.summary", "已告知");
  if (which % 5 == 0)
    act (self, "wang.wei", request, "follow");
  if (which % 7 == 0)
    act (self, "wang.wei", request, "snooze", "snooze.until", "2026-07-15T09:30:00+08:00");
  if (which % 8 == 0)
    act (self, "wang.wei", request, "support", "hand-off.to_team", "#1", "hand-off.reason", "停电");
  if (which % 9 == 0 && other != request)
    act (self, "he.jing", request, "set_parent", "parent", ref);
  if (which % 11 == 0 && other != request)
    act (self, "he.jing", request, "link", "link.target", ref, "link.kind", "related");
}

static void
assert_agrees (RoomFixture  *self,
               GPtrArray    *shared,
               const gint64 *requests,
               guint         n_requests)
{
  g_autoptr (GPtrArray) one_by_one = sr_action_share_new (&sr_request_kind);

  for (guint i = 0; i < n_requests; i++)
    {
      g_autoptr (SrRow) row = room_fixture_load (self, requests[i]);
      g_autoptr (SrSituationHolder) holder =
        sr_situation_holder_new (sr_gate_get_connection (self->gate),
                                 sr_gate_get_configuration (self->gate, NULL),
                                 sr_gate_get_staff (self->gate), row,
                                 sr_clock_now (self->clock), NULL);

      sr_action_share_add (one_by_one, &sr_request_kind, sr_situation_holder_get (holder));
    }

  for (guint i = 0; i < shared->len; i++)
    {
      const SrSharedAction *many = g_ptr_array_index (shared, i);
      const SrSharedAction *one = g_ptr_array_index (one_by_one, i);

      g_assert_cmpstr (many->reason, ==, one->reason);
      g_assert_cmpstr (many->number, ==, one->number);
      g_assert_cmpint (many->leads, ==, one->leads);
      g_assert_cmpint (many->is_next, ==, one->is_next);
    }
}

static void
test_many_are_told_what_each_would_be_told (RoomFixture   *self,
                                            gconstpointer  data)
{
  gint64 requests[N_MANY];
  g_autoptr (GPtrArray) all = NULL;

  for (guint i = 0; i < N_MANY; i++)
    {
      requests[i] = room_fixture_receive (self, "灯不亮");
      live (self, requests[i], i);
    }

  all = share (self, "wang.wei", requests, N_MANY);
  assert_agrees (self, all, requests, N_MANY);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autoptr (GPtrArray) one = share (self, i % 2 == 0 ? "wang.wei" : "he.jing", &requests[i], 1);

      assert_agrees (self, one, &requests[i], 1);
    }
}

static void
test_nothing_chosen_refuses_nothing (RoomFixture   *self,
                                     gconstpointer  data)
{
  gint64 gone = 4711;
  g_autoptr (GPtrArray) none = share (self, "he.jing", NULL, 0);
  g_autoptr (GPtrArray) missing = share (self, "he.jing", &gone, 1);

  g_assert_null (find (none, "assign")->reason);
  g_assert_null (find (missing, "assign")->reason);
}

#define ADD(path, test) \
  g_test_add ("/room/shared-actions/" path, RoomFixture, NULL, room_fixture_set_up, test, \
              room_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-one-cannot-all-cannot-and-that-one-is-named",
       test_what_one_cannot_all_cannot_and_that_one_is_named);
  ADD ("many-are-told-what-each-would-be-told", test_many_are_told_what_each_would_be_told);
  ADD ("nothing-chosen-refuses-nothing", test_nothing_chosen_refuses_nothing);

  return g_test_run ();
}
