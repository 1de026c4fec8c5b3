/* What other days do to the running deadlines, before and after, and who hears of days that are missing.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-instant.h"
#include "room-fixture.h"
#include "storage/service/sr-reminder-table.h"
#include "storage/sr-table.h"

#define HOUR 3600

#define ADD(path, test) \
  g_test_add (path, RoomFixture, NULL, room_fixture_set_up, test, room_fixture_tear_down)

static gint64
get_calendar_id (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, &error);

  g_assert_no_error (error);

  return sr_configuration_get_calendar_id (configuration);
}

static GPtrArray *
days_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sr_exception_free);
}

static void
add_day (GPtrArray       *days,
         const char      *iso,
         SrExceptionRank  rank,
         const char      *name)
{
  SrException *exception = g_new0 (SrException, 1);

  exception->day = sr_day_from_iso (iso);
  exception->rank = rank;
  exception->name = g_strdup (name);
  g_ptr_array_add (days, exception);
}

static SrCalendarEffect *
import (RoomFixture *self,
        GPtrArray   *days,
        gboolean     dry_run)
{
  g_autoptr (GError) error = NULL;
  SrCalendarEffect *effect = NULL;

  sr_gate_sign_in (self->gate, "li.na", NULL);
  sr_gate_import_exceptions (self->gate, get_calendar_id (self), days, dry_run, NULL, &effect,
                             &error);
  g_assert_no_error (error);

  return effect;
}

/* Every clock with its deadline: "id kind due". */
static GHashTable *
read_deadlines (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clocks =
    sr_table_select (sr_gate_get_connection (self->gate), &sr_clock_kind, " FROM clock ORDER BY id",
                     NULL, 0, &error);
  GHashTable *deadlines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < clocks->len; i++)
    {
      const SrRow *clock = g_ptr_array_index (clocks, i);
      gint64 due = sr_row_get_integer (clock, SR_CLOCK_DUE_AT);

      g_hash_table_insert (deadlines,
                           g_strdup_printf ("%" G_GINT64_FORMAT " %s",
                                            sr_row_get_integer (clock, SR_CLOCK_REQUEST),
                                            sr_row_get_text (clock, SR_CLOCK_KIND)),
                           g_memdup2 (&due, sizeof due));
    }

  return deadlines;
}

static gint64
get_deadline (GHashTable           *deadlines,
              const SrDeadlineMove *move)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", move->request, move->clock);
  gint64 *due = g_hash_table_lookup (deadlines, key);

  g_assert_nonnull (due);

  return *due;
}

static guint
count_moved (GHashTable *before,
             GHashTable *after)
{
  GHashTableIter iter;
  gpointer key;
  gpointer due;
  guint n = 0;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &key, &due))
    n += *(gint64 *) due != *(gint64 *) g_hash_table_lookup (after, key);

  return n;
}

/* Requests of several ages, one in work and one that waits. */
static void
live_a_little (RoomFixture *self)
{
  gint64 working = 0;
  gint64 waiting = 0;

  for (guint i = 0; i < 5; i++)
    {
      waiting = working;
      working = room_fixture_receive (self, "空调漏水");
      room_fixture_advance (self, 2 * HOUR + 600);
    }

  for (guint i = 0; i < 2; i++)
    {
      gint64 request = i == 0 ? working : waiting;

      sr_outcome_free (room_fixture_act (self, "he.jing", request, "assign", "owner", "wang.wei",
                                         NULL));
      sr_outcome_free (room_fixture_act (self, "wang.wei", request, "accept", NULL));
      sr_outcome_free (room_fixture_act (self, "wang.wei", request, "start", NULL));
    }
  sr_outcome_free (room_fixture_act (self, "wang.wei", waiting, "wait_parts", "waiting_for", "配件",
                                     "waiting_until", "2026-07-20 10:00", NULL));
}

