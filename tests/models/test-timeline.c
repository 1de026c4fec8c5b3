/* The history of a request, newest first.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "change-log.h"
#include "domain/records/sr-kinds.h"
#include "live-room.h"
#include "models/sr-timeline-model.h"

typedef struct
{
  LiveRoom         live;
  SrTimelineModel *model;
  gint64           request;
} Timeline;

static void
set_up (Timeline      *self,
        gconstpointer  data)
{
  live_room_set_up (&self->live, data);
  self->model = sr_timeline_model_new ();
  self->request = live_room_receive (self->live.room, "307 会议室空调漏水");
}

static void
tear_down (Timeline      *self,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&self->model));
  live_room_tear_down (&self->live, data);
}

static void
reload (Timeline *self)
{
  g_autoptr (SrRequestDetail) detail = live_room_load (self->live.room, self->request);

  sr_timeline_model_set_detail (self->model, detail, sr_room_get_now (self->live.room));
}

static guint
count (Timeline *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

static char *
get_text (Timeline   *self,
          guint       position,
          const char *property)
{
  g_autoptr (SrTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  char *text = NULL;

  g_assert_nonnull (item);
  g_object_get (item, property, &text, NULL);

  return text;
}

static void
assert_says (Timeline   *self,
             guint       position,
             const char *property,
             const char *expected)
{
  g_autofree char *text = get_text (self, position, property);

  g_assert_cmpstr (text, ==, expected);
}

/* Acts, and looks at what the newest step says. */
static void
assert_step (Timeline   *self,
             GPtrArray  *acts,
             const char *title,
             const char *text,
             const char *category)
{
  live_room_act (self->live.room, acts);
  reload (self);
  assert_says (self, 0, "title", title);
  assert_says (self, 0, "text", text);
  assert_says (self, 0, "category", category);
}

static GPtrArray *
with_reason (GPtrArray  *acts,
             const char *reason)
{
  ((SrAct *) g_ptr_array_index (acts, 0))->reason = g_strdup (reason);

  return acts;
}

static void
test_every_step_of_a_life_has_its_sentence (Timeline      *self,
                                            gconstpointer  data)
{
  gint64 request = self->request;

  reload (self);
  assert_says (self, 0, "title", "Received: Phone");
  assert_says (self, 0, "who", "李娜");
  assert_says (self, 0, "action", "receive");
  assert_says (self, 0, "when", "today 09:00");

  assert_step (self, live_room_make_act (request, "assign", "owner", "wang.wei", NULL),
               "Assigned to wang.wei", NULL, "step");
  assert_step (self, live_room_make_act (request, "assign", "owner", "li.na", NULL),
               "Assigned to 李娜", NULL, "step");
  assert_step (self, live_room_make_act (request, "accept", NULL), "Accepted", NULL, "step");
  assert_step (self, live_room_make_act (request, "start", NULL), "Work started", NULL, "step");
  assert_step (self, live_room_make_act (request, "note", "note.text", "冷凝水管脱落", NULL),
               "Note", "冷凝水管脱落", "note");
  assert_step (self, live_room_make_act (request, "contact", "contact.direction", "out",
                                         "contact.medium", "call", "contact.reached", "yes",
                                         "contact.summary", "已告知下午上门", NULL),
               "Contact: Call", "已告知下午上门", "contact");
  assert_step (self, live_room_make_act (request, "promise", "promised_at", "2026-07-15 17:00", NULL),
               "Promised an answer by 2026-07-15 17:00", NULL, "step");
  assert_step (self, live_room_make_act (request, "prioritise", "priority", "P2", NULL),
               "Priority is now High", NULL, "step");
  assert_step (self, live_room_make_act (request, "edit", "title", "空调漏水", NULL),
               "Details changed", NULL, "step");
  assert_step (self, live_room_make_act (request, "wait_parts", "waiting_for", "水管接头",
                                         "waiting_until", "2026-07-16 10:00", NULL),
               "Waiting for parts until 2026-07-16 10:00", "水管接头", "step");
  assert_step (self, live_room_make_act (request, "resume", NULL), "Goes on", NULL, "step");
  assert_step (self, live_room_make_act (request, "wait_customer", "waiting_for", "钥匙",
                                         "waiting_until", "2026-07-16 10:00", NULL),
               "Waiting for the customer until 2026-07-16 10:00", "钥匙", "step");
  assert_step (self, live_room_make_act (request, "resume", NULL), "Goes on", NULL, "step");
  assert_step (self, live_room_make_act (request, "schedule_visit", "waiting_for", "上门",
                                         "waiting_until", "2026-07-16 14:00", NULL),
               "Visit agreed for 2026-07-16 14:00", "上门", "step");
  assert_step (self, live_room_make_act (request, "resume", NULL), "Goes on", NULL, "step");
  assert_step (self, live_room_make_act (request, "resolve", "solution", "接头重新固定",
                                         "resolution_code", "#1", "cause_code", "#1", NULL),
               "Resolved: Solved", "接头重新固定", "step");
  assert_step (self, with_reason (live_room_make_act (request, "reopen", NULL), "又漏了"),
               "Reopened", "又漏了", "step");
  assert_step (self, live_room_make_act (request, "cancel", "withdrawal", "客户自行处理", NULL),
               "Cancelled", "客户自行处理", "step");
  g_assert_cmpuint (count (self), ==, 19);
}

