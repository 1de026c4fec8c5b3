/* What a new room starts with: types, causes, resolution codes, targets, parameters, templates, a playbook.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-defaults"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-defaults.h"

#define MINUTES(n) ((n) * 60)
#define HOURS(n) ((gint64) ((n) * 3600))

#define ZONE "Asia/Shanghai"
#define WORKDAY "\"09:00-12:00 13:30-18:00\""
#define WEEK "[" WORKDAY "," WORKDAY "," WORKDAY "," WORKDAY "," WORKDAY ",\"\",\"\"]"

/* A type without a dot in its code is the root of its family; the others are part of it. */
static const struct
{
  const char *code;
  const char *name;
} types[] = {
  { "technical",              NC_("service type", "Technical") },
  { "technical.computer",     NC_("service type", "Computer and printer") },
  { "technical.network",      NC_("service type", "Network") },
  { "technical.software",     NC_("service type", "Software") },
  { "technical.account",      NC_("service type", "Account and access") },
  { "technical.telephone",    NC_("service type", "Telephone and meeting room") },
  { "repair",                 NC_("service type", "Repair") },
  { "repair.power",           NC_("service type", "Power and lighting") },
  { "repair.water",           NC_("service type", "Water and drainage") },
  { "repair.climate",         NC_("service type", "Heating and air conditioning") },
  { "repair.furniture",       NC_("service type", "Furniture") },
  { "repair.door",            NC_("service type", "Doors, windows and locks") },
  { "repair.equipment",       NC_("service type", "Office equipment") },
  { "consultation",           NC_("service type", "Consultation") },
  { "consultation.service",   NC_("service type", "Services and opening hours") },
  { "consultation.procedure", NC_("service type", "Procedures and forms") },
  { "consultation.progress",  NC_("service type", "Progress of a matter") },
  { "complaint",              NC_("service type", "Complaint") },
  { "complaint.attitude",     NC_("service type", "Attitude") },
  { "complaint.quality",      NC_("service type", "Quality") },
  { "complaint.delay",        NC_("service type", "Delay") },
  { "suggestion",             NC_("service type", "Suggestion") },
  { "suggestion.service",     NC_("service type", "About the service") },
  { "suggestion.facility",    NC_("service type", "About the facilities") },
};

static const struct
{
  const char *code;
  const char *name;
} causes[] = {
  { "handling",    NC_("cause", "Wrong handling") },
  { "wear",        NC_("cause", "Wear and age") },
  { "defect",      NC_("cause", "Defect of the product") },
  { "supply",      NC_("cause", "Failure of power, water or network") },
  { "supplier",    NC_("cause", "Supplier") },
  { "setting",     NC_("cause", "Wrong setting or missing right") },
  { "information", NC_("cause", "Missing or unclear information") },
  { "procedure",   NC_("cause", "Gap in the procedure") },
  { "staff",       NC_("cause", "Conduct of staff") },
  { "none",        NC_("cause", "Ordinary need, no cause") },
  { "unknown",     NC_("cause", "Not found") },
};

static const struct
{
  const char *code;
  const char *name;
} resolutions[] = {
  { "solved",     NC_("resolution", "Solved") },
  { "answered",   NC_("resolution", "Answered") },
  { "replaced",   NC_("resolution", "Replaced") },
  { "workaround", NC_("resolution", "Solved for the time being") },
  { "no_fault",   NC_("resolution", "No fault found") },
  { "declined",   NC_("resolution", "Declined, with reasons") },
};

/**
 * TargetLine:
 * @type: (nullable): the code of a type; it holds for the types below it too
 * @priority: (nullable): "P1" to "P4"
 * @seconds: how long, or 0
 * @workdays: in working days, or 0
 *
 * One line of domain.md 2.4, "Default targets".
 */
typedef struct
{
  const char *clock;
  const char *type;
  const char *priority;
  gint64      seconds;
  gint64      workdays;
  const char *time_basis;
} TargetLine;

