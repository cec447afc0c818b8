using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests;

/// <summary>Whatever the pages about the library show in C# compiles, with its own usings and what a reader would have round it.</summary>
public sealed class LibraryPageTests
{
    private const string Fence = "```";

    // What a snippet does not say: what came before it on the page, the reader's own functions, and the packages it compares with.
    private const string Reader = """
        static Dagrs.Core.Graph.DagBuilder graph = null!;
        static Dagrs.Core.Graph.Dag dag = null!, nightly = null!, hourly = null!;
        static Dagrs.Core.Graph.TaskNode<List<Bill>> bills = null!;
        static Dagrs.Core.Events.RunReport report = null!;
        static string[] files = [], args = [];
        static CancellationToken cancel;
        static Task<Prices> LoadPricesAsync() => null!;
        static Task<List<Order>> LoadOrdersAsync() => null!;
        static Task PrintAsync(List<Bill> bills, CancellationToken cancel) => null!;
        static Part Parse(string file) => null!;
        static List<Part> Merge(IReadOnlyList<Part> parts) => null!;
        static Task<int> LoadAsync() => null!;
        static Task<string> OtherAsync() => null!;
        static Task<int> JoinAsync(int a, string b) => null!;
        static Task<int> JoinAsync(int a, string b, CancellationToken cancel) => null!;
        static void Target(string name, Func<Task> run) { }
        static void Target(string name, string[] dependsOn, Func<Task> run) { }
        static Task RunAsync(string program, string argument) => null!;
        static Task RunTargetsAndExitAsync(string[] args) => null!;
        class Prices { }
        class Order { }
        class Part { }
        class Bill { }
        class Bills { public static List<Bill> Make(Prices prices, List<Order> orders) => null!; }
        """;

    private static readonly string[] Pages = ["docs/library.md", "README.md", "src/Dagrs.Core/README.md", "src/Dagrs.Build/README.md", "docs/install.md"];

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var snippets = new TheoryData<string, int>();
            foreach (var page in Pages)
            {
                for (var number = 0; number < SnippetsOf(page).Count; number++)
                {
                    snippets.Add(page, number);
                }
            }

            return snippets;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void What_a_page_shows_compiles(string page, int number)
    {
        var snippet = SnippetsOf(page)[number];
        Assert.True(ErrorsOf(snippet) is [], $"{snippet}\n\n{string.Join('\n', ErrorsOf(snippet))}");
    }

    [Fact]
    public void All_of_them_are_found() => Assert.True(SnippetsOf("docs/library.md").Count >= 10 && SnippetsOf("README.md").Count >= 1 && SnippetsOf("src/Dagrs.Core/README.md").Count >= 1);

    [Theory]
    [InlineData("var a = graph.Add(\"a\", b, x => x);")]
    [InlineData("await dag.RunToTheEndAsync();")]
    public void A_wrong_one_would_be_seen(string snippet) => Assert.NotEmpty(ErrorsOf(snippet));

    private static List<string> SnippetsOf(string page) =>
        [.. File.ReadAllText(Path.Combine(Repository.Root, page)).Split(Fence + "csharp\n").Skip(1).Select(text => text[..text.IndexOf(Fence, StringComparison.Ordinal)])];

    private static List<string> ErrorsOf(string snippet)
    {
        var lines = snippet.Split('\n');
        var text = $$"""
            using System;
            using System.Collections.Generic;
            using System.IO;
            using System.Linq;
            using System.Threading;
            using System.Threading.Tasks;
            {{string.Join('\n', lines.Where(IsUsing))}}
            class Page
            {
                {{Reader}}
                static async Task<int> Snippet()
                {
                    await Task.Yield();
                    { {{string.Join('\n', lines.Where(line => !IsUsing(line)))}} }
                    return 0;
                }
            }
            """;
        return [.. Compiler.ErrorsIn(text).Select(error => error.ToString())];
    }

    private static bool IsUsing(string line) => line.StartsWith("using Dagrs", StringComparison.Ordinal);
}
