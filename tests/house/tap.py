# What the checks of the house share: TAP on standard output, and the list of the project's files.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys

# Where the project's own files stand. Build directories and the like stand beside them.
FOLDERS = ('.ci', 'build-aux', 'data', 'doc', 'po', 'src', 'tests', 'ui')

_points = 0
_failures = 0


def point(sentence, problems):
    """Prints one point. It holds when there is no problem."""
    global _points, _failures
    _points += 1
    problems = list(problems)
    if problems:
        _failures += 1
    for problem in problems:
        # meson shows this stream when a test fails.
        print('# ' + problem.replace('\n', '\n# '), file=sys.stderr)
    print('%sok %d - %s' % ('not ' if problems else '', _points, sentence), flush=True)


def skip(sentence, reason):
    """Prints one point that could not be looked at."""
    global _points
    _points += 1
    print('ok %d - %s # SKIP %s' % (_points, sentence, reason), flush=True)


def note(text):
    print('# ' + text)


def done():
    """Prints the plan and ends the program."""
    print('1..%d' % _points)
    sys.exit(1 if _failures else 0)


def project_files(root, ending=''):
    """The project's files with the ending, as paths relative to the root, in order."""
    found = [name for name in os.listdir(root) if os.path.isfile(os.path.join(root, name))]
    for folder in FOLDERS:
        for path, folders, names in os.walk(os.path.join(root, folder)):
            folders[:] = [name for name in folders if name != '__pycache__']
            found += [os.path.relpath(os.path.join(path, name), root) for name in names]
    return sorted(name for name in found if name.endswith(ending) and not name.endswith('~'))


def read(root, name):
    with open(os.path.join(root, name), encoding='utf-8') as file:
        return file.read()


def run(command, **options):
    """Runs a command and gives what it said if it failed, else nothing."""
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, check=False, **options)
    if result.returncode:
        return ['%s: exit %d\n%s' % (' '.join(command), result.returncode, result.stdout.strip())]
    return []
