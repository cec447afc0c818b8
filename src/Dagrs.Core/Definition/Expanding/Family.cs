namespace Dagrs.Core.Definition.Expanding;

/// <summary>A task with a matrix, of which there may be many.</summary>
/// <param name="Id">Its id as written.</param>
/// <param name="Keys">The keys of its matrix.</param>
internal sealed record Family(string Id, string[] Keys)
{
    /// <summary>True when its combinations hang on what is not known; it is one task then.</summary>
    public bool IsOpen { get; init; }

    /// <summary>True when there is no combination; it is one task then, which is skipped.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The position of a key; -1: there is none.</summary>
    public int IndexOf(string key) => Array.IndexOf(Keys, key);
}
