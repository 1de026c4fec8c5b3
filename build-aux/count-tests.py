#!/usr/bin/env python3
# Counts what a run of "meson test" did, single points of TAP and not only programs.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# count-tests.py TESTLOG.json prints "N passed, N failed, N skipped" and fails if anything failed.

import json
import re
import sys

POINT = re.compile(r'^(not )?ok\b[^#]*(?:#\s*(SKIP|TODO)\b)?', re.IGNORECASE)
SKIP_ALL = re.compile(r'^1\.\.0\b')


def count_points(output):
    passed = failed = skipped = 0
    for line in output.splitlines():
        point = POINT.match(line)
        if point:
            if point.group(2):
                skipped += 1
            elif point.group(1):
                failed += 1
            else:
                passed += 1
        elif SKIP_ALL.match(line):
            skipped += 1
    return passed, failed, skipped


def count_test(test):
    passed, failed, skipped = count_points(test.get('stdout', ''))
    result = test['result']
    if result in ('OK', 'EXPECTEDFAIL'):
        # A program that prints no TAP is one test.
        if passed + failed + skipped == 0:
            passed = 1
    elif result == 'SKIP':
        if passed + failed + skipped == 0:
            skipped = 1
    elif failed == 0:
        # It crashed, ran out of time, leaked, or printed less than its plan.
        failed = 1
    return passed, failed, skipped


def main():
    totals = [0, 0, 0]
    try:
        with open(sys.argv[1], encoding='utf-8') as log:
            for line in log:
                for i, n in enumerate(count_test(json.loads(line))):
                    totals[i] += n
    except FileNotFoundError:
        # meson writes no log where a suite has no test.
        pass
    print('%d passed, %d failed, %d skipped' % tuple(totals))
    return 1 if totals[1] else 0


if __name__ == '__main__':
    sys.exit(main())
