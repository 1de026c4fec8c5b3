# Every file with words for people is named in po/POTFILES.in, and every file named there exists.
#
# strings.py SOURCE-ROOT
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import sys

import tap

# Calls that mark a string in C, and marks in templates.
IN_C = re.compile(r'(?<![A-Za-z0-9_])(_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(')
IN_XML = re.compile(r'translatable="(yes|true)"')
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*|^\s*#\s*define[^\n]*', re.DOTALL | re.MULTILINE)
# A string that continues with a macro: xgettext sees its first part alone.
CUT = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|ngettext)\s*\((?:[^()"]|"(?:[^"\\]|\\.)*")*?'
                 r'"(?:[^"\\]|\\.)*"\s*(?!PRI)([A-Z][A-Z0-9_]+)')
# Data that people read in their desktop.
DATA = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml')


def has_strings(name, text):
    if name.startswith('src/') and name.endswith(('.c', '.h')):
        return bool(IN_C.search(COMMENT.sub('', text)))
    if name.endswith('.ui'):
        return bool(IN_XML.search(text))
    return name.startswith('data/') and name.endswith(DATA)


def listed_files(root):
    lines = (line.strip() for line in tap.read(root, 'po/POTFILES.in').splitlines())
    return [line for line in lines if line and not line.startswith('#')]


def main():
    root = sys.argv[1]
    listed = listed_files(root)
    with_strings = [name for name in tap.project_files(root)
                    if name.startswith(('data/', 'src/', 'ui/'))
                    and name.endswith(('.c', '.h', '.ui') + DATA)
                    and has_strings(name, tap.read(root, name))]
    tap.point('every file with strings is in po/POTFILES.in',
              [name + ' is not listed' for name in with_strings if name not in listed])
    tap.point('every file in po/POTFILES.in exists',
              [name + ' is gone' for name in listed
               if not os.path.isfile(os.path.join(root, name))])
    tap.point('po/POTFILES.in is sorted and names no file twice',
              [] if listed == sorted(set(listed)) else ['run it through LC_ALL=C sort -u'])
    tap.point('no string for people is cut by a macro',
              ['%s: %s' % (name, macro) for name in with_strings if name.endswith(('.c', '.h'))
               for macro in CUT.findall(tap.read(root, name))])
    tap.point('a string that is cut by a macro is found',
              [text for text, cut in (('_("%" G_GINT64_FORMAT " rows")', True),
                                      ('_("of %s %s"), NAME', False),
                                      ('N_("a"), SR_B, N_("c")', False),
                                      ('_("%" PRId64 " rows")', False),
                                      ('_("one"\n   " two " G_OS_X)', True))
               if bool(CUT.search(text)) != cut])
    tap.point('a call and a template with strings are told from a comment and a definition',
              [name for name, text, expected in (
                  ('src/ui/a.c', 'label = _("Open");', True),
                  ('src/ui/b.c', '/* _("Open") */\n#define _(x) x\nfoo_(1);', False),
                  ('src/ui/c.c', 'ngettext ("%u day", "%u days", n)', True),
                  ('ui/queue/d.ui', '<property name="label" translatable="yes">Open</property>', True),
                  ('ui/queue/e.ui', '<property name="label">1</property>', False),
              ) if has_strings(name, text) != expected])
    tap.done()


main()
