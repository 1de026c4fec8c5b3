/* Comma-separated values, RFC 4180, in and out.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-csv"

#include "config.h"

#include "room/sr-csv.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/sr-domain-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* What a spreadsheet takes for the start of a formula. */
#define FORMULA_STARTS "=+-@\t\r"

struct _SrCsvReader
{
  const char *cursor;      /* borrowed */
  char        delimiter;
  guint       line;        /* at the cursor */
  guint       record_line; /* where the last record began */
  GString    *cell;
};

static guint
count_lines (const char *from,
             const char *to)
{
  guint n = 1;

  for (const char *byte = from; byte < to; byte++)
    n += *byte == '\n';

  return n;
}

static char *
decode_utf8 (const char  *name,
             const char  *bytes,
             gsize        length,
             GError     **error)
{
  const char *end = NULL;

  /* The bytes of a file end without a zero. */
  if (length >= strlen (BYTE_ORDER_MARK) &&
      memcmp (bytes, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      bytes += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }

  if (g_utf8_validate_len (bytes, length, &end))
    return g_strndup (bytes, length);

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               /* Translators: a file and a line in it */
               _("%s:%u: this is no UTF-8 text. Save the file as UTF-8, or name its encoding in the "
                 "map."), name, count_lines (bytes, end));

  return NULL;
}

static char *
decode_as (const char  *name,
           const char  *bytes,
           gsize        length,
           const char  *encoding,
           GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize n_read = 0;
  gsize n_written = 0;

  if (g_ascii_strcasecmp (encoding, "UTF-8") == 0)
    return decode_utf8 (name, bytes, length, error);

  text = g_convert (bytes, length, "UTF-8", encoding, &n_read, &n_written, &local_error);
  if (text != NULL && strlen (text) == n_written)
    return g_steal_pointer (&text);

  if (g_error_matches (local_error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION))
    g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                 _("The encoding “%s” is not known. Name another one in the map."), encoding);
  else
    g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                 /* Translators: a file, a line in it, the name of an encoding */
                 _("%s:%u: this is no text in %s. Name the file's encoding in the map."),
                 name, count_lines (bytes, bytes + MIN (n_read, length)), encoding);

  return NULL;
}

/**
 * sr_csv_decode:
 * @name: the file's name, for the message
 * @bytes: its content
 * @encodings: (array zero-terminated=1): what it may be written in, in order of trust
 *
 * Returns: (transfer full) (nullable): the text in UTF-8 without a byte order mark, or %NULL with
 *   %SR_DOMAIN_ERROR_INVALID, which names the line that the first encoding cannot read
 */
char *
sr_csv_decode (const char         *name,
               GBytes             *bytes,
               const char *const  *encodings,
               GError            **error)
{
  gsize length;
  const char *content = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) first_error = NULL;

  if (length == 0)
    return g_strdup ("");

  for (guint i = 0; encodings[i] != NULL; i++)
    {
      char *text = decode_as (name, content, length, encodings[i],
                              first_error == NULL ? &first_error : NULL);

      if (text != NULL)
        return text;
    }

  g_propagate_error (error, g_steal_pointer (&first_error));

  return NULL;
}

/**
 * sr_csv_reader_new:
 * @text: valid UTF-8, borrowed for the reader's life
 * @delimiter: what stands between two cells
 *
 * Returns: (transfer full): a reader that stands before the first record
 */
SrCsvReader *
sr_csv_reader_new (const char *text,
                   char        delimiter)
{
  SrCsvReader *self = g_new0 (SrCsvReader, 1);

  self->cursor = text;
  self->delimiter = delimiter;
  self->line = 1;
  self->cell = g_string_new (NULL);

  return self;
}

/**
 * sr_csv_reader_free:
 * @self: (nullable) (transfer full):
 */
void
sr_csv_reader_free (SrCsvReader *self)
{
  if (self == NULL)
    return;

  g_string_free (self->cell, TRUE);
  g_free (self);
}

static gboolean
is_line_end (char byte)
{
  return byte == '\n' || byte == '\r';
}

/* LF, CRLF, or the CR of old files. */
static void
skip_line_end (SrCsvReader *self)
{
  if (*self->cursor == '\r')
    self->cursor++;
  if (*self->cursor == '\n')
    self->cursor++;
  self->line++;
}

