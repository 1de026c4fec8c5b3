/* The room in use: what windows talk to.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <sys/stat.h>

#include <glib/gstdio.h>
#include <string.h>

#include "base/sr-worker.h"
#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "live-room.h"
#include "storage/sr-store-error.h"

/* What a room said of changes. */
typedef struct
{
  GPtrArray *lines;  /* "request 17" */
} Heard;

static void
heard_cb (Heard      *self,
          const char *kind,
          gint64      record)
{
  g_ptr_array_add (self->lines, g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, record));
}

static Heard *
listen (SrRoom *room)
{
  Heard *self = g_new0 (Heard, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (room, "changed", G_CALLBACK (heard_cb), self);

  return self;
}

static void
heard_free (Heard *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Heard, heard_free)

static guint
count_heard (Heard      *self,
             const char *kind,
             gint64      record)
{
  g_autofree char *line = g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, record);
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += g_str_equal (g_ptr_array_index (self->lines, i), line) ? 1 : 0;

  return n;
}

/* Lets come what is on its way. */
static void
run_for (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
}

static void
increment_cb (guint *count)
{
  (*count)++;
}

static GError *
fail_to_open (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SrClock) clock = sr_clock_new_fixed (FIXTURE_NOW);
  GError *error = NULL;

  sr_room_open_async (path, 0, clock, "li.na", NULL, take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_null (sr_room_open_finish (result, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_str_has_suffix (error->message, "."));

  return error;
}

static void
test_a_new_room_has_what_a_new_room_starts_with (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sr-room-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "room.db", NULL);
  g_autoptr (SrClock) clock = sr_clock_new_fixed (FIXTURE_NOW);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SrRoom *room;

  sr_room_open_async (path, SR_STORE_OPEN_CREATE, clock, "zhao.min", NULL, take_result_cb, &result);
  wait_until (result != NULL);
  room = sr_room_open_finish (result, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (sr_room_get_location (room), ==, path);
  g_assert_cmpstr (sr_room_get_zone (room), ==, "Asia/Shanghai");
  g_assert_cmpint (sr_room_get_now (room), ==, FIXTURE_NOW);
  g_assert_true (sr_room_get_clock (room) == clock);
  g_assert_nonnull (sr_room_get_calendar (room));
  g_assert_cmpstr (sr_row_get_text (sr_room_get_staff (room), SR_STAFF_LOGIN), ==, "zhao.min");
  g_assert_true (sr_room_get_roles (room) & SR_ROLE_MANAGER);

  live_room_receive (room, "第一张单");
  live_room_close (room);
  g_clear_object (&result);
  g_assert_finalize_object (room);

  g_assert_cmpint (g_remove (path), ==, 0);
  /* One file, without a log. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_room_that_is_not_there_is_named (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sr-room-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "none.db", NULL);
  g_autoptr (GError) error = fail_to_open (path);

  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_file_that_is_no_room_is_named_and_left_as_it_is (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sr-room-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "a list of things to buy, not a room", -1, NULL));
  error = fail_to_open (path);
  g_assert_cmpint (error->domain, ==, SR_STORE_ERROR);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "a list of things to buy, not a room");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_room_of_a_newer_program_is_named (LiveRoom      *self,
                                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  live_room_close (self->room);
  g_assert_finalize_object (g_steal_pointer (&self->room));
  room_fixture_tamper (&self->fixture, "PRAGMA user_version = 99");

  error = fail_to_open (self->fixture.path);
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_SCHEMA_TOO_NEW);
}

static void
test_nobody_opens_the_room_of_others (LiveRoom      *self,
                                      gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sr_room_open_async (self->fixture.path, 0, self->fixture.clock, "nobody", NULL, take_result_cb,
                      &result);
  wait_until (result != NULL);
  g_assert_null (sr_room_open_finish (result, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT);
}

static void
test_a_change_is_told_once_for_each_event (LiveRoom      *self,
                                           gconstpointer  data)
{
  g_autoptr (Heard) heard = listen (self->room);
  gint64 request = live_room_receive (self->room, "307 会议室空调漏水");

  wait_until (count_heard (heard, "request", request) > 0);
  live_room_act (self->room, live_room_make_act (request, "note", "note.text", "已报修", NULL));
  live_room_act (self->room, live_room_make_act (request, "assign", "owner", "wang.wei", NULL));
  wait_until (count_heard (heard, "request", request) == 3);

  /* The customer and three steps; the watcher that wakes after adds none. */
  run_for (1500);
  g_assert_cmpuint (heard->lines->len, ==, 4);
}

static void
test_a_refused_act_says_why_and_tells_nobody (LiveRoom      *self,
                                              gconstpointer  data)
{
  g_autoptr (Heard) heard = listen (self->room);
  g_autoptr (GError) error = NULL;

  g_assert_null (live_room_try (self->room, live_room_make_act (4711, "accept", NULL), &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND);
  run_for (200);
  g_assert_cmpuint (heard->lines->len, ==, 0);
}

static void
test_another_window_hears_what_the_first_did (LiveRoom      *self,
                                              gconstpointer  data)
{
  SrRoom *second = live_room_open (self, "wang.wei");
  g_autoptr (Heard) heard = listen (second);
  g_autoptr (SrRequestDetail) detail = NULL;
  gint64 request = live_room_receive (self->room, "打印机卡纸");

  wait_until (count_heard (heard, "request", request) == 1);
  detail = live_room_load (second, request);
  g_assert_cmpstr (sr_row_get_text (detail->request->row, SR_REQUEST_TITLE), ==, "打印机卡纸");

  live_room_close (second);
  g_assert_finalize_object (second);
}

static void
test_another_program_is_heard_within_two_seconds (LiveRoom      *self,
                                                  gconstpointer  data)
{
  g_autoptr (Heard) heard = listen (self->room);
  g_autoptr (GSubprocess) other = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ended_at;

  other = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--receive",
                            self->fixture.path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);

  ended_at = g_get_monotonic_time ();
  wait_until (heard->lines->len == 2);
  g_assert_cmpint (g_get_monotonic_time () - ended_at, <, 2 * G_USEC_PER_SEC);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (heard->lines, 1), "request "));
}