static void
assert_preview_is_what_happens (RoomFixture *self,
                                GPtrArray   *days)
{
  g_autoptr (GHashTable) before = read_deadlines (self);
  g_autoptr (SrCalendarEffect) preview = import (self, days, TRUE);
  g_autoptr (GHashTable) rehearsed = read_deadlines (self);
  g_autoptr (SrCalendarEffect) done = NULL;
  g_autoptr (GHashTable) after = NULL;

  g_assert_cmpuint (preview->moves->len, >, 0);
  g_assert_cmpuint (count_moved (before, rehearsed), ==, 0);

  done = import (self, days, FALSE);
  after = read_deadlines (self);
  g_assert_cmpuint (count_moved (before, after), ==, preview->moves->len);
  g_assert_cmpuint (done->moves->len, ==, preview->moves->len);
  for (guint i = 0; i < preview->moves->len; i++)
    {
      const SrDeadlineMove *move = g_ptr_array_index (preview->moves, i);
      const SrDeadlineMove *same = g_ptr_array_index (done->moves, i);

      g_assert_cmpint (move->from, ==, get_deadline (before, move));
      g_assert_cmpint (move->to, ==, get_deadline (after, move));
      g_assert_cmpstr (move->number, ==, same->number);
      g_assert_cmpint (move->to, ==, same->to);
    }
  room_fixture_verify (self);
}

static void
test_the_preview_is_what_happens (RoomFixture   *self,
                                  gconstpointer  data)
{
  g_autoptr (GPtrArray) later = days_new ();
  g_autoptr (GPtrArray) earlier = days_new ();

  live_a_little (self);
  add_day (later, "2026-07-16", SR_EXCEPTION_CLOSURE, "停电");
  add_day (later, "2026-07-17", SR_EXCEPTION_PUBLIC_HOLIDAY, "厂庆");
  assert_preview_is_what_happens (self, later);

  add_day (earlier, "2026-07-18", SR_EXCEPTION_MAKEUP_WORKDAY, "补班");
  add_day (earlier, "2026-07-19", SR_EXCEPTION_MAKEUP_WORKDAY, "补班");
  assert_preview_is_what_happens (self, earlier);
}

static void
test_a_preview_writes_nothing (RoomFixture   *self,
                               gconstpointer  data)
{
  g_autoptr (GPtrArray) days = days_new ();
  g_autoptr (SrCalendarEffect) effect = NULL;
  g_autoptr (GError) error = NULL;
  SrConnection *connection = sr_gate_get_connection (self->gate);
  gint64 events = 0;
  gint64 later = 0;

  live_a_little (self);
  add_day (days, "2026-07-16", SR_EXCEPTION_CLOSURE, "停电");
  sr_connection_get_integer (connection, "SELECT count(*) FROM event", NULL, 0, 0, &events, &error);
  g_assert_no_error (error);
  effect = import (self, days, TRUE);
  sr_connection_get_integer (connection, "SELECT count(*) FROM event", NULL, 0, 0, &later, &error);
  g_assert_no_error (error);
  g_assert_cmpint (events, ==, later);
  g_assert_true (sr_calendar_is_workday (
                   sr_configuration_get_calendar (sr_gate_get_configuration (self->gate, NULL), 0),
                   sr_day_from_iso ("2026-07-16")));
}

static void
test_the_furthest_move_comes_first_and_none_is_overdue (RoomFixture   *self,
                                                        gconstpointer  data)
{
  g_autoptr (GPtrArray) days = days_new ();
  g_autoptr (SrCalendarEffect) effect = NULL;
  gint64 last = G_MAXINT64;

  live_a_little (self);
  add_day (days, "2026-07-16", SR_EXCEPTION_CLOSURE, "停电");
  add_day (days, "2026-07-18", SR_EXCEPTION_MAKEUP_WORKDAY, "补班");
  effect = import (self, days, TRUE);

  g_assert_cmpuint (effect->moves->len, >, 1);
  for (guint i = 0; i < effect->moves->len; i++)
    {
      const SrDeadlineMove *move = g_ptr_array_index (effect->moves, i);

      g_assert_cmpint (ABS (move->to - move->from), <=, last);
      g_assert_false (move->becomes_overdue);
      last = ABS (move->to - move->from);
    }
  g_assert_cmpuint (effect->n_overdue, ==, 0);
}

