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
test_traditional_characters_fold_to_simplified_ones (void)
{
  g_autofree char *traditional = sr_text_fold ("三樓印表機無法列印，網絡發票聯繫電話，𠮷");
  g_autofree char *both = sr_text_fold ("印表機機");
  g_autofree char *part = sr_text_fold ("機");

  g_assert_cmpstr (traditional, ==, "三楼印表机无法列印,网络发票联系电话,𠮷");
  g_assert_true (g_str_has_suffix (both, part));
}

/* Alone or in company, once or twice. */
static void
test_each_character_folds_by_itself (void)
{
  for (gunichar c = 0x3400; c < 0x31350; c++)
    {
      char character[8] = { 0 };
      g_autofree char *alone = NULL;
      g_autofree char *again = NULL;
      g_autofree char *pair = NULL;
      g_autofree char *twice = NULL;
      g_autofree char *folded = NULL;

      if (!g_unichar_isdefined (c) || !g_unichar_iswide (c) || g_unichar_ismark (c))
        continue;
      g_unichar_to_utf8 (c, character);
      alone = sr_text_fold (character);
      again = sr_text_fold (alone);
      pair = g_strconcat (character, "乾", character, NULL);
      twice = g_strconcat (alone, "干", alone, NULL);
      folded = sr_text_fold (pair);
      g_assert_cmpstr (alone, ==, again);
      g_assert_cmpstr (folded, ==, twice);
    }
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
  g_test_add_func ("/base/text/traditional-characters-fold-to-simplified-ones",
                   test_traditional_characters_fold_to_simplified_ones);
  g_test_add_func ("/base/text/each-character-folds-by-itself",
                   test_each_character_folds_by_itself);
  g_test_add_func ("/base/text/digits-are-kept-and-all-else-dropped",
                   test_digits_are_kept_and_all_else_dropped);

  return g_test_run ();
}
