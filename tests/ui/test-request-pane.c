/* The detail of a request over a real room.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "ui-fixture.h"
#include "ui/queue/sr-deadline-popover.h"
#include "ui/queue/sr-request-pane-private.h"
#include "ui/widgets/sr-action-form.h"

/* The detail of a request in the window of the fixture. */
static SrRequestPane *
open_pane (UiFixture *fixture,
           gint64     request)
{
  SrRequestPane *pane = g_object_new (SR_TYPE_REQUEST_PANE, NULL);

  adw_window_set_content (ADW_WINDOW (fixture->parent), GTK_WIDGET (pane));
  sr_request_pane_set_room (pane, fixture->room);
  sr_request_pane_set_request (pane, request);
  ui_fixture_wait (sr_request_pane_is_loaded (pane));

  return pane;
}

static guint
count_tags (SrRequestPane *pane)
{
  g_auto (GStrv) tags = sr_row_get_list (pane->detail->request->row, SR_REQUEST_TAGS);

  return g_strv_length (tags);
}

static void
act_now (SrRequestPane *pane,
         const char    *action,
         const char    *field,
         const char    *text)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (field != NULL)
    g_variant_builder_add (&builder, "{ss}", field, text);
  gtk_widget_activate_action (GTK_WIDGET (pane->header), "request.act-now", "(sa{ss})", action,
                              &builder);
}

static void
test_star (UiFixture     *fixture,
           gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  SrRequestPane *pane = open_pane (fixture, request);
  GtkButton *star = ui_fixture_find (pane, "follow_button");

  g_assert_cmpstr (gtk_button_get_icon_name (star), ==, "non-starred-symbolic");
  ui_fixture_click (star);
  ui_fixture_wait (pane->detail->follows);
  g_assert_cmpstr (gtk_button_get_icon_name (star), ==, "starred-symbolic");
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (GTK_WIDGET (star)), "1 person"));
  /* It is told, so that it can be undone. */
  ui_fixture_wait (fixture->done != NULL);

  ui_fixture_click (star);
  ui_fixture_wait (!pane->detail->follows);
  g_assert_cmpstr (gtk_button_get_icon_name (star), ==, "non-starred-symbolic");
}

static void
test_snooze (UiFixture     *fixture,
             gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  SrRequestPane *pane = open_pane (fixture, request);
  GtkWidget *line = ui_fixture_find (pane, "snoozed_box");
  g_autofree char *until = sr_instant_to_iso (FIXTURE_NOW + 900, "Asia/Shanghai");

  g_assert_false (gtk_widget_get_visible (line));
  act_now (pane, "snooze", "snooze.until", until);
  ui_fixture_wait (gtk_widget_get_visible (line));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (ui_fixture_find (pane, "snoozed")),
                                   "Snoozed until "));

  act_now (pane, "unsnooze", NULL, NULL);
  ui_fixture_wait (!gtk_widget_get_visible (line));
}

static void
test_snooze_ends (UiFixture     *fixture,
                  gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  SrRequestPane *pane = open_pane (fixture, request);
  GtkWidget *line = ui_fixture_find (pane, "snoozed_box");
  g_autofree char *until = sr_instant_to_iso (FIXTURE_NOW + 900, "Asia/Shanghai");

  act_now (pane, "snooze", "snooze.until", until);
  ui_fixture_wait (gtk_widget_get_visible (line));
  sr_clock_set (fixture->clock, FIXTURE_NOW + 960);
  ui_fixture_wait (!gtk_widget_get_visible (line));
}

static void
test_tags (UiFixture     *fixture,
           gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  SrRequestPane *pane = open_pane (fixture, request);
  GtkWidget *chips = ui_fixture_find (pane, "tags_box");

  g_assert_false (gtk_widget_get_visible (chips));
  act_now (pane, "tag", "tags", "holiday");
  ui_fixture_wait (count_tags (pane) == 1);
  g_assert_true (gtk_widget_get_visible (chips));

  ui_fixture_click (ui_fixture_find_type (chips, GTK_TYPE_BUTTON, 0));
  ui_fixture_wait (count_tags (pane) == 0);
  g_assert_false (gtk_widget_get_visible (chips));
}

