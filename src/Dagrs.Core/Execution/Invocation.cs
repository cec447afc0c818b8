using System.Collections.Frozen;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>One command and everything it runs with.</summary>
/// <param name="Command">What to run.</param>
public sealed record Invocation(Command Command)
{
    /// <summary>The id of the task: the <c>$0</c> of a shell script, and the variable <c>DAGRS_TASK</c>.</summary>
    public string Name { get; init; } = "dagrs";

    /// <summary>The run it belongs to: the variable <c>DAGRS_RUN</c>, by which left-over processes are found.</summary>
    public string Run { get; init; } = "";

    /// <summary>Which attempt this is, from 1: the variable <c>DAGRS_ATTEMPT</c>.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The <c>$1</c>, <c>$2</c>, ... of a shell script: any bytes but NUL.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Arguments { get; init; } = [];

    /// <summary>True when the outcome must contain the standard output, which is then kept apart from standard error.</summary>
    public bool CapturesOutput { get; init; }

    /// <summary>Variables that are added to the environment of dagrs, or override it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The working directory; null: that of dagrs.</summary>
    public string? Directory { get; init; }

    /// <summary>True for a command that gets the terminal, if there is one.</summary>
    public bool Interactive { get; init; }

    /// <summary>True for a command that inherits no variables of dagrs.</summary>
    internal bool IsBare { get; init; }

    /// <summary>What starts it on this machine; null: the same as for the others.</summary>
    internal ExecutorKind? Executor { get; init; }

    /// <summary>Its time limit, for an executor that enforces it itself; for others <see cref="StopTokens"/> does. Null: no limit.</summary>
    internal TimeSpan? TimeLimit { get; init; }

    /// <summary>The resources it takes, by name.</summary>
    internal IReadOnlyDictionary<string, long> Resources { get; init; } = Model.Resources.None;

    /// <summary>What it requests from a cluster; null: nothing.</summary>
    internal ClusterSettings? Cluster { get; init; }

    /// <summary>How a service is checked and stopped; null: it is none.</summary>
    internal ServiceSettings? Service { get; init; }

    /// <summary>The shared state of a service and its executor; null: it is none.</summary>
    internal ServiceLife? Life { get; init; }

    /// <summary>The variables that the task's author wrote.</summary>
    internal IReadOnlyDictionary<string, string> Declared { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// True when whoever gets the outcome handles it without delay and never waits there for another command: then the continuation runs in place, on
    /// the thread that waited for this one.
    /// </summary>
    internal bool EndsInPlace { get; init; }
}
