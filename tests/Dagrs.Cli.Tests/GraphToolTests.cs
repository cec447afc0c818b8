using System.Text.Json;
using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;
using Dagrs.Core.Model;
using Xunit.Abstractions;

namespace Dagrs.Cli.Tests;

/// <summary>What the programs that the formats were made for make of them: Mermaid's own parser, Graphviz, Chromium. What is missing is said and left out.</summary>
public sealed partial class GraphToolTests(ITestOutputHelper says)
{
    /// <summary>A folder with node_modules that holds mermaid and jsdom; see .ci/run.</summary>
    private static string? NodeFolder => Environment.GetEnvironmentVariable("DAGRS_NODE_FOLDER") is { Length: > 0 } folder && Directory.Exists(Path.Combine(folder, "node_modules", "mermaid")) ? folder : null;

    private static string? Chromium => new[] { "chromium", "chromium-browser", "google-chrome" }.FirstOrDefault(Paths.Has);

    private static readonly string[] Names = ["nasty", "apart", "large"];

    public static TheoryData<string> Files => [.. Names];

    [Fact]
    public async Task Mermaid_reads_what_was_meant()
    {
        if (NodeFolder is not { } node || !Paths.Has("node"))
        {
            says.WriteLine("left out: needs node, and DAGRS_NODE_FOLDER naming a folder in which 'npm install mermaid jsdom' was done");
            return;
        }

        using var folder = new TempFolder();
        var files = Names.Select(file => (Path: folder[file + ".mmd"], Yaml: Text(file))).ToList();
        foreach (var (path, yaml) in files)
        {
            File.WriteAllText(path, await DrawAsync(yaml, "mermaid"));
        }

        var read = (await Tool.RunAsync("node", [Path.Combine(Paths.Repository, "tests", "tools", "check-mermaid.mjs"), node, .. files.Select(file => file.Path)])).Split('\n');
        foreach (var (index, (_, yaml)) in files.Index())
        {
            Assert.DoesNotContain("\"error\"", read[index].Length < 1000 ? read[index] : "", StringComparison.Ordinal);
            var diagram = JsonDocument.Parse(read[index]).RootElement;
            var tasks = await TasksAsync(yaml);
            Assert.Equal(tasks.Select(task => OneLine.Of(task.Name, 100)), diagram.GetProperty("nodes").EnumerateArray().Select(label => Visible(label.GetString()!)));
            Assert.Equal(tasks.Sum(task => task.Edges), diagram.GetProperty("edges").GetInt32());
        }
    }

