/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "calendar-fixture.h"
#include "domain/service/sr-request-filter.h"
#include "domain/sr-domain-error.h"

static const char everything[] =
  "{\"states\":[\"assigned\",\"closed\"],\"priorities\":[\"P1\"],\"channels\":[\"phone\"],"
  "\"tags\":[\"打印机\"],\"types\":[3,7],\"owners\":[-1,0,12],\"teams\":[0,2],\"customer\":5,"
  "\"emergency\":true,\"repeats\":true,\"followed\":true,\"time_field\":\"received_at\","
  "\"period\":\"between\",\"from\":\"2026-07-01\",\"to\":\"2026-07-31\"}";

static void
test_a_filter_survives_its_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRequestFilter) filter = sr_request_filter_from_json (everything, &error);
  g_autoptr (SrRequestFilter) copy = sr_request_filter_copy (filter);
  g_autofree char *json = sr_request_filter_to_json (copy);

  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, everything);
  g_assert_true (sr_request_filter_equal (filter, copy));
  g_assert_false (sr_request_filter_is_empty (copy));
  copy->customer = 6;
  g_assert_false (sr_request_filter_equal (filter, copy));
}

static void
test_a_filter_that_asks_for_nothing_is_empty (void)
{
  g_autoptr (SrRequestFilter) filter = NULL;
  g_autofree char *json = NULL;

  filter = sr_request_filter_from_json ("{\"states\":[],\"owners\":[],\"emergency\":false}", NULL);
  json = sr_request_filter_to_json (filter);
  g_assert_true (sr_request_filter_is_empty (filter));
  g_assert_true (sr_request_filter_is_empty (NULL));
  g_assert_true (sr_request_filter_equal (filter, NULL));
  g_assert_cmpstr (json, ==, "{}");
}

static void
test_json_that_is_no_filter_is_refused_and_the_member_is_named (void)
{
  static const struct
  {
    const char *json;
    const char *named;
  } bad[] = {
    { "", "JSON" }, { "[]", "JSON" }, { "{", "JSON" }, { "7", "JSON" }, { "null", "JSON" },
    { "{\"state\":[\"closed\"]}", "state" },
    { "{\"states\":\"closed\"}", "states" },
    { "{\"states\":[\"gone\"]}", "states" },
    { "{\"states\":[7]}", "states" },
    { "{\"states\":[null]}", "states" },
    { "{\"tags\":[\"\"]}", "tags" },
    { "{\"types\":[0]}", "types" },
    { "{\"types\":[\"1\"]}", "types" },
    { "{\"types\":[1.5]}", "types" },
    { "{\"owners\":[-2]}", "owners" },
    { "{\"teams\":[-1]}", "teams" },
    { "{\"customer\":0}", "customer" },
    { "{\"customer\":true}", "customer" },
    { "{\"emergency\":1}", "emergency" },
    { "{\"time_field\":\"received_at\"}", "period" },
    { "{\"period\":\"today\"}", "time_field" },
    { "{\"time_field\":\"1=1\",\"period\":\"today\"}", "time_field" },
    { "{\"time_field\":\"due_at\",\"period\":\"today\",\"from\":\"2026-01-01\"}", "from" },
    { "{\"time_field\":\"due_at\",\"period\":\"between\",\"to\":\"2026-02-30\"}", "to" },
  };
  g_autoptr (GString) many = g_string_new ("{\"types\":[1");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sr_request_filter_from_json (bad[i].json, &error));
      g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].named));
    }

  for (guint i = 0; i < 10000; i++)
    g_string_append (many, ",1");
  g_string_append (many, "]}");
  g_assert_null (sr_request_filter_from_json (many->str, NULL));
}

