/* Who changed which field meanwhile, theirs and mine.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-conflict-view"

#include "config.h"

#include "ui/widgets/sr-conflict-view.h"

#include <glib/gi18n-lib.h>

struct _SrConflictView
{
  AdwBin      parent_instance;

  /* template */
  GtkListBox *list;
  GtkWidget  *keep_button;
};

enum
{
  KEEP_MINE,
  TAKE_THEIRS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrConflictView, sr_conflict_view, ADW_TYPE_BIN)

static void
on_keep_cb (SrConflictView *self)
{
  g_signal_emit (self, signals[KEEP_MINE], 0);
}

static void
on_take_cb (SrConflictView *self)
{
  g_signal_emit (self, signals[TAKE_THEIRS], 0);
}

static gboolean
sr_conflict_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SR_CONFLICT_VIEW (widget)->keep_button);
}

static void
sr_conflict_view_class_init (SrConflictViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = sr_conflict_view_grab_focus;

  signals[KEEP_MINE] =
    g_signal_new ("keep-mine", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[TAKE_THEIRS] =
    g_signal_new ("take-theirs", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/widgets/sr-conflict-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SrConflictView, list);
  gtk_widget_class_bind_template_child (widget_class, SrConflictView, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_take_cb);
}

static void
sr_conflict_view_init (SrConflictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sr_conflict_view_clear (SrConflictView *self)
{
  GtkWidget *row = NULL;

  g_return_if_fail (SR_IS_CONFLICT_VIEW (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

/**
 * sr_conflict_view_add:
 * @field: the label of the field
 * @who: who changed it
 * @when: when, as people read it
 * @theirs: (nullable): what it is now
 * @mine: (nullable): what was typed
 */
void
sr_conflict_view_add (SrConflictView *self,
                      const char     *field,
                      const char     *who,
                      const char     *when,
                      const char     *theirs,
                      const char     *mine)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (SR_IS_CONFLICT_VIEW (self));

  /* Translators: a field, who changed it, when */
  title = g_strdup_printf (_("%1$s: changed by %2$s, %3$s"), field, who, when);
  /* Translators: two values of one field */
  subtitle = g_strdup_printf (_("Theirs: %1$s\nMine: %2$s"),
                              theirs != NULL && *theirs != '\0' ? theirs : _("nothing"),
                              mine != NULL && *mine != '\0' ? mine : _("nothing"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (self->list, row);
}
