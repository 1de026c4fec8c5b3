/* Requests that have to do with each other, and people who watch them.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/sr-domain-error.h"
#include "room-fixture.h"
#include "room/sr-request-detail.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-event-table.h"
#include "storage/sr-table.h"

/* "#17": a record in a payload. */
static const char *
ref (gint64 id)
{
  static char texts[8][24];
  static guint next;
  char *text = texts[next++ % G_N_ELEMENTS (texts)];

  g_snprintf (text, sizeof texts[0], "#%" G_GINT64_FORMAT, id);

  return text;
}

/* The same customer asks again; "type" and what else is given. */
static gint64
receive_from (RoomFixture *self,
              gint64       customer,
              const char  *type,
              const char  *field,
              const char  *text)
{
  g_autoptr (GError) error = NULL;
  SrAct *act = sr_act_new (&sr_request_kind, 0, "receive");
  SrOutcome *outcome;
  gint64 record;

  sr_act_set (act, "customer", ref (customer));
  sr_act_set (act, "channel", "phone");
  sr_act_set (act, "type", type);
  sr_act_set (act, "title", "又漏水了");
  if (field != NULL)
    sr_act_set (act, field, text);

  sr_gate_sign_in (self->gate, "he.jing", NULL);
  outcome = sr_gate_act_one (self->gate, act, &error);
  g_assert_no_error (error);
  record = outcome->record;
  sr_outcome_free (outcome);

  return record;
}

static gint64
get_integer (RoomFixture *self,
             gint64       request,
             guint        field)
{
  g_autoptr (SrRow) row = room_fixture_load (self, request);

  return sr_row_get_integer (row, field);
}

static char *
dup_text (RoomFixture *self,
          gint64       request,
          guint        field)
{
  g_autoptr (SrRow) row = room_fixture_load (self, request);

  return g_strdup (sr_row_get_text (row, field));
}

#define act(self, login, request, ...) \
  sr_outcome_free (room_fixture_act (self, login, request, __VA_ARGS__, NULL))

#define refuses(self, code, login, request, action, ...) \
  G_STMT_START { \
    g_autoptr (GError) error_ = NULL; \
    g_assert_null (room_fixture_try (self, login, request, action, NULL, &error_, \
                                     ##__VA_ARGS__, NULL)); \
    g_assert_error (error_, SR_DOMAIN_ERROR, code); \
    g_test_message ("%s", error_->message); \
  } G_STMT_END

static SrRequestDetail *
look_as (RoomFixture *self,
         const char  *login,
         gint64       request)
{
  g_autoptr (GError) error = NULL;
  SrRequestDetail *detail;

  sr_gate_sign_in (self->gate, login, NULL);
  detail = sr_request_detail_load (sr_gate_get_connection (self->gate),
                                   sr_gate_get_configuration (self->gate, NULL),
                                   sr_gate_get_staff (self->gate), request,
                                   sr_clock_now (self->clock), &error);
  g_assert_no_error (error);

  return detail;
}

static const SrRelation *
find_relation (SrRequestDetail *detail,
               SrRelationHow    how)
{
  for (guint i = 0; i < detail->relations->len; i++)
    {
      const SrRelation *relation = g_ptr_array_index (detail->relations, i);

      if (relation->how == how)
        return relation;
    }

  return NULL;
}

#define assert_related(self, id_, how_, other_) \
  G_STMT_START { \
    g_autoptr (SrRequestDetail) detail_ = look_as (self, "he.jing", id_); \
    const SrRelation *relation_ = find_relation (detail_, how_); \
    g_assert_nonnull (relation_); \
    g_assert_cmpint (relation_->request, ==, (other_)); \
  } G_STMT_END

#define assert_not_related(self, request, how_) \
  G_STMT_START { \
    g_autoptr (SrRequestDetail) detail_ = look_as (self, "he.jing", request); \
    g_assert_null (find_relation (detail_, how_)); \
  } G_STMT_END

static void
test_a_link_is_seen_at_both_ends_and_removed_where_it_was_made (RoomFixture   *self,
                                                                gconstpointer  data)
{
  gint64 one = room_fixture_receive (self, "空调漏水");
  gint64 other = room_fixture_receive (self, "天花板发霉");

  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", one, "unlink", "link.target", ref (other));
  act (self, "he.jing", one, "link", "link.target", ref (other), "link.kind", "caused_by");
  assert_related (self, one, SR_RELATION_LINK, other);
  assert_related (self, other, SR_RELATION_LINKED, one);

  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", one, "link", "link.target", ref (other),
           "link.kind", "related");
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", other, "link", "link.target", ref (one),
           "link.kind", "related");
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", one, "link", "link.target", ref (one),
           "link.kind", "related");
  refuses (self, SR_DOMAIN_ERROR_NOT_FOUND, "he.jing", one, "link", "link.target", ref (9999),
           "link.kind", "related");
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", other, "unlink", "link.target", ref (one));

  act (self, "he.jing", one, "unlink", "link.target", ref (other));
  assert_not_related (self, one, SR_RELATION_LINK);
  assert_not_related (self, other, SR_RELATION_LINKED);
  act (self, "he.jing", other, "link", "link.target", ref (one), "link.kind", "related");
  room_fixture_verify (self);
}

