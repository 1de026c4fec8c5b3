/* One value of one field: nothing, an integer or text.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-value"

#include "config.h"

#include "domain/records/sr-value.h"

/**
 * sr_value_clear:
 * @value: an initialised value
 *
 * Frees what the value owns and leaves it NULL.
 */
void
sr_value_clear (SrValue *value)
{
  if (value->type == SR_VALUE_TEXT)
    g_free (value->text);
  else if (value->type == SR_VALUE_BYTES)
    g_bytes_unref (value->bytes);

  value->type = SR_VALUE_NULL;
  value->integer = 0;
}

/**
 * sr_value_copy:
 * @source: the value to copy, which may be a borrowed one
 * @target: an initialised value; what it had is freed
 */
void
sr_value_copy (const SrValue *source,
               SrValue       *target)
{
  SrValue copy = *source;

  if (copy.type == SR_VALUE_TEXT)
    copy.text = g_strdup (source->text);
  else if (copy.type == SR_VALUE_BYTES)
    g_bytes_ref (copy.bytes);

  sr_value_clear (target);
  *target = copy;
}

/**
 * sr_value_set_null:
 */
void
sr_value_set_null (SrValue *value)
{
  sr_value_clear (value);
}

/**
 * sr_value_set_integer:
 */
void
sr_value_set_integer (SrValue *value,
                      gint64   integer)
{
  sr_value_clear (value);
  value->type = SR_VALUE_INTEGER;
  value->integer = integer;
}

/**
 * sr_value_set_text:
 * @text: (nullable): copied; %NULL makes the value NULL
 */
void
sr_value_set_text (SrValue    *value,
                   const char *text)
{
  sr_value_take_text (value, g_strdup (text));
}

/**
 * sr_value_take_text:
 * @text: (nullable) (transfer full): %NULL makes the value NULL
 */
void
sr_value_take_text (SrValue *value,
                    char    *text)
{
  sr_value_clear (value);

  if (text != NULL)
    {
      value->type = SR_VALUE_TEXT;
      value->text = text;
    }
}

/**
 * sr_value_equal:
 *
 * Returns: %TRUE if both have the same type and content; two NULL values are equal
 */
gboolean
sr_value_equal (const SrValue *a,
                const SrValue *b)
{
  if (a->type != b->type)
    return FALSE;

  switch (a->type)
    {
    case SR_VALUE_NULL:
      return TRUE;
    case SR_VALUE_INTEGER:
      return a->integer == b->integer;
    case SR_VALUE_TEXT:
      return g_str_equal (a->text, b->text);
    case SR_VALUE_BYTES:
      return g_bytes_equal (a->bytes, b->bytes);
    default:
      g_assert_not_reached ();
    }
}