/* What the program is when a test starts it again. */
static int
receive_in_room (const char *path)
{
  g_autoptr (SrClock) clock = sr_clock_new_fixed (FIXTURE_NOW);
  g_autoptr (GError) error = NULL;
  RoomFixture other = { 0 };

  other.clock = clock;
  other.store = sr_store_open (path, 0, &error);
  g_assert_no_error (error);
  other.gate = sr_gate_new (other.store, clock);
  room_fixture_receive (&other, "另一台机器上的单");

  sr_gate_free (other.gate);
  sr_store_close (other.store);
  g_object_unref (other.store);

  return 0;
}

static void
test_what_is_cancelled_before_it_begins_is_not_stored (LiveRoom      *self,
                                                       gconstpointer  data)
{
  g_autoptr (Heard) heard = listen (self->room);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  sr_room_act_async (self->room, live_room_make_receive (self->room, "一"), NULL, take_result_cb,
                     &first);
  sr_room_act_async (self->room, live_room_make_receive (self->room, "二"), cancellable,
                     take_result_cb, &result);
  wait_until (first != NULL && result != NULL);

  outcomes = sr_room_act_finish (self->room, first, &error);
  g_assert_no_error (error);
  g_assert_null (sr_room_act_finish (self->room, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  wait_until (heard->lines->len == 2);
  run_for (200);
  g_assert_cmpuint (heard->lines->len, ==, 2);
}

static void
test_what_is_cancelled_after_it_is_stored_is_a_success (LiveRoom      *self,
                                                        gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestDetail) detail = NULL;
  SrOutcome *outcome;

  sr_room_act_async (self->room, live_room_make_receive (self->room, "已存"), cancellable,
                     take_result_cb, &result);
  /* Long enough for the writer; the answer waits for the main loop. */
  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  wait_until (result != NULL);

  outcomes = sr_room_act_finish (self->room, result, &error);
  g_assert_no_error (error);
  outcome = g_ptr_array_index (outcomes, 1);
  detail = live_room_load (self->room, outcome->record);
  g_assert_cmpstr (sr_row_get_text (detail->request->row, SR_REQUEST_NUMBER), ==, outcome->number);
}

static void
test_what_is_given_before_the_end_is_stored (LiveRoom      *self,
                                             gconstpointer  data)
{
  const guint n = 20;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  SrRequestQuery query = { .view = SR_QUEUE_OPEN };

  for (guint i = 0; i < n; i++)
    sr_room_act_async (self->room, live_room_make_receive (self->room, "下班前的单"), NULL, NULL, NULL);
  live_room_close (self->room);
  g_assert_finalize_object (g_steal_pointer (&self->room));

  self->room = live_room_open (self, "li.na");
  sr_room_list_async (self->room, &query, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  rows = sr_room_list_finish (self->room, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
  room_fixture_verify (&self->fixture);
}

static void
test_a_closed_room_answers_that_it_is_closed (LiveRoom      *self,
                                              gconstpointer  data)
{
  g_autoptr (GAsyncResult) acted = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GError) error = NULL;
  SrRequestQuery query = { .view = SR_QUEUE_OPEN };

  sr_room_close (self->room);
  sr_room_close (self->room);
  sr_room_act_async (self->room, live_room_make_receive (self->room, "晚了"), NULL, take_result_cb,
                     &acted);
  sr_room_list_async (self->room, &query, NULL, take_result_cb, &listed);
  sr_room_save_draft_async (self->room, "request", "{}", take_result_cb, &saved);
  wait_until (acted != NULL && listed != NULL && saved != NULL);

  g_assert_null (sr_room_act_finish (self->room, acted, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_null (sr_room_list_finish (self->room, listed, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
  g_clear_error (&error);
  g_assert_false (sr_room_save_draft_finish (self->room, saved, &error));
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_UNAVAILABLE);
}

static SrListedRow *
take_first (SrRoom *room)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  SrRequestQuery query = { .view = SR_QUEUE_OPEN };

  sr_room_list_async (room, &query, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  rows = sr_room_list_finish (room, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 0);

  return g_ptr_array_steal_index (rows, 0);
}

static void
test_a_record_has_one_object (LiveRoom      *self,
                              gconstpointer  data)
{
  g_autoptr (SrRecord) first = NULL;
  g_autoptr (SrRecord) again = NULL;

  live_room_receive (self->room, "门禁卡失效");
  first = sr_room_adopt (self->room, take_first (self->room), NULL);
  again = sr_room_adopt (self->room, take_first (self->room), NULL);

  g_assert_true (first == again);
  g_assert_cmpstr (sr_record_get_label (first, SR_REQUEST_CUSTOMER), ==, "王海燕");
}

static void
note_label_cb (SrRecord    *record,
               GParamSpec  *pspec,
               const char **label)
{
  *label = sr_record_get_label (record, SR_REQUEST_CUSTOMER);
}

static void
test_what_stood_for_a_record_becomes_it (LiveRoom      *self,
                                         gconstpointer  data)
{
  g_autoptr (SrRecord) empty = sr_record_new (sr_row_new (&sr_request_kind));
  g_autoptr (SrRecord) other = sr_record_new (sr_row_new (&sr_request_kind));
  g_autoptr (SrRecord) first = NULL;
  g_autoptr (SrRecord) again = NULL;
  gint64 request = live_room_receive (self->room, "门禁卡失效");
  const char *label = NULL;
  guint n_changed = 0;

  g_signal_connect (empty, "notify::id", G_CALLBACK (note_label_cb), &label);
  g_signal_connect_swapped (empty, "changed", G_CALLBACK (increment_cb), &n_changed);
  first = sr_room_adopt (self->room, take_first (self->room), empty);
  g_assert_true (first == empty);
  g_assert_cmpint (sr_record_get_id (first), ==, request);
  /* Whoever hears of it finds all of it. */
  g_assert_cmpstr (label, ==, "王海燕");
  g_assert_cmpuint (n_changed, ==, 1);

  /* From then on it is the one object. */
  again = sr_room_adopt (self->room, take_first (self->room), other);
  g_assert_true (again == first);
  g_assert_cmpint (sr_record_get_id (other), ==, 0);
}

static void
test_an_older_row_leaves_the_newer_values (LiveRoom      *self,
                                           gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "门禁卡失效");
  SrListedRow *older = take_first (self->room);
  g_autoptr (SrRecord) record = NULL;
  g_autoptr (SrRecord) same = NULL;
  guint n_notified = 0;

  live_room_act (self->room, live_room_make_act (request, "assign", "owner", "wang.wei", NULL));
  record = sr_room_adopt (self->room, take_first (self->room), NULL);
  g_assert_cmpstr (sr_record_get_label (record, SR_REQUEST_OWNER), ==, "wang.wei");

  g_signal_connect_swapped (record, "notify", G_CALLBACK (increment_cb), &n_notified);
  same = sr_room_adopt (self->room, older, NULL);
  g_assert_true (same == record);
  g_assert_cmpstr (sr_record_get_text (record, SR_REQUEST_STATE), ==, "assigned");
  g_assert_cmpstr (sr_record_get_label (record, SR_REQUEST_OWNER), ==, "wang.wei");
  g_assert_cmpuint (n_notified, ==, 0);
}

static void
test_an_object_that_nobody_holds_is_gone (LiveRoom      *self,
                                          gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "门禁卡失效");
  SrListedRow *older = take_first (self->room);
  SrRecord *record;

  live_room_act (self->room, live_room_make_act (request, "assign", "owner", "wang.wei", NULL));
  record = sr_room_adopt (self->room, take_first (self->room), NULL);
  g_assert_finalize_object (record);

  /* The room does not remember that there was a newer row. */
  record = sr_room_adopt (self->room, older, NULL);
  g_assert_cmpstr (sr_record_get_text (record, SR_REQUEST_STATE), ==, "registered");
  g_assert_finalize_object (record);
}

static void
test_what_was_paused_goes_on_when_the_clock_is_moved (LiveRoom      *self,
                                                      gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "展厅射灯更换");
  g_autoptr (Heard) heard = listen (self->room);
  g_autoptr (SrRequestDetail) paused = NULL;
  g_autoptr (SrRequestDetail) resumed = NULL;
  guint n_minutes = 0;

  live_room_act (self->room, live_room_make_act (request, "assign", "owner", "wang.wei", NULL));
  live_room_act (self->room, live_room_make_act (request, "accept", NULL));
  live_room_act (self->room, live_room_make_act (request, "start", NULL));
  live_room_act (self->room, live_room_make_act (request, "wait_parts", "waiting_for", "灯珠",
                                                 "waiting_until", "2026-07-15 11:00", NULL));
  wait_until (count_heard (heard, "request", request) >= 4);
  paused = live_room_load (self->room, request);
  g_assert_cmpstr (sr_row_get_text (paused->request->row, SR_REQUEST_STATE), ==, "waiting_parts");
  g_assert_false (sr_row_is_null (paused->request->row, SR_REQUEST_DUE_LEFT));
  g_ptr_array_set_size (heard->lines, 0);
  g_signal_connect_swapped (self->room, "minute", G_CALLBACK (increment_cb), &n_minutes);
  room_fixture_advance (&self->fixture, 2 * 3600);
  wait_until (n_minutes == 1);
  wait_until (count_heard (heard, "request", request) == 1);

  resumed = live_room_load (self->room, request);
  g_assert_cmpstr (sr_row_get_text (resumed->request->row, SR_REQUEST_STATE), ==, "in_progress");
}

static char *
load_draft (SrRoom     *room,
            const char *form)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *body;

  sr_room_load_draft_async (room, form, take_result_cb, &result);
  wait_until (result != NULL);
  body = sr_room_load_draft_finish (room, result, &error);
  g_assert_no_error (error);

  return body;
}

static void
save_draft (SrRoom     *room,
            const char *form,
            const char *body)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sr_room_save_draft_async (room, form, body, take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (sr_room_save_draft_finish (room, result, &error));
  g_assert_no_error (error);
}

static void
test_a_draft_is_kept_until_it_is_dropped (LiveRoom      *self,
                                          gconstpointer  data)
{
  SrRoom *second = live_room_open (self, "wang.wei");
  g_autofree char *none = load_draft (self->room, "request");
  g_autofree char *kept = NULL;
  g_autofree char *of_another = NULL;
  g_autofree char *dropped = NULL;

  g_assert_null (none);
  save_draft (self->room, "request", "{\"phone\":\"13\"}");
  save_draft (self->room, "request", "{\"phone\":\"138\"}");
  kept = load_draft (self->room, "request");
  g_assert_cmpstr (kept, ==, "{\"phone\":\"138\"}");
  of_another = load_draft (second, "request");
  g_assert_null (of_another);

  save_draft (self->room, "request", NULL);
  dropped = load_draft (self->room, "request");
  g_assert_null (dropped);

  live_room_close (second);
  g_assert_finalize_object (second);
}

static GFile *
file_in (LiveRoom   *self,
         const char *name)
{
  return g_file_new_build_filename (self->fixture.folder, name, NULL);
}

static void
save_content (SrRoom       *room,
              const char   *sha256,
              GFile        *file,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean saved;

  sr_room_save_content_async (room, sha256, file, cancellable, take_result_cb, &result);
  wait_until (result != NULL);
  saved = sr_room_save_content_finish (room, result, error);
  g_assert_true (saved == (*error == NULL));
}

static char *
find_attachment (SrRoom *room,
                 gint64  request)
{
  g_autoptr (SrRequestDetail) detail = live_room_load (room, request);

  for (guint i = 0; i < detail->children->len; i++)
    {
      const SrRow *row = g_ptr_array_index (detail->children, i);

      if (sr_row_get_kind (row) == &sr_attachment_kind)
        return g_strdup (sr_row_get_text (row, SR_ATTACHMENT_SHA256));
    }

  return NULL;
}

static void
attach (LiveRoom      *self,
        gint64         request,
        GFile         *file,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean attached;

  sr_room_attach_async (self->room, request, file, NULL, NULL, cancellable, take_result_cb,
                        &result);
  wait_until (result != NULL);
  attached = sr_room_attach_finish (self->room, result, error);
  g_assert_true (attached == (*error == NULL));
}

static void
test_a_file_comes_back_as_it_was_attached (LiveRoom      *self,
                                           gconstpointer  data)
{
  const gsize size = 3 * 1024 * 1024 + 17;
  gint64 request = live_room_receive (self->room, "系统报错截图");
  g_autofree char *bytes = g_malloc (size);
  g_autofree char *sha256 = NULL;
  g_autofree char *back = NULL;
  gsize back_size = 0;
  g_autoptr (GFile) file = file_in (self, "错误.png");
  g_autoptr (GFile) saved = file_in (self, "saved.png");
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) (i * 31 + i / 4096);
  g_assert_true (g_file_set_contents (g_file_peek_path (file), bytes, (gssize) size, NULL));

  attach (self, request, file, NULL, &error);
  g_assert_no_error (error);
  sha256 = find_attachment (self->room, request);
  g_assert_nonnull (sha256);

  save_content (self->room, sha256, saved, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (g_file_peek_path (saved), &back, &back_size, NULL));
  g_assert_cmpmem (back, back_size, bytes, size);
}

