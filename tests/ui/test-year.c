/* The page of a year, and what is asked before days change.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "ui-fixture.h"
#include "ui/preferences/sr-calendar-window.h"
#include "ui/preferences/sr-day-cell.h"
#include "ui/preferences/sr-day-import.h"
#include "ui/preferences/sr-day-popover.h"
#include "ui/preferences/sr-year-view.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-effect-window.h"

static GtkWindow *
open_year (UiFixture *fixture,
           int        year)
{
  sr_calendar_window_present (fixture->parent, fixture->room, year);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_CALENDAR_WINDOW) != NULL);

  return ui_fixture_find_window (SR_TYPE_CALENDAR_WINDOW);
}

static SrYearView *
get_view (GtkWindow *window)
{
  return ui_fixture_find (window, "year_view");
}

/* As if the key were pressed while the day has the focus. */
static void
press (GtkWindow *window,
       guint      key)
{
  SrYearView *view = get_view (window);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0u, (GdkModifierType) 0, &handled);
    }
}

static const char *
get_name (GtkWindow  *window,
          const char *iso)
{
  return sr_day_cell_get_name (SR_DAY_CELL (sr_year_view_get_cell (get_view (window),
                                                                   sr_day_from_iso (iso))));
}

#define assert_at(window, iso) \
  G_STMT_START { \
    g_autofree char *at_ = sr_day_to_iso (sr_year_view_get_day (get_view (window))); \
    g_assert_cmpstr (at_, ==, iso); \
    g_assert_true (gtk_widget_has_focus (sr_year_view_get_cell (get_view (window), \
                                                                sr_day_from_iso (iso)))); \
  } G_STMT_END

static void
test_keys_move_between_days_and_years (UiFixture     *fixture,
                                       gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 0);

  assert_at (window, "2026-07-15");
  press (window, GDK_KEY_Right);
  press (window, GDK_KEY_Down);
  assert_at (window, "2026-07-23");
  press (window, GDK_KEY_Home);
  assert_at (window, "2026-07-01");
  press (window, GDK_KEY_Left);
  assert_at (window, "2026-06-30");
  press (window, GDK_KEY_Page_Down);
  assert_at (window, "2027-06-30");
  g_assert_cmpint (sr_year_view_get_year (get_view (window)), ==, 2027);
  press (window, GDK_KEY_Page_Up);
  press (window, GDK_KEY_Page_Up);
  press (window, GDK_KEY_End);
  press (window, GDK_KEY_Up);
  assert_at (window, "2025-06-23");

  /* Over the turn of a year, and the day that the next year has not. */
  sr_year_view_go_to (get_view (window), sr_day_from_iso ("2026-12-31"));
  press (window, GDK_KEY_Right);
  assert_at (window, "2027-01-01");
  sr_year_view_go_to (get_view (window), sr_day_from_iso ("2024-02-29"));
  press (window, GDK_KEY_Page_Down);
  assert_at (window, "2025-02-28");
}

static void
test_every_day_is_spoken (UiFixture     *fixture,
                          gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 0);
  const char *national_day = get_name (window, "2026-10-01");

  g_assert_true (g_str_has_prefix (national_day, "Thursday, 1 October 2026, day off, 国庆节, source: "
                                                 "https://"));
  g_assert_true (g_str_has_prefix (get_name (window, "2026-10-10"),
                                   "Saturday, 10 October 2026, make-up workday, 国庆节, "
                                   "09:00–12:00, 13:30–18:00, source: "));
  g_assert_cmpstr (get_name (window, "2026-07-15"), ==,
                   "Wednesday, 15 July 2026, today, 09:00–12:00, 13:30–18:00");
  g_assert_cmpstr (get_name (window, "2026-07-18"), ==, "Saturday, 18 July 2026, weekend");
  sr_year_view_go_to (get_view (window), sr_day_from_iso ("2027-06-15"));
  g_assert_cmpstr (get_name (window, "2027-06-15"), ==,
                   "Tuesday, 15 June 2027, 09:00–12:00, 13:30–18:00, provisional");
}

static void
test_a_year_without_notice_says_so (UiFixture     *fixture,
                                    gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 2027);

  g_assert_true (gtk_widget_get_visible (ui_fixture_find (window, "notice")));
  g_assert_cmpstr (adw_window_title_get_subtitle (ui_fixture_find (window, "window_title")), ==,
                   "259 working days, provisional");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (get_view (window)), "provisional"));
  /* The program knows no more than the room does. */
  g_assert_false (gtk_widget_get_visible (ui_fixture_find (window, "notice_shipped")));
  press (window, GDK_KEY_Page_Up);
  g_assert_false (gtk_widget_get_visible (ui_fixture_find (window, "notice")));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (get_view (window)), "provisional"));
  g_assert_cmpstr (adw_window_title_get_subtitle (ui_fixture_find (window, "window_title")), ==,
                   "248 working days");
}

/* Two of them are registered now, so that two days of closure move deadlines. */
static void
receive (UiFixture *fixture)
{
  room_fixture_receive (&fixture->other, "空调漏水");
  room_fixture_receive (&fixture->other, "打印机卡纸");
}

static SrDayImport *
look_at_closure (UiFixture *fixture,
                 GtkWindow *window)
{
  g_autofree char *path = g_build_filename (fixture->other.folder, "days.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  SrDayImport *import = sr_day_import_new (fixture->room);

  g_file_set_contents (path, "2026-07-16,closure,Stocktaking,Notice 7\n"
                             "2026-10-01,holiday,国庆节,Notice 8\n", -1, NULL);
  sr_day_import_look (import, window, file);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW) != NULL);

  return import;
}

