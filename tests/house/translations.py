# Every language is complete and well formed, measured against the strings as they are now.
#
# translations.py SOURCE-ROOT BUILD-ROOT [--draft]
#
# --draft notes what is missing and does not fail for it: while strings are still being written.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import re
import subprocess
import sys
import tempfile

import tap

KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3')
HEADERS = ('Project-Id-Version', 'PO-Revision-Date', 'Last-Translator', 'Language-Team', 'Language',
           'Plural-Forms')
FORMAT = re.compile(r'%(?:(\d+)\$)?[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?'
                    r'(?:hh|h|ll|l|j|z|t|L)?[diouxXeEfFgGcsp]')

# A language writes a date and a time in its own order, and with other parts.
FORMAT_OF_TIME = re.compile(r'%[-_0]?[aAbBHMYm]')


def make_template(root, path):
    """Draws the strings from the sources, as meson's i18n module does."""
    command = ['xgettext', '--from-code=UTF-8', '--add-comments', '--package-name=serviceroom',
               '--directory', root, '--files-from', os.path.join(root, 'po/POTFILES.in'),
               '--output', path]
    command += ['--keyword=' + word for word in KEYWORDS]
    return tap.run(command)


def merge(root, language, template, path):
    return tap.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', path,
                    os.path.join(root, 'po', language + '.po'), template])


def entries(path):
    """Pairs of msgid and msgstr, flags and comments left out."""
    text = subprocess.run(['msgcat', '--no-wrap', path], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    for block in re.split(r'\n\s*\n', text):
        fields = {}
        key = None
        for line in block.splitlines():
            start = re.match(r'(msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+"(.*)"$', line)
            if start:
                key = start.group(1)
                fields[key] = start.group(2)
            elif line.startswith('"') and key:
                fields[key] += line[1:-1]
            elif not line.startswith('msgctxt'):
                key = None
        if fields.get('msgid'):
            yield fields


def placeholders(text):
    """What a string wants to be given, in the order of the arguments."""
    found = []
    for i, match in enumerate(FORMAT.finditer(text.replace('%%', ''))):
        place = int(match.group(1)) if match.group(1) else i + 1
        found.append((place, re.sub(r'\d+\$|[-+ #0\d.]', '', match.group(0))))
    return sorted(found)


def wrong_placeholders(fields):
    source = fields.get('msgid_plural', fields['msgid'])
    if FORMAT_OF_TIME.search(source):
        return
    for key, text in fields.items():
        if key.startswith('msgstr') and text and placeholders(text) != placeholders(source):
            yield '"%s" becomes "%s"' % (source, text)


def check_language(root, language, template, folder):
    po = os.path.join(folder, language + '.po')
    problems = merge(root, language, template, po)
    tap.point('%s takes the strings as they are now' % language, problems)
    if problems:
        return
    result = subprocess.run(['msgfmt', '--check', '--statistics', '--output-file', os.devnull, po],
                            check=False, text=True, stderr=subprocess.PIPE,
                            env=dict(os.environ, LC_ALL='C.UTF-8'))
    tap.point('%s is well formed' % language, [result.stderr] if result.returncode else [])
    last = result.stderr.strip().splitlines()[-1] if result.stderr.strip() else ''
    missing = subprocess.run(['msgattrib', '--untranslated', '--no-wrap', po], check=False,
                             text=True, stdout=subprocess.PIPE).stdout
    fuzzy = subprocess.run(['msgattrib', '--only-fuzzy', '--no-wrap', po], check=False,
                           text=True, stdout=subprocess.PIPE).stdout
    incomplete = 'untranslated' in last or 'fuzzy' in last
    if incomplete and '--draft' in sys.argv:
        tap.skip('%s is complete' % language, last)
    else:
        tap.point('%s is complete' % language, [last, missing, fuzzy] if incomplete else [])
    tap.point('%s wants the same values in every string' % language,
              [problem for fields in entries(po) for problem in wrong_placeholders(fields)])
    text = tap.read(root, 'po/%s.po' % language)
    tap.point('%s has a full header' % language,
              ['no ' + header for header in HEADERS
               if not re.search(r'^"%s: [^\\]*\S' % header, text, re.MULTILINE)]
              + [word for word in ('YEAR-MO-DA', 'FULL NAME', 'LANGUAGE <LL') if word in text])


def main():
    root = sys.argv[1]
    languages = [line.strip() for line in tap.read(root, 'po/LINGUAS').splitlines()
                 if line.strip() and not line.startswith('#')]
    catalogues = [os.path.basename(name)[:-3] for name in tap.project_files(root, '.po')]
    tap.point('po/LINGUAS names every catalogue and no other',
              [] if sorted(languages) == sorted(catalogues) else [str(languages), str(catalogues)])
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'serviceroom.pot')
        problems = make_template(root, template)
        tap.point('the strings can be drawn from the sources', problems)
        if not problems:
            for language in languages:
                check_language(root, language, template, folder)
    tap.point('a translation that wants other values is found',
              [source + ' / ' + text for source, text, wrong in (
                  ('%s of %d', '%2$d / %1$s', False),
                  ('%s of %d', '%d / %s', True),
                  ('%u days', '天', True),
                  ('100 %%', '100 %%', False),
                  ('%-d %b', '%-m月%-d日', False),
              ) if bool(list(wrong_placeholders({'msgid': source, 'msgstr': text}))) != wrong])
    tap.done()


main()
