/* A reminder in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "calendar-fixture.h"
#include "domain/records/sr-kinds.h"
#include "models/sr-reminder-sentence.h"

/* Work is from 09:00 to 12:00 and from 13:30 to 18:00. */
static const struct
{
  const char *clock;
  int         level;
  gboolean    emergency;
  const char *due;
  const char *now;
  const char *title;
  const char *chinese;
} cases[] = {
  { "promise", 1, FALSE, "2026-07-15 11:00", "2026-07-15 10:30",
    "Call back in 30 min", "30 分后要回话" },
  { "promise", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:00",
    "Promise not kept: 004871", "回话超期：004871" },
  /* nobody says that time is short when it is over */
  { "promise", 1, FALSE, "2026-07-15 11:00", "2026-07-15 11:10",
    "Promise not kept: 004871", "回话超期：004871" },
  { "accept", 0, FALSE, "2026-07-15 15:00", "2026-07-15 10:30",
    "Due today 15:00: accept 004871", "今天 15:00该接单：004871" },
  { "accept", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:00",
    "Urgent: 004871 is to be accepted", "催办：004871 该接单了" },
  { "first_response", 2, FALSE, "2026-07-15 11:00", "2026-07-15 10:45",
    "Due in 15 min: response to 004871", "15 分后要响应：004871" },
  { "first_response", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:24",
    "Response overdue: 004871", "响应超期：004871" },
  { "first_response", 4, FALSE, "2026-07-15 11:00", "2026-07-16 18:00",
    "To be pursued: 004871 (First response)",
    "督办：004871（首次响应超期）" },
  { "resolution", 5, FALSE, "2026-07-15 11:00", "2026-07-22 18:00",
    "For the report: 004871 (Resolution)",
    "通报：004871（办结超期）" },
  { "answer", 1, FALSE, "2026-07-15 11:00", "2026-07-15 10:58",
    "Due in 2 min: answer 004871", "2 分后要接听：004871" },
  { "next_update", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:00",
    "Update overdue: 004871", "进展告知超期：004871" },
  { "resolution", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:00",
    "Resolution overdue: 004871", "办结超期：004871" },
  { "ola", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:00",
    "Support overdue: 004871", "支援超期：004871" },
  { "follow_up", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:00",
    "Follow-up overdue: 004871", "回访超期：004871" },
  { "pause", 1, FALSE, "2026-07-15 10:00", "2026-07-15 10:00",
    "Pause is over: 004871", "停表到点，已恢复：004871" },
  /* there the number is a year */
  { "holidays", 1, FALSE, "2027-01-01 00:00", "2026-12-01 09:00",
    "Days off of 004871 are not imported yet", "004871 年放假安排尚未导入" },
  { "holidays", 2, FALSE, "2027-01-01 00:00", "2027-01-04 09:00",
    "Days off of 004871 are missing", "缺少 004871 年放假安排" },
  { "accept", 0, TRUE, "2026-07-15 11:00", "2026-07-15 10:45",
    "Emergency: 004871", "紧急：004871" },
  { "accept", 1, TRUE, "2026-07-15 11:00", "2026-07-15 11:00",
    "Emergency: 004871 is not accepted", "紧急：004871 还没有人接单" },
  /* of a kind that declares its own clock */
  { "loan", 1, FALSE, "2026-07-15 11:00", "2026-07-15 10:45", "Due in 15 min: 004871",
    "15 分后到期：004871" },
  { "loan", 3, FALSE, "2026-07-15 11:00", "2026-07-15 11:00", "Overdue: 004871", "超期：004871" },
};

static SrRow *
make_reminder (SrCalendar *calendar,
               const char *clock,
               int         level,
               gboolean    emergency,
               const char *due)
{
  SrRow *row = sr_row_new (&sr_reminder_kind);

  sr_row_set_text (row, SR_REMINDER_NUMBER, "SR-2026-004871");
  sr_row_set_text (row, SR_REMINDER_CLOCK_KIND, clock);
  sr_row_set_integer (row, SR_REMINDER_LEVEL, level);
  sr_row_set_integer (row, SR_REMINDER_EMERGENCY, emergency);
  sr_row_set_integer (row, SR_REMINDER_DUE_AT, fixture_instant (calendar, due));

  return row;
}

