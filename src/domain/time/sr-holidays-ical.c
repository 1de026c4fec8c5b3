/* Official days as calendars publish them: iCalendar, RFC 5545.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-holidays-ical"

#include "config.h"

#include "domain/time/sr-holidays.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "domain/time/sr-holidays-private.h"
#include "domain/time/sr-statutory.h"

/* An event lies in a calendar; a time zone or an alarm may lie deeper. */
#define MAX_DEPTH 8

/* libical's work grows with the square of a line's length. */
#define MAX_LINE (64 * 1024)

/* No holiday is longer. */
#define MAX_EVENT_DAYS 366

/* How far a holiday that returns every year is written out. */
#define LAST_RECURRENCE_YEAR 2100
#define MAX_RECURRENCES 200

/* What a file may cost, in days and returns looked at. Searching a rule that may never hold counts
 * for many. */
#define MAX_STEPS 20000
#define STEPS_PER_RULE 100

/* How holiday-cn names its events: "元旦假期" and "上班(补元旦假期)". */
#define OFF_SUFFIX "假期"
#define WORK_PREFIX "上班(补"
#define WORK_SUFFIX ")"

/* A file being read. */
typedef struct
{
  const char *file_name;  /* borrowed, as are the days */
  GPtrArray  *days;
  int         n_events;
  int         n_steps;
} Reader;

/* What one event is about. */
typedef struct
{
  char            *name;
  const char      *source;  /* borrowed */
  SrExceptionRank  rank;
  gboolean         by_law;  /* the law of mainland China tells statutory from adjusted rest */
} Event;

static gboolean
set_event_error (GError       **error,
                 const Reader  *reader,
                 const Event   *event,
                 const char    *complaint)
{
  g_autofree char *shown = sr_holidays_shorten (event->name);

  g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, _("%s: event %d, “%s”: %s"),
               reader->file_name, reader->n_events, shown, complaint);

  return FALSE;
}

static gboolean
is_line_named (const char *line,
               const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (line, name, length) == 0 &&
         (line[length] == ':' || line[length] == ';');
}

/* Joins folded lines, so that what is looked over next is what libical will see: no line begins
 * with a blank any more. */
static char *
unfold (const char *text)
{
  GString *unfolded = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r' && p[1] == '\n')
        continue;

      if ((*p == ' ' || *p == '\t') &&
          unfolded->len > 0 && unfolded->str[unfolded->len - 1] == '\n')
        g_string_truncate (unfolded, unfolded->len - 1);
      else
        g_string_append_c (unfolded, *p == '\r' ? '\n' : *p);
    }

  return g_string_free (unfolded, FALSE);
}

/* libical frees components level by level with calls to itself: no deep nesting. And it complains
 * on standard error when something ends that never began. */
static gboolean
check_shape (const char  *text,
             const char  *name,
             GError     **error)
{
  int depth = 0;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += strspn (line, " \t\n");

      if (strcspn (line, "\n") > MAX_LINE)
        {
          g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE,
                       _("%s: a line is longer than %d kB"), name, MAX_LINE / 1024);
          return FALSE;
        }

      if (g_ascii_strncasecmp (line, "BEGIN", strlen ("BEGIN")) == 0)
        depth++;
      else if (is_line_named (line, "END"))
        depth--;

      if (depth < 0)
        {
          g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE,
                       _("%s: something ends in it that never began"), name);
          return FALSE;
        }

      if (depth > MAX_DEPTH)
        {
          g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE,
                       _("%s: its components are nested too deeply"), name);
          return FALSE;
        }
    }

  return TRUE;
}

/* Calendars list days that are not days off as well, and say so in their own ways. */
static gboolean
is_observance (icalcomponent *component)
{
  icalproperty *property;

  for (property = icalcomponent_get_first_property (component, ICAL_CATEGORIES_PROPERTY);
       property != NULL;
       property = icalcomponent_get_next_property (component, ICAL_CATEGORIES_PROPERTY))
    {
      const char *categories = icalproperty_get_categories (property);

      if (categories != NULL && g_ascii_strcasecmp (categories, "Observance") == 0)
        return TRUE;
    }

  property = icalcomponent_get_first_property (component, ICAL_DESCRIPTION_PROPERTY);
  if (property != NULL)
    {
      const char *description = icalproperty_get_description (property);

      if (description != NULL && g_str_has_prefix (description, "Observance"))
        return TRUE;
    }

  return icalcomponent_get_status (component) == ICAL_STATUS_CANCELLED;
}

/* libical drops a value that it cannot read and leaves a note. An event without its end would
 * silently be another event. */
