/* What to do in the emergency that is shown, and what of it is done.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-playbook-card"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/service/sr-action.h"
#include "domain/service/sr-playbook.h"
#include "domain/service/sr-request-clocks.h"
#include "models/sr-due.h"
#include "ui/queue/sr-playbook-card.h"
#include "ui/widgets/sr-accessible.h"

/**
 * SrPlaybookCard:
 *
 * One check button for each step, in the order of the playbook, with who ticked it and when. To tick
 * and to untick are actions of the request; they go to the pane as "request.act-now". The buttons stay
 * while their steps do, so that the focus does.
 *
 * A request that is no emergency, or is over, has no card: its history tells what was done.
 */
struct _SrPlaybookCard
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel   *title;
  GtkLabel   *progress;
  GtkBox     *steps;

  /* Owned */
  GPtrArray  *rows;       /* of Row */
  char       *shown;      /* the steps that have rows, and their words */

  /* State */
  gboolean    is_filling;
};

typedef struct
{
  gint64          step;
  char           *text;      /* for people who do not see it: with whether it is required */

  /* borrowed */
  GtkCheckButton *button;
  GtkWidget      *required;  /* says so until it is done; NULL if it is not */
  GtkLabel       *done;
} Row;

G_DEFINE_FINAL_TYPE (SrPlaybookCard, sr_playbook_card, ADW_TYPE_BIN)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->text);
  g_free (row);
}

static void
on_toggled_cb (SrPlaybookCard *self,
               GtkCheckButton *button)
{
  const gint64 *step = g_object_get_data (G_OBJECT (button), "step");
  g_autofree char *reference = g_strdup_printf ("#%" G_GINT64_FORMAT, *step);
  GVariantBuilder builder;

  if (self->is_filling)
    return;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "checked-step.step", reference);
  gtk_widget_activate_action (GTK_WIDGET (self), "request.act-now", "(sa{ss})",
                              gtk_check_button_get_active (button) ? "tick_step" : "untick_step",
                              &builder);
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, css_class);
    }
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
add_row (SrPlaybookCard *self,
         const SrRow    *step)
{
  const char *text = sr_row_get_text (step, SR_PLAYBOOK_STEP_TEXT);
  gboolean is_required = sr_row_get_integer (step, SR_PLAYBOOK_STEP_REQUIRED) != 0;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = add_label (box, text, NULL);
  Row *row = g_new0 (Row, 1);

  row->step = sr_row_get_id (step);
  /* Translators: a step of a playbook, for people who hear it */
  row->text = is_required ? g_strdup_printf (_("%s (required)"), text) : g_strdup (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (is_required)
    row->required = add_label (box, C_("playbook", "Required"), "required");
  row->done = GTK_LABEL (add_label (box, NULL, "dim-label"));
  gtk_widget_add_css_class (GTK_WIDGET (row->done), "numeric");

  row->button = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_check_button_set_child (row->button, box);
  g_object_set_data_full (G_OBJECT (row->button), "step",
                          g_memdup2 (&row->step, sizeof row->step), g_free);
  g_signal_connect_object (row->button, "toggled", G_CALLBACK (on_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->steps, GTK_WIDGET (row->button));
  g_ptr_array_add (self->rows, row);
}

static char *
describe_steps (GPtrArray *steps)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const SrRow *step = g_ptr_array_index (steps, i);

      g_string_append_printf (all, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n",
                              sr_row_get_id (step),
                              sr_row_get_integer (step, SR_PLAYBOOK_STEP_REQUIRED),
                              sr_row_get_text (step, SR_PLAYBOOK_STEP_TEXT));
    }

  return g_string_free (all, FALSE);
}

