namespace Dagrs.Core.Definition;

/// <summary>Every kind of error in a file, or note about one. The number is stable: 7 is shown as <c>DAG007</c>.</summary>
public enum ProblemCode
{
    /// <summary>The file does not exist.</summary>
    FileNotFound = 1,

    /// <summary>The file exists but cannot be read.</summary>
    FileUnreadable = 2,

    /// <summary>The bytes are not text that YAML allows: not UTF-8, or a NUL.</summary>
    NotText = 3,

    /// <summary>A limit against hostile files is exceeded: size, depth, length or number of values, expansion of aliases, number of problems.</summary>
    TooLarge = 4,

    /// <summary>The text is not YAML.</summary>
    Syntax = 5,

    /// <summary>There is more than one document.</summary>
    SecondDocument = 6,

    /// <summary>An alias refers to no anchor, or to the anchor that contains it.</summary>
    BadAlias = 7,

    /// <summary>A key is written twice.</summary>
    DuplicateKey = 8,

    /// <summary>The key is unknown.</summary>
    UnknownKey = 9,

    /// <summary>A required key is missing.</summary>
    MissingKey = 10,

    /// <summary>A value has the wrong type, such as a list instead of a text.</summary>
    WrongKind = 11,

    /// <summary>A value is empty but must not be.</summary>
    Empty = 12,

    /// <summary>A value has the right type but is not allowed.</summary>
    BadValue = 13,

    /// <summary>There are no tasks.</summary>
    NoTasks = 14,

    /// <summary>A task depends on one that does not exist.</summary>
    UnknownTask = 15,

    /// <summary>A task depends on itself.</summary>
    SelfDependency = 16,

    /// <summary>Tasks depend on each other in a cycle.</summary>
    Cycle = 17,

    /// <summary>More than one start or end task where only one is allowed.</summary>
    Endpoints = 18,

    /// <summary>A value or key has a YAML tag, which would change or drop a part of it.</summary>
    Tag = 19,

    /// <summary>Tasks are next to the key that they belong under.</summary>
    TaskOutside = 20,

    /// <summary>A variable has a name that is reserved for dagrs.</summary>
    ReservedVariable = 21,

    /// <summary>The value of a variable refers to the variable itself, but values are not expanded.</summary>
    OwnVariable = 22,

    /// <summary>A list that should be a program and its arguments contains whole commands.</summary>
    ListOfCommands = 23,

    /// <summary>A note: the value of a variable looks as if it should be expanded.</summary>
    LiteralVariable = 24,

    /// <summary>A note: a script refers to the output of a predecessor that it does not have.</summary>
    NoSuchOutput = 25,

    /// <summary>An invalid expression.</summary>
    Expression = 26,

    /// <summary>An expression where none is allowed.</summary>
    NoExpression = 27,

    /// <summary>An expression in a script.</summary>
    ScriptExpression = 28,

    /// <summary>An invalid name of a parameter, matrix key, result or resource.</summary>
    BadName = 29,

    /// <summary>A parameter and a matrix key of one file have the same name.</summary>
    SharedName = 30,

    /// <summary>A key that only a task with a command may have.</summary>
    GroupKey = 31,

    /// <summary>Two tasks write one file.</summary>
    SharedOutput = 32,

    /// <summary>A task reads a file that another task writes, but does not depend on it.</summary>
    EarlyInput = 33,

    /// <summary>Patterns only exclude files.</summary>
    OnlyExclusions = 34,

    /// <summary>A task requests the cache but cannot use it.</summary>
    NoCache = 35,

    /// <summary>A note: a key has no effect, because its task runs every time.</summary>
    NeverUpToDate = 36,

    /// <summary>A task uses the output of one whose output is not captured.</summary>
    NoCapturedOutput = 37,

    /// <summary>A key that a service may not have, or that only a service may have.</summary>
    ServiceKey = 38,

    /// <summary>A task needs a service, but depends on a task that starts only when that service has stopped.</summary>
    LateService = 39,
}
