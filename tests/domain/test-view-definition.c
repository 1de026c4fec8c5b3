/* What a saved view keeps.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "domain/service/sr-view-definition.h"
#include "domain/sr-domain-error.h"

static void
test_a_definition_is_read_as_it_was_written (void)
{
  const char *json = "{\"priorities\":[\"P1\"],\"view\":\"overdue\",\"order\":\"-priority\","
                     "\"columns\":[\"due\",\"number\"]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (SrViewDefinition) definition = sr_view_definition_from_json (json, &error);
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (definition->view, ==, "overdue");
  g_assert_cmpstr (definition->order, ==, "-priority");
  g_assert_cmpuint (g_strv_length (definition->columns), ==, 2);
  g_assert_cmpstr (definition->filter->priorities[0], ==, "P1");
  written = sr_view_definition_to_json (definition);
  g_assert_cmpstr (written, ==, json);
}

static void
test_a_bare_filter_is_a_definition (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SrViewDefinition) definition =
    sr_view_definition_from_json ("{\"emergency\":true}", &error);

  g_assert_no_error (error);
  g_assert_null (definition->view);
  g_assert_null (definition->order);
  g_assert_null (definition->columns);
  g_assert_true (definition->filter->emergency);
}

static void
test_what_is_no_definition_is_refused (void)
{
  static const char *const wrong[] = {
    "", "[]", "{\"view\":7}", "{\"view\":\"a b\"}", "{\"order\":\"due; drop\"}",
    "{\"columns\":\"due\"}", "{\"columns\":[\"Due\"]}", "{\"columns\":[1]}", "{\"colour\":\"red\"}",
    "{\"view\":\"open\",\"priorities\":[\"P9\"]}", "{\"view\":\"\"}", "{\"view\":\"open\\n\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SrViewDefinition) definition = sr_view_definition_from_json (wrong[i], &error);

      g_assert_error (error, SR_DOMAIN_ERROR, SR_DOMAIN_ERROR_INVALID);
      g_assert_null (definition);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/service/view-definition/is-read-as-it-was-written",
                   test_a_definition_is_read_as_it_was_written);
  g_test_add_func ("/domain/service/view-definition/a-bare-filter-is-one",
                   test_a_bare_filter_is_a_definition);
  g_test_add_func ("/domain/service/view-definition/what-is-none-is-refused",
                   test_what_is_no_definition_is_refused);

  return g_test_run ();
}
