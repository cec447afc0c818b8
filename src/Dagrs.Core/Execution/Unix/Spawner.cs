using System.Globalization;
using System.Runtime.InteropServices;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Starts processes: each in its own process group, with empty standard input, no signal blocked or ignored, and no descriptors but 0, 1 and 2. It
/// does not wait for them. Thread-safe.
/// </summary>
internal sealed unsafe class Spawner
{
    private const string SystemShell = "/bin/sh";
    private const int NoExecFormat = 8; // ENOEXEC: a script without a shebang line

    private readonly byte* _attributes = (byte*)NativeMemory.AllocZeroed(Native.OpaqueSize);
    private byte* _attributesInSession; // created on demand
    private readonly InheritedEnvironment _environment = new();
    private readonly WorkingDirectory _workingDirectory = new();
    private readonly int _noInput = OpenNothing();
    private readonly string? _searchPath = Environment.GetEnvironmentVariable("PATH");

    public Spawner()
    {
        Native.KeepDescriptorsFromChildren();
        Native.KeepStatusOfChildren();
        SetAttributes(_attributes, GroupFlag());
    }

    /// <summary>Starts a command; its output goes to the given descriptors.</summary>
    /// <param name="invocation">What to run.</param>
    /// <param name="output">Becomes its descriptor 1.</param>
    /// <param name="error">Becomes its descriptor 2.</param>
    /// <param name="pid">The process, which leads a process group with the same id.</param>
    /// <returns>Null, or why it could not be started.</returns>
    public string? TryStart(Invocation invocation, int output, int error, out int pid) => TryStart(invocation, new Streams(_noInput, output, error), out pid);

    /// <summary>Starts a command with the standard descriptors of this process, in its own process group in this session.</summary>
    /// <inheritdoc cref="TryStart(Invocation, int, int, out int)"/>
    public string? TryStartWithTerminal(Invocation invocation, out int pid) => TryStart(invocation, new Streams(0, 1, 2) { IsInSession = true }, out pid);

    private string? TryStart(Invocation invocation, Streams streams, out int pid)
    {
        pid = 0;
        if (invocation.Directory is { } wanted && !Directory.Exists(wanted))
        {
            return $"the folder '{OneLine.Of(wanted, 200)}' does not exist";
        }

        var directory = invocation.Directory ?? _workingDirectory.Find();

        using var environment = EnvironmentOf(invocation, directory);
        var searchPath = invocation.Environment.GetValueOrDefault("PATH", _searchPath!);
        if (invocation.Command is Command.Shell { Script: var script } text && text.Interpreter == Interpreter.Sh)
        {
            // Any problem without the shell is left to the shell, so that the result is the same.
            return TryStartWithoutShell(script, searchPath, directory, environment, invocation.Directory, streams, out pid)
                ? null
                : Start(SystemShell, ShellWords(text, invocation), environment, invocation.Directory, streams, out pid);
        }

        var words = invocation.Command is Command.Program program ? Words(program.Words) : ShellWords((Command.Shell)invocation.Command, invocation);
        var name = invocation.Command is Command.Program(var list) ? list[0] : ((Command.Shell)invocation.Command).Interpreter.Words[0];
        var (path, problem) = ProgramPath.Find(name, searchPath ?? "/usr/local/bin:/usr/bin:/bin", directory ?? "");
        return path is null ? problem : Start(path, words, environment, invocation.Directory, streams, out pid);
    }

