/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-event.h"
#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/records/sr-record.h"
#include "domain/sr-domain-error.h"

static void
test_every_kind_declares_whole_fields (void)
{
  const SrRecordKind *const *kinds = sr_record_kinds ();

  for (guint k = 0; kinds[k] != NULL; k++)
    {
      const SrRecordKind *kind = kinds[k];

      g_assert_true (sr_record_kind_find (kind->name) == kind);
      g_assert_true (kind->parent == NULL || sr_record_kind_find_field (kind, kind->parent) >= 0);

      for (guint i = 0; i < kind->n_fields; i++)
        {
          const SrField *field = &kind->fields[i];

          g_assert_cmpint (sr_record_kind_find_field (kind, field->name), ==, i);
          g_assert_true ((field->type == SR_FIELD_CHOICE) == (field->choices != NULL));
          g_assert_true ((field->type == SR_FIELD_REFERENCE) == (field->reference != NULL));
          if (field->reference != NULL)
            g_assert_nonnull (sr_record_kind_find (field->reference));
        }
    }
}

static void
note_property (GObject    *object,
               GParamSpec *pspec,
               GPtrArray  *names)
{
  g_ptr_array_add (names, g_strdup (pspec->name));
}

static void
test_a_new_row_notifies_only_what_differs (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SrRow) row = sr_row_new (&sr_request_kind);
  g_autoptr (SrRecord) record = NULL;
  g_autofree char *title = NULL;

  sr_row_set_text (row, SR_REQUEST_TITLE, "307 空调漏水");
  sr_row_set_text (row, SR_REQUEST_STATE, "registered");
  record = sr_record_new (sr_row_copy (row));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (record), ==, "SrRequest");

  g_signal_connect (record, "notify", G_CALLBACK (note_property), names);
  sr_row_set_text (row, SR_REQUEST_STATE, "assigned");
  sr_row_set_integer (row, SR_REQUEST_RECEIVED_AT, 1456970400);
  sr_record_take_row (record, sr_row_copy (row));

  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "received-at");
  g_assert_cmpstr (g_ptr_array_index (names, 1), ==, "state");

  g_object_get (record, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "307 空调漏水");
}

static void
test_a_body_applied_gives_the_row_it_was_written_from (void)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) sr_row_free);
  g_autoptr (SrRow) before = sr_row_new (&sr_note_kind);
  SrRow *after = sr_row_new (&sr_note_kind);
  g_autofree char *created = NULL;
  g_autofree char *edited = NULL;
  g_autoptr (GError) error = NULL;

  sr_row_set_integer (before, SR_NOTE_ID, 7);
  sr_row_set_integer (before, SR_NOTE_REQUEST, 3);
  sr_row_set_text (before, SR_NOTE_TEXT, "“引号” \\ \n");
  sr_row_set_integer (after, SR_NOTE_ID, 7);
  sr_row_set_integer (after, SR_NOTE_REQUEST, 3);
  g_ptr_array_add (changes, sr_change_new (NULL, sr_row_copy (before)));
  created = sr_event_body_write (changes, NULL);
  g_ptr_array_set_size (changes, 0);
  g_ptr_array_add (changes, sr_change_new (before, after));
  edited = sr_event_body_write (changes, NULL);

  sr_event_body_apply (created, rows, &error);
  g_assert_no_error (error);
  g_assert_true (sr_row_equal (g_hash_table_lookup (rows, "note/7"), before));
  sr_event_body_apply (edited, rows, &error);
  g_assert_no_error (error);
  g_assert_true (sr_row_is_null (g_hash_table_lookup (rows, "note/7"), SR_NOTE_TEXT));

  /* The same step again starts from a value that is no longer there. */
  g_assert_false (sr_event_body_apply (edited, rows, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
}

/* Also what JSON has a form of its own for. */
static void
test_a_body_is_json_as_the_library_writes_it (void)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  SrRow *row = sr_row_new (&sr_note_kind);
  char text[0x80 + 1];
  g_autofree char *body = NULL;
  g_autofree char *again = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 0x80; i++)
    text[i] = i < 0x7f ? i + 1 : '\0';
  text[0x80] = '\0';
  sr_row_set_integer (row, SR_NOTE_ID, 7);
  sr_row_set_text (row, SR_NOTE_TEXT, text);
  g_ptr_array_add (changes, sr_change_new (NULL, row));
  body = sr_event_body_write (changes, "log 漢 \"1\"");

  node = json_from_string (body, &error);
  g_assert_no_error (error);
  again = json_to_string (node, FALSE);
  g_assert_cmpstr (body, ==, again);
}

