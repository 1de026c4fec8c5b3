/* A choice as a row of linked buttons.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-choice-toggles"

#include "config.h"

#include "ui/widgets/sr-choice-toggles.h"

/**
 * SrChoiceToggles:
 *
 * One stop of the Tab key: only the chosen button takes the focus, and the arrows choose another.
 * There is always one that is chosen, unless there are no choices at all.
 */
struct _SrChoiceToggles
{
  AdwBin           parent_instance;

  /* borrowed: a table of the program */
  const SrChoice  *choices;

  GtkBox          *box;
};

enum
{
  PROP_0,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SrChoiceToggles, sr_choice_toggles, ADW_TYPE_BIN)

static GtkToggleButton *
find_active (SrChoiceToggles *self,
             guint           *out_position)
{
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box));
       child != NULL;
       child = gtk_widget_get_next_sibling (child), position++)
    {
      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child)))
        {
          if (out_position != NULL)
            *out_position = position;
          return GTK_TOGGLE_BUTTON (child);
        }
    }

  return NULL;
}

static void
on_toggled_cb (SrChoiceToggles *self,
               GtkToggleButton *button)
{
  gboolean active = gtk_toggle_button_get_active (button);

  gtk_widget_set_focusable (GTK_WIDGET (button), active);
  if (active)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static gboolean
on_key_pressed_cb (SrChoiceToggles *self,
                   guint            keyval,
                   guint            keycode,
                   GdkModifierType  state)
{
  GtkToggleButton *active = find_active (self, NULL);
  GtkWidget *next = NULL;
  gboolean backwards;

  if (active == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  backwards = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    backwards = !backwards;
  else if (keyval != GDK_KEY_Right && keyval != GDK_KEY_KP_Right)
    return GDK_EVENT_PROPAGATE;

  next = backwards ? gtk_widget_get_prev_sibling (GTK_WIDGET (active))
                   : gtk_widget_get_next_sibling (GTK_WIDGET (active));
  if (next == NULL)
    return gtk_widget_keynav_failed (GTK_WIDGET (self),
                                     backwards ? GTK_DIR_LEFT : GTK_DIR_RIGHT);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (next), TRUE);
  gtk_widget_grab_focus (next);
  return GDK_EVENT_STOP;
}

static gboolean
sr_choice_toggles_grab_focus (GtkWidget *widget)
{
  GtkToggleButton *active = find_active (SR_CHOICE_TOGGLES (widget), NULL);

  return active != NULL && gtk_widget_grab_focus (GTK_WIDGET (active));
}

static void
sr_choice_toggles_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_string (value, sr_choice_toggles_get_value (SR_CHOICE_TOGGLES (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sr_choice_toggles_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_VALUE:
      sr_choice_toggles_set_value (SR_CHOICE_TOGGLES (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sr_choice_toggles_class_init (SrChoiceTogglesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sr_choice_toggles_get_property;
  object_class->set_property = sr_choice_toggles_set_property;
  widget_class->grab_focus = sr_choice_toggles_grab_focus;

  properties[PROP_VALUE] =
    g_param_spec_string ("value", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sr_choice_toggles_init (SrChoiceToggles *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "choice-toggles");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->box), keys);
}

/**
 * sr_choice_toggles_set_choices:
 * @choices: a table of the program, ended by a %NULL value
 * @name: what is chosen, for those who do not see the label: "Impact"
 *
 * Shows these and chooses the first.
 */
void
sr_choice_toggles_set_choices (SrChoiceToggles *self,
                               const SrChoice  *choices,
                               const char      *name)
{
  GtkToggleButton *group = NULL;
  GtkWidget *child = NULL;

  g_return_if_fail (SR_IS_CHOICE_TOGGLES (self));
  g_return_if_fail (choices != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);

  self->choices = choices;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);

  for (const SrChoice *choice = choices; choice->value != NULL; choice++)
    {
      const char *label = sr_choice_label (choices, choice->value);
      g_autofree char *full = g_strdup_printf ("%s: %s", name, label);

      child = gtk_toggle_button_new_with_label (label);
      gtk_widget_set_hexpand (child, TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (child),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, full,
                                      -1);
      if (group == NULL)
        {
          group = GTK_TOGGLE_BUTTON (child);
          gtk_toggle_button_set_active (group, TRUE);
        }
      else
        {
          gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (child), group);
          gtk_widget_set_focusable (child, FALSE);
        }
      g_signal_connect_object (child, "toggled", G_CALLBACK (on_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (self->box, child);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * sr_choice_toggles_get_value:
 *
 * Returns: (transfer none) (nullable): the spelling of what is chosen
 */
const char *
sr_choice_toggles_get_value (SrChoiceToggles *self)
{
  guint position = 0;

  g_return_val_if_fail (SR_IS_CHOICE_TOGGLES (self), NULL);

  if (find_active (self, &position) == NULL)
    return NULL;

  return self->choices[position].value;
}

/**
 * sr_choice_toggles_set_value:
 * @value: (nullable): a spelling; one that is none of the choices changes nothing
 */
void
sr_choice_toggles_set_value (SrChoiceToggles *self,
                             const char      *value)
{
  GtkWidget *child = NULL;

  g_return_if_fail (SR_IS_CHOICE_TOGGLES (self));

  child = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (guint i = 0; child != NULL; i++, child = gtk_widget_get_next_sibling (child))
    {
      if (g_strcmp0 (self->choices[i].value, value) == 0)
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
    }
}
