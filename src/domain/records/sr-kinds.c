/* Every kind of record, declared once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-kinds"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"

const SrChoice sr_exception_ranks[] = {
  { "closure", NC_("choice", "Closure") },
  { "special_hours", NC_("choice", "Special hours") },
  { "makeup_workday", NC_("choice", "Make-up workday") },
  { "public_holiday", NC_("choice", "Public holiday") },
  { NULL, NULL }
};

const SrChoice sr_holiday_kinds[] = {
  { "statutory", NC_("choice", "Statutory holiday") },
  { "adjusted_rest", NC_("choice", "Adjusted rest day") },
  { NULL, NULL }
};

const SrChoice sr_type_families[] = {
  { "technical", NC_("choice", "Technical") },
  { "repair", NC_("choice", "Repair") },
  { "consultation", NC_("choice", "Consultation") },
  { "complaint", NC_("choice", "Complaint") },
  { "suggestion", NC_("choice", "Suggestion") },
  { NULL, NULL }
};

/* What a person can be reminded of: a clock, that a pause is over, or that the official days of a year are
 * missing. */
const SrChoice sr_reminder_clocks[] = {
  { "answer", NC_("choice", "Answer") },
  { "accept", NC_("choice", "Accept") },
  { "first_response", NC_("choice", "First response") },
  { "promise", NC_("choice", "Promise") },
  { "next_update", NC_("choice", "Next update") },
  { "resolution", NC_("choice", "Resolution") },
  { "ola", NC_("choice", "Hand-off") },
  { "follow_up", NC_("choice", "Follow-up") },
  { "pause", NC_("choice", "End of a pause") },
  { "holidays", NC_("choice", "Official days") },
  { NULL, NULL }
};

const SrChoice sr_reminder_forms[] = {
  { "badge", NC_("choice", "In the list only") },
  { "popup", NC_("choice", "Popup") },
  { "critical", NC_("choice", "Urgent popup") },
  { NULL, NULL }
};

const SrChoice sr_reminder_states[] = {
  { "waiting", NC_("choice", "Not shown yet") },
  { "shown", NC_("choice", "Shown") },
  { "snoozed", NC_("choice", "Snoozed") },
  { "acknowledged", NC_("choice", "Acknowledged") },
  { "withdrawn", NC_("choice", "Withdrawn") },
  { NULL, NULL }
};

const SrChoice sr_reminder_showings[] = {
  { "single", NC_("choice", "By itself") },
  { "digest", NC_("choice", "With others at opening") },
  { "summary", NC_("choice", "In a summary") },
  { NULL, NULL }
};

const SrChoice sr_clock_kinds[] = {
  { "answer", NC_("choice", "Answer") },
  { "accept", NC_("choice", "Accept") },
  { "first_response", NC_("choice", "First response") },
  { "promise", NC_("choice", "Promise") },
  { "next_update", NC_("choice", "Next update") },
  { "resolution", NC_("choice", "Resolution") },
  { "ola", NC_("choice", "Hand-off") },
  { "follow_up", NC_("choice", "Follow-up") },
  { NULL, NULL }
};

const SrChoice sr_clock_states[] = {
  { "running", NC_("choice", "Running") },
  { "paused", NC_("choice", "Paused") },
  { "stopped", NC_("choice", "Stopped") },
  { "cancelled", NC_("choice", "Cancelled") },
  { NULL, NULL }
};

const SrChoice sr_clock_outcomes[] = {
  { "met", NC_("choice", "Met") },
  { "missed", NC_("choice", "Missed") },
  { NULL, NULL }
};

const SrChoice sr_time_bases[] = {
  { "working", NC_("choice", "Working time") },
  { "real", NC_("choice", "Real time") },
  { NULL, NULL }
};

const SrChoice sr_priorities[] = {
  { "P1", NC_("choice", "Urgent") },
  { "P2", NC_("choice", "High") },
  { "P3", NC_("choice", "Normal") },
  { "P4", NC_("choice", "Low") },
  { NULL, NULL }
};

const SrChoice sr_impacts[] = {
  { "1", NC_("choice", "One person") },
  { "2", NC_("choice", "Department") },
  { "3", NC_("choice", "Company") },
  { NULL, NULL }
};

const SrChoice sr_urgencies[] = {
  { "1", NC_("choice", "Can wait") },
  { "2", NC_("choice", "Same day") },
  { "3", NC_("choice", "At once") },
  { NULL, NULL }
};

const SrChoice sr_customer_kinds[] = {
  { "person", NC_("choice", "Person") },
  { "org", NC_("choice", "Organisation") },
  { NULL, NULL }
};

