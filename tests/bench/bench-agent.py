# What the program costs that waits for deadlines without a window: memory, processor time, wakeups.
#
# bench-agent.py SERVICEROOM SERVICEROOMCTL
#
# SR_BENCH_SECONDS says for how long it is watched, 60 unless told.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

import datetime
import os
import subprocess
import sys
import tempfile
import time

PROGRAM, CTL = sys.argv[1:]
SECONDS = int(os.environ.get('SR_BENCH_SECONDS', '60'))
REQUESTS = 200
WARM_UP = 5


def fill(folder):
    """A room in which deadlines run, none of them due within the minutes of the run."""
    os.mkdir(os.path.join(folder, 'serviceroom'))
    room = os.path.join(folder, 'serviceroom', 'room.db')
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='seconds')
    command = [CTL, '--room', room, '--now', now]
    subprocess.run(command + ['init'], check=True, stdout=subprocess.DEVNULL)
    for _ in range(REQUESTS):
        subprocess.run(command + ['receive', '--kind', 'request', '--customer', 'Wang Fang',
                                  '--channel', 'phone', '--type', 'technical',
                                  '--title', 'The printer jams'],
                       check=True, stdout=subprocess.DEVNULL)


def threads(process):
    return ['/proc/%d/task/%s' % (process, task) for task in os.listdir('/proc/%d/task' % process)]


def look(process):
    """Seconds of processor time, and how often one of its threads was woken."""
    with open('/proc/%d/stat' % process, encoding='ascii') as file:
        fields = file.read().rpartition(')')[2].split()
    spent = (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')
    wakeups = 0
    for thread in threads(process):
        with open(thread + '/status', encoding='ascii') as file:
            wakeups += sum(int(line.split()[1]) for line in file
                           if line.startswith('voluntary_ctxt_switches'))
    return spent, wakeups


def memory(process):
    """Resident and proportional, in MB."""
    sizes = {}
    with open('/proc/%d/smaps_rollup' % process, encoding='ascii') as file:
        for line in file:
            words = line.split()
            sizes[words[0].rstrip(':')] = words[1]
    return int(sizes['Rss']) / 1024, int(sizes['Pss']) / 1024


def main():
    with tempfile.TemporaryDirectory() as folder:
        fill(folder)
        environment = dict(os.environ, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder)
        with subprocess.Popen([PROGRAM, '--gapplication-service'], env=environment) as agent:
            time.sleep(WARM_UP)
            spent, wakeups = look(agent.pid)
            time.sleep(SECONDS)
            spent_then, wakeups_then = look(agent.pid)
            resident, proportional = memory(agent.pid)
            agent.terminate()
        print('without a window: %.1f MB resident, %.1f MB proportional' % (resident, proportional))
        print('in %d s: %.2f s of processor time, %.1f wakeups a minute' %
              (SECONDS, spent_then - spent, (wakeups_then - wakeups) * 60 / SECONDS))
        print('load %.1f' % os.getloadavg()[0])


main()
