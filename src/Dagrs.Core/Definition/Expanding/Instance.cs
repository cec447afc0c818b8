namespace Dagrs.Core.Definition.Expanding;

/// <summary>One combination of a matrix: the task it belongs to, and its values.</summary>
/// <param name="Family">The task with the matrix.</param>
/// <param name="Values">Keys and values, in the order of the keys.</param>
internal sealed record Instance(Family Family, string[] Values)
{
    /// <summary>The value of a key; null when the matrix has no such key.</summary>
    public string? this[string key] => Family.IndexOf(key) is >= 0 and var index ? Values[index] : null;

    /// <summary>The id of the instance.</summary>
    public string Id => InstanceId.Of(Family.Id, Family.Keys, Values);
}
