using System.Text;
using Dagrs.Cli.Import.Shell;

namespace Dagrs.Cli.Import;

/// <summary>
/// A command with references of another tool, which pastes values into the text before a shell reads it. Here shell variables replace them, quoted as
/// the context requires; a value that would change its meaning that way is pasted as well.
/// </summary>
internal sealed class HoledText
{
    private const char Mark = '\uFFFF'; // a noncharacter, so no text contains it

    private readonly StringBuilder _text = new();
    private readonly List<Hole> _holes = [];

    public HoledText Append(ReadOnlySpan<char> text)
    {
        _text.Append(text);
        return this;
    }

    public HoledText Append(Hole hole)
    {
        if (hole is { Variable: null, Missing: null })
        {
            _text.Append(hole.Text);
        }
        else
        {
            _text.Append(Mark);
            _holes.Add(hole);
        }

        return this;
    }

    /// <summary>The text for a shell.</summary>
    public string ForShell()
    {
        var text = _text.ToString();
        if (_holes.Count == 0)
        {
            return text;
        }

        var shell = ShellText.Of(text);
        var filled = new StringBuilder();
        var next = 0;
        for (var at = 0; at < text.Length; at++)
        {
            _ = text[at] == Mark ? filled.Append(Filled(_holes[next++], shell.At(at), at + 1 < text.Length ? text[at + 1] : ' ')) : filled.Append(text[at]);
        }

        return filled.ToString();
    }

    private static string Filled(Hole hole, ShellPlace place, char next) => place switch
    {
        ShellPlace.Plain or ShellPlace.Double when hole.Variable == "@" => place == ShellPlace.Plain ? "\"$@\"" : "$*",
        ShellPlace.Plain or ShellPlace.Double => Reference(hole, next),
        ShellPlace.Single when hole.Variable == "@" => "'\"$*\"'",
        ShellPlace.Single => $"'\"{Reference(hole, '"')}\"'",
        _ => hole.Text ?? hole.Missing ?? hole.Variable ?? "",
    };

    private static string Reference(Hole hole, char next) =>
        hole.Missing is { } why ? $"${{{hole.Variable ?? "dagrs_todo"}:?{why}}}"
        : hole.Otherwise is { } other ? $"${{{hole.Variable}:-{other}}}"
        : char.IsAsciiLetterOrDigit(next) || next == '_' ? $"${{{hole.Variable}}}"
        : $"${hole.Variable}";
}
