# serviceroomctl keeps its contract.
#
# contract.py SERVICEROOMCTL
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile

from ctl import Ctl, MANAGER, NOW, differences, refusals
import tap

DATA = os.environ['SR_DATA_DIR']

ADD = (
    ('2026-02-13 17:00', '2h', '2026-02-14T10:00:00+08:00'),
    ('2026-02-14 17:30', '1h', '2026-02-24T09:30:00+08:00'),
    ('2026-02-14 18:00', '30m', '2026-02-24T09:30:00+08:00'),
    ('2026-02-10 09:00', '37h30m', '2026-02-14T18:00:00+08:00'),
    ('2026-02-28 11:30', '1h', '2026-02-28T14:00:00+08:00'),
    ('2026-07-15 12:10', '1h', '2026-07-15T14:30:00+08:00'),
    ('2026-04-30 16:00', '8h', '2026-05-06T16:30:00+08:00'),
    ('2026-05-08 17:00', '4h', '2026-05-09T12:00:00+08:00'),
    ('2026-09-19 10:00', '4h', '2026-09-20T14:30:00+08:00'),
    ('2026-09-30 17:59', '4h', '2026-10-08T14:29:00+08:00'),
    ('2026-06-18 18:00', '15m', '2026-06-22T09:15:00+08:00'),
    ('2026-07-15 09:00', '27001s', '2026-07-16T09:00:01+08:00'),
    ('2026-02-13 17:00', '3wd', '2026-02-25T18:00:00+08:00'),
    ('2026-02-13T09:00:00Z', '2h', '2026-02-14T10:00:00+08:00'),
)
BETWEEN = (
    ('2026-02-13 17:00', '2026-02-25 10:00', 17 * 3600),
    ('2026-09-18 16:00', '2026-09-21 10:00', 37800),
    ('2026-09-30 09:00', '2026-10-10 18:00', 30 * 3600),
    ('2026-09-21 10:00', '2026-09-18 16:00', -37800),
)
WORKDAYS = (
    ('2026-02-13', '3', '2026-02-25'),
    ('2026-02-14', '3', '2026-02-26'),
    ('2026-09-18', '1', '2026-09-20'),
    ('2026-04-29', '5', '2026-05-09'),
    ('2026-09-29', '13', '2026-10-22'),
    ('2026-09-29', '0', '2026-09-29'),
)
KINDS = ('request', 'customer', 'staff', 'team', 'service-type', 'cause', 'resolution', 'policy',
         'target', 'parameter', 'calendar', 'calendar-exception', 'contact', 'note', 'attachment',
         'hand-off', 'clock', 'clock-interval', 'link', 'follower', 'snooze', 'saved-view',
         'request-template', 'duty', 'absence', 'reminder', 'event')


def check_calendar(ctl):
    tap.point('working time comes out as it should, without any room',
              differences([(ctl.bare('calendar', 'add', start, duration).line, end)
                           for start, duration, end in ADD] +
                          [(ctl.bare('calendar', 'between', start, end).line, str(seconds))
                           for start, end, seconds in BETWEEN] +
                          [(ctl.bare('calendar', 'workdays', day, n).line, end)
                           for day, n, end in WORKDAYS]))
    tap.point('as JSON an instant is a string and a number of seconds a number',
              differences([(ctl.bare('--json', 'calendar', 'add', *ADD[0][:2]).json, ADD[0][2]),
                           (ctl.bare('calendar', 'between', '--json', *BETWEEN[0][:2]).json, 61200),
                           (ctl.bare('calendar', 'workdays', *WORKDAYS[0][:2], '--json').json,
                            '2026-02-25')]))

    steps = ctl.bare('--json', 'calendar', 'explain', '2026-09-30 17:59', '4h').json
    tap.point('an explanation lists each day with its rule and adds up',
              differences([([step['day'] for step in steps],
                            ['2026-09-30'] + ['2026-10-%02d' % day for day in range(1, 9)] +
                            ['2026-10-08']),
                           (sum(step['used'] for step in steps), 4 * 3600),
                           (steps[-1]['remaining'], 0),
                           (steps[-1]['to'], '2026-10-08T14:29:00+08:00'),
                           ({step['rule'] for step in steps[1:8]}, {'public_holiday'}),
                           (steps[1]['name'], '国庆节'),
                           (steps[0]['provisional'], False)]))
    tap.point('a year whose official days are not known is provisional',
              differences([(ctl.bare('--json', 'calendar', 'explain', '2031-03-03 09:00',
                                     '1h').json[0]['provisional'], True)]))
    tap.point('a room that is asked for must be there',
              refusals([ctl.bare('--room', ctl.path('none.db'), 'calendar', 'add', *ADD[0][:2])], 1)
              + (['it was made'] if os.path.exists(ctl.path('none.db')) else []))


