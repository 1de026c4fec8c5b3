/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui-fixture.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-conflict-view.h"
#include "ui/widgets/sr-instant-row.h"
#include "ui/widgets/sr-request-picker.h"
#include "ui/widgets/sr-text-area.h"

static GtkWindow *
open_form (UiFixture       *fixture,
           SrRequestDetail *detail,
           const char      *action)
{
  sr_action_form_present (fixture->parent, fixture->room, detail,
                          sr_action_find (&sr_request_kind, action), NULL);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);

  return ui_fixture_find_window (SR_TYPE_ACTION_FORM);
}

static GtkWidget *
get_act_button (GtkWindow *form)
{
  return ui_fixture_find (form, "act_button");
}

static const char *
get_label (GtkWindow  *form,
           const char *id)
{
  return gtk_label_get_label (ui_fixture_find (form, id));
}

static void
wait_until_closed (void)
{
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) == NULL);
}

static void
test_missing (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  GtkWindow *form = open_form (fixture, detail, "cancel");
  g_autoptr (SrRow) row = NULL;

  g_assert_false (gtk_widget_is_sensitive (get_act_button (form)));
  g_assert_nonnull (strstr (get_label (form, "missing_label"), "Evidence of the withdrawal"));

  sr_text_area_set_text (ui_fixture_find_type (form, SR_TYPE_TEXT_AREA, 0),
                         "Wrote that it works again");
  g_assert_cmpstr (get_label (form, "missing_label"), ==, "");
  ui_fixture_click (get_act_button (form));
  wait_until_closed ();

  row = room_fixture_load (&fixture->other, sr_row_get_id (detail->request->row));
  g_assert_true (sr_row_is (row, SR_REQUEST_STATE, "cancelled"));
  g_assert_true (sr_row_is (row, SR_REQUEST_WITHDRAWAL, "Wrote that it works again"));
}

static void
test_reason (UiFixture     *fixture,
             gconstpointer  data)
{
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  GtkWindow *form = open_form (fixture, detail, "transfer");
  GtkDropDown *team = ui_fixture_find_type (form, GTK_TYPE_DROP_DOWN, 0);
  SrRow *event = NULL;
  g_autoptr (SrRequestDetail) after = NULL;

  gtk_drop_down_set_selected (team, 1);
  g_assert_nonnull (strstr (get_label (form, "missing_label"), "Reason"));
  sr_text_area_set_text (ui_fixture_find_type (form, SR_TYPE_TEXT_AREA, 0), "Theirs");
  ui_fixture_click (get_act_button (form));
  wait_until_closed ();
  /* What was done is said with what was given. */
  g_assert_nonnull (fixture->done);
  g_assert_nonnull (strstr (fixture->done, ": Transferred to "));

  after = ui_fixture_load (fixture, sr_row_get_id (detail->request->row));
  g_assert_true (sr_row_is (after->request->row, SR_REQUEST_STATE, "transferred"));
  event = g_ptr_array_index (after->events, after->events->len - 1);
  g_assert_true (sr_row_is (event, SR_EVENT_REASON, "Theirs"));
}

static void
test_refusal (UiFixture     *fixture,
              gconstpointer  data)
{
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  GtkWindow *form = open_form (fixture, detail, "promise");
  SrInstantRow *row = ui_fixture_find_type (form, SR_TYPE_INSTANT_ROW, 0);
  g_autofree char *text = NULL;

  /* Yesterday is no promise. */
  sr_instant_row_set_text (row, "2026-07-14 10:00");
  ui_fixture_click (get_act_button (form));
  ui_fixture_wait (gtk_widget_get_visible (ui_fixture_find (form, "error_revealer")));

  text = sr_instant_row_dup_text (row);
  g_assert_cmpstr (text, ==, "2026-07-14 10:00");
  g_assert_cmpstr (get_label (form, "error_label"), !=, "");
  g_assert_true (gtk_widget_is_sensitive (get_act_button (form)));
}

static void
test_no_value (UiFixture     *fixture,
               gconstpointer  data)
{
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  GtkWindow *form = open_form (fixture, detail, "promise");
  SrInstantRow *row = ui_fixture_find_type (form, SR_TYPE_INSTANT_ROW, 0);

  sr_instant_row_set_text (row, "some day");
  ui_fixture_click (get_act_button (form));

  /* Said at once, by the form itself, in the words of the field. */
  g_assert_nonnull (strstr (get_label (form, "error_label"), "some day"));
}

