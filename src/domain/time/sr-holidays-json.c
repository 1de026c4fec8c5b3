/* Official days as NateScarlet/holiday-cn publishes them in JSON.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-holidays-json"

#include "config.h"

#include "domain/time/sr-holidays.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "domain/time/sr-holidays-private.h"
#include "domain/time/sr-statutory.h"

/* A file of days is three deep. */
#define MAX_DEPTH 16

static void
set_member_error (GError     **error,
                  const char  *name,
                  int          index,
                  const char  *member,
                  const char  *complaint)
{
  if (index >= 0)
    g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, "%s: days[%d].%s: %s",
                 name, index, member, complaint);
  else
    g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, "%s: %s: %s",
                 name, member, complaint);
}

/* json-glib calls itself for every level and reads more than JSON, comments among it. So the text
 * is looked over first: nothing but JSON's own characters outside of strings, and no deep
 * nesting. */
static gboolean
check_shape (const char  *text,
             const char  *name,
             GError     **error)
{
  int depth = 0;
  int line = 1;
  gboolean in_string = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n')
        line++;

      if (in_string)
        {
          if (*p == '\\' && p[1] != '\0')
            p++;
          else if (*p == '"')
            in_string = FALSE;
          continue;
        }

      if (*p == '"')
        in_string = TRUE;
      else if (*p == '{' || *p == '[')
        depth++;
      else if (*p == '}' || *p == ']')
        depth--;
      else if (!g_ascii_isspace (*p) && !g_ascii_isalnum (*p) && strchr (":,+-.", *p) == NULL)
        depth = -1;

      if (depth < 0 || depth > MAX_DEPTH)
        {
          g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, _("%s: line %d: not valid JSON"),
                       name, line);
          return FALSE;
        }
    }

  return TRUE;
}

static JsonNode *
get_member (JsonObject   *object,
            const char   *member,
            JsonNodeType  type,
            GType         value_type)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || json_node_get_node_type (node) != type ||
      (type == JSON_NODE_VALUE && json_node_get_value_type (node) != value_type))
    return NULL;

  return node;
}

/* The addresses of the notices, which are the source of every day. */
static char *
read_papers (JsonObject *root,
             const char *name)
{
  JsonNode *node = get_member (root, "papers", JSON_NODE_ARRAY, G_TYPE_INVALID);
  GString *papers = g_string_new (NULL);
  guint n_papers = node != NULL ? json_array_get_length (json_node_get_array (node)) : 0;

  for (guint i = 0; i < n_papers; i++)
    {
      JsonNode *paper = json_array_get_element (json_node_get_array (node), i);

      if (!JSON_NODE_HOLDS_VALUE (paper) || json_node_get_value_type (paper) != G_TYPE_STRING)
        continue;
      if (papers->len > 0)
        g_string_append_c (papers, ' ');
      g_string_append (papers, json_node_get_string (paper));
    }

  if (papers->len == 0)
    g_string_append (papers, name);

  return g_string_free (papers, FALSE);
}