static void
test_an_overdue_move_is_counted_and_comes_first (RoomFixture   *self,
                                                 gconstpointer  data)
{
  g_autoptr (SrCalendarEffect) effect = sr_calendar_effect_new ();
  g_autoptr (SrRow) request = sr_row_new (&sr_request_kind);
  const gint64 dues[][2] = { { 5000, 9000 }, { 2000, 900 }, { 800, 700 }, { 0, 3000 }, { 7, 7 } };

  sr_row_set_integer (request, SR_COMMON_ID, 1);
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autoptr (SrRow) before = sr_row_new (&sr_clock_kind);
      g_autoptr (SrChange) change = NULL;

      if (dues[i][0] != 0)
        sr_row_set_integer (before, SR_CLOCK_DUE_AT, dues[i][0]);
      change = sr_change_new (before, sr_row_copy (before));
      sr_row_set_integer (change->after, SR_CLOCK_DUE_AT, dues[i][1]);
      sr_calendar_effect_add_move (effect, request, change, 1000);
    }
  sr_calendar_effect_sort (effect);

  /* What was overdue before is no news; what had no deadline, or has the same, does not move. */
  g_assert_cmpuint (effect->moves->len, ==, 3);
  g_assert_cmpuint (effect->n_overdue, ==, 1);
  g_assert_cmpint (((SrDeadlineMove *) g_ptr_array_index (effect->moves, 0))->to, ==, 900);
  g_assert_cmpint (((SrDeadlineMove *) g_ptr_array_index (effect->moves, 1))->to, ==, 9000);
}

static void
test_days_that_a_notice_does_not_name_stay (RoomFixture   *self,
                                            gconstpointer  data)
{
  g_autoptr (GPtrArray) days = days_new ();
  g_autoptr (GPtrArray) closure = days_new ();
  g_autoptr (SrCalendarEffect) effect = NULL;
  g_autoptr (SrCalendarEffect) other = NULL;

  add_day (days, "2026-10-01", SR_EXCEPTION_PUBLIC_HOLIDAY, "国庆节");
  add_day (days, "2026-10-09", SR_EXCEPTION_PUBLIC_HOLIDAY, "国庆节");
  effect = import (self, days, FALSE);
  g_assert_cmpuint (effect->days->len + effect->n_unchanged, ==, 2);
  /* 33 days off and 6 make-up days of 2026, but for the one that was named. */
  g_assert_cmpuint (effect->kept->len, ==, 38);
  g_assert_false (sr_calendar_is_workday (
                    sr_configuration_get_calendar (sr_gate_get_configuration (self->gate, NULL), 0),
                    sr_day_from_iso ("2026-10-02")));

  add_day (closure, "2026-07-17", SR_EXCEPTION_CLOSURE, "盘点");
  other = import (self, closure, TRUE);
  g_assert_cmpuint (other->kept->len, ==, 0);
}

static gint64
find_exception (RoomFixture *self,
                const char  *date)
{
  GPtrArray *rows = sr_configuration_get_rows (sr_gate_get_configuration (self->gate, NULL),
                                               &sr_calendar_exception_kind);

  for (guint i = 0; i < rows->len; i++)
    {
      if (sr_row_is (g_ptr_array_index (rows, i), SR_CALENDAR_EXCEPTION_DATE, date))
        return sr_row_get_id (g_ptr_array_index (rows, i));
    }

  return 0;
}

static GPtrArray *
make_removal (RoomFixture *self,
              const char  *date)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_calendar_exception_kind, find_exception (self, date), "edit");

  sr_act_set (act, "removed", "yes");
  g_ptr_array_add (acts, act);

  return acts;
}

