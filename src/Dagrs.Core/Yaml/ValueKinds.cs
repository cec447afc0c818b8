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

    private static readonly Shape Code = new Shape.Whole(0, ValueReader.LargestCode);

    private static readonly Shape CodeList = new Shape.ListOf(Code);

    public static ValueKind<string?> Text { get; } = new(NotBlank, value => value.Text());

    public static ValueKind<IReadOnlyList<Located<string>>> Texts { get; } = new(
        new Shape.AnyOf(Name, new Shape.ListOf(Name), new Shape.Nothing()),
        value => value.Texts());

    public static ValueKind<(Command Command, Place Place)?> Command { get; } = new(new Shape.AnyOf(NotBlank, Program), value => value.Command());

    // One digit must not be zero: a span is longer than nothing.
    public static ValueKind<TimeSpan?> Span { get; } = new(
        new Shape.Pattern("^(?=.*[1-9])([0-9]+\\.?[0-9]*|\\.[0-9]+)(ms|s|m|h)$", "90s", "10m"),
        value => value.Span());

    public static ValueKind<IReadOnlyCollection<int>> Codes { get; } = new(new Shape.AnyOf(Code, CodeList, new Shape.Nothing()), value => value.Codes());

    public static ValueKind<RetryPolicy?> Retry { get; } = new(
        new Shape.AnyOf(new Shape.Whole(0, ValueReader.MostRetries), new Shape.Table("retry", () => Keys.OfRetry)),
        value => value.Retry());

    public static ValueKind<AllowedFailure?> AllowedFailure { get; } = new(
        new Shape.AnyOf(new Shape.Flag(), Code, CodeList, new Shape.Nothing()),
        value => value.AllowedFailure());

    public static ValueKind<IReadOnlyDictionary<string, string>> Variables { get; } = new(
        new Shape.MapOf(new Shape.AnyOf(Anything, new Shape.Nothing()), "^[^=]+$"),
        value => value.Variables());

    public static ValueKind<Interpreter?> Shell { get; } = new(
        new Shape.AnyOf(new Shape.Word(Array.ConvertAll(ValueReader.Shells, shell => shell.Word)), Program),
        value => value.Shell());

    public static ValueKind<IReadOnlyList<TaskDefinition>> Tasks { get; } = new(
        new Shape.MapOf(new Shape.Table("task", () => Keys.OfTask) { OneNeeded = ["cmd", "after"] }, NotEmpty) { IsFilled = true },
        value => value.Tasks());

    public static ValueKind<int> Whole(int least, int most) => new(new Shape.Whole(least, most), value => value.Number(least, most));

    public static ValueKind<double> Number(double least, double most) => new(new Shape.Number(least, most), value => value.Factor(least, most));

    public static ValueKind<Located<T>?> Choice<T>(params (string Word, T Value)[] choices)
        where T : struct => new(new Shape.Word(Array.ConvertAll(choices, choice => choice.Word)), value => value.Choice(choices));
}
