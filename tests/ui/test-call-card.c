/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "ui-fixture.h"
#include "ui/queue/sr-call-card.h"
#include "ui/queue/sr-call-draft.h"
#include "ui/queue/sr-match-row.h"
#include "ui/queue/sr-phone-text.h"
#include "ui/widgets/sr-instant-entry.h"
#include "ui/widgets/sr-text-area.h"

static GtkWindow *
open_card (UiFixture *fixture)
{
  sr_call_card_present (fixture->parent, fixture->room);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_CALL_CARD) != NULL);

  return ui_fixture_find_window (SR_TYPE_CALL_CARD);
}

static void
type_into (GtkWindow  *card,
           const char *id,
           const char *text)
{
  gtk_editable_set_text (ui_fixture_find (card, id), text);
}

static void
press_enter (GtkWindow  *card,
             const char *id)
{
  g_signal_emit_by_name (ui_fixture_find (card, id), "activate");
}

static SrMatchRow *
get_match (GtkWindow *card,
           int        index)
{
  GtkListBox *list = ui_fixture_find (card, "list");

  return (SrMatchRow *) gtk_list_box_get_row_at_index (list, index);
}

static void
take_customer (GtkWindow  *card,
               const char *text)
{
  type_into (card, "entry", text);
  ui_fixture_wait (get_match (card, 0) != NULL);
  press_enter (card, "entry");
}

static const char *
get_label (GtkWindow  *card,
           const char *id)
{
  GtkLabel *label = ui_fixture_find (card, id);

  return gtk_widget_is_visible (GTK_WIDGET (label)) ? gtk_label_get_label (label) : "";
}

static void
test_digits (UiFixture     *fixture,
             gconstpointer  data)
{
  gint64 wang = ui_fixture_customer (fixture, "Wang Haiyan", "138 0000 4826");
  GtkWindow *card = NULL;

  ui_fixture_customer (fixture, "Cheng Siyuan", "021-5550 1111");
  card = open_card (fixture);
  type_into (card, "entry", "4826");
  ui_fixture_wait (get_match (card, 0) != NULL);

  g_assert_cmpint (sr_row_get_id (sr_match_row_get_customer (get_match (card, 0))), ==, wang);
  g_assert_cmpstr (sr_match_row_get_phone (get_match (card, 0)), ==, "138 0000 4826");
  /* The last row is for somebody new. */
  g_assert_null (sr_match_row_get_customer (get_match (card, 1)));
  g_assert_null (get_match (card, 2));
}

static void
test_late_answer (UiFixture     *fixture,
                  gconstpointer  data)
{
  GtkWindow *card = NULL;

  ui_fixture_customer (fixture, "Wang Haiyan", "138 0000 4826");
  card = open_card (fixture);
  type_into (card, "entry", "4826");
  /* The question is asked, and its answer comes when the text is another. */
  ui_fixture_pause (125);
  type_into (card, "entry", "");
  ui_fixture_pause (300);

  g_assert_null (get_match (card, 0));
}

static void
test_register (UiFixture     *fixture,
               gconstpointer  data)
{
  gint64 wang = ui_fixture_customer (fixture, "Wang Haiyan", "138 0000 4826");
  GtkWindow *card = open_card (fixture);
  g_autoptr (SrRequestDetail) detail = NULL;

  take_customer (card, "4826");
  type_into (card, "title_entry", "Air conditioner drips");
  press_enter (card, "title_entry");
  ui_fixture_wait (fixture->shown != 0);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_CALL_CARD) == NULL);

  detail = ui_fixture_load (fixture, fixture->shown);
  g_assert_true (sr_row_is (detail->request->row, SR_REQUEST_TITLE, "Air conditioner drips"));
  g_assert_true (sr_row_is (detail->request->row, SR_REQUEST_STATE, "registered"));
  /* The place of the customer is the place of the request until something else is typed. */
  g_assert_true (sr_row_is (detail->request->row, SR_REQUEST_PLACE, "Room 307"));
  g_assert_true (sr_row_is (detail->request->row, SR_REQUEST_CONTACT_PHONE, "138 0000 4826"));
  g_assert_cmpint (sr_row_get_integer (detail->request->row, SR_REQUEST_CUSTOMER), ==, wang);
}

