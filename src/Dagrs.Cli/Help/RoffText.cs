using System.Text;

namespace Dagrs.Cli.Help;

/// <summary>The text of a manual page in roff, with the macros of man(7). It knows no command. Words in backticks become bold.</summary>
internal sealed class RoffText
{
    // The width of a source line, a convention for manual pages; readers do not see it.
    private const int Width = 78;

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    /// <summary>Adds a comment for readers of the source.</summary>
    public RoffText Comment(string words) => Request($".\\\" {words}");

    // Not justified, and no hyphenation: an option or a file name is never split. The first request has to come before the title.
    public RoffText Title(string name, int section, string date, string source) =>
        Request(".nr HY 0").Request($".TH {name.ToUpperInvariant()} {section} {date} \"{source}\" \"User Commands\"").Request(".ad l");

    public RoffText Section(string name) => Request($".SH {name.ToUpperInvariant()}");

    public RoffText Part(string name) => Request($".SS {Escaped(name)}");

    /// <summary>Adds text under the last heading; the first paragraph of a section needs no break.</summary>
    public RoffText Words(string words) => Wrapped(Escaped(words));

    public RoffText Paragraph(string words) => Request(".PP").Words(words);

    /// <summary>Adds a term, with its fonts, and the explanation below it.</summary>
    public RoffText Row(string head, string words) => Request(".TP").Request(head).Words(words);

    /// <summary>Adds lines unchanged.</summary>
    public RoffText Example(string lines)
    {
        Request(".PP").Request(".RS 4").Request(".EX");
        foreach (var line in lines.Split('\n'))
        {
            Request(Guarded(Escaped(line, areWords: false)));
        }

        return Request(".EE").Request(".RE");
    }

    public static string Bold(string text) => $"\\fB{Escaped(text, areWords: false)}\\fR";

    public static string Italic(string text) => $"\\fI{Escaped(text, areWords: false)}\\fR";

    /// <summary>Adds a line unchanged, a request or one with fonts in it.</summary>
    public RoffText Request(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }

    private static string Escaped(string text, bool areWords = true)
    {
        var escaped = new StringBuilder();
        var isBold = false;
        foreach (var character in text)
        {
            if (character == '`' && areWords)
            {
                isBold = !isBold;
                escaped.Append(isBold ? "\\fB" : "\\fR");
                continue;
            }

            escaped.Append(character switch
            {
                '\\' => "\\e",
                '-' => "\\-",
                '\'' => "\\(aq",
                '`' => "\\(ga",
                '~' => "\\(ti",
                '^' => "\\(ha",
                '"' => "\\(dq",
                _ => character,
            });
        }

        return escaped.ToString();
    }

    private RoffText Wrapped(string words)
    {
        var line = new StringBuilder();
        foreach (var word in words.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                Request(Guarded(line.ToString()));
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        return Request(Guarded(line.ToString()));
    }

    // A leading dot would make it a request.
    private static string Guarded(string line) => line.StartsWith('.') ? "\\&" + line : line;
}
