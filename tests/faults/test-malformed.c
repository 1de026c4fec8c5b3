/* A thousand malformed files of each kind, made from good ones: each is read or refused clearly.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/sr-domain-error.h"
#include "domain/time/sr-holidays.h"
#include "room/sr-csv.h"
#include "room/sr-import-private.h"

#define SEED 20260213
#define N_FILES 1000

/* No file of this size takes a second; under valgrind and the sanitizers all is slower. */
#define SECONDS_OF_HANGING 20

typedef void (*CheckFunc) (GBytes *bytes);

static GBytes *
load (const char *first,
      ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  char *content = NULL;
  gsize length = 0;
  va_list names;

  va_start (names, first);
  path = g_build_filename_valist (first, &names);
  va_end (names);
  g_file_get_contents (path, &content, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (content, length);
}

static const char *
data_folder (void)
{
  const char *folder = g_getenv ("SR_DATA_DIR");

  return folder != NULL ? folder : "data";
}

/* What is done to a file. */

static void
cut (GString *text,
     GRand   *rand)
{
  g_string_truncate (text, (gsize) g_rand_int_range (rand, 0, (int) text->len));
}

static void
flip_bytes (GString *text,
            GRand   *rand)
{
  for (int n = g_rand_int_range (rand, 1, 8); n > 0; n--)
    text->str[g_rand_int_range (rand, 0, (int) text->len)] ^= 1 << g_rand_int_range (rand, 0, 8);
}

static void
insert (GString    *text,
        GRand      *rand,
        const char *bytes,
        gsize       length)
{
  g_string_insert_len (text, g_rand_int_range (rand, 0, (int) text->len + 1), bytes,
                       (gssize) length);
}

static void
insert_zero (GString *text,
             GRand   *rand)
{
  insert (text, rand, "\0", 1);
}

static void
insert_no_utf8 (GString *text,
                GRand   *rand)
{
  static const char *const parts[] = {
    "\xff", "\xc3", "\xe4\xb8", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80", "\xc0\xaf",
  };
  const char *part = parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))];

  insert (text, rand, part, strlen (part));
}

static void
insert_mark (GString *text,
             GRand   *rand)
{
  if (g_rand_boolean (rand))
    g_string_prepend (text, "\xef\xbb\xbf");
  else
    insert (text, rand, "\xef\xbb\xbf", 3);
}

/* Two pieces between the same signs change places. */
static void
swap_fields (GString *text,
             GRand   *rand)
{
  static const char *const signs[] = { ",", ":", "\n", ";" };
  g_auto (GStrv) fields = g_strsplit (text->str, signs[g_rand_int_range (rand, 0, 4)], -1);
  g_autofree char *joined = NULL;
  int n = (int) g_strv_length (fields);
  int first;
  int second;
  char *kept;

  if (n < 2)
    return;

  first = g_rand_int_range (rand, 0, n);
  second = g_rand_int_range (rand, 0, n);
  kept = fields[first];
  fields[first] = fields[second];
  fields[second] = kept;
  joined = g_strjoinv (signs[g_rand_int_range (rand, 0, 4)], fields);
  g_string_assign (text, joined);
}

static void
put_huge_number (GString *text,
                 GRand   *rand)
{
  static const char *const numbers[] = {
    "99999999999999999999999", "-9223372036854775809", "1e999", "0x7fffffff", "00000000000000000001",
    "4294967296", "\xd9\xa1\xd9\xa2",
  };
  gsize from = (gsize) g_rand_int_range (rand, 0, (int) text->len);
  gsize length = 0;

  while (from < text->len && !g_ascii_isdigit (text->str[from]))
    from++;
  while (g_ascii_isdigit (text->str[from + length]))
    length++;
  g_string_erase (text, (gssize) from, (gssize) length);
  g_string_insert (text, (gssize) from, numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
}

static void
nest_deeply (GString *text,
             GRand   *rand)
{
  static const char *const openings[] = {
    "[", "{\"days\":[", "\"", "BEGIN:VEVENT\r\n", "BEGIN:VCALENDAR\n", "((", "\"\"",
  };
  const char *opening = openings[g_rand_int_range (rand, 0, G_N_ELEMENTS (openings))];
  g_autoptr (GString) many = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 1, 3000); n > 0; n--)
    g_string_append (many, opening);
  insert (text, rand, many->str, many->len);
}