def check_init(ctl):
    first = ctl.run('--as', MANAGER, '--json', 'init')
    again = ctl.run('--json', 'init')
    tap.point('init makes the room and its first manager, and leaves a room as it is',
              differences([(first.status, 0), (first.json['made'], True),
                           (first.json['room'], ctl.room), (first.json['manager'], MANAGER),
                           (again.status, 0), (again.json['made'], False)]))
    default = ctl.bare('--now', NOW, 'init')
    tap.point('without --room the room is the person\'s own',
              differences([(default.status, 0),
                           (os.path.exists(ctl.path('data/serviceroom/room.db')), True)]))
    tap.point('the room has its calendar', differences(
        [(ctl.run('calendar', 'add', start, duration).line, end) for start, duration, end in ADD]))


def check_demo(ctl):
    made = ctl.run('--as', MANAGER, '--json', 'init', '--demo', '30', room=ctl.path('demo.db'))
    tap.point('a room with a year of life is whole and ends now',
              differences([(made.status, 0), (made.json['requests'], 30),
                           (ctl.do('--json', 'verify', room=ctl.path('demo.db')).json['events'],
                            made.json['events']),
                           (len(json.loads(ctl.do('--json', '--as', MANAGER, 'list', 'request',
                                                  room=ctl.path('demo.db')).out)), 30)]))
    before = ctl.read('demo.db')
    tap.point('it is made where nothing is, and leaves nothing else',
              refusals([ctl.run('init', '--demo', '10', room=ctl.path('demo.db'))], 1) +
              differences([(ctl.read('demo.db'), before),
                           ([name for name in os.listdir(ctl.folder) if 'demo.db.' in name], [])]))


