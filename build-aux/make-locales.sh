#!/bin/sh
# Compiles the locales that the tests and the pictures are run in, without changing the system.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-locales.sh DIRECTORY, then set LOCPATH to that directory

set -eu

directory=$1
mkdir -p "$directory"

for locale in en_US zh_CN zh_TW; do
  test -f "$directory/$locale.UTF-8/LC_CTYPE" ||
    localedef -i "$locale" -f UTF-8 "$directory/$locale.UTF-8"
done
