/* Taking a step back, through the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-undo.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-instant.h"
#include "room-fixture.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

#define N_WALKS 25
#define N_WALKS_SHORT 5
#define N_STEPS 40

static GPtrArray *
undo_as (RoomFixture *self,
         const char  *login,
         gint64       sequence,
         GError     **error)
{
  g_assert_true (sr_gate_sign_in (self->gate, login, NULL));

  return sr_gate_undo (self->gate, &sequence, 1, error);
}

static void
assert_undone (RoomFixture *self,
               const char  *login,
               gint64       sequence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = undo_as (self, login, sequence, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 1);
  g_assert_false (((SrOutcome *) g_ptr_array_index (outcomes, 0))->undoable);
}

static void
assert_not_undone (RoomFixture *self,
                   const char  *login,
                   gint64       sequence,
                   int          code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (undo_as (self, login, sequence, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, code);
}

/* What an act led to: its event. */
static gint64
sequence_of (SrOutcome *outcome)
{
  gint64 sequence = outcome->sequence;

  sr_outcome_free (outcome);

  return sequence;
}

static GPtrArray *
load_children (RoomFixture *self,
               gint64       request)
{
  g_autoptr (SrRow) row = room_fixture_load (self, request);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrSituationHolder) holder = NULL;

  holder = sr_situation_holder_new (sr_gate_get_connection (self->gate),
                                    sr_gate_get_configuration (self->gate, NULL),
                                    sr_gate_get_staff (self->gate), row,
                                    sr_clock_now (self->clock), &error);
  g_assert_no_error (error);

  return g_ptr_array_ref (sr_situation_holder_get (holder)->children);
}

static const SrRow *
find_row (GPtrArray   *rows,
          const SrRow *like)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);

      if (sr_row_get_kind (row) == sr_row_get_kind (like) &&
          sr_row_get_id (row) == sr_row_get_id (like))
        return row;
    }

  return NULL;
}

/* In all but who touched it last. */
static void
assert_same (const SrRow *before,
             const SrRow *after)
{
  const SrRecordKind *kind = sr_row_get_kind (before);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (i == SR_COMMON_REVISION || i == SR_COMMON_UPDATED_AT || i == SR_COMMON_UPDATED_BY)
        continue;
      if (!sr_value_equal (sr_row_get (before, i), sr_row_get (after, i)))
        g_error ("%s %" G_GINT64_FORMAT ": %s is not what it was", kind->name,
                 sr_row_get_id (before), kind->fields[i].name);
    }
}

/* A row that the step made is there and counts for nothing. */
static void
assert_off (const SrRow *row)
{
  const SrRecordKind *kind = sr_row_get_kind (row);

  if (kind == &sr_clock_kind)
    {
      g_assert_cmpstr (sr_row_get_text (row, SR_CLOCK_STATE), ==, "cancelled");
      g_assert_true (sr_row_is_null (row, SR_CLOCK_OUTCOME));
      g_assert_cmpint (sr_row_get_integer (row, SR_CLOCK_ELAPSED), ==, 0);
    }
  else if (kind == &sr_clock_interval_kind)
    {
      g_assert_cmpint (sr_row_get_integer (row, SR_CLOCK_INTERVAL_FROM), ==,
                       sr_row_get_integer (row, SR_CLOCK_INTERVAL_TO));
      g_assert_cmpint (sr_row_get_integer (row, SR_CLOCK_INTERVAL_USED), ==, 0);
    }
  else if (kind == &sr_note_kind)
    {
      g_assert_false (sr_row_is_null (row, SR_NOTE_RETRACTED_AT));
    }
  else if (kind == &sr_contact_kind)
    {
      g_assert_false (sr_row_is_null (row, SR_CONTACT_RETRACTED_AT));
    }
  else if (kind == &sr_hand_off_kind)
    {
      g_assert_false (sr_row_is_null (row, SR_HAND_OFF_DONE_AT));
    }
  else if (kind == &sr_link_kind)
    {
      g_assert_false (sr_row_is_null (row, SR_LINK_REMOVED_AT));
    }
  else if (kind == &sr_follower_kind)
    {
      g_assert_false (sr_row_get_integer (row, SR_FOLLOWER_ACTIVE));
    }
  else if (kind == &sr_snooze_kind)
    {
      g_assert_false (sr_row_is_null (row, SR_SNOOZE_ENDED_AT));
    }
  else if (kind == &sr_checked_step_kind)
    {
      g_assert_true (sr_row_is_null (row, SR_CHECKED_STEP_DONE_AT));
    }
  else if (kind == &sr_review_kind)
    {
      g_assert_false (sr_row_is_null (row, SR_REVIEW_RETRACTED_AT));
    }
}

