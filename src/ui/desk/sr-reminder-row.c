/* A line of the bell.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reminder-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "ui/desk/sr-reminder-row.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-quick-instant.h"

#define LEVEL_BREACH 3

/**
 * SrReminderRow:
 *
 * What is due, when it was told, and what to do about it. Made anew when its reminder moves.
 */
struct _SrReminderRow
{
  GtkListBoxRow parent_instance;

  /* Template */
  GtkImage      *icon;
  GtkLabel      *title;
  GtkLabel      *when;
  GtkLabel      *detail;
  GtkWidget     *buttons;
  GtkWidget     *open_button;
  GtkWidget     *acknowledge_button;
  GtkMenuButton *later_button;

  /* Owned */
  SrReminderItem *item;
  SrRoom         *room;
};

G_DEFINE_FINAL_TYPE (SrReminderRow, sr_reminder_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_ended (SrReminderRow *self)
{
  return sr_reminder_item_get_section (self->item) == SR_REMINDER_SECTION_ENDED;
}

static void
add_later (GMenu      *menu,
           const char *label,
           gint64      reminder,
           gint64      until)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "bell.later", "(xx)", reminder, until);
  g_menu_append_item (menu, item);
}

static void
add_opening (SrReminderRow *self,
             GMenu         *menu,
             gint64         now)
{
  SrCalendar *calendar = sr_room_get_calendar (self->room);
  gint64 opening = sr_quick_instant_next_opening (calendar, now);
  g_autofree char *when = NULL;
  g_autofree char *label = NULL;

  if (opening == 0)
    return;

  when = sr_due_when (opening, sr_calendar_get_zone (calendar), now);
  /* Translators: a choice of a menu: when the room opens next, "tomorrow 09:00" */
  label = g_strdup_printf (C_("bell", "Next opening (%s)"), when);
  add_later (menu, label, sr_reminder_item_get_id (self->item), opening);
}

static void
add_take_over (SrReminderRow *self,
               GMenu         *menu)
{
  const SrRow *row = sr_reminder_item_get_row (self->item);
  gint64 me = sr_row_get_id (sr_room_get_staff (self->room));
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (C_("bell", "Take Over"), NULL);

  if (!sr_row_is (row, SR_REMINDER_SUBJECT_KIND, sr_request_kind.name) ||
      (sr_reminder_item_get_owner (self->item) == me &&
       !sr_row_is (row, SR_REMINDER_CLOCK_KIND, "accept")))
    return;

  g_menu_item_set_action_and_target (item, "bell.take-over", "x",
                                     sr_reminder_item_get_id (self->item));
  g_menu_append_item (section, item);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* Each time somebody asks, since the instants are those of now. */
static void
on_create_menu_cb (GtkMenuButton *button,
                   gpointer       user_data)
{
  SrReminderRow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  gint64 now = sr_room_get_now (self->room);
  gint64 id = sr_reminder_item_get_id (self->item);

  add_later (menu, _("15 minutes"), id, now + 15 * 60);
  add_later (menu, _("1 hour"), id, now + 3600);
  add_opening (self, menu, now);
  add_take_over (self, menu);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static const char *
choose_icon (SrReminderRow *self)
{
  const SrRow *row = sr_reminder_item_get_row (self->item);

  if (row == NULL)
    return "sr-due-soon-symbolic";
  if (sr_row_is (row, SR_REMINDER_CLOCK_KIND, "pause"))
    return "sr-paused-symbolic";
  if (sr_row_get_integer (row, SR_REMINDER_LEVEL) >= LEVEL_BREACH ||
      sr_row_get_integer (row, SR_REMINDER_DUE_AT) <= sr_room_get_now (self->room) ||
      sr_row_get_integer (row, SR_REMINDER_EMERGENCY) != 0)
    return "sr-overdue-symbolic";

  return "sr-due-soon-symbolic";
}

static void
set_class (gpointer    widget,
           const char *name,
           gboolean    has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
tell (SrReminderRow *self)
{
  const char *title = sr_reminder_item_get_title (self->item);
  const char *detail = sr_reminder_item_get_detail (self->item);
  const char *when = sr_reminder_item_get_when (self->item);
  const char *icon = choose_icon (self);
  gboolean is_coloured = !is_ended (self) && !sr_reminder_item_is_heading (self->item);
  /* Translators: the spoken form of a reminder: what, more of it, when it was told */
  g_autofree char *name = g_strdup_printf (C_("bell", "%1$s, %2$s, %3$s"), title, detail, when);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->detail, detail);
  gtk_label_set_label (self->when, when);
  gtk_image_set_from_icon_name (self->icon, icon);
  set_class (self->icon, "overdue", is_coloured && g_str_equal (icon, "sr-overdue-symbolic"));
  set_class (self->icon, "due-soon", is_coloured && g_str_equal (icon, "sr-due-soon-symbolic"));
  sr_accessible_set_name (GTK_WIDGET (self),
                          sr_reminder_item_is_heading (self->item) ? title : name);
}

static void
fill (SrReminderRow *self)
{
  gboolean is_heading = sr_reminder_item_is_heading (self->item);
  gboolean is_own = sr_reminder_row_is_own (self);
  gint64 id = sr_reminder_item_get_id (self->item);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), !is_heading);
  gtk_widget_set_focusable (GTK_WIDGET (self), !is_heading);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !is_heading);
  gtk_widget_set_visible (self->buttons, !is_heading && !is_ended (self));
  gtk_widget_set_visible (self->acknowledge_button, is_own);
  gtk_widget_set_visible (GTK_WIDGET (self->later_button), is_own);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "x", id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->acknowledge_button), "x", id);
  set_class (self->title, "heading", !is_ended (self));
  set_class (self, "ended", is_ended (self));
}

static void
sr_reminder_row_dispose (GObject *object)
{
  SrReminderRow *self = SR_REMINDER_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (sr_reminder_row_parent_class)->dispose (object);
}

static void
sr_reminder_row_class_init (SrReminderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_reminder_row_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/desk/sr-reminder-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, title);
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, when);
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, detail);
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, open_button);
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, acknowledge_button);
  gtk_widget_class_bind_template_child (widget_class, SrReminderRow, later_button);
}

static void
sr_reminder_row_init (SrReminderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->later_button, on_create_menu_cb, self, NULL);
}

GtkWidget *
sr_reminder_row_new (SrReminderItem *item,
                     SrRoom         *room)
{
  SrReminderRow *self = g_object_new (SR_TYPE_REMINDER_ROW, NULL);

  self->item = g_object_ref (item);
  self->room = g_object_ref (room);
  g_signal_connect_object (item, "notify", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  fill (self);
  tell (self);

  return GTK_WIDGET (self);
}

SrReminderItem *
sr_reminder_row_get_item (SrReminderRow *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_ROW (self), NULL);

  return self->item;
}

gboolean
sr_reminder_row_is_own (SrReminderRow *self)
{
  const SrRow *row;

  g_return_val_if_fail (SR_IS_REMINDER_ROW (self), FALSE);

  row = sr_reminder_item_get_row (self->item);

  return row != NULL && !is_ended (self) &&
         sr_row_get_integer (row, SR_REMINDER_STAFF) ==
           sr_row_get_id (sr_room_get_staff (self->room));
}

void
sr_reminder_row_popup_later (SrReminderRow *self)
{
  g_return_if_fail (SR_IS_REMINDER_ROW (self));

  gtk_menu_button_popup (self->later_button);
}
