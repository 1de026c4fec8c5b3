# The count that test.sh prints is true: points of TAP, programs without TAP, and crashes.
#
# counting.py SOURCE-ROOT
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import subprocess
import sys
import tempfile

import tap

# What meson writes of each test, and what is to be counted of it.
CASES = (
    ('points are counted one by one',
     [('OK', 'TAP version 13\n# random seed: 1\n1..3\nok 1 /a\nok 2 /b # SKIP no room\nok 3 /c\n')],
     '2 passed, 0 failed, 1 skipped'),
    ('a point that fails is one of several',
     [('FAIL', '1..2\nok 1 /a\nnot ok 2 /b\n')],
     '1 passed, 1 failed, 0 skipped'),
    ('a crash after the last point is a failure',
     [('ERROR', 'ok 1 /a\nok 2 /b\n')],
     '2 passed, 1 failed, 0 skipped'),
    ('a test that ran out of time is a failure',
     [('TIMEOUT', '')],
     '0 passed, 1 failed, 0 skipped'),
    ('a program without points is one test',
     [('OK', 'hello\n'), ('FAIL', 'hello\n'), ('SKIP', '')],
     '1 passed, 1 failed, 1 skipped'),
    ('a plan of nothing is skipped',
     [('SKIP', '1..0 # SKIP no display\n')],
     '0 passed, 0 failed, 1 skipped'),
    ('a number in a name is no directive',
     [('OK', 'ok 1 /room #12 is skipped\nok 2 - not ok\n')],
     '2 passed, 0 failed, 0 skipped'),
)


def wrong_count(root, tests, expected):
    with tempfile.NamedTemporaryFile('w', suffix='.json', encoding='utf-8') as log:
        for result, output in tests:
            log.write(json.dumps({'result': result, 'stdout': output}) + '\n')
        log.flush()
        counted = subprocess.run(
            [sys.executable, os.path.join(root, 'build-aux/count-tests.py'), log.name],
            check=False, text=True, stdout=subprocess.PIPE)
    if counted.stdout.strip() != expected:
        yield '%s instead of %s' % (counted.stdout.strip(), expected)
    if (counted.returncode != 0) != (' 0 failed' not in expected):
        yield 'exit %d' % counted.returncode


def main():
    root = sys.argv[1]
    for sentence, tests, expected in CASES:
        tap.point(sentence, wrong_count(root, tests, expected))
    tap.done()


main()
