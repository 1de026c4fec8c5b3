# A room of the first schema, brought to the newest, against a copy of its file.
#
# bench-migration.py SERVICEROOMCTL SCHEMA-1.SQL [ROOM [TIMES]]
#
# The room of the first schema is made of the rows of ROOM, which is only read, TIMES times over: what is
# migrated was lived, though its ids are moved and its journal is no chain. Without a room it is the first
# of SR_BENCH_ROOMS, or one of 10,000 requests that is made for it.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

NOW = '2026-11-24T10:12:00+08:00'
# What is copied, and by which columns it is referred to.
COPIED = {'request': ('request', 'parent', 'duplicate_of', 'merged_into', 'follow_up_of', 'record'),
          'contact': (), 'note': (), 'hand_off': ('hand_off',), 'clock': ('clock',),
          'clock_interval': (), 'event': ('sequence',)}
LEFT_OUT = ('request_search', 'journal_head', 'content', 'content_chunk', 'attachment', 'draft')


def value_of(table, column, steps):
    """The column in the n-th copy: what is another one in each copy moves on."""
    for referred, columns in COPIED.items():
        if column in columns or (column == 'id' and table == referred):
            return '%s + :n * %d' % (column, steps[referred])
    return {'number': "number || '-' || :n", 'source_key': 'NULL',
            'number_serial': 'number_serial + :n * %d' % steps['request']}.get(column, column)


def fill(room, table, times, steps):
    columns = [row[1] for row in room.execute('PRAGMA main.table_info (%s)' % table)]
    for n in range(times if table in COPIED else 1):
        values = [value_of(table, column, steps) if table in COPIED else column
                  for column in columns]
        room.execute('INSERT INTO main.%s (%s) SELECT %s FROM source.%s'
                     % (table, ', '.join(columns), ', '.join(values), table), {'n': n})


def make_first(path, schema, source, times):
    room = sqlite3.connect('file:%s' % path, uri=True)
    with open(schema, encoding='utf-8') as script:
        room.executescript(script.read())
    room.execute('PRAGMA synchronous = OFF')
    room.execute('ATTACH ? AS source', ('file:%s?mode=ro' % source,))
    guard, = room.execute("SELECT sql FROM main.sqlite_schema WHERE name = 'event_insert'").fetchone()
    room.execute('DROP TRIGGER event_insert')
    steps = {table: room.execute('SELECT COALESCE (MAX(%s), 0) FROM source.%s' % (
        'sequence' if table == 'event' else 'id', table)).fetchone()[0] for table in COPIED}
    tables = room.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' "
                          "AND name NOT LIKE 'sqlite_%'").fetchall()
    for table, in tables:
        if table not in LEFT_OUT:
            fill(room, table, times, steps)
    room.execute('INSERT INTO main.request_search SELECT id, title FROM main.request')
    room.execute(guard)
    room.commit()
    room.execute('DETACH source')
    # As of a room: src/storage/sqlite/sr-sqlite-file.h
    with sqlite3.connect('file:%s?mode=ro' % source, uri=True) as other:
        mark, = other.execute('PRAGMA application_id').fetchone()
    room.execute('PRAGMA application_id = %d' % mark)
    room.execute('PRAGMA user_version = 1')
    count, = room.execute('SELECT COUNT(*) FROM request').fetchone()
    room.close()
    return count


def processor_time():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(ctl, first, folder):
    """Seconds of a copy that is on the disk; of the migration; of the processors for that."""
    started = time.monotonic()
    shutil.copyfile(first, os.path.join(folder, 'copy.db'))
    with open(os.path.join(folder, 'copy.db'), 'rb') as copy:
        os.fsync(copy.fileno())
    copied = time.monotonic() - started
    before = processor_time()
    started = time.monotonic()
    # An act is refused, since there is no such request; the room was opened for writing before.
    subprocess.run([ctl, '--room', os.path.join(folder, 'copy.db'), '--now', NOW, 'act',
                    'SR-1999-000001', 'accept'], stderr=subprocess.DEVNULL, check=False)
    migrated = time.monotonic() - started
    with sqlite3.connect(os.path.join(folder, 'copy.db')) as room:
        schema, = room.execute('PRAGMA user_version').fetchone()
        found, = room.execute('SELECT COUNT(*) FROM request_search').fetchone()
    if schema < 2:
        sys.exit('the room was not migrated')
    return copied, migrated, processor_time() - before, found


def main():
    ctl, schema = sys.argv[1:3]
    named = sys.argv[3:4] or [p for p in os.environ.get('SR_BENCH_ROOMS', '').split(':') if p][:1]
    times = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    folder = tempfile.mkdtemp(prefix='sr-bench-')
    try:
        source = named[0] if named else os.path.join(folder, 'demo.db')
        if not named:
            subprocess.run([ctl, '--room', source, '--now', NOW, 'init', '--demo', '10000',
                            '--seed', '1'], check=True, stdout=subprocess.DEVNULL)
        first = os.path.join(folder, 'first.db')
        count = make_first(first, schema, source, times)
        megabytes = os.path.getsize(first) / 1e6
        copied, migrated, spent, found = measure(ctl, first, folder)
    finally:
        shutil.rmtree(folder)

    print('A room of the first schema brought to the newest, with a backup that is checked')
    print('Load of the machine: %.2f %.2f %.2f on %d processors\n'
          % (*os.getloadavg(), os.cpu_count()))
    print('%d requests, %.0f MB, %d of them found by words then' % (count, megabytes, found))
    print('%-24s %8.1f s' % ('a copy of the file', copied))
    print('%-24s %8.1f s %7.2fx' % ('migration', migrated, migrated / copied))
    print('%-24s %8.1f s' % ('processor time', spent))
    print('%-24s %8.2f ms' % ('a request', migrated * 1000 / count))


main()
