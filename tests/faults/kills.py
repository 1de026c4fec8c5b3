# What was told to be stored is stored, whoever is killed and whoever writes at the same time.
#
# kills.py SERVICEROOMCTL ROOM-LOAD
#
# SR_TEST_LONG=1 kills two hundred times instead of a dozen, and looks at what takes its time.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import concurrent.futures
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ctl'))

from ctl import Ctl, MANAGER, NOW, SHORT, differences, refusals
import tap

LONG = bool(os.environ.get('SR_TEST_LONG'))
KILLS = 200 if LONG else 4 if SHORT else 12
WRITERS = 3
DATA = os.environ['SR_DATA_DIR']
# Programs in the midst of their work are killed at any instant of this time.
SECONDS_OF_WORK = 2 if SHORT else 0.5


def start(ctl, *words):
    return subprocess.Popen(ctl.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, env=ctl.environment())


def receive_words(title, customer='Load'):
    return ('receive', '--customer', customer, '--phone', '1', '--title', title)


class Load:
    """Another program that takes in requests, one after the other, until it is stopped."""

    def __init__(self, ctl):
        self.ctl = ctl
        self.numbers = []
        self.refused = []
        self.is_over = False
        self.thread = threading.Thread(target=self.work)
        self.thread.start()

    def work(self):
        while not self.is_over:
            answer = self.ctl.run(*receive_words('load'))
            if answer.status == 0:
                self.numbers.append(answer.line)
            else:
                self.refused.append(str(answer))

    def stop(self):
        self.is_over = True
        self.thread.join()


def measure(ctl):
    """How long one command takes, so that it is killed in the midst of it."""
    begin = time.monotonic()
    ctl.do(*receive_words('measure'))
    return time.monotonic() - begin


def find_acts(ctl):
    """All that is in the journal of requests, past everything that the program does."""
    room = sqlite3.connect('file:%s?mode=ro' % ctl.room, uri=True)
    try:
        return set(room.execute('SELECT request.number, event.action FROM event '
                                'JOIN request ON event.record = request.id '
                                "WHERE event.kind = 'request'"))
    finally:
        room.close()


def check_shown(ctl, told):
    """What is told is shown: the request, and its act in the history."""
    number, action = told
    shown = ctl.run('--json', 'show', number)
    history = ctl.run('--json', 'history', number)
    problems = [str(answer) for answer in (shown, history) if answer.status != 0]
    if not problems and action not in [event['action'] for event in history.json]:
        problems.append('%s of %s is not in its history' % (action, number))
    return problems


class CtlVictim:
    """serviceroomctl with one request; told is what came on its standard output."""

    def __init__(self, ctl, n, span):
        self.span = span
        self.process = start(ctl, *receive_words('victim %d' % n))

    def told(self, out):
        return [(line, 'receive') for line in out.split()]


class RoomVictim:
    """A program over SrRoom, as the one with the window, with several requests on their way."""

    def __init__(self, ctl, load):
        # It opens the room first, which takes about as long as a command.
        self.span = SECONDS_OF_WORK
        self.process = subprocess.Popen([load, ctl.room, NOW, MANAGER], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def told(self, out):
        return [tuple(line.split()) for line in out.splitlines(True) if line.endswith('\n')]


def check_kills(ctl, room_load):
    # The seed is told, so that a failure can be looked at again.
    seed = int(os.environ.get('SR_TEST_SEED', random.randrange(1 << 30)))
    chance = random.Random(seed)
    tap.note('SR_TEST_SEED=%d' % seed)
    span = measure(ctl) * 1.5
    told = set()
    problems = []
    in_time = 0
    by_room = 0

    for n in range(KILLS):
        load = Load(ctl)
        victim = RoomVictim(ctl, room_load) if n % 2 else CtlVictim(ctl, n, span)
        time.sleep(chance.uniform(0, victim.span))
        victim.process.kill()
        out, err = victim.process.communicate()
        load.stop()
        in_time += victim.process.returncode == -signal.SIGKILL
        if err:
            problems.append('kill %d: %s' % (n, err.decode('utf-8', 'replace')))

        new = victim.told(out.decode('utf-8')) + [(number, 'receive') for number in load.numbers]
        by_room += len(new) - len(load.numbers) if n % 2 else 0
        told.update(new)
        problems += load.refused
        verified = ctl.run('verify')
        if verified.status != 0:
            problems.append('kill %d: %s' % (n, verified))
        problems += ['kill %d: %s of %s was told and is gone' % (n, action, number)
                     for number, action in sorted(told - find_acts(ctl))]
        if new:
            problems += check_shown(ctl, chance.choice(new))

    tap.note('%d acts were told, %d of them by SrRoom' % (len(told), by_room))
    tap.point('killed at %d random instants under load, the room is good and has all that was told'
              % KILLS, problems)
    tap.point('most of the kills came before the end, and acts were told by both kinds of program',
              [] if in_time * 4 >= KILLS and by_room else ['%d of %d, %d acts by SrRoom'
                                                           % (in_time, KILLS, by_room)])


def check_numbers(ctl):
    serials = [row['number_serial'] for row in ctl.list('request')]
    tap.point('no number is lost or given twice, whoever was killed',
              differences([(serials, list(range(1, len(serials) + 1)))]))


def check_writers(ctl):
    before = len(ctl.list('request'))
    each = 5 if SHORT else 20
    with concurrent.futures.ThreadPoolExecutor(WRITERS) as pool:
        answers = list(pool.map(lambda n: ctl.run(*receive_words('writer %d' % n, 'Rush')),
                                range(WRITERS * each)))
    numbers = [answer.line for answer in answers if answer.status == 0]
    rows = ctl.list('request')
    tap.point('programs that write at the same time all get their own number',
              [str(answer) for answer in answers if answer.status != 0] +
              differences([(len(set(numbers)), WRITERS * each),
                           (len(rows) - before, WRITERS * each),
                           ({'Load', 'Rush'} <= {row['name'] for row in ctl.list('customer')},
                            True),
                           (ctl.run('verify').status, 0)]))


def check_import(ctl):
    """An import is one transaction: killed, it has not been."""
    words = ('import', os.path.join(DATA, 'samples', 'incident_event_log.csv'), '--map',
             os.path.join(DATA, 'maps', 'incident-event-log.map'))
    room = Ctl(ctl.binary).init()
    problems = []
    try:
        for n in range(8 if LONG else 2):
            victim = start(room, *words)
            time.sleep(0.15 + 0.2 * n)
            victim.kill()
            victim.communicate()
            count = len(room.list('request'))
            if victim.returncode != 0 and count not in (0, 890):
                problems.append('%d requests' % count)
            problems += [str(answer) for answer in [room.run('verify')] if answer.status != 0]
    finally:
        room.close()
    tap.point('a killed import has stored all or nothing', problems)


def check_busy(ctl):
    holder = sqlite3.connect(ctl.room, isolation_level=None)
    holder.execute('BEGIN IMMEDIATE')
    answer = ctl.run(*receive_words('x'))
    refused = refusals([answer], 1)
    if 'Try again' not in answer.err:
        refused.append('does not say what to do: %s' % answer)
    holder.execute('ROLLBACK')
    holder.close()
    tap.point('a room that somebody keeps busy is refused in the end',
              refused + differences([(ctl.run(*receive_words('x')).status, 0)]))


def main():
    ctl = Ctl(sys.argv[1]).init()
    try:
        check_kills(ctl, os.path.abspath(sys.argv[2]))
        check_numbers(ctl)
        check_writers(ctl)
        check_import(ctl)
        check_busy(ctl)
    finally:
        ctl.close()
    tap.done()


main()
