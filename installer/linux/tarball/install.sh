#!/bin/sh
# Installs what lies beside it into the system, or takes it away again:
#   ./install.sh            needs pcscd and a driver for the reader (libccid)
#   ./install.sh --remove   leaves /etc/cccd-bridge; --purge takes that, too
# DESTDIR=DIR works below another root.
set -eu
# The desks' users read what it makes, whatever the administrator's own is.
umask 022
cd "$(dirname "$0")"
destination=${DESTDIR:-}

each_file() { (cd tree && find . ! -type d | sed 's/^\.//'); }

put() {
  each_file | while IFS= read -r file; do
    mkdir -p "$destination$(dirname "$file")"
    # By a new name first: a host that a browser has open keeps the file it began with.
    # Without the owner, who would keep the right to change the program, and without what his umask took from others.
    cp --preserve=mode,timestamps "tree$file" "$destination$file.new"
    chmod u=rwX,go=rX "$destination$file.new"
    mv -f "$destination$file.new" "$destination$file"
  done
  mkdir -p "$destination/etc/cccd-bridge/anchors"
}

take_away() {
  each_file | while IFS= read -r file; do rm -f "$destination$file"; done
  # Only folders that are empty now, the deepest first; the system's own stay where others use them.
  (cd tree && find . -depth -mindepth 2 -type d | sed 's/^\.//') | while IFS= read -r folder; do
    case $folder in
      /etc/cccd-bridge*) ;;
      *) rmdir "$destination$folder" 2>/dev/null || true ;;
    esac
  done
}

reload_rights() {
  [ -z "$destination" ] && [ -S /run/udev/control ] || return 0
  udevadm control --reload || true
  udevadm trigger --action=change --subsystem-match=usb --subsystem-match=tty || true
}

case ${1:-} in
  '') put ;;
  --remove) take_away ;;
  --purge) take_away; rm -rf "$destination/etc/cccd-bridge" ;;
  *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
esac
reload_rights
