# Process start to the queue drawn, and the memory then, against an empty libadwaita window.
#
# bench-start.py EMPTY-WINDOW DRAWN-QUEUE SERVICEROOMCTL SAMPLE-ROOM.SH [TURNS]
#
# SR_BENCH_ROOMS=SMALL.db:LARGE.db measures those rooms instead of the sample, as they stand and at the
# instant of their last event, and how the cost grows from the first to the last of them. They are
# opened as the program opens a room, and nothing is done in them.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

NOW = '2016-03-04T10:00:00+08:00'
# What a run tells, its unit, its budget against the floor, and that of a large room against a small.
FIGURES = (('start', 'ms', 1.5, 1.5), ('processor time', 'ms', None, 1.5),
           ('resident memory', 'MB', 1.6, 1.5), ('proportional memory', 'MB', 1.6, 1.5))


def run(command):
    """Milliseconds until the program says that it is drawn; those that it took from the processors
    until its end; resident and proportional MB when it was drawn."""
    started = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        line = program.stdout.readline()
        drawn = (time.monotonic() - started) * 1000
        memory = program.stdout.readline().split()
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    if line != 'drawn\n' or program.returncode != 0:
        sys.exit('%s was not drawn' % command[0])
    return (drawn, (usage.ru_utime + usage.ru_stime) * 1000,
            int(memory[1]) / 1024, int(memory[2]) / 1024)


def make_room(folder, ctl, script):
    room = os.path.join(folder, 'sample.db')
    path = os.path.dirname(ctl) + os.pathsep + os.environ['PATH']
    subprocess.run(['sh', script, room], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, env=dict(os.environ, PATH=path))
    return room


def given_room(path):
    """How to open it at its last instant, as the first of its staff."""
    with sqlite3.connect('file:%s?mode=ro' % path, uri=True) as room:
        now, = room.execute('SELECT at FROM event ORDER BY sequence DESC LIMIT 1').fetchone()
        login, = room.execute('SELECT login FROM staff ORDER BY id LIMIT 1').fetchone()
    now = datetime.datetime.fromtimestamp(now, datetime.timezone.utc).isoformat()
    return ['--room', path, '--as', login, '--now', now]


def show(runs, base, budgets):
    for index, (what, unit, *_) in enumerate(FIGURES):
        low, high = ([turn[which][index] for turn in runs] for which in base)
        ratio = statistics.median(h / l for l, h in zip(low, high))
        budget = budgets[index]
        print('%-22s %8.0f %8.0f %s %7.2fx   %s'
              % (what, statistics.median(low), statistics.median(high), unit, ratio,
                 '(budget %.2fx)' % budget if budget else ''))
    print()


def main():
    empty, queue, ctl, script = sys.argv[1:5]
    turns = int(sys.argv[5]) if len(sys.argv) > 5 else 12
    paths = [path for path in os.environ.get('SR_BENCH_ROOMS', '').split(os.pathsep) if path]
    folder = tempfile.mkdtemp(prefix='sr-bench-')
    # Settings and caches of its own, the same for every turn.
    os.environ.update({'XDG_%s_HOME' % name: os.path.join(folder, name.lower())
                       for name in ('CONFIG', 'DATA', 'STATE')})
    try:
        rooms = ([given_room(path) for path in paths]
                 or [['--room', make_room(folder, ctl, script), '--now', NOW]])
        runs = [[run([empty])] + [run([queue, '--size', '1280x800'] + room) for room in rooms]
                for _ in range(turns)][1:]
    finally:
        shutil.rmtree(folder)

    print('A start to the queue; medians of %d turns' % (turns - 1))
    print('Load of the machine: %.2f %.2f %.2f on %d processors\n'
          % (*os.getloadavg(), os.cpu_count()))
    for index, name in enumerate(paths or ['417 open requests']):
        print('%-22s %8s %8s    %8s' % (os.path.basename(name), 'empty', 'queue', 'ratio'))
        show(runs, (0, index + 1), [floor for *_, floor, _ in FIGURES])
    if len(rooms) > 1:
        print('%-22s %8s %8s    %8s' % ('growth', 'first', 'last', 'ratio'))
        show(runs, (1, len(rooms)), [growth for *_, growth in FIGURES])


main()
