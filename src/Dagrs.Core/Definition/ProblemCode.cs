namespace Dagrs.Core.Definition;

/// <summary>Every kind of thing that can be wrong with a file, or is worth a note. The number is stable: 7 is shown as <c>DAG007</c>.</summary>
public enum ProblemCode
{
    /// <summary>The file does not exist.</summary>
    FileNotFound = 1,

    /// <summary>The file exists and cannot be read.</summary>
    FileUnreadable = 2,

    /// <summary>The bytes are not text that YAML allows: not UTF-8, or a NUL.</summary>
    NotText = 3,

    /// <summary>A bound that keeps hostile files harmless is passed: size, depth, length or number of values, expansion of aliases, number of problems.</summary>
    TooLarge = 4,

    /// <summary>The text is not YAML.</summary>
    Syntax = 5,

    /// <summary>There is a second document.</summary>
    SecondDocument = 6,

    /// <summary>An alias names no anchor, or the anchor that it stands in.</summary>
    BadAlias = 7,

    /// <summary>A key is written twice.</summary>
    DuplicateKey = 8,

    /// <summary>A key that nobody knows.</summary>
    UnknownKey = 9,

    /// <summary>A required key is missing.</summary>
    MissingKey = 10,

    /// <summary>A value is of the wrong kind, such as a list where a text belongs.</summary>
    WrongKind = 11,

    /// <summary>A value is empty and may not be.</summary>
    Empty = 12,

    /// <summary>A value is of the right kind and none of those allowed.</summary>
    BadValue = 13,

    /// <summary>There are no tasks.</summary>
    NoTasks = 14,

    /// <summary>A task comes after one that does not exist.</summary>
    UnknownTask = 15,

    /// <summary>A task comes after itself.</summary>
    SelfDependency = 16,

    /// <summary>Tasks come after each other in a circle.</summary>
    Cycle = 17,

    /// <summary>More than one first or last task where one is asked for.</summary>
    Endpoints = 18,

    /// <summary>A value or key has a YAML tag, which would change or drop a part of it.</summary>
    Tag = 19,

    /// <summary>Tasks stand beside the key that they belong under.</summary>
    TaskOutside = 20,

    /// <summary>A variable has a name that dagrs itself gives a value.</summary>
    ReservedVariable = 21,

    /// <summary>The value of a variable names the variable itself, and values are not expanded.</summary>
    OwnVariable = 22,

    /// <summary>A list in place of a program and its arguments holds whole commands.</summary>
    ListOfCommands = 23,

    /// <summary>A note: the value of a variable looks as if it were to be expanded.</summary>
    LiteralVariable = 24,

    /// <summary>A note: a text refers to the output of a predecessor that it does not have.</summary>
    NoSuchOutput = 25,

    /// <summary>An expression that cannot be read.</summary>
    Expression = 26,

    /// <summary>An expression where none can stand.</summary>
    NoExpression = 27,

    /// <summary>An expression in a text that an interpreter reads.</summary>
    ScriptExpression = 28,

    /// <summary>A name that a parameter, matrix key, result or resource cannot have.</summary>
    BadName = 29,

    /// <summary>A parameter and a matrix key of one file have the same name.</summary>
    SharedName = 30,

    /// <summary>A key that only a task with a command can have.</summary>
    GroupKey = 31,

    /// <summary>Two tasks write one file.</summary>
    SharedOutput = 32,

    /// <summary>A task reads a file that another one makes, and does not come after it.</summary>
    EarlyInput = 33,

    /// <summary>Patterns only take files away.</summary>
    OnlyTakenAway = 34,

    /// <summary>A task asks for the cache and cannot have it.</summary>
    NoCache = 35,

    /// <summary>A note: a key has no effect, because its task runs every time.</summary>
    NeverUpToDate = 36,

    /// <summary>A task uses the output of one whose output is not captured.</summary>
    NoCapturedOutput = 37,

    /// <summary>A key that a service cannot have, or that only a service can have.</summary>
    ServiceKey = 38,

    /// <summary>A task comes after one that starts when a service has stopped, and needs the service.</summary>
    LateService = 39,
}