const SrChoice sr_customer_levels[] = {
  { "normal", NC_("choice", "Normal") },
  { "vip", NC_("choice", "Important") },
  { NULL, NULL }
};

const SrChoice sr_channels[] = {
  { "phone", NC_("choice", "Phone") },
  { "mail", NC_("choice", "Mail") },
  { "online", NC_("choice", "Online") },
  { "visit", NC_("choice", "Visit") },
  { "letter", NC_("choice", "Letter") },
  { "other", NC_("choice", "Other") },
  { NULL, NULL }
};

const SrChoice sr_directions[] = {
  { "in", NC_("choice", "Incoming") },
  { "out", NC_("choice", "Outgoing") },
  { NULL, NULL }
};

const SrChoice sr_media[] = {
  { "call", NC_("choice", "Call") },
  { "mail", NC_("choice", "Mail") },
  { "chat", NC_("choice", "Chat") },
  { "visit", NC_("choice", "Visit") },
  { "letter", NC_("choice", "Letter") },
  { NULL, NULL }
};

const SrChoice sr_waiting_reasons[] = {
  { "customer_answer", NC_("choice", "Answer of the customer") },
  { "customer_access", NC_("choice", "Access to the place") },
  { "parts", NC_("choice", "Parts") },
  { "supplier", NC_("choice", "Supplier") },
  { "visit", NC_("choice", "Agreed visit") },
  { "other", NC_("choice", "Other") },
  { NULL, NULL }
};

const SrChoice sr_follow_up_outcomes[] = {
  { "done", NC_("choice", "Done") },
  { "exempt", NC_("choice", "Exempt") },
  { NULL, NULL }
};

const SrChoice sr_roles[] = {
  { "desk", NC_("choice", "Desk") },
  { "handler", NC_("choice", "Handler") },
  { "complaint_officer", NC_("choice", "Complaint officer") },
  { "inspector", NC_("choice", "Quality inspector") },
  { "archivist", NC_("choice", "Archivist") },
  { "facility_keeper", NC_("choice", "Facility keeper") },
  { "hr_clerk", NC_("choice", "HR clerk") },
  { "manager", NC_("choice", "Manager") },
  { "auditor", NC_("choice", "Auditor") },
  { NULL, NULL }
};

const SrChoice sr_request_states[] = {
  { "draft", NC_("choice", "Draft") },
  { "registered", NC_("choice", "Registered") },
  { "transferred", NC_("choice", "Transferred") },
  { "assigned", NC_("choice", "Assigned") },
  { "accepted", NC_("choice", "Accepted") },
  { "in_progress", NC_("choice", "In progress") },
  { "waiting_customer", NC_("choice", "Waiting for customer") },
  { "waiting_parts", NC_("choice", "Waiting for parts") },
  { "scheduled_visit", NC_("choice", "Visit agreed") },
  { "supporting", NC_("choice", "Support asked") },
  { "returned", NC_("choice", "Returned") },
  { "resolved", NC_("choice", "Resolved") },
  { "follow_up", NC_("choice", "Follow-up") },
  { "reopened", NC_("choice", "Reopened") },
  { "closed", NC_("choice", "Closed") },
  { "cancelled", NC_("choice", "Cancelled") },
  { "duplicate", NC_("choice", "Duplicate") },
  { "voided", NC_("choice", "Voided") },
  { NULL, NULL }
};

const SrChoice sr_link_kinds[] = {
  { "related", NC_("choice", "Related") },
  { "caused_by", NC_("choice", "Caused by") },
  { "waits_for", NC_("choice", "Waits for") },
  { NULL, NULL }
};

const SrChoice sr_view_scopes[] = {
  { "mine", NC_("choice", "Me") },
  { "team", NC_("choice", "My team") },
  { "all", NC_("choice", "Everybody") },
  { NULL, NULL }
};