static void
test_what_was_merged_away_is_not_linked (RoomFixture   *self,
                                         gconstpointer  data)
{
  gint64 one = room_fixture_receive (self, "空调漏水");
  gint64 gone = room_fixture_receive (self, "空调滴水");
  gint64 target = room_fixture_receive (self, "空调");

  act (self, "he.jing", gone, "merge", "duplicate_of", ref (target));
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", one, "link", "link.target", ref (gone),
           "link.kind", "related");
}

static void
test_no_request_becomes_a_part_of_itself_at_any_depth (RoomFixture   *self,
                                                       gconstpointer  data)
{
  gint64 top = room_fixture_receive (self, "整层断网");
  gint64 middle = room_fixture_receive (self, "交换机");
  gint64 bottom = room_fixture_receive (self, "网口");
  gint64 closed = room_fixture_receive (self, "路由器");

  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", top, "clear_parent");
  act (self, "he.jing", middle, "set_parent", "parent", ref (top));
  act (self, "he.jing", bottom, "set_parent", "parent", ref (middle));
  assert_related (self, middle, SR_RELATION_PARENT, top);
  assert_related (self, middle, SR_RELATION_PART, bottom);

  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", top, "set_parent", "parent", ref (top));
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", top, "set_parent", "parent", ref (middle));
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", top, "set_parent", "parent", ref (bottom));
  act (self, "he.jing", closed, "cancel", "withdrawal", "来电撤回");
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", top, "set_parent", "parent", ref (closed));

  act (self, "he.jing", bottom, "clear_parent");
  act (self, "he.jing", top, "set_parent", "parent", ref (bottom));
  room_fixture_verify (self);
}

static void
test_a_whole_with_open_parts_is_not_merged_away (RoomFixture   *self,
                                                 gconstpointer  data)
{
  gint64 whole = room_fixture_receive (self, "整层断网");
  gint64 part = room_fixture_receive (self, "交换机");
  gint64 other = room_fixture_receive (self, "断网");

  act (self, "he.jing", part, "set_parent", "parent", ref (whole));
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", whole, "merge", "duplicate_of", ref (other));
  act (self, "he.jing", part, "cancel", "withdrawal", "来电撤回");
  act (self, "he.jing", whole, "merge", "duplicate_of", ref (other));
}

static void
test_a_split_makes_a_request_and_both_tell_of_it (RoomFixture   *self,
                                                  gconstpointer  data)
{
  gint64 old = room_fixture_receive (self, "空调漏水，另外门锁坏了");
  g_autoptr (SrRow) before = room_fixture_load (self, old);
  g_autoptr (SrRow) made = NULL;
  g_autoptr (GPtrArray) events = NULL;
  SrOutcome *outcome = room_fixture_act (self, "he.jing", old, "split", "title", "门锁坏了",
                                         "type", "repair.door", NULL);
  gint64 made_id = outcome->made;

  g_assert_cmpint (outcome->record, ==, old);
  g_assert_cmpstr (outcome->made_number, ==, "SR-2026-000002");
  g_assert_false (outcome->undoable);
  sr_outcome_free (outcome);

  made = room_fixture_load (self, made_id);
  g_assert_cmpstr (sr_row_get_text (made, SR_REQUEST_TITLE), ==, "门锁坏了");
  g_assert_cmpint (sr_row_get_integer (made, SR_REQUEST_CUSTOMER), ==,
                   sr_row_get_integer (before, SR_REQUEST_CUSTOMER));
  g_assert_cmpstr (sr_row_get_text (made, SR_REQUEST_CHANNEL), ==, "phone");
  g_assert_cmpint (sr_row_get_integer (made, SR_REQUEST_SPLIT_FROM), ==, old);
  g_assert_true (sr_row_is_null (made, SR_REQUEST_REPEAT_OF));

  assert_related (self, old, SR_RELATION_SPLIT_INTO, made_id);
  assert_related (self, made_id, SR_RELATION_SPLIT_FROM, old);
  assert_related (self, made_id, SR_RELATION_LINKED, old);
  events = sr_event_table_load (sr_gate_get_connection (self->gate), "request", old, NULL);
  g_assert_cmpstr (sr_row_get_text (g_ptr_array_index (events, 1), SR_EVENT_ACTION), ==, "split");
  room_fixture_verify (self);
}

