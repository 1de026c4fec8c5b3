/* What the files of the import share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-import.h"

G_BEGIN_DECLS

/**
 * SrImportLine:
 * @line: of the file, counted from 1
 * @step: the how-manyth line of its record it is, counted from 1
 * @is_bad: it is among the problems, and only its place counts
 * @key: (nullable): which record it is about
 * @at: for a history: the instant at which it is read
 * @state: for a history: the state as the file spells it
 * @wanted: (element-type utf8): for a history: the states that it means; borrowed from the map
 * @values: for each field of the map the text for the payload, empty for nothing
 *
 * One record of the file, checked.
 */
typedef struct
{
  guint      line;
  guint      step;
  gboolean   is_bad;
  char      *key;
  gint64     at;
  char      *state;
  GPtrArray *wanted;
  char     **values;
} SrImportLine;

/**
 * SrImport:
 *
 * One import under way.
 */
typedef struct
{
  /* Borrowed */
  SrGate                *gate;
  SrConnection          *connection;
  const SrImportMap     *map;
  const char            *name;
  const SrImportOptions *options;
  SrImportReport        *report;

  /* Owned */
  GPtrArray             *lines;   /* SrImportLine */
  GHashTable            *known;   /* "kind/name" -> id of a record that others refer to */
} SrImport;

/* Reads all lines of the file; what is bad goes to the report. FALSE for a file that is none of the
 * map. */
gboolean      sr_import_read_lines   (SrImport            *self,
                                      const char          *text,
                                      GError             **error);
void          sr_import_line_free    (SrImportLine        *line);
void          sr_import_add_problem  (SrImport            *self,
                                      guint                line,
                                      const char          *column,
                                      const char          *value,
                                      const char          *reason);
/* TRUE if the error is about what the file says and is now among the problems; else it is given on
 * to @error. */
gboolean      sr_import_take_refusal (SrImport            *self,
                                      guint                line,
                                      GError              *refusal,
                                      GError             **error);

/* Puts what @line says for the inputs of @action into @act. A field in @cleared (nullable, by place
 * in the map) that the line has nothing for is emptied. Makes what it refers to, if it must. */
gboolean      sr_import_fill_act     (SrImport            *self,
                                      const SrImportLine  *line,
                                      const SrAction      *action,
                                      const gboolean      *cleared,
                                      SrAct               *act,
                                      GError             **error);
/* Does the act; takes it. */
SrOutcome    *sr_import_do           (SrImport            *self,
                                      SrAct               *act,
                                      GError             **error);
char         *sr_import_source_key   (SrImport            *self,
                                      const char          *key);

/* Each line is one record that is made. */
gboolean      sr_import_records      (SrImport            *self,
                                      GError             **error);
/* The lines are steps of records, replayed in order of time. */
gboolean      sr_import_history      (SrImport            *self,
                                      GError             **error);
/* The next of the actions @steps on the shortest way from @state to any of @wanted; NULL if there is
 * no way. */
const SrAction *sr_import_next_step  (const SrRecordKind  *kind,
                                      const char *const   *steps,
                                      const char          *state,
                                      GPtrArray           *wanted);
/* TRUE if the action leads from the state. */
gboolean      sr_import_leads_from   (const SrAction      *action,
                                      const char          *state);

G_END_DECLS
