# What the detail of a request offers beside its actions, by keyboard.
#
# detail.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import driver
from queue_page import QueuePage, choose

# Tuesday, in working hours.
NOW = '2026-10-13T10:00:00+08:00'


def open_room(folder, titles=('Printer jams',)):
    room = driver.Room(folder, NOW)
    numbers = [room.run('receive', '--kind', 'request', '--customer', 'Wang Fang', '--channel',
                        'phone', '--type', 'technical', '--title', title) for title in titles]
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    desk.wait_focus('row')
    page.detail.find('button', 'Copy the Number')
    return room, numbers, desk, page


@driver.test('a request is followed, put aside, woken and tagged without a mouse')
def watch(folder):
    room, (number,), desk, page = open_room(folder)
    room.run('act', number, 'tag', '--set', 'tags=holiday, move of floor 3')
    page.detail.find('label', 'holiday')

    desk.tab_to('button', 'Follow')
    desk.key('space')
    page.detail.find('button', 'Unfollow')
    desk.wait_focus('button', 'Unfollow')

    desk.tab_to('button', 'Snooze')
    desk.key('space')
    desk.tab_to('button', '15 minutes, today 10:15')
    desk.key('space')
    page.detail.find('status', 'Snoozed until today 10:15')
    desk.tab_to('button', 'Wake')
    desk.key('space')
    driver.wait_for('the end of the snooze',
                    lambda: not page.detail.look('status', re.compile('^Snoozed until')))

    desk.key('F6')
    desk.key('F6')
    desk.wait_focus('row')
    desk.tab_to('button', 'Add a tag')
    desk.key('space')
    desk.wait_focus('entry', 'Add a tag')
    desk.type('printer')
    desk.key('Return')
    page.detail.find('label', 'printer')
    desk.wait_focus('entry', 'Add a tag')
    desk.key('Escape')
    desk.wait_focus('button', 'Add a tag')
    desk.tab_to('button', 'Remove the tag “holiday”')
    desk.key('space')
    driver.wait_for('the end of the tag', lambda: not page.detail.look('label', 'holiday'))
    desk.wait_focus('button', 'Add a tag')
    desk.close()
    room.run('verify')
    steps = [event['action'] for event in room.ask('history', number)]
    wanted = ['receive', 'tag', 'follow', 'snooze', 'unsnooze', 'tag', 'tag']
    return [] if steps == wanted else ['history: %s' % steps]


@driver.test('an emergency goes through its playbook to its review without a mouse')
def emergency(folder):
    room, (number,), desk, page = open_room(folder, ('Burst pipe',))
    room.run('act', number, 'mark_emergency')
    page.detail.find('label', 'Playbook: Every emergency')
    for n, step in enumerate(('Bring people to safety', 'Inform the team lead')):
        desk.tab_to('check box', re.compile('^' + step))
        desk.key('space')
        page.detail.find('label', '%d of 6' % (n + 1))
        desk.wait_focus('check box', re.compile('^%s.* 10:00$' % step))
    desk.key('space')
    page.detail.find('label', '1 of 6')

    room.run('act', number, 'answer', '--set', 'solution=The valve is closed', '--set',
             'resolution_code=solved')
    page.detail.find('button', 'Review…')
    desk.key('ctrl+d')
    form = desk.wait_window('Review')
    desk.wait_focus('entry', re.compile('^What happened'))
    desk.type('A pipe burst')
    desk.tab_to('entry', re.compile('^What to change'))
    desk.type('Replace the pipe')
    desk.key('ctrl+Return')
    form.find('alert', re.compile('not ticked: “Inform the team lead and the manager”'))
    desk.tab_to('entry', re.compile('^Why steps were left out'))
    desk.type('Both were there')
    desk.key('ctrl+Return')
    desk.wait_closed(form)
    page.detail.find('button', 'Send to Follow-up')
    desk.close()
    room.run('act', number, 'close', '--set', 'follow_up=done')
    room.run('verify')
    review, = room.ask('show', number)['reviews']
    wanted = {'happened': 'A pipe burst', 'to_change': 'Replace the pipe',
              'left_out': 'Both were there'}
    return ['%s: %s' % (name, review[name]) for name in wanted if review[name] != wanted[name]]


@driver.test('two requests are linked, looked at from each other, and parted without a mouse')
def link(folder):
    room, (first, second), desk, page = open_room(folder, ('Switch broken', 'No network'))
    page.wait_detail(first.rsplit('-', 1)[1])
    page.act('Link…')
    form = desk.wait_window('Link')
    desk.tab_to('entry', re.compile('^Other request'))
    desk.type(second)
    form.find('list item', re.compile(second))
    desk.key('Down')
    desk.key('Return')
    choose(desk, 'chooser', re.compile('^Kind of link'), 'Waits for')
    desk.key('ctrl+Return')
    desk.wait_closed(form)
    page.detail.find('label', 'Relations')

    desk.tab_to('button', 'Waits for: %s, No network, Registered' % second)
    desk.key('space')
    page.wait_detail(second.rsplit('-', 1)[1])
    page.detail.find('button', 'Awaited by: %s, Switch broken, Registered' % first)
    desk.tab_to('button', re.compile('^Awaited by'))
    desk.key('space')
    page.wait_detail(first.rsplit('-', 1)[1])
    desk.tab_to('button', 'Remove the link with ' + second)
    desk.key('space')
    driver.wait_for('the end of the card', lambda: not page.detail.look('label', 'Relations'))
    desk.close()
    room.run('verify')


@driver.test('a call begins with a template, and a request is asked for again, without a mouse')
def begin(folder):
    room, (number,), desk, page = open_room(folder)
    desk.key('ctrl+n')
    card = desk.wait_window('New Request')
    desk.key('alt+a')
    desk.wait_focus('menu item', 'Computer does not start')
    desk.key('Down', 'Return')
    card.find('entry', 'Subject')
    driver.wait_for('the subject', lambda: card.look('entry', 'Subject').text
                    == 'Printer does not print')
    desk.wait_focus('entry', re.compile('^Phone or name'))
    desk.key('Escape')
    desk.wait_closed(card)

    desk.tab_to('button', 'Request Menu')
    desk.key('space')
    desk.wait_focus('menu item', 'New Request Like This…')
    desk.key('Return')
    card = desk.wait_window('New Request')
    dialog = desk.wait_window(re.compile('Go On with the Draft'))
    desk.tab_to('button', 'Take the Copy')
    desk.key('space')
    desk.wait_closed(dialog)
    desk.activate(card)
    driver.wait_for('the copy', lambda: card.look('entry', 'Subject').text == 'Printer jams')
    card.find('label', 'Wang Fang')
    desk.wait_focus('entry', re.compile('^Phone or name'))
    desk.tab_to('entry', 'Subject')
    desk.key('Return')
    desk.wait_closed(card)
    second = number[:-1] + '2'
    page.wait_state(second, 'Registered')
    desk.close()
    requests = room.ask('list', 'request')
    return [] if [r['title'] for r in requests] == ['Printer jams'] * 2 else [str(requests)]


driver.main()
