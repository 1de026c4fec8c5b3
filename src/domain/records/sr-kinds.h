/* Every kind of record, declared once.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "domain/records/sr-record-kind.h"

G_BEGIN_DECLS

/* A field is added by one line here and one migration. Each line is
 *   F (SYMBOL, "column", TYPE, flags, choices, "kind referred to", N_("Label"))
 * and gives the constant SR_<KIND>_<SYMBOL>, the column, the property, the JSON member, and the
 * form row.
 */

#define SR_COMMON_FIELDS(F, P) \
  F (P##_ID, "id", INTEGER, SR_FIELD_KEPT, NULL, NULL, N_("Id")) \
  F (P##_REVISION, "revision", INTEGER, SR_FIELD_KEPT, NULL, NULL, N_("Revision")) \
  F (P##_CREATED_AT, "created_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Created")) \
  F (P##_CREATED_BY, "created_by", REFERENCE, SR_FIELD_KEPT, NULL, "staff", N_("Created by")) \
  F (P##_UPDATED_AT, "updated_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Changed")) \
  F (P##_UPDATED_BY, "updated_by", REFERENCE, SR_FIELD_KEPT, NULL, "staff", N_("Changed by"))

#define SR_FIELD_SYMBOL(symbol, name, type, flags, choices, reference, label) symbol,

/* A group that work is given to. */
#define SR_TEAM_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_TEAM) \
  F (SR_TEAM_NAME, "name", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, N_("Name")) \
  F (SR_TEAM_LEAD, "lead", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", N_("Team lead")) \
  F (SR_TEAM_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_TEAM_FIELDS (SR_FIELD_SYMBOL)
  SR_N_TEAM_FIELDS
} SrTeamField;

extern const SrRecordKind sr_team_kind;

/* A person who works in the room, with the roles that give rights. */
#define SR_STAFF_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_STAFF) \
  F (SR_STAFF_LOGIN, "login", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Login")) \
  F (SR_STAFF_NAME, "name", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Name")) \
  F (SR_STAFF_ROLES, "roles", LIST, SR_FIELD_REQUIRED, NULL, NULL, N_("Roles")) \
  F (SR_STAFF_TEAM, "team", REFERENCE, SR_FIELD_PLAIN, NULL, "team", N_("Team")) \
  F (SR_STAFF_PHONE, "phone", TEXT, SR_FIELD_PERSONAL, NULL, NULL, N_("Phone")) \
  F (SR_STAFF_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active")) \
  F (SR_STAFF_DEPUTY, "deputy", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", N_("Deputy"))

typedef enum
{
  SR_STAFF_FIELDS (SR_FIELD_SYMBOL)
  SR_N_STAFF_FIELDS
} SrStaffField;

extern const SrRecordKind sr_staff_kind;

/* A zone and a weekly template of opening hours. */
#define SR_CALENDAR_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CALENDAR) \
  F (SR_CALENDAR_NAME, "name", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Name")) \
  F (SR_CALENDAR_ZONE, "zone", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Time zone")) \
  F (SR_CALENDAR_WEEK, "week", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Weekly hours")) \
  F (SR_CALENDAR_VERSION, "version", INTEGER, SR_FIELD_REQUIRED, NULL, NULL, N_("Version"))

typedef enum
{
  SR_CALENDAR_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CALENDAR_FIELDS
} SrCalendarField;

extern const SrRecordKind sr_calendar_kind;

/* A dated exception of a calendar; see SrException. */
#define SR_CALENDAR_EXCEPTION_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CALENDAR_EXCEPTION) \
  F (SR_CALENDAR_EXCEPTION_CALENDAR, "calendar", REFERENCE, SR_FIELD_REQUIRED, NULL, "calendar", \
     N_("Calendar")) \
  F (SR_CALENDAR_EXCEPTION_DATE, "date", DATE, SR_FIELD_REQUIRED, NULL, NULL, N_("Date")) \
  F (SR_CALENDAR_EXCEPTION_RANK, "rank", CHOICE, SR_FIELD_REQUIRED, sr_exception_ranks, NULL, \
     N_("Kind of day")) \
  F (SR_CALENDAR_EXCEPTION_HOURS, "hours", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Hours")) \
  F (SR_CALENDAR_EXCEPTION_TEMPLATE_WEEKDAY, "template_weekday", INTEGER, SR_FIELD_PLAIN, NULL, \
     NULL, N_("Hours of which weekday")) \
  F (SR_CALENDAR_EXCEPTION_HOLIDAY_KIND, "holiday_kind", CHOICE, SR_FIELD_PLAIN, \
     sr_holiday_kinds, NULL, N_("Kind of holiday")) \
  F (SR_CALENDAR_EXCEPTION_NAME, "name", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Name")) \
  F (SR_CALENDAR_EXCEPTION_SOURCE, "source", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Source")) \
  F (SR_CALENDAR_EXCEPTION_VERSION, "version", INTEGER, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Version")) \
  F (SR_CALENDAR_EXCEPTION_REMOVED, "removed", BOOLEAN, SR_FIELD_PLAIN, NULL, NULL, N_("Removed"))

typedef enum
{
  SR_CALENDAR_EXCEPTION_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CALENDAR_EXCEPTION_FIELDS
} SrCalendarExceptionField;

extern const SrRecordKind sr_calendar_exception_kind;

/* What a request is about; a tree. */
#define SR_SERVICE_TYPE_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_SERVICE_TYPE) \
  F (SR_SERVICE_TYPE_CODE, "code", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Code")) \
  F (SR_SERVICE_TYPE_NAME, "name", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Name")) \
  F (SR_SERVICE_TYPE_PARENT, "parent", REFERENCE, SR_FIELD_PLAIN, NULL, "service-type", \
     N_("Part of")) \
  F (SR_SERVICE_TYPE_FAMILY, "family", CHOICE, SR_FIELD_REQUIRED, sr_type_families, NULL, \
     N_("Family")) \
  F (SR_SERVICE_TYPE_TEAM, "team", REFERENCE, SR_FIELD_PLAIN, NULL, "team", N_("Usual team")) \
  F (SR_SERVICE_TYPE_CALENDAR, "calendar", REFERENCE, SR_FIELD_PLAIN, NULL, "calendar", \
     N_("Calendar")) \
  F (SR_SERVICE_TYPE_POSITION, "position", INTEGER, SR_FIELD_PLAIN, NULL, NULL, N_("Position")) \
  F (SR_SERVICE_TYPE_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_SERVICE_TYPE_FIELDS (SR_FIELD_SYMBOL)
  SR_N_SERVICE_TYPE_FIELDS
} SrServiceTypeField;

extern const SrRecordKind sr_service_type_kind;

/* Why a request came to be. */
#define SR_CAUSE_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CAUSE) \
  F (SR_CAUSE_CODE, "code", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, N_("Code")) \
  F (SR_CAUSE_NAME, "name", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Name")) \
  F (SR_CAUSE_SERVICE_TYPE, "service_type", REFERENCE, SR_FIELD_PLAIN, NULL, "service-type", \
     N_("Service type")) \
  F (SR_CAUSE_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_CAUSE_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CAUSE_FIELDS
} SrCauseField;

extern const SrRecordKind sr_cause_kind;

/* How a request was resolved. */
#define SR_RESOLUTION_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_RESOLUTION) \
  F (SR_RESOLUTION_CODE, "code", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Code")) \
  F (SR_RESOLUTION_NAME, "name", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Name")) \
  F (SR_RESOLUTION_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_RESOLUTION_FIELDS (SR_FIELD_SYMBOL)
  SR_N_RESOLUTION_FIELDS
} SrResolutionField;

extern const SrRecordKind sr_resolution_kind;

/* One version of the targets; versions are never changed, only followed by the next. */
#define SR_POLICY_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_POLICY) \
  F (SR_POLICY_NAME, "name", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, N_("Name")) \
  F (SR_POLICY_VERSION, "version", INTEGER, SR_FIELD_REQUIRED, NULL, NULL, N_("Version")) \
  F (SR_POLICY_EFFECTIVE_FROM, "effective_from", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("In force from")) \
  F (SR_POLICY_DECIDED_BY, "decided_by", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Decided by")) \
  F (SR_POLICY_BASIS, "basis", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Basis"))

