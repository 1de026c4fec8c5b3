/* What may be done with a request now, and why not the rest.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-action-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/queue/sr-action-bar.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-measured-bin.h"

/**
 * SrActionBar:
 *
 * Every action of the table that leads from the state of the request. The first that is possible is
 * the suggested button; as many of the next as there is place for, three at most, stand beside it;
 * the rest is in the menu, where what is not possible says why.
 *
 * A press emits `chosen` with the name of the action.
 */
struct _SrActionBar
{
  AdwBin parent_instance;

  /* Template */
  SrMeasuredBin  *measure;
  GtkBox         *buttons;
  GtkMenuButton  *more_button;
  GtkPopover     *more_popover;
  GtkBox         *more_box;

  /* Owned */
  GPtrArray      *choices;

  /* Borrowed */
  const SrAction *next;
};

typedef struct
{
  const SrAction *action;
  char           *reason;   /* why it is not possible, NULL if it is */
  GtkWidget      *button;   /* in the bar; NULL if it is not possible, or was never in sight */
  GtkWidget      *row;      /* in the menu; NULL until somebody opens it */
} Choice;

enum
{
  CHOSEN,
  N_SIGNALS
};

#define MAX_BUTTONS 4
#define SPACING 6

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrActionBar, sr_action_bar, ADW_TYPE_BIN)

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->reason);
  g_free (choice);
}

static void
on_button_clicked_cb (SrActionBar *self,
                      GtkButton   *button)
{
  const char *name = g_object_get_data (G_OBJECT (button), "action");

  gtk_popover_popdown (self->more_popover);
  g_signal_emit (self, signals[CHOSEN], 0, name);
}

static void
prepare_button (SrActionBar *self,
                GtkWidget   *button,
                Choice      *choice)
{
  g_object_set_data (G_OBJECT (button), "action", (gpointer) choice->action->name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_button_clicked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_button (SrActionBar *self,
            Choice      *choice)
{
  GtkWidget *label = gtk_label_new (_(choice->action->label));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  choice->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (choice->button), label);
  gtk_widget_add_css_class (choice->button, "action");
  sr_accessible_set_name (choice->button, _(choice->action->label));
  if (choice->action == self->next)
    {
      gtk_widget_add_css_class (choice->button, "suggested-action");
      gtk_widget_set_tooltip_text (choice->button, _("Next action (Ctrl+D)"));
    }
  prepare_button (self, choice->button, choice);
  gtk_box_append (self->buttons, choice->button);
}

static void
add_row (SrActionBar *self,
         Choice      *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (_(choice->action->label));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), label);
  choice->row = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (choice->row), box);
  gtk_widget_add_css_class (choice->row, "flat");
  gtk_widget_add_css_class (choice->row, "menu-row");
  sr_accessible_set_name (choice->row, _(choice->action->label));

  if (choice->reason != NULL)
    {
      GtkWidget *reason = gtk_label_new (choice->reason);

      gtk_label_set_xalign (GTK_LABEL (reason), 0);
      gtk_label_set_wrap (GTK_LABEL (reason), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (reason), 34);
      gtk_widget_add_css_class (reason, "caption");
      gtk_box_append (GTK_BOX (box), reason);
      gtk_widget_set_sensitive (choice->row, FALSE);
      gtk_widget_set_tooltip_text (choice->row, choice->reason);
      gtk_accessible_update_property (GTK_ACCESSIBLE (choice->row),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, choice->reason, -1);
    }
  prepare_button (self, choice->row, choice);
  gtk_box_append (self->more_box, choice->row);
}

/* The words of an action may be long in one language and short in another: the bar keeps as many
 * buttons as fit, and the menu has the others. */
