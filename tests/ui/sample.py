# The real incidents of the sample, worked on without a mouse.
#
# sample.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import driver
from queue_page import QueuePage


@driver.test('a request of the sample goes from new to closed by keyboard alone')
def sample(folder):
    room = driver.Room.sample(folder)
    number = next(request['number'] for request in room.ask('list', 'request', '--view', 'open')
                  if request['state'] == 'assigned' and request.get('owner') is None)
    before = len(room.ask('history', number))
    desk = driver.Desk(folder, room)
    queue = QueuePage(desk)
    queue.page.find('button', 'Waiting, 136', deep=False)
    for view, count in (('Resolved', 470), ('Closed', 3)):
        queue.choose_view('%s (%d)' % (view, count))
        queue.page.find('button', '%s, %d' % (view, count), deep=False)
    desk.tab_to('button', 'Open, 417')
    desk.key('space')

    desk.key('ctrl+f')
    desk.wait_focus('entry', 'Search the Queue')
    desk.type(number)
    driver.wait_for('one row', lambda: queue.numbers() == [number.rsplit('-', 1)[1]])
    desk.key('Return')
    desk.wait_focus('row')
    queue.wait_state(number, 'Assigned')
    desk.key('F6')
    queue.bring_to_end(number, room.manager())

    queue.page.find('button', 'Open, 416', deep=False)
    queue.choose_view('Resolved (470)')
    queue.choose_view('Closed (4)')
    desk.close()
    room.run('verify')
    steps = [event['action'] for event in room.ask('history', number)[before:]]
    wanted = ['assign', 'accept', 'start', 'contact', 'resolve', 'close']
    return [] if steps == wanted else ['history: %s' % steps]


driver.main()
