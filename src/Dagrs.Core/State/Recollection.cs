using Dagrs.Core.Model;
using Dagrs.Core.State.Cache;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Core.State;

/// <summary>The answer to whether a task has to run. Immutable.</summary>
internal sealed record Recollection
{
    /// <summary>It runs, and there is nothing to say.</summary>
    public static Recollection Runs { get; } = new();

    /// <summary>True when it need not run.</summary>
    public bool IsUpToDate { get; init; }

    /// <summary>Why, in words that follow "up to date: " or "runs: ".</summary>
    public string Why { get; init; } = "";

    /// <summary>How it failed before, which counts still: it does not run; null: it did not, or it runs again.</summary>
    public Outcome? Failure { get; init; }

    /// <summary>What differs from its last success, one line each; at most five.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>What it wrote when it ran; null: it was not kept.</summary>
    public CapturedOutput? Output { get; init; }

    /// <summary>What it gave by name when it ran; null: nothing.</summary>
    public IReadOnlyDictionary<string, string>? Results { get; init; }

    /// <summary>What it wrote when it ran, to be told again; null: it is not told.</summary>
    public CachedLog? Log { get; init; }

    /// <summary>What it was judged by; null: it was not judged by its files.</summary>
    public Look? Look { get; init; }

    /// <summary>What people should know, one line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it cannot run, in one line; null: it can.</summary>
    public string? Problem { get; init; }
}
