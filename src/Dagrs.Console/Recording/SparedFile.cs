namespace Dagrs.Console.Recording;

/// <summary>A file that must not be written over.</summary>
/// <param name="Identity">Which; null: none that keeps anything.</param>
/// <param name="Name">What it is, in words: <c>the file of tasks</c>.</param>
internal sealed record SparedFile(FileIdentity? Identity, string Name);