typedef enum
{
  SR_POLICY_FIELDS (SR_FIELD_SYMBOL)
  SR_N_POLICY_FIELDS
} SrPolicyField;

extern const SrRecordKind sr_policy_kind;

/* How long a clock may run, by service type and priority; the most specific one wins. */
#define SR_TARGET_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_TARGET) \
  F (SR_TARGET_POLICY, "policy", REFERENCE, SR_FIELD_REQUIRED, NULL, "policy", N_("Policy")) \
  F (SR_TARGET_CLOCK, "clock", CHOICE, SR_FIELD_REQUIRED, sr_clock_kinds, NULL, N_("Clock")) \
  F (SR_TARGET_SERVICE_TYPE, "service_type", REFERENCE, SR_FIELD_PLAIN, NULL, "service-type", \
     N_("Service type")) \
  F (SR_TARGET_PRIORITY, "priority", CHOICE, SR_FIELD_PLAIN, sr_priorities, NULL, N_("Priority")) \
  F (SR_TARGET_SECONDS, "seconds", DURATION, SR_FIELD_PLAIN, NULL, NULL, N_("Target")) \
  F (SR_TARGET_WORKDAYS, "workdays", INTEGER, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Target in working days")) \
  F (SR_TARGET_TIME_BASIS, "time_basis", CHOICE, SR_FIELD_REQUIRED, sr_time_bases, NULL, \
     N_("Counted in"))

typedef enum
{
  SR_TARGET_FIELDS (SR_FIELD_SYMBOL)
  SR_N_TARGET_FIELDS
} SrTargetField;

extern const SrRecordKind sr_target_kind;

/* A period or a number that the regulation leaves to the company. */
#define SR_PARAMETER_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_PARAMETER) \
  F (SR_PARAMETER_KEY, "key", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Parameter")) \
  F (SR_PARAMETER_VALUE, "value", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Value")) \
  F (SR_PARAMETER_UNIT, "unit", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Unit")) \
  F (SR_PARAMETER_EFFECTIVE_FROM, "effective_from", DATE, SR_FIELD_PLAIN, NULL, NULL, \
     N_("In force from")) \
  F (SR_PARAMETER_DECIDED_BY, "decided_by", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Decided by")) \
  F (SR_PARAMETER_BASIS, "basis", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Basis"))

typedef enum
{
  SR_PARAMETER_FIELDS (SR_FIELD_SYMBOL)
  SR_N_PARAMETER_FIELDS
} SrParameterField;

extern const SrRecordKind sr_parameter_kind;

/* A person or an organisation that the room serves. */
#define SR_CUSTOMER_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CUSTOMER) \
  F (SR_CUSTOMER_KIND, "kind", CHOICE, SR_FIELD_REQUIRED, sr_customer_kinds, NULL, N_("Kind")) \
  F (SR_CUSTOMER_NAME, "name", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY | SR_FIELD_PERSONAL, \
     NULL, NULL, N_("Name")) \
  F (SR_CUSTOMER_SALUTATION, "salutation", TEXT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Form of address")) \
  F (SR_CUSTOMER_ORGANISATION, "organisation", REFERENCE, SR_FIELD_PLAIN, NULL, "customer", \
     N_("Organisation")) \
  F (SR_CUSTOMER_DEPARTMENT, "department", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Department")) \
  F (SR_CUSTOMER_PLACE, "place", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Place")) \
  F (SR_CUSTOMER_PHONES, "phones", LIST, SR_FIELD_PERSONAL, NULL, NULL, N_("Phones")) \
  F (SR_CUSTOMER_EMAILS, "emails", LIST, SR_FIELD_PERSONAL, NULL, NULL, N_("Mail addresses")) \
  F (SR_CUSTOMER_ADDRESS, "address", TEXT, SR_FIELD_PERSONAL, NULL, NULL, N_("Address")) \
  F (SR_CUSTOMER_LEVEL, "level", CHOICE, SR_FIELD_REQUIRED, sr_customer_levels, NULL, \
     N_("Level")) \
  F (SR_CUSTOMER_PREFERRED_CHANNEL, "preferred_channel", CHOICE, SR_FIELD_PLAIN, sr_channels, \
     NULL, N_("Preferred channel")) \
  F (SR_CUSTOMER_BEST_TIME, "best_time", TEXT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Best time to call")) \
  F (SR_CUSTOMER_DO_NOT_CALL, "do_not_call", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Do not call")) \
  F (SR_CUSTOMER_CONSENT_AT, "consent_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Consent given")) \
  F (SR_CUSTOMER_REMARK, "remark", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Remark")) \
  F (SR_CUSTOMER_MERGED_INTO, "merged_into", REFERENCE, SR_FIELD_KEPT, NULL, "customer", \
     N_("Merged into")) \
  F (SR_CUSTOMER_SOURCE_KEY, "source_key", TEXT, SR_FIELD_KEPT, NULL, NULL, \
     N_("Key in the source"))

