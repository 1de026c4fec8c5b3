# A file that is cut, altered or no room at all: named in one line, and left as it is.
#
# files.py SERVICEROOMCTL
#
# SR_TEST_LONG=1 alters ten bits of each table and each index instead of one.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import random
import re
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ctl'))

from ctl import Ctl, SHORT, refusals
import room_file
import tap

LONG = bool(os.environ.get('SR_TEST_LONG'))
FLIPS = 200 if LONG else 6 if SHORT else 10
FLIPS_EACH = 10 if LONG else 1
CUTS = 200 if LONG else 4 if SHORT else 12
RECEIVE = ('receive', '--customer', 'Load', '--phone', '1', '--title', 'x')


def beside(ctl, name):
    return sorted(entry for entry in os.listdir(ctl.folder) if entry.startswith(name))


def check_no_rooms(ctl):
    ctl.do('backup', ctl.path('good.db'))
    good = ctl.read('good.db')
    ctl.write('half.db', good[:len(good) // 2])
    ctl.write('short.db', good[:100])
    ctl.write('empty.db', b'')
    ctl.write('text.db', 'this is no room\n' * 100)
    ctl.write('newer.db', good)
    newer = sqlite3.connect(ctl.path('newer.db'))
    newer.execute('PRAGMA user_version = 99')
    newer.close()
    other = sqlite3.connect(ctl.path('other.db'))
    other.execute('CREATE TABLE thing (id INTEGER)')
    other.commit()
    other.close()

    problems = []
    for name in ('half.db', 'short.db', 'empty.db', 'text.db', 'newer.db', 'other.db'):
        before = ctl.read(name)
        files = beside(ctl, name)
        for words in (('list', 'request'), RECEIVE, ('verify',),
                      ('backup', ctl.path('of-' + name))):
            answer = ctl.run(*words, room=ctl.path(name))
            problems += refusals([answer], 1)
            if name not in answer.err:
                problems.append('does not name the file: %s' % answer)
        if name != 'empty.db':
            problems += refusals([ctl.run('init', room=ctl.path(name))], 1)
        if ctl.read(name) != before or beside(ctl, name) != files:
            problems.append('%s was written to' % name)
        if os.path.exists(ctl.path('of-' + name)):
            problems.append('%s was copied' % name)
    tap.point('a file that is cut, newer or no room is named and left as it is', problems)

    missing = ctl.path('none/room.db')
    tap.point('a room that is not there is not made by the way',
              refusals([ctl.run('list', 'request', room=missing),
                        ctl.run(*RECEIVE, room=missing)], 1) +
              (['it was made'] if os.path.exists(ctl.path('none')) else []))


def check_tampering(ctl):
    ctl.do('backup', '--force', ctl.path('good.db'))
    good = ctl.read('good.db')
    ctl.write('changed.db', good)
    room = sqlite3.connect(ctl.path('changed.db'))
    room.execute('UPDATE request SET title = title || \' indeed\' WHERE id = 2')
    room.commit()
    room.close()
    answer = ctl.run('verify', room=ctl.path('changed.db'))
    tap.point('verify names a record that its events do not explain',
              refusals([answer], 1) + ([] if '2' in answer.err else [str(answer)]))


def is_told(answer):
    """It works, or says in one line why not; it does not crash."""
    if answer.status == 0:
        return []
    return refusals([answer], 1)


def check_cuts(ctl, good, chance):
    problems = []
    for n in range(CUTS):
        length = chance.randrange(1, len(good))
        ctl.write('cut.db', good[:length])
        for words in (('list', 'request'), RECEIVE, ('verify',)):
            answer = ctl.run(*words, room=ctl.path('cut.db'))
            problems += ['cut at %d: %s' % (length, problem) for problem in refusals([answer], 1)]
        if ctl.read('cut.db') != good[:length]:
            problems.append('cut at %d: it was written to' % length)
    tap.point('a file that is cut anywhere is refused and left as it is', problems)


def clear(ctl, name):
    for entry in beside(ctl, name):
        os.remove(ctl.path(entry))


def read_all(ctl, room):
    """What a person sees of every record, and whether it could be read."""
    answers = [ctl.run('--json', 'list', kind, room=room) for kind in ('request', 'customer')]
    return answers, [answer.out for answer in answers]


def fill(ctl):
    """Rows of all that is told with a request."""
    numbers = [ctl.receive(title) for title in ('one', 'two', 'three')]
    ctl.act(numbers[0], 'note', note__text='moved the projector')
    ctl.act(numbers[0], 'tag', tags='["VIP"]')
    ctl.act(numbers[0], 'follow')
    ctl.act(numbers[0], 'link', link__target=numbers[1], link__kind='related')
    ctl.act(numbers[1], 'assign', owner='li.na')
    ctl.do('attach', numbers[0], ctl.write('attached.bin', bytes(range(256)) * 40))
    ctl.act('saved-view', 'create', name='mine', filter='{"priorities":["P1"]}')


def choose_places(good, chance):
    """Some bytes of each table and each index, and some that belong to no row."""
    owners = sorted(good.places('room').items())
    unused = sorted(place for places in good.places('unused').values() for place in places)
    if SHORT:
        owners = chance.sample(owners, FLIPS)
    chosen = [place for _, places in owners
              for place in chance.sample(places, min(len(places), FLIPS_EACH))]
    return chosen + chance.sample(unused, FLIPS)


def check_flip(ctl, good, place, bit, before, seen, with_others):
    """The problems, whether what can be read is another, and whether verify found it."""
    clear(ctl, 'flip.db')
    room = ctl.write('flip.db', good.data[:place] + bytes([good.data[place] ^ bit]) +
                     good.data[place + 1:])
    verified = ctl.run('verify', room=room)
    clear(ctl, 'flip.db-')
    changed = [name for name in room_file.differences(before, room_file.dump(room))
               if name not in room_file.UNSAID]
    problems = is_told(verified)
    if changed and verified.status == 0:
        problems.append('verify is content, and not the same: %s' % ', '.join(changed))
    if changed and good.kinds[place][1] == 'unused':
        problems.append('a byte that belongs to nothing changed %s' % ', '.join(changed))
    if verified.status != 0 and not with_others:
        return problems, bool(changed), True
    answers, now = read_all(ctl, room)
    for answer in answers + [ctl.run(*RECEIVE, room=room)]:
        problems += is_told(answer)
    if verified.status == 0 and now != seen:
        problems.append('verify is content with what is listed otherwise')
    return problems, bool(changed), verified.status != 0


def check_flips(ctl, chance):
    """A bit of what can be read is another one: verify finds it. Nothing else that is, is seen."""
    good = room_file.Bytes(ctl.path('good.db'))
    before = room_file.dump(ctl.path('good.db'))
    _, seen = read_all(ctl, ctl.room)
    problems = [] if 'error' not in before else [before['error']]
    counts = {}
    for n, place in enumerate(choose_places(good, chance)):
        bit = 1 << chance.randrange(8)
        told, is_changed, is_found = check_flip(ctl, good, place, bit, before, seen,
                                                LONG or n % 4 == 0)
        problems += ['byte %d (%s), bit %d: %s' % (place, good.kinds[place][0], bit, problem)
                     for problem in told]
        key = good.kinds[place][1], is_changed, is_found
        counts[key] = counts.get(key, 0) + 1
    for (part, is_changed, is_found), count in sorted(counts.items()):
        tap.note('%d of %s: %s, %s' % (count, part, 'read otherwise' if is_changed else 'read the same',
                                       'found' if is_found else 'not found'))
    tap.point('a bit that is another one is found if what can be read is another; nothing crashes',
              problems)
    clear(ctl, 'flip.db')


def check_texts(ctl, good):
    """A byte of a text that is none of UTF-8: in the record, the journal, the search, the index."""
    problems = []
    places = [match.start() for text in (b'three', b'Wang Haiyan')
              for match in re.finditer(text, good)]
    for place in places:
        name = 'text.db'
        clear(ctl, name)
        ctl.write(name, good[:place] + bytes([good[place] ^ 0x80]) + good[place + 1:])
        room = ctl.path(name)
        said = 'byte %d: ' % place
        problems += [said + problem for problem in refusals([ctl.run('verify', room=room)], 1)]
        answers = [ctl.run(*words, room=room) for words in (
            ('list', 'request'), ('list', 'customer'), ('list', 'event'), ('show', 'SR-2026-000003'),
            ('history', 'SR-2026-000003'), ('list', 'request', '--search', 'three'),
            ('export', 'request', ctl.path('text.csv')))]
        for answer in answers:
            problems += [said + problem for problem in is_told(answer)]
    tap.point('a text that is no UTF-8 is found by verify, and never printed',
              problems + ([] if len(places) > 5 else ['only %d texts' % len(places)]))
    clear(ctl, 'text.')


def check_log(ctl, chance):
    """The log that a killed program left, cut and altered: what was whole before it is there."""
    holder = sqlite3.connect(ctl.room)
    holder.execute('SELECT count(*) FROM request').fetchone()
    ctl.do(*RECEIVE)
    good = ctl.read('room.db')
    log = ctl.read('room.db-wal')
    before = len(ctl.list('request')) - 1
    holder.close()
    problems = [] if log else ['there is no log']
    for n in range(CUTS):
        clear(ctl, 'log.db')
        ctl.write('log.db', good)
        place = chance.randrange(len(log))
        damaged = log[:place] if n % 2 else log[:place] + bytes([log[place] ^ 255]) + log[place + 1:]
        ctl.write('log.db-wal', damaged)
        verified = ctl.run('verify', room=ctl.path('log.db'))
        rows = ctl.run('--json', 'list', 'request', room=ctl.path('log.db'))
        if verified.status or rows.status or len(rows.json) not in (before, before + 1):
            problems.append('log at %d: %s%s' % (place, verified, rows))
    tap.point('a log that is cut or altered gives what was whole, and no more', problems)
    clear(ctl, 'log.db')


def main():
    ctl = Ctl(sys.argv[1]).init()
    seed = int(os.environ.get('SR_TEST_SEED', random.randrange(1 << 30)))
    chance = random.Random(seed)
    tap.note('SR_TEST_SEED=%d' % seed)
    try:
        fill(ctl)
        check_no_rooms(ctl)
        check_tampering(ctl)
        good = ctl.read('good.db')
        check_cuts(ctl, good, chance)
        check_texts(ctl, good)
        check_flips(ctl, chance)
        check_log(ctl, chance)
    finally:
        ctl.close()
    tap.done()


main()
