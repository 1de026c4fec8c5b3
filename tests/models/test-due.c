/* What is due, in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "calendar-fixture.h"
#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"

#define ZONE "Asia/Shanghai"
#define NOTHING G_MININT64

/* 2026-07-15 is a Wednesday; work is from 09:00 to 12:00 and from 13:30 to 18:00. */
static const struct
{
  const char *name;
  const char *now;
  const char *state;
  const char *due;      /* nullable */
  gint64      left;
  SrDueLevel  level;
  const char *words;
  const char *chinese;
} cases[] = {
  { "inside-the-stretch-it-is-relative",
    "2026-07-15 09:00", "in_progress", "2026-07-15 09:48", NOTHING,
    SR_DUE_SOON, "in 48 min", "48 分后" },
  { "an-hour-is-soon",
    "2026-07-15 09:00", "in_progress", "2026-07-15 10:00", NOTHING,
    SR_DUE_SOON, "in 1 h", "1 小时后" },
  { "more-than-an-hour-is-later",
    "2026-07-15 09:00", "in_progress", "2026-07-15 10:20", NOTHING,
    SR_DUE_LATER, "in 1 h 20 min", "1 小时 20 分后" },
  { "the-end-of-the-stretch-is-inside",
    "2026-07-15 11:30", "registered", "2026-07-15 12:00", NOTHING,
    SR_DUE_SOON, "in 30 min", "30 分后" },
  { "this-very-instant-is-not-overdue",
    "2026-07-15 11:30", "registered", "2026-07-15 11:30", NOTHING,
    SR_DUE_SOON, "in 0 min", "0 分后" },
  { "beyond-lunch-it-is-the-clock",
    "2026-07-15 11:30", "in_progress", "2026-07-15 15:30", NOTHING,
    SR_DUE_LATER, "today 15:30", "今天 15:30" },
  { "within-the-hour-but-beyond-lunch-it-is-the-clock-too",
    "2026-07-15 12:50", "in_progress", "2026-07-15 13:40", NOTHING,
    SR_DUE_SOON, "today 13:40", "今天 13:40" },
  { "beyond-the-evening-it-is-tomorrow",
    "2026-07-15 17:30", "in_progress", "2026-07-16 09:15", NOTHING,
    SR_DUE_LATER, "tomorrow 09:15", "明天 09:15" },
  { "within-the-week-it-is-the-weekday",
    "2026-07-14 16:00", "in_progress", "2026-07-16 09:30", NOTHING,
    SR_DUE_LATER, "Thu 09:30", "周四 09:30" },
  { "in-a-week-it-is-the-date",
    "2026-09-30 10:00", "accepted", "2026-10-14 11:30", NOTHING,
    SR_DUE_LATER, "14 Oct 11:30", "10月14日 11:30" },
  { "in-another-year-it-is-the-whole-date",
    "2026-12-30 10:00", "accepted", "2027-01-12 11:30", NOTHING,
    SR_DUE_LATER, "2027-01-12 11:30", "2027-01-12 11:30" },
  { "overdue-in-minutes-of-work",
    "2026-07-15 10:35", "in_progress", "2026-07-15 10:00", NOTHING,
    SR_DUE_OVERDUE, "35 min overdue", "超期 35 分" },
  { "lunch-makes-nothing-more-overdue",
    "2026-07-15 14:00", "in_progress", "2026-07-15 11:30", NOTHING,
    SR_DUE_OVERDUE, "1 h overdue", "超期 1 小时" },
  { "a-night-makes-no-day-overdue",
    "2026-07-15 09:05", "in_progress", "2026-07-14 17:30", NOTHING,
    SR_DUE_OVERDUE, "35 min overdue", "超期 35 分" },
  { "overdue-by-a-day",
    "2026-07-15 10:30", "in_progress", "2026-07-14 10:00", NOTHING,
    SR_DUE_OVERDUE, "1 day overdue", "超期 1 天" },
  { "a-weekend-is-no-day",
    "2026-07-15 10:30", "in_progress", "2026-07-10 10:00", NOTHING,
    SR_DUE_OVERDUE, "3 days overdue", "超期 3 天" },
  { "paused-with-something-left",
    "2026-07-15 10:00", "waiting_customer", "2026-07-16 09:00", HOURS (2),
    SR_DUE_PAUSED, "paused, 2 h left", "已停表 余 2 小时" },
  { "a-long-pause-is-in-whole-hours",
    "2026-07-15 10:00", "waiting_customer", "2026-07-16 09:00", HOURS (36.5),
    SR_DUE_PAUSED, "paused, 36 h left", "已停表 余 36 小时" },
  { "paused-past-the-deadline",
    "2026-07-15 10:00", "waiting_parts", "2026-07-16 09:00", -60,
    SR_DUE_PAUSED, "paused, overdue", "已停表 已超期" },
  { "paused-without-a-clock",
    "2026-07-15 10:00", "scheduled_visit", "2026-07-16 09:00", NOTHING,
    SR_DUE_PAUSED, "paused", "已停表" },
  { "nothing-runs",
    "2026-07-15 10:00", "accepted", NULL, NOTHING, SR_DUE_NONE, "", "" },
  { "what-is-resolved-is-not-due",
    "2026-07-15 10:00", "resolved", NULL, NOTHING, SR_DUE_NONE, "", "" },
};

