# The queue page, as it is worked with by keyboard.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import re

import driver

SERIAL = re.compile('[0-9]{6}')


class QueuePage:
    """The page in a window that is open."""

    def __init__(self, desk):
        self.desk = desk
        self.detail = desk.window.find('panel', 'Request')
        self.page = desk.window.find('panel', 'Views').parent().parent().parent().parent()

    def row(self, number):
        """The labels of the row of that number in the list."""
        serial = number.rsplit('-', 1)[1]
        for row in self.page.look_all('row', deep=False):
            labels = row.labels()
            if serial in labels:
                return labels
        return None

    def numbers(self):
        """The running numbers of the rows that are in sight."""
        rows = [row.labels() for row in self.page.look_all('row', deep=False)]
        return [label for labels in rows for label in labels if SERIAL.fullmatch(label)]

    def selected(self):
        """The running number of the row that is selected, None if there is none."""
        for row in self.page.look_all('row', deep=False):
            if row.is_('selected'):
                return next((label for label in row.labels() if SERIAL.fullmatch(label)), None)
        return None

    def wait_detail(self, serial):
        """Waits until the detail shows the request of that running number."""
        return self.detail.find('label', re.compile('^SR-[0-9]{4}-%s$' % serial))

    def open_more(self):
        """Opens the menu of actions for which there is no place."""
        button = self.desk.tab_to('button', 'More Actions')
        self.desk.key('space')
        self.desk.wait_moved(button)

    def choose_view(self, name):
        """Opens the menu of views for which there is no place, and takes a line of it."""
        button = self.desk.tab_to('button', 'More Views')
        self.desk.key('space')
        self.desk.wait_moved(button)
        for _ in range(20):
            item = self.desk.focused()
            if item and driver.matches(name, item.name):
                self.desk.key('Return')
                return
            self.desk.key('Down')
            self.desk.wait_moved(item)
        raise driver.Failure('%s is not in the menu' % name)

    def wait_state(self, number, words, in_list=True):
        """Waits until the detail and the row say the state."""
        driver.wait_for('“%s” in the detail' % words, lambda: (
            self.detail.look('label', number) and self.detail.look('label', words)))
        if in_list:
            driver.wait_for('“%s” in the row' % words,
                            lambda: words in (self.row(number) or ()))

    def act(self, action):
        """Goes to an action by Tab, through the menu if it is there, and presses it."""
        if self.detail.look('button', action):
            self.desk.tab_to('button', action)
        else:
            self.open_more()
            self.desk.tab_to('button', action)
        self.desk.key('space')

    def bring_to_end(self, number, person):
        """From new to closed, with every step seen in the detail and in the row."""
        desk = self.desk
        self.act('Assign…')
        form = desk.wait_window('Assign')
        choose(desk, 'button', 'Owner', person)
        desk.key('ctrl+Return')
        desk.wait_closed(form)
        self.wait_state(number, 'Assigned')
        desk.key('ctrl+d')
        self.wait_state(number, 'Accepted')
        desk.key('ctrl+d')
        self.wait_state(number, 'In progress')

        self.act('Log Contact…')
        form = desk.wait_window('Log Contact')
        desk.tab_to('entry', 'Summary (required)')
        desk.type('Told her to wait')
        desk.key('ctrl+Return')
        desk.wait_closed(form)
        self.detail.find('label', 'Told her to wait')

        # Now that the customer was reached, this is what comes next.
        self.detail.find('button', 'Resolve…')
        desk.key('ctrl+d')
        form = desk.wait_window('Resolve')
        desk.tab_to('entry', 'Solution (required)')
        desk.type('Cleaned the rollers')
        choose(desk, 'button', re.compile('^Resolution'), 'Solved')
        choose(desk, 'button', re.compile('^Cause'), 'Wear and age')
        desk.key('ctrl+Return')
        desk.wait_closed(form)
        self.wait_state(number, 'Resolved', in_list=False)

        self.act('Close…')
        form = desk.wait_window('Close')
        choose(desk, 'chooser', 'Follow-up (required)', 'Exempt')
        desk.tab_to('entry', 'Reason for no follow-up')
        desk.type('She was there')
        desk.key('ctrl+Return')
        desk.wait_closed(form)
        self.wait_state(number, 'Closed', in_list=False)


def choose(desk, role, field, value):
    """Goes to a list that drops down, and chooses in it by the arrows."""
    desk.tab_to(role, field)
    desk.key('space')
    for _ in range(30):
        before = desk.focused()
        if before and value in [before.name] + before.labels():
            desk.key('Return')
            return
        desk.key('Down')
        desk.wait_moved(before)
    raise driver.Failure('%s cannot be chosen in %s' % (value, field))
