# Every file says whose it is and under which licence, and no file is named after nothing.
#
# sources.py SOURCE-ROOT
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import sys

import tap

# Files with no room for a comment, or whose terms stand beside them: a README.md or LICENSE in the
# same folder. The project's licence, COPYING, covers the rest.
WITHOUT_SPDX = re.compile(r'(^|/)(COPYING|LICENSE|LINGUAS|POTFILES\.in|meson\.build'
                          r'|meson_options\.txt|\.editorconfig|\.gitattributes|\.gitignore|\.clang-format)$'
                          r'|\.(md|png|csv|json|ics|db|license)$|^tests/fuzz/seeds/')
TAGS = ('SPDX-' + 'FileCopyrightText: ', 'SPDX-' + 'License-Identifier: ')
EMPTY_NAME = re.compile(r'(^|[-_.])(utils?|helpers?|misc|common|managers?)([-_.]|$)')
LONG = 600


def lacks_tags(root, name):
    if WITHOUT_SPDX.search(name):
        return False
    with open(os.path.join(root, name), 'rb') as file:
        head = file.read(4096)
    return not all(tag.encode() in head for tag in TAGS)


def main():
    root = sys.argv[1]
    files = tap.project_files(root)
    tap.point('every file names its authors and its licence',
              [name for name in files if lacks_tags(root, name)])
    tap.point('no file is a heap of utilities or a manager of everything',
              [name for name in files if EMPTY_NAME.search(os.path.basename(name))])
    tap.point('a name that says nothing is told from one that does',
              [name for name, empty in (('sr-utils.c', True), ('helper.py', True),
                                        ('sr-manager.h', True), ('sr-manage-rights.c', False),
                                        ('sr-commons.c', False)) if
               bool(EMPTY_NAME.search(name)) != empty])
    for name in files:
        if name.endswith('.c'):
            lines = tap.read(root, name).count('\n')
            if lines > LONG:
                tap.note('%s has %d lines: is it one thought?' % (name, lines))
    tap.done()


main()
