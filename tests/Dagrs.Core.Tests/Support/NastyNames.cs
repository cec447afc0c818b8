namespace Dagrs.Core.Tests.Support;

/// <summary>Names that a file can hold and that some format could take for something else.</summary>
internal static class NastyNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "\"quotes\" 'single' `tick`", "<b>bold</b> & ]]> <!-- ; # %% {x} (y) [z] |p|", "line\nbreak\ttab\r\n", "👩‍👩‍👧‍👦 🚀 🇨🇭", "שלום עולם", "مرحبا بالعالم", new string('x', 500),
        string.Concat(Enumerable.Repeat("🚀", 250)), "end", "style fill:#fff;", "1. list", "- item", "**bold** _it_", "\\N \\G \\l back\\", "\u202eoverride\u202c", "﷽ 𒐫", "C:\\path\\n", "C:\\path\n",
        "fa:fa-car", "--> o--o", "日本語", "click t1 call alert()", "#quot; #35; ﬂ°°35¶ß ﬂ°quot¶ß", "$x$", "bell\u0007 \u001b[31mred", "&amp; &#60;", "\ufffe\uffff", "\ud800 half", " ", "e\u0301\u0301\u0301",
        "graph", "subgraph", "node", "t1", "\"", "\\", "\\\"", "</title></svg>",
    ];
}
