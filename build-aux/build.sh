#!/bin/sh
# Builds the programs and installs them into build/install, where they find their data.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints one line on standard output: the prefix.

set -eu

source=$(cd "$(dirname "$0")/.." && pwd)
prefix=$source/build/install
build=$source/build/run

{
  if ! test -f "$build/build.ninja"; then
    rm -rf "$build"
    meson setup -Dtests=false --prefix "$prefix" "$build" "$source"
  fi
  ninja -C "$build"
  env -u DESTDIR meson install -C "$build" --no-rebuild --quiet
} </dev/null >&2

echo "$prefix"
