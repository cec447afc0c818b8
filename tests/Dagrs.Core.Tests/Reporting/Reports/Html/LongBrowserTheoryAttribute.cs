namespace Dagrs.Core.Tests.Reporting.Reports.Html;

/// <summary>A long test in a browser: left out, with a word, where there is none or nothing that drives it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongBrowserTheoryAttribute : TheoryAttribute
{
    public LongBrowserTheoryAttribute() => Skip = !Suite.IsWhole ? Suite.WhyLeftOut : WhyNot();

    private static string? WhyNot()
    {
        var folder = Environment.GetEnvironmentVariable("DAGRS_NODE_FOLDER");
        return !Has("node") ? "left out: there is no node on this machine"
            : !Has("chromium") ? "left out: there is no chromium on this machine"
            : string.IsNullOrEmpty(folder) || !Directory.Exists(Path.Combine(folder, "node_modules", "playwright-core")) ? "left out: needs DAGRS_NODE_FOLDER, which names a folder in which the packages of tests/tools/package.json are installed"
            : null;
    }

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
