/* serviceroomctl init --demo: a room with a year of life.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ctl/sr-ctl-print.h"
#include "ctl/sr-ctl.h"
#include "room/sr-demo.h"

/* The room is made beside its place under a name of its own, and gets its name when it is whole: who
 * is stopped, or runs out of disk, leaves nothing that looks like a room. */

static volatile sig_atomic_t is_interrupted;

static void
on_signal (int number)
{
  is_interrupted = 1;
}

static void
watch_signals (void)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESETHAND };

  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  sigaction (SIGHUP, &action, NULL);
}

static gboolean
show_progress (guint64  done,
               guint64  size,
               gpointer user_data)
{
  guint *last = user_data;
  guint percent = done * 100 / size;

  if (percent != *last && isatty (STDERR_FILENO))
    {
      fprintf (stderr, "\r%3u %%%s", percent, done == size ? "\n" : "");
      fflush (stderr);
    }
  *last = percent;

  return !is_interrupted;
}

static gboolean
parse_number (SrCtl       *self,
              const char  *option,
              guint64      least,
              guint64      most,
              guint64     *out_number,
              GError     **error)
{
  const char *text = sr_ctl_get_option (self, option);

  if (text == NULL ||
      g_ascii_string_to_unsigned (text, 10, least, most, out_number, NULL))
    return TRUE;

  return sr_ctl_set_usage (error, _("--%s cannot be “%s”. Give a whole number from %llu to %llu."),
                           option, text, (unsigned long long) least, (unsigned long long) most);
}

static gboolean
fill (SrCtl          *self,
      const char     *path,
      SrDemoOptions  *options,
      SrDemoReport   *report,
      GError        **error)
{
  g_autoptr (SrStore) store = sr_store_open (path, SR_STORE_OPEN_CREATE, error);
  gboolean is_filled;

  if (store == NULL)
    return FALSE;

  is_filled = sr_demo_fill (store, options, report, error);
  sr_store_close (store);

  return is_filled;
}

static void
set_file_error (GError     **error,
                const char  *path)
{
  int saved_errno = errno;
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               _("“%s” cannot be written: %s"), name, g_strerror (saved_errno));
}

/* A folder remembers a name only when it is told to. */
static void
flush_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (descriptor >= 0)
    {
      fsync (descriptor);
      close (descriptor);
    }
}

static gboolean
check_is_free (const char  *path,
               GError     **error)
{
  g_autofree char *name = g_filename_display_name (path);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
               _("%s is there already. A room with a year of life is a new one: give another place "
                 "by --room."), name);

  return FALSE;
}

/* Unlike a renaming, a link replaces nobody's room that came meanwhile. */
static gboolean
give_name (const char  *from,
           const char  *to,
           GError     **error)
{
  if (link (from, to) == 0)
    {
      g_unlink (from);
      flush_folder (to);
      return TRUE;
    }

  if (errno == EEXIST || (errno != EPERM && errno != ENOTSUP))
    {
      set_file_error (error, to);
      return FALSE;
    }

  /* A file system without links. */
  if (g_rename (from, to) != 0)
    {
      set_file_error (error, to);
      return FALSE;
    }
  flush_folder (to);

  return TRUE;
}

static void
remove_draft (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

static gboolean
make_room (SrCtl          *self,
           const char     *path,
           SrDemoOptions  *options,
           SrDemoReport   *report,
           GError        **error)
{
  g_autofree char *draft = g_strconcat (path, ".demo-XXXXXX", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor;

  g_mkdir_with_parents (folder, 0700);
  descriptor = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0)
    {
      set_file_error (error, path);
      return FALSE;
    }
  close (descriptor);

  watch_signals ();
  if (!fill (self, draft, options, report, error) || !give_name (draft, path, error))
    {
      remove_draft (draft);
      return FALSE;
    }

  return TRUE;
}

static void
print_report (SrCtl               *self,
              const char          *path,
              const SrDemoReport  *report)
{
  JsonObject *object;
  JsonNode *node;

  if (!self->is_json)
    {
      sr_ctl_print_line (_("Made the room %s"), path);
      sr_ctl_print_line (_("A year: %llu requests, of which %llu are open; %llu events, "
                           "%llu customers, %u people of the room"),
                         (unsigned long long) report->requests, (unsigned long long) report->open,
                         (unsigned long long) report->events,
                         (unsigned long long) report->customers, report->staff);
      return;
    }

  object = json_object_new ();
  json_object_set_string_member (object, "room", path);
  json_object_set_int_member (object, "requests", report->requests);
  json_object_set_int_member (object, "open", report->open);
  json_object_set_int_member (object, "events", report->events);
  json_object_set_int_member (object, "customers", report->customers);
  json_object_set_int_member (object, "staff", report->staff);
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  sr_ctl_print_json (node);
}

/**
 * sr_ctl_init_demo:
 *
 * Makes a new room and a year of life in it, which ends now.
 *
 * Returns: %TRUE if it is there, whole
 */
gboolean
sr_ctl_init_demo (SrCtl   *self,
                  GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (self->location);
  g_autofree char *path = g_file_get_path (file);
  const char *login = sr_ctl_get_option (self, "as");
  SrDemoOptions options = { 0 };
  SrDemoReport report = { 0 };
  guint64 seed = 1;
  guint percent = 0;

  if (!parse_number (self, "demo", 1, SR_DEMO_MAX_SIZE, &options.size, error) ||
      !parse_number (self, "seed", 0, G_MAXUINT32, &seed, error))
    return FALSE;
  if (path == NULL)
    {
      g_set_error (error, SR_CTL_ERROR, SR_CTL_ERROR_REFUSED,
                   _("“%s” is no place for a room with a year of life. Give the path of a file."),
                   self->location);
      return FALSE;
    }

  options.seed = seed;
  options.now = sr_clock_now (self->clock);
  options.login = login != NULL ? login : g_get_user_name ();
  options.name = login == NULL ? sr_ctl_get_real_name () : NULL;
  options.progress = show_progress;
  options.user_data = &percent;

  if (!check_is_free (path, error) || !make_room (self, path, &options, &report, error))
    return FALSE;

  print_report (self, path, &report);

  return TRUE;
}
