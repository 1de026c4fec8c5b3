# Process start to the queue drawn, and the memory then, against an empty libadwaita window.
#
# bench-start.py EMPTY-WINDOW DRAWN-QUEUE SERVICEROOMCTL SAMPLE-ROOM.SH [TURNS]
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

NOW = '2016-03-04T10:00:00+08:00'


def run(command):
    """Milliseconds until the program says that it is drawn; resident and proportional MB then."""
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        line = program.stdout.readline()
        drawn = (time.monotonic() - started) * 1000
        memory = program.stdout.readline().split()
    if line != 'drawn\n' or program.returncode != 0:
        sys.exit('%s was not drawn' % command[0])
    return drawn, int(memory[1]) / 1024, int(memory[2]) / 1024


def make_room(folder, ctl, script):
    room = os.path.join(folder, 'sample.db')
    path = os.path.dirname(ctl) + os.pathsep + os.environ['PATH']
    subprocess.run(['sh', script, room], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, env=dict(os.environ, PATH=path))
    return room


def show(what, unit, floor, product, budget):
    ratio = statistics.median(p / f for p, f in zip(product, floor))
    print('%-22s %10.0f %10.0f %s %7.2fx   (budget %.2fx)'
          % (what, statistics.median(floor), statistics.median(product), unit, ratio, budget))


def main():
    empty, queue, ctl, script = sys.argv[1:5]
    turns = int(sys.argv[5]) if len(sys.argv) > 5 else 12
    folder = tempfile.mkdtemp(prefix='sr-bench-')
    # Settings and caches of its own, the same for every turn.
    os.environ.update({'XDG_%s_HOME' % name: os.path.join(folder, name.lower())
                       for name in ('CONFIG', 'DATA', 'STATE')})
    try:
        room = make_room(folder, ctl, script)
        pairs = [(run([empty]), run([queue, '--room', room, '--now', NOW, '--size', '1280x800']))
                 for _ in range(turns)][1:]
    finally:
        shutil.rmtree(folder)

    print('A start to the queue of the sample room, 417 open requests; medians of %d turns' % (turns - 1))
    print('Load of the machine: %.2f %.2f %.2f on %d processors\n'
          % (*os.getloadavg(), os.cpu_count()))
    print('%-22s %10s %10s    %8s' % ('', 'empty', 'queue', 'ratio'))
    for index, (what, unit, budget) in enumerate((('start', 'ms', 1.5), ('resident memory', 'MB', 1.6),
                                                  ('proportional memory', 'MB', 1.6))):
        show(what, unit, [f[index] for f, _ in pairs], [p[index] for _, p in pairs], budget)


main()
