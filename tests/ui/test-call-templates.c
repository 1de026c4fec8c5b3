/* The call card that begins with something: a template, or another request.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui-fixture.h"
#include "ui/queue/sr-call-card.h"
#include "ui/queue/sr-match-row.h"
#include "ui/widgets/sr-action-form.h"
#include "ui/widgets/sr-choice-toggles.h"
#include "ui/widgets/sr-text-area.h"

static GtkWindow *
wait_card (void)
{
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_CALL_CARD) != NULL);

  return ui_fixture_find_window (SR_TYPE_CALL_CARD);
}

static GtkWindow *
open_card (UiFixture *fixture)
{
  sr_call_card_present (fixture->parent, fixture->room);

  return wait_card ();
}

static void
use_template (UiFixture  *fixture,
              GtkWindow  *card,
              const char *name)
{
  const SrRow *row = sr_configuration_find_text (sr_room_get_configuration (fixture->room),
                                                 &sr_request_template_kind, name);

  g_assert_nonnull (row);
  gtk_widget_activate_action (GTK_WIDGET (card), "call-card.use-template", "x",
                              sr_row_get_id (row));
}

static void
take_customer (UiFixture *fixture,
               GtkWindow *card)
{
  ui_fixture_customer (fixture, "Wang Haiyan", "138 0000 4826");
  gtk_editable_set_text (ui_fixture_find (card, "entry"), "4826");
  ui_fixture_wait (gtk_list_box_get_row_at_index (ui_fixture_find (card, "list"), 0) != NULL);
  g_signal_emit_by_name (ui_fixture_find (card, "entry"), "activate");
}

static const char *
get_title (GtkWindow *card)
{
  return gtk_editable_get_text (ui_fixture_find (card, "title_entry"));
}

static char *
dup_body (GtkWindow *card)
{
  return sr_text_area_dup_text (ui_fixture_find (card, "body_area"));
}

static void
test_fills (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  g_autofree char *body = NULL;

  use_template (fixture, card, "Water leak");
  g_assert_cmpstr (get_title (card), ==, "Water leak");
  body = dup_body (card);
  g_assert_true (g_str_has_prefix (body, "Where the water comes from:"));
  g_assert_cmpstr (sr_choice_toggles_get_value (ui_fixture_find (card, "family_toggles")), ==,
                   "repair");
  g_assert_cmpstr (sr_choice_toggles_get_value (ui_fixture_find (card, "urgency_toggles")), ==,
                   "3");
  g_assert_cmpstr (gtk_menu_button_get_label (ui_fixture_find (card, "template_button")), ==,
                   "Water leak");

  /* What a template wrote is not typed: the next one may have its place. */
  use_template (fixture, card, "Printer fault");
  g_assert_cmpstr (get_title (card), ==, "Printer does not print");
  g_free (body);
  body = dup_body (card);
  g_assert_null (strstr (body, "Where the water"));
}

static void
test_typed_stays (UiFixture     *fixture,
                  gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  GtkWidget *hint = ui_fixture_find (card, "title_hint");
  g_autofree char *body = NULL;

  gtk_editable_set_text (ui_fixture_find (card, "title_entry"), "It smells of smoke");
  sr_text_area_set_text (ui_fixture_find (card, "body_area"), "Since this morning");
  use_template (fixture, card, "Printer fault");

  g_assert_cmpstr (get_title (card), ==, "It smells of smoke");
  g_assert_true (gtk_widget_get_visible (hint));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (hint)), "Printer does not print"));
  body = dup_body (card);
  g_assert_true (g_str_has_prefix (body, "Since this morning\n\nModel and place"));
}

static void
test_asks (UiFixture     *fixture,
           gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  GtkLabel *error = ui_fixture_find (card, "error_label");
  g_autoptr (SrRequestDetail) detail = NULL;
  g_auto (GStrv) tags = NULL;

  take_customer (fixture, card);
  use_template (fixture, card, "Account for a new colleague");
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  /* The questions alone are no answer. */
  g_assert_cmpstr (gtk_label_get_label (error), ==,
                   "“Account for a new colleague” asks for: Description");

  sr_text_area_set_text (ui_fixture_find (card, "body_area"), "Li Na, marketing, on Monday");
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  ui_fixture_wait (fixture->shown != 0);
  detail = ui_fixture_load (fixture, fixture->shown);
  tags = sr_row_get_list (detail->request->row, SR_REQUEST_TAGS);
  g_assert_cmpstr (tags[0], ==, "new colleague");
}

static void
test_draft_keeps_template (UiFixture     *fixture,
                           gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);

  use_template (fixture, card, "Water leak");
  gtk_window_close (card);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_CALL_CARD) == NULL);
  ui_fixture_pause (400);

  card = open_card (fixture);
  g_assert_cmpstr (get_title (card), ==, "Water leak");
  g_assert_cmpstr (gtk_menu_button_get_label (ui_fixture_find (card, "template_button")), ==,
                   "Water leak");
}

