/* A disk that fails, for the program that this is loaded into: LD_PRELOAD.
 *
 * FAULTY_DISK_FOLDER   only what lies below it is on the disk
 * FAULTY_DISK          KIND:N, of which KIND is
 *   full      files can grow by N bytes, then ENOSPC
 *   write     the N-th write and all that come after fail with EIO
 *   read      the N-th read and all that come after fail with EIO
 *   read-once the N-th read alone
 *   sync      the N-th flush and all that come after fail with EIO
 *   sync-once the N-th flush alone
 *   readonly  nothing can be opened for writing, made, removed or changed: EROFS
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long long left = -1;

static int
is_kind (const char *kind)
{
  const char *fault = getenv ("FAULTY_DISK");
  size_t length = strlen (kind);

  return fault != NULL && strncmp (fault, kind, length) == 0 && fault[length] == ':';
}

static int
is_below (const char *path)
{
  const char *folder = getenv ("FAULTY_DISK_FOLDER");

  return folder != NULL && strncmp (path, folder, strlen (folder)) == 0;
}

static int
is_on_disk (int fd)
{
  char link[64];
  char path[PATH_MAX];
  ssize_t length;
  int kept = errno;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  errno = kept;
  path[length > 0 ? length : 0] = '\0';

  return is_below (path);
}

/* Takes up to @wanted of what is left of N. */
static long long
take (long long wanted)
{
  const char *fault = getenv ("FAULTY_DISK");
  long long taken;

  pthread_mutex_lock (&mutex);
  if (left < 0)
    left = strtoll (strchr (fault, ':') + 1, NULL, 10);
  taken = wanted < left ? wanted : left;
  left -= taken;
  pthread_mutex_unlock (&mutex);

  return taken;
}

/* Whether this call of a kind that is counted fails. */
static int
fails (const char *kind,
       const char *once,
       int         fd)
{
  static int has_failed = 0;

  if (!is_kind (kind) && !is_kind (once))
    return 0;
  if (!is_on_disk (fd) || take (1) == 1 || (is_kind (once) && has_failed))
    return 0;

  has_failed = 1;
  errno = EIO;

  return 1;
}

static long long
get_size (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 ? status.st_size : 0;
}

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

/* How many of the bytes the disk has room for; what lies inside the file needs none. */
static ssize_t
count_writable (int       fd,
                long long offset,
                size_t    count)
{
  long long size;
  long long growth;

  if (fails ("write", "write-once", fd))
    return -1;
  if (!is_kind ("full") || !is_on_disk (fd))
    return (ssize_t) count;

  size = get_size (fd);
  growth = offset + (long long) count - (offset > size ? offset : size);
  if (growth > 0)
    {
      long long missing = growth - take (growth);

      count = missing < (long long) count ? count - (size_t) missing : 0;
    }
  if (count == 0)
    {
      errno = ENOSPC;
      return -1;
    }

  return (ssize_t) count;
}

ssize_t
write (int         fd,
       const void *buffer,
       size_t      count)
{
  ssize_t writable = count;

  if (count > 0 && getenv ("FAULTY_DISK") != NULL && is_on_disk (fd))
    writable = count_writable (fd, lseek (fd, 0, SEEK_CUR), count);

  return writable < 0 ? -1 : REAL (write) (fd, buffer, (size_t) writable);
}

ssize_t
pwrite64 (int         fd,
          const void *buffer,
          size_t      count,
          off64_t     offset)
{
  ssize_t writable = count > 0 ? count_writable (fd, offset, count) : 0;

  return writable < 0 ? -1 : REAL (pwrite64) (fd, buffer, (size_t) writable, offset);
}

ssize_t
pwrite (int         fd,
        const void *buffer,
        size_t      count,
        off_t       offset)
{
  return pwrite64 (fd, buffer, count, offset);
}

static int
check_growth (int       fd,
              long long length)
{
  long long growth = length - get_size (fd);

  if (is_kind ("full") && growth > 0 && is_on_disk (fd) && take (growth) < growth)
    {
      errno = ENOSPC;
      return 0;
    }

  return 1;
}

int
ftruncate64 (int     fd,
             off64_t length)
{
  return check_growth (fd, length) ? REAL (ftruncate64) (fd, length) : -1;
}

int
ftruncate (int   fd,
           off_t length)
{
  return ftruncate64 (fd, length);
}

ssize_t
read (int     fd,
      void   *buffer,
      size_t  count)
{
  return fails ("read", "read-once", fd) ? -1 : REAL (read) (fd, buffer, count);
}

ssize_t
pread64 (int      fd,
         void    *buffer,
         size_t   count,
         off64_t  offset)
{
  return fails ("read", "read-once", fd) ? -1 : REAL (pread64) (fd, buffer, count, offset);
}

ssize_t
pread (int     fd,
       void   *buffer,
       size_t  count,
       off_t   offset)
{
  return pread64 (fd, buffer, count, offset);
}

int
fsync (int fd)
{
  return fails ("sync", "sync-once", fd) ? -1 : REAL (fsync) (fd);
}

int
fdatasync (int fd)
{
  return fails ("sync", "sync-once", fd) ? -1 : REAL (fdatasync) (fd);
}

/* Whether a change to the path is refused. */
static int
is_readonly (const char *path)
{
  char full[PATH_MAX];

  if (!is_kind ("readonly"))
    return 0;
  if (path[0] != '/' && getcwd (full, sizeof full) != NULL && !is_below (full))
    return 0;
  if (path[0] == '/' && !is_below (path))
    return 0;

  errno = EROFS;

  return 1;
}

int
open64 (const char *path,
        int         flags,
        ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);

  if (((flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0) &&
      is_readonly (path))
    {
      /* What is there is said to be there even to whoever would make it. */
      if ((flags & O_EXCL) != 0 && faccessat (AT_FDCWD, path, F_OK, 0) == 0)
        errno = EEXIST;
      else
        errno = EROFS;
      return -1;
    }

  return REAL (open64) (path, flags, mode);
}

int
open (const char *path,
      int         flags,
      ...)
{
  va_list arguments;
  mode_t mode;

  va_start (arguments, flags);
  mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
  va_end (arguments);

  return open64 (path, flags, mode);
}

int
access (const char *path,
        int         mode)
{
  return (mode & W_OK) != 0 && is_readonly (path) ? -1 : REAL (access) (path, mode);
}

int
unlink (const char *path)
{
  return is_readonly (path) ? -1 : REAL (unlink) (path);
}

int
mkdir (const char *path,
       mode_t      mode)
{
  return is_readonly (path) ? -1 : REAL (mkdir) (path, mode);
}

int
rename (const char *from,
        const char *to)
{
  return is_readonly (to) ? -1 : REAL (rename) (from, to);
}
