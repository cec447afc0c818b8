"""A page in Markdown as the steps of somebody who follows it."""
import re
import subprocess
from dataclasses import dataclass, field

SHELLS = {"sh", "bash", "console"}
# Written so by mistake; they would not be run.
ALMOST_SHELLS = {"shell", "shell-session", "shellsession", "zsh", "fish", "terminal"}
MARKS = {"not run", "file", "exit", "in", "run", "needs", "any order"}

FENCE = re.compile(r"^( *)(```+|~~~+) *([\w+-]*)")
MARK = re.compile(r"<!-- *([a-z ]+?)(?:: *(.*?))? *-->", re.DOTALL)


class PageFault(Exception):
    """The page itself is wrong: a mark that there is not, a fence that stays open."""


@dataclass
class Step:
    """One thing to do. 'kind' is run, file, in or left-out."""

    line: int
    kind: str
    text: str
    why: str = ""
    path: str = ""
    exit: int = 0
    output: list[str] | None = None
    any_order: bool = False
    needs: list[str] = field(default_factory=list)


def steps_of(text: str) -> list[Step]:
    """The steps of a page, in its order. A mark is for the next fenced block, whatever stands between the two."""
    steps, marks = [], {}
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if fence := FENCE.match(lines[at]):
            end = _end_of(lines, at, fence[2])
            indent = len(fence[1])
            steps += _block(at + 1, fence[3], [line[min(indent, len(line) - len(line.lstrip(" "))):] for line in lines[at + 1:end]], marks)
            marks = {}
            at = end + 1
        elif lines[at].lstrip().startswith("<!--"):
            start = at
            comment = lines[at]
            while comment.rfind("<!--") > comment.rfind("-->"):
                at += 1
                if at == len(lines):
                    raise PageFault(f"{start + 1}: a comment that is not closed")
                comment += "\n" + lines[at]
            for name, value in MARK.findall(comment):
                _take(steps, marks, start + 1, name, value.strip())
            at += 1
        else:
            at += 1
    if marks:
        raise PageFault(f"{len(lines)}: no block follows the mark '{next(iter(marks))}'")
    return steps


def _end_of(lines, at, fence):
    for end in range(at + 1, len(lines)):
        if lines[end].strip() == fence:
            return end
    raise PageFault(f"{at + 1}: a fence that is not closed")


def _take(steps, marks, line, name, value):
    if name not in MARKS:
        raise PageFault(f"{line}: there is no mark '{name}'; there are {', '.join(sorted(MARKS))}")
    if name == "in":
        steps.append(Step(line, "in", value))
    elif name == "run":
        steps += [Step(line, "run", command) for _, command in _commands(value.split("\n"))]
    elif name == "not run" and not value:
        raise PageFault(f"{line}: 'not run' without a reason")
    else:
        marks[name] = value


def _block(line, language, lines, marks):
    if "file" in marks:
        return [Step(line, "file", "\n".join(lines) + "\n", path=marks["file"])]
    if language in ALMOST_SHELLS:
        raise PageFault(f"{line}: '{language}' is a language that nobody runs; there are {', '.join(sorted(SHELLS))}")
    is_shell = language in SHELLS or (not language and lines and lines[0].startswith("$ "))
    if not is_shell:
        if marks:
            raise PageFault(f"{line}: the mark '{next(iter(marks))}' is for a block that nobody runs")
        return []
    if not language:
        raise PageFault(f"{line}: a block of commands without a language; write ```console")
    if "not run" in marks:
        return [Step(line, "left-out", "\n".join(lines), why=marks["not run"])]

    pairs = _dialogue(lines) if language == "console" else [(number, text, None) for number, text in _commands(lines)]
    if not pairs:
        raise PageFault(f"{line}: a block of commands without one")
    codes = [int(code) for code in marks.get("exit", "0").split()]
    codes = [0] * (len(pairs) - len(codes)) + codes
    return [
        Step(line + number, "run", text, exit=code, output=output, any_order="any order" in marks, needs=marks.get("needs", "").split())
        for (number, text, output), code in zip(pairs, codes, strict=True)
    ]


def _dialogue(lines):
    """The commands behind '$ ', lines of them that go on behind '> ', and what each prints; none where nothing is shown."""
    pairs = []
    for number, line in enumerate(lines, 1):
        if line.startswith("$ "):
            pairs.append((number, line[2:], []))
        elif not pairs:
            raise PageFault(f"{number}: a console that does not begin with '$ '")
        elif line.startswith("> ") and not pairs[-1][2]:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + "\n" + line[2:], [])
        else:
            pairs[-1][2].append(line)
    return [(number, text, output if any(shown.strip() for shown in output) else None) for number, text, output in pairs]


def _commands(lines):
    """Each command of a text with the line where it begins: a line, and those that it cannot end before."""
    found, begun, start = [], "", 0
    for number, line in enumerate(lines, 1):
        if not begun and (not line.strip() or line.lstrip().startswith("#")):
            continue
        start = start if begun else number
        begun += line + "\n"
        if _is_whole(begun):
            found.append((start, begun.rstrip("\n")))
            begun = ""
    if begun:
        raise PageFault(f"{start}: a command that does not end: {begun.splitlines()[0]}")
    return found


def _is_whole(text):
    if text.endswith("\\\n"):
        return False
    said = subprocess.run(["bash", "-n", "-c", text], capture_output=True, text=True, check=False).stderr
    return "unexpected end of file" not in said and "unexpected EOF" not in said and "here-document" not in said
