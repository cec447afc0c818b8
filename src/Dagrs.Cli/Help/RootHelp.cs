using System.CommandLine;

namespace Dagrs.Cli.Help;

/// <summary><c>dagrs --help</c>: one screen. The words come from the model; only groups, order and examples are said here.</summary>
internal static class RootHelp
{
    // What is in no group is told by name alone, so that a new option or a rare one does not make the screen longer.
    private static readonly (string Title, string[] Options)[] Groups =
    [
        ("Which file", ["--yaml", "-C"]),
        ("Which tasks", ["--list", "--dry-run", "--only"]),
        ("How they run", ["--jobs", "--keep-going", "--fail-fast", "--timeout"]),
        ("What is shown", ["--quiet", "-o", "--log-level", "--log-path"]),
    ];

    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("dagrs test -k", "run 'test' and all it needs, go on after failures"),
        ("dagrs -f ci.yaml -j 8", "run another file, at most 8 tasks at once"),
        ("dagrs check && dagrs -q", "find mistakes first, then run with less to read"),
    ];

    public static string Of(RootCommand root)
    {
        var text = new HelpText()
            .Paragraph($"{root.Description} The file is dagrs.yaml here or in the nearest folder above.")
            .Line()
            .Line("Usage")
            .Row("dagrs [options] [TASK...]", "all tasks, or these and all that they need", 30)
            .Row("dagrs COMMAND [options]", "'dagrs COMMAND -h' explains a command", 30)
            .Line("Commands");
        foreach (var command in root.Subcommands.Where(command => !command.Hidden))
        {
            AppendRow(text, command.Name, Clause(command.Description ?? ""));
        }

        var options = root.Options.Where(option => !option.Hidden).ToList();
        foreach (var (title, names) in Groups)
        {
            text.Line(title);
            foreach (var option in names.Select(name => options.Find(option => option.Name == name || option.Aliases.Contains(name))).OfType<Option>())
            {
                options.Remove(option);
                AppendOption(text, option);
            }
        }

        text.Paragraph($"Also {string.Join(", ", options.Select(HelpText.NamesOf))}; 'dagrs run -h' explains every option.");
        text.Line().Line("Examples");
        foreach (var (line, meaning) in Examples)
        {
            text.Row(line, meaning, 30);
        }

        return text.ToString();
    }

    private static void AppendOption(HelpText text, Option option)
    {
        AppendRow(text, HelpText.HeadOf(option), option.Description ?? "");
    }

    private static void AppendRow(HelpText text, string head, string words)
    {
        var room = HelpText.Width - Math.Max(HelpText.RightColumn, head.Length + 4);
        text.Row(head, words.Length > room ? Short(words) : words);
    }

    /// <summary>Without what stands in parentheses at the end or behind a semicolon; the command's own help has it.</summary>
    private static string Short(string description)
    {
        var end = description.IndexOfAny(['(', ';']);
        return end < 0 ? description : description[..end].TrimEnd();
    }

    private static string Clause(string sentence) => sentence.Length == 0 ? "" : char.ToLowerInvariant(sentence[0]) + sentence[1..].TrimEnd('.');
}
