"""A shell that a page is typed into, command by command: folders, variables and functions stay, as at a terminal."""
import os
import select
import signal
import subprocess
import time

_BASH = ["bash", "--noprofile", "--norc"]


def can_hide() -> bool:
    """Whether this machine lets a process have mounts of its own."""
    try:
        return subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def _hiding(folders, command):
    mounting = 'while [ "$1" != -- ]; do mount -t tmpfs none "$1" || exit; shift; done; shift; exec "$@"'
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", mounting, "sh", *folders, "--", *command] if folders else command


class Terminal:
    """One bash for one page. Folders that are to be hidden are empty for it, by mounts of its own."""

    def __init__(self, folder: str, environment: dict[str, str], scratch: str, hidden: list[str] = ()):
        self._scratch = scratch
        told, tell = os.pipe()
        self._told = told
        self._bash = subprocess.Popen(
            _hiding(hidden, _BASH), cwd=folder, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[tell], start_new_session=True,
        )
        os.close(tell)
        self._tell = tell
        # A reader who types `dagrs ... | jq ...` where dagrs fails sees it.
        self._bash.stdin.write(b"set -o pipefail\n")

    def type(self, command: str, limit: float) -> tuple[int | None, str]:
        """The exit code, and what was written to both streams. No exit code: it did not end in time, or took the shell with it."""
        file, output = os.path.join(self._scratch, "command"), os.path.join(self._scratch, "output")
        with open(file, "w", encoding="utf-8") as script:
            script.write(command + "\n")
        # The command does not inherit the descriptor by which its end is told: nothing that it leaves behind can hold that open.
        self._bash.stdin.write(f". {file} </dev/null >{output} 2>&1 {self._tell}>&-; echo $? >&{self._tell}\n".encode())
        self._bash.stdin.flush()
        code = self._answer(time.monotonic() + limit)
        with open(output, encoding="utf-8", errors="replace") as text:
            return code, text.read()

    def close(self):
        """Ends the shell with all that it has left."""
        self._bash.stdin.close()
        try:
            os.killpg(self._bash.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._bash.wait()
        os.close(self._told)

    def _answer(self, end):
        text = b""
        while not text.endswith(b"\n"):
            ready, _, _ = select.select([self._told], [], [], max(0, end - time.monotonic()))
            part = os.read(self._told, 100) if ready else b""
            if not part:
                os.killpg(self._bash.pid, signal.SIGTERM)
                time.sleep(1)
                return None
            text += part
        return int(text)
