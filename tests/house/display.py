# with-display.sh gives each command its own display and bus, hands its status on, and tidies up.
#
# display.py SOURCE-ROOT
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import os
import subprocess
import sys
import tempfile

import tap

SAY = 'echo "$DISPLAY $DBUS_SESSION_BUS_ADDRESS $XDG_RUNTIME_DIR"; %s'


def start(root, folder, script):
    environment = dict(os.environ, TMPDIR=folder, DISPLAY=':of-the-user')
    return subprocess.Popen(
        ['sh', os.path.join(root, 'build-aux/with-display.sh'), 'sh', '-c', SAY % script],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        text=True)


def finish(process):
    output, _ = process.communicate(timeout=60)
    return output


def main():
    root = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        # Each waits for a line, so that both run at the same time.
        pair = [start(root, folder, 'read -r line; test "$line" = on; exit 7') for _ in range(2)]
        said = [process.stdout.readline().split() for process in pair]
        for process in pair:
            process.stdin.write('on\n')
            process.stdin.flush()
        for process in pair:
            finish(process)
        tap.point('two commands share neither display nor bus nor runtime folder',
                  [str(said) for i in range(3)
                   if len(said[0]) < 3 or len(said[1]) < 3 or said[0][i] == said[1][i]])
        tap.point('the display of the user is not used',
                  [words[0] for words in said if words[:1] == [':of-the-user']])
        tap.point('the exit status is handed on',
                  ['exit %d' % process.returncode for process in pair if process.returncode != 7])
        stopped = start(root, folder, 'exec sleep 60')
        stopped.stdout.readline()
        stopped.terminate()
        finish(stopped)
        tap.point('a signal ends the command too',
                  [] if stopped.returncode == 143 else ['exit %d' % stopped.returncode])
        tap.point('nothing is left behind', os.listdir(folder))
    tap.done()


main()
