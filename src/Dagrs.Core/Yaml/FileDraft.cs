using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>A file while it is read.</summary>
internal sealed class FileDraft
{
    public IReadOnlyList<TaskDefinition>? Tasks { get; set; }

    public Located<Endpoints>? Endpoints { get; set; }

    public IReadOnlyDictionary<string, string>? Environment { get; set; }

    public SettingsDraft Defaults { get; } = new();
}
