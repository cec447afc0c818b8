namespace Dagrs.Cli.Import.Shell;

/// <summary>How a shell takes a character of its text.</summary>
internal enum ShellPlace : byte
{
    /// <summary>Outside of quotes.</summary>
    Plain,

    /// <summary>In double quotes, or in a here-document: variables are expanded.</summary>
    Double,

    /// <summary>In single quotes.</summary>
    Single,

    /// <summary>As it is, where no quote can be closed: behind a backslash, in a here-document without expansion.</summary>
    Fixed,

    /// <summary>In a comment.</summary>
    Comment,
}
