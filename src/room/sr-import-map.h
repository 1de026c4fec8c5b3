/* How a file of another program is read: columns, dates, values, and what belongs together.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-record-kind.h"
#include "domain/time/sr-zone.h"

G_BEGIN_DECLS

/**
 * SrImportField:
 * @name: the input of the actions of the kind that it is for, "title"
 * @field: its declaration
 * @columns: the columns that it is read from; those that are empty are left out
 * @separator: what stands between two of them
 * @fallback: (nullable): what holds when all of them are empty
 * @values: (nullable): the spelling of the file to the spelling of the room; %NULL: as it is
 *
 * One field of the record and where it comes from.
 */
typedef struct
{
  const char    *name;
  const SrField *field;
  GStrv          columns;
  char          *separator;
  char          *fallback;
  GHashTable    *values;
} SrImportField;

/**
 * SrImportMap:
 * @kind: what the records become
 * @source: the name under which the room remembers what it has read
 * @encodings: what the file may be written in, in order of trust
 * @empty: cells that say nothing
 * @zone: the zone of instants without an offset
 * @date_format: (nullable): "%d-%m-%Y %H:%M"; %NULL: ISO 8601
 * @key: (nullable): the column that names a record; a history must have it
 * @instant: (nullable): for a history: the column of the instant; %NULL: each line is one record
 * @state: for a history: the column of the state
 * @states: for a history: the spelling of the file to the states of the room (GStrv) that it means
 * @changes: for a history: the actions that take over a value that has changed, in order of trial
 * @steps: for a history: the actions that lead from state to state
 * @otherwise: (nullable): for a history: the input that gets, as text, what no action can take over,
 *   "note.text"
 * @fields: (element-type SrImportField)
 * @defaults: kind name to (field name to text): what a record that is made on the way gets; kinds
 *   that are not there are never made
 *
 * A map file, read. Immutable.
 */
typedef struct
{
  const SrRecordKind *kind;
  char               *source;
  GStrv               encodings;
  char                delimiter;
  GStrv               empty;
  const SrZone       *zone;
  char               *date_format;
  char               *key;
  char               *instant;
  char               *state;
  GHashTable         *states;
  GStrv               changes;
  GStrv               steps;
  char               *otherwise;
  GPtrArray          *fields;
  GHashTable         *defaults;
} SrImportMap;

/* Errors: SR_DOMAIN_ERROR_INVALID or _MISSING, naming group and key; G_FILE_ERROR. */
SrImportMap *sr_import_map_load     (const char          *path,
                                     GError             **error);
SrImportMap *sr_import_map_parse    (const char          *text,
                                     gssize               length,
                                     const char          *name,
                                     GError             **error);
void         sr_import_map_free     (SrImportMap         *self);

gboolean     sr_import_map_is_empty (const SrImportMap   *self,
                                     const char          *cell);
/* (transfer full): the text for a field's payload out of its cells, which are in the order of
 * field->columns; NULL without error for nothing. @out_column: which cell is to blame. */
char        *sr_import_map_read     (const SrImportMap   *self,
                                     const SrImportField *field,
                                     const char *const   *cells,
                                     guint               *out_column,
                                     GError             **error);
gboolean     sr_import_map_read_instant (const SrImportMap  *self,
                                         const char         *cell,
                                         gint64             *out_instant,
                                         GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrImportMap, sr_import_map_free)

G_END_DECLS