static void
assert_as_before (RoomFixture *self,
                  const SrRow *request,
                  GPtrArray   *children)
{
  g_autoptr (SrRow) after = room_fixture_load (self, sr_row_get_id (request));
  g_autoptr (GPtrArray) now = load_children (self, sr_row_get_id (request));

  assert_same (request, after);
  for (guint i = 0; i < now->len; i++)
    {
      const SrRow *row = g_ptr_array_index (now, i);
      const SrRow *before = find_row (children, row);

      if (before != NULL)
        assert_same (before, row);
      else
        assert_off (row);
    }
}

static void
test_an_assignment_is_taken_back_by_an_event_of_its_own (RoomFixture   *self,
                                                         gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "307 会议室空调漏水");
  g_autoptr (SrRow) before = room_fixture_load (self, request);
  g_autoptr (GPtrArray) children = load_children (self, request);
  SrOutcome *outcome = room_fixture_act (self, "he.jing", request, "assign", "owner", "wang.wei",
                                         NULL);
  g_autoptr (GPtrArray) events = NULL;
  gint64 sequence = outcome->sequence;
  const SrRow *event;

  g_assert_true (outcome->undoable);
  sr_outcome_free (outcome);
  room_fixture_advance (self, 20);
  assert_undone (self, "he.jing", sequence);

  assert_as_before (self, before, children);
  events = sr_event_table_load (sr_gate_get_connection (self->gate), "request", request, NULL);
  g_assert_cmpuint (events->len, ==, 3);
  event = g_ptr_array_index (events, 2);
  g_assert_cmpstr (sr_row_get_text (event, SR_EVENT_ACTION), ==, "undo");
  g_assert_cmpint (sr_undo_reason_parse (sr_row_get_text (event, SR_EVENT_REASON)), ==, sequence);
  room_fixture_verify (self);

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "assign", "owner", "wang.wei", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "accept", NULL));
  room_fixture_verify (self);
}

static void
test_a_step_is_undone_for_thirty_seconds_by_who_did_it (RoomFixture   *self,
                                                        gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "打印机卡纸");
  gint64 sequence = sequence_of (room_fixture_act (self, "he.jing", request, "assign", "owner",
                                                   "wang.wei", NULL));

  assert_not_undone (self, "wang.wei", sequence, SR_DOMAIN_ERROR_DUTIES);
  assert_not_undone (self, "li.na", sequence, SR_DOMAIN_ERROR_DUTIES);
  room_fixture_advance (self, SR_UNDO_SECONDS + 1);
  assert_not_undone (self, "he.jing", sequence, SR_DOMAIN_ERROR_GUARD);
  room_fixture_advance (self, -1);
  assert_undone (self, "he.jing", sequence);
}

static void
test_only_the_last_step_of_a_record_is_undone (RoomFixture   *self,
                                               gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  gint64 other = room_fixture_receive (self, "灯不亮");
  gint64 first = sequence_of (room_fixture_act (self, "li.na", request, "assign", "owner",
                                                "li.na", NULL));
  gint64 second = sequence_of (room_fixture_act (self, "li.na", request, "accept", NULL));

  sr_outcome_free (room_fixture_act (self, "li.na", other, "assign", "owner", "li.na", NULL));
  assert_not_undone (self, "li.na", first, SR_DOMAIN_ERROR_GUARD);
  assert_undone (self, "li.na", second);
  assert_not_undone (self, "li.na", first, SR_DOMAIN_ERROR_GUARD);
  room_fixture_verify (self);
}

