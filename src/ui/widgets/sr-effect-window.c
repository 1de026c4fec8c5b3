/* What other days or hours would do, before they do it.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-effect-window"

#include "config.h"

#include "ui/widgets/sr-effect-window.h"

#include <glib/gi18n-lib.h>

#include "domain/records/sr-kinds.h"
#include "domain/time/sr-instant.h"

#define N_CELLS 4

/* ---- one line of a list ---- */

#define SR_TYPE_EFFECT_LINE (sr_effect_line_get_type ())
G_DECLARE_FINAL_TYPE (SrEffectLine, sr_effect_line, SR, EFFECT_LINE, GObject)

struct _SrEffectLine
{
  GObject parent_instance;

  char   *cells[N_CELLS];
};

G_DEFINE_FINAL_TYPE (SrEffectLine, sr_effect_line, G_TYPE_OBJECT)

static void
sr_effect_line_finalize (GObject *object)
{
  SrEffectLine *self = SR_EFFECT_LINE (object);

  for (guint i = 0; i < N_CELLS; i++)
    g_free (self->cells[i]);

  G_OBJECT_CLASS (sr_effect_line_parent_class)->finalize (object);
}

static void
sr_effect_line_class_init (SrEffectLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sr_effect_line_finalize;
}

static void
sr_effect_line_init (SrEffectLine *self)
{
}

/* Takes the cells. */
static void
add_line (GListStore *store,
          char       *first,
          char       *second,
          char       *third,
          char       *fourth)
{
  g_autoptr (SrEffectLine) line = g_object_new (SR_TYPE_EFFECT_LINE, NULL);

  line->cells[0] = first;
  line->cells[1] = second;
  line->cells[2] = third;
  line->cells[3] = fourth;
  g_list_store_append (store, line);
}

/* ---- the window ---- */

/**
 * SrEffectWindow:
 *
 * The days and the running deadlines that would change, as the gate has worked them out. There may be
 * thousands of deadlines, so the lists make widgets only for what is seen.
 */
struct _SrEffectWindow
{
  AdwWindow       parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  GtkLabel       *summary;
  GtkStack       *stack;
  GtkWidget      *apply_button;

  /* state */
  gboolean        is_decided;
};

enum
{
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SrEffectWindow, sr_effect_window, ADW_TYPE_WINDOW)

static char *
describe_day (const SrRow *row)
{
  const char *hours;
  const char *rank;

  if (row == NULL || sr_row_get_integer (row, SR_CALENDAR_EXCEPTION_REMOVED) != 0)
    return g_strdup (C_("choice", "Weekly hours"));

  rank = sr_choice_label (sr_exception_ranks, sr_row_get_text (row, SR_CALENDAR_EXCEPTION_RANK));
  hours = sr_row_get_text (row, SR_CALENDAR_EXCEPTION_HOURS);

  return g_strjoin (" ", rank, hours, NULL);
}

/* "2026-10-01 Thu" */
static char *
describe_date (const char *date)
{
  int year;
  int month;
  int day;
  g_autoptr (GDateTime) noon = NULL;

  sr_day_get_ymd (sr_day_from_iso (date), &year, &month, &day);
  noon = g_date_time_new_utc (year, month, day, 12, 0, 0);

  return noon != NULL ? g_date_time_format (noon, "%Y-%m-%d %a") : g_strdup (date);
}

static char *
describe_names (const SrChange *change)
{
  const char *before = change->before != NULL
                       ? sr_row_get_text (change->before, SR_CALENDAR_EXCEPTION_NAME) : NULL;
  const char *after = sr_row_get_text (change->after, SR_CALENDAR_EXCEPTION_NAME);

  if (before != NULL && after != NULL && !g_str_equal (before, after))
    return g_strdup_printf ("%s → %s", before, after);

  return g_strdup (after != NULL ? after : before != NULL ? before : "");
}

