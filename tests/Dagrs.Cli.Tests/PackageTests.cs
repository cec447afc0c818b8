using System.IO.Compression;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>What `dotnet pack` makes, used as whoever gets it would use it. Slow, as MSBuild is.</summary>
public sealed class PackageTests
{
    private const int Patience = 600_000; // ms; MSBuild on a busy machine

    [Fact(Timeout = Patience)]
    public async Task The_library_package_holds_what_it_should()
    {
        using var packages = new TempFolder();
        await PackAsync("src/Dagrs.Core", packages);

        using var library = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packages.Path, "*.nupkg")));
        using var symbols = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packages.Path, "*.snupkg")));
        Assert.Subset(Names(library), new HashSet<string> { "README.md", "lib/net10.0/Dagrs.Core.dll", "lib/net10.0/Dagrs.Core.xml" });
        Assert.Contains("lib/net10.0/Dagrs.Core.pdb", Names(symbols));
    }

    [Fact(Timeout = Patience)]
    public async Task The_tool_package_is_installed_from_its_folder_alone_and_runs()
    {
        using var packages = new TempFolder();
        using var home = new TempFolder();
        await PackAsync("src/Dagrs.Cli", packages);
        home.Write("nuget.config", $"<configuration><packageSources><clear /><add key=\"here\" value=\"{packages.Path}\" /></packageSources></configuration>");
        home.Write("tiny.yaml", "dagrs:\n  hello: { name: Hello, cmd: echo from the tool }\n");

        await Tool.RunAsync("dotnet", "tool", "install", "dagrs", "--tool-path", home["tools"], "--configfile", home["nuget.config"], "--no-cache");

        Assert.Equal("0.1.0", (await Tool.RunAsync(home["tools/dagrs"], "--version")).Trim());
        Assert.Contains("from the tool", await Tool.RunAsync(home["tools/dagrs"], "--yaml", home["tiny.yaml"]), StringComparison.Ordinal);
    }

    // Packs what was built for the tests: nothing that other tests run meanwhile is replaced.
    private static Task<string> PackAsync(string project, TempFolder packages) =>
        Tool.RunAsync("dotnet", "pack", Path.Combine(Paths.Repository, project), "--no-build", "-c", Configuration, "-nodereuse:false", "-o", packages.Path);

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private static HashSet<string> Names(ZipArchive package) => [.. package.Entries.Select(entry => entry.FullName)];
}