static SrRow *
make_request (SrCalendar *calendar,
              const char *state,
              const char *due,
              gint64      left)
{
  SrRow *row = sr_row_new (&sr_request_kind);

  sr_row_set_text (row, SR_REQUEST_STATE, state);
  sr_row_set_text (row, SR_REQUEST_DUE_CLOCK, "resolution");
  if (due != NULL)
    sr_row_set_integer (row, SR_REQUEST_DUE_AT, fixture_instant (calendar, due));
  if (left != NOTHING)
    sr_row_set_integer (row, SR_REQUEST_DUE_LEFT, left);

  return row;
}

static void
test_words (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (SrCalendar) calendar = fixture_china ();
  gint64 now = fixture_instant (calendar, cases[i].now);
  g_autoptr (SrRow) row = make_request (calendar, cases[i].state, cases[i].due, cases[i].left);
  g_autofree char *words = sr_due_to_words (row, calendar, now);

  g_assert_cmpint (sr_due_level (row, now), ==, cases[i].level);
  g_assert_cmpstr (words, ==, cases[i].words);
}

static void
test_chinese_words (void)
{
  g_autofree char *catalogues = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);
  g_autoptr (SrCalendar) calendar = fixture_china ();

  if (setlocale (LC_ALL, "zh_CN.UTF-8") == NULL)
    {
      g_test_skip ("There is no locale zh_CN.UTF-8");
      return;
    }
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 now = fixture_instant (calendar, cases[i].now);
      g_autoptr (SrRow) row = make_request (calendar, cases[i].state, cases[i].due, cases[i].left);
      g_autofree char *words = sr_due_to_words (row, calendar, now);

      g_assert_cmpstr (words, ==, cases[i].chinese);
    }

  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_what_has_ended_says_when (void)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();
  gint64 now = fixture_instant (calendar, "2026-07-15 10:00");
  g_autoptr (SrRow) row = make_request (calendar, "resolved", NULL, NOTHING);
  g_autofree char *resolved = NULL;
  g_autofree char *closed = NULL;
  g_autofree char *sentence = NULL;

  sr_row_set_integer (row, SR_REQUEST_RESOLVED_AT, fixture_instant (calendar, "2026-07-14 16:30"));
  resolved = sr_due_to_words (row, calendar, now);
  g_assert_cmpstr (resolved, ==, "yesterday 16:30");

  sr_row_set_text (row, SR_REQUEST_STATE, "closed");
  sr_row_set_integer (row, SR_REQUEST_CLOSED_AT, fixture_instant (calendar, "2026-07-15 09:10"));
  closed = sr_due_to_words (row, calendar, now);
  g_assert_cmpstr (closed, ==, "today 09:10");
  sentence = sr_due_to_sentence (row, calendar, now);
  g_assert_cmpstr (sentence, ==, "Ended today 09:10");
}

