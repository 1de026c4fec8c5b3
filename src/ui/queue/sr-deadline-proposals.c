/* What might be done now, and where the deadline would go.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-proposals"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-what-if.h"
#include "models/sr-due.h"
#include "ui/queue/sr-deadline-popover.h"
#include "ui/queue/sr-deadline-proposals.h"
#include "ui/widgets/sr-accessible.h"
#include "ui/widgets/sr-deadline-table.h"
#include "ui/widgets/sr-quick-instant.h"

/* In characters: three beside each other are no wider than the popover is meant to be. */
#define LINE_WIDTH 22

/**
 * SrDeadlineProposals:
 *
 * A row of buttons, each with something that might be done now and where one clock of a request would
 * then end. A press closes the popover around it and begins to do it, by the action
 * "request.act-with" of whoever stands above.
 *
 * The detail is borrowed from who fills it.
 */
struct _SrDeadlineProposals
{
  GtkBox           parent_instance;

  /* Borrowed */
  SrRequestDetail *detail;
  const SrRow     *clock;

  /* State */
  gint64           now;
};

G_DEFINE_FINAL_TYPE (SrDeadlineProposals, sr_deadline_proposals, GTK_TYPE_BOX)

static void
on_proposal_clicked_cb (SrDeadlineProposals *self,
                        GtkButton           *button)
{
  GVariant *what = g_object_get_data (G_OBJECT (button), "what");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "request.act-with", what);
}

static void
append_line (GtkWidget  *box,
             const char *text,
             const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), LINE_WIDTH);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

/* A button of three lines: what, where the deadline goes, and the small print; what cannot be done
 * says why instead. */
static void
add_proposal (SrDeadlineProposals *self,
              const char          *action,
              const char          *field,
              const char          *text,
              const char          *what,
              const char          *result,
              const char          *remark)
{
  const SrSituation *situation = sr_situation_holder_get (self->detail->situation);
  g_autoptr (GError) error = NULL;
  gboolean is_possible = sr_action_is_possible (sr_action_find (&sr_request_kind, action),
                                                &sr_request_kind, situation, &error);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  /* Translators: the spoken form of a proposal: what is done, what comes of it, a remark */
  g_autofree char *spoken = g_strdup_printf (_("%1$s: %2$s. %3$s"), what, result,
                                             is_possible ? remark : error->message);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", field, text);
  g_object_set_data_full (G_OBJECT (button), "what",
                          g_variant_ref_sink (g_variant_new ("(sa{ss})", action, &builder)),
                          (GDestroyNotify) g_variant_unref);

  append_line (box, what, "caption-heading");
  append_line (box, result, "heading");
  append_line (box, is_possible ? remark : error->message, "caption");
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "proposal");
  gtk_widget_set_sensitive (button, is_possible);
  sr_accessible_set_name (button, spoken);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_proposal_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

static char *
instant_text (SrDeadlineProposals *self,
              guint                field,
              gint64               instant)
{
  g_auto (SrValue) value = { SR_VALUE_INTEGER, { .integer = instant } };

  return sr_field_to_text (&sr_request_kind.fields[field], &value,
                           sr_calendar_get_zone (sr_deadline_calendar (self->detail, self->clock)));
}

static char *
dup_when (SrDeadlineProposals *self,
          gint64               instant)
{
  return sr_due_when (instant,
                      sr_calendar_get_zone (sr_deadline_calendar (self->detail, self->clock)),
                      self->now);
}

static char *
dup_arrow (SrDeadlineProposals *self,
           gint64               due)
{
  g_autofree char *when = dup_when (self, due);

  return g_strdup_printf ("→ %s", when);
}

static void
propose_pause (SrDeadlineProposals *self)
{
  const SrSituation *situation = sr_situation_holder_get (self->detail->situation);
  SrCalendar *calendar = situation->setting->calendar;
  gint64 until = sr_quick_instant_next_opening (calendar, self->now);
  gint64 due = until > 0 ? sr_what_if_paused (situation, self->clock, until) : 0;
  g_autofree char *when = NULL;
  g_autofree char *what = NULL;
  g_autofree char *result = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *remark = NULL;
  g_autofree char *text = NULL;

  if (due == 0)
    return;

  when = dup_when (self, until);
  /* Translators: %s is an instant: "Pause until Mon 09:00" */
  what = g_strdup_printf (_("Pause until %s"), when);
  result = dup_arrow (self, due);
  hours = sr_deadline_hours (sr_calendar_between (calendar, self->now, until));
  remark = g_strdup_printf (_("%s working hours more; say what is waited for"), hours);
  text = instant_text (self, SR_REQUEST_WAITING_UNTIL, until);
  add_proposal (self, "wait_customer", "waiting_until", text, what, result, remark);
}

