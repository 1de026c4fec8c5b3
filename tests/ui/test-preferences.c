/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui-fixture.h"
#include "ui/desk/sr-about.h"
#include "ui/preferences/sr-preferences.h"
#include "ui/preferences/sr-replay-window.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-effect-window.h"
#include "ui/widgets/sr-instant-entry.h"

static GtkWindow *
open_preferences (UiFixture *fixture)
{
  sr_preferences_present (fixture->parent, fixture->room);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_PREFERENCES) != NULL);

  return ui_fixture_find_window (SR_TYPE_PREFERENCES);
}

static GPtrArray *
get_rows (UiFixture          *fixture,
          const SrRecordKind *kind)
{
  return sr_configuration_get_rows (sr_room_get_configuration (fixture->room), kind);
}

static GtkWidget *
find_apply (GtkWindow  *window,
            const char *group)
{
  GtkWidget *root = ui_fixture_find (window, group);

  for (guint i = 0;; i++)
    {
      GtkWidget *button = ui_fixture_find_type (root, GTK_TYPE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "_Apply") == 0)
        return button;
    }
}

static const SrRow *
get_calendar (UiFixture *fixture)
{
  return g_ptr_array_index (get_rows (fixture, &sr_calendar_kind), 0);
}

static void
test_hours (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  gint64 version = sr_row_get_integer (get_calendar (fixture), SR_CALENDAR_VERSION);
  SrCalendar *calendar = NULL;
  SrDay saturday = sr_day_from_iso ("2026-07-18");

  g_assert_false (sr_calendar_is_workday (sr_room_get_calendar (fixture->room), saturday));
  gtk_editable_set_text (ui_fixture_find_row (window, "Saturday"), " 09:00–12:00，14：00-15:00 ");
  ui_fixture_click (find_apply (window, "hours_group"));
  ui_fixture_wait (sr_row_get_integer (get_calendar (fixture), SR_CALENDAR_VERSION) > version);

  calendar = sr_room_get_calendar (fixture->room);
  g_assert_true (sr_calendar_is_workday (calendar, saturday));
  g_assert_true (sr_calendar_is_open (calendar,
                                      sr_calendar_instant_at (calendar, saturday, 14 * 3600)));
}

static void
test_hours_with_deadlines (UiFixture     *fixture,
                           gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  gint64 version = sr_row_get_integer (get_calendar (fixture), SR_CALENDAR_VERSION);
  GtkWidget *apply = find_apply (window, "hours_group");

  room_fixture_receive (&fixture->other, "空调漏水");
  gtk_editable_set_text (ui_fixture_find_row (window, "Thursday"), "09:00-10:00");
  ui_fixture_click (apply);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW) != NULL);

  gtk_window_close (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW));
  ui_fixture_wait (gtk_widget_is_sensitive (apply));
  g_assert_cmpint (sr_row_get_integer (get_calendar (fixture), SR_CALENDAR_VERSION), ==, version);

  ui_fixture_click (apply);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW) != NULL);
  ui_fixture_click (ui_fixture_find (ui_fixture_find_window (SR_TYPE_EFFECT_WINDOW),
                                     "apply_button"));
  ui_fixture_wait (sr_row_get_integer (get_calendar (fixture), SR_CALENDAR_VERSION) > version);
}

static void
test_wrong_hours (UiFixture     *fixture,
                  gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *row = ui_fixture_find_row (window, "Monday");

  gtk_editable_set_text (GTK_EDITABLE (row), "12:00-09:00");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_false (gtk_widget_is_sensitive (find_apply (window, "hours_group")));

  gtk_editable_set_text (GTK_EDITABLE (row), "09:00-12:00");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  g_assert_true (gtk_widget_is_sensitive (find_apply (window, "hours_group")));
}

static guint
count_targets (UiFixture *fixture,
               gint64     policy)
{
  GPtrArray *targets = get_rows (fixture, &sr_target_kind);
  guint n = 0;

  for (guint i = 0; i < targets->len; i++)
    n += sr_row_get_integer (g_ptr_array_index (targets, i), SR_TARGET_POLICY) == policy;

  return n;
}

