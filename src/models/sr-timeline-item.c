/* One step of the history of a request, told for people.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-timeline-item"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-undo.h"
#include "models/sr-due.h"
#include "models/sr-step-title.h"
#include "models/sr-timeline-item.h"

struct _SrTimelineItem
{
  GObject   parent_instance;

  char     *zone;
  char     *when;
  char     *who;
  char     *action;
  char     *title;
  char     *text;
  char     *attachment;
  char     *attachment_name;
  const char *category;
  gint64    sequence;
  gint64    instant;
  gboolean  inferred;
  gboolean  undone;
};

enum
{
  PROP_0,
  PROP_WHEN,
  PROP_INSTANT,
  PROP_WHO,
  PROP_ACTION,
  PROP_TITLE,
  PROP_TEXT,
  PROP_CATEGORY,
  PROP_INFERRED,
  PROP_UNDONE,
  PROP_ATTACHMENT,
  PROP_ATTACHMENT_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SrTimelineItem, sr_timeline_item, G_TYPE_OBJECT)

/* What somebody wrote, in the order in which it is looked for. */
static const struct
{
  const char *kind;
  const char *field;
} texts[] = {
  { "note", "text" },
  { "contact", "summary" },
  { "request", "solution" },
  { "request", "withdrawal" },
  { "request", "waiting_for" },
  { "request", "promise_reason" },
  { "request", "extension_reason" },
  { "request", "follow_up_reason" },
  { "hand-off", "result" },
  { "hand-off", "reason" },
};

/* A review is several answers: each with its question. NULL if the step wrote none. */
static char *
make_review_text (JsonArray *changes)
{
  static const guint fields[] = {
    SR_REVIEW_HAPPENED, SR_REVIEW_HELPED, SR_REVIEW_TO_CHANGE, SR_REVIEW_LEFT_OUT
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const SrField *field = &sr_review_kind.fields[fields[i]];
      JsonNode *after = sr_step_find_after (changes, sr_review_kind.name, field->name);

      if (after != NULL)
        {
          if (text->len > 0)
            g_string_append_c (text, '\n');
          /* Translators: the label of a field, then what it holds */
          g_string_append_printf (text, C_("timeline", "%1$s: %2$s"), _(field->label),
                                  json_node_get_string (after));
        }
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
make_text (JsonArray  *changes,
           const char *reason)
{
  char *review = make_review_text (changes);

  if (review != NULL)
    return review;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      JsonNode *after = sr_step_find_after (changes, texts[i].kind, texts[i].field);

      if (after != NULL && json_node_get_value_type (after) == G_TYPE_STRING)
        return g_strdup (json_node_get_string (after));
    }

  return g_strdup (reason);
}

static char *
make_who (const SrRow     *event,
          SrRequestDetail *detail)
{
  const char *actor = sr_row_get_text (event, SR_EVENT_ACTOR);
  const SrRow *staff = sr_configuration_find_text (detail->configuration, &sr_staff_kind, actor);

  if (staff != NULL)
    return g_strdup (sr_row_get_text (staff, SR_STAFF_NAME));

  /* Nobody did it: a timer, a calendar. */
  return g_strdup (g_strcmp0 (actor, "room") == 0 ? _("The room") : actor);
}

static const SrRow *
find_event (SrRequestDetail *detail,
            gint64           sequence)
{
  for (guint i = 0; i < detail->events->len; i++)
    {
      const SrRow *event = g_ptr_array_index (detail->events, i);

      if (sr_row_get_integer (event, SR_EVENT_SEQUENCE) == sequence)
        return event;
    }

  return NULL;
}

static gboolean
is_undone (SrRequestDetail *detail,
           gint64           sequence)
{
  for (guint i = 0; i < detail->events->len; i++)
    {
      const SrRow *event = g_ptr_array_index (detail->events, i);

      if (sr_row_is (event, SR_EVENT_ACTION, SR_UNDO_ACTION) &&
          sr_undo_reason_parse (sr_row_get_text (event, SR_EVENT_REASON)) == sequence)
        return TRUE;
    }

  return FALSE;
}

/* What was taken back is told once more by its title. */
static char *
make_undo_title (const SrRow     *event,
                 SrRequestDetail *detail)
{
  gint64 sequence = sr_undo_reason_parse (sr_row_get_text (event, SR_EVENT_REASON));
  const SrRow *undone = find_event (detail, sequence);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *body = undone != NULL ? sr_step_read_body (undone, &root) : NULL;
  g_autofree char *title = NULL;
  GString *sentence;

  if (body == NULL)
    return g_strdup (C_("timeline", "The step before was undone"));

  title = sr_step_title (sr_row_get_text (undone, SR_EVENT_ACTION),
                         json_object_get_array_member (body, "changes"), detail->configuration,
                         detail);
  sentence = g_string_new (C_("timeline", "Undone: %s"));
  g_string_replace (sentence, "%s", title, 1);

  return g_string_free (sentence, FALSE);
}

static void
read_body (SrTimelineItem  *self,
           const SrRow     *event,
           SrRequestDetail *detail)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *body = sr_step_read_body (event, &root);
  JsonArray *changes;
  JsonNode *node;
  const char *source;

  if (body == NULL)
    return;

  if (g_str_equal (self->action, SR_UNDO_ACTION))
    {
      self->title = make_undo_title (event, detail);
      return;
    }

  changes = json_object_get_array_member (body, "changes");
  self->title = sr_step_title (self->action, changes, detail->configuration, detail);
  self->text = make_text (changes, sr_row_get_text (event, SR_EVENT_REASON));

  node = sr_step_find_after (changes, "attachment", "sha256");
  self->attachment = node != NULL ? json_node_dup_string (node) : NULL;
  node = sr_step_find_after (changes, "attachment", "name");
  self->attachment_name = node != NULL ? json_node_dup_string (node) : NULL;

  source = json_object_get_string_member_with_default (body, "source", NULL);
  self->inferred = source != NULL && g_str_has_suffix (source, SR_ACT_INFERRED);
}

