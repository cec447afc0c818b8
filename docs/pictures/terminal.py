#!/usr/bin/env python3
"""Makes terminal.svg, the README's picture of a run: of a real run in a real terminal (tmux), at one moment.

usage: terminal.py PATH-OF-dagrs [OUTPUT.svg]
"""
import html
import os
import re
import subprocess
import sys
import tempfile
import time

WIDTH, HEIGHT = 104, 30
CELL, ROW, PAD, BAR = 8.4, 18, 14, 30
NO_BREAK = "\u00a0"  # two spaces would become one
SECONDS = 7.5  # of the run, until the picture is taken

TASKS = """\
dagrs:
  restore:
    name: "Restore packages"
    cmd: "sleep 1.2; echo 'Restored 14 projects (in 1.1 s)'"
  build:
    name: "Build"
    after: [ restore ]
    cmd: |
      for part in Model Graph Yaml Events Execution Scheduling Reporting; do
        printf '\\033[36mCompiling\\033[0m src/Core/%s\\n' $part
        sleep 0.9
      done
  lint:
    name: "Lint"
    after: [ restore ]
    cmd: |
      sleep 2.3
      printf '\\033[33mwarning\\033[0m: web/pages/start.css:14: unused rule .banner\\n'
      printf '\\033[31merror\\033[0m: web/pages/start.js:3: total is not defined\\n'
      exit 1
  docs:
    name: "Documentation"
    cmd: |
      for page in format diagnostics library design performance; do echo "docs/$page.md"; sleep 0.8; done
      printf 'checking links: 212 of 240'
      sleep 9
  web:
    name: "Web pages"
    after: [ restore ]
    cmd: |
      for done in 12 31 48 66 79 85 91 96; do printf '\\rbundling %s %%' $done; sleep 0.7; done
      sleep 9
  test:
    name: "Test"
    after: [ build ]
    cmd: "sleep 5"
  publish:
    name: "Publish"
    after: [ test, web, docs ]
    cmd: "sleep 1"
"""

COLOURS = ["#484f58", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#c9d1d9"]


def capture(dagrs):
    """The rows of the screen, with their colours."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "dagrs.yaml"), "w", encoding="utf-8") as file:
            file.write(TASKS)
        environment = {name: value for name, value in os.environ.items() if name not in ("CI", "ACCESSIBLE", "NO_COLOR", "TMUX")}
        with open(os.path.join(folder, "rc"), "w", encoding="utf-8") as file:
            file.write("PS1='$ '\n")
        environment.update(PATH=os.path.dirname(dagrs) + ":" + environment["PATH"], LC_ALL="C.UTF-8", ENV=os.path.join(folder, "rc"))
        tmux = ["tmux", "-S", os.path.join(folder, "socket"), "-f", "/dev/null"]
        subprocess.run([*tmux, "new-session", "-d", "-x", str(WIDTH), "-y", str(HEIGHT), "-c", folder, "exec sh -i"], env=environment, check=True)
        try:
            time.sleep(0.5)
            subprocess.run([*tmux, "send-keys", "dagrs -k", "Enter"], check=True)
            time.sleep(SECONDS)
            screen = subprocess.run([*tmux, "capture-pane", "-p", "-e"], check=True, capture_output=True, text=True).stdout
            subprocess.run([*tmux, "send-keys", "C-c"], check=True)
            time.sleep(1)
            return screen.rstrip("\n").split("\n")
        finally:
            subprocess.run([*tmux, "kill-server"], check=False)


def runs(row, style):
    """Pieces of a row with the style of each; the style goes on in the next row."""
    pieces = []
    for sequence, text in re.findall(r"\x1b\[([0-9;]*)m|([^\x1b]+)", row):
        if text:
            pieces.append((text, dict(style)))
            continue
        for code in (int(number or 0) for number in sequence.split(";")):
            if code == 0:
                style.clear()
            elif code in (1, 2):
                style["bold" if code == 1 else "dim"] = True
            elif code == 22:
                style.pop("bold", None)
                style.pop("dim", None)
            elif 30 <= code <= 37:
                style["colour"] = COLOURS[code - 30]
            elif code == 39:
                style.pop("colour", None)
    return pieces


def svg(rows):
    width, height = round(WIDTH * CELL + 2 * PAD), BAR + len(rows) * ROW + 2 * PAD
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"',
        '     aria-label="A terminal in which dagrs runs: lines of tasks, and below them the area that shows what runs">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
        *(f'<circle cx="{20 + 18 * i}" cy="17" r="5.5" fill="{colour}"/>' for i, colour in enumerate(("#ff5f57", "#febc2e", "#28c840"))),
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" fill="#c9d1d9">',
    ]
    style = {}
    for number, row in enumerate(rows):
        column = 0
        for piece, look in runs(row, style):
            text = piece.strip(" ")
            if text:
                attributes = f' fill="{look["colour"]}"' if "colour" in look else ""
                attributes += ' font-weight="bold"' if "bold" in look else ""
                attributes += ' opacity="0.6"' if "dim" in look else ""
                start = PAD + (column + len(piece) - len(piece.lstrip(" "))) * CELL
                place = f'x="{start:.1f}" y="{BAR + PAD + number * ROW + 4}" textLength="{len(text) * CELL:.1f}"'
                shown = html.escape(text, quote=False).replace(" ", NO_BREAK)
                lines.append(f"<text {place}{attributes}>{shown}</text>")
            column += len(piece)
    return "\n".join([*lines, "</g>", "</svg>", ""])


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    output = sys.argv[2] if len(sys.argv) == 3 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "terminal.svg")
    rows = capture(os.path.abspath(sys.argv[1]))
    with open(output, "w", encoding="utf-8") as file:
        file.write(svg(rows))


main()
