/* Writes src/base/sr-text-simplified.h: the traditional characters that ICU turns into one simplified
 * character when they stand alone.
 *
 * SPDX-FileCopyrightText: the Service Room authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * To be run by hand, when a better table is wanted; rooms made before have to be indexed anew then:
 *
 *   cc -o make-simplified build-aux/make-simplified.c $(pkg-config --cflags --libs icu-i18n)
 *   ./make-simplified > src/base/sr-text-simplified.h
 *
 * It is no part of the build, since a room that two releases of Debian open must be folded alike by
 * both; and opening ICU's transliterator takes 20 ms and 6 MB, the table nothing.
 */

#include <stdio.h>
#include <unicode/utrans.h>

static UChar32
turn (UTransliterator *transliterator,
      UChar32          character)
{
  UErrorCode error = U_ZERO_ERROR;
  UChar buffer[16];
  int32_t length = 0;
  int32_t limit = 0;
  int32_t end = 0;
  UChar32 turned = 0;

  U16_APPEND_UNSAFE (buffer, length, character);
  limit = length;
  utrans_transUChars (transliterator, buffer, &length, 16, 0, &limit, &error);
  U16_NEXT (buffer, end, length, turned);

  return U_SUCCESS (error) && end == length ? turned : character;
}

int
main (void)
{
  UErrorCode error = U_ZERO_ERROR;
  UTransliterator *transliterator = utrans_openU (u"Traditional-Simplified", -1, UTRANS_FORWARD,
                                                  NULL, 0, NULL, &error);
  unsigned n = 0;

  if (U_FAILURE (error))
    return 1;

  printf ("/* Made by build-aux/make-simplified.c from ICU %s (Unicode licence).\n"
          " *\n"
          " * SPDX-FileCopyrightText: the Service Room authors; Unicode, Inc.\n"
          " * SPDX-License-Identifier: GPL-3.0-or-later AND Unicode-DFS-2016\n"
          " */\n\n#pragma once\n\n#include <glib.h>\n\n"
          "/* Traditional, simplified; sorted by the first. No second is a first. */\n"
          "static const struct\n{\n  gunichar from;\n  gunichar to;\n} simplified[] = {", U_ICU_VERSION);
  for (UChar32 c = 0x3400; c <= 0x3ffff; c++)
    {
      UChar32 to = turn (transliterator, c);

      /* What turns back and forth would make folding twice differ from folding once. */
      if (to != c && turn (transliterator, to) == to)
        printf ("%s{ 0x%x, 0x%x },", n++ % 4 == 0 ? "\n  " : " ", c, to);
    }
  printf ("\n};\n");
  utrans_close (transliterator);

  return 0;
}
