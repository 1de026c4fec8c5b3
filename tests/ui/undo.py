# What was done is taken back: by Ctrl+Z, and by the button that says so.
#
# undo.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import driver
from queue_page import QueuePage, choose

# Tuesday, in working hours.
NOW = '2026-10-13T10:00:00+08:00'


def open_room(folder):
    """A room with two requests."""
    room = driver.Room(folder, NOW)
    numbers = [room.run('receive', '--kind', 'request', '--customer', name, '--channel', 'phone',
                        '--type', 'technical', '--title', 'Printer jams')
               for name in ('Wang Fang', 'Zhao Lei')]
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    desk.wait_focus('row')
    page.wait_state(numbers[0], 'Registered')
    return room, numbers, desk, page


def person(room):
    return room.ask('list', 'staff')[0]['name']


def assign(desk, page, name):
    desk.key('Right')
    page.act('Assign…')
    form = desk.wait_window('Assign')
    choose(desk, 'button', 'Owner', name)
    desk.key('ctrl+Return')
    desk.wait_closed(form)


@driver.test('Ctrl+Z takes back what was done last, and no more than that')
def by_key(folder):
    room, numbers, desk, page = open_room(folder)
    name = person(room)
    assign(desk, page, name)
    page.wait_state(numbers[0], 'Assigned')
    desk.window.find('label', '%s: Assigned to %s' % (numbers[0], name))
    desk.key('Escape')
    desk.wait_focus('row')
    desk.key('ctrl+z')
    desk.window.find('label', 'Undone: %s: Assigned to %s' % (numbers[0], name))
    page.wait_state(numbers[0], 'Registered')
    gone = driver.wait_for('the end of the offer', lambda: not desk.window.look('button', 'Undo'))
    desk.key('ctrl+z')
    page.wait_state(numbers[0], 'Registered')
    desk.close()
    room.run('verify')
    return [] if gone else ['Undo is still offered']


@driver.test('in a field Ctrl+Z takes back what was typed, and the button what was done')
def by_button(folder):
    room, numbers, desk, page = open_room(folder)
    desk.key('Right')
    desk.tab_to('entry', re.compile('^Note'))
    desk.type('Rang twice')
    desk.key('ctrl+Return')
    desk.window.find('label', '%s: Note' % numbers[0])
    page.detail.find('label', 'Rang twice')
    desk.wait_focus('entry', re.compile('^Note'))
    desk.key('ctrl+z')
    desk.key('ctrl+z')
    button = desk.window.find('button', 'Undo')
    problems = []
    if page.detail.look('label', 'Note, retracted'):
        problems.append('Ctrl+Z in the note took back what was saved')
    button.accessible.get_action_iface().do_action(0)
    page.detail.find('label', 'Note, retracted')
    desk.close()
    room.run('verify')
    return problems


@driver.test('what was done to several is taken back for all of them')
def several(folder):
    room, numbers, desk, page = open_room(folder)
    name = person(room)
    desk.key('ctrl+a')
    page.page.find('status', '2 selected')
    desk.window.find('button', 'Assign…')
    desk.tab_to('button', 'Assign…')
    desk.key('space')
    form = desk.wait_window('Assign')
    choose(desk, 'button', 'Owner', name)
    desk.key('ctrl+Return')
    desk.wait_closed(form)
    desk.window.find('label', '2 requests: Assigned to %s' % name)
    for number in numbers:
        driver.wait_for('%s assigned' % number, lambda n=number: 'Assigned' in (page.row(n) or ()))
    desk.tab_to('row')
    desk.key('ctrl+z')
    for number in numbers:
        driver.wait_for('%s as before' % number,
                        lambda n=number: 'Registered' in (page.row(n) or ()))
    desk.close()
    room.run('verify')


@driver.test('what somebody else did since is not overrun: the refusal is a sentence')
def refused(folder):
    room, numbers, desk, page = open_room(folder)
    assign(desk, page, person(room))
    page.wait_state(numbers[0], 'Assigned')
    room.run('act', numbers[0], 'note', '--set', 'note.text=Is on its way')
    page.detail.find('label', 'Is on its way')
    desk.key('Escape')
    desk.wait_focus('row')
    desk.key('ctrl+z')
    desk.window.find('label', re.compile('^Something was done to this record since'))
    page.wait_state(numbers[0], 'Assigned')
    desk.close()


driver.main()