static void
test_saves (UiFixture     *fixture,
            gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  GtkWindow *form;

  gtk_editable_set_text (ui_fixture_find (card, "title_entry"), "Projector is dark");
  gtk_widget_activate_action (GTK_WIDGET (card), "call-card.save-template", NULL);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_ACTION_FORM) != NULL);
  form = ui_fixture_find_window (SR_TYPE_ACTION_FORM);
  ui_fixture_click (ui_fixture_find (form, "act_button"));
  ui_fixture_wait (sr_configuration_find_text (sr_room_get_configuration (fixture->room),
                                               &sr_request_template_kind, "Projector is dark")
                   != NULL);
}

static void
test_copy (UiFixture     *fixture,
           gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  g_autoptr (SrRequestDetail) detail = NULL;
  g_autoptr (SrRequestDetail) copy = NULL;
  GtkWindow *card;

  sr_outcome_free (room_fixture_act (&fixture->other, "he.jing", request, "tag", "tags",
                                     "floor 3", NULL));
  detail = ui_fixture_load (fixture, request);
  sr_call_card_present_like (fixture->parent, fixture->room, detail);
  card = wait_card ();
  g_assert_cmpstr (get_title (card), ==, "Printer jams");
  /* The customer is taken as soon as it is found. */
  ui_fixture_wait (gtk_widget_get_visible (ui_fixture_find (card, "list")));
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  ui_fixture_wait (fixture->shown != 0);

  g_assert_cmpint (fixture->shown, !=, request);
  copy = ui_fixture_load (fixture, fixture->shown);
  g_assert_cmpint (sr_row_get_integer (copy->request->row, SR_REQUEST_CUSTOMER), ==,
                   sr_row_get_integer (detail->request->row, SR_REQUEST_CUSTOMER));
  g_assert_cmpstr (sr_row_get_text (copy->request->row, SR_REQUEST_TAGS), ==,
                   sr_row_get_text (detail->request->row, SR_REQUEST_TAGS));
}

static void
test_copy_asks (UiFixture     *fixture,
                gconstpointer  data)
{
  gint64 request = room_fixture_receive (&fixture->other, "Printer jams");
  g_autoptr (SrRequestDetail) detail = ui_fixture_load (fixture, request);
  GtkWindow *card = open_card (fixture);

  gtk_editable_set_text (ui_fixture_find (card, "title_entry"), "Air conditioner drips");
  gtk_window_close (card);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_CALL_CARD) == NULL);

  sr_call_card_present_like (fixture->parent, fixture->room, detail);
  card = wait_card ();
  ui_fixture_wait (ui_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_cmpstr (get_title (card), ==, "Air conditioner drips");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (ui_fixture_find_window
                                                     (ADW_TYPE_MESSAGE_DIALOG)), "copy");
  g_assert_cmpstr (get_title (card), ==, "Printer jams");
}

static void
test_fold (UiFixture     *fixture,
           gconstpointer  data)
{
  GtkWindow *card;
  GtkWidget *fold;
  GtkLabel *label;

  gtk_window_set_default_size (fixture->parent, 1024, 700);
  ui_fixture_wait (gtk_widget_get_width (GTK_WIDGET (fixture->parent)) < 1100);
  card = open_card (fixture);
  fold = ui_fixture_find (card, "fold");
  label = ui_fixture_find (card, "fold_label");
  g_assert_false (gtk_widget_get_visible (fold));

  take_customer (fixture, card);
  ui_fixture_wait (gtk_widget_get_visible (fold) &&
                   g_str_equal (gtk_label_get_label (label), "Wang Haiyan · No open request"));
  g_assert_false (gtk_widget_get_mapped (ui_fixture_find (card, "caller_panel")));
  gtk_toggle_button_set_active (ui_fixture_find (card, "fold_button"), TRUE);
  ui_fixture_wait (gtk_widget_get_mapped (ui_fixture_find (card, "caller_panel")));
}

#define ADD(path, login, func) \
  g_test_add ("/ui/call-card/" path, UiFixture, login, ui_fixture_set_up, func, \
              ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!ui_fixture_init ())
    return 77;

  ADD ("a-template-fills-what-is-empty", NULL, test_fills);
  ADD ("a-template-leaves-what-was-typed-and-says-so", NULL, test_typed_stays);
  ADD ("a-template-asks-for-what-it-needs", NULL, test_asks);
  ADD ("a-draft-remembers-its-template", NULL, test_draft_keeps_template);
  ADD ("a-manager-saves-what-is-typed-as-a-template", "li.na", test_saves);
  ADD ("a-request-is-asked-for-again-as-a-new-one", NULL, test_copy);
  ADD ("a-copy-takes-the-place-of-no-draft-unasked", NULL, test_copy_asks);
  ADD ("in-a-narrow-window-the-caller-is-one-line", NULL, test_fold);

  return g_test_run ();
}
