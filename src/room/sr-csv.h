/* Comma-separated values, RFC 4180, in and out.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text of a file as UTF-8 without a byte order mark: the first of @encodings (ended by NULL)
 * that reads all of it. Errors: SR_DOMAIN_ERROR_INVALID, naming the line. */
char        *sr_csv_decode         (const char         *name,
                                    GBytes             *bytes,
                                    const char *const  *encodings,
                                    GError            **error);

/**
 * SrCsvReader:
 *
 * Reads one record after the other out of a text. Input is hostile.
 */
typedef struct _SrCsvReader SrCsvReader;

/* @text is borrowed: it must live as long as the reader. */
SrCsvReader *sr_csv_reader_new     (const char         *text,
                                    char                delimiter);
void         sr_csv_reader_free    (SrCsvReader        *self);
/* TRUE: @cells (element-type utf8) holds the next record. FALSE without error: there is none left.
 * An error is about this record alone: the next call reads on after it. */
gboolean     sr_csv_reader_next    (SrCsvReader        *self,
                                    GPtrArray          *cells,
                                    GError            **error);
/* The line, counted from 1, at which the last record began. */
guint        sr_csv_reader_get_line (SrCsvReader       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCsvReader, sr_csv_reader_free)

/* Appends one cell, quoted if it must be. What a spreadsheet would take for a formula gets an
 * apostrophe before it. */
void         sr_csv_append_cell    (GString            *record,
                                    const char         *text);
void         sr_csv_end_record     (GString            *record);
/* Takes away what sr_csv_append_cell() put before a formula; (transfer none). */
const char  *sr_csv_strip_guard    (const char         *cell);

G_END_DECLS
