/* Is every customer found by name and phones, and by nothing else?
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "sr-customer-check"

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/sr-text.h"
#include "domain/records/sr-kinds.h"
#include "domain/records/sr-row.h"
#include "storage/service/sr-customer-check.h"

/**
 * Phones:
 *
 * What the customers are found by, read along with them.
 */
typedef struct
{
  SrCursor *rows;      /* (owned) */
  gint64    customer;  /* of the row on which it stands; 0 behind the last */
} Phones;

static void
phones_clear (Phones *phones)
{
  g_clear_pointer (&phones->rows, sr_cursor_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Phones, phones_clear)

static gboolean
next_phone (Phones  *phones,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;

  phones->customer = sr_cursor_next (phones->rows, &local_error)
                       ? sr_cursor_integer (phones->rows, 0) : 0;
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static int
compare_texts (const void *a,
               const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The digits of a list of phones, in order. */
static GStrv
make_digits (const char *list)
{
  g_autoptr (SrRow) row = sr_row_new (&sr_customer_kind);
  GStrv phones = NULL;

  if (list != NULL)
    sr_row_set_text (row, SR_CUSTOMER_PHONES, list);
  phones = sr_row_get_list (row, SR_CUSTOMER_PHONES);

  for (guint i = 0; phones[i] != NULL; i++)
    {
      char *digits = sr_text_digits (phones[i]);

      g_free (phones[i]);
      phones[i] = digits;
    }
  qsort (phones, g_strv_length (phones), sizeof *phones, compare_texts);

  return phones;
}

/* The phones of one customer against those that are kept, which stand at the first of them. */
static gboolean
check_phones (const char  *list,
              gint64       customer,
              Phones      *phones,
              gboolean    *out_same,
              GError     **error)
{
  g_auto (GStrv) digits = make_digits (list);

  for (guint i = 0; digits[i] != NULL && *out_same; i++)
    {
      g_autofree char *reversed = g_strreverse (g_strdup (digits[i]));

      if (digits[i][0] == '\0' || (i > 0 && g_str_equal (digits[i], digits[i - 1])))
        continue;

      *out_same = phones->customer == customer &&
                  g_strcmp0 (sr_cursor_text (phones->rows, 1), digits[i]) == 0 &&
                  g_strcmp0 (sr_cursor_text (phones->rows, 2), reversed) == 0;
      if (*out_same && !next_phone (phones, error))
        return FALSE;
    }

  *out_same = *out_same && phones->customer != customer;

  return TRUE;
}

static gboolean
check_customers (SrCursor  *customers,
                 Phones    *phones,
                 gint64    *out_customer,
                 GError   **error)
{
  g_autoptr (GError) local_error = NULL;

  while (*out_customer == 0 && sr_cursor_next (customers, &local_error))
    {
      gint64 customer = sr_cursor_integer (customers, 0);
      g_autofree char *name = sr_text_fold (sr_cursor_text (customers, 1));
      gboolean is_same = g_strcmp0 (sr_cursor_text (customers, 2), name) == 0;

      if (!check_phones (sr_cursor_text (customers, 3), customer, phones, &is_same, error))
        return FALSE;
      if (!is_same)
        *out_customer = customer;
    }

  /* One that is left over belongs to nobody. */
  if (local_error == NULL && *out_customer == 0)
    *out_customer = phones->customer;

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * sr_customer_check:
 * @out_customer: (out): the first customer that is found by other names or phones than the record
 *   has, 0 if there is none
 *
 * Reads all customers once. In a transaction, so that all is of one state.
 *
 * Returns: %TRUE, or %FALSE with %SR_STORE_ERROR
 */
gboolean
sr_customer_check (SrConnection  *connection,
                   gint64        *out_customer,
                   GError       **error)
{
  g_auto (Phones) phones = { NULL, 0 };
  g_autoptr (SrCursor) customers = NULL;

  *out_customer = 0;
  phones.rows = sr_connection_query (connection,
                                     "SELECT customer, digits, reversed FROM customer_phone "
                                     "ORDER BY customer, digits", SR_NO_PARAMETERS, error);
  if (phones.rows == NULL || !next_phone (&phones, error))
    return FALSE;

  customers = sr_connection_query (connection,
                                   "SELECT c.id, c.name, s.name, c.phones FROM customer c "
                                   "LEFT JOIN customer_search s ON s.customer = c.id ORDER BY c.id",
                                   SR_NO_PARAMETERS, error);

  return customers != NULL && check_customers (customers, &phones, out_customer, error);
}
