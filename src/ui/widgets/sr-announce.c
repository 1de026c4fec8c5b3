/* Words for a moment, at the foot of the window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-announce"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "room/sr-act.h"
#include "ui/widgets/sr-announce.h"

/* Whoever has something to say knows no window: it gives it to the actions `win.announce` and
 * `win.announce-done`, which stand in one place. */

void
sr_announce (GtkWidget  *widget,
             const char *sentence)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (sentence != NULL);

  gtk_widget_activate_action (widget, "win.announce", "s", sentence);
}

static char *
make_sentence (const char *step,
               GPtrArray  *outcomes)
{
  const SrOutcome *first = g_ptr_array_index (outcomes, 0);

  if (outcomes->len == 1 && first->number != NULL)
    /* Translators: the number of a request, then what was done to it: "Assigned to Ann Miller" */
    return g_strdup_printf (C_("done", "%1$s: %2$s"), first->number, step);

  /* Translators: what was done to how many requests: a number, then the step */
  return g_strdup_printf (ngettext ("%1$u request: %2$s", "%1$u requests: %2$s", outcomes->len),
                          outcomes->len, step);
}

/* The events that are taken back together; none unless all of them can be. */
static GVariant *
collect_sequences (GPtrArray *outcomes)
{
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("ax"));
  gboolean is_undoable = TRUE;

  for (guint i = 0; i < outcomes->len; i++)
    is_undoable = is_undoable && ((SrOutcome *) g_ptr_array_index (outcomes, i))->undoable;
  for (guint i = 0; is_undoable && i < outcomes->len; i++)
    g_variant_builder_add (builder, "x", ((SrOutcome *) g_ptr_array_index (outcomes, i))->sequence);

  return g_variant_builder_end (builder);
}

void
sr_announce_undoable (GtkWidget  *widget,
                      const char *sentence,
                      GPtrArray  *outcomes)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (sentence != NULL && outcomes != NULL);

  gtk_widget_activate_action (widget, "win.announce-done", "(s@ax)", sentence,
                              collect_sequences (outcomes));
}

void
sr_announce_done (GtkWidget  *widget,
                  const char *step,
                  GPtrArray  *outcomes)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (step != NULL && outcomes != NULL && outcomes->len > 0);

  sentence = make_sentence (step, outcomes);
  sr_announce_undoable (widget, sentence, outcomes);
}
