/* Comma-separated values, RFC 4180.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/sr-domain-error.h"
#include "room/sr-csv.h"

static const char *const utf8[] = { "UTF-8", NULL };
static const char *const chinese[] = { "UTF-8", "GB18030", NULL };

/* All records as "cell|cell/cell|cell"; what is malformed as "!". */
static char *
read_all (const char *text)
{
  g_autoptr (SrCsvReader) reader = sr_csv_reader_new (text, ',');
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_read = sr_csv_reader_next (reader, cells, &error);

      if (!is_read && error == NULL)
        return g_string_free (all, FALSE);

      if (all->len > 0)
        g_string_append_c (all, '/');
      if (error != NULL)
        {
          g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
          g_string_append_c (all, '!');
        }
      for (guint i = 0; i < cells->len && error == NULL; i++)
        g_string_append_printf (all, "%s%s", i > 0 ? "|" : "",
                                (const char *) g_ptr_array_index (cells, i));
    }
}

static void
assert_read (const char *text,
             const char *expected)
{
  g_autofree char *all = read_all (text);

  g_assert_cmpstr (all, ==, expected);
}

static void
test_plain (void)
{
  assert_read ("", "");
  assert_read ("a", "a");
  assert_read ("a,b\nc,d", "a|b/c|d");
  assert_read ("a,b\r\nc,d\r\n", "a|b/c|d");
  assert_read ("a,b\rc,d\r", "a|b/c|d");
  assert_read (",\n,,", "|/||");
  assert_read (" a , b ", " a | b ");
  assert_read ("\n\na\n\n\nb\n\n", "a/b");
}

static void
test_quoted (void)
{
  assert_read ("\"a,b\",c", "a,b|c");
  assert_read ("\"say \"\"hi\"\"\"", "say \"hi\"");
  assert_read ("\"\",\"\"\"\"", "|\"");
  assert_read ("\"two\nlines\",b\r\nc", "two\nlines|b/c");
  assert_read ("\"crlf\r\nin it\"", "crlf\r\nin it");
  assert_read ("a\"b,c", "a\"b|c");
}

static void
test_malformed (void)
{
  assert_read ("a,\"b", "!");
  assert_read ("a,\"b\"\"", "!");
  assert_read ("\"", "!");
  assert_read ("\"a\"b,c\nd,e", "!/d|e");
  assert_read ("a\n\"b\" \nc", "a/!/c");
}

static void
test_lines (void)
{
  const char *text = "head\n\n\"one\ntwo\"\nthree\n\"open";
  static const guint lines[] = { 1, 3, 5, 6 };
  g_autoptr (SrCsvReader) reader = sr_csv_reader_new (text, ',');
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      sr_csv_reader_next (reader, cells, NULL);
      g_assert_cmpuint (sr_csv_reader_get_line (reader), ==, lines[i]);
    }
}

static void
test_delimiter (void)
{
  g_autoptr (SrCsvReader) reader = sr_csv_reader_new ("a,b;c", ';');
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (sr_csv_reader_next (reader, cells, NULL));
  g_assert_cmpuint (cells->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (cells, 0), ==, "a,b");
}

static void
test_written_cells_are_read (void)
{
  static const char *const cells[] = {
    "", "plain", "a,b", "say \"hi\"", "two\nlines", "crlf\r\n", "王海燕", "0571", "\"", ",", "' ", "it's",
  };
  g_autoptr (GString) record = g_string_new (NULL);
  g_autoptr (SrCsvReader) reader = NULL;
  g_autoptr (GPtrArray) read = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    sr_csv_append_cell (record, cells[i]);
  sr_csv_end_record (record);
  g_assert_true (g_str_has_suffix (record->str, "\r\n"));

  reader = sr_csv_reader_new (record->str, ',');
  g_assert_true (sr_csv_reader_next (reader, read, NULL));
  g_assert_cmpuint (read->len, ==, G_N_ELEMENTS (cells));
  for (guint i = 0; i < read->len; i++)
    g_assert_cmpstr (g_ptr_array_index (read, i), ==, cells[i]);
}

static void
test_formulas_are_text (void)
{
  static const char *const formulas[] = { "=1+1", "+86 571", "-1", "@SUM(A1)", "\tx", "\rx" };

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      g_autoptr (GString) record = g_string_new (NULL);
      const char *cell;

      sr_csv_append_cell (record, formulas[i]);
      cell = record->str[0] == '"' ? record->str + 1 : record->str;
      g_assert_cmpint (cell[0], ==, '\'');
      g_assert_true (g_str_has_prefix (sr_csv_strip_guard (cell), formulas[i]));
    }

  g_assert_cmpstr (sr_csv_strip_guard ("'tis"), ==, "'tis");
  g_assert_cmpstr (sr_csv_strip_guard ("'"), ==, "'");
}

static char *
decode (const char         *bytes,
        gsize               length,
        const char *const  *encodings,
        GError            **error)
{
  g_autoptr (GBytes) content = g_bytes_new (bytes, length);

  return sr_csv_decode ("file.csv", content, encodings, error);
}

static void
test_encodings (void)
{
  g_autofree char *marked = decode ("\xef\xbb\xbf" "a", 4, utf8, NULL);
  g_autofree char *only_mark = decode ("\xef\xbb\xbf", 3, utf8, NULL);
  g_autofree char *nothing = decode ("", 0, utf8, NULL);
  g_autofree char *gb18030 = decode ("\xcd\xf5\xba\xa3\xd1\xe0", 6, chinese, NULL);
  g_autofree char *utf8_first = decode ("王海燕", strlen ("王海燕"), chinese, NULL);

  g_assert_cmpstr (marked, ==, "a");
  g_assert_cmpstr (only_mark, ==, "");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (gb18030, ==, "王海燕");
  g_assert_cmpstr (utf8_first, ==, "王海燕");
}

static void
assert_refused (const char         *bytes,
                gsize               length,
                const char *const  *encodings,
                const char         *named)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = decode (bytes, length, encodings, &error);

  g_assert_null (text);
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, named));
}

static void
test_bad_bytes (void)
{
  static const char *const unknown[] = { "KLINGON", NULL };

  assert_refused ("a\nb\n\xff", 5, utf8, "file.csv:3");
  assert_refused ("a\nb\0c", 5, utf8, "file.csv:2");
  assert_refused ("a\n\xff\xff", 4, chinese, "file.csv:2");
  assert_refused ("\xe4", 1, utf8, "file.csv:1");
  assert_refused ("a", 1, unknown, "KLINGON");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room/csv/lines-end-with-lf-crlf-or-cr-and-empty-ones-are-passed-over",
                   test_plain);
  g_test_add_func ("/room/csv/a-quoted-cell-may-hold-delimiters-quotes-and-lines", test_quoted);
  g_test_add_func ("/room/csv/a-malformed-record-is-refused-and-the-next-one-read", test_malformed);
  g_test_add_func ("/room/csv/a-record-has-the-line-at-which-it-begins", test_lines);
  g_test_add_func ("/room/csv/another-delimiter-leaves-commas-alone", test_delimiter);
  g_test_add_func ("/room/csv/what-is-written-is-read-back", test_written_cells_are_read);
  g_test_add_func ("/room/csv/no-cell-is-a-formula", test_formulas_are_text);
  g_test_add_func ("/room/csv/utf-8-goes-before-gb18030-and-a-byte-order-mark-goes",
                   test_encodings);
  g_test_add_func ("/room/csv/bytes-that-are-no-text-are-named-by-their-line", test_bad_bytes);

  return g_test_run ();
}