#define SR_FIELD_LINE(symbol, name, type, flags, choices, reference, label) \
  { name, SR_FIELD_##type, flags, choices, reference, label },

static const SrField team_fields[] = {
  SR_TEAM_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_team_kind = {
  "team", "team", "SrTeam", NULL, NULL, N_("Team"),
  team_fields, G_N_ELEMENTS (team_fields)
};

static const SrField staff_fields[] = {
  SR_STAFF_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_staff_kind = {
  "staff", "staff", "SrStaff", NULL, NULL, N_("Staff member"),
  staff_fields, G_N_ELEMENTS (staff_fields)
};

static const SrField calendar_fields[] = {
  SR_CALENDAR_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_calendar_kind = {
  "calendar", "calendar", "SrCalendar", NULL, NULL, N_("Calendar"),
  calendar_fields, G_N_ELEMENTS (calendar_fields)
};

static const SrField calendar_exception_fields[] = {
  SR_CALENDAR_EXCEPTION_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_calendar_exception_kind = {
  "calendar-exception", "calendar_exception", "SrCalendarException", NULL, "calendar", N_("Exception of a calendar"),
  calendar_exception_fields, G_N_ELEMENTS (calendar_exception_fields)
};

static const SrField service_type_fields[] = {
  SR_SERVICE_TYPE_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_service_type_kind = {
  "service-type", "service_type", "SrServiceType", NULL, NULL, N_("Service type"),
  service_type_fields, G_N_ELEMENTS (service_type_fields)
};

static const SrField cause_fields[] = {
  SR_CAUSE_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_cause_kind = {
  "cause", "cause", "SrCause", NULL, NULL, N_("Cause"),
  cause_fields, G_N_ELEMENTS (cause_fields)
};

static const SrField resolution_fields[] = {
  SR_RESOLUTION_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_resolution_kind = {
  "resolution", "resolution", "SrResolution", NULL, NULL, N_("Resolution code"),
  resolution_fields, G_N_ELEMENTS (resolution_fields)
};

static const SrField policy_fields[] = {
  SR_POLICY_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_policy_kind = {
  "policy", "policy", "SrPolicy", NULL, NULL, N_("Policy"),
  policy_fields, G_N_ELEMENTS (policy_fields)
};

static const SrField target_fields[] = {
  SR_TARGET_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_target_kind = {
  "target", "target", "SrTarget", NULL, "policy", N_("Target"),
  target_fields, G_N_ELEMENTS (target_fields)
};

static const SrField parameter_fields[] = {
  SR_PARAMETER_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_parameter_kind = {
  "parameter", "parameter", "SrParameter", NULL, NULL, N_("Regulation parameter"),
  parameter_fields, G_N_ELEMENTS (parameter_fields)
};

static const SrField customer_fields[] = {
  SR_CUSTOMER_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_customer_kind = {
  "customer", "customer", "SrCustomer", NULL, NULL, N_("Customer"),
  customer_fields, G_N_ELEMENTS (customer_fields)
};

static const SrField request_fields[] = {
  SR_REQUEST_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_request_kind = {
  "request", "request", "SrRequest", "SR", NULL, N_("Request"),
  request_fields, G_N_ELEMENTS (request_fields)
};

static const SrField contact_fields[] = {
  SR_CONTACT_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_contact_kind = {
  "contact", "contact", "SrContact", NULL, "request", N_("Contact"),
  contact_fields, G_N_ELEMENTS (contact_fields)
};

static const SrField note_fields[] = {
  SR_NOTE_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_note_kind = {
  "note", "note", "SrNote", NULL, "request", N_("Note"),
  note_fields, G_N_ELEMENTS (note_fields)
};

static const SrField attachment_fields[] = {
  SR_ATTACHMENT_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_attachment_kind = {
  "attachment", "attachment", "SrAttachment", NULL, "request", N_("Attachment"),
  attachment_fields, G_N_ELEMENTS (attachment_fields)
};

static const SrField hand_off_fields[] = {
  SR_HAND_OFF_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_hand_off_kind = {
  "hand-off", "hand_off", "SrHandOff", NULL, "request", N_("Hand-off"),
  hand_off_fields, G_N_ELEMENTS (hand_off_fields)
};

static const SrField clock_fields[] = {
  SR_CLOCK_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_clock_kind = {
  "clock", "clock", "SrClockRow", NULL, "request", N_("Clock"),
  clock_fields, G_N_ELEMENTS (clock_fields)
};

static const SrField clock_interval_fields[] = {
  SR_CLOCK_INTERVAL_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_clock_interval_kind = {
  "clock-interval", "clock_interval", "SrClockInterval", NULL, "request", N_("Stretch of a clock"),
  clock_interval_fields, G_N_ELEMENTS (clock_interval_fields)
};

static const SrField link_fields[] = {
  SR_LINK_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_link_kind = {
  "link", "link", "SrLink", NULL, "request", N_("Link"),
  link_fields, G_N_ELEMENTS (link_fields)
};

static const SrField follower_fields[] = {
  SR_FOLLOWER_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_follower_kind = {
  "follower", "follower", "SrFollower", NULL, "request", N_("Follower"),
  follower_fields, G_N_ELEMENTS (follower_fields)
};

static const SrField snooze_fields[] = {
  SR_SNOOZE_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_snooze_kind = {
  "snooze", "snooze", "SrSnooze", NULL, "request", N_("Snooze"),
  snooze_fields, G_N_ELEMENTS (snooze_fields)
};

static const SrField saved_view_fields[] = {
  SR_SAVED_VIEW_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_saved_view_kind = {
  "saved-view", "saved_view", "SrSavedView", NULL, NULL, N_("Saved view"),
  saved_view_fields, G_N_ELEMENTS (saved_view_fields)
};

static const SrField request_template_fields[] = {
  SR_REQUEST_TEMPLATE_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_request_template_kind = {
  "request-template", "request_template", "SrRequestTemplate", NULL, NULL, N_("Template of a request"),
  request_template_fields, G_N_ELEMENTS (request_template_fields)
};

static const SrField playbook_fields[] = {
  SR_PLAYBOOK_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_playbook_kind = {
  "playbook", "playbook", "SrPlaybook", NULL, NULL, N_("Playbook"),
  playbook_fields, G_N_ELEMENTS (playbook_fields)
};

static const SrField playbook_step_fields[] = {
  SR_PLAYBOOK_STEP_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_playbook_step_kind = {
  "playbook-step", "playbook_step", "SrPlaybookStep", NULL, "playbook", N_("Step of a playbook"),
  playbook_step_fields, G_N_ELEMENTS (playbook_step_fields)
};

static const SrField checked_step_fields[] = {
  SR_CHECKED_STEP_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_checked_step_kind = {
  "checked-step", "checked_step", "SrCheckedStep", NULL, "request", N_("Step that was done"),
  checked_step_fields, G_N_ELEMENTS (checked_step_fields)
};

static const SrField review_fields[] = {
  SR_REVIEW_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_review_kind = {
  "review", "review", "SrReview", NULL, "request", N_("Review of an emergency"),
  review_fields, G_N_ELEMENTS (review_fields)
};

static const SrField duty_fields[] = {
  SR_DUTY_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_duty_kind = {
  "duty", "duty", "SrDuty", NULL, NULL, N_("Duty"),
  duty_fields, G_N_ELEMENTS (duty_fields)
};

static const SrField absence_fields[] = {
  SR_ABSENCE_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_absence_kind = {
  "absence", "absence", "SrAbsence", NULL, NULL, N_("Absence"),
  absence_fields, G_N_ELEMENTS (absence_fields)
};

static const SrField reminder_fields[] = {
  SR_REMINDER_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_reminder_kind = {
  "reminder", "reminder", "SrReminder", NULL, NULL, N_("Reminder"),
  reminder_fields, G_N_ELEMENTS (reminder_fields)
};

static const SrField event_fields[] = {
  SR_EVENT_FIELDS (SR_FIELD_LINE)
};

const SrRecordKind sr_event_kind = {
  "event", "event", "SrEvent", NULL, NULL, N_("Event"),
  event_fields, G_N_ELEMENTS (event_fields)
};

static const SrRecordKind *const kinds[] = {
  &sr_team_kind,
  &sr_staff_kind,
  &sr_calendar_kind,
  &sr_calendar_exception_kind,
  &sr_service_type_kind,
  &sr_cause_kind,
  &sr_resolution_kind,
  &sr_policy_kind,
  &sr_target_kind,
  &sr_parameter_kind,
  &sr_saved_view_kind,
  &sr_request_template_kind,
  &sr_playbook_kind,
  &sr_playbook_step_kind,
  &sr_customer_kind,
  &sr_request_kind,
  &sr_contact_kind,
  &sr_note_kind,
  &sr_attachment_kind,
  &sr_hand_off_kind,
  &sr_clock_kind,
  &sr_clock_interval_kind,
  &sr_link_kind,
  &sr_follower_kind,
  &sr_snooze_kind,
  &sr_checked_step_kind,
  &sr_review_kind,
  &sr_duty_kind,
  &sr_absence_kind,
  &sr_reminder_kind,
  &sr_event_kind,
  NULL
};

/**
 * sr_record_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): every kind, roots before their children
 */
const SrRecordKind *const *
sr_record_kinds (void)
{
  return kinds;
}

/**
 * sr_record_kind_find:
 * @name: as on the command line, "hand-off"
 *
 * Returns: (transfer none) (nullable): the kind of that name
 */
const SrRecordKind *
sr_record_kind_find (const char *name)
{
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      if (g_strcmp0 (kinds[i]->name, name) == 0)
        return kinds[i];
    }

  return NULL;
}