def check_life(ctl):
    number = ctl.receive('Printer does not print', '--type', 'technical.computer', '--place', '305')
    tap.point('receive prints the number alone on its line',
              differences([(number, 'SR-2026-000001')]))

    shown = ctl.do('--json', 'show', number).json
    tap.point('a record is an object of its fields, references by name, times with an offset',
              differences([(shown['number'], number), (shown['state'], 'registered'),
                           (shown['customer'], 'Wang Haiyan'), (shown['contact_phone'], '8307'),
                           (shown['type'], 'technical.computer'), (shown['place'], '305'),
                           (shown['registered_by'], MANAGER), (shown['received_at'], NOW),
                           (shown['emergency'], False), (shown['owner'], None),
                           (shown['priority'], 'P3'), (shown['channel'], 'phone'),
                           (shown['due_at'], '2026-02-13T15:30:00+08:00')]))

    ctl.receive('Again the printer')
    ctl.do('receive', '--customer', 'Wang Haiyan', '--phone', '9999', '--title', 'Another Wang')
    tap.point('a customer is known by name and phone, and made when there is none',
              differences([(sorted(customer['phones'] for customer in ctl.list('customer')),
                            [['8307'], ['9999']])]))

    actions = {action['action']: action for action in ctl.do('--json', 'actions', number).json}
    tap.point('actions tell what may be done, by whom, and what is missing',
              differences([(actions['assign']['possible'], True),
                           (actions['accept']['possible'], False),
                           (bool(actions['accept']['reason']), True),
                           (actions['promise']['reason'], None),
                           (actions['promise']['needs'], ['promised_at']),
                           ('reason' in actions['transfer']['needs'], True),
                           (actions['approve_extension']['roles'], ['manager']),
                           ('receive' in actions, False)]))

    steps = []
    for action, fields in (
            ('assign', {'owner': MANAGER}), ('accept', {}), ('start', {}),
            ('wait_customer', {'waiting_for': 'the serial number',
                               'waiting_until': '2026-02-14 10:00'}),
            ('resume', {}),
            ('contact', {'contact__direction': 'out', 'contact__medium': 'call',
                         'contact__reached': 'yes', 'contact__summary': 'told what was done'}),
            ('resolve', {'solution': 'New toner', 'resolution_code': 'replaced', 'cause_code': 'wear'}),
            ('reopen', {}), ('start', {}),
            ('resolve', {'solution': 'New drum', 'resolution_code': 'replaced', 'cause_code': 'wear'}),
            ('close', {'follow_up': 'done'})):
        words = ['--reason', 'it stopped again'] if action == 'reopen' else []
        steps.append(ctl.act(number, action, *words, **fields).line.split()[-1])
    tap.point('a request goes from new to closed, again after it was reopened',
              differences([(steps, ['assigned', 'accepted', 'in_progress', 'waiting_customer',
                                    'in_progress', 'in_progress', 'resolved', 'reopened',
                                    'in_progress', 'resolved', 'closed']),
                           (ctl.do('--json', 'show', number).json['cycle'], 2)]))

    events = ctl.do('--json', 'history', number).json
    tap.point('the history has every step, who did it, and why',
              differences([([event['action'] for event in events],
                            ['receive', 'assign', 'accept', 'start', 'wait_customer', 'resume',
                             'contact', 'resolve', 'reopen', 'start', 'resolve', 'close']),
                           ({event['actor'] for event in events}, {MANAGER}),
                           (events[8]['reason'], 'it stopped again'),
                           ('changes' in events[0]['body'], True)]))
    tap.point('verify finds the room good',
              differences([(ctl.do('--json', 'verify').json['good'], True)]))


def check_relations(ctl):
    one = ctl.receive('The air conditioner drips', '--tags', 'leak, VIP')
    other = ctl.receive('Mould at the ceiling')
    ctl.act(one, 'link', link__target=other, link__kind='related')
    ctl.act(one, 'follow')
    split = ctl.act(one, 'split', title='The lock is broken').line.split()
    shown = ctl.do('--json', 'show', one).json
    tap.point('requests are tagged, linked, followed and split',
              differences([(shown['tags'], ['leak', 'VIP']),
                           ([link['target'] for link in shown['links']], [other, split[2]]),
                           ([follower['staff'] for follower in shown['followers']], [MANAGER]),
                           (split[:2], [one, 'registered']),
                           (ctl.do('--json', 'show', split[2]).json['split_from'], one)]))

    ctl.act(one, 'note', note__text='in the wrong place')
    undone = ctl.act(one, 'undo').line
    note = ctl.do('--json', 'show', one).json['notes'][0]
    ctl.act(one, 'note', note__text='for good')
    late = ctl.run('act', one, 'undo', now='2026-02-13T10:01:00+08:00')
    tap.point('the last step is undone for thirty seconds, and stays in the history',
              differences([(undone, one + ' registered'), (note['retracted_at'], NOW),
                           (late.status, 1),
                           ([event['action'] for event in
                             ctl.do('--json', 'history', one).json][-3:], ['note', 'undo', 'note']),
                           (ctl.do('--json', 'verify').json['good'], True)]))


def check_time(ctl):
    number = ctl.receive('Comes back by itself', '--owner', MANAGER)
    ctl.act(number, 'accept')
    ctl.act(number, 'start')
    ctl.act(number, 'wait_parts', waiting_for='a fan', waiting_until='2026-02-14 10:00')
    before = ctl.do('--json', 'show', number, now='2026-02-24 09:00').json['state']
    ctl.do('receive', '--customer', 'Zhao', '--title', 'Later', now='2026-02-24 09:00')
    event = ctl.do('--json', 'history', number).json[-1]
    tap.point('what waited until an instant goes on at that instant before anything else is done',
              differences([(before, 'waiting_parts'), (event['action'], 'resume'),
                           (event['at'], '2026-02-14T10:00:00+08:00'), (event['actor'], 'room')]))


