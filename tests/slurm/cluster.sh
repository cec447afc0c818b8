#!/usr/bin/env bash
# A cluster with Slurm on one machine, for tests: munged, slurmctld and some slurmd, each node with a network and a host name of its own where that
# can be had. Several stand side by side. Needs root and the programs of Slurm and munge.
# Above 300 lines: one script, so that it can be copied to a machine and run there.
#
#   cluster.sh up [FOLDER]             brings one up in the folder (a new temporary one), and prints what the shell has to export
#   cluster.sh down FOLDER             ends it and all its jobs; nothing is left, the folder neither
#   cluster.sh kill-node FOLDER N      the node loses its power: nothing on it runs any more
#   cluster.sh kill-slurmd FOLDER N    only its daemon is killed: jobs run on
#   cluster.sh start-node FOLDER N     starts its daemon, and waits until the node takes jobs
#   cluster.sh cut-node FOLDER N       pulls the network cable: all runs on, unseen
#   cluster.sh join-node FOLDER N      puts it back, and waits until the node takes jobs
#   cluster.sh kill-controller FOLDER  kills slurmctld, with what it has not yet written down
#   cluster.sh start-controller FOLDER starts it, and waits until it answers
#   cluster.sh mend FOLDER             starts and joins all that was killed or cut
#
# The environment of 'up':
#   NODES=4 CPUS=4 MEMORY=4000    how many nodes, and what each claims to have (MB)
#   CGROUPS=yes|no|auto           yes: jobs are held together and to their memory by cgroups of version 1; auto (the default): where they can be written
#   NETWORK=own|shared|auto       own: a network for each node; shared: all on the loopback device; auto (the default): own where it can be had
#   OWNER=PID                     when this process has ended, the cluster is ended too
set -euo pipefail

usage() {
    sed -n '/^#   cluster/s/^# //p' "$0" >&2
    exit 2
}

say() {
    echo "cluster: $*" >&2
}

# ---- processes --------------------------------------------------------------------------------------------------------------------------------

runs() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    [ "${stat%% *}" != Z ]
}

born() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    set -- $stat
    echo "${20}"
}

# The process of a daemon of this cluster, from the file in which the daemon has written it. Numbers are used again, so its words must name the cluster.
daemon() {
    local id
    [ -s "$folder/run/$1.pid" ] || return 1
    id=$(<"$folder/run/$1.pid")
    runs "$id" && tr '\0' '\n' <"/proc/$id/cmdline" 2>/dev/null | grep -qF -- "$folder/" && echo "$id"
}

# Ends a daemon: asks, and kills what does not hear.
stop() {
    local id try
    id=$(daemon "$1") || return 0
    kill -s TERM "$id" 2>/dev/null || return 0
    for try in $(seq 60); do
        runs "$id" || return 0
        sleep 0.05
    done
    kill -s KILL "$id" 2>/dev/null || true
}

# The processes whose environment has a variable that the pattern fits.
with_variable() {
    { grep -lzxE -- "$1" /proc/[0-9]*/environ 2>/dev/null || true; } | sed 's|/proc/\([0-9]*\)/.*|\1|'
}

# Kills all of a node: what its daemon has started knows its mark, jobs know the name of the cluster; and all is in the node's network. Slurm's own
# processes go first, so that none lives to tell of the end of others.
clear_node() {
    local id round
    for round in 1 2 3; do
        for id in $(with_variable "CLUSTER_OF_TESTS=$folder:n$1"); do kill -s STOP "$id" 2>/dev/null || true; done
        for id in $({ [ "$network" = shared ] || ip netns pids "$space-$1"; } 2>/dev/null) $(with_variable "CLUSTER_OF_TESTS=$folder:n$1") $(jobs_on "$1"); do
            kill -s KILL "$id" 2>/dev/null || true
        done
    done
}

jobs_on() {
    comm -12 <(with_variable "SLURM_CLUSTER_NAME=$space" | sort) <(with_variable "SLURMD_NODENAME=n$1" | sort)
}

# ---- the network ------------------------------------------------------------------------------------------------------------------------------

