/* What of the work falls to one person.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-share"

#include "config.h"

#include "domain/service/sr-share.h"

static GArray *
ids_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

static SrShare *
share_alloc (void)
{
  SrShare *self = g_new0 (SrShare, 1);

  self->owners = ids_new ();
  self->teams = ids_new ();
  self->left = ids_new ();
  self->left_alone = ids_new ();

  return self;
}

/* Whether the person is reminded of what this owner and this team have; 0 for none. */
static gboolean
falls_to (const SrPeople *people,
          gint64          staff,
          gint64          owner,
          gint64          team)
{
  g_autoptr (GArray) found = sr_people_find_audience (people, SR_AUDIENCE_OWNER, owner, team);

  for (guint i = 0; i < found->len; i++)
    {
      if (g_array_index (found, gint64, i) == staff)
        return TRUE;
    }

  return FALSE;
}

static void
add_owners (SrShare        *self,
            const SrPeople *people,
            gint64          staff)
{
  for (guint i = 0; i < people->staff->len; i++)
    {
      gint64 owner = sr_row_get_id (g_ptr_array_index (people->staff, i));
      gint64 present = sr_people_find_present (people, owner);

      /* Who is away and looks in all the same sees what is theirs. */
      if (present == staff || owner == staff)
        {
          g_array_append_val (self->owners, owner);
          continue;
        }
      if (present != 0)
        continue;
      if (self->teams->len > 0)
        g_array_append_val (self->left, owner);
      if (falls_to (people, staff, owner, 0))
        g_array_append_val (self->left_alone, owner);
    }
}

/**
 * sr_share_new:
 * @people: who works at the instant
 * @staff: the id of a person
 *
 * Returns: (transfer full): what falls to the person
 */
SrShare *
sr_share_new (const SrPeople *people,
              gint64          staff)
{
  SrShare *self = share_alloc ();

  self->unassigned = falls_to (people, staff, 0, 0);
  for (guint i = 0; i < people->teams->len; i++)
    {
      gint64 team = sr_row_get_id (g_ptr_array_index (people->teams, i));

      if (falls_to (people, staff, 0, team))
        g_array_append_val (self->teams, team);
    }
  add_owners (self, people, staff);

  return self;
}

/**
 * sr_share_new_own:
 * @staff: the id of a person
 *
 * Returns: (transfer full): what the person owns
 */
SrShare *
sr_share_new_own (gint64 staff)
{
  SrShare *self = share_alloc ();

  g_array_append_val (self->owners, staff);

  return self;
}

void
sr_share_free (SrShare *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->owners);
  g_array_unref (self->teams);
  g_array_unref (self->left);
  g_array_unref (self->left_alone);
  g_free (self);
}
