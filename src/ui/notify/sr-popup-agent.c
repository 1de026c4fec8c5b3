/* Has the desktop show what the person is to be reminded of.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-popup-agent"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/sr-wake.h"
#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "models/sr-reminder-sentence.h"
#include "ui/notify/sr-popup-agent.h"

#define LATER_SECONDS (15 * 60)
#define RETRY_SECONDS 60

#define DIGEST_KEY "digest"
#define SUMMARY_KEY "summary"

/**
 * SrPopupAgent:
 *
 * Looks at the person's reminders whenever one of them changes, and when one that waits is due:
 *
 *   reminders, hours, what is shown -> plan (domain) -> "show" through the gate -> presenter
 *
 * What was shown is noted before it is shown, so that nothing comes twice; what the server calls it is
 * kept in the room, so that the next run of the program replaces it. The bell has all of it in any case.
 *
 * Lives on the main thread.
 */
struct _SrPopupAgent
{
  GObject       parent_instance;

  /* Owned */
  SrRoom       *room;
  SrPresenter  *presenter;
  SrWake       *wake;
  GCancellable *cancellable;
  SrPopupState *state;         /* as it was read last */
  GHashTable   *wanted;        /* set of keys: popups that are to be shown, or shown anew */

  /* State */
  gboolean      shows_names;
  gint64        since;         /* when this began to watch */
  guint         is_looking : 1;
  guint         is_stale : 1;  /* something changed while it looked */
  guint         has_looked : 1;
};

enum
{
  PROP_0,
  PROP_SHOWS_NAMES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrPopupAgent, sr_popup_agent, G_TYPE_OBJECT)

static void look (SrPopupAgent *self);

/* ---- which popup a reminder is in ---- */

static char *
make_key (const SrRow *reminder,
          SrShowing    showing)
{
  if (showing == SR_SHOWING_DIGEST)
    return g_strdup (DIGEST_KEY);
  if (showing == SR_SHOWING_SUMMARY)
    return g_strdup (SUMMARY_KEY);

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT,
                          sr_row_get_text (reminder, SR_REMINDER_SUBJECT_KIND),
                          sr_row_get_integer (reminder, SR_REMINDER_SUBJECT));
}

static SrShowing
get_showing (const SrRow *reminder)
{
  const char *shown_as = sr_row_get_text (reminder, SR_REMINDER_SHOWN_AS);

  for (guint i = 0; sr_reminder_showings[i].value != NULL; i++)
    {
      if (g_strcmp0 (sr_reminder_showings[i].value, shown_as) == 0)
        return (SrShowing) i;
    }

  return SR_SHOWING_SINGLE;
}

/* Those that are shown in the popup now; (element-type SrListedReminder). */
static GPtrArray *
find_shown (SrPopupAgent *self,
            const char   *key)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; self->state != NULL && i < self->state->listed->len; i++)
    {
      SrListedReminder *reminder = g_ptr_array_index (self->state->listed, i);
      g_autofree char *own = NULL;

      if (!sr_row_is (reminder->row, SR_REMINDER_STATE, "shown"))
        continue;

      own = make_key (reminder->row, get_showing (reminder->row));
      if (g_str_equal (own, key))
        g_ptr_array_add (found, reminder);
    }

  return found;
}

static const SrShownPopup *
find_popup (SrPopupAgent *self,
            const char   *key)
{
  for (guint i = 0; i < self->state->popups->len; i++)
    {
      const SrShownPopup *popup = g_ptr_array_index (self->state->popups, i);

      if (g_str_equal (popup->key, key))
        return popup;
    }

  return NULL;
}

/* ---- what a popup says ---- */

static gboolean
is_critical (GPtrArray *reminders)
{
  for (guint i = 0; i < reminders->len; i++)
    {
      const SrListedReminder *reminder = g_ptr_array_index (reminders, i);

      if (sr_row_is (reminder->row, SR_REMINDER_FORM, "critical"))
        return TRUE;
    }

  return FALSE;
}

