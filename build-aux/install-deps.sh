#!/bin/sh
# Installs the Debian packages that Service Room is built, run and tested with, if any is missing.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# install-deps.sh        what building and running needs
# install-deps.sh test   that, and what the tests need
#
# Debian 12 and 13. Says nothing, and asks no server, when nothing is missing.

set -eu

run_packages="
appstream
at-spi2-core
dbus
desktop-file-utils
fonts-noto-cjk
gcc
gettext
libadwaita-1-dev
libc6-dev
libgtk-4-bin
libgtk-4-dev
libical-dev
libjson-glib-dev
libnotify-dev
libnotify4
librsvg2-common
libsqlite3-dev
libxlsxwriter-dev
meson
ninja-build
pkgconf
tzdata
xvfb
"

test_packages="
bash
binutils
clang
dunst
gir1.2-atspi-2.0
imagemagick
libclang-rt-dev
libxml2-utils
locales
man-db
python3
python3-gi
sqlite3
valgrind
xdotool
"

is_installed ()
{
  test "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed
}

wanted=$run_packages
case "${1:-run}" in
  run) ;;
  test) wanted="$run_packages $test_packages" ;;
  *) echo "usage: install-deps.sh [run|test]" >&2; exit 2 ;;
esac

missing=
for package in $wanted; do
  is_installed "$package" || missing="$missing $package"
done

test -n "$missing" || exit 0

if test "$(id -u)" -eq 0; then
  as_root=
elif command -v sudo >/dev/null 2>&1; then
  as_root=sudo
else
  echo "install-deps.sh: these packages are missing, and only root can install them:$missing" >&2
  exit 1
fi

apt_get ()
{
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

echo "Installing:$missing"
apt_get update || echo "install-deps.sh: the package lists are not fresh" >&2
# The list is split into words on purpose.
# shellcheck disable=SC2086
apt_get install --no-install-recommends $missing
