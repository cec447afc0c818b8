using System.Text;
using System.Text.Json;

namespace Dagrs.Cli.Tests.Support;

/// <summary>A file whose names some format could take for something else, and larger ones.</summary>
internal static class NastyFile
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "\"quotes\" 'single' `tick`", "<b>bold</b> & ]]> <!-- ; # %% {x} (y) [z] |p|", "line\nbreak\ttab", "👩‍👩‍👧‍👦 🚀 🇨🇭", "שלום עולם", "مرحبا بالعالم", new string('x', 500), "end", "style fill:#fff;",
        "1. list", "- item", "**bold** _it_", "\\N \\G \\l back\\", "\u202eoverride", "C:\\path\\n", "fa:fa-car", "--> o--o", "日本語", "click t1 call alert()", "#quot; #35; ﬂ°°35¶ß", "$x$",
        "bell\u0007 \u001b[31mred", "&amp; &#60;", "graph", "subgraph", "node", "t1", "\"", "</title></svg>",
        "https://example.org/a_b", "see www.example.org", "me@example.org", "fab:fa-github x", "`code`", "\"`**markdown**`\"", "[a](b) ![c](d)", "1) one", "+ plus", "= = =", "# head", "> quote", "~~gone~~", "---", "a_b _c_ __d__",
        "Test: unit (v1.2.3), it's done!", "%%{init: {}}%%", "&lt;i&gt;", "a<br/>b", "e\u0301 ก็ 🏳️‍🌈", "$$x^2$$", "12", "...", "\\*no\\*",
    ];

    /// <summary>Each task called by a nasty name, after one before it.</summary>
    public static string Text()
    {
        var text = new StringBuilder("dagrs:\n");
        foreach (var (number, name) in Names.Index())
        {
            var quoted = JsonSerializer.Serialize(name);
            text.Append($"  {quoted}: {{ name: {quoted}, cmd: x{(number == 0 ? "" : $", after: [ {JsonSerializer.Serialize(Names[number / 2])} ]")} }}\n");
        }

        return text.ToString();
    }

    /// <summary>Many tasks, each after up to three of those before it, or none.</summary>
    public static string Large(int count, bool hasEdges)
    {
        var text = new StringBuilder("dagrs:\n");
        for (var task = 0; task < count; task++)
        {
            var after = hasEdges && task > 0 ? string.Join(", ", new[] { task - 1 - (task % 5), task / 2, task - 1 - (task % 29) }.Where(before => before >= 0).Distinct().Select(before => $"t{before}")) : "";
            text.Append($"  t{task}: {{ name: Task number {task}, cmd: x, after: [ {after} ] }}\n");
        }

        return text.ToString();
    }
}
