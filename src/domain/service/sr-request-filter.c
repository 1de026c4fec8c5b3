/* Which requests of a view somebody wants to see.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-request-filter"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/service/sr-request-filter.h"
#include "domain/sr-domain-error.h"

/* More than this is no filter that a person made; a statement has room for so many parameters. */
#define MAX_VALUES 64

typedef enum
{
  MEMBER_TEXTS,
  MEMBER_IDS,
  MEMBER_ID,
  MEMBER_FLAG,
  MEMBER_TEXT,
  MEMBER_DATE
} MemberType;

const SrChoice sr_filter_times[] = {
  { "received_at", NC_("choice", "Received") },
  { "closed_at", NC_("choice", "Closed") },
  { "promised_at", NC_("choice", "Promised") },
  { "due_at", NC_("choice", "Due") },
  { NULL, NULL }
};

const SrChoice sr_filter_periods[] = {
  { "today", NC_("choice", "today") },
  { "yesterday", NC_("choice", "yesterday") },
  { "this_week", NC_("choice", "this week") },
  { "last_7_days", NC_("choice", "the last 7 days") },
  { "this_month", NC_("choice", "this month") },
  { "last_month", NC_("choice", "last month") },
  { "this_year", NC_("choice", "this year") },
  { "between", NC_("choice", "between two days") },
  { NULL, NULL }
};

/* The members of the JSON object, in the order in which they are written. Of ids, the least that is
 * allowed: SR_FILTER_ME, SR_FILTER_NOBODY or a real one. */
static const struct
{
  const char     *name;
  gsize           offset;
  MemberType      type;
  const SrChoice *choices;
  gint64          least;
} members[] = {
  { "states", G_STRUCT_OFFSET (SrRequestFilter, states), MEMBER_TEXTS, sr_request_states, 0 },
  { "priorities", G_STRUCT_OFFSET (SrRequestFilter, priorities), MEMBER_TEXTS, sr_priorities, 0 },
  { "channels", G_STRUCT_OFFSET (SrRequestFilter, channels), MEMBER_TEXTS, sr_channels, 0 },
  { "tags", G_STRUCT_OFFSET (SrRequestFilter, tags), MEMBER_TEXTS, NULL, 0 },
  { "types", G_STRUCT_OFFSET (SrRequestFilter, types), MEMBER_IDS, NULL, 1 },
  { "owners", G_STRUCT_OFFSET (SrRequestFilter, owners), MEMBER_IDS, NULL, SR_FILTER_ME },
  { "teams", G_STRUCT_OFFSET (SrRequestFilter, teams), MEMBER_IDS, NULL, SR_FILTER_NOBODY },
  { "customer", G_STRUCT_OFFSET (SrRequestFilter, customer), MEMBER_ID, NULL, 1 },
  { "emergency", G_STRUCT_OFFSET (SrRequestFilter, emergency), MEMBER_FLAG, NULL, 0 },
  { "repeats", G_STRUCT_OFFSET (SrRequestFilter, repeats), MEMBER_FLAG, NULL, 0 },
  { "followed", G_STRUCT_OFFSET (SrRequestFilter, followed), MEMBER_FLAG, NULL, 0 },
  { "time_field", G_STRUCT_OFFSET (SrRequestFilter, time_field), MEMBER_TEXT, sr_filter_times, 0 },
  { "period", G_STRUCT_OFFSET (SrRequestFilter, period), MEMBER_TEXT, sr_filter_periods, 0 },
  { "from", G_STRUCT_OFFSET (SrRequestFilter, from), MEMBER_DATE, NULL, 0 },
  { "to", G_STRUCT_OFFSET (SrRequestFilter, to), MEMBER_DATE, NULL, 0 },
};

#define PLACE(self, i, type) ((type *) G_STRUCT_MEMBER_P (self, members[i].offset))

/**
 * sr_request_filter_new:
 *
 * Returns: (transfer full): a filter that lets every request pass
 */
SrRequestFilter *
sr_request_filter_new (void)
{
  return g_new0 (SrRequestFilter, 1);
}

/**
 * sr_request_filter_copy:
 * @self: (nullable): a filter
 *
 * Returns: (transfer full) (nullable): another with the same conditions, %NULL for %NULL
 */
