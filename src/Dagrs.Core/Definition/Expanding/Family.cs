namespace Dagrs.Core.Definition.Expanding;

/// <summary>A task with a matrix, which may have many instances.</summary>
/// <param name="Id">Its id as written.</param>
/// <param name="Keys">The keys of its matrix.</param>
internal sealed record Family(string Id, string[] Keys)
{
    /// <summary>True when its combinations are not known yet; then it is one task.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True when there are no combinations; then it is one task, which is skipped.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>True when some of its keys could not be read.</summary>
    public bool LacksKeys { get; init; }

    /// <summary>The index of a key; -1: there is none.</summary>
    public int IndexOf(string key) => Array.IndexOf(Keys, key);
}
