/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "calendar-fixture.h"
#include "domain/time/sr-holidays.h"
#include "domain/time/sr-statutory.h"

#define FIRST_YEAR 2007
#define LAST_YEAR 2026
#define N_YEARS (LAST_YEAR - FIRST_YEAR + 1)

typedef GPtrArray *(*ParseFunc) (const char  *text,
                                 gssize       length,
                                 const char  *name,
                                 GError     **error);

static GBytes *
load_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *content = NULL;
  gsize length;

  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

static GBytes *
load_json (int year)
{
  const char *data_dir = g_getenv ("SR_DATA_DIR");
  g_autofree char *name = g_strdup_printf ("%d.json", year);
  g_autofree char *path = g_build_filename (data_dir != NULL ? data_dir : "data", "holidays", "cn",
                                            name, NULL);

  return load_file (path);
}

static GBytes *
load_ical (int year)
{
  g_autofree char *name = g_strdup_printf ("%d.ics", year);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "holidays-cn", name,
                                                 NULL);

  return load_file (path);
}

static GPtrArray *
parse_bytes (GBytes     *bytes,
             const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  GPtrArray *days = sr_holidays_parse (text, (gssize) size, name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (days);

  return days;
}

static GPtrArray *
parse_text (ParseFunc   parse,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *days = parse (text, -1, "days", &error);

  g_assert_no_error (error);
  g_assert_nonnull (days);

  return days;
}

static void
assert_refused (ParseFunc   parse,
                const char *text,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) days = parse (text, -1, "days.txt", &error);

  g_assert_null (days);
  g_assert_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” does not say “%s”", error->message, message);
  g_assert_true (g_str_has_prefix (error->message, "days.txt: "));
}

/* The shipped set, in the order in which a folder may well list it. */
static GPtrArray *
load_shipped (void)
{
  g_autoptr (GError) error = NULL;
  SrHolidaysFile files[N_YEARS];
  char *names[N_YEARS];
  GPtrArray *days;

  for (int i = 0; i < N_YEARS; i++)
    {
      int year = FIRST_YEAR + (i * 7) % N_YEARS;

      names[i] = g_strdup_printf ("%d.json", year);
      files[i].name = names[i];
      files[i].bytes = load_json (year);
    }

  days = sr_holidays_parse_set (files, G_N_ELEMENTS (files), &error);
  g_assert_no_error (error);

  for (int i = 0; i < N_YEARS; i++)
    {
      g_bytes_unref (files[i].bytes);
      g_free (names[i]);
    }

  return days;
}

static const SrException *
find_day (GPtrArray  *days,
          const char *iso)
{
  for (guint i = 0; i < days->len; i++)
    {
      const SrException *exception = g_ptr_array_index (days, i);

      if (exception->day == sr_day_from_iso (iso))
        return exception;
    }

  return NULL;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  return (*(const SrException * const *) a)->day - (*(const SrException * const *) b)->day;
}

static void
assert_same_days (GPtrArray *first,
                  GPtrArray *second)
{
  g_ptr_array_sort (first, compare_days);
  g_ptr_array_sort (second, compare_days);
  g_assert_cmpuint (first->len, ==, second->len);

  for (guint i = 0; i < first->len; i++)
    {
      const SrException *a = g_ptr_array_index (first, i);
      const SrException *b = g_ptr_array_index (second, i);

      g_assert_cmpint (a->day, ==, b->day);
      g_assert_cmpint (a->rank, ==, b->rank);
      g_assert_cmpint (a->holiday_kind, ==, b->holiday_kind);

      /* The iCalendar files join neighbouring make-up days of two feasts under the first name. */
      if (a->rank == SR_EXCEPTION_PUBLIC_HOLIDAY)
        g_assert_cmpstr (a->name, ==, b->name);
    }
}

static void
test_every_year_reads_the_same_from_json_and_from_icalendar (void)
{
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    {
      g_autoptr (GBytes) json = load_json (year);
      g_autoptr (GBytes) ical = load_ical (year);
      g_autoptr (GPtrArray) json_days = parse_bytes (json, "days.json");
      g_autoptr (GPtrArray) ical_days = parse_bytes (ical, "days.ics");

      g_assert_cmpuint (json_days->len, >, 10);
      assert_same_days (json_days, ical_days);
    }
}

