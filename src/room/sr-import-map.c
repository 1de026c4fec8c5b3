/* How a file of another program is read: the map file.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-import-map"

#include "config.h"

#include "room/sr-import-map.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/service/sr-action.h"
#include "domain/sr-domain-error.h"

#define GROUP_FILE "file"
#define GROUP_HISTORY "history"
#define GROUP_FIELDS "fields"
#define GROUP_FALLBACKS "fallbacks"
#define GROUP_STATES "states"
#define PREFIX_VALUES "values "
#define PREFIX_DEFAULTS "new "

/**
 * Reading:
 *
 * A map on its way from text to structure.
 */
typedef struct
{
  GKeyFile    *keys;
  const char  *name;
  SrImportMap *map;
} Reading;

static void
field_free (SrImportField *field)
{
  g_strfreev (field->columns);
  g_free (field->separator);
  g_free (field->fallback);
  g_clear_pointer (&field->values, g_hash_table_unref);
  g_free (field);
}

/**
 * sr_import_map_free:
 * @self: (nullable) (transfer full):
 */
void
sr_import_map_free (SrImportMap *self)
{
  if (self == NULL)
    return;

  g_free (self->source);
  g_strfreev (self->encodings);
  g_strfreev (self->empty);
  g_free (self->date_format);
  g_free (self->key);
  g_free (self->instant);
  g_free (self->state);
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_strfreev (self->changes);
  g_strfreev (self->steps);
  g_free (self->otherwise);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->defaults, g_hash_table_unref);
  g_free (self);
}

static gboolean
refuse (Reading     *reading,
        const char  *group,
        const char  *key,
        const char  *value,
        const char  *allowed,
        GError     **error)
{
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               /* Translators: a map file, a group and a key in it, the key's value, what may be */
               _("%s: “%s” in [%s] cannot be “%s”. Allowed: %s."),
               reading->name, key, group, value, allowed);

  return FALSE;
}

static gboolean
has_known_escapes (const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '\\' && (*++p == '\0' || strchr ("sntr;\\", *p) == NULL))
        return FALSE;
    }

  return TRUE;
}

/* GKeyFile gives nothing for a value with any other escape, as if the key were not there. */
static gboolean
check_escapes (Reading  *reading,
               GError  **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reading->keys, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (reading->keys, groups[i], NULL, NULL);

      for (guint n = 0; keys[n] != NULL; n++)
        {
          g_autofree char *value = g_key_file_get_value (reading->keys, groups[i], keys[n], NULL);

          if (value != NULL && !has_known_escapes (value))
            return refuse (reading, groups[i], keys[n], value,
                           _("text in which a backslash stands before s, n, t, r, ; or a backslash"),
                           error);
        }
    }

  return TRUE;
}

static gboolean
need (Reading     *reading,
      const char  *group,
      const char  *key,
      char       **out_text,
      GError     **error)
{
  g_free (*out_text);
  *out_text = g_key_file_get_string (reading->keys, group, key, NULL);
  if (*out_text != NULL && **out_text != '\0')
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING,
               /* Translators: a map file, a key, a group of keys */
               _("%s: “%s” in [%s] is missing."), reading->name, key, group);

  return FALSE;
}

static GStrv
get_list (Reading    *reading,
          const char *group,
          const char *key,
          const char *fallback)
{
  g_auto (GStrv) list = g_key_file_get_string_list (reading->keys, group, key, NULL, NULL);

  if (list == NULL || list[0] == NULL)
    return g_strsplit (fallback, ";", -1);

  return g_steal_pointer (&list);
}

static gboolean
read_zone (Reading  *reading,
           GError  **error)
{
  g_autofree char *zone = NULL;

  if (!need (reading, GROUP_FILE, "zone", &zone, error))
    return FALSE;

  reading->map->zone = sr_zone_lookup (zone, NULL);

  return reading->map->zone != NULL ||
         refuse (reading, GROUP_FILE, "zone", zone, _("a zone such as Asia/Shanghai"), error);
}

