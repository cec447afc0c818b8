namespace Dagrs.Core.State.Files;

/// <summary>A name in a folder.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsFolder">True for a folder, and for a link to one.</param>
/// <param name="IsLink">True for a link to a folder; for other entries it is not determined.</param>
internal readonly record struct FolderEntry(string Name, bool IsFolder, bool IsLink);