static void
test_a_file_whose_reading_is_cancelled_is_not_attached (LiveRoom      *self,
                                                        gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "系统报错截图");
  g_autofree char *sha256 = NULL;
  g_autoptr (GFile) file = file_in (self, "a.txt");
  g_autoptr (GFile) gone = file_in (self, "gone.txt");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), "abc", -1, NULL));
  g_cancellable_cancel (cancellable);
  attach (self, request, file, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  attach (self, request, gone, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  sha256 = find_attachment (self->room, request);
  g_assert_null (sha256);
}

static void
count_progress (goffset  done,
                goffset  total,
                gpointer data)
{
  guint *n_told = data;

  g_assert_true (sr_thread_is_main ());
  g_assert_cmpint (done, <=, total);
  (*n_told)++;
}

static void
test_what_cannot_be_read_to_an_end_is_refused_by_name (LiveRoom      *self,
                                                       gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "系统报错截图");
  g_autofree char *sha256 = NULL;
  g_autoptr (GFile) folder = file_in (self, "folder");
  g_autoptr (GFile) pipe = file_in (self, "pipe");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_make_directory (folder, NULL, NULL));
  attach (self, request, folder, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, "“folder”"));
  g_clear_error (&error);

  g_assert_cmpint (mkfifo (g_file_peek_path (pipe), 0600), ==, 0);
  attach (self, request, pipe, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);

  sha256 = find_attachment (self->room, request);
  g_assert_null (sha256);
}

