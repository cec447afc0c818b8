using System.Reflection;

namespace Dagrs.Core.Tests.Support;

/// <summary>Where the tests find the sources and the child program.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string TestProgram { get; } = Metadata("TestProgram");

    /// <summary>The C# files below a folder of the repository, without what a build makes.</summary>
    public static IReadOnlyList<SourceFile> Sources(string folder)
    {
        var root = Path.Combine(Root, folder);
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(root, path))))];
    }

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