def check_reminders(ctl):
    before = ctl.list('reminder')
    ahead = ctl.do('--json', 'reminders', '--until', '2026-02-25 18:00').json
    order = [(row['raised_at'], row['id']) for row in ahead]
    lines = ctl.do('reminders', '--until', '2026-02-25 18:00').out.splitlines()
    tap.point('the reminders until an instant are told in order and not kept',
              differences([(order, sorted(order)), (len(lines), len(ahead)), (ahead != [], True),
                           ({row['state'] for row in ahead}, {'waiting'}),
                           ({row['staff'] for row in ahead} - {MANAGER}, set()),
                           (max(order)[0] <= '2026-02-25T18:00:00+08:00', True),
                           (ctl.list('reminder'), before),
                           (ctl.do('--json', 'verify').json['good'], True)]))


def check_lists(ctl):
    views = {view: ctl.list('request', '--view', view)
             for view in ('open', 'mine', 'unassigned', 'waiting', 'overdue', 'resolved', 'closed',
                          'all')}
    everything = ctl.list('request')
    tap.point('the views part the requests',
              differences([(len(views['all']), len(everything)),
                           (len(views['open']) + len(views['resolved']) + len(views['closed']),
                            len(everything)),
                           ([row['owner'] for row in views['mine']], [MANAGER]),
                           ({row['owner'] for row in views['unassigned']}, {None}),
                           ([row['state'] for row in views['closed']], ['closed'])]))
    aside, promised, followed = (
        ctl.receive(title) for title in ('Put aside', 'Promised', 'Looked at'))
    ctl.act(aside, 'snooze', snooze__until='2026-02-13 10:10')
    ctl.act(promised, 'promise', promised_at='2026-02-13 16:00')
    ctl.act(followed, 'follow')
    tap.point('what is put aside, promised and followed has its views',
              differences([(sorted({aside, promised, followed} &
                                   {row['number'] for row in ctl.list('request', '--view', view,
                                                                      now=now)}), sorted(numbers))
                           for view, numbers, now in (
                               ('snoozed', [aside], NOW), ('promised_today', [promised], NOW),
                               ('followed', [followed], NOW), ('open', [promised, followed], NOW),
                               ('all', [aside, promised, followed], NOW),
                               ('open', [aside, promised, followed], '2026-02-13 10:10'))]))
    tap.point('what was promised until this afternoon is of today',
              differences([(promised in ctl.numbers('--view', 'today'), True),
                           (promised in ctl.numbers('--view', 'today', '--search', 'Put aside'),
                            False)]))
    numbers = sorted(row['number'] for row in everything)
    tap.point('a filter, an order and a saved view choose and sort',
              differences([(ctl.numbers('--filter', '{"tags": ["vip"]}'), []),
                           (ctl.numbers('--filter', '{"followed": true}', '--search', 'Looked'),
                            [followed]),
                           (ctl.numbers('--filter', '{"owners": [-1]}', '--view', 'open'),
                            ctl.numbers('--view', 'mine')),
                           (ctl.numbers('--filter', '{"time_field": "promised_at", '
                                                    '"period": "today"}'), [promised]),
                           (ctl.numbers('--filter', '{"time_field": "promised_at", '
                                                    '"period": "today"}', now='2026-02-14 09:00'), []),
                           (ctl.numbers('--order', 'number', '--view', 'open')[-2:],
                            [promised, followed]),
                           (ctl.numbers('--descending')[-1], numbers[0])]))
    ctl.act('saved-view', 'create', name='Looked at', filter='{"view": "open", "order": "-number", '
                                                             '"followed": true}')
    ctl.act('saved-view', 'create', name='Of everybody', scope='all', filter='{}')
    ctl.do('receive', '--kind', 'staff', '--login', 'bo', '--name', 'Bo', '--roles', 'desk')
    tap.point('a saved view is listed by its name for those whom it is for',
              differences([(ctl.numbers('--saved', 'Looked at')[0], followed),
                           (ctl.numbers('--saved', 'Of everybody', '--as', 'bo'),
                            ctl.numbers('--view', 'open', '--as', 'bo')),
                           (ctl.run('--as', 'bo', 'list', 'request', '--saved',
                                    'Looked at').status, 1)]))
    tap.point('a search finds number, customer and subject; a limit is kept',
              differences([(len(ctl.list('request', '--search', 'again printer')), 1),
                           (len(ctl.list('request', '--search', '000003')), 1),
                           (len(ctl.list('request', '--limit', '2')), 2),
                           (len(ctl.list('customer', '--search', '9999')), 1),
                           (len(ctl.list('staff', '--search', 'LI.NA')), 1)]))
    tap.point('every kind can be listed', [str(answer) for answer in
              (ctl.run('list', kind) for kind in KINDS) if answer.status != 0 or answer.err])
    tap.point('the lines for people are plain', [line for line in
              ctl.do('list', 'request').out.splitlines() if not line.startswith('SR-2026-')])


