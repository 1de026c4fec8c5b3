# What the desktop, the shell and the reader of manuals are given is valid.
#
# desktop.py SOURCE-ROOT BUILD-ROOT
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import shutil
import sys
import tempfile
import xml.etree.ElementTree

import tap

APP_ID = 'org.serviceroom.ServiceRoom'


def point(sentence, command, **options):
    if shutil.which(command[0]):
        tap.point(sentence, tap.run(command, **options))
    else:
        tap.skip(sentence, command[0] + ' is not installed')


def wrong_icons(root, names):
    """Symbolic icons are 16 x 16 and filled in one colour: GTK 4.8 recolours fills, not strokes."""
    for name in names:
        picture = xml.etree.ElementTree.parse(os.path.join(root, name)).getroot()
        if picture.get('viewBox') != '0 0 16 16' or picture.get('width') != '16':
            yield name + ' is not 16 x 16'
        for element in picture:
            if element.get('fill') != '#2e3436':
                yield '%s has the fill %s' % (name, element.get('fill'))
            if element.get('stroke'):
                yield name + ' has a stroke'


def icons_not_drawn(root):
    """What the program draws is drawn beforehand, too: reading one SVG loads librsvg."""
    resources = xml.etree.ElementTree.parse(os.path.join(root, 'ui/serviceroom.gresource.xml'))
    names = {file.text for file in resources.iter('file')}
    for name in sorted(names):
        drawn = os.path.basename(name).replace('.svg', '.symbolic.png')
        if name.endswith('-symbolic.svg') and drawn not in names:
            yield name + ' has no line for ' + drawn


def main():
    root, build = sys.argv[1:3]
    data = os.path.join(build, 'data')
    point('the desktop entry is valid',
          ['desktop-file-validate', os.path.join(data, APP_ID + '.desktop')])
    point('the metainfo is valid',
          ['appstreamcli', 'validate', '--no-net', '--explain',
           os.path.join(data, APP_ID + '.metainfo.xml')])
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(os.path.join(root, 'data', APP_ID + '.gschema.xml'), folder)
        point('the settings are valid',
              ['glib-compile-schemas', '--strict', '--dry-run', folder])
    for name in tap.project_files(root):
        path = os.path.join(root, name)
        if name.startswith('data/completions/') and not name.endswith('meson.build'):
            point('bash can read ' + name, ['bash', '-n', path])
        elif name.startswith('data/man/') and name.endswith('.1'):
            # man says what is wrong on standard error and succeeds all the same.
            point(name + ' has no warning',
                  ['sh', '-c', 'w=$(man --warnings -E UTF-8 -l -Tutf8 -Z "$1" 2>&1 >/dev/null); '
                   'printf %s "$w"; test -z "$w"', 'sh', path],
                  env=dict(os.environ, MANWIDTH='80'))
        elif name.endswith(('.ui', '.svg', '.xml', '.xml.in')):
            point(name + ' is well-formed XML', ['xmllint', '--noout', '--nonet', path])
    tap.point('symbolic icons are small and filled in one colour',
              wrong_icons(root, tap.project_files(root, '-symbolic.svg')))
    tap.point('symbolic icons are drawn beforehand', icons_not_drawn(root))
    tap.done()


main()
