#!/usr/bin/env python3
"""Tries what runners remember, one property after the other, each in a folder of its own, and writes a table.

Usage: try.py --dagrs PATH [--make make] [--ninja ninja] [--task task] [--turbo turbo]
Each tool has one task that makes 'out' of 'in' and notes in 'log' that it ran. A tool that is not there is 'not tried'; '-' means that it has nothing of the kind
that could be tried.
"""
import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

BODY = "echo ran >> log; {}cat in > out{}"


class Project:
    """A folder with one task, and one tool that runs it."""

    def __init__(self, tool, program, before="", after="", variable="1"):
        self.tool, self.program = tool, program
        self.path = tempfile.mkdtemp(prefix="remember-")
        self.home = tempfile.mkdtemp(prefix="remember-home-")
        self.env = {"PATH": os.environ["PATH"], "HOME": self.home, "XDG_STATE_HOME": self.home + "/s", "XDG_CACHE_HOME": self.home + "/c", "TURBO_TELEMETRY_DISABLED": "1", "V": variable}
        self.write("in", "one\n")
        self.define(before, after)

    def define(self, before="", after="", word=""):
        body = BODY.format(before, after) + (f"; : {word}" if word else "")
        if self.tool == "dagrs":
            self.write("dagrs.yaml", f"dagrs: {{ t: {{ name: T, inputs: in, outputs: out, cache: true, env-inputs: V, cmd: '{body}' }} }}\n")
        elif self.tool == "make":
            self.write("Makefile", f"out: in\n\t{body.replace('$', '$$')}\n")
        elif self.tool == "ninja":
            self.write("build.ninja", f"rule r\n  command = {body.replace('$', '$$')}\nbuild out: r in\n")
        elif self.tool == "task":
            self.write("Taskfile.yml", f"version: '3'\ntasks:\n  default:\n    sources: [in]\n    generates: [out]\n    cmds: [ '{body}' ]\n")
        else:
            self.write("package.json", json.dumps({"name": "r", "version": "1.0.0", "packageManager": "npm@10.0.0", "scripts": {"t": body}}))
            self.write("package-lock.json", json.dumps({"name": "r", "version": "1.0.0", "lockfileVersion": 3, "packages": {"": {"name": "r", "version": "1.0.0"}}}))
            self.write("turbo.json", json.dumps({"tasks": {"t": {"inputs": ["in", "package.json"], "outputs": ["out"], "env": ["V"]}}}))
            if not os.path.isdir(self.at(".git")):
                subprocess.run(["git", "init", "-q"], cwd=self.path, check=True)
                self.write(".gitignore", "log\nout\nnode_modules\n.turbo\n")

    def at(self, name):
        return os.path.join(self.path, name)

    def write(self, name, text):
        with open(self.at(name), "w") as file:
            file.write(text)

    def read(self, name):
        with open(self.at(name)) as file:
            return file.read()

    def words(self):
        return [self.program] + {"turbo": ["run", "t", "--ui=stream"], "ninja": ["--quiet"], "dagrs": ["-q"]}.get(self.tool, [])

    def run(self):
        """Runs it and says whether the task ran."""
        before = self.count()
        subprocess.run(self.words(), cwd=self.path, env=self.env, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False)
        return self.count() > before

    def kill(self, until):
        """Starts it and kills it and all its children when something is so."""
        process = subprocess.Popen(self.words(), cwd=self.path, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        while not until():
            time.sleep(0.01)
        children = family(process.pid)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        for child in children:
            try:
                os.kill(child, signal.SIGKILL)
            except ProcessLookupError:
                pass

    def count(self):
        return self.read("log").count("ran") if os.path.exists(self.at("log")) else 0

    def stored(self, text):
        """Whether a text stands anywhere that the tool has written, but for the output itself."""
        for root in (self.path, self.home):
            for folder, _, names in os.walk(root):
                for name in names:
                    if name in ("out", "in") and folder == self.path:
                        continue
                    path = os.path.join(folder, name)
                    with open(path, "rb") as file:
                        bytes_ = file.read()
                    if path.endswith(".zst"):
                        bytes_ = subprocess.run(["zstd", "-dc", path], capture_output=True, check=False).stdout
                    if text.encode() in bytes_:
                        return True
        return False

    def close(self):
        shutil.rmtree(self.path)
        shutil.rmtree(self.home)


def family(parent):
    """The processes below one."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat") as file:
                if int(file.read().rsplit(")", 1)[1].split()[1]) == parent:
                    found += [int(name)] + family(int(name))
        except OSError:
            pass
    return found


def later():
    time.sleep(1.1)  # tools that go by time need it to pass


def nothing(project):
    project.run()
    later()
    return not project.run()


def command(project):
    project.run()
    later()
    project.define(word="other")
    return project.run()


def variable(project):
    project.run()
    later()
    project.env["V"] = "2"
    return project.run()


def touched(project):
    project.run()
    later()
    os.utime(project.at("in"))
    return not project.run()


def same_stamp(project):
    project.run()
    later()
    status = os.stat(project.at("in"))
    project.write("in", "two\n")
    os.utime(project.at("in"), ns=(status.st_atime_ns, status.st_mtime_ns))
    return project.run() and project.read("out") == "two\n"


def output_by_hand(project):
    project.run()
    later()
    project.write("out", "mine\n")
    project.run()
    return project.read("out") == "one\n"


def output_deleted(project):
    project.run()
    os.remove(project.at("out"))
    project.run()
    return os.path.exists(project.at("out"))


def killed(project):
    project.define(before="test -e fast || { echo half > out; sleep 20; }; ")
    project.run_kill()
    later()
    project.write("fast", "")
    project.run()
    return project.read("out") == "one\n"


def shared(project):
    """Back to an earlier input, with the output gone: it is brought back and not made again."""
    project.run()
    later()
    project.write("in", "two\n")
    project.run()
    later()
    project.write("in", "one\n")
    os.remove(project.at("out"))
    return not project.run() and project.read("out") == "one\n"


def secret(project):
    project.env["SECRET"] = "hidden-value-42"
    if project.tool == "dagrs":
        project.write("dagrs.yaml", "secrets: [ SECRET ]\ndagrs: { t: { name: T, inputs: in, outputs: out, cmd: 'echo $SECRET; echo ran >> log; cat in > out', secrets: [ SECRET ] } }\n")
    else:
        project.define(before="echo $SECRET; ")
        if project.tool == "turbo":
            project.write("turbo.json", json.dumps({"tasks": {"t": {"inputs": ["in"], "outputs": ["out"], "passThroughEnv": ["SECRET"]}}}))
    return project.run() and not project.stored("hidden-value-42")


PROPERTIES = [
    ("does nothing when nothing has changed", nothing),
    ("notices a changed command", command),
    ("notices a changed variable", variable),
    ("leaves a task alone whose input was touched and is the same", touched),
    ("notices another content of the same size and time", same_stamp),
    ("makes an output again that was deleted", output_deleted),
    ("makes an output again that was changed by hand", output_by_hand),
    ("makes an output again that `kill -9` left half written", killed),
    ("brings back from a cache what it made of the same input before", shared),
    ("stores no secret that a task prints", secret),
]


def run_kill(project):
    project.kill(lambda: os.path.exists(project.at("out")))


Project.run_kill = run_kill


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for tool in ("dagrs", "make", "ninja", "task", "turbo"):
        parser.add_argument("--" + tool, default=tool)
    programs = {tool: shutil.which(program) for tool, program in vars(parser.parse_args()).items()}
    programs = {tool: program and os.path.abspath(program) for tool, program in programs.items()}
    print("| | " + " | ".join(programs) + " |")
    print("|---|" + "---|" * len(programs))
    for words, judge in PROPERTIES:
        cells = []
        for tool, program in programs.items():
            if program is None:
                cells.append("not tried")
                continue
            project = Project(tool, program)
            try:
                cells.append("yes" if judge(project) else "no")
            finally:
                project.close()
        print(f"| {words} | " + " | ".join(cells) + " |", flush=True)
    for tool, program in programs.items():
        if program:
            said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
            print(f"{tool}: {re.search(r'[0-9]+([.][0-9]+)+[^ ]*', said).group(0).strip()}")


if __name__ == "__main__":
    main()
