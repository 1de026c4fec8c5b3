/* The bell over a real room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui-fixture.h"
#include "ui/desk/sr-bell-tray.h"
#include "ui/desk/sr-bell.h"
#include "ui/desk/sr-reminder-row.h"

/* The room is open from 09:00 to 12:00 and from 13:30 to 18:00, and it is Wednesday, 15 July, 09:00. A
 * request of normal priority has 4 h to a first response: half of it is used at 11:00. */
#define MINUTE 60

/**
 * Bell:
 *
 * "wang.wei" sits before a header bar with a bell.
 */
typedef struct
{
  UiFixture  ui;
  SrBell    *bell;
  gint64     requests[2];
} Bell;

#define ADD(path, test) g_test_add (path, Bell, "wang.wei", set_up, test, tear_down)

static void
set_up (Bell          *self,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  ui_fixture_set_up (&self->ui, data);
  self->bell = g_object_new (SR_TYPE_BELL, "halign", GTK_ALIGN_END, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bell));
  adw_window_set_content (ADW_WINDOW (self->ui.parent), box);
  sr_bell_set_room (self->bell, self->ui.room);
}

static void
tear_down (Bell          *self,
           gconstpointer  data)
{
  /* Half a second after a tray has come, GTK 4.8 asks its surface where the pointer is, to show a
   * tooltip there, and complains of a surface that went with its window.
   */
  ui_fixture_pause (600);
  sr_bell_set_room (self->bell, NULL);
  ui_fixture_tear_down (&self->ui, data);
}

static void
set_time (Bell *self,
          int   minutes)
{
  sr_clock_set (self->ui.other.clock, FIXTURE_NOW + minutes * MINUTE);
  sr_clock_set (self->ui.clock, FIXTURE_NOW + minutes * MINUTE);
}

static gint64
receive (Bell       *self,
         const char *title,
         const char *owner)
{
  gint64 request = room_fixture_receive (&self->ui.other, title);

  sr_outcome_free (room_fixture_act (&self->ui.other, "he.jing", request, "assign", "owner", owner,
                                     NULL));
  sr_outcome_free (room_fixture_act (&self->ui.other, owner, request, "accept", NULL));

  return request;
}

static const char *
get_count (Bell *self)
{
  GtkLabel *count = ui_fixture_find_type (self->bell, GTK_TYPE_LABEL, 0);

  return gtk_widget_get_visible (GTK_WIDGET (count)) ? gtk_label_get_label (count) : "";
}

static void
wait_count (Bell       *self,
            const char *count)
{
  ui_fixture_wait (g_str_equal (get_count (self), count));
}

/* As a program that runs all the time, so that nothing is missed. */
static void
live_until (Bell *self,
            int   from,
            int   until)
{
  for (int minutes = from; minutes <= until; minutes += 5)
    {
      set_time (self, minutes);
      ui_fixture_pause (20);
    }
}

/* Two of one's own, told at 11:00 and at 11:10. */
static void
receive_two (Bell *self)
{
  self->requests[0] = receive (self, "307 会议室空调漏水", "wang.wei");
  set_time (self, 10);
  self->requests[1] = receive (self, "门禁卡刷不开", "wang.wei");
  live_until (self, 15, 130);
  wait_count (self, "2");
}

static gpointer
open_tray (Bell *self)
{
  SrBellTray *tray;

  sr_bell_popup (self->bell);
  tray = ui_fixture_find_type (self->bell, SR_TYPE_BELL_TRAY, 0);
  g_assert_nonnull (tray);
  ui_fixture_wait (gtk_widget_get_mapped (GTK_WIDGET (tray)));

  return tray;
}

static SrReminderRow *
get_row (gpointer tray,
         guint    index)
{
  return ui_fixture_find_type (tray, SR_TYPE_REMINDER_ROW, index);
}

static const char *
get_title (gpointer tray,
           guint    index)
{
  return sr_reminder_item_get_title (sr_reminder_row_get_item (get_row (tray, index)));
}

static gboolean
has_focus (gpointer tray,
           guint    index)
{
  SrReminderRow *row = get_row (tray, index);

  return row != NULL && gtk_widget_is_focus (GTK_WIDGET (row));
}

static gboolean
press (gpointer tray,
       guint    key)
{
  GtkWidget *list = ui_fixture_find (tray, "list");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && !handled)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }

  return handled;
}

static void
test_it_counts_what_waits_and_says_so (Bell          *self,
                                       gconstpointer  data)
{
  GtkWidget *tray;

  wait_count (self, "");
  receive_two (self);

  tray = open_tray (self);
  g_assert_cmpstr (gtk_label_get_label (ui_fixture_find (tray, "unread")), ==, "2 unread");
  g_assert_cmpstr (get_title (tray, 0), ==, "Due today 14:40: response to 000002");
  g_assert_cmpstr (get_title (tray, 1), ==, "Due today 14:30: response to 000001");
}

