using System.Globalization;

namespace Dagrs.Core.Definition;

/// <summary>The name of a kind of problem: a code, which never changes, and a title. docs/diagnostics.md lists them.</summary>
internal static class ProblemTitle
{
    /// <summary>The code as it is shown, such as <c>DAG007</c>.</summary>
    public static string Id(this ProblemCode code) => string.Create(CultureInfo.InvariantCulture, $"DAG{(int)code:000}");

    /// <summary>True for what is no error: only a check reports it, and it changes no outcome.</summary>
    public static bool IsNote(this ProblemCode code) => code is ProblemCode.LiteralVariable or ProblemCode.NoSuchOutput or ProblemCode.NeverUpToDate;

    /// <summary>A few words for the kind of problem.</summary>
    public static string Title(this ProblemCode code) => code switch
    {
        ProblemCode.FileNotFound => "the file does not exist",
        ProblemCode.FileUnreadable => "the file cannot be read",
        ProblemCode.NotText => "the file is not text",
        ProblemCode.TooLarge => "a bound is passed",
        ProblemCode.Syntax => "the text is not YAML",
        ProblemCode.SecondDocument => "there is a second document",
        ProblemCode.BadAlias => "an alias stands for nothing",
        ProblemCode.DuplicateKey => "a key is written twice",
        ProblemCode.UnknownKey => "a key is not known",
        ProblemCode.MissingKey => "a required key is missing",
        ProblemCode.WrongKind => "a value is of the wrong kind",
        ProblemCode.Empty => "a value is empty",
        ProblemCode.BadValue => "a value is not allowed",
        ProblemCode.NoTasks => "there are no tasks",
        ProblemCode.UnknownTask => "a task comes after one that does not exist",
        ProblemCode.SelfDependency => "a task comes after itself",
        ProblemCode.Cycle => "tasks come after each other in a circle",
        ProblemCode.Endpoints => "there are several start or end tasks",
        ProblemCode.Tag => "a value has a YAML tag",
        ProblemCode.TaskOutside => "tasks stand beside 'dagrs'",
        ProblemCode.ReservedVariable => "a variable is set by dagrs itself",
        ProblemCode.OwnVariable => "the value of a variable names itself",
        ProblemCode.ListOfCommands => "a list holds commands",
        ProblemCode.LiteralVariable => "a value is not expanded",
        ProblemCode.NoSuchOutput => "there is no such output",
        ProblemCode.Expression => "an expression cannot be read",
        ProblemCode.NoExpression => "an expression cannot stand here",
        ProblemCode.ScriptExpression => "an expression stands in a script",
        ProblemCode.BadName => "a name is not allowed",
        ProblemCode.SharedName => "a parameter and a matrix key have one name",
        ProblemCode.GroupKey => "a group cannot have this key",
        ProblemCode.SharedOutput => "two tasks write one file",
        ProblemCode.EarlyInput => "an input is made by a task that is not waited for",
        ProblemCode.OnlyTakenAway => "patterns only take files away",
        ProblemCode.NoCache => "a task cannot be cached",
        ProblemCode.NeverUpToDate => "a task is never up to date",
        ProblemCode.NoCapturedOutput => "an output is not captured",
        ProblemCode.ServiceKey => "a key does not fit a service",
        ProblemCode.LateService => "a service is needed after it has stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "BUG: a kind of problem without a title"),
    };
}
