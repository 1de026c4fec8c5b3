/* SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/sr-text.h"

static void
test_full_width_and_case_fold_to_the_same (void)
{
  g_autofree char *wide = sr_text_fold ("ＶＰＮ　打印");
  g_autofree char *plain = sr_text_fold ("vpn 打印");
  g_autofree char *nothing = sr_text_fold (NULL);
  g_autofree char *broken = sr_text_fold ("a\xff" "B");

  g_assert_cmpstr (wide, ==, plain);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

static void
test_digits_are_kept_and_all_else_dropped (void)
{
  g_autofree char *digits = sr_text_digits ("（０２１）5550-4826 转 8307");
  g_autofree char *none = sr_text_digits ("王海燕");

  g_assert_cmpstr (digits, ==, "02155504826" "8307");
  g_assert_cmpstr (none, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/text/full-width-and-case-fold-to-the-same",
                   test_full_width_and_case_fold_to_the_same);
  g_test_add_func ("/base/text/digits-are-kept-and-all-else-dropped",
                   test_digits_are_kept_and_all_else_dropped);

  return g_test_run ();
}