static const TargetLine targets[] = {
  { "accept",         NULL,           "P1", MINUTES (15), 0,  "real" },
  { "accept",         NULL,           "P2", MINUTES (30), 0,  "working" },
  { "accept",         NULL,           "P3", HOURS (2),    0,  "working" },
  { "accept",         NULL,           "P4", HOURS (4),    0,  "working" },

  { "first_response", NULL,           "P1", MINUTES (30), 0,  "real" },
  { "first_response", NULL,           "P2", HOURS (1),    0,  "working" },
  { "first_response", NULL,           "P3", HOURS (4),    0,  "working" },
  { "first_response", NULL,           "P4", HOURS (7.5),  0,  "working" },

  { "next_update",    NULL,           "P1", HOURS (1),    0,  "real" },
  { "next_update",    NULL,           "P2", HOURS (4),    0,  "working" },
  { "next_update",    NULL,           "P3", HOURS (15),   0,  "working" },
  { "next_update",    NULL,           "P4", HOURS (37.5), 0,  "working" },

  { "resolution",     NULL,           "P1", HOURS (4),    0,  "real" },
  { "resolution",     NULL,           "P2", HOURS (7.5),  0,  "working" },
  { "resolution",     NULL,           "P3", HOURS (15),   0,  "working" },
  { "resolution",     NULL,           "P4", HOURS (37.5), 0,  "working" },
  { "resolution",     "consultation", NULL, 0,            3,  "working" },
  { "resolution",     "complaint",    NULL, 0,            13, "working" },
  { "resolution",     "suggestion",   NULL, 0,            13, "working" },

  { "ola",            NULL,           "P1", HOURS (1),    0,  "real" },
  { "ola",            NULL,           "P2", HOURS (4),    0,  "working" },
  { "ola",            NULL,           "P3", HOURS (7.5),  0,  "working" },
  { "ola",            NULL,           "P4", HOURS (15),   0,  "working" },
};

/* What a new request of a kind that comes again and again starts from. Behind each colon stands what
 * the caller says. */
static const struct
{
  const char *name;
  const char *type;
  const char *title;
  const char *body;
  const char *urgency;
  const char *tag;
  const char *mandatory[4];
} templates[] = {
  { NC_("template", "Computer does not start"), "technical.computer",
    NC_("template", "Computer does not start"),
    NC_("template", "What the screen shows:\nSince when:\nWhat was done before:"),
    "2", NULL, { "place", "contact_phone" } },
  { NC_("template", "Printer fault"), "technical.computer",
    NC_("template", "Printer does not print"),
    NC_("template", "Model and place of the printer:\nWhat its display says:\nPaper and toner seen "
                    "to:"),
    "2", NULL, { "place" } },
  { NC_("template", "No network at the desk"), "technical.network",
    NC_("template", "No network at the desk"),
    NC_("template", "Wired or wireless:\nNumber of the socket:\nColleagues nearby too:"),
    "2", NULL, { "place", "contact_phone" } },
  { NC_("template", "Account for a new colleague"), "technical.account",
    NC_("template", "Accounts and desk for a new colleague"),
    NC_("template", "Name and department:\nFirst day:\nSystems and rights:\nApproved by:"),
    "1", NC_("template", "new colleague"), { "body" } },
  { NC_("template", "Meeting room to be prepared"), "technical.telephone",
    NC_("template", "Meeting room to be prepared"),
    NC_("template", "Room and time:\nHow many people:\nScreen, video, microphones:"),
    "2", NC_("template", "meeting"), { "place", "body" } },
  { NC_("template", "Air conditioning does not cool"), "repair.climate",
    NC_("template", "Air conditioning does not cool"),
    NC_("template", "Which unit:\nTemperature shown:\nNoise, dripping, smell:"),
    "2", NULL, { "place" } },
  { NC_("template", "Water leak"), "repair.water",
    NC_("template", "Water leak"),
    NC_("template", "Where the water comes from:\nValve closed:\nPower and equipment nearby:"),
    "3", NULL, { "place", "contact_phone" } },
  { NC_("template", "No power or light"), "repair.power",
    NC_("template", "No power or light"),
    NC_("template", "Which rooms:\nBreaker tripped:\nEquipment that must not stop:"),
    "3", NULL, { "place", "contact_phone" } },
  { NC_("template", "Lock or access card"), "repair.door",
    NC_("template", "Door does not open"),
    NC_("template", "Which door:\nKey or number of the card:\nSomebody locked in or out:"),
    "2", NULL, { "place" } },
};

/* The playbook for every emergency, until a manager writes a better one. */
static const struct
{
  const char *text;
  gboolean    required;
} playbook_steps[] = {
  { NC_("playbook", "Bring people to safety and close off the place"), TRUE },
  { NC_("playbook", "Name the danger: fire, water, power, gas, injury"), FALSE },
  { NC_("playbook", "Call for help: fire brigade, ambulance, police, building management"), FALSE },
  { NC_("playbook", "Inform the team lead and the manager"), TRUE },
  { NC_("playbook", "Keep the caller informed every 15 minutes"), FALSE },
  { NC_("playbook", "Write down what happened when"), FALSE },
};

static const struct
{
  const char *key;
  const char *value;
  const char *unit;
  const char *clause;
} parameters[] = {
  { "follow_up_workdays",       "3",  "workdays",   "3.3.2" },
  { "reopen_workdays",          "5",  "workdays",   "3.3.3" },
  { "repeat_workdays",          "5",  "workdays",   "3.1.3" },
  { "return_workdays",          "1",  "workdays",   "1.3.3" },
  { "solution_min_chars",       "4",  "characters", "3.2.3" },
  { "extension_max",            "2",  "times",      "3.2.4" },
  { "grace_percent",            "25", "percent",    "3.2.2" },
  { "lower_percent",            "25", "percent",    "3.2.2" },
  { "reopen_percent",           "50", "percent",    "3.3.3" },
  { "emergency_assign_minutes", "15", "minutes",    "3.2.2" },
};