static void
test_an_undo_cannot_be_undone (RoomFixture   *self,
                               gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  gint64 sequence = sequence_of (room_fixture_act (self, "he.jing", request, "note", "note.text",
                                                   "备件在三楼", NULL));

  assert_undone (self, "he.jing", sequence);
  assert_not_undone (self, "he.jing", sequence, SR_DOMAIN_ERROR_GUARD);
  assert_not_undone (self, "he.jing", sequence + 1, SR_DOMAIN_ERROR_GUARD);
  assert_not_undone (self, "he.jing", sequence + 100, SR_DOMAIN_ERROR_NOT_FOUND);
}

static void
test_what_has_left_the_house_is_not_undone (RoomFixture   *self,
                                            gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  g_autoptr (GError) error = NULL;
  SrOutcome *outcome;

  outcome = room_fixture_act (self, "he.jing", request, "contact", "contact.direction", "out",
                              "contact.medium", "call", "contact.reached", "yes",
                              "contact.summary", "已告知下午上门", NULL);
  g_assert_false (outcome->undoable);
  assert_not_undone (self, "he.jing", sequence_of (outcome), SR_DOMAIN_ERROR_GUARD);

  outcome = room_fixture_act (self, "he.jing", request, "promise", "promised_at",
                              "2026-07-15T16:00:00+08:00", NULL);
  g_assert_false (outcome->undoable);
  assert_not_undone (self, "he.jing", sequence_of (outcome), SR_DOMAIN_ERROR_GUARD);

  /* A transfer gives a promise or it does not. */
  outcome = room_fixture_try (self, "he.jing", request, "transfer", "不归我们管", &error,
                              "team", "#1", "promised_at", "2026-07-15T17:00:00+08:00", NULL);
  g_assert_no_error (error);
  g_assert_false (outcome->undoable);
  assert_not_undone (self, "he.jing", sequence_of (outcome), SR_DOMAIN_ERROR_GUARD);
}

static void
test_a_note_that_is_taken_back_stays_and_is_retracted (RoomFixture   *self,
                                                       gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  g_autoptr (SrRow) before = room_fixture_load (self, request);
  gint64 sequence = sequence_of (room_fixture_act (self, "he.jing", request, "note", "note.text",
                                                   "备件在三楼", NULL));
  g_autoptr (SrRow) after = NULL;
  g_autoptr (GPtrArray) children = NULL;
  const SrRow *note = NULL;

  room_fixture_advance (self, 5);
  assert_undone (self, "he.jing", sequence);

  after = room_fixture_load (self, request);
  g_assert_true (sr_row_equal (before, after));
  children = load_children (self, request);
  for (guint i = 0; i < children->len; i++)
    {
      if (sr_row_get_kind (g_ptr_array_index (children, i)) == &sr_note_kind)
        note = g_ptr_array_index (children, i);
    }
  g_assert_cmpstr (sr_row_get_text (note, SR_NOTE_TEXT), ==, "备件在三楼");
  g_assert_cmpint (sr_row_get_integer (note, SR_NOTE_RETRACTED_AT), ==, FIXTURE_NOW + 5);
  room_fixture_verify (self);
}

static guint
count_found (RoomFixture *self,
             const char  *search)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    sr_request_table_list (sr_gate_get_connection (self->gate),
                           &(SrRequestQuery) { .view = SR_QUEUE_ALL, .search = search }, &error);

  g_assert_no_error (error);

  return found->len;
}

