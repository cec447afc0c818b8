using Dagrs.Core.Model;
using Dagrs.Core.State.Files;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.Files;

/// <summary>The search for files, held against the model on random trees.</summary>
public sealed class PatternsAgainstModelTests
{
    private static readonly string[] Names = ["a", "b", "ab", ".a", "a.c", "b.c", ".git", "é", "😀", "ﬀ", "A"];
    private static readonly string[] Wild = ["*", "**", "a*", "*.c", "?", "[a-b]", "[!a-b]*", "**", "??"];

    [Fact]
    public void Random_patterns_find_in_random_trees_what_the_model_finds()
    {
        var random = new Random(12);
        for (var tree = 0; tree < 60; tree++)
        {
            using var folder = new TemporaryFolder();
            Grow(folder.Path, random, 0);
            var (files, empty) = Contents(folder.Path);
            var search = new FileSearch();
            for (var i = 0; i < 60; i++)
            {
                var patterns = Patterns(random);
                var without = random.Next(3) == 0 ? Patterns(random) : null;
                var found = search.Find(FilePatterns.Of(folder.Path, patterns), without is null ? null : FilePatterns.Of(folder.Path, without));
                Assert.True(
                    FileModel.Find(files, empty, patterns, without).SequenceEqual(found.Files.Select(file => file.Name)),
                    $"{string.Join(' ', patterns)} without {string.Join(' ', without ?? [])} in {string.Join(' ', files)} {string.Join(' ', empty)}\n"
                        + $"found {string.Join(' ', found.Files.Select(file => file.Name))}\nmodel {string.Join(' ', FileModel.Find(files, empty, patterns, without))}");
                Assert.All(found.Files, file => Assert.Equal(Path.Combine(folder.Path, file.Name), file.FullPath));
            }
        }
    }

    private static string[] Patterns(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => (i > 0 && random.Next(3) == 0 ? "!" : "")
            + string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(2) == 0 ? Wild[random.Next(Wild.Length)] : Names[random.Next(Names.Length)])).Replace("**/**", "**", StringComparison.Ordinal).Replace("**/**", "**", StringComparison.Ordinal))];

    private static void Grow(string folder, Random random, int depth)
    {
        foreach (var name in Names)
        {
            var path = Path.Combine(folder, name);
            switch (random.Next(depth > 2 ? 3 : 6))
            {
                case 0:
                    File.WriteAllText(path, "");
                    break;
                case 1 when !OperatingSystem.IsWindows():
                    File.CreateSymbolicLink(path, random.Next(2) == 0 ? "nowhere" : Path.Combine(folder, "a"));
                    break;
                case 3 when random.Next(2) == 0:
                    Directory.CreateDirectory(path);
                    Grow(path, random, depth + 1);
                    break;
            }
        }
    }

    // A link to a folder is taken out: a pattern can name it, which other tests see.
    private static (List<string> Files, List<string> Empty) Contents(string folder)
    {
        var (files, empty) = (new List<string>(), new List<string>());
        Look(folder, "");
        return (files, empty);

        void Look(string place, string name)
        {
            foreach (var entry in new DirectoryInfo(place).GetFileSystemInfos())
            {
                var full = name + entry.Name;
                if (entry is DirectoryInfo && entry.LinkTarget is not null)
                {
                    entry.Delete();
                }
                else if (entry is DirectoryInfo)
                {
                    Look(entry.FullName, full + "/");
                    if (Directory.GetFileSystemEntries(entry.FullName).Length == 0)
                    {
                        empty.Add(full);
                    }
                }
                else
                {
                    files.Add(full);
                }
            }
        }
    }
}
