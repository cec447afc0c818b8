using System.IO.Compression;
using System.Security.Cryptography;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>What `dotnet pack` makes, used as whoever gets it would use it. Slow, as MSBuild is.</summary>
public sealed class PackageTests
{
    private const int Patience = 600_000; // ms; MSBuild on a busy machine

    [LongFact(Timeout = Patience)]
    public async Task The_library_package_holds_what_it_should()
    {
        using var packages = new TempFolder();
        await PackAsync("src/Dagrs.Core", packages);

        using var library = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packages.Path, "*.nupkg")));
        using var symbols = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packages.Path, "*.snupkg")));
        Assert.Subset(Names(library), new HashSet<string> { "README.md", "lib/net10.0/Dagrs.Core.dll", "lib/net10.0/Dagrs.Core.xml" });
        Assert.Contains("lib/net10.0/Dagrs.Core.pdb", Names(symbols));
        using var page = new StreamReader(library.GetEntry("README.md")!.Open());
        Assert.Contains("# Dagrs.Core", await page.ReadToEndAsync(), StringComparison.Ordinal);
    }

    // What it shares with the program is no package: it is inside.
    [LongFact(Timeout = Patience)]
    public async Task The_package_for_build_programs_holds_what_it_should_and_needs_the_library()
    {
        using var packages = new TempFolder();
        await PackAsync("src/Dagrs.Build", packages);

        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(packages.Path, "*.nupkg")));
        Assert.Subset(Names(package), new HashSet<string> { "README.md", "lib/net10.0/Dagrs.Build.dll", "lib/net10.0/Dagrs.Build.xml", "lib/net10.0/Dagrs.Console.dll" });
        using var about = new StreamReader(package.GetEntry("Dagrs.Build.nuspec")!.Open());
        var text = await about.ReadToEndAsync();
        Assert.Contains("<dependency id=\"Dagrs.Core\" version=\"0.1.0\"", text, StringComparison.Ordinal);
        Assert.Contains("<dependency id=\"System.CommandLine\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"Dagrs.Console\"", text, StringComparison.Ordinal);
    }

    // The page of a package has nothing around it that such a link could lead to.
    [LongTheory]
    [InlineData("src/Dagrs.Core/README.md")]
    [InlineData("src/Dagrs.Build/README.md")]
    [InlineData("src/Dagrs.Cli/README.md")]
    public void The_page_of_a_package_has_no_relative_link(string page)
    {
        var links = File.ReadAllText(Path.Combine(Paths.Repository, page)).Split("](").Skip(1).Select(text => text.Split(')')[0]).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
    }

    // Built twice from nothing, not packed twice of one build. The times at which files were put into the package do differ.
    [LongFact(Timeout = Patience)]
    public async Task Packing_twice_gives_the_same_files()
    {
        using var home = new TempFolder();

        var first = await PackFromSourceAsync(home, "first");
        var second = await PackFromSourceAsync(home, "second");

        Assert.Contains("Dagrs.Core.0.1.0.nupkg/lib/net10.0/Dagrs.Core.dll", first.Keys);
        Assert.Contains("Dagrs.Core.0.1.0.snupkg/lib/net10.0/Dagrs.Core.pdb", first.Keys);
        Assert.Equal(first, second);
    }

    [LongFact(Timeout = Patience)]
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

    // In a folder of its own, away from what other tests run meanwhile; the same one each time, because its path gets into the assembly.
    private static async Task<SortedDictionary<string, string>> PackFromSourceAsync(TempFolder home, string to)
    {
        await Tool.RunAsync("dotnet", "pack", Path.Combine(Paths.Repository, "src/Dagrs.Core"), "-c", "Release", "-nodereuse:false", "--artifacts-path", home["build"], "-o", home[to]);
        Directory.Delete(home["build"], recursive: true);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetFiles(home[to]))
        {
            using var package = ZipFile.OpenRead(path);
            foreach (var entry in package.Entries)
            {
                using var content = entry.Open();
                files.Add($"{Path.GetFileName(path)}/{entry.FullName}", Convert.ToHexString(await SHA256.HashDataAsync(content)));
            }
        }

        return files;
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private static HashSet<string> Names(ZipArchive package) => [.. package.Entries.Select(entry => entry.FullName)];
}