static void
test_the_shipped_days_are_those_of_the_notices (void)
{
  g_autoptr (GPtrArray) shipped = load_shipped ();
  g_autoptr (GPtrArray) typed = fixture_china_days ();
  g_autoptr (GPtrArray) recent = g_ptr_array_new ();

  for (guint i = 0; i < shipped->len; i++)
    {
      SrException *exception = g_ptr_array_index (shipped, i);

      g_assert_nonnull (exception->name);
      g_assert_true (g_str_has_prefix (exception->source, "http"));
      if (exception->day >= sr_day_new (2024, 1, 1))
        g_ptr_array_add (recent, exception);
    }

  g_assert_cmpuint (recent->len, ==, typed->len);
  for (guint i = 0; i < recent->len; i++)
    {
      const SrException *a = g_ptr_array_index (recent, i);
      const SrException *b = g_ptr_array_index (typed, i);

      g_assert_cmpint (a->day, ==, b->day);
      g_assert_cmpint (a->rank, ==, b->rank);
    }
}

static void
test_every_shipped_year_has_248_to_251_working_days (void)
{
  g_autoptr (GPtrArray) shipped = load_shipped ();
  SrWeek week = fixture_office_week ();
  g_autoptr (SrCalendar) calendar = fixture_calendar ("Asia/Shanghai", &week, shipped);

  for (int year = 2013; year <= LAST_YEAR; year++)
    {
      int n = sr_calendar_workdays (calendar, sr_day_new (year - 1, 12, 31),
                                    sr_day_new (year, 12, 31));

      g_assert_cmpint (n, >=, 248);
      g_assert_cmpint (n, <=, 251);
    }
}

static void
test_december_follows_the_notice_of_the_next_year (void)
{
  g_autoptr (GPtrArray) shipped = load_shipped ();
  const SrException *worked = find_day (shipped, "2018-12-29");
  const SrException *off = find_day (shipped, "2022-12-31");

  g_assert_nonnull (worked);
  g_assert_cmpint (worked->rank, ==, SR_EXCEPTION_MAKEUP_WORKDAY);
  g_assert_nonnull (off);
  g_assert_cmpint (off->rank, ==, SR_EXCEPTION_PUBLIC_HOLIDAY);
}

static void
test_the_later_notice_wins (void)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) merged = NULL;

  g_ptr_array_add (lists, parse_text (sr_holidays_parse_csv,
                                      "2026-12-31,holiday,old,first\n"
                                      "2026-12-30,holiday,kept,first\n"
                                      "2026-12-30,closure,stocktaking,first,09:00-10:00\n"
                                      "2026-12-30,closure,party,first,17:00-18:00\n"
                                      "2026-12-29,closure,old,first,09:00-10:00\n"
                                      "2026-12-29,closure,old,first,11:00-12:00\n"));
  g_ptr_array_add (lists, parse_text (sr_holidays_parse_csv,
                                      "2026-12-31,makeup,new,second\n"
                                      "2026-12-29,closure,new,second\n"));
  merged = sr_holidays_merge (lists);

  g_assert_cmpuint (merged->len, ==, 5);
  g_assert_cmpstr (find_day (merged, "2026-12-29")->name, ==, "new");
  g_assert_cmpint (find_day (merged, "2026-12-31")->rank, ==, SR_EXCEPTION_MAKEUP_WORKDAY);
  g_assert_cmpstr (find_day (merged, "2026-12-31")->source, ==, "second");
  g_assert_cmpstr (find_day (merged, "2026-12-30")->name, ==, "stocktaking");
}

static void
test_the_law_grants_10_then_11_then_13_days_a_year (void)
{
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    {
      gboolean is_short = year == 2007 || year == 2009 || year == 2020;
      int n = 0;

      for (SrDay day = sr_day_new (year, 1, 1); day <= sr_day_new (year, 12, 31); day++)
        n += sr_statutory_is_holiday (day) ? 1 : 0;

      /* In 2009 and 2020 Mid-Autumn fell on a day of the National Day. */
      g_assert_cmpint (n, ==, is_short ? 10 : year < 2025 ? 11 : 13);
    }
}

