using System.Collections.Frozen;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>One command with all that it runs with.</summary>
/// <param name="Command">What to run.</param>
public sealed record Invocation(Command Command)
{
    /// <summary>The id of the task: the <c>$0</c> of a shell text, and the variable <c>DAGRS_TASK</c>.</summary>
    public string Name { get; init; } = "dagrs";

    /// <summary>The run it belongs to: the variable <c>DAGRS_RUN</c>, by which whatever the command leaves behind is found again.</summary>
    public string Run { get; init; } = "";

    /// <summary>Which attempt this is, from 1: the variable <c>DAGRS_ATTEMPT</c>.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The <c>$1</c>, <c>$2</c>, ... of a shell text: any bytes but NUL.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Arguments { get; init; } = [];

    /// <summary>True when the standard output is wanted in the outcome; it is then told apart from the standard error.</summary>
    public bool CapturesOutput { get; init; }

    /// <summary>Variables that are added to the environment of dagrs or replace some of it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The working directory; null: that of dagrs.</summary>
    public string? Directory { get; init; }

    /// <summary>True for one that is to get the terminal, where there is one.</summary>
    public bool Interactive { get; init; }

    /// <summary>True for one that inherits no variables of dagrs.</summary>
    internal bool IsBare { get; init; }

    /// <summary>What starts it on this machine; null: whatever starts the others.</summary>
    internal ExecutorKind? Executor { get; init; }

    /// <summary>How long it may run, for an executor that sees to that itself; the others are asked to end it by <see cref="StopTokens"/>. Null: as long as it likes.</summary>
    internal TimeSpan? TimeLimit { get; init; }

    /// <summary>What it takes of what is scarce, by name.</summary>
    internal IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>What it asks of a cluster; null: nothing.</summary>
    internal ClusterSettings? Cluster { get; init; }

    /// <summary>How a service is checked and stopped; null: it is none.</summary>
    internal ServiceSettings? Service { get; init; }

    /// <summary>What a service and its executor tell each other; null: it is none.</summary>
    internal ServiceLife? Life { get; init; }

    /// <summary>Of the variables those that the task's author wrote.</summary>
    internal IReadOnlyDictionary<string, string> Declared { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// True when whoever gets the outcome takes it up without delay and never waits there for another command: it is then handed
    /// over on the thread that waited for this one.
    /// </summary>
    internal bool EndsInPlace { get; init; }
}