static void
test_quick_instant (UiFixture     *fixture,
                    gconstpointer  data)
{
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  GtkWindow *form = open_form (fixture, detail, "promise");
  SrInstantRow *row = ui_fixture_find_type (form, SR_TYPE_INSTANT_ROW, 0);
  static const char *const texts[] = {
    "2026-07-15 10:00",  /* in 1 h */
    "2026-07-15 17:00",  /* today 17:00 */
    "2026-07-16 09:00",  /* next opening */
    "2026-07-20 18:00",  /* in 3 working days: over the weekend */
  };
  GtkWidget *chip = NULL;

  for (guint i = 0, n = 0; n < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = NULL;

      chip = ui_fixture_find_type (row, GTK_TYPE_BUTTON, i);
      g_assert_nonnull (chip);
      if (!gtk_widget_has_css_class (chip, "chip"))
        continue;

      ui_fixture_click (chip);
      text = sr_instant_row_dup_text (row);
      g_assert_cmpstr (text, ==, texts[n]);
      n++;
    }
}

static void
change_meanwhile (UiFixture *fixture,
                  gint64     request)
{
  SrOutcome *outcome = room_fixture_act (&fixture->other, "wang.wei", request, "edit",
                                         "title", "The lamp over the door is out", NULL);

  sr_outcome_free (outcome);
}

/* A form with a title and a place typed, and another title stored meanwhile. */
static GtkWindow *
collide (UiFixture *fixture,
         gint64     request)
{
  g_autoptr (SrRequestDetail) detail = ui_fixture_load (fixture, request);
  GtkWindow *form = open_form (fixture, detail, "edit");

  gtk_editable_set_text (ui_fixture_find_row (form, "Subject"), "Two lamps are out");
  gtk_editable_set_text (ui_fixture_find_row (form, "Place"), "Entrance");
  change_meanwhile (fixture, request);
  ui_fixture_click (get_act_button (form));
  ui_fixture_wait (gtk_widget_get_visible (ui_fixture_find (form, "conflict_view")));

  return form;
}

static void
test_conflict_told (UiFixture     *fixture,
                    gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "A lamp is out");
  GtkWindow *form = collide (fixture, request);
  GtkWidget *view = ui_fixture_find (form, "conflict_view");
  AdwActionRow *row = ui_fixture_find_type (view, ADW_TYPE_ACTION_ROW, 0);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  g_assert_nonnull (strstr (title, "Subject"));
  g_assert_nonnull (strstr (title, "wang.wei"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "The lamp over the door is out"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Two lamps are out"));
  /* The place collides with nothing. */
  g_assert_null (ui_fixture_find_type (view, ADW_TYPE_ACTION_ROW, 1));
}

static void
test_keep_mine (UiFixture     *fixture,
                gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "A lamp is out");
  GtkWindow *form = collide (fixture, request);
  g_autoptr (SrRow) row = NULL;

  g_signal_emit_by_name (ui_fixture_find (form, "conflict_view"), "keep-mine");
  wait_until_closed ();

  row = room_fixture_load (&fixture->other, request);
  g_assert_true (sr_row_is (row, SR_REQUEST_TITLE, "Two lamps are out"));
  g_assert_true (sr_row_is (row, SR_REQUEST_PLACE, "Entrance"));
}

static void
test_take_theirs (UiFixture     *fixture,
                  gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "A lamp is out");
  GtkWindow *form = collide (fixture, request);
  g_autoptr (SrRow) row = NULL;

  g_signal_emit_by_name (ui_fixture_find (form, "conflict_view"), "take-theirs");
  wait_until_closed ();

  row = room_fixture_load (&fixture->other, request);
  g_assert_true (sr_row_is (row, SR_REQUEST_TITLE, "The lamp over the door is out"));
  g_assert_true (sr_row_is (row, SR_REQUEST_PLACE, "Entrance"));
}

static GtkListBox *
open_picker (UiFixture        *fixture,
             SrRequestDetail  *detail,
             GtkWindow       **out_form)
{
  *out_form = open_form (fixture, detail, "duplicate");

  return ui_fixture_find (ui_fixture_find_type (*out_form, SR_TYPE_REQUEST_PICKER, 0), "list");
}

static const char *
number_at (GtkListBox *list,
           int         index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, index);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "number") : NULL;
}

