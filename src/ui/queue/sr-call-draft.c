/* What was said in a call, before it is a request.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-call-draft"

#include "config.h"

#include "ui/queue/sr-call-draft.h"

#include <json-glib/json-glib.h>

#include "domain/records/sr-json.h"
#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"
#include "room/sr-act.h"

typedef enum
{
  MEMBER_TEXT,
  MEMBER_INTEGER,
  MEMBER_BOOLEAN
} MemberType;

/* What the scratch of the card keeps. */
static const struct
{
  const char *name;
  MemberType  type;
  gsize       offset;
} members[] = {
  { "text",           MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, text) },
  { "customer",       MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, customer) },
  { "name",           MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, name) },
  { "phone",          MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, phone) },
  { "title",          MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, title) },
  { "body",           MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, body) },
  { "type",           MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, type) },
  { "place",          MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, place) },
  { "impact",         MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, impact) },
  { "urgency",        MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, urgency) },
  { "emergency",      MEMBER_BOOLEAN, G_STRUCT_OFFSET (SrCallDraft, emergency) },
  { "promised_at",    MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, promised_at) },
  { "promise_reason", MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, promise_reason) },
  { "received_at",    MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, received_at) },
  { "template",       MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, template) },
  { "tags",           MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, tags) },
  { "team",           MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, team) },
  { "channel",        MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, channel) },
  { "answered",       MEMBER_BOOLEAN, G_STRUCT_OFFSET (SrCallDraft, answered) },
  { "resolution",     MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, resolution) },
  { "cause",          MEMBER_INTEGER, G_STRUCT_OFFSET (SrCallDraft, cause) },
  { "solution",       MEMBER_TEXT,    G_STRUCT_OFFSET (SrCallDraft, solution) },
};

#define MEMBER(self, i, Type) (*(Type *) G_STRUCT_MEMBER_P (self, members[i].offset))

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

SrCallDraft *
sr_call_draft_new (void)
{
  return g_new0 (SrCallDraft, 1);
}

/**
 * sr_call_draft_free:
 * @self: (nullable) (transfer full):
 */
void
sr_call_draft_free (SrCallDraft *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (members[i].type == MEMBER_TEXT)
        g_free (MEMBER (self, i, char *));
    }
  g_free (self);
}

/**
 * sr_call_draft_is_empty:
 *
 * Returns: whether nothing was typed; a choice alone is not worth keeping
 */
gboolean
sr_call_draft_is_empty (const SrCallDraft *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (members[i].type == MEMBER_TEXT &&
          self->impact != MEMBER (self, i, char *) &&
          self->urgency != MEMBER (self, i, char *) &&
          self->channel != MEMBER (self, i, char *) &&
          has_text (MEMBER (self, i, char *)))
        return FALSE;
    }

  return TRUE;
}

/**
 * sr_call_draft_to_json:
 *
 * Returns: (transfer full): a JSON object that [func@Sr.call_draft_from_json] reads
 */
char *
sr_call_draft_to_json (const SrCallDraft *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      switch (members[i].type)
        {
        case MEMBER_TEXT:
          if (has_text (MEMBER (self, i, char *)))
            json_object_set_string_member (object, members[i].name, MEMBER (self, i, char *));
          break;
        case MEMBER_INTEGER:
          if (MEMBER (self, i, gint64) != 0)
            json_object_set_int_member (object, members[i].name, MEMBER (self, i, gint64));
          break;
        case MEMBER_BOOLEAN:
          if (MEMBER (self, i, gboolean))
            json_object_set_boolean_member (object, members[i].name, TRUE);
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return json_to_string (node, FALSE);
}

/**
 * sr_call_draft_from_json:
 * @json: (nullable): what was kept
 *
 * A member that is missing or of another type is left empty.
 *
 * Returns: (transfer full) (nullable): the draft; %NULL if @json holds none
 */
SrCallDraft *
sr_call_draft_from_json (const char *json)
{
  g_autoptr (SrCallDraft) self = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;

  if (json == NULL)
    return NULL;

  node = sr_json_read (json);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  self = sr_call_draft_new ();
  object = json_node_get_object (node);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *member = json_object_get_member (object, members[i].name);

      if (member == NULL || !JSON_NODE_HOLDS_VALUE (member))
        continue;

      switch (members[i].type)
        {
        case MEMBER_TEXT:
          if (json_node_get_value_type (member) == G_TYPE_STRING)
            MEMBER (self, i, char *) = json_node_dup_string (member);
          break;
        case MEMBER_INTEGER:
          MEMBER (self, i, gint64) = json_node_get_int (member);
          break;
        case MEMBER_BOOLEAN:
          MEMBER (self, i, gboolean) = json_node_get_boolean (member);
          break;
        default:
          g_assert_not_reached ();
        }
    }

  return g_steal_pointer (&self);
}

/**
 * sr_call_draft_new_like:
 * @detail: a request
 *
 * What its customer asked for stays, and what was done about it goes: clocks, owner and promise are
 * those of another request.
 *
 * Returns: (transfer full): a draft
 */
