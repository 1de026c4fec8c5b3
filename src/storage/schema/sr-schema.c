/* The schema of a room, step by step.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-schema"

#include "config.h"

#include "storage/schema/sr-schema.h"
#include "storage/schema/sr-schema-resources.h"

/* Steps are numbered from 1 without a gap: schema-1.sql makes the first schema, schema-2.sql turns
 * it into the second. A step that was released is never changed. */

static char *
make_path (const char *folder,
           guint       step)
{
  return g_strdup_printf ("%s/schema-%u.sql", folder, step);
}

static void
register_resources (void)
{
  static gsize is_registered = 0;

  /* This is a static library: no constructor registers what nothing names. */
  if (g_once_init_enter (&is_registered))
    {
      g_resources_register (sr_schema_get_resource ());
      g_once_init_leave (&is_registered, 1);
    }
}

/**
 * sr_schema_get_latest:
 * @folder: a folder of resources
 *
 * Returns: the number of the newest schema, 0 if there is none
 */
guint
sr_schema_get_latest (const char *folder)
{
  guint step = 0;
  gboolean found = TRUE;

  register_resources ();
  while (found)
    {
      g_autofree char *path = make_path (folder, step + 1);

      found = g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
      if (found)
        step++;
    }

  return step;
}

/**
 * sr_schema_get_step:
 * @folder: a folder of resources
 * @step: from 1 to [func@Sr.schema_get_latest]
 *
 * Returns: (transfer full): the SQL of the step, ended by a NUL byte that is not counted
 */
GBytes *
sr_schema_get_step (const char *folder,
                    guint       step)
{
  g_autofree char *path = make_path (folder, step);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = NULL;

  register_resources ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  return bytes;
}
