/* Lines, tables and JSON on standard output.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include "ctl/sr-ctl-print.h"

#include <stdio.h>
#include <string.h>

#define SPACE_BETWEEN 2
/* Beyond this a cell does not push the ones after it to the right. */
#define MAX_WIDTH 48

struct _SrCtlTable
{
  guint      n_columns;
  GPtrArray *cells;
};

/**
 * sr_ctl_make_plain:
 * @text: from the room, a file or the command line
 *
 * What is printed must neither move the cursor of a terminal nor be unreadable for a program.
 *
 * Returns: (transfer full): the text in UTF-8 and in one line, without control characters
 */
char *
sr_ctl_make_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      g_string_append_unichar (plain, g_unichar_iscntrl (letter) ? ' ' : letter);
    }

  return g_string_free (plain, FALSE);
}

void
sr_ctl_print_line (const char *format,
                   ...)
{
  va_list arguments;
  g_autofree char *line = NULL;
  g_autofree char *plain = NULL;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  plain = sr_ctl_make_plain (line);
  fputs (plain, stdout);
  fputc ('\n', stdout);
}

void
sr_ctl_print_json (JsonNode *node)
{
  g_autoptr (JsonNode) own = node;
  g_autofree char *text = json_to_string (own, TRUE);
  /* The name of a file may be anything. */
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  fputs (valid, stdout);
  fputc ('\n', stdout);
}

void
sr_ctl_print_json_string (const char *text)
{
  sr_ctl_print_json (json_node_init_string (json_node_alloc (), text));
}

SrCtlTable *
sr_ctl_table_new (guint n_columns)
{
  SrCtlTable *self = g_new0 (SrCtlTable, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
sr_ctl_table_free (SrCtlTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->cells);
  g_free (self);
}

void
sr_ctl_table_add (SrCtlTable *self,
                  char       *text)
{
  g_ptr_array_add (self->cells, sr_ctl_make_plain (text));
  g_free (text);
}

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (!g_unichar_iszerowidth (letter))
        width += g_unichar_iswide (letter) ? 2 : 1;
    }

  return width;
}

void
sr_ctl_table_print (SrCtlTable *self)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint width = width_of (g_ptr_array_index (self->cells, i));

      if (width <= MAX_WIDTH)
        widths[i % self->n_columns] = MAX (widths[i % self->n_columns], width);
    }

  for (guint i = 0; i < self->cells->len; i++)
    {
      const char *cell = g_ptr_array_index (self->cells, i);
      guint column = i % self->n_columns;
      guint width = width_of (cell);

      fputs (cell, stdout);
      if (column == self->n_columns - 1)
        fputc ('\n', stdout);
      else
        fprintf (stdout, "%*s", (int) (MAX (widths[column], width) - width + SPACE_BETWEEN), "");
    }

  sr_ctl_table_free (self);
}
