# A month of reminders and popups, worked out a second time by other means.
#
# reminder-month.py REMINDER-MONTH
#
# The program under test lives through a month and writes down what popped up. Here its journal is
# read again, act by act, and what has to be raised, withdrawn and shown is worked out from the
# rules of domain.md 2.5 alone: every clock is looked at each time, working hours are a list of stretches.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import bisect
import datetime
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'house'))

import tap  # noqa: E402

NEVER = 2 ** 63 - 1
MINUTE, HOUR, DAY = 60, 3600, 86400
OVER = ('withdrawn', 'acknowledged')
OFFSET = 8 * HOUR  # Asia/Shanghai, always

# level, what it is measured by, how much, for whom, form
DEADLINE = ((0, 'share', 50, 'owner', 'badge'), (1, 'share', 75, 'owner', 'popup'),
            (2, 'share', 90, 'owner lead', 'popup'), (3, 'share', 100, 'owner lead', 'critical'),
            (4, 'workdays', 1, 'manager', 'popup'), (5, 'workdays', 5, 'manager', 'badge'))
PROMISE = ((1, 'before', 30 * MINUTE, 'owner', 'popup'),
           (3, 'share', 100, 'owner lead', 'critical'),
           (4, 'workdays', 1, 'manager', 'popup'), (5, 'workdays', 5, 'manager', 'badge'))
EMERGENCY = tuple((level, 'start', minutes * MINUTE, who, 'critical') for level, minutes, who in
                  ((0, 0, 'duty'), (1, 15, 'duty'), (2, 30, 'lead'), (3, 60, 'manager')))


class Hours:
    """The room's working hours as stretches of seconds, in order."""

    def __init__(self, database, first, days):
        week = json.loads(database.execute('SELECT week FROM calendar').fetchone()[0])
        rules = {date: (rank, template) for date, rank, template in database.execute(
            'SELECT date, rank, template_weekday FROM calendar_exception')}
        self.stretches = []
        self.by_day = {}
        day = datetime.date.fromtimestamp(first)
        for _ in range(days):
            rank, template = rules.get(day.isoformat(), (None, None))
            text = week[day.weekday()]
            if rank == 'public_holiday':
                text = ''
            elif rank == 'makeup_workday':
                text = week[template or 0]
            midnight = int(datetime.datetime(day.year, day.month, day.day,
                                             tzinfo=datetime.timezone.utc).timestamp()) - OFFSET
            self.by_day[day] = [tuple(midnight + self.second(part) for part in stretch.split('-'))
                                for stretch in text.split()]
            self.stretches += self.by_day[day]
            day += datetime.timedelta(days=1)
        self.starts = [start for start, _ in self.stretches]

    @staticmethod
    def second(text):
        hour, minute = text.split(':')
        return int(hour) * HOUR + int(minute) * MINUTE

    def around(self, at):
        """The stretch that has the instant, or None."""
        i = bisect.bisect_right(self.starts, at) - 1
        return self.stretches[i] if i >= 0 and at < self.stretches[i][1] else None

    def next_open(self, at):
        if self.around(at):
            return at
        return self.starts[bisect.bisect_right(self.starts, at)]

    def add(self, start, seconds):
        for begin, end in self.stretches[max(bisect.bisect_right(self.starts, start) - 1, 0):]:
            length = end - max(begin, start)
            if length <= 0:
                continue
            if seconds <= length:
                return max(begin, start) + seconds
            seconds -= length
        raise ValueError('the hours do not reach that far')

    def closing(self, at, workdays):
        day = datetime.datetime.fromtimestamp(at + OFFSET, datetime.timezone.utc).date()
        while workdays > 0:
            day += datetime.timedelta(days=1)
            if self.by_day[day]:
                workdays -= 1
        return self.by_day[day][-1][1]


