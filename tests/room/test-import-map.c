/* Map files, and the way of a log through the table of actions.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room/sr-import-private.h"

#define FILE_GROUP "[file]\nkind=request\nsource=log\nzone=Asia/Shanghai\nkey=id\n" \
                   "date-format=%d-%m-%Y %H:%M\nempty=?;-\n"
#define HISTORY_GROUP "[history]\ninstant=at\nstate=state\nchanges=assign\nsteps=accept;start\n" \
                      "[states]\nregistered=new\nassigned=new\nin_progress=work\n"
#define FIELDS_GROUP "[fields]\ntitle=a;b\ntitle.separator=\\s-\\s\npriority=p\nreceived_at=r\n" \
                     "[values priority]\nP1=high;top\n[fallbacks]\ntitle=nothing said\n"

static SrImportMap *
parse (const char  *text,
       GError     **error)
{
  return sr_import_map_parse (text, -1, "some.map", error);
}

static SrImportMap *
parse_good (void)
{
  g_autoptr (GError) error = NULL;
  SrImportMap *map = parse (FILE_GROUP HISTORY_GROUP FIELDS_GROUP, &error);

  g_assert_no_error (error);

  return map;
}

static void
test_shipped (void)
{
  static const char *const names[] = { "incident-event-log.map", "customers.map" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("SR_DATA_DIR"), "maps", names[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (SrImportMap) map = sr_import_map_load (path, &error);

      g_assert_no_error (error);
      g_assert_nonnull (map);
    }
}

static void
assert_refused (const char *text,
                const char *named)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrImportMap) map = parse (text, &error);

  g_assert_null (map);
  g_assert_true (g_error_matches (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID) ||
                 g_error_matches (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING));
  g_assert_nonnull (strstr (error->message, "some.map"));
  g_assert_nonnull (strstr (error->message, named));
}

static void
test_refused (void)
{
  assert_refused ("kind=request\n", "");
  assert_refused ("", "kind");
  assert_refused ("[file]\nkind=request\n", "source");
  assert_refused ("[file]\nkind=thing\nsource=x\nzone=UTC\n", "thing");
  assert_refused ("[file]\nkind=event\nsource=x\nzone=UTC\n", "event");
  assert_refused ("[file]\nkind=request\nsource=x\nzone=Nowhere/At_All\n", "Nowhere/At_All");
  assert_refused (FILE_GROUP "delimiter=tab\n", "tab");
  assert_refused (FILE_GROUP "delimiter=\\q\n" FIELDS_GROUP, "delimiter");
  assert_refused (FILE_GROUP "[fields]\ntitle=a\\q;b\\\n", "title");
  assert_refused (FILE_GROUP, "fields");
  assert_refused (FILE_GROUP "[fields]\ncolour=a\n", "colour");
  assert_refused (FILE_GROUP "[fields]\nstate=a\n", "state");
  assert_refused (FILE_GROUP FIELDS_GROUP "[values title]\n[history]\nstate=s\n", "instant");
  assert_refused (FILE_GROUP "[fields]\npriority=p\n[values priority]\nP9=high\n", "P9");
  assert_refused (FILE_GROUP HISTORY_GROUP "asleep=dozing\n" FIELDS_GROUP, "asleep");
  assert_refused (FILE_GROUP FIELDS_GROUP "[history]\ninstant=a\nstate=s\nsteps=jump\n", "jump");
  assert_refused (FILE_GROUP FIELDS_GROUP "[new thing]\n", "thing");
  assert_refused (FILE_GROUP FIELDS_GROUP "[new team]\ncolour=red\n", "colour");
  assert_refused (FILE_GROUP FIELDS_GROUP
                  "[history]\ninstant=a\nstate=s\notherwise=note.colour\n", "note.colour");
}

static const SrImportField *
find_field (SrImportMap *map,
            const char  *name)
{
  for (guint i = 0; i < map->fields->len; i++)
    {
      const SrImportField *field = g_ptr_array_index (map->fields, i);

      if (g_str_equal (field->name, name))
        return field;
    }

  g_assert_not_reached ();
}

static void
assert_value (SrImportMap *map,
              const char  *name,
              const char  *first,
              const char  *second,
              const char  *expected)
{
  const char *cells[] = { first, second, NULL };
  g_autoptr (GError) error = NULL;
  guint column = 0;
  g_autofree char *text = sr_import_map_read (map, find_field (map, name), cells, &column, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_no_text (void)
{
  static const char zero[] = FILE_GROUP "\0" FIELDS_GROUP;
  g_autoptr (GError) error = NULL;

  assert_refused ("\xcf\xcf=x\n", "UTF-8");
  assert_refused ("[file]\nkind=\xcf\n", "UTF-8");
  g_assert_null (sr_import_map_parse (zero, sizeof zero - 1, "some.map", &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
}

/* "encoding=" with nothing behind it once left the import without an encoding and without an error. */
static void
test_empty_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrImportMap) map = parse (FILE_GROUP "encoding=\n" FIELDS_GROUP, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (map->encodings[0], ==, "UTF-8");
  g_assert_null (map->encodings[1]);
}