static void
make_long_line (GString *text,
                GRand   *rand)
{
  g_autofree char *line = g_strnfill ((gsize) g_rand_int_range (rand, 1000, 200000),
                                      "x,;\"0 "[g_rand_int_range (rand, 0, 6)]);

  insert (text, rand, line, strlen (line));
}

static void
mix_line_ends (GString *text,
               GRand   *rand)
{
  static const char *const ends[] = { "\r\n", "\r", "\n", "\n\r", "\r\r\n", "\v", "\xe2\x80\xa8" };
  g_autoptr (GString) mixed = g_string_sized_new (text->len);

  for (gsize i = 0; i < text->len; i++)
    {
      if (text->str[i] == '\n')
        g_string_append (mixed, ends[g_rand_int_range (rand, 0, G_N_ELEMENTS (ends))]);
      else if (text->str[i] != '\r')
        g_string_append_c (mixed, text->str[i]);
    }
  g_string_truncate (text, 0);
  g_string_append_len (text, mixed->str, (gssize) mixed->len);
}

static void
double_piece (GString *text,
              GRand   *rand)
{
  gsize from = (gsize) g_rand_int_range (rand, 0, (int) text->len);
  gsize wanted = (gsize) g_rand_int_range (rand, 1, 400);
  gsize length = MIN (wanted, text->len - from);
  g_autofree char *piece = g_memdup2 (text->str + from, length);

  insert (text, rand, piece, length);
}

typedef void (*MutateFunc) (GString *text,
                            GRand   *rand);

static const MutateFunc mutations[] = {
  cut, flip_bytes, insert_zero, insert_no_utf8, insert_mark, swap_fields, put_huge_number,
  nest_deeply, make_long_line, mix_line_ends, double_piece,
};

/* Each in turn, and one in three times another one on top. */
static GBytes *
make_malformed (GBytes *good,
                guint   n,
                GRand  *rand)
{
  gsize length = 0;
  const char *content = g_bytes_get_data (good, &length);
  g_autoptr (GString) text = g_string_new_len (content, (gssize) length);

  mutations[n % G_N_ELEMENTS (mutations)](text, rand);
  if (text->len > 0 && g_rand_int_range (rand, 0, 3) == 0)
    mutations[g_rand_int_range (rand, 0, G_N_ELEMENTS (mutations))](text, rand);

  /* The bytes of a file end without a zero, and a byte read behind them is seen. */
  return g_bytes_new (text->str, text->len);
}

static void
feed (GBytes    *good,
      CheckFunc  check)
{
  guint n_files = g_getenv ("SR_TEST_SHORT") != NULL ? N_FILES / 5 : N_FILES;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (guint n = 0; n < n_files; n++)
    {
      g_autoptr (GBytes) bytes = make_malformed (good, n, rand);
      gint64 begin = g_get_monotonic_time ();

      g_test_message ("file %u", n);
      check (bytes);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, SECONDS_OF_HANGING * G_USEC_PER_SEC);
    }
}

static void
check_days (GBytes     *bytes,
            const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GPtrArray) days = sr_holidays_parse (text != NULL ? text : "", (gssize) length, name,
                                                  &error);

  g_assert_true ((days == NULL) == (error != NULL));
  if (error == NULL)
    return;

  g_assert_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_prefix (error->message, name));
  /* A sentence, not the file again. */
  g_assert_cmpuint (strlen (error->message), <, 600);
}

static void
check_json (GBytes *bytes)
{
  check_days (bytes, "days.json");
}

static void
check_ical (GBytes *bytes)
{
  check_days (bytes, "days.ics");
}

static void
check_csv (GBytes *bytes)
{
  check_days (bytes, "days.csv");
}

static void
check_unnamed (GBytes *bytes)
{
  check_days (bytes, "days");
}

static void
free_problem (SrImportProblem *problem)
{
  g_free (problem->column);
  g_free (problem->value);
  g_free (problem->reason);
  g_free (problem);
}

static void
check_by_map (GBytes     *bytes,
              const char *map_name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (data_folder (), "maps", map_name, NULL);
  g_autoptr (SrImportMap) map = sr_import_map_load (path, &error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) free_problem);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_import_line_free);
  g_autofree char *text = NULL;
  SrImportOptions options = { G_MAXINT64, FALSE, FALSE };
  SrImportReport report = { .problems = problems };
  SrImport import = {
    .map = map, .name = "file.csv", .options = &options, .report = &report, .lines = lines,
  };

  g_assert_no_error (error);
  text = sr_csv_decode ("file.csv", bytes, (const char *const *) map->encodings, &error);
  if (text != NULL)
    g_assert_true (sr_import_read_lines (&import, text, &error) == (error == NULL));

  if (error != NULL)
    {
      g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = sr_import_problem_to_text (g_ptr_array_index (problems, i), "file.csv");

      g_assert_true (g_utf8_validate (line, -1, NULL));
    }
}

