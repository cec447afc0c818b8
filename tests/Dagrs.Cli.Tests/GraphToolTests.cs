using System.Text.Json;
using System.Text.RegularExpressions;
using Dagrs.Cli.Tests.Support;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Tests;

/// <summary>What the programs that the formats were made for make of them: Mermaid's own parser, Graphviz, Chromium.</summary>
public sealed partial class GraphToolTests
{
    private static readonly string[] Names = ["nasty", "apart", "large"];

    public static TheoryData<string> Files => [.. Names];

    [FactNeeding(Needs.Time, Needs.Mermaid, "node")]
    public async Task Mermaid_reads_what_was_meant()
    {
        using var folder = new TempFolder();
        var files = Names.Select(file => (Path: folder[file + ".mmd"], Yaml: Text(file))).ToList();
        foreach (var (path, yaml) in files)
        {
            File.WriteAllText(path, await DrawAsync(yaml, "mermaid"));
        }

        var read = (await Tool.RunAsync("node", [Path.Combine(Paths.Repository, "tests", "tools", "check-mermaid.mjs"), Needs.MermaidFolder!, .. files.Select(file => file.Path)])).Split('\n');
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
    [FactNeeding(Needs.Time, Needs.Mermaid, Needs.Chromium)]
    public async Task Mermaid_shows_every_name_as_the_text_that_it_is()
    {
        using var folder = new TempFolder();
        folder.Write("graph.json", JsonSerializer.Serialize(await DrawAsync(Text("nasty"), "mermaid")));
        var library = new Uri(Path.Combine(Needs.MermaidFolder!, "node_modules", "mermaid", "dist", "mermaid.min.js"));
        folder.Write("page.html", $"<!doctype html><meta charset=utf-8><body><div id=drawn></div><pre id=seen></pre><script src=\"{library}\"></script><script>const graph = {folder.Read("graph.json")};{LookAtLabels}</script>");
        var page = await Tool.RunAsync(
            Needs.ChromiumProgram!, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=20000", $"--user-data-dir={folder["profile"]}", "--dump-dom", "file://" + folder["page.html"]);
        var seen = JsonDocument.Parse(System.Net.WebUtility.HtmlDecode(Seen().Match(page).Groups[1].Value)).RootElement;

        Assert.Equal("", seen.GetProperty("wrong").GetString());
        Assert.Equal(
            (await TasksAsync(Text("nasty"))).Select(task => Blanks().Replace(OneLine.Of(task.Name, 100), " ").Trim()),
            seen.GetProperty("shown").EnumerateArray().Select(name => Blanks().Replace(Visible(name.GetString()!), " ").Trim()));
    }

    [TheoryNeeding(Needs.Time, "dot")]
    [MemberData(nameof(Files))]
    public async Task Graphviz_reads_what_was_meant(string file)
    {
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

    [TheoryNeeding(Needs.Time, Needs.Chromium)]
    [MemberData(nameof(Files))]
    [InlineData("conditional")]
    public async Task Chromium_shows_every_name_within_its_box_and_no_boxes_that_overlap(string file)
    {
        using var folder = new TempFolder();
        folder.Write("page.html", $"<!doctype html><meta charset=utf-8><body>{await DrawAsync(Text(file), "svg")}<pre id=seen></pre><script>{LookAtBoxes}</script>");
        var page = await Tool.RunAsync(
            Needs.ChromiumProgram!, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", $"--user-data-dir={folder["profile"]}", "--dump-dom", "file://" + folder["page.html"]);
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
          const box = task.querySelector('.box').getBoundingClientRect();
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

    private const string Conditional =
        """
        params: { os: linux }
        dagrs:
          build: { name: Build all of it for each of the systems that there are, cmd: x }
          test: { name: Test, after: build, cmd: x, when: always, if: "tasks.build.state == 'failed' || tasks.build.state == 'timed-out' || tasks.build.state == 'canceled'" }
          tell: { name: Tell, after: test, cmd: x, when: failure }
          windows: { name: Windows, after: build, cmd: x, if: "params.os == 'windows'" }
        """;

    private static string Text(string file) => file switch
    {
        "nasty" => NastyFile.Text(),
        "conditional" => Conditional,
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
