# Drives the program as a person at the keyboard does, and sees of it what a screen reader does.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Run below with-display.sh, so that the keys that are pressed reach nobody else.

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback

# A warning is the end of the program that is tested, not of this one: AT-SPI warns when it looks for
# a cache before the program has one.
DEBUG = os.environ.pop('G_DEBUG', '')

import gi  # noqa: E402  pylint: disable=wrong-import-position

gi.require_version('Atspi', '2.0')
# pylint: disable=wrong-import-position
from gi.repository import Atspi, GLib  # noqa: E402

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(SOURCE, 'tests', 'house'))
import tap  # noqa: E402

# How long something may take that a person waits for. Sanitizers and busy machines are slow.
PATIENCE = 90 if os.environ.get('SR_TEST_SHORT') else 20
# Between two looks.
PAUSE = 0.03
# What the leak sanitizer says of a program with more than 2048 quarks: GLib drops its first table of
# them, and the stack does not say so.
QUARKS = 'SUMMARY: AddressSanitizer: 16384 byte(s) leaked in 1 allocation(s).'

# A role has a name of its own in each release of GTK.
ROLES = {
    'button': ('push button', 'button', 'toggle button'),
    'chooser': ('combo box',),
    'entry': ('entry', 'text'),
    'label': ('label', 'static'),
    'list item': ('list item',),
    'row': ('table row', 'list item'),
    'status': ('status bar', 'statusbar'),
}


class Failure(Exception):
    """What the test wants to see does not come."""


def plain(name):
    """
    The name as it is written. GTK 4.8 names a button that has a mnemonic by its label and by its
    relation to the same label: "_Close Close".
    """
    name = name or ''
    middle = len(name) // 2
    for split in (middle, middle + 1):
        first, second = name[:split].rstrip(), name[split:].lstrip()
        if first and first.replace('_', '', 1) == second:
            return second
        if first and first == second:
            return second
    return name


def matches(wanted, name):
    if wanted is None:
        return True
    if isinstance(wanted, re.Pattern):
        return wanted.search(name) is not None
    return wanted == name


class Node:
    """One thing on the screen, as assistive technology is told of it."""

    def __init__(self, accessible):
        self.accessible = accessible

    def __repr__(self):
        try:
            return '%s “%s”' % (self.role, self.name)
        except GLib.Error:
            return 'something that is gone'

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def raw_name(self):
        return self.accessible.get_name() or ''

    @property
    def name(self):
        return plain(self.accessible.get_name())

    @property
    def description(self):
        return self.accessible.get_description() or ''

    @property
    def extents(self):
        """x, y, width and height within the window; None for what has no place."""
        try:
            box = self.accessible.get_extents(Atspi.CoordType.WINDOW)
        except GLib.Error:
            return None
        return box.x, box.y, box.width, box.height

    @property
    def shown(self):
        """
        Whether it is drawn. GTK 4.8 says of everything that it is showing, hidden pages of a stack
        included; these have no extents.
        """
        extents = self.extents
        return extents is None or (extents[2] > 0 and extents[3] > 0)

    def is_(self, state):
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    def is_role(self, role):
        return self.role in ROLES.get(role, (role,))

    @property
    def text(self):
        """What is written in a field; the name of anything else."""
        try:
            # Without an explicit end GTK gives nothing.
            count = Atspi.Text.get_character_count(self.accessible)
            return Atspi.Text.get_text(self.accessible, 0, count)
        except GLib.Error:
            return self.name

    def write(self, text):
        """Puts text into a field as an input method does that has no keys for it."""
        if not Atspi.EditableText.set_text_contents(self.accessible, text):
            raise Failure('%r does not take text' % self)

    def children(self):
        try:
            found = [self.accessible.get_child_at_index(i)
                     for i in range(self.accessible.get_child_count())]
        except GLib.Error:
            # It went while it was looked at.
            return []
        return [Node(child) for child in found if child is not None]

    def parent(self):
        parent = self.accessible.get_parent()
        return Node(parent) if parent is not None else None

    def parents(self, most=4):
        found = []
        node = self.parent()
        while node and len(found) < most:
            found.append(node)
            node = node.parent()
        return found

    def walk(self, deep=True):
        """
        Everything within that is drawn, itself first. Not deep, the cells of rows are left out: a
        list has hundreds of rows.
        """
        try:
            if not self.shown:
                return
        except GLib.Error:
            return
        yield self
        if not deep and self.role == 'table row':
            return
        for child in self.children():
            yield from child.walk(deep)

    def look(self, role, name=None, deep=True):
        """The first of that role and name, None if there is none now."""
        for node in self.walk(deep):
            try:
                if node.is_role(role) and matches(name, node.name):
                    return node
            except GLib.Error:
                continue
        return None

    def look_all(self, role, name=None, deep=True):
        return [node for node in self.walk(deep)
                if node.is_role(role) and matches(name, node.name)]

    def find(self, role, name=None, deep=True, patience=None):
        """The same, waiting for it."""
        return wait_for('%s “%s”' % (role, getattr(name, 'pattern', name)),
                        lambda: self.look(role, name, deep), patience)

    def labels(self):
        return [node.name for node in self.walk() if node.is_role('label')]