static void
test_a_night_shift_is_one_stretch (void)
{
  SrWeek week = { 0 };
  g_autoptr (SrCalendar) calendar = NULL;
  g_autoptr (SrRow) row = NULL;
  g_autofree char *words = NULL;

  for (int weekday = 0; weekday < 7; weekday++)
    fixture_set_day (&week, weekday, "00:00-06:00 20:00-24:00");
  calendar = fixture_calendar (ZONE, &week, NULL);
  row = make_request (calendar, "in_progress", "2026-07-16 01:30", NOTHING);

  words = sr_due_to_words (row, calendar, fixture_instant (calendar, "2026-07-15 23:00"));
  g_assert_cmpstr (words, ==, "in 2 h 30 min");
}

static void
test_a_sentence_has_both_the_clock_and_the_work (void)
{
  static const struct
  {
    const char *state;
    const char *due;
    gint64      left;
    const char *sentence;
  } sentences[] = {
    { "in_progress", "2026-07-15 15:30", NOTHING,
      "Resolution due today 15:30, 2 h 30 min of working time left" },
    { "in_progress", "2026-07-15 11:00", NOTHING,
      "Resolution was due today 11:00: 30 min overdue" },
    { "waiting_customer", "2026-07-16 09:00", HOURS (2),
      "paused, 2 h left; goes on tomorrow 09:00" },
    { "waiting_customer", NULL, HOURS (2), "paused, 2 h left" },
    { "resolved", NULL, NOTHING, "No clock is running" },
  };
  g_autoptr (SrCalendar) calendar = fixture_china ();
  gint64 now = fixture_instant (calendar, "2026-07-15 11:30");

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (SrRow) row = make_request (calendar, sentences[i].state, sentences[i].due,
                                            sentences[i].left);
      g_autofree char *sentence = sr_due_to_sentence (row, calendar, now);

      g_assert_cmpstr (sentence, ==, sentences[i].sentence);
    }
}

static void
test_a_time_has_as_much_of_the_date_as_it_needs (void)
{
  static const struct
  {
    const char *instant;
    const char *words;
  } times[] = {
    { "2026-07-15 17:00", "today 17:00" },     { "2026-07-14 16:05", "yesterday 16:05" },
    { "2026-07-16 09:00", "tomorrow 09:00" },  { "2026-07-21 09:00", "Tue 09:00" },
    { "2026-07-22 09:00", "22 Jul 09:00" },    { "2026-07-09 10:12", "9 Jul 10:12" },
    { "2025-10-09 10:12", "2025-10-09 10:12" },
  };
  g_autoptr (SrCalendar) calendar = fixture_china ();
  gint64 now = fixture_instant (calendar, "2026-07-15 11:30");

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *words = sr_due_when (fixture_instant (calendar, times[i].instant), ZONE, now);

      g_assert_cmpstr (words, ==, times[i].words);
    }
}

static void
test_a_span_is_rounded_down (void)
{
  static const struct
  {
    gint64      seconds;
    const char *words;
  } spans[] = {
    { -5, "0 min" },        { 59, "0 min" },           { 60, "1 min" },
    { 3599, "59 min" },     { HOURS (1), "1 h" },      { HOURS (2) + 300, "2 h 05 min" },
    { HOURS (37.5), "37 h 30 min" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autofree char *words = sr_due_span (spans[i].seconds);

      g_assert_cmpstr (words, ==, spans[i].words);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/models/due/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_words);
    }
  g_test_add_func ("/models/due/all-of-it-is-said-in-chinese", test_chinese_words);
  g_test_add_func ("/models/due/what-has-ended-says-when", test_what_has_ended_says_when);
  g_test_add_func ("/models/due/a-night-shift-is-one-stretch", test_a_night_shift_is_one_stretch);
  g_test_add_func ("/models/due/a-sentence-has-both-the-clock-and-the-work",
                   test_a_sentence_has_both_the_clock_and_the_work);
  g_test_add_func ("/models/due/a-time-has-as-much-of-the-date-as-it-needs",
                   test_a_time_has_as_much_of_the_date_as_it_needs);
  g_test_add_func ("/models/due/a-span-is-rounded-down", test_a_span_is_rounded_down);

  return g_test_run ();
}
