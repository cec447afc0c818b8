namespace Dagrs.Core.State.Records;

/// <summary>One thing besides files that the result of a task hangs on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Which one of its kind; empty where there is one.</param>
/// <param name="Value">Its value, or the hash of it where the value is nobody's business.</param>
internal sealed record KeyPart(KeyPartKind Kind, string Name, string Value);
