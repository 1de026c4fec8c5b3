# A call comes in, and is brought to its end without a mouse.
#
# live-call.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import driver
from queue_page import QueuePage, choose

# Tuesday, in working hours.
NOW = '2026-10-13T10:00:00+08:00'
NUMBER = 'SR-2026-000001'
CALLER = re.compile('^Phone or name')


def prepare(folder):
    """A room with two people who have called before."""
    room = driver.Room(folder, NOW)
    room.add('customer', name='Wang Fang', phones='["13800138000"]', place='Floor 3')
    room.add('customer', name='Zhao Lei', phones='["02188008000"]')
    return room


def open_card(desk):
    desk.key('ctrl+n')
    card = desk.wait_window('New Request')
    desk.wait_focus('entry', CALLER)
    return card


def take_caller(desk, card):
    """Finds who calls by the last digits of the phone: the second of two."""
    desk.type('8000')
    card.find('status', '2 matches')
    desk.key('Down')
    card.find('status', re.compile('Zhao Lei'))
    desk.key('Tab')
    desk.wait_focus('entry', 'Subject')


@driver.test('a live call goes from new to closed by keyboard alone')
def live_call(folder):
    room = prepare(folder)
    desk = driver.Desk(folder, room)
    queue = QueuePage(desk)
    desk.window.find('label', 'Nothing Is Open')
    card = open_card(desk)
    take_caller(desk, card)
    desk.type('Printer jams')
    desk.key('Return')
    desk.wait_closed(card)
    queue.wait_state(NUMBER, 'Registered')

    desk.key('F6')
    queue.bring_to_end(NUMBER, room.manager())

    queue.choose_view('Closed (1)')
    queue.wait_state(NUMBER, 'Closed')
    desk.close()
    return check_room(room, ['receive', 'assign', 'accept', 'start', 'contact', 'resolve', 'close'])


@driver.test('a call that was answered on the spot is resolved when it is registered')
def answered(folder):
    room = prepare(folder)
    desk = driver.Desk(folder, room)
    queue = QueuePage(desk)
    card = open_card(desk)
    take_caller(desk, card)
    desk.type('Where is the form')
    desk.key('ctrl+Return')
    desk.wait_focus('button', 'Resolution code')
    choose(desk, 'button', 'Resolution code', 'Answered')
    desk.tab_to('entry', 'What was answered')
    # What an input method writes, no key does.
    desk.focused().write('表格在内网首页')
    desk.key('ctrl+Return')
    desk.wait_closed(card)
    queue.wait_state(NUMBER, 'Resolved', in_list=False)
    queue.detail.find('label', re.compile('表格在内网首页'))
    desk.close()
    return check_room(room, ['receive', 'answer'])


@driver.test('what was typed is there again after Escape, and after the program was killed')
def draft(folder):
    room = prepare(folder)
    desk = driver.Desk(folder, room)
    card = open_card(desk)
    take_caller(desk, card)
    desk.type('No light in')
    desk.tab_to('entry', 'Description')
    desk.focused().write('三楼走廊')
    desk.key('Escape')
    desk.wait_closed(card)

    card = open_card(desk)
    problems = check_draft(card, 'No light in')
    desk.tab_to('entry', 'Subject')
    desk.key('End')
    desk.type(' the hall')
    # It says so once it is on the disk.
    card.find('label', re.compile('^Draft saved'))
    desk.kill()

    desk = driver.Desk(folder, room)
    card = open_card(desk)
    problems += check_draft(card, 'No light in the hall')
    desk.tab_to('entry', 'Subject')
    desk.key('Return')
    desk.wait_closed(card)
    QueuePage(desk).wait_state(NUMBER, 'Registered')
    card = open_card(desk)
    problems += [node.text for node in card.look_all('entry') if node.text]
    desk.key('Escape')
    desk.wait_closed(card)
    desk.close()
    return problems + check_room(room, ['receive'])


def check_draft(card, title):
    card.find('list item', re.compile('^Zhao Lei'))
    texts = {node.name: node.text for node in card.look_all('entry')}
    wanted = {'Subject': title, 'Description': '三楼走廊'}
    return ['%s: “%s”' % (name, texts.get(name)) for name, text in wanted.items()
            if texts.get(name) != text]


def check_room(room, wanted):
    """Whether the room is sound and the request went this way."""
    room.run('verify')
    steps = [event['action'] for event in room.ask('history', NUMBER)]
    return [] if steps == wanted else ['history: %s' % steps]


driver.main()
