namespace Dagrs.Core.Model;

/// <summary>What a task runs: a script for a shell, or a program with its arguments. It does not know the task.</summary>
public abstract record Command
{
    private Command()
    {
    }

    /// <summary>The command as a person would type it, for logs and failure screens.</summary>
    public abstract string Text { get; }

    /// <summary>The command with the task's interpreter; an interpreter that the command names itself stays.</summary>
    /// <exception cref="ArgumentException">There is no shell, and the script does not split into words.</exception>
    internal Command In(Interpreter? shell) => this switch
    {
        Shell text when shell == Interpreter.None && text.Interpreter == Interpreter.Sh => WordSplitter.Split(text.Script) is { Count: > 0 } words
            ? new Program(words)
            : throw Limits.Refuse(nameof(TaskSettings.Shell), "the command is empty or has an unclosed quote, and 'Interpreter.None' runs it without a shell"),
        Shell text when shell is not null && text.Interpreter == Interpreter.Sh => text with { Interpreter = shell },
        _ => this,
    };

    /// <summary>A script that a shell interprets; the outputs of its predecessors are <c>$1</c>, <c>$2</c>, ...</summary>
    /// <param name="Script">The script, passed to the shell as it stands.</param>
    public sealed record Shell(string Script) : Command
    {
        /// <summary>The script.</summary>
        public string Script { get; init; } = Script ?? throw new ArgumentNullException(nameof(Script));

        /// <inheritdoc/>
        public override string Text => Script;

        /// <summary>What interprets the script.</summary>
        public Interpreter Interpreter { get; init; } = Interpreter.Sh;

        /// <summary>True when the script may use its arguments, so that they must be passed.</summary>
        public bool UsesArguments => Interpreter.CanSeeArguments(Script);

        /// <summary>All words of the call except the outputs of predecessors, which follow them.</summary>
        /// <param name="name">The task's id.</param>
        internal IReadOnlyList<string> Call(string name) => Interpreter.Call(Script, name);

        /// <summary>False when the script certainly does not use this argument, counted from 1.</summary>
        internal bool MaySeeArgument(int number) => !Interpreter.IsPosixShell || (UsesArguments && ShellArguments.MaySee(Script, number));

        /// <summary>True when the script certainly uses this argument, counted from 1.</summary>
        internal bool NamesArgument(int number) => Interpreter.IsPosixShell && ShellArguments.Names(Script, number);

        /// <summary>True when the script appears to use this argument, counted from 1.</summary>
        internal bool LooksAtArgument(int number) => Interpreter.IsPosixShell
            ? MaySeeArgument(number)
            : Script.Contains("arg", StringComparison.OrdinalIgnoreCase); // argv, $args, @ARGV, argparse
    }

    /// <summary>A program executed directly, without a shell.</summary>
    /// <param name="Words">The program (looked up in <c>PATH</c> when it has no slash) and its arguments; never empty.</param>
    public sealed record Program(IReadOnlyList<string> Words) : Command
    {
        /// <summary>The explanation for those who mistook the list for something else.</summary>
        internal const string WhatAListIs = "a list is one program and its arguments, one word each; for a shell line or several commands write a string or a block ('cmd: |')";

        /// <summary>The program and its arguments.</summary>
        public IReadOnlyList<string> Words { get; init; } = Words is { Count: > 0 } ? Words : throw new ArgumentException("a program needs at least one word: its name", nameof(Words));

        /// <inheritdoc/>
        public override string Text => string.Join(' ', Words.Select(Quote));

        private static string Quote(string word) =>
            word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./:=+,@%".Contains(c))
                ? word
                : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }
}
