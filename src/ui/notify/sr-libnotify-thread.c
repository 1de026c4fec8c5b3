/* The thread on which libnotify is called.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-libnotify-thread"

#include "config.h"

#include "ui/notify/sr-libnotify-thread.h"

#include <glib/gi18n-lib.h>
#include <libnotify/notify.h>

#include "base/sr-worker.h"
#include "ui/notify/sr-presenter-private.h"

#define BUS_NAME "org.freedesktop.Notifications"
/* A server that is there and does not answer is asked again so much later. */
#define SECONDS_OF_PATIENCE 30

/**
 * SrLibnotifyThread:
 *
 *     main thread                          this thread
 *     order ──────► SrPopupOrders ───────► one order a turn ──► libnotify ──► server
 *                        ▲                                                      │
 *                        └── what a server took with it, once there is another ─┤
 *     signals of SrPresenter ◄──────────── news ◄────────────── closed, pressed ┘
 *
 * An order leaves the queue when there is a server that takes it. What is on its screen is
 * remembered here; when it ends, all that goes back into the queue, unless there is a newer word on
 * it. A server that took an order and never answered may have carried it out, so it is told again
 * only when there is another server.
 *
 * Owned by the main thread and the thread itself: whoever is last frees it.
 */
struct _SrLibnotifyThread
{
  gatomicrefcount n_owners;

  /* Of both threads. */
  SrPopupOrders *orders;
  GMainContext  *context;
  gboolean       is_stopped;    /* atomic */

  /* Of the main thread. */
  GWeakRef presenter;

  /* Of this thread. */
  GMainLoop  *loop;
  GHashTable *popups;           /* key: OnScreen */
  GSource    *work;             /* NULL when there is nothing to do */
  GSource    *patience;
  gboolean    is_told;          /* whether there is a server */
  char       *server;           /* NULL when there is none */
  gboolean    is_known;         /* what the server can do */
  gboolean    has_actions;
  gboolean    has_markup;
};

/* What the present server was told to show. */
typedef struct
{
  SrLibnotifyThread  *thread;
  SrPopup            *popup;
  NotifyNotification *notification;
} OnScreen;

typedef enum
{
  NEWS_ACTIVATED,
  NEWS_CLOSED,
  NEWS_SHOWN,
} NewsKind;

typedef struct
{
  SrLibnotifyThread *thread;
  NewsKind kind;
  char    *key;
  guint    number;              /* action, end or id */
  char    *text;                /* token or server */
} News;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NotifyNotification, g_object_unref)

/* libnotify has one name, one proxy and no locks. A thread that is stopped while its server takes
 * its time keeps the next one waiting. */
static GMutex libnotify;

static void
give_up (SrLibnotifyThread *self)
{
  if (!g_atomic_ref_count_dec (&self->n_owners))
    return;

  sr_popup_orders_free (self->orders);
  g_main_context_unref (self->context);
  g_weak_ref_clear (&self->presenter);
  g_free (self);
}

static void
free_news (gpointer data)
{
  News *news = data;

  give_up (news->thread);
  g_free (news->key);
  g_free (news->text);
  g_free (news);
}

/* Runs on the main thread. */
static gboolean
on_news_cb (gpointer data)
{
  News *news = data;
  g_autoptr (SrPresenter) presenter = g_weak_ref_get (&news->thread->presenter);

  SR_ASSERT_MAIN ();

  if (presenter == NULL)
    return G_SOURCE_REMOVE;

  switch (news->kind)
    {
    case NEWS_ACTIVATED:
      sr_presenter_tell_activated (presenter, news->key, news->number, news->text);
      break;

    case NEWS_CLOSED:
      sr_presenter_tell_closed (presenter, news->key, news->number);
      break;

    case NEWS_SHOWN:
      sr_presenter_tell_shown (presenter, news->key, news->number, news->text);
      break;

    default:
      g_assert_not_reached ();
    }

  return G_SOURCE_REMOVE;
}

static void
tell (SrLibnotifyThread *self,
      NewsKind           kind,
      const char        *key,
      guint              number,
      const char        *text)
{
  News *news = g_new0 (News, 1);

  g_atomic_ref_count_inc (&self->n_owners);
  news->thread = self;
  news->kind = kind;
  news->key = g_strdup (key);
  news->number = number;
  news->text = g_strdup (text);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_news_cb, news, free_news);
}

static void
free_on_screen (gpointer data)
{
  OnScreen *on_screen = data;

  sr_popup_free (on_screen->popup);
  g_clear_object (&on_screen->notification);
  g_free (on_screen);
}

