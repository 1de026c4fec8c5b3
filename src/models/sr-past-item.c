/* One step that a person did on the last day of work, told for people.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-past-item"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "models/sr-past-item.h"
#include "models/sr-step-title.h"

struct _SrPastItem
{
  GObject  parent_instance;

  char    *when;
  char    *number;
  char    *title;
  char    *subject;
  gint64   request;
};

enum
{
  PROP_0,
  PROP_WHEN,
  PROP_NUMBER,
  PROP_TITLE,
  PROP_SUBJECT,
  PROP_SPOKEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SrPastItem, sr_past_item, G_TYPE_OBJECT)

/* The day is said where it is not plain from the heading. */
static char *
make_when (const SrPersonStep *step,
           const SrPastSteps  *steps,
           const char         *zone)
{
  g_autoptr (GTimeZone) local_zone = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) utc =
    g_date_time_new_from_unix_utc (sr_row_get_integer (step->event, SR_EVENT_AT));
  g_autoptr (GDateTime) local = NULL;

  if (local_zone == NULL || utc == NULL)
    return g_strdup ("");

  local = g_date_time_to_timezone (utc, local_zone);

  /* Translators: a time within the next days, as for g_date_time_format() */
  return g_date_time_format (local, steps->until == steps->from ? "%H:%M" : _("%a %H:%M"));
}

/* As in the list: the year is said when it is not the present one. */
static char *
make_number (const SrPersonStep *step,
             const SrPastSteps  *steps)
{
  int year;
  int month;
  int day;

  sr_day_get_ymd (steps->today, &year, &month, &day);
  if (step->year == year)
    return g_strdup_printf ("%06d", (int) step->serial);

  return g_strdup_printf ("%d-%06d", (int) step->year, (int) step->serial);
}

static char *
make_title (const SrPersonStep *step,
            SrConfiguration    *configuration)
{
  const char *action = sr_row_get_text (step->event, SR_EVENT_ACTION);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *body = sr_step_read_body (step->event, &root);

  if (body == NULL)
    return g_strdup (action);

  return sr_step_title (action, json_object_get_array_member (body, "changes"), configuration, NULL);
}

static void
sr_past_item_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SrPastItem *self = SR_PAST_ITEM (object);

  switch (id)
    {
    case PROP_WHEN:
      g_value_set_string (value, self->when);
      break;
    case PROP_NUMBER:
      g_value_set_string (value, self->number);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, self->subject);
      break;
    case PROP_SPOKEN:
      /* Translators: a step of yesterday, spoken: the time, the number of the request, what was done,
       * what the request is about */
      g_value_take_string (value, g_strdup_printf (_("%1$s, %2$s, %3$s: %4$s"), self->when,
                                                   self->number, self->title, self->subject));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_past_item_finalize (GObject *object)
{
  SrPastItem *self = SR_PAST_ITEM (object);

  g_free (self->when);
  g_free (self->number);
  g_free (self->title);
  g_free (self->subject);

  G_OBJECT_CLASS (sr_past_item_parent_class)->finalize (object);
}

static void
sr_past_item_class_init (SrPastItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sr_past_item_get_property;
  object_class->finalize = sr_past_item_finalize;

  properties[PROP_WHEN] = g_param_spec_string ("when", NULL, NULL, NULL, flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_past_item_init (SrPastItem *self)
{
}

/**
 * sr_past_item_new:
 * @step: one of the steps
 * @steps: all of them
 * @configuration: what people, teams and types are called
 *
 * Returns: (transfer full): the step in words
 */
SrPastItem *
sr_past_item_new (const SrPersonStep *step,
                  const SrPastSteps  *steps,
                  SrConfiguration    *configuration)
{
  SrPastItem *self = g_object_new (SR_TYPE_PAST_ITEM, NULL);

  self->when = make_when (step, steps, sr_configuration_get_zone (configuration));
  self->number = make_number (step, steps);
  self->title = make_title (step, configuration);
  self->subject = g_strdup (step->title);
  self->request = sr_row_get_integer (step->event, SR_EVENT_RECORD);

  return self;
}

/**
 * sr_past_item_get_request:
 *
 * Returns: the id of the request
 */
gint64
sr_past_item_get_request (SrPastItem *self)
{
  g_return_val_if_fail (SR_IS_PAST_ITEM (self), 0);

  return self->request;
}
