/* What the formats of an export share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-row.h"
#include "room/sr-reference-names.h"

G_BEGIN_DECLS

/**
 * SrExport:
 * @name: the file that was asked for, for messages
 * @path: the file that is written; it gets its name when it is whole
 *
 * One export under way; all of it borrowed.
 */
typedef struct
{
  const char         *name;
  const char         *path;
  const SrRecordKind *kind;
  SrReferenceNames   *names;
  const char         *zone;
} SrExport;

/**
 * SrExportFormat:
 * @ending: of the file's name, with its dot
 * @open: begins the file; returns what the others are given
 * @write: adds one record
 * @close: ends the file, or with @keep %FALSE gives it up; frees @file
 */
typedef struct
{
  const char *ending;
  gpointer  (*open)  (const SrExport  *export,
                      GError         **error);
  gboolean  (*write) (gpointer         file,
                      const SrRow     *row,
                      GError         **error);
  gboolean  (*close) (gpointer         file,
                      gboolean         keep,
                      GError         **error);
} SrExportFormat;

extern const SrExportFormat sr_export_csv;
extern const SrExportFormat sr_export_json;
extern const SrExportFormat sr_export_xlsx;

G_END_DECLS
