#!/usr/bin/env python3
"""What the live area costs: 1,000 short tasks on a terminal of 80 x 24, with it and without, in turn; medians, and the median of the ratios.

usage: run.py PATH-OF-dagrs [ROUNDS] [TASKS]
"""
import fcntl
import os
import pty
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time


def run(words, folder):
    """Seconds, wall and processor, of a run whose terminal is read as fast as it writes."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "ACCESSIBLE")}
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    try:
        while os.read(master, 1 << 16):
            pass
    except OSError:
        pass  # the other end is closed
    process.wait()
    wall, after = time.perf_counter() - start, os.times()
    os.close(master)
    if process.returncode != 0:
        sys.exit(f"{words}: exit {process.returncode}")
    return wall, after.children_user + after.children_system - before.children_user - before.children_system


def main():
    if len(sys.argv) not in (2, 3, 4):
        sys.exit(__doc__)
    dagrs = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 21
    tasks = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    ways = {"plain": ["--progress", "plain"], "live": ["--progress", "live"]}
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "dagrs.yaml"), "w", encoding="utf-8") as file:
            file.write("dagrs:\n" + "".join(f"  t{i}: {{ name: T{i}, cmd: 'true' }}\n" for i in range(tasks)))
        times = {way: [] for way in ways}
        for number in range(rounds + 1):
            for way in sorted(ways, reverse=number % 2 == 1):
                took = run([dagrs, "-j", "2", *ways[way]], folder)
                if number > 0:  # the first round is to warm up
                    times[way].append(took)
    for place, kind in enumerate(("wall", "processor")):
        medians = {way: statistics.median(took[place] for took in times[way]) for way in ways}
        ratio = statistics.median(live[place] / plain[place] for live, plain in zip(times["live"], times["plain"]))
        print(f"{tasks} tasks, {kind}: plain {medians['plain'] * 1000:.1f} ms, live {medians['live'] * 1000:.1f} ms, ratio {ratio:.3f}")


main()