static void
test_targets (UiFixture     *fixture,
              gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *group = ui_fixture_find (window, "targets_group");
  GPtrArray *policies = get_rows (fixture, &sr_policy_kind);
  gint64 before = sr_row_get_id (g_ptr_array_index (policies, 0));
  const SrRow *policy = NULL;
  SrSetting setting = { 0 };

  g_assert_cmpuint (policies->len, ==, 1);
  /* Urgent: accept, first response, resolution. */
  gtk_editable_set_text (ui_fixture_find_type (group, GTK_TYPE_ENTRY, 2), "3h");
  ui_fixture_click (find_apply (window, "targets_group"));
  ui_fixture_wait (get_rows (fixture, &sr_policy_kind)->len == 2);

  policy = g_ptr_array_index (get_rows (fixture, &sr_policy_kind), 1);
  g_assert_cmpint (sr_row_get_integer (policy, SR_POLICY_VERSION), ==, 2);
  g_assert_cmpuint (count_targets (fixture, sr_row_get_id (policy)), ==,
                    count_targets (fixture, before));
  sr_configuration_get_setting (sr_room_get_configuration (fixture->room), 0, 0, FIXTURE_NOW,
                                &setting);
  g_assert_cmpint (setting.policy, ==, sr_row_get_id (policy));
}

static void
test_wrong_target (UiFixture     *fixture,
                   gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *group = ui_fixture_find (window, "targets_group");

  gtk_editable_set_text (ui_fixture_find_type (group, GTK_TYPE_ENTRY, 2), "soon");
  g_assert_false (gtk_widget_is_sensitive (find_apply (window, "targets_group")));
}

static gboolean
is_described (gpointer    group,
              const char *words)
{
  const char *description = adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group));

  return description != NULL && strstr (description, words) != NULL;
}

static gint64
get_policy_at (UiFixture *fixture,
               gint64     at)
{
  SrSetting setting = { 0 };

  sr_configuration_get_setting (sr_room_get_configuration (fixture->room), 0, 0, at, &setting);

  return setting.policy;
}

/* Of one type, and from a day to come: until then the others hold. */
static void
test_later_targets (UiFixture     *fixture,
                    gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *group = ui_fixture_find (window, "targets_group");
  GtkDropDown *type = ui_fixture_find_type (group, GTK_TYPE_DROP_DOWN, 0);
  SrInstantEntry *from = ui_fixture_find_type (group, SR_TYPE_INSTANT_ENTRY, 0);
  gint64 before = get_policy_at (fixture, FIXTURE_NOW);
  gint64 after;

  gtk_drop_down_set_selected (type, 1);
  gtk_editable_set_text (ui_fixture_find_type (group, GTK_TYPE_ENTRY, 2), "3h");
  sr_instant_entry_set_text (from, "2026-07-14 09:00");
  g_assert_false (gtk_widget_is_sensitive (find_apply (window, "targets_group")));
  sr_instant_entry_set_text (from, "2026-08-01 09:00");
  ui_fixture_click (find_apply (window, "targets_group"));
  ui_fixture_wait (get_rows (fixture, &sr_policy_kind)->len == 2);

  after = get_policy_at (fixture, FIXTURE_NOW + 30 * 24 * 3600);
  g_assert_cmpint (get_policy_at (fixture, FIXTURE_NOW), ==, before);
  g_assert_cmpint (after, !=, before);
  g_assert_cmpuint (count_targets (fixture, after), ==, count_targets (fixture, before) + 1);
  ui_fixture_wait (is_described (group, "Service targets"));
}

