/* The bell: how much waits for an answer, and the tray behind it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-bell"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/desk/sr-bell-tray.h"
#include "ui/desk/sr-bell.h"
#include "ui/widgets/sr-accessible.h"

#define MAX_COUNT 99

/**
 * SrBell:
 *
 * It is true whether popups were shown or not. The tray is made when somebody opens it.
 */
struct _SrBell
{
  AdwBin parent_instance;

  /* Children */
  GtkMenuButton   *button;
  GtkWidget       *count;

  /* Owned */
  SrReminderModel *model;
};

G_DEFINE_FINAL_TYPE (SrBell, sr_bell, ADW_TYPE_BIN)

static void
tell (SrBell *self)
{
  guint unread = sr_reminder_model_get_unread (self->model);
  g_autofree char *count = unread > MAX_COUNT ? g_strdup_printf ("%d+", MAX_COUNT)
                                              : g_strdup_printf ("%u", unread);
  g_autofree char *name =
    unread > 0
    /* Translators: the spoken name of the bell */
    ? g_strdup_printf (ngettext ("Reminders, %u unread", "Reminders, %u unread", unread), unread)
    : g_strdup (_("Reminders"));

  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_widget_set_visible (self->count, unread > 0);
  sr_accessible_set_name (GTK_WIDGET (self->button), name);
}

static void
make_tray_cb (GtkMenuButton *button,
              gpointer       user_data)
{
  SrBell *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL &&
      sr_reminder_model_get_room (self->model) != NULL)
    gtk_menu_button_set_popover (button, sr_bell_tray_new (self->model));
}

static void
sr_bell_dispose (GObject *object)
{
  SrBell *self = SR_BELL (object);

  if (self->model != NULL)
    sr_reminder_model_set_room (self->model, NULL);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (sr_bell_parent_class)->dispose (object);
}

static void
sr_bell_class_init (SrBellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sr_bell_dispose;
}

static GtkWidget *
create_content (SrBell *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name ("preferences-system-notifications-symbolic");

  gtk_widget_add_css_class (icon, "bell-icon");
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "bell-count");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_halign (self->count, GTK_ALIGN_END);
  gtk_widget_set_valign (self->count, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->count, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), icon);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->count);

  return overlay;
}

static void
sr_bell_init (SrBell *self)
{
  self->model = sr_reminder_model_new ();
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, create_content (self));
  gtk_menu_button_set_create_popup_func (self->button, make_tray_cb, self, NULL);
  /* A button with a child of its own is not taken for one with an icon, which has no frame here. */
  gtk_menu_button_set_has_frame (self->button, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "bell-button");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Reminders (Ctrl+B)"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  g_signal_connect_object (self->model, "notify::unread", G_CALLBACK (tell), self,
                           G_CONNECT_SWAPPED);
  tell (self);
}

/**
 * sr_bell_set_room:
 * @room: where somebody is signed in
 */
void
sr_bell_set_room (SrBell *self,
                  SrRoom *room)
{
  g_return_if_fail (SR_IS_BELL (self));

  sr_reminder_model_set_room (self->model, room);
}

void
sr_bell_popup (SrBell *self)
{
  g_return_if_fail (SR_IS_BELL (self));

  gtk_menu_button_popup (self->button);
}
