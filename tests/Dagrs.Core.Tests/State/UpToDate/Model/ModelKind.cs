namespace Dagrs.Core.Tests.State.UpToDate.Model;

/// <summary>What a task of a random project makes of what it reads.</summary>
internal enum ModelKind
{
    /// <summary>A file.</summary>
    Output,

    /// <summary>A value by name.</summary>
    Result,

    /// <summary>What it prints; it says that it makes no file.</summary>
    Echo,

    /// <summary>It changes the file that it reads until there is nothing to change.</summary>
    Formatter,

    /// <summary>It says nothing of what it reads or writes.</summary>
    Plain,

    /// <summary>It only stands for others.</summary>
    Group,
}
