/* A reminder in words.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reminder-sentence"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "models/sr-reminder-sentence.h"

/* The rungs of domain.md 2.5 from which a reminder says more than that time is short. */
#define LEVEL_BREACH 3
#define LEVEL_PURSUED 4
#define LEVEL_REPORTED 5

/**
 * Sentence:
 * @clock: a value of sr_reminder_clocks
 * @near: while there is time left
 * @over: when there is none
 *
 * How a deadline speaks. {number} is the running number of the record, {when} says when it is due:
 * "in 30 min", "today 17:00".
 */
typedef struct
{
  const char *clock;
  const char *near;
  const char *over;
} Sentence;

/* Translators: in all of these, {number} and {when} stay as they are and may stand anywhere; {when}
 * becomes "in 30 min" or "today 17:00" */
static const Sentence sentences[] = {
  { "answer",
    NC_("reminder", "Due {when}: answer {number}"),
    NC_("reminder", "Answer overdue: {number}") },
  { "accept",
    NC_("reminder", "Due {when}: accept {number}"),
    NC_("reminder", "Urgent: {number} is to be accepted") },
  { "first_response",
    NC_("reminder", "Due {when}: response to {number}"),
    NC_("reminder", "Response overdue: {number}") },
  { "promise",
    NC_("reminder", "Call back {when}"),
    NC_("reminder", "Promise not kept: {number}") },
  { "next_update",
    NC_("reminder", "Due {when}: update on {number}"),
    NC_("reminder", "Update overdue: {number}") },
  { "resolution",
    NC_("reminder", "Due {when}: resolution of {number}"),
    NC_("reminder", "Resolution overdue: {number}") },
  { "ola",
    NC_("reminder", "Due {when}: support for {number}"),
    NC_("reminder", "Support overdue: {number}") },
  { "follow_up",
    NC_("reminder", "Due {when}: follow-up of {number}"),
    NC_("reminder", "Follow-up overdue: {number}") },
  { "pause",
    NC_("reminder", "Pause is over: {number}"),
    NC_("reminder", "Pause is over: {number}") },
  /* Translators: {number} is a year */
  { "holidays",
    NC_("reminder", "Days off of {number} are not imported yet"),
    NC_("reminder", "Days off of {number} are missing") },
};

static const char *
say (const char *words)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "reminder", words);
}

static const char *
get_serial (const SrRow *reminder)
{
  const char *number = sr_row_get_text (reminder, SR_REMINDER_NUMBER);
  const char *serial = strrchr (number, '-');

  return serial != NULL ? serial + 1 : number;
}

/* An emergency that nobody has taken up yet is told by how long it has been so. */
static gboolean
is_unaccepted_emergency (const SrRow *reminder)
{
  return sr_row_get_integer (reminder, SR_REMINDER_EMERGENCY) != 0 &&
         sr_row_is (reminder, SR_REMINDER_CLOCK_KIND, "accept");
}

static gboolean
is_over (const SrRow *reminder,
         gint64       now)
{
  return sr_row_get_integer (reminder, SR_REMINDER_LEVEL) >= LEVEL_BREACH ||
         sr_row_get_integer (reminder, SR_REMINDER_DUE_AT) <= now;
}

static const char *
choose_words (const SrRow *reminder,
              gint64       now)
{
  const char *clock = sr_row_get_text (reminder, SR_REMINDER_CLOCK_KIND);
  gint64 level = sr_row_get_integer (reminder, SR_REMINDER_LEVEL);

  if (is_unaccepted_emergency (reminder))
    return level == 0 ? C_("reminder", "Emergency: {number}")
                      : C_("reminder", "Emergency: {number} is not accepted");
  if (level == LEVEL_PURSUED)
    /* Translators: a manager is to see to it; {clock} becomes what is late, "First response" */
    return C_("reminder", "To be pursued: {number} ({clock})");
  if (level >= LEVEL_REPORTED)
    return C_("reminder", "For the report: {number} ({clock})");

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      if (g_str_equal (sentences[i].clock, clock))
        return say (is_over (reminder, now) ? sentences[i].over : sentences[i].near);
    }

  return is_over (reminder, now) ? C_("reminder", "Overdue: {number}")
                                 : C_("reminder", "Due {when}: {number}");
}

/**
 * sr_reminder_sentence_title:
 * @reminder: a row of kind reminder
 * @calendar: the hours of the room
 * @now: seconds in UTC
 *
 * Returns: (transfer full): what is to be done or was not done, and of which number
 */
