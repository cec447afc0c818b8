#!/bin/sh
# What each job runs, on its node: the command in a session of its own, until it ends, takes too long or the job is told to end. Then
# nothing of it is left, and an exit record says what happened. POSIX sh, with setsid and /proc of Linux.
# $1: the folder of the run  $2: the name of the job  $3: its mark  $4: seconds from the request to end to the kill
# $5: seconds that the command may take, 0 for no limit  $6: its working directory  $7: 2 where its two streams are told apart
folder=$1 name=$2 mark=$3 grace=$4 limit=$5 dir=$6 streams=$7
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
umask 077
end=$folder/ends/$name
node=${SLURMD_NODENAME:-$(hostname)}
started=$(date +%s)
asked='' why='' code='' timer=''

# Written aside and renamed, so that nobody reads half of it.
record() {
  printf '{"code":%d,"why":"%s","node":"%s","job":%d,"started":%d,"ended":%d}\n' \
    "$1" "$why" "$node" "$SLURM_JOB_ID" "$started" "$(date +%s)" >"$end.part" && mv -f "$end.part" "$end.exit"
}

# The files of environments of all that carries the mark: also what has left the session.
marked() { grep -lszxF "DAGRS_JOB=$mark" /proc/[0-9]*/environ 2>/dev/null; }

signal_all() {
  kill "-$1" -- "-$command" 2>/dev/null
  for file in $(marked); do
    process=${file#/proc/}
    kill "-$1" "${process%%/*}" 2>/dev/null
  done
}

# Ends all of it: asks, waits for the grace, kills until none is left.
end_all() {
  signal_all TERM
  kill -CONT -- "-$command" 2>/dev/null
  rounds=0
  while [ "$rounds" -lt "$((grace * 10))" ] && [ "$(marked)" ]; do
    sleep 0.1
    rounds=$((rounds + 1))
  done
  rounds=0
  while [ "$rounds" -lt 20 ] && [ "$(marked)" ]; do
    signal_all KILL
    sleep 0.05
    rounds=$((rounds + 1))
  done
}

trap 'asked=1; why=${why:-stopped}' TERM INT HUP
trap 'asked=1; why=${why:-timeout}' USR1

if ! cd -- "$dir" 2>/dev/null; then
  why=folder
  record 1
  exit 1
fi

# A shell has what it starts beside itself ignore SIGINT and SIGQUIT, and no shell can take that back.
set -- sh "$folder/commands/$name" "$end.missing"
if env --default-signal=INT,QUIT true 2>/dev/null; then
  set -- env --default-signal=INT,QUIT "$@"
elif command -v perl >/dev/null 2>&1; then
  set -- perl -e '$SIG{INT} = $SIG{QUIT} = "DEFAULT"; exec @ARGV' "$@"
fi
if [ "$streams" = 2 ]; then
  DAGRS_JOB=$mark setsid "$@" </dev/null >"$end.out" 2>"$end.err" &
else
  DAGRS_JOB=$mark setsid "$@" </dev/null >"$end.out" 2>&1 &
fi
command=$!
if [ "$limit" != 0 ]; then
  setsid sh -c 'sleep "$1"; kill -USR1 "$2"' sh "$limit" $$ </dev/null >/dev/null 2>&1 &
  timer=$!
fi

# A signal ends the waiting, not the command; a shell that has told the status of a process once may know nothing of it the next time.
while :; do
  wait "$command"
  status=$?
  if [ "$status" -ne 127 ] || [ -z "$code" ]; then
    code=$status
  fi
  # The command may have heard of the end of the job first.
  [ "$code" -eq 143 ] && [ -z "$asked$why" ] && sleep 0.1
  [ "$asked" ] || break
  asked=''
  end_all
done
if [ "$timer" ]; then
  kill -KILL "$timer" 2>/dev/null
  kill -KILL -- "-$timer" 2>/dev/null
fi

trap '' TERM INT HUP USR1
[ "$(marked)" ] && end_all
[ -s "$end.missing" ] && why=${why:-$(cat "$end.missing")}
record "$code"
exit "$code"
