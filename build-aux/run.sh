#!/bin/sh
# Installs what is missing, builds, and opens the desk.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

usage ()
{
  cat <<'EOF'
usage: run.sh [--sample | --demo]

  --sample   open a separate room with 890 real incidents, as they stood on 4 March 2016 at 10:00
  --demo     open a separate room with a year of a made-up company, which ends when it is made

Without a display every page is drawn to build/screenshots.
EOF
}

which=own
case "${1-}" in
  '') ;;
  --sample) which=sample ;;
  --demo) which=demo ;;
  --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac

aux=$(cd "$(dirname "$0")" && pwd)
sh "$aux/install-deps.sh" run >&2
prefix=$(sh "$aux/build.sh")

PATH=$prefix/bin:$PATH
XDG_DATA_DIRS=$prefix/share:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
export PATH XDG_DATA_DIRS

rooms=${XDG_DATA_HOME:-$HOME/.local/share}/serviceroom
if test "$which" = sample; then
  room=$rooms/sample.room
  test -e "$room" || echo "Reading the sample, once." >&2
  sh "$aux/sample-room.sh" "$room" >&2
  set -- --room "$room" --now 2016-03-04T10:00:00+08:00
elif test "$which" = demo; then
  room=$rooms/demo.room
  test -e "$room" || serviceroomctl --room "$room" init --demo 10000 >&2
  set -- --room "$room"
else
  room=$rooms/room.db
  mkdir -p "$rooms"
  test -e "$room" || serviceroomctl --room "$room" init >&2
  set -- --room "$room"
fi

if test -n "${DISPLAY-}${WAYLAND_DISPLAY-}"; then
  exec serviceroom "$@"
fi

pictures=$(dirname "$prefix")/screenshots
mkdir -p "$pictures"
for page in $(serviceroom --list-pages); do
  sh "$aux/with-display.sh" serviceroom "$@" --page "$page" --screenshot "$pictures/$page.png" >&2
  echo "$pictures/$page.png"
done
