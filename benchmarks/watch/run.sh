#!/usr/bin/env bash
# How long after a change of a file a watched task begins: a tree of 10,000 files, ten changes, one after the other.
# Also what a watch takes while nothing happens: memory, and processor time in 20 s. Prints a markdown table.
# Usage: run.sh [PATH OF dagrs]
set -u
dagrs=$(command -v "${1:-dagrs}") && dagrs=$(realpath "$dagrs") || { echo "there is no ${1:-dagrs}" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

for d in $(seq 100); do
    mkdir -p "src/d$d"
    for f in $(seq 100); do echo "$d $f" >"src/d$d/f$f"; done
done
printf 'dagrs:\n  build: { name: Build, cmd: "date +%%s%%N > began", inputs: src }\n' >dagrs.yaml
sleep 3 # stamps younger than two seconds prove nothing

DAGRS_STATE="$folder/.state" "$dagrs" -w -q --log-level off &
watch=$!
until [ -s began ]; do sleep 0.05; done
sleep 3
ticks() { awk '{ print $14 + $15 }' "/proc/$watch/stat"; }
times=()
for round in $(seq 10); do
    rm -f began
    before=$(date +%s%N)
    echo "$before" >"src/d$((round * 7))/f$round"
    until [ -s began ]; do sleep 0.005; done
    times+=($((($(cat began) - before) / 1000000)))
    sleep 1
done
before=$(ticks)
sleep 20
idle=$((($(ticks) - before) * 1000 / $(getconf CLK_TCK)))
memory=$(awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$watch/status")
kill -TERM "$watch"
wait "$watch"
sorted=($(printf '%s\n' "${times[@]}" | sort -n))
echo "| fastest ms | median ms | slowest ms | memory MB | ms of processor time in 20 s |"
echo "|---:|---:|---:|---:|---:|"
echo "| ${sorted[0]} | ${sorted[5]} | ${sorted[9]} | $memory | $idle |"