def check_others(ctl):
    ctl.act('staff', 'create', login='he.jing', name='何静', roles='desk')
    ctl.do('act', 'staff:he.jing', 'edit', '--set', 'phone=8301')
    ctl.do('receive', '--kind', 'team', '--name', 'Electricians')
    tap.point('records of every kind are made, changed and shown by their names',
              differences([(ctl.do('--json', 'show', 'staff:he.jing').json['phone'], '8301'),
                           (ctl.do('--json', 'show', 'team:Electricians').json['active'], True)]))
    tap.point('who has no right is refused, and so is who is nobody', refusals([
        ctl.run('--as', 'he.jing', 'act', 'staff', 'create', '--set', 'login=x', '--set', 'name=X',
                '--set', 'roles=desk'),
        ctl.run('--as', 'nobody', 'list', 'request'),
        ctl.run('--as', 'he.jing', 'act', 'SR-2026-000002', 'accept')], 1))

    path = ctl.write('照片.txt', 'the broken part\n')
    ctl.do('attach', 'SR-2026-000002', path)
    attachment = ctl.do('--json', 'show', 'SR-2026-000002').json['attachments'][0]
    tap.point('a file is kept by the hash of its content',
              differences([(attachment['name'], '照片.txt'), (attachment['media_type'], 'text/plain'),
                           (attachment['sha256'], hashlib.sha256(b'the broken part\n').hexdigest()),
                           (ctl.do('--json', 'verify').json['attachments'], 1)]))


