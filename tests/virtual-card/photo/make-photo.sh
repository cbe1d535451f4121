#!/bin/bash
# Draws portrait.jpg from portrait.html with Chromium, and portrait.jp2 and portrait.j2k from that with the tools of
# libjpeg and OpenJPEG; the results are committed.
set -euo pipefail
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
chromium --headless --no-sandbox --disable-gpu --user-data-dir="$profile" --dump-dom "file://$PWD/portrait.html" 2>/dev/null \
    | sed -n 's/.*<pre id="out">\([A-Za-z0-9+\/=]*\)<\/pre>.*/\1/p' | base64 -d > portrait.jpg
test -s portrait.jpg
djpeg portrait.jpg > "$profile/portrait.ppm"
opj_compress -i "$profile/portrait.ppm" -o portrait.jp2 -r 60
opj_compress -i "$profile/portrait.ppm" -o portrait.j2k -r 80
