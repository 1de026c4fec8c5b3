# Filters by keyboard: chosen, said, taken away.
#
# filter.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import driver
from queue_page import QueuePage

# Tuesday, in working hours.
NOW = '2026-10-13T10:00:00+08:00'


def open_room(folder):
    """A room with three requests: the first is an emergency, the second came by mail."""
    room = driver.Room(folder, NOW)
    numbers = [room.run('receive', '--kind', 'request', '--customer', name, '--channel', channel,
                        '--type', 'technical', '--title', 'Printer jams')
               for name, channel in (('Wang Fang', 'phone'), ('Zhao Lei', 'mail'),
                                     ('Chen Jing', 'phone'))]
    room.run('act', numbers[0], 'mark_emergency')
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    desk.wait_focus('row')
    return desk, page, [number.rsplit('-', 1)[1] for number in numbers]


def wait_rows(page, serials):
    driver.wait_for('the rows %s' % serials, lambda: sorted(page.numbers()) == sorted(serials))


def choose(desk, part, *options):
    """Opens the filters by their key, goes to a part by Tab and takes options by the space key."""
    desk.key('ctrl+shift+f')
    desk.wait_focus('button', 'State')
    desk.tab_to('button', part)
    desk.key('Return')
    for option in options:
        desk.tab_to('check box', option)
        desk.key('space')
    desk.key('Escape')


@driver.test('a filter is chosen by keyboard, says so in a chip, and goes by the Delete key')
def channel(folder):
    desk, page, serials = open_room(folder)
    wait_rows(page, serials)
    choose(desk, 'Channel', 'Mail')
    wait_rows(page, [serials[1]])
    chip = desk.window.find('button', 'Channel: Mail')
    desk.tab_to('button', 'Channel: Mail')
    desk.key('Return')
    desk.tab_to('check box', 'Phone')
    desk.key('space')
    desk.key('Escape')
    wait_rows(page, serials)
    problems = [] if chip else ['no chip']
    desk.tab_to('button', 'Channel: Mail, Phone')
    desk.key('Delete')
    driver.wait_for('the end of the chip',
                    lambda: not desk.window.look('button', re.compile('^Channel: ')))
    wait_rows(page, serials)
    desk.close()
    return problems


@driver.test('filters that hide everything are named, and one button clears them')
def everything(folder):
    desk, page, serials = open_room(folder)
    desk.key('ctrl+shift+f')
    desk.wait_focus('button', 'State')
    desk.tab_to('check box', 'Emergencies only')
    desk.key('space')
    desk.key('Escape')
    wait_rows(page, [serials[0]])
    choose(desk, 'Channel', 'Letter')
    page.page.find('label', 'The Filters Hide Everything')
    # The chips have a button that says the same; this one is in the place of the rows.
    button = page.page.look_all('button', 'Clear Filters')[-1]
    desk.tab_to('button', 'Clear Filters')
    desk.key('space')
    wait_rows(page, serials)
    desk.wait_focus('row')
    desk.close()
    return [] if button else ['no button']


@driver.test('a tag is found among those in use, and a customer by a part of the name')
def found(folder):
    room = driver.Room(folder, NOW)
    numbers = [room.run('receive', '--kind', 'request', '--customer', name, '--channel', 'phone',
                        '--type', 'technical', '--title', 'Printer jams', '--tags', tag)
               for name, tag in (('Wang Fang', 'lift'), ('Zhao Lei', 'key'))]
    serials = [number.rsplit('-', 1)[1] for number in numbers]
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    desk.wait_focus('row')
    desk.key('ctrl+shift+f')
    desk.wait_focus('button', 'State')
    desk.tab_to('button', 'Tag')
    desk.key('Return')
    desk.window.find('check box', 'lift')
    desk.type('li')
    driver.wait_for('fewer tags', lambda: not desk.window.look('check box', 'key'))
    desk.key('Return')
    wait_rows(page, [serials[0]])
    desk.key('Escape')
    desk.tab_to('button', 'Tag: lift')
    desk.key('Delete')
    wait_rows(page, serials)

    desk.key('ctrl+shift+f')
    desk.wait_focus('button', 'State')
    desk.tab_to('button', 'Customer')
    desk.key('Return')
    desk.type('Zhao')
    desk.window.find('button', re.compile('^Zhao Lei'))
    desk.key('Return')
    wait_rows(page, [serials[1]])
    desk.window.find('button', 'Customer: Zhao Lei')
    desk.close()


driver.main()
