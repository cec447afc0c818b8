using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Core.State;

/// <summary>The answer to whether a task has to run. Immutable.</summary>
internal sealed record Recollection
{
    /// <summary>It runs, for no reason worth reporting.</summary>
    public static Recollection Runs { get; } = new();

    /// <summary>True when it need not run.</summary>
    public bool IsUpToDate { get; init; }

    /// <summary>Why, phrased to follow "up to date: " or "runs: ".</summary>
    public string Why { get; init; } = "";

    /// <summary>The earlier failure that still counts, so that it does not run; null: there was none, or it runs again.</summary>
    public Outcome? Failure { get; init; }

    /// <summary>The differences from its last success, one line each; at most five.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Its standard output when it ran; null: not kept.</summary>
    public CapturedOutput? Output { get; init; }

    /// <summary>Its results when it ran; null: none.</summary>
    public IReadOnlyDictionary<string, string>? Results { get; init; }

    /// <summary>The log to replay; null: none.</summary>
    public CachedLog? Log { get; init; }

    /// <summary>The snapshot that it was judged by; null: it was not judged by its files.</summary>
    public Look? Look { get; init; }

    /// <summary>Warnings for the user, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it cannot run, in one line; null: it can.</summary>
    public string? Problem { get; init; }
}
