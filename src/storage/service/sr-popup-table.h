/* What a notification server shows for whom.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "storage/sr-connection.h"

G_BEGIN_DECLS

/**
 * SrShownPopup:
 * @key: what it is about; one popup for each key
 * @server: the name that the server gives itself
 * @server_id: what the server calls the popup
 */
typedef struct
{
  char    *key;
  char    *server;
  guint32  server_id;
} SrShownPopup;

void       sr_shown_popup_free   (SrShownPopup  *self);

/* (element-type SrShownPopup) */
GPtrArray *sr_popup_table_load   (SrConnection  *connection,
                                  gint64         staff,
                                  GError       **error);
gboolean   sr_popup_table_save   (SrConnection  *connection,
                                  gint64         staff,
                                  const char    *key,
                                  const char    *server,
                                  guint32        server_id,
                                  GError       **error);
gboolean   sr_popup_table_remove (SrConnection  *connection,
                                  gint64         staff,
                                  const char    *key,
                                  GError       **error);

G_END_DECLS
