#!/usr/bin/env python3
"""What remembering costs and gains.

Usage: run.py --dagrs PATH [--what cost,nothing,skewed,large] [--rounds 9]

cost      10 and 1,000 tasks 'true' in a chain and side by side: with '--state off', in a first run with a new state, and in a later one with 50 runs kept. The
          figures are differences and ratios to '--state off', taken within each round.
nothing   10,000 tasks that copy one file each, side by side and in a hundred layers, when all is done: beside ninja and make, in turn.
skewed    Short tasks first in the file, one long one last, two at a time: the first run, the second, which knows the times, and the end that 'plan' told before it.
large     With 10,000 tasks and 50 runs of 1,000 tasks: the end of a run, 'history' and '--resume'.

Wall and CPU (with all that was started) come from wait4, memory is the largest single process. Medians; a ratio is taken within each round, where all run one
after the other, so a machine whose speed drifts does not matter. Runners that are not installed are left out.
"""
import argparse, json, os, shutil, statistics, subprocess, sys, tempfile, time

COUNT = 10_000
LAYERS = 100


def run(command, folder, expected=(0,)):
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in expected:
        sys.exit(f"{command} ended with {process.returncode}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(lines, folder, rounds, base, prepare=lambda name: None):
    """Lets all take turns. Gives for each the medians of wall, CPU and memory, and of their ratios and differences to the base."""
    figures = {name: [] for name in lines}
    for round_ in range(rounds + 1):
        for name, line in lines.items():
            prepare(name)
            figure = run(line, folder)
            if round_ > 0:  # the first one warms up
                figures[name].append(figure)
    median = statistics.median
    for name, own in figures.items():
        pairs = list(zip(own, figures[base])) if base in figures else []
        yield name, [median(one[i] for one in own) for i in range(3)], [median(a[i] / b[i] for a, b in pairs) if pairs else float("nan") for i in range(2)], [
            median(a[i] - b[i] for a, b in pairs) if pairs else float("nan") for i in range(2)]


def write_true(path, count, is_chain):
    with open(path, "w") as file:
        file.write("dagrs:\n")
        for task in range(count):
            after = f", after: t{task - 1}" if is_chain and task else ""
            file.write(f"  t{task}: {{ name: T{task}{after}, cmd: 'true' }}\n")


def cost(dagrs, rounds):
    print("| graph | tasks | state | wall ms | CPU ms | wall / off | CPU / off | wall - off ms | CPU - off ms |", "|---|---:|---|---:|---:|---:|---:|---:|---:|", sep="\n")
    for count, repeats in ((10, max(rounds, 61)), (1000, rounds)):
        for graph in ("chain", "wide"):
            with tempfile.TemporaryDirectory() as folder:
                write_true(f"{folder}/dagrs.yaml", count, graph == "chain")
                line = [dagrs, "--log-path", f"{folder}/log", "--state"]
                lines = {"off": line + ["off"], "first run": line + [f"{folder}/new"], "later run": line + [f"{folder}/old"]}
                for _ in range(50):
                    run(lines["later run"], folder)
                renew = lambda name: shutil.rmtree(f"{folder}/new", ignore_errors=True) if name == "first run" else None
                for name, own, ratio, difference in compare(lines, folder, repeats, "off", renew):
                    print(f"| {graph} | {count} | {name} | {own[0] * 1e3:.1f} | {own[1] * 1e3:.1f} | {ratio[0]:.3f} | {ratio[1]:.3f} | {difference[0] * 1e3:.2f} | {difference[1] * 1e3:.2f} |", flush=True)


def write_copies(folder, is_layered):
    os.mkdir(f"{folder}/in")
    os.mkdir(f"{folder}/out")
    width = COUNT // LAYERS
    with open(f"{folder}/dagrs.yaml", "w") as tasks, open(f"{folder}/build.ninja", "w") as ninja, open(f"{folder}/Makefile", "w") as make:
        tasks.write("dagrs:\n")
        ninja.write("rule cp\n  command = cp $in $out\n")
        make.write("all: " + " ".join(f"out/{task}" for task in range(COUNT)) + "\n")
        for task in range(COUNT):
            with open(f"{folder}/in/{task}", "w") as file:
                file.write(f"{task}\n")
            is_first = not is_layered or task < width
            source = f"in/{task}" if is_first else f"out/{task - width}"
            after = "" if is_first else f", after: t{task - width}"
            tasks.write(f"  t{task}: {{ name: Task {task}{after}, cmd: cp {source} out/{task}, inputs: {source}, outputs: out/{task} }}\n")
            ninja.write(f"build out/{task}: cp {source}\n")
            make.write(f"out/{task}: {source}\n\tcp $< $@\n")


def nothing(dagrs, rounds):
    print("| graph | runner | wall ms | CPU ms | MiB | wall / ninja | CPU / ninja |", "|---|---|---:|---:|---:|---:|---:|", sep="\n")
    for graph in ("wide", "layers"):
        with tempfile.TemporaryDirectory() as folder:
            write_copies(folder, graph == "layers")
            lines = {"ninja": ["ninja"], "make": ["make"], "dagrs": [dagrs, "--state", f"{folder}/state"], "dagrs check": [dagrs, "check"]}
            lines = {name: line for name, line in lines.items() if shutil.which(line[0])}
            run(lines["dagrs"], folder)
            time.sleep(3)  # files that are younger are read again
            for line in lines.values():
                run(line, folder)
            for name, own, ratio, _ in compare(lines, folder, rounds, "ninja"):
                print(f"| {graph} | {name} | {own[0] * 1e3:.0f} | {own[1] * 1e3:.0f} | {own[2]:.0f} | {ratio[0]:.2f} | {ratio[1]:.2f} |", flush=True)


def skewed(dagrs, rounds):
    print("| first run s | second run s | second / first | told by plan s | told / second |", "|---:|---:|---:|---:|---:|", sep="\n")
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/dagrs.yaml", "w") as file:
            file.write("dagrs:\n" + "".join(f"  a{i}: {{ name: A{i}, cmd: sleep 0.1 }}\n" for i in range(1, 7)) + "  long: { name: Long, cmd: sleep 0.8 }\n")
        rows = []
        for _ in range(rounds):
            shutil.rmtree(f"{folder}/state", ignore_errors=True)
            state = ["--state", f"{folder}/state", "-j", "2"]
            first = run([dagrs] + state, folder)[0]
            plan = json.loads(subprocess.run([dagrs, "plan", "--format", "json"] + state, cwd=folder, capture_output=True, check=True).stdout)
            second = run([dagrs] + state, folder)[0]
            told = plan["expected"]["seconds"]
            rows.append((first, second, second / first, told, told / second))
        print("| " + " | ".join(f"{statistics.median(row[i] for row in rows):.2f}" for i in range(5)) + " |")


def large(dagrs, rounds):
    print("| what | wall ms | CPU ms | MiB |", "|---|---:|---:|---:|", sep="\n")

    def tell(what, line, folder, expected=(0,), prepare=lambda: None):
        own = []
        for _ in range(rounds):
            prepare()
            own.append(run(line, folder, expected))
        print(f"| {what} | " + " | ".join(f"{statistics.median(one[i] for one in own) * (1, 1e3)[i < 2]:.0f}" for i in range(3)) + " |", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        write_true(f"{folder}/dagrs.yaml", 1000, False)
        state = ["--state", f"{folder}/state"]
        for _ in range(50):
            run([dagrs] + state, folder)
        tell("history, 50 runs of 1,000 tasks", [dagrs, "history"] + state, folder)
        tell("history --stats of them", [dagrs, "history", "--stats"] + state, folder)
    with tempfile.TemporaryDirectory() as folder:
        write_copies(folder, False)
        state = ["--state", f"{folder}/state"]
        run([dagrs] + state, folder)
        tell("one of 10,000 tasks runs", [dagrs] + state, folder, prepare=lambda: open(f"{folder}/in/5", "a").write("x"))
    with tempfile.TemporaryDirectory() as folder:
        write_true(f"{folder}/dagrs.yaml", COUNT, False)
        with open(f"{folder}/dagrs.yaml", "a") as file:
            file.write(f"  last: {{ name: Last, after: t{COUNT - 1}, cmd: 'false' }}\n")
        state = ["--state", f"{folder}/state"]
        run([dagrs, "-k"] + state, folder, expected=(1,))
        tell("--resume of 10,000 tasks, of which one is left", [dagrs, "-k", "--resume"] + state, folder, expected=(1,))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dagrs", required=True)
    parser.add_argument("--what", default="cost,nothing,skewed,large")
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    for what in arguments.what.split(","):
        print(f"\n{what}")
        {"cost": cost, "nothing": nothing, "skewed": skewed, "large": large}[what](os.path.abspath(arguments.dagrs), arguments.rounds)


main()