SrCallDraft *
sr_call_draft_new_like (SrRequestDetail *detail)
{
  const SrRow *row = detail->request->row;
  SrCallDraft *self = sr_call_draft_new ();

  self->text = g_strdup (sr_row_get_text (detail->customer, SR_CUSTOMER_NAME));
  self->customer = sr_row_get_id (detail->customer);
  self->title = g_strdup (sr_row_get_text (row, SR_REQUEST_TITLE));
  self->body = g_strdup (sr_row_get_text (row, SR_REQUEST_BODY));
  self->type = sr_row_get_integer (row, SR_REQUEST_TYPE);
  self->place = g_strdup (sr_row_get_text (row, SR_REQUEST_PLACE));
  self->impact = g_strdup (sr_row_get_text (row, SR_REQUEST_IMPACT));
  self->urgency = g_strdup (sr_row_get_text (row, SR_REQUEST_URGENCY));
  self->tags = g_strdup (sr_row_get_text (row, SR_REQUEST_TAGS));

  return self;
}

static void
keep_text (SrPayload  *payload,
           guint       field,
           const char *text)
{
  if (has_text (text))
    g_hash_table_insert (payload, g_strdup (sr_request_template_kind.fields[field].name),
                         g_strdup (text));
}

static void
keep_reference (SrPayload *payload,
                guint      field,
                gint64     id)
{
  g_autofree char *text = g_strdup_printf ("#%" G_GINT64_FORMAT, id);

  if (id != 0)
    keep_text (payload, field, text);
}

/**
 * sr_call_draft_to_template:
 *
 * Whose request it is, and where, is left out.
 *
 * Returns: (transfer full): what a new template has of it
 */
SrPayload *
sr_call_draft_to_template (const SrCallDraft *self)
{
  SrPayload *payload = sr_payload_new ();

  keep_text (payload, SR_REQUEST_TEMPLATE_NAME, self->title);
  keep_text (payload, SR_REQUEST_TEMPLATE_TITLE, self->title);
  keep_text (payload, SR_REQUEST_TEMPLATE_BODY, self->body);
  keep_reference (payload, SR_REQUEST_TEMPLATE_TYPE, self->type);
  keep_text (payload, SR_REQUEST_TEMPLATE_IMPACT, self->impact);
  keep_text (payload, SR_REQUEST_TEMPLATE_URGENCY, self->urgency);
  keep_text (payload, SR_REQUEST_TEMPLATE_TAGS, self->tags);
  keep_reference (payload, SR_REQUEST_TEMPLATE_TEAM, self->team);

  return payload;
}

static void
set_reference (SrAct      *act,
               const char *field,
               gint64      id)
{
  g_autofree char *text = NULL;

  if (id == 0)
    return;

  text = g_strdup_printf ("#%" G_GINT64_FORMAT, id);
  sr_act_set (act, field, text);
}

static void
set_instant (SrAct      *act,
             const char *field,
             gint64      instant,
             const char *zone)
{
  g_autofree char *text = NULL;

  if (instant == 0)
    return;

  text = sr_instant_to_iso (instant, zone);
  sr_act_set (act, field, text);
}

static void
set_text (SrAct      *act,
          const char *field,
          const char *text)
{
  if (has_text (text))
    sr_act_set (act, field, text);
}

static SrAct *
create_customer (const SrCallDraft *self)
{
  SrAct *act = sr_act_new (&sr_customer_kind, 0, "create");

  set_text (act, "name", self->name);
  set_text (act, "phones", self->phone);
  set_text (act, "place", self->place);

  return act;
}

static SrAct *
receive_request (const SrCallDraft *self,
                 const char        *zone)
{
  SrAct *act = sr_act_new (&sr_request_kind, 0, "receive");

  if (self->customer != 0)
    set_reference (act, "customer", self->customer);
  else
    sr_act_set (act, "customer", "@1");
  set_text (act, "contact_phone", self->phone);
  sr_act_set (act, "channel", has_text (self->channel) ? self->channel : "phone");
  set_text (act, "title", self->title);
  set_text (act, "body", self->body);
  set_reference (act, "type", self->type);
  set_text (act, "place", self->place);
  set_text (act, "impact", self->impact);
  set_text (act, "urgency", self->urgency);
  set_text (act, "tags", self->tags);
  /* What is answered is nobody's work any more. */
  if (!self->answered)
    set_reference (act, "team", self->team);
  if (self->emergency)
    sr_act_set (act, "emergency", "true");
  set_instant (act, "received_at", self->received_at, zone);
  /* Who answers on the spot promises nothing any more. */
  if (!self->answered)
    {
      set_instant (act, "promised_at", self->promised_at, zone);
      set_text (act, "promise_reason", self->promise_reason);
    }

  return act;
}

static SrAct *
answer_request (const SrCallDraft *self,
                guint              received)
{
  SrAct *act = sr_act_new (&sr_request_kind, -(gint64) received, "answer");

  set_reference (act, "resolution_code", self->resolution);
  set_reference (act, "cause_code", self->cause);
  set_text (act, "solution", self->solution);

  return act;
}

/**
 * sr_call_draft_to_acts:
 * @zone: the room's zone
 *
 * What the gate is asked for: a new customer if there is none, the request, and the answer if it was
 * given on the spot; one batch, so that all of it or nothing is stored.
 *
 * Returns: (transfer full) (element-type SrAct): the acts
 */
GPtrArray *
sr_call_draft_to_acts (const SrCallDraft *self,
                       const char        *zone)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_act_free);

  if (self->customer == 0)
    g_ptr_array_add (acts, create_customer (self));
  g_ptr_array_add (acts, receive_request (self, zone));
  if (self->answered)
    g_ptr_array_add (acts, answer_request (self, acts->len));

  return acts;
}