static SrPopupEnd
end_of (int reason)
{
  switch (reason)
    {
    case NOTIFY_CLOSED_REASON_EXPIRED:
      return SR_POPUP_END_EXPIRED;

    case NOTIFY_CLOSED_REASON_DISMISSED:
      return SR_POPUP_END_DISMISSED;

    case NOTIFY_CLOSED_REASON_API_REQUEST:
      return SR_POPUP_END_WITHDRAWN;

    default:
      return SR_POPUP_END_UNKNOWN;
    }
}

static void
on_closed_cb (NotifyNotification *notification,
              OnScreen           *on_screen)
{
  SrLibnotifyThread *self = on_screen->thread;

  tell (self, NEWS_CLOSED, on_screen->popup->key,
        end_of (notify_notification_get_closed_reason (notification)), NULL);
  g_hash_table_remove (self->popups, on_screen->popup->key);
}

static void
on_action_cb (NotifyNotification *notification,
              char               *name,
              gpointer            data)
{
  OnScreen *on_screen = data;
  SrPopupAction action = SR_POPUP_ACTION_OPEN;

  for (guint i = 0; i < SR_N_POPUP_ACTIONS; i++)
    if (g_str_equal (name, sr_popup_action_get_name (i)))
      action = i;

  tell (on_screen->thread, NEWS_ACTIVATED, on_screen->popup->key, action,
        notify_notification_get_activation_token (notification));
}

static void
set_hint (NotifyNotification *notification,
          const char         *name,
          const char         *value)
{
  notify_notification_set_hint (notification, name, g_variant_new_string (value));
}

static void
set_hints (NotifyNotification *notification,
           const SrPopup      *popup)
{
  notify_notification_set_urgency (notification, popup->is_critical ? NOTIFY_URGENCY_CRITICAL
                                                                    : NOTIFY_URGENCY_NORMAL);
  notify_notification_set_timeout (notification, popup->is_critical ? NOTIFY_EXPIRES_NEVER
                                                                    : NOTIFY_EXPIRES_DEFAULT);
  notify_notification_set_category (notification, popup->category);
  set_hint (notification, "desktop-entry", APP_ID);
  set_hint (notification, "sound-name",
            popup->is_critical ? "alarm-clock-elapsed" : "message-new-instant");
  /* A locked screen says that there is something, and not what. */
  set_hint (notification, "x-gnome-privacy-scope", "user");
  /* What is critical does not go away by being looked at. */
  if (popup->is_critical)
    notify_notification_set_hint (notification, "resident", g_variant_new_boolean (TRUE));
  if (popup->icon_name != NULL)
    set_hint (notification, "image-path", popup->icon_name);
}

/* The picture of the program beside that of the popup. libnotify has called it by two names, and
 * for one release it sent the older one as a hint. */
static void
set_program (NotifyNotification *notification)
{
  const char *property = "icon-name";

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (notification), "app-icon") != NULL)
    property = "app-icon";
  g_object_set (notification, property, APP_ID, NULL);
}

static void
add_actions (OnScreen *on_screen)
{
  notify_notification_add_action (on_screen->notification, "default",
                                  sr_popup_action_get_label (SR_POPUP_ACTION_OPEN), on_action_cb,
                                  on_screen, NULL);
  for (guint i = 0; i < SR_N_POPUP_ACTIONS; i++)
    notify_notification_add_action (on_screen->notification, sr_popup_action_get_name (i),
                                    sr_popup_action_get_label (i), on_action_cb, on_screen, NULL);
}

static OnScreen *
prepare (SrLibnotifyThread *self,
         const SrPopup     *popup,
         guint              id)
{
  OnScreen *on_screen = g_new0 (OnScreen, 1);
  g_autofree char *body = NULL;

  if (popup->body != NULL)
    body = self->has_markup ? g_markup_escape_text (popup->body, -1) : g_strdup (popup->body);

  on_screen->thread = self;
  on_screen->popup = sr_popup_copy (popup);
  on_screen->notification = notify_notification_new (popup->title, body, NULL);
  set_program (on_screen->notification);
  set_hints (on_screen->notification, popup);
  if (self->has_actions)
    add_actions (on_screen);
  g_object_set (on_screen->notification, "id", id, NULL);
  g_signal_connect (on_screen->notification, "closed", G_CALLBACK (on_closed_cb), on_screen);

  return on_screen;
}

static guint
get_id (NotifyNotification *notification)
{
  int id = 0;

  g_object_get (notification, "id", &id, NULL);

  return MAX (id, 0);
}

/* What this server calls the popup; 0 if it never had it. An id of another one may by now be that
 * of another program. */
