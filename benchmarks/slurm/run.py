#!/usr/bin/env python3
"""What a cluster costs through dagrs, beside Slurm alone and srun, in turn on one cluster.

usage: run.py --dagrs PATH [--rounds N] [--links N] [--wide N] [--command TEXT] [--cancel N]

Needs a cluster (SLURM_CONF, or the machine's own): tests/slurm/cluster.sh brings up one on this machine. Each round runs, one after the other:
  chain   N jobs, each after the last: dagrs; sbatch --wait in a loop; srun in a loop. Seconds a link.
  wide    N jobs side by side: dagrs; sbatch in a loop, then squeue until none is left. Jobs a second.
  cancel  N jobs in Slurm, then Ctrl-C: seconds until the queue is empty.
squeue calls of dagrs are counted by a shim in PATH.
"""
import argparse
import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import time

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def tasks(folder, count, command, chained, head=""):
    path = os.path.join(folder, "dagrs.yaml")
    with open(path, "w") as file:
        file.write(head + "dagrs:\n")
        for i in range(count):
            after = f"after: t{i - 1}, " if chained and i else ""
            file.write(f"  t{i}: {{ name: T{i}, {after}cmd: \"{command}\" }}\n")
    return path


def queued(name=None):
    words = ["squeue", "-h", "-o", "%j"] + (["-n", name] if name else [])
    return len(subprocess.run(words, capture_output=True, text=True, check=False).stdout.splitlines())


def timed(call):
    begin = time.monotonic()
    call()
    return time.monotonic() - begin


def dagrs(binary, path, environment):
    subprocess.run([binary, "--yaml", path, "--executor", "slurm", "--state", "off", "-q"], check=True, env=environment, **QUIET)


def sbatch(command, *words):
    subprocess.run(["sbatch", "-o", "/dev/null", "-n1", "-D", "/", *words, "--wrap", command], check=True, **QUIET)


def alone(count, command):
    for _ in range(count):
        sbatch(command, "-J", "alone")
    while queued("alone"):
        time.sleep(0.1)


def shim(folder):
    """A squeue that notes its calls."""
    os.makedirs(folder)
    path = os.path.join(folder, "squeue")
    with open(path, "w") as file:
        file.write(f"#!/bin/sh\necho >>{folder}/calls\nexec {shutil.which('squeue')} \"$@\"\n")
    os.chmod(path, 0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}, os.path.join(folder, "calls")


def calls(path):
    count = len(open(path).readlines()) if os.path.exists(path) else 0
    if count:
        os.remove(path)
    return count


def cancel(binary, folder, count):
    path = tasks(folder, count, "sleep 600", False, f"slurm: {{ max-jobs: {count} }}\n")
    run = subprocess.Popen([binary, "--yaml", path, "--executor", "slurm", "--state", "off", "-q"], **QUIET)
    while queued() < count:
        time.sleep(0.5)
    begin = time.monotonic()
    run.send_signal(signal.SIGINT)
    while queued():
        time.sleep(0.1)
    empty = time.monotonic() - begin
    run.wait()
    return empty, time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dagrs", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--links", type=int, default=10)
    parser.add_argument("--wide", type=int, default=200)
    parser.add_argument("--command", default="true", help="of the jobs that run side by side")
    parser.add_argument("--cancel", type=int, default=1000)
    given = parser.parse_args()
    binary = os.path.abspath(given.dagrs)
    found = {}
    with tempfile.TemporaryDirectory(prefix="dagrs-slurm-") as folder:
        environment, noted = shim(os.path.join(folder, "shim"))
        for _ in range(given.rounds):
            path = tasks(folder, given.links, "true", True)
            took = timed(lambda: dagrs(binary, path, environment))
            found.setdefault("chain: dagrs, s a link", []).append(took / given.links)
            found.setdefault("chain: squeue calls above elapsed / 5", []).append(calls(noted) - int(took / 5))
            found.setdefault("chain: sbatch --wait, s a link", []).append(timed(lambda: [sbatch("true", "--wait") for _ in range(given.links)]) / given.links)
            found.setdefault("chain: srun, s a link", []).append(timed(lambda: [subprocess.run(["srun", "-Q", "-n1", "-D", "/", "true"], check=True, **QUIET) for _ in range(given.links)]) / given.links)
            path = tasks(folder, given.wide, given.command, False)
            took = timed(lambda: dagrs(binary, path, environment))
            found.setdefault("wide: dagrs, jobs a s", []).append(given.wide / took)
            found.setdefault("wide: squeue calls above elapsed / 5", []).append(calls(noted) - int(took / 5))
            found.setdefault("wide: Slurm alone, jobs a s", []).append(given.wide / timed(lambda: alone(given.wide, given.command)))
            found.setdefault("wide: dagrs by Slurm alone", []).append(found["wide: dagrs, jobs a s"][-1] / found["wide: Slurm alone, jobs a s"][-1])
        if given.cancel:
            empty, over = cancel(binary, folder, given.cancel)
            found[f"cancel: {given.cancel} jobs, s until the queue is empty"] = [empty]
            found[f"cancel: {given.cancel} jobs, s until dagrs has ended"] = [over]
    print("| what | median | all |\n|---|---:|---|")
    for what, figures in found.items():
        print(f"| {what} | {statistics.median(figures):.2f} | {', '.join(f'{figure:.2f}' for figure in figures)} |")


if __name__ == "__main__":
    main()
