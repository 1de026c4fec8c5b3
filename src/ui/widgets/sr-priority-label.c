/* A priority as icon and word.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-priority-label"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui/widgets/sr-priority-label.h"

/**
 * SrPriorityLabel:
 *
 * Shows "P1" to "P4" as everywhere in the program: always the icon and the word, coloured only where
 * somebody has to hurry.
 */
struct _SrPriorityLabel
{
  AdwBin parent_instance;

  /* Template */
  GtkImage *icon;
  GtkLabel *word;

  /* Owned */
  char     *priority;
};

enum
{
  PROP_0,
  PROP_PRIORITY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const struct
{
  const char *priority;
  const char *icon_name;
  const char *css_class;
} looks[] = {
  { "P1", "sr-priority-urgent-symbolic", "error" },
  { "P2", "sr-priority-high-symbolic", "warning" },
  { "P3", "sr-priority-normal-symbolic", NULL },
  { "P4", "sr-priority-low-symbolic", NULL },
};

G_DEFINE_FINAL_TYPE (SrPriorityLabel, sr_priority_label, ADW_TYPE_BIN)

static void
sr_priority_label_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  SrPriorityLabel *self = SR_PRIORITY_LABEL (object);

  switch (id)
    {
    case PROP_PRIORITY:
      g_value_set_string (value, self->priority);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_priority_label_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (id)
    {
    case PROP_PRIORITY:
      sr_priority_label_set_priority (SR_PRIORITY_LABEL (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_priority_label_finalize (GObject *object)
{
  SrPriorityLabel *self = SR_PRIORITY_LABEL (object);

  g_free (self->priority);

  G_OBJECT_CLASS (sr_priority_label_parent_class)->finalize (object);
}

static void
sr_priority_label_class_init (SrPriorityLabelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sr_priority_label_get_property;
  object_class->set_property = sr_priority_label_set_property;
  object_class->finalize = sr_priority_label_finalize;

  properties[PROP_PRIORITY] =
    g_param_spec_string ("priority", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/widgets/sr-priority-label.ui");
  gtk_widget_class_bind_template_child (widget_class, SrPriorityLabel, icon);
  gtk_widget_class_bind_template_child (widget_class, SrPriorityLabel, word);
}

static void
sr_priority_label_init (SrPriorityLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sr_priority_label_set_priority:
 * @priority: (nullable): "P1" to "P4"
 */
void
sr_priority_label_set_priority (SrPriorityLabel *self,
                                const char      *priority)
{
  g_return_if_fail (SR_IS_PRIORITY_LABEL (self));

  if (g_strcmp0 (self->priority, priority) == 0)
    return;

  g_free (self->priority);
  self->priority = g_strdup (priority);

  gtk_image_clear (self->icon);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      gboolean shown = g_strcmp0 (looks[i].priority, priority) == 0;

      if (shown)
        gtk_image_set_from_icon_name (self->icon, looks[i].icon_name);
      if (looks[i].css_class == NULL)
        continue;
      if (shown)
        gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[i].css_class);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].css_class);
    }
  gtk_label_set_label (self->word,
                       priority != NULL ? sr_choice_label (sr_priorities, priority) : "");

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRIORITY]);
}