static void
test_what_is_taken_back_is_found_no_more (RoomFixture   *self,
                                          gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  gint64 sequence = sequence_of (room_fixture_act (self, "he.jing", request, "note", "note.text",
                                                   "备件在三楼", NULL));

  g_assert_cmpuint (count_found (self, "备件"), ==, 1);
  assert_undone (self, "he.jing", sequence);
  g_assert_cmpuint (count_found (self, "备件"), ==, 0);

  sequence = sequence_of (room_fixture_act (self, "he.jing", request, "answer", "solution",
                                            "重新插好网线", "resolution_code", "answered", NULL));
  g_assert_cmpuint (count_found (self, "插好"), ==, 1);
  assert_undone (self, "he.jing", sequence);
  g_assert_cmpuint (count_found (self, "插好"), ==, 0);
  g_assert_cmpuint (count_found (self, "网口"), ==, 1);
}

static void
test_an_answer_that_is_taken_back_reached_nobody (RoomFixture   *self,
                                                  gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  g_autoptr (SrRow) before = room_fixture_load (self, request);
  g_autoptr (GPtrArray) children = load_children (self, request);
  g_autoptr (GError) error = NULL;
  gint64 sequence;

  room_fixture_advance (self, 60);
  sequence = sequence_of (room_fixture_act (self, "he.jing", request, "answer",
                                            "solution", "重新插好网线", "resolution_code",
                                            "answered", NULL));
  room_fixture_advance (self, 10);
  assert_undone (self, "he.jing", sequence);
  assert_as_before (self, before, children);

  sr_outcome_free (room_fixture_act (self, "he.jing", request, "assign", "owner", "wang.wei", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "accept", NULL));
  sr_outcome_free (room_fixture_act (self, "wang.wei", request, "start", NULL));
  g_assert_null (room_fixture_try (self, "wang.wei", request, "resolve", NULL, &error,
                                   "solution", "重新插好网线", "resolution_code", "solved",
                                   "cause_code", "wear", NULL));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD);
  room_fixture_verify (self);
}

static void
test_steps_on_several_records_are_undone_together_or_not_at_all (RoomFixture   *self,
                                                                 gconstpointer  data)
{
  gint64 requests[3];
  gint64 sequences[6];
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      requests[i] = room_fixture_receive (self, "灯不亮");
      sequences[i] = sequence_of (room_fixture_act (self, "li.na", requests[i], "assign",
                                                    "owner", "li.na", NULL));
      sequences[3 + i] = sequence_of (room_fixture_act (self, "li.na", requests[i], "accept",
                                                        NULL));
    }

  sr_outcome_free (room_fixture_act (self, "wang.wei", requests[2], "note", "note.text", "在看",
                                     NULL));
  sr_gate_sign_in (self->gate, "li.na", NULL);
  g_assert_null (sr_gate_undo (self->gate, sequences, 6, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_GUARD);
  g_clear_error (&error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SrRow) row = room_fixture_load (self, requests[i]);

      g_assert_cmpstr (sr_row_get_text (row, SR_REQUEST_STATE), ==, "accepted");
    }

  outcomes = sr_gate_undo (self->gate, (gint64[]) { sequences[0], sequences[3], sequences[1],
                                                    sequences[4] }, 4, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 4);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SrRow) row = room_fixture_load (self, requests[i]);

      g_assert_cmpstr (sr_row_get_text (row, SR_REQUEST_STATE), ==, "registered");
      g_assert_true (sr_row_is_null (row, SR_REQUEST_OWNER));
    }
  room_fixture_verify (self);
}

static void
test_a_calendar_that_changed_meanwhile_refuses_the_undo (RoomFixture   *self,
                                                         gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "网口无信号");
  g_autoptr (GError) error = NULL;
  gint64 sequence = sequence_of (room_fixture_act (self, "he.jing", request, "answer",
                                                   "solution", "重新插好网线",
                                                   "resolution_code", "answered", NULL));
  SrAct *act = sr_act_new (&sr_calendar_kind, 1, "edit");
  SrOutcome *outcome;

  room_fixture_advance (self, 5);
  sr_gate_sign_in (self->gate, "li.na", NULL);
  sr_act_set (act, "week", "[\"10:00-12:00\",\"10:00-12:00\",\"10:00-12:00\",\"10:00-12:00\","
                           "\"10:00-12:00\",\"\",\"\"]");
  outcome = sr_gate_act_one (self->gate, act, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);

  assert_not_undone (self, "he.jing", sequence, SR_DOMAIN_ERROR_GUARD);
}