static void
test_a_split_that_is_refused_makes_nothing (RoomFixture   *self,
                                            gconstpointer  data)
{
  gint64 old = room_fixture_receive (self, "空调漏水");
  g_autoptr (GPtrArray) all = NULL;

  refuses (self, SR_DOMAIN_ERROR_MISSING, "he.jing", old, "split", "type", "repair.door");
  refuses (self, SR_DOMAIN_ERROR_INVALID, "he.jing", old, "split", "title", "门锁", "state",
           "closed");
  act (self, "he.jing", old, "cancel", "withdrawal", "来电撤回");
  refuses (self, SR_DOMAIN_ERROR_STATE, "he.jing", old, "split", "title", "门锁");

  all = sr_table_load_all (sr_gate_get_connection (self->gate), &sr_request_kind, NULL);
  g_assert_cmpuint (all->len, ==, 1);
  room_fixture_verify (self);
}

static void
test_what_was_said_and_noted_is_seen_from_where_it_was_merged (RoomFixture   *self,
                                                               gconstpointer  data)
{
  gint64 first = room_fixture_receive (self, "空调滴水");
  gint64 second = room_fixture_receive (self, "空调漏水");
  gint64 third = room_fixture_receive (self, "307 空调漏水");
  g_autoptr (SrRequestDetail) detail = NULL;
  guint n_notes = 0;
  guint n_clocks = 0;

  act (self, "he.jing", first, "note", "note.text", "备件在三楼");
  act (self, "wang.wei", first, "follow");
  act (self, "he.jing", first, "merge", "duplicate_of", ref (second));
  act (self, "he.jing", second, "merge", "duplicate_of", ref (third));

  detail = look_as (self, "wang.wei", third);
  for (guint i = 0; i < detail->children->len; i++)
    {
      const SrRow *child = g_ptr_array_index (detail->children, i);

      n_notes += sr_row_get_kind (child) == &sr_note_kind;
      n_clocks += sr_row_get_kind (child) == &sr_clock_kind;
    }

  g_assert_cmpuint (n_notes, ==, 1);
  g_assert_cmpuint (n_clocks, ==, 2);
  g_assert_cmpuint (detail->followers->len, ==, 1);
  g_assert_false (detail->follows);
  /* receive, note, follow, merge; receive, merge; receive */
  g_assert_cmpuint (detail->events->len, ==, 7);
  g_assert_nonnull (find_relation (detail, SR_RELATION_MERGED));
  assert_related (self, first, SR_RELATION_DUPLICATE_OF, second);
}

static void
test_who_follows_is_named_and_follows_once (RoomFixture   *self,
                                            gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "空调漏水");
  g_autoptr (SrRequestDetail) detail = NULL;

  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", request, "unfollow");
  act (self, "he.jing", request, "follow");
  act (self, "wang.wei", request, "follow");
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", request, "follow");
  act (self, "he.jing", request, "cancel", "withdrawal", "来电撤回");
  act (self, "he.jing", request, "unfollow");
  act (self, "he.jing", request, "follow");

  detail = look_as (self, "he.jing", request);
  g_assert_true (detail->follows);
  g_assert_cmpuint (detail->followers->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (detail->followers, 0), ==, "he.jing");
  room_fixture_verify (self);
}

static void
test_a_snooze_is_for_who_snoozes_and_hides_no_deadline (RoomFixture   *self,
                                                        gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "空调漏水");
  gint64 due = get_integer (self, request, SR_REQUEST_DUE_AT);
  g_autoptr (SrRequestDetail) mine = NULL;
  g_autoptr (SrRequestDetail) theirs = NULL;

  /* P3: the first response is due after four working hours, at 14:30. */
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", request, "snooze", "snooze.until",
           "2026-07-15T14:31:00+08:00");
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", request, "snooze", "snooze.until",
           "2026-07-15T08:00:00+08:00");
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", request, "unsnooze");
  act (self, "he.jing", request, "snooze", "snooze.until", "2026-07-15T14:30:00+08:00");

  mine = look_as (self, "he.jing", request);
  theirs = look_as (self, "wang.wei", request);
  g_assert_cmpint (mine->snoozed_until, ==, due);
  g_assert_cmpint (theirs->snoozed_until, ==, 0);

  act (self, "he.jing", request, "unsnooze");
  act (self, "he.jing", request, "snooze", "snooze.until", "2026-07-15T10:00:00+08:00");
  room_fixture_advance (self, 7 * 3600);
  refuses (self, SR_DOMAIN_ERROR_GUARD, "he.jing", request, "snooze", "snooze.until",
           "2026-07-15T17:00:00+08:00");
  room_fixture_verify (self);
}