def wait_for(what, look, patience=None):
    """What look gives, once it gives something. What is gone meanwhile is looked at again."""
    last = None
    end = time.monotonic() + (patience or PATIENCE)
    while True:
        try:
            last = look()
            if last:
                return last
        except GLib.Error as error:
            last = error
        for desk in _desks:
            desk.check()
        if time.monotonic() > end:
            raise Failure('%s does not come; last: %s' % (what, last))
        _focus.listen()
        time.sleep(PAUSE)


class Focus:
    """
    Hears where the keyboard focus goes: to look for it in a whole window is slow.
    """

    def __init__(self):
        self.last = None
        self.listener = Atspi.EventListener.new(self._on_focus)
        self.listener.register('object:state-changed:focused')

    def _on_focus(self, event):
        if event.detail1:
            self.last = Node(event.source)

    @staticmethod
    def listen():
        while GLib.MainContext.default().iteration(False):
            pass

    def forget(self):
        """Another window is looked at: each has a focus of its own."""
        self.listen()
        self.last = None

    def get(self, window):
        """What has the focus in the window, None for nothing."""
        self.listen()
        try:
            if self.last and self.last.is_('focused'):
                return self.last
        except GLib.Error:
            pass
        self.last = next((node for node in window.walk() if node.is_('focused')), None)
        return self.last


class Room:
    """A room in a folder of its own, which serviceroomctl changes as another person does."""

    def __init__(self, folder, now, file=None):
        self.file = file or os.path.join(folder, 'test.room')
        self.now = now
        if file is None:
            self.run('init')

    def run(self, *arguments):
        return run(CTL, '--room', self.file, '--now', self.now, *arguments)

    def ask(self, *arguments):
        return json.loads(self.run('--json', *arguments))

    def add(self, kind, **fields):
        arguments = []
        for name, value in fields.items():
            arguments += ['--set', '%s=%s' % (name, value)]
        return self.run('act', kind, 'create', *arguments)

    @classmethod
    def sample(cls, folder):
        """The incidents of the sample, as they stood on a Friday morning."""
        now = '2016-03-04T10:00:00+08:00'
        file = os.path.join(folder, 'sample.room')
        path = os.path.dirname(CTL) + os.pathsep + os.environ['PATH']
        run('sh', os.path.join(SOURCE, 'build-aux', 'sample-room.sh'), file,
            environment=dict(os.environ, PATH=path))
        return cls(folder, now, file)

    def manager(self):
        """Who made the room."""
        return self.ask('list', 'staff')[0]['login']


