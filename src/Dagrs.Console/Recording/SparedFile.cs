namespace Dagrs.Console.Recording;

/// <summary>A file that must not be overwritten.</summary>
/// <param name="Identity">Its identity; null: it is not a regular file.</param>
/// <param name="Name">Its description: <c>the file of tasks</c>.</param>
internal sealed record SparedFile(FileIdentity? Identity, string Name);