typedef enum
{
  SR_CUSTOMER_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CUSTOMER_FIELDS
} SrCustomerField;

extern const SrRecordKind sr_customer_kind;

/* What a customer asks of the room, from the call to the file. */
#define SR_REQUEST_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_REQUEST) \
  F (SR_REQUEST_NUMBER, "number", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT | SR_FIELD_IDENTITY, \
     NULL, NULL, N_("Number")) \
  F (SR_REQUEST_NUMBER_YEAR, "number_year", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, \
     NULL, N_("Year of the number")) \
  F (SR_REQUEST_NUMBER_SERIAL, "number_serial", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, \
     NULL, NULL, N_("Running number")) \
  F (SR_REQUEST_STATE, "state", CHOICE, SR_FIELD_REQUIRED | SR_FIELD_KEPT, sr_request_states, \
     NULL, N_("State")) \
  F (SR_REQUEST_TITLE, "title", TEXT, SR_FIELD_REQUIRED | SR_FIELD_PERSONAL, NULL, NULL, \
     N_("Subject")) \
  F (SR_REQUEST_BODY, "body", TEXT, SR_FIELD_PERSONAL, NULL, NULL, N_("Description")) \
  F (SR_REQUEST_CUSTOMER, "customer", REFERENCE, SR_FIELD_REQUIRED, NULL, "customer", \
     N_("Customer")) \
  F (SR_REQUEST_CONTACT_NAME, "contact_name", TEXT, SR_FIELD_PERSONAL, NULL, NULL, N_("Caller")) \
  F (SR_REQUEST_CONTACT_PHONE, "contact_phone", TEXT, SR_FIELD_PERSONAL, NULL, NULL, \
     N_("Phone of the caller")) \
  F (SR_REQUEST_CHANNEL, "channel", CHOICE, SR_FIELD_REQUIRED, sr_channels, NULL, N_("Channel")) \
  F (SR_REQUEST_TYPE, "type", REFERENCE, SR_FIELD_REQUIRED, NULL, "service-type", \
     N_("Service type")) \
  F (SR_REQUEST_PLACE, "place", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Place")) \
  F (SR_REQUEST_IMPACT, "impact", CHOICE, SR_FIELD_REQUIRED, sr_impacts, NULL, N_("Impact")) \
  F (SR_REQUEST_URGENCY, "urgency", CHOICE, SR_FIELD_REQUIRED, sr_urgencies, NULL, N_("Urgency")) \
  F (SR_REQUEST_PRIORITY, "priority", CHOICE, SR_FIELD_REQUIRED, sr_priorities, NULL, \
     N_("Priority")) \
  F (SR_REQUEST_EMERGENCY, "emergency", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Emergency")) \
  F (SR_REQUEST_OWNER, "owner", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", N_("Owner")) \
  F (SR_REQUEST_TEAM, "team", REFERENCE, SR_FIELD_PLAIN, NULL, "team", N_("Team")) \
  F (SR_REQUEST_RECEIVED_AT, "received_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Received")) \
  F (SR_REQUEST_REGISTERED_AT, "registered_at", INSTANT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, \
     NULL, NULL, N_("Registered")) \
  F (SR_REQUEST_REGISTERED_BY, "registered_by", REFERENCE, SR_FIELD_KEPT, NULL, "staff", \
     N_("Registered by")) \
  F (SR_REQUEST_PROMISED_AT, "promised_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, N_("Promised")) \
  F (SR_REQUEST_PROMISE_REASON, "promise_reason", TEXT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Reason for the late promise")) \
  F (SR_REQUEST_ANSWERED_ON_SPOT, "answered_on_spot", BOOLEAN, \
     SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, N_("Answered on the spot")) \
  F (SR_REQUEST_CYCLE, "cycle", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Cycle")) \
  F (SR_REQUEST_RESOLUTION, "resolution_code", REFERENCE, SR_FIELD_PLAIN, NULL, "resolution", \
     N_("Resolution code")) \
  F (SR_REQUEST_SOLUTION, "solution", TEXT, SR_FIELD_PERSONAL, NULL, NULL, N_("Solution")) \
  F (SR_REQUEST_CAUSE, "cause_code", REFERENCE, SR_FIELD_PLAIN, NULL, "cause", N_("Cause")) \
  F (SR_REQUEST_WAITING_FOR, "waiting_for", TEXT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("What was asked of whom")) \
  F (SR_REQUEST_WAITING_REASON, "waiting_reason", CHOICE, SR_FIELD_PLAIN, sr_waiting_reasons, \
     NULL, N_("Reason for waiting")) \
  F (SR_REQUEST_WAITING_UNTIL, "waiting_until", INSTANT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Waiting until")) \
  F (SR_REQUEST_ASSIGNED_AT, "assigned_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Assigned")) \
  F (SR_REQUEST_ACCEPTED_AT, "accepted_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Accepted")) \
  F (SR_REQUEST_RESOLVED_AT, "resolved_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Resolved")) \
  F (SR_REQUEST_RESOLVED_BY, "resolved_by", REFERENCE, SR_FIELD_KEPT, NULL, "staff", \
     N_("Resolved by")) \
  F (SR_REQUEST_CLOSED_AT, "closed_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Closed")) \
  F (SR_REQUEST_FOLLOW_UP, "follow_up", CHOICE, SR_FIELD_PLAIN, sr_follow_up_outcomes, NULL, \
     N_("Follow-up")) \
  F (SR_REQUEST_FOLLOW_UP_REASON, "follow_up_reason", TEXT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Reason for no follow-up")) \
  F (SR_REQUEST_WITHDRAWAL, "withdrawal", TEXT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Evidence of the withdrawal")) \
  F (SR_REQUEST_APPROVER, "approver", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", \
     N_("Approved by")) \
  F (SR_REQUEST_EXTENSION_UNTIL, "extension_until", INSTANT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Extension asked until")) \
  F (SR_REQUEST_EXTENSION_REASON, "extension_reason", TEXT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Reason for the extension")) \
  F (SR_REQUEST_EXTENSION_BY, "extension_by", REFERENCE, SR_FIELD_KEPT, NULL, "staff", \
     N_("Extension asked by")) \
  F (SR_REQUEST_EXTENSION_ASKED_AT, "extension_asked_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, \
     N_("Extension asked at")) \
  F (SR_REQUEST_EXTENSIONS, "extensions", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, \
     NULL, N_("Extensions")) \
  F (SR_REQUEST_PARENT, "parent", REFERENCE, SR_FIELD_PLAIN, NULL, "request", N_("Part of")) \
  F (SR_REQUEST_DUPLICATE_OF, "duplicate_of", REFERENCE, SR_FIELD_PLAIN, NULL, "request", \
     N_("Duplicate of")) \
  F (SR_REQUEST_MERGED_INTO, "merged_into", REFERENCE, SR_FIELD_KEPT, NULL, "request", \
     N_("Merged into")) \
  F (SR_REQUEST_FOLLOW_UP_OF, "follow_up_of", REFERENCE, SR_FIELD_PLAIN, NULL, "request", \
     N_("Follows")) \
  F (SR_REQUEST_CALENDAR, "calendar", REFERENCE, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, \
     "calendar", N_("Calendar")) \
  F (SR_REQUEST_POLICY, "policy", REFERENCE, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, "policy", \
     N_("Policy")) \
  F (SR_REQUEST_SOURCE_KEY, "source_key", TEXT, SR_FIELD_KEPT, NULL, NULL, \
     N_("Key in the source")) \
  F (SR_REQUEST_SOURCE_STEP, "source_step", INTEGER, SR_FIELD_KEPT, NULL, NULL, \
     N_("Last step read from the source")) \
  F (SR_REQUEST_ABSENT, "absent", LIST, SR_FIELD_KEPT, NULL, NULL, N_("Absent from the source")) \
  F (SR_REQUEST_DUE_AT, "due_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Due")) \
  F (SR_REQUEST_DUE_CLOCK, "due_clock", CHOICE, SR_FIELD_KEPT, sr_clock_kinds, NULL, \
     N_("Due clock")) \
  F (SR_REQUEST_DUE_LEFT, "due_left", DURATION, SR_FIELD_KEPT, NULL, NULL, \
     N_("Left when it was paused")) \
  F (SR_REQUEST_TAGS, "tags", LIST, SR_FIELD_PLAIN, NULL, NULL, N_("Tags")) \
  F (SR_REQUEST_REPEAT_OF, "repeat_of", REFERENCE, SR_FIELD_KEPT, NULL, "request", \
     N_("Repeats")) \
  F (SR_REQUEST_SPLIT_FROM, "split_from", REFERENCE, SR_FIELD_PLAIN, NULL, "request", \
     N_("Split from"))

typedef enum
{
  SR_REQUEST_FIELDS (SR_FIELD_SYMBOL)
  SR_N_REQUEST_FIELDS
} SrRequestField;

extern const SrRecordKind sr_request_kind;

/* One contact with the customer, reached or not. */
#define SR_CONTACT_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CONTACT) \
  F (SR_CONTACT_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", N_("Request")) \
  F (SR_CONTACT_AT, "at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("Instant")) \
  F (SR_CONTACT_DIRECTION, "direction", CHOICE, SR_FIELD_REQUIRED, sr_directions, NULL, \
     N_("Direction")) \
  F (SR_CONTACT_MEDIUM, "medium", CHOICE, SR_FIELD_REQUIRED, sr_media, NULL, N_("Medium")) \
  F (SR_CONTACT_BY, "by_staff", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", N_("By")) \
  F (SR_CONTACT_REACHED, "reached", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Reached")) \
  F (SR_CONTACT_SUMMARY, "summary", TEXT, SR_FIELD_PERSONAL, NULL, NULL, N_("Summary")) \
  F (SR_CONTACT_RECORDING, "recording", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Recording")) \
  F (SR_CONTACT_RETRACTED_AT, "retracted_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Retracted"))

typedef enum
{
  SR_CONTACT_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CONTACT_FIELDS
} SrContactField;

extern const SrRecordKind sr_contact_kind;

/* An internal note; no customer sees it. */
#define SR_NOTE_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_NOTE) \
  F (SR_NOTE_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", N_("Request")) \
  F (SR_NOTE_TEXT, "text", TEXT, SR_FIELD_REQUIRED | SR_FIELD_PERSONAL, NULL, NULL, N_("Text")) \
  F (SR_NOTE_RETRACTED_AT, "retracted_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Retracted"))

typedef enum
{
  SR_NOTE_FIELDS (SR_FIELD_SYMBOL)
  SR_N_NOTE_FIELDS
} SrNoteField;

extern const SrRecordKind sr_note_kind;

/* A file, by the SHA-256 of its content; the content is kept in chunks. */
#define SR_ATTACHMENT_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_ATTACHMENT) \
  F (SR_ATTACHMENT_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", \
     N_("Request")) \
  F (SR_ATTACHMENT_NAME, "name", TEXT, SR_FIELD_REQUIRED | SR_FIELD_PERSONAL, NULL, NULL, \
     N_("Name")) \
  F (SR_ATTACHMENT_MEDIA_TYPE, "media_type", TEXT, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Media type")) \
  F (SR_ATTACHMENT_SIZE, "size", INTEGER, SR_FIELD_REQUIRED, NULL, NULL, N_("Size in bytes")) \
  F (SR_ATTACHMENT_SHA256, "sha256", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("SHA-256"))

typedef enum
{
  SR_ATTACHMENT_FIELDS (SR_FIELD_SYMBOL)
  SR_N_ATTACHMENT_FIELDS
} SrAttachmentField;

extern const SrRecordKind sr_attachment_kind;

/* Help asked of another team, with its own clock. */
#define SR_HAND_OFF_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_HAND_OFF) \
  F (SR_HAND_OFF_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", \
     N_("Request")) \
  F (SR_HAND_OFF_FROM_TEAM, "from_team", REFERENCE, SR_FIELD_PLAIN, NULL, "team", \
     N_("From team")) \
  F (SR_HAND_OFF_TO_TEAM, "to_team", REFERENCE, SR_FIELD_REQUIRED, NULL, "team", N_("To team")) \
  F (SR_HAND_OFF_REASON, "reason", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Reason")) \
  F (SR_HAND_OFF_REQUESTED_AT, "requested_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Requested")) \
  F (SR_HAND_OFF_REQUESTED_BY, "requested_by", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", \
     N_("Requested by")) \
  F (SR_HAND_OFF_ACCEPTED_AT, "accepted_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, N_("Accepted")) \
  F (SR_HAND_OFF_ACCEPTED_BY, "accepted_by", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", \
     N_("Accepted by")) \
  F (SR_HAND_OFF_DONE_AT, "done_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, N_("Done")) \
  F (SR_HAND_OFF_RESULT, "result", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Result"))

typedef enum
{
  SR_HAND_OFF_FIELDS (SR_FIELD_SYMBOL)
  SR_N_HAND_OFF_FIELDS
} SrHandOffField;

extern const SrRecordKind sr_hand_off_kind;

/* One running target of a request, in one cycle. A clock stops once and is never rewritten after. */
#define SR_CLOCK_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CLOCK) \
  F (SR_CLOCK_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", N_("Request")) \
  F (SR_CLOCK_KIND, "kind", CHOICE, SR_FIELD_REQUIRED, sr_clock_kinds, NULL, N_("Clock")) \
  F (SR_CLOCK_CYCLE, "cycle", INTEGER, SR_FIELD_REQUIRED, NULL, NULL, N_("Cycle")) \
  F (SR_CLOCK_STATE, "state", CHOICE, SR_FIELD_REQUIRED, sr_clock_states, NULL, N_("State")) \
  F (SR_CLOCK_TIME_BASIS, "time_basis", CHOICE, SR_FIELD_REQUIRED, sr_time_bases, NULL, \
     N_("Counted in")) \
  F (SR_CLOCK_TARGET, "target", DURATION, SR_FIELD_PLAIN, NULL, NULL, N_("Target")) \
  F (SR_CLOCK_TARGET_WORKDAYS, "target_workdays", INTEGER, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Target in working days")) \
  F (SR_CLOCK_BUDGET, "budget", DURATION, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Allowed before extensions")) \
  F (SR_CLOCK_EXTENSION, "extension", DURATION, SR_FIELD_REQUIRED, NULL, NULL, N_("Extended by")) \
  F (SR_CLOCK_STARTED_AT, "started_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("Started")) \
  F (SR_CLOCK_ELAPSED, "elapsed", DURATION, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Used before the present run")) \
  F (SR_CLOCK_RUNNING_SINCE, "running_since", INSTANT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Running since")) \
  F (SR_CLOCK_DUE_AT, "due_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, N_("Due")) \
  F (SR_CLOCK_ORIGINAL_DUE_AT, "original_due_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Due before extensions")) \
  F (SR_CLOCK_STOPPED_AT, "stopped_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, N_("Stopped")) \
  F (SR_CLOCK_JUDGED_BY, "judged_by", INSTANT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Due when it stopped")) \
  F (SR_CLOCK_OUTCOME, "outcome", CHOICE, SR_FIELD_PLAIN, sr_clock_outcomes, NULL, N_("Outcome")) \
  F (SR_CLOCK_ORIGINAL_OUTCOME, "original_outcome", CHOICE, SR_FIELD_PLAIN, sr_clock_outcomes, \
     NULL, N_("Outcome without extensions")) \
  F (SR_CLOCK_HAND_OFF, "hand_off", REFERENCE, SR_FIELD_PLAIN, NULL, "hand-off", N_("Hand-off")) \
  F (SR_CLOCK_CALENDAR, "calendar", REFERENCE, SR_FIELD_REQUIRED, NULL, "calendar", \
     N_("Calendar")) \
  F (SR_CLOCK_CALENDAR_VERSION, "calendar_version", INTEGER, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Version of the calendar")) \
  F (SR_CLOCK_POLICY, "policy", REFERENCE, SR_FIELD_REQUIRED, NULL, "policy", N_("Policy"))

