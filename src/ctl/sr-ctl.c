/* What the commands of serviceroomctl share: the room, who asks, and the records that are meant.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-ctl"

#include "config.h"

#include "ctl/sr-ctl.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-number.h"
#include "domain/sr-domain-error.h"
#include "domain/time/sr-instant.h"
#include "storage/sr-table.h"

G_DEFINE_QUARK (sr-ctl-error-quark, sr_ctl_error)

gboolean
sr_ctl_set_usage (GError     **error,
                  const char  *format,
                  ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error_literal (error, SR_CTL_ERROR, SR_CTL_ERROR_USAGE, message);

  return FALSE;
}

GPtrArray *
sr_ctl_get_options (SrCtl      *self,
                    const char *name)
{
  return g_hash_table_lookup (self->options, name);
}

const char *
sr_ctl_get_option (SrCtl      *self,
                   const char *name)
{
  GPtrArray *texts = sr_ctl_get_options (self, name);

  return texts != NULL ? g_ptr_array_index (texts, texts->len - 1) : NULL;
}

gboolean
sr_ctl_has_option (SrCtl      *self,
                   const char *name)
{
  return sr_ctl_get_options (self, name) != NULL;
}

gboolean
sr_ctl_get_until (SrCtl   *self,
                  gint64  *out_until,
                  GError **error)
{
  const char *until = sr_ctl_get_option (self, "until");

  *out_until = G_MAXINT64;

  return until == NULL || sr_instant_parse (until, self->zone, out_until, NULL) ||
         sr_ctl_set_usage (error, _("--until cannot be “%s”. Give a time such as 2026-02-13 17:00."),
                           until);
}

SrClock *
sr_ctl_make_clock (SrCtl       *self,
                   const char  *zone,
                   GError     **error)
{
  const char *now = sr_ctl_get_option (self, "now");
  gint64 instant;

  if (now == NULL)
    return sr_clock_new_system ();

  if (sr_instant_parse (now, zone, &instant, NULL))
    return sr_clock_new_fixed (instant);

  sr_ctl_set_usage (error, _("--now cannot be “%s”. Give a time such as 2026-02-13 17:00."), now);

  return NULL;
}

/* The zone is known only when the room is open: the gate gets a clock that is set afterwards. */
static gboolean
set_clock (SrCtl   *self,
           GError **error)
{
  g_autoptr (SrClock) clock = sr_ctl_make_clock (self, self->zone, error);

  if (clock == NULL)
    return FALSE;

  if (!sr_clock_is_fixed (clock))
    return TRUE;

  sr_clock_set (self->clock, sr_clock_now (clock));

  return TRUE;
}

static gboolean
connect_to_room (SrCtl        *self,
                 SrCtlAccess   access,
                 GError      **error)
{
  SrConfiguration *configuration;

  self->clock = sr_ctl_has_option (self, "now") ? sr_clock_new_fixed (0) : sr_clock_new_system ();

  if (access == SR_CTL_WRITE)
    {
      self->gate = sr_gate_new (self->store, self->clock);
      self->connection = g_object_ref (sr_gate_get_connection (self->gate));
      configuration = sr_gate_get_configuration (self->gate, error);
      if (configuration == NULL)
        return FALSE;
      self->configuration = sr_configuration_ref (configuration);
    }
  else
    {
      self->connection = sr_store_acquire_reader (self->store, error);
      if (self->connection == NULL)
        return FALSE;
      self->configuration = sr_configuration_load (self->connection, error);
      if (self->configuration == NULL)
        return FALSE;
    }

  self->zone = sr_configuration_get_zone (self->configuration);
  self->names = sr_reference_names_new (self->connection, self->configuration);

  return set_clock (self, error);
}

gboolean
sr_ctl_open_file (SrCtl        *self,
                  SrCtlAccess   access,
                  GError      **error)
{
  self->store = sr_store_open (self->location, access == SR_CTL_WRITE ? SR_STORE_OPEN_EXISTING
                                                                      : SR_STORE_OPEN_READONLY,
                               error);

  return self->store != NULL && connect_to_room (self, access, error);
}

/* Without --as: whoever runs the program, if on the staff, else who made the room. */
static const char *
get_default_login (SrCtl *self)
{
  GPtrArray *staff = sr_configuration_get_rows (self->configuration, &sr_staff_kind);
  const char *user = g_get_user_name ();

  for (guint i = 0; i < staff->len; i++)
    {
      if (sr_row_is (g_ptr_array_index (staff, i), SR_STAFF_LOGIN, user))
        return user;
    }

  return staff->len > 0 ? sr_row_get_text (g_ptr_array_index (staff, 0), SR_STAFF_LOGIN) : user;
}

