/* What must hold for the actions of a request, beside right, state and inputs.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/service/sr-action.h"

G_BEGIN_DECLS

/* Taking in and promising */
extern const SrCondition sr_received_before_now;
extern const SrCondition sr_promise_is_ahead;
extern const SrCondition sr_late_promise_has_reason;

/* Giving and taking */
extern const SrCondition sr_somebody_is_named;
extern const SrCondition sr_is_mine_to_accept;
extern const SrCondition sr_returned_in_time;

/* Waiting */
extern const SrCondition sr_emergency_waits_by_manager;
extern const SrCondition sr_wait_ends_ahead;

/* Hand-offs */
extern const SrCondition sr_hand_off_not_accepted;
extern const SrCondition sr_hand_off_is_mine_to_accept;
extern const SrCondition sr_no_open_hand_off;

/* Records */
extern const SrCondition sr_contact_lies_between;
extern const SrCondition sr_attachment_is_whole;

/* Priority */
extern const SrCondition sr_priority_is_given;
extern const SrCondition sr_is_no_emergency;
extern const SrCondition sr_is_not_marked_yet;
extern const SrCondition sr_lowered_late_by_manager;

/* Extension */
extern const SrCondition sr_may_still_be_extended;
extern const SrCondition sr_extension_is_later;
extern const SrCondition sr_extension_is_asked;
extern const SrCondition sr_extension_approved_by_another;
extern const SrCondition sr_customer_knows_of_extension;

/* Ends */
extern const SrCondition sr_solution_is_told;
extern const SrCondition sr_customer_was_reached;
extern const SrCondition sr_no_open_part;
extern const SrCondition sr_reply_is_delivered;
extern const SrCondition sr_follow_up_is_explained;
extern const SrCondition sr_reopened_in_time;
extern const SrCondition sr_other_request_is_open;
extern const SrCondition sr_voided_by_another;

/* Tags */
extern const SrCondition sr_tags_are_short;
extern const SrCondition sr_tags_are_given;

/* What it has to do with others */
extern const SrCondition sr_link_leads_somewhere;
extern const SrCondition sr_is_not_linked_yet;
extern const SrCondition sr_has_a_link;
extern const SrCondition sr_link_is_its_own;
extern const SrCondition sr_parent_is_open;
extern const SrCondition sr_is_part_of_another;

/* Who watches it */
extern const SrCondition sr_does_not_follow_yet;
extern const SrCondition sr_follows_it;
extern const SrCondition sr_nothing_is_overdue;
extern const SrCondition sr_snooze_hides_no_deadline;
extern const SrCondition sr_is_snoozed;

/* The child of the kind that belongs to who acts, NULL if there is none. */
const SrRow *sr_situation_find_own (const SrSituation  *situation,
                                    const SrRecordKind *kind,
                                    guint               staff_field);
/* The nearest deadline of a running clock; G_MAXINT64 if none runs. */
gint64       sr_request_first_due  (const SrSituation  *situation);

/* What a request that says neither how many it hits nor how soon is taken for: a normal one. */
#define SR_REQUEST_USUAL_IMPACT "2"
#define SR_REQUEST_USUAL_URGENCY "2"

/* The priority that the request will have once the inputs are set: of an emergency the highest,
 * else what is given, else that of the matrix if impact or urgency are given, else what it has. */
const char *sr_request_coming_priority (const SrSituation *situation);

/* The deadline of the resolution as it stands; if it is paused, as if it went on now. FALSE if
 * there is none. Used by conditions and shown by forms. */
gboolean sr_request_resolution_due (const SrSituation *situation,
                                    gint64            *out_due);

G_END_DECLS
