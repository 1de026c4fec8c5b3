# Files of other programs become records, and say what of them cannot.
#
# importing.py SERVICEROOMCTL
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import collections
import os
import sys

from ctl import Ctl, SHORT, differences, refusals
import tap

DATA = os.environ['SR_DATA_DIR']
LOG = os.path.join(DATA, 'samples', 'incident_event_log.csv')
LOG_MAP = os.path.join(DATA, 'maps', 'incident-event-log.map')
CUSTOMERS_MAP = os.path.join(DATA, 'maps', 'customers.map')
UNTIL = '2016-03-04T10:00+08:00'
NOW = '2017-03-01T09:00:00+08:00'

# What an import leaves: all but the marks of when it was done.
LEFT_OUT = ('id', 'revision', 'source_step')


def count(rows, field):
    return dict(collections.Counter(row[field] for row in rows))


def check_state_of(ctl, rows):
    states = collections.Counter(row['state'] for row in rows)
    waiting = states['waiting_customer'] + states['waiting_parts']
    new = states['registered'] + states['assigned']
    return differences([(len(rows), 890), (new, 135), (states['in_progress'], 146), (waiting, 136),
                        (new + states['in_progress'] + waiting, 417), (states['resolved'], 470),
                        (states['closed'], 3),
                        (len(ctl.list('request', '--view', 'open', now=UNTIL)), 417)])


def check_end_of(rows):
    return differences([(count(rows, 'state'), {'closed': 890}),
                        (count(rows, 'cycle'), {1: 880, 2: 9, 3: 1}),
                        (sum(row['cycle'] - 1 for row in rows), 11),
                        (count(rows, 'priority'), {'P1': 15, 'P2': 33, 'P3': 757, 'P4': 85})])


def by_source(rows):
    return {row['source_key']: row for row in rows}


def check_steps(ctl, rows):
    """Incidents of the log, looked at one by one."""
    rows = by_source(rows)
    early = rows['incident-event-log:INC0000137']
    events = ctl.do('--json', 'history', early['number']).json
    tap.point('the line that is out of order in time is read where it stands',
              differences([([event['action'] for event in events],
                            ['receive', 'accept', 'start', 'resolve']),
                           (events[0]['at'], '2016-02-29T09:52:00+08:00'),
                           (events[-1]['at'], '2016-02-29T11:03:00+08:00')]))
    sources = [event['body']['source'] for event in events]
    tap.point('each step tells its line, and whether the log leaves it out',
              differences([(sources, ['incident_event_log.csv:359',
                                      'incident_event_log.csv:361 inferred',
                                      'incident_event_log.csv:361 inferred',
                                      'incident_event_log.csv:361']),
                           ({event['actor'] for event in events}, {'room'}),
                           ({event['at'] for event in events[1:]}, {events[-1]['at']})]))
    tap.point('what the log does not hold is recorded as absent and not invented',
              differences([(sorted(early['absent']),
                            ['cause_code', 'contact', 'first_response', 'solution']),
                           (early['solution'], None), (early['cause_code'], None),
                           (early['answered_on_spot'], False), (early['resolved_by'], None)]))
    tap.point('fields come from their columns',
              differences([(early['customer'], 'Caller 899'), (early['team'], 'Group 70'),
                           (early['owner'], None), (early['channel'], 'phone'),
                           (early['impact'], '2'), (early['received_at'],
                                                    '2016-02-29T09:48:00+08:00'),
                           (early['resolution_code'], 'code-6')]))
    late = rows['incident-event-log:INC0000130']
    tap.point('a request is received by its first line at the latest',
              differences([(late['received_at'], '2016-02-29T07:27:00+08:00')]))
    urgent = rows['incident-event-log:INC0000045']
    tap.point('numbers follow the order in which the requests came in',
              differences([(urgent['number'], 'SR-2016-000001')]))
    staff = [row for row in ctl.list('staff') if row['login'].startswith('resolver-')]
    types = {row['code']: row for row in ctl.list('service-type')}
    tap.point('who worked then is known and cannot sign in; types form a tree',
              differences([(len(staff) > 50, True), ({row['active'] for row in staff}, {False}),
                           ({tuple(row['roles']) for row in staff}, {('handler',)}),
                           (types[urgent['type']]['parent'], urgent['type'].split('.')[0]),
                           (types[urgent['type']]['family'], 'technical')]) +
              refusals([ctl.run('--as', staff[0]['login'], 'list', 'request')], 1))


def comparable(rows):
    return [{name: value for name, value in row.items() if name not in LEFT_OUT} for row in rows]


