# Runs a target of libFuzzer on its seeds and on what it makes of them.
#
# fuzz.py TARGET SEEDS...
#
# The count of inputs is fixed, and so is the chance: what fails, fails again. SR_TEST_LONG=SECONDS runs
# that long instead, with another chance each time; SR_TEST_SEED gives it.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import random
import shutil
import subprocess
import sys
import tempfile

import tap

RUNS = 20000
MAX_LENGTH = 4096
# One input that takes longer hangs.
SECONDS_OF_ONE = 20


def how_long():
    seconds = os.environ.get('SR_TEST_LONG')
    if not seconds:
        return 1, ['-runs=%d' % RUNS]
    return random.randrange(1, 1 << 30), ['-max_total_time=%d' % max(60, int(seconds))]


def main():
    target, seeds = sys.argv[1], sys.argv[2:]
    name = os.path.basename(target)
    seed, limit = how_long()
    seed = int(os.environ.get('SR_TEST_SEED', seed))
    tap.note('SR_TEST_SEED=%d' % seed)
    # libFuzzer keeps what is new in the first folder; the seeds stay as they are.
    found = tempfile.mkdtemp(prefix='sr-fuzz-')
    try:
        result = subprocess.run(
            [target, '-seed=%d' % seed, '-max_len=%d' % MAX_LENGTH, '-timeout=%d' % SECONDS_OF_ONE,
             '-artifact_prefix=%s-' % target, '-print_final_stats=1'] + limit + [found] + seeds,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    finally:
        shutil.rmtree(found)
    said = result.stdout.decode('utf-8', 'replace')
    for line in said.splitlines():
        if line.startswith('stat::number_of_executed_units'):
            tap.note(line)
    # The input that did it lies beside the target.
    tap.point('%s holds for every input' % name, [said[-20000:]] if result.returncode else [])
    tap.done()


main()
