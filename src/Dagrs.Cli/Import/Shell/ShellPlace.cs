namespace Dagrs.Cli.Import.Shell;

/// <summary>The context in which a shell reads a character.</summary>
internal enum ShellPlace : byte
{
    /// <summary>Outside of quotes.</summary>
    Plain,

    /// <summary>In double quotes, or in a here-document: variables are expanded.</summary>
    Double,

    /// <summary>In single quotes.</summary>
    Single,

    /// <summary>Literal, and no quote can be closed here: after a backslash, or in a here-document without expansion.</summary>
    Fixed,

    /// <summary>In a comment.</summary>
    Comment,
}
