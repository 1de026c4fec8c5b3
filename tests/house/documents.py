# README.md and doc/ are true: every path that they name exists.
#
# documents.py SOURCE-ROOT
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import sys

import tap

FENCE = re.compile(r'^```.*?^```', re.DOTALL | re.MULTILINE)
WORD = re.compile(r'`([^`\n]+)`')
LINK = re.compile(r'\]\(([^)#\s]+)(?:#[^)]*)?\)')
PATH = re.compile(r'[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]*)+')


def named_paths(text):
    """Words in back quotes that look like a path of the repository, and the targets of links."""
    prose = FENCE.sub('', text)
    for quoted in WORD.findall(prose):
        for word in quoted.split():
            # A place on the user's machine begins with a slash, a tilde or a dollar sign, and
            # build/ is made, not kept.
            if PATH.fullmatch(word) and word.split('/')[0] in tap.FOLDERS:
                yield word
    for target in LINK.findall(prose):
        if '://' not in target and not target.startswith('mailto:'):
            yield target


def gone(root, name):
    for path in named_paths(tap.read(root, name)):
        beside = os.path.join(root, os.path.dirname(name), path)
        if not os.path.exists(os.path.join(root, path)) and not os.path.exists(beside):
            yield '%s names %s' % (name, path)


def main():
    root = sys.argv[1]
    documents = [name for name in tap.project_files(root, '.md')
                 if name.startswith('doc/') or '/' not in name]
    for name in documents:
        tap.point('every path in %s exists' % name, gone(root, name))
    found = list(named_paths('See `src/base/`, `sh build-aux/x.sh`, `~/a/b`, `n/a`, '
                             '[house](house.md#top) and [web](https://a.org/b).'))
    tap.point('a path is told from other words',
              [] if found == ['src/base/', 'build-aux/x.sh', 'house.md'] else [str(found)])
    tap.done()


main()
