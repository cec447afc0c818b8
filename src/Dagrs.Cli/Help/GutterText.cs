using System.Text;
using Dagrs.Console.Help;

namespace Dagrs.Cli.Help;

/// <summary>The text of a dense help screen: titles in a column on the left, beside them lines of one or two columns. It knows no command.</summary>
internal sealed class GutterText
{
    /// <summary>The maximal length of an explanation.</summary>
    public const int Room = HelpText.Width - Explanations;

    private const int Gutter = 10;
    private const int Explanations = 37;

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public GutterText Line(string title, string line)
    {
        _text.Append((title.Length == 0 && line.Length > 0 && _text.Length == 0 ? line : title.PadRight(Gutter) + line).TrimEnd()).Append('\n');
        return this;
    }

    public GutterText Row(string title, string left, string right) => Line(title, left.PadRight(Explanations - Gutter) + right);

    /// <summary>Adds wrapped text.</summary>
    public GutterText Paragraph(string title, string words)
    {
        var line = new StringBuilder();
        foreach (var word in words.Split(' '))
        {
            if (line.Length > 0 && Gutter + line.Length + 1 + word.Length > HelpText.Width)
            {
                Line(title, line.ToString());
                title = "";
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        return Line(title, line.ToString());
    }
}