/* ---- random lives ---- */

typedef struct
{
  const char *action;
  const char *payload[10];
  gboolean    has_until;  /* the first field of the payload gets an instant ahead */
} Step;

static const Step steps[] = {
  { "assign",          { "owner", "wang.wei" } },
  { "assign",          { "owner", "li.na" } },
  { "assign",          { "team", "#1" } },
  { "accept",          { NULL } },
  { "accept",          { NULL } },
  { "start",           { NULL } },
  { "start",           { NULL } },
  { "wait_customer",   { "waiting_until", NULL, "waiting_for", "钥匙" }, TRUE },
  { "wait_parts",      { "waiting_until", NULL, "waiting_for", "水泵" }, TRUE },
  { "schedule_visit",  { "waiting_until", NULL, "waiting_for", "301" }, TRUE },
  { "resume",          { NULL } },
  { "resume",          { NULL } },
  { "support",         { "hand-off.to_team", "#1", "hand-off.reason", "停电" } },
  { "support_accept",  { NULL } },
  { "support_done",    { "hand-off.result", "来电" } },
  { "return",          { NULL } },
  { "transfer",        { "team", "#1" } },
  { "contact",         { "contact.direction", "out", "contact.medium", "call",
                         "contact.reached", "yes", "contact.summary", "已告知" } },
  { "note",            { "note.text", "看过" } },
  { "promise",         { "promised_at", NULL, "promise_reason", "客户要求" }, TRUE },
  { "edit",            { "title", "楼道灯不亮" } },
  { "prioritise",      { "priority", "P2" } },
  { "prioritise",      { "urgency", "3" } },
  { "reclassify",      { "type", "complaint.delay" } },
  { "reclassify",      { "type", "repair.water" } },
  { "mark_emergency",  { NULL } },
  { "extend",          { "extension_until", NULL, "extension_reason", "等配件" }, TRUE },
  { "resolve",         { "solution", "已经修好", "resolution_code", "solved", "cause_code",
                         "wear" } },
  { "resolve",         { "solution", "已经修好", "resolution_code", "solved", "cause_code",
                         "wear" } },
  { "answer",          { "solution", "已经说明", "resolution_code", "answered" } },
  { "tick_step",       { "checked-step.step", "#1" } },
  { "tick_step",       { "checked-step.step", "#4" } },
  { "untick_step",     { "checked-step.step", "#1" } },
  { "review",          { "review.happened", "水管破裂", "review.to_change", "换管",
                         "review.left_out", "人都在场" } },
  { "follow_up",       { NULL } },
  { "reopen",          { NULL } },
  { "reopen",          { NULL } },
  { "close",           { "follow_up", "done" } },
  { "cancel",          { "withdrawal", "来电撤回" } },
  { "tag",             { "tags", "漏水,VIP" } },
  { "follow",          { NULL } },
  { "unfollow",        { NULL } },
  { "snooze",          { "snooze.until", NULL }, TRUE },
  { "unsnooze",        { NULL } },
  { "link",            { "link.target", "#1", "link.kind", "related" } },
  { "unlink",          { "link.target", "#1" } },
  { "set_parent",      { "parent", "#1" } },
  { "clear_parent",    { NULL } },
  { "void",            { NULL } },
};

static SrOutcome *
try_step (RoomFixture *self,
          gint64       request,
          const Step  *step,
          gint64       ahead)
{
  g_autofree char *until = sr_instant_to_iso (sr_clock_now (self->clock) + ahead, "Asia/Shanghai");
  g_autoptr (GError) error = NULL;
  SrAct *act = sr_act_new (&sr_request_kind, request, step->action);

  for (guint i = 0; i < G_N_ELEMENTS (step->payload) && step->payload[i] != NULL; i += 2)
    sr_act_set (act, step->payload[i], step->has_until && i == 0 ? until : step->payload[i + 1]);
  act->reason = g_strdup ("如此");

  return sr_gate_act_one (self->gate, act, &error);
}

