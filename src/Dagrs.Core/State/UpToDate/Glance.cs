using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>Takes snapshots of a task's definition, inputs and outputs: patterns, files, variables, tools. It judges nothing. Thread-safe.</summary>
/// <param name="options">The caller's options.</param>
/// <param name="secrets">Secrets to mask; null: none.</param>
internal sealed class Glance(MemoryOptions options, SecretValues? secrets)
{
    private const long MostReadHere = 512 * 1024; // bytes; reading them takes about as long as starting a process
    private const int SmallRead = 16 * 1024; // the cost of opening and closing a file, as a number of bytes read in that time

    private readonly FileSearch _search = new(options.Stamps, options.Spared);
    private readonly FileReader _reader = new(options.Stamps, options.Clock, ThisBoot.Id);
    private readonly Dictionary<(string, string), Task<string>> _tools = [];
    private readonly Lock _gate = new();
    private string? _here; // looked up once, because it costs a system call
    private string? _nameOfHere;

    /// <summary>Takes the snapshot of a task.</summary>
    /// <param name="task">The task; it declares files.</param>
    /// <param name="call">What it would run.</param>
    /// <param name="predecessors">What its predecessors hand over as files, by id.</param>
    /// <param name="last">Its last success, whose marks save reading; null: there is none.</param>
    /// <param name="cancel">Ends the wait for tools.</param>
    public async ValueTask<Look> AtAsync(TaskNode task, TaskCall call, IReadOnlyList<KeyValuePair<string, string>> predecessors, Success? last, CancellationToken cancel)
    {
        var files = task.Spec!.Files!;
        var key = new TaskKey();
        key.AddCall(task, call, call.Directory is { } directory ? Relative(directory) : _nameOfHere ??= Relative(Here), secrets);
        if (call.Environment.Count > 0)
        {
            key.AddSorted(KeyPartKind.Variable, call.Environment.Where(variable => variable.Key != "PATH" && !task.Spec.Secrets.Contains(variable.Key)).Select(Masked).Select(Hashed));
        }

        key.AddSorted(KeyPartKind.OutsideVariable, Outside(files).Select(Hashed));
        key.AddSorted(KeyPartKind.Parameter, files.Parameters.Select(Masked).Select(Hashed));
        key.AddSorted(KeyPartKind.Predecessor, predecessors);
        foreach (var tool in files.Tools)
        {
            try
            {
                var said = AskTool(tool, files.Folder, cancel);
                key.Add(KeyPartKind.Tool, tool, TaskKey.HashOf(said.IsCompletedSuccessfully ? said.Result : await said.ConfigureAwait(false)));
            }
            catch (IOException wrong)
            {
                return new(null, key.Parts, [], [], $"its tool '{OneLine.Of(tool)}' {wrong.Message}");
            }
        }

        var outputs = OutputsOf(files);
        AddScripts(key, call, outputs);
        var warnings = new List<string>();
        var inputs = files.Inputs is null ? [] : await InputsAsync(files, outputs, last, warnings).ConfigureAwait(false);
        return new(inputs is null ? null : key.Of(inputs), key.Parts, inputs ?? [], warnings);
    }

    /// <summary>The current inputs of a task; null: they cannot be determined.</summary>
    public ValueTask<List<RecordedFile>?> InputsAgainAsync(TaskFiles files, IReadOnlyList<RecordedFile> before)
    {
        if (files.Inputs is null)
        {
            return new([]);
        }

        var patterns = FilePatterns.Of(files.Folder, files.Inputs);
        _search.Forget(patterns);
        return MarksAsync(_search.Find(patterns, OutputsOf(files)), before, []);
    }

    /// <summary>The current outputs of a task.</summary>
    /// <param name="files">Its patterns.</param>
    /// <param name="known">Their last known marks, which save reading.</param>
    /// <param name="hasRun">True when the task may have just written them.</param>
    public async ValueTask<OutputLook> OutputsAsync(TaskFiles files, IReadOnlyList<RecordedFile> known, bool hasRun)
    {
        var found = FindOutputs(files, hasRun);
        var warnings = new List<string>();
        return new(found, await MarksAsync(found, known, warnings).ConfigureAwait(false), warnings);
    }

    /// <summary>The current outputs of a task, without reading them.</summary>
    /// <param name="files">Its patterns.</param>
    /// <param name="hasRun">True when they may have just been written.</param>
    public FoundFiles FindOutputs(TaskFiles files, bool hasRun)
    {
        if (OutputsOf(files) is not { } patterns)
        {
            return FoundFiles.None;
        }

        if (hasRun)
        {
            _search.Forget(patterns);
        }

        return _search.Find(patterns);
    }

    /// <summary>The output patterns of a task; null: it has none.</summary>
    public static FilePatterns? OutputsOf(TaskFiles files) => files.Outputs is { Count: > 0 } outputs ? FilePatterns.Of(files.Folder, outputs) : null;