/* Returns what refers to the row: the n-th of the array is -n. */
static gint64
add_row (GPtrArray *rows,
         SrRow     *row)
{
  g_ptr_array_add (rows, row);

  return -(gint64) rows->len;
}

static gint64
add_calendar (GPtrArray *rows)
{
  SrRow *row = sr_row_new (&sr_calendar_kind);

  sr_row_set_text (row, SR_CALENDAR_NAME, C_("calendar", "Office hours"));
  sr_row_set_text (row, SR_CALENDAR_ZONE, ZONE);
  sr_row_set_text (row, SR_CALENDAR_WEEK, WEEK);
  sr_row_set_integer (row, SR_CALENDAR_VERSION, 1);

  return add_row (rows, row);
}

static gint64
add_team (GPtrArray *rows)
{
  SrRow *row = sr_row_new (&sr_team_kind);

  sr_row_set_text (row, SR_TEAM_NAME, C_("team", "Service desk"));
  sr_row_set_integer (row, SR_TEAM_ACTIVE, 1);

  return add_row (rows, row);
}

static gint64
add_policy (GPtrArray *rows,
            gint64     now)
{
  SrRow *row = sr_row_new (&sr_policy_kind);

  sr_row_set_text (row, SR_POLICY_NAME, C_("policy", "Service targets"));
  sr_row_set_integer (row, SR_POLICY_VERSION, 1);
  sr_row_set_integer (row, SR_POLICY_EFFECTIVE_FROM, now);
  sr_row_set_text (row, SR_POLICY_BASIS, C_("policy", "Defaults of a new room"));

  return add_row (rows, row);
}

static gint64
add_type (GPtrArray  *rows,
          guint       index,
          gint64      root)
{
  SrRow *row = sr_row_new (&sr_service_type_kind);
  g_auto (GStrv) code = g_strsplit (types[index].code, ".", 2);

  sr_row_set_text (row, SR_SERVICE_TYPE_CODE, types[index].code);
  sr_row_set_text (row, SR_SERVICE_TYPE_NAME,
                   g_dpgettext2 (GETTEXT_PACKAGE, "service type", types[index].name));
  sr_row_set_text (row, SR_SERVICE_TYPE_FAMILY, code[0]);
  if (code[1] != NULL)
    sr_row_set_integer (row, SR_SERVICE_TYPE_PARENT, root);
  sr_row_set_integer (row, SR_SERVICE_TYPE_POSITION, index + 1);
  sr_row_set_integer (row, SR_SERVICE_TYPE_ACTIVE, 1);

  return add_row (rows, row);
}

/* What refers to the type of that code. */
static gint64
find_type (GPtrArray  *rows,
           const char *code)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const SrRow *row = g_ptr_array_index (rows, i);

      if (sr_row_get_kind (row) == &sr_service_type_kind &&
          sr_row_is (row, SR_SERVICE_TYPE_CODE, code))
        return -(gint64) (i + 1);
    }

  g_assert_not_reached ();
}

static void
add_types (GPtrArray *rows)
{
  gint64 root = 0;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gint64 type = add_type (rows, i, root);

      if (strchr (types[i].code, '.') == NULL)
        root = type;
    }
}

static void
add_causes (GPtrArray *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    {
      SrRow *row = sr_row_new (&sr_cause_kind);

      sr_row_set_text (row, SR_CAUSE_CODE, causes[i].code);
      sr_row_set_text (row, SR_CAUSE_NAME,
                       g_dpgettext2 (GETTEXT_PACKAGE, "cause", causes[i].name));
      sr_row_set_integer (row, SR_CAUSE_ACTIVE, 1);
      add_row (rows, row);
    }
}

static void
add_resolutions (GPtrArray *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (resolutions); i++)
    {
      SrRow *row = sr_row_new (&sr_resolution_kind);

      sr_row_set_text (row, SR_RESOLUTION_CODE, resolutions[i].code);
      sr_row_set_text (row, SR_RESOLUTION_NAME,
                       g_dpgettext2 (GETTEXT_PACKAGE, "resolution", resolutions[i].name));
      sr_row_set_integer (row, SR_RESOLUTION_ACTIVE, 1);
      add_row (rows, row);
    }
}