typedef enum
{
  SR_CLOCK_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CLOCK_FIELDS
} SrClockRowField;

extern const SrRecordKind sr_clock_kind;

/* A stretch in which a clock ran. */
#define SR_CLOCK_INTERVAL_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CLOCK_INTERVAL) \
  F (SR_CLOCK_INTERVAL_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", \
     N_("Request")) \
  F (SR_CLOCK_INTERVAL_CLOCK, "clock", REFERENCE, SR_FIELD_REQUIRED, NULL, "clock", N_("Clock")) \
  F (SR_CLOCK_INTERVAL_FROM, "from_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("From")) \
  F (SR_CLOCK_INTERVAL_TO, "to_at", INSTANT, SR_FIELD_PLAIN, NULL, NULL, N_("To")) \
  F (SR_CLOCK_INTERVAL_USED, "used", DURATION, SR_FIELD_PLAIN, NULL, NULL, N_("Used")) \
  F (SR_CLOCK_INTERVAL_WHY, "why", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Why it ended"))

typedef enum
{
  SR_CLOCK_INTERVAL_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CLOCK_INTERVAL_FIELDS
} SrClockIntervalField;

extern const SrRecordKind sr_clock_interval_kind;

/* A request that has to do with another. Either end shows it. */
#define SR_LINK_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_LINK) \
  F (SR_LINK_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", N_("Request")) \
  F (SR_LINK_TARGET, "target", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", \
     N_("Other request")) \
  F (SR_LINK_KIND, "kind", CHOICE, SR_FIELD_REQUIRED, sr_link_kinds, NULL, N_("Kind of link")) \
  F (SR_LINK_REMOVED_AT, "removed_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Removed"))

