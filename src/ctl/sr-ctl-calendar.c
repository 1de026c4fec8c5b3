/* serviceroomctl calendar: the working-time engine, and official days.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ctl/sr-ctl-print.h"
#include "ctl/sr-ctl.h"
#include "domain/records/sr-kinds.h"
#include "domain/time/sr-duration.h"
#include "domain/time/sr-holidays.h"
#include "domain/time/sr-instant.h"
#include "room/sr-shipped-days.h"

#define MAX_WORKDAYS 1000000
/* The last second of year 9998: beyond it there is no answer. */
#define LAST_INSTANT G_GINT64_CONSTANT (253370764799)
#define MAX_FILE_SIZE (16 * 1024 * 1024)

/* The calendar of the room; without a room, that of a new one. */
static SrCalendar *
get_calendar (SrCtl   *self,
              GError **error)
{
  SrCalendar *calendar;

  if (!sr_ctl_has_option (self, "room") && !g_file_test (self->location, G_FILE_TEST_EXISTS))
    {
      g_autoptr (SrClock) clock = NULL;

      calendar = sr_shipped_calendar_new (error);
      clock = calendar != NULL
              ? sr_ctl_make_clock (self, sr_calendar_get_zone (calendar), error) : NULL;
      if (clock == NULL)
        g_clear_pointer (&calendar, sr_calendar_unref);
      return calendar;
    }

  if (!sr_ctl_open_file (self, SR_CTL_READ, error))
    return NULL;

  calendar = sr_configuration_get_calendar (self->configuration, 0);
  if (calendar != NULL)
    return sr_calendar_ref (calendar);

  g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
               _("The room has no calendar yet. Run “serviceroomctl init” first."));

  return NULL;
}

/* A date alone is the midnight with which it begins. */
static gboolean
parse_instant (SrCalendar  *calendar,
               const char  *text,
               gint64      *out_instant,
               GError     **error)
{
  SrDay day = sr_day_from_iso (text);

  if (day != SR_DAY_INVALID)
    {
      *out_instant = sr_calendar_instant_at (calendar, day, 0);
      return TRUE;
    }

  return sr_instant_parse (text, sr_calendar_get_zone (calendar), out_instant, NULL) ||
         sr_ctl_set_usage (error, _("“%s” is no time. Give one such as 2026-02-13 17:00."), text);
}

static gboolean
parse_duration (const char  *text,
                SrDuration  *out_duration,
                GError     **error)
{
  return sr_duration_parse (text, out_duration, NULL) ||
         sr_ctl_set_usage (error, _("“%s” is no duration. Give one such as 2h, 90m, 45s or 3wd."),
                           text);
}

static gboolean
print_instant (SrCtl       *self,
               SrCalendar  *calendar,
               gint64       instant,
               GError     **error)
{
  g_autofree char *text = NULL;

  if (instant > LAST_INSTANT)
    {
      g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
                   _("The calendar does not reach that far."));
      return FALSE;
    }

  text = sr_instant_to_iso (instant, sr_calendar_get_zone (calendar));
  if (self->is_json)
    sr_ctl_print_json_string (text);
  else
    sr_ctl_print_line ("%s", text);

  return TRUE;
}

gboolean
sr_ctl_calendar_add (SrCtl   *self,
                     char   **arguments,
                     GError **error)
{
  g_autoptr (SrCalendar) calendar = get_calendar (self, error);
  SrDuration duration;
  gint64 start;

  if (calendar == NULL || !parse_instant (calendar, arguments[0], &start, error) ||
      !parse_duration (arguments[1], &duration, error))
    return FALSE;

  return print_instant (self, calendar,
                        duration.workdays > 0
                        ? sr_calendar_add_workdays_to_closing (calendar, start, duration.workdays)
                        : sr_calendar_add (calendar, start, duration.seconds), error);
}

gboolean
sr_ctl_calendar_between (SrCtl   *self,
                         char   **arguments,
                         GError **error)
{
  g_autoptr (SrCalendar) calendar = get_calendar (self, error);
  gint64 start;
  gint64 end;
  gint64 seconds;

  if (calendar == NULL || !parse_instant (calendar, arguments[0], &start, error) ||
      !parse_instant (calendar, arguments[1], &end, error))
    return FALSE;

  seconds = sr_calendar_between (calendar, start, end);
  if (self->is_json)
    sr_ctl_print_json (json_node_init_int (json_node_alloc (), seconds));
  else
    sr_ctl_print_line ("%" G_GINT64_FORMAT, seconds);

  return TRUE;
}

