using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Every kind of value that a key can have. The only place where a shape and a reader meet: who changes what a value may look
/// like changes both in one line.
/// </summary>
internal static class ValueKinds
{
    private const string NotEmpty = "[\\s\\S]";

    private static readonly Shape NotBlank = new Shape.Scalar("\\S");

    private static readonly Shape Name = new Shape.Scalar(NotEmpty);

    private static readonly Shape Anything = new Shape.Scalar(null);

    private static readonly Shape Program = new Shape.ListOf(Anything) { First = Name };

    private static readonly Shape Code = new Shape.Whole(0, NumberReader.LargestCode);

    private static readonly Shape CodeList = new Shape.ListOf(Code);

    public static ValueKind<string?> Text { get; } = new(NotBlank, value => value.Text());

    public static ValueKind<IReadOnlyList<Located<string>>> Texts { get; } = new(
        new Shape.AnyOf(Name, new Shape.ListOf(Name), new Shape.Nothing()),
        ListReader.Texts);

    public static ValueKind<(Command Command, Place Place)?> Command { get; } = new(new Shape.AnyOf(NotBlank, Program), CommandReader.Command);

    // One digit must not be zero: a span is longer than nothing.
    public static ValueKind<TimeSpan?> Span { get; } = new(
        new Shape.Pattern("^(?=.*[1-9])([0-9]+\\.?[0-9]*|\\.[0-9]+)(ms|s|m|h)$", "90s", "10m"),
        NumberReader.Span);

    public static ValueKind<IReadOnlyCollection<int>> Codes { get; } = new(new Shape.AnyOf(Code, CodeList, new Shape.Nothing()), NumberReader.Codes);

    public static ValueKind<RetryPolicy?> Retry { get; } = new(
        new Shape.AnyOf(new Shape.Whole(0, FailureReader.MostRetries), new Shape.Table("retry", () => Keys.OfRetry)),
        FailureReader.Retry);

    public static ValueKind<AllowedFailure?> AllowedFailure { get; } = new(
        new Shape.AnyOf(new Shape.Flag(), Code, CodeList, new Shape.Nothing()),
        FailureReader.Allowed);

    public static ValueKind<IReadOnlyDictionary<string, string>> Variables { get; } = new(
        new Shape.MapOf(new Shape.AnyOf(Anything, new Shape.Nothing()), "^[^=]+$"),
        VariableReader.Variables);

    public static ValueKind<Interpreter?> Shell { get; } = new(
        new Shape.AnyOf(new Shape.Word(Array.ConvertAll(CommandReader.Shells, shell => shell.Word)), Program),
        CommandReader.Shell);

    public static ValueKind<IReadOnlyList<TaskDefinition>?> Tasks { get; } = new(
        new Shape.MapOf(new Shape.Table("task", () => Keys.OfTask) { OneNeeded = ["cmd", "after"] }, NotEmpty) { IsFilled = true },
        TaskReader.Tasks);

    public static ValueKind<int> Whole(int least, int most) => new(new Shape.Whole(least, most), value => NumberReader.Whole(value, least, most));

    public static ValueKind<double> Number(double least, double most) => new(new Shape.Number(least, most), value => NumberReader.Factor(value, least, most));

    public static ValueKind<Located<T>?> Choice<T>(params (string Word, T Value)[] choices)
        where T : struct => new(new Shape.Word(Array.ConvertAll(choices, choice => choice.Word)), value => ChoiceReader.Choice(value, choices));
}
