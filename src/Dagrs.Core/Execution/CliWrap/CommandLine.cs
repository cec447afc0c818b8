using System.Globalization;
using System.Text;
using CliWrap;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;
using Command = Dagrs.Core.Model.Command;

namespace Dagrs.Core.Execution.CliWrap;

/// <summary>
/// Turns an invocation into a CliWrap command: program, arguments, variables, working directory; or says why it cannot be started. Thread-safe.
/// </summary>
internal sealed class CommandLine
{
    private const string SystemShell = "/bin/sh";
    private const string DefaultPath = "/usr/local/bin:/usr/bin:/bin";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly string? _setsid = OperatingSystem.IsWindows() ? null : ProgramPath.Find("setsid", DefaultPath, "/").Path;
    private readonly WorkingDirectory? _workingDirectory = OperatingSystem.IsWindows() ? null : new();

    /// <summary>The words of the call, or the problem.</summary>
    public (IReadOnlyList<string> Words, string? Problem) Words(Invocation invocation)
    {
        if (invocation.Directory is { } wanted && !Directory.Exists(wanted))
        {
            return ([], $"the folder '{OneLine.Of(wanted, 200)}' does not exist");
        }

        List<string> words;
        try
        {
            words = invocation.Command switch
            {
                Command.Program program => [.. program.Words],
                Command.Shell shell => [.. shell.Call(invocation.Name), .. Texts(invocation.Arguments)],
                _ => throw new InvalidOperationException("BUG: unknown command"),
            };
        }
        catch (DecoderFallbackException)
        {
            return ([], "could not be started: an output passed to it is not UTF-8, which the executor 'cliwrap' cannot pass on; use 'direct'");
        }

        if (OperatingSystem.IsWindows())
        {
            return (words, null);
        }

        var isSystemShell = invocation.Command is Command.Shell { Interpreter: var interpreter } && interpreter == Interpreter.Sh;
        var searchPath = invocation.Environment.GetValueOrDefault("PATH", _path ?? DefaultPath);
        var folder = invocation.Directory ?? _workingDirectory!.Find() ?? "";
        var (path, problem) = isSystemShell ? (SystemShell, null) : ProgramPath.Find(words[0], searchPath, folder);
        if (path is null || (problem = WhyNotExecutable(Path.Combine(folder, path))) is not null)
        {
            return ([], problem);
        }

        // A session of its own, so that it leads a process group that can be signalled. setsid execs the program, so the process stays the same.
        words[0] = path.Contains('/', StringComparison.Ordinal) ? path : "./" + path;
        return (_setsid is null ? words : [_setsid, .. words], null);
    }

    /// <summary>The command for CliWrap. Not by <c>Cli.Wrap</c>, which reads the working directory, and that may have been deleted.</summary>
    public global::CliWrap.Command Of(IReadOnlyList<string> words, Invocation invocation, PipeTarget output, PipeTarget error) =>
        new global::CliWrap.Command(
            words[0],
            "",
            invocation.Directory ?? "",
            ResourcePolicy.Default,
            Credentials.Default,
            Variables(invocation),
            CommandResultValidation.None,
            PipeSource.Null,
            output,
            error).WithArguments(words.Skip(1));

    /// <summary>What is added to the inherited variables; the file's variables override those of dagrs.</summary>
    public Dictionary<string, string?> Variables(Invocation invocation)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string inherited in invocation.IsBare ? Environment.GetEnvironmentVariables().Keys : Array.Empty<string>())
        {
            variables[inherited] = null;
        }

        variables[ReservedVariables.Run] = invocation.Run;
        variables[ReservedVariables.Task] = invocation.Name;
        variables[ReservedVariables.Attempt] = invocation.Attempt.ToString(CultureInfo.InvariantCulture);
        if ((invocation.Directory ?? _workingDirectory?.Find()) is { } folder && !OperatingSystem.IsWindows())
        {
            variables["PWD"] = folder;
        }

        foreach (var (name, value) in invocation.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    private static IEnumerable<string> Texts(IEnumerable<ReadOnlyMemory<byte>> arguments)
    {
        foreach (var argument in arguments)
        {
            yield return Strict.GetString(argument.Span);
        }
    }

    // Checked here: setsid would start first and only then find that there is no interpreter.
    private static string? WhyNotExecutable(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> start = stackalloc byte[256];
            var line = start[..file.Read(start)];
            if (!line.StartsWith("#!"u8))
            {
                return null;
            }

            var end = line.IndexOf((byte)'\n');
            var words = Encoding.UTF8.GetString(line[2..(end < 0 ? line.Length : end)]).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            return words.Length == 0 || File.Exists(words[0]) || !Path.IsPathRooted(words[0]) ? null : "could not be started: " + Spawner.Explain(2);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null; // it may be executable all the same
        }
    }
}
