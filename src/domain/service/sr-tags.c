/* Free words that a request is found by.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-tags"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/sr-text.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-tags.h"
#include "domain/sr-domain-error.h"

/* A tag may hold any text. Two that fold to the same are one, as the first was written. */
static GPtrArray *
tidy (char **tags)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *tag = g_strstrip (g_strdup (tags[i]));

      if (*tag != '\0' && g_hash_table_add (seen, sr_text_fold (tag)))
        g_ptr_array_add (kept, g_steal_pointer (&tag));
    }

  return kept;
}

/**
 * sr_tags_tidy:
 * @field: a list of @row; empty lists become nothing
 *
 * Trims each tag, drops what is empty and what says the same as one before it.
 */
void
sr_tags_tidy (SrRow *row,
              guint  field)
{
  g_auto (GStrv) tags = sr_row_get_list (row, field);
  g_autoptr (GPtrArray) kept = tidy (tags);

  if (kept->len == 0)
    {
      sr_row_set_null (row, field);
      return;
    }

  g_ptr_array_add (kept, NULL);
  sr_row_set_list (row, field, (const char *const *) kept->pdata);
}

/**
 * sr_tags_validate:
 * @given: (nullable): a list as JSON
 *
 * Returns: %TRUE if these can be the tags of a request; else %SR_DOMAIN_ERROR_INVALID, a whole sentence
 */
gboolean
sr_tags_validate (const SrValue  *given,
                  GError        **error)
{
  g_autoptr (SrRow) row = sr_row_new (&sr_request_kind);
  g_auto (GStrv) tags = NULL;

  if (given == NULL || given->type != SR_VALUE_TEXT)
    return TRUE;

  sr_row_set (row, SR_REQUEST_TAGS, given);
  sr_tags_tidy (row, SR_REQUEST_TAGS);
  tags = sr_row_get_list (row, SR_REQUEST_TAGS);

  if (g_strv_length (tags) > SR_TAGS_MAX)
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                   ngettext ("A request has at most %d tag. Take some away.",
                             "A request has at most %d tags. Take some away.", SR_TAGS_MAX),
                   SR_TAGS_MAX);
      return FALSE;
    }

  for (guint i = 0; tags[i] != NULL; i++)
    {
      if (g_utf8_strlen (tags[i], -1) > SR_TAG_MAX_CHARS)
        {
          g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                       ngettext ("The tag “%s” is too long: it may have %d character.",
                                 "The tag “%s” is too long: it may have %d characters.",
                                 SR_TAG_MAX_CHARS),
                       tags[i], SR_TAG_MAX_CHARS);
          return FALSE;
        }
    }

  return TRUE;
}