static gboolean
has_label (gpointer    root,
           const char *text)
{
  GtkLabel *label = NULL;

  for (guint i = 0; (label = ui_fixture_find_type (root, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      if (g_strcmp0 (gtk_label_get_label (label), text) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What is typed is checked and tried before it holds. */
static void
test_draft (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *group = ui_fixture_find (window, "targets_group");
  GtkWidget *checked = ui_fixture_find (window, "check_group");
  GtkDropDown *priority = ui_fixture_find_type (checked, GTK_TYPE_DROP_DOWN, 1);
  GtkLabel *sentence = NULL;
  GtkWindow *replay = NULL;

  /* Resolution of "normal", received now, on Wednesday at 09:00. */
  gtk_drop_down_set_selected (priority, 2);
  gtk_editable_set_text (ui_fixture_find_type (group, GTK_TYPE_ENTRY, 8), "2h");
  ui_fixture_wait (has_label (checked, "Resolution due today 11:00"));
  gtk_editable_set_text (ui_fixture_find_type (group, GTK_TYPE_ENTRY, 8), "1wd");
  ui_fixture_wait (has_label (checked, "Resolution due tomorrow 18:00"));

  ui_fixture_click (ui_fixture_find_type (group, GTK_TYPE_BUTTON, 0));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_REPLAY_WINDOW) != NULL);
  replay = ui_fixture_find_window (SR_TYPE_REPLAY_WINDOW);
  sentence = ui_fixture_find (replay, "sentence_label");
  ui_fixture_wait (g_str_equal (gtk_label_get_label (sentence),
                                "Nothing ended in this time that had a deadline."));
  g_assert_cmpuint (get_rows (fixture, &sr_policy_kind)->len, ==, 1);
}

static void
test_add_team (UiFixture     *fixture,
               gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  guint before = get_rows (fixture, &sr_team_kind)->len;
  GtkWidget *group = ui_fixture_find (window, "teams_group");
  GtkWindow *form = NULL;

  ui_fixture_click (ui_fixture_find_type (group, GTK_TYPE_BUTTON, 0));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);
  form = ui_fixture_find_window (SR_TYPE_ACTION_FORM);
  gtk_editable_set_text (ui_fixture_find_row (form, "Name (required)"), "Heating");
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (get_rows (fixture, &sr_team_kind)->len == before + 1);
  ui_fixture_wait (ui_fixture_find_row (group, "Heating") != NULL);
}

static void
test_edit_staff (UiFixture     *fixture,
                 gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWindow *form = NULL;
  const SrRow *staff = NULL;
  g_auto (GStrv) roles = NULL;

  gtk_widget_activate (ui_fixture_find_row (window, "wang.wei"));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);
  form = ui_fixture_find_window (SR_TYPE_ACTION_FORM);
  g_assert_cmpstr (gtk_editable_get_text (ui_fixture_find_row (form, "Login")), ==, "wang.wei");
  gtk_check_button_set_active (ui_fixture_find_type (form, GTK_TYPE_CHECK_BUTTON, 0), TRUE);
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) == NULL);

  ui_fixture_pause (200);
  staff = sr_configuration_find_text (sr_room_get_configuration (fixture->room), &sr_staff_kind,
                                      "wang.wei");
  roles = sr_row_get_list (staff, SR_STAFF_ROLES);
  g_assert_true (g_strv_contains ((const char *const *) roles, "desk"));
  g_assert_true (g_strv_contains ((const char *const *) roles, "handler"));
}

/* By another window, or by the form: the list follows. */
static void
put_on_duty (UiFixture  *fixture,
             const char *staff,
             const char *from,
             const char *until)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_duty_kind, 0, "create");

  sr_act_set (act, "staff", staff);
  sr_act_set (act, "from_at", from);
  sr_act_set (act, "until_at", until);
  g_ptr_array_add (acts, act);
  sr_room_act_async (fixture->room, acts, NULL, NULL, NULL);
}

static void
test_roster (UiFixture     *fixture,
             gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *group = ui_fixture_find (window, "duties_group");
  GtkWindow *form = NULL;

  ui_fixture_wait (is_described (group, "Nobody is on the roster now"));
  put_on_duty (fixture, "wang.wei", "2026-07-15 18:00", "2026-07-16 09:00");
  ui_fixture_wait (ui_fixture_find_row (group, "wang.wei") != NULL);
  g_assert_true (is_described (group, "Nobody is on the roster now"));
  put_on_duty (fixture, "he.jing", "2026-07-15 09:00", "2026-07-15 18:00");
  ui_fixture_wait (is_described (group, "On duty now: he.jing"));

  /* One that was a mistake is taken off by its form. */
  g_signal_emit_by_name (ui_fixture_find_row (group, "he.jing"), "activated");
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);
  form = ui_fixture_find_window (SR_TYPE_ACTION_FORM);
  gtk_switch_set_active (ui_fixture_find_type (ui_fixture_find_row (form, "Active"),
                                               GTK_TYPE_SWITCH, 0), FALSE);
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (is_described (group, "Nobody is on the roster now"));
}