static void
test_what_it_has_to_do_with_others_is_told_by_their_numbers (Timeline      *self,
                                                             gconstpointer  data)
{
  gint64 request = self->request;
  gint64 other = live_room_receive (self->live.room, "天花板发霉");
  g_autofree char *ref = g_strdup_printf ("#%" G_GINT64_FORMAT, other);

  assert_step (self, live_room_make_act (request, "tag", "tags", "漏水,VIP", NULL),
               "Tags: 漏水, VIP", NULL, "step");
  assert_step (self, live_room_make_act (request, "tag", "tags", "", NULL),
               "Tags taken away", NULL, "step");
  assert_step (self, live_room_make_act (request, "link", "link.target", ref, "link.kind",
                                         "caused_by", NULL),
               "Linked with SR-2026-000002", NULL, "step");
  assert_step (self, live_room_make_act (request, "unlink", "link.target", ref, NULL),
               "Link removed", NULL, "step");
  assert_step (self, live_room_make_act (request, "set_parent", "parent", ref, NULL),
               "Made a part of SR-2026-000002", NULL, "step");
  assert_step (self, live_room_make_act (request, "clear_parent", NULL),
               "No part of another request any more", NULL, "step");
  assert_step (self, live_room_make_act (request, "split", "title", "门锁", NULL),
               "Split: SR-2026-000003", NULL, "step");
  assert_step (self, live_room_make_act (request, "follow", NULL), "Follows", NULL, "step");
  assert_step (self, live_room_make_act (request, "unfollow", NULL), "No longer follows", NULL,
               "step");
  assert_step (self, live_room_make_act (request, "snooze", "snooze.until", "2026-07-15 10:00",
                                         NULL),
               "Snoozed until 2026-07-15 10:00", NULL, "step");
  assert_step (self, live_room_make_act (request, "unsnooze", NULL), "No longer snoozed", NULL,
               "step");
  assert_step (self, live_room_make_act (request, "merge", "duplicate_of", ref, NULL),
               "Merged into SR-2026-000002", NULL, "step");
}

