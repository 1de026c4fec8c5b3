/* Who made it, and under which terms.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-about"

#include "config.h"

#include "ui/desk/sr-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/**
 * sr_about_present:
 * @parent: the window that asks
 *
 * Says what the program is, and whose data it carries.
 */
void
sr_about_present (GtkWindow *parent)
{
  GtkWidget *about = adw_about_window_new ();

  adw_about_window_set_application_name (ADW_ABOUT_WINDOW (about), _("Service Room"));
  adw_about_window_set_application_icon (ADW_ABOUT_WINDOW (about), APP_ID);
  adw_about_window_set_version (ADW_ABOUT_WINDOW (about), PACKAGE_VERSION);
  adw_about_window_set_developer_name (ADW_ABOUT_WINDOW (about), _("The Service Room authors"));
  adw_about_window_set_copyright (ADW_ABOUT_WINDOW (about), _("© the Service Room authors"));
  adw_about_window_set_comments (ADW_ABOUT_WINDOW (about),
                                 _("Answer calls and keep promises: the requests of a service "
                                   "room, from the call to the file."));
  adw_about_window_set_license_type (ADW_ABOUT_WINDOW (about), GTK_LICENSE_GPL_3_0);
  /* Translators: your name, one a line; they are shown as the translators of your language */
  adw_about_window_set_translator_credits (ADW_ABOUT_WINDOW (about), _("translator-credits"));
  /* libadwaita 1.2 leaks the copyright of a section, so that it stands in the title or the text. */
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about),
                                      _("Official days of mainland China: holiday-cn, "
                                        "© 2019 NateScarlet"),
                                      NULL, GTK_LICENSE_MIT_X11, NULL);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (about),
                                      _("Sample room: incident event log"),
                                      NULL, GTK_LICENSE_CUSTOM,
                                      "Claudio Amaral, Marcelo Fantinato, Sarajane Peres: "
                                      "UCI Machine Learning Repository, 2018.\n"
                                      "<a href=\"https://creativecommons.org/licenses/by/4.0/\">"
                                      "Creative Commons Attribution 4.0 International</a>");
  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  gtk_window_present (GTK_WINDOW (about));
}
