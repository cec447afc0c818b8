using System.CommandLine;
using Dagrs.Console.Help;

namespace Dagrs.Cli.Help;

/// <summary>
/// <c>dagrs --help</c>: one screen of 24 lines. The texts come from the model; only groups, order, a few summaries of commands and examples are defined
/// here.
/// </summary>
internal static class RootHelp
{
    private const int CommandRows = 4;

    // Options in no group are listed by name alone, so that new or rare ones do not lengthen the screen.
    private static readonly (string Title, string[] Options)[] Groups =
    [
        ("File", ["--yaml", "-C"]),
        ("Tasks", ["--dry-run"]),
        ("Run", ["--jobs", "--keep-going", "--fail-fast"]),
        ("Output", ["--quiet", "-o", "--log-level", "--log-path"]),
    ];

    private static readonly string[] LettersSayAsMuch = ["--version"];

    private static readonly string[] CommandsSayAsMuch = ["--list", "--why"];

    private static readonly Dictionary<string, string> Commands = new()
    {
        ["run"] = "default",
        ["check"] = "errors",
        ["plan"] = "preview",
        ["graph"] = "diagram",
        ["why"] = "paths",
        ["list"] = "tasks",
        ["history"] = "runs",
        ["report"] = "of a run",
        ["cache"] = "usage",
        ["doctor"] = "self-test",
        ["schema"] = "JSON",
        ["import"] = "convert",
        ["init"] = "new file",
        ["completion"] = "shell",
    };

    private static readonly (string Line, string Meaning)[] Examples =
    [
        ("dagrs test -k", "run 'test' and its dependencies, keep going"),
        ("dagrs -f ci.yaml -j 8", "run another file, at most 8 tasks at once"),
        ("dagrs check && dagrs -q", "find mistakes, then run with less output"),
    ];

    public static string Of(Command root)
    {
        var text = new GutterText()
            .Line("", root.Description ?? "")
            .Row("Usage", "dagrs [options] [TASK...]", "all tasks, or these and all they need")
            .Row("", "dagrs COMMAND [options]", "help on one: dagrs COMMAND -h");
        AppendCommands(text, [.. root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name)]);

        var options = root.Options.Where(option => !option.Hidden).ToList();
        foreach (var (title, names) in Groups)
        {
            var group = names.Select(name => options.Find(option => option.Name == name || option.Aliases.Contains(name))).OfType<Option>().ToList();
            foreach (var (number, option) in group.Index())
            {
                options.Remove(option);
                AppendOption(text, number == 0 ? title : "", option);
            }
        }

        options.RemoveAll(option => CommandsSayAsMuch.Contains(option.Name));
        text.Paragraph("Also", $"{string.Join(' ', options.Select(NameOf))}");
        foreach (var (number, (line, meaning)) in Examples.Index())
        {
            text.Row(number == 0 ? "Examples" : "", line, meaning);
        }

        return text.ToString();
    }

    // One name of each is enough here; the letter where it is as clear.
    private static string NameOf(Option option) => HelpText.NamesOf(option).Split(", ") is var names && LettersSayAsMuch.Contains(names[^1]) ? names[0] : names[^1];

    // Column by column.
    private static void AppendCommands(GutterText text, List<string> names)
    {
        var columns = names.Chunk(CommandRows).Select(Cells).ToList();
        for (var row = 0; row < CommandRows; row++)
        {
            text.Line(row == 0 ? "Commands" : "", string.Join("  ", columns.Select(column => row < column.Length ? column[row] : "")).TrimEnd());
        }
    }

    private static string[] Cells(string[] names)
    {
        var width = names.Max(name => name.Length);
        var cells = names.Select(name => $"{name.PadRight(width)} {Commands.GetValueOrDefault(name, "")}").ToList();
        return [.. cells.Select(cell => cell.PadRight(cells.Max(other => other.Length)))];
    }

    private static void AppendOption(GutterText text, string title, Option option)
    {
        // A list of values is too long to fit beside the name.
        var isList = option.HelpName?.Contains('|', StringComparison.Ordinal) == true;
        var head = isList ? HelpText.NamesOf(option) : HelpText.HeadOf(option);
        text.Row(title, head, isList ? option.HelpName! : Fitting(option.Description ?? ""));
    }

    /// <summary>Drops a final parenthesis or the part after a semicolon when there is no room; the command's own help has it.</summary>
    private static string Fitting(string description)
    {
        var end = description.Length <= GutterText.Room ? -1 : description.IndexOfAny(['(', ';']);
        return end < 0 ? description : description[..end].TrimEnd(' ', ',');
    }
}
