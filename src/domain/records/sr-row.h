/* The plain values of one record.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "domain/records/sr-record-kind.h"

G_BEGIN_DECLS

/**
 * SrRow:
 *
 * What crosses the border between threads: the values of one record, in the order of its kind's
 * fields. A row belongs to one owner; it has no locks and no references.
 */
typedef struct _SrRow SrRow;

SrRow              *sr_row_new         (const SrRecordKind *kind);
SrRow              *sr_row_copy        (const SrRow        *self);
void                sr_row_free        (SrRow              *self);
const SrRecordKind *sr_row_get_kind    (const SrRow        *self);
gint64              sr_row_get_id      (const SrRow        *self);

const SrValue      *sr_row_get         (const SrRow        *self,
                                        guint               field);
void                sr_row_set         (SrRow              *self,
                                        guint               field,
                                        const SrValue      *value);
/* What the value owns belongs to the row then. */
void                sr_row_take        (SrRow              *self,
                                        guint               field,
                                        const SrValue      *value);
gboolean            sr_row_is_null     (const SrRow        *self,
                                        guint               field);
/* 0 for NULL. */
gint64              sr_row_get_integer (const SrRow        *self,
                                        guint               field);
/* NULL for NULL; borrowed. */
const char         *sr_row_get_text    (const SrRow        *self,
                                        guint               field);
void                sr_row_set_null    (SrRow              *self,
                                        guint               field);
void                sr_row_set_integer (SrRow              *self,
                                        guint               field,
                                        gint64              integer);
void                sr_row_set_text    (SrRow              *self,
                                        guint               field,
                                        const char         *text);
/* TRUE if the field holds exactly this text. */
gboolean            sr_row_is          (const SrRow        *self,
                                        guint               field,
                                        const char         *text);
gboolean            sr_row_equal       (const SrRow        *a,
                                        const SrRow        *b);

/* The texts of a list field; (transfer full), empty for NULL. */
GStrv               sr_row_get_list    (const SrRow        *self,
                                        guint               field);
void                sr_row_set_list    (SrRow              *self,
                                        guint               field,
                                        const char * const *texts);

/* Checks required fields and choices of a whole row. Errors: SR_DOMAIN_ERROR_MISSING, _INVALID. */
gboolean            sr_row_validate    (const SrRow        *self,
                                        GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrRow, sr_row_free)

G_END_DECLS