static const SrRow *
find_active_staff (SrCtl       *self,
                   const char  *login,
                   GError     **error)
{
  GPtrArray *staff = sr_configuration_get_rows (self->configuration, &sr_staff_kind);

  for (guint i = 0; i < staff->len; i++)
    {
      const SrRow *row = g_ptr_array_index (staff, i);

      if (sr_row_is (row, SR_STAFF_LOGIN, login) && sr_row_get_integer (row, SR_STAFF_ACTIVE))
        return row;
    }

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
               _("“%s” is not on the staff of this room. Ask a manager of the room to add you."),
               login);

  return NULL;
}

gboolean
sr_ctl_open (SrCtl        *self,
             SrCtlAccess   access,
             GError      **error)
{
  const char *login = sr_ctl_get_option (self, "as");

  if (!sr_ctl_open_file (self, access, error))
    return FALSE;

  if (login == NULL)
    login = get_default_login (self);

  self->staff = find_active_staff (self, login, error);
  if (self->staff == NULL)
    return FALSE;

  return self->gate == NULL || sr_gate_sign_in (self->gate, login, error);
}

void
sr_ctl_close (SrCtl *self)
{
  g_clear_pointer (&self->names, sr_reference_names_free);
  g_clear_pointer (&self->configuration, sr_configuration_unref);
  if (self->connection != NULL && self->gate == NULL)
    sr_store_release_reader (self->store, g_steal_pointer (&self->connection));
  g_clear_object (&self->connection);
  g_clear_pointer (&self->gate, sr_gate_free);
  g_clear_object (&self->clock);
  if (self->store != NULL)
    sr_store_close (self->store);
  g_clear_object (&self->store);
  self->staff = NULL;
  self->zone = NULL;
}

gint64
sr_ctl_now (SrCtl *self)
{
  return sr_clock_now (self->clock);
}

gboolean
sr_ctl_need_manager (SrCtl   *self,
                     GError **error)
{
  if (sr_roles_from_list (sr_row_get_text (self->staff, SR_STAFF_ROLES)) & SR_ROLE_MANAGER)
    return TRUE;

  g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_RIGHT,
               _("Only a manager may do that, and “%s” is none."),
               sr_row_get_text (self->staff, SR_STAFF_LOGIN));

  return FALSE;
}

const SrRecordKind *
sr_ctl_find_kind (const char  *name,
                  GError     **error)
{
  const SrRecordKind *kind = sr_record_kind_find (name);
  g_autoptr (GString) names = NULL;

  if (kind != NULL)
    return kind;

  names = g_string_new (NULL);
  for (guint i = 0; sr_record_kinds ()[i] != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", sr_record_kinds ()[i]->name);
  sr_ctl_set_usage (error, _("There is no kind “%s”. Kinds: %s."), name, names->str);

  return NULL;
}

static gboolean
find_by_number (SrCtl       *self,
                const char  *text,
                gint64      *out_id,
                GError     **error)
{
  g_autofree char *series = NULL;
  g_autofree char *number = NULL;
  gint64 serial;
  int year;

  *out_id = 0;
  if (!sr_number_parse (text, &series, &year, &serial))
    return TRUE;

  number = sr_number_format (series, year, serial);

  return sr_table_find (self->connection, &sr_request_kind, number, out_id, error);
}

/* The part after the colon: an id, or what names the record. */
static gboolean
find_by_name (SrCtl               *self,
              const SrRecordKind  *kind,
              const char          *name,
              gint64              *out_id,
              GError             **error)
{
  const SrRow *row;

  if (g_ascii_string_to_signed (*name == '#' ? name + 1 : name, 10, 1, G_MAXINT64, out_id, NULL))
    return TRUE;

  *out_id = 0;
  if (sr_configuration_has_kind (kind))
    {
      row = sr_configuration_find_text (self->configuration, kind, name);
      *out_id = row != NULL ? sr_row_get_id (row) : 0;
      return TRUE;
    }

  return kind == &sr_request_kind ? find_by_number (self, name, out_id, error)
         : sr_record_kind_get_identity (kind) < 0 ||
           sr_table_find (self->connection, kind, name, out_id, error);
}

gboolean
sr_ctl_find_record (SrCtl       *self,
                    const char  *text,
                    SrRow      **out_row,
                    GError     **error)
{
  const SrRecordKind *kind = &sr_request_kind;
  const char *colon = strchr (text, ':');
  g_autoptr (GError) local_error = NULL;
  gboolean is_asked;
  gint64 id = 0;

  *out_row = NULL;
  if (colon != NULL)
    {
      g_autofree char *name = g_strndup (text, colon - text);

      kind = sr_ctl_find_kind (name, error);
      if (kind == NULL)
        return FALSE;
      is_asked = find_by_name (self, kind, colon + 1, &id, error);
    }
  else
    {
      is_asked = find_by_number (self, text, &id, error);
    }

  if (!is_asked)
    return FALSE;

  if (id != 0)
    *out_row = sr_table_load (self->connection, kind, id, &local_error);
  if (*out_row != NULL)
    return TRUE;

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_NOT_FOUND,
                 /* Translators: what was asked for, the kind of record */
                 _("There is no “%s” (%s) in this room."), text, _(kind->label));

  return FALSE;
}
