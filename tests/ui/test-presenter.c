/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <signal.h>
#include <sys/wait.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "fake-notifications.h"
#include "ui/notify/sr-gnotification-presenter.h"
#include "ui/notify/sr-libnotify-presenter.h"

/* A main loop that stands still for longer is noticed by a person. */
#define STALL_MILLISECONDS 50

/* What a presenter told, a line each. */
typedef struct
{
  SrPresenter *presenter;
  GString     *heard;
  guint        n_shown;
  guint        id;
  char        *server;
} Fixture;

static const char *
nick (GType type,
      int   value)
{
  g_autoptr (GEnumClass) enums = g_type_class_ref (type);

  return g_enum_get_value (enums, value)->value_nick;
}

static void
on_activated_cb (SrPresenter   *presenter,
                 const char    *key,
                 SrPopupAction  action,
                 const char    *token,
                 Fixture       *self)
{
  g_string_append_printf (self->heard, "%s of %s with %s\n",
                          nick (SR_TYPE_POPUP_ACTION, action), key, token);
}

static void
on_closed_cb (SrPresenter *presenter,
              const char  *key,
              SrPopupEnd   end,
              Fixture     *self)
{
  g_string_append_printf (self->heard, "%s %s\n", key, nick (SR_TYPE_POPUP_END, end));
}

static void
on_shown_cb (SrPresenter *presenter,
             const char  *key,
             guint        id,
             const char  *server,
             Fixture     *self)
{
  g_string_append_printf (self->heard, "%s shown as %u\n", key, id);
  self->n_shown++;
  self->id = id;
  g_free (self->server);
  self->server = g_strdup (server);
}

static void
open_presenter (Fixture     *self,
                SrPresenter *presenter)
{
  self->presenter = presenter;
  self->heard = g_string_new (NULL);
  g_signal_connect (presenter, "activated", G_CALLBACK (on_activated_cb), self);
  g_signal_connect (presenter, "closed", G_CALLBACK (on_closed_cb), self);
  g_signal_connect (presenter, "shown", G_CALLBACK (on_shown_cb), self);
}

static void
close_presenter (Fixture *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->presenter));
  g_string_free (self->heard, TRUE);
  self->heard = NULL;
  g_clear_pointer (&self->server, g_free);
  self->n_shown = 0;
}

static gboolean
on_tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until the condition holds; the test fails if it never does. */
#define wait_for(condition) \
  G_STMT_START { \
    guint tick_ = g_timeout_add (5, on_tick_cb, NULL); \
    gint64 until_ = g_get_monotonic_time () + 20 * G_USEC_PER_SEC; \
    while (!(condition) && g_get_monotonic_time () < until_) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (tick_); \
    g_assert_true (condition); \
  } G_STMT_END

/* For what must not happen: gives it the time in which it would. */
static void
pause_for (guint milliseconds)
{
  guint tick = g_timeout_add (5, on_tick_cb, NULL);
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static void
show (Fixture    *self,
      const char *key,
      const char *title)
{
  g_autoptr (SrPopup) popup = sr_popup_new (key, title, "SR-2026-004871");

  sr_presenter_show (self->presenter, popup);
}

static void
assert_heard (Fixture    *self,
              const char *lines)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (self->heard->str, ==, lines);
  g_string_truncate (self->heard, 0);
}

static void
assert_hint (const FakeNotify *notify,
             const char       *name,
             const char       *value)
{
  const char *found = NULL;

  g_assert_true (g_variant_lookup (notify->hints, name, "&s", &found));
  g_assert_cmpstr (found, ==, value);
}

static void
assert_urgency (const FakeNotify *notify,
                guint8            urgency)
{
  guint8 found = 0;

  g_assert_true (g_variant_lookup (notify->hints, "urgency", "y", &found));
  g_assert_cmpuint (found, ==, urgency);
}

