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
 * Sets the accessible name. Of a menu button, it is the button inside that takes the focus, and GTK
 * 4.8 does not hand the name on to it.
 */
void
sr_accessible_set_name (GtkWidget  *widget,
                        const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (GTK_IS_MENU_BUTTON (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (widget)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
