#!/bin/sh
# Installs what is missing, builds, and runs the tests. The last line is the count.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

usage ()
{
  cat <<'EOF'
usage: test.sh [OPTION...]

  --suite NAME   only this suite: base domain storage room models ui ctl faults house
  --sanitize     build with the address and undefined-behaviour sanitizers, and look for leaks
  --valgrind     run under valgrind
  --fuzz         build the targets of tests/fuzz with clang, and run each for a fixed count of inputs;
                 SR_TEST_LONG=SECONDS for that long
  --no-install   do not look for missing packages
EOF
}

suite=
mode=plain
install=yes

while test $# -gt 0; do
  case "$1" in
    --suite) test $# -ge 2 || { usage >&2; exit 2; }; suite=$2; shift ;;
    --suite=*) suite=${1#--suite=} ;;
    --sanitize) mode=sanitize ;;
    --valgrind) mode=valgrind ;;
    --fuzz) mode=fuzz ;;
    --no-install) install=no ;;
    --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

case "$suite" in
  ''|base|domain|storage|room|models|ui|ctl|faults|house) ;;
  *) echo "test.sh: there is no suite $suite" >&2; usage >&2; exit 2 ;;
esac

source=$(cd "$(dirname "$0")/.." && pwd)
build=$source/build/$mode

# The last line is a count even if it does not come as far as the tests.
trap 'test $? -eq 0 || echo "0 passed, 1 failed, 0 skipped"' EXIT

if test "$install" = yes; then
  sh "$source/build-aux/install-deps.sh" test >&2
fi

# Names that are not to reach into a test: the settings and folders of whoever runs it.
unset LANGUAGE LC_MESSAGES GTK_THEME GTK_DEBUG GDK_DEBUG G_MESSAGES_DEBUG G_SLICE DESTDIR 2>/dev/null || :

setup_options="-Dwerror=true"
test_options="--print-errorlogs --no-stdsplit"
target=all
log=testlog

case "$mode" in
  sanitize|fuzz)
    setup_options="$setup_options -Db_sanitize=address,undefined -Db_lundef=false"
    ASAN_OPTIONS=detect_leaks=1:detect_odr_violation=0
    LSAN_OPTIONS=suppressions=$source/build-aux/lsan.supp:print_suppressions=0
    UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
    export ASAN_OPTIONS LSAN_OPTIONS UBSAN_OPTIONS
    ;;
esac

case "$mode" in
  sanitize)
    test_options="$test_options --timeout-multiplier 4"
    # The checks of the house read the sources, and others only look at what is drawn: the plain run
    # has them.
    test -n "$suite" || test_options="$test_options --no-suite house --no-suite look"
    SR_TEST_SHORT=1
    export SR_TEST_SHORT
    ;;
  fuzz)
    setup_options="$setup_options -Dtests=false -Dfuzz=true"
    test_options="$test_options --no-rebuild"
    suite=fuzz
    target=fuzz
    CC=clang
    export CC
    ;;
  valgrind)
    test_options="$test_options --setup valgrind"
    test -n "$suite" || test_options="$test_options --no-suite house --no-suite look"
    log=testlog-valgrind
    SR_TEST_SHORT=1
    export SR_TEST_SHORT
    ;;
esac

if ! test -f "$build/build.ninja"; then
  rm -rf "$build"
  # The options are split into words on purpose, here and below.
  # shellcheck disable=SC2086
  meson setup $setup_options "$build" "$source" >&2
fi
ninja -C "$build" "$target" >&2

test -z "$suite" || test_options="$test_options --suite $suite"
rm -f "$build/meson-logs/$log.json"
status=0
trap - EXIT
# shellcheck disable=SC2086
meson test -C "$build" $test_options </dev/null || status=$?
python3 "$source/build-aux/count-tests.py" "$build/meson-logs/$log.json" || status=1
exit "$status"
