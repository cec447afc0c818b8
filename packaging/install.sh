#!/bin/sh
# Copies dagrs, its manual page and what completes its words in shells to a prefix, or takes them away again:
#
#   ./install.sh                               to /usr/local
#   PREFIX="$HOME/.local" ./install.sh         elsewhere; DESTDIR is put before it, for those who make packages
#   ./install.sh --remove                      with the same PREFIX
set -eu
cd "$(dirname "$0")"

to=${DESTDIR:-}${PREFIX:-/usr/local}
case ${1:-} in
    '') ;;
    --remove) ;;
    *) echo "install.sh: there is no option '$1'; there is --remove" >&2; exit 2 ;;
esac

find bin share -type f | while read -r file; do
    if [ "${1:-}" = --remove ]; then
        rm -f "$to/$file"
        rmdir "$to/share/doc/dagrs" 2>/dev/null || true
    else
        mkdir -p "$to/$(dirname "$file")"
        # Not over a program that runs: a new file in its place.
        cp "$file" "$to/$file.new"
        mv -f "$to/$file.new" "$to/$file"
    fi
done
[ "${1:-}" = --remove ] || echo "installed $to/bin/dagrs"
