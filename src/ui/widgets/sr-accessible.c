/* Names for people who do not see the window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-accessible"

#include "config.h"

#include "ui/widgets/sr-accessible.h"

/**
 * sr_accessible_set_name:
 * @widget: a control
 * @name: what it is called, translated
 *
 * Gives a control that shows no words of its own an accessible name: GTK 4.8 would give it the name of
 * its type. The button inside a menu button takes over the name of the menu button by itself, the one
 * inside a drop-down does not.
 */
void
sr_accessible_set_name (GtkWidget  *widget,
                        const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (GTK_IS_DROP_DOWN (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
