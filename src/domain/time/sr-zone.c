/* Wall time of one IANA zone.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-zone"

#include "config.h"

#include "domain/time/sr-zone.h"

#include <glib/gi18n-lib.h>

#include "domain/time/sr-calendar.h"

/* 0001-01-01 and 10000-01-01 in UTC. Instants beyond are taken for these. */
#define FIRST_INSTANT (-G_GINT64_CONSTANT (62135596800))
#define LAST_INSTANT (G_GINT64_CONSTANT (253402300800))

/* No zone was ever further from UTC than this: the bound lets a look-up by wall time begin at a
 * segment that certainly ends before it. */
#define MAX_OFFSET (26 * 3600)

/* The offset that holds from @from until the next segment begins. */
typedef struct
{
  gint64 from;
  int    offset;
} Segment;

struct _SrZone
{
  char   *id;
  GArray *segments;  /* Segment, in order; the first begins at G_MININT64 */
};

static GMutex zones_lock;
static GHashTable *zones;  /* id -> SrZone, guarded by zones_lock */

/* GTimeZone has no way to list its transitions and searches them one after the other. The
 * intervals are numbered in order of time, so equal numbers at both ends mean that nothing happens
 * in between. */
static void
collect_segments (GArray    *segments,
                  GTimeZone *zone,
                  gint64     from,
                  int        from_interval,
                  gint64     to,
                  int        to_interval)
{
  gint64 middle = from + (to - from) / 2;
  int middle_interval;

  if (from_interval == to_interval)
    return;

  if (to - from == 1)
    {
      Segment segment = { to, g_time_zone_get_offset (zone, to_interval) };

      if (g_array_index (segments, Segment, segments->len - 1).offset != segment.offset)
        g_array_append_val (segments, segment);
      return;
    }

  middle_interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, middle);
  collect_segments (segments, zone, from, from_interval, middle, middle_interval);
  collect_segments (segments, zone, middle, middle_interval, to, to_interval);
}

static SrZone *
load_zone (const char *zone_id)
{
  g_autoptr (GTimeZone) zone = NULL;
  SrZone *self = NULL;
  Segment first = { G_MININT64, 0 };
  int first_interval;

  /* An identifier names a file of the zone database, never a path out of it or a bare offset. */
  if (!g_ascii_isalpha (zone_id[0]) || strstr (zone_id, "..") != NULL)
    return NULL;

  zone = g_time_zone_new_identifier (zone_id);
  if (zone == NULL)
    return NULL;

  self = g_new0 (SrZone, 1);
  self->id = g_strdup (zone_id);
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  first_interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, FIRST_INSTANT);
  first.offset = g_time_zone_get_offset (zone, first_interval);
  g_array_append_val (self->segments, first);
  collect_segments (self->segments, zone, FIRST_INSTANT, first_interval, LAST_INSTANT,
                    g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, LAST_INSTANT));

  return self;
}

/* The index of the segment that holds at @instant. */
static guint
find_segment (const SrZone *self,
              gint64        instant)
{
  guint low = 0;
  guint high = self->segments->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->segments, Segment, middle).from <= instant)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * sr_zone_lookup:
 * @zone_id: (nullable): an IANA identifier, such as `Asia/Shanghai`
 * @error: return location for a %SR_TIME_ERROR_ZONE
 *
 * The zone database of the system is read once for each zone. As far as GLib reads it, summer time
 * ends with the year 2037.
 *
 * Returns: (transfer none): the zone, or %NULL when there is no such zone
 */
const SrZone *
sr_zone_lookup (const char  *zone_id,
                GError     **error)
{
  SrZone *self = NULL;

  if (zone_id != NULL)
    {
      g_mutex_lock (&zones_lock);
      if (zones == NULL)
        zones = g_hash_table_new (g_str_hash, g_str_equal);
      self = g_hash_table_lookup (zones, zone_id);
      if (self == NULL && (self = load_zone (zone_id)) != NULL)
        g_hash_table_insert (zones, self->id, self);
      g_mutex_unlock (&zones_lock);
    }

  if (self == NULL)
    g_set_error (error, SR_TIME_ERROR, SR_TIME_ERROR_ZONE,
                 _("“%s” is not a known time zone"), zone_id != NULL ? zone_id : "");

  return self;
}

/**
 * sr_zone_get_id:
 * @self: a zone
 *
 * Returns: (transfer none): the identifier it was looked up by
 */
const char *
sr_zone_get_id (const SrZone *self)
{
  return self->id;
}

/**
 * sr_zone_get_offset:
 * @self: a zone
 * @instant: seconds since 1970 in UTC
 *
 * Returns: seconds to add to UTC for the wall time at @instant
 */
int
sr_zone_get_offset (const SrZone *self,
                    gint64        instant)
{
  return g_array_index (self->segments, Segment, find_segment (self, instant)).offset;
}

/**
 * sr_zone_get_day:
 * @self: a zone
 * @instant: seconds since 1970 in UTC
 * @second_of_day: (out) (optional): the wall time, 0 to 86399
 *
 * Returns: the day that a wall calendar shows at @instant
 */
SrDay
sr_zone_get_day (const SrZone *self,
                 gint64        instant,
                 guint32      *second_of_day)
{
  gint64 clamped = CLAMP (instant, FIRST_INSTANT + MAX_OFFSET, LAST_INSTANT - MAX_OFFSET);
  gint64 wall = clamped + sr_zone_get_offset (self, clamped);
  gint64 day = wall / SR_SECONDS_PER_DAY;

  if (wall % SR_SECONDS_PER_DAY < 0)
    day--;
  if (second_of_day != NULL)
    *second_of_day = (guint32) (wall - day * SR_SECONDS_PER_DAY);

  return (SrDay) day;
}

/**
 * sr_zone_get_instant:
 * @self: a zone
 * @day: a day
 * @second_of_day: 0 to 86400; 86400 is the next day's midnight
 *
 * Returns: the first instant at which the wall clock shows the given time or a later one. An
 *   ambiguous time is thus its first occurrence, and a time inside a gap is the gap's end.
 */
gint64
sr_zone_get_instant (const SrZone *self,
                     SrDay         day,
                     guint32       second_of_day)
{
  gint64 wall = (gint64) day * SR_SECONDS_PER_DAY + second_of_day;

  for (guint i = find_segment (self, wall - MAX_OFFSET);; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);

      if (i + 1 == self->segments->len ||
          wall < segment[1].from + segment->offset)
        return MAX (segment->from, wall - segment->offset);
    }
}
