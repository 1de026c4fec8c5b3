/* A notification server that is told how to misbehave.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-notifications.h"

#define PATH "/org/freedesktop/Notifications"
#define NAME "org.freedesktop.Notifications"

static const char description[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='GetServerInformation'>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
  "<method name='Notify'>"
  "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
  "<arg type='u' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
  "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
  "<signal name='ActivationToken'><arg type='u'/><arg type='s'/></signal>"
  "</interface></node>";

struct _FakeNotifications
{
  guint  delay;
  char **capabilities;

  GThread         *thread;
  GMainContext    *context;
  GMainLoop       *loop;
  GDBusConnection *bus;

  /* Of both threads. */
  GMutex     mutex;
  GCond      changed;
  gboolean   is_ready;
  GPtrArray *notified;
  GPtrArray *unanswered;
  GArray    *closed;
  guint      n_asked;
  guint      last_id;
};

static void
free_notify (gpointer data)
{
  FakeNotify *notify = data;

  g_free (notify->program);
  g_free (notify->icon);
  g_free (notify->title);
  g_free (notify->body);
  g_strfreev (notify->actions);
  g_variant_unref (notify->hints);
  g_free (notify);
}

typedef struct
{
  GDBusMethodInvocation *invocation;
  guint id;
} Answer;

static gboolean
on_answer_cb (gpointer data)
{
  Answer *answer = data;

  g_dbus_method_invocation_return_value (answer->invocation, g_variant_new ("(u)", answer->id));

  return G_SOURCE_REMOVE;
}

static void
answer_later (FakeNotifications     *self,
              GDBusMethodInvocation *invocation,
              guint                  id)
{
  g_autoptr (GSource) source = NULL;
  Answer *answer;

  if (self->delay == FAKE_NOTIFICATIONS_HANG)
    {
      g_ptr_array_add (self->unanswered, invocation);
      return;
    }

  answer = g_new0 (Answer, 1);
  answer->invocation = invocation;
  answer->id = id;
  source = g_timeout_source_new (self->delay);
  g_source_set_callback (source, on_answer_cb, answer, g_free);
  g_source_attach (source, self->context);
}

static void
take_notify (FakeNotifications     *self,
             GVariant              *parameters,
             GDBusMethodInvocation *invocation)
{
  FakeNotify *notify = g_new0 (FakeNotify, 1);
  guint id;

  g_variant_get (parameters, "(susss^as@a{sv}i)", &notify->program, &notify->replaces,
                 &notify->icon, &notify->title, &notify->body, &notify->actions, &notify->hints,
                 &notify->timeout);
  g_mutex_lock (&self->mutex);
  id = notify->replaces != 0 ? notify->replaces : ++self->last_id;
  notify->id = id;
  g_ptr_array_add (self->notified, notify);
  g_mutex_unlock (&self->mutex);

  if (self->delay == 0)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", id));
  else
    answer_later (self, invocation, id);
}

static void
send (FakeNotifications *self,
      const char        *name,
      GVariant          *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->bus, NULL, PATH, NAME, name, parameters, &error);
  g_assert_no_error (error);
}

static void
on_call_cb (GDBusConnection       *bus,
            const char            *sender,
            const char            *path,
            const char            *interface,
            const char            *method,
            GVariant              *parameters,
            GDBusMethodInvocation *invocation,
            gpointer               data)
{
  FakeNotifications *self = data;

  if (g_str_equal (method, "Notify"))
    take_notify (self, parameters, invocation);
  else if (g_str_equal (method, "GetCapabilities"))
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(^as)", self->capabilities));
  else if (g_str_equal (method, "GetServerInformation"))
    {
      g_mutex_lock (&self->mutex);
      self->n_asked++;
      g_mutex_unlock (&self->mutex);
      g_dbus_method_invocation_return_value (invocation,
                                             g_variant_new ("(ssss)", "fake", "us", "1", "1.2"));
    }
  else
    {
      guint id;

      g_variant_get (parameters, "(u)", &id);
      g_mutex_lock (&self->mutex);
      g_array_append_val (self->closed, id);
      g_mutex_unlock (&self->mutex);
      g_dbus_method_invocation_return_value (invocation, NULL);
      send (self, "NotificationClosed", g_variant_new ("(uu)", id, 3));
    }
}

static const GDBusInterfaceVTable interface_table = { .method_call = on_call_cb };

static gpointer
run (gpointer data)
{
  FakeNotifications *self = data;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  self->bus =
    g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                            | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (self->bus, PATH, node->interfaces[0], &interface_table, self,
                                     NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", NAME, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  g_mutex_lock (&self->mutex);
  self->is_ready = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);

  g_main_loop_run (self->loop);

  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

FakeNotifications *
fake_notifications_start (guint       delay,
                          const char *capabilities)
{
  FakeNotifications *self = g_new0 (FakeNotifications, 1);

  self->delay = delay;
  self->capabilities = g_strsplit (capabilities != NULL ? capabilities
                                                        : "actions body body-markup persistence",
                                   " ", -1);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->notified = g_ptr_array_new_with_free_func (free_notify);
  self->unanswered = g_ptr_array_new_with_free_func (g_object_unref);
  self->closed = g_array_new (FALSE, FALSE, sizeof (guint));
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("fake-server", run, self);

  g_mutex_lock (&self->mutex);
  while (!self->is_ready)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);

  return self;
}

static gboolean
on_quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

void
fake_notifications_stop (FakeNotifications *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, on_quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->notified);
  g_ptr_array_unref (self->unanswered);
  g_array_unref (self->closed);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_strfreev (self->capabilities);
  g_free (self);
}

guint
fake_notifications_count (FakeNotifications *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->notified->len;
  g_mutex_unlock (&self->mutex);

  return n;
}

guint
fake_notifications_count_close (FakeNotifications *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->closed->len;
  g_mutex_unlock (&self->mutex);

  return n;
}

guint
fake_notifications_count_asked (FakeNotifications *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->n_asked;
  g_mutex_unlock (&self->mutex);

  return n;
}

const FakeNotify *
fake_notifications_get (FakeNotifications *self,
                        guint              n)
{
  const FakeNotify *notify;

  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (n, <, self->notified->len);
  notify = g_ptr_array_index (self->notified, n);
  g_mutex_unlock (&self->mutex);

  return notify;
}

guint
fake_notifications_get_closed (FakeNotifications *self,
                               guint              n)
{
  guint id;

  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (n, <, self->closed->len);
  id = g_array_index (self->closed, guint, n);
  g_mutex_unlock (&self->mutex);

  return id;
}

void
fake_notifications_press (FakeNotifications *self,
                          guint              id,
                          const char        *action)
{
  send (self, "ActivationToken", g_variant_new ("(us)", id, "token"));
  send (self, "ActionInvoked", g_variant_new ("(us)", id, action));
}

void
fake_notifications_close (FakeNotifications *self,
                          guint              id,
                          guint              reason)
{
  send (self, "NotificationClosed", g_variant_new ("(uu)", id, reason));
}
