/* Fills a new room with a year of life.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-demo"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "domain/service/sr-request-clocks.h"
#include "room/sr-demo-private.h"
#include "room/sr-shipped-days.h"
#include "storage/service/sr-alarm-table.h"
#include "storage/service/sr-request-table.h"
#include "storage/sr-room-table.h"

/* How it is done: requests come in day by day; each has a plan of steps, and the steps of all are done
 * in the order of their instants. A step is an act by the rules of the domain, with the person who
 * would do it, on rows that are kept in memory. Its event goes to the writer at once, its rows when
 * the request has ended or the year is over. So each row is written once and nothing is read, and
 * sr_verify() finds what it would find of a room that went through the gate. */

#define DAYS 365
#define OPENING (8 * 3600)
/* A company that asks a hundred times as much does not have a hundred times as much open. */
#define USUAL_SIZE 10000
#define PACE_OF_TWICE_AS_MANY 0.77
#define REQUESTS_BETWEEN_REPORTS 500

static void
free_value (gpointer value)
{
  sr_value_clear (value);
  g_free (value);
}

static void
clear (SrDemo *self)
{
  g_clear_pointer (&self->writer, sr_demo_writer_free);
  g_clear_pointer (&self->live, g_ptr_array_unref);
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->staff, g_array_unref);
  g_clear_pointer (&self->customers, g_array_unref);
  g_clear_pointer (&self->recent, g_array_unref);
  g_clear_pointer (&self->payload, g_hash_table_unref);
  g_clear_pointer (&self->serials, g_hash_table_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->earlier, g_hash_table_unref);
  g_clear_pointer (&self->words, sr_demo_words_free);
  g_clear_pointer (&self->rand, g_rand_free);
  g_clear_pointer (&self->type_ids, g_free);
  g_clear_pointer (&self->company, g_free);
  g_clear_pointer (&self->gate, sr_gate_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SrDemo, clear)

/* ---- the queue of what is to come: a heap ---- */

static gboolean
is_before (const SrDemoLive *a,
           const SrDemoLive *b)
{
  return a->at < b->at || (a->at == b->at && a->turn < b->turn);
}

static void
swap (GPtrArray *queue,
      guint      a,
      guint      b)
{
  gpointer kept = queue->pdata[a];

  queue->pdata[a] = queue->pdata[b];
  queue->pdata[b] = kept;
}

static void
push (SrDemo     *self,
      SrDemoLive *live)
{
  GPtrArray *queue = self->queue;
  guint i = queue->len;

  live->turn = ++self->turn;
  g_ptr_array_add (queue, live);
  while (i > 0 && is_before (queue->pdata[i], queue->pdata[(i - 1) / 2]))
    {
      swap (queue, i, (i - 1) / 2);
      i = (i - 1) / 2;
    }
}

static SrDemoLive *
pop (SrDemo *self)
{
  GPtrArray *queue = self->queue;
  SrDemoLive *first = queue->pdata[0];
  guint i = 0;

  queue->pdata[0] = queue->pdata[queue->len - 1];
  g_ptr_array_set_size (queue, queue->len - 1);

  for (;;)
    {
      guint least = i;

      for (guint child = 2 * i + 1; child <= 2 * i + 2 && child < queue->len; child++)
        {
          if (is_before (queue->pdata[child], queue->pdata[least]))
            least = child;
        }
      if (least == i)
        return first;

      swap (queue, i, least);
      i = least;
    }
}

/* ---- births and ends ---- */

/* What comes in when nobody is there waits for the opening, unless the year ends before. */
static void
take_in (SrDemo *self,
         gint64  received_at)
{
  SrDemoLive *live = sr_demo_plan_new (self, received_at);
  gint64 opening = sr_calendar_next_open (self->calendar, received_at);

  live->at = received_at;
  if (opening > received_at && !live->is_emergency)
    {
      opening += g_rand_int_range (self->rand, 0, 2400);
      if (opening <= self->end)
        live->at = opening;
    }

  live->place = self->live->len;
  g_ptr_array_add (self->live, live);
  push (self, live);
}

static gboolean
write_out (SrDemo     *self,
           SrDemoLive *live)
{
  if (live->row == NULL)
    return TRUE;

  return sr_demo_writer_add_request (self->writer, g_steal_pointer (&live->row),
                                     g_steal_pointer (&live->children), live->customer->row);
}

static gboolean
end_life (SrDemo     *self,
          SrDemoLive *live)
{
  guint place = live->place;
  gboolean is_written;

  sr_demo_known_end (self, live);
  is_written = write_out (self, live);

  /* The last one takes its place. */
  g_ptr_array_remove_index_fast (self->live, place);
  if (place < self->live->len)
    ((SrDemoLive *) self->live->pdata[place])->place = place;

  return is_written;
}

/* Everything that happens before an instant. */
static gboolean
live_until (SrDemo *self,
            gint64  instant)
{
  while (self->queue->len > 0 && ((SrDemoLive *) self->queue->pdata[0])->at <= instant)
    {
      SrDemoLive *live = pop (self);

      self->now = live->at;
      if (sr_demo_life_go_on (self, live))
        push (self, live);
      else if (!end_life (self, live))
        return FALSE;
    }

  return TRUE;
}

static gboolean
report (SrDemo   *self,
        guint64   done,
        GError  **error)
{
  if (self->options->progress == NULL ||
      self->options->progress (done, self->options->size, self->options->user_data))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("It was stopped."));

  return FALSE;
}