/* What the law grants is always among the days off of the notice. */
static void
test_every_statutory_day_is_a_day_off (void)
{
  g_autoptr (GPtrArray) shipped = load_shipped ();

  for (SrDay day = sr_day_new (FIRST_YEAR, 1, 1); day <= sr_day_new (LAST_YEAR, 12, 31); day++)
    {
      g_autofree char *iso = sr_day_to_iso (day);
      const SrException *exception = find_day (shipped, iso);

      if (!sr_statutory_is_holiday (day))
        continue;
      g_assert_nonnull (exception);
      g_assert_cmpint (exception->rank, ==, SR_EXCEPTION_PUBLIC_HOLIDAY);
      g_assert_cmpint (exception->holiday_kind, ==, SR_HOLIDAY_STATUTORY);
    }
}

static void
test_swapped_days_are_told_from_statutory_ones (void)
{
  g_autoptr (GPtrArray) shipped = load_shipped ();
  const char *statutory[] = {
    "2026-01-01", "2026-02-16", "2026-02-19", "2026-04-05", "2026-05-02", "2026-06-19",
    "2026-09-25", "2026-10-03"
  };
  const char *swapped[] = {
    "2026-01-02", "2026-02-15", "2026-02-20", "2026-04-04", "2026-05-03", "2026-06-20",
    "2026-09-26", "2026-10-04"
  };

  for (guint i = 0; i < G_N_ELEMENTS (statutory); i++)
    {
      g_assert_cmpint (find_day (shipped, statutory[i])->holiday_kind, ==, SR_HOLIDAY_STATUTORY);
      g_assert_cmpint (find_day (shipped, swapped[i])->holiday_kind, ==, SR_HOLIDAY_ADJUSTED_REST);
    }
}

static void
test_a_year_without_notice_has_no_days (void)
{
  g_autoptr (GPtrArray) days = parse_text (sr_holidays_parse_json,
                                           "{\"year\": 2027, \"papers\": [], \"days\": []}");

  g_assert_cmpuint (days->len, ==, 0);
}

static void
test_faulty_json_is_named_by_member (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } faults[] = {
    { "", "object" },
    { "[]", "object" },
    { "{}", "days" },
    { "{\"days\": {}}", "days" },
    { "{\"days\": [1]}", "days[0]" },
    { "{\"days\": [{\"date\": \"2026-01-01\", \"isOffDay\": true}]}", "days[0].name" },
    { "{\"days\": [{\"name\": \"x\", \"date\": 5, \"isOffDay\": true}]}", "days[0].date" },
    { "{\"days\": [{\"name\": \"x\", \"date\": \"2026-02-30\", \"isOffDay\": true}]}",
      "days[0].date: “2026-02-30”" },
    { "{\"days\": [{\"name\": \"x\", \"date\": \"1969-12-31\", \"isOffDay\": true}]}",
      "days[0].date" },
    { "{\"days\": [{\"name\": \"x\", \"date\": \"2026-01-01\", \"isOffDay\": 1}]}",
      "days[0].isOffDay" },
    { "{\"days\": [{\"name\": \"x\", \"date\": \"2026-01-01\", \"isOffDay\": true},"
      "{\"name\": \"x\", \"date\": \"2026-01-01\", \"isOffDay\": false}]}", "days[1].date" },
    { "{\"year\": 2026, \"days\": [{\"name\": \"x\", \"date\": \"2062-01-01\","
      " \"isOffDay\": true}]}", "2026" },
    { "{\"year\": \"2026\", \"days\": []}", "year" },
    { "{\"year\": 99999999999999999999, \"days\": []}", "" },
    { "{\"days\": [\n\n]", "line" },
    { "{\"days\": [] /* note */}", "line 1" },
    { "{\"days\": [],\n'x': 1}", "line 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    assert_refused (sr_holidays_parse_json, faults[i].text, faults[i].message);
}

static char *
wrap_event (const char *lines)
{
  return g_strconcat ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Days\r\nBEGIN:VEVENT\r\n",
                      lines, "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", NULL);
}