static void
undo_last (Timeline *self)
{
  g_autoptr (SrTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  GArray *sequences = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (sequences, *sr_timeline_item_get_sequence (item));
  sr_room_undo_async (self->live.room, sequences, take_result_cb, &result);
  wait_until (result != NULL);
  outcomes = sr_room_undo_finish (self->live.room, result, &error);
  g_assert_no_error (error);
  reload (self);
}

static void
test_what_was_taken_back_is_told_as_such (Timeline      *self,
                                          gconstpointer  data)
{
  g_autoptr (SrTimelineItem) note = NULL;
  gboolean undone = FALSE;

  assert_step (self, live_room_make_act (self->request, "note", "note.text", "写错地方了", NULL),
               "Note", "写错地方了", "note");
  note = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  undo_last (self);
  assert_says (self, 0, "title", "Undone: Note");
  assert_says (self, 0, "text", NULL);
  assert_says (self, 1, "title", "Note, retracted");
  g_object_get (note, "undone", &undone, NULL);
  g_assert_true (undone);

  assert_step (self, live_room_make_act (self->request, "assign", "owner", "wang.wei", NULL),
               "Assigned to wang.wei", NULL, "step");
  undo_last (self);
  assert_says (self, 0, "title", "Undone: Assigned to wang.wei");
  assert_says (self, 1, "title", "Assigned to wang.wei");
}

static void
test_an_answer_on_the_spot_is_a_contact (Timeline      *self,
                                         gconstpointer  data)
{
  assert_step (self, live_room_make_act (self->request, "answer", "solution", "重启即可",
                                         "resolution_code", "#1", NULL),
               "Answered on the spot", "重启即可", "contact");
}

static void
test_an_attachment_can_be_opened_from_its_step (Timeline      *self,
                                                gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_build_filename (self->live.fixture.folder, "错误.txt", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "截图", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "截图", -1, NULL));
  sr_room_attach_async (self->live.room, self->request, file, NULL, NULL, NULL, take_result_cb,
                        &result);
  wait_until (result != NULL);
  g_assert_true (sr_room_attach_finish (self->live.room, result, &error));
  reload (self);

  assert_says (self, 0, "title", "Attached 错误.txt");
  assert_says (self, 0, "attachment", sha256);
  assert_says (self, 0, "attachment-name", "错误.txt");
  assert_says (self, 1, "attachment", NULL);
}

static void
test_what_an_import_put_in_is_marked (Timeline      *self,
                                      gconstpointer  data)
{
  GPtrArray *logged = live_room_make_act (self->request, "note", "note.text", "一", NULL);
  GPtrArray *inferred = live_room_make_act (self->request, "note", "note.text", "二", NULL);
  g_autoptr (SrTimelineItem) newest = NULL;
  g_autoptr (SrTimelineItem) before = NULL;
  gboolean is_inferred = FALSE;

  ((SrAct *) g_ptr_array_index (logged, 0))->source = g_strdup ("log.csv:17");
  ((SrAct *) g_ptr_array_index (inferred, 0))->source = g_strdup ("log.csv:17" SR_ACT_INFERRED);
  live_room_act (self->live.room, logged);
  live_room_act (self->live.room, inferred);
  reload (self);

  newest = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  before = g_list_model_get_item (G_LIST_MODEL (self->model), 1);
  g_object_get (newest, "inferred", &is_inferred, NULL);
  g_assert_true (is_inferred);
  g_object_get (before, "inferred", &is_inferred, NULL);
  g_assert_false (is_inferred);
}

static void
test_a_new_step_is_one_insertion (Timeline      *self,
                                  gconstpointer  data)
{
  g_autoptr (ChangeLog) log = NULL;
  g_autoptr (GObject) received = NULL;
  g_autoptr (GObject) same = NULL;

  reload (self);
  log = change_log_new (G_LIST_MODEL (self->model));
  received = g_list_model_get_item (G_LIST_MODEL (self->model), 0);

  live_room_act (self->live.room,
                 live_room_make_act (self->request, "note", "note.text", "一", NULL));
  reload (self);
  g_assert_cmpuint (log->n_changes, ==, 1);
  g_assert_cmpuint (log->position, ==, 0);
  g_assert_cmpuint (log->removed, ==, 0);
  g_assert_cmpuint (log->added, ==, 1);
  same = g_list_model_get_item (G_LIST_MODEL (self->model), 1);
  g_assert_true (same == received);

  change_log_reset (log);
  reload (self);
  g_assert_cmpuint (log->n_changes, ==, 0);
}