static void
sr_timeline_item_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  SrTimelineItem *self = SR_TIMELINE_ITEM (object);

  switch (id)
    {
    case PROP_WHEN:
      g_value_set_string (value, self->when);
      break;
    case PROP_INSTANT:
      g_value_set_int64 (value, self->instant);
      break;
    case PROP_WHO:
      g_value_set_string (value, self->who);
      break;
    case PROP_ACTION:
      g_value_set_string (value, self->action);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_CATEGORY:
      g_value_set_string (value, self->category);
      break;
    case PROP_INFERRED:
      g_value_set_boolean (value, self->inferred);
      break;
    case PROP_UNDONE:
      g_value_set_boolean (value, self->undone);
      break;
    case PROP_ATTACHMENT:
      g_value_set_string (value, self->attachment);
      break;
    case PROP_ATTACHMENT_NAME:
      g_value_set_string (value, self->attachment_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sr_timeline_item_finalize (GObject *object)
{
  SrTimelineItem *self = SR_TIMELINE_ITEM (object);

  g_free (self->zone);
  g_free (self->when);
  g_free (self->who);
  g_free (self->action);
  g_free (self->title);
  g_free (self->text);
  g_free (self->attachment);
  g_free (self->attachment_name);

  G_OBJECT_CLASS (sr_timeline_item_parent_class)->finalize (object);
}

static void
sr_timeline_item_class_init (SrTimelineItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sr_timeline_item_get_property;
  object_class->finalize = sr_timeline_item_finalize;

  properties[PROP_WHEN] = g_param_spec_string ("when", NULL, NULL, NULL, flags);
  properties[PROP_INSTANT] = g_param_spec_int64 ("instant", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                                 flags);
  properties[PROP_WHO] = g_param_spec_string ("who", NULL, NULL, NULL, flags);
  properties[PROP_ACTION] = g_param_spec_string ("action", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_CATEGORY] = g_param_spec_string ("category", NULL, NULL, NULL, flags);
  properties[PROP_INFERRED] = g_param_spec_boolean ("inferred", NULL, NULL, FALSE, flags);
  properties[PROP_UNDONE] = g_param_spec_boolean ("undone", NULL, NULL, FALSE, flags);
  properties[PROP_ATTACHMENT] = g_param_spec_string ("attachment", NULL, NULL, NULL, flags);
  properties[PROP_ATTACHMENT_NAME] = g_param_spec_string ("attachment-name", NULL, NULL, NULL,
                                                          flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sr_timeline_item_init (SrTimelineItem *self)
{
}

/**
 * sr_timeline_item_new:
 * @event: a row of kind event
 * @detail: the request that it is about; used during the call only
 *
 * Returns: (transfer full): the step, told in the language of the program
 */
SrTimelineItem *
sr_timeline_item_new (const SrRow     *event,
                      SrRequestDetail *detail)
{
  SrTimelineItem *self = g_object_new (SR_TYPE_TIMELINE_ITEM, NULL);

  self->sequence = sr_row_get_id (event);
  self->instant = sr_row_get_integer (event, SR_EVENT_AT);
  self->action = g_strdup (sr_row_get_text (event, SR_EVENT_ACTION));
  self->zone = g_strdup (sr_configuration_get_zone (detail->configuration));
  self->who = make_who (event, detail);

  if (g_str_equal (self->action, "note"))
    self->category = "note";
  else if (g_str_equal (self->action, "contact") || g_str_equal (self->action, "answer"))
    self->category = "contact";
  else
    self->category = "step";

  read_body (self, event, detail);
  if (self->title == NULL)
    self->title = g_strdup (self->action);
  sr_timeline_item_set_detail (self, detail);

  return self;
}

/**
 * sr_timeline_item_set_detail:
 * @detail: the request that it is about, read anew; used during the call only
 *
 * Says whether the step was taken back meanwhile. A note that was is told as retracted.
 */
void
sr_timeline_item_set_detail (SrTimelineItem  *self,
                             SrRequestDetail *detail)
{
  g_return_if_fail (SR_IS_TIMELINE_ITEM (self));

  if (self->undone || !is_undone (detail, self->sequence))
    return;

  self->undone = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDONE]);

  if (g_str_equal (self->action, "note"))
    {
      g_free (self->title);
      self->title = g_strdup (C_("timeline", "Note, retracted"));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
}

/**
 * sr_timeline_item_set_now:
 * @now: seconds in UTC
 *
 * Says "when" anew, as it reads now.
 */
void
sr_timeline_item_set_now (SrTimelineItem *self,
                          gint64          now)
{
  g_autofree char *when = NULL;

  g_return_if_fail (SR_IS_TIMELINE_ITEM (self));

  when = sr_due_when (self->instant, self->zone, now);
  if (g_strcmp0 (when, self->when) == 0)
    return;

  g_free (self->when);
  self->when = g_steal_pointer (&when);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHEN]);
}

/**
 * sr_timeline_item_get_category:
 *
 * Returns: (transfer none): "note", "contact" or "step"
 */
const char *
sr_timeline_item_get_category (SrTimelineItem *self)
{
  g_return_val_if_fail (SR_IS_TIMELINE_ITEM (self), NULL);

  return self->category;
}

/**
 * sr_timeline_item_get_sequence:
 *
 * Returns: (transfer none): the sequence of the event, as a key
 */
gint64 *
sr_timeline_item_get_sequence (SrTimelineItem *self)
{
  g_return_val_if_fail (SR_IS_TIMELINE_ITEM (self), NULL);

  return &self->sequence;
}
