/* A room as it was, with a layer over it that takes what is written.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "layer.h"

/* What SQLite reads and writes of a file is asked of the system's own way to do so, but for the reading
 * of pages that only the room below has. */

#define PAGE_SIZE 4096

typedef struct
{
  char   *path;
  int     below;
  gint64  n_pages;    /* of the room below */
  guint8 *is_written; /* a bit for each of them */
} Layer;

typedef struct
{
  sqlite3_file  base;
  Layer        *layer;
  sqlite3_file  real[];
} File;

static GPtrArray *layers;  /* (element-type Layer), for the life of the process */

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static gboolean
is_below (const Layer *layer,
          gint64       page)
{
  return page < layer->n_pages && (layer->is_written[page / 8] & (1 << page % 8)) == 0;
}

static int
layer_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

/* No reading goes over the border of a page. */
static int
layer_read (sqlite3_file  *file,
            void          *buffer,
            int            n,
            sqlite3_int64  offset)
{
  Layer *layer = ((File *) file)->layer;

  g_assert (offset / PAGE_SIZE == (offset + n - 1) / PAGE_SIZE);
  if (!is_below (layer, offset / PAGE_SIZE))
    return get_real (file)->pMethods->xRead (get_real (file), buffer, n, offset);

  return pread (layer->below, buffer, n, offset) == n ? SQLITE_OK : SQLITE_IOERR_READ;
}

static int
layer_write (sqlite3_file  *file,
             const void    *buffer,
             int            n,
             sqlite3_int64  offset)
{
  Layer *layer = ((File *) file)->layer;
  gint64 page = offset / PAGE_SIZE;

  g_assert (n == PAGE_SIZE && offset % PAGE_SIZE == 0);
  if (page < layer->n_pages)
    layer->is_written[page / 8] |= 1 << page % 8;

  return get_real (file)->pMethods->xWrite (get_real (file), buffer, n, offset);
}

static int
layer_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
layer_sync (sqlite3_file *file,
            int           flags)
{
  return get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
layer_size (sqlite3_file  *file,
            sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
layer_lock (sqlite3_file *file,
            int           lock)
{
  return get_real (file)->pMethods->xLock (get_real (file), lock);
}

static int
layer_unlock (sqlite3_file *file,
              int           lock)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), lock);
}

static int
layer_check_lock (sqlite3_file *file,
                  int          *is_locked)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), is_locked);
}

static int
layer_control (sqlite3_file *file,
               int           operation,
               void         *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
layer_sector (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
layer_device (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
layer_map (sqlite3_file   *file,
           int             region,
           int             size,
           int             extends,
           void volatile **memory)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), region, size, extends, memory);
}

static int
layer_shm_lock (sqlite3_file *file,
                int           offset,
                int           n,
                int           flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
layer_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
layer_unmap (sqlite3_file *file,
             int           deletes)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), deletes);
}

static const sqlite3_io_methods methods = {
  2, layer_close, layer_read, layer_write, layer_truncate, layer_sync, layer_size, layer_lock,
  layer_unlock, layer_check_lock, layer_control, layer_sector, layer_device, layer_map,
  layer_shm_lock, layer_barrier, layer_unmap, NULL, NULL
};

static Layer *
find_layer (const char *path)
{
  for (guint i = 0; path != NULL && i < layers->len; i++)
    {
      Layer *layer = g_ptr_array_index (layers, i);

      if (g_str_equal (layer->path, path))
        return layer;
    }

  return NULL;
}

static int
open_file (sqlite3_vfs      *vfs,
           sqlite3_filename  name,
           sqlite3_file     *base,
           int               flags,
           int              *out_flags)
{
  File *file = (File *) base;
  sqlite3_vfs *system = vfs->pAppData;
  Layer *layer = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? find_layer (name) : NULL;
  int result;

  if (layer == NULL)
    return system->xOpen (system, name, base, flags, out_flags);

  file->layer = layer;
  result = system->xOpen (system, name, file->real, flags, out_flags);
  base->pMethods = file->real->pMethods != NULL ? &methods : NULL;

  return result;
}

static void
install (void)
{
  static sqlite3_vfs vfs;
  sqlite3_vfs *system = sqlite3_vfs_find (NULL);

  vfs = *system;
  vfs.pNext = NULL;
  vfs.szOsFile += sizeof (File);
  vfs.zName = "layer";
  vfs.pAppData = system;
  vfs.xOpen = open_file;
  sqlite3_vfs_register (&vfs, TRUE);
  layers = g_ptr_array_new ();
}

/* Who looks at the file before SQLite does finds its first page. */
static void
make_file (const Layer *layer)
{
  guchar page[PAGE_SIZE] = { 0 };
  int file = g_open (layer->path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (file < 0 || pread (layer->below, page, PAGE_SIZE, 0) != PAGE_SIZE ||
      ftruncate (file, layer->n_pages * PAGE_SIZE) != 0 ||
      pwrite (file, page, PAGE_SIZE, 0) != PAGE_SIZE)
    g_error ("%s cannot be made", layer->path);
  close (file);
}

void
layer_put (const char *path,
           const char *below)
{
  Layer *layer = g_new0 (Layer, 1);
  g_autofree char *log = g_strconcat (below, "-wal", NULL);
  struct stat status = { 0 };

  if (layers == NULL)
    install ();
  if (g_stat (log, &status) == 0 && status.st_size > 0)
    g_error ("%s is in use: its log has what the file has not", below);

  layer->path = g_strdup (path);
  layer->below = g_open (below, O_RDONLY | O_CLOEXEC, 0);
  if (layer->below < 0 || fstat (layer->below, &status) != 0)
    g_error ("%s cannot be read", below);
  layer->n_pages = status.st_size / PAGE_SIZE;
  layer->is_written = g_malloc0 (layer->n_pages / 8 + 1);
  layer->is_written[0] = 1;
  make_file (layer);
  g_ptr_array_add (layers, layer);
}