static void
test_another_request_is_another_history (Timeline      *self,
                                         gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr (ChangeLog) log = change_log_new (G_LIST_MODEL (self->model));

  reload (self);
  self->request = live_room_receive (self->live.room, "打印机卡纸");
  reload (self);
  g_assert_cmpuint (count (self), ==, 1);

  sr_timeline_model_set_detail (self->model, NULL, 0);
  g_assert_cmpuint (count (self), ==, 0);
}

static void
test_only_notes_or_contacts_may_be_shown (Timeline      *self,
                                          gconstpointer  data)
{
  G_GNUC_UNUSED g_autoptr (ChangeLog) log = change_log_new (G_LIST_MODEL (self->model));

  live_room_act (self->live.room,
                 live_room_make_act (self->request, "note", "note.text", "一", NULL));
  live_room_act (self->live.room,
                 live_room_make_act (self->request, "contact", "contact.direction", "out",
                                     "contact.medium", "call", "contact.reached", "yes",
                                     "contact.summary", "已告知", NULL));
  reload (self);
  g_assert_cmpuint (count (self), ==, 3);

  sr_timeline_model_set_filter (self->model, "note");
  g_assert_cmpuint (count (self), ==, 1);
  assert_says (self, 0, "text", "一");
  live_room_act (self->live.room,
                 live_room_make_act (self->request, "note", "note.text", "二", NULL));
  reload (self);
  g_assert_cmpuint (count (self), ==, 2);

  sr_timeline_model_set_filter (self->model, "contact");
  g_assert_cmpuint (count (self), ==, 1);
  sr_timeline_model_set_filter (self->model, NULL);
  g_assert_cmpuint (count (self), ==, 4);
}

static void
increment_cb (guint *counter)
{
  (*counter)++;
}

static void
test_when_it_was_is_said_anew (Timeline      *self,
                               gconstpointer  data)
{
  g_autoptr (GObject) item = NULL;
  guint n_notified = 0;

  reload (self);
  item = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  g_signal_connect_swapped (item, "notify::when", G_CALLBACK (increment_cb), &n_notified);
  room_fixture_advance (&self->live.fixture, 24 * 3600);
  reload (self);
  assert_says (self, 0, "when", "yesterday 09:00");
  g_assert_cmpuint (n_notified, ==, 1);
}

#define TEST(path, test) \
  g_test_add ("/models/timeline/" path, Timeline, NULL, set_up, test, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  TEST ("every-step-of-a-life-has-its-sentence", test_every_step_of_a_life_has_its_sentence);
  TEST ("what-it-has-to-do-with-others-is-told-by-their-numbers",
        test_what_it_has_to_do_with_others_is_told_by_their_numbers);
  TEST ("what-was-taken-back-is-told-as-such", test_what_was_taken_back_is_told_as_such);
  TEST ("an-answer-on-the-spot-is-a-contact", test_an_answer_on_the_spot_is_a_contact);
  TEST ("an-attachment-can-be-opened-from-its-step", test_an_attachment_can_be_opened_from_its_step);
  TEST ("what-an-import-put-in-is-marked", test_what_an_import_put_in_is_marked);
  TEST ("a-new-step-is-one-insertion", test_a_new_step_is_one_insertion);
  TEST ("another-request-is-another-history", test_another_request_is_another_history);
  TEST ("only-notes-or-contacts-may-be-shown", test_only_notes_or_contacts_may_be_shown);
  TEST ("when-it-was-is-said-anew", test_when_it_was_is_said_anew);

  return g_test_run ();
}