static void
test_a_period_is_days_of_the_calendar (void)
{
  static const struct
  {
    const char *now;
    const char *period;
    const char *from;
    const char *to;
  } golden[] = {
    { "2026-07-15 09:00", "today", "2026-07-15 00:00", "2026-07-16 00:00" },
    { "2026-07-15 00:00", "yesterday", "2026-07-14 00:00", "2026-07-15 00:00" },
    { "2026-07-19 23:59", "this_week", "2026-07-13 00:00", "2026-07-20 00:00" },
    { "2026-07-15 09:00", "last_7_days", "2026-07-09 00:00", "2026-07-16 00:00" },
    { "2026-12-31 09:00", "this_month", "2026-12-01 00:00", "2027-01-01 00:00" },
    { "2026-01-31 09:00", "last_month", "2025-12-01 00:00", "2026-01-01 00:00" },
    { "2026-02-28 09:00", "this_year", "2026-01-01 00:00", "2027-01-01 00:00" },
  };
  g_autoptr (SrCalendar) calendar = fixture_china ();

  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();
      gint64 from = 0;
      gint64 to = 0;

      filter->time_field = g_strdup ("received_at");
      filter->period = g_strdup (golden[i].period);
      g_assert_true (sr_request_filter_resolve_period (filter, calendar,
                                                       fixture_instant (calendar, golden[i].now),
                                                       &from, &to));
      assert_instant (calendar, from, golden[i].from);
      assert_instant (calendar, to, golden[i].to);
    }
}

static void
test_the_last_day_of_between_counts_and_either_end_may_be_open (void)
{
  g_autoptr (SrCalendar) calendar = fixture_china ();
  g_autoptr (SrRequestFilter) filter = sr_request_filter_from_json (everything, NULL);
  gint64 from = 0;
  gint64 to = 0;

  g_assert_true (sr_request_filter_resolve_period (filter, calendar, 0, &from, &to));
  assert_instant (calendar, from, "2026-07-01 00:00");
  assert_instant (calendar, to, "2026-08-01 00:00");

  g_clear_pointer (&filter->from, g_free);
  g_clear_pointer (&filter->to, g_free);
  g_assert_true (sr_request_filter_resolve_period (filter, calendar, 0, &from, &to));
  g_assert_cmpint (from, ==, G_MININT64);
  g_assert_cmpint (to, ==, G_MAXINT64);
  g_assert_false (sr_request_filter_resolve_period (NULL, calendar, 0, &from, &to));
}

static void
test_a_day_on_which_the_clock_is_changed_is_as_long_as_it_is (void)
{
  const SrWeek week = fixture_office_week ();
  g_autoptr (GPtrArray) days = fixture_no_days ();
  g_autoptr (SrCalendar) calendar = fixture_calendar ("Europe/Berlin", &week, days);
  g_autoptr (SrRequestFilter) filter = sr_request_filter_new ();
  gint64 from = 0;
  gint64 to = 0;

  filter->time_field = g_strdup ("received_at");
  filter->period = g_strdup ("today");
  sr_request_filter_resolve_period (filter, calendar, fixture_instant (calendar, "2026-03-29 12:00"),
                                    &from, &to);
  g_assert_cmpint (to - from, ==, HOURS (23));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/filter/a-filter-survives-its-json", test_a_filter_survives_its_json);
  g_test_add_func ("/domain/filter/a-filter-that-asks-for-nothing-is-empty",
                   test_a_filter_that_asks_for_nothing_is_empty);
  g_test_add_func ("/domain/filter/json-that-is-no-filter-is-refused-and-the-member-is-named",
                   test_json_that_is_no_filter_is_refused_and_the_member_is_named);
  g_test_add_func ("/domain/filter/a-period-is-days-of-the-calendar",
                   test_a_period_is_days_of_the_calendar);
  g_test_add_func ("/domain/filter/the-last-day-of-between-counts-and-either-end-may-be-open",
                   test_the_last_day_of_between_counts_and_either_end_may_be_open);
  g_test_add_func ("/domain/filter/a-day-on-which-the-clock-is-changed-is-as-long-as-it-is",
                   test_a_day_on_which_the_clock_is_changed_is_as_long_as_it_is);

  return g_test_run ();
}