# Takes a number that no other cluster on this machine has: of the network 10.213.NUMBER, the ports, the jobs.
take_number() {
    local try
    for try in $(seq 200); do
        number=$((80 + RANDOM % 170))
        space=dagrs$number
        mkdir "$numbers/$number" 2>/dev/null || { abandoned "$number" && mkdir "$numbers/$number" 2>/dev/null; } || continue
        echo "$folder" >"$numbers/$number/folder"
        ip -4 address 2>/dev/null | grep -qF "10.213.$number." || return 0
        rm -rf "${numbers:?}/$number"
    done
    say "no number is free"
    exit 1
}

# True when the cluster of a number has gone without giving it back.
abandoned() {
    local of
    of=$(cat "$numbers/$1/folder" 2>/dev/null) && [ -n "$of" ] && [ ! -e "$of" ] && rm -rf "${numbers:?}/$1"
}

make_network() {
    local node
    [ "$wanted" = shared ] && network=shared && return
    network=own
    if ! make_bridge 2>"$folder/log/network"; then
        drop_network
        [ "$wanted" = auto ] || { say "no network can be made: $(tail -n 1 "$folder/log/network")"; exit 1; }
        network=shared
    fi
}

make_bridge() {
    local node
    ip link add "$space" type bridge || return 1
    ip address add "10.213.$number.1/24" dev "$space" || return 1
    ip link set "$space" up || return 1
    for node in $(seq "$nodes"); do
        ip netns add "$space-$node" || return 1
        ip link add "$space-$node" type veth peer name eth0 netns "$space-$node" || return 1
        ip link set "$space-$node" master "$space" up || return 1
        ip -n "$space-$node" address add "10.213.$number.$((10 + node))/24" dev eth0 || return 1
        ip -n "$space-$node" link set lo up || return 1
        ip -n "$space-$node" link set eth0 up || return 1
    done
}

drop_network() {
    local node
    for node in $(seq "$nodes"); do
        ip link delete "$space-$node" 2>/dev/null || true
        ip netns delete "$space-$node" 2>/dev/null || true
    done
    ip link delete "$space" 2>/dev/null || true
}

# ---- the configuration ------------------------------------------------------------------------------------------------------------------------

write_configuration() {
    local node here controller
    here=$(hostname)
    here=${here%%.*}
    [ "$network" = own ] && controller=10.213.$number.1 || controller=127.0.0.1
    if [ "$cgroups" = yes ]; then
        set -- proctrack/cgroup task/cgroup jobacct_gather/linux
    else
        set -- proctrack/linuxproc task/none jobacct_gather/none
    fi
    {
        # Quick to notice and to start, as jobs of a second need it; a site's cluster waits for minutes. Jobs of side by side clusters have numbers of
        # their own, because cgroups are named after them.
        cat <<LINES
ClusterName=$space
SlurmctldHost=$here($controller)
SlurmctldPort=$port
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$folder/munge/socket,cred_expire=5
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/run/slurmctld.pid
SlurmdPidFile=$folder/run/%n.pid
SlurmctldLogFile=$folder/log/slurmctld
SlurmdLogFile=$folder/log/%n
ProctrackType=$1
TaskPlugin=$2
JobAcctGatherType=$3
SwitchType=switch/none
MpiDefault=none
GresTypes=gpu
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
DefMemPerCPU=100
SlurmctldTimeout=10
SlurmdTimeout=5
InactiveLimit=0
KillWait=5
WaitTime=0
MinJobAge=300
ReturnToService=2
MessageTimeout=5
TCPTimeout=1
FirstJobId=$((number * 100000 + 1))
MaxJobId=$((number * 100000 + 99999))
MaxJobCount=20000
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0,bf_interval=1,bf_max_job_test=1000,default_queue_depth=1000,nohold_on_prolog_fail
PriorityType=priority/basic
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
LINES
        for node in $(seq "$nodes"); do
            if [ "$network" = own ]; then
                set -- "10.213.$number.$((10 + node))" "$((port + 1))"
            else
                set -- 127.0.0.1 "$((port + 10 + node))"
            fi
            echo "NodeName=n$node NodeAddr=$1 NodeHostname=$here Port=$2 CPUs=$cpus RealMemory=$memory Gres=gpu:2 State=UNKNOWN"
        done
        echo "PartitionName=batch Nodes=n[1-$nodes] Default=YES MaxTime=INFINITE State=UP"
        echo "PartitionName=one Nodes=n1 MaxTime=60 State=UP"
    } >"$folder/slurm.conf"
    printf 'CgroupPlugin=cgroup/v1\nCgroupMountpoint=/sys/fs/cgroup\nConstrainCores=no\nConstrainRAMSpace=%s\n' "$cgroups" >"$folder/cgroup.conf"
    # What the processors are does not matter: nobody computes on them.
    printf 'Name=gpu File=%s\n' /dev/null /dev/zero >"$folder/gres.conf"
}

