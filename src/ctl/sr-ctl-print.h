/* Lines, tables and JSON on standard output.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* In one line and in UTF-8, whatever the text has. */
char     *sr_ctl_make_plain  (const char *text);
/* One line, in UTF-8 whatever the locale. */
void      sr_ctl_print_line  (const char *format,
                              ...) G_GNUC_PRINTF (1, 2);
/* Takes the node. */
void      sr_ctl_print_json  (JsonNode   *node);
void      sr_ctl_print_json_string (const char *text);

/**
 * SrCtlTable:
 *
 * Rows of cells, printed under each other.
 */
typedef struct _SrCtlTable SrCtlTable;

SrCtlTable *sr_ctl_table_new   (guint         n_columns);
/* Takes the text; control characters become spaces. */
void        sr_ctl_table_add   (SrCtlTable   *self,
                                char         *text);
/* Prints the table and frees it. */
void        sr_ctl_table_print (SrCtlTable   *self);
void        sr_ctl_table_free  (SrCtlTable   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SrCtlTable, sr_ctl_table_free)

G_END_DECLS
