namespace Dagrs.Tests.Shared;

/// <summary>How much is tested: what is quick; with <c>DAGRS_TESTS=all</c> everything; with <c>DAGRS_TESTS=Core</c> everything in the project of that name.</summary>
internal static class Suite
{
    public const string WhyLeftOut = "left out: a long test; DAGRS_TESTS=all runs it";

    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("DAGRS_TESTS") is { Length: > 0 } asked
        && (asked == "all" || typeof(Suite).Assembly.GetName().Name!.Split('.').Contains(asked));

    /// <summary>The number of cases of a test whose every case is another try.</summary>
    /// <param name="all">Of the whole suite.</param>
    /// <param name="few">Otherwise.</param>
    public static int Cases(int all, int few) => IsWhole ? all : few;
}
