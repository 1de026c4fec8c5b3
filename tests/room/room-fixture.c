/* A new room in a folder of its own, at a fixed instant.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>

#include "domain/records/sr-kinds.h"
#include "room-fixture.h"
#include "room/sr-verify.h"
#include "storage/sr-table.h"

static void
open_room (RoomFixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = sr_store_open (self->path, SR_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->gate = sr_gate_new (self->store, self->clock);
}

static void
close_room (RoomFixture *self)
{
  g_clear_pointer (&self->gate, sr_gate_free);
  sr_store_close (self->store);
  g_clear_object (&self->store);
}

static void
add_staff (RoomFixture *self,
           const char  *login,
           const char  *roles)
{
  g_autoptr (GError) error = NULL;
  SrAct *act = sr_act_new (&sr_staff_kind, 0, "create");
  SrOutcome *outcome;

  sr_act_set (act, "login", login);
  sr_act_set (act, "name", login);
  sr_act_set (act, "roles", roles);
  sr_act_set (act, "active", "yes");
  outcome = sr_gate_act_one (self->gate, act, &error);
  g_assert_no_error (error);
  sr_outcome_free (outcome);
}

void
room_fixture_set_up (RoomFixture   *self,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("sr-room-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "room.db", NULL);
  self->clock = sr_clock_new_fixed (FIXTURE_NOW);
  open_room (self);

  sr_gate_init (self->gate, "li.na", "李娜", &error);
  g_assert_no_error (error);
  add_staff (self, "wang.wei", "handler");
  add_staff (self, "he.jing", "desk");
}

void
room_fixture_reopen (RoomFixture *self)
{
  close_room (self);
  open_room (self);
}

void
room_fixture_tear_down (RoomFixture   *self,
                        gconstpointer  data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (self->store != NULL)
    close_room (self);
  g_clear_object (&self->clock);

  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
}

void
room_fixture_advance (RoomFixture *self,
                      gint64       seconds)
{
  sr_clock_set (self->clock, sr_clock_now (self->clock) + seconds);
}

static SrOutcome *
act_va (RoomFixture  *self,
        const char   *login,
        gint64        request,
        const char   *action,
        const char   *reason,
        GError      **error,
        va_list       arguments)
{
  SrAct *act = sr_act_new (&sr_request_kind, request, action);
  const char *field;

  while ((field = va_arg (arguments, const char *)) != NULL)
    sr_act_set (act, field, va_arg (arguments, const char *));
  act->reason = g_strdup (reason);

  if (!sr_gate_sign_in (self->gate, login, error))
    {
      sr_act_free (act);
      return NULL;
    }

  return sr_gate_act_one (self->gate, act, error);
}

SrOutcome *
room_fixture_act (RoomFixture *self,
                  const char  *login,
                  gint64       request,
                  const char  *action,
                  ...)
{
  g_autoptr (GError) error = NULL;
  SrOutcome *outcome;
  va_list arguments;

  va_start (arguments, action);
  outcome = act_va (self, login, request, action, NULL, &error, arguments);
  va_end (arguments);
  g_assert_no_error (error);

  return outcome;
}

SrOutcome *
room_fixture_try (RoomFixture  *self,
                  const char   *login,
                  gint64        request,
                  const char   *action,
                  const char   *reason,
                  GError      **error,
                  ...)
{
  SrOutcome *outcome;
  va_list arguments;

  va_start (arguments, error);
  outcome = act_va (self, login, request, action, reason, error, arguments);
  va_end (arguments);

  return outcome;
}

gint64
room_fixture_receive (RoomFixture *self,
                      const char  *title)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  SrConfiguration *configuration = sr_gate_get_configuration (self->gate, NULL);
  GPtrArray *types = sr_configuration_get_rows (configuration, &sr_service_type_kind);
  g_autofree char *type = g_strdup_printf ("#%" G_GINT64_FORMAT,
                                           sr_row_get_id (g_ptr_array_index (types, 0)));
  SrAct *customer = sr_act_new (&sr_customer_kind, 0, "create");
  SrAct *request = sr_act_new (&sr_request_kind, 0, "receive");

  sr_act_set (customer, "kind", "person");
  sr_act_set (customer, "name", "王海燕");
  sr_act_set (customer, "phones", "138 0000 4826");
  sr_act_set (customer, "level", "normal");
  sr_act_set (customer, "do_not_call", "no");
  sr_act_set (request, "customer", "@1");
  sr_act_set (request, "channel", "phone");
  sr_act_set (request, "type", type);
  sr_act_set (request, "title", title);
  sr_act_set (request, "impact", "2");
  sr_act_set (request, "urgency", "2");
  g_ptr_array_add (acts, customer);
  g_ptr_array_add (acts, request);

  sr_gate_sign_in (self->gate, "he.jing", &error);
  g_assert_no_error (error);
  outcomes = sr_gate_act (self->gate, acts, NULL, &error);
  g_assert_no_error (error);

  return ((SrOutcome *) g_ptr_array_index (outcomes, 1))->record;
}

SrRow *
room_fixture_load (RoomFixture *self,
                   gint64       request)
{
  g_autoptr (GError) error = NULL;
  SrRow *row = sr_table_load (sr_gate_get_connection (self->gate), &sr_request_kind, request,
                              &error);

  g_assert_no_error (error);
  g_assert_nonnull (row);

  return row;
}

void
room_fixture_verify (RoomFixture *self)
{
  g_auto (SrVerifyReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  sr_verify (sr_gate_get_connection (self->gate), &report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report.events, >, 0);
}

void
room_fixture_tamper (RoomFixture *self,
                     const char  *sql)
{
  g_autoptr (GError) error = NULL;

  sr_connection_execute (sr_gate_get_connection (self->gate), sql, SR_NO_PARAMETERS, &error);
  g_assert_no_error (error);
}
