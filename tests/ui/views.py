# Views that people save: made from what is shown, chosen again, replaced, deleted.
#
# views.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import re

import driver
from queue_page import QueuePage

# Tuesday, in working hours.
NOW = '2026-10-13T10:00:00+08:00'


def wait_rows(page, serials):
    driver.wait_for('the rows %s' % serials, lambda: sorted(page.numbers()) == sorted(serials))


@driver.test('what is shown is saved as a view, comes back with its filter, and goes')
def saved(folder):
    room = driver.Room(folder, NOW)
    numbers = [room.run('receive', '--kind', 'request', '--customer', name, '--channel', channel,
                        '--type', 'technical', '--title', 'Printer jams')
               for name, channel in (('Wang Fang', 'phone'), ('Zhao Lei', 'mail'),
                                     ('Chen Jing', 'phone'))]
    serials = [number.rsplit('-', 1)[1] for number in numbers]
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    desk.wait_focus('row')
    desk.key('ctrl+shift+f')
    desk.wait_focus('button', 'State')
    desk.tab_to('button', 'Channel')
    desk.key('Return')
    desk.tab_to('check box', 'Mail')
    desk.key('space')
    desk.key('Escape')
    wait_rows(page, [serials[1]])

    page.choose_view(re.compile('^Save as View'))
    form = desk.wait_window('Add')
    desk.type('Letters in')
    driver.wait_for('the name', lambda: form.look('button', 'Add').is_('sensitive'))
    desk.key('ctrl+Return')
    desk.wait_closed(form)
    desk.window.find('button', 'Letters in, 1')
    kept = json.loads(room.ask('list', 'saved-view')[0]['filter'])
    problems = [] if (kept.get('channels'), kept.get('view')) == (['mail'], 'open') else [kept]

    # A view that is built in has none of it, and the saved one brings it again.
    desk.tab_to('button', re.compile('^Open'))
    desk.key('space')
    wait_rows(page, serials)
    driver.wait_for('no filter', lambda: not desk.window.look('button', 'Channel: Mail'))
    page.choose_view('Letters in')
    wait_rows(page, [serials[1]])
    desk.window.find('button', 'Channel: Mail')

    desk.tab_to('button', 'Channel: Mail')
    desk.key('Delete')
    wait_rows(page, serials)
    page.choose_view('Replace by What Is Shown')
    desk.window.find('label', '“Letters in” shows what is shown now.')
    kept = json.loads(room.ask('list', 'saved-view')[0]['filter'])
    problems += ['replaced: %s' % kept] if 'channels' in kept else []

    page.choose_view('Delete This View')
    desk.window.find('label', 'The view “Letters in” is deleted.')
    driver.wait_for('the end of the chip',
                    lambda: not desk.window.look('button', re.compile('^Letters in')))
    desk.tab_to('row')
    desk.key('ctrl+z')
    desk.window.find('label', 'Undone: The view “Letters in” is deleted.')
    page.choose_view('Letters in')
    desk.window.find('button', re.compile('^Letters in'))
    desk.close()
    room.run('verify')
    return problems


driver.main()
