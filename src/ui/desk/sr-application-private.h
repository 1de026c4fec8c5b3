/* What the files of the application share.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/desk/sr-application.h"
#include "ui/desk/sr-desk-window.h"
#include "ui/notify/sr-popup-agent.h"

G_BEGIN_DECLS

/**
 * SrOptions:
 *
 * What the command line says. Strings are owned and may be %NULL.
 */
typedef struct
{
  char     *room;
  char     *login;
  char     *page;
  char     *picture;  /* file to draw to */
  char     *show;     /* what to draw over the page */
  char     *select;   /* number of the request to draw */
  gint64    now;
  gboolean  is_fixed;
  int       width;
  int       height;
} SrOptions;

struct _SrApplication
{
  AdwApplication parent_instance;

  /* Owned */
  SrOptions     options;
  char         *location;
  SrClock      *clock;
  SrRoom       *room;
  SrPopupAgent *agent;         /* while the room is open */

  /* Borrowed */
  SrDeskWindow *window;

  /* State */
  gint64        patience_end;  /* monotonic: then the window comes without its rows */
  GtkWidget    *first_focus;   /* what the window chose by itself; only compared */
  guint         look_id;
  gboolean      opening;
  gboolean      stays;         /* held: it tells of deadlines without a window too */
  int           status;
};

/* sr-application-options.c: the command line. */
void _sr_application_options_init  (SrApplication *self);
/* As GApplication's handle_local_options: -1 to go on. */
int  _sr_application_options_read  (SrApplication *self,
                                    GVariantDict  *given);
void _sr_application_options_clear (SrApplication *self);

/* sr-application-picture.c: draws the page to a file once it is there, and quits. */
void _sr_application_draw_picture  (SrApplication *self);

G_END_DECLS
