/* serviceroomctl init, verify, backup, restore: the room as a whole.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ctl/sr-ctl-print.h"
#include "ctl/sr-ctl.h"
#include "domain/records/sr-kinds.h"
#include "room/sr-shipped-days.h"
#include "room/sr-verify.h"
#include "storage/sr-store-error.h"

static void
print_object (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  sr_ctl_print_json (node);
}

static gboolean
print_init (SrCtl     *self,
            gboolean   is_new,
            GError   **error)
{
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, error);
  const char *location = sr_store_get_location (self->store);
  JsonObject *object;
  GPtrArray *staff;
  const char *manager;

  if (configuration == NULL)
    return FALSE;

  staff = sr_configuration_get_rows (configuration, &sr_staff_kind);
  manager = sr_row_get_text (g_ptr_array_index (staff, 0), SR_STAFF_LOGIN);

  if (self->is_json)
    {
      object = json_object_new ();
      json_object_set_string_member (object, "room", location);
      json_object_set_boolean_member (object, "made", is_new);
      json_object_set_string_member (object, "manager", manager);
      json_object_set_string_member (object, "zone", sr_configuration_get_zone (configuration));
      print_object (object);
      return TRUE;
    }

  if (!is_new)
    {
      sr_ctl_print_line (_("The room %s is there already, and up to date."), location);
      return TRUE;
    }

  sr_ctl_print_line (_("Made the room %s"), location);
  sr_ctl_print_line (_("Zone %s, %u official days, %u service types, first manager %s"),
                     sr_configuration_get_zone (configuration),
                     sr_configuration_get_rows (configuration, &sr_calendar_exception_kind)->len,
                     sr_configuration_get_rows (configuration, &sr_service_type_kind)->len, manager);

  return TRUE;
}

/* GLib says "Unknown" of somebody whose name the system does not know. */
const char *
sr_ctl_get_real_name (void)
{
  const char *name = g_get_real_name ();

  return g_str_equal (name, "Unknown") ? NULL : name;
}

gboolean
sr_ctl_init (SrCtl   *self,
             char   **arguments,
             GError **error)
{
  g_autoptr (SrCalendar) shipped = sr_shipped_calendar_new (error);
  const char *login = sr_ctl_get_option (self, "as");
  gboolean is_new;

  if (shipped == NULL)
    return FALSE;
  if (login != NULL && *login == '\0')
    return sr_ctl_set_usage (error, _("--as cannot be empty."));

  self->clock = sr_ctl_make_clock (self, sr_calendar_get_zone (shipped), error);
  if (self->clock == NULL)
    return FALSE;

  if (sr_ctl_has_option (self, "demo"))
    return sr_ctl_init_demo (self, error);
  if (sr_ctl_has_option (self, "seed"))
    return sr_ctl_set_usage (error, _("--seed goes with --demo."));

  self->store = sr_store_open (self->location, SR_STORE_OPEN_CREATE, error);
  if (self->store == NULL)
    return FALSE;

  is_new = sr_store_is_new (self->store);
  self->gate = sr_gate_new (self->store, self->clock);

  return sr_gate_init (self->gate, login != NULL ? login : g_get_user_name (),
                       login == NULL ? sr_ctl_get_real_name () : NULL, error) &&
         print_init (self, is_new, error);
}

static gboolean
verify_store (SrStore         *store,
              SrVerifyReport  *report,
              GError         **error)
{
  SrConnection *reader;
  gboolean is_good;

  if (!sr_store_check (store, error))
    return FALSE;

  reader = sr_store_acquire_reader (store, error);
  if (reader == NULL)
    return FALSE;

  is_good = sr_verify (reader, report, error);
  sr_store_release_reader (store, reader);

  return is_good;
}

gboolean
sr_ctl_verify (SrCtl   *self,
               char   **arguments,
               GError **error)
{
  g_auto (SrVerifyReport) report = { 0 };
  JsonObject *object;

  self->store = sr_store_open (self->location, SR_STORE_OPEN_READONLY, error);
  if (self->store == NULL || !verify_store (self->store, &report, error))
    return FALSE;

  if (self->is_json)
    {
      object = json_object_new ();
      json_object_set_boolean_member (object, "good", TRUE);
      json_object_set_int_member (object, "events", report.events);
      json_object_set_int_member (object, "records", report.records);
      json_object_set_int_member (object, "clocks", report.clocks);
      json_object_set_int_member (object, "attachments", report.contents);
      json_object_set_string_member (object, "head", report.head);
      print_object (object);
      return TRUE;
    }

  sr_ctl_print_line (_("Good: %lld events, %lld records, %lld clocks, %lld attachments"),
                     (long long) report.events, (long long) report.records,
                     (long long) report.clocks, (long long) report.contents);
  sr_ctl_print_line (_("Head of the journal: %s"), report.head);

  return TRUE;
}

