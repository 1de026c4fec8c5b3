/* The declaration of a kind of record: what its fields read and say.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-record-kind"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-record-kind.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-day.h"
#include "domain/time/sr-duration.h"
#include "domain/time/sr-instant.h"

static void
set_invalid (GError        **error,
             const SrField  *field,
             const char     *text,
             const char     *allowed)
{
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               /* Translators: the field, the value that was given, what is allowed */
               _("“%s” cannot be “%s”. Allowed: %s."), _(field->label), text, allowed);
}

static char *
list_choices (const SrChoice *choices)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; choices[i].value != NULL; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", choices[i].value);

  return g_string_free (list, FALSE);
}

/* Full-width digits, signs and spaces become plain ones; space around goes. */
static char *
normalize (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_strstrip (plain);
}

static gboolean
parse_integer (const char *text,
               gint64     *out_integer)
{
  char *end = NULL;

  if (*text == '\0')
    return FALSE;

  errno = 0;
  *out_integer = g_ascii_strtoll (text, &end, 10);

  return errno == 0 && *end == '\0';
}

static gboolean
parse_boolean (const char *text,
               gint64     *out_integer)
{
  static const char *const yes[] = { "1", "true", "yes", "是", NULL };
  static const char *const no[] = { "0", "false", "no", "否", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  *out_integer = g_strv_contains (yes, lower);

  return *out_integer || g_strv_contains (no, lower);
}

/* A JSON array of strings as it is, or texts separated by line ends, semicolons or commas. */
static char *
parse_list (const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  g_auto (GStrv) parts = NULL;
  JsonArray *array;

  if (*text == '[')
    {
      node = sr_json_read (text);
      if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
        return NULL;

      array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (json_node_get_value_type (json_array_get_element (array, i)) != G_TYPE_STRING)
            return NULL;
        }

      return json_to_string (node, FALSE);
    }

  array = json_array_new ();
  parts = g_strsplit_set (text, "\n;,", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (*part != '\0')
        json_array_add_string_element (array, part);
    }

  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);

  return json_to_string (node, FALSE);
}

/**
 * sr_field_parse:
 * @field: the field that the text is for
 * @text: (nullable): as a person, a file or a command line gives it
 * @zone_id: (nullable): the zone of instants without an offset
 * @out_value: (out): an initialised value
 *
 * Reads the text of a field. White space around it goes; an empty text is NULL; full-width digits
 * count as digits. A reference written "#12" is the id 12; any other text stays text, for the caller
 * to look up.
 *
 * Returns: %TRUE, or %FALSE with %SR_DOMAIN_ERROR_INVALID, which names the field, the value and what
 *   is allowed
 */
gboolean
sr_field_parse (const SrField  *field,
                const char     *text,
                const char     *zone_id,
                SrValue        *out_value,
                GError        **error)
{
  g_autofree char *plain = NULL;
  gint64 integer = 0;

  sr_value_set_null (out_value);

  if (text == NULL)
    return TRUE;

  if (field->type == SR_FIELD_TEXT)
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      g_strstrip (valid);
      if (*valid != '\0')
        sr_value_take_text (out_value, g_steal_pointer (&valid));
      return TRUE;
    }

  plain = normalize (text);
  if (*plain == '\0')
    return TRUE;

  switch (field->type)
    {
    case SR_FIELD_INTEGER:
      if (!parse_integer (plain, &integer))
        {
          set_invalid (error, field, text, _("a whole number"));
          return FALSE;
        }
      sr_value_set_integer (out_value, integer);
      return TRUE;

    case SR_FIELD_BOOLEAN:
      if (!parse_boolean (plain, &integer))
        {
          set_invalid (error, field, text, _("yes or no"));
          return FALSE;
        }
      sr_value_set_integer (out_value, integer);
      return TRUE;

    case SR_FIELD_INSTANT:
      if (!sr_instant_parse (plain, zone_id, &integer, NULL))
        {
          set_invalid (error, field, text, _("a date and time such as 2026-02-13 17:00"));
          return FALSE;
        }
      sr_value_set_integer (out_value, integer);
      return TRUE;

    case SR_FIELD_DURATION:
      {
        SrDuration duration = { 0 };

        if (parse_integer (plain, &integer) && integer >= 0)
          {
            sr_value_set_integer (out_value, integer);
            return TRUE;
          }
        if (!sr_duration_parse (plain, &duration, NULL) || duration.workdays > 0)
          {
            set_invalid (error, field, text, _("a duration such as 2h, 90m or 45s"));
            return FALSE;
          }
        sr_value_set_integer (out_value, duration.seconds);
        return TRUE;
      }

    case SR_FIELD_DATE:
      if (sr_day_from_iso (plain) == SR_DAY_INVALID)
        {
          set_invalid (error, field, text, _("a date such as 2026-02-13"));
          return FALSE;
        }
      sr_value_take_text (out_value, g_steal_pointer (&plain));
      return TRUE;

    case SR_FIELD_CHOICE:
      if (sr_choice_find (field->choices, plain) == NULL)
        {
          g_autofree char *allowed = list_choices (field->choices);

          set_invalid (error, field, text, allowed);
          return FALSE;
        }
      sr_value_take_text (out_value, g_steal_pointer (&plain));
      return TRUE;

    case SR_FIELD_REFERENCE:
      if (plain[0] == '#' && parse_integer (plain + 1, &integer))
        sr_value_set_integer (out_value, integer);
      else
        sr_value_take_text (out_value, g_strstrip (g_strdup (text)));
      return TRUE;

    case SR_FIELD_LIST:
      {
        char *list = parse_list (plain);

        if (list == NULL)
          {
            set_invalid (error, field, text, _("texts separated by commas"));
            return FALSE;
          }
        sr_value_take_text (out_value, list);
        return TRUE;
      }

    case SR_FIELD_TEXT:
    default:
      g_assert_not_reached ();
    }
}