typedef enum
{
  SR_LINK_FIELDS (SR_FIELD_SYMBOL)
  SR_N_LINK_FIELDS
} SrLinkField;

extern const SrRecordKind sr_link_kind;

/* Who follows a request without having to do it. One for a person and a request, switched on and
 * off. */
#define SR_FOLLOWER_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_FOLLOWER) \
  F (SR_FOLLOWER_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", \
     N_("Request")) \
  F (SR_FOLLOWER_STAFF, "staff", REFERENCE, SR_FIELD_REQUIRED, NULL, "staff", N_("Follower")) \
  F (SR_FOLLOWER_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_FOLLOWER_FIELDS (SR_FIELD_SYMBOL)
  SR_N_FOLLOWER_FIELDS
} SrFollowerField;

extern const SrRecordKind sr_follower_kind;

/* A request that a person put aside until an instant. One for a person and a request. */
#define SR_SNOOZE_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_SNOOZE) \
  F (SR_SNOOZE_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", N_("Request")) \
  F (SR_SNOOZE_STAFF, "staff", REFERENCE, SR_FIELD_REQUIRED, NULL, "staff", N_("For whom")) \
  F (SR_SNOOZE_UNTIL, "until", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("Snoozed until")) \
  F (SR_SNOOZE_ENDED_AT, "ended_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Ended"))

typedef enum
{
  SR_SNOOZE_FIELDS (SR_FIELD_SYMBOL)
  SR_N_SNOOZE_FIELDS
} SrSnoozeField;

extern const SrRecordKind sr_snooze_kind;

/* A view of the queue that somebody made; its filter is that of SrRequestFilter, as JSON. */
#define SR_SAVED_VIEW_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_SAVED_VIEW) \
  F (SR_SAVED_VIEW_NAME, "name", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Name")) \
  F (SR_SAVED_VIEW_SCOPE, "scope", CHOICE, SR_FIELD_REQUIRED, sr_view_scopes, NULL, \
     N_("For whom")) \
  F (SR_SAVED_VIEW_STAFF, "staff", REFERENCE, SR_FIELD_KEPT, NULL, "staff", N_("Owner")) \
  F (SR_SAVED_VIEW_TEAM, "team", REFERENCE, SR_FIELD_PLAIN, NULL, "team", N_("Team")) \
  F (SR_SAVED_VIEW_FILTER, "filter", TEXT, SR_FIELD_REQUIRED, NULL, NULL, N_("Filter")) \
  F (SR_SAVED_VIEW_POSITION, "position", INTEGER, SR_FIELD_PLAIN, NULL, NULL, N_("Position")) \
  F (SR_SAVED_VIEW_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_SAVED_VIEW_FIELDS (SR_FIELD_SYMBOL)
  SR_N_SAVED_VIEW_FIELDS
} SrSavedViewField;

extern const SrRecordKind sr_saved_view_kind;

/* What a request that comes again and again starts from. */
#define SR_REQUEST_TEMPLATE_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_REQUEST_TEMPLATE) \
  F (SR_REQUEST_TEMPLATE_NAME, "name", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Name")) \
  F (SR_REQUEST_TEMPLATE_TYPE, "type", REFERENCE, SR_FIELD_PLAIN, NULL, "service-type", \
     N_("Service type")) \
  F (SR_REQUEST_TEMPLATE_TITLE, "title", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Subject")) \
  F (SR_REQUEST_TEMPLATE_BODY, "body", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Description")) \
  F (SR_REQUEST_TEMPLATE_PLACE, "place", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Place")) \
  F (SR_REQUEST_TEMPLATE_CHANNEL, "channel", CHOICE, SR_FIELD_PLAIN, sr_channels, NULL, \
     N_("Channel")) \
  F (SR_REQUEST_TEMPLATE_IMPACT, "impact", CHOICE, SR_FIELD_PLAIN, sr_impacts, NULL, \
     N_("Impact")) \
  F (SR_REQUEST_TEMPLATE_URGENCY, "urgency", CHOICE, SR_FIELD_PLAIN, sr_urgencies, NULL, \
     N_("Urgency")) \
  F (SR_REQUEST_TEMPLATE_TEAM, "team", REFERENCE, SR_FIELD_PLAIN, NULL, "team", N_("Team")) \
  F (SR_REQUEST_TEMPLATE_TAGS, "tags", LIST, SR_FIELD_PLAIN, NULL, NULL, N_("Tags")) \
  F (SR_REQUEST_TEMPLATE_MANDATORY, "mandatory", LIST, SR_FIELD_PLAIN, NULL, NULL, \
     N_("What must be filled in")) \
  F (SR_REQUEST_TEMPLATE_POSITION, "position", INTEGER, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Position")) \
  F (SR_REQUEST_TEMPLATE_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_REQUEST_TEMPLATE_FIELDS (SR_FIELD_SYMBOL)
  SR_N_REQUEST_TEMPLATE_FIELDS
} SrRequestTemplateField;