static void
test_new_customer (UiFixture     *fixture,
                   gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  g_autoptr (SrRequestDetail) detail = NULL;
  g_auto (GStrv) phones = NULL;

  type_into (card, "entry", "139 1234 5678");
  ui_fixture_wait (gtk_widget_get_visible (ui_fixture_find (card, "new_revealer")));
  type_into (card, "name_entry", "Zhao Min");
  type_into (card, "title_entry", "Needs a badge");
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  ui_fixture_wait (fixture->shown != 0);

  detail = ui_fixture_load (fixture, fixture->shown);
  g_assert_true (sr_row_is (detail->customer, SR_CUSTOMER_NAME, "Zhao Min"));
  phones = sr_row_get_list (detail->customer, SR_CUSTOMER_PHONES);
  g_assert_cmpstr (phones[0], ==, "139 1234 5678");
}

static void
test_missing (UiFixture     *fixture,
              gconstpointer  data)
{
  GtkWindow *card = NULL;

  ui_fixture_customer (fixture, "Wang Haiyan", "138 0000 4826");
  card = open_card (fixture);
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  g_assert_cmpstr (get_label (card, "picker_error"), !=, "");

  take_customer (card, "4826");
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  g_assert_cmpstr (get_label (card, "picker_error"), ==, "");
  g_assert_cmpstr (get_label (card, "title_error"), !=, "");
  g_assert_cmpint (fixture->shown, ==, 0);
}

static void
test_late_promise (UiFixture     *fixture,
                   gconstpointer  data)
{
  GtkWindow *card = NULL;
  SrInstantEntry *entry = NULL;
  g_autoptr (SrRequestDetail) detail = NULL;

  ui_fixture_customer (fixture, "Wang Haiyan", "138 0000 4826");
  card = open_card (fixture);
  take_customer (card, "4826");
  type_into (card, "title_entry", "Air conditioner drips");
  gtk_toggle_button_set_active (ui_fixture_find (card, "other_chip"), TRUE);
  entry = ui_fixture_find (card, "other_entry");
  sr_instant_entry_set_text (entry, "2026-12-24 17:00");
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  g_assert_cmpstr (get_label (card, "promise_error"), !=, "");
  g_assert_true (gtk_widget_get_visible (ui_fixture_find (card, "other_late")));

  type_into (card, "reason_entry", "The part comes from abroad");
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  ui_fixture_wait (fixture->shown != 0);

  detail = ui_fixture_load (fixture, fixture->shown);
  g_assert_true (sr_row_is (detail->request->row, SR_REQUEST_PROMISE_REASON,
                            "The part comes from abroad"));
  /* 2026-12-24 17:00 in Shanghai */
  g_assert_cmpint (sr_row_get_integer (detail->request->row, SR_REQUEST_PROMISED_AT), ==,
                   G_GINT64_CONSTANT (1798102800));
}

static void
test_answer (UiFixture     *fixture,
             gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  g_autoptr (SrRequestDetail) detail = NULL;

  type_into (card, "entry", "Zhao Min");
  ui_fixture_wait (gtk_widget_get_visible (ui_fixture_find (card, "new_revealer")));
  type_into (card, "title_entry", "How to book a room");
  gtk_widget_activate_action (GTK_WIDGET (card), "call-card.answer", NULL);
  g_assert_true (gtk_widget_get_visible (ui_fixture_find (card, "answer_revealer")));

  gtk_widget_activate_action (GTK_WIDGET (card), "call-card.answer", NULL);
  g_assert_cmpstr (get_label (card, "answer_error"), !=, "");

  gtk_drop_down_set_selected (ui_fixture_find (card, "resolution_drop_down"), 1);
  gtk_drop_down_set_selected (ui_fixture_find (card, "cause_drop_down"), 1);
  sr_text_area_set_text (ui_fixture_find (card, "solution_area"),
                         "Told her where the form is and how long it takes");
  gtk_widget_activate_action (GTK_WIDGET (card), "call-card.answer", NULL);
  ui_fixture_wait (fixture->shown != 0);

  detail = ui_fixture_load (fixture, fixture->shown);
  g_assert_true (sr_row_is (detail->request->row, SR_REQUEST_STATE, "resolved"));
  g_assert_cmpint (sr_row_get_integer (detail->request->row, SR_REQUEST_ANSWERED_ON_SPOT), ==, 1);
}

