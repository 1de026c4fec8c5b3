/* The content of attachments, by SHA-256, in chunks.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-content-table"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "storage/service/sr-content-table.h"
#include "storage/sr-store-error.h"

/* A content has its name only when its last byte is read: until then it goes by a name that no other
 * has, inside the transaction of the caller. */

typedef struct
{
  gint64     id;
  gint64     size;
  gint64     n_chunks;
  GChecksum *checksum;  /* owned */
} Content;

static void
content_clear (Content *content)
{
  g_clear_pointer (&content->checksum, g_checksum_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, content_clear)

static gboolean
insert_unnamed (SrConnection  *connection,
                gint64        *out_id,
                GError       **error)
{
  g_autofree char *name = g_uuid_string_random ();

  return sr_connection_get_integer (connection,
                                    "INSERT INTO content (sha256, size, chunks) "
                                    "VALUES ($1, 0, 0) RETURNING id",
                                    SR_PARAMETERS (SR_STR (name)), 0, out_id, error);
}

static gboolean
append_chunk (SrConnection  *connection,
              Content       *content,
              GBytes        *bytes,
              GError       **error)
{
  gsize size = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);

  content->size += size;
  if (content->size > SR_CONTENT_MAX_SIZE)
    {
      g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CONSTRAINT,
                   _("The file is larger than %d MiB, the most that a room keeps."),
                   (int) (SR_CONTENT_MAX_SIZE / (1024 * 1024)));
      return FALSE;
    }

  g_checksum_update (content->checksum, data, size);

  return sr_connection_execute (connection,
                                "INSERT INTO content_chunk (content, position, bytes) "
                                "VALUES ($1, $2, $3)",
                                SR_PARAMETERS (SR_INT (content->id), SR_INT (content->n_chunks++),
                                               SR_BYTES (bytes)), error);
}