extern const SrRecordKind sr_request_template_kind;

/* What to do in an emergency, step by step: for requests of a type and the types below it, or for
 * every emergency. */
#define SR_PLAYBOOK_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_PLAYBOOK) \
  F (SR_PLAYBOOK_NAME, "name", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Name")) \
  F (SR_PLAYBOOK_SERVICE_TYPE, "service_type", REFERENCE, SR_FIELD_PLAIN, NULL, "service-type", \
     N_("Only for service type")) \
  F (SR_PLAYBOOK_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_PLAYBOOK_FIELDS (SR_FIELD_SYMBOL)
  SR_N_PLAYBOOK_FIELDS
} SrPlaybookField;

extern const SrRecordKind sr_playbook_kind;

/* One step of a playbook. */
#define SR_PLAYBOOK_STEP_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_PLAYBOOK_STEP) \
  F (SR_PLAYBOOK_STEP_PLAYBOOK, "playbook", REFERENCE, SR_FIELD_REQUIRED, NULL, "playbook", \
     N_("Playbook")) \
  F (SR_PLAYBOOK_STEP_TEXT, "text", TEXT, SR_FIELD_REQUIRED | SR_FIELD_IDENTITY, NULL, NULL, \
     N_("Step")) \
  F (SR_PLAYBOOK_STEP_REQUIRED, "required", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, \
     N_("Required")) \
  F (SR_PLAYBOOK_STEP_POSITION, "position", INTEGER, SR_FIELD_PLAIN, NULL, NULL, N_("Position")) \
  F (SR_PLAYBOOK_STEP_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_PLAYBOOK_STEP_FIELDS (SR_FIELD_SYMBOL)
  SR_N_PLAYBOOK_STEP_FIELDS
} SrPlaybookStepField;

