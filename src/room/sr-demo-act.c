/* An act on a request that lives in memory: by the same rules as at the gate.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo-act"

#include "config.h"

#include "room/sr-demo-private.h"

static const SrRecordKind *const kinds[SR_DEMO_N_KINDS] = {
  &sr_contact_kind,
  &sr_note_kind,
  &sr_hand_off_kind,
  &sr_clock_kind,
  &sr_clock_interval_kind,
  &sr_link_kind,
  &sr_follower_kind,
  &sr_snooze_kind,
  &sr_checked_step_kind,
  &sr_review_kind,
  &sr_request_kind,
};

static guint
rank_of (const SrRecordKind *kind)
{
  for (guint i = 0; i < SR_DEMO_N_KINDS; i++)
    {
      if (kinds[i] == kind)
        return i;
    }

  g_assert_not_reached ();
}

/**
 * sr_demo_give_text:
 * @field: a constant of the program
 * @text: (nullable): copied; %NULL gives nothing
 *
 * Gives a field to the next act.
 */
void
sr_demo_give_text (SrDemo     *self,
                   const char *field,
                   const char *text)
{
  SrValue *value;

  if (text == NULL)
    return;

  value = g_new0 (SrValue, 1);
  sr_value_set_text (value, text);
  g_hash_table_insert (self->payload, (gpointer) field, value);
}

/**
 * sr_demo_give_integer:
 * @field: a constant of the program
 *
 * Gives a field to the next act.
 */
void
sr_demo_give_integer (SrDemo     *self,
                      const char *field,
                      gint64      integer)
{
  SrValue *value = g_new0 (SrValue, 1);

  sr_value_set_integer (value, integer);
  g_hash_table_insert (self->payload, (gpointer) field, value);
}

static gint64
get_type (SrDemo     *self,
          SrDemoLive *live)
{
  const SrValue *given = g_hash_table_lookup (self->payload, "type");

  return given != NULL ? given->integer : sr_row_get_integer (live->row, SR_REQUEST_TYPE);
}

/* Children stand in order of kind and id, as they are loaded from a room. */
static void
keep_child (SrDemoLive *live,
            SrRow      *child)
{
  guint rank = rank_of (sr_row_get_kind (child));
  guint i;

  for (i = live->children->len; i > 0; i--)
    {
      const SrRow *other = g_ptr_array_index (live->children, i - 1);
      guint other_rank = rank_of (sr_row_get_kind (other));

      if (other_rank == rank && sr_row_get_id (other) == sr_row_get_id (child))
        {
          sr_row_free (g_steal_pointer (&live->children->pdata[i - 1]));
          live->children->pdata[i - 1] = child;
          return;
        }
      if (other_rank < rank ||
          (other_rank == rank && sr_row_get_id (other) < sr_row_get_id (child)))
        break;
    }

  g_ptr_array_insert (live->children, i, child);
}

static void
keep (SrDemo     *self,
      SrDemoLive *live,
      GPtrArray  *changes)
{
  g_autoptr (SrRow) before = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      SrChange *change = g_ptr_array_index (changes, i);
      SrRow *row = g_steal_pointer (&change->after);

      if (sr_row_get_kind (row) == &sr_request_kind)
        {
          g_assert (live->row == NULL || sr_row_get_id (live->row) == sr_row_get_id (row));
          before = g_steal_pointer (&live->row);
          live->row = row;
          sr_demo_known_note (self, live, before);
        }
      else
        {
          keep_child (live, row);
        }
    }
}

static void
take_number (SrDemo *self,
             SrRow  *row)
{
  int year = 0;
  gint64 serial;

  sr_day_get_ymd (sr_calendar_day_of (self->calendar, self->now), &year, NULL, NULL);
  serial = GPOINTER_TO_SIZE (g_hash_table_lookup (self->serials, GINT_TO_POINTER (year))) + 1;
  g_hash_table_insert (self->serials, GINT_TO_POINTER (year), GSIZE_TO_POINTER (serial));
  sr_gate_set_number (row, year, serial);
}

