namespace Dagrs.Core.State.Records;

/// <summary>One thing, other than a file, that the result of a task depends on.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name within the kind; empty where the kind has only one.</param>
/// <param name="Value">Its value, or a hash of it where the value must not be stored.</param>
internal sealed record KeyPart(KeyPartKind Kind, string Name, string Value);