static void
test_a_deadline_that_comes_nearer_ends_a_snooze_in_time (RoomFixture   *self,
                                                         gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "空调漏水");
  g_autoptr (SrRequestDetail) detail = NULL;
  g_autoptr (SrRequestDetail) over = NULL;

  act (self, "he.jing", request, "snooze", "snooze.until", "2026-07-15T14:30:00+08:00");
  act (self, "wang.wei", request, "prioritise", "priority", "P1");
  detail = look_as (self, "he.jing", request);
  g_assert_cmpint (detail->snoozed_until, ==, FIXTURE_NOW + 1800);

  act (self, "wang.wei", request, "cancel", "withdrawal", "来电撤回");
  over = look_as (self, "he.jing", request);
  g_assert_cmpint (over->snoozed_until, ==, 0);
  room_fixture_verify (self);
}

static void
test_tags_are_trimmed_and_told_once (RoomFixture   *self,
                                     gconstpointer  data)
{
  gint64 request = room_fixture_receive (self, "空调漏水");
  g_autofree char *tags = NULL;
  g_autoptr (GString) many = g_string_new ("0");
  g_autofree char *too_long = g_strnfill (41, 'x');

  refuses (self, SR_DOMAIN_ERROR_MISSING, "he.jing", request, "tag");
  act (self, "he.jing", request, "tag", "tags", "[\" 漏水 \",\"VIP\",\"vip\",\"\",\"a,b\",\"漏水\"]");
  tags = dup_text (self, request, SR_REQUEST_TAGS);
  g_assert_cmpstr (tags, ==, "[\"漏水\",\"VIP\",\"a,b\"]");

  for (guint i = 1; i <= 20; i++)
    g_string_append_printf (many, ",%u", i);
  refuses (self, SR_DOMAIN_ERROR_INVALID, "he.jing", request, "tag", "tags", many->str);
  refuses (self, SR_DOMAIN_ERROR_INVALID, "he.jing", request, "tag", "tags", too_long);

  act (self, "he.jing", request, "tag", "tags", "");
  g_assert_cmpint (get_integer (self, request, SR_REQUEST_TAGS), ==, 0);
  room_fixture_verify (self);
}

/* A list says the other request by its number. */
static void
assert_label (RoomFixture *self,
              gint64       request,
              guint        field,
              gint64       other)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrListedRow) listed =
    sr_request_table_load (sr_gate_get_connection (self->gate), request, &error);
  g_autoptr (SrRow) row = room_fixture_load (self, other);

  g_assert_no_error (error);
  g_assert_cmpstr (listed->labels[field], ==, sr_row_get_text (row, SR_REQUEST_NUMBER));
}

/* 2026-07-15 is a Wednesday: five working days on is the 22nd, until 18:00. */
static void
test_the_same_of_the_same_customer_within_five_working_days_is_a_repeat (RoomFixture   *self,
                                                                         gconstpointer  data)
{
  gint64 first = room_fixture_receive (self, "空调漏水");
  gint64 customer = get_integer (self, first, SR_REQUEST_CUSTOMER);
  gint64 one = receive_from (self, customer, "repair.water", NULL, NULL);
  gint64 other;

  g_assert_cmpint (get_integer (self, one, SR_REQUEST_REPEAT_OF), ==, 0);

  room_fixture_advance (self, 7 * 24 * 3600 + 9 * 3600);
  other = receive_from (self, customer, "repair.power", NULL, NULL);
  g_assert_cmpint (get_integer (self, other, SR_REQUEST_REPEAT_OF), ==, 0);
  other = receive_from (self, customer, "repair.water", NULL, NULL);
  g_assert_cmpint (get_integer (self, other, SR_REQUEST_REPEAT_OF), ==, one);
  assert_related (self, other, SR_RELATION_REPEATS, one);
  assert_label (self, other, SR_REQUEST_REPEAT_OF, one);

  /* Of that one, it is a repeat again; of what came after it was received, not. */
  one = receive_from (self, customer, "repair.water", "received_at", "2026-07-15T09:00:00+08:00");
  g_assert_cmpint (get_integer (self, one, SR_REQUEST_REPEAT_OF), !=, other);
  room_fixture_verify (self);
}