static void
test_used_tags (UiFixture     *fixture,
                gconstpointer  data)
{
  gint64 other = room_fixture_receive (&fixture->other, "No network");
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  SrRequestPane *pane = open_pane (fixture, other);
  GtkMenuButton *button = ui_fixture_find (pane, "tag_button");
  GtkListBox *list;
  GtkWidget *editor;
  GtkEntry *entry;

  act_now (pane, "tag", "tags", "move of floor 3, holiday");
  ui_fixture_wait (count_tags (pane) == 2);
  sr_request_pane_set_request (pane, request);
  ui_fixture_wait (sr_request_pane_is_loaded (pane));

  gtk_menu_button_popup (button);
  editor = GTK_WIDGET (gtk_menu_button_get_popover (button));
  entry = ui_fixture_find_type (editor, GTK_TYPE_ENTRY, 0);
  list = ui_fixture_find_type (editor, GTK_TYPE_LIST_BOX, 0);
  ui_fixture_wait (gtk_list_box_get_row_at_index (list, 1) != NULL);
  /* What is typed is looked for anywhere, however it is written. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "FLOOR");
  ui_fixture_wait (gtk_list_box_get_row_at_index (list, 1) == NULL);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  g_signal_emit_by_name (entry, "activate");
  ui_fixture_wait (count_tags (pane) == 1);
  /* What it has is not offered again. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "floor");
  g_assert_null (gtk_list_box_get_row_at_index (list, 0));

  gtk_editable_set_text (GTK_EDITABLE (entry), "printer");
  g_signal_emit_by_name (entry, "activate");
  ui_fixture_wait (count_tags (pane) == 2);
  /* GTK 4.8 asks the surface of a popover for a tooltip half a second after it came. */
  ui_fixture_pause (600);
}

static void
test_seen_is_meant (UiFixture     *fixture,
                    gconstpointer  data)
{
  gint64 first = room_fixture_receive (&fixture->other, "Printer jams");
  gint64 second = room_fixture_receive (&fixture->other, "No network");
  SrRequestPane *pane = open_pane (fixture, first);
  g_autoptr (SrRequestDetail) detail = NULL;

  /* The next one is chosen and not there yet: the star is still that of the first. */
  sr_request_pane_set_request (pane, second);
  ui_fixture_click (ui_fixture_find (pane, "follow_button"));
  ui_fixture_wait (fixture->done != NULL);

  detail = ui_fixture_load (fixture, first);
  g_assert_true (detail->follows);
}

static const char *
get_heading (SrRequestPane *pane)
{
  GtkWidget *groups = ui_fixture_find (pane, "groups");

  return gtk_label_get_label (ui_fixture_find_type (groups, GTK_TYPE_LABEL, 0));
}

static void
test_parts (UiFixture     *fixture,
            gconstpointer  data)
{
  gint64 whole = room_fixture_receive (&fixture->other, "Move of floor 3");
  gint64 parts[2] = { room_fixture_receive (&fixture->other, "Printer"),
                      room_fixture_receive (&fixture->other, "Telephones") };
  g_autofree char *parent = g_strdup_printf ("#%" G_GINT64_FORMAT, whole);
  SrRequestPane *pane = open_pane (fixture, whole);
  GtkWidget *card = GTK_WIDGET (pane->relations_card);
  GtkWidget *groups = ui_fixture_find (pane, "groups");

  g_assert_false (gtk_widget_get_visible (card));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", parts[i], "set_parent",
                                       "parent", parent, NULL));
  ui_fixture_wait (gtk_widget_get_visible (card) &&
                   g_str_equal (get_heading (pane), "Parts · 2 of 2 open"));

  /* What becomes of the others is seen as well. */
  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", parts[0], "cancel",
                                     "withdrawal", "No longer wanted", NULL));
  ui_fixture_wait (g_str_equal (get_heading (pane), "Parts · 1 of 2 open"));

  ui_fixture_click (ui_fixture_find_type (groups, GTK_TYPE_BUTTON, 1));
  g_assert_cmpint (fixture->shown, ==, parts[1]);
}