/* What is told of one record: who passes by the screen reads it too. */
static char *
make_body (SrPopupAgent           *self,
           const SrListedReminder *reminder)
{
  const char *type = sr_configuration_get_label (sr_room_get_configuration (self->room),
                                                 sr_service_type_kind.name, reminder->type);
  g_autofree char *line = sr_reminder_sentence_line (reminder->row, type,
                                                     sr_room_get_calendar (self->room),
                                                     sr_room_get_now (self->room));
  g_autofree char *names = NULL;

  if (!self->shows_names)
    return g_steal_pointer (&line);

  names = sr_reminder_sentence_names (reminder->customer, reminder->title);

  return *names != '\0' ? g_strdup_printf ("%s\n%s", line, names) : g_steal_pointer (&line);
}

static SrPopup *
make_popup (SrPopupAgent *self,
            const char   *key,
            GPtrArray    *reminders)
{
  SrCalendar *calendar = sr_room_get_calendar (self->room);
  gint64 now = sr_room_get_now (self->room);
  const SrShownPopup *shown = find_popup (self, key);
  const SrListedReminder *last = g_ptr_array_index (reminders, reminders->len - 1);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  SrPopup *popup;

  /* Of several levels of one deadline the last is what there is to say. */
  body = sr_reminder_sentence_title (last->row, calendar, now);
  if (g_str_equal (key, DIGEST_KEY))
    {
      title = sr_reminder_sentence_away (reminders->len);
    }
  else if (g_str_equal (key, SUMMARY_KEY))
    {
      title = g_strdup_printf (ngettext ("%u reminder", "%u reminders", reminders->len),
                               reminders->len);
    }
  else
    {
      title = g_steal_pointer (&body);
      body = make_body (self, last);
    }

  popup = sr_popup_new (key, title, body);
  popup->is_critical = is_critical (reminders);
  if (shown != NULL)
    {
      popup->replaces = shown->server_id;
      popup->server = g_strdup (shown->server);
    }

  return popup;
}

/* ---- what is noted, then shown ---- */

static void
end_look (SrPopupAgent *self)
{
  self->is_looking = FALSE;
  if (self->is_stale)
    look (self);
}

/* The room says why; the next change, or the next minute, brings another look. */
static void
look_later (SrPopupAgent *self)
{
  if (self->wake != NULL)
    sr_wake_arm (self->wake, sr_room_get_now (self->room) + RETRY_SECONDS);
}

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (SrPopupAgent) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = sr_room_act_finish (SR_ROOM (source), result, &error);

  /* Somebody may have acknowledged one of them meanwhile. */
  if (outcomes == NULL)
    look_later (self);
  else
    self->is_stale = TRUE;

  end_look (self);
}

static void
note_plans (SrPopupAgent *self,
            GPtrArray    *plans)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);

  for (guint i = 0; i < plans->len; i++)
    {
      SrPopupPlan *plan = g_ptr_array_index (plans, i);

      g_hash_table_add (self->wanted, make_key (g_ptr_array_index (plan->reminders, 0),
                                                plan->showing));
      for (guint j = 0; j < plan->reminders->len; j++)
        {
          SrAct *act = sr_act_new (&sr_reminder_kind,
                                   sr_row_get_id (g_ptr_array_index (plan->reminders, j)), "show");

          sr_act_set (act, "shown_as", sr_reminder_showings[plan->showing].value);
          g_ptr_array_add (acts, act);
        }
    }

  sr_room_act_async (self->room, acts, NULL, noted_cb, g_object_ref (self));
}

/* ---- the look ---- */

/* What nobody needs any more goes. What an earlier run of the program showed is shown by this one, so
 * that its buttons work. */