static void
assert_titles (gboolean chinese)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SrRow) row = make_reminder (calendar, cases[i].clock, cases[i].level,
                                             cases[i].emergency, cases[i].due);
      g_autofree char *title =
        sr_reminder_sentence_title (row, calendar, fixture_instant (calendar, cases[i].now));

      g_assert_cmpstr (title, ==, chinese ? cases[i].chinese : cases[i].title);
    }
}

static void
test_each_clock_and_level_has_its_words (void)
{
  assert_titles (FALSE);
}

static void
test_they_are_said_in_chinese (void)
{
  g_autofree char *catalogues = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  if (setlocale (LC_ALL, "zh_CN.UTF-8") == NULL)
    {
      g_test_skip ("There is no locale zh_CN.UTF-8");
      return;
    }
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  assert_titles (TRUE);
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_no_sentence_keeps_a_placeholder (void)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();
  gint64 now = fixture_instant (calendar, "2026-07-15 10:00");

  for (const SrChoice *clock = sr_reminder_clocks; clock->value != NULL; clock++)
    for (int level = 0; level <= 5; level++)
      for (int emergency = 0; emergency <= 1; emergency++)
        {
          g_autoptr (SrRow) row = make_reminder (calendar, clock->value, level, emergency,
                                                 "2026-07-15 11:00");
          g_autofree char *title = sr_reminder_sentence_title (row, calendar, now);

          g_assert_null (strchr (title, '{'));
        }
}

static void
test_a_popup_tells_number_and_kind_and_names_apart (void)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();
  gint64 now = fixture_instant (calendar, "2026-07-15 10:30");
  g_autoptr (SrRow) promise = make_reminder (calendar, "promise", 1, FALSE, "2026-07-15 11:00");
  g_autoptr (SrRow) late = make_reminder (calendar, "accept", 3, FALSE, "2026-07-14 17:00");
  g_autofree char *first = sr_reminder_sentence_line (promise, "Repair", calendar, now);
  g_autofree char *second = sr_reminder_sentence_line (late, NULL, calendar, now);

  g_autofree char *names = sr_reminder_sentence_names ("Wang Haiyan", "It leaks");
  g_autofree char *nobody = sr_reminder_sentence_names (NULL, NULL);

  g_assert_cmpstr (first, ==, "SR-2026-004871 · Repair · promised by 11:00");
  g_assert_cmpstr (second, ==, "SR-2026-004871 · was due yesterday 17:00");
  g_assert_cmpstr (names, ==, "Wang Haiyan · It leaks");
  g_assert_cmpstr (nobody, ==, "");
}

static void
test_the_bell_tells_more (void)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();
  gint64 now = fixture_instant (calendar, "2026-07-15 10:30");
  g_autoptr (SrRow) promise = make_reminder (calendar, "promise", 1, FALSE, "2026-07-15 11:00");
  g_autoptr (SrRow) pause = make_reminder (calendar, "pause", 1, FALSE, "2026-07-15 10:00");
  g_autofree char *first = sr_reminder_sentence_detail (promise, "Repair", "High", "Ma Yue",
                                                        "It leaks", calendar, now);
  g_autofree char *second = sr_reminder_sentence_detail (pause, "Repair", NULL, NULL, NULL, calendar,
                                                         now);

  /* the number, where the title does not say it */
  g_assert_cmpstr (first, ==, "004871 · Repair · High · promised by 11:00 · Ma Yue · It leaks");
  g_assert_cmpstr (second, ==, "Repair · goes on since 10:00");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/reminder-sentence/each-clock-and-level-has-its-words",
                   test_each_clock_and_level_has_its_words);
  g_test_add_func ("/models/reminder-sentence/no-sentence-keeps-a-placeholder",
                   test_no_sentence_keeps_a_placeholder);
  g_test_add_func ("/models/reminder-sentence/a-popup-tells-number-and-kind-and-names-apart",
                   test_a_popup_tells_number_and_kind_and_names_apart);
  g_test_add_func ("/models/reminder-sentence/the-bell-tells-more", test_the_bell_tells_more);
  g_test_add_func ("/models/reminder-sentence/they-are-said-in-chinese",
                   test_they_are_said_in_chinese);

  return g_test_run ();
}