    // Drawn as GitHub draws it: 'strict', with HTML for labels.
    [Fact]
    public async Task Mermaid_shows_every_name_as_the_text_that_it_is()
    {
        if (NodeFolder is not { } node || Chromium is not { } chromium)
        {
            says.WriteLine("left out: needs chromium, and DAGRS_NODE_FOLDER naming a folder in which 'npm install mermaid jsdom' was done");
            return;
        }

        using var folder = new TempFolder();
        folder.Write("graph.json", JsonSerializer.Serialize(await DrawAsync(Text("nasty"), "mermaid")));
        var library = new Uri(Path.Combine(node, "node_modules", "mermaid", "dist", "mermaid.min.js"));
        folder.Write("page.html", $"<!doctype html><meta charset=utf-8><body><div id=drawn></div><pre id=seen></pre><script src=\"{library}\"></script><script>const graph = {folder.Read("graph.json")};{LookAtLabels}</script>");
        var page = await Tool.RunAsync(
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=20000", $"--user-data-dir={folder["profile"]}", "--dump-dom", "file://" + folder["page.html"]);
        var seen = JsonDocument.Parse(System.Net.WebUtility.HtmlDecode(Seen().Match(page).Groups[1].Value)).RootElement;

        Assert.Equal("", seen.GetProperty("wrong").GetString());
        Assert.Equal(
            (await TasksAsync(Text("nasty"))).Select(task => Blanks().Replace(OneLine.Of(task.Name, 100), " ").Trim()),
            seen.GetProperty("shown").EnumerateArray().Select(name => Blanks().Replace(Visible(name.GetString()!), " ").Trim()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Graphviz_reads_what_was_meant(string file)
    {
        if (!Paths.Has("dot"))
        {
            says.WriteLine("left out: there is no dot (graphviz) on this machine");
            return;
        }

        using var folder = new TempFolder();
        folder.Write("graph.dot", await DrawAsync(Text(file), "dot"));

        // To draw 2,000 tasks as it draws 30 takes Graphviz minutes, and nothing of it is looked at here.
        var graph = JsonDocument.Parse(await Tool.RunAsync("dot", file == "nasty" ? "-Kdot" : "-Kpatchwork", "-Tdot_json", folder["graph.dot"])).RootElement;
        var tasks = await TasksAsync(Text(file));
        Assert.Equal(
            tasks.Select(task => OneLine.Of(task.Name, 100).Replace("&", "&amp;", StringComparison.Ordinal)),
            graph.GetProperty("objects").EnumerateArray().Select(node => node.GetProperty("label").GetString()!.Replace("\\\\", "\\", StringComparison.Ordinal)));
        Assert.Equal(tasks.Sum(task => task.Edges), graph.TryGetProperty("edges", out var edges) ? edges.GetArrayLength() : 0);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Chromium_shows_every_name_within_its_box_and_no_boxes_that_overlap(string file)
    {
        if (Chromium is not { } chromium)
        {
            says.WriteLine("left out: there is no chromium on this machine");
            return;
        }

        using var folder = new TempFolder();
        folder.Write("page.html", $"<!doctype html><meta charset=utf-8><body>{await DrawAsync(Text(file), "svg")}<pre id=seen></pre><script>{LookAtBoxes}</script>");
        var page = await Tool.RunAsync(
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={folder["profile"]}", "--dump-dom", "file://" + folder["page.html"]);
        var seen = JsonDocument.Parse(System.Net.WebUtility.HtmlDecode(Seen().Match(page).Groups[1].Value)).RootElement;

        var tasks = await TasksAsync(Text(file));
        Assert.Equal([], seen.GetProperty("wrong").EnumerateArray().Select(wrong => wrong.GetString()));
        var shown = seen.GetProperty("shown").EnumerateArray().Select(pair => (Title: pair[0].GetString()!, Name: pair[1].GetString()!)).ToList();
        Assert.Equal(tasks.Select(task => $"{OneLine.Of(task.Id)}: {OneLine.Of(task.Name)}").Order(StringComparer.Ordinal), shown.Select(box => box.Title).Order(StringComparer.Ordinal));
        Assert.All(shown, box => Assert.Contains(box.Name[^1] == '…' ? ": " + box.Name[..^1] : ": " + box.Name, box.Title, StringComparison.Ordinal));
    }

    private const string LookAtBoxes =
        """
        const wrong = [], shown = [], boxes = [], page = document.querySelector('svg').getBoundingClientRect();
        for (const task of document.querySelectorAll('g.task')) {
          const box = task.querySelector('rect').getBoundingClientRect();
          const name = task.querySelector('text.name');
          shown.push([task.querySelector('title').textContent.split('\n')[0], name.textContent]);
          for (const text of task.querySelectorAll('text')) {
            const seen = text.getBoundingClientRect();
            if (text.textContent.trim() && !(seen.width > 0 && seen.left >= box.left && seen.right <= box.right && seen.top >= box.top && seen.bottom <= box.bottom))
              wrong.push(`not within its box: ${text.textContent} ${seen.width} ${box.width}`);
          }
          if (box.left < page.left || box.right > page.right || box.top < page.top || box.bottom > page.bottom) wrong.push('outside: ' + name.textContent);
          for (const [other, itsName] of boxes)
            if (box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom) wrong.push(`overlap: ${name.textContent}, ${itsName}`);
          boxes.push([box, name.textContent]);
        }
        document.getElementById('seen').textContent = JSON.stringify({ wrong, shown });
        """;

    // A character that nobody sees keeps apart what Mermaid would take for its own encoding.
    private static string Visible(string label) => label.Replace("\u2060", "", StringComparison.Ordinal);

    private const string LookAtLabels =
        """
        mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
        mermaid.render('graph', graph).then(({ svg }) => {
          document.getElementById('drawn').innerHTML = svg;
          const labels = [...document.querySelectorAll('#drawn .node .label')];
          const markup = labels.filter(label => label.querySelector('i, a, em, strong, code, del, img, li, h1, br, .katex'));
          return { wrong: markup.map(label => label.innerHTML).join(), shown: labels.map(label => label.textContent) };
        }).catch(wrong => ({ wrong: String(wrong), shown: [] })).then(seen => document.getElementById('seen').textContent = JSON.stringify(seen));
        """;

    private static string Text(string file) => file switch
    {
        "nasty" => NastyFile.Text(),
        "apart" => NastyFile.Large(2000, hasEdges: false),
        _ => NastyFile.Large(2000, hasEdges: true),
    };

    private static async Task<string> DrawAsync(string yaml, string format) =>
        (await DagrsTest.Of(yaml, "graph", "--format", format).ComplainsOf("").RunAsync()).Out;

    private static async Task<List<(string Id, string Name, int Edges)>> TasksAsync(string yaml) =>
        [.. JsonDocument.Parse(await DrawAsync(yaml, "json")).RootElement.GetProperty("tasks").EnumerateArray().Select(task => (task.GetProperty("id").GetString()!, task.GetProperty("name").GetString()!, task.GetProperty("after").GetArrayLength()))];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("<pre id=\"seen\">(.*?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Seen();
}