static gboolean
append_stream (SrConnection  *connection,
               Content       *content,
               GInputStream  *stream,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autofree guchar *buffer = g_malloc (SR_CONTENT_CHUNK_SIZE);
  gsize n_read = SR_CONTENT_CHUNK_SIZE;

  while (n_read == SR_CONTENT_CHUNK_SIZE)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !g_input_stream_read_all (stream, buffer, SR_CONTENT_CHUNK_SIZE, &n_read, cancellable,
                                    error))
        return FALSE;

      bytes = g_bytes_new (buffer, n_read);
      if (n_read > 0 && !append_chunk (connection, content, bytes, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
remove_content (SrConnection  *connection,
                gint64         id,
                GError       **error)
{
  return sr_connection_execute (connection, "DELETE FROM content_chunk WHERE content = $1",
                                SR_PARAMETERS (SR_INT (id)), error) &&
         sr_connection_execute (connection, "DELETE FROM content WHERE id = $1",
                                SR_PARAMETERS (SR_INT (id)), error);
}

static gboolean
find (SrConnection  *connection,
      const char    *sha256,
      gint64        *out_id,
      GError       **error)
{
  return sr_connection_get_integer (connection, "SELECT id FROM content WHERE sha256 = $1",
                                    SR_PARAMETERS (SR_STR (sha256)), 0, out_id, error);
}

static gboolean
name_content (SrConnection   *connection,
              const Content  *content,
              const char     *sha256,
              GError        **error)
{
  gint64 same = 0;

  if (!find (connection, sha256, &same, error))
    return FALSE;

  if (same != 0)
    return remove_content (connection, content->id, error);

  return sr_connection_execute (connection,
                                "UPDATE content SET sha256 = $2, size = $3, chunks = $4 "
                                "WHERE id = $1",
                                SR_PARAMETERS (SR_INT (content->id), SR_STR (sha256),
                                               SR_INT (content->size),
                                               SR_INT (content->n_chunks)), error);
}

/**
 * sr_content_table_store:
 * @stream: read to its end
 * @out_sha256: (out) (transfer full): the name of the content, lower-case hexadecimal
 * @out_size: (out): its bytes
 *
 * Stores what the stream gives, unless the same content is there already. Inside a transaction that
 * writes, which the caller rolls back if this fails. At most %SR_CONTENT_MAX_SIZE bytes.
 *
 * Returns: %TRUE if the room has the content
 */
gboolean
sr_content_table_store (SrConnection   *connection,
                        GInputStream   *stream,
                        char          **out_sha256,
                        gint64         *out_size,
                        GCancellable   *cancellable,
                        GError        **error)
{
  g_auto (Content) content = { 0, 0, 0, g_checksum_new (G_CHECKSUM_SHA256) };
  const char *sha256 = NULL;

  if (!insert_unnamed (connection, &content.id, error) ||
      !append_stream (connection, &content, stream, cancellable, error))
    return FALSE;

  sha256 = g_checksum_get_string (content.checksum);
  if (!name_content (connection, &content, sha256, error))
    return FALSE;

  *out_sha256 = g_strdup (sha256);
  *out_size = content.size;

  return TRUE;
}

static void
set_missing_error (const char  *sha256,
                   GError     **error)
{
  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_NOT_FOUND,
               _("The content of an attachment is missing (%.16s)."), sha256);
}

static void
set_damaged_error (const char  *sha256,
                   GError     **error)
{
  g_set_error (error, SR_STORE_ERROR, SR_STORE_ERROR_CORRUPT,
               _("The content of an attachment is damaged (%.16s)."), sha256);
}

/* Reads the chunks in order; @stream may be NULL. A chunk that is missing shows in the checksum. */
static gboolean
read_chunks (SrConnection   *connection,
             Content        *content,
             GOutputStream  *stream,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autoptr (SrCursor) cursor = sr_connection_query (connection,
                                                     "SELECT bytes FROM content_chunk "
                                                     "WHERE content = $1 ORDER BY position",
                                                     SR_PARAMETERS (SR_INT (content->id)), error);
  g_autoptr (GError) local_error = NULL;

  if (cursor == NULL)
    return FALSE;

  while (sr_cursor_next (cursor, &local_error))
    {
      g_autoptr (GBytes) bytes = sr_cursor_bytes (cursor, 0);
      gsize size = 0;
      const guchar *data = g_bytes_get_data (bytes, &size);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (stream != NULL &&
          !g_output_stream_write_all (stream, data, size, NULL, cancellable, error))
        return FALSE;

      g_checksum_update (content->checksum, data, size);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_content_table_read:
 * @sha256: the name of the content
 * @stream: (nullable): what gets the bytes; not closed
 *
 * Returns: %TRUE if all of it was written to @stream and is what its name says. Errors:
 *   %SR_STORE_ERROR_NOT_FOUND, %SR_STORE_ERROR_CORRUPT, then with bytes in the stream that are not to
 *   be used, and those of @stream
 */
gboolean
sr_content_table_read (SrConnection   *connection,
                       const char     *sha256,
                       GOutputStream  *stream,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_auto (Content) content = { 0, 0, 0, g_checksum_new (G_CHECKSUM_SHA256) };

  if (!find (connection, sha256, &content.id, error))
    return FALSE;

  if (content.id == 0)
    {
      set_missing_error (sha256, error);
      return FALSE;
    }

  if (!read_chunks (connection, &content, stream, cancellable, error))
    return FALSE;

  if (!g_str_equal (g_checksum_get_string (content.checksum), sha256))
    {
      set_damaged_error (sha256, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * sr_content_table_verify:
 * @sha256: the name of the content
 * @size: how many bytes the attachment says it has
 *
 * Returns: %TRUE if the content is there, is what its name says, and has @size bytes in chunks of which
 *   none is left out or too many
 */
gboolean
sr_content_table_verify (SrConnection  *connection,
                         const char    *sha256,
                         gint64         size,
                         GError       **error)
{
  gint64 is_whole = 0;

  /* A chunk that stands at another position leaves the bytes as they are, if the order is the same. */
  if (!sr_connection_get_integer (connection,
                                  "SELECT size = $2 AND chunks = (SELECT count(*) "
                                  "FROM content_chunk WHERE content = c.id AND position >= 0) "
                                  "AND chunks = (SELECT coalesce (max(position) + 1, 0) "
                                  "FROM content_chunk WHERE content = c.id) "
                                  "FROM content c WHERE sha256 = $1",
                                  SR_PARAMETERS (SR_STR (sha256), SR_INT (size)), -1, &is_whole,
                                  error))
    return FALSE;

  if (is_whole < 0)
    {
      set_missing_error (sha256, error);
      return FALSE;
    }

  if (is_whole == 0)
    {
      set_damaged_error (sha256, error);
      return FALSE;
    }

  return sr_content_table_read (connection, sha256, NULL, NULL, error);
}