static void
test_values (void)
{
  g_autoptr (SrImportMap) map = parse_good ();

  assert_value (map, "title", "one", "two", "one - two");
  assert_value (map, "title", "?", "two", "two");
  assert_value (map, "title", "one", "", "one");
  assert_value (map, "title", "?", "-", "nothing said");
  assert_value (map, "title", "'=1", "'s", "=1 - 's");
  assert_value (map, "priority", "top", NULL, "P1");
  assert_value (map, "priority", "?", NULL, NULL);
  assert_value (map, "received_at", "29-02-2016 01:16", NULL, "2016-02-29T01:16:00+08:00");
}

static void
test_bad_values (void)
{
  static const struct
  {
    const char *field;
    const char *cell;
  } bad[] = {
    { "priority", "P1" },
    { "received_at", "30-02-2016 01:16" },
    { "received_at", "29-02-2016 24:00" },
    { "received_at", "29-02-2016 01:60" },
    { "received_at", "29-02-2016" },
    { "received_at", "29-02-2016 01:16:00" },
    { "received_at", "2016-02-29 01:16" },
    { "received_at", "99999999999999-02-2016 01:16" },
  };
  g_autoptr (SrImportMap) map = parse_good ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *cells[] = { "?", bad[i].cell, NULL };
      g_autoptr (GError) error = NULL;
      guint column = 0;

      g_assert_null (sr_import_map_read (map, find_field (map, bad[i].field), cells, &column,
                                         &error));
      g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
      g_assert_cmpuint (column, ==, 1);
    }
}

static void
assert_way (const char *from,
            const char *to,
            const char *expected)
{
  static const char *const steps[] = {
    "assign", "accept", "start", "resume", "wait_customer", "wait_parts", "resolve", "close",
    "reopen", NULL,
  };
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GString) way = g_string_new (NULL);
  const char *state = from;

  g_ptr_array_add (wanted, (gpointer) to);
  while (!g_str_equal (state, to))
    {
      const SrAction *action = sr_import_next_step (&sr_request_kind, steps, state, wanted);

      g_string_append_printf (way, "%s%s", way->len > 0 ? " " : "",
                              action != NULL ? action->name : "nowhere");
      if (action == NULL)
        break;
      state = action->to;
    }

  g_assert_cmpstr (way->str, ==, expected);
}

static void
test_ways (void)
{
  assert_way ("assigned", "in_progress", "accept start");
  assert_way ("registered", "resolved", "assign accept start resolve");
  assert_way ("waiting_customer", "waiting_parts", "resume wait_parts");
  assert_way ("waiting_parts", "resolved", "resume resolve");
  assert_way ("resolved", "in_progress", "reopen start");
  assert_way ("resolved", "closed", "close");
  assert_way ("closed", "in_progress", "nowhere");
  assert_way ("in_progress", "voided", "nowhere");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room/import/the-maps-that-are-shipped-are-maps", test_shipped);
  g_test_add_func ("/room/import/a-map-that-is-none-says-which-key-is-wrong", test_refused);
  g_test_add_func ("/room/import/a-map-that-is-no-text-is-refused-whole", test_no_text);
  g_test_add_func ("/room/import/an-empty-list-is-as-if-its-key-were-not-there", test_empty_list);
  g_test_add_func ("/room/import/cells-become-the-text-of-a-payload", test_values);
  g_test_add_func ("/room/import/a-cell-that-cannot-be-is-refused-with-its-column",
                   test_bad_values);
  g_test_add_func ("/room/import/the-steps-that-a-log-leaves-out-are-the-shortest-way", test_ways);

  return g_test_run ();
}
