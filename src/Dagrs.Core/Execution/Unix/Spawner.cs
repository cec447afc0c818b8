using System.Runtime.InteropServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Starts processes: each in a session of its own, with standard input empty, no signal blocked or ignored and no descriptor
/// but 0, 1 and 2. It does not wait for them. Thread-safe.
/// </summary>
internal sealed unsafe class Spawner
{
    private const string Shell = "/bin/sh";
    private const int OutOfExecFormat = 8; // ENOEXEC: a script without a first line that names its interpreter

    private readonly byte* _attributes = (byte*)NativeMemory.AllocZeroed(Native.OpaqueSize);
    private readonly InheritedEnvironment _environment = new();
    private readonly int _noInput = Native.open("/dev/null", Native.O_RDONLY | Native.O_CLOEXEC);
    private readonly string? _searchPath = Environment.GetEnvironmentVariable("PATH");

    public Spawner()
    {
        Native.KeepDescriptorsFromChildren();
        var signals = stackalloc byte[Native.OpaqueSize];
        _ = Native.posix_spawnattr_init(_attributes);
        _ = Native.posix_spawnattr_setflags(_attributes, (short)(Native.POSIX_SPAWN_SETSIGDEF | Native.POSIX_SPAWN_SETSIGMASK | Native.POSIX_SPAWN_SETSID));
        _ = Native.sigemptyset(signals);
        _ = Native.posix_spawnattr_setsigmask(_attributes, signals);
        _ = Native.sigfillset(signals);
        _ = Native.posix_spawnattr_setsigdefault(_attributes, signals);
    }

    /// <summary>Starts a command; what it writes goes to the given descriptors.</summary>
    /// <param name="invocation">What to run.</param>
    /// <param name="output">Becomes its descriptor 1.</param>
    /// <param name="error">Becomes its descriptor 2.</param>
    /// <param name="pid">The process, which leads a session and group of the same number.</param>
    /// <returns>Null, or why it could not be started.</returns>
    public string? TryStart(Invocation invocation, int output, int error, out int pid)
    {
        pid = 0;
        var directory = invocation.Directory ?? Environment.CurrentDirectory;
        if (invocation.Directory is not null && !Directory.Exists(directory))
        {
            return $"the folder '{OneLine.Of(directory, 200)}' does not exist";
        }

        var (path, problem) = invocation.Command is Command.Program program
            ? ProgramPath.Find(program.Words[0], invocation.Environment.GetValueOrDefault("PATH", _searchPath!), directory)
            : (Shell, null);
        if (path is null)
        {
            return problem;
        }

        using var environment = _environment.With(invocation.Environment);
        using var argv = Words(invocation, interpreter: null);
        var failure = Spawn(path, argv, environment, invocation.Directory, output, error, out pid);
        if (failure == OutOfExecFormat)
        {
            using var shellArgv = Words(invocation, interpreter: path);
            failure = Spawn(Shell, shellArgv, environment, invocation.Directory, output, error, out pid);
        }

        return failure == 0 ? null : "could not be started: " + Words(failure);
    }

    private int Spawn(string path, NativeStrings argv, NativeStrings environment, string? directory, int output, int error, out int pid)
    {
        using var paths = new NativeStrings(2);
        paths.Add(path);
        var actions = stackalloc byte[Native.OpaqueSize];
        _ = Native.posix_spawn_file_actions_init(actions);
        try
        {
            _ = Native.posix_spawn_file_actions_adddup2(actions, _noInput, 0);
            _ = Native.posix_spawn_file_actions_adddup2(actions, output, 1);
            _ = Native.posix_spawn_file_actions_adddup2(actions, error, 2);
            if (directory is not null)
            {
                paths.Add(directory);
                _ = Native.posix_spawn_file_actions_addchdir_np(actions, paths.Pointer[1]);
            }

            return Native.posix_spawn(out pid, paths.Pointer[0], actions, _attributes, argv.Pointer, environment.Pointer);
        }
        finally
        {
            _ = Native.posix_spawn_file_actions_destroy(actions);
        }
    }

    private static NativeStrings Words(Invocation invocation, string? interpreter)
    {
        if (invocation.Command is Command.Program program)
        {
            var words = new NativeStrings(program.Words.Count + 1);
            if (interpreter is not null)
            {
                words.Add("sh"u8);
                words.Add(interpreter);
            }

            foreach (var word in program.Words.Skip(interpreter is null ? 0 : 1))
            {
                words.Add(word);
            }

            return words;
        }

        var argv = new NativeStrings(4 + invocation.Arguments.Count);
        argv.Add("sh"u8);
        argv.Add("-c"u8);
        argv.Add(((Command.Shell)invocation.Command).Script);
        argv.Add(invocation.Name);
        foreach (var argument in invocation.Arguments)
        {
            argv.Add(argument.Span);
        }

        return argv;
    }

    private static string Words(int errno) => errno switch
    {
        7 => "the arguments and the environment are too large for the system (E2BIG)",
        11 => "no more processes are allowed (EAGAIN)",
        12 => "out of memory (ENOMEM)",
        13 => "permission denied (EACCES)",
        23 or 24 => "no file descriptors are left (EMFILE)",
        2 => "the program or its interpreter does not exist (ENOENT)",
        _ => Marshal.GetPInvokeErrorMessage(errno),
    };
}
