/* The program itself, until its queue is drawn with rows.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include <glib/gi18n-lib.h>

#include "first-frame.h"
#include "ui/desk/sr-application.h"
#include "ui/desk/sr-desk-window.h"

static gboolean
is_queue_drawn (GtkWindow *window)
{
  SrPage *page = sr_desk_window_get_page (SR_DESK_WINDOW (window));

  return page != NULL && sr_page_is_drawn (page);
}

static void
window_added_cb (GtkApplication *application,
                 GtkWindow      *window)
{
  if (SR_IS_DESK_WINDOW (window))
    first_frame_watch (window, is_queue_drawn);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (SrApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = sr_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