def check_log(ctl):
    words = ('import', LOG, '--map', LOG_MAP)
    dry = ctl.do('--json', *words, '--until', UNTIL, '--dry-run', now=UNTIL).json
    tap.point('a rehearsal counts and stores nothing',
              differences([(dry['made'], 890), (dry['stored'], False), (dry['later'], 2782),
                           (ctl.list('request'), []), (len(ctl.list('team')), 1)]))

    report = ctl.do('--json', *words, '--until', UNTIL, now=UNTIL).json
    rows = ctl.list('request')
    tap.point('as it stood at 2016-03-04 10:00 the sample has what it should',
              differences([(report['made'], 890), (report['lines'], 5998),
                           (report['problems'], [])]) + check_state_of(ctl, rows))
    check_steps(ctl, rows)

    again = ctl.do('--json', *words, '--until', UNTIL, now=UNTIL).json
    tap.point('the same import changes nothing',
              differences([(again['acts'], 0), (again['unchanged'], 890), (again['others'], 0),
                           (ctl.list('request') == rows, True)]))

    if SHORT:
        tap.skip('a later instant goes on where the first import stopped', 'short run')
        tap.skip('in two parts or at once, the sample ends as it should', 'short run')
        tap.skip('after the import verify finds the room good', 'short run')
        return

    ctl.do(*words, now=NOW)
    rows = ctl.list('request')
    tap.point('a later instant goes on where the first import stopped', check_end_of(rows))

    once = Ctl(ctl.binary).init()
    try:
        once.do(*words, now=NOW)
        whole = once.list('request')
        tap.point('in two parts or at once, the sample ends as it should',
                  check_end_of(whole) +
                  ['%s is not the same' % a['number']
                   for a, b in zip(comparable(whole), comparable(rows)) if a != b][:5] +
                  differences([(once.do('--json', *words, now=NOW).json['acts'], 0)]))
        tap.point('after the import verify finds the room good',
                  [str(answer) for answer in (ctl.run('verify'), once.run('verify'))
                   if answer.status != 0])
    finally:
        once.close()


MAP = '''
[file]
kind=request
source=log
zone=Asia/Shanghai
empty=?
key=id
[history]
instant=at
state=state
changes=assign
steps=assign;accept;start;resolve;close
[states]
registered=new
assigned=new
in_progress=work
resolved=done
[fields]
customer=who
title=what
team=team
channel=how
type=kind
[values channel]
phone=call
[fallbacks]
type=technical
[new customer]
kind=person
[new team]
active=yes
'''
GOOD = '''id,at,state,who,what,team,how,kind
1,2026-01-05 09:00,new,Li,one,?,call,?
1,2026-01-05 09:10,work,Li,one,East,call,?
2,2026-01-05 09:05,new,Wu,two,East,call,?
2,2026-01-05 10:00,done,Wu,two,East,call,?
'''


def check_bad_lines(ctl):
    map_path = ctl.write('log.map', MAP)
    bad = GOOD.replace('09:10,work', '9.10,work').replace('two,East,call,?\n2', 'two,East,fax,?\n2')
    bad += '3,2026-01-05 10:00,lost,Wu,three,East,call,?\n4,2026-01-05 10:00\n'
    bad += '?,2026-01-05 10:00,new,Wu,five,East,call,?\n5,2026-01-05 10:00,new,Wu,six,East,call,'
    bad += 'nowhere\n'
    path = ctl.write('log.csv', bad)
    words = ('import', path, '--map', map_path)

    answer = ctl.run('--json', *words)
    report = answer.json
    tap.point('every bad line is named by number, column, value and reason',
              differences([([(problem['line'], problem['column'], problem['value'])
                             for problem in report['problems']],
                            [(3, 'at', '2026-01-05 9.10'), (4, 'how', 'fax'), (6, 'state', 'lost'),
                             (7, None, None), (8, 'id', '?')]),
                           (all(problem['reason'] for problem in report['problems']), True),
                           (answer.status, 1), (report['stored'], False),
                           (ctl.list('request'), [])]) +
              [line for line in answer.err.splitlines()[:-1] if not line.startswith('log.csv:')])
    for_people = ctl.run(*words)
    tap.point('people read it in a line each',
              differences([(for_people.err.splitlines()[1],
                            'log.csv:4: “how” is “fax”: the map does not know this value, '
                            'only: call'), (for_people.status, 1)]))

    skipped = ctl.run('--json', *words, '--skip-bad')
    rows = by_source(ctl.list('request'))
    tap.point('what is bad is left out on request, also what only the rules refuse',
              differences([(skipped.status, 0), (skipped.json['stored'], True),
                           (sorted(rows), ['log:1', 'log:2']),
                           (rows['log:1']['state'], 'registered'),
                           (rows['log:2']['state'], 'resolved'),
                           (skipped.json['problems'][-1]['line'], 9)]))

    repaired = ctl.do('--json', 'import', ctl.write('log.csv', GOOD), '--map', map_path).json
    tap.point('a repaired line of a record that has not gone on is read after all',
              differences([(repaired['continued'], 1),
                           (by_source(ctl.list('request'))['log:1']['state'], 'in_progress')]))
    other = ctl.do('--json', 'show', rows['log:2']['number']).json
    tap.point('the records whose lines were good stay as they are',
              differences([(other['revision'], rows['log:2']['revision'])]))


