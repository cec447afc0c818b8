using System.Collections.Frozen;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>A file while it is read.</summary>
internal sealed class FileDraft
{
    public IReadOnlyList<TaskDefinition>? Tasks { get; set; }

    /// <summary>The place of <c>dagrs</c> without a value; null when it has one, or is missing.</summary>
    public Place? EmptyTasks { get; set; }

    /// <summary>True when there are tasks that could not be read.</summary>
    public bool IsIncomplete { get; set; }

    public Located<Endpoints>? Endpoints { get; set; }

    public Located<ExecutorKind>? Executor { get; set; }

    public ClusterSettings? Cluster { get; set; }

    public IReadOnlyList<OpenValue> OpenCluster { get; set; } = [];

    public IReadOnlyDictionary<string, string>? Environment { get; set; }

    public IReadOnlyList<OpenValue> OpenEnvironment { get; set; } = [];

    public IReadOnlyList<EnvFileDefinition> EnvFiles { get; set; } = [];

    public IReadOnlyList<ParameterDefinition> Parameters { get; set; } = [];

    /// <summary>True when there are parameters that could not be read.</summary>
    public bool LacksParameters { get; set; }

    public IReadOnlyList<Located<string>> Secrets { get; set; } = [];

    public IReadOnlyList<Located<string>>? Default { get; set; }

    public IReadOnlyDictionary<string, Located<long>> Resources { get; set; } = FrozenDictionary<string, Located<long>>.Empty;

    /// <summary>True when <c>include</c> is given and not empty, valid or not.</summary>
    public bool HasIncludes { get; set; }

    public IReadOnlyList<IncludeDefinition> Includes { get; set; } = [];

    public SettingsDraft Defaults { get; } = new();
}
