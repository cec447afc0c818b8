using System.Text;

namespace Dagrs.Core.Reporting.Reports.Html;

/// <summary>The style and the script of the page, embedded from the files beside this one. The modules are joined into one script.</summary>
internal static class PageCode
{
    // Each after the modules that it imports.
    private static readonly string[] Modules = ["run.js", "table.js", "timeline.js", "graph.js", "task.js", "page.js"];

    /// <summary>The style sheet.</summary>
    public static byte[] Style { get; } = Encoding.UTF8.GetBytes("\n" + Read("page.css"));

    /// <summary>The script that runs before the page is shown.</summary>
    public static byte[] FirstScript { get; } = Encoding.UTF8.GetBytes("\n" + Read("first.js"));

    /// <summary>The script.</summary>
    public static byte[] Script { get; } = Encoding.UTF8.GetBytes("\n" + string.Concat(Modules.Select(Joined)));

    /// <summary>The Content-Security-Policy: these scripts, this style, embedded pictures. Nothing is loaded, nothing is sent.</summary>
    /// <remarks> The three SHA-256 hashes are constants, which a test compares with the actual ones: .NET computes SHA-256 through OpenSSL, which a
    /// statically linked native executable cannot load (it ends with SIGSEGV). </remarks>
    public const string Policy =
        $"default-src 'none'; script-src '{FirstScriptHash}' '{ScriptHash}'; style-src '{StyleHash}'; img-src data:; base-uri 'none'; form-action 'none'";

    public const string StyleHash = "sha256-HCBpDdp4zQuj/LqKq3DSjrYbpEql+rOG9WeVbBkeJ54=";
    public const string FirstScriptHash = "sha256-dxxNJbNnCTrQwgw5PFE/DpJE+fgJo6XTWhR/20PLW1w=";
    public const string ScriptHash = "sha256-sUPSLTbaQ17tPyQLlrat100/cxY8ODzj6y0K5f59Uw8=";

    // Each module becomes a function, to keep its names apart; the function returns what the module exports. Every import or export must take one whole
    // line.
    private static string Joined(string name)
    {
        var exported = new List<string>();
        var body = string.Concat(Read(name).Split('\n').Select(line => Line(line, exported) + "\n"));
        return $"const {ModuleName(name)} = (() => {{\n{body}return {{ {string.Join(", ", exported)} }};\n}})();\n";
    }

    private static string Line(string line, List<string> exported)
    {
        if (line.StartsWith("import ", StringComparison.Ordinal))
        {
            var (names, module) = (line[line.IndexOf('{', StringComparison.Ordinal)..(line.IndexOf('}', StringComparison.Ordinal) + 1)], line.Split('\'')[1]);
            return $"const {names} = {ModuleName(module)};";
        }

        if (!line.StartsWith("export ", StringComparison.Ordinal))
        {
            return line;
        }

        var words = line.Split(' ', '(');
        exported.Add(words[Array.FindIndex(words, word => word is "const" or "function") + 1]);
        return line["export ".Length..];
    }

    private static string ModuleName(string file) => "module_" + Path.GetFileNameWithoutExtension(file);

    private static string Read(string name)
    {
        using var stream = typeof(PageCode).Assembly.GetManifestResourceStream($"report.{name}") ?? throw new InvalidOperationException($"the library lacks '{name}'");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
