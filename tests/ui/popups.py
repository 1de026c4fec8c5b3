# The desktop tells of deadlines, with a window and without.
#
# popups.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import os
import signal
import subprocess

import driver

# The program is the only one of its name when it is told nothing of room, person and time.
NOW = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='seconds')
NAME = 'org.serviceroom.ServiceRoom'


class Dunst:
    """A notification server of the kind that people have."""

    def __init__(self):
        # A warning of its own is not for it to end by.
        environment = {name: value for name, value in os.environ.items() if name != 'G_DEBUG'}
        # pylint: disable=consider-using-with
        self.process = subprocess.Popen(['dunst', '-conf', '/dev/null'], env=environment,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        driver.wait_for('the notification server', self.displayed_or_none)

    def displayed_or_none(self):
        result = subprocess.run(['dunstctl', 'count', 'displayed'], stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True, check=False)
        return result.stdout.strip() or None

    def wait(self, count):
        driver.wait_for('%d popups' % count, lambda: self.displayed_or_none() == str(count))

    def shown(self):
        """How many it has shown so far, those that are gone among them."""
        return sum(int(driver.run('dunstctl', 'count', what)) for what in ('displayed', 'history'))

    def close(self):
        self.process.terminate()
        self.process.wait()


class Agent:
    """The program as the desktop starts it: without a window."""

    def __init__(self, folder, settings=''):
        environment = dict(os.environ, LC_ALL='C.UTF-8', G_DEBUG=driver.DEBUG,
                           GSETTINGS_BACKEND='keyfile',
                           XDG_CONFIG_HOME=driver.write_settings(folder, settings),
                           XDG_DATA_HOME=folder)
        # pylint: disable=consider-using-with
        self.process = subprocess.Popen([driver.PROGRAM, '--gapplication-service'],
                                        env=environment, stdin=subprocess.DEVNULL)

    def press(self, room, action, key, wanted):
        """What a button does, by the way on which others than the server may ask for it."""
        def look():
            subprocess.run(['gapplication', 'action', NAME, action, "'%s'" % key],
                           stderr=subprocess.DEVNULL, check=False)
            return wanted in state(room)
        driver.wait_for('that it is ' + wanted, look)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def quit(self):
        driver.run('gapplication', 'action', NAME, 'quit')
        return self.process.wait(timeout=driver.PATIENCE)


def prepare(folder):
    """A room with an emergency that nobody has accepted."""
    os.mkdir(os.path.join(folder, 'serviceroom'))
    room = driver.Room(folder, NOW, os.path.join(folder, 'serviceroom', 'room.db'))
    room.run('init')
    number = room.run('receive', '--kind', 'request', '--customer', 'Wang Fang', '--channel', 'phone',
                      '--type', 'technical', '--title', 'Smoke in the server room')
    room.run('act', number, 'mark_emergency')
    return room, number


def state(room):
    return [row['state'] for row in room.ask('list', 'reminder')]


def said_wrongly(room, number, names):
    """A popup says number and kind, and whom it is about only to who wishes so."""
    words = driver.run('dunstctl', 'history')
    kind = next(row['name'] for row in room.ask('list', 'service-type')
                if row['code'] == 'technical')
    return ([word + ' is not said' for word in (number, kind) if word not in words] +
            ['%s: %s' % (word, word in words) for word in ('Wang Fang', 'Smoke')
             if (word in words) != names])


@driver.test('an emergency pops up without a window, once, also after a crash')
def crash(folder):
    room, _ = prepare(folder)
    dunst = Dunst()
    agent = Agent(folder)
    dunst.wait(1)
    driver.wait_for('the note of it', lambda: state(room) == ['shown'])
    before = dunst.shown()

    agent.kill()
    agent = Agent(folder)
    agent.press(room, 'reminder-acknowledge', 'request-1', 'acknowledged')
    # One that goes meanwhile would be counted among those displayed and among those that are gone.
    dunst.wait(0)
    after = dunst.shown()
    problems = [] if after == before else ['%d popups after the crash' % after]
    problems += [] if agent.quit() == 0 else ['it did not end well']
    dunst.close()
    return problems


@driver.test('what is put off goes, and what is over is withdrawn')
def over(folder):
    room, number = prepare(folder)
    dunst = Dunst()
    agent = Agent(folder)
    dunst.wait(1)
    driver.wait_for('the note of it', lambda: state(room) == ['shown'])

    room.run('act', number, 'assign', '--set', 'owner=' + room.manager())
    room.run('act', number, 'accept')
    dunst.wait(0)
    problems = [] if state(room)[:1] == ['withdrawn'] else [str(state(room))]
    problems += said_wrongly(room, number, False)

    other = room.run('receive', '--kind', 'request', '--customer', 'Zhao Lei', '--channel', 'phone',
                     '--type', 'technical', '--title', 'Water in the lift')
    room.run('act', other, 'mark_emergency')
    dunst.wait(1)
    driver.wait_for('the note of the other', lambda: 'shown' in state(room))

    agent.press(room, 'reminder-later', 'request-2', 'snoozed')
    dunst.wait(0)
    problems += [] if agent.quit() == 0 else ['it did not end well']
    dunst.close()
    return problems


@driver.test('names are told to who wishes so')
def names(folder):
    room, number = prepare(folder)
    dunst = Dunst()
    agent = Agent(folder, 'notifications-show-names=true\n')
    dunst.wait(1)
    driver.run('dunstctl', 'close-all')
    dunst.wait(0)
    problems = said_wrongly(room, number, True)
    problems += [] if agent.quit() == 0 else ['it did not end well']
    dunst.close()
    return problems


driver.main()
