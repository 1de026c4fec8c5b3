/* How long a clock may run: the target of the policy, made seconds.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-allowance"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-allowance.h"
#include "domain/service/sr-request-clocks.h"

/* An emergency is assigned within this time of its receipt (Regulation 3.2.2). */
#define EMERGENCY_ASSIGN_MINUTES 15

/* Types may be nested; a ring, which no rule makes, must not hang the search. */
#define MAX_DEPTH 16

/**
 * sr_setting_calendar:
 * @time_basis: (nullable): "working" or "real"
 *
 * Returns: (transfer none): the calendar that counts on this basis
 */
SrCalendar *
sr_setting_calendar (const SrSetting *setting,
                     const char      *time_basis)
{
  return g_strcmp0 (time_basis, "real") == 0 ? setting->always : setting->calendar;
}

static const SrRow *
find_exact (const SrSetting *setting,
            const char      *clock,
            gint64           service_type,
            const char      *priority)
{
  for (guint i = 0; setting->targets != NULL && i < setting->targets->len; i++)
    {
      const SrRow *target = g_ptr_array_index (setting->targets, i);

      if (sr_row_is (target, SR_TARGET_CLOCK, clock) &&
          sr_row_get_integer (target, SR_TARGET_SERVICE_TYPE) == service_type &&
          sr_row_is (target, SR_TARGET_PRIORITY, priority))
        return target;
    }

  return NULL;
}

/**
 * sr_setting_find_target:
 * @clock: the kind of clock, "resolution"
 * @service_type: the id of the request's type, 0 for none
 * @priority: (nullable): "P1" to "P4"
 *
 * Looks for the most specific target of the policy: of type and priority, of the type, then the
 * same for each type above it; of the priority; of neither.
 *
 * Returns: (transfer none) (nullable): the target that holds
 */
const SrRow *
sr_setting_find_target (const SrSetting *setting,
                        const char      *clock,
                        gint64           service_type,
                        const char      *priority)
{
  const SrRow *target;

  for (guint depth = 0; service_type != 0 && depth < MAX_DEPTH; depth++)
    {
      target = find_exact (setting, clock, service_type, priority);
      if (target == NULL)
        target = find_exact (setting, clock, service_type, NULL);
      if (target != NULL)
        return target;

      service_type = sr_setting_get_parent_type (setting, service_type);
    }

  target = find_exact (setting, clock, 0, priority);
  if (target == NULL)
    target = find_exact (setting, clock, 0, NULL);

  return target;
}

/* A target of days says nothing to an emergency: that of its priority holds instead. */
static const SrRow *
find_urgent_target (const SrSetting *setting,
                    const char      *clock,
                    gint64           service_type,
                    const char      *priority)
{
  const SrRow *target = sr_setting_find_target (setting, clock, service_type, priority);

  if (target != NULL && sr_row_get_integer (target, SR_TARGET_WORKDAYS) > 0)
    target = sr_setting_find_target (setting, clock, 0, priority);

  return target;
}

/**
 * sr_allowance_find:
 * @clock: the kind of clock, "resolution"
 * @service_type: the id of the request's type
 * @priority: "P1" to "P4"
 * @emergency: whether it is an emergency: then the time is real time
 * @start: when the clock starts
 * @out_allowance: (out): how long it may run
 *
 * Returns: %TRUE if there is a target
 */
gboolean
sr_allowance_find (const SrSetting *setting,
                   const char      *clock,
                   gint64           service_type,
                   const char      *priority,
                   gboolean         emergency,
                   gint64           start,
                   SrAllowance     *out_allowance)
{
  SrAllowance allowance = { 0, 0, "working", 0, 0 };
  const SrRow *target;

  if (emergency && g_str_equal (clock, "accept"))
    {
      allowance.time_basis = "real";
      allowance.seconds = 60 * sr_setting_get_integer (setting, "emergency_assign_minutes",
                                                       EMERGENCY_ASSIGN_MINUTES);
      allowance.whole = allowance.budget = allowance.seconds;
      *out_allowance = allowance;
      return TRUE;
    }

  target = emergency ? find_urgent_target (setting, clock, service_type, priority)
                     : sr_setting_find_target (setting, clock, service_type, priority);
  if (target == NULL)
    return FALSE;

  allowance.workdays = sr_row_get_integer (target, SR_TARGET_WORKDAYS);
  if (allowance.workdays > 0)
    {
      gint64 closing = sr_calendar_add_workdays_to_closing (setting->calendar, start,
                                                            (guint) allowance.workdays);

      allowance.whole = sr_calendar_between (setting->calendar, start, closing);
    }
  else
    {
      if (emergency || sr_row_is (target, SR_TARGET_TIME_BASIS, "real"))
        allowance.time_basis = "real";
      allowance.seconds = sr_row_get_integer (target, SR_TARGET_SECONDS);
      allowance.whole = allowance.seconds;
    }

  allowance.budget = allowance.whole;
  *out_allowance = allowance;

  return allowance.whole > 0;
}