class Desk:
    """The program, open on a room."""

    def __init__(self, folder, room, locale='C.UTF-8', size='1280x800', debug=DEBUG):
        environment = dict(os.environ, G_DEBUG=debug, GTK_A11Y='atspi', LC_ALL=locale,
                           SERVICEROOM_LOCALEDIR=LOCALES,
                           GTK_IM_MODULE='gtk-im-context-simple')
        environment.pop('LANGUAGE', None)
        environment['XDG_CONFIG_HOME'] = write_settings(folder)
        command = [PROGRAM, '--room', room.file, '--as', room.manager(), '--now', room.now,
                   '--size', size]
        # pylint: disable=consider-using-with
        self.log = tempfile.TemporaryFile(dir=folder)
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                        stderr=self.log)
        self.closing = False
        _desks.append(self)
        self.application = wait_for('the program', self._look_application)
        # Everything is asked anew: what is remembered here would be what was on the screen before.
        self.application.accessible.set_cache_mask(Atspi.Cache.NONE)
        self.window = self.windows()[0]
        self.active = None
        self.activate(self.window)

    def _look_application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if (child is not None and child.get_process_id() == self.process.pid
                    and child.get_child_count() > 0):
                return Node(child)
        return None

    # Windows

    def windows(self):
        return self.application.children()

    def wait_window(self, name):
        """The window of that name over the first one, with the keyboard."""
        window = wait_for('the window “%s”' % getattr(name, 'pattern', name),
                          lambda: next((each for each in self.windows()[1:]
                                        if matches(name, each.name)), None))
        self.activate(window)
        return window

    def wait_closed(self, window):
        """Waits until the window is gone, and goes back to the first one."""
        def look():
            return window.accessible not in [each.accessible for each in self.windows()]
        wait_for('the end of %r' % window, look)
        self.activate(self.window)

    def activate(self, window):
        """There is no window manager: the keyboard goes where it is sent."""
        self.active = window

        def look():
            for number in self._x_windows():
                title = run('xdotool', 'getwindowname', number)
                # A window without a title is named by its type.
                if title == window.raw_name or (window is not self.window
                                                and title != self.window.raw_name):
                    run('xdotool', 'windowfocus', '--sync', number)
                    return True
            return False
        wait_for('the keyboard in %r' % window, look)
        _focus.forget()

    def _x_windows(self):
        found = subprocess.run(
            ['xdotool', 'search', '--all', '--onlyvisible', '--pid', str(self.process.pid),
             '--name', '.'],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            check=False)
        return found.stdout.split()

    # The keyboard

    def key(self, *keys):
        self.check()
        run('xdotool', 'key', *keys)

    def type(self, text):
        self.check()
        run('xdotool', 'type', '--delay', '8', text)

    def focused(self):
        """What has the keyboard focus, None for nothing."""
        return _focus.get(self.active)

    def wait_focus(self, role, name=None):
        """Waits until the focus is there."""
        def look():
            node = self.focused()
            return node if node and node.is_role(role) and matches(name, node.name) else None
        return wait_for('the focus in %s “%s”' % (role, getattr(name, 'pattern', name)), look)

    def tab_to(self, role, name=None, key='Tab', most=40):
        """Presses Tab until the focus is there."""
        seen = []
        before = self.focused()
        for _ in range(most):
            if before and before.is_role(role) and matches(name, before.name):
                return before
            seen.append(repr(before))
            self.key(key)
            before = self.wait_moved(before)
        raise Failure('%s does not lead to %s “%s”: %s' %
                      (key, role, getattr(name, 'pattern', name), ', '.join(seen)))

    def wait_moved(self, before):
        """The focus, once it is somewhere else."""
        def look():
            node = self.focused()
            if node and (before is None or node.accessible != before.accessible):
                return node
            return None
        return wait_for('another focus than %r' % before, look)

    # The end

    def said(self):
        """What the program wrote to its standard error."""
        self.log.seek(0)
        return self.log.read().decode('utf-8', 'replace').strip()

    def fail(self):
        raise Failure('the program ended with %d\n%s' % (self.process.returncode, self.said()))

    def check(self):
        if not self.closing and self.process.poll() is not None:
            self.fail()

    def close(self):
        """As Ctrl+Q does. The program must end by itself, and well."""
        self.activate(self.window)
        self.key('ctrl+q')
        self.closing = True
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise Failure('the program does not end') from error
        if self.process.returncode and QUARKS not in self.said():
            self.fail()

    def kill(self):
        self.closing = True
        self.process.kill()
        self.process.wait()


def write_settings(folder, own=''):
    """What is drawn does not move, so that what is looked at does not either. And what the person
    likes, as GLib keeps it in a file."""
    os.makedirs(os.path.join(folder, 'config', 'gtk-4.0'), exist_ok=True)
    with open(os.path.join(folder, 'config', 'gtk-4.0', 'settings.ini'), 'w',
              encoding='utf-8') as file:
        file.write('[Settings]\ngtk-enable-animations=false\ngtk-cursor-blink=false\n')
    os.makedirs(os.path.join(folder, 'config', 'glib-2.0', 'settings'), exist_ok=True)
    with open(os.path.join(folder, 'config', 'glib-2.0', 'settings', 'keyfile'), 'w',
              encoding='utf-8') as file:
        file.write('[org/serviceroom/ServiceRoom]\n' + own)
    return os.path.join(folder, 'config')


def run(*command, environment=None):
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Failure('%s: %s' % (' '.join(command), done.stderr.strip()))
    return done.stdout.strip()


def screenshot(sentence):
    """Draws the whole screen beside the program, and gives the name of the file."""
    folder = os.path.join(os.environ.get('G_TEST_BUILDDIR', tempfile.gettempdir()), 'screenshots')
    os.makedirs(folder, exist_ok=True)
    file = os.path.join(folder, re.sub(r'\W+', '-', sentence) + '.png')
    subprocess.run(['import', '-window', 'root', file], check=False)
    return file


_focus = None
_tests = []
_desks = []


def test(sentence):
    """Marks a function as a test. It gets a folder of its own."""
    def mark(function):
        _tests.append((sentence, function))
        return function
    return mark


def main():
    """Runs the tests, each by itself."""
    # pylint: disable=global-variable-undefined,global-statement
    global PROGRAM, CTL, LOCALES, _focus
    _focus = Focus()
    PROGRAM, CTL, LOCALES = sys.argv[1:4]
    wanted = sys.argv[4:]
    for sentence, function in _tests:
        if wanted and not any(word in sentence for word in wanted):
            continue
        problems = []
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                problems = function(folder) or []
            except Exception as error:  # pylint: disable=broad-except
                problems = [str(error), traceback.format_exc()]
            if problems:
                problems = list(problems) + ['Screenshot: ' + screenshot(sentence)]
            for desk in _desks:
                desk.kill()
            _desks.clear()
        tap.point(sentence, problems)
        tap.note('%.1f s' % (time.monotonic() - started))
    tap.done()
