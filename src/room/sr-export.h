/* Records written to a file: CSV, JSON, XLSX.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-configuration.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/* Writes every record of @kind in order of id to @path, in the format that its ending names. The
 * file gets its name when it is whole; one that was there stays as it is until then. @out_count
 * (optional): how many. Errors: SR_DOMAIN_ERROR_INVALID for an ending or for what the format cannot
 * hold, SR_STORE_ERROR, G_IO_ERROR, G_FILE_ERROR. */
gboolean sr_export_write (SrConnection       *connection,
                          SrConfiguration    *configuration,
                          const SrRecordKind *kind,
                          const char         *path,
                          guint              *out_count,
                          GError            **error);

G_END_DECLS
