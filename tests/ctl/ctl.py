# A room in a folder of its own, and serviceroomctl to work on it.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'house'))

# A Friday before a make-up Saturday.
NOW = '2026-02-13T10:00:00+08:00'
MANAGER = 'li.na'
# Under the sanitizers and valgrind, where every command takes its time.
SHORT = bool(os.environ.get('SR_TEST_SHORT'))


class Answer:
    def __init__(self, command, status, out, err):
        self.command = command
        self.status = status
        self.out = out.decode('utf-8')
        self.err = err.decode('utf-8')

    @property
    def line(self):
        return self.out.rstrip('\n')

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return '%s: exit %d\n%s%s' % (self.command, self.status, self.out, self.err)


class Ctl:
    """serviceroomctl and an empty folder, in which "room.db" is the room."""

    def __init__(self, binary):
        self.binary = os.path.abspath(binary)
        self.folder = tempfile.mkdtemp(prefix='sr-ctl-')
        self.room = self.path('room.db')

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        mode = 'wb' if isinstance(content, bytes) else 'w'
        with open(self.path(name), mode, **({} if mode == 'wb' else {'encoding': 'utf-8'})) as file:
            file.write(content)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def environment(self):
        environment = dict(os.environ)
        environment['XDG_DATA_HOME'] = self.path('data')
        environment['LANGUAGE'] = 'en'
        return environment

    def command(self, *words, room=None, now=NOW):
        command = [self.binary, '--room', room or self.room]
        if now:
            command += ['--now', now]
        return command + list(words)

    def bare(self, *words, **options):
        """Runs it with these words alone."""
        environment = self.environment()
        environment.update(options)
        result = subprocess.run([self.binary] + list(words), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                                env=environment)
        return Answer(' '.join(str(word) for word in words), result.returncode, result.stdout,
                      result.stderr)

    def run(self, *words, **options):
        return self.bare(*self.command(*words, **options)[1:])

    def do(self, *words, **options):
        """Runs it; what it refuses ends the test."""
        answer = self.run(*words, **options)
        if answer.status != 0:
            raise AssertionError(str(answer))
        return answer

    def init(self):
        self.do('--as', MANAGER, 'init')
        return self

    def receive(self, title, *words):
        return self.do('receive', '--customer', 'Wang Haiyan', '--phone', '8307', '--title', title,
                       *words).line

    def act(self, number, action, *words, **fields):
        sets = []
        for name, value in fields.items():
            sets += ['--set', '%s=%s' % (name.replace('__', '.'), value)]
        return self.do('act', number, action, *sets, *words)

    def numbers(self, *words, **options):
        """The numbers of the requests that are listed."""
        return [row['number'] for row in self.list('request', *words, **options)]

    def list(self, *words, **options):
        return self.do('--json', 'list', *words, **options).json

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def differences(pairs):
    """For pairs of what is and what should be: the ones that are not the same."""
    return ['%r, expected %r' % (got, wanted) for got, wanted in pairs if got != wanted]


def refusals(answers, status):
    """For answers that must be refused so: the ones that are not, or not in one line."""
    problems = []
    for answer in answers:
        if answer.status != status or answer.out or answer.err.count('\n') != 1 or \
           not answer.err.startswith('serviceroomctl: '):
            problems.append(str(answer))
    return problems