static guint
find_id (SrLibnotifyThread  *self,
         const SrPopupOrder *order)
{
  OnScreen *on_screen = g_hash_table_lookup (self->popups, order->key);

  if (on_screen != NULL)
    return get_id (on_screen->notification);
  if (g_strcmp0 (order->server, self->server) != 0 || order->id > G_MAXINT32)
    return 0;

  return order->id;
}

static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)
         || g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY);
}

/* FALSE if the server ended before it answered. */
static gboolean
show (SrLibnotifyThread  *self,
      const SrPopupOrder *order)
{
  OnScreen *on_screen = prepare (self, order->popup, find_id (self, order));
  g_autoptr (GError) error = NULL;
  gboolean is_shown;

  is_shown = notify_notification_show (on_screen->notification, &error);
  if (!is_shown && is_lost (error))
    {
      free_on_screen (on_screen);
      return FALSE;
    }

  g_hash_table_replace (self->popups, on_screen->popup->key, on_screen);
  if (is_shown)
    tell (self, NEWS_SHOWN, order->key, get_id (on_screen->notification), self->server);
  else
    g_debug ("%s was not shown: %s", order->key, error->message);

  return TRUE;
}

static void
withdraw (SrLibnotifyThread  *self,
          const SrPopupOrder *order)
{
  guint id = find_id (self, order);
  g_autoptr (NotifyNotification) notification = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (self->popups, order->key);
  if (id == 0)
    return;

  notification = notify_notification_new ("", NULL, NULL);
  g_object_set (notification, "id", id, NULL);
  if (!notify_notification_close (notification, &error))
    g_debug ("%s was not withdrawn: %s", order->key, error->message);
  tell (self, NEWS_CLOSED, order->key, SR_POPUP_END_WITHDRAWN, NULL);
}

static void
ask_capabilities (SrLibnotifyThread *self)
{
  GList *capabilities = notify_get_server_caps ();

  self->has_actions = g_list_find_custom (capabilities, "actions", (GCompareFunc) strcmp) != NULL;
  self->has_markup = g_list_find_custom (capabilities, "body-markup", (GCompareFunc) strcmp)
                     != NULL;
  /* A server that cannot do anything, or did not answer: it is asked again next time. */
  self->is_known = capabilities != NULL;
  g_list_free_full (capabilities, g_free);
}

static void start_work (SrLibnotifyThread *self);

static gboolean
on_patience_cb (gpointer data)
{
  SrLibnotifyThread *self = data;

  g_clear_pointer (&self->patience, g_source_unref);
  start_work (self);

  return G_SOURCE_REMOVE;
}

static void
be_patient (SrLibnotifyThread *self)
{
  if (self->patience != NULL)
    return;

  self->patience = g_timeout_source_new_seconds (SECONDS_OF_PATIENCE);
  g_source_set_callback (self->patience, on_patience_cb, self, NULL);
  g_source_attach (self->patience, self->context);
}

static gboolean
has_server (SrLibnotifyThread *self)
{
  /* The last orders are no reason to start one. */
  if (self->server == NULL && g_atomic_int_get (&self->is_stopped))
    return FALSE;

  /* Also for a server that the bus starts when it is first asked for anything: it will be told of
   * as soon as it has its name. */
  if (!notify_init (_("Service Room")) || !notify_get_server_info (NULL, NULL, NULL, NULL))
    {
      g_debug ("there is no server that answers");
      if (self->server != NULL)
        be_patient (self);
      return FALSE;
    }

  return self->server != NULL;
}

/* One order a turn, so that what the server said meanwhile is heard in between. */
static gboolean
work_once (SrLibnotifyThread *self)
{
  g_autoptr (SrPopupOrder) order = NULL;

  if (sr_popup_orders_is_empty (self->orders))
    return FALSE;
  if (!self->is_known && !has_server (self))
    return FALSE;
  if (!self->is_known)
    ask_capabilities (self);

  /* This thread alone takes any out. */
  order = sr_popup_orders_pop (self->orders);
  if (order->popup == NULL)
    withdraw (self, order);
  else if (!show (self, order))
    {
      self->is_known = FALSE;
      sr_popup_orders_renew (self->orders, g_steal_pointer (&order));
      return FALSE;
    }

  return TRUE;
}

static gboolean
on_work_cb (gpointer data)
{
  SrLibnotifyThread *self = data;

  if (work_once (self))
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->work, g_source_unref);
  /* What GIO has begun for this thread, it ends on this thread. */
  if (self->is_told && g_atomic_int_get (&self->is_stopped))
    g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

/* After everything that the bus has to say. */
static void
start_work (SrLibnotifyThread *self)
{
  if (self->work != NULL || self->popups == NULL)
    return;

  self->work = g_idle_source_new ();
  g_source_set_priority (self->work, G_PRIORITY_LOW);
  g_source_set_callback (self->work, on_work_cb, self, NULL);
  g_source_attach (self->work, self->context);
}