class Twin:
    def __init__(self, database):
        self.hours = Hours(database, database.execute('SELECT min(at) FROM event').fetchone()[0]
                           - 40 * DAY, 200)
        self.events = database.execute(
            'SELECT sequence, at, actor, kind, record, action, body FROM event ORDER BY sequence')
        self.rows = {}
        self.by_request = {}  # the reminders again, by what they are about and whom they are for
        self.by_staff = {}
        self.alarms = {}
        self.raises = []      # what has to be raised, in any order
        self.withdrawals = set()
        self.keys = set()
        self.problems = []
        self.n_popups = self.n_raised = 0
        self.sequence = 0
        self.last = None

    def table(self, kind):
        return self.rows.setdefault(kind, {})

    def complain(self, text, *values):
        if len(self.problems) < 10:
            self.problems.append('event %d: %s' % (self.sequence, text % values))

    # ---- the ladder ----

    def ladder(self, kind, emergency):
        if emergency and kind == 'accept':
            return EMERGENCY
        return PROMISE if kind == 'promise' else DEADLINE

    def instant(self, rung, clock):
        _, basis, amount, _, _ = rung
        if basis == 'before':
            return clock['due_at'] - amount
        if basis == 'workdays':
            return self.hours.closing(clock['due_at'], amount)
        if basis == 'start':
            return clock['started_at'] + amount
        if amount == 100:
            return clock['due_at']
        left = (clock['budget'] + clock['extension']) * amount // 100 - clock['elapsed']
        if left <= 0:
            return clock['running_since']
        if clock['time_basis'] == 'real':
            return clock['running_since'] + left
        return self.hours.add(clock['running_since'], left)

    def emergency_of(self, clock):
        return bool(self.table('request')[clock['request']]['emergency'])

    def passed(self, clock, level, now):
        found = None
        for rung in self.ladder(clock['kind'], self.emergency_of(clock)):
            if rung[0] > level and self.instant(rung, clock) <= now:
                found = rung
        return found

    def next_of(self, clock, alarm):
        for rung in self.ladder(clock['kind'], self.emergency_of(clock)):
            if rung[0] > alarm['level']:
                return max(self.instant(rung, clock), alarm['floor'])
        return NEVER

    def clock_changed(self, clock, is_new, at):
        """Returns whether whoever was reminded of it need not be any more."""
        ladder = self.ladder(clock['kind'], self.emergency_of(clock))
        alarm = self.alarms.get(clock['id'])
        if clock.get('stopped_at') is not None and not (is_new and ladder is EMERGENCY):
            self.alarms.pop(clock['id'], None)
            return not is_new
        if alarm is None:
            alarm = {'arm': 1, 'level': -1, 'due': clock.get('due_at') or 0, 'floor': at}
            first = ladder[0]
            if first[1] == 'before' and self.instant(first, clock) <= clock['started_at']:
                alarm['level'] = first[0]
            self.alarms[clock['id']] = alarm
            return False
        alarm['floor'] = at
        if clock['state'] != 'running':
            return True
        if clock['due_at'] > alarm['due']:
            found = self.passed(clock, -1, at)
            alarm.update(arm=alarm['arm'] + 1, level=found[0] if found else -1, due=clock['due_at'])
            return True
        return False

    # ---- the people ----

    def covering(self, kind, now):
        return [row for row in self.table(kind).values()
                if row['active'] and row['from_at'] <= now < row['until_at']]

    def present(self, staff, now):
        away = {row['staff']: row for row in reversed(self.covering('absence', now))}
        for _ in range(8):
            if not staff:
                return None
            if staff not in away:
                return staff
            staff = away[staff].get('deputy') or self.table('staff')[staff].get('deputy')
        return None

    def with_role(self, roles, now):
        found = {self.present(row['id'], now) for row in self.table('staff').values()
                 if set(json.loads(row['roles'])) & roles}
        return found - {None}

    def managers(self, now):
        return self.with_role({'manager'}, now)

    def lead(self, request, now):
        team = request.get('team')
        if not team and request.get('owner'):
            team = self.table('staff')[request['owner']].get('team')
        lead = self.present(self.table('team')[team].get('lead'), now) if team else None
        return {lead} if lead else self.managers(now)

    def on_duty(self, now):
        found = {self.present(row['staff'], now) for row in self.covering('duty', now)} - {None}
        return found or self.with_role({'desk', 'handler'}, now) or self.managers(now)

    def audience(self, words, request, now):
        found = set()
        for word in words.split():
            if word == 'owner' and not request.get('owner') and not request.get('team'):
                found |= self.on_duty(now)
            elif word == 'owner':
                owner = self.present(request.get('owner'), now)
                found |= {owner} if owner else self.lead(request, now)
            else:
                found |= {'lead': lambda: self.lead(request, now),
                          'manager': lambda: self.managers(now),
                          'duty': lambda: self.on_duty(now)}[word]()
        return found

    # ---- the journal ----

    def expect_raise(self, request, clock, kind, rung, arm, due, at, now):
        for staff in self.audience(rung[3], request, now):
            self.raises.append((clock, kind, rung[0], arm, staff, rung[4], due, at))

    def open_of(self, request):
        mine = self.by_request.get(request, {})
        for row in [row for row in mine.values() if row['state'] in OVER]:
            del mine[row['id']]
        return list(mine.values())

    def apply(self, body):
        changes = []
        for change in json.loads(body)['changes']:
            row = self.table(change['kind']).setdefault(change['id'], {'id': change['id']})
            before = dict(row)
            row.update({name: values[1] for name, values in change['set'].items()})
            if change['kind'] == 'reminder':
                self.by_request.setdefault(row['subject'], {})[row['id']] = row
                self.by_staff.setdefault(row['staff'], {})[row['id']] = row
            changes.append((change['kind'], before, row))
        return changes

    def request_event(self, number, at, changes):
        ended = set()
        other_state = False
        former = None
        for kind, before, row in changes:
            if kind == 'clock' and self.clock_changed(row, len(before) == 1, at):
                ended.add(row['id'])
            if kind == 'request' and len(before) > 1:
                other_state = before['state'] != row['state']
                if before.get('owner') != row.get('owner'):
                    former = before.get('owner')
        for row in self.open_of(number):
            words = next((rung[3] for rung in self.ladder(row['clock_kind'], row['emergency'])
                          if rung[0] == row['level']), '').split()
            if row['clock_kind'] == 'pause':
                over = other_state or former
            else:
                over = row['clock'] in ended or (former and (
                    words == ['owner'] or ('owner' in words and row['staff'] == former)))
            if over:
                self.withdrawals.add(row['id'])

    def reminder_event(self, action, at, row):
        if action == 'withdraw':
            if row['id'] not in self.withdrawals:
                self.complain('reminder %d was withdrawn for nothing', row['id'])
            self.withdrawals.discard(row['id'])
        elif action == 'raise':
            key = (row['clock'], row['clock_kind'], row['level'], row['arm'], row['staff'])
            if key in self.keys:
                self.complain('%s was raised twice', key)
            self.keys.add(key)
            self.n_raised += 1
            found = key + (row['form'], row['due_at'], row['raised_at'])
            if found in self.raises:
                self.raises.remove(found)
            else:
                self.complain('%s was raised; expected: %s', found, self.raises[:3])

    def settle(self, what):
        if self.withdrawals:
            self.complain('not withdrawn %s: %s', what, sorted(self.withdrawals)[:5])
            self.withdrawals = set()
        if self.raises:
            self.complain('not raised %s: %s', what, self.raises[:3])
            self.raises = []

    def read(self, until, now, ticks):
        """Reads the journal up to there; ticks: what time brought is raised in it."""
        alarms_due = ticks
        while self.sequence < until:
            event = self.last or self.events.fetchone()
            self.last = None
            sequence, at, actor, kind, record, action, body = event
            if kind == 'reminder' and action == 'raise' and alarms_due and \
                    '"clock_kind":[null,"pause"]' not in body:
                self.expect_alarms(now)
                alarms_due = False
            if kind != 'reminder':
                self.settle('before the next act')
            self.sequence = sequence
            changes = self.apply(body)
            if kind == 'reminder':
                self.reminder_event(action, at, changes[0][2])
            else:
                self.request_event(record, at, changes)
                if kind == 'request' and action == 'resume' and actor == 'room':
                    request = self.table('request')[record]
                    self.expect_raise(request, record, 'pause', (1, None, None, 'owner', 'popup'),
                                      at, at, at, now)
        if alarms_due:
            self.expect_alarms(now)
        self.settle('at %d' % now)

    def expect_alarms(self, now):
        for id, alarm in list(self.alarms.items()):
            clock = self.table('clock')[id]
            request = self.table('request')[clock['request']]
            if clock.get('stopped_at') is not None:
                self.alarms.pop(id)
                if clock['started_at'] <= now:
                    self.expect_raise(request, id, clock['kind'], EMERGENCY[0], 1,
                                      clock['stopped_at'], max(clock['started_at'], alarm['floor']),
                                      now)
                continue
            if clock['state'] != 'running':
                continue
            due = self.next_of(clock, alarm)
            rung = self.passed(clock, alarm['level'], now) if due <= now else None
            if rung:
                self.expect_raise(request, id, clock['kind'], rung, alarm['arm'], clock['due_at'],
                                  max(self.instant(rung, clock), due), now)
                alarm['level'] = rung[0]
                alarm['floor'] = 0

    # ---- popups ----

    def is_away(self, staff, at):
        return any(row['staff'] == staff for row in self.covering('absence', at))

    def works(self, staff, at):
        return not self.is_away(staff, at) and (
            self.hours.around(at) is not None or
            any(row['staff'] == staff for row in self.covering('duty', at)))

    def works_since(self, staff, at):
        starts = [row['from_at'] for row in self.covering('duty', at) if row['staff'] == staff][:1]
        if self.hours.around(at):
            starts.append(self.hours.around(at)[0])
        ends = [row['until_at'] for row in self.table('absence').values()
                if row['staff'] == staff and row['until_at'] <= at]
        return max([min(starts)] + ends)

    def forget(self, staff, now):
        """What is over, and was shown long ago, never matters again."""
        mine = self.by_staff.get(staff, {})
        for row in [row for row in mine.values()
                    if row['state'] in OVER and (row.get('shown_at') or 0) < now - DAY]:
            del mine[row['id']]

    def plan(self, staff, since, now):
        self.forget(staff, now)
        mine = sorted(self.by_staff.get(staff, {}).values(),
                      key=lambda row: (row['raised_at'], row['id']))
        works = self.works(staff, now)
        if works:
            since = max(since, self.works_since(staff, now))
        popups, late, fresh = [], [], []
        for row in mine:
            at = {'waiting': row['raised_at'],
                  'snoozed': row.get('snoozed_until')}.get(row['state'])
            if row['form'] == 'badge' or at is None or at > now:
                continue
            if row['emergency']:
                popups.append(['single', [row['id']]])
            elif works:
                (late if at < since else fresh).append(row['id'])
        if len(late) == 1:
            fresh, late = late + fresh, []
        recent = [row for row in mine if (row.get('shown_at') or 0) > now - 10 * MINUTE]
        shown = len([row for row in recent if row['shown_as'] == 'single' and not row['emergency']])
        shown += len({row['shown_at'] for row in recent if row['shown_as'] != 'single'})
        if late:
            popups.append(['digest', late])
            shown += 1
        if fresh and shown + len(fresh) > 3:
            popups.append(['summary', fresh])
        else:
            popups += [['single', [id]] for id in fresh]
        return popups

    def check_popups(self, staff, since, now, popups):
        expected = self.plan(staff, since, now)
        if popups != expected:
            self.complain('%s popped up for %d at %d; expected: %s', popups, staff, now, expected)
        self.n_popups += len(popups)
        for _, ids in popups:
            for id in ids:
                if not self.table('reminder')[id]['emergency'] and not self.works(staff, now):
                    self.complain('%d popped up at night', id)


def check_month(program, requests, seed):
    with tempfile.TemporaryDirectory(prefix='sr-month-') as folder:
        log = os.path.join(folder, 'log')
        room = os.path.join(folder, 'room.db')
        subprocess.run([program, str(requests), str(seed), log, room], check=True,
                       stdout=subprocess.DEVNULL)
        database = sqlite3.connect(room)
        twin = Twin(database)
        with open(log, encoding='utf-8') as file:
            for line in file:
                entry = json.loads(line)
                twin.read(entry['sequence'], entry['now'], entry['what'] == 'tick')
                if entry['what'] == 'plan':
                    twin.check_popups(entry['staff'], entry['since'], entry['now'], entry['popups'])
        database.close()
    tap.point('a month of %d requests by seed %d: what popped up is what should'
              % (requests, seed), twin.problems)
    print('# %d reminders, %d popups' % (twin.n_raised, twin.n_popups))


def main():
    program = os.path.abspath(sys.argv[1])
    if os.environ.get('SR_TEST_LONG'):
        check_month(program, 3000, 1)
    else:
        for seed in (1, 2):
            check_month(program, 30, seed)
    tap.done()


main()