static void
make_rows (SrPlaybookCard *self,
           GPtrArray      *steps)
{
  g_autofree char *described = describe_steps (steps);
  GtkWidget *child;

  if (g_strcmp0 (described, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&described);
  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    gtk_box_remove (self->steps, child);
  for (guint i = 0; i < steps->len; i++)
    add_row (self, g_ptr_array_index (steps, i));
}

/* Who and when; NULL for a step that is not ticked. */
static char *
describe_tick (SrRequestDetail *detail,
               const SrRow     *tick,
               gint64           now)
{
  const char *zone = sr_configuration_get_zone (detail->configuration);
  const char *who;
  g_autofree char *when = NULL;

  if (tick == NULL)
    return NULL;

  who = sr_configuration_get_label (detail->configuration, "staff",
                                    sr_row_get_integer (tick, SR_CHECKED_STEP_DONE_BY));
  when = sr_due_when_short (sr_row_get_integer (tick, SR_CHECKED_STEP_DONE_AT), zone, now);

  return g_strjoin (" ", *who != '\0' ? who : _("The room"), when, NULL);
}

static gboolean
fill_row (Row             *row,
          SrRequestDetail *detail,
          gint64           now)
{
  const SrRow *tick = sr_playbook_find_tick (detail->children, row->step);
  g_autofree char *done = describe_tick (detail, tick, now);
  g_autofree char *name = g_strjoin (", ", row->text, done, NULL);

  gtk_check_button_set_active (row->button, tick != NULL);
  if (row->required != NULL)
    gtk_widget_set_visible (row->required, tick == NULL);
  gtk_label_set_label (row->done, done != NULL ? done : "");
  gtk_widget_set_visible (GTK_WIDGET (row->done), tick != NULL);
  sr_accessible_set_name (GTK_WIDGET (row->button), name);

  return tick != NULL;
}

static void
fill_rows (SrPlaybookCard  *self,
           SrRequestDetail *detail,
           gint64           now)
{
  g_autofree char *progress = NULL;
  guint n_done = 0;

  self->is_filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    n_done += fill_row (g_ptr_array_index (self->rows, i), detail, now) ? 1 : 0;
  self->is_filling = FALSE;

  /* Translators: how many steps are done, and of how many */
  progress = g_strdup_printf (_("%1$u of %2$u"), n_done, self->rows->len);
  gtk_label_set_label (self->progress, progress);
}

/* NULL for one that is over, too. */
static const SrRow *
find_playbook (const SrSituation *situation)
{
  if (sr_request_state_category (sr_row_get_text (situation->subject, SR_REQUEST_STATE)) == 'C')
    return NULL;

  return sr_playbook_of_request (situation->setting, situation->subject);
}

static void
sr_playbook_card_dispose (GObject *object)
{
  SrPlaybookCard *self = SR_PLAYBOOK_CARD (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (sr_playbook_card_parent_class)->dispose (object);
}

static void
sr_playbook_card_class_init (SrPlaybookCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sr_playbook_card_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/serviceroom/ServiceRoom/queue/sr-playbook-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SrPlaybookCard, title);
  gtk_widget_class_bind_template_child (widget_class, SrPlaybookCard, progress);
  gtk_widget_class_bind_template_child (widget_class, SrPlaybookCard, steps);
}

static void
sr_playbook_card_init (SrPlaybookCard *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sr_playbook_card_set_detail:
 * @detail: (nullable): the request; nothing of it is kept
 * @now: seconds in UTC
 */
void
sr_playbook_card_set_detail (SrPlaybookCard  *self,
                             SrRequestDetail *detail,
                             gint64           now)
{
  const SrSituation *situation = NULL;
  const SrRow *playbook = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (SR_IS_PLAYBOOK_CARD (self));

  if (detail != NULL)
    {
      situation = sr_situation_holder_get (detail->situation);
      playbook = find_playbook (situation);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), playbook != NULL);
  if (playbook == NULL)
    return;

  /* Translators: the name of a playbook */
  title = g_strdup_printf (_("Playbook: %s"), sr_row_get_text (playbook, SR_PLAYBOOK_NAME));
  gtk_label_set_label (self->title, title);
  steps = sr_playbook_get_steps (situation->setting, playbook);
  make_rows (self, steps);
  fill_rows (self, detail, now);
  gtk_widget_set_sensitive (GTK_WIDGET (self->steps),
                            sr_action_is_possible (sr_action_find (&sr_request_kind, "tick_step"),
                                                   &sr_request_kind, situation, NULL));
}