static void
on_draft_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  char **draft = user_data;

  *draft = sr_room_load_draft_finish (SR_ROOM (source), result, NULL);
  if (*draft == NULL)
    *draft = g_strdup ("");
}

static char *
load_draft (UiFixture *fixture)
{
  char *draft = NULL;

  sr_room_load_draft_async (fixture->room, "call-card", on_draft_cb, &draft);
  ui_fixture_wait (draft != NULL);

  return draft;
}

static void
test_draft (UiFixture     *fixture,
            gconstpointer  data)
{
  gint64 wang = ui_fixture_customer (fixture, "Wang Haiyan", "138 0000 4826");
  GtkWindow *card = open_card (fixture);
  g_autofree char *draft = NULL;
  g_autoptr (SrRequestDetail) detail = NULL;

  take_customer (card, "4826");
  type_into (card, "title_entry", "Air conditioner drips");
  gtk_toggle_button_set_active (ui_fixture_find (card, "tomorrow_chip"), TRUE);
  gtk_window_close (card);
  ui_fixture_wait (ui_fixture_find_window (SR_TYPE_CALL_CARD) == NULL);

  /* An hour later; the customer's clock has run since the call. */
  sr_clock_set (fixture->clock, FIXTURE_NOW + 3600);
  card = open_card (fixture);
  g_assert_cmpstr (gtk_editable_get_text (ui_fixture_find (card, "title_entry")), ==,
                   "Air conditioner drips");
  g_assert_true (gtk_toggle_button_get_active (ui_fixture_find (card, "tomorrow_chip")));
  ui_fixture_wait (get_match (card, 0) != NULL);
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  ui_fixture_wait (fixture->shown != 0);

  detail = ui_fixture_load (fixture, fixture->shown);
  g_assert_cmpint (sr_row_get_integer (detail->request->row, SR_REQUEST_CUSTOMER), ==, wang);
  g_assert_cmpint (sr_row_get_integer (detail->request->row, SR_REQUEST_RECEIVED_AT), ==,
                   FIXTURE_NOW);
  draft = load_draft (fixture);
  g_assert_cmpstr (draft, ==, "");
}

static void
test_saved_while_typing (UiFixture     *fixture,
                         gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  g_autofree char *draft = NULL;

  type_into (card, "title_entry", "Air conditioner drips");
  ui_fixture_pause (500);
  draft = load_draft (fixture);
  g_assert_nonnull (strstr (draft, "Air conditioner drips"));
}

static void
test_refusal (UiFixture     *fixture,
              gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  g_autoptr (GError) error = NULL;
  const SrRow *staff = sr_room_get_staff (fixture->room);
  SrAct *act = sr_act_new (&sr_staff_kind, sr_row_get_id (staff), "edit");
  SrOutcome *outcome = NULL;

  /* Behind the window's back the clerk becomes an auditor, who may not receive. */
  sr_act_set (act, "roles", "auditor");
  outcome = sr_gate_act_one (fixture->other.gate, act, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);

  type_into (card, "entry", "Zhao Min");
  ui_fixture_wait (gtk_widget_get_visible (ui_fixture_find (card, "new_revealer")));
  type_into (card, "title_entry", "Needs a badge");
  ui_fixture_click (ui_fixture_find (card, "register_button"));
  ui_fixture_wait (*get_label (card, "error_label") != '\0');

  g_assert_cmpstr (gtk_editable_get_text (ui_fixture_find (card, "title_entry")), ==,
                   "Needs a badge");
  g_assert_cmpint (fixture->shown, ==, 0);
  g_assert_true (gtk_widget_is_sensitive (ui_fixture_find (card, "register_button")));
}