static void
test_links (UiFixture     *fixture,
            gconstpointer  data)
{
  gint64 cause = room_fixture_receive (&fixture->other, "Switch broken");
  gint64 effect = room_fixture_receive (&fixture->other, "No network");
  g_autofree char *target = g_strdup_printf ("#%" G_GINT64_FORMAT, cause);
  SrRequestPane *pane = open_pane (fixture, cause);
  GtkWidget *card = GTK_WIDGET (pane->relations_card);
  GtkWidget *groups = ui_fixture_find (pane, "groups");

  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", effect, "link",
                                     "link.target", target, "link.kind", "caused_by", NULL));
  /* The other end says it the other way round, and leaves it to the one that it was said at. */
  ui_fixture_wait (gtk_widget_get_visible (card));
  g_assert_cmpstr (get_heading (pane), ==, "Cause of");
  g_assert_null (ui_fixture_find_type (groups, GTK_TYPE_BUTTON, 1));

  sr_request_pane_set_request (pane, effect);
  ui_fixture_wait (sr_request_pane_is_loaded (pane));
  g_assert_cmpstr (get_heading (pane), ==, "Caused by");
  ui_fixture_click (ui_fixture_find_type (groups, GTK_TYPE_BUTTON, 1));
  ui_fixture_wait (!gtk_widget_get_visible (card));
}

static void
test_split_is_one_row (UiFixture     *fixture,
                       gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams, and no network");
  SrRequestPane *pane = open_pane (fixture, request);
  GtkWidget *groups = ui_fixture_find (pane, "groups");

  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", request, "split", "title",
                                     "No network", NULL));
  ui_fixture_wait (gtk_widget_get_visible (GTK_WIDGET (pane->relations_card)));
  g_assert_cmpstr (get_heading (pane), ==, "Split into");
  g_assert_null (ui_fixture_find_type (groups, GTK_TYPE_BUTTON, 1));
}

static GtkCheckButton *
get_step (SrRequestPane *pane,
          guint          n)
{
  return ui_fixture_find_type (pane->playbook_card, GTK_TYPE_CHECK_BUTTON, n);
}

static const char *
get_progress (SrRequestPane *pane)
{
  return gtk_label_get_label (ui_fixture_find (pane->playbook_card, "progress"));
}

static void
test_playbook (UiFixture     *fixture,
               gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Burst pipe");
  SrRequestPane *pane = open_pane (fixture, request);
  GtkWidget *card = GTK_WIDGET (pane->playbook_card);
  GtkCheckButton *step;

  g_assert_false (gtk_widget_get_visible (card));
  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", request, "mark_emergency", NULL));
  ui_fixture_wait (gtk_widget_get_visible (card));
  g_assert_cmpstr (get_progress (pane), ==, "0 of 6");

  /* What the space bar does. The button stays the same, and the focus on it. */
  step = get_step (pane, 0);
  gtk_widget_grab_focus (GTK_WIDGET (step));
  g_signal_emit_by_name (step, "activate");
  ui_fixture_wait (g_str_equal (get_progress (pane), "1 of 6"));
  g_assert_true (get_step (pane, 0) == step);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (step)));

  /* Somebody else takes it back, and does another one. */
  sr_outcome_free (room_fixture_act (&fixture->other, "li.na", request, "tick_step",
                                     "checked-step.step", "#2", NULL));
  ui_fixture_wait (g_str_equal (get_progress (pane), "2 of 6"));
  sr_outcome_free (room_fixture_act (&fixture->other, "li.na", request, "untick_step",
                                     "checked-step.step", "#1", NULL));
  ui_fixture_wait (g_str_equal (get_progress (pane), "1 of 6"));
  g_assert_false (gtk_check_button_get_active (step));
  g_assert_true (gtk_check_button_get_active (get_step (pane, 1)));

  /* Of what is over the history tells. */
  sr_outcome_free (room_fixture_act (&fixture->other, "li.na", request, "cancel", "withdrawal",
                                     "A false alarm", NULL));
  ui_fixture_wait (!gtk_widget_get_visible (card));
}

