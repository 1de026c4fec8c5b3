/* Why the storage refuses.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-store-error"

#include "config.h"

#include "storage/sr-store-error.h"

G_DEFINE_QUARK (sr-store-error-quark, sr_store_error)