static gboolean
live_the_year (SrDemo  *self,
               GError **error)
{
  g_autoptr (GArray) counts = sr_demo_arrivals_count (self);
  g_autoptr (GArray) instants = g_array_new (FALSE, FALSE, sizeof (gint64));
  SrDay first = sr_calendar_day_of (self->calendar, self->start);
  guint64 done = 0;

  for (guint i = 0; i < counts->len; i++)
    {
      sr_demo_arrivals_draw (self, first + i, g_array_index (counts, guint, i), instants);
      for (guint j = 0; j < instants->len; j++)
        {
          if (!live_until (self, g_array_index (instants, gint64, j) - 1))
            return TRUE;
          take_in (self, g_array_index (instants, gint64, j));
          if (++done % REQUESTS_BETWEEN_REPORTS == 0 && !report (self, done, error))
            return FALSE;
        }
    }

  /* A failure of the writer is told when it is asked to finish. */
  return live_until (self, self->end) || TRUE;
}

static guint64
write_the_living (SrDemo *self)
{
  guint64 n_open = 0;

  for (guint i = 0; i < self->live->len; i++)
    {
      SrDemoLive *live = g_ptr_array_index (self->live, i);
      char category = live->row == NULL
                      ? 0
                      : sr_request_state_category (sr_row_get_text (live->row, SR_REQUEST_STATE));

      if (category == 'O' || category == 'P')
        n_open++;
      if (!write_out (self, live))
        break;
    }

  return n_open;
}

static gboolean
write_rest (SrDemo  *self,
              GError **error)
{
  SrConnection *connection = sr_gate_get_connection (self->gate);
  GHashTableIter iter;
  gpointer year;
  gpointer last;

  if (!sr_connection_begin (connection, TRUE, error))
    return FALSE;

  g_hash_table_iter_init (&iter, self->serials);
  while (g_hash_table_iter_next (&iter, &year, &last))
    {
      if (!sr_number_table_set (connection, sr_request_kind.series, GPOINTER_TO_INT (year),
                                GPOINTER_TO_SIZE (last) + 1, error))
        {
          sr_connection_rollback (connection);
          return FALSE;
        }
    }

  /* Nobody watched its deadlines: the first look at the time arms what is still open. */
  if (!sr_room_table_set (connection, SR_ROOM_ALARMS_STALE, "1", error))
    {
      sr_connection_rollback (connection);
      return FALSE;
    }

  return sr_connection_commit (connection, error);
}

static gboolean
prepare (SrDemo   *self,
         SrStore  *store,
         GError  **error)
{
  g_autoptr (SrCalendar) calendar = sr_shipped_calendar_new (error);
  g_autoptr (SrClock) clock = NULL;
  SrDay day;

  if (calendar == NULL)
    return FALSE;

  self->words = sr_demo_words_new (error);
  if (self->words == NULL)
    return FALSE;

  day = sr_calendar_day_of (calendar, self->options->now) - DAYS;
  self->end = self->options->now;
  self->start = sr_calendar_instant_at (calendar, day, OPENING);
  self->now = self->start;
  self->pace = 1;
  for (guint64 size = USUAL_SIZE; size < self->options->size; size *= 2)
    self->pace *= PACE_OF_TWICE_AS_MANY;

  clock = sr_clock_new_fixed (self->start);
  self->gate = sr_gate_new (store, clock);
  self->rand = g_rand_new_with_seed (self->options->seed);
  self->staff = g_array_new (FALSE, FALSE, sizeof (SrDemoStaff));
  self->customers = g_array_new (FALSE, FALSE, sizeof (SrDemoCustomer));
  g_array_set_clear_func (self->customers, sr_demo_customer_clear);
  self->recent = g_array_new (FALSE, FALSE, 2 * sizeof (guint));
  self->live = g_ptr_array_new_with_free_func ((GDestroyNotify) sr_demo_live_free);
  self->queue = g_ptr_array_new ();
  self->payload = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_value);
  self->serials = g_hash_table_new (NULL, NULL);
  self->by_id = g_hash_table_new (NULL, NULL);
  self->earlier = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  return sr_gate_init (self->gate, self->options->login, self->options->name, error) &&
         sr_demo_people_make (self, error);
}

/**
 * sr_demo_fill:
 * @store: made just now
 * @options: what is asked for
 * @out_report: (out caller-allocates): what came of it
 *
 * Makes the room of a manufacturing company and lives a year in it, by the rules of the domain. Blocks
 * for seconds to minutes; uses a thread of its own for writing.
 *
 * Returns: %TRUE if the room is whole and on the disk; else the file is to be thrown away
 */
gboolean
sr_demo_fill (SrStore              *store,
              const SrDemoOptions  *options,
              SrDemoReport         *out_report,
              GError              **error)
{
  g_auto (SrDemo) self = { .options = options };

  g_return_val_if_fail (options->size >= 1 && options->size <= SR_DEMO_MAX_SIZE, FALSE);

  memset (out_report, 0, sizeof *out_report);
  if (!sr_store_begin_bulk (store, error) || !prepare (&self, store, error))
    return FALSE;

  self.writer = sr_demo_writer_new (sr_gate_get_connection (self.gate), error);
  if (self.writer == NULL || !live_the_year (&self, error))
    return FALSE;

  out_report->open = write_the_living (&self);
  out_report->requests = options->size;
  out_report->customers = self.customers->len;
  out_report->staff = self.staff->len;
  g_debug ("refused by the rules: %" G_GUINT64_FORMAT, self.n_refused);

  return sr_demo_writer_finish (self.writer, &out_report->events, error) &&
         write_rest (&self, error) &&
         report (&self, options->size, error) &&
         sr_store_end_bulk (store, error);
}
