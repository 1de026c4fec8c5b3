/* The content of attachments, by SHA-256, in chunks.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

#define SR_CONTENT_CHUNK_SIZE (256 * 1024)
#define SR_CONTENT_MAX_SIZE   (G_GINT64_CONSTANT (512) * 1024 * 1024)

/* Stores what the stream gives unless the same content is there; inside a transaction that writes. */
gboolean   sr_content_table_store  (SrConnection   *connection,
                                    GInputStream   *stream,
                                    char          **out_sha256,
                                    gint64         *out_size,
                                    GCancellable   *cancellable,
                                    GError        **error);
gboolean   sr_content_table_read   (SrConnection   *connection,
                                    const char     *sha256,
                                    GOutputStream  *stream,
                                    GCancellable   *cancellable,
                                    GError        **error);
/* FALSE with SR_STORE_ERROR_NOT_FOUND or _CORRUPT if the content is missing or not what it says. */
gboolean   sr_content_table_verify (SrConnection   *connection,
                                    const char     *sha256,
                                    gint64          size,
                                    GError        **error);

G_END_DECLS
