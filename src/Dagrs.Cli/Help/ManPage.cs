using System.CommandLine;
using Dagrs.Console;
using Dagrs.Console.Help;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;
using Dagrs.Core.Scheduling;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Help;

/// <summary>
/// The manual page, dagrs(1), printed by a hidden command: commands, arguments and options come from the model, the rest from <see cref="ManWords"/>.
/// An option that several commands share is explained once.
/// </summary>
internal static class ManPage
{
    /// <summary>The hidden command; `scripts/man.sh` calls it.</summary>
    public const string Question = "__man";

    public static void AddTo(Command root)
    {
        var command = new Command(Question) { Hidden = true };
        command.SetAction(_ => Print.Text(Of(root)));
        root.Subcommands.Add(command);
    }

    public static string Of(Command root)
    {
        var page = new RoffText()
            .Comment("Made by scripts/man.sh from the commands of the program: change those.")
            .Title("dagrs", 1, ManWords.Date, $"dagrs {ProductVersion.Text}")
            .Section("Name").Words("dagrs - run a graph of tasks, each as soon as its dependencies have succeeded")
            .Section("Synopsis")
            .Request($"{RoffText.Bold("dagrs")} [{RoffText.Italic("options")}] [{RoffText.Italic("TASK")}...] [{RoffText.Bold("--")} {RoffText.Italic("WORD")}...]")
            .Request(".br")
            .Request($"{RoffText.Bold("dagrs")} {RoffText.Italic("COMMAND")} [{RoffText.Italic("options")}] [{RoffText.Italic("arguments")}]");
        page.Section("Description").Words(ManWords.WhatItDoes).Paragraph(ManWords.HowTasksAreNamed).Example(ManWords.File);
        AppendCommands(page, root);
        AppendRows(page, "Exit status", [.. ExitCode.Meanings.Select(meaning => (meaning.Codes, Sentence(meaning.When)))]);
        AppendRows(page, "Environment", ManWords.Environment);
        page.Paragraph(ManWords.EnvironmentOfTasks);
        AppendRows(page, "Files", ManWords.Files);
        page.Section("Examples");
        foreach (var (line, meaning) in ManWords.Examples)
        {
            page.Row(RoffText.Bold(line), meaning);
        }

        return page.Section("See also").Request(ManWords.SeeAlso).ToString();
    }

    private static void AppendCommands(RoffText page, Command root)
    {
        var commands = root.Subcommands.Where(command => !command.Hidden).ToList();
        page.Section("Commands").Words("Without a command, or with `run`, dagrs runs the file.");
        foreach (var command in commands)
        {
            page.Row(Synopsis(command), command.Description ?? "");
        }

        page.Section("Options");
        var explained = new HashSet<Symbol>();
        page.Part("All commands");
        AppendOptions(page, root.Options.Where(option => option.Recursive), explained);
        page.Part("Options of a run");
        AppendArguments(page, root.Arguments, explained);
        AppendOptions(page, root.Options, explained);
        foreach (var command in commands)
        {
            AppendOwn(page, command, explained);
        }
    }

    // Explains what only this command has; shared options are just named.
    private static void AppendOwn(RoffText page, Command command, HashSet<Symbol> explained)
    {
        if (command.Options.Concat<Symbol>(command.Arguments).All(explained.Contains))
        {
            return;
        }

        var shared = command.Options.Where(option => explained.Contains(option) && !option.Hidden && !option.Recursive).ToList();
        page.Part($"dagrs {command.Name}");
        if (shared.Count > 0)
        {
            page.Words($"The same as for a run: {string.Join(", ", shared.Select(option => $"`{HelpText.NamesOf(option).Split(", ")[^1]}`"))}.");
        }

        AppendArguments(page, command.Arguments, explained);
        AppendOptions(page, command.Options, explained);
    }

    private static void AppendArguments(RoffText page, IEnumerable<Argument> arguments, HashSet<Symbol> explained)
    {
        foreach (var argument in arguments.Where(explained.Add))
        {
            // Without a capital letter: some descriptions begin with a word to be typed.
            page.Row(RoffText.Italic(argument.Name), $"{argument.Description}.");
        }
    }

    private static void AppendOptions(RoffText page, IEnumerable<Option> options, HashSet<Symbol> explained)
    {
        foreach (var option in options.Where(option => !option.Hidden && explained.Add(option)))
        {
            var names = string.Join(", ", HelpText.NamesOf(option).Split(", ").Select(RoffText.Bold));
            page.Row(option.HelpName is { } value ? $"{names} {RoffText.Italic(value)}" : names, Sentence(Everywhere(option.Description ?? "")));
        }
    }

    private static void AppendRows(RoffText page, string section, IReadOnlyList<(string Head, string Words)> rows)
    {
        page.Section(section);
        foreach (var (head, words) in rows)
        {
            page.Row(RoffText.Bold(head), words);
        }
    }

    private static string Synopsis(Command command)
    {
        var arguments = command.Arguments.Select(argument => (Text: RoffText.Italic(argument.Name) + (argument.Arity.MaximumNumberOfValues > 1 ? "..." : ""), IsFree: argument.Arity.MinimumNumberOfValues == 0));
        return $"{RoffText.Bold("dagrs " + command.Name)} [{RoffText.Italic("options")}]{string.Concat(arguments.Select(argument => argument.IsFree ? $" [{argument.Text}]" : " " + argument.Text))}";
    }

    private static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..] + (words[^1] is '.' or '?' ? "" : ".");

    // Help describes this machine; a manual page must hold on all machines.
    private static string Everywhere(string description) => description
        .Replace($"default here: {RunOptions.DefaultParallelism}", "default: processors + 2, at least 4", StringComparison.Ordinal)
        .Replace("default here: direct", "default: direct on Linux, cliwrap elsewhere", StringComparison.Ordinal);
}