gboolean
sr_ctl_calendar_workdays (SrCtl   *self,
                          char   **arguments,
                          GError **error)
{
  g_autoptr (SrCalendar) calendar = get_calendar (self, error);
  SrDay day = sr_day_from_iso (arguments[0]);
  g_autofree char *text = NULL;
  guint64 n = 0;

  if (calendar == NULL)
    return FALSE;
  if (day == SR_DAY_INVALID)
    return sr_ctl_set_usage (error, _("“%s” is no date. Give one such as 2026-02-13."),
                             arguments[0]);
  if (!g_ascii_string_to_unsigned (arguments[1], 10, 0, MAX_WORKDAYS, &n, NULL))
    return sr_ctl_set_usage (error, _("“%s” is no number of days from 0 to %d."), arguments[1],
                             MAX_WORKDAYS);

  day = sr_calendar_add_workdays (calendar, day, (guint) n);
  if (day == SR_DAY_INVALID || day > LAST_INSTANT / 86400)
    {
      g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
                   _("The calendar does not reach that far."));
      return FALSE;
    }

  text = sr_day_to_iso (day);
  if (self->is_json)
    sr_ctl_print_json_string (text);
  else
    sr_ctl_print_line ("%s", text);

  return TRUE;
}

/* A duration in working days uses up days, each of them from its opening to its closing. */
static GArray *
explain_workdays (SrCalendar *calendar,
                  gint64      start,
                  guint       n)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (SrExplainStep));
  SrDay last = sr_calendar_add_workdays (calendar, sr_calendar_day_of (calendar, start), n);
  guint remaining = n;

  for (SrDay day = sr_calendar_day_of (calendar, start) + 1; day <= last; day++)
    {
      const SrException *exception = sr_calendar_get_exception (calendar, day);
      gint64 from[SR_DAY_MAX_INTERVALS * 2];
      gint64 to[SR_DAY_MAX_INTERVALS * 2];
      guint n_intervals = sr_calendar_get_intervals (calendar, day, from, to);
      SrExplainStep step = { day, SR_EXCEPTION_NONE };

      if (exception != NULL)
        {
          step.rank = exception->rank;
          step.name = exception->name;
        }
      if (sr_calendar_is_workday (calendar, day) && n_intervals > 0)
        {
          step.used = 1;
          step.from = from[0];
          step.to = to[n_intervals - 1];
          remaining--;
        }
      step.remaining = remaining;
      step.provisional = sr_calendar_is_provisional (calendar,
                                                     sr_calendar_instant_at (calendar, day, 0));
      g_array_append_val (steps, step);
    }

  return steps;
}

static const char *
rank_spelling (const SrExplainStep *step)
{
  return step->rank == SR_EXCEPTION_NONE ? "week" : sr_exception_ranks[step->rank].value;
}

static void
print_steps_json (GArray     *steps,
                  const char *zone)
{
  JsonArray *array = json_array_new ();
  JsonNode *node;

  for (guint i = 0; i < steps->len; i++)
    {
      const SrExplainStep *step = &g_array_index (steps, SrExplainStep, i);
      JsonObject *object = json_object_new ();
      g_autofree char *day = sr_day_to_iso (step->day);
      g_autofree char *from = step->to != 0 ? sr_instant_to_iso (step->from, zone) : NULL;
      g_autofree char *to = step->to != 0 ? sr_instant_to_iso (step->to, zone) : NULL;

      json_object_set_string_member (object, "day", day);
      json_object_set_string_member (object, "rule", rank_spelling (step));
      json_object_set_string_member (object, "name", step->name);
      json_object_set_string_member (object, "from", from);
      json_object_set_string_member (object, "to", to);
      json_object_set_int_member (object, "used", step->used);
      json_object_set_int_member (object, "remaining", step->remaining);
      json_object_set_boolean_member (object, "provisional", step->provisional);
      json_array_add_object_element (array, object);
    }

  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  sr_ctl_print_json (node);
}

static char *
used_text (gint64   used,
           gboolean is_days)
{
  const SrDuration seconds = { used, 0 };

  return is_days ? g_strdup_printf ("%" G_GINT64_FORMAT "wd", used)
                 : sr_duration_to_string (&seconds);
}

static char *
describe_day (const SrExplainStep *step)
{
  const char *name = step->name != NULL ? step->name : "";

  if (!step->provisional)
    return g_strdup (name);

  /* Translators: the name of a day, or nothing, whose official hours are not known yet */
  return g_strstrip (g_strdup_printf (_("%s (provisional)"), name));
}

static void
print_steps (GArray     *steps,
             const char *zone,
             gboolean    is_days)
{
  SrCtlTable *table = sr_ctl_table_new (7);

  for (guint i = 0; i < steps->len; i++)
    {
      const SrExplainStep *step = &g_array_index (steps, SrExplainStep, i);
      g_autofree char *from = sr_instant_to_iso (step->from, zone);
      g_autofree char *to = sr_instant_to_iso (step->to, zone);

      sr_ctl_table_add (table, sr_day_to_iso (step->day));
      sr_ctl_table_add (table, step->to != 0 ? g_strndup (from + 11, 5) : g_strdup ("-"));
      sr_ctl_table_add (table, step->to != 0 ? g_strndup (to + 11, 5) : g_strdup ("-"));
      sr_ctl_table_add (table, used_text (step->used, is_days));
      sr_ctl_table_add (table, used_text (step->remaining, is_days));
      sr_ctl_table_add (table, g_strdup (step->rank == SR_EXCEPTION_NONE
                                         ? C_("choice", "Weekly hours")
                                         : sr_choice_label (sr_exception_ranks,
                                                            rank_spelling (step))));
      sr_ctl_table_add (table, describe_day (step));
    }
  sr_ctl_table_print (table);
}

