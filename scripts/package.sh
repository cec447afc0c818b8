#!/usr/bin/env bash
# Makes dagrs_VERSION_ARCH.deb and dagrs-VERSION-linux-ARCH.tar.gz: the native executable, its manual page and what completes its words in shells.
#
#   scripts/package.sh [VERSION] [--binary PATH] [--out FOLDER]
#
#   VERSION         default: that of Directory.Build.props
#   --binary PATH   a native executable that was published before; otherwise it is published here, which takes minutes
#   --out FOLDER    default: artifacts/packages
#
# The same executable gives the same bytes each time: all times are SOURCE_DATE_EPOCH, by default that of the last commit.
set -euo pipefail
umask 022
unset CDPATH
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die() { echo "package.sh: $*" >&2; exit 1; }

version='' binary='' out=$root/artifacts/packages
while [ $# -gt 0 ]; do
    case $1 in
        --binary) binary=$(realpath -e "${2:?--binary needs a path}") || die "there is no $2"; shift ;;
        --out) out=$(realpath -m "${2:?--out needs a folder}"); shift ;;
        -*) die "there is no option '$1'; there are --binary and --out" ;;
        *) version=$1 ;;
    esac
    shift
done
command -v dpkg-deb >/dev/null || die "needs dpkg-deb (package dpkg)"
cd "$root"

: "${version:=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)}"
: "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "$binary" ]; then
    dotnet publish src/Dagrs.Cli -c Release -p:Version="$version" -o "$work/out" >&2
    binary=$work/out/dagrs
fi
said=$("$binary" --version) || die "$binary does not run here"
[ "$said" = "$version" ] || die "$binary is of version $said, not $version"

# The architecture of the executable, whatever that of this machine is called: e_machine of its ELF header.
case $(od -An -tx1 -j18 -N1 "$binary" | tr -d ' ') in
    3e) architecture=amd64 platform=linux-x64 ;;
    b7) architecture=arm64 platform=linux-arm64 ;;
    *) die "$binary is for neither amd64 nor arm64" ;;
esac

# The notices of what is inside .NET's own part, of the version that was linked.
notices() {
    local packages
    packages=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
    ls "$packages"/microsoft.netcore.app.runtime.nativeaot.$platform/*/THIRD-PARTY-NOTICES.TXT 2>/dev/null | sort -V | tail -n 1
}

# What both packages have, below a prefix. $1: the prefix; $2: where zsh looks.
lay() {
    local share=$1/share
    install -D -m 755 "$binary" "$1/bin/dagrs"
    mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$2" "$share/fish/vendor_completions.d" "$share/doc/dagrs"
    "$binary" __man | gzip -9n >"$share/man/man1/dagrs.1.gz"
    "$binary" completion bash >"$share/bash-completion/completions/dagrs"
    "$binary" completion zsh >"$2/_dagrs"
    "$binary" completion fish >"$share/fish/vendor_completions.d/dagrs.fish"
    install -m 644 packaging/copyright "$share/doc/dagrs/copyright"
    gzip -9nc "$notices" >"$share/doc/dagrs/dotnet-notices.txt.gz"
}

# CHANGELOG.md of this version in Debian's form, which dpkg's programs read.
changelog() {
    printf 'dagrs (%s) unstable; urgency=medium\n\n' "$version"
    # A point on one line each, then folded; the sign of a new section ends the one that is wanted.
    awk -v wanted="## $version" '/^## / { here = index($0, wanted) == 1 } here && /^- / { printf "\n* %s", substr($0, 3) } here && /^  / { printf " %s", substr($0, 3) } END { print "" }' CHANGELOG.md \
        | fold -s -w 74 | sed -e '1d' -e 's/ *$//' -e 's/^\*/  */' -e '/^  \*/!s/^/    /'
    printf '\n -- %s  %s\n' "$(sed -n 's/^Maintainer: //p' packaging/control)" "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
}

make_deb() {
    local tree=$work/deb
    lay "$tree/usr" "$tree/usr/share/zsh/vendor-completions"
    changelog | gzip -9n >"$tree/usr/share/doc/dagrs/changelog.gz"
    mkdir -p "$tree/DEBIAN"
    sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@SIZE@/$(du -k --apparent-size -s "$tree/usr" | cut -f1)/" packaging/control >"$tree/DEBIAN/control"
    if ldd "$binary" >/dev/null 2>&1; then
        sed -i '/^Priority/a Depends: libc6 (>= 2.34)' "$tree/DEBIAN/control"
    else
        install -D -m 644 packaging/lintian-overrides "$tree/usr/share/lintian/overrides/dagrs"
    fi
    (cd "$tree" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$tree/DEBIAN/md5sums"
    # One thread: how a text is cut for several depends on the machine.
    DPKG_DEB_THREADS_MAX=1 dpkg-deb --root-owner-group --build "$tree" "$out/dagrs_${version}_$architecture.deb" >/dev/null
    echo "$out/dagrs_${version}_$architecture.deb"
}

make_tarball() {
    local name=dagrs-$version-linux-$architecture
    local tree=$work/tar/$name
    lay "$tree" "$tree/share/zsh/site-functions"
    install -m 755 packaging/install.sh "$tree/install.sh"
    install -m 644 LICENSE CHANGELOG.md "$tree"
    install -m 644 src/Dagrs.Cli/README.md "$tree/README.md"
    tar --directory "$work/tar" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --format=gnu -cf - "$name" | gzip -9n >"$out/$name.tar.gz"
    echo "$out/$name.tar.gz"
}

notices=$(notices)
[ -n "$notices" ] || die "the notices of .NET's own part are not here; 'dotnet publish src/Dagrs.Cli -c Release' brings them"
mkdir -p "$out"
make_deb
make_tarball
