#!/bin/sh
# What each job runs, on its node: the command in a session of its own, until it ends, takes too long or the job is told to end. Then
# nothing of it is left, and an exit record says what happened. POSIX sh, with setsid and /proc of Linux.
# $1: the folder of the run  $2: the name of the job  $3: its mark  $4: seconds from the request to end to the kill
# $5: seconds that the command may take, 0 for no limit  $6: its working directory  $7: 2 where its two streams are told apart
folder=$1 name=$2 mark=$3 grace=$4 limit=$5 dir=$6 streams=$7
PATH=${PATH:-/usr/local/bin:/usr/bin:/bin}
export PATH
end=$folder/ends/$name
# Files of the run are its owner's alone, and those that the command makes are as the caller has it. A new kernel tells without a process.
while read -r key mask rest; do [ "$key" = Umask: ] && break; done <"/proc/$$/status"
mask=${mask:-$(umask)}
umask 077
node=${SLURMD_NODENAME:-$(hostname)}
read -r started rest </proc/uptime
asked='' why='' code='' timer=''

# Written aside and renamed, so that nobody reads half of it. Times are seconds since the node was started: that clock needs no further process,
# and each one costs as much as a short command.
record() {
  read -r ended rest </proc/uptime
  printf '{"code":%d,"why":"%s","node":"%s","job":%d,"started":%s,"ended":%s}\n' \
    "$1" "$why" "$node" "$SLURM_JOB_ID" "$started" "$ended" >"$end.part" && mv -f "$end.part" "$end.exit"
}

# The files of environments of all that carries the mark: also what has left the session.
marked() { grep -lszxF "DAGRS_JOB=$mark" /proc/[0-9]*/environ 2>/dev/null; }
is_any_left() { grep -qszxF "DAGRS_JOB=$mark" /proc/[0-9]*/environ 2>/dev/null; }

signal_all() {
  kill "-$1" -- "-$command" 2>/dev/null || kill "-$1" "$command" 2>/dev/null # it has no session yet
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
  while [ "$rounds" -lt "$((grace * 10))" ] && is_any_left; do
    sleep 0.1
    rounds=$((rounds + 1))
  done
  rounds=0
  while [ "$rounds" -lt 20 ] && is_any_left; do
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

# A shell has what it starts beside itself ignore SIGINT and SIGQUIT, and no shell can take that back. What can is found out once a node.
known=$folder/signals.$node
if ! read -r by 2>/dev/null <"$known"; then
  by=nothing
  if env --default-signal=INT,QUIT true 2>/dev/null; then
    by=env
  elif command -v perl >/dev/null 2>&1; then
    by=perl
  fi
  echo "$by" >"$known.$name" && mv -f "$known.$name" "$known"
fi
case $by in
  env) set -- "$end.missing" setsid env --default-signal=INT,QUIT ;;
  perl) set -- "$end.missing" setsid perl -e '$SIG{INT} = $SIG{QUIT} = "DEFAULT"; exec @ARGV' ;;
  *) set -- "$end.missing" setsid ;;
esac

# The script of the command sets its variables and becomes what these words and its own say.
start() {
  umask "$mask"
  DAGRS_JOB=$mark
  export DAGRS_JOB
  if [ -e "$end.results" ]; then
    DAGRS_RESULTS=$end.results
    export DAGRS_RESULTS
  fi
  . "$folder/commands/$name"
}
if [ "$streams" = 2 ]; then
  (start "$@") </dev/null >"$end.out" 2>"$end.err" &
else
  (start "$@") </dev/null >"$end.out" 2>&1 &
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
  [ "$code" -eq 143 ] && [ -z "$asked$why" ] && sleep 0.3
  [ "$asked" ] || break
  asked=''
  end_all
done
if [ "$timer" ]; then
  kill -KILL "$timer" 2>/dev/null
  kill -KILL -- "-$timer" 2>/dev/null
fi

trap '' TERM INT HUP USR1
is_any_left && end_all
[ -s "$end.missing" ] && why=${why:-$(cat "$end.missing")}
record "$code"
exit "$code"