def check_refused_files(ctl):
    map_path = ctl.write('log.map', MAP)
    ctl.do('act', 'staff', 'create', '--set', 'login=desk', '--set', 'name=Desk', '--set',
           'roles=desk')
    good = ctl.write('good.csv', GOOD)
    maps = [ctl.write('%d.map' % n, text) for n, text in enumerate((
        'no map at all', '[file]\nkind=thing\nsource=x\nzone=UTC\n[fields]\nname=a\n',
        MAP.replace('zone=Asia/Shanghai', 'zone=Asia/Nowhere'), MAP.replace('source=log\n', ''),
        MAP.replace('channel=how', 'colour=how'), MAP.replace('in_progress=work', 'working=work'),
        MAP.replace('accept;', 'accede;'), MAP.replace('[new team]', '[new thing]'),
        MAP.replace('phone=call', 'telegraph=call'), MAP.replace('title=what', 'title=where')))]
    files = [ctl.write('bad%d.csv' % n, content) for n, content in enumerate((
        b'', b'id,at\n\xff\xfe\n', GOOD.replace('id,', 'no,').encode(),
        GOOD.encode() + b'6,"2026', b'\0' * 100))]
    tap.point('a map that is none is refused, and names what is wrong with it',
              refusals([ctl.run('import', good, '--map', path) for path in maps], 1))
    answers = [ctl.run('import', path, '--map', map_path) for path in files]
    tap.point('a file that is none of the map is refused',
              refusals(answers[:3] + answers[4:], 1) +
              ([] if 'never closed' in answers[3].err and answers[3].status == 1
               else [str(answers[3])]))
    tap.point('only a manager may import',
              refusals([ctl.run('--as', 'desk', 'import', good, '--map', map_path)], 1))


def check_customers(ctl):
    text = ('number,name,organisation,department,place,phones,emails,address,level,remark\r\n'
            '1,王海燕,东方公司,财务部,三楼 305,0571-8307;13800138000,wang@example.com,,普通,\r\n'
            '2,"Smith, John",-,,,+86 571,,"1 Road\nTown",vip,"says ""hi"""\r\n')
    words = ('--map', CUSTOMERS_MAP)
    path = ctl.write('customers.csv', text.encode('gb18030'))
    before = {row['id'] for row in ctl.list('customer')}
    first = ctl.do('--json', 'import', path, *words).json
    rows = {row['name']: row for row in ctl.list('customer') if row['id'] not in before}
    tap.point('a list of customers is read, in the encoding of a Chinese spreadsheet',
              differences([(first['made'], 2), (first['others'], 1),
                           (rows['王海燕']['organisation'], '东方公司'),
                           (rows['王海燕']['phones'], ['0571-8307', '13800138000']),
                           (rows['东方公司']['kind'], 'org'), (rows['王海燕']['level'], 'normal'),
                           (rows['Smith, John']['address'], '1 Road\nTown'),
                           (rows['Smith, John']['remark'], 'says "hi"'),
                           (rows['Smith, John']['level'], 'vip')]))
    again = ctl.do('--json', 'import', ctl.write('customers.csv', '\ufeff' + text), *words).json
    tap.point('again, in another encoding, it makes nobody twice',
              differences([(again['made'], 0), (again['unchanged'], 2), (again['others'], 0)]))
    ctl.do('export', 'customer', ctl.path('export.csv'))
    own = ctl.write('own.map', '[file]\nkind=customer\nsource=own\nkey=id\nzone=Asia/Shanghai\n'
                    '[fields]\nname=name\nphones=phones\n')
    other = Ctl(ctl.binary).init()
    try:
        other.do('import', ctl.path('export.csv'), '--map', own)
        tap.point('what was exported is read back as it was',
                  differences([([(row['name'], row['phones']) for row in other.list('customer')],
                                [(row['name'], row['phones']) for row in ctl.list('customer')])]))
    finally:
        other.close()


def main():
    ctl = Ctl(sys.argv[1]).init()
    try:
        check_log(ctl)
    finally:
        ctl.close()

    ctl = Ctl(sys.argv[1]).init()
    try:
        check_bad_lines(ctl)
        check_refused_files(ctl)
        check_customers(ctl)
    finally:
        ctl.close()
    tap.done()


main()