# ---- the daemons ------------------------------------------------------------------------------------------------------------------------------

# Daemons know nothing of who starts them, and hold no stream of his open.
quietly() {
    env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C CLUSTER_OF_TESTS="$folder:$mark" setsid "$@" </dev/null >/dev/null 2>>"$folder/log/start"
}

start_munge() {
    local try who=()
    (umask 077 && head -c 1024 /dev/urandom >"$folder/munge/key")
    if id munge >/dev/null 2>&1; then
        chown -R munge: "$folder/munge"
        who=(setpriv --reuid munge --regid munge --clear-groups)
    fi
    mark=munge
    quietly "${who[@]}" munged --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" --pid-file="$folder/munge/munged.pid" \
        --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" --num-threads=2
    wait_for 10 munge_answers || { say "munged does not answer"; tail -n 5 "$folder/munge/log" "$folder/log/start" >&2; return 1; }
    cp "$folder/munge/munged.pid" "$folder/run/munged.pid"
}

munge_answers() {
    [ -S "$folder/munge/socket" ] && [ -s "$folder/munge/munged.pid" ] && munge -S "$folder/munge/socket" -n 2>/dev/null | unmunge -S "$folder/munge/socket" >/dev/null 2>&1
}

start_controller() {
    daemon slurmctld >/dev/null && return
    mark=controller
    quietly slurmctld -f "$SLURM_CONF"
    wait_for 20 controller_answers || { say "slurmctld does not answer"; tail -n 5 "$folder/log/slurmctld" "$folder/log/start" >&2; return 1; }
}

controller_answers() {
    timeout 5 scontrol ping 2>/dev/null | grep -q 'is UP'
}

start_node() {
    [ "$network" = shared ] || ip link set "$space-$1" up
    daemon "n$1" >/dev/null && return
    mkdir -p "$folder/spool/n$1"
    mark=n$1
    if [ "$network" = own ]; then
        quietly nsenter --net="/run/netns/$space-$1" unshare --uts sh -c 'hostname "$1"; exec slurmd -N "$1" -f "$2"' sh "n$1" "$SLURM_CONF"
    else
        quietly slurmd -N "n$1" -f "$SLURM_CONF"
    fi
}

# A state with a star is that of a node that does not answer.
takes_jobs() {
    timeout 5 sinfo -h -N -n "n$1" -p batch -o %t 2>/dev/null | grep -qE '^(idle|mix|alloc)$'
}

wait_for() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$until" ] || return 1
        sleep 0.1
    done
}

wait_for_node() {
    wait_for 40 takes_jobs "$1" || { say "n$1 takes no jobs: $(timeout 5 sinfo -h -N -n "n$1" -o '%t %E')"; tail -n 3 "$folder/log/n$1" >&2; return 1; }
}

# ---- commands ---------------------------------------------------------------------------------------------------------------------------------