SrRequestFilter *
sr_request_filter_copy (const SrRequestFilter *self)
{
  SrRequestFilter *copy;

  if (self == NULL)
    return NULL;

  copy = g_memdup2 (self, sizeof *self);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      switch (members[i].type)
        {
        case MEMBER_TEXTS:
          *PLACE (copy, i, GStrv) = g_strdupv (*PLACE (copy, i, GStrv));
          break;
        case MEMBER_IDS:
          if (*PLACE (copy, i, GArray *) != NULL)
            *PLACE (copy, i, GArray *) = g_array_copy (*PLACE (copy, i, GArray *));
          break;
        case MEMBER_TEXT:
        case MEMBER_DATE:
          *PLACE (copy, i, char *) = g_strdup (*PLACE (copy, i, char *));
          break;
        case MEMBER_ID:
        case MEMBER_FLAG:
          break;
        }
    }

  return copy;
}

/**
 * sr_request_filter_free:
 * @self: (nullable) (transfer full): a filter
 */
void
sr_request_filter_free (SrRequestFilter *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      switch (members[i].type)
        {
        case MEMBER_TEXTS:
          g_strfreev (*PLACE (self, i, GStrv));
          break;
        case MEMBER_IDS:
          g_clear_pointer (PLACE (self, i, GArray *), g_array_unref);
          break;
        case MEMBER_TEXT:
        case MEMBER_DATE:
          g_free (*PLACE (self, i, char *));
          break;
        case MEMBER_ID:
        case MEMBER_FLAG:
          break;
        }
    }
  g_free (self);
}

static gboolean
is_set (const SrRequestFilter *self,
        guint                  member)
{
  switch (members[member].type)
    {
    case MEMBER_TEXTS:
      return *PLACE (self, member, const GStrv) != NULL && **PLACE (self, member, const GStrv) != NULL;
    case MEMBER_IDS:
      return *PLACE (self, member, GArray *const) != NULL &&
             (*PLACE (self, member, GArray *const))->len > 0;
    case MEMBER_ID:
      return *PLACE (self, member, const gint64) != 0;
    case MEMBER_FLAG:
      return *PLACE (self, member, const gboolean);
    case MEMBER_TEXT:
    case MEMBER_DATE:
    default:
      return *PLACE (self, member, char *const) != NULL;
    }
}

/**
 * sr_request_filter_equal:
 * @a: (nullable): a filter
 * @b: (nullable): another
 *
 * Returns: %TRUE if both ask for the same in the same order; %NULL and an empty one are equal
 */
gboolean
sr_request_filter_equal (const SrRequestFilter *a,
                         const SrRequestFilter *b)
{
  g_autofree char *text_a = sr_request_filter_to_json (a);
  g_autofree char *text_b = sr_request_filter_to_json (b);

  return g_str_equal (text_a, text_b);
}

/**
 * sr_request_filter_is_empty:
 * @self: (nullable): a filter
 *
 * Returns: %TRUE if every request passes
 */
gboolean
sr_request_filter_is_empty (const SrRequestFilter *self)
{
  for (guint i = 0; self != NULL && i < G_N_ELEMENTS (members); i++)
    {
      if (is_set (self, i))
        return FALSE;
    }

  return TRUE;
}

static void
write_member (JsonBuilder           *builder,
              const SrRequestFilter *self,
              guint                  member)
{
  json_builder_set_member_name (builder, members[member].name);

  switch (members[member].type)
    {
    case MEMBER_TEXTS:
      json_builder_begin_array (builder);
      for (char **text = *PLACE (self, member, const GStrv); *text != NULL; text++)
        json_builder_add_string_value (builder, *text);
      json_builder_end_array (builder);
      break;
    case MEMBER_IDS:
      json_builder_begin_array (builder);
      for (guint i = 0; i < (*PLACE (self, member, GArray *const))->len; i++)
        json_builder_add_int_value (builder,
                                    g_array_index (*PLACE (self, member, GArray *const), gint64, i));
      json_builder_end_array (builder);
      break;
    case MEMBER_ID:
      json_builder_add_int_value (builder, *PLACE (self, member, const gint64));
      break;
    case MEMBER_FLAG:
      json_builder_add_boolean_value (builder, TRUE);
      break;
    case MEMBER_TEXT:
    case MEMBER_DATE:
      json_builder_add_string_value (builder, *PLACE (self, member, char *const));
      break;
    }
}

/**
 * sr_request_filter_to_json:
 * @self: (nullable): a filter
 *
 * Returns: (transfer full): a JSON object with the conditions that are given, on one line
 */
