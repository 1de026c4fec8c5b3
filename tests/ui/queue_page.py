# The queue page, as it is worked with by keyboard.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import driver


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
            self.desk.tab_to('button', 'More Actions')
            self.desk.key('space')
            self.desk.tab_to('button', action)
        self.desk.key('space')


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