static void
test_the_hash_changes_with_every_field_of_the_event (void)
{
  g_autoptr (SrRow) event = sr_row_new (&sr_event_kind);
  g_autofree char *hash = NULL;

  for (guint i = 0; i < SR_EVENT_HASH; i++)
    sr_row_set_text (event, i, "1");
  hash = sr_event_hash (event);
  g_assert_cmpuint (strlen (hash), ==, 64);

  for (guint i = 0; i < SR_EVENT_HASH; i++)
    {
      g_autoptr (SrRow) other = sr_row_copy (event);
      g_autofree char *other_hash = NULL;

      sr_row_set_text (other, i, "11");
      other_hash = sr_event_hash (other);
      g_assert_cmpstr (hash, !=, other_hash);
    }
}

static void
test_a_field_says_what_it_allows (void)
{
  const SrField *priority = &sr_request_kind.fields[SR_REQUEST_PRIORITY];
  const SrField *impact = &sr_request_kind.fields[SR_REQUEST_CYCLE];
  const SrField *customer = &sr_request_kind.fields[SR_REQUEST_CUSTOMER];
  const SrField *phones = &sr_customer_kind.fields[SR_CUSTOMER_PHONES];
  g_auto (SrValue) value = SR_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_false (sr_field_parse (priority, "P9", NULL, &value, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "P9"));
  g_assert_nonnull (strstr (error->message, "P1, P2, P3, P4"));

  g_assert_true (sr_field_parse (impact, " ２ ", NULL, &value, NULL));
  g_assert_cmpint (value.integer, ==, 2);
  g_assert_true (sr_field_parse (customer, "#12", NULL, &value, NULL));
  g_assert_cmpint (value.integer, ==, 12);
  g_assert_true (sr_field_parse (customer, "王海燕", NULL, &value, NULL));
  g_assert_cmpstr (value.text, ==, "王海燕");
  g_assert_true (sr_field_parse (phones, "8307; 138 0000 4826", NULL, &value, NULL));
  g_assert_cmpstr (value.text, ==, "[\"8307\",\"138 0000 4826\"]");
  g_assert_true (sr_field_parse (priority, "  ", NULL, &value, NULL));
  g_assert_cmpint (value.type, ==, SR_VALUE_NULL);
}

static void
test_a_stored_row_has_what_its_kind_requires (void)
{
  g_autoptr (SrRow) team = sr_row_new (&sr_team_kind);
  g_autoptr (GError) error = NULL;

  sr_row_set_integer (team, SR_TEAM_ACTIVE, 1);
  g_assert_false (sr_row_validate (team, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING);
  sr_row_set_text (team, SR_TEAM_NAME, "前台");
  g_assert_true (sr_row_validate (team, NULL));
}

static void
test_json_that_spells_what_is_no_text_is_none (void)
{
  static const char *const good[] = {
    "[\"空调\"]", "[\"\\u7a7a\"]", "[\"\\ud83d\\ude00\"]", "[\"\\u0001 \\\\ud800 \\n\"]", "{\"a\":\"\"}",
  };
  static const char *const bad[] = {
    "[\"a\\ud800b\"]", "[\"\\ud800\"]", "[\"\\udc00\"]", "[\"\\ud83d\\u0041\"]", "[\"\\ude00\\ud83d\"]",
    "{\"\\ud800\":1}", "[\"a\\u0000b\"]", "[\"\\u12\"]", "[\"\\", "[", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (JsonNode) node = sr_json_read (good[i]);

      g_assert_nonnull (node);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (sr_json_read (bad[i]));

  g_assert_null (sr_json_read (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/records/every-kind-declares-whole-fields",
                   test_every_kind_declares_whole_fields);
  g_test_add_func ("/domain/records/a-new-row-notifies-only-what-differs",
                   test_a_new_row_notifies_only_what_differs);
  g_test_add_func ("/domain/records/json-that-spells-what-is-no-text-is-none",
                   test_json_that_spells_what_is_no_text_is_none);
  g_test_add_func ("/domain/records/a-body-applied-gives-the-row-it-was-written-from",
                   test_a_body_applied_gives_the_row_it_was_written_from);
  g_test_add_func ("/domain/records/a-body-is-json-as-the-library-writes-it",
                   test_a_body_is_json_as_the_library_writes_it);
  g_test_add_func ("/domain/records/the-hash-changes-with-every-field-of-the-event",
                   test_the_hash_changes_with_every_field_of_the_event);
  g_test_add_func ("/domain/records/a-field-says-what-it-allows", test_a_field_says_what_it_allows);
  g_test_add_func ("/domain/records/a-stored-row-has-what-its-kind-requires",
                   test_a_stored_row_has_what_its_kind_requires);

  return g_test_run ();
}
