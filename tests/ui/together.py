# Others work in the same room, and the window keeps up with them.
#
# together.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import driver
from queue_page import QueuePage

# Tuesday, in working hours.
NOW = '2026-10-13T10:00:00+08:00'
# Seconds in which others see a change. What runs slowly gets more.
SOON = 2 if driver.PATIENCE < 60 else 20


def prepare(folder):
    """A room with three requests."""
    room = driver.Room(folder, NOW)
    numbers = [room.run('receive', '--kind', 'request', '--customer', name, '--channel', 'phone',
                        '--type', 'technical', '--title', 'Printer jams')
               for name in ('Wang Fang', 'Zhao Lei', 'Chen Jing')]
    return room, numbers


def serial(number):
    return number.rsplit('-', 1)[1]


def wait_row(page, number, words):
    driver.wait_for('“%s” in the row of %s' % (words, number),
                    lambda: words in (page.row(number) or ()), patience=SOON)


@driver.test('what another program changes is seen within two seconds, and the selection stays')
def change(folder):
    room, numbers = prepare(folder)
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    desk.wait_focus('row')
    desk.key('Down')
    driver.wait_for('the second row', lambda: page.selected() == serial(numbers[1]))
    page.wait_state(numbers[1], 'Registered')

    room.run('act', numbers[0], 'assign', '--set', 'owner=' + room.manager())
    wait_row(page, numbers[0], 'Assigned')
    problems = [] if page.selected() == serial(numbers[1]) else ['selected: %s' % page.selected()]

    room.run('act', numbers[1], 'assign', '--set', 'owner=' + room.manager())
    driver.wait_for('“Assigned” in the detail', lambda: page.detail.look('label', 'Assigned'),
                    patience=SOON)
    # It goes on to where its deadline puts it, and is the one that is selected there.
    room.run('act', numbers[1], 'mark_emergency')
    driver.wait_for('the emergency at the top', lambda: page.numbers()[0] == serial(numbers[1]),
                    patience=SOON)
    problems += [] if page.selected() == serial(numbers[1]) else ['selected: %s' % page.selected()]
    page.detail.find('label', numbers[1])
    desk.close()
    return problems


@driver.test('what is done in one window is seen in the other')
def windows(folder):
    room, numbers = prepare(folder)
    room.run('act', numbers[0], 'assign', '--set', 'owner=' + room.manager())
    one = driver.Desk(folder, room)
    other = driver.Desk(folder, room)
    page, other_page = QueuePage(one), QueuePage(other)
    other_page.wait_state(numbers[0], 'Assigned')
    one.activate(one.window)
    page.wait_state(numbers[0], 'Assigned')
    one.key('ctrl+d')
    page.wait_state(numbers[0], 'Accepted')
    wait_row(other_page, numbers[0], 'Accepted')
    other_page.wait_state(numbers[0], 'Accepted')
    other.close()
    one.close()
    room.run('verify')


@driver.test('a deadline explains itself by keyboard, in a table that can be read')
def deadline(folder):
    room, numbers = prepare(folder)
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    page.wait_state(numbers[0], 'Registered')
    desk.key('ctrl+e')
    page.detail.find('label', re.compile('^First response: why '))
    labels = page.detail.labels()
    desk.key('Escape')
    driver.wait_for('the end of the table', lambda: not page.detail.look('label', 'Used'))
    desk.close()
    # Four hours of work, without the pause at noon.
    return ['“%s” is missing in %s' % (text, labels)
            for text in ('Date', 'Why', 'Time', 'Used', 'Left', 'Tue 13 Oct', '10:00–15:30', '4.0')
            if text not in labels]


@driver.test('an action that is not possible says why')
def refused(folder):
    room, numbers = prepare(folder)
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    page.wait_state(numbers[0], 'Registered')
    page.open_more()
    refused_ones = [node for node in page.detail.look_all('button')
                    if not node.is_('sensitive') and node.name]
    problems = ['%r does not say why' % node for node in refused_ones if not node.description]
    if 'Approve Extension' not in [node.name for node in refused_ones]:
        problems.append('refused: %s' % refused_ones)
    desk.key('Escape')
    desk.close()
    return problems


driver.main()