static void
test_how_much_of_a_file_is_read_is_told (LiveRoom      *self,
                                         gconstpointer  data)
{
  const gsize size = 1024 * 1024;
  gint64 request = live_room_receive (self->room, "系统报错截图");
  g_autofree char *bytes = g_malloc0 (size);
  g_autoptr (GFile) file = file_in (self, "large.bin");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told = 0;

  g_assert_true (g_file_set_contents (g_file_peek_path (file), bytes, (gssize) size, NULL));
  sr_room_attach_async (self->room, request, file, count_progress, &n_told, NULL, take_result_cb,
                        &result);
  wait_until (result != NULL);
  g_assert_true (sr_room_attach_finish (self->room, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_told, >=, 4);
}

static void
test_a_content_that_is_not_there_spoils_no_file (LiveRoom      *self,
                                                 gconstpointer  data)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "none", -1);
  g_autofree char *after = NULL;
  g_autoptr (GFile) old = file_in (self, "old.txt");
  g_autoptr (GFile) fresh = file_in (self, "fresh.txt");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (g_file_peek_path (old), "what was there", -1, NULL));
  save_content (self->room, sha256, old, NULL, &error);
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_FOUND);
  g_assert_true (g_file_get_contents (g_file_peek_path (old), &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "what was there");
  g_clear_error (&error);

  save_content (self->room, sha256, fresh, NULL, &error);
  g_assert_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_FOUND);
  g_assert_false (g_file_query_exists (fresh, NULL));
}

