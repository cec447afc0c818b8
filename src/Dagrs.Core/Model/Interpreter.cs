namespace Dagrs.Core.Model;

/// <summary>The program that interprets the text of a command, and how it is called: words, text, name of the task, outputs.</summary>
/// <param name="Words">The program and its own arguments.</param>
public sealed record Interpreter(IReadOnlyList<string> Words)
{
    /// <summary>The system's shell.</summary>
    public static Interpreter Sh { get; } = new(["sh", "-c"]);

    /// <summary>Bash that stops at the first command that fails, also inside a pipe.</summary>
    public static Interpreter Bash { get; } = new(["bash", "-eo", "pipefail", "-c"]);

    /// <summary>PowerShell 7.4 or later; outputs are in <c>$args</c>.</summary>
    public static Interpreter Pwsh { get; } = new(["pwsh", "-NoProfile", "-NonInteractive", "-CommandWithArgs"]) { PassesName = false, ArgumentsWord = "$args" };

    /// <summary>Python; outputs are in <c>sys.argv[1:]</c>.</summary>
    public static Interpreter Python { get; } = new(["python3", "-c"]) { PassesName = false, ArgumentsWord = "argv" };

    /// <summary>No interpreter: the text is split into words and executed.</summary>
    public static Interpreter None { get; } = new([]);

    /// <summary>True when the task's id follows the text, as shells take it for their <c>$0</c>.</summary>
    public bool PassesName { get; init; } = true;

    /// <summary>What a text must hold to see the outputs; null: what a shell's text holds.</summary>
    public string? ArgumentsWord { get; init; }

    /// <summary>True when the text can see the outputs of predecessors, so that they must be handed to it.</summary>
    public bool CanSeeArguments(string script) =>
        ArgumentsWord is { } word ? script.Contains(word, StringComparison.Ordinal) : ShellArguments.AreUsedBy(script);
}
