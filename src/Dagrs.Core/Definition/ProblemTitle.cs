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
        ProblemCode.TooLarge => "a limit is exceeded",
        ProblemCode.Syntax => "the text is not YAML",
        ProblemCode.SecondDocument => "there is a second document",
        ProblemCode.BadAlias => "an alias has no anchor",
        ProblemCode.DuplicateKey => "a key is duplicated",
        ProblemCode.UnknownKey => "a key is unknown",
        ProblemCode.MissingKey => "a required key is missing",
        ProblemCode.WrongKind => "a value has the wrong type",
        ProblemCode.Empty => "a value is empty",
        ProblemCode.BadValue => "a value is not allowed",
        ProblemCode.NoTasks => "there are no tasks",
        ProblemCode.UnknownTask => "a task depends on one that does not exist",
        ProblemCode.SelfDependency => "a task depends on itself",
        ProblemCode.Cycle => "tasks form a dependency cycle",
        ProblemCode.Endpoints => "there are several start or end tasks",
        ProblemCode.Tag => "a value has a YAML tag",
        ProblemCode.TaskOutside => "tasks are beside 'dagrs', not under it",
        ProblemCode.ReservedVariable => "a variable is reserved for dagrs",
        ProblemCode.OwnVariable => "the value of a variable refers to itself",
        ProblemCode.ListOfCommands => "a list contains commands",
        ProblemCode.LiteralVariable => "a value is not expanded",
        ProblemCode.NoSuchOutput => "there is no such output",
        ProblemCode.Expression => "an expression is not valid",
        ProblemCode.NoExpression => "an expression is not allowed here",
        ProblemCode.ScriptExpression => "a script contains an expression",
        ProblemCode.BadName => "a name is not allowed",
        ProblemCode.SharedName => "a parameter and a matrix key have the same name",
        ProblemCode.GroupKey => "a group cannot have this key",
        ProblemCode.SharedOutput => "two tasks write the same file",
        ProblemCode.EarlyInput => "an input is written by a task that is not a dependency",
        ProblemCode.OnlyExclusions => "patterns only exclude files",
        ProblemCode.NoCache => "a task cannot be cached",
        ProblemCode.NeverUpToDate => "a task is never up to date",
        ProblemCode.NoCapturedOutput => "an output is not captured",
        ProblemCode.ServiceKey => "a key does not fit a service",
        ProblemCode.LateService => "a service is needed after it has stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "BUG: a kind of problem without a title"),
    };
}
