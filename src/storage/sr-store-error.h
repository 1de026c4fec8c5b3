/* Why the storage refuses.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SR_STORE_ERROR (sr_store_error_quark ())

typedef enum
{
  SR_STORE_ERROR_BUSY,
  SR_STORE_ERROR_CONSTRAINT,
  SR_STORE_ERROR_CONFLICT,
  SR_STORE_ERROR_NOT_FOUND,
  SR_STORE_ERROR_CORRUPT,
  SR_STORE_ERROR_NO_SPACE,
  SR_STORE_ERROR_NOT_A_ROOM,
  SR_STORE_ERROR_SCHEMA_TOO_NEW,
  SR_STORE_ERROR_NETWORK_FILE_SYSTEM,
  SR_STORE_ERROR_UNAVAILABLE,
  SR_STORE_ERROR_FAILED
} SrStoreError;

GQuark sr_store_error_quark (void);

G_END_DECLS
