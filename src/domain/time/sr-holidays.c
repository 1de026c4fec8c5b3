/* Official days off and make-up workdays, read from the files that publish them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-holidays"

#include "config.h"

#include "domain/time/sr-holidays.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "domain/time/sr-calendar-rules.h"
#include "domain/time/sr-holidays-private.h"

/* Twenty years of notices are some 80 kB. */
#define MAX_BYTES (4 * 1024 * 1024)

/* So much of a wrong value is shown in a message. */
#define MAX_SHOWN 40

/* An exception and the list that it comes from. */
typedef struct
{
  SrException *exception;  /* borrowed */
  guint        list;
} Candidate;

GPtrArray *
sr_holidays_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sr_exception_free);
}

/* Checks what is common to all formats: the size, UTF-8, no NUL bytes. Returns the text without a
 * byte order mark. */
char *
sr_holidays_read_text (const char  *text,
                       gssize       length,
                       const char  *name,
                       GError     **error)
{
  gsize size = length >= 0 ? (gsize) length : strlen (text);

  if (size > MAX_BYTES)
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE,
                   _("%s: larger than %d MB"), name, MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  if (!g_utf8_validate_len (text, size, NULL))
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, _("%s: not text in UTF-8"), name);
      return NULL;
    }

  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    return g_strndup (text + 3, size - 3);

  return g_strndup (text, size);
}

/* A value as a message can show it. */
char *
sr_holidays_shorten (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (valid, -1) <= MAX_SHOWN)
    return g_steal_pointer (&valid);

  start = g_utf8_substring (valid, 0, MAX_SHOWN);
  return g_strconcat (start, "…", NULL);
}

gboolean
sr_holidays_is_in_range (SrDay day)
{
  return day >= sr_day_new (SR_CALENDAR_FIRST_YEAR, 1, 1) &&
         day <= sr_day_new (SR_CALENDAR_LAST_YEAR, 12, 31);
}

/* Escapes in the files can spell what is not UTF-8; what is kept always is. */
SrException *
sr_holidays_add (GPtrArray       *days,
                 SrDay            day,
                 SrExceptionRank  rank,
                 const char      *name,
                 const char      *source)
{
  SrException *exception = g_new0 (SrException, 1);

  exception->day = day;
  exception->rank = rank;
  exception->name = name != NULL ? g_utf8_make_valid (name, -1) : NULL;
  exception->source = source != NULL ? g_utf8_make_valid (source, -1) : NULL;
  g_ptr_array_add (days, exception);

  return exception;
}

/**
 * sr_holidays_parse:
 * @text: the content of a file
 * @length: its bytes, or -1 when it ends with a NUL
 * @name: the file's name, for the messages and for its ending
 * @error: return location for a %SR_TIME_ERROR_PARSE
 *
 * Takes `.json` for holiday-cn, `.ics` for iCalendar, `.csv` for CSV; under any other name the
 * first character decides.
 *
 * Returns: (transfer full) (element-type SrException): the days, or %NULL
 */
GPtrArray *
sr_holidays_parse (const char  *text,
                   gssize       length,
                   const char  *name,
                   GError     **error)
{
  g_autofree char *lower = NULL;
  g_autofree char *content = NULL;
  const char *start;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  lower = g_ascii_strdown (name, -1);
  if (g_str_has_suffix (lower, ".json"))
    return sr_holidays_parse_json (text, length, name, error);
  if (g_str_has_suffix (lower, ".ics") || g_str_has_suffix (lower, ".ical"))
    return sr_holidays_parse_ical (text, length, name, error);
  if (g_str_has_suffix (lower, ".csv"))
    return sr_holidays_parse_csv (text, length, name, error);

  content = sr_holidays_read_text (text, length, name, error);
  if (content == NULL)
    return NULL;

  for (start = content; g_ascii_isspace (*start); start++)
    ;
  if (*start == '{')
    return sr_holidays_parse_json (content, -1, name, error);
  if (g_ascii_strncasecmp (start, "BEGIN:", strlen ("BEGIN:")) == 0)
    return sr_holidays_parse_ical (content, -1, name, error);

  return sr_holidays_parse_csv (content, -1, name, error);
}

/* Day off and make-up workday contradict each other, so they are one class; closures and special
 * hours stand beside them. */
