using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>A file, a link or an empty folder of an entry.</summary>
/// <param name="Name">Its path relative to the folder of the user's file, with <c>/</c> as the separator.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">Blake3 of a file's bytes in hex; the target of a link; empty for a folder.</param>
/// <param name="Mode">Its permissions; meaningless for a link.</param>
/// <param name="Size">The size of a file, in bytes.</param>
internal readonly record struct CachedFile(string Name, FileKind Kind, string Content, UnixFileMode Mode, long Size);
