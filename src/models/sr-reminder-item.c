/* A line of the bell: a reminder, or the heading of those of an absence.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-reminder-item"

#include "config.h"

#include <string.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-due.h"
#include "models/sr-reminder-item.h"
#include "models/sr-reminder-sentence.h"

#define N_KEYS 5

/**
 * SrReminderItem:
 *
 * The same object for the same reminder as long as the list has it. Main thread only.
 */
struct _SrReminderItem
{
  GObject           parent_instance;

  SrListedReminder *reminder;  /* owned; NULL of a heading */
  char             *title;
  char             *detail;
  char             *when;

  gint64            id;
  gint64            place[N_KEYS];  /* the section, then what orders it */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_WHEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SrReminderItem, sr_reminder_item, G_TYPE_OBJECT)

static void
sr_reminder_item_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SrReminderItem *self = SR_REMINDER_ITEM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_WHEN:
      g_value_set_string (value, self->when);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_reminder_item_finalize (GObject *object)
{
  SrReminderItem *self = SR_REMINDER_ITEM (object);

  sr_listed_reminder_free (self->reminder);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->when);

  G_OBJECT_CLASS (sr_reminder_item_parent_class)->finalize (object);
}

static void
sr_reminder_item_class_init (SrReminderItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sr_reminder_item_get_property;
  object_class->finalize = sr_reminder_item_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, "", flags);
  properties[PROP_WHEN] = g_param_spec_string ("when", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_reminder_item_init (SrReminderItem *self)
{
  self->title = g_strdup ("");
  self->detail = g_strdup ("");
  self->when = g_strdup ("");
}

SrReminderItem *
sr_reminder_item_new (gint64 id)
{
  SrReminderItem *self = g_object_new (SR_TYPE_REMINDER_ITEM, NULL);

  self->id = id;

  return self;
}

SrReminderItem *
sr_reminder_item_new_heading (void)
{
  SrReminderItem *self = g_object_new (SR_TYPE_REMINDER_ITEM, NULL);

  self->place[0] = SR_REMINDER_SECTION_AWAY;
  self->place[1] = -1;

  return self;
}

gboolean
sr_reminder_item_is_heading (SrReminderItem *self)
{
  return self->id == 0;
}

void
sr_reminder_item_take (SrReminderItem   *self,
                       SrListedReminder *reminder)
{
  sr_listed_reminder_free (self->reminder);
  self->reminder = reminder;
}

/* Takes @words. */
static void
set_words (SrReminderItem  *self,
           char           **slot,
           char            *words,
           guint            property)
{
  if (g_str_equal (*slot, words))
    {
      g_free (words);
      return;
    }

  g_free (*slot);
  *slot = words;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gint64
get_integer (SrReminderItem *self,
             guint           field)
{
  return sr_row_get_integer (self->reminder->row, field);
}

/* Those of somebody else say whose they are, where they would say who does the work. */
static const char *
get_person (SrReminderItem *self,
            SrRoom         *room)
{
  gint64 staff = get_integer (self, SR_REMINDER_STAFF);
  gint64 person = staff == sr_row_get_id (sr_room_get_staff (room)) ? self->reminder->owner : staff;

  if (person == sr_row_get_id (sr_room_get_staff (room)))
    return NULL;

  return sr_configuration_get_label (sr_room_get_configuration (room), sr_staff_kind.name, person);
}

void
sr_reminder_item_tell (SrReminderItem *self,
                       SrRoom         *room)
{
  SrConfiguration *configuration = sr_room_get_configuration (room);
  SrCalendar *calendar = sr_room_get_calendar (room);
  gint64 now = sr_room_get_now (room);
  const SrRow *row = self->reminder->row;
  const char *type = sr_configuration_get_label (configuration, sr_service_type_kind.name,
                                                 self->reminder->type);
  const char *priority = self->reminder->priority != NULL
                         ? sr_choice_label (sr_priorities, self->reminder->priority) : NULL;
  gint64 instant = self->place[0] == SR_REMINDER_SECTION_LATER
                   ? get_integer (self, SR_REMINDER_SNOOZED_UNTIL)
                   : get_integer (self, SR_REMINDER_RAISED_AT);

  set_words (self, &self->title, sr_reminder_sentence_title (row, calendar, now), PROP_TITLE);
  set_words (self, &self->detail,
             sr_reminder_sentence_detail (row, type, priority, get_person (self, room),
                                          self->reminder->title, calendar, now),
             PROP_DETAIL);
  set_words (self, &self->when,
             sr_due_when_short (instant, sr_calendar_get_zone (calendar), now), PROP_WHEN);
}

void
sr_reminder_item_tell_away (SrReminderItem *self,
                            guint           n)
{
  set_words (self, &self->title, sr_reminder_sentence_away (n), PROP_TITLE);
}

/* Neither told by a popup at the time, nor acknowledged elsewhere. */
static gboolean
was_missed (SrReminderItem *self,
            gint64          away_from,
            gint64          away_until)
{
  gint64 raised_at = get_integer (self, SR_REMINDER_RAISED_AT);
  gint64 shown_at = get_integer (self, SR_REMINDER_SHOWN_AT);

  return raised_at > away_from && raised_at < away_until &&
         (shown_at == 0 || shown_at >= away_until);
}

static SrReminderSection
find_section (SrReminderItem *self,
              gint64          away_from,
              gint64          away_until,
              gint64          now)
{
  if (!sr_row_is_null (self->reminder->row, SR_REMINDER_ENDED_AT))
    return SR_REMINDER_SECTION_ENDED;
  if (get_integer (self, SR_REMINDER_SNOOZED_UNTIL) > now)
    return SR_REMINDER_SECTION_LATER;
  if (was_missed (self, away_from, away_until))
    return SR_REMINDER_SECTION_AWAY;
  if (get_integer (self, SR_REMINDER_EMERGENCY) != 0 &&
      sr_row_is (self->reminder->row, SR_REMINDER_CLOCK_KIND, "accept"))
    return SR_REMINDER_SECTION_EMERGENCY;

  return SR_REMINDER_SECTION_UNREAD;
}

gboolean
sr_reminder_item_place (SrReminderItem *self,
                        gint64          away_from,
                        gint64          away_until,
                        gint64          now)
{
  gint64 place[N_KEYS] = { find_section (self, away_from, away_until, now), 0, 0, 0, -self->id };
  gboolean moves;

  switch ((SrReminderSection) place[0])
    {
    case SR_REMINDER_SECTION_AWAY:
      place[1] = get_integer (self, SR_REMINDER_EMERGENCY) == 0;
      place[2] = -get_integer (self, SR_REMINDER_LEVEL);
      place[3] = get_integer (self, SR_REMINDER_DUE_AT);
      break;

    case SR_REMINDER_SECTION_LATER:
      place[1] = get_integer (self, SR_REMINDER_SNOOZED_UNTIL);
      break;

    case SR_REMINDER_SECTION_ENDED:
      place[1] = -get_integer (self, SR_REMINDER_ENDED_AT);
      break;

    case SR_REMINDER_SECTION_EMERGENCY:
    case SR_REMINDER_SECTION_UNREAD:
    default:
      /* One that was put off is new again when it comes back. */
      place[1] = -MAX (get_integer (self, SR_REMINDER_RAISED_AT),
                       get_integer (self, SR_REMINDER_SNOOZED_UNTIL));
      place[2] = -get_integer (self, SR_REMINDER_LEVEL);
      break;
    }

  moves = memcmp (place, self->place, sizeof place) != 0;
  memcpy (self->place, place, sizeof place);

  return moves;
}

SrReminderSection
sr_reminder_item_get_section (SrReminderItem *self)
{
  return (SrReminderSection) self->place[0];
}

int
sr_reminder_item_compare (gconstpointer a,
                          gconstpointer b)
{
  const SrReminderItem *first = *(SrReminderItem * const *) a;
  const SrReminderItem *second = *(SrReminderItem * const *) b;

  for (guint i = 0; i < N_KEYS; i++)
    {
      if (first->place[i] != second->place[i])
        return first->place[i] < second->place[i] ? -1 : 1;
    }

  return 0;
}

gint64
sr_reminder_item_get_id (SrReminderItem *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_ITEM (self), 0);

  return self->id;
}

const SrRow *
sr_reminder_item_get_row (SrReminderItem *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_ITEM (self), NULL);

  return self->reminder != NULL ? self->reminder->row : NULL;
}

