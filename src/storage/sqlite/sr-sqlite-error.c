/* What SQLite says, in the words of the storage.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-sqlite-error"

#include "config.h"

#include <errno.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "storage/sqlite/sr-sqlite-error.h"

typedef struct
{
  int           result;
  SrStoreError  code;
  const char   *sentence;
} Meaning;

static const Meaning meanings[] = {
  { SQLITE_BUSY, SR_STORE_ERROR_BUSY,
    N_("Another program is writing to the room. Try again in a moment.") },
  { SQLITE_LOCKED, SR_STORE_ERROR_BUSY,
    N_("Another program is writing to the room. Try again in a moment.") },
  { SQLITE_CONSTRAINT, SR_STORE_ERROR_CONSTRAINT,
    N_("The room does not accept this: it would contradict what is stored.") },
  { SQLITE_CORRUPT, SR_STORE_ERROR_CORRUPT,
    N_("The room file is damaged. Restore a backup.") },
  { SQLITE_NOTADB, SR_STORE_ERROR_NOT_A_ROOM,
    N_("The file is not a room.") },
  { SQLITE_FULL, SR_STORE_ERROR_NO_SPACE,
    N_("There is no space left for the room. Nothing was stored. Free some space and try again.") },
  { SQLITE_CANTOPEN, SR_STORE_ERROR_UNAVAILABLE,
    N_("The room cannot be opened. Check that its folder is there and may be written to.") },
  { SQLITE_PERM, SR_STORE_ERROR_UNAVAILABLE,
    N_("The room cannot be opened: the system does not permit it.") },
  { SQLITE_AUTH, SR_STORE_ERROR_UNAVAILABLE,
    N_("The room cannot be opened: the system does not permit it.") },
  { SQLITE_READONLY, SR_STORE_ERROR_UNAVAILABLE,
    N_("The room cannot be written to. Check the rights of its file and its folder.") },
  { SQLITE_IOERR, SR_STORE_ERROR_UNAVAILABLE,
    N_("The disk did not read or write what the room needs. Check the disk, then try again.") },
};

static const Meaning unknown = {
  SQLITE_ERROR, SR_STORE_ERROR_FAILED, N_("The room did not do what was asked of it.")
};

/* SQLite knows the full disk, but not the full quota or the limit of a file's size, and forgets what
 * the system said when it was the log that could not be written. */
static gboolean
is_out_of_space (sqlite3 *database,
                 int      code,
                 int      last_errno)
{
  int system_error = database != NULL ? sqlite3_system_errno (database) : 0;

  if (system_error == 0 && (code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_SHMSIZE))
    system_error = last_errno;

  return (code & 0xff) == SQLITE_IOERR &&
         (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG);
}

static const Meaning *
find_meaning (sqlite3 *database,
              int      code,
              int      last_errno)
{
  int result = is_out_of_space (database, code, last_errno) ? SQLITE_FULL : code & 0xff;

  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      if (meanings[i].result == result)
        return &meanings[i];
    }

  return &unknown;
}

/**
 * sr_sqlite_set_error:
 * @error: (out) (optional): set to a sentence for people, with SQLite's own words in brackets
 * @database: (nullable): the connection on which it happened
 * @code: the result of SQLite, extended or not
 *
 * An interrupted statement becomes %G_IO_ERROR_CANCELLED, all else one of %SR_STORE_ERROR.
 */
void
sr_sqlite_set_error (GError  **error,
                     sqlite3  *database,
                     int       code)
{
  const Meaning *meaning = find_meaning (database, code, errno);
  /* Of a damaged file SQLite may quote what it found in it. */
  g_autofree char *detail = g_utf8_make_valid (database != NULL ? sqlite3_errmsg (database)
                                                                : sqlite3_errstr (code), -1);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The work was cancelled."));
      return;
    }

  g_set_error (error, SR_STORE_ERROR, meaning->code, "%s (%s)", _(meaning->sentence), detail);
}
