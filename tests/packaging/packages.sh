#!/usr/bin/env bash
# Makes the packages of a native executable and installs them as whoever gets them would: by dpkg, into a root with nothing else in it, from the tarball.
#
#   tests/packaging/packages.sh PATH-OF-DAGRS
#
# What needs root, or a program that is not here, is left out and said so. Ends with 0 when nothing failed.
set -uo pipefail
dagrs=$(realpath -e "${1:?the path of a native dagrs}")
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
version=$("$dagrs" --version)
work=$(mktemp -d)
failed=0
trap 'rm -rf "$work"' EXIT

check() {
    local what=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        echo "ok: $what"
    else
        echo "FAILED: $what"
        sed 's/^/    /' "$work/said"
        failed=$((failed + 1))
    fi
}

left_out() { echo "left out: $*"; }
has() { command -v "$1" >/dev/null; }
has dpkg-deb || { left_out "all of it: there is no dpkg-deb"; exit 0; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# Where a folder below holds what was installed: each thing works from there. $1: the prefix; $2: where zsh looks.
works_from() {
    check "  the program says its version" [ "$("$1/bin/dagrs" --version)" = "$version" ]
    check "  the program runs a file" sh -c "cd '$work' && '$1/bin/dagrs' -f file.yaml --state off | grep -q 'it works'"
    check "  the manual page is of this program" sh -c "gzip -dc '$1/share/man/man1/dagrs.1.gz' | cmp - docs/man/dagrs.1"
    check "  the manual page can be read" sh -c "gzip -dc '$1/share/man/man1/dagrs.1.gz' >'$work/page.1' && $reader '$work/page.1' | grep -q 'EXIT STATUS'"
    check "  bash completes by it" env PATH="$1/bin:$PATH" bash -c '. "$0"; complete -p dagrs && COMP_WORDS=(dagrs gra) COMP_CWORD=1 && _dagrs dagrs && [ "${COMPREPLY[*]}" = graph ]' "$1/share/bash-completion/completions/dagrs"
    if has zsh; then check "  zsh reads its completion" zsh -f -c "fpath=('$2' \$fpath); autoload -U compinit; compinit -u -d '$work/zdump'; [[ \$_comps[dagrs] == _dagrs ]]"; else left_out "zsh"; fi
    if has fish; then check "  fish completes by it" env HOME="$work" PATH="$1/bin:$PATH" fish --no-config -c "source $1/share/fish/vendor_completions.d/dagrs.fish; complete -C 'dagrs gra' | string match -q 'graph*'"; else left_out "fish"; fi
    check "  the licences of what is inside are told" sh -c "grep -q YamlDotNet '$1/share/doc/dagrs/copyright' && gzip -dc '$1/share/doc/dagrs/dotnet-notices.txt.gz' | grep -qi zlib"
}

install_by_dpkg() {
    if ! is_root || dpkg -s dagrs >/dev/null 2>&1; then
        left_out "dpkg -i: needs root, and no dagrs that is installed already; taken apart in a folder in its place"
        check "the .deb is taken apart" dpkg-deb -x "$deb" "$work/apart"
        works_from "$work/apart/usr" "$work/apart/usr/share/zsh/vendor-completions"
        return
    fi
    # Machines made for containers leave out manual pages.
    check "dpkg -i installs it" dpkg -i --path-include='/usr/share/*' "$deb"
    works_from /usr /usr/share/zsh/vendor-completions
    dpkg -L dagrs | while read -r path; do [ -d "$path" ] || echo "$path"; done >"$work/files"
    check "  man finds it" sh -c 'has=$(command -v man) || exit 0; "$has" -w dagrs'
    check "  dpkg finds nothing changed" sh -c '[ -z "$(dpkg --verify dagrs)" ]'
    check "dpkg -r takes it away" dpkg -r dagrs
    check "  nothing is left" sh -c "! xargs ls -d <'$work/files' 2>/dev/null && [ ! -e /usr/share/doc/dagrs ] && ! dpkg -s dagrs"
}

# As in a container made from nothing: the package, and where a shell is needed one of a single file.
install_into_an_empty_root() {
    if ! is_root; then left_out "an empty root: needs root"; return; fi
    if ldd "$dagrs" >/dev/null 2>&1; then left_out "an empty root: this dagrs needs a C library"; return; fi
    local root=$work/root chroot
    chroot=$(PATH=$PATH:/usr/sbin:/sbin command -v chroot) || { left_out "an empty root: there is no chroot"; return; }
    mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/work" "$root/tmp"
    : >"$root/var/lib/dpkg/status"
    check "dpkg installs it into an empty root" dpkg --root="$root" --path-include='/usr/share/*' -i "$deb"
    printf 'dagrs:\n  a: { name: "A", cmd: [ /usr/bin/dagrs, --version ] }\n' >"$root/work/dagrs.yaml"
    check "  it runs a program, with nothing else there" sh -c "env -i '$chroot' '$root' /usr/bin/dagrs -C /work | grep -q '$version'"
    local shell
    shell=$(command -v busybox) && ! ldd "$shell" >/dev/null 2>&1 || { left_out "a shell in the empty root: there is no static busybox"; return; }
    mkdir -p "$root/bin" && cp "$shell" "$root/bin/sh"
    cp "$work/file.yaml" "$root/work/dagrs.yaml"
    check "  it runs shell lines by busybox" sh -c "env -i PATH=/bin:/usr/bin HOME=/work '$chroot' '$root' /usr/bin/dagrs -C /work | grep -q 'it works'"
    check "dpkg takes it out of there" dpkg --root="$root" -r dagrs
    check "  nothing is left there" sh -c "[ ! -e '$root/usr/bin/dagrs' ] && [ ! -e '$root/usr/share/doc/dagrs' ]"
}

install_from_tarball() {
    local to=$work/prefix
    check "the tarball is unpacked" tar -xzf "$tarball" -C "$work"
    check "install.sh installs it" env PREFIX="$to" "$work/$(basename "$tarball" .tar.gz)/install.sh"
    works_from "$to" "$to/share/zsh/site-functions"
    check "install.sh --remove takes it away" env PREFIX="$to" "$work/$(basename "$tarball" .tar.gz)/install.sh" --remove
    check "  nothing is left" sh -c "[ -z \"\$(find '$to' -type f)\" ]"
    check "install.sh refuses another option" sh -c "! '$work/$(basename "$tarball" .tar.gz)/install.sh' --prefix=/x"
}

printf 'dagrs:\n  a: { name: "A", cmd: echo works }\n  b: { name: "B", after: a, cmd: echo "it $1" }\n' >"$work/file.yaml"
if has man; then reader="man --warnings -l"; elif has mandoc; then reader=mandoc; else reader="groff -man -Tutf8"; fi

for out in first second; do
    check "the packages are made, the $out time" scripts/package.sh --binary "$dagrs" --out "$work/$out"
done
deb=$(echo "$work"/first/*.deb) tarball=$(echo "$work"/first/*.tar.gz)
check "there are two" [ "$(ls "$work/first" | wc -l)" -eq 2 ]
check "both times they are the same" diff -r "$work/first" "$work/second"
check "a wrong version is refused" sh -c "! scripts/package.sh 9.9.9 --binary '$dagrs' --out '$work/third' && [ ! -e '$work/third' ]"
check "all in the .deb belongs to root and can be written by nobody else" sh -c "! dpkg-deb --contents '$deb' | grep -vE '^([d-]r[w-][x-]r-[x-]r-[x-]) root/root '"
if has lintian; then check "lintian finds nothing" env -u SOURCE_DATE_EPOCH lintian --allow-root --fail-on error,warning "$deb"; else left_out "lintian"; fi

install_by_dpkg
install_into_an_empty_root
install_from_tarball
[ "$failed" -eq 0 ]
