using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>A file while it is read.</summary>
internal sealed class FileDraft
{
    public IReadOnlyList<TaskDefinition>? Tasks { get; set; }

    /// <summary>Where <c>dagrs</c> stands without a value; null when it has one, or is missing.</summary>
    public Place? EmptyTasks { get; set; }

    /// <summary>True when tasks were found that could not be taken.</summary>
    public bool IsIncomplete { get; set; }

    public Located<Endpoints>? Endpoints { get; set; }

    public Located<ExecutorKind>? Executor { get; set; }

    public IReadOnlyDictionary<string, string>? Environment { get; set; }

    public SettingsDraft Defaults { get; } = new();
}
