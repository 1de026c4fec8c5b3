# Everything is reached by keyboard, and everything that is reached says what it is.
#
# keyboard.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import driver
from queue_page import QueuePage

NOW = '2026-10-13T10:00:00+08:00'
# What GTK 4.8 calls a thing that nobody gave a name.
TYPE_NAME = re.compile('^(Gtk|Adw|Sr)[A-Z][A-Za-z]+$')
# They hold what has the focus and do not take it themselves.
HOLDERS = ('filler', 'list', 'panel', 'scroll pane', 'table', 'tree table')
# GTK 4.8 cannot name a row: it is read by its cells.
ROWS = ('list item', 'table row')


def nameless(window):
    """What can have the focus and does not say what it is."""
    found = []
    # The inside of a row comes right after it.
    row = None
    for node in window.walk():
        role = node.role
        if role == 'label' and node.raw_name:
            row = None
        if role in HOLDERS or not node.is_('focusable'):
            continue
        if row:
            found.append(row)
            row = None
        if not node.raw_name or TYPE_NAME.match(node.name):
            row = '%r in %s' % (node, ' / '.join(map(repr, node.parents())))
            if role not in ROWS:
                found.append(row)
                row = None
    return found + ([row] if row else [])


def open_sample(folder, **options):
    desk = driver.Desk(folder, driver.Room.sample(folder), **options)
    page = QueuePage(desk)
    desk.wait_focus('row')
    page.detail.find('button', 'Copy the Number')
    return desk, page


@driver.test('F6 goes round the panes, arrows go through the rows, and Tab goes past them')
def panes(folder):
    desk, page = open_sample(folder)
    first = page.selected()
    desk.key('Down')
    second = driver.wait_for('the next row', lambda: page.selected() not in (None, first)
                             and page.selected())
    page.wait_detail(second)
    desk.key('Up')
    driver.wait_for('the first row', lambda: page.selected() == first)
    page.wait_detail(first)

    desk.key('F6')
    desk.wait_focus('button', 'Copy the Number')
    desk.key('F6')
    desk.wait_focus('list item', re.compile('^Queue'))
    desk.key('F6')
    desk.wait_focus('row')
    desk.key('shift+F6')
    desk.wait_focus('list item', re.compile('^Queue'))
    desk.key('shift+F6')
    desk.wait_focus('button', 'Copy the Number')
    desk.key('Escape')
    desk.wait_focus('row')

    desk.key('Tab')
    desk.wait_focus('button', 'Copy the Number')
    desk.key('Escape')
    desk.wait_focus('row')
    desk.key('shift+Tab')
    desk.wait_focus('button', re.compile('^(Promised|Overdue|Resolved|Closed), [0-9]'))
    desk.tab_to('row')
    for key in ('Right', 'Return'):
        desk.key(key)
        desk.wait_focus('button', 'Copy the Number')
        desk.key('Escape')
        desk.wait_focus('row')
    selected = page.selected()
    desk.close()
    return [] if selected == first else ['%s is selected, not %s' % (selected, first)]


@driver.test('a search that finds nothing says so, and leads on by a button')
def search(folder):
    desk, page = open_sample(folder)
    desk.key('ctrl+f')
    desk.wait_focus('entry', 'Search the Queue')
    desk.type('zzzz')
    page.page.find('label', 'No Request Matches “zzzz”')
    desk.tab_to('button', 'Search Everywhere')
    desk.key('space')
    desk.tab_to('button', 'Clear Search')
    desk.key('space')
    driver.wait_for('the rows', page.numbers)
    desk.wait_focus('row')

    desk.key('ctrl+f')
    desk.wait_focus('entry', 'Search the Queue')
    desk.type('zzzz')
    page.page.find('label', 'No Request Matches “zzzz”')
    desk.key('Escape')
    driver.wait_for('the rows', page.numbers)
    desk.wait_focus('row')
    desk.close()


@driver.test('menu, shortcuts, preferences and page have their keys, and Escape comes back')
def keys(folder):
    # The window of shortcuts that libadwaita 1.2 draws warns of a label of less than no width.
    desk, page = open_sample(folder, debug='fatal-criticals')
    first = page.selected()
    desk.key('F10')
    desk.wait_focus('menu item')
    items = [node.name for node in desk.window.look_all('menu item')]
    desk.key('Escape')
    driver.wait_for('the end of the menu', lambda: not desk.window.look('menu item'))
    desk.key('alt+1')
    for key, name in (('ctrl+question', re.compile('')), ('ctrl+comma', 'Preferences'),
                      ('ctrl+n', 'New Request')):
        desk.key(key)
        window = desk.wait_window(name)
        desk.key('Escape')
        desk.wait_closed(window)
    selected = page.selected()
    desk.close()
    problems = [] if selected == first else ['%s is selected, not %s' % (selected, first)]
    return problems + [name for name in ('Preferences', 'Keyboard Shortcuts', 'About Service Room')
                       if name not in items]


@driver.test('everything that takes the focus has a name')
def names(folder):
    room = driver.Room(folder, NOW)
    for name in ('Wang Fang', 'Zhao Lei'):
        room.run('receive', '--kind', 'request', '--customer', name, '--channel', 'phone',
                 '--type', 'technical', '--title', 'Printer jams')
    desk = driver.Desk(folder, room)
    page = QueuePage(desk)
    page.detail.find('button', 'Copy the Number')
    problems = nameless(desk.window)
    page.open_more()
    problems += nameless(page.detail.find('button', 'More Actions'))
    desk.key('Escape')

    desk.key('ctrl+n')
    card = desk.wait_window('New Request')
    desk.type('Wang')
    card.find('list item', re.compile('^New customer'))
    desk.key('ctrl+Return')
    desk.wait_focus('button', 'Resolution code')
    problems += nameless(card)
    desk.key('Escape')
    desk.wait_closed(card)

    desk.key('ctrl+comma')
    preferences = desk.wait_window('Preferences')
    pages = [tab.name for tab in preferences.look_all('page tab')]
    for name in pages:
        desk.tab_to('page tab', name)
        desk.key('space')
        problems += ['%s: %s' % (name, problem) for problem in nameless(preferences)]
    desk.key('Escape')
    desk.wait_closed(preferences)
    desk.close()
    return problems + ([] if len(pages) == 8 else ['pages: %s' % pages])


driver.main()