gboolean
sr_ctl_calendar_explain (SrCtl   *self,
                         char   **arguments,
                         GError **error)
{
  g_autoptr (SrCalendar) calendar = get_calendar (self, error);
  g_autoptr (GArray) steps = NULL;
  SrDuration duration;
  gint64 start;

  if (calendar == NULL || !parse_instant (calendar, arguments[0], &start, error) ||
      !parse_duration (arguments[1], &duration, error))
    return FALSE;

  if (duration.workdays > MAX_WORKDAYS)
    return sr_ctl_set_usage (error, _("“%s” is too long."), arguments[1]);

  steps = duration.workdays > 0 ? explain_workdays (calendar, start, duration.workdays)
                                : sr_calendar_explain (calendar, start, duration.seconds);

  if (self->is_json)
    print_steps_json (steps, sr_calendar_get_zone (calendar));
  else
    print_steps (steps, sr_calendar_get_zone (calendar), duration.workdays > 0);

  return TRUE;
}

static GPtrArray *
read_days (char   **paths,
           GError **error)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (paths[i]);
      g_autofree char *text = NULL;
      gsize length = 0;
      GPtrArray *days;

      if (!g_file_get_contents (paths[i], &text, &length, error))
        return NULL;
      if (length > MAX_FILE_SIZE)
        {
          g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
                       _("%s is too large for a list of days."), name);
          return NULL;
        }

      days = sr_holidays_parse (text, length, name, error);
      if (days == NULL)
        return NULL;
      g_ptr_array_add (lists, days);
    }

  return sr_holidays_merge (lists);
}

/* "+ 2026-10-01 public_holiday 国庆节", with ~ before a day that was another one. */
static char *
day_line (const SrChange *change)
{
  const char *name = sr_row_get_text (change->after, SR_CALENDAR_EXCEPTION_NAME);

  return g_strdup_printf ("%c %s %s%s%s", change->before != NULL ? '~' : '+',
                          sr_row_get_text (change->after, SR_CALENDAR_EXCEPTION_DATE),
                          sr_row_get_text (change->after, SR_CALENDAR_EXCEPTION_RANK),
                          name != NULL ? " " : "", name != NULL ? name : "");
}

static char *
move_line (const SrDeadlineMove *move,
           const char           *zone)
{
  g_autofree char *from = sr_instant_to_iso (move->from, zone);
  g_autofree char *to = sr_instant_to_iso (move->to, zone);

  return g_strdup_printf ("%s %s -> %s %s", move->number, from, to, move->clock);
}

static JsonArray *
lines_to_json (GPtrArray *lines)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lines->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (lines, i));

  return array;
}

static void
print_lines (GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    sr_ctl_print_line ("%s", (const char *) g_ptr_array_index (lines, i));
}

static void
print_import (SrCtl                  *self,
              const SrCalendarEffect *effect,
              gboolean                is_stored)
{
  const char *zone = sr_configuration_get_zone (self->configuration);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) deadlines = g_ptr_array_new_with_free_func (g_free);
  JsonObject *object;
  JsonNode *node;

  for (guint i = 0; i < effect->days->len; i++)
    g_ptr_array_add (days, day_line (g_ptr_array_index (effect->days, i)));
  for (guint i = 0; i < effect->moves->len; i++)
    g_ptr_array_add (deadlines, move_line (g_ptr_array_index (effect->moves, i), zone));

  if (self->is_json)
    {
      object = json_object_new ();
      json_object_set_array_member (object, "days", lines_to_json (days));
      json_object_set_int_member (object, "unchanged", effect->n_unchanged);
      json_object_set_array_member (object, "deadlines", lines_to_json (deadlines));
      json_object_set_int_member (object, "overdue", effect->n_overdue);
      json_object_set_boolean_member (object, "stored", is_stored);
      node = json_node_init_object (json_node_alloc (), object);
      json_object_unref (object);
      sr_ctl_print_json (node);
      return;
    }

  print_lines (days);
  print_lines (deadlines);
  sr_ctl_print_line (ngettext ("%u day changes", "%u days change", days->len), days->len);
  sr_ctl_print_line (ngettext ("%u deadline moves", "%u deadlines move", deadlines->len),
                     deadlines->len);
  if (!is_stored)
    sr_ctl_print_line (_("Nothing was stored."));
}

gboolean
sr_ctl_calendar_import (SrCtl   *self,
                        char   **arguments,
                        GError **error)
{
  gboolean is_dry = sr_ctl_has_option (self, "dry-run");
  g_autoptr (GPtrArray) exceptions = read_days (arguments, error);
  g_autoptr (SrCalendarEffect) effect = NULL;

  if (exceptions == NULL || !sr_ctl_open (self, SR_CTL_WRITE, error) ||
      !sr_ctl_need_manager (self, error))
    return FALSE;

  if (!sr_gate_import_exceptions (self->gate, sr_configuration_get_calendar_id (self->configuration),
                                  exceptions, is_dry, NULL, &effect, error))
    return FALSE;

  print_import (self, effect, !is_dry);

  return TRUE;
}