static void
test_every_day_of_an_all_day_event_is_a_holiday (void)
{
  g_autofree char *text = wrap_event ("SUMMARY:Independence Day\r\n"
                                      "DTSTART;VALUE=DATE:20260703\r\nDTEND;VALUE=DATE:20260705");
  g_autoptr (GPtrArray) days = parse_text (sr_holidays_parse_ical, text);
  const SrException *first;

  g_assert_cmpuint (days->len, ==, 2);
  first = g_ptr_array_index (days, 0);
  assert_day (first->day, "2026-07-03");
  g_assert_cmpint (first->rank, ==, SR_EXCEPTION_PUBLIC_HOLIDAY);
  g_assert_cmpint (first->holiday_kind, ==, SR_HOLIDAY_STATUTORY);
  g_assert_cmpstr (first->name, ==, "Independence Day");
  g_assert_cmpstr (first->source, ==, "Days");
}

static void
test_an_event_without_end_takes_one_day (void)
{
  const char *lines[] = {
    "SUMMARY:x\r\nDTSTART;VALUE=DATE:20260703",
    "SUMMARY:x\r\nDTSTART;VALUE=DATE:20260703\r\nDTEND;VALUE=DATE:20260703",
    "SUMMARY:x\r\nDTSTART;VALUE=DATE:20260703\r\nDURATION:P1D",
    "DTSTART;VALUE=DATE:20260703\r\nDESCRIPTION:",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = wrap_event (lines[i]);
      g_autoptr (GPtrArray) days = parse_text (sr_holidays_parse_ical, text);

      g_assert_cmpuint (days->len, ==, 1);
    }
}

static void
test_what_is_no_day_off_is_passed_over (void)
{
  const char *lines[] = {
    "SUMMARY:Meeting\r\nDTSTART:20260703T090000Z\r\nDTEND:20260703T100000Z",
    "SUMMARY:x\r\nDTSTART;VALUE=DATE:20260703\r\nSTATUS:CANCELLED",
    "SUMMARY:x\r\nDTSTART;VALUE=DATE:20260703\r\nCATEGORIES:Observance",
    "SUMMARY:x\r\nDTSTART;VALUE=DATE:20260703\r\nDESCRIPTION:Observance\\nTo hide these, see",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = wrap_event (lines[i]);
      g_autoptr (GPtrArray) days = parse_text (sr_holidays_parse_ical, text);

      g_assert_cmpuint (days->len, ==, 0);
    }
}

static void
test_a_yearly_holiday_returns (void)
{
  g_autofree char *text = wrap_event ("SUMMARY:Thanksgiving\r\nDTSTART;VALUE=DATE:20231123\r\n"
                                      "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n"
                                      "EXDATE;VALUE=DATE:20251127");
  g_autoptr (GPtrArray) days = parse_text (sr_holidays_parse_ical, text);

  g_assert_nonnull (find_day (days, "2023-11-23"));
  g_assert_nonnull (find_day (days, "2024-11-28"));
  g_assert_null (find_day (days, "2025-11-27"));
  g_assert_nonnull (find_day (days, "2026-11-26"));
  g_assert_cmpuint (days->len, ==, 2100 - 2023);
}