static gboolean
read_day (JsonNode    *node,
          int          index,
          int          year,
          const char  *name,
          const char  *source,
          GPtrArray   *days,
          GHashTable  *seen,
          GError     **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *complaint = NULL;
  SrException *exception = NULL;
  JsonObject *object = NULL;
  JsonNode *date = NULL;
  JsonNode *feast = NULL;
  JsonNode *is_off = NULL;
  SrDay day;
  int year_of_day;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_member_error (error, name, index, "*", _("an object is expected"));
      return FALSE;
    }

  object = json_node_get_object (node);
  feast = get_member (object, "name", JSON_NODE_VALUE, G_TYPE_STRING);
  date = get_member (object, "date", JSON_NODE_VALUE, G_TYPE_STRING);
  is_off = get_member (object, "isOffDay", JSON_NODE_VALUE, G_TYPE_BOOLEAN);
  if (feast == NULL || date == NULL)
    {
      set_member_error (error, name, index, feast == NULL ? "name" : "date",
                        _("a text is expected"));
      return FALSE;
    }
  if (is_off == NULL)
    {
      set_member_error (error, name, index, "isOffDay", _("true or false is expected"));
      return FALSE;
    }

  shown = sr_holidays_shorten (json_node_get_string (date));
  day = sr_day_from_iso (json_node_get_string (date));
  if (day == SR_DAY_INVALID || !sr_holidays_is_in_range (day))
    {
      complaint = g_strdup_printf (_("“%s” is not a date; write it as 2026-02-13"), shown);
      set_member_error (error, name, index, "date", complaint);
      return FALSE;
    }

  /* A notice speaks of its year and of the turns of the year. */
  sr_day_get_ymd (day, &year_of_day, NULL, NULL);
  if (year != 0 && ABS (year_of_day - year) > 1)
    {
      complaint = g_strdup_printf (_("%s does not belong to the year %d"), shown, year);
      set_member_error (error, name, index, "date", complaint);
      return FALSE;
    }

  if (!g_hash_table_add (seen, GINT_TO_POINTER (day)))
    {
      complaint = g_strdup_printf (_("%s stands twice"), shown);
      set_member_error (error, name, index, "date", complaint);
      return FALSE;
    }

  exception = sr_holidays_add (days, day,
                               json_node_get_boolean (is_off) ? SR_EXCEPTION_PUBLIC_HOLIDAY
                                                              : SR_EXCEPTION_MAKEUP_WORKDAY,
                               json_node_get_string (feast), source);
  if (exception->rank == SR_EXCEPTION_PUBLIC_HOLIDAY && !sr_statutory_is_holiday (day))
    exception->holiday_kind = SR_HOLIDAY_ADJUSTED_REST;

  return TRUE;
}

/* 0 when the file does not say its year. */
static gboolean
read_year (JsonObject  *root,
           const char  *name,
           int         *year,
           GError     **error)
{
  JsonNode *node = NULL;

  *year = 0;
  if (!json_object_has_member (root, "year"))
    return TRUE;

  node = get_member (root, "year", JSON_NODE_VALUE, G_TYPE_INT64);
  if (node == NULL || json_node_get_int (node) < 1970 || json_node_get_int (node) > 9999)
    {
      set_member_error (error, name, -1, "year", _("a year from 1970 to 9999 is expected"));
      return FALSE;
    }

  *year = (int) json_node_get_int (node);
  return TRUE;
}

static GPtrArray *
read_root (JsonObject  *root,
           const char  *name,
           GError     **error)
{
  g_autoptr (GPtrArray) days = sr_holidays_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autofree char *source = read_papers (root, name);
  JsonNode *node = get_member (root, "days", JSON_NODE_ARRAY, G_TYPE_INVALID);
  JsonArray *array = NULL;
  int year;

  if (!read_year (root, name, &year, error))
    return NULL;

  if (node == NULL)
    {
      set_member_error (error, name, -1, "days", _("a list is expected"));
      return NULL;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!read_day (json_array_get_element (array, i), (int) i, year, name, source, days, seen,
                     error))
        return NULL;
    }

  return g_steal_pointer (&days);
}

/**
 * sr_holidays_parse_json:
 * @text: the content of a file of holiday-cn
 * @length: its bytes, or -1 when it ends with a NUL
 * @name: the file's name, for the messages
 * @error: return location for a %SR_TIME_ERROR_PARSE that names the line or the member
 *
 * A day with `isOffDay` is a public holiday, statutory if the law names it
 * ([func@Sr.statutory_is_holiday]) and adjusted rest if it is a weekend or was swapped; any other
 * is a make-up workday by Monday's template. The source of each is the addresses in `papers`. A
 * file without days is a year whose notice has not come out.
 *
 * Returns: (transfer full) (element-type SrException): the days in the file's order, or %NULL
 */
GPtrArray *
sr_holidays_parse_json (const char  *text,
                        gssize       length,
                        const char  *name,
                        GError     **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *content = NULL;
  JsonNode *root = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  content = sr_holidays_read_text (text, length, name, error);
  if (content == NULL || !check_shape (content, name, error))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, content, -1, &local_error))
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, _("%s: line %u: not valid JSON"),
                   name, json_parser_get_current_line (parser));
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE,
                   _("%s: an object with a list “days” is expected"), name);
      return NULL;
    }

  return read_root (json_node_get_object (root), name, error);
}