static void
test_a_server_is_told_all_that_it_can_show (void)
{
  static const char *const actions[] = {
    "default", "Open", "open", "Open", "acknowledge", "Acknowledge", "later", "Later", NULL
  };
  FakeNotifications *server = fake_notifications_start (0, NULL);
  g_autoptr (SrPopup) popup = sr_popup_new ("a", "Due < 30 min", "<b>A</b> & B");
  Fixture fixture = { 0 };
  const FakeNotify *notify;
  gboolean is_resident = FALSE;

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  popup->icon_name = g_strdup ("alarm-symbolic");
  sr_presenter_show (fixture.presenter, popup);
  wait_for (fixture.n_shown == 1);

  notify = fake_notifications_get (server, 0);
  g_assert_cmpstr (notify->program, ==, "Service Room");
  g_assert_cmpuint (notify->replaces, ==, 0);
  g_assert_cmpstr (notify->icon, ==, APP_ID);
  g_assert_cmpstr (notify->title, ==, "Due < 30 min");
  g_assert_cmpstr (notify->body, ==, "&lt;b&gt;A&lt;/b&gt; &amp; B");
  g_assert_cmpstrv (notify->actions, actions);
  g_assert_cmpint (notify->timeout, ==, -1);
  assert_urgency (notify, 1);
  assert_hint (notify, "category", "x-serviceroom.deadline");
  assert_hint (notify, "desktop-entry", APP_ID);
  assert_hint (notify, "sound-name", "message-new-instant");
  assert_hint (notify, "image-path", "alarm-symbolic");
  assert_hint (notify, "x-gnome-privacy-scope", "user");
  g_assert_false (g_variant_lookup (notify->hints, "resident", "b", &is_resident));

  /* Only what is critical stays. */
  popup->is_critical = TRUE;
  sr_presenter_show (fixture.presenter, popup);
  wait_for (fixture.n_shown == 2);
  notify = fake_notifications_get (server, 1);
  assert_urgency (notify, 2);
  g_assert_cmpint (notify->timeout, ==, 0);
  assert_hint (notify, "sound-name", "alarm-clock-elapsed");
  g_assert_true (g_variant_lookup (notify->hints, "resident", "b", &is_resident));
  g_assert_true (is_resident);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_a_simple_server_gets_plain_text_and_no_buttons (void)
{
  FakeNotifications *server = fake_notifications_start (0, "body");
  g_autoptr (SrPopup) popup = sr_popup_new ("a", "A", "<b>A</b> & B");
  Fixture fixture = { 0 };
  const FakeNotify *notify;

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  sr_presenter_show (fixture.presenter, popup);
  wait_for (fixture.n_shown == 1);
  notify = fake_notifications_get (server, 0);
  g_assert_cmpstr (notify->body, ==, "<b>A</b> & B");
  g_assert_cmpuint (g_strv_length (notify->actions), ==, 0);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_what_is_no_text_is_made_one (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  g_autoptr (SrPopup) popup = sr_popup_new ("a", "A\xff", "\xc3(");
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  sr_presenter_show (fixture.presenter, popup);
  wait_for (fixture.n_shown == 1);
  g_assert_cmpstr (fake_notifications_get (server, 0)->title, ==, "A\xef\xbf\xbd");

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_each_button_is_an_answer (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "A");
  show (&fixture, "b", "B");
  wait_for (fixture.n_shown == 2);
  assert_heard (&fixture, "a shown as 1\nb shown as 2\n");

  fake_notifications_press (server, 2, "acknowledge");
  wait_for (fixture.heard->len > 0);
  assert_heard (&fixture, "acknowledge of b with token\n");
  fake_notifications_press (server, 1, "later");
  wait_for (fixture.heard->len > 0);
  assert_heard (&fixture, "later of a with token\n");
  fake_notifications_press (server, 1, "open");
  wait_for (fixture.heard->len > 0);
  assert_heard (&fixture, "open of a with token\n");
  fake_notifications_press (server, 1, "default");
  wait_for (fixture.heard->len > 0);
  assert_heard (&fixture, "open of a with token\n");

  /* That of another program. */
  fake_notifications_press (server, 3, "open");
  pause_for (100);
  assert_heard (&fixture, "");

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_it_tells_why_a_popup_closed (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "A");
  show (&fixture, "b", "B");
  show (&fixture, "c", "C");
  wait_for (fixture.n_shown == 3);
  g_string_truncate (fixture.heard, 0);

  fake_notifications_close (server, 1, 1);
  fake_notifications_close (server, 2, 2);
  fake_notifications_close (server, 3, 4);
  fake_notifications_close (server, 9, 2);
  wait_for (strstr (fixture.heard->str, "c ") != NULL);
  assert_heard (&fixture, "a expired\nb dismissed\nc unknown\n");

  /* What was closed is no longer there to be taken away, and comes back as a new one. */
  sr_presenter_withdraw (fixture.presenter, "a", 0, NULL);
  show (&fixture, "b", "B again");
  wait_for (fixture.n_shown == 4);
  assert_heard (&fixture, "b shown as 4\n");
  g_assert_cmpuint (fake_notifications_get (server, 3)->replaces, ==, 0);
  g_assert_cmpuint (fake_notifications_count_close (server), ==, 0);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_there_is_one_popup_for_a_key (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "75 %");
  wait_for (fixture.n_shown == 1);
  show (&fixture, "a", "90 %");
  wait_for (fixture.n_shown == 2);
  assert_heard (&fixture, "a shown as 1\na shown as 1\n");
  g_assert_cmpuint (fake_notifications_get (server, 1)->replaces, ==, 1);
  g_assert_cmpstr (fake_notifications_get (server, 1)->title, ==, "90 %");

  /* The second is answered once. */
  fake_notifications_press (server, 1, "later");
  wait_for (fixture.heard->len > 0);
  pause_for (50);
  assert_heard (&fixture, "later of a with token\n");

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_a_withdrawal_closes (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "A");
  show (&fixture, "b", "B");
  wait_for (fixture.n_shown == 2);
  g_string_truncate (fixture.heard, 0);
  sr_presenter_withdraw (fixture.presenter, "b", 0, NULL);
  wait_for (fixture.heard->len > 0);
  pause_for (50);
  assert_heard (&fixture, "b withdrawn\n");
  g_assert_cmpuint (fake_notifications_count_close (server), ==, 1);
  g_assert_cmpuint (fake_notifications_get_closed (server, 0), ==, 2);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_the_next_run_replaces_what_the_last_one_showed (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  g_autoptr (SrPopup) popup = sr_popup_new ("a", "A", NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "b", "B");
  show (&fixture, "a", "A");
  wait_for (fixture.n_shown == 2);
  popup->replaces = fixture.id;
  popup->server = g_strdup (fixture.server);
  close_presenter (&fixture);
  pause_for (100);
  g_assert_cmpuint (fake_notifications_count_close (server), ==, 0);

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  sr_presenter_show (fixture.presenter, popup);
  wait_for (fixture.n_shown == 1);
  g_assert_cmpuint (fake_notifications_get (server, 2)->replaces, ==, 2);
  assert_heard (&fixture, "a shown as 2\n");
  sr_presenter_withdraw (fixture.presenter, "b", 1, popup->server);
  wait_for (fixture.heard->len > 0);
  assert_heard (&fixture, "b withdrawn\n");
  g_assert_cmpuint (fake_notifications_get_closed (server, 0), ==, 1);
  close_presenter (&fixture);
  fake_notifications_stop (server);

  /* By now the number may be that of another program's popup. */
  server = fake_notifications_start (0, NULL);
  open_presenter (&fixture, sr_libnotify_presenter_new ());
  sr_presenter_show (fixture.presenter, popup);
  sr_presenter_withdraw (fixture.presenter, "b", 1, popup->server);
  wait_for (fixture.n_shown == 1);
  pause_for (50);
  g_assert_cmpuint (fake_notifications_get (server, 0)->replaces, ==, 0);
  g_assert_cmpuint (fake_notifications_count_close (server), ==, 0);
  g_assert_cmpstr (fixture.server, !=, popup->server);
  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_only_the_last_word_is_told_to_a_slow_server (void)
{
  FakeNotifications *server = fake_notifications_start (300, NULL);
  g_autoptr (SrPopup) former = sr_popup_new ("d", "D", NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "A");
  wait_for (fixture.n_shown == 1);
  former->replaces = 77;
  former->server = g_strdup (fixture.server);
  show (&fixture, "a", "A 1");
  wait_for (fake_notifications_count (server) == 2);

  /* All this while it thinks about the second. */
  show (&fixture, "a", "A 2");
  show (&fixture, "b", "B");
  show (&fixture, "c", "C 1");
  sr_presenter_withdraw (fixture.presenter, "b", 0, NULL);
  show (&fixture, "c", "C 2");
  show (&fixture, "a", "A 3");
  sr_presenter_show (fixture.presenter, former);
  sr_presenter_withdraw (fixture.presenter, "d", 0, NULL);
  wait_for (fake_notifications_count_close (server) == 1);
  pause_for (400);
  g_assert_cmpuint (fake_notifications_count (server), ==, 4);
  g_assert_cmpstr (fake_notifications_get (server, 2)->title, ==, "A 3");
  g_assert_cmpuint (fake_notifications_get (server, 2)->replaces, ==, 1);
  g_assert_cmpstr (fake_notifications_get (server, 3)->title, ==, "C 2");
  /* What the last run had left there goes too. */
  g_assert_cmpuint (fake_notifications_get_closed (server, 0), ==, 77);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

/* The longest time between two ticks of a loop that should tick each five milliseconds. */
typedef struct
{
  gint64   last;
  gint64   longest;
  gboolean is_over;  /* atomic */
} Ticks;

static void
tick (Ticks *ticks)
{
  gint64 now = g_get_monotonic_time ();

  ticks->longest = MAX (ticks->longest, now - ticks->last);
  ticks->last = now;
}

static gboolean
on_measured_tick_cb (gpointer ticks)
{
  tick (ticks);

  return G_SOURCE_CONTINUE;
}

/* What the machine itself does to a thread that only sleeps. */
static gpointer
tick_alone (gpointer data)
{
  Ticks *ticks = data;

  ticks->last = g_get_monotonic_time ();
  while (!g_atomic_int_get (&ticks->is_over))
    {
      g_usleep (5000);
      tick (ticks);
    }

  return NULL;
}

typedef struct
{
  Ticks    main;
  Ticks    alone;
  GThread *thread;
  guint    source;
} Stall;

static void
begin_stall (Stall *stall)
{
  memset (stall, 0, sizeof *stall);
  stall->main.last = g_get_monotonic_time ();
  stall->source = g_timeout_add (5, on_measured_tick_cb, &stall->main);
  stall->thread = g_thread_new ("tick", tick_alone, &stall->alone);
}

static void
end_stall (Stall *stall)
{
  g_atomic_int_set (&stall->alone.is_over, TRUE);
  g_thread_join (stall->thread);
  g_source_remove (stall->source);

  g_test_message ("the main loop stood still for %.1f ms at most, the machine for %.1f",
                  stall->main.longest / 1000.0, stall->alone.longest / 1000.0);
  g_assert_cmpint (stall->main.longest, <,
                   STALL_MILLISECONDS * 1000 + MAX (0, stall->alone.longest - 5000));
}

static void
test_a_server_that_takes_ten_seconds_holds_nobody_up (void)
{
  FakeNotifications *server = fake_notifications_start (10000, NULL);
  Fixture fixture = { 0 };
  Stall stall;

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  begin_stall (&stall);
  show (&fixture, "a", "A");
  wait_for (fake_notifications_count (server) == 1);
  /* There is more to say all the while. */
  for (guint i = 0; i < 50; i++)
    {
      show (&fixture, "b", "B");
      sr_presenter_withdraw (fixture.presenter, "b", 0, NULL);
      pause_for (20);
    }
  wait_for (fixture.n_shown == 1);
  end_stall (&stall);
  assert_heard (&fixture, "a shown as 1\n");
  pause_for (100);
  g_assert_cmpuint (fake_notifications_count (server), ==, 1);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_a_server_that_never_answers_holds_nobody_up (void)
{
  FakeNotifications *server = fake_notifications_start (FAKE_NOTIFICATIONS_HANG, NULL);
  Fixture fixture = { 0 };
  Stall stall;

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  begin_stall (&stall);
  show (&fixture, "a", "A");
  show (&fixture, "b", "B");
  wait_for (fake_notifications_count (server) == 1);
  pause_for (1000);
  sr_presenter_withdraw (fixture.presenter, "b", 0, NULL);
  assert_heard (&fixture, "");

  /* Nor at the end, nor does the next one wait for it. */
  close_presenter (&fixture);
  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "c", "C");
  pause_for (100);
  end_stall (&stall);

  fake_notifications_stop (server);
  server = fake_notifications_start (0, NULL);
  wait_for (fixture.n_shown == 1);
  pause_for (100);
  assert_heard (&fixture, "c shown as 1\n");
  g_assert_cmpuint (fake_notifications_count (server), ==, 1);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_what_a_server_took_with_it_is_shown_by_the_next_one_once (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  g_autofree char *first = NULL;
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "closed", "Closed");
  show (&fixture, "withdrawn", "Withdrawn");
  show (&fixture, "kept", "Kept");
  show (&fixture, "changed", "Before");
  show (&fixture, "withdrawn-meanwhile", "Withdrawn");
  wait_for (fixture.n_shown == 5);
  first = g_strdup (fixture.server);
  fake_notifications_close (server, 1, 2);
  sr_presenter_withdraw (fixture.presenter, "withdrawn", 0, NULL);
  wait_for (strstr (fixture.heard->str, "closed dismissed") != NULL
            && strstr (fixture.heard->str, "withdrawn withdrawn") != NULL);

  fake_notifications_stop (server);
  pause_for (200);
  sr_presenter_withdraw (fixture.presenter, "withdrawn-meanwhile", 0, NULL);
  show (&fixture, "changed", "After");
  pause_for (100);
  g_string_truncate (fixture.heard, 0);

  server = fake_notifications_start (0, NULL);
  wait_for (fixture.n_shown == 7);
  pause_for (200);
  g_assert_cmpuint (fake_notifications_count (server), ==, 2);
  g_assert_nonnull (strstr (fixture.heard->str, "kept shown as"));
  g_assert_nonnull (strstr (fixture.heard->str, "changed shown as"));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpuint (fake_notifications_get (server, i)->replaces, ==, 0);
      g_assert_cmpstr (fake_notifications_get (server, i)->title, !=, "Before");
    }
  g_assert_cmpuint (fake_notifications_count_close (server), ==, 0);
  g_assert_cmpstr (fixture.server, !=, first);

  /* And its buttons are those of the new one. */
  g_string_truncate (fixture.heard, 0);
  fake_notifications_press (server, 1, "acknowledge");
  wait_for (fixture.heard->len > 0);
  g_assert_true (g_str_has_prefix (fixture.heard->str, "acknowledge of "));

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_what_a_server_was_told_when_it_ended_is_told_to_the_next_one (void)
{
  FakeNotifications *server = fake_notifications_start (FAKE_NOTIFICATIONS_HANG, NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "A");
  show (&fixture, "b", "B");
  wait_for (fake_notifications_count (server) == 1);

  /* The next one may be there before the end of the first is noticed. */
  fake_notifications_stop (server);
  server = fake_notifications_start (0, NULL);
  wait_for (fixture.n_shown == 2);
  pause_for (200);
  g_assert_cmpuint (fake_notifications_count (server), ==, 2);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_without_a_server_it_waits_for_one (void)
{
  FakeNotifications *server;
  Fixture fixture = { 0 };
  Stall stall;

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  begin_stall (&stall);
  show (&fixture, "a", "A");
  show (&fixture, "b", "B");
  pause_for (300);
  sr_presenter_withdraw (fixture.presenter, "a", 0, NULL);
  pause_for (100);
  end_stall (&stall);
  assert_heard (&fixture, "");

  server = fake_notifications_start (0, NULL);
  wait_for (fixture.n_shown == 1);
  pause_for (200);
  assert_heard (&fixture, "b shown as 1\n");
  g_assert_cmpuint (fake_notifications_count (server), ==, 1);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_a_server_is_left_alone_when_there_is_nothing_to_show (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  pause_for (200);
  g_assert_cmpuint (fake_notifications_count_asked (server), ==, 0);

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_what_was_said_last_is_still_done_at_the_end (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  Fixture fixture = { 0 };

  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "A");
  wait_for (fixture.n_shown == 1);
  sr_presenter_withdraw (fixture.presenter, "a", 0, NULL);
  close_presenter (&fixture);
  wait_for (fake_notifications_count_close (server) == 1);

  fake_notifications_stop (server);
}

static void
on_reminder_action_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       data)
{
  g_string_append_printf (data, "%s of %s\n", g_action_get_name (G_ACTION (action)),
                          g_variant_get_string (parameter, NULL));
}

static const GActionEntry reminder_actions[] = {
  { .name = "reminder-open", .activate = on_reminder_action_cb, .parameter_type = "s" },
  { .name = "reminder-acknowledge", .activate = on_reminder_action_cb, .parameter_type = "s" },
  { .name = "reminder-later", .activate = on_reminder_action_cb, .parameter_type = "s" },
};

static GApplication *
new_application (GString *heard)
{
  GApplication *application = g_application_new (APP_ID, G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GError) error = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (application), reminder_actions,
                                   G_N_ELEMENTS (reminder_actions), heard);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);

  return application;
}

static void
test_in_a_sandbox_the_buttons_are_actions_of_the_program (void)
{
  FakeNotifications *server = fake_notifications_start (0, NULL);
  g_autoptr (GString) pressed = g_string_new (NULL);
  g_autoptr (GApplication) application = new_application (pressed);
  g_autoptr (SrPopup) popup = sr_popup_new ("a", "A", "SR-2026-004871");
  Fixture fixture = { 0 };
  const FakeNotify *notify;

  open_presenter (&fixture, sr_gnotification_presenter_new (application));
  popup->is_critical = TRUE;
  popup->icon_name = g_strdup ("alarm-symbolic");
  sr_presenter_show (fixture.presenter, popup);
  assert_heard (&fixture, "a shown as 0\n");
  wait_for (fake_notifications_count (server) == 1);
  notify = fake_notifications_get (server, 0);
  g_assert_cmpstr (notify->title, ==, "A");
  g_assert_cmpstr (notify->body, ==, "SR-2026-004871");
  assert_urgency (notify, 2);
  assert_hint (notify, "category", "x-serviceroom.deadline");
  /* GLib names a button by its action and the key, and tells the label beside it. */
  g_assert_cmpuint (g_strv_length (notify->actions), ==, 8);
  g_assert_cmpstr (notify->actions[0], ==, "default");
  g_assert_cmpstr (notify->actions[3], ==, "Open");
  g_assert_cmpstr (notify->actions[5], ==, "Acknowledge");
  g_assert_cmpstr (notify->actions[7], ==, "Later");

  /* GLib listens to the answers only once it has the number. */
  pause_for (100);
  fake_notifications_press (server, notify->id, notify->actions[6]);
  wait_for (pressed->len > 0);
  g_assert_cmpstr (pressed->str, ==, "reminder-later of a\n");

  /* For GLib a popup ends with an answer. */
  show (&fixture, "b", "B");
  wait_for (fake_notifications_count (server) == 2);
  pause_for (100);
  assert_heard (&fixture, "b shown as 0\n");
  sr_presenter_withdraw (fixture.presenter, "b", 0, NULL);
  wait_for (fake_notifications_count_close (server) == 1);
  assert_heard (&fixture, "b withdrawn\n");

  close_presenter (&fixture);
  fake_notifications_stop (server);
}

static void
test_the_session_decides_who_presents (void)
{
  g_autoptr (GApplication) application = g_application_new (APP_ID, G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (SrPresenter) plain = NULL;
  g_autoptr (SrPresenter) in_snap = NULL;
  g_autoptr (SrPresenter) chosen = NULL;

  plain = sr_presenter_new_for_session (application);
  g_assert_true (SR_IS_LIBNOTIFY_PRESENTER (plain));
  g_setenv ("SNAP", "/snap/serviceroom/1", TRUE);
  in_snap = sr_presenter_new_for_session (application);
  g_assert_true (SR_IS_GNOTIFICATION_PRESENTER (in_snap));
  g_setenv ("SERVICEROOM_PRESENTER", "libnotify", TRUE);
  chosen = sr_presenter_new_for_session (application);
  g_assert_true (SR_IS_LIBNOTIFY_PRESENTER (chosen));
  g_unsetenv ("SNAP");
  g_unsetenv ("SERVICEROOM_PRESENTER");
}

/* dunst, and what it asks which button is pressed: a menu that answers by itself. */
typedef struct
{
  GPid  process;
  char *folder;
  char *settings;
  char *menu;
  char *choice;
} Dunst;

static gboolean
has_owner (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;
  gboolean has = FALSE;

  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "NameHasOwner",
                                       g_variant_new ("(s)", "org.freedesktop.Notifications"),
                                       NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (reply);
  g_variant_get (reply, "(b)", &has);

  return has;
}

static void
start_dunst (Dunst *self)
{
  char *arguments[] = { (char *) "dunst", (char *) "-config", self->settings, NULL };
  /* A warning of its own, about a picture that it does not find, is not for it to end by. */
  g_auto (GStrv) environment = g_environ_unsetenv (g_get_environ (), "G_DEBUG");
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL, arguments, environment,
                 G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                 | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, &self->process, &error);
  g_assert_no_error (error);
  wait_for (has_owner ());
}

static void
stop_dunst (Dunst *self,
            int    signal)
{
  g_assert_no_errno (kill (self->process, signal));
  g_assert_cmpint (waitpid (self->process, NULL, 0), ==, self->process);
  wait_for (!has_owner ());
}

static void
write_file (const char *path,
            const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, &error);
  g_assert_no_error (error);
}

static void
set_up_dunst (Dunst *self)
{
  g_autofree char *menu = NULL;
  g_autofree char *settings = NULL;

  self->folder = g_dir_make_tmp ("sr-dunst-XXXXXX", NULL);
  self->settings = g_build_filename (self->folder, "dunstrc", NULL);
  self->menu = g_build_filename (self->folder, "menu", NULL);
  self->choice = g_build_filename (self->folder, "choice", NULL);
  menu = g_strdup_printf ("#!/bin/sh\nexec grep -m 1 -F \"$(cat %s)\"\n", self->choice);
  settings = g_strdup_printf ("[global]\ndmenu = %s\nnotification_limit = 0\n", self->menu);
  write_file (self->menu, menu);
  write_file (self->settings, settings);
  write_file (self->choice, "");
  start_dunst (self);
}

static void
tear_down_dunst (Dunst *self)
{
  stop_dunst (self, SIGTERM);
  g_unlink (self->settings);
  g_unlink (self->menu);
  g_unlink (self->choice);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->settings);
  g_free (self->menu);
  g_free (self->choice);
}

static char *
dunstctl (const char *command,
          const char *argument)
{
  char *arguments[] = { (char *) "dunstctl", (char *) command, (char *) argument, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *complaint = NULL;
  char *output = NULL;
  int status = 0;

  g_spawn_sync (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &complaint,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaint, ==, "");
  g_assert_cmpint (status, ==, 0);

  return g_strstrip (output);
}

static gboolean
displays (const char *n)
{
  g_autofree char *count = dunstctl ("count", "displayed");

  return g_str_equal (count, n);
}

static void
press (Dunst      *self,
       const char *button)
{
  write_file (self->choice, button);
  g_free (dunstctl ("context", NULL));
}

static void
test_dunst_shows_replaces_and_withdraws (void)
{
  Dunst dunst = { 0 };
  Fixture fixture = { 0 };
  guint id;

  set_up_dunst (&dunst);
  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "75 %");
  wait_for (fixture.n_shown == 1);
  wait_for (displays ("1"));
  id = fixture.id;

  show (&fixture, "a", "90 %");
  wait_for (fixture.n_shown == 2);
  g_assert_cmpuint (fixture.id, ==, id);
  pause_for (100);
  g_assert_true (displays ("1"));
  show (&fixture, "b", "B");
  wait_for (fixture.n_shown == 3);
  g_assert_cmpuint (fixture.id, !=, id);
  wait_for (displays ("2"));

  g_string_truncate (fixture.heard, 0);
  sr_presenter_withdraw (fixture.presenter, "a", 0, NULL);
  wait_for (displays ("1"));
  assert_heard (&fixture, "a withdrawn\n");

  close_presenter (&fixture);
  tear_down_dunst (&dunst);
}

static void
test_dunst_has_three_buttons (void)
{
  static const struct
  {
    const char *label;
    const char *heard;
  } buttons[] = {
    { "Acknowledge", "acknowledge of a with (null)\n" },
    { "Later", "later of a with (null)\n" },
    { "Open", "open of a with (null)\n" },
  };
  Dunst dunst = { 0 };
  Fixture fixture = { 0 };

  set_up_dunst (&dunst);
  open_presenter (&fixture, sr_libnotify_presenter_new ());
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      show (&fixture, "a", "A");
      wait_for (fixture.n_shown == i + 1);
      wait_for (displays ("1"));
      g_string_truncate (fixture.heard, 0);
      press (&dunst, buttons[i].label);
      wait_for (g_str_has_prefix (fixture.heard->str, buttons[i].heard));
      sr_presenter_withdraw (fixture.presenter, "a", 0, NULL);
      wait_for (displays ("0"));
    }

  /* A click beside them. */
  show (&fixture, "a", "A");
  wait_for (fixture.n_shown == 4);
  wait_for (displays ("1"));
  g_string_truncate (fixture.heard, 0);
  g_free (dunstctl ("action", "0"));
  wait_for (g_str_has_prefix (fixture.heard->str, "open of a with (null)\n"));

  close_presenter (&fixture);
  tear_down_dunst (&dunst);
}

static void
test_a_killed_dunst_shows_again_what_it_showed_once (void)
{
  Dunst dunst = { 0 };
  Fixture fixture = { 0 };

  set_up_dunst (&dunst);
  open_presenter (&fixture, sr_libnotify_presenter_new ());
  show (&fixture, "a", "A");
  show (&fixture, "b", "B");
  wait_for (fixture.n_shown == 2);
  wait_for (displays ("2"));

  stop_dunst (&dunst, SIGKILL);
  sr_presenter_withdraw (fixture.presenter, "b", 0, NULL);
  start_dunst (&dunst);
  wait_for (fixture.n_shown == 3);
  wait_for (displays ("1"));
  pause_for (200);
  g_assert_true (displays ("1"));
  g_assert_cmpuint (fixture.n_shown, ==, 3);

  close_presenter (&fixture);
  tear_down_dunst (&dunst);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  /* It is never let go: that would wait for whatever GIO still has of it. */
  static GTestDBus *bus;
  g_autoptr (GDBusConnection) connection = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);

  /* A bus on which nothing starts by itself, and that ends after everything else. */
  g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", TRUE);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  /* The bus has taken the display away. */
  g_setenv ("DISPLAY", display, TRUE);

  g_test_add_func ("/ui/presenter/a-server-is-told-all-that-it-can-show",
                   test_a_server_is_told_all_that_it_can_show);
  g_test_add_func ("/ui/presenter/a-simple-server-gets-plain-text-and-no-buttons",
                   test_a_simple_server_gets_plain_text_and_no_buttons);
  g_test_add_func ("/ui/presenter/what-is-no-text-is-made-one", test_what_is_no_text_is_made_one);
  g_test_add_func ("/ui/presenter/each-button-is-an-answer", test_each_button_is_an_answer);
  g_test_add_func ("/ui/presenter/it-tells-why-a-popup-closed", test_it_tells_why_a_popup_closed);
  g_test_add_func ("/ui/presenter/there-is-one-popup-for-a-key",
                   test_there_is_one_popup_for_a_key);
  g_test_add_func ("/ui/presenter/a-withdrawal-closes", test_a_withdrawal_closes);
  g_test_add_func ("/ui/presenter/the-next-run-replaces-what-the-last-one-showed",
                   test_the_next_run_replaces_what_the_last_one_showed);
  g_test_add_func ("/ui/presenter/only-the-last-word-is-told-to-a-slow-server",
                   test_only_the_last_word_is_told_to_a_slow_server);
  g_test_add_func ("/ui/presenter/a-server-that-takes-ten-seconds-holds-nobody-up",
                   test_a_server_that_takes_ten_seconds_holds_nobody_up);
  g_test_add_func ("/ui/presenter/a-server-that-never-answers-holds-nobody-up",
                   test_a_server_that_never_answers_holds_nobody_up);
  g_test_add_func ("/ui/presenter/what-a-server-took-with-it-is-shown-by-the-next-one-once",
                   test_what_a_server_took_with_it_is_shown_by_the_next_one_once);
  g_test_add_func ("/ui/presenter/what-a-server-was-told-when-it-ended-is-told-to-the-next-one",
                   test_what_a_server_was_told_when_it_ended_is_told_to_the_next_one);
  g_test_add_func ("/ui/presenter/without-a-server-it-waits-for-one",
                   test_without_a_server_it_waits_for_one);
  g_test_add_func ("/ui/presenter/a-server-is-left-alone-when-there-is-nothing-to-show",
                   test_a_server_is_left_alone_when_there_is_nothing_to_show);
  g_test_add_func ("/ui/presenter/what-was-said-last-is-still-done-at-the-end",
                   test_what_was_said_last_is_still_done_at_the_end);
  g_test_add_func ("/ui/presenter/in-a-sandbox-the-buttons-are-actions-of-the-program",
                   test_in_a_sandbox_the_buttons_are_actions_of_the_program);
  g_test_add_func ("/ui/presenter/the-session-decides-who-presents",
                   test_the_session_decides_who_presents);
  g_test_add_func ("/ui/presenter/dunst-shows-replaces-and-withdraws",
                   test_dunst_shows_replaces_and_withdraws);
  g_test_add_func ("/ui/presenter/dunst-has-three-buttons", test_dunst_has_three_buttons);
  g_test_add_func ("/ui/presenter/a-killed-dunst-shows-again-what-it-showed-once",
                   test_a_killed_dunst_shows_again_what_it_showed_once);

  status = g_test_run ();
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  g_test_dbus_stop (bus);

  return status;
}
