/* The gate: the one way in for a change.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room-fixture.h"
#include "room/sr-request-detail.h"
#include "storage/sr-event-table.h"
#include "storage/sr-store-error.h"
#include "storage/sr-table.h"

static void
work_until_resolved (RoomFixture *self,
                     gint64       request)
{
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "assign", "owner", "wang.wei", NULL));
  room_fixture_advance (self, 600);
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "accept", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "start", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "contact",
                                     "contact.direction", "out", "contact.medium", "call",
                                     "contact.reached", "yes",
                                     "contact.summary", "已告知下午上门", NULL));
  room_fixture_advance (self, 3600);
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "resolve",
                                     "solution", "冷凝水管接头脱落，已重新固定",
                                     "resolution_code", "#1", "cause_code", "#1", NULL));
}

static const SrRow *
find_child (SrSituationHolder  *holder,
            const SrRecordKind *kind,
            guint               field,
            const char         *text)
{
  GPtrArray *children = sr_situation_holder_get (holder)->children;
  const SrRow *found = NULL;

  for (guint i = 0; i < children->len; i++)
    {
      const SrRow *row = g_ptr_array_index (children, i);

      if (sr_row_get_kind (row) == kind && sr_row_is (row, field, text))
        found = row;
    }

  return found;
}

static SrSituationHolder *
look (RoomFixture *self,
      gint64       request)
{
  g_autoptr (SrRow) row = room_fixture_load (self, request);
  g_autoptr (GError) error = NULL;
  SrSituationHolder *holder;

  holder = sr_situation_holder_new (sr_gate_get_connection (self->gate),
                                    sr_gate_get_configuration (self->gate, NULL),
                                    sr_gate_get_staff (self->gate), row,
                                    sr_clock_now (self->clock), &error);
  g_assert_no_error (error);

  return holder;
}

static void
test_a_request_goes_from_new_to_closed (RoomFixture   *self,
                                        gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "307 会议室空调漏水");
  g_autoptr (SrRow) row = NULL;
  g_autoptr (SrSituationHolder) holder = NULL;
  g_autoptr (GPtrArray) events = NULL;
  const SrRow *clock;

  work_until_resolved (self, request);
  sr_outcome_free (room_fixture_act (self, "he.jing", request, "close",
                                     "follow_up", "exempt", "follow_up_reason", "当面确认", NULL));

  row = room_fixture_load (self, request);
  g_assert_cmpstr (sr_row_get_text (row, SR_REQUEST_NUMBER), ==, "SR-2026-000001");
  g_assert_cmpstr (sr_row_get_text (row, SR_REQUEST_STATE), ==, "closed");
  g_assert_true (sr_row_is_null (row, SR_REQUEST_DUE_AT));

  holder = look (self, request);
  clock = find_child (holder, &sr_clock_kind, SR_CLOCK_KIND, "first_response");
  g_assert_nonnull (clock);
  g_assert_cmpstr (sr_row_get_text (clock, SR_CLOCK_OUTCOME), ==, "met");
  clock = find_child (holder, &sr_clock_kind, SR_CLOCK_KIND, "resolution");
  g_assert_cmpstr (sr_row_get_text (clock, SR_CLOCK_OUTCOME), ==, "met");
  g_assert_cmpint (sr_row_get_integer (clock, SR_CLOCK_ELAPSED), ==, 4200);

  events = sr_event_table_load (sr_gate_get_connection (self->gate), "request", request, NULL);
  g_assert_cmpuint (events->len, ==, 7);
  room_fixture_verify (self);
}

static void
test_what_is_refused_leaves_no_trace (RoomFixture   *self,
                                      gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "打印机卡纸");
  g_autoptr (SrRow) before = room_fixture_load (self, request);
  g_autoptr (SrRow) after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 sequence = 0;
  gint64 sequence_after = 0;

  sr_event_table_get_head (sr_gate_get_connection (self->gate), &sequence, NULL, NULL);

  g_assert_null (room_fixture_try (self, "wang.wei", request, "resolve", NULL, &error,
                                   "solution", "重新装纸", NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_STATE);
  g_clear_error (&error);
  g_assert_null (room_fixture_try (self, "he.jing", request, "assign", NULL, &error,
                                   "owner", "nobody", NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (room_fixture_try (self, "he.jing", request, "assign", NULL, &error,
                                   "colour", "blue", NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "colour"));
  g_clear_error (&error);
  g_assert_null (room_fixture_try (self, "he.jing", request, "explode", NULL, &error, NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND);

  after = room_fixture_load (self, request);
  g_assert_true (sr_row_equal (before, after));
  sr_event_table_get_head (sr_gate_get_connection (self->gate), &sequence_after, NULL, NULL);
  g_assert_cmpint (sequence, ==, sequence_after);
  room_fixture_verify (self);
}

static void
test_one_refused_act_refuses_its_batch (RoomFixture   *self,
                                        gconstpointer  data)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autoptr (GPtrArray) customers = NULL;
  g_autoptr (GError) error = NULL;
  SrAct *customer = sr_act_new (&sr_customer_kind, 0, "create");
  SrAct *request = sr_act_new (&sr_request_kind, 0, "receive");

  sr_act_set (customer, "kind", "person");
  sr_act_set (customer, "name", "程思远");
  sr_act_set (customer, "level", "normal");
  sr_act_set (customer, "do_not_call", "no");
  sr_act_set (request, "customer", "@1");
  sr_act_set (request, "channel", "pigeon");
  g_ptr_array_add (acts, customer);
  g_ptr_array_add (acts, request);

  g_assert_null (sr_gate_act (self->gate, acts, NULL, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);

  customers = sr_table_load_all (sr_gate_get_connection (self->gate), &sr_customer_kind, NULL);
  g_assert_cmpuint (customers->len, ==, 0);

  /* The number that the refused one took is given again: there are no holes. */
  room_fixture_receive (self, "门禁卡刷不开");
  room_fixture_verify (self);
}