char *
sr_reminder_sentence_title (const SrRow *reminder,
                            SrCalendar  *calendar,
                            gint64       now)
{
  GString *title = g_string_new (choose_words (reminder, now));
  g_autofree char *when = sr_due_until (sr_row_get_integer (reminder, SR_REMINDER_DUE_AT),
                                        calendar, now);

  g_string_replace (title, "{number}", get_serial (reminder), 0);
  g_string_replace (title, "{when}", when, 0);
  g_string_replace (title, "{clock}",
                    sr_choice_label (sr_reminder_clocks,
                                     sr_row_get_text (reminder, SR_REMINDER_CLOCK_KIND)), 0);

  return g_string_free (title, FALSE);
}

static char *
make_due (const SrRow *reminder,
          SrCalendar  *calendar,
          gint64       now)
{
  gint64 due_at = sr_row_get_integer (reminder, SR_REMINDER_DUE_AT);
  g_autofree char *when = sr_due_when_short (due_at, sr_calendar_get_zone (calendar),
                                               now);

  if (sr_row_is (reminder, SR_REMINDER_CLOCK_KIND, "promise"))
    /* Translators: a clock time: what the customer was told */
    return g_strdup_printf (C_("reminder", "promised by %s"), when);
  if (sr_row_is (reminder, SR_REMINDER_CLOCK_KIND, "pause"))
    /* Translators: a clock time: when a request that was paused went on by itself */
    return g_strdup_printf (C_("reminder", "goes on since %s"), when);
  if (sr_row_is (reminder, SR_REMINDER_CLOCK_KIND, "holidays"))
    return g_strdup (C_("reminder", "deadlines in that year may still move"));
  if (due_at <= now)
    /* Translators: a clock time that is past */
    return g_strdup_printf (C_("reminder", "was due %s"), when);

  /* Translators: a clock time that is still to come */
  return g_strdup_printf (C_("reminder", "due %s"), when);
}

static void
add_part (GString    *text,
          const char *part)
{
  if (part == NULL || *part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/**
 * sr_reminder_sentence_line:
 * @reminder: a row of kind reminder
 * @type: (nullable): what kind of request it is about
 * @calendar: the hours of the room
 * @now: seconds in UTC
 *
 * Returns: (transfer full): the whole number, the kind, and when it is due
 */
char *
sr_reminder_sentence_line (const SrRow *reminder,
                           const char  *type,
                           SrCalendar  *calendar,
                           gint64       now)
{
  GString *line = g_string_new (sr_row_get_text (reminder, SR_REMINDER_NUMBER));
  g_autofree char *due = make_due (reminder, calendar, now);

  add_part (line, type);
  add_part (line, due);

  return g_string_free (line, FALSE);
}

/**
 * sr_reminder_sentence_names:
 * @customer: (nullable): who called
 * @title: (nullable): what about
 *
 * Returns: (transfer full): what only those may read whom the person lets; "" if nothing is known
 */
char *
sr_reminder_sentence_names (const char *customer,
                            const char *title)
{
  GString *names = g_string_new (NULL);

  add_part (names, customer);
  add_part (names, title);

  return g_string_free (names, FALSE);
}

/**
 * sr_reminder_sentence_detail:
 * @reminder: a row of kind reminder
 * @type: (nullable): what kind of request it is about
 * @priority: (nullable): how urgent the request is, in words
 * @owner: (nullable): who does the work
 * @title: (nullable): what the request is about
 * @calendar: the hours of the room
 * @now: seconds in UTC
 *
 * Returns: (transfer full): what the bell says below the title, which only who signed in sees
 */
char *
sr_reminder_sentence_detail (const SrRow *reminder,
                             const char  *type,
                             const char  *priority,
                             const char  *owner,
                             const char  *title,
                             SrCalendar  *calendar,
                             gint64       now)
{
  GString *detail = g_string_new (NULL);
  g_autofree char *due = make_due (reminder, calendar, now);

  if (strstr (choose_words (reminder, now), "{number}") == NULL)
    add_part (detail, get_serial (reminder));
  add_part (detail, type);
  add_part (detail, priority);
  add_part (detail, due);
  add_part (detail, owner);
  add_part (detail, title);

  return g_string_free (detail, FALSE);
}

/**
 * sr_reminder_sentence_away:
 * @n: how many
 *
 * Returns: (transfer full): what stands above the reminders of the time in which nobody was there
 */
char *
sr_reminder_sentence_away (guint n)
{
  return g_strdup_printf (C_("reminder", "While you were away: %u"), n);
}