char *
sr_request_filter_to_json (const SrRequestFilter *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; self != NULL && i < G_N_ELEMENTS (members); i++)
    {
      if (is_set (self, i))
        write_member (builder, self, i);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
read_text (JsonNode  *node,
           guint      member,
           char     **out_text)
{
  const char *text = is_text (node) ? json_node_get_string (node) : NULL;

  if (text == NULL || *text == '\0' ||
      (members[member].choices != NULL && sr_choice_find (members[member].choices, text) == NULL) ||
      (members[member].type == MEMBER_DATE && sr_day_from_iso (text) == SR_DAY_INVALID))
    return FALSE;

  g_free (*out_text);
  *out_text = g_strdup (text);

  return TRUE;
}

static gboolean
read_id (JsonNode *node,
         guint     member,
         gint64   *out_id)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < members[member].least)
    return FALSE;

  *out_id = json_node_get_int (node);

  return TRUE;
}

static gboolean
read_texts (JsonArray *array,
            guint      member,
            GStrv     *out_texts)
{
  g_auto (GStrv) texts = g_new0 (char *, json_array_get_length (array) + 1);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!read_text (json_array_get_element (array, i), member, &texts[i]))
        return FALSE;
    }
  *out_texts = texts[0] != NULL ? g_steal_pointer (&texts) : NULL;

  return TRUE;
}

static gboolean
read_ids (JsonArray  *array,
          guint       member,
          GArray    **out_ids)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gint64 id = 0;

      if (!read_id (json_array_get_element (array, i), member, &id))
        return FALSE;
      g_array_append_val (ids, id);
    }
  *out_ids = ids->len > 0 ? g_steal_pointer (&ids) : NULL;

  return TRUE;
}

static gboolean
read_member (SrRequestFilter *self,
             guint            member,
             JsonNode        *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gboolean is_list = array != NULL && json_array_get_length (array) <= MAX_VALUES;

  switch (members[member].type)
    {
    case MEMBER_TEXTS:
      return is_list && read_texts (array, member, PLACE (self, member, GStrv));
    case MEMBER_IDS:
      return is_list && read_ids (array, member, PLACE (self, member, GArray *));
    case MEMBER_ID:
      return read_id (node, member, PLACE (self, member, gint64));
    case MEMBER_FLAG:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return FALSE;
      *PLACE (self, member, gboolean) = json_node_get_boolean (node);
      return TRUE;
    case MEMBER_TEXT:
    case MEMBER_DATE:
    default:
      return read_text (node, member, PLACE (self, member, char *));
    }
}

/* G_N_ELEMENTS (members) if there is none. */
static guint
find_member (const char *name)
{
  guint member = 0;

  while (member < G_N_ELEMENTS (members) && !g_str_equal (members[member].name, name))
    member++;

  return member;
}

/* Values as they are written, and not as people are told of them. */
static char *
describe_allowed (guint member)
{
  g_autoptr (GString) choices = g_string_new (NULL);

  for (const SrChoice *choice = members[member].choices;
       choice != NULL && choice->value != NULL; choice++)
    g_string_append_printf (choices, "%s%s", choices->len > 0 ? ", " : "", choice->value);

  switch (members[member].type)
    {
    case MEMBER_TEXTS:
      return choices->len > 0 ? g_strdup_printf (_("a list of: %s"), choices->str)
                              : g_strdup (_("a list of texts"));
    case MEMBER_IDS:
      return g_strdup_printf (_("a list of numbers from %d"), (int) members[member].least);
    case MEMBER_ID:
      return g_strdup (_("a number from 1"));
    case MEMBER_FLAG:
      return g_strdup ("true, false");
    case MEMBER_DATE:
      return g_strdup (_("a day as 2026-01-31, with the period “between”"));
    case MEMBER_TEXT:
    default:
      return g_strdup (choices->str);
    }
}

static gboolean
refuse (guint    member,
        GError **error)
{
  g_autofree char *allowed = describe_allowed (member);

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("“%s” of the filter has a value that is not allowed. Allowed: %s."),
               members[member].name, allowed);

  return FALSE;
}

static gboolean
refuse_half (const char  *given,
             const char  *missing,
             GError     **error)
{
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("The filter has “%s” without “%s”. Give both or none."), given, missing);

  return FALSE;
}