static void
test_the_second_writer_is_told_who_changed_what (RoomFixture   *self,
                                                 gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  g_autoptr (SrRow) seen = room_fixture_load (self, request);
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  const SrConflict *conflict;
  SrAct *act;

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "edit",
                                     "title", "4F-112 网口无信号", NULL));

  act = sr_act_new (&sr_request_kind, request, "edit");
  act->revision = sr_row_get_integer (seen, SR_COMMON_REVISION);
  sr_act_set (act, "title", "工位网口坏了");
  sr_act_set (act, "place", "4 楼");
  g_ptr_array_add (acts, act);

  sr_gate_sign_in (self->gate, "wang.wei", NULL);
  g_assert_null (sr_gate_act (self->gate, acts, &conflicts, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_CONFLICT);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpstr (conflict->field, ==, "title");
  g_assert_cmpstr (conflict->actor, ==, "he.jing");
  g_assert_cmpint (conflict->at, ==, FIXTURE_NOW);
  g_assert_cmpstr (conflict->theirs, ==, "4F-112 网口无信号");
  g_assert_cmpstr (conflict->mine, ==, "工位网口坏了");

  /* What does not collide may be applied. */
  g_hash_table_remove (act->payload, "title");
  g_clear_error (&error);
  outcomes = sr_gate_act (self->gate, acts, &conflicts, &error);
  g_assert_no_error (error);
}

static void
test_what_was_paused_goes_on_at_its_instant (RoomFixture   *self,
                                             gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "展厅射灯更换");
  g_autoptr (SrRow) row = NULL;
  g_autoptr (SrRow) resumed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next = 0;

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "assign", "owner", "wang.wei", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "accept", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "start", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "wait_parts",
                                     "waiting_for", "灯珠", "waiting_until", "2026-07-16 10:00",
                                     NULL));
  sr_gate_tick (self->gate, &next, &error);
  g_assert_no_error (error);
  row = room_fixture_load (self, request);
  g_assert_cmpstr (sr_row_get_text (row, SR_REQUEST_STATE), ==, "waiting_parts");
  /* Some other clock has something to say before. */
  g_assert_cmpint (next, >, FIXTURE_NOW);
  g_assert_cmpint (next, <=, FIXTURE_NOW + 25 * 3600);

  /* The program was off over the instant. */
  room_fixture_advance (self, 3 * 24 * 3600);
  sr_gate_tick (self->gate, &next, &error);
  g_assert_no_error (error);
  g_assert_cmpint (next, >, FIXTURE_NOW + 3 * 24 * 3600);
  resumed = room_fixture_load (self, request);
  g_assert_cmpstr (sr_row_get_text (resumed, SR_REQUEST_STATE), ==, "in_progress");
  g_assert_cmpint (sr_row_get_integer (resumed, SR_COMMON_UPDATED_AT), ==,
                   FIXTURE_NOW + 25 * 3600);
  room_fixture_verify (self);
}