static void
test_after_five_working_days_it_is_another_matter (RoomFixture   *self,
                                                   gconstpointer  data)
{
  gint64 first = room_fixture_receive (self, "空调漏水");
  gint64 customer = get_integer (self, first, SR_REQUEST_CUSTOMER);
  gint64 one = receive_from (self, customer, "repair.water", NULL, NULL);
  gint64 other;

  room_fixture_advance (self, 7 * 24 * 3600 + 9 * 3600 + 1);
  other = receive_from (self, customer, "repair.water", NULL, NULL);
  g_assert_cmpint (get_integer (self, other, SR_REQUEST_REPEAT_OF), ==, 0);
  g_assert_cmpint (one, !=, other);
}

static void
test_what_was_void_or_merged_is_not_repeated (RoomFixture   *self,
                                              gconstpointer  data)
{
  gint64 first = room_fixture_receive (self, "空调漏水");
  gint64 customer = get_integer (self, first, SR_REQUEST_CUSTOMER);
  gint64 earlier = receive_from (self, customer, "repair.water", NULL, NULL);
  gint64 merged = receive_from (self, customer, "repair.water", NULL, NULL);
  gint64 latest;
  gint64 part;

  act (self, "he.jing", merged, "merge", "duplicate_of", ref (first));
  latest = receive_from (self, customer, "repair.water", NULL, NULL);
  g_assert_cmpint (get_integer (self, latest, SR_REQUEST_REPEAT_OF), ==, earlier);

  /* A part of it is the same matter. */
  part = receive_from (self, customer, "repair.water", "parent", ref (latest));
  g_assert_cmpint (get_integer (self, part, SR_REQUEST_REPEAT_OF), ==, 0);
}

static void
test_who_acts_on_many_is_told_which_one_refuses (RoomFixture   *self,
                                                 gconstpointer  data)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      gint64 request = room_fixture_receive (self, "灯不亮");

      if (i == 1)
        act (self, "he.jing", request, "cancel", "withdrawal", "来电撤回");
      g_ptr_array_add (acts, sr_act_set (sr_act_new (&sr_request_kind, request, "assign"), "owner",
                                         "wang.wei"));
    }

  g_assert_null (sr_gate_act (self->gate, acts, NULL, &error));
  g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_STATE);
  g_assert_true (g_str_has_prefix (error->message, "SR-2026-000002: "));
}

#define ADD(path, test) \
  g_test_add ("/room/relations/" path, RoomFixture, NULL, room_fixture_set_up, test, \
              room_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-link-is-seen-at-both-ends-and-removed-where-it-was-made",
       test_a_link_is_seen_at_both_ends_and_removed_where_it_was_made);
  ADD ("what-was-merged-away-is-not-linked", test_what_was_merged_away_is_not_linked);
  ADD ("no-request-becomes-a-part-of-itself-at-any-depth",
       test_no_request_becomes_a_part_of_itself_at_any_depth);
  ADD ("a-whole-with-open-parts-is-not-merged-away",
       test_a_whole_with_open_parts_is_not_merged_away);
  ADD ("a-split-makes-a-request-and-both-tell-of-it",
       test_a_split_makes_a_request_and_both_tell_of_it);
  ADD ("a-split-that-is-refused-makes-nothing", test_a_split_that_is_refused_makes_nothing);
  ADD ("what-was-said-and-noted-is-seen-from-where-it-was-merged",
       test_what_was_said_and_noted_is_seen_from_where_it_was_merged);
  ADD ("who-follows-is-named-and-follows-once", test_who_follows_is_named_and_follows_once);
  ADD ("a-snooze-is-for-who-snoozes-and-hides-no-deadline",
       test_a_snooze_is_for_who_snoozes_and_hides_no_deadline);
  ADD ("a-deadline-that-comes-nearer-ends-a-snooze-in-time",
       test_a_deadline_that_comes_nearer_ends_a_snooze_in_time);
  ADD ("tags-are-trimmed-and-told-once", test_tags_are_trimmed_and_told_once);
  ADD ("the-same-of-the-same-customer-within-five-working-days-is-a-repeat",
       test_the_same_of_the_same_customer_within_five_working_days_is_a_repeat);
  ADD ("after-five-working-days-it-is-another-matter",
       test_after_five_working_days_it_is_another_matter);
  ADD ("what-was-void-or-merged-is-not-repeated", test_what_was_void_or_merged_is_not_repeated);
  ADD ("who-acts-on-many-is-told-which-one-refuses",
       test_who_acts_on_many_is_told_which_one_refuses);

  return g_test_run ();
}
