/* Says when a window is drawn, and what memory the program has then.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "first-frame.h"

typedef struct
{
  GtkWindow      *window;
  FirstFrameFunc  is_drawn;
  gboolean        is_said;
} Watch;

static long
read_memory (const char *text,
             const char *name)
{
  const char *line = strstr (text, name);

  return line != NULL ? strtol (line + strlen (name), NULL, 10) : 0;
}

static gboolean
quit_cb (gpointer data)
{
  g_application_quit (g_application_get_default ());

  return G_SOURCE_REMOVE;
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       data)
{
  Watch *self = data;
  g_autofree char *memory = NULL;

  if (self->is_said || !self->is_drawn (self->window))
    return;

  self->is_said = TRUE;
  puts ("drawn");
  fflush (stdout);

  if (g_file_get_contents ("/proc/self/smaps_rollup", &memory, NULL, NULL))
    printf ("memory %ld %ld\n", read_memory (memory, "\nRss:"), read_memory (memory, "\nPss:"));
  fflush (stdout);

  g_idle_add (quit_cb, NULL);
}

static void
on_realized_cb (GtkWidget *widget,
                gpointer   data)
{
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (after_paint_cb),
                    data);
}

void
first_frame_watch (GtkWindow      *window,
                   FirstFrameFunc  is_drawn)
{
  static Watch watch;

  watch.window = window;
  watch.is_drawn = is_drawn;

  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    on_realized_cb (GTK_WIDGET (window), &watch);
  else
    g_signal_connect (window, "realize", G_CALLBACK (on_realized_cb), &watch);
}