static void
test_faulty_icalendar_is_named_by_event (void)
{
  const char *lines[] = {
    "SUMMARY:Feast",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:2026",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:20260230",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:20260703\r\nDTEND;VALUE=DATE:20260702",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:20260703\r\nDTEND;VALUE=DATE:20990702",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:20260703\r\nDTEND;VALUE=DATE:nonsense",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:20260703\r\nDURATION:-P1D",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:20260703\r\nRRULE:FREQ=DAILY",
    "SUMMARY:Feast\r\nDTSTART;VALUE=DATE:20260703\r\nRRULE:FREQ=nonsense",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = wrap_event (lines[i]);

      assert_refused (sr_holidays_parse_ical, text, "event 1, “Feast”");
    }

  assert_refused (sr_holidays_parse_ical, "", "no calendar");
  assert_refused (sr_holidays_parse_ical, "hello", "no calendar");
  assert_refused (sr_holidays_parse_ical, "END:VCALENDAR\r\n", "never began");
  assert_refused (sr_holidays_parse_ical, "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "no calendar");
}

static void
test_a_table_reads_every_kind_of_day (void)
{
  g_autoptr (GPtrArray) days =
    parse_text (sr_holidays_parse_csv,
                "\xef\xbb\xbf" "date,kind,name,source,hours\r\n"
                "# our own days\r\n"
                "\r\n"
                "2026-10-01,holiday,国庆节,https://example.org/notice\r\n"
                "2026-10-04, adjusted_rest ,国庆节\r\n"
                "2026-10-10,makeup\r\n"
                "2026-07-17,closure,\"Stocktaking, \"\"hall\"\"\",manager,13:30-18:00\r\n"
                "2026-07-18,closure,Move,manager\r\n"
                "2026-12-24,special,Christmas Eve,manager,09:00-12:00 23:00-24:00");
  const SrException *exception;

  g_assert_cmpuint (days->len, ==, 6);

  exception = find_day (days, "2026-10-01");
  g_assert_cmpint (exception->rank, ==, SR_EXCEPTION_PUBLIC_HOLIDAY);
  g_assert_cmpint (exception->holiday_kind, ==, SR_HOLIDAY_STATUTORY);
  g_assert_cmpstr (exception->name, ==, "国庆节");
  g_assert_cmpstr (exception->source, ==, "https://example.org/notice");
  g_assert_cmpint (find_day (days, "2026-10-04")->holiday_kind, ==, SR_HOLIDAY_ADJUSTED_REST);
  exception = find_day (days, "2026-10-10");
  g_assert_cmpint (exception->rank, ==, SR_EXCEPTION_MAKEUP_WORKDAY);
  g_assert_null (exception->name);
  g_assert_cmpstr (exception->source, ==, "days");
  exception = find_day (days, "2026-07-17");
  g_assert_cmpint (exception->rank, ==, SR_EXCEPTION_CLOSURE);
  g_assert_cmpstr (exception->name, ==, "Stocktaking, \"hall\"");
  g_assert_cmpuint (exception->n_intervals, ==, 1);
  g_assert_cmpuint (exception->intervals[0].from, ==, 13 * 3600 + 1800);
  g_assert_cmpuint (find_day (days, "2026-07-18")->n_intervals, ==, 0);
  exception = find_day (days, "2026-12-24");
  g_assert_cmpint (exception->rank, ==, SR_EXCEPTION_SPECIAL_HOURS);
  g_assert_cmpuint (exception->n_intervals, ==, 2);
  g_assert_cmpuint (exception->intervals[1].to, ==, 86400);
}

static void
test_a_faulty_table_is_named_by_line (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } faults[] = {
    { "date,kind\n2026-02-30,holiday\n", "line 2: not a date such as 2026-02-13: “2026-02-30”" },
    { "2026-01-01,holiday\n\n2026-01-02,feast\n", "line 3" },
    { "2026-01-01\n", "line 1" },
    { "2026-01-01,holiday,a,b,c,d\n", "line 1" },
    { "2026-01-01,holiday,a,b,09:00-10:00\n", "line 1" },
    { "2026-01-01,special,a,b\n", "line 1" },
    { "2026-01-01,special,a,b,9-10\n", "“9-10”" },
    { "2026-01-01,special,a,b,10:00-09:00\n", "line 1" },
    { "2026-01-01,special,a,b,09:00-24:01\n", "line 1" },
    { "2026-01-01,special,a,b,09:00-11:00 10:00-12:00\n", "line 1" },
    { "2026-01-01,special,a,b,09:60-11:00\n", "line 1" },
    { "2026-01-01,closure,a,b,00:00-01:00 02:00-03:00 04:00-05:00 06:00-07:00 08:00-09:00 "
      "10:00-11:00 12:00-13:00 14:00-15:00 16:00-17:00\n", "line 1" },
    { "2026-01-01,holiday,\"open\n", "line 1: a quote is not closed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    assert_refused (sr_holidays_parse_csv, faults[i].text, faults[i].message);
}

static void
test_every_faulty_line_is_named (void)
{
  g_autoptr (GString) many = g_string_new (NULL);

  assert_refused (sr_holidays_parse_csv, "soon,holiday\n2026-01-02,holiday\n2026-01-03,feast\n",
                  "line 1: not a date such as 2026-02-13: “soon”\n");
  assert_refused (sr_holidays_parse_csv, "soon,holiday\n2026-01-02,holiday\n2026-01-03,feast\n",
                  "line 3: not one of ");
  for (guint i = 0; i < 15; i++)
    g_string_append (many, "soon,holiday\n");
  assert_refused (sr_holidays_parse_csv, many->str, "line 10: ");
  assert_refused (sr_holidays_parse_csv, many->str, "\nand 5 more");
}

static void
test_the_format_shows_in_the_name_or_the_content (void)
{
  const char *names[] = { "days.json", "DAYS.JSON", "days", "days.txt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = load_json (2026);
      g_autoptr (GPtrArray) days = parse_bytes (bytes, names[i]);

      g_assert_cmpuint (days->len, ==, 39);
    }

  for (guint i = 1; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = load_ical (2026);
      g_autoptr (GPtrArray) days = parse_bytes (bytes, i == 1 ? "days.ics" : names[i]);

      g_assert_cmpuint (days->len, ==, 39);
    }
}

/* Either some days or an error, and never both; never a crash. */
static void
feed (const char *text,
      gsize       length)
{
  const ParseFunc parsers[] = {
    sr_holidays_parse_json, sr_holidays_parse_ical, sr_holidays_parse_csv, sr_holidays_parse
  };

  for (guint i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) days = parsers[i] (text, (gssize) length, "hostile", &error);

      g_assert_true ((days == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_a_truncated_file_never_crashes (void)
{
  g_autoptr (GBytes) json = load_json (2026);
  g_autoptr (GBytes) ical = load_ical (2026);

  for (gsize length = 0; length <= g_bytes_get_size (json); length += 7)
    feed (g_bytes_get_data (json, NULL), length);
  for (gsize length = 0; length <= g_bytes_get_size (ical); length += 7)
    feed (g_bytes_get_data (ical, NULL), length);
}

static void
test_a_damaged_file_never_crashes (void)
{
  const int n_rounds = g_getenv ("SR_TEST_SHORT") != NULL ? 200 : 2000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260213);

  for (int round = 0; round < n_rounds; round++)
    {
      g_autoptr (GBytes) bytes = round % 2 == 0 ? load_json (2026) : load_ical (2026);
      gsize length = g_bytes_get_size (bytes);
      g_autofree char *text = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
      int n_changes = g_rand_int_range (rand, 1, 8);

      for (int i = 0; i < n_changes; i++)
        {
          gsize at = (gsize) g_rand_int_range (rand, 0, (int) length);
          gsize from = (gsize) g_rand_int_range (rand, 0, (int) length);
          gsize size = (gsize) g_rand_int_range (rand, 1, 40);

          size = MIN (size, length - MAX (at, from));
          if (g_rand_boolean (rand))
            text[at] = (char) g_rand_int_range (rand, 0, 256);
          else
            memmove (text + at, text + from, size);
        }
      feed (text, length);
    }
}

static char *
repeat (const char *part,
        gsize       n)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (text, part);

  return g_string_free (text, FALSE);
}

static void
test_deep_nesting_is_refused (void)
{
  g_autofree char *arrays = repeat ("[", 1000000);
  g_autofree char *objects = repeat ("{\"days\":", 400000);
  g_autofree char *components = repeat ("BEGIN:VCALENDAR\n", 200000);
  g_autofree char *folded = repeat ("BEG\n\n  IN:VCALENDAR\nEND:VCALENDAR:X\nENDX:Y\n", 50000);
  g_autofree char *quoted = g_strconcat ("{\"a\": \"]]]]]]\\\"", arrays, NULL);
  g_autofree char *in_days = g_strconcat ("{\"days\": ", arrays, NULL);

  assert_refused (sr_holidays_parse_json, arrays, "line 1");
  assert_refused (sr_holidays_parse_json, objects, "line 1");
  assert_refused (sr_holidays_parse_json, in_days, "line 1");
  assert_refused (sr_holidays_parse_json, quoted, "");
  assert_refused (sr_holidays_parse_ical, components, "too deeply");
  feed (folded, strlen (folded));
}

static void
test_what_costs_too_much_is_refused (void)
{
  g_autofree char *event = wrap_event ("SUMMARY:x\r\nDTSTART;VALUE=DATE:19700101\r\n"
                                       "DURATION:P366D\r\nRRULE:FREQ=YEARLY");
  g_autofree char *rare = wrap_event ("SUMMARY:x\r\nDTSTART;VALUE=DATE:19700101\r\n"
                                       "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO");
  g_autofree char *long_line = repeat ("x", 3 * 1024 * 1024);
  g_autofree char *large = repeat ("2026-01-01,holiday\n", 300000);
  g_autofree char *many = repeat (rare, 5000);

  assert_refused (sr_holidays_parse_ical, event, "too many days");
  assert_refused (sr_holidays_parse_ical, many, "too many days");
  assert_refused (sr_holidays_parse_csv, large, "larger than");
  assert_refused (sr_holidays_parse_ical, long_line, "longer than");
  feed (long_line, strlen (long_line));
}

static void
test_what_is_not_utf_8_is_refused (void)
{
  feed ("\xff\xfe", 2);
  feed ("{\"days\": []}\0", 13);
  feed ("{\"days\": [{\"name\": \"\\ud800\", \"date\": \"2026-01-01\", \"isOffDay\": true}]}", 72);
  assert_refused (sr_holidays_parse_csv, "2026-01-01,holiday,\xff\n", "UTF-8");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/time/holidays/every-year-reads-the-same-from-json-and-from-icalendar",
                   test_every_year_reads_the_same_from_json_and_from_icalendar);
  g_test_add_func ("/domain/time/holidays/the-shipped-days-are-those-of-the-notices",
                   test_the_shipped_days_are_those_of_the_notices);
  g_test_add_func ("/domain/time/holidays/every-shipped-year-has-248-to-251-working-days",
                   test_every_shipped_year_has_248_to_251_working_days);
  g_test_add_func ("/domain/time/holidays/december-follows-the-notice-of-the-next-year",
                   test_december_follows_the_notice_of_the_next_year);
  g_test_add_func ("/domain/time/holidays/the-later-notice-wins", test_the_later_notice_wins);
  g_test_add_func ("/domain/time/holidays/the-law-grants-10-then-11-then-13-days-a-year",
                   test_the_law_grants_10_then_11_then_13_days_a_year);
  g_test_add_func ("/domain/time/holidays/every-statutory-day-is-a-day-off",
                   test_every_statutory_day_is_a_day_off);
  g_test_add_func ("/domain/time/holidays/swapped-days-are-told-from-statutory-ones",
                   test_swapped_days_are_told_from_statutory_ones);
  g_test_add_func ("/domain/time/holidays/a-year-without-notice-has-no-days",
                   test_a_year_without_notice_has_no_days);
  g_test_add_func ("/domain/time/holidays/faulty-json-is-named-by-member",
                   test_faulty_json_is_named_by_member);
  g_test_add_func ("/domain/time/holidays/every-day-of-an-all-day-event-is-a-holiday",
                   test_every_day_of_an_all_day_event_is_a_holiday);
  g_test_add_func ("/domain/time/holidays/an-event-without-end-takes-one-day",
                   test_an_event_without_end_takes_one_day);
  g_test_add_func ("/domain/time/holidays/what-is-no-day-off-is-passed-over",
                   test_what_is_no_day_off_is_passed_over);
  g_test_add_func ("/domain/time/holidays/a-yearly-holiday-returns", test_a_yearly_holiday_returns);
  g_test_add_func ("/domain/time/holidays/faulty-icalendar-is-named-by-event",
                   test_faulty_icalendar_is_named_by_event);
  g_test_add_func ("/domain/time/holidays/a-table-reads-every-kind-of-day",
                   test_a_table_reads_every_kind_of_day);
  g_test_add_func ("/domain/time/holidays/a-faulty-table-is-named-by-line",
                   test_a_faulty_table_is_named_by_line);
  g_test_add_func ("/domain/time/holidays/every-faulty-line-is-named",
                   test_every_faulty_line_is_named);
  g_test_add_func ("/domain/time/holidays/the-format-shows-in-the-name-or-the-content",
                   test_the_format_shows_in_the_name_or_the_content);
  g_test_add_func ("/domain/time/holidays/a-truncated-file-never-crashes",
                   test_a_truncated_file_never_crashes);
  g_test_add_func ("/domain/time/holidays/a-damaged-file-never-crashes",
                   test_a_damaged_file_never_crashes);
  g_test_add_func ("/domain/time/holidays/deep-nesting-is-refused", test_deep_nesting_is_refused);
  g_test_add_func ("/domain/time/holidays/what-costs-too-much-is-refused",
                   test_what_costs_too_much_is_refused);
  g_test_add_func ("/domain/time/holidays/what-is-not-utf-8-is-refused",
                   test_what_is_not_utf_8_is_refused);

  return g_test_run ();
}