static void
test_a_closed_day_moves_the_deadline_over_it (RoomFixture   *self,
                                              gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "车间温湿度探头标定");
  g_autoptr (GPtrArray) exceptions = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                                     sr_exception_free);
  g_autoptr (SrCalendarEffect) effect = NULL;
  g_autoptr (SrCalendarEffect) again = NULL;
  g_autoptr (SrRow) before = room_fixture_load (self, request);
  g_autoptr (SrRow) rehearsed = NULL;
  g_autoptr (SrRow) after = NULL;
  g_autoptr (GError) error = NULL;
  SrException *closure = g_new0 (SrException, 1);
  gint64 calendar;

  closure->day = sr_day_new (2026, 7, 15);
  closure->rank = SR_EXCEPTION_CLOSURE;
  closure->name = g_strdup ("停电");
  g_ptr_array_add (exceptions, closure);

  sr_gate_sign_in (self->gate, "li.na", NULL);
  calendar = sr_configuration_get_calendar_id (sr_gate_get_configuration (self->gate, NULL));

  sr_gate_import_exceptions (self->gate, calendar, exceptions, TRUE, NULL, &effect, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (effect->days->len, ==, 1);
  g_assert_cmpuint (effect->moves->len, ==, 2);
  rehearsed = room_fixture_load (self, request);
  g_assert_true (sr_row_equal (before, rehearsed));

  sr_gate_import_exceptions (self->gate, calendar, exceptions, FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
  after = room_fixture_load (self, request);
  g_assert_cmpint (sr_row_get_integer (after, SR_REQUEST_DUE_AT), >,
                   sr_row_get_integer (before, SR_REQUEST_DUE_AT));

  /* Again, it changes nothing. */
  sr_gate_import_exceptions (self->gate, calendar, exceptions, FALSE, NULL, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->days->len, ==, 0);
  g_assert_cmpuint (again->n_unchanged, ==, 1);
  room_fixture_verify (self);
}

static void
test_shorter_hours_move_the_deadline_at_once (RoomFixture   *self,
                                              gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "会议预订系统时区显示错");
  g_autoptr (SrRow) before = room_fixture_load (self, request);
  g_autoptr (SrRow) after = NULL;
  g_autoptr (GError) error = NULL;
  SrOutcome *outcome;
  SrAct *act;

  sr_gate_sign_in (self->gate, "li.na", NULL);
  act = sr_act_new (&sr_calendar_kind,
                    sr_configuration_get_calendar_id (sr_gate_get_configuration (self->gate, NULL)),
                    "edit");
  sr_act_set (act, "week", "[\"14:00-18:00\",\"14:00-18:00\",\"14:00-18:00\",\"14:00-18:00\","
                           "\"14:00-18:00\",\"\",\"\"]");
  outcome = sr_gate_act_one (self->gate, act, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);

  after = room_fixture_load (self, request);
  g_assert_cmpint (sr_row_get_integer (after, SR_REQUEST_DUE_AT), >,
                   sr_row_get_integer (before, SR_REQUEST_DUE_AT));
  room_fixture_verify (self);
}