static gboolean
read_file_group (Reading  *reading,
                 GError  **error)
{
  SrImportMap *map = reading->map;
  g_autofree char *kind = NULL;
  g_autofree char *delimiter = g_key_file_get_string (reading->keys, GROUP_FILE, "delimiter", NULL);

  if (!need (reading, GROUP_FILE, "kind", &kind, error) ||
      !need (reading, GROUP_FILE, "source", &map->source, error) ||
      !read_zone (reading, error))
    return FALSE;

  map->kind = sr_record_kind_find (kind);
  if (map->kind == NULL || sr_actions_of (map->kind)->name == NULL)
    return refuse (reading, GROUP_FILE, "kind", kind, _("a kind of record that people make"), error);

  if (delimiter != NULL && strlen (delimiter) != 1)
    return refuse (reading, GROUP_FILE, "delimiter", delimiter, _("one character"), error);

  map->delimiter = delimiter != NULL ? *delimiter : ',';
  map->encodings = get_list (reading, GROUP_FILE, "encoding", "UTF-8");
  map->empty = get_list (reading, GROUP_FILE, "empty", "");
  map->date_format = g_key_file_get_string (reading->keys, GROUP_FILE, "date-format", NULL);
  map->key = g_key_file_get_string (reading->keys, GROUP_FILE, "key", NULL);

  return TRUE;
}

/* "ours=theirs;theirs" turned around. */
static gboolean
read_values (Reading         *reading,
             const char      *group,
             const SrField   *field,
             GHashTable     **out_values,
             GError         **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (reading->keys, group, NULL, NULL);

  if (keys == NULL)
    return TRUE;

  *out_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_auto (GStrv) spellings = get_list (reading, group, keys[i], "");
      g_auto (SrValue) value = SR_VALUE_INIT;

      if (field->type != SR_FIELD_REFERENCE &&
          !sr_field_parse (field, keys[i], NULL, &value, error))
        {
          g_prefix_error (error, "%s, [%s]: ", reading->name, group);
          return FALSE;
        }

      for (guint n = 0; spellings[n] != NULL; n++)
        g_hash_table_insert (*out_values, g_strdup (spellings[n]), g_strdup (keys[i]));
    }

  return TRUE;
}

/* The declaration behind an input of any action of the kind. */
static const SrField *
find_input (const SrRecordKind  *kind,
            const char          *name,
            const char         **out_name)
{
  for (const SrAction *action = sr_actions_of (kind); action->name != NULL; action++)
    {
      for (const SrActionInput *input = action->inputs; input->field != NULL; input++)
        {
          if (g_str_equal (input->field, name))
            {
              *out_name = input->field;
              return sr_action_input_field (kind, input, NULL);
            }
        }
    }

  return NULL;
}

static gboolean
read_field (Reading     *reading,
            const char  *name,
            GError     **error)
{
  g_autofree char *group = g_strconcat (PREFIX_VALUES, name, NULL);
  g_autofree char *separator = g_strconcat (name, ".separator", NULL);
  SrImportField *field = g_new0 (SrImportField, 1);

  g_ptr_array_add (reading->map->fields, field);
  field->field = find_input (reading->map->kind, name, &field->name);
  if (field->field == NULL)
    return refuse (reading, GROUP_FIELDS, name, name, _("what an action of the kind takes"), error);

  field->columns = get_list (reading, GROUP_FIELDS, name, "");
  field->separator = g_key_file_get_string (reading->keys, GROUP_FIELDS, separator, NULL);
  field->fallback = g_key_file_get_string (reading->keys, GROUP_FALLBACKS, name, NULL);
  if (field->separator == NULL)
    field->separator = g_strdup (" ");

  return read_values (reading, group, field->field, &field->values, error);
}

static gboolean
read_fields (Reading  *reading,
             GError  **error)
{
  g_auto (GStrv) names = g_key_file_get_keys (reading->keys, GROUP_FIELDS, NULL, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (!g_str_has_suffix (names[i], ".separator") && !read_field (reading, names[i], error))
        return FALSE;
    }

  if (reading->map->fields->len > 0)
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_MISSING, _("%s: [%s] names no field."),
               reading->name, GROUP_FIELDS);

  return FALSE;
}

/* "ours=theirs;theirs": each of theirs means any of ours. */
static gboolean
read_states (Reading  *reading,
             GError  **error)
{
  SrImportMap *map = reading->map;
  int field = sr_record_kind_find_field (map->kind, "state");
  g_auto (GStrv) states = g_key_file_get_keys (reading->keys, GROUP_STATES, NULL, NULL);

  map->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; states != NULL && states[i] != NULL; i++)
    {
      g_auto (GStrv) spellings = get_list (reading, GROUP_STATES, states[i], "");

      if (field < 0 || sr_choice_find (map->kind->fields[field].choices, states[i]) == NULL)
        return refuse (reading, GROUP_STATES, states[i], states[i], _("a state of the kind"), error);

      for (guint n = 0; spellings[n] != NULL; n++)
        {
          GPtrArray *meant = g_hash_table_lookup (map->states, spellings[n]);

          if (meant == NULL)
            {
              meant = g_ptr_array_new_with_free_func (g_free);
              g_hash_table_insert (map->states, g_strdup (spellings[n]), meant);
            }
          g_ptr_array_add (meant, g_strdup (states[i]));
        }
    }

  return TRUE;
}

