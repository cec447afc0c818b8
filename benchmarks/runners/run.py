#!/usr/bin/env python3
"""Runs the same graphs with dagrs, GNU make, ninja and samurai, in turn, and prints each one's figures and its ratio to ninja.

Usage: run.py --dagrs PATH [--runs 5] [--jobs 2] [--tasks 10,1000] [--graphs chain,wide,layers,skewed] [--commands true,/bin/true,'sleep 0.025'] [--executor direct,cliwrap] [--write FILE]

Wall and CPU (with all that was started) come from wait4, memory is the largest single process. A ratio is taken within each round,
where the runners run one after the other, and the median of the rounds is shown: so a machine whose speed drifts does not matter.
For sleeps there is one more column: wall by the lower bound, the greater of the longest path and all work by the number of slots.
The environment is small and fixed; output goes to a pipe that is read; dagrs logs at info to a file. Runners that are not
installed are left out, and said so. Where there is a C compiler, 'floor' (floor.c) shows for wide graphs what starting the commands costs
alone, and for chains with one slot.
"""
import argparse, os, random, shutil, statistics, subprocess, sys, tempfile, time

ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}


def edges(kind, count):
    """For each task the ones it comes after."""
    chance = random.Random(1)
    if kind == "chain":
        return [[i - 1] if i else [] for i in range(count)]
    if kind == "wide":
        return [[] for _ in range(count)]
    if kind == "skewed":  # many short ones declared first, one long chain last
        chain = count // 4
        return [[] for _ in range(count - chain)] + [[count - chain + i - 1] if i else [] for i in range(chain)]
    width = 32
    return [
        sorted(chance.sample(range((i // width - 1) * width, i // width * width), chance.choice([2, 3]))) if i >= width else []
        for i in range(count)
    ]


def lower_bound(after, command, jobs):
    """The least time in which the graph of a sleep can run; None for other commands."""
    if not command.startswith("sleep "):
        return None
    depths = []
    for before in after:
        depths.append(1 + max((depths[b] for b in before), default=0))
    return float(command.split()[1]) * max(max(depths), len(after) / jobs)


def write_graph(folder, after, command):
    count = len(after)
    with open(os.path.join(folder, "dagrs.yaml"), "w") as file:
        file.write("dagrs:\n")
        for task, before in enumerate(after):
            file.write(f"  t{task}:\n    name: Task {task}\n")
            if before:
                file.write("    after: [" + ", ".join(f"t{b}" for b in before) + "]\n")
            file.write(f"    cmd: {command}\n")
    with open(os.path.join(folder, "build.ninja"), "w") as file:
        file.write(f"rule r\n  command = {command}\n")
        for task, before in enumerate(after):
            file.write(f"build t{task}: r" + ("".join([" |"] + [f" t{b}" for b in before]) if before else "") + "\n")
    with open(os.path.join(folder, "Makefile"), "w") as file:
        names = " ".join(f"t{task}" for task in range(count))
        file.write(f".PHONY: all {names}\nall: {names}\n")
        for task, before in enumerate(after):
            file.write(f"t{task}: " + " ".join(f"t{b}" for b in before) + f"\n\t@{command}\n")


def runners(dagrs, jobs, executors):
    line = [dagrs, "-j", jobs, "--log-path", "run.log", "--log-level", "info"]
    known = {f"dagrs {executor}": line + ["--executor", executor] for executor in executors} or {"dagrs": line}
    known |= {
        "ninja": ["ninja", "-j", jobs],
        "make": ["make", "-j", jobs],
        "samurai": ["samu", "-j", jobs],
    }
    found = {name: command for name, command in known.items() if shutil.which(command[0])}
    for name in known.keys() - found.keys():
        print(f"{name} is not installed and left out")
    return found


def compiled_floor(folder):
    """The program of floor.c; None where it cannot be compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    program = os.path.join(folder, "floor")
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "floor.c")
    made = compiler and subprocess.run([compiler, "-O2", "-pthread", "-o", program, source]).returncode == 0
    return program if made else None


def measure(command, folder):
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    last = b""
    while piece := process.stdout.read(65536):
        last = piece
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}: {last.decode(errors='replace').strip()[-500:]}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dagrs", required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--tasks", default="10,100,1000,10000")
    parser.add_argument("--graphs", default="chain,wide,layers,skewed")
    parser.add_argument("--commands", default="true,/bin/true,echo x")
    parser.add_argument("--executor", default="", help="a line of dagrs for each of these, separated by commas")
    parser.add_argument("--write", help="also append the table to this file")
    arguments = parser.parse_args()
    commands = runners(os.path.abspath(arguments.dagrs), arguments.jobs, list(filter(None, arguments.executor.split(","))))
    tools = tempfile.TemporaryDirectory()
    floor = compiled_floor(tools.name)
    rows = ["| graph | command | tasks | runner | wall s | CPU s | MiB | wall / ninja | CPU / ninja | wall / bound |", "|---|---|---:|---|---:|---:|---:|---:|---:|---:|"]
    print(*rows, sep="\n")
    for count in map(int, arguments.tasks.split(",")):
        for graph in arguments.graphs.split(","):
            for command in arguments.commands.split(","):
                after = edges(graph, count)
                bound = lower_bound(after, command, int(arguments.jobs))
                with tempfile.TemporaryDirectory() as folder:
                    write_graph(folder, after, command)
                    lines = dict(commands)
                    if floor and graph in ("chain", "wide") and not (command.startswith("/") and " " in command):
                        lines["floor"] = [floor, "1" if graph == "chain" else arguments.jobs, str(count), command]
                    figures = {name: [] for name in lines}
                    for round_ in range(arguments.runs + 1):
                        for name, line in lines.items():
                            figure = measure(line, folder)
                            if round_ > 0:  # the first one warms up
                                figures[name].append(figure)
                for name, own in figures.items():
                    wall, cpu, memory = (statistics.median(figure[i] for figure in own) for i in range(3))
                    ratios = [
                        f"{statistics.median(mine[i] / theirs[i] for mine, theirs in zip(own, figures['ninja'])):.2f}" if "ninja" in figures else ""
                        for i in range(2)
                    ]
                    row = f"| {graph} | `{command}` | {count} | {name} | {wall:.3f} | {cpu:.3f} | {memory:.0f} | {ratios[0]} | {ratios[1]} | {f'{wall / bound:.2f}' if bound else ''} |"
                    rows.append(row)
                    print(row, flush=True)
    if arguments.write:
        with open(arguments.write, "a") as file:
            file.write("\n".join(rows) + "\n")


main()
