namespace Dagrs.Cli.Import;

/// <summary>Something that could not be imported unchanged.</summary>
/// <param name="Key">The key that it is about; empty: the task or file as a whole.</param>
/// <param name="Words">What it was, and what to do about it.</param>
internal sealed record ImportedTodo(string Key, string Words);
