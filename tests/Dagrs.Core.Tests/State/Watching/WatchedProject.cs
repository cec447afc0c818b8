using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Graph;
using Dagrs.Core.State.Files;
using Dagrs.Core.State.Watching;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Watching;

/// <summary>A folder with tasks that are watched, under a clock and events in the hand of the test.</summary>
internal sealed class WatchedProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedEvents _events = new();

    public WatchedProject(string yaml)
    {
        var path = _folder.Write("dagrs.yaml", yaml);
        Dag = Resolver.Select(WorkflowFile.Read(path, path), new Selection(), new RunInput()).Dag;
        Files = new(FileStamps.OfSystem, new FileReader(), []);
        Files.Watch(Dag);
        Files.WatchDefinition([KeyValuePair.Create(path, Files.StampOf(path))]);
        Watch = new(Files, _events, Clock, Told.Add, Warnings.Add);
    }

    public Dag Dag { get; }

    public WatchedFiles Files { get; }

    public ChangeWatch Watch { get; }

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>What the watch has told.</summary>
    public List<Seen> Told { get; } = [];

    public List<string> Warnings { get; } = [];

    /// <summary>Why events cannot be trusted; null: they can.</summary>
    public string? Silence
    {
        set => _events.Problem = value;
    }

    /// <summary>The folders that events are asked of.</summary>
    public IReadOnlyList<string> Folders => [.. _events.Folders.Select(folder => Path.GetRelativePath(_folder.Path, folder)).Order(StringComparer.Ordinal)];

    public void Write(string name, string text) => _folder.Write(name, text);

    public string At(string name) => Path.Combine(_folder.Path, name);

    /// <summary>All tasks are asked about, as their files are now.</summary>
    public void AskAll()
    {
        foreach (var task in Dag.Tasks)
        {
            var patterns = Core.Model.FilePatterns.Of(_folder.Path, task.Spec!.Files!.Inputs!);
            var reader = new FileReader();
            Files.Saw(task, [.. new FileSearch().Find(patterns).Files.Select(file => new Core.State.Records.RecordedFile(file.Name, reader.Mark(file, null).Mark!))]);
        }

        Files.EndRound();
    }

    /// <summary>The names of what a look finds changed.</summary>
    public string Look() => Words(Files.Look(learns: false));

    public static string Words(Seen seen) => string.Join(' ', seen.Changes.Select(change => $"{change.Task}:{change.Name}{(change.IsSure ? "" : "?")}").Concat(seen.Definition.Select(file => "!" + Path.GetFileName(file.Key))));

    /// <summary>Time passes in steps as the watch wants them.</summary>
    public void Advance(int milliseconds)
    {
        var end = Clock.Elapsed + TimeSpan.FromMilliseconds(milliseconds);
        var next = Watch.Step(isHinted: false);
        while (Clock.Elapsed + next < end)
        {
            Clock.Advance(next);
            next = Watch.Step(isHinted: false);
        }

        Clock.Advance(end - Clock.Elapsed);
        Watch.Step(isHinted: false);
    }

    public void Dispose() => _folder.Dispose();

    private sealed class ScriptedEvents : IFolderEvents
    {
        public string? Problem { get; set; }

        public IReadOnlyCollection<string> Folders { get; private set; } = [];

        public bool Wait(TimeSpan most, Func<string, bool> matters) => false;

        public void Wake()
        {
        }

        public bool Watch(IReadOnlyCollection<string> folders, out string? problem)
        {
            var isNew = folders.Except(Folders).Any();
            (Folders, problem) = (folders, Problem);
            return isNew;
        }

        public void Dispose()
        {
        }
    }
}
