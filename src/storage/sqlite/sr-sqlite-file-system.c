/* On which file systems a room can be kept.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-file-system"

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "storage/sr-store-error.h"
#include "storage/sqlite/sr-sqlite-file.h"

/* The write-ahead log is shared memory between the programs of one machine; over a network two
 * machines would each have their own and destroy the file. statfs(2) names the numbers. */
static const struct
{
  guint64     type;
  const char *name;
} network_types[] = {
  { 0x6969, "NFS" },
  { 0xff534d42, "CIFS" },
  { 0xfe534d42, "SMB2" },
  { 0x517b, "SMB" },
  { 0x01021997, "9P" },
  { 0x5346414f, "AFS" },
  { 0x6b414653, "AFS" },
  { 0x73757245, "Coda" },
  { 0x00c36400, "Ceph" },
  { 0x564c, "NCP" },
  { 0x0bd00bd0, "Lustre" },
  { 0x47504653, "GPFS" },
  { 0xaad7aaea, "PanFS" },
};

/* A file system of a user's program has one number, whatever it is: its name tells. */
static const char * const network_programs[] = {
  "fuse.sshfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.ceph-fuse",
  "fuse.davfs", "fuse.curlftpfs", "fuse.s3fs", "fuse.gcsfuse", "fuse.smbnetfs", "fuse.nfs",
  "fuse.kio-fuse", "fuse.juicefs", "fuse.moosefs", "fuse.onedrive"
};

/* The type of the mount that the device of @path belongs to; see proc(5). */
static char *
find_mount_name (const char *path)
{
  g_autofree char *table = NULL;
  g_autofree char *device = NULL;
  g_auto (GStrv) lines = NULL;
  GStatBuf status;

  if (g_stat (path, &status) != 0 ||
      !g_file_get_contents ("/proc/self/mountinfo", &table, NULL, NULL))
    return g_strdup ("");

  device = g_strdup_printf ("%u:%u", major (status.st_dev), minor (status.st_dev));
  lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);
      const char *rest = strstr (lines[i], " - ");

      if (rest != NULL && g_strv_length (fields) > 3 && g_str_equal (fields[2], device))
        return g_strndup (rest + 3, strcspn (rest + 3, " "));
    }

  return g_strdup ("");
}

static gboolean
ask_system (const char  *path,
            guint64     *out_type,
            char       **out_name)
{
  struct statfs status;

  if (statfs (path, &status) != 0)
    return FALSE;

  *out_type = (guint32) status.f_type;
  *out_name = find_mount_name (path);

  return TRUE;
}

static SrSqliteFileSystemFunc file_system_func = ask_system;

/**
 * sr_sqlite_file_set_file_system_func:
 * @func: (nullable) (scope forever): asked in place of the system; %NULL for the system again
 *
 * For tests, which have no network at hand.
 */
void
sr_sqlite_file_set_file_system_func (SrSqliteFileSystemFunc func)
{
  file_system_func = func != NULL ? func : ask_system;
}

const char *
sr_sqlite_file_name_network (guint64     type,
                             const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (network_types); i++)
    {
      if (network_types[i].type == type)
        return network_types[i].name;
    }

  for (guint i = 0; i < G_N_ELEMENTS (network_programs); i++)
    {
      if (g_str_equal (network_programs[i], name))
        return network_programs[i];
    }

  return NULL;
}

/* The file, or the nearest folder above it that is there. */
static char *
find_existing (const char *path)
{
  g_autofree char *existing = g_strdup (path);
  GStatBuf status;

  while (g_stat (existing, &status) != 0)
    {
      char *above = g_path_get_dirname (existing);

      if (g_str_equal (above, existing))
        {
          g_free (above);
          break;
        }
      g_free (existing);
      existing = above;
    }

  return g_steal_pointer (&existing);
}

/**
 * sr_sqlite_file_check_file_system:
 * @path: of a file that is there or is to be made
 *
 * Returns: %TRUE if a room can be kept there
 */
gboolean
sr_sqlite_file_check_file_system (const char  *path,
                                  GError     **error)
{
  g_autofree char *existing = find_existing (path);
  g_autofree char *name = NULL;
  const char *network = NULL;
  guint64 type = 0;

  if (file_system_func (existing, &type, &name))
    network = sr_sqlite_file_name_network (type, name != NULL ? name : "");

  if (network != NULL)
    g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NETWORK_FILE_SYSTEM,
                 _("“%s” is on a network file system (%s), where a room file would be destroyed. "
                   "Keep it on a disk of this computer; several computers share a room through a "
                   "PostgreSQL database."), path, network);

  return network == NULL;
}