static void
settle_shown (SrPopupAgent *self)
{
  for (guint i = 0; i < self->state->popups->len; i++)
    {
      const SrShownPopup *popup = g_ptr_array_index (self->state->popups, i);
      g_autoptr (GPtrArray) reminders = find_shown (self, popup->key);

      if (reminders->len == 0)
        {
          sr_presenter_withdraw (self->presenter, popup->key, popup->server_id, popup->server);
          sr_room_keep_popup_async (self->room, popup->key, NULL, 0, NULL, NULL);
        }
      else if (!self->has_looked)
        {
          g_hash_table_add (self->wanted, g_strdup (popup->key));
        }
    }

  self->has_looked = TRUE;
}

static void
show_wanted (SrPopupAgent *self)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autoptr (GPtrArray) reminders = find_shown (self, key);

      if (reminders->len > 0)
        {
          g_autoptr (SrPopup) popup = make_popup (self, key, reminders);

          sr_presenter_show (self->presenter, popup);
        }
    }

  g_hash_table_remove_all (self->wanted);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SrPopupAgent) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SrPopupState) state = sr_room_load_popups_finish (SR_ROOM (source), result, &error);
  g_autoptr (GPtrArray) plans = NULL;
  gint64 next = G_MAXINT64;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (state == NULL)
    {
      look_later (self);
      end_look (self);
      return;
    }

  plans = sr_popup_state_plan (state, sr_room_get_calendar (self->room), self->since,
                               sr_room_get_now (self->room), &next);
  sr_wake_arm (self->wake, next);

  if (plans->len > 0)
    {
      note_plans (self, plans);
      return;
    }

  sr_popup_state_free (self->state);
  self->state = g_steal_pointer (&state);
  settle_shown (self);
  show_wanted (self);
  end_look (self);
}

static void
look (SrPopupAgent *self)
{
  if (self->is_looking || g_cancellable_is_cancelled (self->cancellable))
    {
      self->is_stale = TRUE;
      return;
    }

  self->is_looking = TRUE;
  self->is_stale = FALSE;
  sr_room_load_popups_async (self->room, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
on_changed_cb (SrPopupAgent *self,
               const char   *kind,
               gint64        record)
{
  if (g_str_equal (kind, sr_reminder_kind.name) || g_str_equal (kind, sr_duty_kind.name) ||
      g_str_equal (kind, sr_absence_kind.name))
    look (self);
}

/* ---- what the person does ---- */

static void
act_on (SrPopupAgent *self,
        GPtrArray    *reminders,
        const char   *action)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);
  g_autofree char *until =
    sr_instant_to_iso (sr_room_get_now (self->room) + LATER_SECONDS, sr_room_get_zone (self->room));

  for (guint i = 0; i < reminders->len; i++)
    {
      const SrListedReminder *reminder = g_ptr_array_index (reminders, i);
      SrAct *act = sr_act_new (&sr_reminder_kind, sr_row_get_id (reminder->row), action);

      if (g_str_equal (action, "snooze"))
        sr_act_set (act, "snoozed_until", until);
      g_ptr_array_add (acts, act);
    }

  sr_room_act_async (self->room, acts, NULL, NULL, NULL);
}

static void
open_subject (SrPopupAgent *self,
              GPtrArray    *reminders)
{
  const SrListedReminder *first = g_ptr_array_index (reminders, 0);
  gboolean is_single = reminders->len == 1 || get_showing (first->row) == SR_SHOWING_SINGLE;

  g_signal_emit (self, signals[OPEN], 0,
                 is_single ? sr_row_get_text (first->row, SR_REMINDER_SUBJECT_KIND) : NULL,
                 is_single ? sr_row_get_integer (first->row, SR_REMINDER_SUBJECT)
                           : G_GINT64_CONSTANT (0));
}

/**
 * sr_popup_agent_perform:
 * @key: what the popup is about
 * @action: which of its buttons
 *
 * Does nothing if nothing is shown under the key any more.
 */
void
sr_popup_agent_perform (SrPopupAgent  *self,
                        const char    *key,
                        SrPopupAction  action)
{
  g_autoptr (GPtrArray) reminders = NULL;

  g_return_if_fail (SR_IS_POPUP_AGENT (self));

  reminders = find_shown (self, key);
  if (reminders->len == 0)
    return;

  if (action == SR_POPUP_ACTION_OPEN)
    open_subject (self, reminders);
  else
    act_on (self, reminders, action == SR_POPUP_ACTION_ACKNOWLEDGE ? "acknowledge" : "snooze");
}

