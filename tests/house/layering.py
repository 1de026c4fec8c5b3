# No layer reaches up: neither by what it includes nor by what it links to.
#
# layering.py SOURCE-ROOT BUILD-ROOT
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import shutil
import subprocess
import sys
import tempfile

import tap

# What each layer may use, beside itself. Arrows point one way.
BELOW = {
    'base': (),
    'domain': ('base',),
    'storage': ('base', 'domain'),
    'room': ('base', 'domain', 'storage'),
    'models': ('base', 'domain', 'storage', 'room'),
    'ctl': ('base', 'domain', 'storage', 'room', 'models'),
    'ui': ('base', 'domain', 'storage', 'room', 'models'),
    # The files that stand in src/ itself.
    'main': ('base', 'domain', 'storage', 'room', 'models', 'ui'),
}

# Headers and symbols that only some layers may see.
ROOMS = (
    ('the display', re.compile(r'(gtk|gdk|gsk)/|adwaita\.h'), re.compile(r'(gtk|gdk|gsk|adw)_'),
     ('ui', 'main')),
    ('the database', re.compile(r'sqlite3\.h|libpq-fe\.h'), re.compile(r'sqlite3_|PQ[a-z]'),
     ('storage',)),
    ('libnotify', re.compile(r'libnotify/'),
     re.compile(r'notify_((un)?init|get_server|notification_)'), ('ui',)),
)

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def layer_of(path):
    """The layer of a path below src/, or None for a folder that is no layer."""
    first, slash, _ = path.partition('/')
    if not slash:
        return 'main'
    return first if first in BELOW else None


def includes(root):
    """Every include below src/: the file, its layer, how it is quoted, the header."""
    for name in tap.project_files(root):
        if name.startswith('src/') and name.endswith(('.c', '.h')):
            for quote, header in INCLUDE.findall(tap.read(root, name)):
                yield name, layer_of(name[len('src/'):]), quote, header


def wrong_includes(root):
    notifying = set()
    for name, layer, quote, header in includes(root):
        if layer is None:
            yield '%s stands in no layer' % name
            continue
        if quote == '"' and header != 'config.h':
            other = layer_of(header)
            if other not in (layer,) + BELOW[layer]:
                yield '%s (%s) includes %s (%s)' % (name, layer, header, other or 'no layer')
        for what, pattern, _, allowed in ROOMS:
            if pattern.match(header) and layer not in allowed:
                yield '%s (%s) includes %s: %s belongs to %s' % (
                    name, layer, header, what, ', '.join(allowed))
        if header.startswith('libnotify/'):
            notifying.add(name)
    if len(notifying) > 1:
        yield 'libnotify is included in more than one file: ' + ', '.join(sorted(notifying))


def symbols(library, *options):
    output = subprocess.run(['nm', '--format=posix', *options, library], check=True, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    for line in output.splitlines():
        fields = line.split()
        if len(fields) >= 2 and not line.endswith(':'):
            yield fields[0]


def layer_libraries(build):
    """The static library of each layer, by layer."""
    found = {}
    for path, _, names in os.walk(build):
        for name in names:
            layer = name[len('libsr-'):-len('.a')]
            if name.startswith('libsr-') and name.endswith('.a') and layer in BELOW:
                found[layer] = os.path.join(path, name)
    return found


def wrong_links(libraries):
    home = {}
    for layer, library in libraries.items():
        for symbol in symbols(library, '--defined-only', '--extern-only'):
            home[symbol] = layer
    for layer, library in libraries.items():
        for symbol in sorted(set(symbols(library, '--undefined-only'))):
            other = home.get(symbol, layer)
            if other not in (layer,) + BELOW[layer]:
                yield '%s needs %s, which %s defines' % (layer, symbol, other)
            for what, _, pattern, allowed in ROOMS:
                if pattern.match(symbol) and layer not in allowed:
                    yield '%s needs %s: %s belongs to %s' % (layer, symbol, what, allowed[0])


def missed(found, expected):
    """The expected words that no problem says: for the check of the check."""
    problems = list(found)
    return ['nothing was said of: ' + words for words in expected
            if not any(words in problem for problem in problems)]


def check_bad_includes():
    fixture = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'fixtures', 'layering')
    return missed(wrong_includes(fixture), (
        'src/base/sr-bad.c (base) includes room/sr-room.h (room)',
        'src/models/sr-bad.c (models) includes gtk/gtk.h',
        'src/room/sr-bad.c (room) includes sqlite3.h',
        'src/ui/sr-bad.c (ui) includes ctl/sr-ctl.h (ctl)',
        'src/room/sr-bad.c (room) includes libnotify/notify.h: libnotify belongs to ui',
        'libnotify is included in more than one file',
        'src/stray/sr-bad.c stands in no layer'))


def check_bad_links():
    sources = {
        'base': 'void sr_room_open (void); void sr_base (void) { sr_room_open (); }',
        'room': 'int sqlite3_step (void *); void sr_room_open (void) { sqlite3_step (0); }',
        'models': 'void gtk_init (void); void sr_models (void) { gtk_init (); }',
    }
    compiler = shutil.which('cc') or 'gcc'
    with tempfile.TemporaryDirectory() as folder:
        for layer, source in sources.items():
            stem = os.path.join(folder, layer)
            with open(stem + '.c', 'w', encoding='utf-8') as file:
                file.write(source + '\n')
            subprocess.run([compiler, '-c', stem + '.c', '-o', stem + '.o'], check=True)
            subprocess.run(['ar', 'rcs', os.path.join(folder, 'libsr-%s.a' % layer), stem + '.o'],
                           check=True)
        return missed(wrong_links(layer_libraries(folder)), (
            'base needs sr_room_open, which room defines',
            'room needs sqlite3_step',
            'models needs gtk_init'))


def main():
    root, build = sys.argv[1:3]
    libraries = layer_libraries(build)
    tap.point('no layer includes what stands above it', wrong_includes(root))
    tap.point('the five layers without a display are built as libraries',
              ['no library of ' + layer for layer in ('base', 'domain', 'storage', 'room', 'models')
               if layer not in libraries])
    tap.point('no layer links to what stands above it', wrong_links(libraries))
    tap.point('a wrong include is found', check_bad_includes())
    tap.point('a wrong link is found', check_bad_links())
    tap.done()


main()