gint64
sr_reminder_item_get_owner (SrReminderItem *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_ITEM (self), 0);

  return self->reminder != NULL ? self->reminder->owner : 0;
}

static void
add_act (GPtrArray  *acts,
         gint64      id,
         const char *action,
         const char *until)
{
  SrAct *act = sr_act_new (&sr_reminder_kind, id, action);

  if (until != NULL)
    sr_act_set (act, "snoozed_until", until);
  g_ptr_array_add (acts, act);
}

/**
 * sr_reminder_item_add_acts:
 * @acts: (element-type SrAct): gets them
 * @action: the name of an action of reminders
 * @until: (nullable): for "snooze": until when, as the gate reads it
 *
 * Who has read that a response is overdue need not be told that it was due.
 */
void
sr_reminder_item_add_acts (SrReminderItem *self,
                           GPtrArray      *acts,
                           const char     *action,
                           const char     *until)
{
  g_return_if_fail (SR_IS_REMINDER_ITEM (self));

  add_act (acts, self->id, action, until);
  for (guint i = 0; self->reminder->lower != NULL && i < self->reminder->lower->len; i++)
    add_act (acts, g_array_index (self->reminder->lower, gint64, i), action, until);
}

const char *
sr_reminder_item_get_title (SrReminderItem *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_ITEM (self), NULL);

  return self->title;
}

const char *
sr_reminder_item_get_detail (SrReminderItem *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_ITEM (self), NULL);

  return self->detail;
}

const char *
sr_reminder_item_get_when (SrReminderItem *self)
{
  g_return_val_if_fail (SR_IS_REMINDER_ITEM (self), NULL);

  return self->when;
}