extern const SrRecordKind sr_playbook_step_kind;

/* That a step of a playbook was done for a request, in the words that it had then; one for a request
 * and a step. Without an instant it was ticked once and is not any more. */
#define SR_CHECKED_STEP_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_CHECKED_STEP) \
  F (SR_CHECKED_STEP_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", \
     N_("Request")) \
  F (SR_CHECKED_STEP_STEP, "step", REFERENCE, SR_FIELD_REQUIRED, NULL, "playbook-step", \
     N_("Step")) \
  F (SR_CHECKED_STEP_TEXT, "text", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Text")) \
  F (SR_CHECKED_STEP_DONE_AT, "done_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Done")) \
  F (SR_CHECKED_STEP_DONE_BY, "done_by", REFERENCE, SR_FIELD_KEPT, NULL, "staff", N_("Done by"))

typedef enum
{
  SR_CHECKED_STEP_FIELDS (SR_FIELD_SYMBOL)
  SR_N_CHECKED_STEP_FIELDS
} SrCheckedStepField;

extern const SrRecordKind sr_checked_step_kind;

/* What was learned from an emergency, once it was resolved. */
#define SR_REVIEW_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_REVIEW) \
  F (SR_REVIEW_REQUEST, "request", REFERENCE, SR_FIELD_REQUIRED, NULL, "request", N_("Request")) \
  F (SR_REVIEW_HAPPENED, "happened", TEXT, SR_FIELD_REQUIRED | SR_FIELD_PERSONAL, NULL, NULL, \
     N_("What happened")) \
  F (SR_REVIEW_HELPED, "helped", TEXT, SR_FIELD_PERSONAL, NULL, NULL, N_("What helped")) \
  F (SR_REVIEW_TO_CHANGE, "to_change", TEXT, SR_FIELD_REQUIRED | SR_FIELD_PERSONAL, NULL, NULL, \
     N_("What to change")) \
  F (SR_REVIEW_LEFT_OUT, "left_out", TEXT, SR_FIELD_PERSONAL, NULL, NULL, \
     N_("Why steps were left out")) \
  F (SR_REVIEW_REVIEWED_AT, "reviewed_at", INSTANT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Reviewed")) \
  F (SR_REVIEW_REVIEWED_BY, "reviewed_by", REFERENCE, SR_FIELD_KEPT, NULL, "staff", \
     N_("Reviewed by")) \
  F (SR_REVIEW_RETRACTED_AT, "retracted_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Retracted"))

typedef enum
{
  SR_REVIEW_FIELDS (SR_FIELD_SYMBOL)
  SR_N_REVIEW_FIELDS
} SrReviewField;

extern const SrRecordKind sr_review_kind;

/* A stretch of time in which a person is on duty: the roster. */
#define SR_DUTY_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_DUTY) \
  F (SR_DUTY_STAFF, "staff", REFERENCE, SR_FIELD_REQUIRED, NULL, "staff", N_("On duty")) \
  F (SR_DUTY_FROM, "from_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("From")) \
  F (SR_DUTY_UNTIL, "until_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("Until")) \
  F (SR_DUTY_REMARK, "remark", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Remark")) \
  F (SR_DUTY_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_DUTY_FIELDS (SR_FIELD_SYMBOL)
  SR_N_DUTY_FIELDS
} SrDutyField;

extern const SrRecordKind sr_duty_kind;

/* A stretch of time in which a person is away, by leave or illness; who stands in for them. */
#define SR_ABSENCE_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_ABSENCE) \
  F (SR_ABSENCE_STAFF, "staff", REFERENCE, SR_FIELD_REQUIRED, NULL, "staff", N_("Absent")) \
  F (SR_ABSENCE_FROM, "from_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("From")) \
  F (SR_ABSENCE_UNTIL, "until_at", INSTANT, SR_FIELD_REQUIRED, NULL, NULL, N_("Until")) \
  F (SR_ABSENCE_DEPUTY, "deputy", REFERENCE, SR_FIELD_PLAIN, NULL, "staff", N_("Deputy")) \
  F (SR_ABSENCE_REMARK, "remark", TEXT, SR_FIELD_PLAIN, NULL, NULL, N_("Remark")) \
  F (SR_ABSENCE_ACTIVE, "active", BOOLEAN, SR_FIELD_REQUIRED, NULL, NULL, N_("Active"))

typedef enum
{
  SR_ABSENCE_FIELDS (SR_FIELD_SYMBOL)
  SR_N_ABSENCE_FIELDS
} SrAbsenceField;

extern const SrRecordKind sr_absence_kind;

/* That one person is told of one rung of one deadline: the key (clock, level, arm, staff) is raised
 * once. Of any kind of record: what it is about is named by kind and id. */
#define SR_REMINDER_FIELDS(F) \
  SR_COMMON_FIELDS (F, SR_REMINDER) \
  F (SR_REMINDER_STAFF, "staff", REFERENCE, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, "staff", \
     N_("For whom")) \
  F (SR_REMINDER_SUBJECT_KIND, "subject_kind", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, \
     NULL, N_("Kind of record")) \
  F (SR_REMINDER_SUBJECT, "subject", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Record")) \
  F (SR_REMINDER_NUMBER, "number", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Number")) \
  F (SR_REMINDER_CLOCK, "clock", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Clock")) \
  F (SR_REMINDER_CLOCK_KIND, "clock_kind", CHOICE, SR_FIELD_REQUIRED | SR_FIELD_KEPT, \
     sr_reminder_clocks, NULL, N_("Kind of clock")) \
  F (SR_REMINDER_LEVEL, "level", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Level")) \
  F (SR_REMINDER_ARM, "arm", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Armed for the time")) \
  F (SR_REMINDER_FORM, "form", CHOICE, SR_FIELD_REQUIRED | SR_FIELD_KEPT, sr_reminder_forms, \
     NULL, N_("Form")) \
  F (SR_REMINDER_EMERGENCY, "emergency", BOOLEAN, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Emergency")) \
  F (SR_REMINDER_DUE_AT, "due_at", INSTANT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Due")) \
  F (SR_REMINDER_RAISED_AT, "raised_at", INSTANT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Raised")) \
  F (SR_REMINDER_STATE, "state", CHOICE, SR_FIELD_REQUIRED | SR_FIELD_KEPT, sr_reminder_states, \
     NULL, N_("State")) \
  F (SR_REMINDER_SHOWN_AT, "shown_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Shown")) \
  F (SR_REMINDER_SHOWN_AS, "shown_as", CHOICE, SR_FIELD_PLAIN, sr_reminder_showings, NULL, \
     N_("Shown as")) \
  F (SR_REMINDER_SNOOZED_UNTIL, "snoozed_until", INSTANT, SR_FIELD_PLAIN, NULL, NULL, \
     N_("Snoozed until")) \
  F (SR_REMINDER_ENDED_AT, "ended_at", INSTANT, SR_FIELD_KEPT, NULL, NULL, N_("Ended"))