static gboolean
verify_file (const char  *path,
             GError     **error)
{
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_READONLY, error);
  g_auto (SrVerifyReport) report = { 0 };

  return store != NULL && verify_store (store, &report, error);
}

static gboolean
rename_file (const char  *from,
             const char  *to,
             GError     **error)
{
  int saved_errno;

  if (g_rename (from, to) == 0)
    return TRUE;

  saved_errno = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               _("“%s” cannot be written: %s"), to, g_strerror (saved_errno));

  return FALSE;
}

gboolean
sr_ctl_backup (SrCtl   *self,
               char   **arguments,
               GError **error)
{
  g_autofree char *draft = g_strconcat (arguments[0], ".unverified", NULL);
  g_autofree char *name = g_filename_display_name (arguments[0]);
  JsonObject *object;

  if (g_file_test (arguments[0], G_FILE_TEST_EXISTS) && !sr_ctl_has_option (self, "force"))
    {
      g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
                   _("%s is there already. Give another name, or --force to replace it."), name);
      return FALSE;
    }

  self->store = sr_store_open (self->location, SR_STORE_OPEN_READONLY, error);
  if (self->store == NULL || !sr_store_backup (self->store, draft, error))
    return FALSE;

  /* A backup that was not looked at does not count. */
  if (!verify_file (draft, error) || !rename_file (draft, arguments[0], error))
    {
      g_unlink (draft);
      return FALSE;
    }

  if (self->is_json)
    {
      object = json_object_new ();
      json_object_set_string_member (object, "file", name);
      print_object (object);
    }
  else
    {
      sr_ctl_print_line (_("%s is a verified copy of the room"), name);
    }

  return TRUE;
}

/* The logs of a damaged room belong to it and to no other. */
static gboolean
move_aside (const char  *path,
            const char  *kept,
            GError     **error)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *from = g_strconcat (path, endings[i], NULL);
      g_autofree char *to = g_strconcat (kept, endings[i], NULL);

      if (g_file_test (from, G_FILE_TEST_EXISTS) && !rename_file (from, to, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_unreadable (const GError *error)
{
  return g_error_matches (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT) ||
         g_error_matches (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_A_ROOM) ||
         g_error_matches (error, SR_STORE_ERROR, SR_STORE_ERROR_SCHEMA_TOO_NEW);
}

static gboolean
copy_to_new_room (const char  *backup,
                  const char  *path,
                  GError     **error)
{
  g_autoptr (SrStore) store = sr_store_open (backup, SR_STORE_OPEN_READONLY, error);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);

  return store != NULL && sr_store_backup (store, path, error);
}

/* A room that can be opened gets the content in one transaction, so that whoever has it open goes on
 * with it; its present content is kept beside it. One that cannot be opened is moved aside. */
static gboolean
put_back (SrCtl       *self,
          const char  *backup,
          const char  *kept,
          GError     **error)
{
  g_autoptr (GError) local_error = NULL;

  self->store = sr_store_open (self->location, SR_STORE_OPEN_EXISTING, &local_error);
  if (self->store != NULL)
    return sr_store_backup (self->store, kept, error) &&
           sr_store_restore (self->store, backup, error);

  if (!is_unreadable (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return move_aside (self->location, kept, error) &&
         copy_to_new_room (backup, self->location, error);
}

gboolean
sr_ctl_restore (SrCtl   *self,
                char   **arguments,
                GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *kept = g_strdup_printf ("%s.before-restore-%s", self->location, stamp);
  g_autofree char *name = g_filename_display_name (arguments[0]);
  gboolean has_room = g_file_test (self->location, G_FILE_TEST_EXISTS);
  JsonObject *object;

  if (!verify_file (arguments[0], error))
    return FALSE;

  if (has_room ? !put_back (self, arguments[0], kept, error)
               : !copy_to_new_room (arguments[0], self->location, error))
    return FALSE;

  if (self->is_json)
    {
      object = json_object_new ();
      json_object_set_string_member (object, "room", self->location);
      json_object_set_string_member (object, "kept", has_room ? kept : NULL);
      print_object (object);
      return TRUE;
    }

  sr_ctl_print_line (_("%s now holds what %s holds"), self->location, name);
  if (has_room)
    sr_ctl_print_line (_("What it held before is in %s"), kept);

  return TRUE;
}
