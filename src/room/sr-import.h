/* Records read from the files of other programs.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-gate.h"
#include "room/sr-import-map.h"

G_BEGIN_DECLS

/**
 * SrImportOptions:
 * @until: for a history: nothing later than this instant is read; %G_MAXINT64 for all
 * @dry_run: do all of it, then store nothing
 * @skip_bad: leave out what is bad and store the rest
 */
typedef struct
{
  gint64   until;
  gboolean dry_run;
  gboolean skip_bad;
} SrImportOptions;

/**
 * SrImportProblem:
 * @line: of the file, counted from 1
 * @column: (nullable): the column
 * @value: (nullable): what it holds
 * @reason: why that cannot be, for people
 */
typedef struct
{
  guint  line;
  char  *column;
  char  *value;
  char  *reason;
} SrImportProblem;

/**
 * SrImportReport:
 * @lines: how many lines were read
 * @later: how many of them are later than the instant asked for
 * @made: records that are new
 * @continued: records that were there and got further steps
 * @unchanged: records that were there and have nothing new
 * @acts: what was done, all in all
 * @inferred: how much of it the file leaves out
 * @others: records that were made because the new ones refer to them
 * @is_stored: whether it is in the room now
 * @problems: (element-type SrImportProblem): in order of line
 * @notices: (element-type utf8): what was read in another way than it is written, for people
 */
typedef struct
{
  guint      lines;
  guint      later;
  guint      made;
  guint      continued;
  guint      unchanged;
  guint      acts;
  guint      inferred;
  guint      others;
  gboolean   is_stored;
  GPtrArray *problems;
  GPtrArray *notices;
} SrImportReport;

/* Reads @bytes, the content of the file @name, as @map says, in one transaction. With a problem, and
 * without @skip_bad, nothing is stored; the report tells all of them. Only a manager may. Repeated,
 * it changes nothing; a later @until goes on where it stopped. NULL with SR_DOMAIN_ERROR_RIGHT, with
 * _INVALID for a file that is none of the map, or with SR_STORE_ERROR: then nothing is stored. */
SrImportReport *sr_import_run         (SrGate                 *gate,
                                       const SrImportMap      *map,
                                       const char             *name,
                                       GBytes                 *bytes,
                                       const SrImportOptions  *options,
                                       GError                **error);
void            sr_import_report_free (SrImportReport         *self);
/* (transfer full): "log.csv:17: “impact” is “9”: …" */
char           *sr_import_problem_to_text (const SrImportProblem *problem,
                                           const char            *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrImportReport, sr_import_report_free)

G_END_DECLS