static gboolean
is_closed (UiFixture  *fixture,
           const char *iso)
{
  return !sr_calendar_is_workday (sr_room_get_calendar (fixture->room), sr_day_from_iso (iso));
}

static void
test_an_import_is_looked_at_first (UiFixture     *fixture,
                                   gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 0);
  g_autoptr (SrDayImport) import = NULL;
  GtkWindow *effect = NULL;

  receive (fixture);
  import = look_at_closure (fixture, window);
  effect = ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW);
  g_assert_true (g_str_has_prefix (
                   gtk_label_get_label (ui_fixture_find (effect, "summary")),
                   "1 day changes · 1 is there already · 2 deadlines move · none becomes overdue"));

  gtk_window_close (effect);
  ui_fixture_pause (100);
  g_assert_false (is_closed (fixture, "2026-07-16"));

  g_clear_object (&import);
  import = look_at_closure (fixture, window);
  ui_fixture_click (ui_fixture_find (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW),
                                     "apply_button"));
  ui_fixture_wait (is_closed (fixture, "2026-07-16"));
  /* The page follows. */
  ui_fixture_wait (strstr (get_name (window, "2026-07-16"), "Stocktaking") != NULL);
}

static void
test_a_file_that_is_none_is_refused (UiFixture     *fixture,
                                     gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 0);
  g_autofree char *path = g_build_filename (fixture->other.folder, "bad.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SrDayImport) import = sr_day_import_new (fixture->room);
  gboolean busy = TRUE;

  g_file_set_contents (path, "2026-07-16,closure\nsoon,holiday\n", -1, NULL);
  sr_day_import_look (import, window, file);
  ui_fixture_wait (ui_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (
                              ui_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG))), "line 2"));
  g_assert_null (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW));
  g_object_get (import, "busy", &busy, NULL);
  g_assert_false (busy);
  g_assert_false (is_closed (fixture, "2026-07-16"));
}

static GtkWidget *
open_day (GtkWindow  *window,
          const char *iso)
{
  sr_year_view_go_to (get_view (window), sr_day_from_iso (iso));
  press (window, GDK_KEY_Return);

  return ui_fixture_find_type (get_view (window), SR_TYPE_DAY_POPOVER, 0);
}

static void
test_a_manager_removes_a_day (UiFixture     *fixture,
                              gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 0);
  GtkWidget *popover = open_day (window, "2026-10-02");

  g_assert_true (is_closed (fixture, "2026-10-02"));
  g_assert_nonnull (popover);
  /* Change, remove, add. */
  ui_fixture_click (ui_fixture_find_type (popover, GTK_TYPE_BUTTON, 1));
  ui_fixture_wait (!is_closed (fixture, "2026-10-02"));
  ui_fixture_wait (ui_fixture_find_type (get_view (window), SR_TYPE_DAY_POPOVER, 0) == NULL);
}

static void
test_a_manager_is_asked_before_a_day_moves_deadlines (UiFixture     *fixture,
                                                      gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 0);
  GtkWidget *popover = NULL;
  GtkWindow *form = NULL;

  receive (fixture);
  popover = open_day (window, "2026-07-16");
  ui_fixture_click (ui_fixture_find_type (popover, GTK_TYPE_BUTTON, 0));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);
  form = ui_fixture_find_window (SR_TYPE_ACTION_FORM);
  adw_combo_row_set_selected (ui_fixture_find_row (form, "Kind of day (required)"), 1);
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW) != NULL);

  /* Whoever does not want it goes on with the form. */
  gtk_window_close (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW));
  ui_fixture_wait (gtk_widget_is_sensitive (ui_fixture_find (form, "act_button")));
  g_assert_false (is_closed (fixture, "2026-07-16"));

  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW) != NULL);
  ui_fixture_click (ui_fixture_find (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW),
                                     "apply_button"));
  ui_fixture_wait (is_closed (fixture, "2026-07-16"));
}

static void
test_others_only_look (UiFixture     *fixture,
                       gconstpointer  data)
{
  GtkWindow *window = open_year (fixture, 2027);
  GtkWidget *popover = open_day (window, "2027-10-01");

  g_assert_false (gtk_widget_get_visible (ui_fixture_find (window, "import_button")));
  g_assert_false (gtk_widget_get_visible (ui_fixture_find (window, "notice_import")));
  g_assert_null (ui_fixture_find_type (popover, GTK_TYPE_BUTTON, 0));

  gtk_popover_popdown (GTK_POPOVER (popover));
  ui_fixture_wait (ui_fixture_find_type (get_view (window), SR_TYPE_DAY_POPOVER, 0) == NULL);
  assert_at (window, "2027-10-01");
}

#define ADD(path, test, login) \
  g_test_add ("/ui/year/" path, UiFixture, login, ui_fixture_set_up, test, ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!ui_fixture_init ())
    return 77;

  ADD ("keys-move-between-days-and-years", test_keys_move_between_days_and_years, "li.na");
  ADD ("every-day-is-spoken", test_every_day_is_spoken, "li.na");
  ADD ("a-year-without-notice-says-so", test_a_year_without_notice_says_so, "li.na");
  ADD ("an-import-is-looked-at-first", test_an_import_is_looked_at_first, "li.na");
  ADD ("a-file-that-is-none-is-refused", test_a_file_that_is_none_is_refused, "li.na");
  ADD ("a-manager-removes-a-day", test_a_manager_removes_a_day, "li.na");
  ADD ("a-manager-is-asked-before-a-day-moves-deadlines",
       test_a_manager_is_asked_before_a_day_moves_deadlines, "li.na");
  ADD ("others-only-look", test_others_only_look, NULL);

  return g_test_run ();
}
