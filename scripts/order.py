#!/usr/bin/env python3
"""Finds which methods of the native executable run, and in which order each is called first.

Usage: order.py --dagrs PATH --symbols PATH.dbg >src/Dagrs.Cli/methods.order

The compiler places the methods of that list next to each other. Otherwise the code that runs is spread over the whole executable, and nearly all of it is paged in.
Each method gets a breakpoint, which is removed at the first call. The compiler skips names that it does not know, so a slightly outdated list does no harm.
Linux on x64; needs 'nm' and 'readelf' of binutils. The symbols are beside the executable under src/Dagrs.Cli/bin/native.
"""
import argparse, ctypes, os, re, signal, struct, subprocess, sys, tempfile

TRACEME, CONT, GETREGS, SETREGS, SETOPTIONS = 0, 7, 12, 13, 0x4200
TRACECLONE, EXITKILL = 8, 0x100000
RIP = 16 * 8  # in struct user_regs_struct
WALL = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def ptrace(request, thread, data=None):
    return libc.ptrace(request, thread, None, data)


def methods(dagrs, symbols):
    """The first address and the name of all managed methods."""
    sections = subprocess.run(["readelf", "-SW", dagrs], check=True, capture_output=True, text=True).stdout
    begin, size = (int(number, 16) for number in re.search(r"__managedcode\s+PROGBITS\s+([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)", sections).groups())
    found = {}
    for line in subprocess.run(["nm", "--defined-only", symbols], check=True, capture_output=True, text=True).stdout.splitlines():
        address, kind, name = line.split(" ", 2)
        if kind in "tT" and begin <= int(address, 16) < begin + size:
            found.setdefault(int(address, 16), name)
    return begin, size, found


def trace(command, folder, begin, size, entries, seen):
    """Runs the command and adds to 'seen' the addresses of the methods it calls."""
    child = os.fork()
    if child == 0:
        ptrace(TRACEME, 0)
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nowhere, descriptor)
        os.execv(command[0], command)
    os.waitpid(child, 0)
    ptrace(SETOPTIONS, child, TRACECLONE | EXITKILL)
    memory = os.open(f"/proc/{child}/mem", os.O_RDWR)
    original = os.pread(memory, size, begin)
    armed = bytearray(original)
    for address in entries:
        armed[address - begin] = 0xCC  # int3
    os.pwrite(memory, armed, begin)
    registers = ctypes.create_string_buffer(27 * 8)
    ptrace(CONT, child)
    while True:
        thread, status = os.waitpid(-1, WALL)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if thread == child:
                break
            continue
        number = os.WSTOPSIG(status)
        if number == signal.SIGTRAP and status >> 16 == 0:
            ptrace(GETREGS, thread, ctypes.addressof(registers))
            address = struct.unpack_from("Q", registers, RIP)[0] - 1
            if address in entries:
                seen.setdefault(address)
                os.pwrite(memory, original[address - begin:address - begin + 1], address)
                struct.pack_into("Q", registers, RIP, address)
                ptrace(SETREGS, thread, ctypes.addressof(registers))
            number = 0
        elif number in (signal.SIGTRAP, signal.SIGSTOP):
            number = 0  # a thread has begun
        ptrace(CONT, thread, number)
    os.close(memory)
    return os.waitstatus_to_exitcode(status)


# What users do most, first; and how it ends.
COMMANDS = {
    "--yaml chain.yaml --log-path log": 0,
    "--yaml wide.yaml --log-path log": 0,
    "--yaml files.yaml": 0,
    "--yaml files.yaml -q": 0,
    "--yaml failing.yaml --log-level info": 1,
    "--yaml failing.yaml --resume": 1,
    "check --yaml chain.yaml": 0,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dagrs", required=True)
    parser.add_argument("--symbols", required=True)
    options = parser.parse_args()
    begin, size, entries = methods(options.dagrs, options.symbols)
    seen = {}
    with tempfile.TemporaryDirectory() as folder:
        write(folder)
        for line, expected in COMMANDS.items():
            before = len(seen)
            code = trace([os.path.abspath(options.dagrs), *line.split()], folder, begin, size, entries, seen)
            if code != expected:
                sys.exit(f"dagrs {line} ended with {code}")
            print(f"dagrs {line}: {len(seen) - before} more methods", file=sys.stderr)
    for address in seen:
        print(entries[address])


def write(folder):
    os.environ["DAGRS_STATE"] = f"{folder}/state"
    chain = "".join(f"  t{task}: {{ name: T{task}{f', after: t{task - 1}' if task else ''}, cmd: 'true' }}\n" for task in range(20))
    wide = "".join(f"  t{task}: {{ name: T{task}, cmd: 'echo {task}' }}\n" for task in range(20))
    files = "".join(f"  t{task}: {{ name: T{task}, cmd: 'cp in/{task} out/{task}', inputs: in/{task}, outputs: out/{task} }}\n" for task in range(20))
    failing = "  a: { name: A, cmd: echo a }\n  b: { name: B, after: a, cmd: 'echo b; exit 3' }\n  c: { name: C, after: b, cmd: echo c }\n"
    for name, tasks in {"chain": chain, "wide": wide, "files": files, "failing": failing}.items():
        with open(f"{folder}/{name}.yaml", "w") as file:
            file.write("dagrs:\n" + tasks)
    os.mkdir(f"{folder}/in")
    os.mkdir(f"{folder}/out")
    for task in range(20):
        with open(f"{folder}/in/{task}", "w") as file:
            file.write(f"{task}\n")


main()