    /// <summary>True when files had to be read that the new marks would save reading next time.</summary>
    /// <param name="known">The old marks.</param>
    /// <param name="now">The new marks of the same files.</param>
    public bool SavesReading(IReadOnlyList<RecordedFile> known, IReadOnlyList<RecordedFile> now)
    {
        for (var i = 0; i < now.Count; i++)
        {
            if (!ReferenceEquals(known[i].Mark, now[i].Mark) && _reader.IsSettled(now[i].Mark))
            {
                return true;
            }
        }

        return false;
    }

    private string Here => _here ??= Environment.CurrentDirectory;

    private async ValueTask<List<RecordedFile>?> InputsAsync(TaskFiles files, FilePatterns? outputs, Success? last, List<string> warnings)
    {
        var found = _search.Find(FilePatterns.Of(files.Folder, files.Inputs!), outputs);
        if (found.Absent.Count > 0 || found.Unmatched.Count > 0)
        {
            warnings.AddRange(MissingOf(found, files.Inputs!));
        }

        var marks = await MarksAsync(found, last?.Inputs ?? [], warnings).ConfigureAwait(false);
        return warnings.Count > 0 ? null : marks;
    }

    private static IEnumerable<string> MissingOf(FoundFiles found, IReadOnlyList<string> patterns) =>
        found.Absent.Select(name => $"its input '{OneLine.Of(name)}' does not exist").Concat(found.Unmatched.Select(place => $"its input '{OneLine.Of(patterns[place])}' matches nothing"));

    // Large reads go to another thread: this one may be the one that starts all tasks.
    private async ValueTask<List<RecordedFile>?> MarksAsync(FoundFiles found, IReadOnlyList<RecordedFile> known, List<string> warnings)
    {
        if (found.ForeignName is { } foreign)
        {
            warnings.Add($"the name '{OneLine.Of(foreign)}' is not UTF-8, so the task runs every time");
        }

        warnings.AddRange(found.Unreadable.Select(path => $"'{OneLine.Of(path)}' cannot be read, so the task runs every time"));
        var marks = new List<RecordedFile>(found.Files.Count);
        var place = 0;
        var read = 0L;
        foreach (var file in found.Files)
        {
            // Both lists are sorted by the UTF-8 bytes of the names.
            while (place < known.Count && ComesBefore(known[place].Name, file.Name))
            {
                place++;
            }

            var before = place < known.Count && known[place].Name == file.Name ? known[place].Mark : null;
            read += _reader.MustRead(file, before) ? SmallRead + file.Stamp.Size : 0;
            if (read > MostReadHere && !Thread.CurrentThread.IsThreadPoolThread)
            {
                await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            }

            var reading = _reader.Mark(file, before);
            if (reading.Mark is not { } mark)
            {
                warnings.Add($"'{OneLine.Of(file.Name)}' {(reading.Trouble == FileTrouble.Changed ? "changed while it was read" : "cannot be read")}, so the task runs");
                return null;
            }

            marks.Add(new(file.Name, mark));
        }

        return found.ForeignName is null && found.Unreadable.Count == 0 ? marks : null;
    }

    private static bool ComesBefore(string name, string other) =>
        string.CompareOrdinal(name, other) < 0 && Encoding.UTF8.GetBytes(name).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other)) < 0;

    private void AddScripts(TaskKey key, TaskCall call, FilePatterns? outputs)
    {
        var folder = call.Directory ?? Here;
        SortedDictionary<string, string>? scripts = null; // most commands name none
        foreach (var name in ScriptFinder.NamedBy(call.Command))
        {
            var path = Path.GetFullPath(Path.Combine(folder, name));
            var relative = Relative(path);
            if (scripts?.ContainsKey(relative) != true && relative[0] != '/' && !relative.StartsWith("../", StringComparison.Ordinal) && outputs?.Covers(path) != true && File.Exists(path)
                && _reader.Mark(path, null).Mark is { Content: { } content })
            {
                (scripts ??= new(StringComparer.Ordinal)).Add(relative, content);
            }
        }

        if (scripts is not null)
        {
            key.AddSorted(KeyPartKind.Script, scripts);
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Outside(TaskFiles files) => files.Variables.Count == 0
        ? []
        : options.Variables().Where(variable => files.Variables.Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, variable.Key, ignoreCase: false)));

    // A secret that a value hands on is no more part of the key than the secret itself.
    private KeyValuePair<string, string> Masked(KeyValuePair<string, string> variable) => secrets is null ? variable : new(variable.Key, secrets.Apply(variable.Value));

    private static KeyValuePair<string, string> Hashed(KeyValuePair<string, string> variable) => new(variable.Key, TaskKey.HashOf(variable.Value));

    private string Relative(string path) => Path.GetRelativePath(options.Folder, path).Replace('\\', '/');

    // Once per run and folder; the first caller asks.
    private Task<string> AskTool(string tool, string folder, CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_tools.TryGetValue((tool, folder), out var said))
            {
                _tools.Add((tool, folder), said = options.AskTool(tool, folder, cancel));
            }

            return said;
        }
    }
}