def check_refusals(ctl):
    before = ctl.read('room.db')
    number = 'SR-2026-000002'
    tap.point('what a rule or the data refuses is said in one line, exit 1', refusals([
        ctl.run('act', number, 'close', '--set', 'follow_up=done'),
        ctl.run('act', number, 'frobnicate'),
        ctl.run('act', number, 'prioritise', '--set', 'priority=P9'),
        ctl.run('act', number, 'promise', '--set', 'promised_at=soon'),
        ctl.run('act', number, 'edit', '--set', 'state=closed'),
        ctl.run('act', number, 'edit', '--set', 'colour=red'),
        ctl.run('act', number, 'assign', '--set', 'owner=who'),
        ctl.run('show', 'SR-2026-999999'),
        ctl.run('history', 'staff:who'),
        ctl.run('receive', '--title', 'nobody calls'),
        ctl.run('receive', '--customer', 'Li', '--title', 'x', '--type', 'none'),
        ctl.run('receive', '--customer', 'Li', '--title', 'x', '--received-at', '2027-01-01 10:00'),
        ctl.run('attach', number, ctl.path('no such file')),
        ctl.run('export', 'request', ctl.path('requests.doc')),
        ctl.run('export', 'request', ctl.path('no/such/folder.csv')),
        ctl.run('import', ctl.path('none.csv'), '--map', ctl.path('none.map')),
        ctl.run('restore', ctl.path('none.db')),
        ctl.run('calendar', 'import', ctl.path('none.json')),
        ctl.run('list', 'request', room=ctl.path('none.db')),
        ctl.run('list', 'request', room='postgresql://localhost/room'),
    ], 1))
    tap.point('wrong usage is said in one line, exit 2', refusals([
        ctl.bare(),
        ctl.bare('frobnicate'),
        ctl.bare('calendar'),
        ctl.bare('reminders'),
        ctl.bare('init', '--demo', 'some'),
        ctl.bare('init', '--demo', '0'),
        ctl.bare('init', '--seed', '1'),
        ctl.bare('--frobnicate'),
        ctl.bare('--room'),
        ctl.run('list'),
        ctl.run('list', 'request', 'customer'),
        ctl.run('list', 'thing'),
        ctl.run('list', 'request', '--view', 'mine,open'),
        ctl.run('list', 'request', '--filter', '{"colour": "red"}'),
        ctl.run('list', 'request', '--filter', '{"priorities": ["P9"]}'),
        ctl.run('list', 'request', '--filter', '{"from": "2026-02-01"}'),
        ctl.run('list', 'request', '--filter', '{"period": "today"}'),
        ctl.run('list', 'request', '--filter', '['),
        ctl.run('list', 'request', '--order', 'colour'),
        ctl.run('list', 'request', '--order', 'owner', '--view', 'closed'),
        ctl.run('list', 'request', '--saved', 'x', '--view', 'open'),
        ctl.run('list', 'staff', '--descending'),
        ctl.run('list', 'staff', '--view', 'open'),
        ctl.run('list', 'request', '--limit', '0'),
        ctl.run('list', 'request', '--limit', '99999999999999999999'),
        ctl.run('act', number),
        ctl.run('act', number, 'edit', '--set', 'title'),
        ctl.run('act', number, 'edit', '--set', '=x'),
        ctl.run('act', number, 'attach'),
        ctl.run('show', 'thing:1'),
        ctl.run('import', ctl.path('none.csv')),
        ctl.run('receive', '--kind', 'event'),
        ctl.run('receive', '--colour', 'red'),
        ctl.run('list', 'request', now='tomorrow'),
        ctl.bare('calendar', 'add', 'soon', '2h'),
        ctl.bare('calendar', 'add', '2026-02-13 17:00', '2 fortnights'),
        ctl.bare('calendar', 'add', '2026-02-13 17:00', '90000000h'),
        ctl.bare('calendar', 'workdays', '2026-02-30', '1'),
        ctl.bare('calendar', 'workdays', '2026-02-13', '-1'),
        ctl.bare('calendar', 'workdays', '2026-02-13', '1000001'),
    ], 2))
    refused = ctl.run('list', 'request', '--filter', '{"priorities": ["P9"]}').err
    tap.point('what a filter may be is said with what it may not',
              [word for word in ('priorities', 'P1', 'P4') if word not in refused])
    tap.point('text that is no UTF-8 is refused, text that is much is taken', refusals([
        ctl.run('receive', '--customer', 'Li', '--title', b'\xff\xfe')], 2) + refusals([
        ctl.run('show', 'SR-' + '9' * 100000)], 1))
    tap.point('an instant beyond the calendar is refused', refusals([
        ctl.bare('calendar', 'add', '9998-12-31 17:00', '400h'),
        ctl.bare('calendar', 'add', '9998-12-31 17:00', '400wd')], 1))
    tap.point('nothing of that has changed the room',
              [] if ctl.read('room.db') == before else ['its bytes are others'])
    tap.point('--help tells every command',
              [word for word in ('init', 'calendar explain', 'receive', 'restore', 'reminders')
               if word not in ctl.bare('--help').out])
    tap.point('text of the room cannot move the cursor of a terminal',
              [repr(answer.out) for answer in (
                  ctl.do('receive', '--customer', 'Li', '--title', 'red \x1b[31mand\nblue'),
                  ctl.do('list', 'request', '--search', 'blue')) if '\x1b' in answer.out])
    full = os.open('/dev/full', os.O_WRONLY) if os.path.exists('/dev/full') else None
    if full is None:
        tap.skip('an answer that cannot be written is an error', 'there is no /dev/full')
        return
    result = subprocess.run(ctl.command('list', 'request'), stdout=full, stderr=subprocess.PIPE,
                            env=ctl.environment(), check=False)
    os.close(full)
    tap.point('an answer that cannot be written is an error',
              differences([(result.returncode, 1)]))