static void
test_a_day_that_is_removed_counts_no_more_until_it_is_imported (RoomFixture   *self,
                                                                gconstpointer  data)
{
  g_autoptr (GPtrArray) days = days_new ();
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (SrCalendarEffect) preview = NULL;
  g_autoptr (SrCalendarEffect) effect = NULL;
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;
  g_autoptr (GError) error = NULL;

  live_a_little (self);
  add_day (days, "2026-07-16", SR_EXCEPTION_CLOSURE, "停电");
  sr_calendar_effect_free (import (self, days, FALSE));
  before = read_deadlines (self);

  acts = make_removal (self, "2026-07-16");
  preview = sr_gate_rehearse (self->gate, acts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->days->len, ==, 1);
  outcomes = sr_gate_act (self->gate, acts, NULL, &error);
  g_assert_no_error (error);
  after = read_deadlines (self);
  g_assert_cmpuint (preview->moves->len, ==, count_moved (before, after));
  g_assert_cmpuint (preview->moves->len, >, 0);
  g_assert_true (sr_calendar_is_workday (
                   sr_configuration_get_calendar (sr_gate_get_configuration (self->gate, NULL), 0),
                   sr_day_from_iso ("2026-07-16")));

  effect = import (self, days, FALSE);
  g_assert_cmpuint (effect->days->len, ==, 1);
  g_assert_false (sr_calendar_is_workday (
                    sr_configuration_get_calendar (sr_gate_get_configuration (self->gate, NULL), 0),
                    sr_day_from_iso ("2026-07-16")));
  room_fixture_verify (self);
}