static gboolean
check_actions (Reading            *reading,
               const char         *key,
               const char *const  *names,
               GError            **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (sr_action_find (reading->map->kind, names[i]) == NULL)
        return refuse (reading, GROUP_HISTORY, key, names[i], _("actions of the kind"), error);
    }

  return TRUE;
}

static gboolean
read_history (Reading  *reading,
              GError  **error)
{
  SrImportMap *map = reading->map;
  const char *input = NULL;

  if (!g_key_file_has_group (reading->keys, GROUP_HISTORY))
    return TRUE;

  map->changes = get_list (reading, GROUP_HISTORY, "changes", "");
  map->steps = get_list (reading, GROUP_HISTORY, "steps", "");
  map->otherwise = g_key_file_get_string (reading->keys, GROUP_HISTORY, "otherwise", NULL);

  if (map->otherwise != NULL && find_input (map->kind, map->otherwise, &input) == NULL)
    return refuse (reading, GROUP_HISTORY, "otherwise", map->otherwise,
                   _("what an action of the kind takes"), error);

  return need (reading, GROUP_FILE, "key", &map->key, error) &&
         need (reading, GROUP_HISTORY, "instant", &map->instant, error) &&
         need (reading, GROUP_HISTORY, "state", &map->state, error) &&
         check_actions (reading, "changes", (const char *const *) map->changes, error) &&
         check_actions (reading, "steps", (const char *const *) map->steps, error) &&
         read_states (reading, error);
}

/* What the records get that are made because others refer to them. */
static gboolean
read_defaults (Reading  *reading,
               GError  **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (reading->keys, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) names = NULL;
      const SrRecordKind *kind;
      GHashTable *texts;

      if (!g_str_has_prefix (groups[i], PREFIX_DEFAULTS))
        continue;

      kind = sr_record_kind_find (groups[i] + strlen (PREFIX_DEFAULTS));
      if (kind == NULL || sr_action_find (kind, "create") == NULL)
        return refuse (reading, groups[i], "kind", groups[i], _("a kind of record that people make"),
                       error);

      texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (reading->map->defaults, (gpointer) kind->name, texts);
      names = g_key_file_get_keys (reading->keys, groups[i], NULL, NULL);

      for (guint n = 0; names[n] != NULL; n++)
        {
          int field = sr_record_kind_find_field (kind, names[n]);
          g_autofree char *text = g_key_file_get_string (reading->keys, groups[i], names[n], NULL);

          if (field < 0)
            return refuse (reading, groups[i], names[n], names[n], _("a field of the kind"), error);

          g_hash_table_insert (texts, g_strdup (names[n]), g_steal_pointer (&text));
        }
    }

  return TRUE;
}

/**
 * sr_import_map_parse:
 * @text: the content of a map file
 * @length: its bytes, or -1 when it ends with a NUL
 * @name: its name, for the messages
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with %SR_DOMAIN_ERROR_INVALID or _MISSING
 */
SrImportMap *
sr_import_map_parse (const char  *text,
                     gssize       length,
                     const char  *name,
                     GError     **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (SrImportMap) map = g_new0 (SrImportMap, 1);
  g_autoptr (GError) local_error = NULL;
  Reading reading = { keys, name, map };

  map->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  map->defaults = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) g_hash_table_unref);

  /* What GKeyFile says about a line holds the line as it is. */
  if (!g_utf8_validate (text, length, NULL))
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID, _("%s: not text in UTF-8"), name);
      return NULL;
    }

  if (!g_key_file_load_from_data (keys, text, length < 0 ? strlen (text) : (gsize) length,
                                  G_KEY_FILE_NONE, &local_error))
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                   /* Translators: a file, the reason */
                   _("%s: this is no map file: %s"), name, local_error->message);
      return NULL;
    }

  if (!check_escapes (&reading, error) || !read_file_group (&reading, error) ||
      !read_fields (&reading, error) || !read_history (&reading, error) ||
      !read_defaults (&reading, error))
    return NULL;

  return g_steal_pointer (&map);
}

/**
 * sr_import_map_load:
 * @path: a map file
 *
 * Returns: (transfer full) (nullable): the map, or %NULL with an error
 */
SrImportMap *
sr_import_map_load (const char  *path,
                    GError     **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_path_get_basename (path);
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return sr_import_map_parse (text, (gssize) length, name, error);
}
