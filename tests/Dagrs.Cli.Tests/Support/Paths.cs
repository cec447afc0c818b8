using System.Reflection;

namespace Dagrs.Cli.Tests.Support;

/// <summary>Where the tests find things.</summary>
internal static class Paths
{
    /// <summary>The program under test: the one built beside the tests, or the one that DAGRS_BINARY names.</summary>
    public static string Dagrs { get; } = Environment.GetEnvironmentVariable("DAGRS_BINARY") is { Length: > 0 } given
        ? Path.GetFullPath(given, Metadata("RepositoryRoot"))
        : Path.Combine(AppContext.BaseDirectory, "dagrs");

    /// <summary>True when nothing else is said: commands are run by the executor of our own.</summary>
    public static bool IsDirect { get; } = Environment.GetEnvironmentVariable("DAGRS_EXECUTOR") is not "cliwrap";

    /// <summary>True for a native executable.</summary>
    public static bool DagrsIsNative { get; } = !File.Exists(Path.ChangeExtension(Dagrs, null) + ".dll");

    public static string Repository { get; } = Metadata("RepositoryRoot");

    /// <summary>A child program that does what a command of a task might do; see its usage.</summary>
    public static string TestProgram { get; } = Metadata("TestProgram");

    /// <summary>A build program in C#, made of the package for that.</summary>
    public static string TestBuild { get; } = Metadata("TestBuild");

    /// <summary>A path below this project's folder.</summary>
    public static string OfTests(params string[] parts) => Path.Combine([Repository, "tests", "Dagrs.Cli.Tests", .. parts]);

    /// <summary>True when a program of that name is on the PATH.</summary>
    public static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Metadata(string key) => typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
