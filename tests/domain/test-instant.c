/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/time/sr-calendar.h"
#include "domain/time/sr-instant.h"

static void
assert_reads (const char *text,
              const char *zone_id,
              gint64      expected)
{
  g_autoptr (GError) error = NULL;
  gint64 instant = 0;

  g_assert_true (sr_instant_parse (text, zone_id, &instant, &error));
  g_assert_no_error (error);
  g_assert_cmpint (instant, ==, expected);
}

static void
test_a_time_without_offset_is_local (void)
{
  assert_reads ("2026-02-13 17:00", "Asia/Shanghai", 1770973200);
  assert_reads ("2026-02-13T17:00:05", "Asia/Shanghai", 1770973205);
  assert_reads (" 2026-02-13   17:00 ", "Asia/Shanghai", 1770973200);
  assert_reads ("2026-02-13 24:00", "Asia/Shanghai", 1770998400);
}

static void
test_a_time_with_offset_is_taken_by_its_offset (void)
{
  assert_reads ("2026-02-13T09:00:00Z", "Asia/Shanghai", 1770973200);
  assert_reads ("2026-02-13T17:00+08:00", "America/New_York", 1770973200);
  assert_reads ("2026-02-13 17:00 +0800", "America/New_York", 1770973200);
  assert_reads ("2026-02-13T05:30:00-03:30", "Asia/Shanghai", 1770973200);
  assert_reads ("1970-01-01T00:00:00Z", "Asia/Shanghai", 0);
}

static void
test_full_width_digits_are_digits (void)
{
  assert_reads ("２０２６-０２-１３　１７：００", "Asia/Shanghai", 1770973200);
}

static void
test_a_skipped_time_is_the_end_of_the_gap (void)
{
  assert_reads ("2026-03-08 02:30", "America/New_York", 1772953200);
  assert_reads ("2026-03-08 03:00", "America/New_York", 1772953200);
}

static void
test_an_ambiguous_time_is_its_first_occurrence (void)
{
  assert_reads ("2026-11-01 01:30", "America/New_York", 1793511000);
  assert_reads ("2026-11-01 01:30 -04:00", "America/New_York", 1793511000);
}

static void
test_nonsense_is_refused (void)
{
  const char *texts[] = {
    NULL, "", "now", "2026-02-13", "2026-02-30 10:00", "2026-02-13 25:00", "2026-02-13 24:01",
    "2026-02-13 10:60", "2026-02-13 10:00:60", "2026-02-13 10", "2026-02-13 10:00 PM",
    "2026-02-13T10:00+8", "2026-02-13T10:00+24:00", "2026-02-13T10:00ZZ", "13.02.2026 10:00",
    "2026-02-13 1:00", "\xff\xfe"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 instant = 42;

      g_assert_false (sr_instant_parse (texts[i], "Asia/Shanghai", &instant, &error));
      g_assert_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE);
      g_assert_cmpint (instant, ==, 42);
    }
}

static void
test_an_unknown_zone_is_refused (void)
{
  const char *zones[] = { NULL, "", "Asia/Nowhere", "../etc/passwd", "/etc/localtime", "+08:00" };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 instant = 42;

      g_assert_false (sr_instant_parse ("2026-02-13 17:00", zones[i], &instant, &error));
      g_assert_error (error, SR_TIME_ERROR, SR_TIME_ERROR_ZONE);
    }
}

static void
test_an_instant_reads_back_as_it_was_written (void)
{
  const char *zones[] = {
    "Asia/Shanghai", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe",
    "America/St_Johns", "UTC"
  };

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      for (gint64 instant = 0; instant < G_GINT64_CONSTANT (4000000000); instant += 7654321)
        {
          g_autofree char *text = sr_instant_to_iso (instant, zones[i]);

          assert_reads (text, "UTC", instant);
        }
    }
}

static void
test_an_instant_is_written_with_its_offset (void)
{
  g_autofree char *shanghai = sr_instant_to_iso (1770973200, "Asia/Shanghai");
  g_autofree char *newfoundland = sr_instant_to_iso (1770973200, "America/St_Johns");
  g_autofree char *nowhere = sr_instant_to_iso (1770973200, "Nowhere");
  g_autofree char *first = sr_instant_to_iso (G_MININT64, "UTC");
  g_autofree char *last = sr_instant_to_iso (G_MAXINT64, "UTC");

  g_assert_cmpstr (shanghai, ==, "2026-02-13T17:00:00+08:00");
  g_assert_cmpstr (newfoundland, ==, "2026-02-13T05:30:00-03:30");
  g_assert_cmpstr (nowhere, ==, "2026-02-13T09:00:00Z");
  g_assert_true (g_str_has_prefix (first, "0001-01-0"));
  g_assert_true (g_str_has_prefix (last, "9999-12-3"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/time/instant/a-time-without-offset-is-local",
                   test_a_time_without_offset_is_local);
  g_test_add_func ("/domain/time/instant/a-time-with-offset-is-taken-by-its-offset",
                   test_a_time_with_offset_is_taken_by_its_offset);
  g_test_add_func ("/domain/time/instant/full-width-digits-are-digits",
                   test_full_width_digits_are_digits);
  g_test_add_func ("/domain/time/instant/a-skipped-time-is-the-end-of-the-gap",
                   test_a_skipped_time_is_the_end_of_the_gap);
  g_test_add_func ("/domain/time/instant/an-ambiguous-time-is-its-first-occurrence",
                   test_an_ambiguous_time_is_its_first_occurrence);
  g_test_add_func ("/domain/time/instant/nonsense-is-refused", test_nonsense_is_refused);
  g_test_add_func ("/domain/time/instant/an-unknown-zone-is-refused",
                   test_an_unknown_zone_is_refused);
  g_test_add_func ("/domain/time/instant/an-instant-reads-back-as-it-was-written",
                   test_an_instant_reads_back_as_it_was_written);
  g_test_add_func ("/domain/time/instant/an-instant-is-written-with-its-offset",
                   test_an_instant_is_written_with_its_offset);

  return g_test_run ();
}
