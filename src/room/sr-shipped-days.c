/* The official days and the hours that a new room starts with.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-shipped-days"

#include "config.h"

#include "room/sr-shipped-days.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-defaults.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-holidays.h"
#include "room/sr-configuration.h"
#include "room/sr-holidays-resource.h"

#define HOLIDAYS_PATH "/org/serviceroom/ServiceRoom/holidays/"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sr_shipped_days_load:
 *
 * Where two files speak of one day, that of the later year wins.
 *
 * Returns: (transfer full) (nullable) (element-type SrException): the official days that the program
 *   ships
 */
GPtrArray *
sr_shipped_days_load (GError **error)
{
  GResource *resource = sr_holidays_get_resource ();
  g_auto (GStrv) names = g_resource_enumerate_children (resource, HOLIDAYS_PATH, 0, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  if (names == NULL)
    return NULL;

  qsort (names, g_strv_length (names), sizeof (char *), compare_names);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (HOLIDAYS_PATH, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resource_lookup_data (resource, path, 0, error);
      GPtrArray *days;

      if (bytes == NULL)
        return NULL;

      days = sr_holidays_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), names[i],
                                error);
      if (days == NULL)
        return NULL;

      g_ptr_array_add (files, days);
    }

  return sr_holidays_merge (files);
}

/**
 * sr_shipped_days_has_year:
 * @year: a year
 *
 * Returns: whether the program ships its official days
 */
gboolean
sr_shipped_days_has_year (int year)
{
  g_autofree char *path = g_strdup_printf (HOLIDAYS_PATH "%d.json", year);

  return g_resource_get_info (sr_holidays_get_resource (), path, 0, NULL, NULL, NULL);
}

/**
 * sr_shipped_calendar_new:
 *
 * Returns: (transfer full) (nullable): the calendar that a new room has, for who has no room yet
 */
SrCalendar *
sr_shipped_calendar_new (GError **error)
{
  g_autoptr (GPtrArray) rows = sr_defaults_new (0);
  g_autoptr (GPtrArray) days = sr_shipped_days_load (error);
  const SrRow *calendar = NULL;
  SrWeek week;

  if (days == NULL)
    return NULL;

  for (guint i = 0; i < rows->len && calendar == NULL; i++)
    {
      if (sr_row_get_kind (g_ptr_array_index (rows, i)) == &sr_calendar_kind)
        calendar = g_ptr_array_index (rows, i);
    }
  g_assert (calendar != NULL);

  if (!sr_week_from_json (sr_row_get_text (calendar, SR_CALENDAR_WEEK), &week, error))
    return NULL;

  return sr_calendar_new (sr_row_get_text (calendar, SR_CALENDAR_ZONE), &week,
                          (const SrException *const *) days->pdata, days->len, error);
}