static void
test_others_look (UiFixture     *fixture,
                  gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *group = ui_fixture_find (window, "staff_group");

  g_assert_false (gtk_widget_is_sensitive (ui_fixture_find_type (group, GTK_TYPE_BUTTON, 0)));
  g_assert_cmpstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group)), !=, NULL);
  g_assert_false (gtk_editable_get_editable (ui_fixture_find_row (window, "Monday")));
}

static void
on_imported_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  SrCalendarEffect **effect = user_data;

  *effect = sr_room_import_exceptions_finish (SR_ROOM (source), result, &error);
  g_assert_no_error (error);
}

static void
test_import (UiFixture     *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->other.folder, "days.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gint64 calendar = sr_row_get_id (get_calendar (fixture));
  guint before = get_rows (fixture, &sr_calendar_exception_kind)->len;
  g_autoptr (SrCalendarEffect) rehearsed = NULL;
  g_autoptr (SrCalendarEffect) done = NULL;

  g_file_set_contents (path, "date,kind,name,source\n2026-07-17,closure,Stocktaking,Notice 7\n", -1,
                       NULL);
  sr_room_import_exceptions_async (fixture->room, calendar, file, TRUE, NULL, on_imported_cb,
                                   &rehearsed);
  ui_fixture_wait (rehearsed != NULL);
  g_assert_cmpuint (rehearsed->days->len, ==, 1);
  ui_fixture_pause (100);
  g_assert_cmpuint (get_rows (fixture, &sr_calendar_exception_kind)->len, ==, before);

  sr_room_import_exceptions_async (fixture->room, calendar, file, FALSE, NULL, on_imported_cb,
                                   &done);
  ui_fixture_wait (done != NULL);
  ui_fixture_wait (get_rows (fixture, &sr_calendar_exception_kind)->len == before + 1);
  g_assert_false (sr_calendar_is_workday (sr_room_get_calendar (fixture->room),
                                          sr_day_from_iso ("2026-07-17")));
}

static void
test_about (UiFixture     *fixture,
            gconstpointer  data)
{
  sr_about_present (fixture->parent);
  ui_fixture_wait (ui_fixture_find_window (ADW_TYPE_ABOUT_WINDOW) != NULL);
}

static void
test_shortcuts (UiFixture     *fixture,
                gconstpointer  data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/org/serviceroom/ServiceRoom/desk/sr-shortcuts.ui");
  GObject *window = gtk_builder_get_object (builder, "help_overlay");

  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
is_template_active (UiFixture  *fixture,
                    const char *name)
{
  const SrRow *row = sr_configuration_find_text (sr_room_get_configuration (fixture->room),
                                                 &sr_request_template_kind, name);

  return sr_row_get_integer (row, SR_REQUEST_TEMPLATE_ACTIVE) != 0;
}

static void
test_templates (UiFixture     *fixture,
                gconstpointer  data)
{
  GtkWindow *window = open_preferences (fixture);
  GtkWidget *group = ui_fixture_find (window, "templates_group");
  GtkWindow *form;

  /* One that is no longer used is retired, not lost. */
  g_signal_emit_by_name (ui_fixture_find_row (group, "Water leak"), "activated");
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);
  form = ui_fixture_find_window (SR_TYPE_ACTION_FORM);
  gtk_switch_set_active (ui_fixture_find_type (ui_fixture_find_row (form, "Active"),
                                               GTK_TYPE_SWITCH, 0), FALSE);
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) == NULL);

  ui_fixture_wait (!is_template_active (fixture, "Water leak"));
}

static const SrRow *
find_step (UiFixture  *fixture,
           const char *text)
{
  return sr_configuration_find_text (sr_room_get_configuration (fixture->room),
                                     &sr_playbook_step_kind, text);
}

static gint64
get_position (UiFixture  *fixture,
              const char *text)
{
  return sr_row_get_integer (find_step (fixture, text), SR_PLAYBOOK_STEP_POSITION);
}

