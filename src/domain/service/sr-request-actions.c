/* The actions of a request, in order of use.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-actions"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/service/sr-playbook-conditions.h"
#include "domain/service/sr-request-actions.h"
#include "domain/service/sr-request-conditions.h"
#include "domain/service/sr-request-effects.h"

/* Who */
#define MANAGER SR_ROLE_MANAGER
#define WORKER (SR_ROLE_HANDLER | SR_ROLE_MANAGER)
#define FRONT (SR_ROLE_DESK | SR_ROLE_HANDLER | SR_ROLE_MANAGER)

/* From where */
#define OPEN "registered", "transferred", "assigned", "accepted", "in_progress", "supporting", \
             "returned", "reopened"
#define WAITING "waiting_customer", "waiting_parts", "scheduled_visit"
#define RESOLVED "resolved", "follow_up"

/* With what: must be given, must be given unless the request has it, may be given */
#define MUST(field) { field, TRUE, FALSE }
#define MUST_HAVE(field) { field, TRUE, TRUE }
#define MAY(field) { field, FALSE, FALSE }

/* What may be undone: whatever nobody outside the room knows of yet. A contact and a promise were told
 * to the customer, an extension that was approved is told next, a file is evidence, and a number that
 * was given stays: these are set right by another step. A decision on an extension is answered by
 * another decision. */
