namespace Dagrs.Cli.Import;

/// <summary>The tools whose files can be imported.</summary>
internal enum ImportKind
{
    Make,
    GoTask,
    Npm,
    GitHub,
}
