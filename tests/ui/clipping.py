# Nothing is cut off: every text has its place inside the window and shares it with no other.
#
# clipping.py SERVICEROOM SERVICEROOMCTL CATALOGUES
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import driver


def overlap(one, other):
    """Whether two boxes share more than a line of pixels."""
    width = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    height = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return width > 1 and height > 1


def look(node, place, texts, found, path=(), pages=()):
    """Collects the texts within, and says which are wider than the place that they stand in."""
    box = node.extents
    if box and (box[2] <= 0 or box[3] <= 0):
        return
    if node.is_role('label'):
        texts.append((node.name, box, pages))
        if box[0] < place[0] - 1 or box[0] + box[2] > place[0] + place[2] + 1:
            found.append('“%s” %s leaves its place %s' % (node.name, box, place))
    for i, child in enumerate(node.children()):
        # The pages of a stack are the only things without a place.
        inside = pages if child.extents else pages + ((path, i),)
        look(child, box or place, texts, found, path + (i,), inside)


def exclude(pages, others):
    """Whether two texts are on two pages of one stack: the hidden one is where it last was shown."""
    return any(stack == other and page != other_page
               for stack, page in pages for other, other_page in others)


def crossings(window):
    """The texts that are cut off or cover each other."""
    found = []
    texts = []
    look(window, window.extents, texts, found)
    for i, (name, box, pages) in enumerate(texts):
        found += ['“%s” %s and “%s” %s overlap' % (name, box, other, other_box)
                  for other, other_box, others in texts[i + 1:]
                  if overlap(box, other_box) and not exclude(pages, others)]
    return found + ([] if len(texts) > 20 else ['only %d texts were found' % len(texts)])


@driver.test('no text is cut off or covered, in two languages and two sizes')
def clipping(folder):
    room = driver.Room.sample(folder)
    problems = []
    for locale in ('C.UTF-8', 'zh_CN.UTF-8'):
        for size in ('1024x700', '1280x800'):
            desk = driver.Desk(folder, room, locale=locale, size=size)
            # When all that is overdue has been told, nothing moves any more.
            desk.window.find('label', '99+')
            desk.wait_focus('row')
            found = crossings(desk.window)
            # Into the detail, which takes the place of the list in the narrow window.
            desk.key('Right')
            desk.wait_focus('button')
            desk.window.find('level bar')
            found += crossings(desk.window)
            problems += ['%s %s: %s' % (locale, size, problem) for problem in found]
            desk.close()
    return problems


driver.main()