static void
propose_priority (SrDeadlineProposals *self)
{
  static const char *const priorities[] = { "P1", "P2", "P3", "P4" };
  const SrSituation *situation = sr_situation_holder_get (self->detail->situation);
  const SrRow *request = self->detail->request->row;

  for (guint i = 1; i < G_N_ELEMENTS (priorities); i++)
    {
      const char *raised = priorities[i - 1];
      g_autofree char *what = NULL;
      g_autofree char *result = NULL;
      gint64 due;

      if (!sr_row_is (request, SR_REQUEST_PRIORITY, priorities[i]))
        continue;

      due = sr_what_if_priority (situation, self->clock, raised);
      if (due == 0)
        return;

      /* Translators: %s is a priority: "Raise to High" */
      what = g_strdup_printf (_("Raise to %s"), sr_choice_label (sr_priorities, raised));
      result = dup_arrow (self, due);
      add_proposal (self, "prioritise", "priority", raised, what, result,
                    _("What is used stays used"));
      return;
    }
}

/* The half hour that is at least half an hour away, while the room is open; else tomorrow. */
static gint64
find_call_time (SrDeadlineProposals *self)
{
  SrCalendar *calendar = sr_situation_holder_get (self->detail->situation)->setting->calendar;
  gint64 call = (self->now + 2 * 1800 - 1) / 1800 * 1800;

  return sr_calendar_is_open (calendar, call - 1)
           ? call : sr_quick_instant_tomorrow_morning (calendar, self->now);
}

static void
propose_promise (SrDeadlineProposals *self)
{
  gint64 call = find_call_time (self);
  g_autofree char *when = NULL;
  g_autofree char *what = NULL;
  g_autofree char *span = NULL;
  g_autofree char *remark = NULL;
  g_autofree char *text = NULL;

  if (call == 0 || sr_row_is (self->clock, SR_CLOCK_KIND, "promise"))
    return;

  when = dup_when (self, call);
  /* Translators: %s is an instant: "Promise a call today 16:00" */
  what = g_strdup_printf (_("Promise a call %s"), when);
  span = sr_due_span (call - self->now);
  /* Translators: %s is a span of time: "A clock of its own, 30 min left" */
  remark = g_strdup_printf (_("A clock of its own, %s left"), span);
  text = instant_text (self, SR_REQUEST_PROMISED_AT, call);
  add_proposal (self, "promise", "promised_at", text, what, _("→ this deadline stays"), remark);
}

/* The first that can be pressed. */
static gboolean
sr_deadline_proposals_grab_focus (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_grab_focus (child))
        return TRUE;
    }

  return FALSE;
}

static void
sr_deadline_proposals_class_init (SrDeadlineProposalsClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = sr_deadline_proposals_grab_focus;
}

static void
sr_deadline_proposals_init (SrDeadlineProposals *self)
{
}

/**
 * sr_deadline_proposals_fill:
 * @detail: borrowed until it is filled anew or destroyed
 * @clock: the clock whose deadline would go elsewhere
 * @now: the present instant
 *
 * Returns: %TRUE if there is anything to propose
 */
gboolean
sr_deadline_proposals_fill (SrDeadlineProposals *self,
                            SrRequestDetail     *detail,
                            const SrRow         *clock,
                            gint64               now)
{
  GtkWidget *child;

  g_return_val_if_fail (SR_IS_DEADLINE_PROPOSALS (self), FALSE);
  g_return_val_if_fail (detail != NULL && clock != NULL, FALSE);

  self->detail = detail;
  self->clock = clock;
  self->now = now;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);

  propose_pause (self);
  propose_priority (self);
  propose_promise (self);

  return gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL;
}
