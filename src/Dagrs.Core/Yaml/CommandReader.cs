using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>Reads commands and their shells.</summary>
internal static class CommandReader
{
    /// <summary>The shells that can be given by name.</summary>
    public static (string Word, Interpreter Value)[] Shells { get; } =
    [
        ("sh", Interpreter.Sh),
        ("bash", Interpreter.Bash),
        ("pwsh", Interpreter.Pwsh),
        ("python", Interpreter.Python),
        ("none", Interpreter.None),
    ];

    /// <summary>A shell command as text, or a list of program and arguments.</summary>
    public static (Command Command, Place Place)? Command(ValueReader value)
    {
        var place = value.Place;
        switch (value.Peek())
        {
            case Scalar:
                return Script(value) is { } script ? (new Command.Shell(script), place) : null;
            case SequenceStart:
                if (ListReader.Program(value, OpenPart.Word) is not { } words)
                {
                    return null;
                }

                ScriptReader.CheckList(value, words, OpenPart.Word);
                return (new Command.Program(words), place);
            default:
                value.ReportKind("a string, or a list of program and arguments");
                return null;
        }
    }

    /// <summary>A shell: one of the named ones, or a list of program and arguments.</summary>
    public static Interpreter? Shell(ValueReader value)
    {
        if (value.Peek() is SequenceStart)
        {
            return ListReader.Program(value) is { } words ? new Interpreter(words) : null;
        }

        return ChoiceReader.Choice(value, Shells)?.Value;
    }

    private static string? Script(ValueReader value)
    {
        var scalar = (Scalar)value.Take();
        if (!value.IsFine(scalar, ValueReader.IsNull(scalar) || string.IsNullOrWhiteSpace(scalar.Value), mayBeOpen: true))
        {
            return null;
        }

        if (Template.HasExpression(scalar.Value))
        {
            value.Script = scalar;
        }

        return scalar.Value;
    }
}
