/* Official days off and make-up workdays, read from the files that publish them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "domain/time/sr-calendar.h"

G_BEGIN_DECLS

/* Each returns (transfer full) (element-type SrException), free func set. @name is the file's name,
 * for the messages. Errors: SR_TIME_ERROR_PARSE, naming the line or member. Input is hostile. */
GPtrArray *sr_holidays_parse_json (const char  *text,
                                   gssize       length,
                                   const char  *name,
                                   GError     **error);
GPtrArray *sr_holidays_parse_ical (const char  *text,
                                   gssize       length,
                                   const char  *name,
                                   GError     **error);
/* Lines "date,kind,name,source"; kind: holiday, adjusted_rest, makeup, closure, special; hours in a
 * further column "09:00-12:00 13:30-18:00" where the kind takes them. */
GPtrArray *sr_holidays_parse_csv  (const char  *text,
                                   gssize       length,
                                   const char  *name,
                                   GError     **error);
/* By the content and the name's ending. */
GPtrArray *sr_holidays_parse      (const char  *text,
                                   gssize       length,
                                   const char  *name,
                                   GError     **error);
/* One list out of several, the earliest notice first: by date, the later list wins. */
GPtrArray *sr_holidays_merge      (GPtrArray   *lists);

/**
 * SrHolidaysFile:
 * @name: the file's name, "2026.json"; sets are read in the order of the names
 * @bytes: its content
 */
typedef struct
{
  const char *name;
  GBytes     *bytes;
} SrHolidaysFile;

/* The shipped days, or any other set of years: each file read, and all merged. */
GPtrArray *sr_holidays_parse_set  (const SrHolidaysFile  *files,
                                   gsize                  n_files,
                                   GError               **error);

G_END_DECLS
