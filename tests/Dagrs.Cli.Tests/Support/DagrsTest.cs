using System.Diagnostics;
using System.Text;

namespace Dagrs.Cli.Tests.Support;

/// <summary>
/// One start of dagrs, written down before it happens: files, arguments, standard input and environment, and what is expected
/// to come out. Unless said otherwise it is expected to exit with 0 and to leave standard error empty.
/// </summary>
internal sealed class DagrsTest
{
    /// <summary>All tests may be run with another executor.</summary>
    public const string ExecutorVariable = "DAGRS_EXECUTOR";

    // Nothing else of the environment is passed on: no CI variable, no NO_COLOR, no terminal.
    private static readonly string[] Inherited =
        [ExecutorVariable, "PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "DOTNET_CLI_HOME", "NUGET_PACKAGES", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO"];

    private readonly List<string> _arguments = [];
    private readonly List<(string Name, byte[] Bytes)> _files = [];
    private readonly Dictionary<string, string> _environment = [];
    private readonly List<Action<Ran>> _expectations = [];
    private readonly List<(string Name, string Text)> _filesOut = [];
    private string[] _through = [];
    private string _program = Paths.Dagrs;
    private byte[] _input = [];
    private int[] _exitCodes = [0];
    private bool _errorIsExpected;
    private bool _mayColour;
    private string? _directory;
    private TempFolder? _folder;
    private TimeSpan _limit = TimeSpan.FromMinutes(5); // for a hang: no test is about being fast

    public DagrsTest(params string[] arguments) => _arguments.AddRange(arguments);

    /// <summary>A run of dagrs.yaml with this text.</summary>
    public static DagrsTest Of(string yaml, params string[] arguments) => new DagrsTest(arguments).File("dagrs.yaml", yaml);

    /// <summary>A start of the build program of the tests.</summary>
    public static DagrsTest OfBuild(params string[] arguments) => new(arguments) { _program = Paths.TestBuild };

    public DagrsTest File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public DagrsTest File(string name, byte[] bytes) => Do(() => _files.Add((name, bytes)));

    /// <summary>In a folder of the test's own, which stays; otherwise in one that is gone after the run.</summary>
    public DagrsTest In(TempFolder folder) => Do(() => _folder = folder);

    /// <summary>Started in this folder below the temporary one.</summary>
    public DagrsTest From(string directory) => Do(() => _directory = directory);

    public DagrsTest Input(string text) => Input(Encoding.UTF8.GetBytes(text));

    public DagrsTest Input(byte[] bytes) => Do(() => _input = bytes);

    /// <summary>Started by these words in front of it: <c>setsid</c> makes it lead a process group.</summary>
    public DagrsTest Through(params string[] words) => Do(() => _through = words);

    /// <summary>Its processes can be found by the marker.</summary>
    public DagrsTest Mark(Marker marker) => Environment(Marker.Variable, marker.Number);

    public DagrsTest Environment(string name, string value) => Do(() => _environment[name] = value);

    public DagrsTest Limit(TimeSpan limit) => Do(() => _limit = limit);

    public DagrsTest MayColour() => Do(() => _mayColour = true);

    public DagrsTest ExitsWith(params int[] oneOf) => Do(() => _exitCodes = oneOf);

    /// <summary>All of standard output, with times as {time} and dates as {date}.</summary>
    public DagrsTest Prints(string text) => Expect(ran => Assert.Equal(Ended(text), Normal.Text(ran.Out)));

    public DagrsTest PrintsNothing() => Expect(ran => Assert.Equal("", ran.Out));

    public DagrsTest PrintsLine(string line) => Expect(ran => Assert.Contains(line, Normal.Text(ran.Out).Split('\n')));

    public DagrsTest PrintsSomewhere(string text) => Expect(ran => Assert.Contains(text, Normal.Text(ran.Out), StringComparison.Ordinal));

    public DagrsTest NeverPrints(string text) => Expect(ran => Assert.DoesNotContain(text, ran.Out, StringComparison.Ordinal));

    /// <summary>All of standard error.</summary>
    public DagrsTest Complains(string text) => ExpectError(ran => Assert.Equal(Ended(text), ran.Error));

    public DagrsTest ComplainsOf(string text) => ExpectError(ran => Assert.Contains(text, ran.Error, StringComparison.Ordinal));

    /// <summary>A bad command line: exit code 2, this message and the way to the help.</summary>
    public DagrsTest IsRefused(params string[] messages) => ExitsWith(2).PrintsNothing()
        .Complains(string.Concat(messages.Append("try 'dagrs --help'").Select(message => $"dagrs: error: {message}\n")));

    /// <summary>A file left in the temporary folder, with dates as {date}.</summary>
    public DagrsTest Leaves(string name, string text) => Do(() => _filesOut.Add((name, text)));

    public DagrsTest Expect(Action<Ran> expectation) => Do(() => _expectations.Add(expectation));

    public async Task<Ran> RunAsync()
    {
        await using var running = Start();
        return await running.EndAsync();
    }

    /// <summary>Starts it and comes back at once, for tests that do something to it while it runs.</summary>
    public RunningDagrs Start()
    {
        var folder = _folder ?? new TempFolder();
        foreach (var (name, bytes) in _files)
        {
            folder.Write(name, bytes);
        }

        var start = new ProcessStartInfo(_through.FirstOrDefault(_program), _through.Append(_program).Skip(1).Concat(_arguments))
        {
            WorkingDirectory = _directory is null ? folder.Path : folder[_directory],
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var inherited = Inherited.Select(name => (Name: name, Value: System.Environment.GetEnvironmentVariable(name))).Where(variable => variable.Value is not null);
        start.Environment.Clear();
        foreach (var (name, value) in inherited)
        {
            start.Environment[name] = value;
        }

        // A build server that outlives its test would be a process left behind.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment[TempFolder.StateVariable] = folder.State;
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return new RunningDagrs(start, _input, folder, ownsFolder: _folder is null, _limit, _mayColour, Check);
    }

    private void Check(Ran ran, TempFolder folder)
    {
        var wholeStory = $"exit code {ran.ExitCode}\n--- stdout\n{ran.Out}\n--- stderr\n{ran.Error}";
        Assert.True(_exitCodes.Contains(ran.ExitCode), $"expected exit code {string.Join(" or ", _exitCodes)}, got {wholeStory}");
        Assert.True(_errorIsExpected || ran.Error.Length == 0, $"nothing expected on stderr, got {wholeStory}");
        _expectations.ForEach(expectation => expectation(ran));
        foreach (var (name, text) in _filesOut)
        {
            Assert.Equal(Ended(text), Normal.Text(folder.Read(name)));
        }
    }

    private DagrsTest ExpectError(Action<Ran> expectation)
    {
        _errorIsExpected = true;
        return Expect(expectation);
    }

    private DagrsTest Do(Action step)
    {
        step();
        return this;
    }

    private static string Ended(string text) => text.Length == 0 || text[^1] == '\n' ? text : text + "\n";
}