/**
 * sr_field_to_text:
 * @value: a value of the field
 * @zone_id: (nullable): the zone that instants are written in
 *
 * Returns: (transfer full): text that [func@Sr.field_parse] reads back; empty for NULL
 */
char *
sr_field_to_text (const SrField *field,
                  const SrValue *value,
                  const char    *zone_id)
{
  if (value->type == SR_VALUE_NULL)
    return g_strdup ("");

  if (value->type == SR_VALUE_TEXT)
    return g_strdup (value->text);

  switch (field->type)
    {
    case SR_FIELD_INSTANT:
      return sr_instant_to_iso (value->integer, zone_id);
    case SR_FIELD_REFERENCE:
      return g_strdup_printf ("#%" G_GINT64_FORMAT, value->integer);
    case SR_FIELD_BOOLEAN:
      return g_strdup (value->integer ? "true" : "false");
    case SR_FIELD_TEXT:
    case SR_FIELD_INTEGER:
    case SR_FIELD_DATE:
    case SR_FIELD_DURATION:
    case SR_FIELD_CHOICE:
    case SR_FIELD_LIST:
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);
    }
}

/**
 * sr_field_to_display:
 * @value: a value of the field
 * @zone_id: (nullable): the zone that instants are shown in
 *
 * Returns: (transfer full): what people read; empty for NULL
 */
char *
sr_field_to_display (const SrField *field,
                     const SrValue *value,
                     const char    *zone_id)
{
  if (value->type == SR_VALUE_NULL)
    return g_strdup ("");

  switch (field->type)
    {
    case SR_FIELD_CHOICE:
      return g_strdup (sr_choice_label (field->choices, value->text));

    case SR_FIELD_BOOLEAN:
      return g_strdup (value->integer ? _("Yes") : _("No"));

    case SR_FIELD_INSTANT:
      {
        g_autofree char *iso = sr_instant_to_iso (value->integer, zone_id);

        /* "2026-02-13T17:00:00+08:00" without the seconds and the offset */
        iso[10] = ' ';
        iso[16] = '\0';
        return g_steal_pointer (&iso);
      }

    case SR_FIELD_DURATION:
      {
        const SrDuration duration = { value->integer, 0 };

        return sr_duration_to_string (&duration);
      }

    case SR_FIELD_LIST:
      {
        g_autoptr (JsonNode) node = sr_json_read (value->text);
        GString *texts = g_string_new (NULL);

        if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
          {
            JsonArray *array = json_node_get_array (node);

            for (guint i = 0; i < json_array_get_length (array); i++)
              g_string_append_printf (texts, "%s%s", i > 0 ? ", " : "",
                                      json_array_get_string_element (array, i));
          }
        return g_string_free (texts, FALSE);
      }

    case SR_FIELD_TEXT:
    case SR_FIELD_INTEGER:
    case SR_FIELD_DATE:
    case SR_FIELD_REFERENCE:
    default:
      return sr_field_to_text (field, value, zone_id);
    }
}

/**
 * sr_record_kind_find_field:
 * @name: the column
 *
 * Returns: the index of the field, -1 if there is none of that name
 */
int
sr_record_kind_find_field (const SrRecordKind *kind,
                           const char         *name)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (g_str_equal (kind->fields[i].name, name))
        return i;
    }

  return -1;
}

/**
 * sr_record_kind_get_identity:
 *
 * Returns: the index of the field that names a record of this kind for people, -1 if there is none
 */
int
sr_record_kind_get_identity (const SrRecordKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (kind->fields[i].flags & SR_FIELD_IDENTITY)
        return i;
    }

  return -1;
}

/**
 * sr_choice_find:
 * @choices: a table ended by a %NULL value
 * @value: (nullable): a spelling
 *
 * Returns: (transfer none) (nullable): its line of the table
 */
const SrChoice *
sr_choice_find (const SrChoice *choices,
                const char     *value)
{
  for (guint i = 0; choices[i].value != NULL; i++)
    {
      if (g_strcmp0 (choices[i].value, value) == 0)
        return &choices[i];
    }

  return NULL;
}

/**
 * sr_choice_label:
 * @choices: a table ended by a %NULL value
 * @value: a spelling
 *
 * Returns: (transfer none): the translated label, or @value itself if the table does not have it
 */
const char *
sr_choice_label (const SrChoice *choices,
                 const char     *value)
{
  const SrChoice *choice = sr_choice_find (choices, value);

  return choice != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "choice", choice->label) : value;
}
