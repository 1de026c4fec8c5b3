/* A room that is in use: an SrRoom beside the gate of somebody else.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "live-room.h"

void
take_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

SrRoom *
live_room_open (LiveRoom   *self,
                const char *login)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SrRoom *room;

  sr_room_open_async (self->fixture.path, 0, self->fixture.clock, login, NULL, take_result_cb,
                      &result);
  wait_until (result != NULL);
  room = sr_room_open_finish (result, &error);
  g_assert_no_error (error);
  g_assert_true (SR_IS_ROOM (room));

  return room;
}

void
live_room_close (SrRoom *room)
{
  sr_room_close (room);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
live_room_set_up (LiveRoom      *self,
                  gconstpointer  data)
{
  room_fixture_set_up (&self->fixture, data);
  self->room = live_room_open (self, "li.na");
}

void
live_room_tear_down (LiveRoom      *self,
                     gconstpointer  data)
{
  if (self->room != NULL)
    {
      live_room_close (self->room);
      g_assert_finalize_object (g_steal_pointer (&self->room));
    }

  room_fixture_tear_down (&self->fixture, data);
}

GPtrArray *
live_room_make_receive (SrRoom     *room,
                        const char *title)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  GPtrArray *types = sr_configuration_get_rows (sr_room_get_configuration (room),
                                                &sr_service_type_kind);
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

  return acts;
}

GPtrArray *
live_room_make_act (gint64      request,
                    const char *action,
                    ...)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  SrAct *act = sr_act_new (&sr_request_kind, request, action);
  const char *field;
  va_list arguments;

  va_start (arguments, action);
  while ((field = va_arg (arguments, const char *)) != NULL)
    sr_act_set (act, field, va_arg (arguments, const char *));
  va_end (arguments);
  g_ptr_array_add (acts, act);

  return acts;
}

GPtrArray *
live_room_try (SrRoom     *room,
               GPtrArray  *acts,
               GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sr_room_act_async (room, acts, NULL, take_result_cb, &result);
  wait_until (result != NULL);

  return sr_room_act_finish (room, result, error);
}

void
live_room_act (SrRoom    *room,
               GPtrArray *acts)
{
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  outcomes = live_room_try (room, acts, &error);
  g_assert_no_error (error);
  g_assert_nonnull (outcomes);
}

gint64
live_room_receive (SrRoom     *room,
                   const char *title)
{
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  outcomes = live_room_try (room, live_room_make_receive (room, title), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 2);

  return ((SrOutcome *) g_ptr_array_index (outcomes, 1))->record;
}

SrRequestDetail *
live_room_load (SrRoom *room,
                gint64  request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SrRequestDetail *detail;

  sr_room_load_async (room, request, NULL, take_result_cb, &result);
  wait_until (result != NULL);
  detail = sr_room_load_finish (room, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (detail);

  return detail;
}