up() {
    local node
    [ "$(id -u)" = 0 ] || { say "needs root"; exit 1; }
    for node in munged slurmctld slurmd sbatch; do
        command -v "$node" >/dev/null || { say "there is no $node"; exit 1; }
    done
    sweep
    [ ! -e "$folder/settings" ] || down
    nodes=${NODES:-4} cpus=${CPUS:-4} memory=${MEMORY:-4000} wanted=${NETWORK:-auto} cgroups=${CGROUPS:-auto}
    [ "$cgroups" != auto ] || cgroups=$([ -w /sys/fs/cgroup/freezer ] && [ -w /sys/fs/cgroup/memory ] && echo yes || echo no)
    mkdir -p "$folder"/{log,run,state,spool,munge} "$numbers"
    chmod 755 "$folder" "$folder"/*
    take_number
    port=$((12000 + number * 50))
    trap 'down' EXIT
    network=own
    settings
    make_network
    settings
    write_configuration
    start_munge
    start_controller
    for node in $(seq "$nodes"); do start_node "$node"; done
    for node in $(seq "$nodes"); do wait_for_node "$node"; done
    trap - EXIT
    if [ -n "$owner" ]; then
        setsid bash "$0" watch "$folder" </dev/null >/dev/null 2>&1 &
    fi
    say "up: $nodes nodes, network $network, cgroups $cgroups"
    echo "export SLURM_CONF='$SLURM_CONF'"
    echo "export CLUSTER='$folder'"
}

settings() {
    printf '%s=%q\n' number "$number" space "$space" port "$port" nodes "$nodes" network "$network" cgroups "$cgroups" owner "$owner" owner_born "$owner_born" >"$folder/settings"
}

down() {
    local node group id
    trap - EXIT
    stop slurmctld
    for node in $(seq "$nodes"); do stop "n$node" & done
    wait
    for node in $(seq "$nodes"); do clear_node "$node"; done
    stop munged
    for id in $(with_variable "CLUSTER_OF_TESTS=$folder:.*"); do kill -s KILL "$id" 2>/dev/null || true; done
    [ "$network" = shared ] || drop_network
    # Those of a cluster beside it are not empty, and stay.
    for group in /sys/fs/cgroup/*/slurm_n[0-9]*; do
        [ ! -d "$group" ] || find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
    done
    rm -rf "$folder" "${numbers:?}/$number"
}

# Ends those whose owner has ended without ending them, and whose watcher too.
sweep() {
    local other
    for other in "$numbers"/*/folder; do
        [ -e "$other" ] || continue
        other=$(<"$other")
        [ "$other" != "$folder" ] && [ -e "$other/settings" ] || continue
        (
            . "$other/settings"
            [ -n "$owner" ] && ! lives
        ) && bash "$0" down "$other" || true
    done
}

lives() {
    [ "$(born "$owner" || true)" = "$owner_born" ]
}

watch() {
    while [ -e "$folder/settings" ]; do
        lives || { down; return; }
        sleep 1
    done
}

numbers=/run/dagrs-clusters
command=${1:-}
owner=${OWNER:-}
owner_born=$([ -z "$owner" ] || born "$owner")
folder=${2:-}
if [ "$command" = up ]; then
    folder=${folder:-$(mktemp -d "${TMPDIR:-/tmp}/dagrs-cluster-XXXXXX")}
else
    [ -n "$folder" ] || usage
    [ -e "$folder/settings" ] || { [ "$command" = down ] && exit 0; say "there is no cluster in '$folder'"; exit 1; }
    folder=$(cd "$folder" && pwd)
fi
[ ! -e "$folder/settings" ] || . "$folder/settings"
export SLURM_CONF=$folder/slurm.conf
node=${3:-}
case $command in
    *-node | kill-slurmd) [[ $node =~ ^[0-9]+$ ]] && [ "$node" -ge 1 ] && [ "$node" -le "$nodes" ] || usage ;;
esac

case $command in
    up | down | watch) "$command" ;;
    kill-node)
        [ "$network" = shared ] || ip link set "$space-$node" down
        clear_node "$node"
        ;;
    kill-slurmd)
        id=$(daemon "n$node") && kill -s KILL "$id"
        ;;
    start-node)
        start_node "$node"
        wait_for_node "$node"
        ;;
    cut-node)
        [ "$network" = own ] || { say "the nodes have no network of their own"; exit 3; }
        ip link set "$space-$node" down
        ;;
    join-node)
        ip link set "$space-$node" up
        wait_for_node "$node"
        ;;
    kill-controller)
        id=$(daemon slurmctld) && kill -s KILL "$id"
        ;;
    start-controller)
        start_controller
        ;;
    mend)
        start_controller
        for node in $(seq "$nodes"); do
            start_node "$node"
            # One that was given a job's number twice takes no more jobs until somebody has looked.
            timeout 5 scontrol update NodeName="n$node" State=RESUME 2>/dev/null || true
        done
        for node in $(seq "$nodes"); do wait_for_node "$node"; done
        ;;
    *) usage ;;
esac
