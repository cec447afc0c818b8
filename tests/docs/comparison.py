"""What a page shows against what a command prints: without what differs from run to run."""
import re

# Spans and moments of time, names of runs and commits. What is masked is masked on both sides.
MASKS = [
    (re.compile(r"\x1b\[[0-9;]*[A-Za-z]"), ""),
    (re.compile(r"\b\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?( ?[+-]\d\d:?\d\d\b|Z\b)?"), "{date}"),
    (re.compile(r"\b\d\d:\d\d:\d\d(\.\d+)?\b"), "{clock}"),
    (re.compile(r"(?<![\w.])(\d+ h )?(\d+ m )?\d+(\.\d+)? (ms|s|m|h)\b"), "{time}"),
    (re.compile(r"(?<=\s)\d+:\d\d\b"), "{time}"),
    (re.compile(r"\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b|\b\d{16}\b"), "{id}"),
]

ANY = "..."


def masked(text: str, home: str = "") -> list[str]:
    """The lines of a text, runs of blanks as one; a home folder is '/home/you'."""
    if home:
        text = text.replace(home, "/home/you")
    for what, word in MASKS:
        text = what.sub(word, text)
    lines = [" ".join(line.split()) for line in text.split("\n") if not line.startswith("still running: ")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def difference(shown: list[str], printed: str, home: str, any_order: bool = False) -> str | None:
    """What is wrong with the page, or None. In it '...' stands for any text, alone on a line for any lines."""
    wanted, got = masked("\n".join(shown)), masked(printed, home)
    if any_order:
        return _loose(wanted, got)
    pattern = "".join(r"(?:.*\n)*" if line == ANY else _line(line) + r"\n" for line in wanted)
    if re.fullmatch(pattern, "".join(line + "\n" for line in got)):
        return None
    first = next((number for number in range(len(wanted)) if number >= len(got) or not re.fullmatch(_line(wanted[number]), got[number])), len(wanted))
    return f"line {first + 1} of what the page shows" + (f": {wanted[first]}" if first < len(wanted) else " is missing")


def _loose(wanted, got):
    rest = list(got)
    for line in wanted:
        if line == ANY:
            continue
        match = next((number for number, other in enumerate(rest) if re.fullmatch(_line(line), other)), None)
        if match is None:
            return f"the page shows a line that was not printed: {line}"
        del rest[match]
    return f"printed, and not on the page: {rest[0]}" if rest and ANY not in wanted else None


def _line(line):
    return ".*".join(re.escape(part) for part in line.split(ANY))