static gboolean
on_order_cb (gpointer data)
{
  start_work (data);

  return G_SOURCE_REMOVE;
}

static void
on_name_appeared_cb (GDBusConnection *bus,
                     const char      *name,
                     const char      *owner,
                     gpointer         data)
{
  SrLibnotifyThread *self = data;

  g_debug ("the server is %s", owner);
  /* What is left to say when this is stopped is not for a server that comes after. */
  if (self->is_told && g_atomic_int_get (&self->is_stopped))
    return;

  self->is_told = TRUE;
  /* The name of a connection comes again with another bus. */
  g_free (self->server);
  self->server = g_strconcat (g_dbus_connection_get_guid (bus), owner, NULL);
  start_work (self);
}

/* Also between two servers, and when there is none at first. */
static void
on_name_vanished_cb (GDBusConnection *bus,
                     const char      *name,
                     gpointer         data)
{
  SrLibnotifyThread *self = data;
  GHashTableIter iter;
  gpointer value;

  g_debug ("there is no server");
  self->is_told = TRUE;
  g_clear_pointer (&self->server, g_free);
  self->is_known = FALSE;

  g_hash_table_iter_init (&iter, self->popups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      sr_popup_orders_renew (self->orders, sr_popup_order_new_show (((OnScreen *) value)->popup));
      g_hash_table_iter_remove (&iter);
    }
  /* Its proxy would call the old server once more. */
  notify_uninit ();
  if (g_atomic_int_get (&self->is_stopped))
    start_work (self);
}

static void
stop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* GIO keeps a context for ever that it has still something to say to. After the answer to a question
 * there is nothing on its way from the bus any more that was asked for before. */
static void
hear_the_rest (SrLibnotifyThread *self)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) reply = NULL;

  if (bus != NULL)
    reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                         "org.freedesktop.DBus", "GetId", NULL, NULL,
                                         G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL);
  while (g_main_context_iteration (self->context, FALSE))
    ;
}

static gpointer
run (gpointer data)
{
  SrLibnotifyThread *self = data;
  guint watch;

  SR_ASSERT_WORKER ();

  g_mutex_lock (&libnotify);
  g_main_context_push_thread_default (self->context);
  self->loop = g_main_loop_new (self->context, FALSE);
  self->popups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_on_screen);
  watch = g_bus_watch_name (G_BUS_TYPE_SESSION, BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                            on_name_appeared_cb, on_name_vanished_cb, self, NULL);

  g_main_loop_run (self->loop);

  g_bus_unwatch_name (watch);
  stop_source (&self->work);
  stop_source (&self->patience);
  /* In this order: what libnotify still knows of at its end, it closes. */
  g_clear_pointer (&self->popups, g_hash_table_unref);
  notify_uninit ();
  hear_the_rest (self);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_main_context_pop_thread_default (self->context);
  g_mutex_unlock (&libnotify);
  give_up (self);

  return NULL;
}

static void
wake (SrLibnotifyThread *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_order_cb, self, NULL);
  g_source_attach (source, self->context);
}

/**
 * sr_libnotify_thread_start:
 * @presenter: whose signals tell what happens; it may end at any time
 *
 * Returns: (transfer full): a thread that waits for orders
 */
SrLibnotifyThread *
sr_libnotify_thread_start (SrPresenter *presenter)
{
  SrLibnotifyThread *self = g_new0 (SrLibnotifyThread, 1);

  g_atomic_ref_count_init (&self->n_owners);
  g_atomic_ref_count_inc (&self->n_owners);
  self->orders = sr_popup_orders_new ();
  self->context = g_main_context_new ();
  g_weak_ref_init (&self->presenter, presenter);
  g_thread_unref (g_thread_new ("popups", run, self));

  return self;
}

/**
 * sr_libnotify_thread_order:
 * @order: (transfer full): what to do, as soon as there is a server
 */
void
sr_libnotify_thread_order (SrLibnotifyThread *self,
                           SrPopupOrder      *order)
{
  SR_ASSERT_MAIN ();

  sr_popup_orders_push (self->orders, order);
  wake (self);
}

/**
 * sr_libnotify_thread_stop:
 * @self: (transfer full): the thread
 *
 * Lets it carry out its last orders, if there is a server for them, and end; does not wait for it.
 */
void
sr_libnotify_thread_stop (SrLibnotifyThread *self)
{
  SR_ASSERT_MAIN ();

  g_atomic_int_set (&self->is_stopped, TRUE);
  wake (self);
  give_up (self);
}