static GListModel *
list_days (GPtrArray *days)
{
  GListStore *store = g_list_store_new (SR_TYPE_EFFECT_LINE);

  for (guint i = 0; i < days->len; i++)
    {
      const SrChange *change = g_ptr_array_index (days, i);

      add_line (store,
                describe_date (sr_row_get_text (change->after, SR_CALENDAR_EXCEPTION_DATE)),
                describe_day (change->before), describe_day (change->after),
                describe_names (change));
    }

  return G_LIST_MODEL (store);
}

static GListModel *
list_kept (GPtrArray *kept)
{
  GListStore *store = g_list_store_new (SR_TYPE_EFFECT_LINE);

  for (guint i = 0; i < kept->len; i++)
    {
      const SrRow *row = g_ptr_array_index (kept, i);

      add_line (store, describe_date (sr_row_get_text (row, SR_CALENDAR_EXCEPTION_DATE)),
                describe_day (row), g_strdup (sr_row_get_text (row, SR_CALENDAR_EXCEPTION_NAME)),
                g_strdup (sr_row_get_text (row, SR_CALENDAR_EXCEPTION_SOURCE)));
    }

  return G_LIST_MODEL (store);
}

/* "2026-10-08 14:29" */
static char *
describe_instant (gint64      instant,
                  const char *zone)
{
  char *text = sr_instant_to_iso (instant, zone);

  text[10] = ' ';
  text[16] = '\0';

  return text;
}

static GListModel *
list_moves (GPtrArray  *moves,
            const char *zone)
{
  GListStore *store = g_list_store_new (SR_TYPE_EFFECT_LINE);

  for (guint i = 0; i < moves->len; i++)
    {
      const SrDeadlineMove *move = g_ptr_array_index (moves, i);

      add_line (store, g_strdup (move->number),
                g_strdup (sr_choice_label (sr_clock_kinds, move->clock)),
                describe_instant (move->from, zone), describe_instant (move->to, zone));
    }

  return G_LIST_MODEL (store);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            gpointer                  cell)
{
  SrEffectLine *line = gtk_list_item_get_item (item);
  const char *text = line->cells[GPOINTER_TO_UINT (cell)];

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text != NULL ? text : "");
}

/* Takes the model. */
static GtkWidget *
create_list (GListModel        *model,
             const char *const *titles)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *view =
    gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (model)));

  for (guint i = 0; i < N_CELLS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (g_dpgettext2 (GETTEXT_PACKAGE, "effect", titles[i]),
                                           factory);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  gtk_widget_add_css_class (view, "dense");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), view);
  gtk_widget_set_vexpand (window, TRUE);

  return window;
}

static void
add_page (SrEffectWindow *self,
          const char     *name,
          const char     *title,
          guint           n,
          GtkWidget      *list)
{
  g_autofree char *counted = g_strdup_printf ("%s (%u)", title, n);

  gtk_stack_add_titled (self->stack, list, name, counted);
}

static GtkWidget *
create_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "sr-due-soon-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Deadline Moves"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("No clock that runs now counts on these days."));
  gtk_widget_add_css_class (page, "compact");
  gtk_widget_set_vexpand (page, TRUE);

  return page;
}

static void
fill (SrEffectWindow   *self,
      SrCalendarEffect *effect,
      const char       *zone)
{
  static const char *const day_titles[] = {
    NC_("effect", "Day"), NC_("effect", "Was"), NC_("effect", "Becomes"), NC_("effect", "Name")
  };
  static const char *const kept_titles[] = {
    NC_("effect", "Day"), NC_("effect", "Is"), NC_("effect", "Name"), NC_("effect", "Source")
  };
  static const char *const move_titles[] = {
    NC_("effect", "Request"), NC_("effect", "Clock"), NC_("effect", "Due now"),
    NC_("effect", "Due then")
  };

  if (effect->days->len > 0)
    add_page (self, "days", C_("effect", "Days"), effect->days->len,
              create_list (list_days (effect->days), day_titles));
  add_page (self, "deadlines", C_("effect", "Deadlines"), effect->moves->len,
            effect->moves->len > 0
            ? create_list (list_moves (effect->moves, zone), move_titles) : create_nothing ());
  if (effect->kept->len > 0)
    add_page (self, "kept", C_("effect", "Not in the file"), effect->kept->len,
              create_list (list_kept (effect->kept), kept_titles));
}

