/* The days of a deadline as a table.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-deadline-table"

#include "config.h"

#include "ui/widgets/sr-deadline-table.h"

#include <glib/gi18n-lib.h>

#include "models/sr-due.h"

enum
{
  COLUMN_DAY,
  COLUMN_RULE,
  COLUMN_TIME,
  COLUMN_USED,
  COLUMN_LEFT,
  N_COLUMNS
};

static const char *const column_titles[N_COLUMNS] = {
  NC_("deadline table", "Date"),
  NC_("deadline table", "Why"),
  NC_("deadline table", "Time"),
  NC_("deadline table", "Used"),
  NC_("deadline table", "Left")
};

/**
 * sr_deadline_hours:
 * @seconds: a stretch of time
 *
 * Returns: (transfer full): "7.5"
 */
char *
sr_deadline_hours (gint64 seconds)
{
  double hours = seconds / 3600.0;

  if (seconds == 0)
    return g_strdup ("0");

  return g_strdup_printf ("%.1f", hours);
}

static char *
format_days (const SrDeadlineLine *line)
{
  /* Translators: a day in the table of a deadline; see strftime(3) */
  const char *format = C_("deadline table", "%a %-d %b");
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) to = NULL;
  g_autofree char *from_text = NULL;
  g_autofree char *to_text = NULL;
  int year;
  int month;
  int day;

  sr_day_get_ymd (line->from, &year, &month, &day);
  from = g_date_time_new_utc (year, month, day, 0, 0, 0);
  from_text = g_date_time_format (from, format);
  if (line->from == line->to)
    return g_steal_pointer (&from_text);

  sr_day_get_ymd (line->to, &year, &month, &day);
  to = g_date_time_new_utc (year, month, day, 0, 0, 0);
  to_text = g_date_time_format (to, format);

  return g_strdup_printf (C_("deadline", "%s–%s"), from_text, to_text);
}

static char *
format_cell (const SrDeadlineLine *line,
             guint                 column)
{
  switch (column)
    {
    case COLUMN_DAY:
      return format_days (line);
    case COLUMN_RULE:
      return g_strdup (line->rule);
    case COLUMN_TIME:
      return g_strdup (line->hours);
    case COLUMN_USED:
      return sr_deadline_hours (line->used);
    default:
      return sr_deadline_hours (line->remaining);
    }
}

static void
add_cell (GtkGrid    *table,
          const char *text,
          guint       column,
          guint       row,
          const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);
  gboolean is_number = column == COLUMN_USED || column == COLUMN_LEFT;

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.0f : 0.0f);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  if (column == COLUMN_RULE)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_tooltip_text (label, text);
    }
  gtk_grid_attach (table, label, column, row, 1, 1);
}

/**
 * sr_deadline_table_fill:
 * @table: what stood in it goes
 * @lines: (element-type SrDeadlineLine): the days of a deadline
 * @narrow: whether there is no room for the hours of each day
 */
void
sr_deadline_table_fill (GtkGrid   *table,
                        GPtrArray *lines,
                        gboolean   narrow)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (table))) != NULL)
    gtk_grid_remove (table, child);

  for (guint column = 0; column < N_COLUMNS; column++)
    {
      if (column == COLUMN_TIME && narrow)
        continue;
      add_cell (table, g_dpgettext2 (GETTEXT_PACKAGE, "deadline table", column_titles[column]),
                column, 0, "caption-heading");
      for (guint i = 0; i < lines->len; i++)
        {
          const SrDeadlineLine *line = g_ptr_array_index (lines, i);
          g_autofree char *text = format_cell (line, column);

          add_cell (table, text, column, i + 1,
                    line->is_closed || line->is_pause ? "dim-label" : NULL);
        }
    }
}

/**
 * sr_deadline_table_print:
 * @lines: (element-type SrDeadlineLine): the days of a deadline
 * @text: gets a line for each, its cells parted by tabs
 */
void
sr_deadline_table_print (GPtrArray *lines,
                         GString   *text)
{
  for (guint i = 0; i < lines->len; i++)
    {
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          g_autofree char *cell = format_cell (g_ptr_array_index (lines, i), column);

          g_string_append_printf (text, "%s%c", cell, column + 1 < N_COLUMNS ? '\t' : '\n');
        }
    }
}