typedef enum
{
  SR_REMINDER_FIELDS (SR_FIELD_SYMBOL)
  SR_N_REMINDER_FIELDS
} SrReminderField;

extern const SrRecordKind sr_reminder_kind;

/* One line of the journal. No common fields: it is never changed. */
#define SR_EVENT_FIELDS(F) \
  F (SR_EVENT_SEQUENCE, "sequence", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Sequence")) \
  F (SR_EVENT_AT, "at", INSTANT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, N_("Instant")) \
  F (SR_EVENT_ACTOR, "actor", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, N_("Who")) \
  F (SR_EVENT_ROLE, "role", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, N_("Role")) \
  F (SR_EVENT_KIND, "kind", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, N_("Kind")) \
  F (SR_EVENT_RECORD, "record", INTEGER, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Record")) \
  F (SR_EVENT_ACTION, "action", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Action")) \
  F (SR_EVENT_BODY, "body", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Before and after")) \
  F (SR_EVENT_REASON, "reason", TEXT, SR_FIELD_KEPT, NULL, NULL, N_("Reason")) \
  F (SR_EVENT_CLAUSE, "clause", TEXT, SR_FIELD_KEPT, NULL, NULL, N_("Clause of the regulation")) \
  F (SR_EVENT_PREVIOUS, "previous", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, \
     N_("Hash before")) \
  F (SR_EVENT_HASH, "hash", TEXT, SR_FIELD_REQUIRED | SR_FIELD_KEPT, NULL, NULL, N_("Hash"))

typedef enum
{
  SR_EVENT_FIELDS (SR_FIELD_SYMBOL)
  SR_N_EVENT_FIELDS
} SrEventField;

extern const SrRecordKind sr_event_kind;

/* The tables of choices. */
extern const SrChoice sr_exception_ranks[];
extern const SrChoice sr_holiday_kinds[];
extern const SrChoice sr_type_families[];
extern const SrChoice sr_clock_kinds[];
extern const SrChoice sr_clock_states[];
extern const SrChoice sr_clock_outcomes[];
extern const SrChoice sr_time_bases[];
extern const SrChoice sr_priorities[];
extern const SrChoice sr_impacts[];
extern const SrChoice sr_urgencies[];
extern const SrChoice sr_customer_kinds[];
extern const SrChoice sr_customer_levels[];
extern const SrChoice sr_channels[];
extern const SrChoice sr_directions[];
extern const SrChoice sr_link_kinds[];
extern const SrChoice sr_media[];
extern const SrChoice sr_waiting_reasons[];
extern const SrChoice sr_follow_up_outcomes[];
extern const SrChoice sr_roles[];
extern const SrChoice sr_request_states[];
extern const SrChoice sr_view_scopes[];
extern const SrChoice sr_reminder_clocks[];
extern const SrChoice sr_reminder_forms[];
extern const SrChoice sr_reminder_states[];
extern const SrChoice sr_reminder_showings[];

G_END_DECLS
