/* What the records that others refer to are called.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "room/sr-configuration.h"
#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrReferenceNames:
 *
 * Looks up identities - a customer's name, a login, a code, a number - and remembers them. For one
 * export or one answer, on one thread.
 */
typedef struct _SrReferenceNames SrReferenceNames;

SrReferenceNames *sr_reference_names_new    (SrConnection      *connection,
                                             SrConfiguration   *configuration);
void              sr_reference_names_free   (SrReferenceNames  *self);
/* What the record of that kind and id is called, "#12" for what has no name; NULL with an error of
 * the storage. Borrowed for the life of @self. */
const char       *sr_reference_names_get    (SrReferenceNames  *self,
                                             const char        *kind,
                                             gint64             id,
                                             GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrReferenceNames, sr_reference_names_free)

G_END_DECLS
