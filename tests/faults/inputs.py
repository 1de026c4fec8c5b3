# Malformed files given to the program: a clear answer, and nothing of them half stored.
#
# inputs.py SERVICEROOMCTL
#
# A sample of what test-malformed.c does by the thousand inside of one program.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import random
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ctl'))

from ctl import Ctl, SHORT
import tap

LONG = bool(os.environ.get('SR_TEST_LONG'))
FILES = 300 if LONG else 6 if SHORT else 22
DATA = os.environ['SR_DATA_DIR']
FIXTURES = os.environ['G_TEST_SRCDIR']
SEED = 20260213


def read(*path):
    with open(os.path.join(*path), 'rb') as file:
        return file.read()


def mutations(good, chance):
    """Endlessly: the bytes, changed by one way after the other."""
    def place():
        return chance.randrange(len(good))

    def put(part):
        at = place()
        return good[:at] + part + good[at:]

    def swapped():
        sign = chance.choice((b',', b'\n', b':'))
        parts = good.split(sign)
        first, second = chance.randrange(len(parts)), chance.randrange(len(parts))
        parts[first], parts[second] = parts[second], parts[first]
        return sign.join(parts)

    def flipped():
        at = place()
        return good[:at] + bytes([good[at] ^ (1 << chance.randrange(8))]) + good[at + 1:]

    ways = (lambda: good[:place()], flipped, swapped, lambda: put(b'\0'), lambda: put(b'\xff\xfe'),
            lambda: b'\xef\xbb\xbf' + good, lambda: put(b'9' * 400), lambda: put(b'[' * 5000),
            lambda: put(b'BEGIN:VEVENT\r\n' * 200), lambda: put(b'x' * 100000),
            lambda: good.replace(b'\n', chance.choice((b'\r', b'\r\n', b'\n\r'))))
    while True:
        for way in ways:
            yield way()


def count_all(ctl):
    """How much of everything is in the room."""
    room = sqlite3.connect('file:%s?mode=ro' % ctl.room, uri=True)
    try:
        return [room.execute('SELECT count(*) FROM ' + table).fetchone()[0]
                for table in ('event', 'request', 'customer', 'staff', 'clock',
                              'calendar_exception')]
    finally:
        room.close()


def check(ctl, sentence, good, ending, words):
    chance = random.Random(SEED)
    made = mutations(good, chance)
    problems = []
    stored = refused = 0
    for n in range(FILES):
        name = ctl.write('file-%d%s' % (n, ending), next(made))
        before = count_all(ctl)
        answer = ctl.run(*[name if word == 'FILE' else word for word in words])
        said = 'file %d: %s' % (n, answer)
        if answer.status not in (0, 1) or (answer.status == 1) != bool(answer.err):
            problems.append(said)
        elif any(not line.startswith(('serviceroomctl: ', os.path.basename(name) + ':'))
                 for line in answer.err.split('\n')[:-1]):
            problems.append(said)
        if answer.status == 1 and count_all(ctl) != before:
            problems.append('stored: ' + said)
        refused += answer.status == 1
        stored += count_all(ctl) != before
        if n % 10 == 0 or answer.status != 0:
            verified = ctl.run('verify')
            if verified.status != 0:
                problems.append('%s\n%s' % (said, verified))
                break
    tap.note('%d refused, %d stored something' % (refused, stored))
    tap.point('malformed %s: all of it or nothing, and a clear answer' % sentence,
              problems + ([] if refused else ['nothing was refused']))


def main():
    ctl = Ctl(sys.argv[1]).init()
    try:
        check(ctl, 'days in JSON', read(DATA, 'holidays', 'cn', '2026.json'), '.json',
              ('calendar', 'import', 'FILE'))
        check(ctl, 'days as iCalendar', read(FIXTURES, 'fixtures', 'holidays-cn', '2026.ics'),
              '.ics', ('calendar', 'import', 'FILE'))
        check(ctl, 'lists of customers', (
            'number,name,organisation,department,place,phones,emails,address,level,remark\r\n'
            '1001,王海燕,,财务部,三楼 305,8307;13800138000,wang@example.com,,普通,"two\nlines"\r\n'
            '1002,Miller,"Org, Ltd",,,,,,VIP,text\r\n').encode('utf-8'), '.csv',
              ('import', 'FILE', '--map', os.path.join(DATA, 'maps', 'customers.map')))
        check(ctl, 'logs of another program',
              b''.join(read(DATA, 'samples', 'incident_event_log.csv').splitlines(True)[:30]),
              '.csv',
              ('import', 'FILE', '--map', os.path.join(DATA, 'maps', 'incident-event-log.map')))
        check(ctl, 'maps', read(DATA, 'maps', 'customers.map'), '.map',
              ('import', os.path.join(DATA, 'samples', 'incident_event_log.csv'), '--map', 'FILE'))
    finally:
        ctl.close()
    tap.done()


main()