static void
check_customers (GBytes *bytes)
{
  check_by_map (bytes, "customers.map");
}

static void
check_log (GBytes *bytes)
{
  check_by_map (bytes, "incident-event-log.map");
}

static void
check_map (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (SrImportMap) map = sr_import_map_parse (text != NULL ? text : "", (gssize) length,
                                                     "file.map", &error);

  g_assert_true ((map == NULL) == (error != NULL));
  if (error != NULL)
    {
      g_assert_true (error->domain == SR_DOMAIN_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_json (void)
{
  g_autoptr (GBytes) good = load (data_folder (), "holidays", "cn", "2026.json", NULL);

  feed (good, check_json);
  feed (good, check_unnamed);
}

static void
test_ical (void)
{
  g_autoptr (GBytes) good = load (g_test_get_dir (G_TEST_DIST), "fixtures", "holidays-cn",
                                  "2026.ics", NULL);

  feed (good, check_ical);
  feed (good, check_unnamed);
}

static void
test_csv_of_days (void)
{
  static const char table[] =
    "date,kind,name,source,hours\r\n"
    "2026-10-01,holiday,国庆节,https://example.org/notice\r\n"
    "2026-10-04, adjusted_rest ,国庆节\r\n"
    "2026-10-10,makeup\r\n"
    "2026-07-17,closure,\"Stocktaking, \"\"hall\"\"\",manager,13:30-18:00\r\n"
    "2026-12-24,special,Christmas Eve,manager,09:00-12:00 23:00-24:00\r\n";
  g_autoptr (GBytes) good = g_bytes_new_static (table, strlen (table));

  feed (good, check_csv);
  feed (good, check_unnamed);
}

static void
test_customers (void)
{
  static const char table[] =
    "number,name,organisation,department,place,phones,emails,address,level,remark\r\n"
    "1001,王海燕,,财务部,三楼 305,8307;13800138000,wang@example.com,,普通,\"two\nlines\"\r\n"
    "1002,Miller,\"Org, Ltd\",,,,,,VIP,'=1+1\r\n";
  g_autoptr (GBytes) good = g_bytes_new_static (table, strlen (table));

  feed (good, check_customers);
}

static void
test_log (void)
{
  g_autoptr (GBytes) sample = load (data_folder (), "samples", "incident_event_log.csv", NULL);
  g_autoptr (GBytes) good = g_bytes_new_from_bytes (sample, 0, 6000);

  feed (good, check_log);
}

static void
test_map (void)
{
  g_autoptr (GBytes) good = load (data_folder (), "maps", "incident-event-log.map", NULL);

  feed (good, check_map);
}

/* Cut at each place, one by one. */
static void
test_every_cut (void)
{
  g_autoptr (GBytes) ical = load (g_test_get_dir (G_TEST_DIST), "fixtures", "holidays-cn",
                                  "2007.ics", NULL);
  g_autoptr (GBytes) json = load (data_folder (), "holidays", "cn", "2007.json", NULL);
  gsize step = g_getenv ("SR_TEST_SHORT") != NULL ? 13 : 1;

  for (gsize length = 0; length < g_bytes_get_size (ical); length += step)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (g_bytes_get_data (ical, NULL), length);

      check_ical (bytes);
    }
  for (gsize length = 0; length < g_bytes_get_size (json); length += step)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (g_bytes_get_data (json, NULL), length);

      check_json (bytes);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/faults/malformed/days-in-json-are-read-or-refused", test_json);
  g_test_add_func ("/faults/malformed/days-as-icalendar-are-read-or-refused", test_ical);
  g_test_add_func ("/faults/malformed/days-as-a-table-are-read-or-refused", test_csv_of_days);
  g_test_add_func ("/faults/malformed/a-list-of-customers-is-read-or-refused", test_customers);
  g_test_add_func ("/faults/malformed/a-log-of-another-program-is-read-or-refused", test_log);
  g_test_add_func ("/faults/malformed/a-map-is-read-or-refused", test_map);
  g_test_add_func ("/faults/malformed/a-file-of-days-cut-at-any-byte-is-read-or-refused",
                   test_every_cut);

  return g_test_run ();
}