const SrAction sr_request_actions[] = {
  /* ---- what comes next ---- */
  {
    /* "assigned" at once if an owner or a team is given */
    .name = "receive",
    .label = N_("New Request…"),
    .to = "registered",
    .roles = FRONT,
    .inputs = {
      MUST ("customer"), MAY ("contact_name"), MAY ("contact_phone"), MUST ("channel"),
      MUST ("type"), MUST ("title"), MAY ("body"), MAY ("place"), MAY ("impact"), MAY ("urgency"),
      MAY ("priority"), MAY ("emergency"), MAY ("owner"), MAY ("team"), MAY ("received_at"),
      MAY ("promised_at"), MAY ("promise_reason"), MAY ("parent"), MAY ("follow_up_of"),
      MAY ("source_key"), MAY ("tags"), MAY ("split_from"),
    },
    .conditions = {
      &sr_received_before_now, &sr_promise_is_ahead, &sr_late_promise_has_reason,
      &sr_tags_are_short, &sr_parent_is_open,
    },
    .clause = "3.1.2",
    .effect = sr_effect_receive,
  },
  {
    .name = "answer",
    .label = N_("Answer on the Spot…"),
    .from = { "registered" },
    .to = "resolved",
    .roles = FRONT,
    .inputs = { MUST_HAVE ("solution"), MUST_HAVE ("resolution_code"), MAY ("cause_code") },
    .conditions = { &sr_solution_is_told, &sr_no_open_part },
    .undoable = TRUE,
    .clause = "3.1.3",
    .effect = sr_effect_answer,
  },
  {
    .name = "accept",
    .label = N_("Accept"),
    .from = { "assigned" },
    .to = "accepted",
    .roles = WORKER,
    .conditions = { &sr_is_mine_to_accept },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_accept,
  },
  {
    .name = "start",
    .label = N_("Start Work"),
    .from = { "accepted", "reopened" },
    .to = "in_progress",
    .roles = WORKER,
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_start,
  },
  {
    .name = "resume",
    .label = N_("Resume Work"),
    .from = { WAITING },
    .to = "in_progress",
    .roles = FRONT | SR_ROLE_ROOM,
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_resume,
  },
  {
    .name = "support_accept",
    .label = N_("Accept to Support"),
    .from = { "supporting" },
    .roles = WORKER,
    .conditions = { &sr_hand_off_not_accepted, &sr_hand_off_is_mine_to_accept },
    .undoable = TRUE,
    .clause = "3.2.4",
    .effect = sr_effect_support_accept,
  },
  {
    .name = "support_done",
    .label = N_("Hand Back…"),
    .from = { "supporting" },
    .to = "in_progress",
    .roles = WORKER,
    .inputs = { MUST ("hand-off.result") },
    .undoable = TRUE,
    .clause = "3.2.4",
    .effect = sr_effect_support_done,
  },
  {
    .name = "resolve",
    .label = N_("Resolve…"),
    .from = { "in_progress" },
    .to = "resolved",
    .roles = WORKER,
    .inputs = { MUST_HAVE ("solution"), MUST_HAVE ("resolution_code"), MUST_HAVE ("cause_code") },
    .conditions = {
      &sr_customer_was_reached, &sr_no_open_hand_off, &sr_no_open_part, &sr_solution_is_told,
    },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_resolve,
  },
  {
    .name = "review",
    .label = N_("Review…"),
    .from = { RESOLVED },
    .roles = FRONT,
    .inputs = {
      MUST ("review.happened"), MAY ("review.helped"), MUST ("review.to_change"),
      MAY ("review.left_out"),
    },
    .conditions = {
      &sr_review_is_due, &sr_reviewed_by_who_handled_it, &sr_left_out_steps_are_explained,
    },
    .undoable = TRUE,
    .clause = "3.2.2",
    .effect = sr_effect_review,
  },
  {
    .name = "follow_up",
    .label = N_("Send to Follow-up"),
    .from = { "resolved" },
    .to = "follow_up",
    .roles = FRONT,
    .undoable = TRUE,
    .clause = "3.3.1",
  },
  {
    .name = "close",
    .label = N_("Close…"),
    .from = { RESOLVED },
    .to = "closed",
    .roles = FRONT,
    .inputs = { MUST_HAVE ("follow_up"), MAY ("follow_up_reason") },
    .conditions = {
      &sr_emergency_is_reviewed, &sr_follow_up_is_explained, &sr_reply_is_delivered,
    },
    .undoable = TRUE,
    .clause = "3.3.4",
    .effect = sr_effect_close,
  },

  /* ---- who does it ---- */
  {
    .name = "transfer",
    .label = N_("Transfer…"),
    .from = { "registered" },
    .to = "transferred",
    .roles = FRONT,
    .inputs = { MUST ("team"), MAY ("promised_at"), MAY ("promise_reason") },
    .needs_reason = TRUE,
    .conditions = { &sr_promise_is_ahead, &sr_late_promise_has_reason },
    .undoable = TRUE,
    .clause = "3.1.3",
  },
  {
    /* A new owner accepts first; what waits or is supported goes on as it is. */
    .name = "assign",
    .label = N_("Assign…"),
    .from = { OPEN, WAITING },
    .to = "assigned",
    .stays = { "supporting", WAITING },
    .roles = FRONT,
    .inputs = { MAY ("owner"), MAY ("team") },
    .conditions = { &sr_somebody_is_named },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_assign,
  },
  {
    .name = "return",
    .label = N_("Return…"),
    .from = { "accepted", "in_progress" },
    .to = "returned",
    .roles = WORKER,
    .needs_reason = TRUE,
    .conditions = { &sr_returned_in_time },
    .undoable = TRUE,
    .clause = "1.3.3",
    .effect = sr_effect_give_back,
  },
  {
    .name = "support",
    .label = N_("Ask for Support…"),
    .from = { "in_progress" },
    .to = "supporting",
    .roles = WORKER,
    .inputs = { MUST ("hand-off.to_team"), MUST ("hand-off.reason") },
    .undoable = TRUE,
    .clause = "3.2.4",
    .effect = sr_effect_support,
  },

  /* ---- what is said ---- */
  {
    .name = "contact",
    .label = N_("Log Contact…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = {
      MUST ("contact.direction"), MUST ("contact.medium"), MUST ("contact.reached"),
      MUST ("contact.summary"), MAY ("contact.at"), MAY ("contact.recording"),
    },
    .conditions = { &sr_contact_lies_between },
    .clause = "3.2.3",
    .effect = sr_effect_contact,
  },
  {
    .name = "promise",
    .label = N_("Promise…"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .inputs = { MUST ("promised_at"), MAY ("promise_reason") },
    .conditions = { &sr_promise_is_ahead, &sr_late_promise_has_reason },
    .clause = "3.1.3",
    .effect = sr_effect_promise,
  },
  {
    .name = "note",
    .label = N_("Add Note…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = { MUST ("note.text") },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_note,
  },
  {
    .name = "attach",
    .label = N_("Attach File…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = {
      MUST ("attachment.name"), MUST ("attachment.media_type"), MUST ("attachment.size"),
      MUST ("attachment.sha256"),
    },
    .conditions = { &sr_attachment_is_whole },
    .clause = "3.1.2",
    .effect = sr_effect_attach,
  },

  /* ---- when it goes on ---- */
  {
    .name = "wait_customer",
    .label = N_("Wait for Customer…"),
    .from = { "in_progress" },
    .to = "waiting_customer",
    .roles = WORKER,
    .inputs = { MUST ("waiting_for"), MUST ("waiting_until"), MAY ("waiting_reason") },
    .conditions = { &sr_emergency_waits_by_manager, &sr_wait_ends_ahead },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_wait,
  },
  {
    .name = "wait_parts",
    .label = N_("Wait for Parts…"),
    .from = { "in_progress" },
    .to = "waiting_parts",
    .roles = WORKER,
    .inputs = { MUST ("waiting_for"), MUST ("waiting_until"), MAY ("waiting_reason") },
    .conditions = { &sr_emergency_waits_by_manager, &sr_wait_ends_ahead },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_wait,
  },
  {
    .name = "schedule_visit",
    .label = N_("Agree on a Visit…"),
    .from = { "in_progress" },
    .to = "scheduled_visit",
    .roles = WORKER,
    .inputs = { MUST ("waiting_for"), MUST ("waiting_until"), MAY ("waiting_reason") },
    .conditions = { &sr_emergency_waits_by_manager, &sr_wait_ends_ahead },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_wait,
  },
  {
    .name = "extend",
    .label = N_("Ask for Extension…"),
    .from = { OPEN },
    .roles = WORKER,
    .inputs = { MUST ("extension_until"), MUST ("extension_reason") },
    .conditions = { &sr_may_still_be_extended, &sr_extension_is_later },
    .undoable = TRUE,
    .clause = "3.2.4",
    .effect = sr_effect_extend,
  },
  {
    .name = "approve_extension",
    .label = N_("Approve Extension"),
    .from = { OPEN },
    .roles = MANAGER,
    .conditions = {
      &sr_extension_is_asked, &sr_extension_approved_by_another, &sr_customer_knows_of_extension,
    },
    .clause = "3.2.4",
    .effect = sr_effect_approve_extension,
  },
  {
    .name = "refuse_extension",
    .label = N_("Refuse Extension…"),
    .from = { OPEN, WAITING },
    .roles = MANAGER,
    .needs_reason = TRUE,
    .conditions = { &sr_extension_is_asked },
    .clause = "3.2.4",
    .effect = sr_effect_refuse_extension,
  },

  /* ---- what it is ---- */
  {
    .name = "edit",
    .label = N_("Edit…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = {
      MAY ("customer"), MAY ("contact_name"), MAY ("contact_phone"), MAY ("title"), MAY ("body"),
      MAY ("place"),
    },
    .undoable = TRUE,
    .clause = "3.1.2",
  },
  {
    .name = "tag",
    .label = N_("Tags…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = { MAY ("tags") },
    .conditions = { &sr_tags_are_given, &sr_tags_are_short },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_tag,
  },
  {
    .name = "prioritise",
    .label = N_("Change Priority…"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .inputs = { MAY ("impact"), MAY ("urgency"), MAY ("priority") },
    .conditions = { &sr_is_no_emergency, &sr_priority_is_given, &sr_lowered_late_by_manager },
    .undoable = TRUE,
    .clause = "3.2.2",
    .effect = sr_effect_prioritise,
  },
  {
    .name = "reclassify",
    .label = N_("Change Type…"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .inputs = { MUST ("type") },
    .undoable = TRUE,
    .clause = "3.2.1",
  },
  {
    .name = "mark_emergency",
    .label = N_("Mark as Emergency"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .conditions = { &sr_is_not_marked_yet },
    .undoable = TRUE,
    .clause = "3.2.2",
    .effect = sr_effect_mark_emergency,
  },

  /* ---- what is done in an emergency ---- */
  {
    .name = "tick_step",
    .label = N_("Tick Step…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = { MUST ("checked-step.step") },
    .conditions = { &sr_has_a_playbook, &sr_step_is_of_its_playbook, &sr_step_is_not_ticked_yet },
    .undoable = TRUE,
    .clause = "3.2.2",
    .effect = sr_effect_tick_step,
  },
  {
    .name = "untick_step",
    .label = N_("Untick Step…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = { MUST ("checked-step.step") },
    .conditions = { &sr_has_a_playbook, &sr_step_is_ticked },
    .undoable = TRUE,
    .clause = "3.2.2",
    .effect = sr_effect_untick_step,
  },

  /* ---- what it has to do with ---- */
  {
    .name = "link",
    .label = N_("Link…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = { MUST ("link.target"), MUST ("link.kind") },
    .conditions = { &sr_link_leads_somewhere, &sr_is_not_linked_yet },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_link,
  },
  {
    .name = "unlink",
    .label = N_("Remove Link…"),
    .from = { OPEN, WAITING, RESOLVED },
    .roles = FRONT,
    .inputs = { MUST ("link.target") },
    .conditions = { &sr_has_a_link, &sr_link_is_its_own },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_unlink,
  },
  {
    .name = "set_parent",
    .label = N_("Make Part of…"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .inputs = { MUST ("parent") },
    .conditions = { &sr_parent_is_open },
    .undoable = TRUE,
    .clause = "3.1.2",
  },
  {
    .name = "clear_parent",
    .label = N_("Detach"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .conditions = { &sr_is_part_of_another },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_clear_parent,
  },
  {
    /* A part of what was asked goes its own way, with a number of its own. */
    .name = "split",
    .label = N_("Split…"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .inputs = {
      MUST ("title"), MAY ("body"), MAY ("type"), MAY ("place"), MAY ("impact"), MAY ("urgency"),
      MAY ("priority"), MAY ("owner"), MAY ("team"), MAY ("tags"), MAY ("customer"),
      MAY ("contact_name"), MAY ("contact_phone"), MAY ("channel"), MAY ("received_at"),
    },
    .conditions = { &sr_received_before_now, &sr_tags_are_short },
    .makes = "receive",
    .passes_on = {
      "customer", "contact_name", "contact_phone", "channel", "type", "place", "impact", "urgency",
    },
    .clause = "3.1.2",
    .effect = sr_effect_split,
  },

  /* ---- who watches it ---- */
  {
    .name = "follow",
    .label = N_("Follow"),
    .from = { SR_ACTION_ANY_STATE },
    .roles = FRONT,
    .conditions = { &sr_does_not_follow_yet },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_follow,
  },
  {
    .name = "unfollow",
    .label = N_("Stop Following"),
    .from = { SR_ACTION_ANY_STATE },
    .roles = FRONT,
    .conditions = { &sr_follows_it },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_unfollow,
  },
  {
    .name = "snooze",
    .label = N_("Snooze…"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .inputs = { MUST ("snooze.until") },
    .conditions = { &sr_nothing_is_overdue, &sr_snooze_hides_no_deadline },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_snooze,
  },
  {
    .name = "unsnooze",
    .label = N_("Stop Snoozing"),
    .from = { OPEN, WAITING },
    .roles = FRONT,
    .conditions = { &sr_is_snoozed },
    .undoable = TRUE,
    .clause = "3.2.3",
    .effect = sr_effect_unsnooze,
  },

  /* ---- other ways for it to go ---- */
  {
    .name = "reopen",
    .label = N_("Reopen…"),
    .from = { RESOLVED },
    .to = "reopened",
    .roles = FRONT,
    .needs_reason = TRUE,
    .conditions = { &sr_reopened_in_time },
    .undoable = TRUE,
    .clause = "3.3.3",
    .effect = sr_effect_reopen,
  },
  {
    .name = "cancel",
    .label = N_("Withdraw…"),
    .from = { OPEN, WAITING },
    .to = "cancelled",
    .roles = FRONT,
    .inputs = { MUST ("withdrawal") },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_close,
  },
  {
    .name = "duplicate",
    .label = N_("Mark as Duplicate…"),
    .from = { OPEN, WAITING },
    .to = "duplicate",
    .roles = FRONT,
    .inputs = { MUST ("duplicate_of") },
    .conditions = { &sr_other_request_is_open, &sr_no_open_part },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_close,
  },
  {
    .name = "merge",
    .label = N_("Merge…"),
    .from = { OPEN, WAITING },
    .to = "duplicate",
    .roles = FRONT,
    .inputs = { MUST ("duplicate_of") },
    .conditions = { &sr_other_request_is_open, &sr_no_open_part },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_merge,
  },
  {
    .name = "void",
    .label = N_("Void…"),
    .from = { OPEN, WAITING },
    .to = "voided",
    .roles = MANAGER,
    .needs_reason = TRUE,
    .conditions = { &sr_voided_by_another },
    .undoable = TRUE,
    .clause = "3.1.2",
    .effect = sr_effect_void,
  },
  { NULL }
};