static void
test_one_card (UiFixture     *fixture,
               gconstpointer  data)
{
  GtkWindow *card = open_card (fixture);
  guint n = 0;
  GListModel *windows = gtk_window_get_toplevels ();

  g_assert_true (open_card (fixture) == card);
  ui_fixture_pause (100);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      n += SR_IS_CALL_CARD (window);
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_draft_json (void)
{
  g_autoptr (SrCallDraft) draft = sr_call_draft_new ();
  g_autoptr (SrCallDraft) read = NULL;
  g_autofree char *json = NULL;

  g_assert_true (sr_call_draft_is_empty (draft));
  draft->impact = g_strdup ("2");
  g_assert_true (sr_call_draft_is_empty (draft));
  draft->title = g_strdup ("“Quoted”, \\ and \n");
  draft->customer = 12;
  draft->emergency = TRUE;
  g_assert_false (sr_call_draft_is_empty (draft));

  json = sr_call_draft_to_json (draft);
  read = sr_call_draft_from_json (json);
  g_assert_cmpstr (read->title, ==, draft->title);
  g_assert_cmpstr (read->impact, ==, "2");
  g_assert_cmpint (read->customer, ==, 12);
  g_assert_true (read->emergency);
  g_assert_null (read->body);
}

static void
test_bad_draft (void)
{
  g_autoptr (SrCallDraft) odd = sr_call_draft_from_json ("{\"title\":7,\"customer\":\"x\",\"z\":[]}");

  g_assert_null (sr_call_draft_from_json (NULL));
  g_assert_null (sr_call_draft_from_json ("[1, 2"));
  g_assert_null (sr_call_draft_from_json ("[]"));
  g_assert_nonnull (odd);
  g_assert_null (odd->title);
}

static void
test_phone_markup (void)
{
  static const struct
  {
    const char *phone;
    const char *typed;
    const char *markup;
  } cases[] = {
    { "138 0000 4826", "4826", "138 0000 <b>4826</b>" },
    { "138 0000 4826", "00-48", "138 00<b>00 48</b>26" },
    { "4826-4826", "4826", "4826-<b>4826</b>" },
    { "138 0000 4826", "４８２６", "138 0000 <b>4826</b>" },
    { "021 <5550>", "5550", "021 &lt;<b>5550</b>&gt;" },
    { "138 0000 4826", "Wang", "138 0000 4826" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = sr_phone_to_markup (cases[i].phone, cases[i].typed);

      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
  g_assert_true (sr_phone_is_typed ("138-0000"));
  g_assert_false (sr_phone_is_typed ("Wang 138"));
  g_assert_false (sr_phone_is_typed ("13"));
}

#define ADD(path, func) \
  g_test_add ("/ui/call-card/" path, UiFixture, NULL, ui_fixture_set_up, func, ui_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!ui_fixture_init ())
    return 77;

  ADD ("typed-digits-bring-the-person", test_digits);
  ADD ("an-answer-to-an-older-text-is-dropped", test_late_answer);
  ADD ("enter-registers-a-request-and-shows-it", test_register);
  ADD ("who-matches-nobody-becomes-a-customer-with-the-request", test_new_customer);
  ADD ("what-is-missing-is-said-by-its-field", test_missing);
  ADD ("a-promise-after-the-deadline-needs-a-reason", test_late_promise);
  ADD ("what-is-answered-on-the-spot-is-resolved-at-once", test_answer);
  ADD ("a-draft-is-there-after-the-window-is-gone", test_draft);
  ADD ("a-draft-is-saved-within-half-a-second-of-the-last-key", test_saved_while_typing);
  ADD ("a-refusal-keeps-what-was-typed", test_refusal);
  ADD ("a-window-has-one-card", test_one_card);
  g_test_add_func ("/ui/call-card/a-draft-reads-back-as-it-was-written", test_draft_json);
  g_test_add_func ("/ui/call-card/a-damaged-draft-is-none", test_bad_draft);
  g_test_add_func ("/ui/call-card/typed-digits-are-bold-in-the-phone", test_phone_markup);

  return g_test_run ();
}