static void
on_activated_cb (SrPopupAgent  *self,
                 const char    *key,
                 SrPopupAction  action)
{
  sr_popup_agent_perform (self, key, action);
}

static void
on_shown_cb (SrPopupAgent *self,
             const char   *key,
             guint         id,
             const char   *server)
{
  /* A server that knows popups by their keys gives no number. */
  sr_room_keep_popup_async (self->room, key, server != NULL ? server : "", MAX (id, 1), NULL, NULL);
}

/* Closed is not acknowledged: the bell has it. It is not brought back by the next run. */
static void
on_closed_cb (SrPopupAgent *self,
              const char   *key,
              SrPopupEnd    end)
{
  if (end == SR_POPUP_END_EXPIRED || end == SR_POPUP_END_DISMISSED)
    sr_room_keep_popup_async (self->room, key, NULL, 0, NULL, NULL);
}

/* ---- the object ---- */

static void
sr_popup_agent_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  SrPopupAgent *self = SR_POPUP_AGENT (object);

  switch (id)
    {
    case PROP_SHOWS_NAMES:
      g_value_set_boolean (value, self->shows_names);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_popup_agent_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SrPopupAgent *self = SR_POPUP_AGENT (object);

  switch (id)
    {
    case PROP_SHOWS_NAMES:
      self->shows_names = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_popup_agent_dispose (GObject *object)
{
  SrPopupAgent *self = SR_POPUP_AGENT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->wake);
  g_clear_object (&self->presenter);
  g_clear_object (&self->room);
  g_clear_pointer (&self->state, sr_popup_state_free);

  G_OBJECT_CLASS (sr_popup_agent_parent_class)->dispose (object);
}

static void
sr_popup_agent_finalize (GObject *object)
{
  SrPopupAgent *self = SR_POPUP_AGENT (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->wanted);

  G_OBJECT_CLASS (sr_popup_agent_parent_class)->finalize (object);
}

static void
sr_popup_agent_class_init (SrPopupAgentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sr_popup_agent_dispose;
  object_class->finalize = sr_popup_agent_finalize;
  object_class->get_property = sr_popup_agent_get_property;
  object_class->set_property = sr_popup_agent_set_property;

  /**
   * SrPopupAgent:shows-names:
   *
   * Whether a popup says who called and what about. Counts for popups that are shown from then on.
   */
  properties[PROP_SHOWS_NAMES] =
    g_param_spec_boolean ("shows-names", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * SrPopupAgent::open:
   * @kind: (nullable): the kind of record; %NULL for a popup that is about several
   * @record: its id, or 0
   */
  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
sr_popup_agent_init (SrPopupAgent *self)
{
  self->cancellable = g_cancellable_new ();
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * sr_popup_agent_new:
 * @room: an open room, somebody signed in
 * @presenter: what shows popups
 *
 * Returns: (transfer full): an agent that shows the person's reminders from now on
 */
SrPopupAgent *
sr_popup_agent_new (SrRoom      *room,
                    SrPresenter *presenter)
{
  SrPopupAgent *self = g_object_new (SR_TYPE_POPUP_AGENT, NULL);

  self->room = g_object_ref (room);
  self->presenter = g_object_ref (presenter);
  self->since = sr_room_get_now (room);
  self->wake = sr_wake_new (sr_room_get_clock (room));

  g_signal_connect_object (room, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  /* The hours of the room may be others. */
  g_signal_connect_object (room, "notify::configuration", G_CALLBACK (look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->wake, "due", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->wake, "shaken", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "shown", G_CALLBACK (on_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (presenter, "closed", G_CALLBACK (on_closed_cb), self, G_CONNECT_SWAPPED);
  look (self);

  return self;
}
