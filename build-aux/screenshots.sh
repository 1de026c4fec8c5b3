#!/bin/sh
# Draws every page of the sample room: each language, light and dark, in both sizes that we promise.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# screenshots.sh [PAGE...]
#
# Prints the path of every picture: build/screenshots/LANGUAGE/PAGE-SIZE[-dark].png

set -eu

aux=$(cd "$(dirname "$0")" && pwd)
sh "$aux/install-deps.sh" test >&2
prefix=$(sh "$aux/build.sh")
build=$(dirname "$prefix")
now=2016-03-04T10:00:00+08:00

PATH=$prefix/bin:$PATH
XDG_DATA_DIRS=$prefix/share:/usr/local/share:/usr/share
LOCPATH=$build/locale
# The pictures are of the program as it comes, not of anybody's settings.
GSETTINGS_BACKEND=memory
TZ=Asia/Shanghai
export PATH XDG_DATA_DIRS LOCPATH GSETTINGS_BACKEND TZ
unset LANGUAGE LC_MESSAGES LANG GTK_THEME 2>/dev/null || :

sh "$aux/make-locales.sh" "$LOCPATH" >&2
room=$build/sample.room
sh "$aux/sample-room.sh" "$room" >&2

test $# -gt 0 || set -- $(serviceroom --list-pages)

# draw LANGUAGE SIZE SCHEME FILE PAGE
draw ()
{
  LC_ALL=$1.UTF-8 ADW_DEBUG_COLOR_SCHEME=$3 sh "$aux/with-display.sh" \
    serviceroom --room "$room" --now "$now" --size "$2" --page "$5" --screenshot "$4" >&2
  echo "$4"
}

for language in en_US zh_CN zh_TW; do
  mkdir -p "$build/screenshots/$language"
  for page in "$@"; do
    for size in 1280x800 1024x700; do
      stem=$build/screenshots/$language/$page-$size
      draw "$language" "$size" prefer-light "$stem.png" "$page"
      draw "$language" "$size" prefer-dark "$stem-dark.png" "$page"
    done
  done
done
