/* What a past period would have been under other targets.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-replay-report"

#include "config.h"

#include "domain/records/sr-kinds.h"
#include "room/sr-replay-report.h"
#include "storage/service/sr-clock-table.h"

typedef struct
{
  SrReplayReport  *report;
  SrConfiguration *configuration;
  GPtrArray       *targets;
} Replay;

static void
flip_free (SrFlip *flip)
{
  g_free (flip->number);
  g_free (flip);
}

/**
 * sr_replay_report_free:
 * @self: (nullable) (transfer full):
 */
void
sr_replay_report_free (SrReplayReport *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->flips, g_ptr_array_unref);
  g_free (self);
}

static void
note_flip (SrReplayReport      *self,
           const SrJudgedClock *judged,
           gint64               due_after,
           gboolean             kept)
{
  SrFlip *flip = g_new0 (SrFlip, 1);

  flip->request = judged->request;
  flip->number = g_strdup (judged->number);
  flip->clock = sr_choice_find (sr_clock_kinds,
                                sr_row_get_text (judged->clock, SR_CLOCK_KIND))->value;
  flip->stopped_at = sr_row_get_integer (judged->clock, SR_CLOCK_STOPPED_AT);
  flip->due_before = sr_row_get_integer (judged->clock, SR_CLOCK_JUDGED_BY);
  flip->due_after = due_after;
  flip->kept = kept;

  g_ptr_array_add (self->flips, flip);
  if (self->flips->len > SR_FLIPS_MAX)
    g_ptr_array_remove_index (self->flips, 0);
}

/* A result counts where its own targets lead to it again: then the difference is the targets'. */
static void
replay_one (const SrJudgedClock *judged,
            gpointer             user_data)
{
  Replay *replay = user_data;
  SrReplayReport *self = replay->report;
  gboolean was_kept = sr_row_is (judged->clock, SR_CLOCK_ORIGINAL_OUTCOME, "met");
  SrSetting setting = { 0 };
  gboolean kept_again;
  gboolean kept;
  gint64 due;

  sr_configuration_get_setting (replay->configuration, judged->type,
                                sr_row_get_integer (judged->clock, SR_CLOCK_POLICY), 0, &setting);
  if (!sr_replay_clock (&setting, judged, &kept_again, &due) || kept_again != was_kept)
    {
      self->n_left_out++;
      return;
    }

  setting.targets = replay->targets;
  if (!sr_replay_clock (&setting, judged, &kept, &due))
    {
      /* Without a target nothing is late. */
      kept = TRUE;
      due = 0;
    }

  self->n_results++;
  self->n_kept_before += was_kept ? 1 : 0;
  self->n_kept_after += kept ? 1 : 0;
  if (kept == was_kept)
    return;

  if (kept)
    self->n_won++;
  else
    self->n_lost++;
  note_flip (self, judged, due, kept);
}

/**
 * sr_replay_report_make:
 * @configuration: the room's hours, types and policies
 * @targets: (element-type SrRow): the targets to try
 * @from: an instant
 * @until: one after it
 *
 * Lets the clocks of the requests that ended in [@from, @until) live again.
 *
 * Returns: (transfer full) (nullable): what would have been otherwise, or %NULL with %SR_STORE_ERROR
 */
SrReplayReport *
sr_replay_report_make (SrConnection     *connection,
                       SrConfiguration  *configuration,
                       GPtrArray        *targets,
                       gint64            from,
                       gint64            until,
                       GError          **error)
{
  g_autoptr (SrReplayReport) self = g_new0 (SrReplayReport, 1);
  Replay replay = { self, configuration, targets };

  self->flips = g_ptr_array_new_with_free_func ((GDestroyNotify) flip_free);
  if (!sr_clock_table_tell_judged (connection, from, until, replay_one, &replay, error))
    return NULL;

  return g_steal_pointer (&self);
}