static guint
walk (RoomFixture *self,
      GRand       *rand)
{
  gint64 request = room_fixture_receive (self, "楼道灯不亮");
  guint n_undone = 0;

  for (guint i = 0; i < N_STEPS; i++)
    {
      const Step *step = &steps[g_rand_int_range (rand, 0, G_N_ELEMENTS (steps))];
      g_autoptr (SrRow) before = room_fixture_load (self, request);
      g_autoptr (GPtrArray) children = load_children (self, request);
      const char *login = g_rand_boolean (rand) ? "li.na" : "wang.wei";
      /* A snooze must be short: a deadline is near. */
      gint64 ahead = g_rand_int_range (rand, 60, g_rand_boolean (rand) ? 3600 : 400000);
      SrOutcome *outcome;
      gboolean undoable;
      gint64 sequence;

      room_fixture_advance (self, g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 3600 : 90000));
      sr_gate_sign_in (self->gate, login, NULL);
      outcome = try_step (self, request, step, ahead);
      if (outcome == NULL)
        continue;

      undoable = outcome->undoable;
      sequence = sequence_of (outcome);
      if (!undoable || g_rand_int_range (rand, 0, 3) == 0)
        continue;

      room_fixture_advance (self, g_rand_int_range (rand, 0, SR_UNDO_SECONDS + 1));
      assert_undone (self, login, sequence);
      assert_as_before (self, before, children);
      n_undone++;
      if (g_rand_boolean (rand))
        {
          /* What was taken back can be done again. */
          outcome = try_step (self, request, step, ahead);
          g_assert_nonnull (outcome);
          sr_outcome_free (outcome);
        }
    }

  return n_undone;
}

static void
test_no_step_leaves_a_trace_once_it_is_undone (RoomFixture   *self,
                                               gconstpointer  data)
{
  guint n_walks = g_getenv ("SR_TEST_SHORT") != NULL ? N_WALKS_SHORT : N_WALKS;
  guint n_undone = 0;

  /* What the others are linked with and become a part of: it stays open. */
  g_assert_cmpint (room_fixture_receive (self, "整层停电"), ==, 1);

  for (guint i = 0; i < n_walks; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (20260715 + i);

      g_test_message ("walk %u", i);
      n_undone += walk (self, rand);
      room_fixture_verify (self);
    }

  g_assert_cmpuint (n_undone, >, n_walks * 4);
}

#define ADD(path, test) \
  g_test_add ("/room/undo/" path, RoomFixture, NULL, room_fixture_set_up, test, \
              room_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("an-assignment-is-taken-back-by-an-event-of-its-own",
       test_an_assignment_is_taken_back_by_an_event_of_its_own);
  ADD ("a-step-is-undone-for-thirty-seconds-by-who-did-it",
       test_a_step_is_undone_for_thirty_seconds_by_who_did_it);
  ADD ("only-the-last-step-of-a-record-is-undone", test_only_the_last_step_of_a_record_is_undone);
  ADD ("an-undo-cannot-be-undone", test_an_undo_cannot_be_undone);
  ADD ("what-has-left-the-house-is-not-undone", test_what_has_left_the_house_is_not_undone);
  ADD ("a-note-that-is-taken-back-stays-and-is-retracted",
       test_a_note_that_is_taken_back_stays_and_is_retracted);
  ADD ("an-answer-that-is-taken-back-reached-nobody",
       test_an_answer_that_is_taken_back_reached_nobody);
  ADD ("what-is-taken-back-is-found-no-more", test_what_is_taken_back_is_found_no_more);
  ADD ("steps-on-several-records-are-undone-together-or-not-at-all",
       test_steps_on_several_records_are_undone_together_or_not_at_all);
  ADD ("a-calendar-that-changed-meanwhile-refuses-the-undo",
       test_a_calendar_that_changed_meanwhile_refuses_the_undo);
  ADD ("no-step-leaves-a-trace-once-it-is-undone", test_no_step_leaves_a_trace_once_it_is_undone);

  return g_test_run ();
}