def check_backup(ctl):
    ctl.do('backup', ctl.path('copy.db'))
    listed = ctl.list('request')
    tap.point('a backup is a room of its own, and is not replaced unasked',
              differences([(ctl.list('request', room=ctl.path('copy.db')), listed),
                           (ctl.run('verify', room=ctl.path('copy.db')).status, 0)]) +
              refusals([ctl.run('backup', ctl.path('copy.db')),
                        ctl.run('backup', ctl.room)], 1) +
              differences([(ctl.run('backup', '--force', ctl.path('copy.db')).status, 0)]))

    ctl.receive('After the backup')
    after = ctl.list('request')
    answer = ctl.do('--json', 'restore', ctl.path('copy.db'))
    tap.point('a restored room is as it was; what it held before is kept beside it',
              differences([(ctl.list('request'), listed),
                           (ctl.list('request', room=answer.json['kept']), after),
                           (ctl.run('verify').status, 0),
                           (ctl.receive('After the restore') > listed[-1]['number'], True)]))

    damaged = bytearray(ctl.read('copy.db'))
    at = damaged.index(b'Again the printer')
    damaged[at:at + 5] = b'Never'
    ctl.write('damaged.db', bytes(damaged))
    ctl.write('cut.db', ctl.read('copy.db')[:20000])
    before = ctl.list('request')
    tap.point('a copy that is not good is not put back',
              refusals([ctl.run('restore', ctl.path('damaged.db')),
                        ctl.run('restore', ctl.path('cut.db'))], 1) +
              differences([(ctl.list('request'), before)]))

    ctl.write('broken.db', b'this is no room' * 1000)
    answer = ctl.run('--json', 'restore', ctl.path('copy.db'), room=ctl.path('broken.db'))
    tap.point('a room that cannot be opened any more is moved aside',
              differences([(answer.status, 0),
                           (ctl.run('verify', room=ctl.path('broken.db')).status, 0)]) +
              ([] if answer.status else
               differences([(ctl.read(os.path.basename(answer.json['kept'])),
                             b'this is no room' * 1000)])))
    tap.point('a room is put back where there is none',
              differences([(ctl.run('restore', ctl.path('copy.db'),
                                    room=ctl.path('new/room.db')).status, 0),
                           (ctl.run('verify', room=ctl.path('new/room.db')).status, 0)]))


def check_export(ctl):
    ctl.do('receive', '--customer', '=cmd|calc', '--phone', '+86-8307', '--title',
           'a "quote", a comma\nand a line')
    for name in ('requests.csv', 'requests.json', 'requests.xlsx'):
        ctl.do('export', 'request', ctl.path(name))
    ctl.do('export', 'customer', ctl.path('customers.csv'))
    ctl.do('export', 'event', ctl.path('events.json'))
    listed = ctl.list('request')

    content = ctl.read('requests.csv')
    rows = list(csv.DictReader(io.StringIO(content.decode('utf-8-sig'), newline='')))
    tap.point('CSV has a byte order mark and the line ends of RFC 4180, and reads back',
              differences([(content[:3], b'\xef\xbb\xbf'),
                           (content.count(b'\r\n') == len(rows) + 1, True),
                           ([row['number'] for row in rows], [row['number'] for row in listed]),
                           (rows[-1]['title'], 'a "quote", a comma\nand a line'),
                           (rows[-1]['received_at'], NOW), (rows[-1]['emergency'], 'false')]))
    customers = list(csv.DictReader(io.StringIO(ctl.read('customers.csv').decode('utf-8-sig'))))
    tap.point('CSV lets no spreadsheet take text for a formula',
              differences([(customers[-1]['name'], '\'=cmd|calc'),
                           (customers[-1]['phones'], '\'+86-8307')]))
    tap.point('JSON is what list prints',
              differences([(json.loads(ctl.read('requests.json')), listed),
                           (len(json.loads(ctl.read('events.json'))) > 20, True)]))
    with zipfile.ZipFile(ctl.path('requests.xlsx')) as sheet:
        text = sheet.read('xl/worksheets/sheet1.xml').decode('utf-8')
    tap.point('XLSX has every record under its labels',
              differences([(text.count('<row '), len(listed) + 1), ('Subject' in text, True),
                           ('Printer does not print' in text, True)]))
    tap.point('an export leaves nothing beside its file',
              [name for name in os.listdir(ctl.folder) if '.csv.' in name or '.xlsx.' in name])


