# A disk that is full, cannot be written to, or fails: a clear refusal, and nothing half stored.
#
# disk.py SERVICEROOMCTL FAULTY-DISK
#
# SR_TEST_LONG=1 lets it fail at every place instead of some.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'ctl'))

from ctl import Ctl, SHORT, differences, refusals
import tap

LONG = bool(os.environ.get('SR_TEST_LONG'))
DATA = os.environ['SR_DATA_DIR']
SAMPLE = os.path.join(DATA, 'samples', 'incident_event_log.csv')
SAMPLE_MAP = os.path.join(DATA, 'maps', 'incident-event-log.map')
RECEIVE = ('receive', '--customer', 'Full', '--phone', '1', '--title', 'full disk')

# How much a full disk still takes, from nothing to more than a request needs.
STEP = 1024 if LONG else 96 * 1024 if SHORT else 32 * 1024
ENOUGH = 400 * 1024
# The how-manyth call fails.
CALLS = range(0, 400) if LONG else range(0, 60, 20) if SHORT else range(0, 84, 12)


class Disk:
    """A room on a disk that can fail, brought back to what it was before each fault."""

    def __init__(self, ctl, shim):
        self.ctl = ctl
        self.shim = shim
        ctl.receive('before')
        self.number = ctl.receive('again')
        ctl.do('backup', ctl.path('kept.db'))
        self.rows = self.look()

    def look(self):
        """What is stored: past the program, which takes a third of the time of all this to tell."""
        room = sqlite3.connect(self.ctl.room)
        rows = room.execute('SELECT \'request\', id, revision FROM request '
                            'UNION ALL SELECT \'customer\', id, revision FROM customer').fetchall()
        room.close()
        return sorted(rows)

    def is_untouched(self):
        """Not a byte is another, and there is no log: nothing is to be verified."""
        log = self.ctl.room + '-wal'
        return not (os.path.exists(log) and os.path.getsize(log)) and \
            self.ctl.read('room.db') == self.ctl.read('kept.db')

    def restore(self):
        for ending in ('-wal', '-shm', '-journal', ''):
            if os.path.exists(self.ctl.room + ending):
                os.remove(self.ctl.room + ending)
        shutil.copyfile(self.ctl.path('kept.db'), self.ctl.room)

    def run(self, fault, *words):
        options = {'FAULTY_DISK': fault, 'FAULTY_DISK_FOLDER': self.ctl.folder,
                   'LD_PRELOAD': self.shim}
        # The library of the sanitizer is loaded by the program, after this one.
        options['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0'
        return self.ctl.bare(*self.ctl.command(*words)[1:], **options)

    def check(self, fault, words, answer, may_be_stored=False):
        """A fault is refused in one line, and all of it or nothing is stored."""
        said = '%s with %s: ' % (words[0], fault)
        problems = []
        if answer.status != 0:
            problems += refusals([answer], 1)
            if self.is_untouched():
                return [said + problem for problem in problems]
        verified = self.ctl.run('verify')
        if verified.status != 0:
            return problems + [said + str(verified)]
        is_stored = self.look() != self.rows
        if is_stored and answer.status != 0 and not may_be_stored:
            problems.append(said + 'refused, and yet stored: %s' % answer)
        if not is_stored and answer.status == 0 and words[0] in ('receive', 'act', 'import'):
            problems.append(said + 'told, and yet not stored: %s' % answer)
        return [said + problem if not problem.startswith(said) else problem for problem in problems]


def sweep(disk, faults, *words, needs=None, may_be_stored=False):
    """Problems, and how often it was refused."""
    problems = []
    refused = 0
    for fault in faults:
        disk.restore()
        answer = disk.run(fault, *words)
        refused += answer.status != 0
        problems += disk.check(fault, words, answer, may_be_stored)
        if answer.status == 1 and needs and needs not in answer.err:
            problems.append('%s does not say “%s”: %s' % (fault, needs, answer))
        if answer.status == 0:
            continue
        again = disk.ctl.run(*words)
        if again.status != 0 and not may_be_stored:
            problems.append('afterwards with %s: %s' % (fault, again))
    return problems, refused


def check_full(disk):
    faults = ['full:%d' % size for size in range(0, ENOUGH, STEP)]
    for sentence, words in (
            ('a request', RECEIVE),
            ('an act', ('act', disk.number, 'assign', '--set', 'owner=li.na')),
            ('an import', ('import', disk.ctl.customers, '--map',
                           os.path.join(DATA, 'maps', 'customers.map')))):
        problems, refused = sweep(disk, faults, *words, needs='no space')
        tap.point('%s on a disk that is full is refused, and stored when there is room' % sentence,
                  problems + ([] if 0 < refused < len(faults) else
                              ['%d of %d were refused' % (refused, len(faults))]))


def check_full_import(disk):
    """A transaction that is larger than SQLite's memory for it."""
    words = ('import', SAMPLE, '--map', SAMPLE_MAP)
    sizes = range(0, 9 << 20, 1 << 20) if LONG else [4 << 20]
    problems, _ = sweep(disk, ['full:%d' % size for size in sizes], *words, needs='no space')
    tap.point('a long import on a disk that is full stores nothing', problems)


def check_full_backup(disk):
    problems = []
    size = os.path.getsize(disk.ctl.path('kept.db'))
    copy = disk.ctl.path('copy.db')
    for part in range(0, size, max(4096, size // (40 if LONG else 6))):
        disk.restore()
        answer = disk.run('full:%d' % part, 'backup', copy)
        problems += refusals([answer], 1) + disk.check('full:%d' % part, ('backup',), answer)
        problems += ['%s is left' % name for name in os.listdir(disk.ctl.folder)
                     if name.startswith('copy.db')]
        for name in os.listdir(disk.ctl.folder):
            if name.startswith('copy.db'):
                os.remove(disk.ctl.path(name))
    tap.point('a backup for which there is no space is refused and leaves no file', problems)


def check_full_init(disk):
    problems = []
    room = disk.ctl.path('new.db')
    for size in range(0, 700 * 1024, STEP * 4):
        for ending in ('', '-wal', '-shm', '-journal'):
            if os.path.exists(room + ending):
                os.remove(room + ending)
        words = disk.ctl.command('--as', 'li.na', 'init', room=room)[1:]
        answer = disk.ctl.bare(*words, FAULTY_DISK='full:%d' % size, LD_PRELOAD=disk.shim,
                               FAULTY_DISK_FOLDER=disk.ctl.folder,
                               ASAN_OPTIONS=os.environ.get('ASAN_OPTIONS', '') +
                               ':verify_asan_link_order=0')
        if answer.status != 0:
            problems += refusals([answer], 1)
            again = disk.ctl.bare(*words)
            if again.status != 0:
                problems.append('afterwards with %d: %s' % (size, again))
        verified = disk.ctl.run('verify', room=room)
        if verified.status != 0:
            problems.append('%d: %s' % (size, verified))
    tap.point('a room that was not made for want of space is made in the same place', problems)


def check_readonly(disk):
    disk.restore()
    before = disk.ctl.read('room.db')
    answers = [disk.run('readonly:0', *words) for words in (
        RECEIVE, ('act', disk.number, 'accept'), ('import', SAMPLE, '--map', SAMPLE_MAP),
        ('backup', disk.ctl.path('copy.db')), ('attach', disk.number, SAMPLE),
        ('--as', 'li.na', 'init'))]
    tap.point('what would change a room on a read-only disk is refused',
              refusals(answers[:-1], 1) +
              differences([(disk.ctl.read('room.db') == before, True),
                           (os.path.exists(disk.ctl.path('copy.db')), False)]) +
              disk.check('readonly', ('readonly',), answers[0]))


def check_errors(disk):
    for kind, sentence, needs, may_be_stored in (
            ('write', 'writes', 'disk', False),
            # Who cannot flush does not know what is on the disk.
            ('sync', 'flushes', 'disk', True),
            ('sync-once', 'flushes once', None, True)):
        faults = ['%s:%d' % (kind, n) for n in CALLS]
        problems, refused = sweep(disk, faults, *RECEIVE, may_be_stored=may_be_stored)
        if needs and not refused:
            problems.append('nothing was refused')
        tap.point('a disk that no longer %s: all or nothing is stored' % sentence, problems)

    for kind, sentence in (('read', 'no longer reads'), ('read-once', 'does not read once')):
        faults = ['%s:%d' % (kind, n) for n in CALLS]
        problems, refused = sweep(disk, faults, *RECEIVE)
        for words in (('list', 'request'), ('verify',), ('backup', disk.ctl.path('copy.db'))):
            for fault in faults[::3]:
                disk.restore()
                if os.path.exists(disk.ctl.path('copy.db')):
                    os.remove(disk.ctl.path('copy.db'))
                answer = disk.run(fault, *words)
                refused += answer.status != 0
                problems += disk.check(fault, words, answer)
        tap.point('a disk that %s: a clear refusal, and the room is good' % sentence,
                  problems + ([] if refused else ['nothing was refused']))


def main():
    ctl = Ctl(sys.argv[1]).init()
    ctl.customers = ctl.write('customers.csv', 'number,name,organisation,department,place,phones,'
                              'emails,address,level,remark\n' +
                              ''.join('%d,Name %d,,,,,,,,\n' % (n, n) for n in range(40)))
    try:
        disk = Disk(ctl, os.path.abspath(sys.argv[2]))
        check_full(disk)
        if not SHORT:
            check_full_import(disk)
        check_full_backup(disk)
        check_full_init(disk)
        check_readonly(disk)
        check_errors(disk)
    finally:
        ctl.close()
    tap.done()


main()