static gboolean
read_quoted (SrCsvReader  *self,
             GError      **error)
{
  guint line = self->line;
  gboolean is_closed = FALSE;

  self->cursor++;
  while (*self->cursor != '\0' && !is_closed)
    {
      is_closed = self->cursor[0] == '"' && self->cursor[1] != '"';
      if (!is_closed)
        {
          if (*self->cursor == '"')
            self->cursor++;
          else if (*self->cursor == '\n')
            self->line++;
          g_string_append_c (self->cell, *self->cursor);
        }
      self->cursor++;
    }

  if (!is_closed)
    {
      g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                   _("The quotation mark that opens in line %u is never closed."), line);
      return FALSE;
    }

  if (*self->cursor == '\0' || *self->cursor == self->delimiter || is_line_end (*self->cursor))
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("There is text after the quotation mark that closes a cell in line %u."),
               self->line);

  return FALSE;
}

static void
read_plain (SrCsvReader *self)
{
  const char *from = self->cursor;

  while (*self->cursor != '\0' && *self->cursor != self->delimiter &&
         !is_line_end (*self->cursor))
    self->cursor++;

  g_string_append_len (self->cell, from, self->cursor - from);
}

static void
skip_to_line_end (SrCsvReader *self)
{
  while (*self->cursor != '\0' && !is_line_end (*self->cursor))
    self->cursor++;
  if (*self->cursor != '\0')
    skip_line_end (self);
}

/**
 * sr_csv_reader_next:
 * @cells: (element-type utf8): emptied, then filled with the cells of the next record
 *
 * Empty lines are passed over.
 *
 * Returns: %TRUE if there is a record; %FALSE without error after the last one; %FALSE with
 *   %SR_DOMAIN_ERROR_INVALID if the record is malformed, after which the next call reads on
 */
gboolean
sr_csv_reader_next (SrCsvReader  *self,
                    GPtrArray    *cells,
                    GError      **error)
{
  g_ptr_array_set_size (cells, 0);

  while (is_line_end (*self->cursor))
    skip_line_end (self);

  self->record_line = self->line;
  if (*self->cursor == '\0')
    return FALSE;

  for (;;)
    {
      g_string_truncate (self->cell, 0);

      if (*self->cursor != '"')
        {
          read_plain (self);
        }
      else if (!read_quoted (self, error))
        {
          skip_to_line_end (self);
          return FALSE;
        }

      g_ptr_array_add (cells, g_strndup (self->cell->str, self->cell->len));

      if (*self->cursor == '\0')
        return TRUE;
      if (is_line_end (*self->cursor))
        {
          skip_line_end (self);
          return TRUE;
        }
      self->cursor++;
    }
}

/**
 * sr_csv_reader_get_line:
 *
 * Returns: the line, counted from 1, at which the last record began
 */
guint
sr_csv_reader_get_line (SrCsvReader *self)
{
  return self->record_line;
}

/**
 * sr_csv_append_cell:
 * @record: what stands before it in the record, nothing for its first cell
 * @text: the cell
 */
void
sr_csv_append_cell (GString    *record,
                    const char *text)
{
  gboolean is_formula = *text != '\0' && strchr (FORMULA_STARTS, *text) != NULL;
  gboolean is_quoted = strpbrk (text, ",\"\r\n\t") != NULL;

  if (record->len > 0)
    g_string_append_c (record, ',');
  else if (*text == '\0')
    is_quoted = TRUE;  /* so that it is told from no cell at all */

  if (is_quoted)
    g_string_append_c (record, '"');
  if (is_formula)
    g_string_append_c (record, '\'');

  for (const char *byte = text; *byte != '\0'; byte++)
    {
      if (*byte == '"')
        g_string_append_c (record, '"');
      g_string_append_c (record, *byte);
    }

  if (is_quoted)
    g_string_append_c (record, '"');
}

/**
 * sr_csv_end_record:
 * @record: gets the line end of RFC 4180
 */
void
sr_csv_end_record (GString *record)
{
  g_string_append (record, "\r\n");
}

/**
 * sr_csv_strip_guard:
 * @cell: a cell as it was read
 *
 * Returns: (transfer none): the cell without the apostrophe that keeps it from being a formula
 */
const char *
sr_csv_strip_guard (const char *cell)
{
  return cell[0] == '\'' && cell[1] != '\0' && strchr (FORMULA_STARTS, cell[1]) != NULL
         ? cell + 1 : cell;
}
