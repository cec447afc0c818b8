#!/usr/bin/env python3
"""Follows README.md and the pages of docs/ as a reader does, and tells where a page does not work.

    tests/docs/walk.py --dagrs out/dagrs              all pages of HEAD
    tests/docs/walk.py --dagrs out/dagrs --worktree docs/install.md      this page as it is now, not yet committed

Each page has a home folder of its own, with a new clone of the repository in it (`dagrs`), where its commands are typed one after the other into one
bash. That has no variables but HOME, PATH and those that `dotnet` needs; dagrs is in PATH. Where mounts may be made (root), the homes of this machine's users
are empty for it. What is run:

    ```sh or ```bash      each command; it has to exit with 0
    ```console            each line behind '$ ' (and '> ', where it goes on); the lines below it are what it prints: compared, where there are any.
                          Times, dates, ids and the width of blanks do not count; '...' stands for any text, alone on a line for any lines;
                          the home folder is called /home/you.
    anything else         is not run

Comments, which nobody sees in the page, say what is different. Each is for the next fenced block, whatever text stands between:

    <!-- not run: needs a cluster -->   left out, with the reason, which is printed
    <!-- file: NAME -->                 the block, in any language, is written to this file in the folder where the reader is
    <!-- exit: 3 -->                    what the last command of the block exits with; several numbers: the last commands
    <!-- any order -->                  the lines that a console shows may come in any order
    <!-- needs: jq make -->             left out where one of these programs is not installed

and these are carried out where they stand:

    <!-- in: NAME -->                   from here on in the folder NAME beside the clone, made when it is not there; 'dagrs' is the clone
    <!-- run: COMMANDS -->              commands that the page does not show, on one line or several: to have a file, to take one away
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time

from comparison import difference
from page import PageFault, steps_of
from terminal import Terminal, can_hide

LIMIT = 500  # s, for a command: a build on a machine that others use too

# NuGet's and the system's: how this machine reaches packages.
INHERITED = ("SSL_CERT_FILE", "SSL_CERT_DIR", "DOTNET_ROOT", "http_proxy", "https_proxy")


def main():
    asked = argparse.ArgumentParser(description="Follows README.md and docs/ command by command.")
    asked.add_argument("--dagrs", required=True, help="the executable")
    asked.add_argument("--worktree", action="store_true", help="with what is changed and not yet committed")
    asked.add_argument("pages", nargs="*", help="default: README.md and all of docs/")
    wanted = asked.parse_args()

    root = subprocess.run(["git", "rev-parse", "--show-toplevel"], cwd=os.path.dirname(os.path.abspath(__file__)), capture_output=True, text=True, check=True).stdout.strip()
    ran = failed = left_out = 0
    with tempfile.TemporaryDirectory(prefix="dagrs-docs-") as work:
        environment = _environment(work, wanted.dagrs)
        hidden = _homes(work, environment)
        print(f"empty for the pages: {', '.join(hidden)}" if hidden else "left out: the homes of this machine are not hidden, which takes root")
        for page in wanted.pages or _pages(root):
            home = os.path.join(work, page.replace("/", "-").removesuffix(".md"))
            counts = _walk(page, root, home, environment | {"HOME": home}, hidden, wanted.worktree)
            ran, failed, left_out = ran + counts[0], failed + counts[1], left_out + counts[2]
            shutil.rmtree(home, ignore_errors=True)
    print(f"docs: {ran} commands work, {failed} do not, {left_out} blocks not run")
    return 0 if failed == 0 and ran > 0 else 1


def _pages(root):
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "README.md", "docs"], cwd=root, capture_output=True, text=True, check=True).stdout.split()
    return sorted((page for page in listed if page.endswith(".md")), key=lambda page: (page != "README.md", page))


def _environment(work, dagrs):
    programs = os.path.join(work, "bin")
    os.mkdir(programs)
    os.symlink(os.path.abspath(dagrs), os.path.join(programs, "dagrs"))
    # Wherever it is installed; its folder may hold much else, so only the program is taken from there.
    if dotnet := shutil.which("dotnet"):
        os.symlink(os.path.realpath(dotnet), os.path.join(programs, "dotnet"))
    return {name: os.environ[name] for name in INHERITED if name in os.environ} | {
        "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "LANG": "C.UTF-8",
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
        "DOTNET_NOLOGO": "1",
        "DOTNET_CLI_UI_LANGUAGE": "en",
        "DOTNET_GENERATE_ASPNET_CERTIFICATE": "false",
        # A build server that outlives its page would be a process left behind.
        "MSBUILDDISABLENODEREUSE": "1",
        "UseSharedCompilation": "false",
        # The checks of the style have been made where the clone comes from, and take longer than the compiler.
        "RunAnalyzers": "false",
        "DOTNET_CLI_USE_MSBUILD_SERVER": "0",
    }


def _homes(work, environment):
    """The homes that can be hidden: nothing that the pages need lies there."""
    needed = [os.path.realpath(path) for path in (work, *(os.path.join(work, "bin", program) for program in ("dagrs", "dotnet")), *(environment[name] for name in INHERITED if name in environment))]
    homes = {os.path.realpath(home) for home in (os.path.expanduser("~"), "/root", "/home") if os.path.isdir(home)}
    return sorted(home for home in homes if home != "/" and not any(path.startswith(home + "/") for path in needed)) if can_hide() else []


def _walk(page, root, home, environment, hidden, worktree):
    """How many commands ran, how many of them were wrong, how many blocks were left out."""
    print(f"\n==> {page}", flush=True)
    clone = os.path.join(home, "dagrs")
    _clone(root, clone, worktree)
    try:
        with open(os.path.join(clone, page), encoding="utf-8") as text:
            steps = steps_of(text.read())
    except PageFault as fault:
        print(f"FAILED {page}:{fault}")
        return 0, 1, 0

    ran = failed = left_out = 0
    terminal = Terminal(clone, environment, scratch := tempfile.mkdtemp(dir=os.path.dirname(home)), hidden)
    try:
        for step in steps:
            missing = [program for program in step.needs if not shutil.which(program, path=environment["PATH"])]
            if step.kind == "left-out" or missing:
                left_out += 1
                print(f"not run {page}:{step.line}: {step.why or 'there is no ' + ', '.join(missing)}")
            elif step.kind == "in":
                terminal.type(f"mkdir -p ~/'{step.text}' && cd ~/'{step.text}'", LIMIT)
            elif step.kind == "file":
                terminal.type(_writing(step, scratch), LIMIT)
            else:
                ran += 1
                failed += not _run(page, step, terminal, home)
    except BrokenPipeError:
        failed += 1
        print(f"FAILED {page}: its shell is gone, the rest was not run")
    finally:
        terminal.close()
    return ran, failed, left_out


def _run(page, step, terminal, home):
    begun = time.monotonic()
    code, printed = terminal.type(step.text, LIMIT)
    took = time.monotonic() - begun
    if code is None:
        wrong = "it did not end" if took >= LIMIT else "it ended the shell"
    elif code != step.exit:
        wrong = f"exit code {code}, not {step.exit}"
    else:
        wrong = difference(step.output, printed, home, step.any_order) if step.output else None
    first, *more = step.text.splitlines()
    print(f"{'FAILED' if wrong else 'ok'} {page}:{step.line} ({took:.1f} s): {first}{' ...' if more else ''}", flush=True)
    if wrong:
        print(f"    {wrong}; it printed:\n" + "".join(f"    | {line}\n" for line in printed.splitlines()[-40:]), end="", flush=True)
    return not wrong


def _clone(root, clone, worktree):
    subprocess.run(["git", "clone", "-q", root, clone], check=True)
    if worktree:
        changed = subprocess.run(["git", "ls-files", "-mo", "--exclude-standard", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
        for file in filter(None, changed):
            os.makedirs(os.path.dirname(os.path.join(clone, file)), exist_ok=True)
            if os.path.exists(os.path.join(root, file)):
                shutil.copy2(os.path.join(root, file), os.path.join(clone, file))


def _writing(step, scratch):
    block = os.path.join(scratch, "block")
    with open(block, "w", encoding="utf-8") as text:
        text.write(step.text)
    executable = f" && chmod +x '{step.path}'" if step.text.startswith("#!") else ""
    return f"mkdir -p \"$(dirname '{step.path}')\" && cp '{block}' '{step.path}'{executable}"


if __name__ == "__main__":
    sys.exit(main())
