#!/bin/sh
# Runs a command on an X server and a session bus of its own, and takes both away afterwards.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# with-display.sh COMMAND [ARGUMENT...]
#
# Nothing is shared between two runs: neither keyboard focus nor clipboard nor the accessibility
# bus, whose address stands in a property of the X root window and in the runtime directory. So
# tests that type may run side by side, and never type into the windows of whoever runs them.

set -eu

if test $# -eq 0; then
  echo "usage: with-display.sh COMMAND [ARGUMENT...]" >&2
  exit 2
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/serviceroom-display.XXXXXX")
server=
command=

clean_up ()
{
  status=$?
  trap - EXIT INT TERM HUP
  test -z "$command" || kill -- "-$command" 2>/dev/null || :
  test -z "$server" || kill "$server" 2>/dev/null || :
  test -z "$server" || wait "$server" 2>/dev/null || :
  rm -rf "$scratch"
  exit "$status"
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The server picks a free number itself and writes it to the pipe once it accepts clients. Two
# servers that start at the same instant may pick the same one, and the second ends: try again.
start_server ()
{
  rm -f "$scratch/number"
  mkfifo "$scratch/number"
  Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp -noreset \
    3>"$scratch/number" >"$scratch/log" 2>&1 </dev/null &
  server=$!
  number=
  read -r number <"$scratch/number" || :
  test -n "$number"
}

start_server || start_server || start_server || {
  server=
  echo "with-display.sh: Xvfb does not start" >&2
  cat "$scratch/log" >&2
  exit 1
}

mkdir -m 700 "$scratch/run"
unset WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS XAUTHORITY
DISPLAY=:$number
XDG_RUNTIME_DIR=$scratch/run
GDK_BACKEND=x11
GSK_RENDERER=cairo
ADW_DISABLE_PORTAL=1
# No driver is loaded for a renderer that draws without one: it is slow, and leaks. The first name
# is GTK 4.8's, the second that of later ones.
GDK_DEBUG=gl-disable
GDK_DISABLE=gl,vulkan
export DISPLAY XDG_RUNTIME_DIR GDK_BACKEND GSK_RENDERER ADW_DISABLE_PORTAL GDK_DEBUG GDK_DISABLE

# The pointer begins in the middle of the screen, where a window or a tray of it may come to be under
# it. Nobody points at anything here, unless a test does.
if command -v xdotool >/dev/null; then
  xdotool mousemove 1919 1199
fi

# In the background, so that a signal to this script is acted upon while the command runs; in a
# group of its own, so that the bus, what the bus has started and the command all end with it.
# Standard input has to be handed on by name: a shell gives its background commands an empty one.
exec 4<&0
# What the bus and its services print is no output of the command, which may be TAP.
exec 5>&1
setsid dbus-run-session -- sh -c 'exec "$@" >&5 5>&-' sh "$@" <&4 >&2 &
command=$!
status=0
wait "$command" || status=$?
exit "$status"