static void
add_targets (GPtrArray *rows,
             gint64     policy)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      SrRow *row = sr_row_new (&sr_target_kind);

      sr_row_set_integer (row, SR_TARGET_POLICY, policy);
      sr_row_set_text (row, SR_TARGET_CLOCK, targets[i].clock);
      if (targets[i].type != NULL)
        sr_row_set_integer (row, SR_TARGET_SERVICE_TYPE, find_type (rows, targets[i].type));
      sr_row_set_text (row, SR_TARGET_PRIORITY, targets[i].priority);
      if (targets[i].workdays > 0)
        sr_row_set_integer (row, SR_TARGET_WORKDAYS, targets[i].workdays);
      else
        sr_row_set_integer (row, SR_TARGET_SECONDS, targets[i].seconds);
      sr_row_set_text (row, SR_TARGET_TIME_BASIS, targets[i].time_basis);
      add_row (rows, row);
    }
}

static const char *
say (const char *words)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "template", words);
}

static void
add_templates (GPtrArray *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      SrRow *row = sr_row_new (&sr_request_template_kind);

      sr_row_set_text (row, SR_REQUEST_TEMPLATE_NAME, say (templates[i].name));
      sr_row_set_integer (row, SR_REQUEST_TEMPLATE_TYPE, find_type (rows, templates[i].type));
      sr_row_set_text (row, SR_REQUEST_TEMPLATE_TITLE, say (templates[i].title));
      sr_row_set_text (row, SR_REQUEST_TEMPLATE_BODY, say (templates[i].body));
      sr_row_set_text (row, SR_REQUEST_TEMPLATE_URGENCY, templates[i].urgency);
      if (templates[i].tag != NULL)
        sr_row_set_list (row, SR_REQUEST_TEMPLATE_TAGS,
                         (const char *const[]) { say (templates[i].tag), NULL });
      sr_row_set_list (row, SR_REQUEST_TEMPLATE_MANDATORY, templates[i].mandatory);
      sr_row_set_integer (row, SR_REQUEST_TEMPLATE_POSITION, i + 1);
      sr_row_set_integer (row, SR_REQUEST_TEMPLATE_ACTIVE, 1);
      add_row (rows, row);
    }
}

static void
add_playbook (GPtrArray *rows)
{
  SrRow *playbook = sr_row_new (&sr_playbook_kind);
  gint64 reference;

  sr_row_set_text (playbook, SR_PLAYBOOK_NAME, C_("playbook", "Every emergency"));
  sr_row_set_integer (playbook, SR_PLAYBOOK_ACTIVE, 1);
  reference = add_row (rows, playbook);

  for (guint i = 0; i < G_N_ELEMENTS (playbook_steps); i++)
    {
      SrRow *row = sr_row_new (&sr_playbook_step_kind);

      sr_row_set_integer (row, SR_PLAYBOOK_STEP_PLAYBOOK, reference);
      sr_row_set_text (row, SR_PLAYBOOK_STEP_TEXT,
                       g_dpgettext2 (GETTEXT_PACKAGE, "playbook", playbook_steps[i].text));
      sr_row_set_integer (row, SR_PLAYBOOK_STEP_REQUIRED, playbook_steps[i].required);
      sr_row_set_integer (row, SR_PLAYBOOK_STEP_POSITION, i + 1);
      sr_row_set_integer (row, SR_PLAYBOOK_STEP_ACTIVE, 1);
      add_row (rows, row);
    }
}

static void
add_parameters (GPtrArray *rows)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      SrRow *row = sr_row_new (&sr_parameter_kind);

      sr_row_set_text (row, SR_PARAMETER_KEY, parameters[i].key);
      sr_row_set_text (row, SR_PARAMETER_VALUE, parameters[i].value);
      sr_row_set_text (row, SR_PARAMETER_UNIT, parameters[i].unit);
      sr_row_set_text (row, SR_PARAMETER_BASIS, parameters[i].clause);
      add_row (rows, row);
    }
}

/**
 * sr_defaults_new_playbook:
 *
 * The playbook for every emergency and its steps, in the present language; for a room that was there
 * before it had playbooks. References are as of sr_defaults_new().
 *
 * Returns: (transfer full) (element-type SrRow): the rows, the playbook first
 */
GPtrArray *
sr_defaults_new_playbook (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);

  add_playbook (rows);

  return rows;
}

/**
 * sr_defaults_new:
 * @now: when the room is made; its policy is in force from then
 *
 * The records of a new room, in the present language: calendar, first team, policy with targets,
 * types, causes, resolution codes, parameters, templates, the playbook for every emergency. A reference
 * of -n is to the n-th row, counted from 1, and points back.
 *
 * Returns: (transfer full) (element-type SrRow): the rows
 */
GPtrArray *
sr_defaults_new (gint64 now)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_row_free);
  gint64 policy;

  add_calendar (rows);
  add_team (rows);
  policy = add_policy (rows, now);
  add_types (rows);
  add_causes (rows);
  add_resolutions (rows);
  add_targets (rows, policy);
  add_parameters (rows);
  add_templates (rows);
  add_playbook (rows);

  return rows;
}
