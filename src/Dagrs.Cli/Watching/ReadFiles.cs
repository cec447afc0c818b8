using Dagrs.Core.Definition;
using Dagrs.Core.Definition.Expanding;
using Dagrs.Core.Model;
using Dagrs.Core.State.Files;

namespace Dagrs.Cli.Watching;

/// <summary>The files that a definition was read from, with their stamps from before they were read. Not thread-safe.</summary>
internal sealed class ReadFiles
{
    private readonly Dictionary<string, FileStamp?> _stamps = new(StringComparer.Ordinal);

    /// <summary>The stamps by full path; null: there was no file.</summary>
    public IEnumerable<KeyValuePair<string, FileStamp?>> Stamps => _stamps;

    /// <summary>The definition is read again.</summary>
    public void Clear() => _stamps.Clear();

    /// <summary>A file is about to be read.</summary>
    public void Note(string path)
    {
        var full = WorkingFolder.FullPath(path);
        _stamps.TryAdd(full, FileStamps.OfSystem.Ask(full, follow: true, out var stamp) == StampAnswer.Found ? stamp : null);
    }

    /// <summary>Wraps the definition so that files it reads later are noted as well.</summary>
    public DagDefinition Traced(DagDefinition definition) =>
        definition.Machine is { } machine ? definition with { Machine = new TracedMachine(machine, Note) } : definition;
}
