#!/bin/sh
# Makes the sample room: 890 real incidents as they stood at one instant. Does nothing if it exists.
#
# SPDX-FileCopyrightText: the Service Room authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# sample-room.sh ROOM, with serviceroomctl in PATH

set -eu

room=$1
now=2016-03-04T10:00:00+08:00
data=$(cd "$(dirname "$0")/../data" && pwd)

test ! -e "$room" || exit 0

# Under another name until it is whole, so that an interrupted import is never taken for the sample.
draft=$room.draft
mkdir -p "$(dirname "$room")"
rm -f "$draft" "$draft-wal" "$draft-shm"
trap 'rm -f "$draft" "$draft-wal" "$draft-shm"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

serviceroomctl --room "$draft" --now "$now" init
serviceroomctl --room "$draft" --now "$now" import "$data/samples/incident_event_log.csv" \
  --map "$data/maps/incident-event-log.map" --until "$now"
mv "$draft" "$room"
