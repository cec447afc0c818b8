using System.Collections.Frozen;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution;

/// <summary>One command with all that it runs with.</summary>
/// <param name="Command">What to run.</param>
public sealed record Invocation(Command Command)
{
    /// <summary>The <c>$0</c> of a shell text.</summary>
    public string Name { get; init; } = "dagrs";

    /// <summary>The <c>$1</c>, <c>$2</c>, ... of a shell text: any bytes but NUL.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Arguments { get; init; } = [];

    /// <summary>True when the standard output is wanted in the outcome; it is then told apart from the standard error.</summary>
    public bool CapturesOutput { get; init; }

    /// <summary>Variables that are added to the environment of dagrs or replace some of it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The working directory; null: that of dagrs.</summary>
    public string? Directory { get; init; }
}