static void
add_part (GString    *text,
          const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static char *
summarize (const SrCalendarEffect *effect)
{
  GString *text = g_string_new (NULL);
  g_autofree char *moves = g_strdup_printf (ngettext ("%u deadline moves", "%u deadlines move",
                                                      effect->moves->len), effect->moves->len);
  g_autofree char *overdue = g_strdup_printf (ngettext ("%u becomes overdue",
                                                        "%u become overdue", effect->n_overdue),
                                              effect->n_overdue);

  if (effect->days->len > 0)
    {
      g_autofree char *days = g_strdup_printf (ngettext ("%u day changes", "%u days change",
                                                         effect->days->len), effect->days->len);

      add_part (text, days);
    }
  if (effect->n_unchanged > 0)
    {
      g_autofree char *same = g_strdup_printf (ngettext ("%u is there already",
                                                         "%u are there already",
                                                         effect->n_unchanged),
                                               effect->n_unchanged);

      add_part (text, same);
    }
  add_part (text, moves);
  if (effect->moves->len > 0)
    add_part (text, effect->n_overdue > 0 ? overdue : _("none becomes overdue"));
  if (effect->kept->len > 0)
    {
      g_autofree char *kept = g_strdup_printf (ngettext ("%u day that the file does not name stays",
                                                         "%u days that the file does not name stay",
                                                         effect->kept->len), effect->kept->len);

      add_part (text, kept);
    }

  return g_string_free (text, FALSE);
}

static void
decide (SrEffectWindow *self,
        gboolean        applies)
{
  if (self->is_decided)
    return;

  self->is_decided = TRUE;
  g_signal_emit (self, signals[DECIDED], 0, applies);
}

static void
on_apply_cb (SrEffectWindow *self)
{
  decide (self, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_cancel_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
sr_effect_window_close_request (GtkWindow *window)
{
  decide (SR_EFFECT_WINDOW (window), FALSE);

  return GTK_WINDOW_CLASS (sr_effect_window_parent_class)->close_request (window);
}

static void
sr_effect_window_class_init (SrEffectWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = sr_effect_window_close_request;

  /**
   * SrEffectWindow::decided:
   * @applies: whether it is to be done
   */
  signals[DECIDED] = g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource
    (widget_class, "/org/serviceroom/ServiceRoom/widgets/sr-effect-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SrEffectWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, SrEffectWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, SrEffectWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, SrEffectWindow, apply_button);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_cb);

  gtk_widget_class_install_action (widget_class, "effect.cancel", NULL, on_cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "effect.cancel", NULL);
}

static void
sr_effect_window_init (SrEffectWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sr_effect_window_new:
 * @parent: the window that asks
 * @title: what is to be done
 * @effect: what it would do; not kept
 * @zone: the zone of the room
 *
 * Returns: (transfer none): a window that is to be presented
 */
SrEffectWindow *
sr_effect_window_new (GtkWindow        *parent,
                      const char       *title,
                      SrCalendarEffect *effect,
                      const char       *zone)
{
  SrEffectWindow *self = g_object_new (SR_TYPE_EFFECT_WINDOW,
                                       "transient-for", parent,
                                       "modal", TRUE,
                                       "title", title,
                                       NULL);
  g_autofree char *summary = summarize (effect);

  adw_window_title_set_title (self->window_title, title);
  gtk_label_set_label (self->summary, summary);
  fill (self, effect, zone);
  gtk_window_set_focus (GTK_WINDOW (self), self->apply_button);

  return self;
}