def check_days(ctl):
    notice = json.dumps({'year': 2027, 'papers': [], 'days': [
        {'name': '元旦', 'date': '2027-01-01', 'isOffDay': True},
        {'name': '元旦', 'date': '2027-01-04', 'isOffDay': True},
        {'name': '元旦', 'date': '2027-01-09', 'isOffDay': False}]})
    path = ctl.write('2027.json', notice)
    before = ctl.do('calendar', 'add', '2027-01-01 09:00', '1h').line
    dry = ctl.do('--json', 'calendar', 'import', '--dry-run', path).json
    unchanged = ctl.do('calendar', 'add', '2027-01-01 09:00', '1h').line
    stored = ctl.do('--json', 'calendar', 'import', path).json
    again = ctl.do('--json', 'calendar', 'import', path).json
    tap.point('official days are shown first, then stored, once',
              differences([(dry['stored'], False), (stored['stored'], True),
                           (dry['days'], stored['days']), (len(stored['days']) > 0, True),
                           (unchanged, before), (again['days'], []),
                           (ctl.do('calendar', 'add', '2027-01-01 09:00', '1h').line,
                            '2027-01-05T10:00:00+08:00'),
                           (ctl.do('calendar', 'workdays', '2027-01-08', '1').line, '2027-01-09')]))
    tap.point('days that are none are refused by name', refusals([
        ctl.run('calendar', 'import', ctl.write('bad.json', '{"days": [{"date": "2027-13-01"}]}')),
        ctl.run('--as', 'he.jing', 'calendar', 'import', path)], 1))


def check_words(ctl):
    """The manual and the completion follow the program."""
    commands = re.findall(r'^  ([a-z]+(?: [a-z]+)?) ',
                          ctl.bare('--help').out.split('Commands:', 1)[-1], re.MULTILINE)
    options = set()
    for command in commands:
        answer = ctl.bare(*command.split(), '--help')
        options |= set(re.findall(r'--[a-z][a-z-]+', answer.out.split('Options:', 1)[-1]))
    # The less common fields of a record are told by --help alone.
    options -= {'--' + name for name in ('contact-name', 'contact-phone', 'parent', 'follow-up-of',
                                         'source-key', 'help-all')}
    with open(os.path.join(DATA, 'man', 'serviceroomctl.1'), encoding='utf-8') as file:
        manual = file.read().replace('\\-', '-').replace('\\~', ' ')
    with open(os.path.join(DATA, 'completions', 'serviceroomctl'), encoding='utf-8') as file:
        completion = file.read()
    tap.point('the manual and the completion know every command and option',
              differences([(len(commands), 19)]) +
              ['the manual lacks ' + word for word in commands + sorted(options)
               if word not in manual] +
              ['the completion lacks ' + word
               for word in ' '.join(commands).split() + sorted(options) if word not in completion])


def main():
    ctl = Ctl(sys.argv[1])
    try:
        check_calendar(ctl)
        check_init(ctl)
        check_demo(ctl)
        check_life(ctl)
        check_time(ctl)
        check_reminders(ctl)
        check_lists(ctl)
        check_others(ctl)
        check_refusals(ctl)
        check_backup(ctl)
        check_export(ctl)
        check_days(ctl)
        check_relations(ctl)
        check_words(ctl)
    finally:
        ctl.close()
    tap.done()


main()