static gboolean
has_broken_times (icalcomponent *component)
{
  static const char * const names[] = { "DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE" };
  icalproperty *property;

  for (property = icalcomponent_get_first_property (component, ICAL_XLICERROR_PROPERTY);
       property != NULL;
       property = icalcomponent_get_next_property (component, ICAL_XLICERROR_PROPERTY))
    {
      const char *message = icalproperty_get_xlicerror (property);

      for (guint i = 0; message != NULL && i < G_N_ELEMENTS (names); i++)
        {
          if (strstr (message, names[i]) != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

static void
read_summary (icalcomponent *component,
              Event         *event)
{
  const char *summary = icalcomponent_get_summary (component);
  gsize length;

  event->rank = SR_EXCEPTION_PUBLIC_HOLIDAY;
  event->by_law = FALSE;
  event->name = g_strdup (summary != NULL ? summary : "");

  if (g_str_has_prefix (event->name, WORK_PREFIX) && g_str_has_suffix (event->name, WORK_SUFFIX))
    {
      event->rank = SR_EXCEPTION_MAKEUP_WORKDAY;
      memmove (event->name, event->name + strlen (WORK_PREFIX),
               strlen (event->name) - strlen (WORK_PREFIX) + 1);
      event->name[strlen (event->name) - strlen (WORK_SUFFIX)] = '\0';
    }

  length = strlen (event->name);
  if (length > strlen (OFF_SUFFIX) && g_str_has_suffix (event->name, OFF_SUFFIX))
    {
      event->by_law = TRUE;
      event->name[length - strlen (OFF_SUFFIX)] = '\0';
    }
}

static SrDay
read_date (const struct icaltimetype *time)
{
  SrDay day = sr_day_new (time->year, time->month, time->day);

  return day != SR_DAY_INVALID && sr_holidays_is_in_range (day) ? day : SR_DAY_INVALID;
}

/* How many days the event takes; 0 when that makes no sense. */
static int
read_length (icalcomponent *component,
             SrDay          first)
{
  icalproperty *end = icalcomponent_get_first_property (component, ICAL_DTEND_PROPERTY);
  icalproperty *duration = icalcomponent_get_first_property (component, ICAL_DURATION_PROPERTY);
  gint64 n_days = 1;

  if (end != NULL)
    {
      struct icaltimetype time = icalproperty_get_dtend (end);
      SrDay day = read_date (&time);

      if (day == SR_DAY_INVALID)
        return 0;
      n_days = (gint64) day - first;

      /* Some calendars end an event of one day on its own day. */
      if (n_days == 0)
        n_days = 1;
    }
  else if (duration != NULL)
    {
      struct icaldurationtype length = icalproperty_get_duration (duration);

      n_days = (gint64) length.weeks * 7 + length.days;
      if (length.is_neg)
        return 0;
    }

  return n_days >= 1 && n_days <= MAX_EVENT_DAYS ? (int) n_days : 0;
}

static gboolean
is_excluded (icalcomponent *component,
             SrDay          first)
{
  icalproperty *property;

  for (property = icalcomponent_get_first_property (component, ICAL_EXDATE_PROPERTY);
       property != NULL;
       property = icalcomponent_get_next_property (component, ICAL_EXDATE_PROPERTY))
    {
      struct icaltimetype time = icalproperty_get_exdate (property);

      if (sr_day_new (time.year, time.month, time.day) == first)
        return TRUE;
    }

  return FALSE;
}

static void
add_days (Reader      *reader,
          const Event *event,
          SrDay        first,
          int          n_days)
{
  reader->n_steps += n_days;
  if (reader->n_steps > MAX_STEPS)
    return;

  for (SrDay day = first; day < first + n_days && sr_holidays_is_in_range (day); day++)
    {
      SrException *exception = sr_holidays_add (reader->days, day, event->rank, event->name,
                                                event->source);

      if (event->by_law && event->rank == SR_EXCEPTION_PUBLIC_HOLIDAY &&
          !sr_statutory_is_holiday (day))
        exception->holiday_kind = SR_HOLIDAY_ADJUSTED_REST;
    }
}

/* Only what returns every year; nothing else is a holiday. */
static gboolean
add_recurrences (Reader              *reader,
                 icalcomponent       *component,
                 icalproperty        *property,
                 const Event         *event,
                 struct icaltimetype  start,
                 int                  n_days)
{
  struct icalrecurrencetype rule = icalproperty_get_rrule (property);
  icalrecur_iterator *iterator = NULL;
  struct icaltimetype time;

  if (rule.freq != ICAL_YEARLY_RECURRENCE)
    return FALSE;

  iterator = icalrecur_iterator_new (rule, start);
  if (iterator == NULL)
    return FALSE;

  reader->n_steps += STEPS_PER_RULE;
  time = icalrecur_iterator_next (iterator);
  for (guint i = 0;
       i < MAX_RECURRENCES && reader->n_steps <= MAX_STEPS && !icaltime_is_null_time (time) &&
       time.year <= LAST_RECURRENCE_YEAR;
       i++)
    {
      SrDay first = read_date (&time);

      if (first != SR_DAY_INVALID && !is_excluded (component, first))
        add_days (reader, event, first, n_days);
      time = icalrecur_iterator_next (iterator);
    }
  icalrecur_iterator_free (iterator);

  return TRUE;
}

static gboolean
read_times (Reader         *reader,
            icalcomponent  *component,
            const Event    *event,
            GError        **error)
{
  icalproperty *begin = icalcomponent_get_first_property (component, ICAL_DTSTART_PROPERTY);
  icalproperty *rule = icalcomponent_get_first_property (component, ICAL_RRULE_PROPERTY);
  struct icaltimetype start;
  SrDay first;
  int n_days;

  if (begin == NULL || has_broken_times (component))
    return set_event_error (error, reader, event, _("its dates cannot be read"));

  /* What has hours is a meeting and no day off. */
  start = icalproperty_get_dtstart (begin);
  if (!start.is_date)
    return TRUE;

  first = read_date (&start);
  if (first == SR_DAY_INVALID)
    return set_event_error (error, reader, event, _("its first day is not a date"));

  n_days = read_length (component, first);
  if (n_days == 0)
    return set_event_error (error, reader, event,
                            _("it must end after it begins, and within a year"));

  if (rule == NULL)
    add_days (reader, event, first, n_days);
  else if (!add_recurrences (reader, component, rule, event, start, n_days))
    return set_event_error (error, reader, event, _("a holiday can only return every year"));

  if (reader->n_steps > MAX_STEPS)
    return set_event_error (error, reader, event, _("there are too many days in the file"));

  return TRUE;
}

static gboolean
read_event (Reader         *reader,
            icalcomponent  *component,
            const char     *source,
            GError        **error)
{
  icalproperty *url = icalcomponent_get_first_property (component, ICAL_URL_PROPERTY);
  Event event = { .source = source };
  gboolean done;

  reader->n_events++;
  if (is_observance (component))
    return TRUE;

  if (url != NULL && icalproperty_get_url (url) != NULL)
    event.source = icalproperty_get_url (url);

  read_summary (component, &event);
  done = read_times (reader, component, &event, error);
  g_free (event.name);

  return done;
}

/* The name that the calendar gives itself, else the file's. */
static const char *
get_calendar_name (icalcomponent *calendar,
                   const char    *file_name)
{
  icalproperty *property;

  for (property = icalcomponent_get_first_property (calendar, ICAL_X_PROPERTY);
       property != NULL;
       property = icalcomponent_get_next_property (calendar, ICAL_X_PROPERTY))
    {
      const char *name = icalproperty_get_x_name (property);

      if (name != NULL && g_ascii_strcasecmp (name, "X-WR-CALNAME") == 0 &&
          icalproperty_get_x (property) != NULL)
        return icalproperty_get_x (property);
    }

  return file_name;
}

static gboolean
read_calendar (Reader         *reader,
               icalcomponent  *calendar,
               GError        **error)
{
  const char *source = get_calendar_name (calendar, reader->file_name);
  icalcomponent *event;

  for (event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      if (!read_event (reader, event, source, error))
        return FALSE;
    }

  return TRUE;
}

/* Several calendars in a file lie in a root of libical's own. */
static gboolean
read_root (Reader         *reader,
           icalcomponent  *root,
           GError        **error)
{
  icalcomponent *calendar;
  int n_calendars = 0;

  if (icalcomponent_isa (root) == ICAL_VCALENDAR_COMPONENT)
    return read_calendar (reader, root, error);

  for (calendar = icalcomponent_get_first_component (root, ICAL_VCALENDAR_COMPONENT);
       calendar != NULL;
       calendar = icalcomponent_get_next_component (root, ICAL_VCALENDAR_COMPONENT))
    {
      if (!read_calendar (reader, calendar, error))
        return FALSE;
      n_calendars++;
    }

  if (n_calendars == 0)
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, _("%s: there is no calendar in it"),
                   reader->file_name);
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_holidays_parse_ical:
 * @text: the content of an iCalendar file
 * @length: its bytes, or -1 when it ends with a NUL
 * @name: the file's name, for the messages
 * @error: return location for a %SR_TIME_ERROR_PARSE that names the event
 *
 * Every all-day event is a public holiday for each of its days; its end is the first day after it.
 * An event as holiday-cn names its make-up workdays is one. Events that call themselves an
 * observance, are cancelled or have hours are passed over. What returns every year is written out
 * to 2100.
 *
 * Returns: (transfer full) (element-type SrException): the days in the file's order, or %NULL
 */
GPtrArray *
sr_holidays_parse_ical (const char  *text,
                        gssize       length,
                        const char  *name,
                        GError     **error)
{
  g_autoptr (GPtrArray) days = NULL;
  g_autofree char *content = NULL;
  g_autofree char *unfolded = NULL;
  icalcomponent *root = NULL;
  Reader reader = { .file_name = name };
  gboolean done;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  content = sr_holidays_read_text (text, length, name, error);
  if (content == NULL)
    return NULL;

  unfolded = unfold (content);
  if (!check_shape (unfolded, name, error))
    return NULL;

  /* Bad input is no reason to abort, whatever libical was built with. */
  icalerror_set_errors_are_fatal (0);
  root = icalparser_parse_string (unfolded);
  if (root == NULL)
    {
      g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_PARSE, _("%s: there is no calendar in it"),
                   name);
      return NULL;
    }

  days = sr_holidays_new ();
  reader.days = days;
  done = read_root (&reader, root, error);
  icalcomponent_free (root);

  return done ? g_steal_pointer (&days) : NULL;
}
