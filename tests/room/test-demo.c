/* The demonstration: a year that is the same each time, plausible, and true to its journal.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "room/sr-demo.h"
#include "room/sr-verify.h"

/* 2026-11-24T10:12:00+08:00 */
#define NOW G_GINT64_CONSTANT (1795486320)
#define SIZE 300
#define LONG_SIZE 20000

#define ACTIVE "state NOT IN ('resolved', 'follow_up', 'closed', 'cancelled', 'duplicate', 'voided')"

typedef struct
{
  char         *folder;
  SrStore      *store;
  SrDemoReport  report;
} Demo;

static void
demo_open (Demo        *self,
           const char  *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("sr-demo-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, name, NULL);
  self->store = sr_store_open (path, SR_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
demo_make (Demo    *self,
           guint64  size,
           guint32  seed)
{
  SrDemoOptions options = { .size = size, .seed = seed, .now = NOW, .login = "li.na" };
  g_autoptr (GError) error = NULL;

  demo_open (self, "room.db");
  sr_demo_fill (self->store, &options, &self->report, &error);
  g_assert_no_error (error);
}

static void
demo_clear (Demo *self)
{
  g_autofree char *path = NULL;

  if (self->store == NULL)
    return;

  path = g_strdup (sr_store_get_location (self->store));
  sr_store_close (self->store);
  g_clear_object (&self->store);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Demo, demo_clear)

static gint64
ask (Demo       *self,
     const char *sql)
{
  SrConnection *connection = sr_store_get_writer (self->store);
  g_autoptr (GError) error = NULL;
  gint64 answer = 0;

  sr_connection_get_integer (connection, sql, SR_NO_PARAMETERS, 0, &answer, &error);
  g_assert_no_error (error);

  return answer;
}

static char *
verify (Demo *self)
{
  g_auto (SrVerifyReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  sr_store_check (self->store, &error);
  g_assert_no_error (error);
  sr_verify (sr_store_get_writer (self->store), &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.events, ==, self->report.events);

  return g_steal_pointer (&report.head);
}

static char *
make_head (guint64 size,
           guint32 seed)
{
  g_auto (Demo) demo = { 0 };

  demo_make (&demo, size, seed);

  return verify (&demo);
}

static void
test_the_same_seed_gives_the_same_journal (void)
{
  g_autofree char *first = make_head (SIZE, 1);
  g_autofree char *second = make_head (SIZE, 1);
  g_autofree char *other = make_head (SIZE, 2);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, !=, other);
}

/* Another head is another year for everybody who has this one: change it knowingly, when the words,
 * the plan, the rules or what a new room starts with have changed. */
static void
test_the_year_is_the_one_that_is_known (void)
{
  g_autofree char *head = make_head (200, 1);

  g_assert_cmpstr (head, ==, "f3ec5d32e38a04c65d22f8d163d65c9c1e461b9167a1f5f194b3ff25b04ea47c");
}

/* Percent of a number of records. */
static void
assert_share (Demo       *self,
              const char *what,
              const char *sql,
              double      whole,
              double      least,
              double      most)
{
  double percent = ask (self, sql) * 100 / whole;

  g_test_message ("%s: %.1f %%", what, percent);
  g_assert_cmpfloat (percent, >=, least);
  g_assert_cmpfloat (percent, <=, most);
}

/* The smaller the year, the more its shares vary. */
static void
check_year (Demo    *self,
            guint64  size,
            double   slack)
{
  g_assert_cmpint (ask (self, "SELECT count(*) FROM request"), ==, size);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM request WHERE " ACTIVE), ==,
                   self->report.open);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM request WHERE received_at > 1795486320 "
                              "OR updated_at > 1795486320"), ==, 0);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM event e JOIN event f "
                              "ON f.sequence = e.sequence + 1 WHERE f.at < e.at"), ==, 0);
  g_assert_cmpint (ask (self, "SELECT coalesce(sum(n), 0) FROM request_count"), ==, size);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM request_search"), ==, size);

  assert_share (self, "answered on the spot",
                "SELECT count(*) FROM request WHERE answered_on_spot = 1", size,
                30 - 10 * slack, 33 + 10 * slack);
  assert_share (self, "late",
                "SELECT count(DISTINCT request) FROM clock "
                "WHERE kind = 'resolution' AND outcome = 'missed'", size, 7 - 4 * slack,
                11 + 6 * slack);
  assert_share (self, "reopened", "SELECT count(*) FROM request WHERE cycle > 1", size,
                2.5 - 2 * slack, 4 + 3 * slack);
  assert_share (self, "by phone", "SELECT count(*) FROM request WHERE channel = 'phone'", size,
                50 - 10 * slack, 60 + 10 * slack);
  assert_share (self, "emergencies", "SELECT count(*) FROM request WHERE emergency = 1", size,
                0, 1 + slack);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM request AS r WHERE emergency = 1 AND "
                              "state = 'closed' AND NOT EXISTS (SELECT 1 FROM review "
                              "WHERE request = r.id)"), ==, 0);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM checked_step WHERE done_at IS NOT NULL"), >, 0);
  assert_share (self, "asked again", "SELECT count(*) FROM request WHERE repeat_of IS NOT NULL", size,
                5 - 5 * slack, 18);
  assert_share (self, "tagged", "SELECT count(*) FROM request WHERE tags IS NOT NULL", size,
                5 - 4 * slack, 7 + 4 * slack);
  assert_share (self, "different subjects", "SELECT count(DISTINCT title) FROM request", size,
                50, 100);
  assert_share (self, "cancelled", "SELECT count(*) FROM request WHERE state = 'cancelled'", size,
                1.5 - slack, 3.5 + 2 * slack);
}

static void
test_a_short_year_is_plausible (void)
{
  g_auto (Demo) demo = { 0 };
  g_autofree char *head = NULL;

  demo_make (&demo, SIZE, 1);
  head = verify (&demo);
  check_year (&demo, SIZE, 1);
}

static void
test_a_long_year_is_plausible (void)
{
  g_auto (Demo) demo = { 0 };
  g_autofree char *head = NULL;

  if (g_getenv ("SR_TEST_LONG") == NULL)
    {
      g_test_skip ("SR_TEST_LONG is not set");
      return;
    }

  demo_make (&demo, LONG_SIZE, 1);
  head = verify (&demo);
  check_year (&demo, LONG_SIZE, 0);
  g_assert_cmpuint (demo.report.open, >=, 60);
  g_assert_cmpuint (demo.report.open, <=, 300);
}

static gboolean
stop_in_the_middle (guint64  done,
                    guint64  size,
                    gpointer user_data)
{
  return done < size / 2;
}

static void
test_it_can_be_stopped (void)
{
  SrDemoOptions options = { .size = 2000, .seed = 1, .now = NOW, .login = "li.na",
                            .progress = stop_in_the_middle };
  g_auto (Demo) demo = { 0 };
  g_autoptr (GError) error = NULL;

  demo_open (&demo, "stopped.db");
  g_assert_false (sr_demo_fill (demo.store, &options, &demo.report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room/demo/the-same-seed-gives-the-same-journal",
                   test_the_same_seed_gives_the_same_journal);
  g_test_add_func ("/room/demo/the-year-is-the-one-that-is-known",
                   test_the_year_is_the_one_that_is_known);
  g_test_add_func ("/room/demo/a-short-year-is-plausible", test_a_short_year_is_plausible);
  g_test_add_func ("/room/demo/a-long-year-is-plausible", test_a_long_year_is_plausible);
  g_test_add_func ("/room/demo/it-can-be-stopped", test_it_can_be_stopped);

  return g_test_run ();
}
