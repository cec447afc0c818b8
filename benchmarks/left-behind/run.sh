#!/usr/bin/env bash
# What a signal to a runner alone leaves running: a task with a child, a child in the background and a grandchild whose parent has
# gone. Prints a markdown table. Needs perl; runners that are not installed are left out and said so.
# Usage: run.sh [PATH OF dagrs]
set -u
dagrs=$(command -v "${1:-dagrs}") && dagrs=$(realpath "$dagrs")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

# Each sleep is known by a number of seconds that nobody else has.
mark=$((300000 + RANDOM))
task="sleep $mark & sh -c \"sleep $mark &\"; sleep $mark"
printf 'dagrs:\n  a:\n    name: a\n    cmd: |\n      %s\n' "$task" >dagrs.yaml
printf 'a:\n\t%s\n' "$task" >Makefile
printf 'rule r\n  command = %s\nbuild a: r\n' "$task" >build.ninja
sleeps() { pgrep -f "^sleep $mark\$"; }

measure() { # name, signal, command
    local name=$1 signal=$2 status left pid
    shift 2
    # A shell lets what it starts in the background ignore SIGINT; perl undoes that.
    perl -e '$SIG{$_} = "DEFAULT" for qw(INT QUIT); exec @ARGV or die' "$@" >/dev/null 2>&1 </dev/null &
    pid=$!
    for _ in $(seq 200); do [ "$(sleeps | wc -l)" -ge 3 ] && break; sleep 0.05; done
    [ "$(sleeps | wc -l)" -ge 3 ] || signal="$signal (did not start its task)"
    kill -s "${signal%% *}" "$pid"
    for _ in $(seq 300); do kill -0 "$pid" 2>/dev/null || break; sleep 0.05; done
    kill -KILL "$pid" 2>/dev/null && signal="$signal (did not end within 15 s)"
    wait "$pid" 2>/dev/null
    status=$?
    sleep 0.2
    left=$(sleeps | wc -l)
    sleeps | xargs -r kill -KILL
    echo "| $name | SIG$signal | $left | $status |"
}

echo "| runner | signal | processes left | exit code |"
echo "|---|---|---:|---:|"
for signal in TERM INT HUP; do
    if [ "$dagrs" ]; then measure dagrs "$signal" "$dagrs" --yaml dagrs.yaml; else echo "| dagrs | | not installed | |"; fi
    if command -v make >/dev/null; then measure make "$signal" make; else echo "| make | | not installed | |"; fi
    if command -v ninja >/dev/null; then measure ninja "$signal" ninja; else echo "| ninja | | not installed | |"; fi
done
