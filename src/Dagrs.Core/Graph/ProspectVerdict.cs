namespace Dagrs.Core.Graph;

/// <summary>Whether a task would run.</summary>
internal enum ProspectVerdict : byte
{
    /// <summary>It would be found up to date.</summary>
    UpToDate,

    Runs,

    /// <summary>Depends on what another task does.</summary>
    Perhaps,

    /// <summary>It certainly does not run.</summary>
    Skipped,
}
