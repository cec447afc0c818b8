using System.CommandLine;
using System.Text;

namespace Dagrs.Console.Help;

/// <summary>The text of a help screen: rows of two columns, wrapped at 80. It knows no command.</summary>
internal sealed class HelpText
{
    public const int Width = 80;

    /// <summary>The column at which explanations begin.</summary>
    public const int RightColumn = 26;

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    public HelpText Line(string line = "")
    {
        _text.Append(line).Append('\n');
        return this;
    }

    public HelpText Paragraph(string words) => Wrapped(words, column: 0, indent: 0);

    /// <summary>Adds a term and its explanation, which goes below the term when there is no room beside it.</summary>
    public HelpText Row(string left, string right, int rightColumn = RightColumn)
    {
        _text.Append("  ").Append(left);
        var column = 2 + left.Length;
        if (right.Length == 0)
        {
            return Line();
        }

        if (column + 2 <= rightColumn)
        {
            _text.Append(' ', rightColumn - column);
            column = rightColumn;
        }
        else if (column + 2 + right.Length <= Width)
        {
            _text.Append("  ");
            column += 2;
        }
        else
        {
            _text.Append('\n').Append(' ', rightColumn);
            column = rightColumn;
        }

        return Wrapped(right, column, rightColumn);
    }

    /// <summary>An option's names, the short one first: <c>-j, --jobs</c>.</summary>
    public static string NamesOf(Option option) => string.Join(", ", option.Aliases.Append(option.Name).Where(name => name[0] == '-' && name != "-?").OrderBy(name => name.Length));

    /// <summary>An option's names with a placeholder for its value.</summary>
    public static string HeadOf(Option option) => option.HelpName is { } value ? $"{NamesOf(option)} {value}" : NamesOf(option);

    private HelpText Wrapped(string words, int column, int indent)
    {
        var isFirst = true;
        foreach (var word in words.Split(' '))
        {
            var isFull = column + 1 + word.Length > Width;
            if (!isFirst)
            {
                _text.Append(isFull ? "\n" : " ").Append(' ', isFull ? indent : 0);
            }

            _text.Append(word);
            column = isFirst ? column + word.Length : (isFull ? indent : column + 1) + word.Length;
            isFirst = false;
        }

        return Line();
    }
}
