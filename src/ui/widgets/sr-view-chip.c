/* A round toggle that chooses a view and says how much is in it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-view-chip"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/sr-view-chip.h"

/**
 * SrViewChip:
 *
 * The word, then the count. A chip with an icon is one that warns: it shows the icon and the error
 * colour only while there is something to warn of. Its spoken name says how much that is if it is not all.
 */
struct _SrViewChip
{
  GtkToggleButton parent_instance;

  /* Template */
  GtkImage *icon;
  GtkLabel *word;
  GtkLabel *number;

  /* Owned */
  char     *title;
  char     *warning_icon_name;

  /* State */
  gboolean  counted;
  guint     count;
  guint     late;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_WARNING_ICON_NAME,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SrViewChip, sr_view_chip, GTK_TYPE_TOGGLE_BUTTON)

static void
refresh (SrViewChip *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->count);
  /* Translators: the spoken name of a view: its name and how many are in it */
  g_autofree char *name = g_strdup_printf (C_("view", "%s, %u"), self->title, self->count);
  gboolean warns = self->warning_icon_name != NULL && self->late > 0;

  if (warns && self->late < self->count)
    {
      g_free (name);
      name = g_strdup_printf (_("%1$s, %2$u, %3$u overdue"), self->title, self->count, self->late);
    }

  gtk_label_set_label (self->word, self->title);
  gtk_label_set_label (self->number, self->counted ? number : "");
  gtk_widget_set_visible (GTK_WIDGET (self->number), self->counted);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), warns);
  gtk_image_set_from_icon_name (self->icon, self->warning_icon_name);

  if (warns)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warns");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "warns");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->counted ? name : self->title, -1);
}

static void
sr_view_chip_constructed (GObject *object)
{
  G_OBJECT_CLASS (sr_view_chip_parent_class)->constructed (object);

  refresh (SR_VIEW_CHIP (object));
}

static void
sr_view_chip_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SrViewChip *self = SR_VIEW_CHIP (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_WARNING_ICON_NAME:
      g_value_set_string (value, self->warning_icon_name);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_view_chip_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  SrViewChip *self = SR_VIEW_CHIP (object);

  switch (id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_WARNING_ICON_NAME:
      self->warning_icon_name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_view_chip_finalize (GObject *object)
{
  SrViewChip *self = SR_VIEW_CHIP (object);

  g_free (self->title);
  g_free (self->warning_icon_name);

  G_OBJECT_CLASS (sr_view_chip_parent_class)->finalize (object);
}

static void
sr_view_chip_class_init (SrViewChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags identity = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = sr_view_chip_constructed;
  object_class->get_property = sr_view_chip_get_property;
  object_class->set_property = sr_view_chip_set_property;
  object_class->finalize = sr_view_chip_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", identity);
  properties[PROP_WARNING_ICON_NAME] =
    g_param_spec_string ("warning-icon-name", NULL, NULL, NULL, identity);
  properties[PROP_COUNT] =
    g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/widgets/sr-view-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, SrViewChip, icon);
  gtk_widget_class_bind_template_child (widget_class, SrViewChip, word);
  gtk_widget_class_bind_template_child (widget_class, SrViewChip, number);
}

static void
sr_view_chip_init (SrViewChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sr_view_chip_set_count:
 * @count: how much is in the view; shown from the first call on
 */
void
sr_view_chip_set_count (SrViewChip *self,
                        guint       count)
{
  sr_view_chip_set_count_of_late (self, count, count);
}

/**
 * sr_view_chip_set_count_of_late:
 * @count: how much is in the view
 * @late: how much of it there is to warn of
 */
void
sr_view_chip_set_count_of_late (SrViewChip *self,
                                guint       count,
                                guint       late)
{
  g_return_if_fail (SR_IS_VIEW_CHIP (self));

  if (self->counted && self->count == count && self->late == late)
    return;

  self->counted = TRUE;
  self->count = count;
  self->late = late;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}
