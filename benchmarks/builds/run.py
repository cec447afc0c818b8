#!/usr/bin/env python3
"""Runs one build, written with five libraries, and prints what each takes, what it says of a failure and what Ctrl-C leaves of it.

Usage: run.py [--runs 9] [--only dagrs,bullseye] [--what time,direct,failure,stop] [--source FOLDER] [--no-build]

The build: clean 0.2 s, compile 0.4 s after it, test 0.6 s after that, lint 0.8 s beside them, package 0.2 s after test and lint. So no
order is faster than 1.4 s, and one after the other takes 2.2 s. `time` is `dotnet run --no-build`, `direct` the program itself; the second
figure is the time until the last step was over. The programs run in turn; ratios are taken within each round, and medians shown.
`stop` sends SIGINT to the group of the program, as a terminal does for Ctrl-C, or SIGTERM to it alone, while a step runs that would take 45 s
(slow) or also ignores both (stubborn), and counts which processes of it live a second after it has ended, or after 12 s. --source names a folder
of packages that the registry lacks. NUKE and ModularPipelines leave files of their own in this folder and at the root of the repository.
"""
import argparse, os, re, signal, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ALL = {"dagrs": [], "bullseye": [], "bullseye --parallel": ["--parallel"], "nuke": [], "cake": [], "modular-pipelines": []}
QUIET = {**os.environ, "DOTNET_NOLOGO": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1", "NUKE_TELEMETRY_OPTOUT": "1", "NO_COLOR": "1"}


def command(name, direct):
    folder = name.split()[0]
    if direct:
        return [os.path.join(HERE, folder, "bin", "Release", "net10.0", "build-" + folder), *ALL[name]]
    return ["dotnet", "run", "--no-build", "-c", "Release", "--project", folder, "--", *ALL[name]]


def build(names, source):
    for folder in dict.fromkeys(name.split()[0] for name in names):
        more = ["-p:RestoreAdditionalProjectSources=" + os.path.abspath(source)] if source else []
        done = subprocess.run(["dotnet", "build", "-c", "Release", *more], cwd=os.path.join(HERE, folder), capture_output=True, text=True)
        if done.returncode:
            print(f"{folder} is left out, it does not build:", *re.findall(r"error .*", done.stdout)[:1])
            names = [name for name in names if name.split()[0] != folder]
    return names


def once(name, direct, last):
    start, clock = time.monotonic(), time.time()
    code = subprocess.run(command(name, direct), cwd=HERE, env={**QUIET, "MARK": last}, stdin=subprocess.DEVNULL, capture_output=True).returncode
    wall = time.monotonic() - start
    if code or not os.path.exists(last):
        sys.exit(f"{name} ended with {code}")
    over = os.stat(last).st_mtime - clock
    os.remove(last)
    return wall, over


def times(names, runs, direct):
    figures = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as folder:
        last = os.path.join(folder, "last")
        for round in range(runs + 1):  # the first is not counted
            for name in names:
                figure = once(name, direct, last)
                if round:
                    figures[name].append(figure)
    print(f"\n{'the program itself' if direct else 'dotnet run --no-build'}, medians of {runs}; ratio of the whole to {names[0]}")
    for name in names:
        ratios = [mine[0] / other[0] for mine, other in zip(figures[name], figures[names[0]])]
        whole, over = (statistics.median(figure[part] for figure in figures[name]) for part in (0, 1))
        print(f"  {name:20} {whole:5.2f} s   last step over after {over:5.2f} s   ratio {statistics.median(ratios):.2f}")


def failure(names):
    for name in names:
        done = subprocess.run(
            command(name, True), cwd=HERE, env={**QUIET, "FAIL": "test"}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        lines = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout).splitlines()
        print(f"\n{name}: exit code {shown(done.returncode)}, {len(lines)} lines, {sum(line.startswith('   at ') for line in lines)} of a stack trace")
        print(*("  | " + line[:150] for line in lines[-12:]), sep="\n")


def shown(code):
    """As a shell shows it."""
    return code if code >= 0 else 128 - code


def alive(mark):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                if mark.encode() in file.read():
                    found.append(int(pid))
        except OSError:
            pass
    return found


def stop(names):
    print()
    for name in names:
        for kind in ("SLOW", "STUBBORN"):
            for word, number in (("Ctrl-C", signal.SIGINT), ("SIGTERM", signal.SIGTERM)):
                print(f"  {name:20} {kind.lower():8} {word:8} {stopped(name, kind, number)}", flush=True)


def stopped(name, kind, number):
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory() as folder:
        mark = os.path.join(folder, "begun")
        program = subprocess.Popen(command(name, True), cwd=HERE, env={**QUIET, kind: "test", "MARK": mark}, start_new_session=True, **quiet)
        while not os.path.exists(mark) and program.poll() is None:
            time.sleep(0.1)
        time.sleep(0.5)
        start = time.monotonic()
        os.killpg(program.pid, number) if number == signal.SIGINT else program.send_signal(number)
        try:
            told = f"exit code {shown(program.wait(12))} after {time.monotonic() - start:.1f} s"
        except subprocess.TimeoutExpired:
            told = "still runs after 12 s"
        time.sleep(1)
        left = alive("MARK=" + mark)
        for pid in left:  # none but what this script has started
            os.kill(pid, signal.SIGKILL)
        program.wait()
    return f"{told}, processes left: {len(left)}"


def main():
    signal.signal(signal.SIGINT, signal.default_int_handler)  # in a background job it is ignored, and what is started would ignore it too
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--only", default=",".join(ALL))
    options.add_argument("--what", default="time,direct,failure,stop")
    options.add_argument("--source")
    options.add_argument("--no-build", action="store_true")
    options = options.parse_args()
    names = options.only.split(",")
    if not options.no_build:
        names = build(names, options.source)
    for what in options.what.split(","):
        if what in ("time", "direct"):
            times(names, options.runs, what == "direct")
        elif what == "failure":
            failure(names)
        elif what == "stop":
            stop(names)


main()
