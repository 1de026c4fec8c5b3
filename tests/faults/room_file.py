# A room file as SQLite sees it: what each of its bytes is, and what can be read in it.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import sqlite3
import struct

# What is not said a second time by anything else, so that nothing can tell that it is another one: a
# draft is nobody's word yet, the alarm and the popup are what a program that runs is about to do, and
# the name of the room is read by nobody.
UNSAID = ('alarm', 'draft', 'popup', 'room')

HEADER = 100
INDEX_INNER, TABLE_INNER, INDEX_LEAF, TABLE_LEAF = 2, 5, 10, 13


def read_only(path):
    connection = sqlite3.connect('file:%s?mode=ro&immutable=1' % path, uri=True)
    connection.text_factory = bytes
    return connection


def varint(data, at):
    value = 0
    for n in range(9):
        byte = data[at + n]
        if n == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + n + 1


class Bytes:
    """What each byte of a good file is: (table or index, part), as the format of SQLite's files has it.

    "room" is what belongs to a row or leads to it, "unused" what no row has."""

    def __init__(self, path):
        with open(path, 'rb') as file:
            self.data = file.read()
        self.kinds = [None] * len(self.data)
        self.size = struct.unpack('>H', self.data[16:18])[0]
        self.mark(0, HEADER, 'header', 'room')
        self.mark_free_pages()
        connection = read_only(path)
        roots = connection.execute('SELECT rootpage, name FROM sqlite_schema WHERE rootpage > 0')
        for root, name in [(1, b'sqlite_schema')] + roots.fetchall():
            self.mark_page(root, name.decode('utf-8'))
        connection.close()

    def mark(self, start, end, owner, part):
        for place in range(start, end):
            self.kinds[place] = (owner, part)

    def number(self, at, form):
        return struct.unpack_from('>' + form, self.data, at)[0]

    def mark_free_pages(self):
        trunk = self.number(32, 'I')
        while trunk:
            start = (trunk - 1) * self.size
            count = self.number(start + 4, 'I')
            self.mark(start, start + self.size, 'free', 'unused')
            for n in range(count):
                leaf = (self.number(start + 8 + 4 * n, 'I') - 1) * self.size
                self.mark(leaf, leaf + self.size, 'free', 'unused')
            trunk = self.number(start, 'I')

    def mark_page(self, page, owner):
        start = (page - 1) * self.size
        head = start + (HEADER if page == 1 else 0)
        kind = self.data[head]
        pointers = head + (8 if kind in (INDEX_LEAF, TABLE_LEAF) else 12)
        cells = self.number(head + 3, 'H')
        content = start + self.number(head + 5, 'H')
        self.mark(head, pointers + 2 * cells, owner, 'room')
        self.mark(pointers + 2 * cells, start + self.size, owner, 'unused')
        if content < pointers + 2 * cells:
            raise ValueError('page %d' % page)
        if kind in (INDEX_INNER, TABLE_INNER):
            self.mark_page(self.number(head + 8, 'I'), owner)
        for n in range(cells):
            self.mark_cell(start + self.number(pointers + 2 * n, 'H'), kind, owner)

    def mark_cell(self, start, kind, owner):
        at = start
        if kind in (INDEX_INNER, TABLE_INNER):
            self.mark_page(self.number(at, 'I'), owner)
            at += 4
        length, at = varint(self.data, at)
        if kind != TABLE_INNER:
            if kind == TABLE_LEAF:
                _, at = varint(self.data, at)
            at = self.mark_payload(at, length, kind, owner)
        self.mark(start, at, owner, 'room')

    def mark_payload(self, at, length, kind, owner):
        most = self.size - 35 if kind == TABLE_LEAF else (self.size - 12) * 64 // 255 - 23
        least = (self.size - 12) * 32 // 255 - 23
        if length <= most:
            return at + length
        local = least + (length - least) % (self.size - 4)
        local = local if local <= most else least
        rest = length - local
        page = self.number(at + local, 'I')
        while page:
            start = (page - 1) * self.size
            part = min(rest, self.size - 4)
            self.mark(start, start + 4 + part, owner, 'room')
            self.mark(start + 4 + part, start + self.size, owner, 'unused')
            rest -= part
            page = self.number(start, 'I')
        return at + local + 4

    def places(self, part):
        """By table or index: the bytes of this part."""
        found = {}
        for place, kind in enumerate(self.kinds):
            if kind and kind[1] == part:
                found.setdefault(kind[0], []).append(place)
        return found


def search(connection):
    """All tokens of the search index, and what is found by each."""
    connection.execute('CREATE VIRTUAL TABLE temp.tokens USING fts5vocab (main, request_fts, instance)')
    tokens = connection.execute('SELECT term, doc, col, "offset" FROM temp.tokens').fetchall()
    found = [connection.execute('SELECT rowid FROM request_fts WHERE request_fts MATCH ?',
                                ('"%s"' % term.decode('utf-8').replace('"', '""'),)).fetchall()
             for term in sorted({token[0] for token in tokens})]
    return tokens, found


def dump(path):
    """By table: all that can be read in it. Of what FTS5 keeps for itself: what it finds."""
    content = {}
    try:
        connection = read_only(path)
        content['user_version'] = connection.execute('PRAGMA user_version').fetchall()
        tables = connection.execute('SELECT name, type FROM pragma_table_list '
                                    'WHERE schema = \'main\'').fetchall()
        shadows = [name for name, kind in tables if kind == b'shadow']
        content['sqlite_schema'] = [
            row for row in connection.execute('SELECT name, type, tbl_name, sql FROM sqlite_schema')
            if row[0] not in shadows]
        for name in [name for name, kind in tables
                     if kind == b'table' and name != b'sqlite_schema']:
            content[name] = connection.execute('SELECT * FROM "%s"' % name.decode('utf-8')).fetchall()
        content['request_fts'] = search(connection)
        connection.close()
    except (sqlite3.Error, UnicodeDecodeError, ValueError) as error:
        content['error'] = str(error)
    return content


def differences(before, after):
    """The names of the tables that are not the same."""
    names = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return sorted(name.decode('utf-8', 'replace') if isinstance(name, bytes) else name
                  for name in names)