static gboolean
refuse_unknown (const char  *name,
                GError     **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", members[i].name);
  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
               _("A filter has no “%s”. It has: %s."), name, names->str);

  return FALSE;
}

static gboolean
read_object (SrRequestFilter  *self,
             JsonObject       *object,
             GError          **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    {
      guint member = find_member (name);

      if (member == G_N_ELEMENTS (members))
        return refuse_unknown (name, error);
      if (!read_member (self, member, node))
        return refuse (member, error);
    }

  /* A time without its other half would be ignored in silence. */
  if ((self->time_field == NULL) != (self->period == NULL))
    return self->period == NULL ? refuse_half ("time_field", "period", error)
                                : refuse_half ("period", "time_field", error);
  if ((self->from != NULL || self->to != NULL) && g_strcmp0 (self->period, "between") != 0)
    return refuse (find_member (self->from != NULL ? "from" : "to"), error);

  return TRUE;
}

/**
 * sr_request_filter_from_json:
 * @json: what a saved view or a person gives
 *
 * Returns: (transfer full) (nullable): the filter, or %NULL with %SR_DOMAIN_ERROR_INVALID that names
 *   the member
 */
SrRequestFilter *
sr_request_filter_from_json (const char  *json,
                             GError     **error)
{
  g_autoptr (SrRequestFilter) self = sr_request_filter_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  root = sr_json_read (json);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID,
                           _("The filter is no JSON object."));
      return NULL;
    }

  if (!read_object (self, json_node_get_object (root), error))
    return NULL;

  return g_steal_pointer (&self);
}

/* The first day of the month that is so many months away. */
static SrDay
first_of_month (SrDay day,
                int   months)
{
  int year;
  int month;

  sr_day_get_ymd (day, &year, &month, NULL);
  month += months - 1;
  year += month >= 0 ? month / 12 : -1;

  return sr_day_new (year, (month + 12) % 12 + 1, 1);
}

static void
find_days (const SrRequestFilter *self,
           SrDay                  today,
           SrDay                 *first,
           SrDay                 *end)
{
  int year;

  sr_day_get_ymd (today, &year, NULL, NULL);
  *first = today;
  *end = today + 1;

  if (g_str_equal (self->period, "yesterday"))
    {
      *first = today - 1;
      *end = today;
    }
  else if (g_str_equal (self->period, "this_week"))
    {
      *first = today - sr_day_get_weekday (today);
      *end = *first + 7;
    }
  else if (g_str_equal (self->period, "last_7_days"))
    {
      *first = today - 6;
    }
  else if (g_str_equal (self->period, "this_month"))
    {
      *first = first_of_month (today, 0);
      *end = first_of_month (today, 1);
    }
  else if (g_str_equal (self->period, "last_month"))
    {
      *first = first_of_month (today, -1);
      *end = first_of_month (today, 0);
    }
  else if (g_str_equal (self->period, "this_year"))
    {
      *first = sr_day_new (year, 1, 1);
      *end = sr_day_new (year + 1, 1, 1);
    }
}

/**
 * sr_request_filter_resolve_period:
 * @self: (nullable): a filter
 * @calendar: whose days are meant
 * @now: the present instant
 * @out_from: (out): the first instant; %G_MININT64 for no beginning
 * @out_to: (out): the instant after the last; %G_MAXINT64 for no end
 *
 * Days are days of the calendar's zone, as long as they are there.
 *
 * Returns: %FALSE if the filter asks for no time
 */
gboolean
sr_request_filter_resolve_period (const SrRequestFilter *self,
                                  SrCalendar            *calendar,
                                  gint64                 now,
                                  gint64                *out_from,
                                  gint64                *out_to)
{
  SrDay first;
  SrDay end;

  *out_from = G_MININT64;
  *out_to = G_MAXINT64;
  if (self == NULL || self->time_field == NULL || self->period == NULL)
    return FALSE;

  if (g_str_equal (self->period, "between"))
    {
      if (self->from != NULL)
        *out_from = sr_calendar_instant_at (calendar, sr_day_from_iso (self->from), 0);
      if (self->to != NULL)
        *out_to = sr_calendar_instant_at (calendar, sr_day_from_iso (self->to) + 1, 0);
      return TRUE;
    }

  find_days (self, sr_calendar_day_of (calendar, now), &first, &end);
  *out_from = sr_calendar_instant_at (calendar, first, 0);
  *out_to = sr_calendar_instant_at (calendar, end, 0);

  return TRUE;
}
