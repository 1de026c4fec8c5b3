/* A day of the calendar in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-day-sentence"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "models/sr-day-sentence.h"

static const struct
{
  const char *sign;
  const char *meaning;
} marks[] = {
  [SR_DAY_MARK_NONE] = { NULL, NULL },
  /* Translators: the sign of a day off in the page of a year, as short as can be */
  [SR_DAY_MARK_OFF] = { NC_("day mark", "off"), NC_("day mark", "day off") },
  /* Translators: the sign of a make-up workday */
  [SR_DAY_MARK_ON] = { NC_("day mark", "on"), NC_("day mark", "make-up workday") },
  /* Translators: the sign of a day with hours of its own */
  [SR_DAY_MARK_HOURS] = { NC_("day mark", "hrs"), NC_("day mark", "other hours") },
};

/**
 * sr_day_sentence_mark:
 * @mark: a mark
 *
 * Returns: (transfer none) (nullable): its sign
 */
const char *
sr_day_sentence_mark (SrDayMark mark)
{
  return marks[mark].sign != NULL
         ? g_dpgettext2 (GETTEXT_PACKAGE, "day mark", marks[mark].sign) : NULL;
}

/**
 * sr_day_sentence_meaning:
 * @mark: a mark
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
sr_day_sentence_meaning (SrDayMark mark)
{
  return marks[mark].meaning != NULL
         ? g_dpgettext2 (GETTEXT_PACKAGE, "day mark", marks[mark].meaning) : NULL;
}

/**
 * sr_day_sentence_date:
 * @day: a day
 *
 * Returns: (transfer full): the date with its weekday
 */
char *
sr_day_sentence_date (SrDay day)
{
  int year;
  int month;
  int month_day;
  g_autoptr (GDateTime) noon = NULL;

  sr_day_get_ymd (day, &year, &month, &month_day);
  noon = g_date_time_new_utc (year, month, month_day, 12, 0, 0);

  /* Translators: a date with its weekday, for g_date_time_format() */
  return noon != NULL ? g_date_time_format (noon, _("%A, %-d %B %Y")) : sr_day_to_iso (day);
}

/**
 * sr_day_sentence_hours:
 * @calendar: a calendar
 * @day: a day
 *
 * Returns: (transfer full): when it is worked
 */
char *
sr_day_sentence_hours (SrCalendar *calendar,
                       SrDay       day)
{
  const char *zone = sr_calendar_get_zone (calendar);
  gint64 from[SR_DAY_MAX_INTERVALS * 2];
  gint64 to[SR_DAY_MAX_INTERVALS * 2];
  guint n = sr_calendar_get_intervals (calendar, day, from, to);
  GString *text;

  if (n == 0)
    return g_strdup (C_("hours", "closed"));

  text = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *first = sr_instant_to_iso (from[i], zone);
      g_autofree char *last = sr_instant_to_iso (to[i], zone);

      if (i > 0)
        g_string_append (text, _(", "));
      g_string_append_len (text, first + 11, 5);
      g_string_append (text, "–");
      g_string_append_len (text, last + 11, 5);
    }

  return g_string_free (text, FALSE);
}

static void
add_part (GString    *text,
          const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, _(", "));
  g_string_append (text, part);
}

/**
 * sr_day_sentence_spoken:
 * @calendar: the calendar of the room
 * @day: a day
 * @today: the present one
 *
 * Returns: (transfer full): date, what it is, its name, its hours, and where that comes from
 */
char *
sr_day_sentence_spoken (SrCalendar *calendar,
                        SrDay       day,
                        SrDay       today)
{
  const SrException *exception = sr_calendar_get_exception (calendar, day);
  const char *meaning = sr_day_sentence_meaning (sr_day_mark_of (calendar, day));
  g_autofree char *date = sr_day_sentence_date (day);
  g_autofree char *hours = sr_day_sentence_hours (calendar, day);
  GString *text = g_string_new (date);

  if (day == today)
    add_part (text, C_("day", "today"));
  add_part (text, meaning);
  if (exception != NULL)
    add_part (text, exception->name);
  if (meaning == NULL && !sr_calendar_is_workday (calendar, day))
    add_part (text, C_("day", "weekend"));
  else if (sr_calendar_is_workday (calendar, day))
    add_part (text, hours);
  if (sr_calendar_is_provisional (calendar, sr_calendar_instant_at (calendar, day, 0)))
    add_part (text, C_("day", "provisional"));
  if (exception != NULL && exception->source != NULL)
    {
      /* Translators: where a day of the calendar comes from: a notice or a person */
      g_autofree char *source = g_strdup_printf (C_("day", "source: %s"), exception->source);

      add_part (text, source);
    }

  return g_string_free (text, FALSE);
}

/**
 * sr_day_sentence_rule:
 * @exception: a row of kind calendar-exception
 *
 * Returns: (transfer full): what it makes of its day
 */
char *
sr_day_sentence_rule (const SrRow *exception)
{
  const char *rank = sr_choice_label (sr_exception_ranks,
                                      sr_row_get_text (exception, SR_CALENDAR_EXCEPTION_RANK));
  const char *kind = sr_row_get_text (exception, SR_CALENDAR_EXCEPTION_HOLIDAY_KIND);
  const char *parts[5] = { rank };
  guint n = 1;

  if (kind != NULL)
    parts[n++] = sr_choice_label (sr_holiday_kinds, kind);
  if (!sr_row_is_null (exception, SR_CALENDAR_EXCEPTION_HOURS))
    parts[n++] = sr_row_get_text (exception, SR_CALENDAR_EXCEPTION_HOURS);
  if (!sr_row_is_null (exception, SR_CALENDAR_EXCEPTION_NAME))
    parts[n++] = sr_row_get_text (exception, SR_CALENDAR_EXCEPTION_NAME);

  return g_strjoinv (" · ", (char **) parts);
}
