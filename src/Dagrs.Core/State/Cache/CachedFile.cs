using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>A file, a link or an empty folder of an entry.</summary>
/// <param name="Name">Its path from the folder of the user's file, with <c>/</c> between names.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Content">Blake3 of a file's bytes in hex; the text of a link; empty for a folder.</param>
/// <param name="Mode">Its permissions; of no meaning for a link.</param>
/// <param name="Size">Bytes of a file.</param>
internal readonly record struct CachedFile(string Name, FileKind Kind, string Content, UnixFileMode Mode, long Size);