    /// <summary>Starts a program that guards this process.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="output">Its standard output; null: discarded, as its standard error always is.</param>
    public int TryStartGuard(string[] words, int input, int? output)
    {
        // With nothing from the caller's environment: TMOUT, SHELLOPTS, an exported function or another PATH would change what its script does.
        // The caller's PATH is searched only after the usual folders.
        var folders = (_searchPath ?? "").Split(':').Where(folder => folder is ['/', ..]).Prepend("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        using var environment = Strings([Word("PATH=" + string.Join(':', folders)), Word("LC_ALL=C")]);
        var nowhere = Native.open("/dev/null", Native.O_RDWR | Native.O_CLOEXEC);
        var problem = Start(SystemShell, Words(words), environment, null, new Streams(input, output ?? nowhere, nowhere), out var pid);
        _ = Native.close(nowhere);
        return problem is null ? pid : 0;
    }

    /// <summary>Starts a program with this process's variables, in its own process group in this session.</summary>
    /// <param name="words">The program, by its path, and its arguments.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="output">Its standard output; its standard error is discarded.</param>
    /// <returns>The process; 0: it could not be started.</returns>
    public int TryStartBeside(string[] words, int input, int output)
    {
        using var environment = _environment.With([], System.Collections.Frozen.FrozenDictionary<string, string>.Empty);
        var nowhere = Native.open("/dev/null", Native.O_RDWR | Native.O_CLOEXEC);
        var problem = Start(words[0], Words(words), environment, null, new Streams(input, output, nowhere) { IsInSession = true }, out var pid);
        _ = Native.close(nowhere);
        return problem is null ? pid : 0;
    }

    private bool TryStartWithoutShell(string script, string? searchPath, string? directory, NativeStrings environment, string? chdir, Streams streams, out int pid)
    {
        pid = 0;
        if (searchPath is null || directory is null || SimpleCommand.Words(script) is not { } words)
        {
            return false;
        }

        // Shells disagree about the name of a program found by a relative entry of PATH.
        var path = ProgramPath.Find(words[0], searchPath, directory).Path;
        if (path is null || (path[0] != '/' && path != words[0]))
        {
            return false;
        }

        using var argv = Strings(Words(words));
        return Spawn(path, argv, environment, chdir, streams, out pid) == 0;
    }

    private string? Start(string path, IReadOnlyList<ReadOnlyMemory<byte>> words, NativeStrings environment, string? chdir, Streams streams, out int pid)
    {
        using var argv = Strings(words);
        var failure = Spawn(path, argv, environment, chdir, streams, out pid);
        if (failure == NoExecFormat)
        {
            using var shellArgv = Strings([Word("sh"), Word(path), .. words.Skip(1)]);
            failure = Spawn(SystemShell, shellArgv, environment, chdir, streams, out pid);
        }

        return failure == 0 ? null : "could not be started: " + Explain(failure);
    }

    private int Spawn(string path, NativeStrings argv, NativeStrings environment, string? chdir, Streams streams, out int pid)
    {
        using var paths = new NativeStrings(2);
        paths.Add(path);
        var actions = stackalloc byte[Native.OpaqueSize];
        _ = Native.posix_spawn_file_actions_init(actions);
        try
        {
            _ = Native.posix_spawn_file_actions_adddup2(actions, streams.Input, 0);
            _ = Native.posix_spawn_file_actions_adddup2(actions, streams.Output, 1);
            _ = Native.posix_spawn_file_actions_adddup2(actions, streams.Error, 2);
            if (chdir is not null)
            {
                paths.Add(chdir);
                _ = Native.posix_spawn_file_actions_addchdir_np(actions, paths.Pointer[1]);
            }

            // Not every descriptor opened here is close-on-exec from the start: naming a thread opens a file in /proc, for one. Must come after the
            // change of directory, whose path may be that of a descriptor.
            Native.AddCloseFrom(actions, 3);
            return Native.posix_spawn(out pid, paths.Pointer[0], actions, streams.IsInSession ? InSession() : _attributes, argv.Pointer, environment.Pointer);
        }
        finally
        {
            _ = Native.posix_spawn_file_actions_destroy(actions);
        }
    }

    // For the command that gets the terminal, one at a time.
    private byte* InSession()
    {
        if (_attributesInSession is null)
        {
            var attributes = (byte*)NativeMemory.AllocZeroed(Native.OpaqueSize);
            SetAttributes(attributes, Native.POSIX_SPAWN_SETPGROUP);
            _attributesInSession = attributes;
        }

        return _attributesInSession;
    }

    private static void SetAttributes(byte* attributes, short group)
    {
        var signals = stackalloc byte[Native.OpaqueSize];
        _ = Native.posix_spawnattr_init(attributes);
        _ = Native.posix_spawnattr_setflags(attributes, (short)(Native.POSIX_SPAWN_SETSIGDEF | Native.POSIX_SPAWN_SETSIGMASK | group));
        _ = Native.sigemptyset(signals);
        _ = Native.posix_spawnattr_setsigmask(attributes, signals);
        _ = Native.sigfillset(signals); // all of them: for a signal not in the set, glibc first queries its action, one more system call each
        _ = Native.posix_spawnattr_setsigdefault(attributes, signals);
    }

    // A root without /dev has no /dev/null, but the end of a pipe without a writer is as empty.
    private static int OpenNothing()
    {
        var nothing = Native.open("/dev/null", Native.O_RDONLY | Native.O_CLOEXEC);
        if (nothing < 0 && Native.TryPipe(out nothing, out var writeEnd))
        {
            _ = Native.close(writeEnd);
        }

        return nothing;
    }

    // A process group is enough to stop a command. On a terminal it also gets a session: otherwise a program in a background group that asks
    // for a password would be stopped by the terminal and wait for ever; without a controlling terminal it reports that and fails.
    // A session has a cost: where the kernel schedules by session (sched_autogroup), each start takes about twice as long.
    private static short GroupFlag() => Native.HasTerminal() ? Native.POSIX_SPAWN_SETSID : Native.POSIX_SPAWN_SETPGROUP;

    // PWD is set as a shell would set it, so that a program started without a shell does not see a stale one.
    private NativeStrings EnvironmentOf(Invocation invocation, string? directory) => _environment.With(
        [
            .. directory is null ? Array.Empty<(string, string)>() : [("PWD", directory)],
            (ReservedVariables.Run, invocation.Run),
            (ReservedVariables.Task, invocation.Name),
            (ReservedVariables.Attempt, invocation.Attempt.ToString(CultureInfo.InvariantCulture)),
        ],
        invocation.Environment,
        invocation.IsBare);

    private static ReadOnlyMemory<byte>[] ShellWords(Command.Shell shell, Invocation invocation) => [.. Words(shell.Call(invocation.Name)), .. invocation.Arguments];

    private static ReadOnlyMemory<byte>[] Words(IEnumerable<string> words)
    {
        var list = new List<ReadOnlyMemory<byte>>();
        foreach (var word in words)
        {
            list.Add(Word(word));
        }

        return [.. list];
    }

    private static ReadOnlyMemory<byte> Word(string word) => System.Text.Encoding.UTF8.GetBytes(word);

    private static NativeStrings Strings(IReadOnlyList<ReadOnlyMemory<byte>> words)
    {
        var strings = new NativeStrings(words.Count);
        foreach (var word in words)
        {
            strings.Add(word.Span);
        }

        return strings;
    }

    /// <summary>The message when there are no descriptors left.</summary>
    public static string NoDescriptors { get; } = "could not be started: " + Explain(24);

    /// <summary>Why a program could not be started, by error number.</summary>
    public static string Explain(int errno) => errno switch
    {
        2 => "the program or its interpreter does not exist (ENOENT)",
        7 => "the arguments and the environment are too large for the system (E2BIG)",
        11 => "no more processes are allowed (EAGAIN)",
        12 => "out of memory (ENOMEM)",
        13 => "permission denied (EACCES)",
        23 or 24 => "no file descriptors are left (EMFILE)",
        _ => SystemReason.Of(errno),
    };

    private readonly record struct Streams(int Input, int Output, int Error)
    {
        /// <summary>True to stay in the session of this process.</summary>
        public bool IsInSession { get; init; }
    }
}
