#!/bin/sh
# Installs this bundle. Needs a shell and coreutils; no network, no Node, no npm, and no root where TARGET is yours.
#   sh install.sh [TARGET]        TARGET: /opt/fanzha
set -eu
target=${1:-/opt/fanzha}
cd "$(dirname "$0")"
say() { printf '%s\n' "$1"; }
fail() { printf '%s\n' "$1" >&2; exit 1; }

read -r name platform <BUNDLE
case "$(uname -s)-$(uname -m)" in
  Linux-x86_64 | Linux-amd64) here=linux-x64 ;;
  Linux-aarch64 | Linux-arm64) here=linux-arm64 ;;
  *) here=$(uname -s)-$(uname -m) ;;
esac
[ "$here" = "$platform" ] || fail "this bundle is for $platform; this machine is $here: take the bundle for it"
sha256sum --quiet -c SHA256SUMS >&2 || fail 'these files are not as they were packed: fetch the bundle again'
node/bin/node --version >/dev/null || fail 'the Node of this bundle does not run here: it needs glibc 2.28 or newer'

release=$target/releases/$name
if [ -e "$release" ]; then
  say "$release is there already"
else
  mkdir -p "$target/releases"
  rm -rf "$release.part"
  cp -R . "$release.part"
  mv "$release.part" "$release"
fi
# In one step: whoever starts sees the old release or the new one.
ln -sfn "releases/$name" "$target/current.new"
mv -T "$target/current.new" "$target/current"
say "installed: $release"
say "start it:  DATA_DIR=/var/lib/fanzha $target/current/bin/fanzha start"
say "as a service: $target/current/docs/ops/fanzha.service; back to an older release: docs/operations.md, Downgrade"
