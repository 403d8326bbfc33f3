#!/bin/sh
# bin/fanzha [start | check | doctor | backup | library | …] [arguments]: the programs of this release with the Node that came with it.
set -eu
here=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
program=${1:-start}
[ $# -eq 0 ] || shift
case $program in
  start) MALLOC_MMAP_THRESHOLD_=131072 exec "$here/node/bin/node" --max-semi-space-size=4 --no-parallel-scavenge --max-old-space-size=256 --no-maglev --no-allocation-site-pretenuring "$here/dist/node.js" "$@" ;;
  *[!a-z-]* | node | workshop | bundle | part-*) program= ;;
esac
if [ -z "$program" ] || [ ! -f "$here/dist/$program.js" ]; then
  printf 'no such program; there are: start check doctor backup library evaluate open-stop-lead\n' >&2
  exit 2
fi
exec "$here/node/bin/node" "$here/dist/$program.js" "$@"