static gboolean
has_error (SrRoom *room)
{
  g_autofree char *message = NULL;

  g_object_get (room, "error", &message, NULL);

  return message != NULL;
}

static void
test_a_journal_that_cannot_be_read_is_an_error_until_it_can (LiveRoom      *self,
                                                             gconstpointer  data)
{
  g_autoptr (Heard) heard = listen (self->room);
  gint64 request;

  room_fixture_tamper (&self->fixture, "ALTER TABLE event RENAME TO event_away");
  wait_until (has_error (self->room));

  room_fixture_tamper (&self->fixture, "ALTER TABLE event_away RENAME TO event");
  request = room_fixture_receive (&self->fixture, "恢复之后");
  wait_until (count_heard (heard, "request", request) == 1);
  g_assert_false (has_error (self->room));
}

static void
test_a_detail_has_all_about_a_request (LiveRoom      *self,
                                       gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "307 会议室空调漏水");
  g_autoptr (SrRequestDetail) detail = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const SrRow *clock;

  live_room_act (self->room, live_room_make_act (request, "note", "note.text", "已报修", NULL));
  detail = live_room_load (self->room, request);

  g_assert_cmpstr (detail->request->labels[SR_REQUEST_CUSTOMER], ==, "王海燕");
  g_assert_cmpstr (sr_row_get_text (detail->customer, SR_CUSTOMER_NAME), ==, "王海燕");
  g_assert_cmpuint (detail->events->len, ==, 2);
  g_assert_cmpuint (detail->customer_open, ==, 1);
  g_assert_cmpuint (detail->customer_recent, ==, 1);
  g_assert_true (sr_situation_holder_get (detail->situation)->roles & SR_ROLE_MANAGER);
  clock = sr_request_detail_get_clock (detail, "resolution");
  g_assert_nonnull (clock);
  g_assert_true (sr_row_is (clock, SR_CLOCK_STATE, "running"));
  g_assert_null (sr_request_detail_get_clock (detail, "promise"));

  sr_room_load_async (self->room, 4711, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_null (sr_room_load_finish (self->room, result, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND);
}

static void
test_a_conflict_says_what_collides (LiveRoom      *self,
                                    gconstpointer  data)
{
  gint64 request = live_room_receive (self->room, "网口无信号");
  GPtrArray *acts = live_room_make_act (request, "edit", "title", "工位网口坏了", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *conflicts;
  const SrConflict *conflict;

  ((SrAct *) g_ptr_array_index (acts, 0))->revision = 1;
  sr_outcome_free (room_fixture_act (&self->fixture, "he.jing", request, "edit",
                                     "title", "4F-112 网口无信号", NULL));

  sr_room_act_async (self->room, acts, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_null (sr_room_act_finish (self->room, result, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_CONFLICT);

  conflicts = sr_room_act_get_conflicts (result);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_cmpstr (conflict->field, ==, "title");
  g_assert_cmpstr (conflict->theirs, ==, "4F-112 网口无信号");
}

static void
test_a_customer_is_found_by_four_digits (LiveRoom      *self,
                                         gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  SrListedRow *listed;

  live_room_receive (self->room, "门禁卡失效");
  sr_room_match_async (self->room, "4826", 5, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  rows = sr_room_match_finish (self->room, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  listed = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (sr_row_get_text (listed->row, SR_CUSTOMER_NAME), ==, "王海燕");
}

static void
test_a_new_colleague_is_known_at_once (LiveRoom      *self,
                                       gconstpointer  data)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_staff_kind, 0, "create");
  guint n_notified = 0;

  sr_act_set (act, "login", "xu.wenbo");
  sr_act_set (act, "name", "徐文博");
  sr_act_set (act, "roles", "handler");
  sr_act_set (act, "active", "yes");
  g_ptr_array_add (acts, act);
  g_signal_connect_swapped (self->room, "notify::configuration", G_CALLBACK (increment_cb),
                            &n_notified);
  live_room_act (self->room, acts);

  wait_until (n_notified == 1);
  g_assert_nonnull (sr_configuration_find_text (sr_room_get_configuration (self->room),
                                                &sr_staff_kind, "xu.wenbo"));
}

static void
test_a_backup_is_a_room (LiveRoom      *self,
                         gconstpointer  data)
{
  g_autoptr (GFile) file = file_in (self, "copy.db");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  RoomFixture copy = { 0 };
  gint64 request = live_room_receive (self->room, "备份前的单");
  g_autoptr (SrRow) row = NULL;

  sr_room_backup_async (self->room, file, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  g_assert_true (sr_room_backup_finish (self->room, result, &error));
  g_assert_no_error (error);

  copy.clock = self->fixture.clock;
  copy.store = sr_store_open (g_file_peek_path (file), 0, &error);
  g_assert_no_error (error);
  copy.gate = sr_gate_new (copy.store, copy.clock);
  row = room_fixture_load (&copy, request);
  g_assert_cmpstr (sr_row_get_text (row, SR_REQUEST_TITLE), ==, "备份前的单");
  room_fixture_verify (&copy);

  sr_gate_free (copy.gate);
  sr_store_close (copy.store);
  g_object_unref (copy.store);
}

#define TEST(path, test) \
  g_test_add ("/room/room/" path, LiveRoom, NULL, live_room_set_up, test, live_room_tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--receive"))
    return receive_in_room (argv[2]);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room/room/a-new-room-has-what-a-new-room-starts-with",
                   test_a_new_room_has_what_a_new_room_starts_with);
  g_test_add_func ("/room/room/a-room-that-is-not-there-is-named",
                   test_a_room_that_is_not_there_is_named);
  g_test_add_func ("/room/room/a-file-that-is-no-room-is-named-and-left-as-it-is",
                   test_a_file_that_is_no_room_is_named_and_left_as_it_is);
  TEST ("a-room-of-a-newer-program-is-named", test_a_room_of_a_newer_program_is_named);
  TEST ("nobody-opens-the-room-of-others", test_nobody_opens_the_room_of_others);
  TEST ("a-change-is-told-once-for-each-event", test_a_change_is_told_once_for_each_event);
  TEST ("a-refused-act-says-why-and-tells-nobody", test_a_refused_act_says_why_and_tells_nobody);
  TEST ("another-window-hears-what-the-first-did", test_another_window_hears_what_the_first_did);
  TEST ("another-program-is-heard-within-two-seconds",
        test_another_program_is_heard_within_two_seconds);
  TEST ("what-is-cancelled-before-it-begins-is-not-stored",
        test_what_is_cancelled_before_it_begins_is_not_stored);
  TEST ("what-is-cancelled-after-it-is-stored-is-a-success",
        test_what_is_cancelled_after_it_is_stored_is_a_success);
  TEST ("what-is-given-before-the-end-is-stored", test_what_is_given_before_the_end_is_stored);
  TEST ("a-closed-room-answers-that-it-is-closed", test_a_closed_room_answers_that_it_is_closed);
  TEST ("a-record-has-one-object", test_a_record_has_one_object);
  TEST ("what-stood-for-a-record-becomes-it", test_what_stood_for_a_record_becomes_it);
  TEST ("an-older-row-leaves-the-newer-values", test_an_older_row_leaves_the_newer_values);
  TEST ("an-object-that-nobody-holds-is-gone", test_an_object_that_nobody_holds_is_gone);
  TEST ("what-was-paused-goes-on-when-the-clock-is-moved",
        test_what_was_paused_goes_on_when_the_clock_is_moved);
  TEST ("a-draft-is-kept-until-it-is-dropped", test_a_draft_is_kept_until_it_is_dropped);
  TEST ("a-file-comes-back-as-it-was-attached", test_a_file_comes_back_as_it_was_attached);
  TEST ("what-cannot-be-read-to-an-end-is-refused-by-name",
        test_what_cannot_be_read_to_an_end_is_refused_by_name);
  TEST ("how-much-of-a-file-is-read-is-told", test_how_much_of_a_file_is_read_is_told);
  TEST ("a-file-whose-reading-is-cancelled-is-not-attached",
        test_a_file_whose_reading_is_cancelled_is_not_attached);
  TEST ("a-content-that-is-not-there-spoils-no-file",
        test_a_content_that_is_not_there_spoils_no_file);
  TEST ("a-journal-that-cannot-be-read-is-an-error-until-it-can",
        test_a_journal_that_cannot_be_read_is_an_error_until_it_can);
  TEST ("a-detail-has-all-about-a-request", test_a_detail_has_all_about_a_request);
  TEST ("a-conflict-says-what-collides", test_a_conflict_says_what_collides);
  TEST ("a-customer-is-found-by-four-digits", test_a_customer_is_found_by_four_digits);
  TEST ("a-new-colleague-is-known-at-once", test_a_new_colleague_is_known_at_once);
  TEST ("a-backup-is-a-room", test_a_backup_is_a_room);

  return g_test_run ();
}