static int
get_class (const SrException *exception)
{
  return exception->rank == SR_EXCEPTION_PUBLIC_HOLIDAY ? (int) SR_EXCEPTION_MAKEUP_WORKDAY
                                                        : (int) exception->rank;
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  const Candidate *first = a;
  const Candidate *second = b;

  if (first->exception->day != second->exception->day)
    return first->exception->day < second->exception->day ? -1 : 1;

  return get_class (first->exception) - get_class (second->exception);
}

/* Where the candidates for one day and class end that begin at @start. */
static guint
find_group_end (GArray *candidates,
                guint   start)
{
  const SrException *first = g_array_index (candidates, Candidate, start).exception;
  guint end;

  for (end = start + 1; end < candidates->len; end++)
    {
      const SrException *exception = g_array_index (candidates, Candidate, end).exception;

      if (exception->day != first->day || get_class (exception) != get_class (first))
        break;
    }

  return end;
}

/**
 * sr_holidays_merge:
 * @lists: (element-type GPtrArray): lists of #SrException, the earliest notice first
 *
 * A notice may speak of days that an earlier one has settled: that of 2019 made 29 December 2018 a
 * working day. The later list wins, day by day. A day is either off or made up for; closures and
 * special hours are replaced only by their like, and several closures of one day in the same list
 * stay together.
 *
 * Returns: (transfer full) (element-type SrException): copies, by day
 */
GPtrArray *
sr_holidays_merge (GPtrArray *lists)
{
  g_autoptr (GArray) candidates = NULL;
  GPtrArray *merged = NULL;

  g_return_val_if_fail (lists != NULL, NULL);

  candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  for (guint i = 0; i < lists->len; i++)
    {
      GPtrArray *list = g_ptr_array_index (lists, i);

      for (guint j = 0; j < list->len; j++)
        {
          Candidate candidate = { g_ptr_array_index (list, j), i };

          g_array_append_val (candidates, candidate);
        }
    }

  /* Stable: of one day and class the later list stays behind the earlier. */
  if (candidates->len > 0)
    g_qsort_with_data (candidates->data, (int) candidates->len, sizeof (Candidate),
                       compare_candidates, NULL);

  merged = sr_holidays_new ();
  for (guint start = 0; start < candidates->len; )
    {
      guint end = find_group_end (candidates, start);
      const Candidate *last = &g_array_index (candidates, Candidate, end - 1);

      for (guint i = start; i < end; i++)
        {
          const Candidate *candidate = &g_array_index (candidates, Candidate, i);

          if (candidate == last || (candidate->exception->rank == SR_EXCEPTION_CLOSURE &&
                                    candidate->list == last->list))
            g_ptr_array_add (merged, sr_exception_copy (candidate->exception));
        }
      start = end;
    }

  return merged;
}

static int
compare_files (gconstpointer a,
               gconstpointer b)
{
  const SrHolidaysFile *first = *(const SrHolidaysFile * const *) a;
  const SrHolidaysFile *second = *(const SrHolidaysFile * const *) b;

  return strcmp (first->name, second->name);
}

/**
 * sr_holidays_parse_set:
 * @files: (array length=n_files): files, named by their years
 * @n_files: how many
 * @error: return location for a %SR_TIME_ERROR_PARSE of the first file that cannot be read
 *
 * Reads a set such as the shipped one, `2007.json` to `2026.json`, and merges it in the order of
 * the names. Pure: whoever has the files or the resources passes their bytes.
 *
 * Returns: (transfer full) (element-type SrException): the days of all files, or %NULL
 */
GPtrArray *
sr_holidays_parse_set (const SrHolidaysFile  *files,
                       gsize                  n_files,
                       GError               **error)
{
  g_autoptr (GPtrArray) sorted = NULL;
  g_autoptr (GPtrArray) lists = NULL;

  g_return_val_if_fail (files != NULL || n_files == 0, NULL);

  sorted = g_ptr_array_new ();
  for (gsize i = 0; i < n_files; i++)
    g_ptr_array_add (sorted, (gpointer) &files[i]);
  g_ptr_array_sort (sorted, compare_files);

  lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < sorted->len; i++)
    {
      const SrHolidaysFile *file = g_ptr_array_index (sorted, i);
      gsize size;
      const char *text = g_bytes_get_data (file->bytes, &size);
      GPtrArray *list = sr_holidays_parse (text != NULL ? text : "", (gssize) size, file->name,
                                           error);

      if (list == NULL)
        return NULL;
      g_ptr_array_add (lists, list);
    }

  return sr_holidays_merge (lists);
}