static void
fit (SrActionBar *self)
{
  int left = sr_measured_bin_get_width (self->measure);
  guint n_shown = 0;
  gboolean is_full = FALSE;
  gboolean has_more = FALSE;
  int menu_width;

  gtk_widget_measure (GTK_WIDGET (self->more_button), GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                      &menu_width, NULL, NULL);
  left -= MAX (menu_width, 34) + SPACING;

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);
      gboolean is_shown = FALSE;

      if (choice->reason == NULL && !is_full)
        {
          int width;

          if (choice->button == NULL)
            add_button (self, choice);
          gtk_widget_set_visible (choice->button, TRUE);
          gtk_widget_measure (choice->button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL,
                              NULL);
          left -= width + (n_shown > 0 ? SPACING : 0);
          is_shown = n_shown == 0 || left >= 0;
          is_full = !is_shown || ++n_shown == MAX_BUTTONS;
        }
      if (choice->button != NULL)
        gtk_widget_set_visible (choice->button, is_shown);
      if (choice->row != NULL)
        gtk_widget_set_visible (choice->row, !is_shown);
      has_more = has_more || !is_shown;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), has_more);
}

/* Most requests are read without a look at it, and it has a row for each action that there is. */
static void
make_menu (GtkMenuButton *button,
           gpointer       data)
{
  SrActionBar *self = data;

  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = g_ptr_array_index (self->choices, i);

      if (choice->row == NULL)
        add_row (self, choice);
      gtk_widget_set_visible (choice->row, choice->button == NULL
                                           || !gtk_widget_get_visible (choice->button));
    }
}

static void
clear (SrActionBar *self)
{
  GtkWidget *child;

  self->next = NULL;
  g_ptr_array_set_size (self->choices, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    gtk_box_remove (self->buttons, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->more_box))) != NULL)
    gtk_box_remove (self->more_box, child);
}

static void
sr_action_bar_dispose (GObject *object)
{
  SrActionBar *self = SR_ACTION_BAR (object);

  g_clear_pointer (&self->choices, g_ptr_array_unref);

  G_OBJECT_CLASS (sr_action_bar_parent_class)->dispose (object);
}

static void
sr_action_bar_class_init (SrActionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sr_action_bar_dispose;

  /**
   * SrActionBar::chosen:
   * @action: the name of the action
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (SR_TYPE_MEASURED_BIN);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-action-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SrActionBar, measure);
  gtk_widget_class_bind_template_child (widget_class, SrActionBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, SrActionBar, more_button);
  gtk_widget_class_bind_template_child (widget_class, SrActionBar, more_popover);
  gtk_widget_class_bind_template_child (widget_class, SrActionBar, more_box);
  gtk_widget_class_bind_template_callback (widget_class, fit);
}

static void
sr_action_bar_init (SrActionBar *self)
{
  self->choices = g_ptr_array_new_with_free_func (choice_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->more_button, make_menu, self, NULL);
  sr_accessible_set_name (GTK_WIDGET (self->more_button), _("More Actions"));
}

/**
 * sr_action_bar_set_choices:
 * @choices: (nullable) (element-type SrActionChoice): what there is to do; nothing of it is kept
 */
void
sr_action_bar_set_choices (SrActionBar *self,
                           GPtrArray   *choices)
{
  g_return_if_fail (SR_IS_ACTION_BAR (self));

  clear (self);
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const SrActionChoice *given = g_ptr_array_index (choices, i);
      Choice *choice = g_new0 (Choice, 1);

      choice->action = given->action;
      choice->reason = g_strdup (given->reason);
      g_ptr_array_add (self->choices, choice);
      if (choice->reason == NULL && self->next == NULL)
        self->next = choice->action;
    }

  fit (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->more_popover)))
    make_menu (self->more_button, self);
}

/**
 * sr_action_bar_set_detail:
 * @detail: (nullable): the request; nothing of it is kept
 */
void
sr_action_bar_set_detail (SrActionBar     *self,
                          SrRequestDetail *detail)
{
  g_autoptr (GPtrArray) choices = detail != NULL ? sr_action_choices_of (detail) : NULL;

  sr_action_bar_set_choices (self, choices);
}

/**
 * sr_action_bar_get_next:
 *
 * Returns: (transfer none) (nullable): the action of the suggested button
 */
const SrAction *
sr_action_bar_get_next (SrActionBar *self)
{
  g_return_val_if_fail (SR_IS_ACTION_BAR (self), NULL);

  return self->next;
}