/* What sr_gate_write() does, but for writing. */
static void
settle (SrDemo         *self,
        const SrSigner *signer,
        GPtrArray      *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      SrChange *change = g_ptr_array_index (changes, i);
      const SrRecordKind *kind = sr_row_get_kind (change->after);
      g_autoptr (GError) error = NULL;

      if (sr_gate_is_idle (change))
        continue;

      sr_gate_settle (change, changes, signer);
      if (change->before == NULL)
        {
          sr_row_set_integer (change->after, SR_COMMON_ID, ++self->last_ids[rank_of (kind)]);
          if (kind->series != NULL)
            take_number (self, change->after);
        }
      if (!sr_row_validate (change->after, &error))
        g_error ("%s", error->message);
    }

  sr_gate_drop_idle (changes);
}

/**
 * sr_demo_act:
 * @live: what is acted on
 * @staff: (nullable): who acts; %NULL for the room itself
 * @action: the name of an action of a request
 * @reason: (nullable): why
 * @other: (nullable): the other request that is given
 *
 * Does an action as the gate would: the same rules decide, and the event is on its way to the journal
 * when this returns.
 *
 * Returns: %TRUE if it is done, %FALSE if the rules refuse it; then nothing is changed
 */
gboolean
sr_demo_act (SrDemo            *self,
             SrDemoLive        *live,
             const SrDemoStaff *staff,
             const char        *action,
             const char        *reason,
             SrDemoLive        *other)
{
  const SrAction *rule = sr_action_find (&sr_request_kind, action);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_change_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SrRow) earlier = NULL;
  SrSituation situation = { 0 };
  SrSigner signer = { 0 };
  SrSetting setting;
  SrRow *event;
  gboolean is_done;

  sr_configuration_get_setting (self->configuration, get_type (self, live),
                                live->row != NULL
                                ? sr_row_get_integer (live->row, SR_REQUEST_POLICY) : 0,
                                self->now, &setting);
  if (live->row == NULL)
    earlier = sr_demo_known_find_earlier (self, sr_row_get_id (live->customer->row),
                                          get_type (self, live), live->received_at);

  situation.subject = live->row;
  situation.children = live->children;
  situation.open_children = live->n_open_parts;
  situation.related = other != NULL ? other->row : NULL;
  situation.earlier = earlier;
  situation.payload = self->payload;
  situation.reason = reason;
  situation.staff = staff != NULL ? staff->id : 0;
  situation.staff_team = staff != NULL ? staff->team : 0;
  situation.roles = staff != NULL ? staff->roles : SR_ROLE_ROOM;
  situation.now = self->now;
  situation.setting = &setting;

  is_done = sr_action_perform (rule, &sr_request_kind, &situation, changes, &error);
  g_hash_table_remove_all (self->payload);
  if (!is_done)
    {
      g_debug ("%s: %s", action, error->message);
      self->n_refused++;
      return FALSE;
    }

  signer.staff = situation.staff;
  signer.actor = staff != NULL ? staff->login : "room";
  signer.role = sr_gate_get_role (rule->roles, situation.roles);
  signer.at = self->now;
  settle (self, &signer, changes);

  event = sr_gate_make_event (&signer, &sr_request_kind,
                              live->row != NULL
                              ? sr_row_get_id (live->row)
                              : sr_row_get_id (((SrChange *) changes->pdata[0])->after),
                              rule->name, reason, rule->clause, NULL, changes);
  keep (self, live, changes);
  sr_demo_writer_add_event (self->writer, event);

  return TRUE;
}

/**
 * sr_demo_live_free:
 * @live: (nullable) (transfer full):
 */
void
sr_demo_live_free (SrDemoLive *live)
{
  if (live == NULL)
    return;

  sr_row_free (live->row);
  g_clear_pointer (&live->children, g_ptr_array_unref);
  sr_demo_talk_free (live->talk);
  g_free (live);
}
