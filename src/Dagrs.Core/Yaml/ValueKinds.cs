using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>
/// Every kind of value that a key can have. This is the only place where shapes meet readers: a change to what a value may look
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

    private static readonly Shape Open = new Shape.Pattern("\\$\\{\\{[\\s\\S]*\\}\\}");

    private static readonly Shape Paths = new Shape.AnyOf(NotBlank, new Shape.ListOf(NotBlank));

    private static readonly Shape Names = new Shape.AnyOf(Name, new Shape.ListOf(Name), new Shape.Nothing());

    // At least one digit must not be zero: a duration is positive.
    private static readonly Shape SpanOfTime = new Shape.Pattern("^(?=.*[1-9])([0-9]+\\.?[0-9]*|\\.[0-9]+)(ms|s|m|h)$", "90s", "10m");

    public static ValueKind<string?> Text { get; } = new(NotBlank, value => value.Text());

    public static ValueKind<IReadOnlyList<Located<string>>> Texts { get; } = new(
        Names,
        value => ListReader.Texts(value));

    public static ValueKind<(Command Command, Place Place)?> Command { get; } = new(new Shape.AnyOf(NotBlank, Program), CommandReader.Command);

    public static ValueKind<TimeSpan?> Span { get; } = new(SpanOfTime, value => NumberReader.Span(value));

    public static ValueKind<TimeSpan?> OpenSpan { get; } = new(new Shape.AnyOf(SpanOfTime, Open), value => NumberReader.Span(value, OpenPart.Timeout));

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

    public static ValueKind<Located<ExecutorKind>?> Executor { get; } = Choice(("direct", ExecutorKind.Direct), ("cliwrap", ExecutorKind.CliWrap), ("slurm", ExecutorKind.Slurm));

    public static ValueKind<ClusterSettings?> Cluster { get; } = new(new Shape.Table("slurm", () => Keys.OfCluster), ClusterReader.Settings);

    public static ValueKind<IReadOnlyList<string>?> ClusterWords { get; } = new(Names, ClusterReader.Words);

    public static Shape ClusterText => NotBlank;

    public static ValueKind<bool> Flag { get; } = new(new Shape.Flag(), FlagReader.Flag);

    public static ValueKind<Located<bool>?> PlacedFlag { get; } = new(new Shape.Flag(), FlagReader.Placed);

    public static ValueKind<IReadOnlyList<string>?> OuterVariables { get; } = new(Names, NameReader.OuterVariables);

    public static ValueKind<IReadOnlyList<string>?> Tools { get; } = new(new Shape.AnyOf(NotBlank, new Shape.ListOf(NotBlank), new Shape.Nothing()), NameReader.Tools);

    public static ValueKind<Located<string>?> Word { get; } = new(NotBlank, IncludeReader.Word);

    public static ValueKind<string?> Variable { get; } = new(new Shape.Scalar("^[^=]*[^=\\s][^=]*$"), ParameterReader.Variable);

    public static ValueKind<IReadOnlyList<Located<string>>> Values { get; } = new(new Shape.ListOf(Anything) { First = Anything }, ParameterReader.Choices);

    public static ValueKind<Located<Template>?> Template { get; } = new(NotBlank, ExpressionReader.Text);

    public static ValueKind<IReadOnlyList<Located<Template>>?> Templates { get; } = new(Paths, ListReader.Templates);

    public static ValueKind<Located<Template>?> OpenScalar { get; } = new(Anything, value => ExpressionReader.Scalar(value, "a string"));

    public static ValueKind<IReadOnlyList<ParameterDefinition>> Parameters { get; } = new(
        new Shape.MapOf(new Shape.AnyOf(Anything, new Shape.Table("parameter", () => Keys.OfParameter)), "^[A-Za-z][A-Za-z0-9_]*$"),
        ParameterReader.Parameters);

    public static ValueKind<IReadOnlyList<EnvFileDefinition>> EnvFiles { get; } = new(
        OneOrMore(new Shape.AnyOf(NotBlank, new Shape.Table("envFile", () => Keys.OfEnvFile))),
        EnvFilePathReader.Files);

    public static ValueKind<(IReadOnlyList<IncludeDefinition> Files, bool Any)> Includes { get; } = new(
        OneOrMore(new Shape.AnyOf(NotBlank, new Shape.Table("include", () => Keys.OfInclude))),
        IncludeReader.Includes);

    public static ValueKind<IReadOnlyList<(Located<string> Name, Located<Template> Value)>> Settings { get; } = new(new Shape.MapOf(Anything, NotEmpty), IncludeReader.Set);

    public static ValueKind<IReadOnlyList<Located<string>>> Secrets { get; } = new(Names, NameReader.Secrets);

    public static ValueKind<IReadOnlyList<Located<string>>> Results { get; } = new(Names, NameReader.Results);

    public static ValueKind<IReadOnlyList<Located<string>>?> Default { get; } = new(new Shape.AnyOf(Name, new Shape.ListOf(Name)), NameReader.Default);

    public static ValueKind<Located<When>?> When { get; } = new(new Shape.Word(Array.ConvertAll(WhenReader.Words, when => when.Word)), WhenReader.Choice);

    public static ValueKind<Located<Condition>?> Condition { get; } = new(NotBlank, ExpressionReader.Condition);

    public static ValueKind<Located<Template>?> Question { get; } = new(new Shape.Pattern("\\S", "Deploy?"), QuestionReader.Question);

    public static ValueKind<IReadOnlyList<Located<Template>>?> Inputs { get; } = new(Paths, FilePatternReader.Inputs);

    public static ValueKind<IReadOnlyList<Located<Template>>?> Outputs { get; } = new(Paths, FilePatternReader.Outputs);

    public static ValueKind<ReadyCheck?> Ready { get; } = new(
        new Shape.Table("ready", () => Keys.OfReady) { OneNeeded = ["cmd", "tcp", "http", "log"] },
        ServiceReader.Ready);

    public static ValueKind<ReadyCheck?> ReadyCommand { get; } = new(
        new Shape.AnyOf(NotBlank, Program),
        value => ServiceReader.Command(value, OpenPart.ReadyWord) is { } command ? new ReadyCheck(ReadyKind.Exec, command.Text, command) : null);

    public static ValueKind<Located<int>?> Status { get; } = new(new Shape.Whole(100, 599), ServiceReader.Status);

    public static ValueKind<string?> StopSignal { get; } = new(new Shape.Word([.. Model.StopSignal.Words, .. Model.StopSignal.Words.Select(word => "SIG" + word)]), ServiceReader.Signal);

    public static ValueKind<Command?> StopCommand { get; } = new(new Shape.AnyOf(NotBlank, Program), value => ServiceReader.Command(value, OpenPart.StopWord));

    public static ValueKind<ServiceSettings?> Stop { get; } = new(new Shape.AnyOf(StopSignal.Shape, new Shape.Table("stop", () => Keys.OfStop)), ServiceReader.Stop);

    public static ValueKind<MatrixDefinition> Matrix { get; } = new(
        new Shape.Table("matrix", () => Keys.OfMatrix)
        {
            Others = new(new Shape.AnyOf(new Shape.ListOf(Anything), new Shape.Table("matrixSource", () => Keys.OfMatrixSource) { OneNeeded = ["glob", "split"] }), "^[A-Za-z][A-Za-z0-9_]*$") { IsFilled = true },
        },
        MatrixValueReader.Matrix);

    public static ValueKind<IReadOnlyList<MatrixChoice>> Combinations { get; } = new(
        new Shape.ListOf(new Shape.MapOf(Anything, "^[A-Za-z][A-Za-z0-9_]*$") { IsFilled = true }),
        MatrixValueReader.Choices);

    public static ValueKind<IReadOnlyDictionary<string, Located<long>>> Totals { get; } = new(
        new Shape.MapOf(new Shape.Whole(1, int.MaxValue), "^(?!(cpus|memory)$)[\\s\\S]*\\S"),
        ResourceReader.Totals);

    public static ValueKind<IReadOnlyDictionary<string, long>> Amounts { get; } = new(
        new Shape.AnyOf(Names, new Shape.Table("resources", () => Keys.OfResources) { Others = new(ShapeOf(Resources.Cpus), "\\S") }),
        ResourceReader.Amounts);

    public static ValueKind<ReadyCheck?> Way(ReadyKind kind) => new(NotBlank, value => ServiceReader.Way(value, kind));

    public static ValueKind<string?> OpenText(OpenPart part) => new(NotBlank, value => value.Text(part));

    public static ValueKind<IReadOnlyList<Located<string>>> OpenTexts(OpenPart part) => new(Names, value => ListReader.Texts(value, part));

    public static ValueKind<long?> Amount(string name) => new(ShapeOf(name), value => ResourceReader.Amount(value, name));

    public static ValueKind<int> Whole(int least, int most) => new(new Shape.Whole(least, most), value => NumberReader.Whole(value, least, most));

    public static ValueKind<double> Number(double least, double most) => new(new Shape.Number(least, most), value => NumberReader.Factor(value, least, most));

    public static ValueKind<Located<T>?> Choice<T>(params (string Word, T Value)[] choices)
        where T : struct => new(new Shape.Word(Array.ConvertAll(choices, choice => choice.Word)), value => ChoiceReader.Choice(value, choices));

    public static Shape ClusterNumber(int least) => new Shape.AnyOf(new Shape.Whole(least, ClusterSettings.Most), Open);

    private static Shape.AnyOf OneOrMore(Shape one) => new Shape.AnyOf(one, new Shape.ListOf(one));

    private static Shape.AnyOf ShapeOf(string resource) => resource == Resources.Memory
        ? new Shape.AnyOf(new Shape.Whole(1024 * 1024, int.MaxValue), new Shape.Pattern("^([0-9]+\\.?[0-9]*|\\.[0-9]+) *([kKmMgGtT]([iI]?[bB])?|[bB])$", "8G", "512M"), Open)
        : new Shape.AnyOf(new Shape.Whole(1, int.MaxValue), Open);
}