static void
test_hours_that_are_none_are_refused (RoomFixture   *self,
                                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  SrAct *act;

  sr_gate_sign_in (self->gate, "li.na", NULL);
  act = sr_act_new (&sr_calendar_kind,
                    sr_configuration_get_calendar_id (sr_gate_get_configuration (self->gate, NULL)),
                    "edit");
  sr_act_set (act, "week", "[\"18:00-14:00\",\"\",\"\",\"\",\"\",\"\",\"\"]");
  g_assert_null (sr_gate_act_one (self->gate, act, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);

  /* The room goes on with the hours that it had. */
  room_fixture_receive (self, "叉车充电位地面划线");
  room_fixture_verify (self);
}

static void
test_what_was_merged_shows_in_the_history_of_the_other (RoomFixture   *self,
                                                        gconstpointer  data)
{
  gint64 target = room_fixture_receive (self, "307 空调漏水");
  gint64 source = room_fixture_receive (self, "307 空调又漏水");
  g_autofree char *reference = g_strdup_printf ("#%" G_GINT64_FORMAT, target);
  g_autoptr (SrRequestDetail) detail = NULL;
  g_autoptr (GError) error = NULL;
  const SrRow *last;

  sr_outcome_free (room_fixture_act (self, "he.jing", source, "note", "note.text", "滴到投影仪",
                                     NULL));
  sr_outcome_free (room_fixture_act (self, "he.jing", source, "merge", "duplicate_of", reference,
                                     NULL));

  detail = sr_request_detail_load (sr_gate_get_connection (self->gate),
                                   sr_gate_get_configuration (self->gate, NULL),
                                   sr_gate_get_staff (self->gate), target,
                                   sr_clock_now (self->clock), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (detail->events->len, ==, 4);
  last = g_ptr_array_index (detail->events, 3);
  g_assert_cmpstr (sr_row_get_text (last, SR_EVENT_ACTION), ==, "merge");
  room_fixture_verify (self);
}

static void
test_a_file_is_kept_in_the_room (RoomFixture   *self,
                                 gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "系统报错截图");
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  SrOutcome *outcome;

  stream = g_memory_input_stream_new_from_data ("截图", -1, NULL);
  sr_gate_sign_in (self->gate, "he.jing", NULL);
  outcome = sr_gate_attach (self->gate, request, "错误.png", "image/png", stream, NULL, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);
  room_fixture_verify (self);
}

static void
test_who_left_cannot_sign_in (RoomFixture   *self,
                              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  const SrRow *staff;
  SrOutcome *outcome;
  SrAct *act;

  staff = sr_configuration_find_text (sr_gate_get_configuration (self->gate, NULL),
                                      &sr_staff_kind, "wang.wei");
  act = sr_act_new (&sr_staff_kind, sr_row_get_id (staff), "edit");
  sr_act_set (act, "active", "no");
  sr_gate_sign_in (self->gate, "li.na", NULL);
  outcome = sr_gate_act_one (self->gate, act, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);

  g_assert_false (sr_gate_sign_in (self->gate, "wang.wei", &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
}

static void
test_a_clerk_changes_no_rules (RoomFixture   *self,
                               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  SrAct *act = sr_act_new (&sr_team_kind, 0, "create");

  sr_act_set (act, "name", "暖通");
  sr_act_set (act, "active", "yes");
  sr_gate_sign_in (self->gate, "he.jing", NULL);
  g_assert_null (sr_gate_act_one (self->gate, act, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
}

static void
test_a_room_survives_being_opened_again (RoomFixture   *self,
                                         gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "储物柜锁芯损坏");
  g_autoptr (SrRow) before = room_fixture_load (self, request);
  g_autoptr (SrRow) after = NULL;
  g_autoptr (GError) error = NULL;

  room_fixture_reopen (self);
  sr_gate_init (self->gate, "somebody.else", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (sr_gate_sign_in (self->gate, "somebody.else", NULL));
  after = room_fixture_load (self, request);
  g_assert_true (sr_row_equal (before, after));
  room_fixture_verify (self);
}

#define ADD(name, func) \
  g_test_add ("/room/gate/" name, RoomFixture, NULL, room_fixture_set_up, func, \
              room_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-request-goes-from-new-to-closed", test_a_request_goes_from_new_to_closed);
  ADD ("what-is-refused-leaves-no-trace", test_what_is_refused_leaves_no_trace);
  ADD ("one-refused-act-refuses-its-batch", test_one_refused_act_refuses_its_batch);
  ADD ("the-second-writer-is-told-who-changed-what",
       test_the_second_writer_is_told_who_changed_what);
  ADD ("what-was-paused-goes-on-at-its-instant", test_what_was_paused_goes_on_at_its_instant);
  ADD ("a-closed-day-moves-the-deadline-over-it", test_a_closed_day_moves_the_deadline_over_it);
  ADD ("shorter-hours-move-the-deadline-at-once", test_shorter_hours_move_the_deadline_at_once);
  ADD ("hours-that-are-none-are-refused", test_hours_that_are_none_are_refused);
  ADD ("what-was-merged-shows-in-the-history-of-the-other",
       test_what_was_merged_shows_in_the_history_of_the_other);
  ADD ("a-file-is-kept-in-the-room", test_a_file_is_kept_in_the_room);
  ADD ("who-left-cannot-sign-in", test_who_left_cannot_sign_in);
  ADD ("a-clerk-changes-no-rules", test_a_clerk_changes_no_rules);
  ADD ("a-room-survives-being-opened-again", test_a_room_survives_being_opened_again);

  return g_test_run ();
}