static void
test_it_opens_on_the_first_and_enter_shows_the_request (Bell          *self,
                                                        gconstpointer  data)
{
  GtkWidget *tray;

  receive_two (self);
  tray = open_tray (self);
  ui_fixture_wait (has_focus (tray, 0));

  gtk_widget_activate (GTK_WIDGET (get_row (tray, 0)));
  ui_fixture_wait (self->ui.shown == self->requests[1]);
  ui_fixture_wait (!gtk_widget_get_mapped (tray));
}

static void
test_a_acknowledges_and_goes_on_with_the_next (Bell          *self,
                                               gconstpointer  data)
{
  GtkWidget *tray;

  receive_two (self);
  tray = open_tray (self);
  ui_fixture_wait (has_focus (tray, 0));

  g_assert_true (press (tray, GDK_KEY_a));
  wait_count (self, "1");
  ui_fixture_wait (has_focus (tray, 0));
  g_assert_cmpstr (get_title (tray, 0), ==, "Due today 14:30: response to 000001");
  g_assert_cmpstr (get_title (tray, 1), ==, "Due today 14:40: response to 000002");
  g_assert_false (sr_reminder_row_is_own (get_row (tray, 1)));

  ui_fixture_pause (50);
  g_assert_true (press (tray, GDK_KEY_A));
  wait_count (self, "");
}

static void
test_l_is_later (Bell          *self,
                 gconstpointer  data)
{
  GtkWidget *tray;
  GtkMenuButton *later;
  GMenuModel *menu;
  g_autoptr (GVariant) target = NULL;

  receive_two (self);
  tray = open_tray (self);
  ui_fixture_wait (has_focus (tray, 0));

  g_assert_true (press (tray, GDK_KEY_l));
  later = ui_fixture_find (get_row (tray, 0), "later_button");
  menu = gtk_menu_button_get_menu_model (later);
  g_assert_nonnull (menu);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 3);
  target = g_menu_model_get_item_attribute_value (menu, 0, G_MENU_ATTRIBUTE_TARGET, NULL);
  gtk_menu_button_popdown (later);
  gtk_widget_activate_action_variant (tray, "bell.later", target);
  wait_count (self, "1");
  g_assert_cmpint (sr_reminder_item_get_section (sr_reminder_row_get_item (get_row (tray, 1))), ==,
                   SR_REMINDER_SECTION_LATER);

  /* and it comes back without anything being done */
  set_time (self, 145);
  wait_count (self, "2");
}

static void
test_all_are_acknowledged_at_once (Bell          *self,
                                   gconstpointer  data)
{
  receive_two (self);
  gtk_widget_activate_action (open_tray (self), "bell.acknowledge-all", NULL);
  wait_count (self, "");
}

static void
test_that_of_another_is_shown_and_can_be_taken_over (Bell          *self,
                                                     gconstpointer  data)
{
  gint64 request = receive (self, "307 会议室空调漏水", "li.na");
  GtkWidget *tray = open_tray (self);
  SrReminderRow *row;
  g_autoptr (SrRequestDetail) detail = NULL;

  live_until (self, 5, 125);
  gtk_toggle_button_set_active (ui_fixture_find (tray, "everybody"), TRUE);
  ui_fixture_wait (get_row (tray, 0) != NULL);
  row = get_row (tray, 0);
  g_assert_false (sr_reminder_row_is_own (row));
  g_assert_false (gtk_widget_get_visible (ui_fixture_find (row, "acknowledge_button")));
  wait_count (self, "");

  gtk_widget_activate_action (tray, "bell.take-over", "x",
                              sr_reminder_item_get_id (sr_reminder_row_get_item (row)));
  ui_fixture_wait (self->ui.done != NULL);
  detail = ui_fixture_load (&self->ui, request);
  g_assert_cmpint (sr_row_get_integer (detail->request->row, SR_REQUEST_OWNER), ==,
                   sr_row_get_id (sr_room_get_staff (self->ui.room)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!ui_fixture_init ())
    return 77;

  ADD ("/ui/bell/it-counts-what-waits-and-says-so", test_it_counts_what_waits_and_says_so);
  ADD ("/ui/bell/it-opens-on-the-first-and-enter-shows-the-request",
       test_it_opens_on_the_first_and_enter_shows_the_request);
  ADD ("/ui/bell/a-acknowledges-and-goes-on-with-the-next",
       test_a_acknowledges_and_goes_on_with_the_next);
  ADD ("/ui/bell/l-is-later", test_l_is_later);
  ADD ("/ui/bell/all-are-acknowledged-at-once", test_all_are_acknowledged_at_once);
  ADD ("/ui/bell/that-of-another-is-shown-and-can-be-taken-over",
       test_that_of_another_is_shown_and_can_be_taken_over);

  return g_test_run ();
}