static void
test_a_rehearsal_is_refused_to_who_may_not_act (RoomFixture   *self,
                                                gconstpointer  data)
{
  g_autoptr (GPtrArray) acts = make_removal (self, "2026-10-01");
  g_autoptr (GPtrArray) days = days_new ();
  g_autoptr (GError) error = NULL;

  sr_gate_sign_in (self->gate, "wang.wei", NULL);
  g_assert_null (sr_gate_rehearse (self->gate, acts, NULL, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
  g_clear_error (&error);

  add_day (days, "2026-07-16", SR_EXCEPTION_CLOSURE, "停电");
  g_assert_false (sr_gate_import_exceptions (self->gate, get_calendar_id (self), days, TRUE, NULL,
                                             NULL, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
}

static void
test_a_preview_can_be_stopped (RoomFixture   *self,
                               gconstpointer  data)
{
  g_autoptr (GPtrArray) days = days_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  live_a_little (self);
  add_day (days, "2026-07-16", SR_EXCEPTION_CLOSURE, "停电");
  sr_gate_sign_in (self->gate, "li.na", NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (sr_gate_import_exceptions (self->gate, get_calendar_id (self), days, FALSE,
                                             cancellable, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (find_exception (self, "2026-07-16"), ==, 0);
}

/* ---- days that are missing ---- */

/* "instant year level login state", a line for each. */
static char *
describe_missing (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all =
    sr_reminder_table_load_after (sr_gate_get_connection (self->gate), 0, &error);
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, NULL);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const SrRow *row = g_ptr_array_index (all, i);
      const SrRow *staff = sr_configuration_find (configuration, &sr_staff_kind,
                                                  sr_row_get_integer (row, SR_REMINDER_STAFF));
      g_autofree char *at = sr_instant_to_iso (sr_row_get_integer (row, SR_REMINDER_RAISED_AT),
                                               "Asia/Shanghai");

      at[16] = '\0';
      g_assert_true (sr_row_is (row, SR_REMINDER_CLOCK_KIND, "holidays"));
      g_string_append_printf (text, "%s %s %d %s %s\n", at, sr_row_get_text (row, SR_REMINDER_NUMBER),
                              (int) sr_row_get_integer (row, SR_REMINDER_LEVEL),
                              sr_row_get_text (staff, SR_STAFF_LOGIN),
                              sr_row_get_text (row, SR_REMINDER_STATE));
    }

  return g_string_free (text, FALSE);
}

#define assert_missing(self, expected) \
  G_STMT_START { \
    g_autofree char *text_ = describe_missing (self); \
    g_assert_cmpstr (text_, ==, expected); \
  } G_STMT_END

static void
live_until (RoomFixture *self,
            const char  *iso)
{
  gint64 until = 0;
  gint64 next = 0;

  g_assert_true (sr_instant_parse (iso, "Asia/Shanghai", &until, NULL));
  do
    {
      g_autoptr (GError) error = NULL;

      sr_gate_tick (self->gate, &next, &error);
      g_assert_no_error (error);
      sr_clock_set (self->clock, MIN (next, until));
    }
  while (next <= until);
}

static void
test_managers_hear_in_december_that_days_are_missing (RoomFixture   *self,
                                                      gconstpointer  data)
{
  live_until (self, "2026-12-01 08:59");
  assert_missing (self, "");
  live_until (self, "2026-12-01 09:00");
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na waiting\n");
  live_until (self, "2026-12-28 09:00");
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na waiting\n");

  /* And again when the year has begun without them. */
  live_until (self, "2027-01-20 09:00");
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na waiting\n"
                        "2027-01-04T09:00 2027 2 li.na waiting\n");
  room_fixture_verify (self);
}

static void
test_the_import_ends_it_and_the_next_year_is_told_again (RoomFixture   *self,
                                                         gconstpointer  data)
{
  g_autoptr (GPtrArray) december = days_new ();
  g_autoptr (GPtrArray) days = days_new ();

  live_until (self, "2026-12-07 10:00");
  /* A notice may name days of the December before; the year itself is not known by that. */
  add_day (december, "2026-12-31", SR_EXCEPTION_PUBLIC_HOLIDAY, "元旦");
  sr_calendar_effect_free (import (self, december, FALSE));
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na waiting\n");

  add_day (days, "2027-01-01", SR_EXCEPTION_PUBLIC_HOLIDAY, "元旦");
  sr_calendar_effect_free (import (self, days, TRUE));
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na waiting\n");
  sr_calendar_effect_free (import (self, days, FALSE));
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na withdrawn\n");

  live_until (self, "2027-12-05 09:00");
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na withdrawn\n"
                        "2027-12-01T09:00 2028 1 li.na waiting\n");
  room_fixture_verify (self);
}

static void
test_two_programs_tell_it_once (RoomFixture   *self,
                                gconstpointer  data)
{
  live_until (self, "2026-12-01 09:00");
  room_fixture_reopen (self);
  live_until (self, "2026-12-02 09:00");
  assert_missing (self, "2026-12-01T09:00 2027 1 li.na waiting\n");
}

static void
test_looking_ahead_prints_it_and_keeps_nothing (RoomFixture   *self,
                                                gconstpointer  data)
{
  g_autoptr (GPtrArray) reminders = NULL;
  g_autoptr (GError) error = NULL;
  gint64 until = 0;

  g_assert_true (sr_instant_parse ("2026-12-24 12:00", "Asia/Shanghai", &until, NULL));
  reminders = sr_gate_look_ahead (self->gate, until, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reminders->len, ==, 1);
  g_assert_true (sr_row_is (g_ptr_array_index (reminders, 0), SR_REMINDER_NUMBER, "2027"));
  assert_missing (self, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/room/calendar-effect/the-preview-is-what-happens", test_the_preview_is_what_happens);
  ADD ("/room/calendar-effect/a-preview-writes-nothing", test_a_preview_writes_nothing);
  ADD ("/room/calendar-effect/the-furthest-move-comes-first-and-none-is-overdue",
       test_the_furthest_move_comes_first_and_none_is_overdue);
  ADD ("/room/calendar-effect/an-overdue-move-is-counted-and-comes-first",
       test_an_overdue_move_is_counted_and_comes_first);
  ADD ("/room/calendar-effect/days-that-a-notice-does-not-name-stay",
       test_days_that_a_notice_does_not_name_stay);
  ADD ("/room/calendar-effect/a-day-that-is-removed-counts-no-more-until-it-is-imported",
       test_a_day_that_is_removed_counts_no_more_until_it_is_imported);
  ADD ("/room/calendar-effect/a-rehearsal-is-refused-to-who-may-not-act",
       test_a_rehearsal_is_refused_to_who_may_not_act);
  ADD ("/room/calendar-effect/a-preview-can-be-stopped", test_a_preview_can_be_stopped);
  ADD ("/room/missing-days/managers-hear-of-it-in-december",
       test_managers_hear_in_december_that_days_are_missing);
  ADD ("/room/missing-days/the-import-ends-it-and-the-next-year-is-told-again",
       test_the_import_ends_it_and_the_next_year_is_told_again);
  ADD ("/room/missing-days/two-programs-tell-it-once", test_two_programs_tell_it_once);
  ADD ("/room/missing-days/looking-ahead-prints-it-and-keeps-nothing",
       test_looking_ahead_prints_it_and_keeps_nothing);

  return g_test_run ();
}
