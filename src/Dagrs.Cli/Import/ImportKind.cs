namespace Dagrs.Cli.Import;

/// <summary>The tools whose files are read.</summary>
internal enum ImportKind
{
    Make,
    GoTask,
    Npm,
    GitHub,
}