static void
resolve_emergency (UiFixture *fixture,
                   gint64     request)
{
  static const char *const steps[] = { "#1", "#4" };

  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", request, "mark_emergency", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", request, "tick_step",
                                       "checked-step.step", steps[i], NULL));
  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", request, "answer", "solution",
                                     "The valve is closed", "resolution_code", "solved", NULL));
}

static GtkWindow *
open_next (SrRequestPane *pane)
{
  sr_request_pane_activate_next (pane);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);

  return ui_fixture_find_window (SR_TYPE_ACTION_FORM);
}

static void
write_area (GtkWindow  *form,
            guint       n,
            const char *text)
{
  GtkTextView *area = ui_fixture_find_type (form, GTK_TYPE_TEXT_VIEW, n);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (area), text, -1);
}

static void
test_review (UiFixture     *fixture,
             gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Burst pipe");
  SrRequestPane *pane;
  GtkWindow *form;

  resolve_emergency (fixture, request);
  pane = open_pane (fixture, request);
  g_assert_cmpstr (sr_action_bar_get_next (pane->action_bar)->name, ==, "review");

  form = open_next (pane);
  write_area (form, 0, "A pipe burst");
  write_area (form, 2, "Replace the pipe");
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) == NULL);
  ui_fixture_wait (g_str_equal (sr_action_bar_get_next (pane->action_bar)->name, "follow_up"));
  sr_request_pane_activate_next (pane);
  ui_fixture_wait (g_str_equal (sr_action_bar_get_next (pane->action_bar)->name, "close"));
}

static gboolean
is_within (GtkWidget *popover,
           GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (popover));
  double x;
  double y;

  if (!gtk_widget_get_mapped (popover))
    return FALSE;

  gtk_native_get_surface_transform (GTK_NATIVE (window), &x, &y);

  return gdk_popup_get_position_y (GDK_POPUP (surface)) + gdk_surface_get_height (surface) <=
         y + gtk_widget_get_height (GTK_WIDGET (window));
}

static void
test_deadline_fits (UiFixture     *fixture,
                    gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  SrRequestPane *pane;

  gtk_window_set_default_size (fixture->parent, 1024, 620);
  ui_fixture_wait (gtk_widget_get_height (GTK_WIDGET (fixture->parent)) < 650);
  pane = open_pane (fixture, request);
  sr_request_pane_set_narrow (pane, TRUE);
  sr_request_pane_show_deadline (pane);
  ui_fixture_wait (is_within (ui_fixture_find_type (pane, SR_TYPE_DEADLINE_POPOVER, 0),
                              fixture->parent));
}

#define ADD(path, function) \
  g_test_add ("/ui/request-pane/" path, UiFixture, NULL, ui_fixture_set_up, function, \
              ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!ui_fixture_init ())
    return 77;

  ADD ("the-star-follows-and-stops-following", test_star);
  ADD ("what-is-put-aside-says-until-when-and-can-be-woken", test_snooze);
  ADD ("a-snooze-ends-by-itself", test_snooze_ends);
  ADD ("a-tag-is-a-chip-that-can-be-removed", test_tags);
  ADD ("tags-in-use-are-offered", test_used_tags);
  ADD ("what-is-done-is-done-to-what-is-seen", test_seen_is_meant);
  ADD ("the-parts-of-a-request-say-how-many-are-open", test_parts);
  ADD ("a-link-is-told-at-both-ends-and-removed-at-its-own", test_links);
  ADD ("a-split-is-told-once", test_split_is_one_row);
  ADD ("the-playbook-of-an-emergency-is-ticked-and-follows-the-room", test_playbook);
  ADD ("an-emergency-is-reviewed-before-it-is-closed", test_review);
  ADD ("in-a-low-window-the-deadline-is-explained-within-it", test_deadline_fits);

  return g_test_run ();
}