/* The buttons of a step: up, down, out. */
static void
press (GtkWidget  *group,
       const char *step,
       guint       button)
{
  ui_fixture_click (ui_fixture_find_type (ui_fixture_find_row (group, step), GTK_TYPE_BUTTON,
                                          button));
}

#define FIRST "Bring people to safety and close off the place"
#define LAST "Write down what happened when"

static void
test_playbook_steps (UiFixture     *fixture,
                     gconstpointer  data)
{
  GtkWidget *group = ui_fixture_find (open_preferences (fixture), "playbooks_group");
  GtkWindow *form;

  press (group, FIRST, 1);
  ui_fixture_wait (get_position (fixture, FIRST) == 2);
  g_assert_cmpint (get_position (fixture, "Name the danger: fire, water, power, gas, injury"), ==, 1);
  press (group, FIRST, 0);
  ui_fixture_wait (get_position (fixture, FIRST) == 1);

  press (group, LAST, 2);
  ui_fixture_wait (!sr_row_get_integer (find_step (fixture, LAST), SR_PLAYBOOK_STEP_ACTIVE));
  press (group, LAST, 2);
  ui_fixture_wait (sr_row_get_integer (find_step (fixture, LAST), SR_PLAYBOOK_STEP_ACTIVE));

  g_signal_emit_by_name (ui_fixture_find_row (group, "Add a Step…"), "activated");
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);
  form = ui_fixture_find_window (SR_TYPE_ACTION_FORM);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (ui_fixture_find_type (form,
                                                                            GTK_TYPE_TEXT_VIEW, 0)),
                            "Switch the lift off", -1);
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (find_step (fixture, "Switch the lift off") != NULL);
  g_assert_cmpint (get_position (fixture, "Switch the lift off"), ==, 7);
  ui_fixture_wait (ui_fixture_find_row (group, "Switch the lift off") != NULL);
}

static void
test_playbooks_are_seen (UiFixture     *fixture,
                         gconstpointer  data)
{
  GtkWidget *group = ui_fixture_find (open_preferences (fixture), "playbooks_group");

  g_assert_nonnull (ui_fixture_find_row (group, FIRST));
  g_assert_null (ui_fixture_find_row (group, "Add a Step…"));
}

/* As a room that was there before rooms had any: what they had goes while the window does not look. */
static void
forget_playbooks (UiFixture *fixture)
{
  static const SrRecordKind *const kinds[] = { &sr_playbook_kind, &sr_playbook_step_kind };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      SrAct *act = sr_act_new (kinds[i], 1, "edit");

      g_assert_true (sr_gate_sign_in (fixture->other.gate, "li.na", NULL));
      sr_act_set (act, "active", "false");
      sr_outcome_free (sr_gate_act_one (fixture->other.gate, act, NULL));
    }
  room_fixture_tamper (&fixture->other, "DELETE FROM playbook_step");
  room_fixture_tamper (&fixture->other, "DELETE FROM playbook");
}

static void
test_usual_playbook (UiFixture     *fixture,
                     gconstpointer  data)
{
  GtkWidget *group = ui_fixture_find (open_preferences (fixture), "playbooks_group");

  forget_playbooks (fixture);
  ui_fixture_wait (ui_fixture_find_row (group, "Add the Usual Playbook") != NULL);
  g_signal_emit_by_name (ui_fixture_find_row (group, "Add the Usual Playbook"), "activated");
  ui_fixture_wait (get_rows (fixture, &sr_playbook_step_kind)->len == 6);
  g_assert_cmpint (get_position (fixture, LAST), ==, 6);
  g_assert_true (sr_row_get_integer (find_step (fixture, FIRST), SR_PLAYBOOK_STEP_REQUIRED));
  ui_fixture_wait (ui_fixture_find_row (group, "Every emergency") != NULL);
}

static void
write_autostart (const char *folder,
                 const char *words)
{
  g_autofree char *path = g_build_filename (folder, "autostart", NULL);
  g_autofree char *file = g_build_filename (path, APP_ID ".desktop", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_file_set_contents (file, words, -1, &error);
  g_assert_no_error (error);
}

static void
assert_autostart (const char *words)
{
  g_autofree char *file = g_build_filename (g_get_user_config_dir (), "autostart",
                                            APP_ID ".desktop", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, words));
}

