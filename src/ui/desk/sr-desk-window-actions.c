/* Everything that can be asked of the desk window.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-desk-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/desk/sr-desk-window-private.h"
#include "ui/preferences/sr-calendar-window.h"

/* Menus, buttons, keys and D-Bus come in here. They are actions of the window's own group, not of
 * its class, because only those are seen on D-Bus.
 */

static void
on_announce_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  _sr_desk_window_announce (data, g_variant_get_string (parameter, NULL));
}

static void
on_back_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  sr_page_go_back (SR_DESK_WINDOW (data)->page);
}

static void
on_find_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  sr_page_focus_search (SR_DESK_WINDOW (data)->page);
}

static void
on_show_request_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  SrDeskWindow *self = data;

  if (self->room == NULL)
    return;

  sr_desk_window_show_page (self, "queue");
  sr_page_show_record (self->page, g_variant_get_int64 (parameter));
  gtk_window_present (GTK_WINDOW (self));
}

/* 0 for the present year. */
static void
on_show_calendar_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  SrDeskWindow *self = data;

  if (self->room != NULL)
    sr_calendar_window_present (GTK_WINDOW (self), self->room, g_variant_get_int32 (parameter));
}

static void
on_next_action_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  sr_page_activate_next (SR_DESK_WINDOW (data)->page);
}

static void
on_act_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  sr_page_activate_action (SR_DESK_WINDOW (data)->page, g_variant_get_string (parameter, NULL));
}

static void
on_explain_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  sr_page_explain (SR_DESK_WINDOW (data)->page);
}

static void
on_reload_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  sr_page_reload (SR_DESK_WINDOW (data)->page);
}

static gboolean
is_in_sidebar (SrDeskWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, self->sidebar);
}

static void
focus_sidebar (SrDeskWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->page_list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Sidebar, then the panes of the page, then the sidebar again. */
static void
change_pane (SrDeskWindow *self,
             gboolean      backward)
{
  gboolean enter = is_in_sidebar (self);

  if (!sr_page_focus_pane (self->page, backward, enter))
    focus_sidebar (self);
}

static void
on_next_pane_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  change_pane (data, FALSE);
}

static void
on_previous_pane_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  change_pane (data, TRUE);
}

static void
on_menu_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  gtk_menu_button_popup (SR_DESK_WINDOW (data)->menu_button);
}

static void
on_reminders_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  sr_bell_popup (SR_DESK_WINDOW (data)->bell);
}

/* Built when somebody asks for it. */
static void
on_show_help_overlay_cb (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/serviceroom/ServiceRoom/desk/sr-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (data));
  gtk_window_present (shortcuts);
}

static const GActionEntry entries[] = {
  { "act", on_act_cb, "s" },
  { "announce", on_announce_cb, "s" },
  { "back", on_back_cb },
  { "explain", on_explain_cb },
  { "find", on_find_cb },
  { "menu", on_menu_cb },
  { "next-action", on_next_action_cb },
  { "next-pane", on_next_pane_cb },
  { "previous-pane", on_previous_pane_cb },
  { "reload", on_reload_cb },
  { "reminders", on_reminders_cb },
  { "show-calendar", on_show_calendar_cb, "i" },
  { "show-help-overlay", on_show_help_overlay_cb },
  { "show-request", on_show_request_cb, "x" },
};

void
_sr_desk_window_actions_init (SrDeskWindow *self)
{
  g_autoptr (GPropertyAction) page =
    g_property_action_new ("page", self->pages, "visible-child-name");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (page));
}

void
_sr_desk_window_actions_follow (SrDeskWindow *self)
{
  g_autoptr (GPropertyAction) view = g_property_action_new ("view", self->page, "view");
  g_autoptr (GPropertyAction) search = g_property_action_new ("search", self->page, "search-mode");

  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (view));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (search));
}