static void
test_request_offered (UiFixture     *fixture,
                      gconstpointer  data)
{
  gint64 other = room_fixture_receive (&fixture->other, "The lamp again");
  g_autoptr (SrRow) row = room_fixture_load (&fixture->other, other);
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  GtkWindow *form = NULL;
  GtkListBox *list = open_picker (fixture, detail, &form);

  /* Of the same customer, and not the one that is asked about. */
  ui_fixture_wait (number_at (list, 0) != NULL);
  ui_fixture_pause (100);
  g_assert_cmpstr (number_at (list, 0), ==, sr_row_get_text (row, SR_REQUEST_NUMBER));
  g_assert_null (number_at (list, 1));
}

static void
test_request_found (UiFixture     *fixture,
                    gconstpointer  data)
{
  gint64 other = room_fixture_receive (&fixture->other, "The printer jams");
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  GtkWindow *form = NULL;
  GtkListBox *list = open_picker (fixture, detail, &form);
  GtkWidget *picker = ui_fixture_find_type (form, SR_TYPE_REQUEST_PICKER, 0);
  GtkEditable *entry = ui_fixture_find (picker, "entry");
  g_autoptr (SrRow) row = NULL;

  gtk_editable_set_text (entry, "nobody has this");
  ui_fixture_wait (gtk_widget_get_visible (ui_fixture_find (picker, "nothing")));
  gtk_editable_set_text (entry, "printer");
  ui_fixture_wait (gtk_list_box_get_selected_row (list) != NULL);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_selected_row (list));
  g_assert_true (g_str_has_prefix (gtk_editable_get_text (entry), "SR-"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (list)));

  ui_fixture_click (get_act_button (form));
  wait_until_closed ();
  row = room_fixture_load (&fixture->other, sr_row_get_id (detail->request->row));
  g_assert_cmpint (sr_row_get_integer (row, SR_REQUEST_DUPLICATE_OF), ==, other);
}

static void
test_every_action (UiFixture     *fixture,
                   gconstpointer  data)
{
  g_autoptr (SrRequestDetail) detail =
    ui_fixture_load (fixture, room_fixture_receive (&fixture->other, "A lamp is out"));
  const SrAction *actions = sr_actions_of (&sr_request_kind);

  for (guint i = 0; actions[i].name != NULL; i++)
    {
      GtkWindow *form = open_form (fixture, detail, actions[i].name);

      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_act_button (form))), !=, "");
      gtk_window_close (form);
      wait_until_closed ();
    }
}

static void
test_split (UiFixture     *fixture,
            gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "A lamp is out, and a tap drips");
  g_autoptr (SrRequestDetail) detail = NULL;
  g_autoptr (SrRequestDetail) split = NULL;
  GtkWindow *form;
  GtkWidget *place;

  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", request, "edit", "place",
                                     "Floor 3", NULL));
  detail = ui_fixture_load (fixture, request);
  form = open_form (fixture, detail, "split");
  place = ui_fixture_find_row (form, "Place");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (place)), ==, "Floor 3");
  gtk_editable_set_text (ui_fixture_find_row (form, "Subject (required)"), "A tap drips");
  ui_fixture_click (get_act_button (form));
  wait_until_closed ();

  split = ui_fixture_load (fixture, request + 1);
  g_assert_true (sr_row_is (split->request->row, SR_REQUEST_TITLE, "A tap drips"));
  g_assert_true (sr_row_is (split->request->row, SR_REQUEST_PLACE, "Floor 3"));
  g_assert_cmpint (sr_row_get_integer (split->request->row, SR_REQUEST_CUSTOMER), ==,
                   sr_row_get_integer (detail->request->row, SR_REQUEST_CUSTOMER));
}

#define ADD(path, func) \
  g_test_add ("/ui/action-form/" path, UiFixture, NULL, ui_fixture_set_up, func, \
              ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!ui_fixture_init ())
    return 77;

  ADD ("what-is-missing-is-said-until-it-is-there", test_missing);
  ADD ("a-reason-goes-into-the-journal", test_reason);
  ADD ("a-refusal-keeps-what-was-typed", test_refusal);
  ADD ("what-is-no-value-is-told-before-the-gate-is-asked", test_no_value);
  ADD ("what-people-say-means-an-instant-of-the-calendar", test_quick_instant);
  ADD ("a-conflict-tells-who-changed-what", test_conflict_told);
  ADD ("keeping-mine-writes-over-theirs", test_keep_mine);
  ADD ("taking-theirs-applies-the-rest", test_take_theirs);
  ADD ("what-is-open-of-the-same-customer-is-offered-first", test_request_offered);
  ADD ("another-request-is-found-by-its-subject", test_request_found);
  ADD ("a-split-begins-with-what-it-has-from-the-whole", test_split);
  ADD ("every-action-of-a-request-has-a-form", test_every_action);

  return g_test_run ();
}