static GtkWidget *
open_start_switch (UiFixture *fixture)
{
  GtkWidget *start = ui_fixture_find (open_preferences (fixture), "start_switch");

  ui_fixture_wait (gtk_widget_is_sensitive (start));

  return start;
}

static void
switch_start (GtkWidget *start,
              gboolean   wanted)
{
  gtk_switch_set_active (GTK_SWITCH (start), wanted);
  ui_fixture_wait (gtk_switch_get_state (GTK_SWITCH (start)) == wanted &&
                   gtk_widget_is_sensitive (start));
}

/* The person's file stands before the machine's, both ways. */
static void
test_start (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkWidget *start;

  write_autostart (g_get_system_config_dirs ()[0], "[Desktop Entry]\nExec=serviceroom\n");
  start = open_start_switch (fixture);
  g_assert_true (gtk_switch_get_state (GTK_SWITCH (start)));

  switch_start (start, FALSE);
  assert_autostart ("Hidden=true");
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (start)));

  start = open_start_switch (fixture);
  g_assert_false (gtk_switch_get_state (GTK_SWITCH (start)));
  switch_start (start, TRUE);
  assert_autostart ("Hidden=false");
  assert_autostart ("--gapplication-service");
}

/* As the settings of some desktops write it. */
static void
test_start_disabled (UiFixture     *fixture,
                     gconstpointer  data)
{
  write_autostart (g_get_user_config_dir (),
                   "[Desktop Entry]\nX-GNOME-Autostart-enabled=false\n");
  g_assert_false (gtk_switch_get_state (GTK_SWITCH (open_start_switch (fixture))));
}

/* The files of a person stand in a folder of this test's own. */
static void
use_folders (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("preferences-XXXXXX", &error);
  g_autofree char *own = g_build_filename (folder, "own", NULL);
  g_autofree char *machine = g_build_filename (folder, "machine", NULL);

  g_assert_no_error (error);
  g_setenv ("XDG_CONFIG_HOME", own, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", machine, TRUE);
}

#define ADD(path, login, func) \
  g_test_add ("/ui/preferences/" path, UiFixture, login, ui_fixture_set_up, func, \
              ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  use_folders ();
  if (!ui_fixture_init ())
    return 77;

  ADD ("other-hours-are-a-new-version-of-the-calendar", "li.na", test_hours);
  ADD ("hours-that-move-deadlines-are-looked-at-first", "li.na", test_hours_with_deadlines);
  ADD ("wrong-hours-are-marked-and-not-applied", "li.na", test_wrong_hours);
  ADD ("other-targets-are-a-new-version-with-all-of-the-rest", "li.na", test_targets);
  ADD ("a-wrong-target-is-not-applied", "li.na", test_wrong_target);
  ADD ("targets-of-a-type-hold-from-their-date-on", "li.na", test_later_targets);
  ADD ("what-is-typed-is-checked-and-tried-before-it-holds", "li.na", test_draft);
  ADD ("a-template-is-retired-by-its-form", "li.na", test_templates);
  ADD ("the-steps-of-a-playbook-move-go-and-come", "li.na", test_playbook_steps);
  ADD ("a-room-without-a-playbook-gets-the-usual-one", "li.na", test_usual_playbook);
  ADD ("who-is-no-manager-reads-the-steps", "he.jing", test_playbooks_are_seen);
  ADD ("a-team-that-is-added-is-listed", "li.na", test_add_team);
  ADD ("a-role-that-is-ticked-is-given", "li.na", test_edit_staff);
  ADD ("the-roster-says-who-is-on-duty-now", "li.na", test_roster);
  ADD ("who-is-no-manager-looks-and-reads-why", "he.jing", test_others_look);
  ADD ("days-are-rehearsed-before-they-are-imported", "li.na", test_import);
  ADD ("the-desktop-starts-it-or-does-not", "he.jing", test_start);
  ADD ("what-the-desktop-switched-off-is-off", "he.jing", test_start_disabled);
  ADD ("the-authors-are-named", "he.jing", test_about);
  ADD ("the-keys-are-listed", "he.jing", test_shortcuts);

  return g_test_run ();
}
